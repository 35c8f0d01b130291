import GRDB
import Receivables

/// What a question asks a person about, in the words of the report.
public enum QuestionKind: String, CaseIterable, Hashable, Sendable {
  case quarantined, conflicts, possibleDoubles, unlinkedCredits, waitingCredits, unmatchedPayments, doubtfulPayments,
    unmatchedEntries
  case doubtfulEntries, closedPeriod, unexplainedLines, tellProvider, overpaid, roundingCap, repeatedEntries, missingPages
  case paidWithProvider, lateForProvider, disputedWithProvider, openItemLists, quarantinedSettlements
}

/// One thing that a person has to do or judge, with what names it. Values are as they were read: whoever shows them masks them.
public struct Question: Hashable, Sendable {
  public var kind: QuestionKind
  /// What a command calls it: `E17`, `P4`, `Q9`, a name in `quarantine/`.
  public var name: String?
  /// Empty when it concerns no company, or more than one.
  public var company: String
  /// Of the invoice or credit note; of a payment, the one that it states.
  public var number: String?
  public var provider: String?
  public var amount: Money?
  public var date: CalendarDate?
  public var reference: String?
  /// The payment's own id, or the bank's.
  public var paymentID: String?
  public var path: String?
  public var line: Int?
  /// What more is known of it.
  public var note: String?
  /// Set of a question that a person answers by `perille dismiss`.
  public var doneOn: CalendarDate?
  public var reason: String?
}

/// Questions of one kind: how many, and the first of them.
public struct QuestionGroup: Hashable, Sendable {
  public var kind: QuestionKind
  public var count: Int
  public var first: [Question]
}

extension Transaction {
  /// What is new for a person since the last report, each named once. Questions that no state answers are kept from here on.
  public func newQuestions(asOf day: CalendarDate) throws -> [Question] {
    var questions: [Question] = []
    for asked in QuestionSource.all { questions += try rows(asked, asked.isNew) }
    let last = try lastKeptQuestion()
    try keepNewQuestions(asOf: day)
    // What one night brought and took back again asks for nothing.
    try answerRefunded(on: day)
    return questions + (try kept("q.done_on IS NULL AND q.id > ?", last))
  }

  /// What earlier reports have named and nobody has answered: of each kind the number, and the first `limit`.
  public func earlierQuestions(limit: Int, before last: Int64) throws -> [QuestionGroup] {
    var groups: [QuestionGroup] = []
    for asked in QuestionSource.all {
      guard let condition = asked.isFromBefore else { continue }
      let count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(asked.from) WHERE \(condition)") ?? 0
      if count > 0 {
        groups.append(QuestionGroup(kind: asked.kind, count: count, first: try rows(asked, condition, limit: limit)))
      }
    }
    let counts = try Row.fetchAll(
      db, sql: "SELECT kind, COUNT(*) AS n FROM question WHERE done_on IS NULL AND id <= ? GROUP BY kind", arguments: [last])
    for row in counts {
      guard let kind = QuestionKind(rawValue: row["kind"]) else { continue }
      let first = try kept("q.done_on IS NULL AND q.kind = '\(kind.rawValue)' AND q.id <= ?", last, limit: limit)
      groups.append(QuestionGroup(kind: kind, count: row["n"], first: first))
    }
    return groups
  }

  /// All that nobody has answered, of all kinds or one.
  public func openQuestions(of kind: QuestionKind? = nil) throws -> [Question] {
    var questions: [Question] = []
    for asked in QuestionSource.all where kind == nil || kind == asked.kind {
      if let condition = asked.isOpen { questions += try rows(asked, condition) }
    }
    let left = try kept("q.done_on IS NULL AND NOT \(Self.isRefunded) AND q.id > ?", 0)
    return questions + left.filter { kind == nil || kind == $0.kind }
  }

  /// What was asked about one claim, answered or not.
  public func questions(receivable id: Int64) throws -> [Question] { try kept("q.receivable_id = ?", id) }

  public func lastKeptQuestion() throws -> Int64 { try Int64.fetchOne(db, sql: "SELECT MAX(id) FROM question") ?? 0 }

