import GRDB
import Receivables

/// A bank or provider entry as the store holds it.
public struct EntryRecord: Hashable, Sendable {
  public var id: Int64
  public var settlementID: Int64
  public var company: String
  public var key: String
  public var isWeak: Bool
  /// Its reference is in the form of `ReferenceKey`.
  public var entry: SettlementEntry
  /// `money`, `failed`, `pending`, `duplicate`, `review`
  public var fate: String
  /// The outcome's state; nil while no night has settled it.
  public var state: String?
  public var receivableID: Int64?
  public var rule: String?
  public var evidence: String?
  public var recipe: String?
  public var voucherID: Int64?
  /// What of it is in SUSPENSE, minor units with the entry's sign.
  public var suspense: Int64
  public var reversedBy: Int64?
}

/// Reads entries one at a time, by position.
public final class EntryReader {
  static let columns = """
    e.id, e.settlement_id, e.company, e.key, e.weak, e.ordinal, e.line, e.level, e.account, e.booking_date, e.value_date,
    e.payment_date, e.amount, e.currency, e.stated_amount, e.reference_key, e.archive_id, e.entry_reference, e.payer,
    e.payer_account, e.message, e.documents, e.bank_code, e.lump, e.status, e.correction, e.return_reason, e.fate,
    o.state, o.receivable_id, o.rule, o.evidence, o.recipe, o.voucher_id, o.suspense, o.reversed_by
    """
  private let byID: Prepared

  public init(_ transaction: Transaction) throws {
    byID = try Prepared(
      transaction.db, "SELECT \(Self.columns) FROM entry e LEFT JOIN outcome o ON o.entry_id = e.id WHERE e.id = ?")
  }

  public func entry(id: Int64) throws -> EntryRecord? {
    byID.begin()
    byID.bind(id)
    guard try byID.step() else { return nil }
    defer { byID.end() }
    return try Self.record(byID)
  }

  static func record(_ row: Prepared) throws -> EntryRecord {
    let currency = try row.currency(13)
    var documents: [SettlementEntry.ReferredDocument] = []
    if let text = row.text(orNil: 21) {
      documents = try JSONColumn.value([DocumentJSON].self, text).map { $0.document(currency) }
    }
    let entry = SettlementEntry(
      ordinal: Int(row.int(5)), line: Int(row.int(6)), level: SettlementEntry.Level(rawValue: row.text(7)) ?? .payment,
      account: row.text(8), bookingDate: try row.day(9), valueDate: row.day(orNil: 10), paymentDate: row.day(orNil: 11),
      amount: Money(minorUnits: row.int(12), currency), statedAmount: row.text(14), reference: row.text(orNil: 15),
      archiveID: row.text(orNil: 16), entryReference: row.text(orNil: 17), payerName: row.text(orNil: 18),
      payerAccount: row.text(orNil: 19), message: row.text(orNil: 20), documents: documents, bankCode: row.text(orNil: 22),
      isLump: row.int(23) == 1, status: SettlementEntry.Status(rawValue: row.text(24)) ?? .failed, correctionCode: row.text(25),
      returnReason: row.text(orNil: 26))
    var record = EntryRecord(
      id: row.int(0), settlementID: row.int(1), company: row.text(2), key: row.text(3), isWeak: row.int(4) == 1, entry: entry,
      fate: row.text(27), state: row.text(orNil: 28), suspense: 0)
    // Most have no outcome yet.
    guard record.state != nil else { return record }
    record.receivableID = row.int(orNil: 29)
    record.rule = row.text(orNil: 30)
    record.evidence = row.text(orNil: 31)
    record.recipe = row.text(orNil: 32)
    record.voucherID = row.int(orNil: 33)
    record.suspense = row.int(34)
    record.reversedBy = row.int(orNil: 35)
    return record
  }
}

