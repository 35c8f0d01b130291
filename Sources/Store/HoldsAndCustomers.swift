import GRDB
import Receivables

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
    // Not with OR, for which SQLite reads all claims of the company.
    for (column, value) in [("number", hold.invoiceNumber), ("customer_number", hold.customerNumber)] {
      try db.execute(
        sql: "UPDATE receivable SET active = 1 WHERE company = ? AND \(column) = ?", arguments: [company, value])
    }
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
