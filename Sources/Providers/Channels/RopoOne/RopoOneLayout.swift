import Receivables

/// The table of Ropo One's jobs. All values are JSON strings, as in the documentation's examples; amounts with a point and two
/// decimals, dates YYYY-MM-DD.
enum RopoOneLayout {
  private static let collection = "dev.ropo.com/guides/basics/debt-collection"
  private static let reference = "dev.ropo.com/api-reference/jobs"
  private static let oldClient = "key list of a public client of 2011 (github.com/jheusala/trustpoint-api); not confirmed since"
  private static let modes = ["collection": "2", "reminder_and_collection": "1"]
  private static let debtorTypes = ["organisation": "1", "person": "2"]

  static let table = RequestLayout(
    schema: "ropo-one-requests-1", claim: claimRows, debtor: debtorRows, debtors: .besideClaim,
    wrapping: [.member("datastream"), .member("dataset"), .onlyElement],
    method: { _, _ in "POST" }, path: { _, _ in "/jobs" },
    headers: { assignment, _ in
      // DataIdentifier is the client's own tracking id, documented as an optional header.
      [
        "Accept": "application/json", "Content-Type": "application/json",
        "DataIdentifier": IdempotencyKey.text(assignment),
      ]
    })

  private static let claimRows: [LayoutRow<ClaimField>] = [
    claim(.mode, "jobType", "jobtype", .code(modes), "1 reminder, then collection; 2 collection."),
    claim(.reminderDate, "noticeDate", "noticedate", .text, "When the reminder was sent; required for jobtype 2."),
    claim(.reference, "reference", "billcode", .text, "Payment reference of the invoice; capital is settled with it."),
    claim(.capital, "capital", "amount", .text, "Open amount of the invoice."),
    claim(.invoiceNumber, "invoiceNumber", "billnum", .text, "Invoice number."),
    claim(.issueDate, "issueDate", "billdate", .text, "Invoice date."),
    claim(.dueDate, "dueDate", "paydate", .text, "Due date."),
    old(.agreedInterest, "agreedInterest", "overdueinterest", "Agreed late interest a year in percent; firms only."),
    old(.subject, "subject", "claimtext", "What the claim is about."),
  ]

  private static let debtorRows: [LayoutRow<DebtorField>] = [
    debtor(.type, "debtorType", "customertype", .code(debtorTypes), collection, "1 firm, 2 person."),
    debtor(.organisationName, "organisationName", "company", .text, collection, "Name of a firm."),
    debtor(.personName, "personName", "person", .text, collection, "Name of a person."),
    debtor(.street, "street", "address", .text, collection, "Street lines, joined by comma and blank."),
    debtor(.postCode, "postCode", "postcode", .text, collection, "Post code."),
    debtor(.town, "town", "city", .text, collection, "Town."),
    debtor(.country, "country", "addresscountry", .code(CountryCodes.alpha3), reference, "ISO 3166-1 alpha-3."),
    debtor(
      .identifier, "identifier", "govid", .text, reference,
      "Registration number of a firm; a person's identity code for a consumer's rent only."),
    debtor(.customerNumber, "customerNumber", "custnum", .text, reference, "The creditor's number of the debtor."),
    debtor(.email, "email", "email", .text, nil, "E-mail address."),
    debtor(.phone, "phone", "phone", .text, nil, "Telephone number."),
  ]

  private static func claim(_ field: ClaimField, _ key: String, _ name: String, _ form: JSONForm, _ meaning: String) -> LayoutRow<
    ClaimField
  > {
    .init(field, form, ChannelField(key: key, name: name, verifiedFor: ["ropo"], source: collection, meaning: meaning))
  }

  private static func old(_ field: ClaimField, _ key: String, _ name: String, _ meaning: String) -> LayoutRow<ClaimField> {
    .init(field, .text, ChannelField(key: key, name: name, verifiedFor: [], source: oldClient, meaning: meaning))
  }

  /// Without a current source the name is unverified.
  private static func debtor(
    _ field: DebtorField, _ key: String, _ name: String, _ form: JSONForm, _ source: String?, _ meaning: String
  ) -> LayoutRow<DebtorField> {
    // The only debtor stands beside the claim, so its names share the claim's object.
    .init(
      field, form,
      ChannelField(
        key: key, name: name, verifiedFor: source == nil ? [] : ["ropo"], source: source ?? oldClient, meaning: meaning))
  }
}