extension Transaction {
  /// Payments of which a person has to say whether another file told of them.
  public func doubtfulPayments() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT e.id FROM outcome o JOIN entry e ON e.id = o.entry_id
        WHERE \(Schema.isWaiting("o")) AND o.state = 'review' AND e.level = 'payment'
        ORDER BY e.company, e.id
        """)
  }

  /// Lines of account statements that a night has to look at: new ones, and those whose payments were not there.
  public func statementLines() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT e.id FROM entry e WHERE e.level = 'line' AND e.id IN (
          SELECT n.id FROM settlement s JOIN entry n INDEXED BY entry_line ON n.settlement_id = s.id
            WHERE s.settled = 0 AND s.state = 'booked' AND n.level = 'line' AND n.fate = 'money'
          UNION SELECT o.entry_id FROM outcome o WHERE \(Schema.isWaiting("o")) AND o.state IN ('open-line', 'closed'))
        ORDER BY e.company, e.booking_date, e.account, e.currency, e.key
        """)
  }

  /// Entries with money in SUSPENSE that no reversal has taken back.
  public func suspended() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT e.id FROM outcome o JOIN entry e ON e.id = o.entry_id WHERE o.suspense <> 0
        ORDER BY e.company, e.booking_date, e.account, e.currency, e.key
        """)
  }

  /// What a person has to decide: money in suspense or without a claim, money of closed days, perhaps the same money again, statement
  /// lines whose payments are missing.
  public func openEntries(company: String?) throws -> [EntryRecord] {
    let row = try Prepared(
      db,
      """
      SELECT \(EntryReader.columns) FROM outcome o JOIN entry e ON e.id = o.entry_id
      WHERE (o.suspense <> 0 OR \(Schema.isWaiting("o"))) AND o.reversed_by IS NULL
        AND (?1 IS NULL OR e.company = ?1)
      ORDER BY e.company, e.booking_date, e.account, e.currency, e.key
      """)
    row.begin()
    row.bind(company)
    return try records(row)
  }

  /// Payments by `E17` or the bank's id.
  public func payments(named name: String) throws -> [EntryRecord] {
    let row = try Prepared(
      db,
      """
      SELECT \(EntryReader.columns) FROM entry e JOIN outcome o ON o.entry_id = e.id
      WHERE e.id IN (SELECT n.id FROM entry n WHERE n.archive_id = ?1 UNION SELECT ?2) AND e.level = 'payment' AND e.fate = 'money'
      ORDER BY e.id
      """)
    row.begin()
    row.bind(name)
    row.bind(name.uppercased().hasPrefix("E") ? Int64(name.dropFirst()) : nil)
    return try records(row)
  }

  public func entries(receivable: Int64) throws -> [EntryRecord] {
    let row = try Prepared(
      db,
      """
      SELECT \(EntryReader.columns) FROM entry e JOIN outcome o ON o.entry_id = e.id
      WHERE o.entry_id IN (SELECT source_id FROM allocation WHERE receivable_id = ?1 AND kind = 'entry')
        OR o.entry_id IN (SELECT entry_id FROM overpayment WHERE receivable_id = ?1)
      ORDER BY e.id
      """)
    row.begin()
    row.bind(receivable)
    return try records(row)
  }

  /// Payments that a correction may take back: of this account and currency, by the bank's id whatever the amount, or by the reference
  /// of the claim that they were taken off and exactly the opposite amount. Which of them it is, matching decides.
  public func originals(of entry: SettlementEntry, company: String) throws -> [EntryRecord] {
    guard entry.archiveID != nil || entry.reference != nil else { return [] }
    let row = try Prepared(
      db,
      """
      SELECT \(EntryReader.columns) FROM entry e JOIN outcome o ON o.entry_id = e.id
      WHERE e.id IN (
          SELECT n.id FROM entry n WHERE n.archive_id = ?3
          UNION SELECT a.source_id FROM receivable r JOIN allocation a ON a.receivable_id = r.id AND a.kind = 'entry'
            JOIN entry n ON n.id = a.source_id AND n.amount = ?2
            WHERE r.company = ?6 AND r.reference_key = ?4)
        AND e.account = ?1 AND e.currency = ?5 AND e.level = 'payment' AND e.status = 'booked' AND e.fate = 'money'
        AND o.state IN ('voucher', 'evidence', 'unmatched') ORDER BY e.booking_date, e.key
      """)
    row.begin()
    row.bind(entry.account)
    row.bind(-entry.amount.minorUnits)
    row.bind(entry.archiveID)
    row.bind(entry.reference)
    row.bind(entry.amount.currency.code)
    row.bind(company)
    return try records(row)
  }

  public func entry(id: Int64) throws -> EntryRecord? { try EntryReader(self).entry(id: id) }

  public func entry(key: String) throws -> EntryRecord? {
    let row = try Prepared(
      db,
      """
      SELECT \(EntryReader.columns) FROM entry e LEFT JOIN outcome o ON o.entry_id = e.id
      WHERE e.key = ? AND e.fate <> 'duplicate'
      """)
    row.begin()
    row.bind(key)
    return try records(row).first
  }

  private func records(_ row: Prepared) throws -> [EntryRecord] {
    var records: [EntryRecord] = []
    while try row.step() { records.append(try EntryReader.record(row)) }
    return records
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
}
