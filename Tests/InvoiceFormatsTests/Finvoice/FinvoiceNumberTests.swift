import Receivables
import Testing

@testable import InvoiceFormats

@Suite struct FinvoiceNumberTests {
  @Test(arguments: [
    ("161,96", "161.96"), ("16", "16"), ("0,000", "0.000"), ("-100,00", "-100.00"), ("12.5", "12.5"), ("1 234,56", "1234.56"),
    ("1\u{A0}234,56", "1234.56"), ("1.234,56", "1234.56"), ("1,234.56", "1234.56"), ("-1.234.567,89", "-1234567.89"),
    ("99,9950", "99.9950"), ("007,50", "7.50"), ("12,5", "12.5"), ("11,500", "11.500"),
  ])
  func reads(_ text: String, _ expected: String) {
    #expect(FinvoiceNumber.read(text).value?.description == expected)
  }

  @Test(arguments: [
    "1.234.567", "1,234,567", "12.34,56", "1,2.3,4", "abc", "1e3", "100,00-", "+5", "5,", ",5", "--5", "1,,2", "0x10", "NaN",
    "€5",
    "\u{2212}5", "1234567890123456789", "1-2", "-", "1.2345,6", ".123,4",
  ])
  func neverGuesses(_ text: String) {
    #expect(FinvoiceNumber.read(text) == .malformed)
  }

  @Test(arguments: ["", " ", "\u{A0}"])
  func emptyIsAbsent(_ text: String) {
    #expect(FinvoiceNumber.read(text) == .absent)
  }

  @Test func aPointBeforeThreeDigitsMayPartThousands() {
    #expect(FinvoiceNumber.readAmount("1.234") == .malformed)
    #expect(FinvoiceNumber.read("1.234").value?.description == "1.234")
    #expect(FinvoiceNumber.readAmount("1,234").value?.description == "1.234")
    #expect(FinvoiceNumber.readAmount("1.234,560").value?.description == "1234.560")
    #expect(FinvoiceNumber.readAmount("1234.56").value?.description == "1234.56")
  }

  @Test(
    arguments: [
      ("20260914", nil, "2026-09-14"), ("20260914", "CCYYMMDD", "2026-09-14"), ("20260914", "ccyymmdd", "2026-09-14"),
      ("20260914101500", "CCYYMMDDHHMMSS", "2026-09-14"), ("20240229", nil, "2024-02-29"),
    ] as [(String, String?, String)])
  func readsDates(_ text: String, _ format: String?, _ expected: String) {
    #expect(FinvoiceDate.read(text, format: format).value?.description == expected)
  }

  @Test(
    arguments: [
      ("20231401", nil), ("20260230", "CCYYMMDD"), ("14092026", "DDMMCCYY"), ("20262809", "CCYYDDMM"), ("2026-09-14", nil),
      ("260914", nil),
      ("2026091", nil), ("2026O914", nil), ("00000000", nil), ("2026091410", "CCYYMMDDHHMMSS"),
    ] as [(String, String?)])
  func neverSwapsDates(_ text: String, _ format: String?) {
    #expect(FinvoiceDate.read(text, format: format) == .malformed)
  }

  @Test(
    arguments: [
      ("14 pv netto", 14), ("30pv netto", 30), ("14 päivää netto", 14), ("10 p netto", 10), ("30 days net", 30),
      ("10 pv ./. 2% 30 pv netto", 30), ("5 pävää ./.2%, 14 päivää netto", 14), ("heti", nil), ("netto", nil), ("2 % netto", nil),
    ] as [(String, Int?)])
  func readsTermsTexts(_ text: String, _ days: Int?) {
    #expect(FinvoiceMapper.netDays(text) == days)
  }
}
