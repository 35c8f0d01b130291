import Receivables
import Testing

@testable import TransferRules

@Suite struct RunLimitTests {
  private func inputs(_ count: Int) throws -> ([(Receivable, Decision)], Company) {
    let draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-11-20"))
    let decision = TransferRules.decide(draft.receivable, draft.context)
    return ((0..<count).map { _ in (draft.receivable, decision) }, draft.context.company)
  }

  /// Everything that would have gone is held; everything else stays as it was, in its place.
  @Test func overTheLimitNothingGoes() throws {
    var (decisions, company) = try inputs(3)
    company.maxAssignmentsPerRun = 2
    let waiting = Decision(outcome: .wait, reasons: [Reason(.planOnly, .wait, .policy, "New.", source: "x")])
    decisions.insert((decisions[0].0, waiting), at: 1)
    let limited = TransferRules.applyLimits(decisions, company: company).map(\.1)
    #expect(limited.map(\.outcome) == [.hold, .wait, .hold, .hold])
    #expect(limited[1] == waiting)
    #expect(limited[0].reasons.map(\.id) == ["limit-assignments"])
    #expect(limited[0].claim == nil && limited[0].route != nil)
  }

  @Test func withinTheLimitsNothingChanges() throws {
    var (decisions, company) = try inputs(3)
    company.maxAssignmentsPerRun = 3
    company.maxCapitalPerRun = Money(minorUnits: 372_00, .eur)
    #expect(TransferRules.applyLimits(decisions, company: company).map(\.1) == decisions.map(\.1))
    decisions = []
    company.maxAssignmentsPerRun = 0
    #expect(TransferRules.applyLimits(decisions, company: company).isEmpty)
  }

  @Test func capitalBeyond64Bits() throws {
    var (decisions, company) = try inputs(2)
    for index in decisions.indices { decisions[index].1.claim?.capital = Money(minorUnits: .max, .eur) }
    company.maxCapitalPerRun = Money(minorUnits: .max, .eur)
    let limited = TransferRules.applyLimits(decisions, company: company).map(\.1)
    #expect(limited.map(\.outcome) == [.hold, .hold])
    #expect(limited[0].reasons.map(\.id) == ["amount-overflow"])
    company.maxCapitalPerRun = nil
    #expect(TransferRules.applyLimits(decisions, company: company).allSatisfy { $0.1.outcome == .hold })
  }

  /// Each currency apart: the one without a limit holds all.
  @Test func everyCurrencyApart() throws {
    var (decisions, company) = try inputs(2)
    decisions[1].1.claim?.capital = Money(minorUnits: 100, .sek)
    company.maxCapitalPerRun = Money(minorUnits: 1_000_00, .eur)
    let limited = TransferRules.applyLimits(decisions, company: company).map(\.1)
    #expect(limited.flatMap(\.reasons).map(\.id) == ["limit-capital", "limit-capital"])
  }

  @Test func aRefusalHoldsThatClaim() throws {
    let transfer = try #require(try inputs(1).0.first?.1)
    let finding = Finding("channel.maventa-id", .error, "Invoice INV-17 has no UUID.", remedy: "Give one.")
    let refused = TransferRules.applyRefusals([finding], to: transfer)
    #expect(refused.outcome == .hold && refused.claim == nil && refused.route == transfer.route)
    #expect(refused.reasons.map(\.id) == ["channel-refused"])
    #expect(refused.reasons.first?.text == "Invoice INV-17 has no UUID. Give one.")
    #expect(TransferRules.applyRefusals([], to: transfer) == transfer)
    #expect(TransferRules.applyRefusals([finding], to: TransferRules.applyRefusals([finding], to: transfer)) == refused)
  }

  @Test func nothingGoesUnexamined() throws {
    let transfer = try #require(try inputs(1).0.first?.1)
    for (reasons, route, claim) in [
      ([], transfer.route, transfer.claim), (transfer.reasons, nil, transfer.claim), (transfer.reasons, transfer.route, nil),
    ] {
      let decision = TransferRules.conclude(reasons, route: route, claim: claim)
      #expect(decision.outcome == .hold && decision.claim == nil)
      #expect(decision.reasons.map(\.id) == ["not-examined"])
    }
  }
}
