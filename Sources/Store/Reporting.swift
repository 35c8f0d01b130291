import GRDB
import Receivables

/// Where a document came from, for a person.
public struct Origin: Hashable, Sendable {
  public var fileID: Int64
  public var path: String
  public var restsIn: String
  public var format: String
  public var line: Int?
  public var receivedOn: CalendarDate
}

extension Transaction {
  public func origin(file id: Int64, line: Int?) throws -> Origin? {
    try file(id: id).map {
      Origin(
        fileID: id, path: $0.path, restsIn: $0.target, format: $0.format, line: line, receivedOn: $0.receivedOn)
    }
  }

  /// What was taken off a receivable: what, when, how much, and which file said so.
  public func allocations(receivable id: Int64) throws -> [(kind: String, source: Int64, amount: Int64, on: CalendarDate)] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM allocation WHERE receivable_id = ? ORDER BY on_date, id", arguments: [id]
    ).map { ($0["kind"], $0["source_id"], $0["amount"], try storedDate($0["on_date"])) }
  }

  public func paymentOrigin(id: Int64) throws -> Origin? {
    guard let row = try Row.fetchOne(db, sql: "SELECT file_id, line FROM payment WHERE id = ?", arguments: [id]) else {
      return nil
    }
    return try origin(file: row["file_id"], line: row["line"])
  }

  public func entryOrigin(id: Int64) throws -> Origin? {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT s.file_id, e.line FROM entry e JOIN settlement s ON s.id = e.settlement_id WHERE e.id = ?",
        arguments: [id])
    else { return nil }
    return try origin(file: row["file_id"], line: row["line"])
  }

  /// New questions for a person: kind and how many. Reported once.
  public func newQuestions() throws -> [(kind: String, count: Int)] {
    var questions: [(String, Int)] = []
    let counts = [
      ("quarantined", "SELECT COUNT(*) FROM quarantine WHERE reported = 0 AND state = 'open'"),
      ("conflicts", "SELECT COUNT(*) FROM document WHERE reported = 0 AND state = 'conflict'"),
      (
        "possibleDoubles",
        "SELECT COUNT(*) FROM document WHERE reported = 0 AND type_class = 'invoice' AND state = 'applied' AND note IS NOT NULL"
      ),
      ("unlinkedCredits", "SELECT COUNT(*) FROM document WHERE reported = 0 AND state = 'unlinked'"),
      (
        "waitingCredits",
        "SELECT COUNT(*) FROM document WHERE reported = 0 AND state = 'waiting' AND type_class = 'creditNote'"
      ),
      ("unmatchedPayments", "SELECT COUNT(*) FROM payment WHERE reported = 0 AND state = 'unmatched'"),
      (
        "doubtfulPayments",
        """
        SELECT COUNT(*) FROM finding n JOIN file f ON f.id = n.file_id
        WHERE f.reported = 0 AND n.rule IN ('payment.weak-duplicate', 'payment.id-reused')
        """
      ),
      // Each is asked about once, in the report of the night that brought it.
      (
        "unmatchedEntries",
        "SELECT COUNT(*) FROM outcome WHERE \(Schema.isUnasked) AND (suspense <> 0 OR state = 'unmatched')"
      ),
      ("doubtfulEntries", "SELECT COUNT(*) FROM outcome WHERE \(Schema.isUnasked) AND state = 'review'"),
      ("closedPeriod", "SELECT COUNT(*) FROM outcome WHERE \(Schema.isUnasked) AND state = 'closed'"),
      ("unexplainedLines", "SELECT COUNT(*) FROM outcome WHERE \(Schema.isUnasked) AND state = 'open-line'"),
      (
        "tellProvider",
        """
        SELECT COUNT(*) FROM finding n JOIN file f ON f.id = n.file_id WHERE n.rule = 'ledger.tell-provider' AND f.reported = 0
        """
      ),
      (
        "repeatedEntries",
        """
        SELECT COUNT(*) FROM settlement s JOIN entry e ON e.settlement_id = s.id
        WHERE s.reported = 0 AND e.fate <> 'duplicate' AND e.key LIKE '%#%'
        """
      ),
      ("missingPages", "SELECT COUNT(*) FROM settlement WHERE reported = 0 AND state = 'pages'"),
      (
        "paidWithProvider",
        """
        SELECT COUNT(DISTINCT a.receivable_id)
        FROM (SELECT id, 'payment' AS kind FROM payment WHERE reported = 0
          UNION ALL SELECT id, 'credit' FROM document WHERE reported = 0) fresh
        CROSS JOIN allocation a ON a.source_id = fresh.id AND a.kind = fresh.kind
        CROSS JOIN assignment s ON s.receivable_id = a.receivable_id
        CROSS JOIN batch b ON b.id = s.batch_id AND b.reported = 1
        """
      ),
      // What a file says against a claim that has gone before tonight: the provider must hear of it.
      (
        "lateForProvider", "SELECT COUNT(*) FROM document WHERE reported = 0 AND state = 'late' AND stops_provider = 0"
      ),
      (
        "disputedWithProvider",
        """
        SELECT COUNT(*) FROM (
          SELECT fresh.id FROM (
            SELECT r.id FROM hold h CROSS JOIN receivable r ON r.company = h.company AND r.number = h.number
              WHERE h.reported = 0 AND h.by_person = 0 AND h.action <> 'release'
            UNION SELECT r.id FROM hold h CROSS JOIN receivable r ON r.company = h.company AND r.customer_number = h.customer_number
              WHERE h.reported = 0 AND h.by_person = 0 AND h.action <> 'release') fresh
          CROSS JOIN assignment a ON a.receivable_id = fresh.id CROSS JOIN batch b ON b.id = a.batch_id AND b.reported = 1
          UNION SELECT receivable_id FROM document WHERE reported = 0 AND state = 'late' AND stops_provider = 1)
        """
      ),
      ("openItemLists", "SELECT COUNT(*) FROM open_item_list WHERE reported = 0 AND state = 'shrunk'"),
      ("quarantinedSettlements", "SELECT COUNT(*) FROM settlement WHERE reported = 0 AND state = 'quarantined'"),
    ]
    for (kind, sql) in counts {
      let count = try Int.fetchOne(db, sql: sql) ?? 0
      if count > 0 { questions.append((kind, count)) }
    }
    return questions
  }

  /// Marks everything that the run's report has named.
  public func markReported() throws {
    try set(Self.reportedVouchers, to: String(try journalCount()))
    for table in ["file", "quarantine", "document", "payment", "open_item_list", "batch", "settlement", "hold"] {
      try db.execute(sql: "UPDATE \(table) SET reported = 1 WHERE reported = 0")
    }
    try db.execute(
      sql: """
        UPDATE outcome SET asked = 1 WHERE \(Schema.isUnasked)
        """)
  }

  private static let reportedVouchers = "reportedVouchers"

  /// How many vouchers were written that no report has named.
  public func unreportedVouchers() throws -> Int {
    try journalCount() - (setting(Self.reportedVouchers).flatMap { Int($0) } ?? 0)
  }

  /// Vouchers of all companies.
  private func journalCount() throws -> Int { try Int.fetchOne(db, sql: "SELECT SUM(vouchers) FROM journal_head") ?? 0 }

  public func unreportedPayments() throws -> [(state: String, count: Int)] {
    try Row.fetchAll(
      db, sql: "SELECT state, COUNT(*) AS n FROM payment WHERE reported = 0 GROUP BY state ORDER BY state"
    ).map { ($0["state"], $0["n"]) }
  }
}
