import CSQLiteSetup
import GRDB
import GRDBSQLite
import Receivables

/// The database of an exchange: SQLite in WAL mode with full syncs, one writer. Every SQL statement of Perille is in this room.
public final class Store: Sendable {
  private let queue: DatabaseQueue
  private let checkpointer: Checkpointer?

  private init(queue: DatabaseQueue, checkpointer: Checkpointer? = nil) {
    self.queue = queue
    self.checkpointer = checkpointer
  }

  /// Once a process, before SQLite is used; where it is too late, nothing but speed is lost.
  private static let isSetUp = perille_sqlite_setup() == 0

  /// Is told every statement that is run: tests ask what a night costs a store that is full.
  @TaskLocal static var watch: (@Sendable (String) -> Void)?

  /// Opens the store at `path`, making it when `mayCreate`; migrates an older one in one transaction.
  public static func open(path: String, mayCreate: Bool) throws -> Store {
    _ = isSetUp
    let watch = Store.watch
    let checkpointer = Checkpointer(path: path)
    var configuration = GRDB.Configuration()
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // 24 MB: a night's pages stay in memory until they are committed, instead of being written twice.
      try db.execute(sql: "PRAGMA cache_size = -24576")
      checkpointer.watch(db)
      if let watch {
        db.trace { event in
          if case .statement(let statement) = event { watch(statement.sql) }
        }
      }
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let state = try queue.read { db in
        (
          application: try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0,
          version: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
          tables: try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_master") ?? 0
        )
      }
      if state.tables == 0 {
        guard mayCreate else { throw StoreError.missing }
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA journal_mode = WAL")
          try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
        }
      } else {
        guard state.application == Schema.applicationID else { throw StoreError.notOurs }
        guard state.version <= Schema.version else {
          throw StoreError.newer(found: state.version, known: Schema.version)
        }
      }
      if state.version < Schema.version { try Schema.migrator().migrate(queue) }
      return Store(queue: queue, checkpointer: checkpointer)
    } catch let error as DatabaseError {
      throw StoreError(error)
    }
  }

  /// A store in memory, empty or a copy of this one: what `plan` works on, so that it touches nothing.
  public static func inMemory() throws -> Store {
    _ = isSetUp
    let queue = try DatabaseQueue()
    try Schema.migrator().migrate(queue)
    return Store(queue: queue)
  }

  public func copyInMemory() throws -> Store {
    try translating {
      let copy = try DatabaseQueue()
      try queue.backup(to: copy)
      return Store(queue: copy)
    }
  }

  public func close() throws {
    checkpointer?.close()
    try translating { try queue.close() }
  }

  /// One transaction: all of it is committed, or nothing.
  public func write<T>(_ body: (Transaction) throws -> T) throws -> T {
    checkpointer?.waitWhenLong()
    return try translating { try queue.write { try body(Transaction(db: $0)) } }
  }

  public func read<T>(_ body: (Transaction) throws -> T) throws -> T {
    try translating { try queue.read { try body(Transaction(db: $0)) } }
  }

  private func translating<T>(_ body: () throws -> T) throws -> T {
    do { return try body() } catch let error as DatabaseError { throw StoreError(error) }
  }

  public static var sqliteVersion: String { String(cString: sqlite3_libversion()) }
}

/// Why the store cannot be used.
public enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  case missing
  case notOurs
  case newer(found: Int, known: Int)
  case busy
  case full
  case corrupt(String)
  /// A constraint of the database refused what the program tried: a defect of the program.
  case refused(String)
  case inputOutput(String)

  init(_ error: DatabaseError) {
    // Statements are ours and hold no values, so they may be shown.
    let statement = error.sql.map { " in: \($0.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(300))" } ?? ""
    let text = (error.message ?? "\(error.resultCode)") + statement
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
    case .SQLITE_FULL: self = .full
    case .SQLITE_CORRUPT: self = .corrupt(text)
    case .SQLITE_NOTADB: self = .notOurs
    case .SQLITE_CONSTRAINT, .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_MISMATCH, .SQLITE_RANGE: self = .refused(text)
    default: self = .inputOutput(text)
    }
  }

  public var description: String {
    switch self {
    case .missing: "the store is missing"
    case .notOurs: "the file in state/ is not a Perille store"
    case .newer(let found, let known):
      "the store has schema \(found), made by a newer Perille; this program knows schemas up to \(known)"
    case .busy: "the store is busy"
    case .full: "the disk is full"
    case .corrupt(let text): "the store is damaged: \(text)"
    case .refused(let text): "the store refused a statement: \(text)"
    case .inputOutput(let text): "the store could not be read or written: \(text)"
    }
  }
}

