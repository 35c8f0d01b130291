import Exchange
import Receivables
import Store

/// The story of an invoice as one JSON object.
public struct ExplainJSON: Encodable {
  struct ReadingJSON: Encodable {
    var date: String
    var file: String
    var archivedAs: String
    var format: String
    var line: Int?
    var kind: String
    var typeCode: String
    var state: String
    var note: String?
    var amount: String
    var currency: String
    var findings: [FindingJSON]
  }
  struct ChangeJSON: Encodable {
    var date: String
    var kind: String
    var amount: String
    var file: String?
    var line: Int?
    var voucher: String?
  }
  struct ReasonJSON: Encodable {
    var id: String
    var outcome: String
    var basis: String
    var text: String
    var source: String
    var until: String?
  }
  struct DecisionJSON: Encodable {
    var since: String
    var closed: String?
    var outcome: String
    var until: String?
    var reasons: [ReasonJSON]
    var next: String
  }
  struct AssignmentJSON: Encodable {
    var provider: String
    var channel: String
    var mode: String
    var kind: String
    var state: String
    var assignedOn: String
    var capital: String
    var costs: String
    var interest: String
    var file: String?
  }
  struct ItemJSON: Encodable {
    var instalment: Int?
    var issueDate: String
    var dueDate: String?
    var amountDue: String
    var open: String
    var currency: String
    var debtor: String?
    var debtorKind: String
    var kind: String?
    var read: [ReadingJSON]
    var changes: [ChangeJSON]
    var decisions: [DecisionJSON]
    var assignment: AssignmentJSON?
    var vouchers: [String]
    var books: [BookLineJSON]
    var questions: [QuestionJSON]
  }
  struct QuestionJSON: Encodable {
    var question: RunReport.Question
    var answeredOn: String?
    var reason: String?
  }

  var company: String
  var number: String
  var receivables: [ItemJSON]
  var otherDocuments: [ReadingJSON]

  public init(_ explanation: Explanation) {
    company = explanation.company.key
    number = Masking.masked(explanation.number)
    receivables = explanation.items.map(Self.item)
    otherDocuments = explanation.others.map(Self.reading)
  }

  private struct RuleJSON: Encodable {
    var id: String
    var title: String
    var meaning: String
    var example: String
    var corrected: String?
    var remedy: String
    var source: String
  }

  /// What a finding or reason id means, on one line.
  public static func line(_ rule: RuleDescription) throws -> String {
    try JSONText.line(
      RuleJSON(
        id: rule.id, title: rule.title, meaning: rule.meaning, example: rule.example, corrected: rule.corrected,
        remedy: rule.remedy, source: rule.source))
  }

  private static func item(_ item: Explanation.Item) -> ItemJSON {
    let receivable = item.receivable
    return ItemJSON(
      instalment: receivable.identity.instalment == 0 ? nil : receivable.identity.instalment,
      issueDate: receivable.identity.issueDate.description, dueDate: receivable.dueDate?.description,
      amountDue: receivable.amountDue.decimalText, open: receivable.open.decimalText,
      currency: receivable.amountDue.currency.code, debtor: receivable.debtor.name.map { Masking.masked($0) },
      debtorKind: (item.kind.map { $0.isConsumer ? DebtorKind.consumer : .organisation } ?? .unknown).rawValue,
      kind: item.kind?.rawValue, read: item.readings.map(reading),
      changes: item.changes.map {
        ChangeJSON(
          date: $0.on.description, kind: $0.kind, amount: $0.amount.decimalText, file: $0.path, line: $0.line,
          voucher: $0.voucher)
      },
      decisions: item.nights.map { night in
        DecisionJSON(
          since: night.since.description, closed: night.closed?.description, outcome: night.decision.outcome.rawValue,
          until: night.decision.until?.description,
          reasons: night.decision.reasons.map {
            ReasonJSON(
              id: $0.id, outcome: $0.outcome.rawValue, basis: $0.basis.rawValue, text: $0.text, source: $0.source,
              until: $0.until?.description)
          }, next: night.next)
      },
      assignment: item.assignment.map {
        AssignmentJSON(
          provider: $0.provider, channel: $0.channel, mode: $0.mode, kind: $0.kind, state: $0.state,
          assignedOn: $0.assignedOn.description, capital: $0.capital.decimalText, costs: $0.costs.decimalText,
          interest: $0.interest.decimalText, file: $0.batchPath)
      }, vouchers: vouchers(item.books), books: item.books.map(BookLineJSON.init),
      questions: item.questions.map {
        QuestionJSON(question: RunReport.Question($0), answeredOn: $0.doneOn?.description, reason: $0.reason)
      })
  }

  private static func vouchers(_ lines: [BookLine]) -> [String] {
    lines.reduce(into: []) { known, line in
      if !known.contains(line.voucher.description) { known.append(line.voucher.description) }
    }
  }

  private static func reading(_ reading: Explanation.Reading) -> ReadingJSON {
    ReadingJSON(
      date: reading.on.description, file: reading.path, archivedAs: reading.restsIn, format: reading.format,
      line: reading.line, kind: reading.kind.rawValue, typeCode: reading.typeCode, state: reading.state,
      note: reading.note, amount: reading.amount.decimalText, currency: reading.amount.currency.code,
      findings: reading.findings.map { FindingJSON($0) })
  }
}
