import Exchange

/// A run report for people: what was read, what was decided, what goes, what came back, and who is needed.
public enum RunText {
  public static func render(_ report: RunReport) -> String {
    var lines = ["Run \(report.run) for \(report.asOf)  (\(report.program))", ""]
    let files = report.files
    lines.append(
      "Files      \(files.read) read: \(files.archived) archived, \(files.quarantined) quarantined, "
        + "\(files.duplicate) duplicate, \(files.other) other; \(files.waiting) waiting")
    if files.read == 0 { lines.append("           The inbox was empty.") }
    for (name, count) in report.documents.sorted(by: { $0.key < $1.key }) {
      let words = name.split(separator: ".")
      lines.append("           \(pad(count)) \(words.first ?? "") \(words.last ?? "")")
    }
    let decisions = report.decisions
    lines.append(
      "Decisions  \(decisions.total): \(decisions.transfer) transfer, \(decisions.wait) wait, \(decisions.hold) hold, "
        + "\(decisions.exclude) exclude")
    if report.batches.isEmpty { lines.append("Batches    none") }
    for batch in report.batches {
      lines.append(
        "Batch      \(batch.file): \(count(batch.assignments, "assignment")), capital \(batch.capital) \(batch.currency)")
    }
    lines += settlementLines(report)
    lines += attentionLines(report)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func settlementLines(_ report: RunReport) -> [String] {
    let settlements = report.settlements
    guard settlements.booked + settlements.quarantined + settlements.vouchers > 0 else { return [] }
    var lines = [
      "Settled    \(settlements.booked) booked, \(settlements.quarantined) quarantined; "
        + "\(count(settlements.payments, "payment")) in \(count(settlements.vouchers, "voucher")), \(count(settlements.evidence, "entry", "entries")) as evidence only, "
        + "\(settlements.duplicate) seen before, \(settlements.failed) failed debits"
    ]
    for money in settlements.money {
      lines.append(
        "           \(money.received) \(money.currency) received = \(money.vouchers) in vouchers + \(money.evidence) as evidence")
    }
    return lines
  }

  private static func attentionLines(_ report: RunReport) -> [String] {
    var lines: [String] = []
    if !report.recovered.isEmpty {
      lines.append("Recovered  run \(report.recovered.joined(separator: ", ")) had ended without a word; this run finished it")
    }
    if report.missedNights > 0 {
      lines.append("Missed     \(count(report.missedNights, "night")) since the last run; not replayed")
    }
    if !report.planOnly.isEmpty {
      lines.append("Plan only  \(report.planOnly.joined(separator: ", ")): nothing goes before `perille activate COMPANY`")
    }
    lines += report.exportsWaiting.map { "Export     \($0)" }
    for company in report.limitsReached {
      lines.append("Limit      \(company) is over a limit of perille.yaml: nothing of it went")
    }
    for (kind, count) in report.questions.sorted(by: { $0.key < $1.key }) {
      lines.append("Question   \(count) new: \(question(kind))")
    }
    for line in report.attention {
      var text = "           \(line.outcome): \(line.file)"
      if let reason = line.reason { text += " (\(reason))" }
      if let place = line.restsIn { text += " → \(place)" }
      lines.append(text)
    }
    return lines
  }

  private static func question(_ kind: String) -> String {
    switch kind {
    case "quarantined": "an input could not be read"
    case "conflicts": "documents contradict one another"
    case "possibleDoubles": "an invoice may be another one once more, or corrects it; what has not gone is held"
    case "unlinkedCredits": "a credit note could be taken off no claim for certain"
    case "lateForProvider": "a newer version of a claim that has gone; tell the provider what changed"
    case "disputedWithProvider": "a claim that has gone is disputed or on hold now; tell the provider"
    case "waitingCredits": "a credit note waits for an invoice that is not here"
    case "unmatchedPayments": "a payment found no claim"
    case "doubtfulPayments": "a payment repeats the words or the id of another"
    case "unmatchedEntries": "money on an account found no claim"
    case "exports": "vouchers are booked and wait for an export"
    case "doubtfulEntries": "money of an account may be what another file told of (perille match)"
    case "closedPeriod": "money of a day that is closed in the books is not booked"
    case "unexplainedLines": "a line of an account statement has no payments that add up to it"
    case "missingPages": "a bank's message has pages that are not here"
    case "tellProvider": "a debtor paid directly what a provider collects: tell the provider"
    case "repeatedEntries": "a bank entry has the key of another, with another amount or reference; both count"
    case "paidWithProvider":
      "a claim that is with a provider was paid or credited: tell the provider, unless the money came from it"
    case "openItemLists": "an open-items list has shrunk too much; what it leaves out is held, not closed"
    case "quarantinedSettlements": "a settlement does not tie out"
    default: kind
    }
  }

  static func pad(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, 4 - text.count)) + text
  }

  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
