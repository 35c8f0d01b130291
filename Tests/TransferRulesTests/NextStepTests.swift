import Receivables
import Testing

@testable import TransferRules

@Suite struct NextStepTests {
  private func step(_ given: String, _ asOf: String) throws -> String {
    let scenario = try Scenario(row: "x|x|\(given)|\(asOf)|hold|-|-")
    return TransferRules.nextStep(try scenario.decide(), company: try scenario.inputs().context.company)
  }

  @Test(arguments: [
    (
      "fi-b2b; fee=5.00@2026-10-20", "2026-11-20",
      "It is handed over to ropo in this run, through wide, with a capital of 124.00 EUR and costs of 5.00 EUR."
    ),
    ("fi-b2b", "2026-10-06", "It waits until 2026-10-12, and nothing is to be done until then."),
    (
      "fi-b2b; handover=3; payments=none; confirmed=2026-10-06", "2026-10-06",
      "It waits until 2026-10-12; drop it again then if it is still open."
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
      "fi-b2b; assigned=ropo", "2026-11-20",
      "Nothing more happens: this claim is never handed over, because it is with a provider already."
    ),
  ])
  func isOnePlainSentence(_ given: String, _ asOf: String, _ expected: String) throws {
    #expect(try step(given, asOf) == expected)
  }
}
