import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

@Suite struct HledgerTests {
  private typealias Samples = LedgerSamples
  private static let company = Company(
    key: "alpha", name: "Alfa Esimerkki Oy", country: "FI", legalID: "1234567-1", way: .handover(confirmationDays: 3))

  private func vouchers() throws -> [Voucher] {
    func ofInvoice(_ role: AccountRole, _ cents: Int64) -> Posting {
      Posting(role, Samples.eur(cents), invoiceNumber: "1001", customerNumber: "C1", source: "key", recipe: "R10")
    }
    return try Samples.journal([
      Samples.draft([Posting(.clearing, Samples.eur(12_550)), ofInvoice(.receivable, -12_550)]),
      Samples.draft([Posting(.clearing, Samples.eur(13_150)), ofInvoice(.receivable, -12_550), ofInvoice(.overpayment, -600)]),
      Samples.draft([Posting(.clearing, Samples.eur(4_210)), Posting(.suspense, Samples.eur(-4_210))], text: "Not matched"),
    ])
  }

  @Test func golden() throws {
    let bytes = HledgerExport.render(try vouchers(), company: HledgerTests.company)
    #expect(bytes == HledgerExport.render(try vouchers(), company: HledgerTests.company))
    try expectGolden(String(decoding: bytes, as: UTF8.self), "ledger/three-vouchers.journal")
  }

  @Test func hledgerAcceptsIt() throws {
    let bytes = HledgerExport.render(try vouchers(), company: HledgerTests.company)
    guard let checked = try hledger(["check", "--strict"], bytes) else { return }
    #expect(checked.status == 0, "\(checked.output)")
    let balance = try #require(try hledger(["balance", "--no-total", "--flat", "assets:clearing", "liabilities"], bytes))
    #expect(balance.output.contains("299.10 EUR  assets:clearing"))
    #expect(balance.output.contains("-42.10 EUR  liabilities:suspense"))
    #expect(balance.output.contains("-6.00 EUR  liabilities:overpayments"))
    #expect(try hledger(["check", "--strict"], HledgerExport.render([], company: HledgerTests.company))?.status == 0)
    // The instrument works: an undeclared account and an unbalanced voucher fail.
    let text = String(decoding: bytes, as: UTF8.self)
    for mutant in [
      text.replacingOccurrences(of: "account liabilities:suspense", with: "account other"),
      text.replacingOccurrences(of: "-42.10", with: "-42.11"),
    ] { #expect(try hledger(["check", "--strict"], Array(mutant.utf8))?.status != 0) }
  }

  @Test func otherCurrenciesAndTheCompanysChart() throws {
    let currencies = ["EUR", "SEK", "NOK", "JPY", "KWD"].compactMap { Currency($0) }
    let drafts = currencies.flatMap { currency in
      [1, 1_234_567].map { amount in
        Samples.draft([
          Posting(.clearing, Money(minorUnits: amount, currency)), Posting(.receivable, Money(minorUnits: -amount, currency)),
        ])
      }
    }
    let accounts: [AccountRole: String] = [.clearing: "1919 Selvittelytili", .receivable: "1700: Myyntisaamiset  ; x"]
    let bytes = HledgerExport.render(try Samples.journal(drafts), company: HledgerTests.company, accounts: accounts)
    guard let checked = try hledger(["check", "--strict"], bytes) else { return }
    #expect(checked.status == 0, "\(checked.output)")
    let balance = try #require(try hledger(["balance", "--no-total", "--flat", "1919"], bytes)).output
    for amount in ["12345.68 EUR", "1234568 JPY", "1234.568 KWD"] { #expect(balance.contains(amount), "\(balance)") }
    #expect(String(decoding: bytes, as: UTF8.self).contains("account 1700:Myyntisaamiset _ x  ;"))
  }

  /// Text that means something to hledger or to a spreadsheet changes nothing but itself.
  @Test(arguments: [
    "=HYPERLINK(\"http://x\")", "; comment", "a ; b | c", "* (code) !", "@cmd", "+1", "-1", "a\nb\r\n    income:x  5 EUR", "",
    "   ", "(a) x", "date:2020-01-01, [2020-01-01]", "tab\tand  blanks", "\u{202E}abc", "åäö €", "comment", "'quoted'",
    "010190-901R",
  ])
  func hostileText(_ text: String) throws {
    var draft = Samples.draft(
      [Posting(.clearing, Samples.eur(1)), Posting(.receivable, Samples.eur(-1), invoiceNumber: text)], text: text)
    draft.source = text
    draft.recipe = text
    var company = HledgerTests.company
    company.name = text
    let vouchers = try Samples.journal([draft, draft], series: text)
    let bytes = HledgerExport.render(vouchers, company: company, accounts: [.receivable: text, .clearing: "(" + text + ")"])
    let output = String(decoding: bytes, as: UTF8.self)
    #expect(!output.contains("901R") && !output.contains("\t") && !output.contains("\r"))
    guard let checked = try hledger(["check", "--strict"], bytes) else { return }
    #expect(checked.status == 0, "\(checked.output)\n\(output)")
    let printed = try #require(try hledger(["print"], bytes)).output
    #expect(printed.split(separator: "\n").filter { $0.hasPrefix("2026-11-20 * (") }.count == 2, "\(printed)")
    #expect(!printed.contains("2020-01-01\n"))
    let description = try #require(try hledger(["descriptions"], bytes)).output
    #expect(description.first.map { !"=+-@".contains($0) } ?? true, "\(description)")
  }

  /// Every recipe of the shared vectors whose roles exist here.
  @Test func theVectorsBalanceInHledgerToo() throws {
    struct Vector: Decodable {
      struct Line: Decodable {
        var role: String
        var cents: Int64
      }
      var id: String
      var title: String
      var lines: [Line]
    }
    guard let url = Places.sharedItem("vectors/posting_recipes.json") else { return }
    let vectors = try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
    let drafts = vectors.compactMap { vector -> VoucherDraft? in
      let postings = vector.lines.compactMap { line in
        AccountRole(rawValue: line.role).map { Posting($0, Samples.eur(line.cents)) }
      }
      return postings.count == vector.lines.count ? Samples.draft(postings, text: vector.title) : nil
    }
    #expect(drafts.count >= 20)
    let bytes = HledgerExport.render(try Samples.journal(drafts), company: HledgerTests.company)
    guard let checked = try hledger(["check", "--strict"], bytes) else { return }
    #expect(checked.status == 0, "\(checked.output)")
  }
}

/// Runs hledger on a journal; nil, and a word on standard output, where it is not installed.
private func hledger(_ arguments: [String], _ journal: [UInt8]) throws -> (status: Int32, output: String)? {
  guard let program = ["/usr/bin/hledger", "/usr/local/bin/hledger"].first(where: FileManager.default.isExecutableFile) else {
    print("SKIPPED: hledger is not installed (apt-get install hledger); the export was not checked by it")
    return nil
  }
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("perille-\(UUID().uuidString).journal")
  try Data(journal).write(to: file)
  defer { try? FileManager.default.removeItem(at: file) }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = ["-f", file.path] + arguments
  process.environment = ["LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"]
  let pipe = Pipe()
  process.standardOutput = pipe
  process.standardError = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return (process.terminationStatus, String(decoding: data, as: UTF8.self))
}
