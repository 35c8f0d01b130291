import Exchange
import Receivables
import Testing

/// The creditor's own payment lists.
@Suite("Scenarios: payments")
struct ScenarioPaymentTests {
  @Test(
    "a payment takes its amount off",
    arguments: [("100.00", "0.00", "exclude paid"), ("40.00", "60.00", "transfer"), ("130.00", "-30.00", "exclude paid")])
  func amount(paid: String, open: String, decision: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", paid))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == open)
    #expect(try night.decision("1001") == decision)
  }

  @Test("a payment is found by number, reference or both", arguments: ["number", "reference", "both"])
  func found(by means: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    night.pay(
      Paid(means == "reference" ? "" : "1001", "100.00") {
        if means != "number" { $0.reference = Claim.reference("1001") }
      })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.decision("1002") == "transfer")
  }

  @Test func aPaymentBeforeItsInvoiceIsTakenOffWhenTheInvoiceComes() throws {
    let night = try NightFixture()
    night.pay(Paid("1001", "100.00"))
    try night.night("2026-11-16")
    #expect(night.report.unmatched == 1)
    #expect(night.exit == 1)
    try night.night("2026-11-17")
    #expect(night.exit == 0)
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "exclude paid")
  }

  @Test(
    "one id twice in one file is two payments, in another file the same", arguments: [["twice", "once"], ["once", "twice"]])
  func idTwice(order: [String]) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    night.isFresh = false
    try night.drop(Claim("1001").finvoice)
    let row = Paid("1001", "20.00") { $0.id = "KUITTI1" }
    for (index, times) in order.enumerated() {
      if times == "twice" { night.pay(row, row) } else { night.pay(row) }
      try night.night("2026-11-\(16 + index)")
      let isKnown = index == 1 && times == "once"
      #expect(night.report.questions == (times == "twice" && !isKnown ? ["doubtfulPayments": 1] : [:]))
    }
    #expect(try night.open("1001") == "60.00")
    // The whole list again, in other bytes.
    night.pay(row, row, Paid("1002", "1.00") { $0.id = "KUITTI2" })
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "60.00")
  }

  @Test func aPaymentThatCouldBeForTwoClaimsHoldsBoth() throws {
    let night = try NightFixture()
    let shared = Claim.reference("7777")
    try night.drop(Claim("1001") { $0.reference = shared }.finvoice)
    try night.drop(
      Claim("1002") {
        $0.reference = shared
        $0.amount = "90.00"
      }.finvoice)
    try night.drop(Claim("1003").finvoice)
    night.pay(Paid("", "50.00") { $0.reference = shared })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.decision("1002") == "hold on-hold")
    #expect(try night.decision("1003") == "transfer")
    // No release frees what may be paid.
    let refusal = night.failure {
      _ = try $0.release("1001", company: nil, reason: "please", asOf: NightFixture.day("2026-11-17"))
    }
    #expect(refusal?.lines.last?.contains("could be for more than one claim") == true)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold on-hold")
    // A credit of one of them makes the other the only one.
    try night.drop(Claim.credit("9001", "50.00", of: "1001").ubl)
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.decision("1002") == "transfer")
  }

  @Test func aReferenceThatContradictsTheNumberHoldsBothClaims() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.amount = "80.00" }.finvoice)
    night.pay(Paid("1001", "60.00") { $0.reference = Claim.reference("1002") })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.decision("1002") == "hold on-hold")
  }

  @Test func instalmentsArePaidInTheOrderOfTheirDueDates() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 5.00"] }
    try night.drop(Claim("1001") { $0.instalments = [("60.00", "2026-10-15"), ("40.00", "2026-10-16")] }.finvoice)
    night.pay(Paid("1001", "70.00"))
    try night.night("2026-11-16")
    #expect(try night.open("1001", instalment: 1) == "0.00")
    #expect(try night.assigned() == ["1001": "30.00"])
  }

  @Test func aPaymentOfOneInstalmentByItsReferencePaysThatOne() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001") { $0.instalments = [("60.00", "2026-10-15"), ("40.00", "2026-10-16")] }.finvoice)
    night.pay(Paid("1001", "40.00") { $0.reference = Claim.reference("10012") })
    try night.night("2026-11-16")
    #expect(try night.open("1001", instalment: 1) == "60.00")
    #expect(try night.open("1001", instalment: 2) == "0.00")
  }

  @Test func aPaymentThatIsReturnedOpensTheClaimAgain() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "100.00") { $0.id = "P1" })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "exclude paid")
    night.pay(
      Paid("1001", "-100.00") {
        $0.id = "P2"
        $0.on = "2026-11-17"
      })
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.assigned() == ["1001": "100.00"])
  }

  @Test func theSamePaymentInTwoListsCountsOnce() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "30.00") { $0.id = "P1" }, Paid("1001", "20.00"))
    try night.night("2026-11-16")
    night.pay(Paid("1001", "30.00") { $0.id = "P1" }, Paid("1001", "20.00"), Paid("1001", "5.00"))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "45.00")
  }

  @Test func equalPaymentsOfOneListAreTwo() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "20.00"), Paid("1001", "20.00"))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "60.00")
  }

  @Test("a payment whose id is known but which says something else is not lost", arguments: [1, 2])
  func idAgain(nights: Int) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    // The clerk placed the money wrongly at first, or the numbering began anew.
    night.pay(Paid("9999", "100.00") { $0.id = "P1" })
    if nights == 2 {
      try night.configure { $0.more = ["minimumCapital: 500.00"] }
      try night.night("2026-11-16")
      try night.configure { $0.more = [] }
    }
    night.pay(Paid("1001", "100.00") { $0.id = "P1" })
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.assigned() == ["1002": "100.00"])
  }

  @Test func aPaymentInAnotherCurrencyTakesNothingOff() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "100.00") { $0.currency = "SEK" })
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "100.00")
    #expect(night.report.unmatched == 1)
  }

  @Test func aPaymentOfAClaimThatWentIsNotAskedForAgain() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    night.pay(Paid("1001", "100.00"))
    try night.night("2026-11-17")
    night.pay(Paid("1001", "-100.00") { $0.on = "2026-11-18" })
    try night.night("2026-11-18")
    #expect(try night.decision("1001").hasPrefix("exclude already-assigned"))
    #expect(try night.files("outbox").count == 1)
  }

  // MARK: paymentsThrough

  @Test func withoutAPaymentListNothingGoes() throws {
    let night = try NightFixture()
    night.isFresh = false
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait payments-unknown")
  }

  @Test(
    "payments older than maxPaymentAge banking days are stale",

    arguments: [("2026-11-11", "transfer"), ("2026-11-10", "wait payments-stale")])
  func age(through: String, decision: String) throws {
    let night = try NightFixture()
    night.isFresh = false
    try night.write("inbox/maksut_\(through.filter { $0 != "-" }).csv", Paid.list([Paid("77", "1.00")]))
    try night.drop(Claim("1001").finvoice)
    // From Wednesday 11 November, three banking days later is Monday 16 November.
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == decision)
  }

  @Test func theEarliestOfTheRequiredSourcesCounts() throws {
    let night = try NightFixture { $0.requiredSources = ["maksut", "pankki"] }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait payments-unknown", "the bank has never spoken")
    #expect(try night.reasonText("1001").contains("source pankki has never"))
    try night.drop(bank: Banked.settlement([Banked("777", "1.00", id: "1")], made: "261105"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "wait payments-stale")
    #expect(try night.reasonText("1001").contains("(pankki)"))
    try night.drop(bank: Banked.settlement([Banked("778", "1.00", id: "2") { $0.booked = "261117" }], made: "261117"))
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func anEmptyListCountsNightAfterNight() throws {
    let night = try NightFixture { $0.maxPaymentAge = 1 }
    for day in ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19"] { try night.night(day) }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-20")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func aListThatClaimsToKnowTomorrowKnowsToday() throws {
    let night = try NightFixture()
    night.isFresh = false
    try night.write("inbox/maksut_20270101.csv", Paid.list([]))
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "transfer")
    try night.drop(Claim("1002").finvoice)
    try night.night("2026-11-23")
    #expect(try night.decision("1002") == "wait payments-stale")
  }
}
