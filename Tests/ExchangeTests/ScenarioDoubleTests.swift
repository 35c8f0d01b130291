import Receivables
import Testing

@testable import Exchange

/// What is said in other words than expected: one invoice under two names, a hold in other letters, money without a number.
@Suite("Scenarios: said in other words")
struct ScenarioDoubleTests {
  private static func pair(_ change: (inout Claim) -> Void = { _ in }) -> (Claim, Claim) {
    let reference = Claim.reference("12")
    return (
      Claim("0012") { $0.reference = .some(reference) },
      Claim("12") {
        $0.reference = .some(reference)
        change(&$0)
      }
    )
  }

  @Test func oneInvoiceUnderTwoNumbersIsHeldUntilAPersonReleasesIt() throws {
    let night = try NightFixture()
    let (one, other) = Self.pair()
    try night.drop(one.finvoice, other.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("0012") == "hold conflict")
    #expect(try night.decision("12") == "hold conflict")
    #expect(night.report.questions == ["possibleDoubles": 1])
    #expect(night.exit == 1)
    _ = try night.folder().release("12", company: nil, reason: "two invoices", asOf: NightFixture.day("2026-11-17"))
    try night.night("2026-11-17")
    #expect(try night.decision("12") == "transfer")
    #expect(try night.decision("0012") == "hold conflict")
  }

  @Test func aDoubleThatComesLaterHoldsItselfAndNotWhatHasGone() throws {
    let night = try NightFixture()
    let (one, other) = Self.pair()
    try night.drop(one.finvoice)
    try night.night("2026-11-16")
    try night.drop(other.finvoice)
    try night.night("2026-11-17")
    #expect(try night.assigned().count == 1)
    #expect(try night.decision("12") == "hold conflict")
  }

  @Test("a corrected invoice holds the one that it names, until a person releases it", arguments: [0, 1, 2])
  func corrected(order: Int) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    let original = Claim("1001").ubl
    let correction = Claim("1002") {
      $0.typeCode = "384"
      $0.originals = ["1001"]
      $0.amount = "80.00"
    }.ubl
    switch order {
    case 0: try night.drop(original, correction)
    case 1:
      try night.drop(original)
      try night.night("2026-11-16")
      try night.drop(correction)
    default:
      try night.drop(correction)
      try night.night("2026-11-16")
      #expect(night.report.questions == [:])
      try night.drop(original)
    }
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold conflict below-minimum")
    #expect(try night.decision("1002").contains(" type-unknown"))
    #expect(try night.reasonText("1001").contains("invoice 1002 of 2026-10-01, 80.00 EUR, corrects or replaces it"))
    #expect(night.report.questions["possibleDoubles"] != nil)
    _ = try night.folder().release("1001", company: nil, reason: "both are asked for", asOf: NightFixture.day("2026-11-18"))
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "hold below-minimum")
    #expect(night.report.questions == [:])
  }

  @Test("claims that differ in what is asked for are two", arguments: ["amount", "due", "reference"])
  func twoClaims(differIn field: String) throws {
    let night = try NightFixture()
    let (one, other) = Self.pair {
      switch field {
      case "amount": $0.amount = "101.00"
      case "due": $0.due = "2026-10-16"
      default: $0.reference = .some(Claim.reference("13"))
      }
    }
    try night.drop(one.finvoice, other.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("0012") == "transfer")
    #expect(try night.decision("12") == "transfer")
  }

  @Test("a hold finds its invoice however it is spelt", arguments: ["A-17", "a-17", " A-17"])
  func hold(_ spelling: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("A-17").finvoice)
    try night.drop(holds: Kept("dispute", spelling))
    try night.night("2026-11-16")
    #expect(try night.decision("A-17") == "hold disputed")
  }

  @Test func moneyOfACustomerThatNamesNoInvoiceHoldsTheClaimOfThatAmount() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"), Claim("1002") { $0.amount = "70.00" })
    night.pay(Paid("", "100.00") { $0.customer = Owner.cafe.customerNumber })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.decision("1002") == "transfer")
    #expect(night.exit == 1)
    night.pay(Paid("1001", "100.00") { $0.on = "2026-11-11" })
    try night.night("2026-11-17")
    #expect(try night.decision("1001").hasPrefix("exclude paid"))
  }

  @Test func aDisputeOfAClaimThatHasGoneIsAskedAboutOnce() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(holds: Kept("dispute", "1001"))
    try night.night("2026-11-17")
    #expect(night.report.questions["disputedWithProvider"] == 1)
    #expect(night.exit == 1)
    try night.night("2026-11-18")
    #expect(night.report.questions["disputedWithProvider"] == nil)
    #expect(night.exit == 0)
  }

  @Test func aCreditNoteThatWaitsIsAskedAboutOnce() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"))
    try night.drop(Claim.credit("C1", "10.00", of: "1O01").finvoice)
    try night.night("2026-11-16")
    #expect(night.report.questions["waitingCredits"] == 1)
    try night.night("2026-11-17")
    #expect(night.report.questions["waitingCredits"] == nil)
  }
}
