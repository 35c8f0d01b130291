import Receivables

/// When the provider takes the claim at the earliest.
enum TimeRules {
  static let all: [Rule] = [waitingTimeIsOver]

  /// So many days after the effective due date: the provider's number or the company's own, whichever is more. The day that many
  /// days after the effective due date is the first on which the claim may go.
  static func waitingTimeIsOver(_ x: Examination) -> Reason? {
    guard let kind = x.kind, let terms = x.terms, let provided = terms.minimumDays[kind], let agreement = x.agreement,
      let due = x.receivable.dueDate, let effective = x.effectiveDue
    else { return nil }
    let own = agreement.minimumDays[kind] ?? 0
    let isOwn = own > provided
    // A century is as good as any longer time, and stays inside the calendar.
    let days = min(max(own, provided, 0), 36_525)
    let first = effective.adding(days: days)
    let rolled = effective == due ? "on \(due)" : "on \(due), a closed day, so effectively on \(effective)"
    let rule = isOwn ? "\(x.company.key) hands over" : "\(terms.name) takes"
    return Reason(
      .waitingTime(kind), x.asOf < first ? .wait : .transfer, isOwn ? .policy : .contract,
      "It was due \(rolled); \(rule) \(kind.rawValue) claims \(days) days later, from \(first).",
      source: isOwn ? "perille.yaml agreements minimumDays" : terms.source, until: x.asOf < first ? first : nil)
  }
}
