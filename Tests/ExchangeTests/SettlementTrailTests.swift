import Exchange
import Receivables
import Reports
import Store
import TestSupport
import Testing

/// The way from an invoice to the lines of its vouchers, their files and rules, and back from a voucher to the invoice and the file.
@Suite("Settlements: the trail")
struct SettlementTrailTests {
  /// A lump of three payments, one of which waits for its invoice; the statement; a reversal; a person's decision.
  private static func night(_ vouchers: String) throws -> NightFixture {
    let night = try SettlementIntakeTests.night { $0.ledger = ["exports: []", "vouchers: \(vouchers)"] }
    let day = BankDay(
      BankEntry(
        "LUMP1",
        [
          BankPayment("1001", "100.00", id: "1"), BankPayment("1002", "40.00", id: "2"), BankPayment("7777", "5.00", id: "3"),
          BankPayment(nil, "6.00", id: "4") { $0.message = "Kiitos, lasku on varmaan 1002" },
        ]))
    try night.drop(returns: day.camt054(), day.camt053())
    try night.night("2026-11-16")
    try night.drop(Claim("7777").finvoice)
    try night.drop(
      returns: BankDay(BankEntry("B1", [BankPayment("1001", "100.00", id: "1")]) { $0.isCorrection = true }, day: "2026-11-17")
        .ktl())
    try night.night("2026-11-17")
    return night
  }

  private static func tell(_ number: String, _ night: NightFixture) throws -> String {
    try night.folder().explain(number, company: nil).text
  }

  @Test("both ways", arguments: ["payment", "settlement"])
  func bothWays(vouchers: String) throws {
    let night = try Self.night(vouchers)
    let invoices = try ["1001", "1002", "7777"].map { try Self.tell($0, night) }
    let books = try night.voucherNames().map { try Self.tell($0, night) }
    try expectGolden((invoices + books).joined(separator: "\n----\n\n"), "ledger/trail-\(vouchers).txt")
  }

  /// Every line of every voucher that is one payment's tells its file and line; every invoice's money names its voucher.
  @Test("no line without its origin", arguments: ["payment", "settlement"])
  func complete(vouchers: String) throws {
    let night = try Self.night(vouchers)
    for name in try night.voucherNames() {
      guard case .voucher(let story) = try night.folder().explain(name, company: nil) else {
        Issue.record("\(name) is no voucher")
        continue
      }
      let lines = story.lines.filter { $0.path == nil || $0.line == nil || $0.restsIn == nil }
      // The one line of money of a day's voucher is of all its payments.
      #expect(lines.count == (story.voucher.draft.source.hasPrefix("day/") ? 1 : 0), "\(name)")
      #expect(lines.allSatisfy { $0.posting.role == .clearing }, "\(name)")
      for line in story.lines {
        guard let number = line.posting.invoiceNumber else { continue }
        guard case .invoice(let explanation) = try night.folder().explain(number, company: nil) else { continue }
        let back = explanation.items.flatMap(\.books)
        #expect(back.contains { $0.voucher == story.voucher.id && $0.posting == line.posting }, "\(number) does not name \(name)")
      }
    }
  }

  @Test func aVoucherOfTwoCompaniesNeedsAName() throws {
    let night = try Self.night("payment")
    try night.drop(
      returns: BankDay(
        [BankEntry("O", [BankPayment("88", "2.00", id: "9")])], day: "2026-11-18", account: ScenarioConfiguration.rentAccount
      ).ktl())
    try night.night("2026-11-18")
    #expect(night.failure { _ = try $0.explain("2026-A-1", company: nil) }?.status == .usage)
    guard case .voucher(let story) = try night.folder().explain("2026-A-1", company: "luovutus") else {
      Issue.record("it was not found")
      return
    }
    #expect(story.company == "luovutus")
    #expect(night.failure { _ = try $0.explain("2026-A-99", company: nil) }?.status == .usage)
  }
}
