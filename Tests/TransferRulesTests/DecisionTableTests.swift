import Foundation
import Receivables
import TestSupport
import Testing

@testable import TransferRules

/// decision-table.txt, row by row.
@Suite struct DecisionTableTests {
  static let rows: [Substring] = {
    let file = Places.project.appendingPathComponent("Tests/TransferRulesTests/decision-table.txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace) }
  }()

  static let scenarios: [Scenario] = rows.compactMap { try? Scenario(row: $0) }

  @Test func everyRowIsReadable() throws {
    #expect(Self.rows.count >= 250)
    for row in Self.rows { _ = try Scenario(row: row) }
    #expect(Set(Self.scenarios.map(\.id)).count == Self.rows.count, "ids are unique")
    #expect(Set(Self.scenarios.map { "\($0.given) \($0.asOf)" }).count == Self.rows.count, "no row twice")
  }

  @Test(arguments: scenarios)
  func decides(_ scenario: Scenario) throws {
    let decision = try scenario.decide()
    let ids = decision.reasons.map(\.id).filter { decision.outcome != .transfer || !Scenario.universal.contains($0) }
    #expect(decision.outcome == scenario.outcome, "\(ids)")
    #expect(ids == scenario.reasons)
    #expect(decision.until == scenario.until)
  }

  /// Promises of every decision, whatever the row.
  @Test(arguments: scenarios)
  func isWellFormed(_ scenario: Scenario) throws {
    let decision = try scenario.decide()
    #expect(!decision.reasons.isEmpty)
    #expect((decision.outcome == .transfer) == (decision.claim != nil))
    #expect(decision.outcome != .transfer || decision.route != nil)
    #expect(decision.reasons.map(\.outcome).max() == decision.outcome)
    for reason in decision.reasons {
      #expect(reason.text.hasSuffix(".") && reason.text.count > 20, "\(reason.text)")
      #expect(!reason.source.isEmpty)
      // Dates, not "today": the text is the same tomorrow.
      #expect(!reason.text.contains("today") && !reason.text.contains("tonight"), "\(reason.text)")
      #expect((reason.until == nil) || reason.outcome == .wait || reason.outcome == .hold)
    }
    let again = try scenario.decide()
    #expect(again == decision)
  }
}
