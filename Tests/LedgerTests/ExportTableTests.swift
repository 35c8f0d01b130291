import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

/// The tables that exports are made with.
@Suite struct ExportTableTests {
  private func rows(_ name: String) throws -> [[String: String]] {
    try tableRows(Places.project.appendingPathComponent("Sources/CTables/\(name)"))
  }

  @Test func everyRoleHasANameInEveryLanguage() throws {
    let rows = try rows("account_names.csv")
    #expect(rows.compactMap { AccountRole(rawValue: $0["role"] ?? "") } == AccountRole.allCases)
    for row in rows {
      for language in ["fi", "sv", "nb", "en", "source"] { #expect(row[language]?.isEmpty == false, "\(row)") }
      #expect(row["reviewed_through"].flatMap { CalendarDate(iso: $0) } != nil)
    }
  }

  /// Nothing stands for itself, nothing twice, and every replacement can be written in code page 437.
  @Test func transliterations() throws {
    let rows = try rows("transliterations.csv")
    #expect(rows.count > 700 && Set(rows.compactMap { $0["code_point"] }).count == rows.count)
    for row in rows {
      let value = try #require(UInt32(row["code_point"] ?? "", radix: 16))
      let scalar = try #require(Unicode.Scalar(value))
      let replacement = try #require(row["replacement"])
      #expect(value > 0x7F && scalar.properties.name == row["name"])
      #expect(replacement.allSatisfy { $0.isASCII && !$0.isNewline || "öÖæÆ".contains($0) }, "\(row)")
    }
  }

  /// Letters of the Nordic countries and their neighbours come out as a Swedish reader expects them.
  @Test(arguments: [
    ("Ærø Øst", "\"Ær\u{94} \u{99}st\""), ("Łódź", "\"L\u{A2}dz\""), ("Šiauliai", "\"Siauliai\""), ("50 €", "\"50 EUR\""),
    ("§ 5 – “x”", "\"par. 5 - 'x'\""), ("e\u{301}", "\"\u{82}\""), ("Đorđe Þór", "\"Dorde TH\u{A2}r\""), ("日", "\"?\""),
  ])
  func inSIE(_ text: String, _ written: String) throws {
    let vouchers = try LedgerSamples.journal([ExportSamples.payment(1, text: text)])
    let file = try #require(try ExportSamples.files(vouchers, as: "sie").first)
    let expected = written.unicodeScalars.map { $0 == "Æ" ? 0x92 : UInt8($0.value) }
    let line = try #require(file.bytes.split(separator: 0x0A).first { $0.starts(with: Array("#VER".utf8)) })
    #expect(Array(line.dropLast().suffix(expected.count)) == expected, "\(Array(line))")
  }

  /// Readers guess encodings. Whatever letters a file has, it is never valid UTF-8, nor has it bytes that are Nordic letters in Latin-1.
  @Test func nobodyTakesSIEForAnotherEncoding() throws {
    let letters =
      (UInt32(0xA1)...0x17F).compactMap(Unicode.Scalar.init).map(String.init) + ["ƒ", "₧", "⌐", "█", "─", "Σ", "σ", "≡"]
    for letter in letters {
      for text in [letter, letter + letter, "a" + letter + "ä", letter + "Öå"] {
        let vouchers = try LedgerSamples.journal([ExportSamples.payment(1, text: text)])
        let bytes = try #require(try ExportSamples.files(vouchers, as: "sie").first).bytes
        #expect(bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) == nil, "\(text)")
        #expect(!bytes.contains { [0xE5, 0xE4, 0xF6, 0xC5, 0xC4, 0xD6].contains($0) }, "\(text)")
      }
    }
  }
}
