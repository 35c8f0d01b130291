import Foundation
import Ledger
import Receivables
import TestSupport
import Testing
import XMLStream

/// Texts from outside through every export: they change nothing but themselves, and each oracle takes the file.
@Suite struct ExportTextTests {
  private typealias Samples = ExportSamples

  static let texts = [
    "=HYPERLINK(\"http://x\")", "; comment", "a ; b | c", "* (code) !", "@cmd", "+1", "-1", "a\nb\r\n    income:x  5 EUR", "",
    "   ",
    "(a) x", "date:2020-01-01, [2020-01-01]", "tab\tand  blanks", "\u{202E}abc", "åäö ÅÄÖ éü", "ø Ø æ Æ", "€ § – — … ‚x’ „y“",
    "comment",
    "'quoted'", "back\\slash\\", "\"", "\\\"", "a\"b", "{8 \"C1\"} {", "}", "#TRANS 1910 {} 1.00", "\u{0}\u{1}\u{7F}\u{85}",
    "😀 👩‍👩‍👧 x",
    "a\u{308}o\u{308} e\u{301} x\u{308}", "Ελλάδα Київ Łódź", "日本語", "<Root>&amp;]]>", "=1+1;\"x\"\r\n", "\t=1", "＝1+1", "−5",
    "%TAG, k:v",
    "2020-01-01 open Assets:X", "option \"title\" \"x\"", "\u{FEFF}x\u{FFFE}", String(repeating: "Ä1 ", count: 100),
    String(repeating: "😀", count: 300), "²°½ «x» ƒ ₧", "¨ ¸ ´", "010190-901R", "0101\u{200B}90-901R",
  ]

  /// Each text as text, number of invoice and of customer, source and recipe; the company is called by one of them.
  private func vouchers() throws -> [Voucher] {
    try LedgerSamples.journal(
      ExportTextTests.texts.map { text in
        LedgerSamples.draft(
          [
            Posting(.clearing, LedgerSamples.eur(150), source: text, recipe: text),
            Posting(.receivable, LedgerSamples.eur(-100), invoiceNumber: text, customerNumber: text),
            Posting(
              .suspense, LedgerSamples.eur(-50), invoiceNumber: "9", customerNumber: text, source: "x " + text, recipe: "R04b"),
          ], text: text, recipe: text, source: text)
      })
  }

  private func context(_ name: String = "Å \"B\" \\ {C}\r\n#VER €; Oy") -> ExportContext {
    var context = Samples.context { $0.accountNames = [.clearing: "Selv. \"x\" \\ {ø} ; €\n", .receivable: "=1+1"] }
    context.company.name = name
    return context
  }

