import Receivables
import Testing

@testable import InvoiceFormats

@Suite("CSV values")
struct CSVValueTests {
  private static func format(
    _ mark: Character?, _ grouping: CSVProfile.NumberFormat.Grouping = .none, minus: Bool = false, implied: Int = 0
  )
    -> CSVProfile.NumberFormat
  {
    CSVProfile.NumberFormat(decimalMark: mark?.asciiValue, grouping: grouping, trailingMinus: minus, impliedDecimals: implied)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var format: CSVProfile.NumberFormat
    var cents: Int64?
    var testDescription: String { "\(text) \(format.grouping) \(cents.map(String.init) ?? "refused")" }
  }

  static let cases: [Case] = [
    Case(text: "1234,56", format: format(","), cents: 123_456),
    Case(text: "-1234,56", format: format(","), cents: -123_456),
    Case(text: "1234,5", format: format(","), cents: 123_450),
    Case(text: "1234", format: format(","), cents: 123_400),
    Case(text: "0,00", format: format(","), cents: 0),
    Case(text: "1.234,56", format: format(",", .point), cents: 123_456),
    Case(text: "1.234.567,89", format: format(",", .point), cents: 123_456_789),
    Case(text: "1234,56", format: format(",", .point), cents: 123_456),
    Case(text: "1 234,56", format: format(",", .space), cents: 123_456),
    Case(text: "1\u{A0}234\u{A0}567,00", format: format(",", .space), cents: 123_456_700),
    Case(text: "1\u{202F}234,00", format: format(",", .space), cents: 123_400),
    Case(text: "1,234.56", format: format(".", .comma), cents: 123_456),
    Case(text: "1'234.56", format: format(".", .apostrophe), cents: 123_456),
    Case(text: "1234,56-", format: format(",", minus: true), cents: -123_456),
    Case(text: "123456", format: format(nil, implied: 2), cents: 123_456),
    Case(text: "000000012345", format: format(nil, implied: 2), cents: 12_345),
    Case(text: "1.234,56", format: format(","), cents: nil),
    Case(text: "1,234.56", format: format(","), cents: nil),
    Case(text: "1.234,56", format: format(".", .comma), cents: nil),
    Case(text: "1.23,45", format: format(",", .point), cents: nil),
    Case(text: "12345.678,00", format: format(",", .point), cents: nil),
    Case(text: "1.234.56", format: format(",", .point), cents: nil),
    Case(text: ".234,00", format: format(",", .point), cents: nil),
    Case(text: "1 234,56", format: format(","), cents: nil),
    Case(text: "1  234,56", format: format(",", .space), cents: nil),
    Case(text: "1234,56-", format: format(","), cents: nil),
    Case(text: "-1234,56-", format: format(",", minus: true), cents: nil),
    Case(text: "- 5", format: format(","), cents: nil),
    Case(text: "+5", format: format(","), cents: nil),
    Case(text: "\u{2212}5", format: format(","), cents: nil),
    Case(text: "1e3", format: format(","), cents: nil),
    Case(text: "NaN", format: format(","), cents: nil),
    Case(text: "-0.0.66962", format: format("."), cents: nil),
    Case(text: ",50", format: format(","), cents: nil),
    Case(text: "5,", format: format(","), cents: nil),
    Case(text: "-", format: format(","), cents: nil),
    Case(text: "12,345", format: format(","), cents: nil),
    Case(text: "12,340", format: format(","), cents: 1234),
    Case(text: "9999999999999999999", format: format(","), cents: nil),
    Case(text: "999999999999999999", format: format(","), cents: nil),
    Case(text: "100,00 €", format: format(","), cents: nil),
    Case(text: "12,34", format: format(nil, implied: 2), cents: nil),
    Case(text: "٣,00", format: format(","), cents: nil),
  ]

  @Test("amounts are read in the declared form only", arguments: cases)
  func amounts(example: Case) {
    #expect(CSVNumbers(example.format).amount(example.text.utf8)?.money(in: .eur)?.minorUnits == example.cents)
  }

  @Test(
    "each encoding gives the letters of the north",
    arguments: [
      (CSVProfile.Encoding.utf8, Array("ÄÖÅäöåØøÆæé€".utf8), "ÄÖÅäöåØøÆæé€"),
      (.latin1, [0xC4, 0xD6, 0xC5, 0xE4, 0xF6, 0xE5, 0xD8, 0xF8, 0xC6, 0xE6, 0xE9, 0xA4], "ÄÖÅäöåØøÆæé¤"),
      (.latin9, [0xC4, 0xD6, 0xC5, 0xE4, 0xF6, 0xE5, 0xD8, 0xF8, 0xC6, 0xE6, 0xE9, 0xA4, 0xA6, 0xB8, 0xBD], "ÄÖÅäöåØøÆæé€Šžœ"),
      (.windows1252, [0xC4, 0xD6, 0xC5, 0xE4, 0xF6, 0xE5, 0xD8, 0xF8, 0xC6, 0xE6, 0xE9, 0x80, 0x96, 0x8A], "ÄÖÅäöåØøÆæé€–Š"),
      (.cp850, [0x8E, 0x99, 0x8F, 0x84, 0x94, 0x86, 0x9D, 0x9B, 0x92, 0x91, 0x82, 0xFF], "ÄÖÅäöåØøÆæé\u{A0}"),
    ])
  func encodings(encoding: CSVProfile.Encoding, bytes: [UInt8], text: String) throws {
    let rows = Array(CSVBench.header.utf8) + Array("1;01.02.2026;;5,00;".utf8) + bytes + [0x0A]
    let reading = try CSVBench.read(rows, [CSVBench.invoices { $0.dialect.encoding = encoding }])
    #expect(reading.summary.findings.isEmpty)
    #expect(reading.invoices.first?.buyer.name == text)
  }

  @Test(
    "a byte that the declared encoding does not have is an error with its offset",
    arguments: [
      (CSVProfile.Encoding.utf8, [0xE4] as [UInt8]), (.utf8, [0xC0, 0xAF]), (.utf8, [0xED, 0xA0, 0x80]),
      (.utf8, [0xF4, 0x90, 0x80, 0x80]),
      (.utf8, [0xE2, 0x82]), (.utf8, [0x80]), (.latin1, [0x80]), (.latin9, [0x9F]), (.windows1252, [0x81]),
    ])
  func undecodable(encoding: CSVProfile.Encoding, bytes: [UInt8]) throws {
    let head = CSVBench.header + "1;01.02.2026;;5,00;\"a\nb"
    let reading = try CSVBench.read(
      Array(head.utf8) + bytes + Array("\"\n".utf8), [CSVBench.invoices { $0.dialect.encoding = encoding }])
    let finding = try #require(reading.summary.findings.first)
    #expect(finding.rule == "csv.encoding" && finding.severity == .error)
    #expect(finding.place.byteOffset == head.utf8.count)
    #expect(finding.place.line == 3)
    #expect(finding.place.column == 5)
    #expect(finding.remedy.contains("encoding:"))
    #expect(reading.messages.isEmpty)
  }

  @Test("a formula is text")
  func formula() throws {
    let reading = try CSVBench.read(
      CSVBench.header + "1;01.02.2026;;5,00;\"=HYPERLINK(\"\"http://x\"\")\"\n2;01.02.2026;;5,00;@cmd\n", CSVBench.invoices())
    #expect(reading.invoices.map(\.buyer.name) == ["=HYPERLINK(\"http://x\")", "@cmd"])
  }
}
