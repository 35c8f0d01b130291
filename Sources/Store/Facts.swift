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

public struct HoldRecord: Hashable, Sendable {
  public var id: Int64
  public var company: String
  public var hold: Hold
  public var since: CalendarDate
  public var byPerson: Bool
  public var fileID: Int64?
}

public struct CustomerRecord: Hashable, Sendable {
  public var company: String
  public var customer: Customer
}

extension Transaction {
  // MARK: Payments

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

  /// The claims off which the bank's own entry of this archive id was taken; empty when it found none.
  public func claimsOfEntry(company: String, archiveID: String) throws -> Set<Int64> {
    Set(
      try Int64.fetchAll(
        try db.cachedStatement(
          sql: """
            SELECT a.receivable_id FROM entry e JOIN allocation a ON a.kind = 'entry' AND a.source_id = e.id
            WHERE e.company = ? AND e.archive_id = ?
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

  // MARK: Open items

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
          SELECT 1 FROM open_item_list n WHERE n.company = l.company AND n.source = l.source AND n.state IN ('applied', 'shrunk')
            AND (n.as_of > l.as_of OR (n.as_of = l.as_of AND n.file_id > l.file_id)))
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

  // MARK: Holds

  public func insert(
    _ hold: Hold, company: String, since: CalendarDate, byPerson: Bool, file: Int64?, message: Int?, line: Int?
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO hold (file_id, message, line, company, number, customer_number, action, reason, since, until, by_person)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        file, message, line, company, hold.invoiceNumber, hold.customerNumber, hold.action.rawValue, hold.reason,
        since.description, hold.until?.description, byPerson ? 1 : 0,
      ])
    try db.execute(
      sql: "UPDATE receivable SET active = 1 WHERE company = ? AND (number = ? OR customer_number = ?)",
      arguments: [company, hold.invoiceNumber, hold.customerNumber])
  }

  public func holds(company: String) throws -> [HoldRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM hold WHERE company = ? ORDER BY id", arguments: [company]).map { row in
      let since = try storedDate(row["since"])
      return HoldRecord(
        id: row["id"], company: row["company"],
        hold: Hold(
          action: Hold.Action(rawValue: row["action"]) ?? .hold, invoiceNumber: row["number"],
          customerNumber: row["customer_number"], reason: row["reason"], since: since, until: date(row["until"])),
        since: since, byPerson: row["by_person"] != 0, fileID: row["file_id"])
    }
  }

  // MARK: Customers

  /// Master data: the newest day wins, and of one day the greater content, so that no order of files matters; of one day a block counts
  /// whichever row has it.
  public func insert(_ customer: Customer, company: String, asOf: CalendarDate, content: [UInt8], file: Int64) throws {
    let party = customer.party
    if customer.collectionBlocked {
      try db.cachedStatement(sql: "UPDATE customer SET blocked = 1 WHERE company = ? AND number = ? AND as_of = ?")
        .execute(arguments: [company, customer.number, asOf.description])
    }
    let streets = (party.address?.streets ?? []).filter { !$0.isEmpty }
    try db.cachedStatement(
      sql: """
        INSERT INTO customer (company, number, as_of, file_id, content, blocked, name, legal_id, vat_id, personal_code,
          street, post_code, town, country, email, phone, kind)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (company, number) DO UPDATE SET as_of = excluded.as_of, file_id = excluded.file_id,
          content = excluded.content, name = excluded.name, legal_id = excluded.legal_id,
          vat_id = excluded.vat_id, personal_code = excluded.personal_code, street = excluded.street,
          post_code = excluded.post_code, town = excluded.town, country = excluded.country, email = excluded.email,
          phone = excluded.phone, kind = excluded.kind,
          blocked = CASE WHEN excluded.as_of > customer.as_of THEN excluded.blocked ELSE MAX(excluded.blocked, customer.blocked) END
        WHERE excluded.as_of > customer.as_of OR (excluded.as_of = customer.as_of AND excluded.content > customer.content)
        """
    ).execute(
      arguments: [
        company, customer.number, asOf.description, file, DataBytes(content).value, customer.collectionBlocked ? 1 : 0,
        party.name, party.legalID?.value, party.vatID, party.personalCode?.reveal(),
        streets.isEmpty ? nil : streets.joined(separator: "\n"), party.address?.postCode, party.address?.town,
        party.address?.country, party.email, party.phone, party.kind.rawValue,
      ])
    try db.cachedStatement(sql: "UPDATE receivable SET active = 1 WHERE company = ? AND customer_number = ?")
      .execute(arguments: [company, customer.number])
  }

  public func customers(company: String) throws -> [CustomerRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM customer WHERE company = ? ORDER BY number", arguments: [company]).map {
      row in
      let street: String? = row["street"]
      let postCode: String? = row["post_code"]
      let town: String? = row["town"]
      let country: String? = row["country"]
      let code: String? = row["personal_code"]
      let legalID: String? = row["legal_id"]
      let address =
        street == nil && postCode == nil && town == nil && country == nil
        ? nil
        : PostalAddress(
          streets: street.map { $0.split(separator: "\n").map(String.init) } ?? [], town: town, postCode: postCode,
          country: country)
      return CustomerRecord(
        company: row["company"],
        customer: Customer(
          number: row["number"],
          party: Party(
            name: row["name"], legalID: legalID.map { PartyIdentifier($0) }, vatID: row["vat_id"],
            personalCode: code.map { PersonalIdentityCode(unchecked: $0) }, address: address, email: row["email"],
            phone: row["phone"], customerNumber: row["number"], kind: DebtorKind(rawValue: row["kind"]) ?? .unknown),
          collectionBlocked: row["blocked"] != 0, asOf: date(row["as_of"])))
    }
  }
}
