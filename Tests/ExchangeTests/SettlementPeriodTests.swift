import Exchange
import Ledger
import Receivables
import Store
import Testing

/// Years, series, closed periods, small differences, and what becomes one voucher.
@Suite("Settlements: periods and vouchers")
struct SettlementPeriodTests {
  private static func night(_ ledger: String..., books: String = "all", more: [String] = ["minimumCapital: 500.00"]) throws
    -> NightFixture
  {
    try SettlementIntakeTests.night {
      $0.books = books
      $0.ledger = ["exports: []"] + ledger
      $0.more = more
    }
  }

  private static func paid(_ number: String, _ amount: String, id: String, day: String) -> BankDay {
    BankDay(BankEntry("L\(id)", [BankPayment(number, amount, id: id)]), day: day)
  }

  @Test("nothing is booked on a closed day until it opens", arguments: ["ktl", "statement"])
  func closed(form: String) throws {
    let night = try Self.night("closedThrough: 2026-10-31")
    let days = [Self.paid("1001", "60.00", id: "1", day: "2026-10-31"), Self.paid("1001", "10.00", id: "2", day: "2026-11-01")]
    for (index, day) in days.enumerated() {
      try night.drop(returns: form == "ktl" ? day.ktl() : day.camt053("M\(index)", details: true))
    }
    try night.night("2026-11-16")
    #expect(try night.postings().filter { !$0.hasSuffix("R25") } == ["CLEARING 10.00 R02", "AR -10.00 1001 R02"])
    #expect(night.report.questions["closedPeriod"] == (form == "ktl" ? 1 : 2))
    #expect(night.exit == 1)
    #expect(try night.waiting() == Array(repeating: "closed 60.00", count: form == "ktl" ? 1 : 2))
    try night.night("2026-11-17")
    #expect(night.report.questions == [:], "asked once")
    try night.configure { $0.ledger = ["exports: []", "closedThrough: 2026-09-30"] }
    try night.night("2026-11-18")
    #expect(try night.balance(.receivable) == -7000)
    #expect(try night.open("1001") == "30.00")
    #expect(try night.waiting() == [])
    #expect(try night.read { try $0.vouchers(company: "malli") }.contains { "\($0.draft.date)" == "2026-10-31" })
    if form == "statement" { #expect(try night.openClearing() == []) }
  }

  /// The books are closed, the debtor has paid all the same.
  @Test("money of a closed day holds its claim", arguments: ["all", "provider"])
  func closedHolds(books: String) throws {
    let night = try Self.night("closedThrough: 2026-10-31", books: books, more: [])
    try night.drop(returns: Self.paid("1001", "100.00", id: "1", day: "2026-10-30").ktl())
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.assigned() == ["1002": "100.00"])
    try night.configure { $0.ledger = ["exports: []"] }
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude paid")
  }

