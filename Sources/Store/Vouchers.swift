import GRDB
import Receivables

/// Where a company's journal ends.
public struct JournalHead: Hashable, Sendable {
  public var voucherID: Int64
  /// How many vouchers it has.
  public var vouchers: Int
  public var hash: String
  public init(voucherID: Int64, vouchers: Int, hash: String) {
    self.voucherID = voucherID
    self.vouchers = vouchers
    self.hash = hash
  }
}

/// Writes vouchers: first their postings, then the row that seals them. The database refuses one that does not balance.
///
/// One row a statement: where a trigger looks on, many rows by one statement go through a table of their own first, and gain nothing.
public final class VoucherWriter {
  private let posting: Prepared
  private let voucher: Prepared

  public init(_ transaction: Transaction) throws {
    posting = try Prepared(
      transaction.db,
      """
      INSERT OR FAIL INTO posting (voucher_id, ordinal, role, amount, currency, invoice_number, customer_number, source, recipe)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    voucher = try Prepared(
      transaction.db,
      """
      INSERT OR FAIL INTO voucher (id, company, fiscal_year, series, number, date, text, recipe, source, reverses, previous_hash, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
  }

  public func insert(_ line: Posting, ordinal: Int, voucher id: Int64) throws {
    posting.begin()
    posting.bind(id)
    posting.bind(ordinal)
    posting.bind(line.role.rawValue)
    posting.bind(line.amount.minorUnits)
    posting.bind(line.amount.currency.code)
    posting.bind(line.invoiceNumber)
    posting.bind(line.customerNumber)
    posting.bind(line.source)
    posting.bind(line.recipe)
    try posting.run()
  }

  /// Seals the postings that were written under `id`; those of `draft` are not looked at.
  public func seal(_ draft: VoucherDraft, number: VoucherNumber, previousHash: String, hash: String, id: Int64) throws {
    voucher.begin()
    voucher.bind(id)
    voucher.bind(draft.company)
    voucher.bind(number.fiscalYear)
    voucher.bind(number.series)
    voucher.bind(number.number)
    voucher.bind(draft.date)
    voucher.bind(draft.text)
    voucher.bind(draft.recipe)
    voucher.bind(draft.source)
    voucher.bind(draft.reverses?.description)
    voucher.bind(previousHash)
    voucher.bind(hash)
    try voucher.run()
  }
}

extension Transaction {
  public func journalHead(company: String) throws -> JournalHead? {
    try Row.fetchOne(db, sql: "SELECT * FROM journal_head WHERE company = ?", arguments: [company]).map {
      JournalHead(voucherID: $0["voucher_id"], vouchers: $0["vouchers"], hash: $0["hash"])
    }
  }

  public func set(journalHead head: JournalHead, company: String) throws {
    try db.execute(
      sql: """
        INSERT INTO journal_head (company, voucher_id, vouchers, hash) VALUES (?, ?, ?, ?)
        ON CONFLICT (company) DO UPDATE SET voucher_id = excluded.voucher_id, vouchers = excluded.vouchers, hash = excluded.hash
        """, arguments: [company, head.voucherID, head.vouchers, head.hash])
  }

  public func nextVoucherID() throws -> Int64 { (try Int64.fetchOne(db, sql: "SELECT MAX(id) FROM voucher") ?? 0) + 1 }

  public func nextVoucherNumber(company: String, fiscalYear: Int, series: String) throws -> Int {
    (try Int.fetchOne(
      db, sql: "SELECT MAX(number) FROM voucher WHERE company = ? AND fiscal_year = ? AND series = ?",
      arguments: [company, fiscalYear, series]) ?? 0) + 1
  }

  /// A company's vouchers in the order of the chain, each with the id of its row, one after another. `after`: those with higher ids only.
  public func forEachVoucher(
    company: String, from: CalendarDate? = nil, until: CalendarDate? = nil, notExportedAs format: String? = nil,
    after: Int64 = .min, _ body: (Int64, Voucher) throws -> Void
  ) throws {
    let row = try Prepared(
      db,
      """
      SELECT v.id FROM voucher v
      WHERE v.id > ?5 AND +company = ?1 AND (?2 IS NULL OR date >= ?2) AND (?3 IS NULL OR date <= ?3)
        AND (?4 IS NULL OR NOT EXISTS (SELECT 1 FROM voucher_export e WHERE e.voucher_id = v.id AND e.format = ?4))
      ORDER BY id
      """)
    row.begin()
    row.bind(company)
    row.bind(from)
    row.bind(until)
    row.bind(format)
    row.bind(after)
    let reader = try VoucherReader(self)
    var ids: [Int64] = []
    while try row.step() { ids.append(row.int(0)) }
    for id in ids {
      if let voucher = try reader.voucher(id: id) { try body(id, voucher) }
    }
  }

  public func vouchers(company: String, from: CalendarDate? = nil, until: CalendarDate? = nil) throws -> [Voucher] {
    var vouchers: [Voucher] = []
    try forEachVoucher(company: company, from: from, until: until) { vouchers.append($1) }
    return vouchers
  }

  public func voucher(id: Int64) throws -> Voucher? { try VoucherReader(self).voucher(id: id) }

  /// Row of a voucher that a person names.
  public func voucherID(_ company: String, _ number: VoucherNumber) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM voucher WHERE company = ? AND fiscal_year = ? AND series = ? AND number = ?",
      arguments: [company, number.fiscalYear, number.series, number.number])
  }

