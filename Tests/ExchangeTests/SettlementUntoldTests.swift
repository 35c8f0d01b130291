import Exchange
import Foundation
import Receivables
import Testing

/// Nobody is handed over while money that may be theirs is known and not told, announced and not booked, or of a day that has not come.
@Suite("Settlements: money that is not told yet")
struct SettlementUntoldTests {
  private static func night(_ change: (inout ScenarioConfiguration) -> Void = { _ in }) throws -> NightFixture {
    try SettlementIntakeTests.night {
      $0.more = []
      $0.requiredSources = ["pankki"]
      change(&$0)
    }
  }

  private static let payment = BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")])
  /// Nothing of the claims is in it; it says that the bank has been heard.
  private static func heard(_ day: String) -> String { BankDay([], day: day).camt053("HEARD\(day)") }

  @Test func pagesThatWaitStopTheHandOver() throws {
    let night = try Self.night()
    let totals = BankTotals([BankDay(Self.payment), BankDay(Self.payment)])
    try night.drop(returns: Self.heard("2026-11-16"), BankDay(Self.payment).camt054("PAGED", page: 1, of: 2, totals: totals))
    try night.night("2026-11-16")
    #expect(try night.decision("1002") == "wait intake-incomplete")
    #expect(try night.reasonText("1002").contains("pankki-4.xml (page 1 of a message whose other pages have not come)"))
    #expect(night.report.settlements.quarantined == 0)
    // The other page will not come, and a person says so.
    #expect(try night.folder().dismiss("pankki-4.xml", all: false, reason: "lost").count == 1)
    try night.night("2026-11-17")
    #expect(try night.decision("1002") == "transfer")
    #expect(night.report.questions == [:])
  }

  @Test("what tells of no day's booked money does not make payments known", arguments: ["news", "no status", "old period"])
  func doesNotSpeak(what: String) throws {
    let night = try Self.night()
    let text =
      switch what {
      case "news": BankDay(Self.payment).camt052()
      case "no status": BankDay(Self.payment).camt054().replacingOccurrences(of: "<Sts>BOOK</Sts>", with: "")
      default:
        BankDay([], day: "2026-10-01").camt053().replacingOccurrences(of: "<CreDtTm>2026-10-01", with: "<CreDtTm>2026-11-16")
      }
    try night.drop(returns: text)
    try night.night("2026-11-16")
    #expect(try night.decision("1002") == (what == "old period" ? "wait payments-stale" : "wait payments-unknown"))
  }

  @Test("money that is announced holds its claim", arguments: ["pending", "news"])
  func announced(how: String) throws {
    let night = try Self.night()
    let day = BankDay(
      BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")]) { if how == "pending" { $0.status = "PDNG" } })
    try night.drop(returns: Self.heard("2026-11-16"), how == "pending" ? day.camt054() : day.camt052())
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("hold "))
    #expect(try night.reasonText("1001").contains("money of 100.00 EUR of 2026-11-16 is announced by the bank, not booked"))
    #expect(try night.decision("1002") == "transfer")
    // It never came.
    try night.drop(returns: Self.heard("2026-11-24"))
    try night.night("2026-11-24")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func announcedMoneyThatWasBookedHoldsNothing() throws {
    let night = try Self.night()
    let part = [BankPayment("1001", "40.00", id: "1")]
    try night.drop(returns: BankDay(BankEntry("L", part) { $0.status = "PDNG" }).camt054("M1"))
    try night.drop(returns: BankDay(BankEntry("L", part)).camt054("M2"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.assigned()["1001"] == "60.00")
  }

  @Test func aSumWhosePaymentsNobodyHasToldStopsTheHandOver() throws {
    let night = try Self.night()
    try night.drop(returns: BankDay(Self.payment).camt053())
    try night.night("2026-11-16")
    #expect(try night.decision("1002") == "wait intake-incomplete")
    #expect(try night.reasonText("1002").contains("a sum of 100.00 EUR, booked on 2026-11-16, whose payments no file has told"))
    try night.drop(returns: BankDay(Self.payment).ktl())
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.decision("1002") == "transfer")
  }

  /// Where the creditor's own lists tell the payments, a statement's sums are nobody's secret.
  @Test func aSumOnAnAccountThatIsNoRequiredSourceStopsNobody() throws {
    let night = try Self.night { $0.requiredSources = ["maksut"] }
    try night.drop(returns: BankDay(Self.payment).camt053())
    try night.night("2026-11-16")
    #expect(try night.decision("1002") == "transfer")
  }

  @Test("money of a day that has not come waits for it", arguments: ["ktl", "statement"])
  func future(form: String) throws {
    let night = try Self.night()
    let day = BankDay(BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")]), day: "2026-11-18")
    try night.drop(returns: Self.heard("2026-11-16"), form == "ktl" ? day.ktl() : day.camt053(details: true))
    try night.night("2026-11-16")
    #expect(try night.postings() == [])
    #expect(try night.reasonText("1001").contains("money of 100.00 EUR of 2026-11-18 waits for that day to come"))
    #expect(night.exit == 1)
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.balance(.receivable) == -10_000)
  }
}
