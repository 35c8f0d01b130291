import Foundation
import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

/// What the rules make of every real document of the corpus: ids and severities only, nothing that anybody wrote.
@Suite struct FinvoiceCorpusVerdictTests {
  @Test func verdictsOfTheCorpus() throws {
    guard let folder = Places.sharedItem("corpus/finvoice") else { return }
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter {
      $0.hasSuffix(".xml") && !$0.hasPrefix("_xsd")
    }
    var lines = ["# file, message, validity, claim trust, rules with their severities"]
    for file in files.sorted() {
      let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(file)))
      for (index, read) in try readFinvoice(bytes).enumerated() {
        lines.append([file, String(index), Self.verdict(read), Self.rules(read)].joined(separator: "\t"))
      }
    }
    #expect(lines.count > 60)
    try expectGolden(lines.joined(separator: "\n") + "\n", "finvoice/corpus-verdicts.tsv")
  }

  private static func verdict(_ read: ReadInvoice) -> String {
    if let verdict = read.message.verdict { return verdict.validity.rawValue + "\t" + verdict.claimTrust.rawValue }
    return switch read.message.outcome {
    case .refused: "refused\tstop"
    case .notForUs: "not for us\t-"
    case .document: "no verdict\t-"
    }
  }

  private static func rules(_ read: ReadInvoice) -> String {
    Dictionary(grouping: read.message.findings) { "\($0.rule):\($0.severity.rawValue)" }
      .map { $0.value.count > 1 ? "\($0.key)×\($0.value.count)" : $0.key }.sorted().joined(separator: " ")
  }
}
