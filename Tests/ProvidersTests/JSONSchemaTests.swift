import Foundation
import Providers
import Receivables
import TestSupport
import Testing

/// The request files against the schemas that Perille publishes, by another program: PyPI's jsonschema.
@Suite struct JSONSchemaTests {
  private static let schemas = ["maventa": PublishedSchema.maventaRequests1, "ropo-one": .ropoOneRequests1]

  @Test func payloadsAreValidAndBrokenOnesAreNot() throws {
    var cases: [[String: Any]] = []
    for (name, agreement) in goldenAgreements {
      guard let schema = Self.schemas[agreement.channel] else { continue }
      let bytes = try Fixture.channel(agreement.channel).encode(Fixture.wholeBatch(agreement)).bytes
      let payload = String(decoding: bytes, as: UTF8.self)
      cases.append(["name": name, "schema": schema.rawValue, "payload": payload, "valid": true])
      let breakages: [(String, String)] = [
        ("\"method\" : \"POST\"", "\"method\" : \"GET\""), ("\"serial\" : 42", "\"serial\" : 0"),
        ("\"capital\" : \"2049.51\"", "\"capital\" : 2049.51"), ("\"assignments\" : 4", "\"assignments\" : 4, \"x\" : 1"),
        agreement.channel == "maventa"
          ? ("\"assignment_summary\"", "\"assignmentSummary\"") : ("\"billcode\"", "\"reference\""),
      ]
      for (right, wrong) in breakages {
        #expect(payload.contains(right), "\(name): \(right)")
        cases.append([
          "name": "\(name): \(wrong)", "schema": schema.rawValue,
          "payload": payload.replacingOccurrences(of: right, with: wrong), "valid": false,
        ])
      }
    }
    guard let answer = try judge(cases) else {
      print("SKIPPED: python3 with the package jsonschema is not here; the JSON payloads were not checked against Schemas/")
      return
    }
    #expect(answer == cases.map { _ in "as expected" })
    #expect(cases.count == 36)
  }

  /// The embedded schemas are the files of the project.
  @Test(arguments: PublishedSchema.allCases) func embeddedAsPublished(schema: PublishedSchema) throws {
    let file = try Data(contentsOf: Places.project.appendingPathComponent("Schemas/\(schema.rawValue)"))
    #expect(Array(file) == schema.bytes)
    #expect(!file.isEmpty)
  }

  private static let program = """
    import json, sys
    try:
        import jsonschema
    except ImportError:
        print("no jsonschema"); sys.exit(0)
    folder, cases = sys.argv[1], json.load(sys.stdin)
    validators = {}
    for case in cases:
        name = case["schema"]
        if name not in validators:
            schema = json.load(open(folder + "/" + name, encoding="utf-8"))
            jsonschema.Draft202012Validator.check_schema(schema)
            validators[name] = jsonschema.Draft202012Validator(schema)
        errors = [e.message for e in validators[name].iter_errors(json.loads(case["payload"]))]
        print("as expected" if (not errors) == case["valid"] else case["name"] + ": " + "; ".join(errors))
    """

  /// One line a case, or nil when the program cannot be run here.
  private func judge(_ cases: [[String: Any]]) throws -> [String]? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program, Places.project.appendingPathComponent("Schemas").path]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let question = try JSONSerialization.data(withJSONObject: cases)
    // The program reads all of its input before it answers.
    input.fileHandleForWriting.write(question)
    try input.fileHandleForWriting.close()
    let answer = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 127 || answer.hasPrefix("no jsonschema") { return nil }
    return answer.split(separator: "\n").map(String.init)
  }
}
