import GRDB
import Receivables

/// Keys under which claims and their payers meet, whatever format wrote them. Made once, when a document is taken over.
public struct ClaimKeys: Hashable, Sendable {
  /// Reference without padding; an RF reference of a national one is the national one.
  public var reference: String?
  /// Identifier of the debtor (legal id, VAT id or identity code reduced to one form), nil when none is known.
  public var debtor: String?
  /// The debtor's name, folded.
  public var debtorName: String
  public init(reference: String?, debtor: String?, debtorName: String) {
    self.reference = reference
    self.debtor = debtor
    self.debtorName = debtorName
  }
}

/// A claim's columns, in a document and in a receivable.
enum ClaimColumns {
  private struct FeeJSON: Codable {
    var amount: Int64
    var currency: String
    var date: String
  }

  private struct PartyJSON: Codable {
    var name: String?
    var legalID: String?
    var legalScheme: String?
    var vatID: String?
    var personalCode: String?
    var streets: [String]?
    var postCode: String?
    var town: String?
    var country: String?
    var email: String?
    var phone: String?
    var kind: String
  }

  /// Values in the order of `Schema.claimColumns`.
  static func values(
    _ invoice: InvoiceDocument, amountDue: Money, dueDate: CalendarDate?, reference: String?, keys: ClaimKeys
  ) throws -> [(any DatabaseValueConvertible)?] {
    let buyer = invoice.buyer
    let address = buyer.address
    let facts = invoice.facts
    let streets = (address?.streets ?? []).filter { !$0.isEmpty }
    return [
      invoice.typeCode, amountDue.currency.code, amountDue.minorUnits, dueDate?.description, reference,
      keys.reference, invoice.account, buyer.name, buyer.legalID?.value, buyer.legalID?.scheme, buyer.vatID,
      buyer.personalCode?.reveal(), buyer.endpoint?.value, buyer.endpoint?.scheme,
      streets.isEmpty ? nil : streets.joined(separator: "\n"), address?.postCode, address?.town, address?.country,
      buyer.email, buyer.phone, buyer.kind.rawValue, buyer.customerNumber, keys.debtor, keys.debtorName,
      invoice.coDebtors.isEmpty ? nil : try JSONColumn.text(invoice.coDebtors.map(json)),
      invoice.lateInterestPercent?.description, Int64(bitPattern: invoice.conditions.rawValue), facts.kind?.rawValue,
      facts.disputed ? 1 : 0, facts.onHold ? 1 : 0, facts.holdReason, facts.ownReminderDate?.description,
      facts.noticeSentDate?.description, facts.noticeDeadline?.description,
      facts.fees.isEmpty
        ? nil
        : try JSONColumn.text(
          facts.fees.map {
            FeeJSON(amount: $0.amount.minorUnits, currency: $0.amount.currency.code, date: $0.date.description)
          }),
      facts.openAmount?.minorUnits, facts.openAsOf?.description, facts.assignedTo, facts.assignedOn?.description,
      facts.maventaInvoiceID, facts.subject, facts.rentalInformation,
    ]
  }

  private static func json(_ party: Party) -> PartyJSON {
    PartyJSON(
      name: party.name, legalID: party.legalID?.value, legalScheme: party.legalID?.scheme, vatID: party.vatID,
      personalCode: party.personalCode?.reveal(), streets: party.address?.streets, postCode: party.address?.postCode,
      town: party.address?.town, country: party.address?.country, email: party.email, phone: party.phone,
      kind: party.kind.rawValue)
  }

  static func debtor(_ row: StoredRow) -> Party {
    let street: String? = row["debtor_street"]
    let legalID: String? = row["debtor_legal_id"]
    let endpoint: String? = row["debtor_endpoint"]
    let code: String? = row["debtor_personal_code"]
    var address: PostalAddress?
    let postCode: String? = row["debtor_post_code"]
    let town: String? = row["debtor_town"]
    let country: String? = row["debtor_country"]
    if street != nil || postCode != nil || town != nil || country != nil {
      address = PostalAddress(
        streets: street.map { $0.split(separator: "\n").map(String.init) } ?? [], town: town, postCode: postCode,
        country: country)
    }
    return Party(
      name: row["debtor_name"], legalID: legalID.map { PartyIdentifier($0, scheme: row["debtor_legal_scheme"]) },
      vatID: row["debtor_vat_id"], endpoint: endpoint.map { PartyIdentifier($0, scheme: row["debtor_endpoint_scheme"]) },
      personalCode: code.map { PersonalIdentityCode(unchecked: $0) }, address: address, email: row["debtor_email"],
      phone: row["debtor_phone"], customerNumber: row["customer_number"],
      kind: DebtorKind(rawValue: row["debtor_kind"]) ?? .unknown)
  }

  static func coDebtors(_ row: StoredRow) throws -> [Party] {
    guard let text: String = row["co_debtors"] else { return [] }
    return try JSONColumn.value([PartyJSON].self, text).map { json in
      Party(
        name: json.name, legalID: json.legalID.map { PartyIdentifier($0, scheme: json.legalScheme) }, vatID: json.vatID,
        personalCode: json.personalCode.map { PersonalIdentityCode(unchecked: $0) },
        address: json.streets == nil && json.town == nil && json.postCode == nil
          ? nil
          : PostalAddress(streets: json.streets ?? [], town: json.town, postCode: json.postCode, country: json.country),
        email: json.email, phone: json.phone, kind: DebtorKind(rawValue: json.kind) ?? .unknown)
    }
  }

  static func facts(_ row: StoredRow, currency: Currency) throws -> CreditorFacts {
    var facts = CreditorFacts()
    let day = { (column: String) -> CalendarDate? in (row[column] as String?).flatMap { CalendarDate(iso: $0) } }
    facts.kind = (row["stated_kind"] as String?).flatMap(ReceivableKind.init)
    facts.disputed = row["disputed"] != 0
    facts.onHold = row["on_hold"] != 0
    facts.holdReason = row["hold_reason"]
    facts.ownReminderDate = day("own_reminder")
    facts.noticeSentDate = day("notice_sent")
    facts.noticeDeadline = day("notice_deadline")
    if let text: String = row["fees"] {
      facts.fees = try JSONColumn.value([FeeJSON].self, text).compactMap { fee in
        guard let currency = Currency(fee.currency), let date = CalendarDate(iso: fee.date) else { return nil }
        return CreditorFacts.StatedFee(amount: Money(minorUnits: fee.amount, currency), date: date)
      }
    }
    facts.openAmount = (row["open_amount"] as Int64?).map { Money(minorUnits: $0, currency) }
    facts.openAsOf = day("open_as_of")
    facts.assignedTo = row["assigned_to"]
    facts.assignedOn = day("assigned_on")
    facts.maventaInvoiceID = row["maventa_id"]
    facts.subject = row["subject"]
    facts.rentalInformation = row["rental_information"]
    return facts
  }

  static func percent(_ text: String?) -> ExactDecimal? {
    text.flatMap { ExactDecimal(bytes: $0.utf8, point: 0x2E) }
  }
}
