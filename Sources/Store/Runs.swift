import GRDB
import Receivables

/// One execution of the batch as the store remembers it.
public struct RunRecord: Hashable, Sendable {
  public var id: Int64
  public var asOf: CalendarDate
  /// `running`, `finished`, `stopped`, `crashed`
  public var state: String
  public var startedAt: String
  public var finishedAt: String?
  public var report: String?
  public var reportText: String?
}

extension Transaction {
  public func beginRun(asOf: CalendarDate, startedAt: String, configuration: String, program: String) throws -> Int64 {
    try db.execute(
      sql: "INSERT INTO run (as_of, state, started_at, configuration, program) VALUES (?, 'running', ?, ?, ?)",
      arguments: [asOf.description, startedAt, configuration, program])
    return db.lastInsertedRowID
  }

  public func endRun(_ id: Int64, state: String, finishedAt: String, report: String?, text: String?) throws {
    try db.execute(
      sql: "UPDATE run SET state = ?, finished_at = ?, report = ?, report_text = ? WHERE id = ?",
      arguments: [state, finishedAt, report, text, id])
  }

  /// Runs that say they are running though nobody holds the lock: marked crashed, and returned.
  public func markCrashedRuns() throws -> [Int64] {
    let ids = try Int64.fetchAll(db, sql: "SELECT id FROM run WHERE state = 'running' ORDER BY id")
    if !ids.isEmpty { try db.execute(sql: "UPDATE run SET state = 'crashed' WHERE state = 'running'") }
    return ids
  }

  public func lastRunID() throws -> Int64? { try Int64.fetchOne(db, sql: "SELECT MAX(id) FROM run") }

  public func run(id: Int64) throws -> RunRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM run WHERE id = ?", arguments: [id]).map(run)
  }

  public func lastRun(state: String? = nil) throws -> RunRecord? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM run WHERE ? IS NULL OR state = ? ORDER BY id DESC LIMIT 1", arguments: [state, state]
    ).map(run)
  }

  /// The latest day that a run was for, however it ended; a later run may not go before it.
  public func lastAsOf() throws -> CalendarDate? {
    date(try String.fetchOne(db, sql: "SELECT MAX(as_of) FROM run"))
  }

  private func run(_ row: Row) throws -> RunRecord {
    RunRecord(
      id: row["id"], asOf: try storedDate(row["as_of"]), state: row["state"], startedAt: row["started_at"],
      finishedAt: row["finished_at"], report: row["report"], reportText: row["report_text"])
  }

  public func setting(_ name: String) throws -> String? {
    try String.fetchOne(db, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name])
  }

  public func set(_ name: String, to value: String) throws {
    try db.execute(
      sql: "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
      arguments: [name, value])
  }

  public func activation(of company: String) throws -> CalendarDate? {
    date(try String.fetchOne(db, sql: "SELECT activated_on FROM company WHERE key = ?", arguments: [company]))
  }

  public func activate(_ company: String, on day: CalendarDate) throws {
    try db.execute(
      sql: """
        INSERT INTO company (key, activated_on) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET activated_on = excluded.activated_on
        """, arguments: [company, day.description])
  }

  // MARK: Sightings

  /// When a file was first seen as it is now; a change of size, time or inode starts anew.
  public func firstSeen(path: [UInt8], size: Int64, modified: Int64, inode: Int64, now: Int64) throws -> Int64 {
    let key = DataBytes(path)
    let row = try Row.fetchOne(
      db, sql: "SELECT first_seen FROM sighting WHERE path = ? AND size = ? AND modified = ? AND inode = ?",
      arguments: [key.value, size, modified, inode])
    if let row { return row["first_seen"] }
    try db.execute(
      sql: "INSERT OR REPLACE INTO sighting (path, size, modified, inode, first_seen) VALUES (?, ?, ?, ?, ?)",
      arguments: [key.value, size, modified, inode, now])
    return now
  }

  public func forgetSighting(path: [UInt8]) throws {
    try db.execute(sql: "DELETE FROM sighting WHERE path = ?", arguments: [DataBytes(path).value])
  }
}
