import Receivables
import Testing

@testable import TransferRules

/// What must hold for every claim, not only for those of the table.
@Suite struct PropertyTests {
  /// A thing that somebody says against a claim, and the reason that must then be among the decision's.
  struct Obstacle: Sendable, CustomStringConvertible {
    var key: String
    var value: String
    var reason: String
    /// Said only of a claim of which something is open.
    var needsOpenClaim = false
    var description: String { "\(key)=\(value)" }
  }

  static let obstacles: [Obstacle] = [
    .init(key: "dispute", value: "faulty", reason: "disputed"),
    .init(key: "disputedFact", value: "", reason: "disputed"),
    .init(key: "onHoldFact", value: "", reason: "on-hold"),
    .init(key: "blocked", value: "", reason: "customer-blocked"),
    .init(key: "conflict", value: "due dates differ", reason: "conflict"),
    .init(key: "unlinkedCredit", value: "CN-9", reason: "unlinked-credit"),
    .init(key: "assigned", value: "svea", reason: "already-assigned"),
    .init(key: "assignedFact", value: "svea", reason: "already-assigned"),
    .init(key: "type", value: "TES01", reason: "test-message"),
    .init(key: "class", value: "selfBilled", reason: "self-billing"),
    .init(key: "class", value: "receipt", reason: "receipt"),
    .init(key: "class", value: "proForma", reason: "pro-forma"),
    .init(key: "class", value: "reminder", reason: "not-a-claim"),
    .init(key: "condition", value: "cancel", reason: "cancelled"),
    .init(key: "condition", value: "factoring", reason: "factoring"),
    .init(key: "condition", value: "other-payee", reason: "other-payee"),
    .init(key: "condition", value: "direct-debit", reason: "direct-debit"),
    .init(key: "condition", value: "card", reason: "card"),
    .init(key: "condition", value: "secure", reason: "secure-invoice"),
    .init(key: "condition", value: "gap", reason: "unexplained-gap"),
    .init(key: "condition", value: "untrusted", reason: "document-untrusted"),
    .init(key: "condition", value: "instalments", reason: "instalments-inconsistent"),
    .init(key: "condition", value: "contradiction", reason: "type-contradiction"),
    .init(key: "condition", value: "unknown-type", reason: "type-unknown"),
    .init(key: "condition", value: "currencies", reason: "currencies-differ"),
    .init(key: "condition", value: "no-due-date", reason: "due-date-missing"),
    .init(key: "condition", value: "due-before-issue", reason: "due-before-issue"),
    .init(key: "address", value: "none", reason: "address-missing"),
    .init(key: "name", value: "none", reason: "debtor-name-missing"),
    .init(key: "takeOnFrom", value: "2027-12-31", reason: "not-yet-taken-on"),
    .init(key: "minimum", value: "90000000.00", reason: "below-minimum", needsOpenClaim: true),
    .init(key: "notActivated", value: "", reason: "plan-only"),
    .init(key: "unread", value: "payments.csv", reason: "intake-incomplete"),
    .init(key: "reviewed", value: "2020-01-01", reason: "country-review-past"),
  ]

  /// The table's claims before an obstacle is added, with their decisions.
  static let drafts: [(Scenario, ScenarioDraft, Decision)] = DecisionTableTests.scenarios.compactMap { scenario in
    guard let (receivables, context) = try? scenario.inputs(), let receivable = receivables.first else { return nil }
    return (scenario, ScenarioDraft(receivable, context), TransferRules.decide(receivable, context))
  }

  /// One more obstacle never makes an outcome weaker, is named, and never lets the claim go.
  @Test(arguments: obstacles)
  func anObstacleOnlyHolds(_ obstacle: Obstacle) throws {
    for (scenario, draft, before) in Self.drafts {
      var draft = draft
      try draft.apply(obstacle.key, obstacle.value)
      let after = TransferRules.decide(draft.receivable, draft.context)
      if obstacle.needsOpenClaim, !Self.isOpenClaim(draft.receivable) {
        #expect(after == before && !after.reasons.contains { $0.id == obstacle.reason }, "\(scenario)")
        continue
      }
      let isRight =
        after.outcome >= before.outcome && after.outcome != .transfer && after.claim == nil
        && after.reasons.contains { $0.id == obstacle.reason }
      if !isRight { Issue.record("\(scenario) and \(obstacle): \(before.outcome) became \(after)") }
    }
  }

  private static func isOpenClaim(_ receivable: Receivable) -> Bool {
    receivable.open.isPositive && receivable.identity.typeClass == .invoice
      && (!receivable.conditions.contains(.paidAtIssue) || receivable.conditions.contains(.paidButAmountDue))
  }

