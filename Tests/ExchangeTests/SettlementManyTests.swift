import Exchange
import Receivables
import Store
import Testing

/// A night reads payments a page at a time, and the claims of a page at once: what one payment changes, the next one sees.
@Suite("Settlements: many payments")
struct SettlementManyTests {
  /// Six hundred payments of 1.00 pay one claim of 600.00; one more is kept for its debtor.
  @Test("payments of one claim, over several pages", arguments: ["payment", "settlement"])
  func oneClaim(vouchers: String) throws {
    let room = try SettlementRoom { $0.ledger = ["exports: []", "vouchers: \(vouchers)"] }
    let debtor = SettlementPayerTests.debtor
    let day = BankDay(
      BankEntry("LUMP1", (1...601).map { number in BankPayment("1001", "1.00", id: "\(number)") { $0.payer = debtor } }))
    try room.deliver([[day.camt054("M1")]]) { transaction in
      let postings = try transaction.vouchers(company: "malli").flatMap(\.draft.postings)
      var sums: [String: Int64] = [:]
      for posting in postings { sums[posting.role.rawValue, default: 0] += posting.amount.minorUnits }
      #expect(sums["CLEARING"] == 60_100)
      #expect(sums.filter { !["CLEARING", "BANK"].contains($0.key) }.values.reduce(0, +) == -60_100)
      #expect(sums["OVERPAY"] == -100, "\(sums)")
      #expect(try transaction.vouchers(company: "malli").count == (vouchers == "payment" ? 601 : 1))
      #expect(try transaction.openEntries(company: nil).isEmpty)
      #expect(try transaction.brokenJournal() == nil)
    }
  }
}