/// What can be asked and said inside one transaction.
public struct Transaction {
  let db: Database

  /// Runs `body` so that an error thrown inside takes back only what it did.
  public func savepoint(_ body: () throws -> Bool) throws {
    try db.inSavepoint { try body() ? .commit : .rollback }
  }

  /// How SQLite would look for what a statement asks.
  func plan(of statement: String) throws -> [String] {
    let row = try Prepared(db, "EXPLAIN QUERY PLAN " + statement)
    row.begin()
    var steps: [String] = []
    while try row.step() { steps.append(row.text(3)) }
    return steps
  }

  /// Problems that SQLite itself finds in the file; empty when it is sound.
  public func integrityProblems() throws -> [String] {
    let lines = try String.fetchAll(db, sql: "PRAGMA integrity_check")
    let foreign = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "foreign key: \($0)" }
    // No REFERENCES stands at what a night writes many at once: SQLite would keep a way back at every row, which costs more than the row.
    let stray = try [
      ("allocations of no claim", "allocation a WHERE NOT EXISTS (SELECT 1 FROM receivable r WHERE r.id = a.receivable_id)"),
      ("entries of no settlement", "entry e WHERE NOT EXISTS (SELECT 1 FROM settlement s WHERE s.id = e.settlement_id)"),
      ("exports of no voucher", "voucher_export x WHERE NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = x.voucher_id)"),
    ].compactMap { what, from -> String? in
      let count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(from)") ?? 0
      return count == 0 ? nil : "\(count) \(what)"
    }
    return (lines == ["ok"] ? [] : lines) + foreign + stray
  }

  /// Every table in a fixed order and form, run records, sightings and identity codes aside: two stores that print the same hold the same.
  public func canonicalDump() throws -> String {
    var text = ""
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('run', 'sighting', 'grdb_migrations')
        AND name NOT LIKE 'sqlite_%' ORDER BY name
        """)
    for table in tables {
      text += "== \(table)\n"
      let quoted = "\"\(table)\""
      let columns = try db.columns(in: table).map(\.name)
      let order = columns.map { "\"\($0)\"" }.joined(separator: ", ")
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(quoted) ORDER BY \(order)")
      while let row = try rows.next() {
        text += columns.map { Self.dumpValue(row[$0], column: $0) }.joined(separator: "|") + "\n"
      }
    }
    return text
  }

  private static func dumpValue(_ value: DatabaseValue, column: String) -> String {
    if column == "debtor_personal_code" || column == "personal_code" { return value.isNull ? "-" : "[code]" }
    switch value.storage {
    case .null: return "-"
    case .int64(let number): return String(number)
    case .double(let number): return String(number)
    case .string(let text): return text.debugDescription
    case .blob(let data): return "x" + data.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16) }
    }
  }

  func date(_ value: String?) -> CalendarDate? { value.flatMap { CalendarDate(iso: $0) } }

  /// A date that the schema says is there; a store that holds something else is damaged.
  func storedDate(_ value: String?) throws -> CalendarDate {
    guard let value, let date = CalendarDate(iso: value) else { throw StoreError.corrupt("a date is not YYYY-MM-DD") }
    return date
  }

  func storedCurrency(_ value: String) throws -> Currency {
    guard let currency = Currency(value) else { throw StoreError.corrupt("a currency is not three letters") }
    return currency
  }
}
