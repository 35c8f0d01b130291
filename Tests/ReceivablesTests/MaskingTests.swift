import Foundation
import Receivables
import TestSupport
import Testing

@Suite struct MaskingTests {
  /// Artificial codes of every form: each is masked alone, in a sentence and in a file name.
  @Test(arguments: [
    "010190-901R", "010190-901r", "020394Y9011", "111172V901L", "240165U9014", "010123A901E", "300605C901J", "010100E901H",
    "010190\u{2013}901R", "900101-9802", "900101+9802", "9001019802", "199001019802", "19900101-9802", "900161-9809",
    "9001619809", "01819010001", "018190 10001", "018190-10001", "010190-901S", "010190A901K",
    // Without its sign, with blanks for it or about it.
    "010190901R", "0101909123", "010190 901R", "010190 - 901R", "010190- 901S", "010190 A901E", "900101 - 9802",
    "19900101 - 9802",
    "018190 - 10001",
  ])
  func codesAreMasked(_ code: String) {
    #expect(Masking.masked(code) == Masking.mask)
    #expect(Masking.masked("Maksaja \(code), erä 3") == "Maksaja \(Masking.mask), erä 3")
    #expect(Masking.masked("lasku_\(code).pdf") == "lasku_\(Masking.mask).pdf")
    #expect(Masking.masked("(\(code))") == "(\(Masking.mask))")
    #expect(!Masking.excerpt("x \(code) y").contains(code))
  }

  @Test(arguments: [
    // Finnish references, invoice numbers, dates, phone numbers.
    "1234561", "202611210016", "2026112100139", "10020030010", "INV-2026-000123", "010126-1", "2026-11-21", "040 123 4567",
    // Organisation numbers: the third digit is at least 2, so no month.
    "556056-6258", "5560566258", "212000-1421", "969600-0018", "2077474-0", "988077917", "003720774740TST01",
    // Accounts.
    "FI2112345600000785", "FI21 1234 5600 0007 85", "NO9386011117947", "12345600000785",
    // Codes with a wrong check digit, day or month are nobody's when they are digits only.
    "900101-9803", "901301-9808", "900132-9800", "01819010002", "010190-9010",
    // Without a sign only the right check character tells a code.
    "010190901S", "010190 901S", "0101909011", "261121001A", "261121 0012", "20 26 1121",
    // Longer runs.
    "A01819010001B", "9900101980277", "00199001019802",
  ])
  func otherNumbersStay(_ text: String) {
    #expect(Masking.masked(text) == text)
    #expect(Masking.masked("nr \(text);") == "nr \(text);")
  }

  @Test func aCodeWrittenOnToAWordIsMasked() {
    #expect(Masking.masked("asiakas010190-901R.csv") == "asiakas\(Masking.mask).csv")
  }

  @Test func severalInOneText() {
    #expect(Masking.masked("010190-901R/900101-9802,01819010001") == "\(Masking.mask)/\(Masking.mask),\(Masking.mask)")
  }

  @Test func excerptsEscapeAndCut() {
    #expect(Masking.excerpt("a\nb\r\t\u{0}\u{202E}") == "a\\nb\\r\\t\\u{0}\\u{202E}")
    #expect(Masking.excerpt(String(repeating: "ä", count: 100)) == String(repeating: "ä", count: 80) + "…")
    #expect(Masking.excerpt("abc", limit: 3) == "abc")
    #expect(Masking.excerpt("abcd", limit: 3) == "abc…")
    #expect(Masking.excerpt("abc", limit: -1) == "…")
  }

  /// Wherever the cut falls, no part of a code of six or more of its characters is left.
  @Test func cutsNeverUncoverACode() {
    for lead in 0..<120 {
      let text = String(repeating: "-", count: lead) + "010190-901R" + String(repeating: ".", count: 300)
      let excerpt = Masking.excerpt(text)
      #expect(!excerpt.contains("010190"))
    }
  }

  /// Finnish references are masked only by chance: those of twelve digits that are a day and pass Luhn as well.
  @Test func finnishReferencesAreSeldomTouched() {
    var masked = 0
    var count = 0
    for number in stride(from: 100_000, to: 9_999_999, by: 4_999) {
      let digits = String(number)
      for check in 0...9 where FinnishReference.normalised(digits + String(check)) != nil {
        count += 1
        if Masking.masked(digits + String(check)) != digits + String(check) { masked += 1 }
      }
    }
    #expect(count > 1000)
    #expect(masked == 0)
  }
}
