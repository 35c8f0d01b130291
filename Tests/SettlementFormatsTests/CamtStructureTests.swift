import Foundation
import Receivables
import TestSupport
import Testing

@testable import SettlementFormats

/// The table of the standard's structure, and what is said of messages that are not as it has it.
@Suite struct CamtStructureTests {
  private typealias Sample = CamtSample

  private func said(_ text: String) throws -> [String] {
    let read = try readCamt(text)
    #expect(read.summary.findings.allSatisfy { $0.rule != "camt.structure" || $0.severity == .warning })
    return read.summary.findings.filter { $0.rule == "camt.structure" }.map(\.message)
  }

  @Test func everyLineOfTheTableParses() {
    #expect(CamtStructure.rules.count == CamtStructure.table.count)
    for (line, rule) in zip(CamtStructure.table, CamtStructure.rules) {
      let tokens = line.split(separator: " ").dropFirst().filter { !$0.hasPrefix("|") }
      #expect(rule.children.count == tokens.count && !rule.children.isEmpty, "\(line)")
      #expect(tokens.filter { $0.contains("=") }.count == rule.children.filter { $0.rule != nil }.count, "\(line)")
      #expect(tokens.filter { $0.contains("@") }.count == rule.children.filter { $0.versions != 2...14 }.count, "\(line)")
      #expect(line.contains("|") == (rule.choice != nil), "\(line)")
    }
    #expect(Set(CamtStructure.names).count == CamtStructure.names.count)
    #expect(CamtStructure.rules.contains { $0.name == "camt.053" })
  }

  @Test func deviationsAreToldOncePerKind() throws {
    let right = Sample.statement(
      Sample.entry("1.00", details: Sample.detail("1.00")), from: "1.00", to: "2.00")
    #expect(try said(right).isEmpty)
    let wrapped = try said(right.replacing("camt.053.001.02", with: "camt.053.001.08"))
    #expect(
      wrapped == [
        "Against camt.053.001.08, element “code”: one of Cd, Prtry is missing.",
        "Against camt.053.001.08, element “party”: “Nm” is not expected.",
        "Against camt.053.001.08, element “party”: one of Pty, Agt is missing.",
      ])
    let entries = String(repeating: Sample.entry("1.00", status: "", date: "<Extra/>"), count: 5)
    #expect(
      try said(Sample.statement(entries, from: "1.00", to: "6.00")) == [
        "Against camt.053.001.02, element “Ntry”: “Extra” is not expected (5 times, first here).",
        "Against camt.053.001.02, element “Ntry”: “Sts” is missing (5 times, first here).",
      ])
    #expect(
      try said(right.replacing("<MsgId>M1</MsgId>", with: "").replacing("</GrpHdr>", with: "<MsgId>M1</MsgId></GrpHdr>")) == [
        "Against camt.053.001.02, element “head”: “MsgId” is missing.",
        "Against camt.053.001.02, element “head”: “MsgId” stands in the wrong place or twice.",
      ])
    // What the standard leaves open below these is not looked at, and neither is a version that is not known.
    #expect(try said(right.replacing("<Ccy>EUR</Ccy>", with: "<Ccy>EUR</Ccy><Ownr><Anything><At/></Anything></Ownr>")).isEmpty)
    #expect(try said(right.replacing("camt.053.001.02", with: "camt.053.001.99").replacing("Sts>", with: "Odd>")).isEmpty)
  }

  /// Kinds of deviations are bounded.
  @Test func manyKinds() throws {
    let odd = (0..<60).map { "<Odd\($0)/>" }.joined()
    #expect(try said(Sample.payments(Sample.entry("1.00", date: "<BookgDt><Dt>2026-11-19</Dt></BookgDt>" + odd))).count == 20)
  }

  /// The published schemas say the same of every file of the corpus, as far as the table goes; where not, the file is in the list.
  @Test func agreesWithTheSchemas() throws {
    guard let corpus = Places.sharedItem("corpus/settlements") else { return }
    let files = FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    var byFormat: [String: [URL]] = [:]
    var ours: [String: Bool] = [:]
    for file in files where file.path.contains("/camt-") && file.pathExtension == "xml" {
      let read = try readCamt(Array(try Data(contentsOf: file)))
      guard !read.summary.format.hasSuffix(".01") else { continue }
      byFormat[read.summary.format, default: []].append(file)
      ours[file.path] = !read.summary.findings.contains { $0.rule == "camt.structure" }
    }
    var list = "file\tschema\there\n"
    for (format, files) in byFormat.sorted(by: { $0.key < $1.key }) {
      let schema = corpus.appendingPathComponent("_xsd/\(format).xsd").path
      guard let valid = try schemaValid(files.map(\.path), schema: schema) else {
        print("SKIPPED: xmllint is not here; agreement with the schemas is not proved in this run")
        return
      }
      for file in files.sorted(by: { $0.path < $1.path }) where valid.contains(file.path) != ours[file.path] {
        list += "\(file.path.dropFirst(corpus.path.count + 1))\t\(valid.contains(file.path))\t\(ours[file.path] ?? false)\n"
      }
    }
    #expect(ours.count == 420)
    try expectGolden(list, "camt/structure-disagreements.tsv")
  }

  /// The files that the schema takes; nil when there is no xmllint.
  private func schemaValid(_ files: [String], schema: String) throws -> Set<String>? {
    let tools = ["/usr/bin/xmllint", "/usr/local/bin/xmllint", "/opt/homebrew/bin/xmllint"]
    guard let tool = tools.first(where: FileManager.default.isExecutableFile) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = ["--noout", "--nonet", "--schema", schema] + files
    let output = Pipe()
    process.standardError = output
    try process.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Set(said.split(separator: "\n").filter { $0.hasSuffix(" validates") }.map { String($0.dropLast(10)) })
  }
}