  @Test(arguments: ExportSamples.ids) func everyOracleTakesThem(_ id: String) throws {
    let vouchers = try vouchers()
    let files = try Samples.files(vouchers, as: id, context())
    #expect(files.flatMap(\.vouchers).count == vouchers.count)
    for file in files {
      let text = String(decoding: file.bytes, as: UTF8.self)
      #expect(!text.contains("901R") && !text.contains("901r"), "a personal code in \(file.name)")
      let answer: ExportOracles.Answer? =
        switch id {
        case "sie": try ExportOracles.sie(file.bytes)
        case "hledger": try ExportOracles.hledger(["check", "--strict"], file.bytes)
        case "beancount": try ExportOracles.beanCheck(file.bytes)
        default: nil
        }
      if let answer { #expect(answer.isGood, "\(answer.output)") }
    }
    if id == "netvisor-xml" {
      let validator = try XMLSchemaValidator(schema: NetvisorXMLExport.schema)
      for file in files { #expect(validator.problems(in: file.bytes).isEmpty, "\(String(decoding: file.bytes, as: UTF8.self))") }
    }
  }

  @Test func hledgerReadsTheSameTransactions() throws {
    let file = try #require(try Samples.files(try vouchers(), as: "hledger", context()).first)
    guard let printed = try ExportOracles.hledger(["print"], file.bytes)?.output else { return }
    let heads = printed.split(separator: "\n").filter { $0.hasPrefix("2026-11-20 * (2026-A-") }
    #expect(heads.count == ExportTextTests.texts.count, "\(printed)")
    #expect(!printed.contains("2020-01-01\n"))
    let descriptions = try #require(try ExportOracles.hledger(["descriptions"], file.bytes)).output
    for line in descriptions.split(separator: "\n") { #expect(line.first.map { !"=+-@".contains($0) } ?? true, "\(line)") }
  }

  @Test func sieHasNoSignThatReadersDifferIn() throws {
    let file = try #require(try Samples.files(try vouchers(), as: "sie", context()).first)
    #expect(!file.bytes.contains(UInt8(ascii: "\\")))
    let lines = file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    #expect(lines.last?.isEmpty == true && lines.dropLast().allSatisfy { $0.last == 0x0D })
    for line in lines.dropLast() {
      let inner = line.dropLast()
      #expect(!inner.contains { $0 < 0x20 || $0 == 0x7F })
      #expect(inner.filter { $0 == 0x22 }.count % 2 == 0)
    }
    // ø becomes the Swedish ö, € becomes EUR, and both are counted and told.
    let manifest = try ReadManifest(file)
    #expect(manifest.texts.transliterated > 20 && manifest.texts.replaced > 300)
    #expect(file.findings.map(\.rule) == ["ledger.export-characters"] && file.findings[0].severity == .warning)
    let text = String(decoding: file.bytes.map { $0 < 0x80 ? $0 : 0x7E }, as: UTF8.self)
    #expect(text.contains("\"EUR par. - - ... 'x' 'y'\""), "\(text)")
    #expect(text.contains("\"Ellada Kyiv Lódz\"") || text.contains("\"Ellada Kiiv L~dz\""), "\(text)")
  }

  /// No cell of the CSV files begins as a formula does, and each row has its columns.
  @Test(arguments: ["csv", "netvisor-csv"], VoucherCSVProfile.Encoding.allCases)
  func formulasAreDefused(_ id: String, _ encoding: VoucherCSVProfile.Encoding) throws {
    var context = context()
    context.terms.csv = .standard
    context.terms.csv?.encoding = encoding
    let vouchers = try vouchers()
    let file = try #require(try Samples.files(vouchers, as: id, context).first)
    let marked = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
    let rows = readCSV(marked)
    let header = try #require(rows.first)
    let amount = try #require(header.firstIndex { [Array("amount".utf8), Array("Summa".utf8)].contains($0) })
    #expect(rows.count == 3 * vouchers.count + 1)
    for row in rows {
      #expect(row.count == header.count)
      for (index, cell) in row.enumerated() where index != amount {
        #expect(cell.first.map { !"=+-@\t\r".utf8.contains($0) } ?? true, "\(String(decoding: cell, as: UTF8.self))")
        #expect(!cell.starts(with: [0xEF, 0xBC, 0x9D]))
      }
    }
    let sum = rows.dropFirst().compactMap {
      Int(String(decoding: $0[amount], as: UTF8.self).replacingOccurrences(of: ",", with: ""))
    }
    #expect(sum.count == 3 * vouchers.count && sum.reduce(0, +) == 0)
  }

  @Test func aCSVInUTF8KeepsEveryTextThatIsNoFormula() throws {
    let texts = ["åäö ø € § – 日本語 😀", "a \"quoted\"; word", "x = 1"]
    let vouchers = try LedgerSamples.journal(texts.map { ExportSamples.payment(100, text: $0) })
    let file = try #require(try Samples.files(vouchers, as: "csv").first)
    let rows = readCSV(Array(file.bytes.dropFirst(3))).map { $0.map { String(decoding: $0, as: UTF8.self) } }
    let column = try #require(rows.first?.firstIndex(of: "voucherText"))
    #expect(rows.dropFirst().map { $0[column] } == texts.flatMap { [$0, $0] })
    #expect(file.findings.isEmpty)
  }

  @Test func netvisorsDescriptionsAreCutAndToldOf() throws {
    let long = String(repeating: "pitkä ", count: 50)
    let vouchers = try LedgerSamples.journal([ExportSamples.payment(100, text: long)])
    let csv = try #require(try Samples.files(vouchers, as: "netvisor-csv").first)
    let rows = readCSV(csv.bytes)
    #expect(
      rows.dropFirst().allSatisfy {
        $0[3].count == 255 && $0[3].starts(with: Array("2026-A-1 pitk\u{E4} ".unicodeScalars.map { UInt8($0.value) }))
      })
    #expect(csv.findings.map(\.rule) == ["ledger.export-cut"])
    let xml = try #require(try Samples.files(vouchers, as: "netvisor-xml").first)
    #expect(xml.findings.map(\.rule) == ["ledger.export-cut"])
    #expect(String(decoding: xml.bytes, as: UTF8.self).contains("<Description>2026-A-1 pitkä pitkä"))
  }
}
