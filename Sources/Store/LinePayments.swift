import GRDB
import Receivables

/// What the payments add up to that a line of an account statement is made of.
public struct PaymentSums: Hashable, Sendable {
  public var count = 0
  /// Minor units; nil: more than 64 bits hold.
  public var total: Int64? = 0
  /// Those of them that have a voucher.
  public var booked: Int64? = 0
  public init() {}

  mutating func add(_ amount: Int64, isBooked: Bool) {
    count += 1
    total = Self.sum(total, amount)
    if isBooked { booked = Self.sum(booked, amount) }
  }

  static func sum(_ sum: Int64?, _ amount: Int64) -> Int64? {
    guard let (next, overflow) = sum?.addingReportingOverflow(amount), !overflow else { return nil }
    return next
  }
}

/// One account's booking day in one currency and direction.
public struct AccountDay: Hashable, Sendable {
  public var account: String
  public var day: CalendarDate
  public var currency: Currency
  public var isNegative: Bool

  public init(_ entry: SettlementEntry) {
    account = entry.account
    day = entry.bookingDate
    currency = entry.amount.currency
    isNegative = entry.amount.isNegative
  }
}

extension Transaction {
  /// The payments of a line as far as files say so: those that its own message lists under it, else those of other messages that name
  /// the bank's reference of the line.
  public func payments(ofLine line: EntryRecord) throws -> PaymentSums {
    let own = try listed(settlement: line.settlementID, ordinal: line.entry.ordinal)
    if own.count > 0 { return own }
    guard let reference = line.entry.entryReference else { return try listedElsewhere(line) }
    // Where an entry is one payment, its reference is the payment's own id.
    return try sums(
      """
      SELECT p.key, \(Self.toldKey) AS told FROM entry p WHERE p.entry_reference = ?1
        AND p.entry_reference <> COALESCE(p.archive_id, '') AND p.account = ?2 AND p.booking_date = ?3 AND p.level = 'payment'
      UNION SELECT p.key, p.key FROM entry p WHERE p.archive_id = ?1 AND p.account = ?2 AND p.booking_date = ?3
        AND p.level = 'payment' AND (p.amount < 0) = ?4
      """, [reference, line.entry.account, line.entry.bookingDate.description, line.entry.amount.isNegative])
  }

  /// The payments of other messages that are part of the bank's entry which is known as one payment, of its account and day.
  public func payments(partOf whole: EntryRecord) throws -> PaymentSums {
    try sums(
      """
      SELECT p.key, \(Self.toldKey) AS told FROM entry p WHERE p.entry_reference = ?1
        AND p.entry_reference <> COALESCE(p.archive_id, '') AND p.account = ?2 AND p.booking_date = ?3 AND p.level = 'payment'
      """, [whole.entry.archiveID, whole.entry.account, whole.entry.bookingDate.description])
  }

