import Receivables
import Testing

@testable import TransferRules

/// What is said of a claim of which nothing is open: true, whatever the open amount was worked out from.
@Suite struct SettlementTests {
  @Test(arguments: [
    ("paid=124.00; open=0.00", "paid", "Of 124.00 EUR, 124.00 EUR were paid, so nothing is open."),
    (
      "paid=24.00; credited=100.00; open=0.00", "paid",
      "Of 124.00 EUR, 24.00 EUR were paid and 100.00 EUR credited, so nothing is open."
    ),
    ("paid=130.00; open=-6.00", "paid", "Of 124.00 EUR, 130.00 EUR were paid, so nothing is open."),
    (
      "writtenOff=124.00; paid=124.00; open=0.00", "written-off",
      "Of 124.00 EUR, 124.00 EUR were written off as a credit loss, so nothing is open."
    ),
    (
      "writtenOff=100.00; paid=124.00; open=0.00", "written-off",
      "Of 124.00 EUR, 100.00 EUR were written off as a credit loss and 24.00 EUR paid, so nothing is open."
    ),
    (
      "writtenOff=50.00; paid=74.00; credited=50.00; open=0.00", "written-off",
      "Of 124.00 EUR, 50.00 EUR were written off as a credit loss, 24.00 EUR paid and 50.00 EUR credited, so nothing is open."
    ),
    // Written off, and then the whole invoice was credited.
    (
      "writtenOff=124.00; paid=124.00; credited=124.00; open=-124.00", "written-off",
      "Of 124.00 EUR, 124.00 EUR were written off as a credit loss and 124.00 EUR credited, so nothing is open."
    ),
    // A payment was taken back, and then all was written off.
    (
      "writtenOff=150.00; paid=124.00; open=0.00", "written-off",
      "Of 124.00 EUR, 150.00 EUR were written off as a credit loss and 26.00 EUR of payments taken back, so nothing is open."
    ),
    ("writtenOff=0.00; paid=124.00; open=0.00", "paid", "Of 124.00 EUR, 124.00 EUR were paid, so nothing is open."),
  ])
  func sumsOfWhatWasRead(_ given: String, _ id: String, _ text: String) throws {
    try expect(given, id, text)
  }

  /// Asked 275.00. What the creditor stated counts for all before it.
  @Test(arguments: [
    (
      "paid=75.00; open=0.00; stated=75.00@2026-10-31", "paid",
      "The creditor stated 75.00 EUR of 275.00 EUR open on 2026-10-31; since then 75.00 EUR came off, so nothing is open "
        + "(read in all: 75.00 EUR paid)."
    ),
    (
      "paid=100.00; open=-25.00; stated=75.00@2026-10-31", "paid",
      "The creditor stated 75.00 EUR of 275.00 EUR open on 2026-10-31; since then 100.00 EUR came off, so nothing is open "
        + "(read in all: 100.00 EUR paid)."
    ),
    // 25.00 of what was read came before the statement, which knew of it.
    (
      "paid=60.00; credited=40.00; open=0.00; stated=75.00@2026-10-31", "paid",
      "The creditor stated 75.00 EUR of 275.00 EUR open on 2026-10-31; since then 75.00 EUR came off, so nothing is open "
        + "(read in all: 60.00 EUR paid and 40.00 EUR credited)."
    ),
    (
      "writtenOff=75.00; paid=75.00; open=0.00; stated=75.00@2026-10-31", "written-off",
      "The creditor stated 75.00 EUR of 275.00 EUR open on 2026-10-31; since then 75.00 EUR came off, so nothing is open "
        + "(read in all: 75.00 EUR written off as a credit loss)."
    ),
    (
      "credited=75.00; open=0.00; stated=75.00@2026-10-31", "zero-or-negative",
      "The creditor stated 75.00 EUR of 275.00 EUR open on 2026-10-31; since then 75.00 EUR came off, so nothing is open "
        + "(read in all: 75.00 EUR credited)."
    ),
    (
      "paid=50.00; open=0.00; stated=0.00@2026-10-31", "paid",
      "The creditor stated 0.00 EUR of 275.00 EUR open on 2026-10-31, so nothing is open (read in all: 50.00 EUR paid)."
    ),
    // All was read after all: then the sum says it best.
    (
      "paid=275.00; open=0.00; stated=275.00@2026-10-31", "paid",
      "Of 275.00 EUR, 275.00 EUR were paid, so nothing is open."
    ),
    // A list of open items left it out.
    (
      "paid=50.00; open=0.00", "paid",
      "By what the creditor stated as open, nothing of 275.00 EUR is open (read in all: 50.00 EUR paid)."
    ),
    ("open=0.00; stated=0.00@2026-10-31", "zero-or-negative", "The open amount is 0.00 EUR, which is no claim."),
  ])
  func statementsOfTheCreditor(_ given: String, _ id: String, _ text: String) throws {
    try expect("asked=275.00; \(given)", id, text)
  }

  /// Amounts at the ends of 64 bits and of other currencies are left out of the sum, and nothing traps.
  @Test func absurdAmounts() throws {
    var draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-11-20"))
    let amounts: [Int64] = [.min, -1, 0, 1, .max]
    for paid in amounts {
      for credited in amounts {
        for other in amounts {
          draft.receivable.paid = Money(minorUnits: paid, .eur)
          draft.receivable.credited = Money(minorUnits: credited, .sek)
          draft.receivable.writtenOff = Money(minorUnits: other, .eur)
          draft.receivable.open = Money(minorUnits: min(other, 0), .eur)
          draft.receivable.facts.openAmount = Money(minorUnits: other, .eur)
          let decision = TransferRules.decide(draft.receivable, draft.context)
          #expect(decision.outcome == .exclude, "\(draft.receivable)")
        }
      }
    }
  }

  private func expect(_ given: String, _ id: String, _ text: String) throws {
    let scenario = try Scenario(row: "x|x|fi-b2b; \(given)|2026-11-20|exclude|\(id)|-")
    let decision = try scenario.decide()
    #expect(decision.reasons.map(\.id) == [id])
    #expect(decision.reasons.first?.text == text)
  }
}
