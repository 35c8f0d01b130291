import Foundation
import TestSupport
import Testing

@testable import InvoiceRules

/// Valid or invalid, as `xmllint --schema` says with the OASIS schemas.
@Suite("UBL structure against the OASIS schemas")
struct StructureAgreementTests {
  /// Examples, unit cases and mutants of the corpus, and what the list of the corpus says of each.
  @Test func everyDocumentOfTheCorpusIsJudgedAsTheSchemaDoes() throws {
    guard let corpus = Places.sharedItem("corpus/peppol"), let schemas = Places.sharedItem("corpus/peppol/_xsd/maindoc") else {
      return
    }
    let mutants = try Self.unpack(corpus.appendingPathComponent("mutants.tar.xz"))
    defer { try? FileManager.default.removeItem(at: mutants) }
    let documents =
      try Self.documents(corpus.appendingPathComponent("expected-rules.jsonl"), corpus)
      + Self.documents(corpus.appendingPathComponent("mutants-expected.jsonl"), mutants)
    #expect(documents.count > 3_500)
    let answers = try Self.ours(documents)
    let listed = try tableRows(
      Places.project.appendingPathComponent("Tests/Golden/invoice-rules/structure-deviations.tsv"), separator: "\t")
    let reasons = Dictionary(listed.map { ($0["file"] ?? "", $0["reason"] ?? "") }, uniquingKeysWith: { first, _ in first })

    Self.compare(documents, answers, with: documents.map(\.isListedValid), name: "the corpus's list", reasons)
    if let verdicts = try Self.xmllint(documents, schemas) {
      Self.compare(documents, answers, with: verdicts, name: "xmllint", reasons)
    }
  }

  /// What the samples break, the schema refuses too.
  @Test func theSchemaRefusesEverySample() throws {
    guard let schemas = Places.sharedItem("corpus/peppol/_xsd/maindoc") else { return }
    let folder = try Self.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let texts = [StructureSamples.invoice] + StructureSamples.cases.map(\.document)
    let documents = try texts.enumerated().map { number, text in
      let url = folder.appendingPathComponent("\(number).xml")
      try Data(text.utf8).write(to: url)
      return Document(name: "\(number)", url: url, root: "Invoice", isListedValid: number == 0)
    }
    guard let verdicts = try Self.xmllint(documents, schemas) else { return }
    for (verdict, text) in zip(verdicts.dropFirst(), StructureSamples.cases) { #expect(!verdict, "\(text.message)") }
    #expect(verdicts.first == true)
  }

  struct Document {
    var name: String
    var url: URL
    var root: String
    /// What the list that comes with the corpus says.
    var isListedValid: Bool
  }

  private static func compare(
    _ documents: [Document], _ ours: [Bool], with theirs: [Bool], name: String, _ reasons: [String: String]
  ) {
    let deviating = documents.indices.filter { ours[$0] != theirs[$0] }
    let valid = theirs.filter { $0 }.count
    print(
      "structure: \(documents.count - deviating.count) of \(documents.count) documents as \(name) "
        + "(\(valid) valid, \(documents.count - valid) invalid)")
    for index in deviating {
      let reason = reasons[documents[index].name]
      print("  \(documents[index].name): \(ours[index] ? "valid" : "invalid") here, \(reason ?? "WITHOUT A REASON")")
      #expect(reason != nil, "\(documents[index].name) deviates from \(name)")
    }
    // What is listed as a deviation must be one, by the list; another release of xmllint may have learnt better.
    if name != "xmllint" { #expect(Set(deviating.map { documents[$0].name }) == Set(reasons.keys)) }
  }

  private static func ours(_ documents: [Document]) throws -> [Bool] {
    let reader = StructureReader()
    return try documents.map { try reader.isValid([UInt8](Data(contentsOf: $0.url))) }
  }

  // MARK: the corpus

  private struct Line: Decodable {
    var file: String
    var root: String
    var xsdValid: Bool
  }

  private static func documents(_ list: URL, _ base: URL) throws -> [Document] {
    let decoder = JSONDecoder()
    return try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map { line in
      let line = try decoder.decode(Line.self, from: Data(line.utf8))
      return Document(name: line.file, url: base.appendingPathComponent(line.file), root: line.root, isListedValid: line.xsdValid)
    }
  }

  private static func temporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("perille-structure-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func unpack(_ archive: URL) throws -> URL {
    let folder = try temporaryFolder()
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-xJf", archive.path, "-C", folder.path]
    try tar.run()
    tar.waitUntilExit()
    #expect(tar.terminationStatus == 0, "tar could not unpack the mutants")
    return folder
  }

  // MARK: xmllint

  /// The verdict on each, by one call for each root; nil, and a word on standard output, where it is not installed.
  private static func xmllint(_ documents: [Document], _ schemas: URL) throws -> [Bool]? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + ["/usr/bin"]
    guard let program = folders.lazy.map({ "\($0)/xmllint" }).first(where: FileManager.default.isExecutableFile) else {
      print("SKIPPED: xmllint is not installed (apt-get install libxml2-utils); agreement with it is not proved in this run")
      return nil
    }
    var verdicts: [String: Bool] = [:]
    for (root, group) in Dictionary(grouping: documents, by: \.root) {
      let schema = schemas.appendingPathComponent("UBL-\(root)-2.1.xsd").path
      for line in try said(program, ["--noout", "--nonet", "--schema", schema] + group.map(\.url.path)).split(separator: "\n") {
        if line.hasSuffix(" validates") { verdicts[String(line.dropLast(10))] = true }
        if line.hasSuffix(" fails to validate") { verdicts[String(line.dropLast(18))] = false }
      }
    }
    // Of a document that is not well-formed it says neither.
    return documents.map { verdicts[$0.url.path] ?? false }
  }

  private static func said(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = FileHandle.nullDevice
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
