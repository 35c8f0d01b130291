import Foundation
import Receivables
import SettlementFormats
import TestSupport
import Testing

/// What is understood of each element.
@Suite struct CamtFormatTests {
  @Test func everyFieldOfAPayment() throws {
    let read = try readCamt(CamtSample.mixed)
    let settlement = try #require(read.recorder.all.first)
    #expect(read.isSound && read.recorder.all.count == 1 && read.recorder.protocolBreaks == 0 && read.findings.isEmpty)
    #expect(
      settlement.header
        == SettlementHeader(
          ordinal: 0, format: "camt.054.001.02", kind: .payments, messageID: "M1", statementID: "M1-1", account: CamtSample.iban,
          createdOn: CalendarDate(iso: "2026-11-20"), line: 3))
    let day = try #require(CalendarDate(iso: "2026-11-19"))
    #expect(
      read.entries.first
        == SettlementEntry(
          ordinal: 0, line: 3, account: CamtSample.iban, bookingDate: day, paymentDate: CalendarDate(iso: "2026-11-18"),
          amount: Money(minorUnits: 12_500, .eur), statedAmount: "125.00", reference: "1234561", archiveID: "2611190001AB",
          entryReference: "LUMP1", payerName: "Maksaja", bankCode: "705VIITESIIRROT", status: .booked, correctionCode: "0"))
    #expect(read.entries.map(\.status) == [.booked, .booked, .correction, .failed, .booked])
    #expect(read.entries.map(\.amount.minorUnits) == [12_500, 10_000, -12_500, 4_000, 1_234])
    #expect(read.entries.map(\.correctionCode) == ["0", "0", "1", "1", "0"])
    // The correction has the payment's own id and payer; the entry without details is a payment of its own.
    #expect(read.entries[2].archiveID == "2611190001AB" && read.entries[2].payerName == "Maksaja")
    #expect(read.entries[3].returnReason == "AC01" && read.entries[4].archiveID == "LONE1")
    let totals = try #require(read.end?.totals)
    #expect(totals.payments == .init(count: 3, sum: Money(minorUnits: 23_734, .eur)))
    #expect(totals.corrections == .init(count: 1, sum: Money(minorUnits: 12_500, .eur)))
    #expect(totals.failed == .init(count: 1, sum: Money(minorUnits: 4_000, .eur)))
    #expect(read.end?.controls.count == 10 && read.end?.controls.allSatisfy(\.isEqual) == true)
    #expect(read.summary.format == "camt.054.001.02" && read.summary.messages == 1)
    #expect(read.summary.hint.account == CamtSample.iban && read.summary.paymentsThrough == CalendarDate(iso: "2026-11-20"))
  }

  /// Samples of banks' associations, field by field.
  @Test(arguments: [
    "camt-fi/FFI_camt_054_sample_2010", "camt-fi/FFI_camt_053_sample", "camt-fi/FFI_camt_052_sample",
    "camt-fi/syn_fi_reversal_camt054_02", "camt-no/syn_no_kid_camt054_02", "camt-se/syn_se_bankgiro_camt054_02",
    "camt-ch/200519_camt054-returns_p_ch2909000000250094239_1109800798_0_2019052023472022",
    "camt-ch/200519_camt.054_P_CH2909000000250094239_1111091335_0_2020061900081727",
  ])
  func publishedSamples(_ name: String) throws {
    guard let file = Places.sharedItem("corpus/settlements/\(name).xml") else { return }
    let read = try readCamt(Array(try Data(contentsOf: file)))
    #expect(read.isSound)
    try expectGolden(CamtWords.of(read), "camt/fields/\(file.deletingPathExtension().lastPathComponent.prefix(40)).txt")
  }

  @Test func chunksMakeNoDifference() throws {
    let whole = try readCamt(CamtSample.mixed).text
    for size in 1...200 { #expect(try readCamt(CamtSample.mixed, chunk: size).text == whole, "chunks of \(size)") }
  }

  /// However few payments wait for their entry's end, they are the same, unless it says too late what they need.
  @Test func whatIsHeldMakesNoDifference() throws {
    let whole = try readCamt(CamtSample.mixed).text
    for held in 1...4 { #expect(try readCamt(CamtSample.mixed, held: held).text == whole, "\(held) held") }
    let late = CamtSample.payments(
      "<Ntry><NtryDtls>" + CamtSample.detail("1.00") + CamtSample.detail("2.00", id: "B") + "</NtryDtls>"
        + CamtSample.entry("3.00").dropFirst(6))
    #expect(try readCamt(late).isSound)
    let refused = try readCamt(late, held: 1)
    #expect(!refused.isSound && refused.findings.contains { $0.rule == "camt.order" })
  }

  @Test func versionsPrefixesAndNamespaces() throws {
    let text = CamtSample.mixed
    for version in 2...14 {
      let name = "camt.054.001." + (version < 10 ? "0" : "") + String(version)
      let read = try readCamt(text.replacingOccurrences(of: "camt.054.001.02", with: name))
      #expect(read.isSound && read.summary.format == name)
    }
    let prefixed = text.replacingOccurrences(of: "</", with: "</ns:").replacingOccurrences(of: "<ns:", with: "<ns:")
      .replacingOccurrences(of: "<([A-Z])", with: "<ns:$1", options: .regularExpression)
      .replacingOccurrences(of: "xmlns=", with: "xmlns:ns=")
    #expect(try readCamt(prefixed).entries == (try readCamt(text)).entries)
    for wrong in [
      "iso:20023", "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02", "urn:iso:std:iso:20022:tech:xsd:camt.054.001.99",
    ] {
      let read = try readCamt(text.replacingOccurrences(of: CamtSample.namespace("camt.054.001.02"), with: wrong))
      #expect(read.isSound && read.summary.format == "camt.054" && read.findings.map(\.rule) == ["camt.namespace"], "\(wrong)")
    }
  }

  @Test func whatIsCamtAndWhatIsNot() {
    func recognised(_ text: String) -> Bool {
      CamtFormat().recognises(FileHead(name: "x", bytes: Array(text.utf8), size: text.utf8.count))
    }
    for yes in [
      CamtSample.mixed, String(CamtSample.mixed.prefix(200)), "\u{FEFF}" + CamtSample.mixed,
      CamtSample.statement("").replacingOccurrences(of: "urn:iso", with: "iso"), "<Document><BkToCstmrAcctRpt/></Document>",
      "<!-- a bank --><x:Document xmlns:x=\"iso:20023\"><x:BkToCstmrStmt>",
    ] { #expect(recognised(yes), "\(yes.prefix(200))") }
    for no in [
      "", "<Document/>", "<Document><CstmrCdtTrfInitn/></Document>", "<Invoice/>", "<BkToCstmrStmt/>", "BkToCstmrStmt",
      "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\"><CstmrCdtTrfInitn/></Document>", "<Document",
    ] { #expect(!recognised(no), "\(no)") }
  }
}

/// What was read, one line a fact.
enum CamtWords {
  static func of(_ read: CamtRead) -> String {
    read.recorder.all.map(settlement).joined(separator: "\n")
      + read.summary.findings.map { "! \($0.rule) \($0.message)\n" }.joined()
  }

  private static func settlement(_ read: SettlementRecorder.Read) -> String {
    let header = read.header
    var text = "\(header.format) \(header.kind.rawValue) \(header.messageID ?? "-") / \(header.statementID ?? "-")"
    text += " account \(header.account ?? "-") created \(header.createdOn?.description ?? "-")"
    text += header.page.map { " page \($0.number)\($0.isLast ? " (last)" : "")" } ?? ""
    text += header.isCopy ? " copy\n" : "\n"
    for entry in read.entries { text += self.entry(entry) }
    for control in read.end?.controls ?? [] { text += "= \(control.name): \(control.stated) / \(control.computed)\n" }
    for finding in read.end?.findings ?? [] { text += "! \(finding.rule) \(finding.severity.rawValue): \(finding.message)\n" }
    let totals = read.end?.totals
    return text
      + "in \(totals.map { "\($0.payments.count) \($0.payments.sum)" } ?? "-"), out "
      + "\(totals.map { "\($0.corrections.count) \($0.corrections.sum)" } ?? "-"), not booked "
      + "\(totals.map { "\($0.failed.count) \($0.failed.sum)" } ?? "-"), net \(totals?.net.description ?? "-")\n"
  }

  private static func entry(_ entry: SettlementEntry) -> String {
    let documents = entry.documents.map {
      "\($0.isCreditNote ? "credit note " : "")\($0.number) \($0.amount?.description ?? "-")"
    }
    let facts: [(String, String?)] = [
      ("from", entry.payerName), ("account", entry.payerAccount), ("reference", entry.reference), ("archive id", entry.archiveID),
      ("entry", entry.entryReference), ("paid", entry.paymentDate?.description), ("value", entry.valueDate?.description),
      ("code", entry.bankCode), ("reason", entry.returnReason), ("text", entry.message),
      ("documents", documents.isEmpty ? nil : documents.joined(separator: " + ")),
    ]
    return (entry.level == .statementLine ? "" : "  ") + "\(entry.bookingDate) \(entry.amount) (\(entry.statedAmount)) "
      + "\(entry.status.rawValue)\(entry.correctionCode == "1" ? " reversal" : "")\(entry.isLump ? " lump" : "")"
      + facts.compactMap { name, value in value.map { "; \(name) \($0)" } }.joined() + "\n"
  }
}