  /// Files that have carried a voucher.
  public func exports(voucher id: Int64) throws -> [String] {
    try String.fetchAll(
      db,
      sql: "SELECT o.path FROM voucher_export e JOIN output o ON o.id = e.output_id WHERE e.voucher_id = ? ORDER BY e.format",
      arguments: [id])
  }

  /// Vouchers that book an entry or place what it left in suspense, in the order of the chain.
  public func vouchers(entry id: Int64) throws -> [Voucher] {
    let reader = try VoucherReader(self)
    return try Int64.fetchAll(
      db,
      sql: """
        SELECT voucher_id FROM outcome WHERE entry_id = ?1 AND voucher_id IS NOT NULL
        UNION SELECT voucher_id FROM later_voucher WHERE entry_id = ?1 ORDER BY 1
        """, arguments: [id]
    ).compactMap { try reader.voucher(id: $0) }
  }

  /// What found the place of an entry's money in a voucher later than its first; nil when this is its first.
  public func laterMatch(entry id: Int64, in number: VoucherNumber) throws -> (rule: String?, evidence: String?)? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT l.rule, l.evidence FROM later_voucher l JOIN voucher v ON v.id = l.voucher_id
        WHERE l.entry_id = ? AND v.fiscal_year = ? AND v.series = ? AND v.number = ?
        """, arguments: [id, number.fiscalYear, number.series, number.number]
    ).map { ($0[0], $0[1]) }
  }

  /// Whether a voucher after an entry's first one moved its money by a rule.
  public func wasPlaced(entry id: Int64, by rule: String) throws -> Bool {
    try Int.fetchOne(db, sql: "SELECT 1 FROM later_voucher WHERE entry_id = ? AND rule = ? LIMIT 1", arguments: [id, rule]) != nil
  }

  /// The journal's postings of one entry.
  public func postings(entry record: EntryRecord) throws -> [Posting] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT p.* FROM posting p WHERE p.source = ?2 AND p.voucher_id IN (
          SELECT voucher_id FROM outcome WHERE entry_id = ?1 AND voucher_id IS NOT NULL
          UNION SELECT voucher_id FROM later_voucher WHERE entry_id = ?1)
        ORDER BY p.voucher_id, p.ordinal
        """, arguments: [record.id, record.key]
    ).map { row in
      guard let role = AccountRole(rawValue: row["role"]) else { throw StoreError.corrupt("a posting has an unknown role") }
      return Posting(
        role, Money(minorUnits: row["amount"], try storedCurrency(row["currency"])), invoiceNumber: row["invoice_number"],
        customerNumber: row["customer_number"], source: row["source"], recipe: row["recipe"])
    }
  }

  /// How many bank entries say that they were booked, and no voucher books them: a journal that was cut short, or emptied.
  public func entriesWithoutVoucher(company: String) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT COUNT(*) FROM (
          SELECT o.entry_id, o.voucher_id FROM outcome o WHERE o.voucher_id IS NOT NULL
          UNION ALL SELECT l.entry_id, l.voucher_id FROM later_voucher l) b
        JOIN entry e ON e.id = b.entry_id
        WHERE e.company = ? AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = b.voucher_id)
        """, arguments: [company]) ?? 0
  }

  /// Postings of no voucher: somebody took its row away, or put them there.
  public func strayPostings() throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT COUNT(*) FROM posting p WHERE NOT EXISTS (SELECT 1 FROM voucher v WHERE v.id = p.voucher_id)") ?? 0
  }

  /// Companies that have vouchers, or entries that say so.
  public func voucherCompanies() throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT company FROM journal_head UNION SELECT DISTINCT company FROM voucher
        UNION SELECT DISTINCT e.company FROM outcome o JOIN entry e ON e.id = o.entry_id WHERE o.voucher_id IS NOT NULL ORDER BY 1
        """)
  }

  public func markExported(vouchers ids: [Int64], format: String, output: Int64) throws {
    for id in ids {
      try db.cachedStatement(sql: "INSERT INTO voucher_export (voucher_id, format, output_id) VALUES (?, ?, ?)")
        .execute(arguments: [id, format, output])
    }
  }

  /// What is on CLEARING by account and booking day, where it is not zero: money whose other side nobody has told yet.
  public func openClearing(company: String) throws -> [(account: String, day: CalendarDate, amount: Money)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT substr(s, 1, instr(s, '/') - 1), substr(s, instr(s, '/') + 1, 10), currency, SUM(amount) AS rest
        FROM (
          -- Account and day begin every source: of one payment, of a day's payments, and of a line behind its word.
          SELECT CASE WHEN p.source LIKE 'line/%' THEN substr(p.source, 6) ELSE p.source END AS s, p.currency, p.amount
          FROM voucher v JOIN posting p ON p.voucher_id = v.id AND p.role = 'CLEARING' WHERE v.company = ?)
        GROUP BY 1, 2, 3 HAVING rest <> 0 ORDER BY 1, 2, 3
        """, arguments: [company]
    ).map { ($0[0], try storedDate($0[1]), Money(minorUnits: $0[3], try storedCurrency($0[2]))) }
  }
}

/// Reads vouchers one at a time.
final class VoucherReader {
  private let head: Prepared
  private let lines: Prepared

  init(_ transaction: Transaction) throws {
    head = try Prepared(
      transaction.db,
      """
      SELECT company, fiscal_year, series, number, date, text, recipe, source, reverses, previous_hash, hash FROM voucher WHERE id = ?
      """)
    lines = try Prepared(
      transaction.db,
      """
      SELECT ordinal, role, amount, currency, invoice_number, customer_number, source, recipe FROM posting WHERE voucher_id = ?
      ORDER BY ordinal
      """)
  }

  func voucher(id: Int64) throws -> Voucher? {
    lines.begin()
    lines.bind(id)
    var postings: [Posting] = []
    while try lines.step() {
      guard let role = AccountRole(rawValue: lines.text(1)), lines.int(0) == Int64(postings.count) else {
        throw StoreError.corrupt("a posting of voucher row \(id) is not what was written")
      }
      postings.append(
        Posting(
          role, Money(minorUnits: lines.int(2), try lines.currency(3)), invoiceNumber: lines.text(orNil: 4),
          customerNumber: lines.text(orNil: 5), source: lines.text(6), recipe: lines.text(7)))
    }
    head.begin()
    head.bind(id)
    guard try head.step() else { return nil }
    defer { head.end() }
    return Voucher(
      draft: VoucherDraft(
        company: head.text(0), date: try head.day(4), text: head.text(5), recipe: head.text(6), postings: postings,
        source: head.text(7), reverses: try reversed(head.text(orNil: 8))),
      id: VoucherNumber(fiscalYear: Int(head.int(1)), series: head.text(2), number: Int(head.int(3))),
      previousHash: head.text(9), hash: head.text(10))
  }

  private func reversed(_ text: String?) throws -> VoucherNumber? {
    guard let text else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let number = Int(parts[2]) else {
      throw StoreError.corrupt("a voucher reverses something that is no voucher number")
    }
    let found = VoucherNumber(fiscalYear: year, series: String(parts[1]), number: number)
    // `+7` and `007` are numbers too, but not what was written.
    guard found.description == text else { throw StoreError.corrupt("a voucher reverses something that is no voucher number") }
    return found
  }
}