  /// A small generator with a fixed seed: the same claims every night.
  struct Dice {
    var state: UInt64
    mutating func roll(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(count, 1)))
    }
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[roll(choices.count)] }
  }

  /// Random claims against a second, naive statement of section 0: nothing goes that it forbids, everything goes that it allows.
  @Test(arguments: 1...20)
  func agreesWithANaiveReading(_ seed: Int) throws {
    var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
    var went = 0
    for _ in 0..<150 {
      let asOf = day("2026-06-01").adding(days: dice.roll(200))
      var draft = try ScenarioDraft(base: dice.pick(["fi-b2b", "fi-b2c", "se-b2b", "se-b2c", "no-b2b", "no-b2c"]), asOf: asOf)
      draft.receivable.identity.issueDate = day("2026-01-02")
      let due = asOf.adding(days: -dice.roll(40))
      draft.receivable.dueDate = due
      var allowed = true
      if dice.roll(2) == 0 {
        try draft.apply("mode", "collection")
        let reminder = due.adding(days: dice.roll(12) - 1)
        let deadline = reminder.adding(days: 12 + dice.roll(5))
        draft.receivable.facts.ownReminderDate = reminder
        draft.receivable.facts.noticeSentDate = reminder
        draft.receivable.facts.noticeDeadline = deadline
        allowed = Self.letterSuffices(draft, reminder: reminder, deadline: deadline)
      }
      let days = draft.receivable.kind == .b2b ? 7 : 14
      allowed = try allowed && asOf >= Self.firstOpenDay(due, draft.context).adding(days: days)
      if dice.roll(4) == 0 {
        let obstacle = dice.pick(Self.obstacles)
        try draft.apply(obstacle.key, obstacle.value)
        allowed = false
      }
      let decision = TransferRules.decide(draft.receivable, draft.context)
      #expect((decision.outcome == .transfer) == allowed, "\(draft.receivable) as of \(asOf): \(decision.reasons.map(\.id))")
      if decision.outcome == .transfer { went += 1 }
    }
    #expect(went > 5, "the generator makes claims that go")
  }

  private static func firstOpenDay(_ date: CalendarDate, _ context: DecisionContext) throws -> CalendarDate {
    try #require(context.calendars[context.company.country]?.rollForward(date))
  }

  private static func letterSuffices(_ draft: ScenarioDraft, reminder: CalendarDate, deadline: CalendarDate) -> Bool {
    guard let due = draft.receivable.dueDate, let effective = try? firstOpenDay(due, draft.context), reminder > effective
    else { return false }
    let asOf = draft.context.asOf
    switch draft.context.company.country {
    case "NO":
      guard let end = try? firstOpenDay(deadline, draft.context) else { return false }
      return reminder.days(until: deadline) >= 14 && asOf > end
    case "FI" where draft.receivable.kind == .b2c: return reminder.days(until: asOf) > 14
    default: return reminder <= asOf
    }
  }

  /// The first day that a decision names is the first on which it can be otherwise, and on it a plain claim goes.
  @Test func untilIsTheFirstDay() throws {
    for scenario in DecisionTableTests.scenarios where scenario.outcome == .wait {
      guard let until = scenario.until, until.year < 2027 else { continue }
      let (receivables, context) = try scenario.inputs()
      let receivable = try #require(receivables.first)
      guard case .ledger = context.company.way else { continue }
      var later = context
      for (asOf, goes) in [(until.adding(days: -1), false), (until, true)] {
        later.asOf = asOf
        later.paymentsThrough = asOf
        #expect((TransferRules.decide(receivable, later).outcome == .transfer) == goes, "\(scenario) as of \(asOf)")
      }
    }
  }

  /// Reasons say the same every night until something changes.
  @Test func textsAreStableFromNightToNight() throws {
    for scenario in DecisionTableTests.scenarios where scenario.outcome != .transfer {
      let (receivables, context) = try scenario.inputs()
      let receivable = try #require(receivables.first)
      var tomorrow = context
      tomorrow.asOf = context.asOf.adding(days: 1)
      let before = TransferRules.decide(receivable, context).reasons
      for reason in TransferRules.decide(receivable, tomorrow).reasons {
        // What was said in the same sense must be said in the same words.
        let same = before.filter { $0.id == reason.id && $0.outcome == reason.outcome }
        #expect(same.isEmpty || same.contains(reason), "\(scenario)")
      }
    }
  }
}
