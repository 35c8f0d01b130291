import Foundation
import TestSupport
import Testing

/// Programs that others wrote, asked for their opinion of a file.
enum ExportOracles {
  struct Answer {
    var status: Int32
    var output: String
    var isGood: Bool { status == 0 }
  }

  static func hledger(_ arguments: [String], _ journal: [UInt8]) throws -> Answer? {
    try ask("hledger", name: "export.journal", journal, hint: "apt-get install hledger") { ["-f", $0] + arguments }
  }

  static func beanCheck(_ ledger: [UInt8]) throws -> Answer? {
    try ask("bean-check", name: "export.beancount", ledger, hint: "make test installs it from PyPI") { [$0] }
  }

  /// With warnings, which we give no reason for, as failures.
  static func sie(_ file: [UInt8]) throws -> Answer? {
    guard let tool = Places.sharedItem("tools/sie4_check.py") else { return nil }
    let answer = try ask("python3", name: "export.sie", file, hint: "python3") { [tool.path, "--type", "4I", $0] }
    return answer.map { Answer(status: $0.output.contains("~") ? 1 : $0.status, output: $0.output) }
  }

  static func netvisor(_ document: [UInt8]) throws -> Answer? {
    guard let tool = Places.sharedItem("tools/voucher_file_check.py") else { return nil }
    return try ask("python3", name: "export.xml", document, hint: "python3") { [tool.path, "netvisor", $0] }
  }

  static func xmllint(_ document: [UInt8], schema: [UInt8]) throws -> Answer? {
    let file = try temporary(schema, "schema.xsd")
    defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
    return try ask("xmllint", name: "export.xml", document, hint: "apt-get install libxml2-utils") {
      ["--noout", "--nonet", "--schema", file.path, $0]
    }
  }

  /// Nil, and a word on standard output, where it is not installed.
  private static func ask(
    _ program: String, name: String, _ bytes: [UInt8], hint: String, _ arguments: (String) -> [String]
  ) throws -> Answer? {
    let folders =
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/local/bin", "/usr/bin"]
    guard let path = folders.lazy.map({ "\($0)/\(program)" }).first(where: FileManager.default.isExecutableFile) else {
      print("SKIPPED: \(program) is not installed (\(hint)); the export was not checked by it")
      return nil
    }
    let file = try temporary(bytes, name)
    defer { try? FileManager.default.removeItem(at: file.deletingLastPathComponent()) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments(file.path)
    process.environment = ["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": folders.joined(separator: ":"), "HOME": "/tmp"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Answer(status: process.terminationStatus, output: String(decoding: data, as: UTF8.self))
  }

  private static func temporary(_ bytes: [UInt8], _ name: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("perille-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return file
  }
}

/// A golden file whose bytes need not be text.
func expectGoldenBytes(_ actual: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = Places.project.appendingPathComponent("Tests/Golden/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(actual).write(to: file)
    return
  }
  guard let expected = try? Data(contentsOf: file) else {
    Issue.record("no golden file \(name): run `make golden` and read what it wrote", sourceLocation: sourceLocation)
    return
  }
  #expect(Data(actual) == expected, "differs from Tests/Golden/\(name)", sourceLocation: sourceLocation)
}

/// Rows and cells of a CSV file as RFC 4180 has them.
func readCSV(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ";")) -> [[[UInt8]]] {
  var rows: [[[UInt8]]] = []
  var row: [[UInt8]] = []
  var cell: [UInt8] = []
  var isQuoted = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    if isQuoted {
      if byte == 0x22, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
        cell.append(byte)
        index += 1
      } else if byte == 0x22 {
        isQuoted = false
      } else {
        cell.append(byte)
      }
    } else if byte == 0x22, cell.isEmpty {
      isQuoted = true
    } else if byte == separator {
      row.append(cell)
      cell = []
    } else if byte == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A {
      rows.append(row + [cell])
      row = []
      cell = []
      index += 1
    } else {
      cell.append(byte)
    }
    index += 1
  }
  return row.isEmpty && cell.isEmpty ? rows : rows + [row + [cell]]
}
