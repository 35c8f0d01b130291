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

/// Findings of one rule in accepted inputs.
public struct Doubt: Hashable, Sendable {
  public struct Place: Hashable, Sendable {
    public var path: String
    public var line: Int?
    public var text: String
  }
  public var rule: String
  public var count = 0
  public var first: [Place] = []

  /// Published rules have names in capitals.
  var isPublished: Bool { !rule.contains { $0.isLowercase } }
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

  /// What was found in inputs that were accepted all the same, and no report has named: findings that are neither a question nor about
  /// money in the books, by rule, each with its first places.
  public func newDoubts(places limit: Int) throws -> [Doubt] {
    var doubts: [String: Doubt] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT n.rule, n.text, n.line, f.path FROM file f CROSS JOIN finding n ON n.file_id = f.id
        WHERE f.reported = 0 AND f.outcome IN ('archived', 'other') AND n.severity <> 'info' AND n.rule NOT LIKE 'ledger.%'
          AND n.rule NOT IN ('payment.weak-duplicate', 'payment.id-reused')
          AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.reported = 0 AND q.file_id = n.file_id AND q.message IS n.message)
        ORDER BY f.id, n.id
        """)
    while let row = try rows.next() {
      let rule: String = row["rule"]
      doubts[rule, default: Doubt(rule: rule)].count += 1
      if doubts[rule]?.first.count ?? limit < limit {
        doubts[rule]?.first.append(Doubt.Place(path: row["path"], line: row["line"], text: row["text"]))
      }
    }
    // What a reader could not take over comes before what a published rule says of a document's form.
    return doubts.values.sorted { ($0.isPublished ? 1 : 0, -$0.count, $0.rule) < ($1.isPublished ? 1 : 0, -$1.count, $1.rule) }
  }

  /// Marks everything that the run's report has named.
  public func markReported() throws {
    try set(Self.reportedVouchers, to: String(try journalCount()))
    for table in ["file", "quarantine", "document", "payment", "open_item_list", "batch", "settlement", "hold"] {
      try db.execute(sql: "UPDATE \(table) SET reported = 1 WHERE reported = 0")
    }
    try db.execute(sql: "UPDATE finding SET told = 1 WHERE told = 0")
    try db.execute(sql: "UPDATE outcome SET asked = 1 WHERE \(Schema.isUnasked())")
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
