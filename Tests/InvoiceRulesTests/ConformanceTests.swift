import Foundation
import InvoiceRules
import TestSupport
import Testing

/// The verdict on every document of the corpus (examples, unit cases, mutants) against the publishers' artefacts: which rules speak,
/// how often, and how severely. `make conformance` runs this alone.
@Suite("Conformance: EN 16931-UBL 1.3.16 and Peppol BIS 3.0.21")
struct ConformanceTests {
  @Test func everyDocumentIsAnsweredAsThePublishersDo() throws {
    guard let corpus = Places.sharedItem("corpus/peppol") else { return }
    let set = try #require(RuleSet.named("peppol-3.0.21"))
    let listed = try tableRows(
      Places.project.appendingPathComponent("Tests/Golden/invoice-rules/no-answer.tsv"), separator: "\t")
    let stopped = Set(listed.map { Conformance.Stopped(file: $0["file"] ?? "", artefact: $0["artefact"] ?? "") })
    var conformance = Conformance(stopped: stopped, set: set)
    try conformance.run(corpus.appendingPathComponent("expected-rules.jsonl"), base: corpus)
    let mutants = try Self.unpack(corpus.appendingPathComponent("mutants.tar.xz"))
    defer { try? FileManager.default.removeItem(at: mutants) }
    try conformance.run(corpus.appendingPathComponent("mutants-expected.jsonl"), base: mutants)

    print(conformance.table)
    print("rules that spoke \(conformance.firedRules.count); documents where an artefact stops \(stopped.count)")
    for deviation in conformance.deviations.prefix(60) {
      print("\(deviation.rule) expected \(deviation.expected), found \(deviation.found): \(deviation.file) \(deviation.change)")
    }
    #expect(conformance.documents > 3_500)
    #expect(conformance.deviations.isEmpty)
    // What is listed as having no answer must need it.
    let unused = stopped.subtracting(conformance.used).map(\.file).sorted()
    #expect(unused == [])
  }

  private static func unpack(_ archive: URL) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("perille-mutants-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let tar = Process()
    tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    tar.arguments = ["tar", "-xJf", archive.path, "-C", folder.path]
    try tar.run()
    tar.waitUntilExit()
    #expect(tar.terminationStatus == 0, "tar could not unpack the mutants")
    return folder
  }
}
