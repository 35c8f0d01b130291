import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

@Suite struct HledgerTests {
  private typealias Samples = LedgerSamples

  private func render(_ vouchers: [Voucher], _ context: ExportContext = ExportSamples.context()) throws -> [UInt8] {
    try #require(try ExportSamples.files(vouchers, as: "hledger", context).first).bytes
  }

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
    let bytes = try render(try vouchers())
    let again = try render(try vouchers())
    #expect(bytes == again)
    try expectGolden(String(decoding: bytes, as: UTF8.self), "ledger/three-vouchers.journal")
  }

  @Test func hledgerAcceptsIt() throws {
    let bytes = try render(try vouchers())
    guard let checked = try ExportOracles.hledger(["check", "--strict"], bytes) else { return }
    #expect(checked.status == 0, "\(checked.output)")
    let balance = try #require(
      try ExportOracles.hledger(["balance", "--no-total", "--flat", "assets:clearing", "liabilities"], bytes))
    #expect(balance.output.contains("299.10 EUR  assets:clearing"))
    #expect(balance.output.contains("-42.10 EUR  liabilities:suspense"))
    #expect(balance.output.contains("-6.00 EUR  liabilities:overpayments"))
    // The instrument works: an undeclared account and an unbalanced voucher fail.
    let text = String(decoding: bytes, as: UTF8.self)
    for mutant in [
      text.replacingOccurrences(of: "account liabilities:suspense", with: "account other"),
      text.replacingOccurrences(of: "-42.10", with: "-42.11"),
    ] { #expect(try ExportOracles.hledger(["check", "--strict"], Array(mutant.utf8))?.status != 0) }
  }

  @Test func manyCurrenciesInOneFile() throws {
    let currencies = ["EUR", "SEK", "NOK", "JPY", "KWD"].compactMap { Currency($0) }
    let drafts = currencies.flatMap { currency in
      [1, 1_234_567].map { amount in
        Samples.draft([
          Posting(.clearing, Money(minorUnits: amount, currency)), Posting(.receivable, Money(minorUnits: -amount, currency)),
        ])
      }
    }
    let bytes = try render(try Samples.journal(drafts))
    guard let checked = try ExportOracles.hledger(["check", "--strict"], bytes) else { return }
    #expect(checked.isGood, "\(checked.output)")
    let balance = try #require(try ExportOracles.hledger(["balance", "--no-total", "--flat", "clearing"], bytes)).output
    for amount in ["12345.68 EUR", "1234568 JPY", "1234.568 KWD"] { #expect(balance.contains(amount), "\(balance)") }
  }

  /// Accounts keep the names of their roles: a number that changes in perille.yaml must not split an account in two.
  @Test func numbersAreTagsOnceSomebodyConfirmedThem() throws {
    let confirmed = String(decoding: try render(try vouchers()), as: UTF8.self)
    #expect(confirmed.contains("account assets:receivable  ; type:Asset, role:AR, number:1700\n"))
    let proposed = String(decoding: try render(try vouchers(), ExportSamples.context(confirmed: false)), as: UTF8.self)
    #expect(proposed.contains("account assets:receivable  ; type:Asset, role:AR\n") && !proposed.contains("1700"))
    let odd = ExportSamples.context { $0.chart[.receivable] = "1700, date:2020-01-01; [x]" }
    let bytes = try render(try vouchers(), odd)
    #expect(try ExportOracles.hledger(["check", "--strict"], bytes)?.isGood ?? true)
  }

  /// What a line says itself is only written when it is not what its voucher says.
  @Test func linesOfADaysVoucherKeepTheirWayBack() throws {
    let draft = Samples.draft(
      [
        Posting(.clearing, Samples.eur(300), source: "day", recipe: "R01"),
        Posting(.receivable, Samples.eur(-100), invoiceNumber: "1", customerNumber: "C1", source: "k/1", recipe: "R01"),
        Posting(.suspense, Samples.eur(-200), source: "k/2", recipe: "R04b"),
      ], recipe: "mixed", source: "day", reverses: Samples.id(7, year: 2025))
    let text = String(decoding: try render(try Samples.journal([draft])), as: UTF8.self)
    #expect(text.contains("  assets:receivable  -1.00 EUR  ; invoice:1, customer:C1, recipe:R01, source:k/1\n"))
    #expect(
      text.contains("  liabilities:suspense  -2.00 EUR  ; recipe:R04b, source:k/2\n") && text.contains("; reverses:2025-A-7\n"))
    #expect(text.contains("  assets:clearing  3.00 EUR  ; recipe:R01\n"))
  }
}
