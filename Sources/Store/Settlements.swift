import GRDB
import Receivables

/// A bank or provider entry as the store holds it.
public struct EntryRecord: Hashable, Sendable {
  public var id: Int64
  public var settlementID: Int64
  public var company: String
  public var key: String
  public var entry: SettlementEntry
  /// `new`, `voucher`, `evidence`, `failed`, `duplicate`
  public var state: String
  public var receivableID: Int64?
  public var evidence: String?
  public var recipe: String?
}

public struct SettlementRecord: Hashable, Sendable {
  public var id: Int64
  public var fileID: Int64
  public var ordinal: Int
  public var format: String
  public var messageID: String?
  public var createdOn: CalendarDate?
  /// `booked`, `quarantined`
  public var state: String
  public var entries: Int
  public var net: Money?
  public var path: String
}

private struct ControlJSON: Codable {
  var name: String
  var stated: String
  var computed: String
}

extension Transaction {
  /// Begins a settlement; its entries follow, and `finish` says whether they count.
  public func begin(_ header: SettlementHeader, file: Int64) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO settlement (file_id, ordinal, format, message_id, created_on, line, state, entries, controls)
        VALUES (?, ?, ?, ?, ?, ?, 'quarantined', 0, '[]')
        """,
      arguments: [
        file, header.ordinal, header.format, header.messageID, header.createdOn?.description, header.line,
      ])
    return db.lastInsertedRowID
  }

  /// Ends a settlement with its sums. One that is not sound loses the entries that were written for it: nothing of it counts.
  public func finish(settlement id: Int64, end: SettlementEnd) throws {
    if !end.isSound { try db.execute(sql: "DELETE FROM entry WHERE settlement_id = ?", arguments: [id]) }
    let totals = end.totals
    let controls = try JSONColumn.text(
      end.controls.map { ControlJSON(name: $0.name, stated: $0.stated, computed: $0.computed) })
    try db.execute(
      sql: """
        UPDATE settlement SET state = ?, entries = (SELECT COUNT(*) FROM entry WHERE settlement_id = settlement.id),
          payments_count = ?, payments_sum = ?, corrections_count = ?, corrections_sum = ?, failed_count = ?,
          failed_sum = ?, net = ?, currency = ?, controls = ? WHERE id = ?
        """,
      arguments: [
        end.isSound ? "booked" : "quarantined", totals?.payments.count, totals?.payments.sum.minorUnits,
        totals?.corrections.count, totals?.corrections.sum.minorUnits, totals?.failed.count,
        totals?.failed.sum.minorUnits, totals?.net.minorUnits, totals?.net.currency.code, controls, id,
      ])
  }

  /// Keeps an entry; one that was seen before is kept as a duplicate, which moves nothing. Another amount or reference under a known key
  /// is other money: it counts, with `#` and what it says behind its key, and is a question of the run.
  public func insert(_ entry: SettlementEntry, key: String, referenceKey: String?, company: String, settlement: Int64)
    throws
  {
    var key = key
    var isKnown = false
    if let known = try Row.fetchOne(
      try db.cachedStatement(sql: "SELECT amount, reference_key FROM entry WHERE key = ? AND state <> 'duplicate'"),
      arguments: [key])
    {
      let amount: Int64 = known["amount"]
      let reference: String? = known["reference_key"]
      isKnown = amount == entry.amount.minorUnits && reference == referenceKey
      if !isKnown {
        key += "#\(entry.amount.decimalText)-\(referenceKey ?? "")"
        isKnown =
          try db.cachedStatement(sql: "SELECT 1 FROM entry WHERE key = ? AND state <> 'duplicate'").fetchInt64([key]) != nil
      }
    }
    let state = isKnown ? "duplicate" : entry.posts ? "new" : "failed"
    try db.cachedStatement(
      sql: """
        INSERT INTO entry (settlement_id, ordinal, line, company, key, account, booking_date, payment_date, amount,
          currency, stated_amount, reference_key, archive_id, payer, status, correction, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        settlement, entry.ordinal, entry.line, company, key, entry.account, entry.bookingDate.description,
        entry.paymentDate?.description, entry.amount.minorUnits, entry.amount.currency.code, entry.statedAmount,
        referenceKey, entry.archiveID, entry.payerName, entry.status.rawValue, entry.correctionCode, state,
      ])
  }

  /// Entries to be matched, in the order that does not depend on files: payments of a day before its corrections. Money in suspense is
  /// asked about again every night, because the invoice that it pays may come later.
  public func forEachNewEntry(_ body: (EntryRecord) throws -> Void) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM entry WHERE state IN ('new', 'unmatched')
          OR (recipe = 'R04b' AND receivable_id IS NULL AND reversed_by IS NULL)
        ORDER BY company, booking_date, status = 'correction', key
        """)
    for id in ids {
      let row = try Row.fetchOne(try db.cachedStatement(sql: "SELECT * FROM entry WHERE id = ?"), arguments: [id])
      if let row { try body(try entry(row)) }
    }
  }

  public func entries(receivable: Int64) throws -> [EntryRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM entry WHERE receivable_id = ? ORDER BY id", arguments: [receivable]).map(entry)
  }

  /// The payment that a correction takes back: same account and archive id, not itself a correction.
  public func original(of entry: SettlementEntry) throws -> EntryRecord? {
    guard let archiveID = entry.archiveID else { return nil }
    return try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM entry WHERE account = ? AND archive_id = ? AND status = 'booked' AND amount = ?
          AND state IN ('voucher', 'evidence') AND reversed_by IS NULL ORDER BY id LIMIT 1
        """, arguments: [entry.account, archiveID, -entry.amount.minorUnits]
    ).map(self.entry)
  }

  public func markReversed(entry id: Int64, by correction: Int64) throws {
    try db.execute(sql: "UPDATE entry SET reversed_by = ? WHERE id = ?", arguments: [correction, id])
  }

  /// What an entry took off claims, with the claims' numbers.
  public func allocations(entry id: Int64) throws -> [(receivable: Int64, number: String, amount: Money)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT a.receivable_id, r.number, a.amount, r.currency FROM allocation a
        JOIN receivable r ON r.id = a.receivable_id WHERE a.kind = 'entry' AND a.source_id = ? ORDER BY a.id
        """, arguments: [id]
    ).map { ($0["receivable_id"], $0["number"], Money(minorUnits: $0["amount"], try storedCurrency($0["currency"]))) }
  }

  public func file(ofSettlement id: Int64) throws -> Int64? {
    try Int64.fetchOne(db, sql: "SELECT file_id FROM settlement WHERE id = ?", arguments: [id])
  }

  public func set(entry id: Int64, state: String, receivable: Int64?, evidence: String?, recipe: String?) throws {
    try db.cachedStatement(
      sql: "UPDATE entry SET state = ?, receivable_id = ?, evidence = ?, recipe = ? WHERE id = ?"
    ).execute(arguments: [state, receivable, evidence, recipe, id])
  }

  private func entry(_ row: Row) throws -> EntryRecord {
    let entry = SettlementEntry(
      ordinal: row["ordinal"], line: row["line"], account: row["account"],
      bookingDate: try storedDate(row["booking_date"]), paymentDate: date(row["payment_date"]),
      amount: Money(minorUnits: row["amount"], try storedCurrency(row["currency"])), statedAmount: row["stated_amount"],
      reference: row["reference_key"], archiveID: row["archive_id"], payerName: row["payer"],
      status: SettlementEntry.Status(rawValue: row["status"]) ?? .failed, correctionCode: row["correction"])
    return EntryRecord(
      id: row["id"], settlementID: row["settlement_id"], company: row["company"], key: row["key"], entry: entry,
      state: row["state"], receivableID: row["receivable_id"], evidence: row["evidence"], recipe: row["recipe"])
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

  /// Sums of the entries that were not reported yet, by state and currency: what the report must add up to.
  public func unreportedEntrySums() throws -> [(state: String, recipe: String?, currency: Currency, count: Int, sum: Int64)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT state, recipe, currency, COUNT(*) AS n, SUM(amount) AS total FROM entry WHERE reported = 0
        GROUP BY state, recipe, currency ORDER BY state, recipe, currency
        """
    ).map { ($0["state"], $0["recipe"], try storedCurrency($0["currency"]), $0["n"], $0["total"]) }
  }
}
