import Foundation
import Testing

/// The built program as scripts see it: output, notes, exit status.
@Suite struct InspectionCommandTests {
  struct Outcome {
    var output: String
    var notes: String
    var status: Int32
  }

  /// The program that was built together with these tests.
  static func perille(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> Outcome {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = beside.appendingPathComponent("perille")
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    // Files, not pipes: nobody has to read while it runs.
    let files = ["output", "notes"].map { folder.appendingPathComponent(".\($0)-\(UUID().uuidString)") }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    return Outcome(output: texts[0], notes: texts[1], status: process.terminationStatus)
  }

  @Test func aRuleWithoutAnExchangeFolderIsExplainedHow() throws {
    let bench = try InspectionBench(isExchange: false)
    let said = try Self.perille(["explain", "BR-CO-15", "--root", bench.folder.path], in: bench.folder)
    #expect(said.status != 0)
    #expect(said.notes.contains("perille explain --rule BR-CO-15"), "\(said.notes)")
  }

  struct Call: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    init(_ line: String, _ status: Int32) {
      arguments = line.split(separator: " ").map(String.init)
      self.status = status
    }
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let calls = [
    Call("check finvoice.xml", 0), Call("check d-no-date.xml", 1), Call("check --json d-no-date.xml", 1),
    Call("inspect a-empty.xml d-no-date.xml", 65), Call("check nowhere", 65), Call("check", 64),
    Call("check --jobs 0 finvoice.xml", 64), Call("check --rules peppol-3.0.21 finvoice.xml", 0),
    Call("check --rules peppol-1 finvoice.xml", 64),
    Call("check --json --format json finvoice.xml", 0), Call("check --json --format html finvoice.xml", 64),
    Call("check --format html finvoice.xml", 0), Call("check --format html d-no-date.xml", 1),
    Call("check --format html a-empty.xml d-no-date.xml", 65), Call("inspect --format html finvoice.xml", 64),
    Call("report --format html", 64), Call("explain --rule BR-NONE", 64), Call("explain --rule FILE.EMPTY", 0),
    Call("check --unmask finvoice.xml", 64), Call("check --root nowhere finvoice.xml", 66),
    Call("check --root inbox finvoice.xml", 78), Call("match E1 --to 1 2", 78), Call("ledger export --to sie --json", 64),
  ]

  @Test(arguments: calls) func exitStatus(_ call: Call) throws {
    let bench = try InspectionBench(InspectionSamples.files + InspectionSamples.damaged)
    let outcome = try Self.perille(call.arguments, in: bench.folder)
    #expect(outcome.status == call.status, "\(outcome.notes)")
  }

  @Test func whatAPersonDidIsToldAsJSONToo() throws {
    let bench = try InspectionBench(InspectionSamples.files)
    let held = try Self.perille(["hold", "1001", "--reason", "asked", "--json"], in: bench.folder)
    #expect(held.status == 0)
    let done = try InspectionBench.objects(held.output).first?["done"] as? [String]
    #expect(done?.count == 1 && done?.first?.contains("1001") == true, "\(held.output)")
    let nothing = try Self.perille(["retry", "--all", "--json"], in: bench.folder)
    #expect(nothing.output == "{\"done\":[]}\n")
  }

  @Test func resultsOnOutputAndTheRestOnErrors() throws {
    let bench = try InspectionBench(InspectionSamples.files)
    let code = InspectionSamples.finnishCode
    let masked = try Self.perille(["inspect", "--format", "json", "finvoice.xml"], in: bench.folder)
    #expect(try InspectionBench.objects(masked.output).count == 1)
    #expect(!masked.output.contains(code))
    #expect(masked.notes.isEmpty)
    let shown = try Self.perille(["inspect", "--json", "--unmask", "finvoice.xml"], in: bench.folder)
    #expect(shown.output.contains(code))
    #expect(shown.notes.contains("--unmask"))
    #expect(!shown.notes.contains(code))
    let text = try Self.perille(["check", "finvoice.xml"], in: bench.folder)
    #expect(text.output.contains("1 file, 1 document: 1 valid"))
    let quiet = try Self.perille(["check", "--quiet", "ubl-invoice.xml"], in: bench.folder)
    #expect(quiet.output.isEmpty)
  }

  /// No colours where nobody sees them.
  @Test func pipesAreNotColoured() throws {
    let bench = try InspectionBench(InspectionSamples.damaged)
    let text = try Self.perille(["check", "d-no-date.xml", "c-cut.xml"], in: bench.folder, environment: ["TERM": "xterm"])
    #expect(text.output.contains("error[ubl.issue-date]") && !text.output.contains("\u{1B}"))
    let page = try Self.perille(["check", "--format", "html", "d-no-date.xml"], in: bench.folder)
    #expect(page.output.hasPrefix("<!DOCTYPE html>") && page.output.hasSuffix("</html>\n") && page.notes.isEmpty)
  }

  /// By the working directory's `perille.yaml`, by the environment, by neither.
  @Test func theConfigurationIsFound() throws {
    let bench = try InspectionBench(InspectionSamples.files)
    let list = "inbox/pay1.csv"
    #expect(try Self.perille(["check", list], in: bench.folder).status == 0)
    let elsewhere = bench.folder.appendingPathComponent("inbox")
    #expect(try Self.perille(["check", "pay1.csv"], in: elsewhere).status == 65)
    let named = try Self.perille(["check", "pay1.csv"], in: elsewhere, environment: ["PERILLE_ROOT": bench.folder.path])
    #expect(named.status == 0)
  }

  /// A reader that goes away ends neither the work nor the truth of the exit status.
  @Test func aClosedOutputIsNoFailure() throws {
    let bench = try InspectionBench(InspectionSamples.files + InspectionSamples.damaged)
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let process = Process()
    process.executableURL = beside.appendingPathComponent("perille")
    process.arguments = ["check", "--json", "d-no-date.xml", "finvoice.xml"]
    process.currentDirectoryURL = bench.folder
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try pipe.fileHandleForReading.close()
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 1)
  }
}
