import GRDB
import Synchronization

/// A row with many columns, which are found by their names in a table that is made once for its query. GRDB makes that table anew for
/// every query that is run, and for the sixty columns of a claim that costs more than all else that is done with it.
///
/// It is that of the last step: what is made of it is made before the next one.
struct StoredRow {
  private let row: Prepared
  private let indexes: [String: Int32]

  fileprivate init(_ row: Prepared, _ columns: RowColumns) {
    self.row = row
    indexes = columns.indexes(of: row)
  }

  subscript(_ column: String) -> String { row.text(index(column)) }
  subscript(_ column: String) -> String? { row.text(orNil: index(column)) }
  subscript(_ column: String) -> Int64 { row.int(index(column)) }
  subscript(_ column: String) -> Int64? { row.int(orNil: index(column)) }
  subscript(_ column: String) -> Int { Int(row.int(index(column))) }
  subscript(_ column: String) -> Int? { row.int(orNil: index(column)).map { Int($0) } }
  func bytes(_ column: String) -> [UInt8] { row.bytes(index(column)) }

  /// Of a column that the query does not have nothing is read, as of one behind the last.
  private func index(_ column: String) -> Int32 {
    assert(indexes[column] != nil, "the query has no column \(column)")
    return indexes[column] ?? .max
  }
}

/// Where the columns of a query's rows are; one for all queries that begin with the same SELECT.
final class RowColumns: Sendable {
  private let known = Mutex<[String: Int32]?>(nil)

  fileprivate func indexes(of row: Prepared) -> [String: Int32] {
    known.withLock { known in
      if let known { return known }
      let indexes = Dictionary(
        row.columnNames.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
      known = indexes
      return indexes
    }
  }
}

extension Transaction {
  /// Makes a value of each row of a query that is kept ready. `bind`: values of its parameters, in their order.
  func rows<Value>(
    _ sql: String, _ columns: RowColumns, bind: (Prepared) -> Void, _ value: (StoredRow) throws -> Value
  ) throws -> [Value] {
    let row = Prepared(kept: try db.cachedStatement(sql: sql), db)
    row.begin()
    bind(row)
    var values: [Value] = []
    while try row.step() { values.append(try value(StoredRow(row, columns))) }
    return values
  }
}
