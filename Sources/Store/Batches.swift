import GRDB
import Receivables

/// Bytes that belong in `outbox/` or `ledger/`.
public struct OutputRecord: Hashable, Sendable {
  public var id: Int64
  public var kind: String
  /// Below the exchange folder.
  public var path: String
  public var sha256: [UInt8]
  public var bytes: [UInt8]
  /// `prepared`, `published`
  public var state: String
}

public struct BatchRecord: Hashable, Sendable {
  public var id: Int64
  public var company: String
  public var provider: String
  public var serial: Int
  public var channel: String
  public var asOf: CalendarDate
  public var path: String
  public var state: String
  public var assignments: Int
  public var capital: Money
}

public struct AssignmentRecord: Hashable, Sendable {
  public var id: Int64
  public var key: String
  public var receivableID: Int64
  public var number: String
  public var company: String
  public var provider: String
  public var channel: String
  public var mode: String
  public var kind: String
  public var state: String
  public var capital: Money
  public var costs: Money
  public var interest: Money
  public var assignedOn: CalendarDate
  public var batchPath: String?
}

extension Transaction {
  /// The next number of a company's batches for a provider: unbroken, never used again.
  public func nextSerial(company: String, provider: String) throws -> Int {
    (try Int.fetchOne(
      db, sql: "SELECT MAX(serial) FROM batch WHERE company = ? AND provider = ?", arguments: [company, provider]) ?? 0) + 1
  }

  public func insertOutput(kind: String, path: String, sha256: [UInt8], bytes: [UInt8]) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO output (kind, path, sha256, bytes, state) VALUES (?, ?, ?, ?, 'prepared')",
      arguments: [kind, path, DataBytes(sha256).value, DataBytes(bytes).value])
    return db.lastInsertedRowID
  }

  public func insert(_ batch: Batch, output: Int64, capital: Money) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO batch (company, provider, serial, channel, currency, as_of, output_id, assignments, capital)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        batch.company.key, batch.agreement.provider, batch.serial, batch.agreement.channel, batch.currency.code,
        batch.asOf.description, output, batch.assignments.count, capital.minorUnits,
      ])
    return db.lastInsertedRowID
  }

  public func insert(_ assignment: Assignment, batch: Int64, on day: CalendarDate) throws {
    let claim = assignment.claim
    try db.cachedStatement(
      sql: """
        INSERT INTO assignment (key, receivable_id, batch_id, company, provider, channel, mode, kind, state, currency,
          capital, costs, interest, assigned_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'prepared', ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        assignment.key, assignment.receivable.id, batch, assignment.receivable.identity.company,
        assignment.route.provider, assignment.route.channel, assignment.route.mode.rawValue, assignment.kind.rawValue,
        claim.capital.currency.code, claim.capital.minorUnits, claim.costs.minorUnits, claim.interest.minorUnits,
        day.description,
      ])
  }

  public func outputs(state: String) throws -> [OutputRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM output WHERE state = ? ORDER BY id", arguments: [state]).map(output)
  }

  public func output(id: Int64) throws -> OutputRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM output WHERE id = ?", arguments: [id]).map(output)
  }

  public func output(path: String) throws -> OutputRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM output WHERE path = ?", arguments: [path]).map(output)
  }

  /// Payloads of batches that were published from a day on: where each was put.
  public func publishedPayloads(since day: CalendarDate) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT o.path FROM batch b JOIN output o ON o.id = b.output_id WHERE o.state = 'published' AND b.as_of >= ? ORDER BY o.id
        """, arguments: [day.description])
  }

  public func hasOutput(path: String) throws -> Bool {
    try db.cachedStatement(sql: "SELECT 1 FROM output WHERE path = ?").fetchInt64([path]) != nil
  }

  public func markPublished(output ids: [Int64]) throws {
    for id in ids {
      try db.execute(sql: "UPDATE output SET state = 'published' WHERE id = ?", arguments: [id])
      try db.execute(
        sql: """
          UPDATE assignment SET state = 'published' WHERE state = 'prepared'
          AND batch_id IN (SELECT id FROM batch WHERE output_id = ?)
          """, arguments: [id])
    }
  }

  private func output(_ row: Row) -> OutputRecord {
    OutputRecord(
      id: row["id"], kind: row["kind"], path: row["path"], sha256: row.bytes("sha256"), bytes: row.bytes("bytes"),
      state: row["state"])
  }

  private static let selectBatch = """
    SELECT b.*, o.path AS output_path, o.state AS output_state FROM batch b JOIN output o ON o.id = b.output_id
    """

  public func batches(unreportedOnly: Bool = false) throws -> [BatchRecord] {
    try Row.fetchAll(
      db, sql: Self.selectBatch + (unreportedOnly ? " WHERE b.reported = 0" : "") + " ORDER BY b.id"
    ).map { row in
      BatchRecord(
        id: row["id"], company: row["company"], provider: row["provider"], serial: row["serial"],
        channel: row["channel"], asOf: try storedDate(row["as_of"]), path: row["output_path"],
        state: row["output_state"], assignments: row["assignments"],
        capital: Money(minorUnits: row["capital"], try storedCurrency(row["currency"])))
    }
  }

  public func assignments(company: String? = nil, receivable: Int64? = nil) throws -> [AssignmentRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT a.*, r.number, o.path AS batch_path FROM assignment a JOIN receivable r ON r.id = a.receivable_id
        LEFT JOIN batch b ON b.id = a.batch_id LEFT JOIN output o ON o.id = b.output_id
        WHERE (? IS NULL OR a.company = ?) AND (? IS NULL OR a.receivable_id = ?) ORDER BY a.id
        """, arguments: [company, company, receivable, receivable]
    ).map { row in
      let currency = try storedCurrency(row["currency"])
      return AssignmentRecord(
        id: row["id"], key: row["key"], receivableID: row["receivable_id"], number: row["number"],
        company: row["company"], provider: row["provider"], channel: row["channel"], mode: row["mode"],
        kind: row["kind"], state: row["state"], capital: Money(minorUnits: row["capital"], currency),
        costs: Money(minorUnits: row["costs"], currency), interest: Money(minorUnits: row["interest"], currency),
        assignedOn: try storedDate(row["assigned_on"]), batchPath: row["batch_path"])
    }
  }
}
