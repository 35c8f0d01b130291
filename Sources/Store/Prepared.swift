import GRDB
import GRDBSQLite
import Receivables

/// A statement for the hot paths, bound and read by position: what runs a hundred thousand times a night pays for no lookup by name
/// and no boxed values. Everything else uses GRDB's own interface.
final class Prepared {
  private let statement: Statement
  private let raw: OpaquePointer
  private let connection: OpaquePointer?
  /// Parameter that `bind` fills next, from 1.
  private var next: Int32 = 1
  /// Texts that are bound, until the statement runs: SQLite reads them here instead of copying each to memory of its own.
  private let texts = UnsafeMutableRawPointer.allocate(byteCount: Prepared.textBytes, alignment: 8)
  private var used = 0
  private static let textBytes = 8192

  convenience init(_ db: Database, _ sql: String) throws { self.init(kept: try db.makeStatement(sql: sql), db) }

  /// Of a statement that others use before and after.
  init(kept statement: Statement, _ db: Database) {
    self.statement = statement
    raw = statement.sqliteStatement
    connection = db.sqliteConnection
  }

  deinit {
    sqlite3_reset(raw)
    sqlite3_clear_bindings(raw)
    texts.deallocate()
  }

  /// Makes ready for new values: every parameter is bound again.
  func begin() {
    sqlite3_reset(raw)
    next = 1
    used = 0
  }

  func bind(_ value: Int64) {
    sqlite3_bind_int64(raw, next, value)
    next += 1
  }

  func bind(_ value: Int) { bind(Int64(value)) }
  func bind(_ value: Bool) { bind(value ? Int64(1) : 0) }

  func bind(_ value: Int64?) {
    guard let value else { return bindNull() }
    bind(value)
  }

  func bind(_ text: String) {
    var text = text
    text.withUTF8 { bind(UnsafeRawBufferPointer($0)) }
  }

  private func bind(_ bytes: UnsafeRawBufferPointer) {
    if let source = bytes.baseAddress, used + bytes.count <= Self.textBytes {
      let place = texts + used
      place.copyMemory(from: source, byteCount: bytes.count)
      used += bytes.count
      // No destructor: the bytes stay until `begin`.
      sqlite3_bind_text(raw, next, place.assumingMemoryBound(to: CChar.self), Int32(bytes.count), nil)
    } else {
      // SQLite copies it: the destructor -1 is SQLITE_TRANSIENT. An empty text is a text all the same.
      let place = bytes.baseAddress ?? UnsafeRawPointer(texts)
      sqlite3_bind_text(
        raw, next, place.assumingMemoryBound(to: CChar.self), Int32(bytes.count),
        unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }
    next += 1
  }

  func bind(_ text: String?) {
    guard let text else { return bindNull() }
    bind(text)
  }

  func bind(_ day: CalendarDate) {
    let (year, month, day) = day.components
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 10) { bytes in
      func put(_ index: Int, _ value: Int) { bytes[index] = UInt8(truncatingIfNeeded: 0x30 + value) }
      put(0, year / 1000 % 10)
      put(1, year / 100 % 10)
      put(2, year / 10 % 10)
      put(3, year % 10)
      put(5, month / 10)
      put(6, month % 10)
      put(8, day / 10)
      put(9, day % 10)
      bytes[4] = 0x2D
      bytes[7] = 0x2D
      bind(UnsafeRawBufferPointer(bytes))
    }
  }

  func bind(_ day: CalendarDate?) {
    guard let day else { return bindNull() }
    bind(day)
  }

  private func bindNull() {
    sqlite3_bind_null(raw, next)
    next += 1
  }

  /// Runs a statement that gives no rows; how many rows it changed.
  @discardableResult
  func run() throws -> Int {
    let code = sqlite3_step(raw)
    sqlite3_reset(raw)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
    return Int(sqlite3_changes(connection))
  }

  /// The next row; false after the last.
  func step() throws -> Bool {
    switch sqlite3_step(raw) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      sqlite3_reset(raw)
      return false
    case let code:
      sqlite3_reset(raw)
      throw failure(code)
    }
  }

  /// Ends reading before the last row.
  func end() { sqlite3_reset(raw) }

  var lastRowID: Int64 { sqlite3_last_insert_rowid(connection) }

  private func failure(_ code: Int32) -> StoreError {
    let message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) }
    return StoreError(DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql))
  }

  // MARK: Columns, from 0

  var columnNames: [String] { statement.columnNames }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(raw, column) == SQLITE_NULL }
  func int(_ column: Int32) -> Int64 { sqlite3_column_int64(raw, column) }
  func int(orNil column: Int32) -> Int64? { isNull(column) ? nil : int(column) }

  func text(_ column: Int32) -> String { text(orNil: column) ?? "" }

  func text(orNil column: Int32) -> String? {
    guard let bytes = sqlite3_column_text(raw, column) else { return nil }
    return String(decoding: UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(raw, column))), as: UTF8.self)
  }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let bytes = sqlite3_column_blob(raw, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(raw, column))))
  }

  func day(_ column: Int32) throws -> CalendarDate {
    guard let day = day(orNil: column) else { throw StoreError.corrupt("a date is not YYYY-MM-DD") }
    return day
  }

  func day(orNil column: Int32) -> CalendarDate? {
    guard let bytes = sqlite3_column_text(raw, column), sqlite3_column_bytes(raw, column) == 10 else { return nil }
    func number(_ from: Int, _ count: Int) -> Int {
      var value = 0
      for index in from..<from + count { value = value * 10 + Int(bytes[index]) - 0x30 }
      return value
    }
    return CalendarDate(year: number(0, 4), month: number(5, 2), day: number(8, 2))
  }

  func currency(_ column: Int32) throws -> Currency {
    guard let currency = Currency(text(column)) else { throw StoreError.corrupt("a currency is not three letters") }
    return currency
  }
}
