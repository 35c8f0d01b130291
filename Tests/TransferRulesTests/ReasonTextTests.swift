import Foundation
import Receivables
import TestSupport
import Testing

@testable import TransferRules

@Suite struct ReasonTextTests {
  /// One text of every id and outcome that the table brings about, and what happens next.
  @Test func textsReadWell() throws {
    var seen: [String: (Reason, String)] = [:]
    var decisive: Set<String> = []
    for scenario in DecisionTableTests.scenarios {
      let decision = try scenario.decide()
      let (receivables, context) = try scenario.inputs()
      let next = TransferRules.nextStep(
        decision, company: context.company, confirmedOn: receivables.first?.confirmedOn)
      #expect(next.hasSuffix(".") && !next.contains("COMPANY"), "\(next)")
      for reason in decision.reasons {
        let key = "\(reason.id) \(reason.outcome.rawValue)"
        // An example where the reason decides reads best.
        if seen[key] == nil || (decision.outcome == reason.outcome && !decisive.contains(key)) { seen[key] = (reason, next) }
        if decision.outcome == reason.outcome { decisive.insert(key) }
      }
    }
    var text = ""
    for key in seen.keys.sorted() {
      guard let (reason, next) = seen[key] else { continue }
      text += "\(key) [\(reason.basis.rawValue): \(reason.source)]\n  \(reason.text)\n  > \(next)\n"
    }
    try expectGolden(text, "transfer-rules/reasons.txt")
  }

  /// A personal identity code in any text that a rule may quote is masked.
  @Test func noTextCarriesAPersonalCode() throws {
    let code = Fixtures.finnishCode.reveal()
    let dirty = "see \(code) there"
    var draft = try ScenarioDraft(base: "fi-b2b", asOf: day("2026-11-20"))
    draft.receivable.typeCode = "TES\(code)"
    draft.receivable.identity.typeClass = .other
    draft.receivable.identity.number = code
    draft.receivable.debtor.legalID = PartyIdentifier(code)
    draft.receivable.debtor.vatID = dirty
    draft.receivable.debtor.address?.country = code
    draft.receivable.standing.conflict = dirty
    draft.receivable.standing.dispute = dirty
    draft.receivable.standing.hold = dirty
    draft.receivable.standing.unlinkedCredit = dirty
    draft.receivable.standing.assignedTo = dirty
    draft.receivable.facts.onHold = true
    draft.receivable.facts.holdReason = dirty
    draft.receivable.facts.subject = dirty
    draft.context.intakeBlockers = ["hold \(code).csv"]
    var decisions = [TransferRules.decide(draft.receivable, draft.context)]
    draft.receivable.standing.hold = nil
    draft.context.company.way = .ledger(requiredPaymentSources: [dirty], maxPaymentAge: 3)
    draft.context.paymentsThrough = nil
    try draft.apply("provider", dirty)
    try draft.apply("channel", dirty)
    decisions.append(TransferRules.decide(draft.receivable, draft.context))
    let finding = Finding("channel.required", .error, "Invoice \(code) has no street.", remedy: "Ask \(code).")
    let transfer = try #require(try DecisionTableTests.scenarios.first { $0.outcome == .transfer }?.decide())
    decisions.append(TransferRules.applyRefusals([finding], to: transfer))
    for reason in decisions.flatMap(\.reasons) {
      #expect(!reason.text.contains(code) && !reason.source.contains(code), "\(reason.id)")
    }
    #expect(decisions.flatMap(\.reasons).count > 20)
  }

  @Test func catalogueDescribesEveryReasonAndNoOther() {
    let described = TransferRulesCatalog.reasons.map(\.id)
    #expect(Set(described).count == described.count, "each once")
    #expect(Set(described) == Set(ReasonID.allCases.map(\.rawValue)))
    for description in TransferRulesCatalog.reasons {
      for text in [description.title, description.meaning, description.example, description.remedy, description.source] {
        #expect(!text.isEmpty, "\(description.id)")
      }
      #expect(description.remedy.hasSuffix("."), "\(description.id)")
    }
  }

  /// Every id is brought about by a row of the table, or by the test that is named here.
  @Test func everyReasonIsBroughtAbout() throws {
    var emitted: Set<String> = [
      ReasonID.amountOverflow.rawValue,  // ClaimTests.sumsBeyond64Bits
      ReasonID.channelInterest.rawValue,  // ClaimTests.interestThatCannotBeCarried
      ReasonID.channelRefused.rawValue,  // RunLimitTests.aRefusalHoldsThatClaim
      ReasonID.notExamined.rawValue,  // RunLimitTests.nothingGoesUnexamined
    ]
    for scenario in DecisionTableTests.scenarios {
      for reason in try scenario.decide().reasons { emitted.insert(reason.id) }
    }
    #expect(Set(ReasonID.allCases.map(\.rawValue)).subtracting(emitted) == [])
  }

  /// Reasons are made from ids of the enumeration only, so that the catalogue test above sees all of them.
  @Test func noReasonIsMadeFromABareString() throws {
    let folder = Places.project.appendingPathComponent("Sources/TransferRules")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects as? [URL])
    let sources = files.filter { $0.pathExtension == "swift" }
    #expect(sources.count > 15)
    for file in sources {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.firstMatch(of: /Reason\(\s*"/) == nil, "\(file.lastPathComponent)")
    }
  }
}
