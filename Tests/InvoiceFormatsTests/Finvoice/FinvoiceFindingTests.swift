import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

/// What a person reads: every message that the reader gives, once, in one file.
@Suite struct FinvoiceFindingTests {
  @Test func messagesAreReadable() throws {
    var lines: [String] = []
    var seen: Set<String> = []
    func note(_ read: [ReadInvoice]) {
      for finding in read.flatMap(\.message.findings) {
        let place = [finding.place.line.map { "line \($0)" }, finding.place.path, finding.term].compactMap { $0 }.joined(
          separator: ", ")
        let text = "\(finding.severity.rawValue) \(finding.rule) (\(place))\n  \(finding.message)\n  \(finding.remedy)"
        if seen.insert(text).inserted { lines.append(text) }
      }
    }
    for test in FinvoiceClaimTests.cases + FinvoiceClaimTests.refusals { note(try readFinvoice(test.message.text)) }
    for test in FinvoicePartyTests.buyerCases { note(try readFinvoice(test.message.text)) }
    for test in FinvoiceInstalmentTests.inconsistent {
      note(
        try readFinvoice(
          SampleMessage {
            $0.afterDetails = test.1; $0.due = test.2
          }.text))
    }
    for test in FinvoiceEncodingTests.cases { note(try readFinvoice(FinvoiceEncodingTests.bytes(test.label, test.bytes))) }
    for text in ["<Order/>", "12,50</A>", SampleMessage.frame, "<Finvoice><A/>", "<s:Envelope>" + SampleMessage().text] {
      note(try readFinvoice(text))
    }
    note(
      try readFinvoice(
        SampleMessage {
          $0.type = "INV00"; $0.typeText = "R & D"
        }.text))
    note(
      try readFinvoice(
        SampleMessage {
          $0.typeText = "HYVITYSLASKU"; $0.version = "Version=\"4.0\""
        }.text))
    try expectGolden(lines.joined(separator: "\n") + "\n", "finvoice/findings.txt")
  }

  /// Masking takes one phone number in a hundred for a Swedish code; in its own field it stays.
  @Test(arguments: ["0401231238", "050 123 4567", "+358 40 1231 238"])
  func phonesAndNumbersStayUsable(_ number: String) throws {
    let read = try readOne(
      SampleMessage {
        $0.number = "0401231238"
        $0.afterBuyer = "<BuyerPhoneNumberIdentifier>\(number)</BuyerPhoneNumberIdentifier>"
        $0.details = "<SellersBuyerIdentifier>0401231238</SellersBuyerIdentifier><OrderIdentifier>0401231238</OrderIdentifier>"
      }.text)
    let document = try #require(read.document)
    #expect(Masking.masked("0401231238") != "0401231238")
    #expect(document.buyer.phone == number)
    #expect(document.number == "0401231238")
    #expect(document.buyer.customerNumber == "0401231238")
    #expect(document.orderReference == "0401231238")
    #expect(read.rules.isEmpty)
  }

  @Test func codesInReferencesAreMasked() throws {
    let read = try readOne(
      SampleMessage {
        $0.details = "<OrderIdentifier>010190-901R</OrderIdentifier><OriginalInvoiceNumber>010190-901R</OriginalInvoiceNumber>"
        $0.afterBuyer = "<BuyerPhoneNumberIdentifier>010190-901R</BuyerPhoneNumberIdentifier>"
      }.text)
    let document = try #require(read.document)
    #expect(!String(reflecting: document).contains("901R"))
    #expect(document.precedingInvoices.isEmpty)
    #expect(read.rules == ["finvoice.identity-code-in-text"])
  }
}
