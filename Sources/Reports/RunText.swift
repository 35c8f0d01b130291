import Exchange
import Store

/// A run report for people: what was read, what was decided, what goes, what came back, and who is needed.
public enum RunText {
  public static func render(_ report: RunReport) -> String {
    var lines = ["Run \(report.run) for \(report.asOf)  (\(report.program))", ""]
    let files = report.files
    lines.append(
      "Files      \(files.read) read: \(files.archived) archived, \(files.quarantined) quarantined, "
        + "\(files.duplicate) duplicate, \(files.other) other; \(files.waiting) waiting")
    if files.read + files.waiting == 0 { lines.append("           inbox/ and returns/ were empty.") }
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
    lines += doubtLines(report)
    lines += attentionLines(report)
    return lines.map(SafeText.of).joined(separator: "\n") + "\n"
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

  /// Rules of which a text names findings in accepted inputs.
  private static let doubtsNamed = 10

  private static func doubtLines(_ report: RunReport) -> [String] {
    guard !report.doubts.isEmpty else { return [] }
    let all = report.doubts.reduce(0) { $0 + $1.count }
    var lines = ["Doubts     \(count(all, "finding")) in accepted inputs; perille explain NUMBER shows those of a document"]
    for doubt in report.doubts.prefix(doubtsNamed) {
      let place = doubt.first.first.map { ": \($0.file)\($0.line.map { " line \($0)" } ?? ""): \($0.message)" } ?? ""
      lines.append("           \(pad(doubt.count)) \(doubt.rule)\(place)")
    }
    let more = report.doubts.count - doubtsNamed
    if more > 0 { lines.append("                of \(count(more, "more rule")): perille report --json") }
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
    lines += questionLines(report)
    for line in report.attention {
      var text = "           \(line.outcome): \(line.file)"
      if let reason = line.reason { text += " (\(reason))" }
      if let place = line.restsIn { text += " → \(place)" }
      lines.append(text)
    }
    return lines
  }

  /// How many questions of one kind are named; a report for programs names all.
  private static let named = 10

  private static func questionLines(_ report: RunReport) -> [String] {
    let asked = Dictionary(grouping: report.asked, by: \.kind)
    var lines: [String] = []
    for (kind, count) in report.questions.sorted(by: { $0.key < $1.key }) {
      lines.append("Question   \(count) new: \(meaning(kind))")
      // Inputs in quarantine are named below, also those of earlier nights.
      if kind != QuestionKind.quarantined.rawValue { lines += named(asked[kind] ?? [], of: count, limit: named) }
    }
    for open in report.stillOpen where open.kind != QuestionKind.quarantined.rawValue {
      lines.append("Still open \(open.count) of earlier runs: \(meaning(open.kind))")
      lines += named(open.first, of: open.count, limit: open.first.count)
    }
    return lines
  }

  private static func named(_ questions: [RunReport.Question], of count: Int, limit: Int) -> [String] {
    guard let first = questions.first, let kind = QuestionKind(rawValue: first.kind) else { return [] }
    var lines = questions.prefix(limit).map { "           - \($0.sentence)" }
    if count > lines.count { lines.append("           - and \(count - lines.count) more: perille list questions") }
    return lines + ["           \(count == 1 ? first.remedy : kind.remedy)"]
  }

  private static func meaning(_ kind: String) -> String {
    kind == "exports" ? "vouchers are booked and wait for an export" : QuestionKind(rawValue: kind)?.meaning ?? kind
  }

  static func pad(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: " ", count: max(0, 4 - text.count)) + text
  }

  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }
}
