import GRDB
import Receivables

/// A payment as the store holds it.
public struct PaymentRecord: Hashable, Sendable {
  public var id: Int64
  public var company: String
  public var date: CalendarDate
  public var amount: Money
  public var method: Payment.Method
  public var invoiceNumber: String?
  public var referenceKey: String?
  public var customerNumber: String?
  public var paymentID: String?
  public var state: String
}

extension Transaction {
  /// Keeps a payment; one that is there already (same key) changes nothing and returns false.
  public func insert(
    _ payment: Payment, company: String, key: String, isWeak: Bool, referenceKey: String?, file: Int64, message: Int,
    line: Int?
  ) throws -> Bool {
    try db.cachedStatement(
      sql: """
        INSERT INTO payment (file_id, message, line, company, source, key, weak, date, amount, currency, method,
          invoice_number, reference_key, customer_number, payment_id, payer, state)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'new') ON CONFLICT (company, key) DO NOTHING
        """
    ).execute(
      arguments: [
        file, message, line, company, payment.source, key, isWeak ? 1 : 0, payment.date.description,
        payment.amount.minorUnits, payment.amount.currency.code, payment.method.rawValue, payment.invoiceNumber,
        referenceKey, payment.customerNumber, payment.paymentID, payment.payerName,
      ])
    return db.changesCount > 0
  }

  /// Whether a payment was told first by this file.
  public func isPayment(key: String, company: String, of file: Int64) throws -> Bool {
    try db.cachedStatement(sql: "SELECT 1 FROM payment WHERE company = ? AND key = ? AND file_id = ?")
      .fetchInt64([company, key, file]) != nil
  }

  /// Whether a source has given more than one payment this id; a payment and its return may share it.
  public func isReused(paymentID: String, source: String, company: String, isReturn: Bool) throws -> Bool {
    try db.cachedStatement(
      sql: "SELECT 1 FROM payment WHERE company = ? AND payment_id = ? AND source = ? AND (amount < 0) = ? LIMIT 1 OFFSET 1"
    ).fetchInt64([company, paymentID, source, isReturn ? 1 : 0]) != nil
  }

  /// Payments that have not found their claim yet, in the order that does not depend on files.
  public func forEachUnallocatedPayment(_ body: (PaymentRecord) throws -> Void) throws {
    let ids = try Int64.fetchAll(
      db, sql: "SELECT id FROM payment WHERE state IN ('new', 'unmatched') ORDER BY company, date, key")
    for id in ids {
      let row = try Row.fetchOne(try db.cachedStatement(sql: "SELECT * FROM payment WHERE id = ?"), arguments: [id])
      if let row { try body(try payment(row)) }
    }
  }

  private func payment(_ row: Row) throws -> PaymentRecord {
    PaymentRecord(
      id: row["id"], company: row["company"], date: try storedDate(row["date"]),
      amount: Money(minorUnits: row["amount"], try storedCurrency(row["currency"])),
      method: Payment.Method(rawValue: row["method"]) ?? .payment, invoiceNumber: row["invoice_number"],
      referenceKey: row["reference_key"], customerNumber: row["customer_number"], paymentID: row["payment_id"],
      state: row["state"])
  }

  public func set(payment id: Int64, state: String, note: String?) throws {
    try db.cachedStatement(sql: "UPDATE payment SET state = ?, note = ? WHERE id = ?")
      .execute(arguments: [state, note, id])
  }

  /// A person says that a payment is of no claim here: no night looks for one any more. False when none waits under this number.
  public func dismiss(payment id: Int64, reason: String) throws -> Bool {
    try db.execute(
      sql: "UPDATE payment SET state = 'dismissed', note = ? WHERE id = ? AND state = 'unmatched'", arguments: [reason, id])
    return db.changesCount > 0
  }

  /// Whether the creditor's own system has told of payments with ids, which may be those of the bank.
  public func hasPaymentIDs(company: String) throws -> Bool {
    try Int.fetchOne(
      db, sql: "SELECT 1 FROM payment WHERE company = ? AND payment_id IS NOT NULL LIMIT 1", arguments: [company]) != nil
  }

  /// The claims off which the bank's own entry of this archive id was taken; empty when it found none.
  public func claimsOfEntry(company: String, archiveID: String) throws -> Set<Int64> {
    Set(
      try Int64.fetchAll(
        try db.cachedStatement(
          sql: """
            SELECT a.receivable_id FROM entry e JOIN allocation a ON a.kind = 'entry' AND a.source_id = e.id
            WHERE e.archive_id = ?2 AND e.company = ?1
            """), arguments: [company, archiveID]))
  }

  /// The claims off which the creditor's own word of this money was taken.
  public func claimsOfPayment(company: String, paymentID: String) throws -> Set<Int64> {
    Set(
      try Int64.fetchAll(
        try db.cachedStatement(
          sql: """
            SELECT a.receivable_id FROM payment p JOIN allocation a ON a.kind IN ('payment', 'loss') AND a.source_id = p.id
            WHERE p.company = ? AND p.payment_id = ? AND p.state = 'allocated'
            """), arguments: [company, paymentID]))
  }

  /// The creditor's own system told of this money before the bank did: what it took off is given back, and the bank's entry counts.
  public func retractPayment(company: String, paymentID: String) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT p.id, a.kind, a.receivable_id, a.amount, a.on_date FROM payment p
        JOIN allocation a ON a.kind IN ('payment', 'loss') AND a.source_id = p.id
        WHERE p.company = ? AND p.payment_id = ? AND p.state = 'allocated' ORDER BY a.id
        """, arguments: [company, paymentID])
    for row in rows {
      let amount: Int64 = row["amount"]
      try allocate(
        receivable: row["receivable_id"], kind: row["kind"], source: row["id"], amount: -amount,
        on: try storedDate(row["on_date"]))
      // Both cancel out, whatever a snapshot knows of them.
      try db.execute(
        sql: "UPDATE allocation SET known_on = NULL WHERE kind IN ('payment', 'loss') AND source_id = ?",
        arguments: [row["id"] as Int64])
      try set(payment: row["id"], state: "known-from-bank", note: "the bank's own file has booked it")
    }
  }

  public func insertPaymentList(file: Int64, company: String, source: String, through: CalendarDate) throws {
    try db.execute(
      sql: "INSERT INTO payment_list (file_id, company, source, through) VALUES (?, ?, ?, ?)",
      arguments: [file, company, source, through.description])
  }

  /// Through which day a payment source has spoken for a company: its latest accepted list.
  public func paymentsThrough(company: String, source: String) throws -> CalendarDate? {
    date(
      try String.fetchOne(
        db, sql: "SELECT MAX(through) FROM payment_list WHERE company = ? AND source = ?", arguments: [company, source]))
  }
}
