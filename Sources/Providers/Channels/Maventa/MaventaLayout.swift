import Receivables

/// The table of Maventa's assignment requests. Names that the readable part of the documentation shows are verified for the provider
/// that it shows them for; the members of a payer stand below that part, so their names are Perille's expectation.
enum MaventaLayout {
  private static let ropo = "documentation.maventa.com, developer changelog 2026-04-08"
  private static let amili = "documentation.maventa.com, developer changelog 2026-06-24"
  private static let rent =
    "documentation-next.stage.maventa.com/services-and-reach/finland/ropo-perinta: required, name not shown"
  private static let payerMember = "documentation.maventa.com: full address details of each payer, names not shown"
  private static let both = ["ropo", "amili"]

  static let table = RequestLayout(
    schema: "maventa-requests-1", claim: claimRows, debtor: debtorRows,
    debtors: .list(
      ChannelField(
        key: "payers", name: "payers", verifiedFor: both, source: ropo,
        meaning: "The main debtor first, then each co-debtor apart.")),
    method: { _, _ in "POST" },
    path: { assignment, batch in
      let id = assignment.receivable.facts.maventaInvoiceID.flatMap { canonicalID($0) } ?? ""
      return "/v2/invoices/\(id)/assignment/\(ProviderRegistry.canonicalID(batch.agreement.provider) ?? "")"
    },
    headers: { _, _ in ["Accept": "application/json", "Content-Type": "application/json"] },
    defaultSubject: { assignment, batch in
      let identity = assignment.receivable.identity
      return "\(invoiceWords[batch.company.country] ?? "Invoice") \(identity.number), \(identity.issueDate)"
    })

  /// "Invoice" in the language of the provider's case handlers, by the company's country.
  private static let invoiceWords = ["FI": "Lasku", "SE": "Faktura", "NO": "Faktura"]

  private static let claimRows: [LayoutRow<ClaimField>] = [
    .init(
      .mode,
      ChannelField(
        key: "collectionType", name: "collection_type", verifiedFor: both, source: ropo,
        meaning: "reminder_and_collection: the provider reminds first; collection: the creditor has reminded.")),
    .init(
      .kind,
      ChannelField(
        key: "receivablesType", name: "receivables_type", verifiedFor: both, source: ropo,
        meaning: "b2b, b2c, b2b_rental or b2c_rental; rents in Finland only.")),
    .init(
      .subject,
      ChannelField(
        key: "assignmentSummary", name: "assignment_summary", verifiedFor: both, source: ropo,
        meaning: "What the claim is about; the invoice's number and date when the creditor states nothing.")),
    .init(
      .capital, .amount,
      ChannelField(
        key: "capital", name: "amounts.capital_amount", verifiedFor: ["amili"], source: amili,
        meaning: "Open principal, a number with two decimals.")),
    .init(
      .costs, .amount,
      ChannelField(
        key: "costs", name: "amounts.reminder_amount", verifiedFor: ["amili"], source: amili,
        meaning: "Reminder costs already claimed; 0 when there are none.")),
    .init(
      .interest, .amount,
      ChannelField(
        key: "interest", name: "amounts.interest_amount", verifiedFor: [],
        source: "capital, costs and interest each on its own: "
          + "documentation-next.stage.maventa.com; name not shown",
        meaning: "Late interest already claimed; 0 when there is none.")),
    .init(
      .reminderDate,
      ChannelField(
        key: "reminderDate", name: "reminder_date", verifiedFor: ["amili"], source: amili,
        meaning: "When the creditor's own reminder was sent; in mode collection only.")),
    .init(
      .rentalInformation,
      ChannelField(
        key: "rentalInformation", name: "rental_information", verifiedFor: [], source: rent,
        meaning: "Period or object of a rent.")),
  ]

  private static let debtorRows: [LayoutRow<DebtorField>] = [
    row(.name, "payer.name", "name", "Name of the firm or person."),
    row(.businessID, "payer.businessID", "business_id", "Registration number of a firm."),
    row(
      .personalCode, "payer.personalCode", "personal_identity_code",
      "Personal identity code; written for a consumer's rent only."),
    row(.street, "payer.street", "street_address", "Street lines, joined by comma and blank."),
    row(.postCode, "payer.postCode", "zip_code", "Post code."),
    row(.town, "payer.town", "city", "Town."),
    row(.country, "payer.country", "country", "ISO 3166-1 alpha-2, where it is known."),
  ]

  private static func row(_ field: DebtorField, _ key: String, _ name: String, _ meaning: String) -> LayoutRow<DebtorField> {
    .init(
      field,
      ChannelField(key: key, name: name, verifiedFor: [], source: payerMember, meaning: meaning, group: "debtor"))
  }

  /// The UUID in lower case, or nil when it is none: nothing but hexadecimal digits and hyphens gets into a path.
  static func canonicalID(_ text: String) -> String? {
    let lower = (CarriedBatch.told(text) ?? "").lowercased()
    let groups = lower.split(separator: "-", omittingEmptySubsequences: false)
    guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.joined().utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x61 && $0 <= 0x66) })
    else { return nil }
    return lower
  }
}
