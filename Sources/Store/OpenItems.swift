import GRDB
import Receivables

public struct OpenItemRecord: Hashable, Sendable {
  public var id: Int64
  public var fileID: Int64
  public var company: String
  public var number: String
  public var issueDate: CalendarDate?
  public var referenceKey: String?
  public var open: Money
  public var asOf: CalendarDate
}

public struct OpenItemListRecord: Hashable, Sendable {
  public var fileID: Int64
  public var company: String
  public var source: String
  public var asOf: CalendarDate
  public var isComplete: Bool
  public var shrinkPercent: Int
  public var items: Int
  public init(
    fileID: Int64, company: String, source: String, asOf: CalendarDate, isComplete: Bool, shrinkPercent: Int, items: Int
  ) {
    self.fileID = fileID
    self.company = company
    self.source = source
    self.asOf = asOf
    self.isComplete = isComplete
    self.shrinkPercent = shrinkPercent
    self.items = items
  }
}

extension Transaction {
  public func insert(
    _ item: OpenItem, company: String, referenceKey: String?, file: Int64, message: Int, line: Int?
  ) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO open_item (file_id, message, line, company, number, issue_date, reference_key, open_amount, currency,
          as_of, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new')
        """
    ).execute(
      arguments: [
        file, message, line, company, item.invoiceNumber, item.issueDate?.description, referenceKey,
        item.openAmount.minorUnits, item.openAmount.currency.code, item.asOf.description,
      ])
  }

  public func insert(_ list: OpenItemListRecord) throws {
    try db.execute(
      sql: """
        INSERT INTO open_item_list (file_id, company, source, as_of, complete, shrink_percent, items, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'new')
        """,
      arguments: [
        list.fileID, list.company, list.source, list.asOf.description, list.isComplete ? 1 : 0, list.shrinkPercent,
        list.items,
      ])
  }

  public func forEachNewOpenItem(_ body: (OpenItemRecord) throws -> Void) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: "SELECT id FROM open_item WHERE state IN ('new', 'unmatched') ORDER BY company, as_of, number, open_amount, id")
    for id in ids {
      let row = try Row.fetchOne(try db.cachedStatement(sql: "SELECT * FROM open_item WHERE id = ?"), arguments: [id])
      guard let row else { continue }
      try body(
        OpenItemRecord(
          id: row["id"], fileID: row["file_id"], company: row["company"], number: row["number"],
          issueDate: date(row["issue_date"]), referenceKey: row["reference_key"],
          open: Money(minorUnits: row["open_amount"], try storedCurrency(row["currency"])),
          asOf: try storedDate(row["as_of"])))
    }
  }

  public func set(openItem id: Int64, state: String) throws {
    try db.cachedStatement(sql: "UPDATE open_item SET state = ? WHERE id = ?").execute(arguments: [state, id])
  }

  public func newOpenItemLists() throws -> [OpenItemListRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM open_item_list WHERE state = 'new' ORDER BY company, source, as_of, file_id")
      .map(openItemList)
  }

  public func previousList(_ list: OpenItemListRecord) throws -> OpenItemListRecord? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM open_item_list WHERE company = ? AND source = ? AND state = 'applied' AND as_of < ?
        ORDER BY as_of DESC, file_id DESC LIMIT 1
        """, arguments: [list.company, list.source, list.asOf.description]
    ).map(openItemList)
  }

  /// Lists that have shrunk too much to be believed and that no later list of their source has followed.
  public func standingShrunkLists() throws -> [OpenItemListRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM open_item_list l WHERE state = 'shrunk' AND NOT EXISTS (
          SELECT 1 FROM open_item_list later WHERE later.company = l.company AND later.source = l.source
            AND later.state IN ('applied', 'shrunk') AND (later.as_of > l.as_of OR (later.as_of = l.as_of AND later.file_id > l.file_id)))
        ORDER BY company, source
        """
    ).map(openItemList)
  }

  public func set(openItemList file: Int64, state: String, note: String?) throws {
    try db.execute(
      sql: "UPDATE open_item_list SET state = ?, note = ? WHERE file_id = ?", arguments: [state, note, file])
  }

  /// Receivables that a complete list of that day should have named and did not.
  public func vanished(from list: OpenItemListRecord) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT r.id FROM receivable r WHERE r.company = ? AND r.type_class = 'invoice' AND r.issue_date <= ?
          AND (r.snapshot_as_of IS NULL OR r.snapshot_as_of < ?)
          AND NOT EXISTS (SELECT 1 FROM open_item i WHERE i.file_id = ? AND i.number = r.number)
          AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = r.id)
        ORDER BY r.id
        """, arguments: [list.company, list.asOf.description, list.asOf.description, list.fileID])
  }

  private func openItemList(_ row: Row) throws -> OpenItemListRecord {
    OpenItemListRecord(
      fileID: row["file_id"], company: row["company"], source: row["source"], asOf: try storedDate(row["as_of"]),
      isComplete: row["complete"] != 0, shrinkPercent: row["shrink_percent"], items: row["items"])
  }
}
