import Exchange
import Foundation
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

  /// A payment that the creditor's own list knows is tried with that list's word taken back, and then the word stays: what the claims
  /// are open by is as before for the next one.
  @Test("a match that is given up leaves the claims as they were")
  func givenUp() throws {
    let night = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []"]
    }
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "40.00") { $0.id = Banked.archiveID("1") })
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "60.00")
    let payments = [("0", "1.23"), ("1", "40.00"), ("2", "60.00")].map { id, amount in
      BankPayment(nil, amount, id: id) { $0.payer = SettlementPayerTests.debtor }
    }
    try night.drop(returns: BankDay(BankEntry("LUMP1", payments), day: "2026-11-17").camt054())
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.balance(.receivable) == -6000)
    #expect(try night.waiting() == ["suspense 1.23", "suspense 40.00"])
  }

  /// XML allows it, and no id may fall out of the order in which payments are read.
  @Test("an id of any characters is read", arguments: ["&#x10FFFF;1", "~", "0", "\u{E9}1", "e\u{301}1"])
  func anyID(id: String) throws {
    let night = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []"]
    }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let text = BankDay(BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")]), day: "2026-11-17").camt054()
    #expect(text.contains(Banked.archiveID("1")))
    try night.drop(returns: text.replacingOccurrences(of: Banked.archiveID("1"), with: id))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.recipes() == ["R01"])
  }
}