  @Test func aDecisionForAClosedDayIsRefusedAndForAnOpenOneTaken() throws {
    let night = try Self.night("closedThrough: 2026-10-31")
    try night.drop(returns: Self.paid("1001", "60.00", id: "1", day: "2026-10-31").ktl())
    try night.night("2026-11-16")
    let name = try night.onlyQuestion()
    #expect(
      night.failure { _ = try $0.match(name, .invoices([("1001", nil)]), company: nil, asOf: NightFixture.day("2026-10-31")) }?
        .status == .usage)
    try night.match(name, .invoices([("1001", nil)]), on: "2026-11-16")
    #expect(try night.balance(.receivable) == -6000)
    #expect(try night.open("1001") == "40.00")
    #expect(try night.waiting() == [])
    try night.configure { $0.ledger = ["exports: []"] }
    try night.night("2026-11-17")
    #expect(try night.balance(.receivable) == -6000, "it is not booked again when the day opens")
  }

  @Test func numbersHaveNoGapsInTheirYearAndSeries() throws {
    let night = try Self.night("fiscalYearStart: 07-01", "series: MY")
    try night.drop(
      returns: Self.paid("1001", "1.00", id: "1", day: "2026-06-30").ktl(),
      Self.paid("1001", "2.00", id: "2", day: "2026-07-01").ktl())
    try night.night("2026-11-16")
    #expect(try night.voucherNames() == ["2026-MY-1", "2027-MY-1"])
    try night.drop(
      returns: Self.paid("1001", "3.00", id: "3", day: "2026-11-17").ktl(),
      Self.paid("1001", "4.00", id: "4", day: "2026-06-29").ktl(),
      Self.paid("1002", "5.00", id: "5", day: "2026-11-16").ktl())
    try night.night("2026-11-17")
    #expect(try night.voucherNames() == ["2026-MY-1", "2027-MY-1", "2026-MY-2", "2027-MY-2", "2027-MY-3"])
    try night.configure { $0.ledger = ["exports: []", "fiscalYearStart: 07-01", "series: B"] }
    try night.drop(returns: Self.paid("1002", "6.00", id: "6", day: "2026-11-18").ktl())
    try night.night("2026-11-18")
    #expect(try night.voucherNames().last == "2027-B-1")
    #expect(try night.folder().verifyLedger(company: nil).allSatisfy { $0.problem == nil })
  }

  /// Each company has numbers and a chain of its own, also when their money comes mixed.
  @Test func companiesDoNotShareNumbers() throws {
    let night = try Self.night()
    for (index, day) in ["2026-11-16", "2026-11-17"].enumerated() {
      try night.drop(
        returns: Self.paid("1001", "1.00", id: "1\(index)", day: day).ktl(),
        BankDay(
          [BankEntry("L", [BankPayment("88", "2.00", id: "2\(index)")])], day: day, account: ScenarioConfiguration.rentAccount
        ).ktl())
      try night.night(day)
    }
    #expect(try night.voucherNames() == ["2026-A-1", "2026-A-2"])
    #expect(try night.voucherNames(company: "luovutus") == ["2026-A-1", "2026-A-2"])
  }

  @Test func smallDifferencesGoToRoundingUpToTheirCap() throws {
    let night = try Self.night("smallDifference: {upTo: 0.05, perRun: 0.08}")
    try night.drop(Claim("1003").finvoice, Claim("1004").finvoice)
    try night.drop(
      returns: BankDay(
        BankEntry(
          "L1",
          [
            BankPayment("1001", "99.95", id: "1"), BankPayment("1002", "100.03", id: "2"), BankPayment("1003", "99.99", id: "3"),
            BankPayment("1004", "99.90", id: "4"),
          ])
      ).ktl())
    try night.night("2026-11-16")
    #expect(
      try night.postings() == [
        "CLEARING 99.95 R11", "ROUNDING 0.05 1001 R11", "AR -100.00 1001 R11", "CLEARING 100.03 R11", "ROUNDING -0.03 1002 R11",
        "AR -100.00 1002 R11", "CLEARING 99.99 R02", "AR -99.99 1003 R02", "CLEARING 99.90 R02", "AR -99.90 1004 R02",
      ])
    #expect(try night.open("1001") == "0.00")
    #expect(try night.open("1003") == "0.01", "the night's cap is used up")
    #expect(try night.bankFindings()["ledger.rounding-cap"] == 1)
    // The next night has a cap of its own.
    try night.drop(Claim("1005").finvoice)
    try night.drop(returns: Self.paid("1005", "99.96", id: "5", day: "2026-11-17").ktl())
    try night.night("2026-11-17")
    #expect(try night.open("1005") == "0.00")
  }

  @Test func withoutTheRuleNothingIsRounded() throws {
    let night = try Self.night()
    try night.drop(returns: Self.paid("1001", "99.99", id: "1", day: "2026-11-16").ktl())
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "0.01")
    #expect(try night.balance(.rounding) == 0)
  }

  @Test func oneVoucherADayHasOneLineOfMoney() throws {
    let night = try Self.night("vouchers: settlement")
    let day = BankDay(
      BankEntry("L1", [BankPayment("1001", "100.00", id: "1"), BankPayment("1002", "40.00", id: "2")]),
      BankEntry("L2", [BankPayment("7777", "5.00", id: "3")]))
    try night.drop(returns: day.ktl(), Self.paid("1002", "10.00", id: "4", day: "2026-11-17").ktl())
    try night.night("2026-11-17")
    let vouchers = try night.read { try $0.vouchers(company: "malli") }
    #expect(vouchers.map(\.label) == ["2026-A-1", "2026-A-2"])
    #expect(
      vouchers[0].draft.postings.map { "\($0.role.rawValue) \($0.amount.decimalText) \($0.invoiceNumber ?? "-")" } == [
        "AR -100.00 1001", "AR -40.00 1002", "SUSPENSE -5.00 -", "CLEARING 145.00 -",
      ])
    #expect(Set(vouchers[0].draft.postings.map(\.source)).count == 4, "each line tells its payment")
    // What comes later of the same day is a voucher of its own.
    try night.drop(returns: Self.paid("1002", "1.00", id: "5", day: "2026-11-16").ktl())
    try night.drop(returns: BankDay(day.entries, day: "2026-11-16").camt054())
    try night.night("2026-11-18")
    #expect(try night.voucherNames() == ["2026-A-1", "2026-A-2", "2026-A-3"])
    #expect(try night.balance(.clearing) == 15_600)
  }
}
