import Receivables
import Testing

@testable import TransferRules

/// What is asked for: capital, costs and interest, each apart.
@Suite struct ClaimTests {
  private func claim(_ given: String...) throws -> Claim? {
    var draft = try ScenarioDraft(base: given[0], asOf: day("2026-11-20"))
    for token in given.dropFirst() {
      let parts = token.split(separator: "=", maxSplits: 1).map(String.init)
      try draft.apply(parts[0], parts.count > 1 ? parts[1] : "")
    }
    return TransferRules.decide(draft.receivable, draft.context).claim
  }

  private func euros(_ cents: Int64) -> Money { Money(minorUnits: cents, .eur) }

  @Test func capitalIsTheOpenPrincipal() throws {
    let claim = try #require(try claim("fi-b2b", "paid=24.00", "credited=30.00", "open=70.00"))
    #expect(claim == Claim(capital: euros(70_00), costs: euros(0), interest: euros(0)))
  }

  @Test func costsAreTheStatedFeesUpToTheDay() throws {
    let claim = try #require(
      try claim("fi-b2c", "fee=5.00@2026-10-19", "fee=5.00@2026-11-20", "fee=5.00@2026-11-21", "fee=0.00@2026-10-13"))
    #expect(claim == Claim(capital: euros(124_00), costs: euros(10_00), interest: euros(0)))
  }

  @Test func aFeeOfADayToComeIsLeftOutAndSaid() throws {
    var draft = try ScenarioDraft(base: "fi-b2c", asOf: day("2026-11-20"))
    try draft.apply("fee", "5.00@2026-11-21")
    let decision = TransferRules.decide(draft.receivable, draft.context)
    let text = decision.reasons.first { $0.id == "claim-composition" }?.text
    #expect(text?.hasSuffix("no interest amount. Left out is a reminder fee of a day to come: 5.00 EUR of 2026-11-21.") == true)
  }

  @Test func anAgreedRateGoesAlongForFirmsOnly() throws {
    let rate = ExactDecimal(mantissa: 115, scale: 1)
    for (base, expected) in [("fi-b2b", rate), ("fi-b2b_rental", rate), ("fi-b2c", nil), ("fi-b2c_rental", nil)] {
      var draft = try ScenarioDraft(base: base, asOf: day("2026-11-20"))
      draft.receivable.lateInterestPercent = rate
      let claim = try #require(TransferRules.decide(draft.receivable, draft.context).claim)
      #expect(claim.agreedInterestPercent == expected, "\(base)")
      #expect(claim.interest.isZero)
    }
  }

  /// Fields that a program leaves at zero are no waiver, and a negative rate is nonsense.
  @Test(arguments: [Int64(0), -80])
  func noRateBelowOrAtZero(_ mantissa: Int64) throws {
    var draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-11-20"))
    draft.receivable.lateInterestPercent = ExactDecimal(mantissa: mantissa, scale: 2)
    let claim = try #require(TransferRules.decide(draft.receivable, draft.context).claim)
    #expect(claim.agreedInterestPercent == nil)
  }

  @Test(arguments: [(Int64.max, Int64(0)), (Int64(5_00), Int64.max), (Int64.max, Int64.max)])
  func sumsBeyond64Bits(_ first: Int64, _ second: Int64) throws {
    var draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-11-20"))
    for amount in [first, second] { draft.receivable.facts.fees.append(.init(amount: euros(amount), date: day("2026-10-12"))) }
    let decision = TransferRules.decide(draft.receivable, draft.context)
    #expect(decision.outcome == .hold)
    #expect(decision.reasons.map(\.id) == ["amount-overflow"])
  }

  /// The smallest and largest amounts trap nowhere.
  @Test(arguments: [Int64.min, -1, 0, 1, Int64.max], [Int64.min, -1, 0, 1, Int64.max])
  func extremeAmounts(_ asked: Int64, _ open: Int64) throws {
    var draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-11-20"))
    draft.receivable.amountDue = euros(asked)
    draft.receivable.open = euros(open)
    draft.receivable.paid = euros(open)
    draft.receivable.credited = euros(asked)
    let decision = TransferRules.decide(draft.receivable, draft.context)
    #expect((decision.outcome == .transfer) == (asked > 0 && open > 0 && open <= asked))
  }

  @Test func interestThatCannotBeCarried() throws {
    let claim = Claim(capital: euros(100), costs: euros(0), interest: euros(1))
    let one = try #require(Fixtures.channelTerms["one"])
    let wide = try #require(Fixtures.channelTerms["wide"])
    #expect(ChannelRules.interestIsCarried(claim, by: one)?.id == "channel-interest")
    #expect(ChannelRules.interestIsCarried(claim, by: wide) == nil)
  }
}
