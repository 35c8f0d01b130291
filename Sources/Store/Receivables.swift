import GRDB
import Receivables

/// A receivable's row as applying documents needs it: what identifies it and its claim fields.
public struct ReceivableRecord: Hashable, Sendable {
  public var id: Int64
  public var identity: ReceivableIdentity
  public var documentID: Int64
  public var amountDue: Money
  public var dueDate: CalendarDate?
  public var keys: ClaimKeys
  public var customerNumber: String?
  public var content: [UInt8]
  public var documentReceivedOn: CalendarDate
  public var conflict: String?
  public var snapshotOpen: Money?
  public var snapshotAsOf: CalendarDate?
  public var isAssigned: Bool
  public var debtor: Party
}

extension Transaction {
  static let claimList = Schema.claimColumns.joined(separator: ", ")

  /// Opens a receivable with the claim that a document states.
  public func openReceivable(document: DocumentRecord) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO receivable (company, type_class, number, issue_date, instalment, document_id, first_seen,
          confirmed_on, snapshot_on, snapshot_open, snapshot_as_of, \(Self.claimList))
        SELECT company, type_class, number, issue_date, instalment, id, ?1, ?1, CASE WHEN open_amount IS NOT NULL THEN ?1 END,
          open_amount, open_as_of, \(Self.claimList)
        FROM document WHERE id = ?2
        """
    ).execute(arguments: [document.receivedOn.description, document.id])
    return db.lastInsertedRowID
  }

  /// A newer version: what the document states replaces, what it leaves out stays. What speaks against the claim (dispute, hold,
  /// conditions) goes only when `previous`, the document of the same source that this one replaces, had said it: an e-invoice does not
  /// take back the dispute that a ledger stated, nor a list the factoring that an e-invoice stated. Nil: nothing is taken back. An open
  /// amount as of an earlier day never replaces a later one; of one day the smaller counts.
  public func newVersion(receivable id: Int64, document: DocumentRecord, replacing previous: Int64?) throws {
    let assignments: String = Schema.claimColumns.map { column -> String in
      switch column {
      case "conditions": "conditions = \(Self.conditions)"
      case "disputed", "on_hold": Self.flag(column)
      case "debtor_kind": "debtor_kind = CASE d.debtor_kind WHEN 'unknown' THEN receivable.debtor_kind ELSE d.debtor_kind END"
      default: "\(column) = COALESCE(d.\(column), receivable.\(column))"
      }
    }.joined(separator: ", ")
    try db.cachedStatement(
      sql: """
        UPDATE receivable SET document_id = d.id, active = 1, confirmed_on = MAX(COALESCE(confirmed_on, ''), ?1),
          \(Self.snapshot), \(assignments)
        FROM document d LEFT JOIN document p ON p.id = ?2 WHERE receivable.id = ?3 AND d.id = ?4
        """
    ).execute(arguments: [document.receivedOn.description, previous, id, document.id])
  }

  /// A newer version of a claim that a provider has: what it says against the claim counts and what is open of it, nothing else is changed.
  public func lateVersion(receivable id: Int64, document: DocumentRecord, replacing previous: Int64?) throws {
    try db.cachedStatement(
      sql: """
        UPDATE receivable SET active = 1, \(Self.snapshot), \(Self.flag("disputed")), \(Self.flag("on_hold")),
          hold_reason = COALESCE(d.hold_reason, receivable.hold_reason)
        FROM document d LEFT JOIN document p ON p.id = ?2 WHERE receivable.id = ?3 AND d.id = ?4
        """
    ).execute(arguments: [document.receivedOn.description, previous, id, document.id])
  }

  private static func flag(_ column: String) -> String {
    "\(column) = MAX(d.\(column), receivable.\(column) * (1 - MAX(0, COALESCE(p.\(column), 0) - d.\(column))))"
  }

  private static let snapshot = """
    snapshot_on = CASE WHEN \(isNewerSnapshot) THEN ?1 ELSE snapshot_on END,
    snapshot_open = CASE WHEN \(isNewerSnapshot) THEN d.open_amount ELSE snapshot_open END,
    snapshot_as_of = CASE WHEN \(isNewerSnapshot) THEN d.open_as_of ELSE snapshot_as_of END
    """

  private static let isNewerSnapshot = """
    d.open_amount IS NOT NULL AND (receivable.snapshot_as_of IS NULL OR d.open_as_of > receivable.snapshot_as_of
      OR (d.open_as_of = receivable.snapshot_as_of AND d.open_amount < receivable.snapshot_open))
    """

  /// Beside a document that states the due date, one that leaves it out is no obstacle.
  private static let conditions = """
    (d.conditions | (receivable.conditions & ~COALESCE(p.conditions, 0)))
      & ~(CASE WHEN COALESCE(d.due_date, receivable.due_date) IS NULL THEN 0 ELSE \(ClaimConditions.dueDateMissing.rawValue) END)
    """

  public func receivable(identity: ReceivableIdentity) throws -> ReceivableRecord? {
    try records("r.company = ? AND r.type_class = ? AND r.number = ? AND r.issue_date = ? AND r.instalment = ?") {
      $0.bind(identity.company)
      $0.bind(identity.typeClass.rawValue)
      $0.bind(identity.number)
      $0.bind(identity.issueDate)
      $0.bind(identity.instalment)
    }.first
  }

  /// Receivables of one number (instalments of one invoice, or a number used twice), in order.
  public func receivables(company: String, number: String) throws -> [ReceivableRecord] {
    try records("r.company = ? AND r.number = ? ORDER BY r.issue_date, r.instalment, r.id") {
      $0.bind(company)
      $0.bind(number)
    }
  }

  public func receivables(company: String, referenceKey: String) throws -> [ReceivableRecord] {
    try records("r.company = ? AND r.reference_key = ? ORDER BY +r.number, r.issue_date, r.instalment, r.id") {
      $0.bind(company)
      $0.bind(referenceKey)
    }
  }

  /// The number of another claim with the same Maventa id (in letters of any size) that is with a provider.
  public func assigned(maventaID: String, company: String, besides id: Int64) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT r.number FROM receivable r
        WHERE r.company = ? AND r.maventa_id IS NOT NULL AND lower(r.maventa_id) = lower(?) AND r.id <> ?
          AND (r.assigned_to IS NOT NULL OR EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = r.id))
        LIMIT 1
        """, arguments: [company, maventaID, id])
  }

  public func receivables(company: String, customerNumber: String) throws -> [ReceivableRecord] {
    try records("r.company = ? AND r.customer_number = ? AND r.type_class = 'invoice' ORDER BY +r.number, r.issue_date, r.id") {
      $0.bind(company)
      $0.bind(customerNumber)
    }
  }

  public func receivable(id: Int64) throws -> ReceivableRecord? {
    try records("r.id = ?") { $0.bind(id) }.first
  }

  /// Companies in which a number occurs, for commands that were given no company.
  public func companies(number: String) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT company FROM receivable WHERE number = ? UNION SELECT company FROM document WHERE number = ?
        ORDER BY company
        """, arguments: [number, number])
  }

  private static let selectRecord = """
    SELECT r.*, d.content, f.received_on, (a.id IS NOT NULL OR r.assigned_to IS NOT NULL) AS is_assigned
    FROM receivable r JOIN document d ON d.id = r.document_id JOIN file f ON f.id = d.file_id
    LEFT JOIN assignment a ON a.receivable_id = r.id
    """

  private static let recordColumns = RowColumns()

  private func records(_ condition: String, bind: (Prepared) -> Void) throws -> [ReceivableRecord] {
    try rows(Self.selectRecord + " WHERE " + condition, Self.recordColumns, bind: bind, record)
  }

  private func record(_ row: StoredRow) throws -> ReceivableRecord {
    guard let typeClass = InvoiceDocument.TypeClass(rawValue: row["type_class"]) else {
      throw StoreError.corrupt("a receivable has an unknown class")
    }
    let currency = try storedCurrency(row["currency"])
    return ReceivableRecord(
      id: row["id"],
      identity: ReceivableIdentity(
        company: row["company"], typeClass: typeClass, number: row["number"],
        issueDate: try storedDate(row["issue_date"]), instalment: row["instalment"]),
      documentID: row["document_id"], amountDue: Money(minorUnits: row["amount_due"], currency),
      dueDate: date(row["due_date"]),
      keys: ClaimKeys(
        reference: row["reference_key"], debtor: row["debtor_key"], debtorName: row["debtor_name_key"]),
      customerNumber: row["customer_number"], content: row.bytes("content"),
      documentReceivedOn: try storedDate(row["received_on"]), conflict: row["conflict"],
      snapshotOpen: (row["snapshot_open"] as Int64?).map { Money(minorUnits: $0, currency) },
      snapshotAsOf: date(row["snapshot_as_of"]), isAssigned: row["is_assigned"] != 0,
      debtor: ClaimColumns.debtor(row))
  }

  // MARK: What is said about a receivable afterwards

  public func set(receivable id: Int64, conflict: String?) throws {
    try db.execute(sql: "UPDATE receivable SET conflict = ?, active = 1 WHERE id = ?", arguments: [conflict, id])
  }

  /// A person has decided: what stood against the claim until now does so no more. A later document may raise it again.
  public func release(receivable id: Int64) throws {
    try db.execute(
      sql: "UPDATE receivable SET conflict = NULL, disputed = 0, on_hold = 0, hold_reason = NULL, active = 1 WHERE id = ?",
      arguments: [id])
  }

  /// A cancellation has withdrawn the whole invoice.
  public func markCancelled(receivable id: Int64) throws {
    try db.execute(
      sql: "UPDATE receivable SET conditions = conditions | ?, active = 1 WHERE id = ?",
      arguments: [Int64(bitPattern: ClaimConditions.cancelsOriginal.rawValue), id])
  }

  /// Payments that could be for this claim or another: shown as a hold until it is clear.
  public func set(receivable id: Int64, ambiguous: String?) throws {
    try db.execute(sql: "UPDATE receivable SET ambiguous = ?, active = 1 WHERE id = ?", arguments: [ambiguous, id])
  }

  public func clearAmbiguities() throws {
    try db.execute(sql: "UPDATE receivable SET ambiguous = NULL, active = 1 WHERE ambiguous IS NOT NULL")
  }

  public func confirm(receivable id: Int64, on day: CalendarDate) throws {
    try db.cachedStatement(
      sql: "UPDATE receivable SET confirmed_on = MAX(COALESCE(confirmed_on, ''), ?), active = 1 WHERE id = ?"
    ).execute(arguments: [day.description, id])
  }

  /// An identical file dropped again confirms what it named the first time.
  public func confirm(documentsOf file: Int64, on day: CalendarDate) throws {
    try db.execute(
      sql: """
        UPDATE receivable SET confirmed_on = MAX(COALESCE(confirmed_on, ''), ?), active = 1
        WHERE id IN (SELECT receivable_id FROM document
          WHERE file_id = ? AND type_class = 'invoice' AND receivable_id IS NOT NULL)
        """, arguments: [day.description, file])
  }

  /// What an open-items list says is open as of its day. Of one day the file that came first says when that was known.
  public func set(receivable id: Int64, snapshotOpen: Int64, asOf: CalendarDate, file: Int64) throws {
    try db.execute(
      sql: """
        UPDATE receivable SET snapshot_open = ?1, active = 1, snapshot_as_of = ?2,
          snapshot_on = CASE WHEN snapshot_as_of = ?2 THEN MIN(snapshot_on, f.received_on) ELSE f.received_on END
        FROM file f WHERE receivable.id = ?3 AND f.id = ?4
        """, arguments: [snapshotOpen, asOf.description, id, file])
  }

  /// The creditor's own reminder about this claim, from an e-invoice reminder: the latest one counts.
  public func set(receivable id: Int64, ownReminder day: CalendarDate) throws {
    try db.execute(
      sql: "UPDATE receivable SET own_reminder = MAX(COALESCE(own_reminder, ''), ?), active = 1 WHERE id = ?",
      arguments: [day.description, id])
  }

  /// Everything is decided anew, except what has gone: it stays as it was decided.
  public func activateAll() throws {
    try db.execute(
      sql: "UPDATE receivable SET active = 1 WHERE NOT EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = receivable.id)")
  }

  /// Takes an amount off a claim (negative gives it back).
  public func allocate(receivable id: Int64, kind: String, source: Int64, amount: Int64, on day: CalendarDate) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO allocation (receivable_id, kind, source_id, amount, on_date, known_on)
        VALUES (?1, ?2, ?3, ?4, ?5, (SELECT received_on FROM file WHERE id = CASE ?2
          WHEN 'credit' THEN (SELECT file_id FROM document WHERE id = ?3)
          WHEN 'entry' THEN (SELECT s.file_id FROM entry e JOIN settlement s ON s.id = e.settlement_id WHERE e.id = ?3)
          ELSE (SELECT file_id FROM payment WHERE id = ?3) END))
        """
    ).execute(arguments: [id, kind, source, amount, day.description])
    try db.cachedStatement(sql: "UPDATE receivable SET active = 1 WHERE id = ?").execute(arguments: [id])
  }

  /// Receivables that a credit note was taken off.
  public func receivables(creditedBy document: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      try db.cachedStatement(
        sql: "SELECT DISTINCT receivable_id FROM allocation WHERE kind = 'credit' AND source_id = ? ORDER BY receivable_id"),
      arguments: [document])
  }

  /// Whether an allocation is not yet in the snapshot of its receivable `r`: it is of a later day, or it became known on a later night,
  /// however old the payment. What gives back (a correction, a bounced payment) counts by its day only, so that no claim asks for too
  /// much.
  static func isSinceSnapshot(_ allocation: String) -> String {
    "(r.snapshot_as_of IS NULL OR \(allocation).on_date > r.snapshot_as_of "
      + "OR (\(allocation).amount > 0 AND \(allocation).known_on > r.snapshot_on))"
  }

  /// What is open of a receivable now: the snapshot, if one was stated, else the amount due, less what was taken off since.
  public func openAmount(receivable id: Int64) throws -> Int64 {
    try Int64.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT COALESCE(r.snapshot_open, r.amount_due) - COALESCE((
            SELECT SUM(a.amount) FROM allocation a
            WHERE a.receivable_id = r.id AND \(Self.isSinceSnapshot("a"))), 0)
          FROM receivable r WHERE r.id = ?
          """), arguments: [id]) ?? 0
  }
}
