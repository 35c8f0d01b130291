import GRDB

/// Inserts rows of one table, many by one statement: to begin and to end a statement costs SQLite as much as a row. Rows wait here until
/// there are enough of them; whoever reads the table flushes first.
final class RowWriter<Element> {
  private let statements: [(rows: Int, statement: Prepared)]
  private let bind: (Element, Prepared) -> Void
  private var waiting: [Element] = []
  private let limit: Int

  /// `insertion`: the statement up to its word `VALUES`. `atOnce`: how many rows statements are made for, besides single ones.
  init(
    _ db: Database, _ insertion: String, columns: Int, atOnce: [Int], _ bind: @escaping (Element, Prepared) -> Void
  ) throws {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    statements = try (atOnce + [1]).sorted(by: >).map { rows in
      (rows, try Prepared(db, insertion + " " + Array(repeating: row, count: rows).joined(separator: ", ")))
    }
    limit = statements.first?.rows ?? 1
    self.bind = bind
    waiting.reserveCapacity(limit)
  }

  func add(_ element: Element) throws {
    waiting.append(element)
    if waiting.count == limit { try flush() }
  }

  /// Writes what waits.
  func flush() throws {
    var next = 0
    while next < waiting.count {
      guard let (rows, statement) = statements.first(where: { $0.rows <= waiting.count - next }) else { return }
      statement.begin()
      for element in waiting[next..<next + rows] { bind(element, statement) }
      try statement.run()
      next += rows
    }
    waiting.removeAll(keepingCapacity: true)
  }
}
