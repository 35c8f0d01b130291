import Receivables
import Testing

@testable import TransferRules

@Suite struct NextStepTests {
  private func step(_ given: String, _ asOf: String) throws -> String {
    let scenario = try Scenario(row: "x|x|\(given)|\(asOf)|hold|-|-")
    let (receivables, context) = try scenario.inputs()
    return TransferRules.nextStep(
      try scenario.decide(), company: context.company, confirmedOn: receivables.first?.confirmedOn)
  }

  @Test(arguments: [
    (
      "fi-b2b; fee=5.00@2026-10-20", "2026-11-20",
      "It is handed over to ropo in this run, through wide, with a capital of 124.00 EUR and costs of 5.00 EUR."
    ),
    ("fi-b2b", "2026-10-06", "It waits until 2026-10-12, and nothing is to be done until then."),
    (
      "fi-b2b; handover=3; payments=none; confirmed=2026-10-06", "2026-10-06",
      "It waits until 2026-10-12; the drop of 2026-10-06, which counts for 3 banking days, no longer confirms it on that day, "
        + "so drop it again then if it is still open."
    ),
    (
      "fi-b2b; handover=3; payments=none; confirmed=2026-10-07", "2026-10-07",
      "It waits until 2026-10-12 and then goes by itself: the drop of 2026-10-07, which counts for 3 banking days, still "
        + "confirms it on that day."
    ),
    (
      "fi-b2b; handover=1; payments=none; confirmed=2026-10-09", "2026-10-09",
      "It waits until 2026-10-12 and then goes by itself: the drop of 2026-10-09, which counts for 1 banking day, still "
        + "confirms it on that day."
    ),
    (
      "fi-b2b; handover=3; payments=none", "2026-10-06",
      "It waits: drop the invoice again if it is still open; the same file is enough."
    ),
    (
      "fi-b2b; notActivated", "2026-10-06", "It waits: look at `perille plan`, then run `perille activate kaarna`."
    ),
    (
      "fi-b2b; dispute=faulty", "2026-11-20",
      "A person must act: settle the dispute with the debtor, then drop a release or run `perille release NUMBER`."
    ),
    (
      "fi-b2b; dispute=faulty; blocked; condition=card", "2026-11-20",
      "A person must act: settle the dispute with the debtor, then drop a release or run `perille release NUMBER`; "
        + "2 more reasons stand beside it."
    ),
    (
      "fi-b2b; writtenOff=124.00; paid=124.00; open=0.00", "2026-11-20",
      "Nothing more happens: this claim is never handed over, because it is written off."
    ),
    (
      "fi-b2b; assigned=ropo", "2026-11-20",
      "Nothing more happens: this claim is never handed over, because it is with a provider already."
    ),
  ])
  func isOnePlainSentence(_ given: String, _ asOf: String, _ expected: String) throws {
    #expect(try step(given, asOf) == expected)
  }

  /// Who does not know the drop's day, or whether the calendar reaches, gets an "if".
  @Test func aDropThatIsNotKnownIsLeftOpen() throws {
    let scenario = try Scenario(
      row: "x|x|fi-b2b; handover=3; payments=none; confirmed=2026-10-07|2026-10-07|wait|b2b-7-days|2026-10-12")
    let decision = try scenario.decide()
    let company = try scenario.inputs().context.company
    let expected = "It waits until 2026-10-12; if its confirmation has run out by then, drop it again."
    #expect(TransferRules.nextStep(decision, company: company) == expected)
    #expect(TransferRules.nextStep(decision, company: company, confirmedOn: day("2026-10-13")) == expected)
    #expect(TransferRules.nextStep(decision, company: company, confirmedOn: day("2026-10-07"), calendars: [:]) == expected)
  }

  /// What the sentence says of a drop is what the rules will say on that day.
  @Test(arguments: 0...9)
  func theSentenceAboutTheDropComesTrue(_ days: Int) throws {
    var seen: Set<Bool> = []
    for age in 0..<12 {
      var draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-12-29"))
      draft.receivable.dueDate = day("2026-12-23")
      draft.context.company.way = .handover(confirmationDays: days)
      let confirmed = day("2026-12-29").adding(days: -age)
      draft.receivable.confirmedOn = confirmed
      let decision = TransferRules.decide(draft.receivable, draft.context)
      guard let until = decision.until else { continue }
      let step = TransferRules.nextStep(decision, company: draft.context.company, confirmedOn: confirmed)
      draft.context.asOf = until
      let goes = TransferRules.decide(draft.receivable, draft.context).outcome == .transfer
      #expect(step.contains("goes by itself") == goes, "\(confirmed): \(step)")
      #expect(step.contains("drop it again") != goes, "\(confirmed): \(step)")
      seen.insert(goes)
    }
    #expect(!seen.isEmpty)
  }

  /// The store keeps the way of a transfer, and not its claim.
  @Test func aStoredTransferStillGoes() throws {
    let scenario = try #require(DecisionTableTests.scenarios.first { $0.outcome == .transfer })
    var decision = try scenario.decide()
    let company = try scenario.inputs().context.company
    decision.claim = nil
    #expect(TransferRules.nextStep(decision, company: company) == "It goes to ropo in this run, through wide.")
    decision.route = nil
    #expect(TransferRules.nextStep(decision, company: company) == "It goes to a provider in this run.")
  }
}
