import GRDB
import Receivables

extension Transaction {
  /// Hash of a company's newest voucher, or nil before its first.
  public func journalHead(company: String) throws -> String? {
    try String.fetchOne(
      try db.cachedStatement(sql: "SELECT hash FROM voucher WHERE company = ? ORDER BY id DESC LIMIT 1"),
      arguments: [company])
  }

  public func nextVoucherNumber(company: String, fiscalYear: Int, series: String) throws -> Int {
    (try Int.fetchOne(
      try db.cachedStatement(
        sql: "SELECT MAX(number) FROM voucher WHERE company = ? AND fiscal_year = ? AND series = ?"),
      arguments: [company, fiscalYear, series]) ?? 0) + 1
  }

  /// Writes a voucher and its postings; the database refuses one that does not balance.
  public func insert(_ voucher: Voucher) throws {
    let draft = voucher.draft
    guard let currency = draft.postings.first?.amount.currency else {
      throw StoreError.refused("a voucher without postings")
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO voucher (company, fiscal_year, series, number, date, currency, text, recipe, source, reverses,
          previous_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        draft.company, voucher.fiscalYear, voucher.series, voucher.number, draft.date.description, currency.code,
        draft.text, draft.recipe, draft.source, draft.reverses, voucher.previousHash, voucher.hash,
      ])
    let id = db.lastInsertedRowID
    for (ordinal, posting) in draft.postings.enumerated() {
      try db.cachedStatement(
        sql: """
          INSERT INTO posting (voucher_id, ordinal, role, amount, currency, invoice_number) VALUES (?, ?, ?, ?, ?, ?)
          """
      ).execute(
        arguments: [
          id, ordinal, posting.role.rawValue, posting.amount.minorUnits, posting.amount.currency.code,
          posting.invoiceNumber,
        ])
    }
    try db.cachedStatement(sql: "INSERT INTO sealed_voucher (voucher_id) VALUES (?)").execute(arguments: [id])
  }

  /// A company's vouchers in the order of the chain, each with the id of its row.
  public func vouchers(
    company: String, from: CalendarDate? = nil, until: CalendarDate? = nil, notExportedAs format: String? = nil
  ) throws -> [(id: Int64, voucher: Voucher)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT * FROM voucher v WHERE company = ? AND (? IS NULL OR date >= ?) AND (? IS NULL OR date <= ?)
          AND (? IS NULL OR NOT EXISTS (SELECT 1 FROM voucher_export e WHERE e.voucher_id = v.id AND e.format = ?))
        ORDER BY id
        """,
      arguments: [
        company, from?.description, from?.description, until?.description, until?.description, format, format,
      ]
    ).map { row in (row["id"], try voucher(row)) }
  }

  public func voucher(source: String) throws -> Voucher? {
    try Row.fetchOne(db, sql: "SELECT * FROM voucher WHERE source = ?", arguments: [source]).map(voucher)
  }

  /// How many bank entries say that they were booked, and no voucher books them: a journal that was cut short, or emptied.
  public func entriesWithoutVoucher(company: String) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT COUNT(*) FROM entry e WHERE e.company = ? AND e.state = 'voucher'
          AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.source = e.key)
        """, arguments: [company]) ?? 0
  }

  /// Companies that have vouchers, or entries that say so.
  public func voucherCompanies() throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT company FROM voucher UNION SELECT company FROM entry WHERE state = 'voucher' ORDER BY company")
  }

  public func markExported(vouchers ids: [Int64], format: String, output: Int64) throws {
    for id in ids {
      try db.cachedStatement(sql: "INSERT INTO voucher_export (voucher_id, format, output_id) VALUES (?, ?, ?)")
        .execute(arguments: [id, format, output])
    }
  }

  private func voucher(_ row: Row) throws -> Voucher {
    let id: Int64 = row["id"]
    let postings = try Row.fetchAll(
      try db.cachedStatement(sql: "SELECT * FROM posting WHERE voucher_id = ? ORDER BY ordinal"), arguments: [id]
    ).map { posting in
      guard let role = AccountRole(rawValue: posting["role"]) else {
        throw StoreError.corrupt("a posting has an unknown role")
      }
      return Posting(
        role, Money(minorUnits: posting["amount"], try storedCurrency(posting["currency"])),
        invoiceNumber: posting["invoice_number"])
    }
    return Voucher(
      draft: VoucherDraft(
        company: row["company"], date: try storedDate(row["date"]), text: row["text"], recipe: row["recipe"],
        postings: postings, source: row["source"], reverses: row["reverses"]),
      fiscalYear: row["fiscal_year"], series: row["series"], number: row["number"],
      previousHash: row["previous_hash"], hash: row["hash"])
  }
}