  /// A person has done what `Q9` asks for. False when there is no such open question.
  public func answer(question id: Int64, on day: CalendarDate, reason: String) throws -> Bool {
    try db.execute(
      sql: "UPDATE question SET done_on = ?, reason = ? WHERE id = ? AND done_on IS NULL",
      arguments: [day.description, reason, id])
    return db.changesCount > 0
  }

  /// The payment of a line that was asked about counts no more. Whether a person had acted on such a question already.
  public func answerQuestions(receivable: Int64, settlement: Int64, line: Int, on day: CalendarDate, reason: String) throws
    -> Bool
  {
    let condition = """
      kind IN ('tellProvider', 'overpaid') AND receivable_id = ? AND line = ?
        AND file_id = (SELECT file_id FROM settlement WHERE id = ?)
      """
    let wasTold =
      try Int.fetchOne(
        db, sql: "SELECT 1 FROM question WHERE done_on IS NOT NULL AND kind = 'tellProvider' AND \(condition) LIMIT 1",
        arguments: [receivable, line, settlement]) != nil
    try db.execute(
      sql: "UPDATE question SET done_on = ?, reason = ? WHERE done_on IS NULL AND \(condition)",
      arguments: [day.description, reason, receivable, line, settlement])
    return wasTold
  }

  /// Money kept for a debtor that has gone back to it asks for nothing any more.
  private func answerRefunded(on day: CalendarDate) throws {
    try db.execute(
      sql: """
        UPDATE question AS q SET done_on = ?, reason = 'the money is not kept any more'
        WHERE done_on IS NULL AND kind = 'overpaid' AND \(Self.isRefunded)
        """, arguments: [day.description])
  }

  private static let isRefunded = """
    (q.kind = 'overpaid' AND COALESCE((SELECT SUM(o.amount) FROM overpayment o WHERE o.receivable_id = q.receivable_id), 0) <= 0)
    """

  // MARK: Kept questions

  private func keepNewQuestions(asOf day: CalendarDate) throws {
    for sql in QuestionSource.kept {
      try db.execute(
        sql: """
          INSERT INTO question (kind, company, receivable_id, number, provider, amount, currency, on_date, file_id, line, text, asked_on)
          SELECT fresh.*, ?1 FROM (\(sql)) fresh
          """, arguments: [day.description])
    }
  }

  private func kept(_ condition: String, _ id: Int64, limit: Int = -1) throws -> [Question] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT q.kind, 'Q' || q.id AS name, q.company, q.number, q.provider, q.amount, q.currency, q.on_date, NULL AS reference,
          NULL AS payment_id, f.path, q.line, q.text AS note, q.done_on, q.reason
        FROM question q LEFT JOIN file f ON f.id = q.file_id WHERE \(condition) ORDER BY q.id LIMIT ?
        """, arguments: [id, limit]
    ).compactMap { row in
      guard let kind = QuestionKind(rawValue: row["kind"]) else { throw StoreError.corrupt("a question has an unknown kind") }
      var question = try question(kind, row)
      question.doneOn = date(row["done_on"])
      question.reason = row["reason"]
      return question
    }
  }

  // MARK: Questions that are states

  private func rows(_ asked: QuestionSource, _ condition: String, limit: Int = -1) throws -> [Question] {
    try Row.fetchAll(
      db, sql: "SELECT \(asked.columns) FROM \(asked.from) WHERE \(condition) ORDER BY \(asked.order) LIMIT ?", arguments: [limit]
    ).map { try question(asked.kind, $0) }
  }

  private func question(_ kind: QuestionKind, _ row: Row) throws -> Question {
    let currency = (row["currency"] as String?).flatMap { Currency($0) }
    let amount: Int64? = row["amount"]
    var money: Money?
    if let currency, let amount { money = Money(minorUnits: amount, currency) }
    var company: String = row["company"]
    if company == "*" || company.contains(" ") { company = "" }
    var note: String? = row["note"]
    if kind == .waitingCredits, let text = note {
      note = "it names \(try JSONColumn.value([String].self, text).joined(separator: ", "))"
    }
    return Question(
      kind: kind, name: row["name"], company: company, number: row["number"], provider: row["provider"], amount: money,
      date: date(row["on_date"]), reference: row["reference"], paymentID: row["payment_id"], path: row["path"],
      line: row["line"], note: note)
  }
}