  /// Payments that have only the reference of the bank's entry for an id, where another message tells that entry's payments by ids of
  /// their own: as far as tonight's files say something of either, or either waits for its day to be opened.
  ///
  /// What one message tells beside each other, its control totals count beside each other: that is money of two kinds.
  public func entriesToldTwice() throws -> [Int64] {
    // By far most nights have none, and need not look what their payments are part of.
    guard
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM entry e WHERE \(Self.isWhole))") ?? false
    else { return [] }
    let isPart = "p.level = 'payment' AND p.entry_reference <> COALESCE(p.archive_id, '')"
    let part = "p.entry_reference AS reference, p.account, p.booking_date"
    return try Int64.fetchAll(
      db,
      sql: """
        WITH candidate AS (
          SELECT e.id FROM settlement s JOIN entry e ON e.settlement_id = s.id
            WHERE s.settled = 0 AND s.state = 'booked' AND \(Self.isWhole)
          UNION SELECT e.id FROM (
            SELECT \(part) FROM settlement s JOIN entry p ON p.settlement_id = s.id
              WHERE s.settled = 0 AND s.state = 'booked' AND \(isPart)
            UNION SELECT \(part) FROM outcome o JOIN entry p ON p.id = o.entry_id
              WHERE \(Schema.isWaiting("o")) AND o.state = 'closed' AND \(isPart)
          ) t JOIN entry e ON e.archive_id = t.reference AND e.account = t.account AND e.booking_date = t.booking_date
            WHERE \(Self.isWhole))
        SELECT e.id FROM candidate c JOIN entry e ON e.id = c.id WHERE e.fate = 'money' AND e.level = 'payment'
          AND EXISTS (SELECT 1 FROM entry p WHERE p.entry_reference = e.archive_id AND \(isPart) AND p.account = e.account
            AND p.booking_date = e.booking_date)
          AND NOT EXISTS (SELECT 1 FROM entry p WHERE p.entry_reference = e.archive_id AND \(isPart)
            AND p.settlement_id = e.settlement_id)
        ORDER BY e.company, e.booking_date, e.account, e.currency, e.key
        """)
  }

  /// As the index `entry_whole` has it.
  private static let isWhole = "e.archive_id = e.entry_reference AND e.level = 'payment'"

  /// Another entry tells of this money; this one moves nothing.
  public func setDuplicate(entry id: Int64) throws {
    try db.execute(sql: "UPDATE entry SET fate = 'duplicate' WHERE id = ?", arguments: [id])
  }

  /// Lines that were explained and that the bank gives this reference.
  public func explainedLines(reference: String, of entry: SettlementEntry) throws -> [EntryRecord] {
    let lines = EntryKeyPrefix.lines(account: entry.account, day: entry.bookingDate)
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT e.id FROM entry e JOIN outcome o ON o.entry_id = e.id
        WHERE e.key >= ? AND e.key < ? AND e.fate <> 'duplicate' AND o.state = 'line' AND e.entry_reference = ? ORDER BY e.key
        """, arguments: [lines, EntryKeyPrefix.end(of: lines), reference]
    ).compactMap { try self.entry(id: $0) }
  }

  public func lastVoucherID(entry id: Int64) throws -> Int64? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT MAX(v) FROM (SELECT voucher_id AS v FROM outcome WHERE entry_id = ?1
          UNION ALL SELECT voucher_id FROM later_voucher WHERE entry_id = ?1)
        """, arguments: [id])
  }

  /// Its payments are to be looked for again.
  public func reopen(line id: Int64) throws {
    try db.execute(sql: "UPDATE outcome SET state = 'open-line' WHERE entry_id = ?", arguments: [id])
  }

  /// What a message lists under its line.
  private func listed(settlement: Int64, ordinal: Int) throws -> PaymentSums {
    try sums(
      """
      SELECT p.key, \(Self.toldKey) AS told FROM entry p WHERE p.settlement_id = ?1 AND p.level = 'payment' AND p.ordinal > ?2
        AND p.ordinal < COALESCE((
          SELECT MIN(n.ordinal) FROM entry n WHERE n.settlement_id = ?1 AND n.level = 'line' AND n.ordinal > ?2), 1 << 60)
      """, [settlement, ordinal])
  }

  /// What another message lists under a line without a reference that is, or may be, the same.
  private func listedElsewhere(_ line: EntryRecord) throws -> PaymentSums {
    let same = try Row.fetchAll(
      db,
      sql: """
        SELECT p.settlement_id, p.ordinal FROM entry p WHERE p.account = ? AND p.booking_date = ? AND p.weak = 1 AND p.level = 'line'
          AND p.id <> ? AND \(Self.toldKey) = ? ORDER BY p.id
        """, arguments: [line.entry.account, line.entry.bookingDate.description, line.id, line.key])
    for row in same {
      let found = try listed(settlement: row[0], ordinal: row[1])
      if found.count > 0 { return found }
    }
    return PaymentSums()
  }

  /// The payments of a day and direction that no line's message lists and no line's reference names: what its lump sums are made of.
  public func paymentsOfNoLine(_ day: AccountDay) throws -> PaymentSums {
    let lines = EntryKeyPrefix.lines(account: day.account, day: day.day)
    let payments = EntryKeyPrefix.payments(account: day.account, day: day.day)
    return try sums(
      """
      SELECT e.key, e.key AS told FROM entry e WHERE e.key >= ?1 AND e.key < ?2 AND e.fate = 'money' AND e.level = 'payment'
        AND e.currency = ?3 AND (e.amount < 0) = ?4 AND e.key NOT IN (
          SELECT \(Self.toldKey) FROM entry l JOIN entry p ON p.settlement_id = l.settlement_id AND p.level = 'payment'
            WHERE l.key >= ?5 AND l.key < ?6 AND l.fate <> 'duplicate'
          UNION SELECT \(Self.toldKey) FROM entry l JOIN entry p ON p.entry_reference = l.entry_reference
              AND p.entry_reference <> COALESCE(p.archive_id, '') AND p.account = l.account AND p.booking_date = l.booking_date
              AND p.level = 'payment'
            WHERE l.key >= ?5 AND l.key < ?6 AND l.fate <> 'duplicate'
          UNION SELECT \(Self.toldKey) FROM entry l JOIN entry p ON p.archive_id = l.entry_reference AND p.account = l.account
              AND p.booking_date = l.booking_date AND (p.amount < 0) = (l.amount < 0) AND p.level = 'payment'
            WHERE l.key >= ?5 AND l.key < ?6 AND l.fate <> 'duplicate')
      """, [payments, EntryKeyPrefix.end(of: payments), day.currency.code, day.isNegative, lines, EntryKeyPrefix.end(of: lines)])
  }

  /// Lump sums of a day and direction that earlier nights explained by the day alone.
  public func lumpsOfDay(_ day: AccountDay) throws -> [EntryRecord] {
    let lines = EntryKeyPrefix.lines(account: day.account, day: day.day)
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT e.id FROM entry e JOIN outcome o ON o.entry_id = e.id
        WHERE e.key >= ? AND e.key < ? AND e.fate <> 'duplicate' AND o.state = 'line' AND e.lump = 1 AND e.currency = ?
          AND (e.amount < 0) = ? ORDER BY e.key
        """, arguments: [lines, EntryKeyPrefix.end(of: lines), day.currency.code, day.isNegative]
    ).compactMap { id in
      guard let line = try entry(id: id), try payments(ofLine: line).count == 0 else { return nil }
      return line
    }
  }

  /// What vouchers have taken from CLEARING to the bank for lines, minor units.
  public func cleared(_ lines: [EntryRecord]) throws -> Int64? {
    var sum: Int64? = 0
    for line in lines {
      for posting in try postings(entry: line) where posting.role == .bank {
        sum = PaymentSums.sum(sum, posting.amount.minorUnits)
      }
    }
    return sum
  }

  /// A line of the day and direction whose payments are all known.
  public func explainedLine(_ day: AccountDay) throws -> EntryRecord? {
    let lines = EntryKeyPrefix.lines(account: day.account, day: day.day)
    let id = try Int64.fetchOne(
      db,
      sql: """
        SELECT e.id FROM entry e JOIN outcome o ON o.entry_id = e.id
        WHERE e.key >= ? AND e.key < ? AND e.fate <> 'duplicate' AND o.state = 'line' AND e.currency = ? AND (e.amount < 0) = ?
        ORDER BY e.key LIMIT 1
        """, arguments: [lines, EntryKeyPrefix.end(of: lines), day.currency.code, day.isNegative])
    return try id.flatMap { try entry(id: $0) }
  }

  /// The key of a payment `p`: of one that may be the same as another file's, that one's.
  private static let toldKey = "CASE WHEN p.fate = 'review' THEN rtrim(rtrim(p.key, '0123456789'), '?') ELSE p.key END"

  /// `keys`: a query for keys; a payment that several files tell of counts once.
  private func sums(_ keys: String, _ arguments: StatementArguments) throws -> PaymentSums {
    var sums = PaymentSums()
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT DISTINCT e.id, e.amount, o.voucher_id IS NOT NULL FROM (\(keys)) k
        JOIN entry e ON e.fate <> 'duplicate'
          AND e.key = COALESCE((SELECT n.key FROM entry n WHERE n.key = k.told AND n.fate <> 'duplicate'), k.key)
        LEFT JOIN outcome o ON o.entry_id = e.id WHERE e.fate IN ('money', 'review') AND COALESCE(o.state, '') <> 'told'
        """, arguments: arguments)
    while let row = try rows.next() { sums.add(row[1], isBooked: row[2]) }
    return sums
  }
}
