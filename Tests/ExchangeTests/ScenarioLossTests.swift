import Receivables
import Testing

@testable import Exchange

/// Ways in which money or a dispute that somebody stated could be passed over, and a paid or disputed claim go.
@Suite struct ScenarioLossTests {
  /// May go from the 17th.
  private static func soon(_ number: String, _ change: (inout Claim) -> Void = { _ in }) -> Claim {
    Claim(number) {
      $0.due = "2026-11-10"
      change(&$0)
    }
  }

  @Test func theCreditorsWordStaysWhereTheBankFindsNoClaim() throws {
    let night = try NightFixture()
    try night.dropList(Self.soon("1001"))
    night.pay(Paid("1001", "100.00") { $0.id = Banked.archiveID("1") })
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("exclude paid"))
    try night.drop(bank: Banked.settlement([Banked("9999", "100.00", id: "1")]))
    try night.night("2026-11-17")
    #expect(try night.decision("1001").hasPrefix("exclude paid"))
    #expect(night.exit == 1, "money on the account found no claim")
  }

  @Test func moneyInSuspenseIsPlacedWhenItsInvoiceComes() throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.recipes() == ["R04b"])
    try night.dropList(Claim("1001"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001").hasPrefix("exclude paid"))
    #expect(try night.recipes() == ["R04b", "R23"], "its voucher stays as it is, and another one places it")
    #expect(try night.balance(.suspense) == 0)
  }

  @Test func aRefusedSettlementOfAnAcceptedFileIsReadWhenItIsRetried() throws {
    let night = try NightFixture()
    try night.dropList(Self.soon("1001"))
    let strange = Banked("1001", "100.00", id: "2") { $0.account = "99999000001011" }
    try night.drop(bank: Banked.settlement([Banked("9999", "1.00", id: "1")]), Banked.settlement([strange]))
    try night.night("2026-11-16")
    #expect(try night.quarantined().count == 1)
    let yaml = try night.text("perille.yaml").replacing(
      "paymentSource: pankki}", with: "paymentSource: pankki}\n      - {iban: FI3599999000001011, books: provider}",
      maxReplacements: 1)
    try night.write("perille.yaml", yaml)
    _ = try night.folder().retry(nil, all: true)
    try night.night("2026-11-17")
    #expect(try night.quarantined() == [])
    #expect(try night.decision("1001").hasPrefix("exclude paid"))
    #expect(try night.open("1001") == "0.00")
  }

  @Test("one archive id, two payments", arguments: [true, false])
  func archiveIDAgain(inOneFile: Bool) throws {
    let night = try NightFixture()
    try night.dropList(Self.soon("1001"), Self.soon("1002"))
    let first = Banked("1001", "100.00", id: "1")
    let second = Banked("1002", "100.00", id: "1")
    if inOneFile {
      try night.drop(bank: Banked.settlement([first, second]))
      try night.night("2026-11-16")
    } else {
      try night.drop(bank: Banked.settlement([first]))
      try night.night("2026-11-16")
      try night.drop(bank: Banked.settlement([second], made: "261117"))
      try night.night("2026-11-17")
    }
    #expect(try night.open("1001") == "0.00")
    #expect(try night.open("1002") == "0.00")
    #expect(night.report.questions["repeatedEntries"] == 1)
  }

  @Test func anOldPaymentThatBecomesKnownAfterABalanceCounts() throws {
    let night = try NightFixture { $0.openItemsComplete = false }
    try night.dropList(Self.soon("1001"))
    try night.drop(openItems: [("1001", "80.00")], asOf: "2026-11-15")
    night.pay(Paid("1001", "20.00") { $0.on = "2026-11-14" })
    try night.night("2026-11-15")
    #expect(try night.open("1001") == "80.00", "the balance of that night knows the payment of that night")
    night.pay(Paid("1001", "80.00") { $0.on = "2026-11-13" })
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.assigned() == [:])
  }

  @Test func aDisputeThatComesAfterAReleaseOfTheSameDayHolds() throws {
    let night = try NightFixture()
    try night.dropList(Self.soon("1001"))
    try night.drop(holds: Kept("hold", "1001") { $0.reason = "sovittu" })
    try night.night("2026-11-16")
    _ = try night.folder().release("1001", company: nil, reason: "paid half", asOf: NightFixture.day("2026-11-17"))
    try night.drop(
      holds: Kept("dispute", "1001") {
        $0.reason = "kiistää"
        $0.since = "2026-11-12"
      })
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold disputed")
  }

  @Test func whatABrokenOpenItemsListLeavesOutIsHeld() throws {
    let night = try NightFixture { $0.shrinkPercent = 20 }
    let numbers = ["1001", "1002", "1003", "1004"]
    try night.dropList(Self.soon("1001"), Self.soon("1002"), Self.soon("1003"), Self.soon("1004"))
    try night.drop(openItems: numbers.map { ($0, "100.00") }, asOf: "2026-11-16")
    try night.night("2026-11-16")
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00"])
    #expect(try night.decision("1002") == "hold on-hold")
    #expect(night.exit == 1)
    // The next list is believed again, and says which of them are paid.
    try night.drop(openItems: [("1002", "100.00"), ("1003", "50.00"), ("1001", "100.00"), ("1004", "0.00")], asOf: "2026-11-18")
    try night.night("2026-11-18")
    #expect(try night.assigned() == ["1001": "100.00", "1002": "100.00", "1003": "50.00"])
    #expect(try night.decision("1004").hasPrefix("exclude"))
  }

  @Test func aBalanceOfADayToComeHidesNoPayment() throws {
    let night = try NightFixture { $0.openItemsComplete = false }
    try night.dropList(Self.soon("1001"))
    try night.drop(openItems: [("1001", "100.00")], asOf: "2027-11-16")
    try night.night("2026-11-16")
    night.pay(Paid("1001", "100.00") { $0.on = "2026-11-17" })
    try night.night("2026-11-17")
    #expect(try night.assigned() == [:])
    #expect(try night.open("1001") == "0.00")
  }

  @Test func aPaymentOfAClaimThatIsWithAProviderIsAQuestion() throws {
    let night = try NightFixture()
    night.pay(Paid("1001", "10.00"))
    try night.dropList(Claim("1001"))
    try night.night("2026-11-16")
    #expect(night.report.questions["paidWithProvider"] == nil, "it was paid before it went")
    night.pay(Paid("1001", "90.00") { $0.on = "2026-11-17" })
    try night.night("2026-11-17")
    #expect(night.report.questions["paidWithProvider"] == 1)
    #expect(night.exit == 1)
  }

  @Test func absurdAmountsEndNoNight() throws {
    let night = try NightFixture()
    try night.dropList(Self.soon("1001"), Self.soon("1002") { $0.amount = "2611203456123456" })
    for _ in 0..<12 { night.pay(Paid("1001", "-9999999999999999.99")) }
    try night.dropList(Claim("1003"))
    try night.night("2026-11-17")
    #expect(try night.quarantined().count == 2)
    #expect(try night.decision("1003") == "wait intake-incomplete payments-unknown")
  }
}
