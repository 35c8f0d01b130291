import Configuration
import Receivables
import Store

extension ExchangeFolder {
  /// What waits for a person, of whatever kind and whichever run asked it first.
  func listQuestions(_ transaction: Transaction, _ company: String?) throws -> Listing {
    let questions = try transaction.openQuestions().filter { question in
      if let company, question.company != company, !question.company.isEmpty { return false }
      // What was opened waits for the next run, not for a person.
      guard question.kind == .closedPeriod, let day = question.date else { return true }
      return try day > today() || configuration.ledger(of: question.company)?.isClosed(day) ?? false
    }
    return Listing(
      columns: [
        "name", "kind", "company", "number", "provider", "amount", "currency", "date", "reference", "paymentId", "file", "line",
        "note",
        "remedy",
      ],
      rows: questions.map { question in
        let shown = RunReport.Question(question)
        return [
          shown.name ?? "", shown.kind, shown.company ?? "", shown.number ?? "", shown.provider ?? "", shown.amount ?? "",
          shown.currency ?? "", shown.date ?? "", shown.reference ?? "", shown.paymentId ?? "", shown.file ?? "",
          shown.line.map(String.init) ?? "", shown.note ?? "", shown.remedy,
        ]
      })
  }

  /// Answers `Q9` (done) or `P4` (a payment of no claim here); nil when it is the name of neither.
  func answer(_ name: String, reason: String, asOf: CalendarDate, in transaction: Transaction) throws -> String? {
    guard let letter = name.first?.uppercased(), let id = Int64(name.dropFirst()), id > 0 else { return nil }
    switch letter {
    case "Q":
      guard try transaction.answer(question: id, on: asOf, reason: reason) else { return nil }
      return "Q\(id) is answered: \(reason)"
    case "P":
      guard try transaction.dismiss(payment: id, reason: reason) else { return nil }
      return "P\(id) is of no claim here: \(reason)"
    default: return nil
    }
  }
}
