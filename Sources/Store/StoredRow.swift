import GRDB
import Synchronization

/// A row with many columns, which are found by their names in a table that is made once for its query. GRDB compares every column's name
/// without its case at every look; for the sixty columns of a claim that costs more than all else that is done with it.
struct StoredRow {
  private let row: Row
  private let indexes: [String: Int]

  init(_ row: Row, _ columns: RowColumns) {
    self.row = row
    indexes = columns.indexes(of: row)
  }

  /// NULL is for optional values only, as in GRDB's own rows.
  subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(_ column: String) -> Value {
    indexes[column].map { row[$0] } ?? row[column]
  }

  func bytes(_ column: String) -> [UInt8] { row.bytes(column) }
}

/// Where the columns of a query's rows are; one for all queries that begin with the same SELECT.
final class RowColumns: Sendable {
  private let known = Mutex<[String: Int]?>(nil)

  fileprivate func indexes(of row: Row) -> [String: Int] {
    known.withLock { known in
      if let known { return known }
      let indexes = Dictionary(
        row.columnNames.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      known = indexes
      return indexes
    }
  }
}
