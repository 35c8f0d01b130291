import Foundation
import Receivables
import SettlementFormats
import Testing

/// Each finding of this format, provoked once: its place, its page in the catalogue.
@Suite struct KTLFindingTests {
  private static func line(_ row: KTLSample.Row, _ edit: (inout [Character]) -> Void = { _ in }) -> String {
    var characters = Array(row.text)
    edit(&characters)
    return String(characters)
  }

  private static func file(_ body: String) -> String {
    KTLSample.header() + "\n" + body + "\n" + KTLSample.trailer([KTLSample.Row()]) + "\n"
  }

  private static let provoked: [(String, String, Finding.Place?)] = [
    ("ktl.account", file(KTLSample.Row(account: "12345600000786").text), .init(line: 2, column: 2)),
    ("ktl.account", file(KTLSample.Row(account: "00000000000000").text), .init(line: 2, column: 2)),
    ("ktl.account", file(KTLSample.Row(account: "1234560000078X").text), .init(line: 2, column: 2)),
    ("ktl.archive-id", file(KTLSample.Row(archiveID: "                ").text), .init(line: 2, column: 28)),
    ("ktl.control-character", file(line(KTLSample.Row()) { $0[39] = "\u{0}" }), .init(line: 2, column: 40)),
    ("ktl.control-total", file(KTLSample.Row(cents: 1).text), .init(line: 3, column: 8)),
    ("ktl.currency", file(KTLSample.Row(currency: "0").text), .init(line: 2, column: 76)),
    ("ktl.empty", "\n \n", .init(line: 1)),
    ("ktl.field", file(KTLSample.Row(booked: "261301").text), .init(line: 2, column: 16)),
    ("ktl.field", file(KTLSample.Row(booked: "000000").text), .init(line: 2, column: 16)),
    ("ktl.field", file(KTLSample.Row(paid: "26113x").text), .init(line: 2, column: 22)),
    ("ktl.field", file(line(KTLSample.Row()) { $0[80] = "A" }), .init(line: 2, column: 78)),
    ("ktl.field", file(line(KTLSample.Row()) { $0[80] = "-" }), .init(line: 2, column: 78)),
    ("ktl.field", file(KTLSample.Row(correction: " ").text), .init(line: 2, column: 88)),
    ("ktl.field", file(KTLSample.Row(correction: "2").text), .init(line: 2, column: 88)),
    ("ktl.field", file(KTLSample.Row(returnCode: "A").text), .init(line: 2, column: 90)),
    ("ktl.field", KTLSample.header() + "\n9000001\n", .init(line: 2, column: 8)),
    ("ktl.header", KTLSample.header(date: "000000") + "\n" + KTLSample.trailer([]), .init(line: 1, column: 2)),
    ("ktl.header", KTLSample.header(currency: "2") + "\n" + KTLSample.trailer([]), .init(line: 1, column: 23)),
    ("ktl.header-missing", KTLSample.Row().text + "\n" + KTLSample.trailer([KTLSample.Row()]), .init(line: 1, column: 1)),
    ("ktl.header-missing", KTLSample.batch([]) + "junk\n", .init(line: 3, column: 1)),
    ("ktl.more-findings", file(String(repeating: "4\n", count: 60)), nil),
    ("ktl.record-length", file(KTLSample.Row().text + KTLSample.Row().text), .init(line: 2, column: 91)),
    ("ktl.record-length", file(String(repeating: "3", count: 100_000)), .init(line: 2, column: 91)),
    ("ktl.record-type", file("4" + KTLSample.Row().text.dropFirst()), .init(line: 2, column: 1)),
    ("ktl.reference", file(KTLSample.Row(reference: "0000000000000AB12345").text), .init(line: 2, column: 44)),
    ("ktl.trailer-missing", KTLSample.header() + "\n", .init(line: 1)),
  ]

  private static let warnings: Set<String> = ["ktl.archive-id", "ktl.header", "ktl.reference"]

  @Test func eachIsFoundAtItsPlace() throws {
    let known = Dictionary(uniqueKeysWithValues: SettlementCatalog.rules.map { ($0.id, $0) })
    for (rule, text, place) in KTLFindingTests.provoked {
      let (recorder, summary) = try readKTL(text)
      let findings = recorder.findings + summary.findings
      let finding = try #require(findings.first { $0.rule == rule }, "\(rule) was not found in \(findings)")
      if let place { #expect(finding.place == place, "\(rule)") }
      #expect(finding.severity == (KTLFindingTests.warnings.contains(rule) ? .warning : .error), "\(rule)")
      if finding.severity == .error { #expect(recorder.sound.allSatisfy { $0.entries.isEmpty }, "\(rule)") }
      for finding in findings {
        #expect(known[finding.rule] != nil, "\(finding.rule) has no page")
        #expect(finding.message.hasSuffix(".") && !finding.remedy.isEmpty)
      }
    }
    let pages = Set(known.keys.filter { $0.hasPrefix("ktl.") })
    #expect(Set(KTLFindingTests.provoked.map(\.0)) == pages, "every page has its case here")
  }

  @Test func pagesAreComplete() {
    for page in SettlementCatalog.rules {
      #expect(
        !page.title.isEmpty && !page.meaning.isEmpty && !page.example.isEmpty && !page.remedy.isEmpty && !page.source.isEmpty)
    }
  }

  /// A code that a clerk typed into the wrong field is not repeated.
  @Test func identityCodesAreNotQuoted() throws {
    let (recorder, _) = try readKTL(KTLFindingTests.file(KTLSample.Row(reference: "010190-901R         ").text))
    #expect(!recorder.findings.isEmpty)
    #expect(!recorder.findings.contains { $0.message.contains("010190") })
  }
}
