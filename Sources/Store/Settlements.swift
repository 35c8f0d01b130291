import GRDB
import Receivables

public struct SettlementRecord: Hashable, Sendable {
  public var id: Int64
  public var fileID: Int64
  public var ordinal: Int
  public var format: String
  public var messageID: String?
  public var createdOn: CalendarDate?
  /// `booked`, `pages`, `quarantined`
  public var state: String
  public var entries: Int
  public var net: Money?
  public var path: String
}

/// A part of a message whose control totals hold over all its pages.
public struct PageRecord: Hashable, Sendable {
  public var id: Int64
  public var fileID: Int64
  public var ordinal: Int
  public var format: String
  public var messageID: String?
  public var account: String?
  public var page: Int
  public var isLast: Bool
  public var controls: [ControlTotal]
}

private struct ControlJSON: Codable {
  var name: String
  var stated: String
  var computed: String
  var pages: Bool?
}

extension Transaction {
  /// Begins a settlement; its entries follow, and `finish` says whether they count.
  public func begin(_ header: SettlementHeader, file: Int64) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO settlement (file_id, ordinal, format, kind, message_id, statement_id, account, created_on, page, last_page, copy,
          line, state, settled, entries, controls)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'quarantined', 1, 0, '[]')
        """,
      arguments: [
        file, header.ordinal, header.format, header.kind.rawValue, header.messageID, header.statementID, header.account,
        header.createdOn?.description, header.page?.number, header.page.map { $0.isLast ? 1 : 0 }, header.isCopy ? 1 : 0,
        header.line,
      ])
    return db.lastInsertedRowID
  }

  /// Ends a settlement with its sums. One that is not sound loses the entries that were written for it: nothing of it counts.
  public func finish(settlement id: Int64, entries: Int, end: SettlementEnd) throws {
    if !end.isSound {
      try db.execute(
        sql: "DELETE FROM outcome WHERE entry_id IN (SELECT id FROM entry WHERE settlement_id = ?)", arguments: [id])
      try db.execute(sql: "DELETE FROM entry WHERE settlement_id = ?", arguments: [id])
    }
    let totals = end.totals
    let controls = try JSONColumn.text(
      end.controls.map {
        ControlJSON(name: $0.name, stated: $0.stated, computed: $0.computed, pages: $0.isOfAllPages ? true : nil)
      })
    try db.execute(
      sql: """
        UPDATE settlement SET state = ?, settled = ?, entries = ?, payments_count = ?, payments_sum = ?, corrections_count = ?,
          corrections_sum = ?, failed_count = ?, failed_sum = ?, net = ?, currency = ?, controls = ? WHERE id = ?
        """,
      arguments: [
        end.waitsForPages ? "pages" : end.isSound ? "booked" : "quarantined", end.isSound ? 0 : 1, end.isSound ? entries : 0,
        totals?.payments.count, totals?.payments.sum.minorUnits, totals?.corrections.count, totals?.corrections.sum.minorUnits,
        totals?.failed.count, totals?.failed.sum.minorUnits, totals?.net.minorUnits, totals?.net.currency.code, controls, id,
      ])
  }

  public func pages() throws -> [PageRecord] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM settlement WHERE state = 'pages' AND settled = 0 ORDER BY message_id, account, format, page, id"
    ).map { row in
      PageRecord(
        id: row["id"], fileID: row["file_id"], ordinal: row["ordinal"], format: row["format"], messageID: row["message_id"],
        account: row["account"], page: row["page"] ?? 1, isLast: row["last_page"] == 1,
        controls: try JSONColumn.value([ControlJSON].self, row["controls"]).map {
          ControlTotal(name: $0.name, stated: $0.stated, computed: $0.computed, isOfAllPages: $0.pages ?? false)
        })
    }
  }

  /// All pages of its message are there and add up: it counts from now, and is in the report of the night that it counts in.
  public func book(page id: Int64) throws {
    try db.execute(sql: "UPDATE settlement SET state = 'booked', reported = 0 WHERE id = ?", arguments: [id])
  }

  /// Nothing of a page counts; the companies that it was about. `isNews`: the next report says so.
  public func refuse(page id: Int64, isNews: Bool = true) throws -> Set<String> {
    let companies = try String.fetchSet(db, sql: "SELECT DISTINCT company FROM entry WHERE settlement_id = ?", arguments: [id])
    try db.execute(sql: "DELETE FROM entry WHERE settlement_id = ?", arguments: [id])
    try db.execute(
      sql: "UPDATE settlement SET state = 'quarantined', settled = 1, entries = 0, reported = ? WHERE id = ?",
      arguments: [isNews ? 0 : 1, id])
    return companies
  }

  /// Its entries in their order.
  func entries(settlement id: Int64) throws -> [Int64] {
    try Int64.fetchAll(db, sql: "SELECT id FROM entry WHERE settlement_id = ? ORDER BY ordinal", arguments: [id])
  }

  /// Marks what this night has matched.
  public func markSettled() throws {
    try db.execute(sql: "UPDATE settlement SET settled = 1 WHERE settled = 0 AND state = 'booked'")
  }

  public func file(ofSettlement id: Int64) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT file_id FROM settlement WHERE id = ?", arguments: [id])
  }

  public func settlements(unreportedOnly: Bool = false) throws -> [SettlementRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.*, f.path AS file_path FROM settlement s JOIN file f ON f.id = s.file_id
        \(unreportedOnly ? "WHERE s.reported = 0" : "") ORDER BY s.id
        """
    ).map { row in
      let currency = (row["currency"] as String?).flatMap { Currency($0) }
      let net: Int64? = row["net"]
      var money: Money?
      if let currency, let net { money = Money(minorUnits: net, currency) }
      return SettlementRecord(
        id: row["id"], fileID: row["file_id"], ordinal: row["ordinal"], format: row["format"],
        messageID: row["message_id"], createdOn: date(row["created_on"]), state: row["state"], entries: row["entries"],
        net: money, path: row["file_path"])
    }
  }

  /// Sums of the payments of settlements that were not reported yet, by what became of them: what the report must add up to.
  public func unreportedEntrySums() throws -> [(state: String, currency: Currency, count: Int, sum: Int64)] {
    // Added up here: SQLite would sort all of them to group them.
    let row = try Prepared(
      db,
      """
      SELECT CASE WHEN s.state = 'pages' THEN 'waiting' WHEN e.fate = 'money' THEN COALESCE(o.state, 'waiting') ELSE e.fate END,
        e.currency, e.amount
      FROM settlement s JOIN entry e ON e.settlement_id = s.id LEFT JOIN outcome o ON o.entry_id = e.id
      WHERE s.reported = 0 AND e.level = 'payment'
      """)
    var sums: [(state: String, currency: Currency, count: Int, sum: Int64)] = []
    var last = 0
    row.begin()
    while try row.step() {
      let state = row.text(0)
      let currency = try row.currency(1)
      if !sums.indices.contains(last) || sums[last].state != state || sums[last].currency != currency {
        last = sums.firstIndex { $0.state == state && $0.currency == currency } ?? sums.count
        if last == sums.count { sums.append((state, currency, 0, 0)) }
      }
      let (sum, overflow) = sums[last].sum.addingReportingOverflow(row.int(2))
      guard !overflow else { throw StoreError.refused("the sum of the night's payments is too large") }
      sums[last].sum = sum
      sums[last].count += 1
    }
    return sums.sorted { ($0.state, $0.currency.code) < ($1.state, $1.currency.code) }
  }
}
