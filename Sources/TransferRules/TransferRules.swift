import Receivables

/// When a receivable may go to a provider, to which, and with which claim. Pure functions of their inputs.
public enum TransferRules {
  /// Every rule in the order in which a person would ask; all are asked, so that a decision names every obstacle at once.
  static let rules: [Rule] =
    CompanyRules.all + ExclusionRules.all + StandingRules.all + DebtorRules.all + DocumentRules.all
    + AgreementRules.all + TimeRules.all + ReminderRules.all + ClaimRules.all + FeeRules.all + ChannelRules.all

  /// The decision for one receivable. The strongest reason gives the outcome; without an obstacle the claim may go.
  public static func decide(_ receivable: Receivable, _ context: DecisionContext) -> Decision {
    let examination = Examination(receivable, context)
    return conclude(
      rules.compactMap { $0(examination) }, route: examination.route, claim: ClaimRules.claim(examination))
  }

  /// Nothing goes without a route, a claim and a reason that allows it, whatever the rules said.
  static func conclude(_ reasons: [Reason], route: Decision.Route?, claim: Claim?) -> Decision {
    let obstacles = reasons.filter { $0.outcome != .transfer }
    if let outcome = obstacles.map(\.outcome).max() {
      return Decision(
        outcome: outcome, reasons: obstacles, until: outcome == .wait ? until(obstacles) : nil, route: route)
    }
    guard let route, let claim, !reasons.isEmpty else {
      let reason = Reason(
        .notExamined, .hold, .safety,
        "No rule objected, but the agreement or the claim could not be worked out, so it does not go.",
        source: "Perille's own check")
      return Decision(outcome: .hold, reasons: [reason], route: route)
    }
    return Decision(outcome: .transfer, reasons: reasons, route: route, claim: claim)
  }

  /// The latest of the days, when every reason names one: a single event without a date leaves the end open.
  private static func until(_ reasons: [Reason]) -> CalendarDate? {
    let days = reasons.compactMap(\.until)
    return days.count == reasons.count ? days.max() : nil
  }
}
