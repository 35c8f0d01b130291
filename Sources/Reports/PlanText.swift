import Exchange
import Receivables

/// A plan for people, and as one JSON object a decision.
public enum PlanText {
  public static func render(_ plan: Plan.Outcome) -> String {
    var lines = ["What a run for \(plan.asOf) would do. Nothing was touched.", ""]
    for item in plan.decisions {
      let identity = item.receivable.identity
      var head = "\(identity.company) \(Masking.masked(identity.number))"
      if identity.instalment > 0 { head += " instalment \(identity.instalment)" }
      head += ", \(item.receivable.open) open: \(item.decision.outcome.rawValue)"
      if let until = item.decision.until { head += " until \(until)" }
      if item.decision.outcome == .transfer, let route = item.decision.route {
        head += " to \(route.provider) by \(route.channel)"
      }
      lines.append(head)
      for reason in item.decision.reasons { lines.append("  \(reason.id): \(reason.text)") }
    }
    lines.append("")
    let counts = plan.counts
    lines.append(
      "\(counts.total) decisions: \(counts.transfer) transfer, \(counts.wait) wait, \(counts.hold) hold, \(counts.exclude) exclude"
    )
    for batch in plan.batches {
      lines.append(
        "would write \(batch.file): \(RunText.count(batch.assignments, "assignment")), capital \(batch.capital) \(batch.currency)"
      )
    }
    for file in plan.quarantined { lines.append("quarantine: \(file.file) (\(file.reason ?? "no reason given"))") }
    for file in plan.waiting { lines.append("waiting: \(file.file) (\(file.reason ?? "no reason given"))") }
    for company in plan.planOnly { lines.append("plan only: \(company), until `perille activate \(company)`") }
    return lines.map(SafeText.of).joined(separator: "\n") + "\n"
  }

  private struct Line: Encodable {
    var company: String
    var number: String
    var instalment: Int?
    var open: String
    var currency: String
    var outcome: String
    var until: String?
    var provider: String?
    var channel: String?
    var reasons: [ReasonLine]
  }
  private struct ReasonLine: Encodable {
    var id: String
    var outcome: String
    var basis: String
    var text: String
    var source: String
    var until: String?
  }

  public static func json(_ plan: Plan.Outcome) throws -> [String] {
    try plan.decisions.map { item in
      let identity = item.receivable.identity
      return try JSONText.line(
        Line(
          company: identity.company, number: Masking.masked(identity.number),
          instalment: identity.instalment == 0 ? nil : identity.instalment, open: item.receivable.open.decimalText,
          currency: item.receivable.open.currency.code, outcome: item.decision.outcome.rawValue,
          until: item.decision.until?.description, provider: item.decision.route?.provider,
          channel: item.decision.route?.channel,
          reasons: item.decision.reasons.map {
            ReasonLine(
              id: $0.id, outcome: $0.outcome.rawValue, basis: $0.basis.rawValue, text: $0.text, source: $0.source,
              until: $0.until?.description)
          }))
    }
  }
}
