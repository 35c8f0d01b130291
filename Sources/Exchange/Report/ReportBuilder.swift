import Configuration
import Receivables
import Store

/// Fills a run report from what no report has named yet.
struct ReportBuilder {
  let transaction: Transaction
  let folder: ExchangeFolder
  let waiting: [Intake.Waiting]
  let asOf: CalendarDate

  func fill(_ report: inout RunReport) throws {
    for file in try transaction.unreportedFiles() {
      report.files.read += 1
      switch file.outcome {
      case .archived: report.files.archived += 1
      case .quarantined: report.files.quarantined += 1
      case .duplicate: report.files.duplicate += 1
      case .other: report.files.other += 1
      }
      if file.outcome == .duplicate {
        report.attention.append(
          RunReport.FileLine(
            file: file.path, outcome: "duplicate", restsIn: file.target, reason: "the same bytes were read before"))
      }
    }
    for item in try transaction.quarantine(state: "open") {
      report.attention.append(
        RunReport.FileLine(
          file: item.path, outcome: "quarantined", restsIn: "quarantine/\(item.name)",
          reason: item.rules.isEmpty ? nil : item.rules.joined(separator: " ")))
    }
    report.files.waiting = waiting.count
    report.stuck = waiting.count { $0.isStuck }
    report.attention += waiting.map {
      RunReport.FileLine(file: $0.path, outcome: "waiting", restsIn: nil, reason: $0.reason)
    }
    try fillDocuments(&report)
    try fillMoney(&report)
    let pending = try PendingDecisions.read(transaction)
    report.decisions = pending.counts
    report.limitsReached = pending.limitsReached
    try PendingDecisions.clear(transaction)
    report.batches = try transaction.batches(unreportedOnly: true).map {
      RunReport.BatchLine(
        provider: $0.provider, company: $0.company, file: $0.path, assignments: $0.assignments,
        capital: $0.capital.decimalText, currency: $0.capital.currency.code)
    }
    report.doubts = try transaction.newDoubts(places: Self.placesNamed).map { doubt in
      RunReport.DoubtLine(
        rule: doubt.rule, count: doubt.count,
        first: doubt.first.map { RunReport.DoubtLine.Place(file: $0.path, line: $0.line, message: $0.text) })
    }
    try fillQuestions(&report)
    let refusals = try ExportRefusals.tell(transaction)
    report.exportsWaiting = refusals.lines
    if refusals.new > 0 { report.questions["exports"] = refusals.new }
    report.unmatched = (report.questions["unmatchedPayments"] ?? 0) + (report.questions["unmatchedEntries"] ?? 0)
    for company in folder.configuration.companies where try transaction.activation(of: company.key) == nil {
      report.planOnly.append(company.key)
    }
  }

  /// How many questions of earlier runs a report names of each kind; `perille list questions` has all.
  private static let earlierNamed = 5

  /// Places that a report names of findings by one rule.
  private static let placesNamed = 5

  private func fillQuestions(_ report: inout RunReport) throws {
    let last = try transaction.lastKeptQuestion()
    let order = Dictionary(QuestionKind.allCases.enumerated().map { ($1.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
    for question in try transaction.newQuestions(asOf: asOf) {
      report.questions[question.kind.rawValue, default: 0] += 1
      report.asked.append(RunReport.Question(question))
    }
    report.stillOpen = try transaction.earlierQuestions(limit: Self.earlierNamed, before: last).map {
      RunReport.OpenQuestions(kind: $0.kind.rawValue, count: $0.count, first: $0.first.map(RunReport.Question.init))
    }.sorted { order[$0.kind, default: 0] < order[$1.kind, default: 0] }
  }

  private func fillDocuments(_ report: inout RunReport) throws {
    for (kind, state, count) in try transaction.unreportedDocuments() {
      report.documents["\(kind).\(state)", default: 0] += count
    }
    for (state, count) in try transaction.unreportedPayments() {
      report.documents["payment.\(state)", default: 0] += count
    }
  }

  private func fillMoney(_ report: inout RunReport) throws {
    for settlement in try transaction.settlements(unreportedOnly: true) {
      switch settlement.state {
      case "booked": report.settlements.booked += 1
      // Asked about as a question; its entries count as pending.
      case "pages": break
      default: report.settlements.quarantined += 1
      }
    }
    report.settlements.vouchers = try transaction.unreportedVouchers()
    var sums: [Currency: (received: Int64, vouchers: Int64, evidence: Int64)] = [:]
    for line in try transaction.unreportedEntrySums() {
      switch line.state {
      // "refused": a person says that it was told before.
      case "duplicate", "told", "refused":
        report.settlements.duplicate += line.count
        continue
      case "failed":
        report.settlements.failed += line.count
        continue
      // What may have been told before, and what waits for its day, is not received yet.
      case "pending", "waiting", "review", "closed":
        report.settlements.pending += line.count
        continue
      case "voucher": report.settlements.payments += line.count
      default: report.settlements.evidence += line.count
      }
      var sum = sums[line.currency] ?? (0, 0, 0)
      sum.received = try added(sum.received, line.sum)
      if line.state == "voucher" {
        sum.vouchers = try added(sum.vouchers, line.sum)
      } else {
        sum.evidence = try added(sum.evidence, line.sum)
      }
      sums[line.currency] = sum
    }
    report.settlements.money = sums.keys.sorted().map { currency in
      let sum = sums[currency] ?? (0, 0, 0)
      return RunReport.MoneyLine(
        currency: currency.code, received: Money(minorUnits: sum.received, currency).decimalText,
        vouchers: Money(minorUnits: sum.vouchers, currency).decimalText,
        evidence: Money(minorUnits: sum.evidence, currency).decimalText)
    }
  }

  private func added(_ left: Int64, _ right: Int64) throws -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    guard !overflow else { throw CommandFailure(.defect, "The sum of a night's money is too large to be added up.") }
    return sum
  }
}
