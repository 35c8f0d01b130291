/// What a CSV column can say. The raw order is the order of the table `CSVField.definitions`.
public enum CSVField: Int, CaseIterable, Hashable, Sendable {
  // Any row
  case number, issueDate, dueDate, currency
  // Invoices and credit notes
  case typeCode, amountDue, netTotal, vatTotal, grossTotal, prepaid, rounding
  case reference, account, bic, paymentMeans, originalInvoice, originalIssueDate
  case buyerReference, orderReference, contractReference, accountingReference, sellerReference
  case paymentTerms, note, lateInterestPercent, payeeName, paid, factoring, directDebit
  // The debtor
  case customerNumber, customerName, tradingName, businessId, vatId, personalCode, identifier, endpoint
  case street, street2, street3, postCode, town, country, contactName, email, phone, debtorKind
  // What only the creditor's system knows
  case kind, rental, disputed, onHold, holdReason, ownReminderDate, noticeSentDate, noticeDeadline
  case openAmount, openAsOf, assignedTo, assignedOn, maventaInvoiceId, subject, rentalInformation
  // Payments
  case amount, paymentDate, paymentId, payerName, method
  // Holds
  case action, reason, since, until
  // Customers
  case collectionBlocked, asOf

  public enum ValueType: String, Hashable, Sendable {
    case text, amount, percent, date, flag, choice
  }

  public struct Definition: Hashable, Sendable {
    public var field: CSVField
    /// The key under `columns:` and `constants:`.
    public var name: String
    public var type: ValueType
    public var rowKinds: Set<CSVRowKind>
    /// Row kinds that cannot be read without it.
    public var requiredFor: Set<CSVRowKind>
    /// For `choice`: the words that a value must be, or be mapped to.
    public var choices: [String]
    public var description: String
    /// May also be a column of a co-debtor.
    public var isOfParty: Bool
  }

  public var definition: Definition { CSVField.definitions[rawValue] }
  public var name: String { definition.name }

  public init?(name: String) {
    guard let found = CSVField.definitions.first(where: { $0.name == name }) else { return nil }
    self = found.field
  }

  private static let invoices: Set<CSVRowKind> = [.invoice, .creditNote]
  private static let parties: Set<CSVRowKind> = [.invoice, .creditNote, .customer]

  private static func field(
    _ field: CSVField, _ name: String, _ type: ValueType, _ kinds: Set<CSVRowKind>, required: Set<CSVRowKind> = [],
    choices: [String] = [], party: Bool = false, _ description: String
  ) -> Definition {
    Definition(
      field: field, name: name, type: type, rowKinds: kinds, requiredFor: required, choices: choices,
      description: description, isOfParty: party)
  }

  /// One line a field, in the order of the cases; the table of the documentation and of all checks.
  public static let definitions: [Definition] = [
    field(
      .number, "number", .text, [.invoice, .creditNote, .payment, .openItem, .hold],
      required: [.invoice, .creditNote, .openItem],
      "Number of the invoice (of the credit note on its own row)."),
    field(.issueDate, "issueDate", .date, [.invoice, .creditNote, .openItem], required: invoices, "Day of the invoice."),
    field(.dueDate, "dueDate", .date, invoices, "Day by which it is to be paid."),
    field(
      .currency, "currency", .text, [.invoice, .creditNote, .payment, .openItem],
      required: [.invoice, .creditNote, .payment, .openItem], "Three letters (ISO 4217)."),
    field(.typeCode, "typeCode", .text, invoices, "Type code (UNTDID 1001); default 380, for credit notes 381."),
    field(
      .amountDue, "amountDue", .amount, invoices, required: invoices,
      "What the invoice asks for, VAT included, less what was prepaid."),
    field(.netTotal, "netTotal", .amount, invoices, "Total without VAT."),
    field(.vatTotal, "vatTotal", .amount, invoices, "VAT."),
    field(.grossTotal, "grossTotal", .amount, invoices, "Total with VAT."),
    field(.prepaid, "prepaid", .amount, invoices, "Paid before the invoice was made."),
    field(.rounding, "rounding", .amount, invoices, "Rounding of the amount due."),
    field(
      .reference, "reference", .text, [.invoice, .creditNote, .payment, .openItem], "Payment reference (viite, OCR, KID, RF)."),
    field(.account, "account", .text, invoices, "Account to pay to; an IBAN is checked."),
    field(.bic, "bic", .text, invoices, "BIC of that account."),
    field(
      .paymentMeans, "paymentMeans", .text, invoices,
      "Payment means code (UNTDID 4461): 49 and 59 direct debit, 48, 54 and 55 card."),
    field(.originalInvoice, "originalInvoice", .text, invoices, "Number of the invoice that a credit note takes money off."),
    field(.originalIssueDate, "originalIssueDate", .date, invoices, "Day of that invoice."),
    field(.buyerReference, "buyerReference", .text, invoices, "The debtor's reference."),
    field(.orderReference, "orderReference", .text, invoices, "Order number."),
    field(.contractReference, "contractReference", .text, invoices, "Contract number."),
    field(.accountingReference, "accountingReference", .text, invoices, "The debtor's cost centre or account."),
    field(.sellerReference, "sellerReference", .text, invoices, "The creditor's reference."),
    field(.paymentTerms, "paymentTerms", .text, invoices, "Terms of payment in words."),
    field(.note, "note", .text, invoices, "Free text."),
    field(.lateInterestPercent, "lateInterestPercent", .percent, invoices, "Agreed late interest a year, in percent."),
    field(.payeeName, "payeeName", .text, invoices, "Who is paid, when that is not the creditor: the claim is then held."),
    field(.paid, "paid", .flag, invoices, "The invoice is paid."),
    field(.factoring, "factoring", .flag, invoices, "The claim is sold or pledged to a factoring company."),
    field(.directDebit, "directDebit", .flag, invoices, "The invoice is collected by direct debit."),
    field(
      .customerNumber, "customerNumber", .text, [.invoice, .creditNote, .payment, .hold, .customer], required: [.customer],
      "The creditor's own number for the debtor."),
    field(.customerName, "customerName", .text, parties, party: true, "Name of the debtor."),
    field(.tradingName, "tradingName", .text, parties, party: true, "Name under which the debtor trades."),
    field(
      .businessId, "businessId", .text, parties, party: true,
      "Y-tunnus, organisationsnummer or organisasjonsnummer of the debtor."),
    field(.vatId, "vatId", .text, parties, party: true, "VAT number of the debtor, with its country prefix."),
    field(
      .personalCode, "personalCode", .text, parties, party: true, "Personal identity code (HETU, personnummer, fødselsnummer)."),
    field(
      .identifier, "identifier", .text, parties, party: true,
      "Business id or personal identity code, whichever it proves to be."),
    field(.endpoint, "endpoint", .text, parties, party: true, "E-invoice address of the debtor (OVT, Peppol)."),
    field(.street, "street", .text, parties, party: true, "Street or box."),
    field(.street2, "street2", .text, parties, party: true, "Second line of the address."),
    field(.street3, "street3", .text, parties, party: true, "Third line of the address."),
    field(.postCode, "postCode", .text, parties, party: true, "Post code."),
    field(.town, "town", .text, parties, party: true, "Town."),
    field(.country, "country", .text, parties, party: true, "Country, two letters (ISO 3166-1); default the company's own."),
    field(.contactName, "contactName", .text, parties, party: true, "Contact person."),
    field(.email, "email", .text, parties, party: true, "E-mail address."),
    field(.phone, "phone", .text, parties, party: true, "Telephone number."),
    field(
      .debtorKind, "debtorKind", .choice, parties, choices: ["b2b", "b2c", "unknown"], party: true,
      "Firm (b2b) or consumer (b2c)."),
    field(
      .kind, "kind", .choice, invoices, choices: ReceivableKind.allCases.map(\.rawValue),
      "Kind of claim, as the creditor states it; outranks everything else."),
    field(.rental, "rental", .flag, invoices, "The claim is rent."),
    field(.disputed, "disputed", .flag, invoices, "The debtor disputes it."),
    field(.onHold, "onHold", .flag, invoices, "The creditor holds it back."),
    field(.holdReason, "holdReason", .text, invoices, "Why it is disputed or held back."),
    field(.ownReminderDate, "ownReminderDate", .date, invoices, "Day the creditor's own reminder was sent."),
    field(.noticeSentDate, "noticeSentDate", .date, invoices, "Norway: day the inkassovarsel was sent."),
    field(.noticeDeadline, "noticeDeadline", .date, invoices, "Norway: deadline that the inkassovarsel gave."),
    field(
      .openAmount, "openAmount", .amount, [.invoice, .openItem], required: [.openItem],
      "What is open; on an invoice row as of openAsOf, or the file's stated date."),
    field(.openAsOf, "openAsOf", .date, [.invoice], "Day on which openAmount was true."),
    field(.assignedTo, "assignedTo", .text, [.invoice], "Provider that already has the claim."),
    field(.assignedOn, "assignedOn", .date, [.invoice], "Since when."),
    field(.maventaInvoiceId, "maventaInvoiceId", .text, invoices, "Maventa's own id of the invoice."),
    field(.subject, "subject", .text, invoices, "What the claim is about, for the provider."),
    field(.rentalInformation, "rentalInformation", .text, invoices, "Rents: period or object, for the provider."),
    field(.amount, "amount", .amount, [.payment], required: [.payment], "What was paid; the other sign gives it back."),
    field(.paymentDate, "paymentDate", .date, [.payment], required: [.payment], "Day of the payment."),
    field(.paymentId, "paymentId", .text, [.payment], "The source's own id of the payment (archive id, voucher number)."),
    field(.payerName, "payerName", .text, [.payment], "Who paid."),
    field(
      .method, "method", .choice, [.payment], choices: ["payment", "creditLoss", "correction"],
      "Payment, write-off (creditLoss) or correction; default payment."),
    field(
      .action, "action", .choice, [.hold], required: [.hold], choices: ["hold", "dispute", "release"],
      "What happens to the invoice or customer."),
    field(.reason, "reason", .text, [.hold], "Why."),
    field(.since, "since", .date, [.hold], "From which day."),
    field(.until, "until", .date, [.hold], "Last day it holds; empty until released."),
    field(.collectionBlocked, "collectionBlocked", .flag, [.customer], "Never hand over claims of this customer."),
    field(.asOf, "asOf", .date, [.customer], "Day on which the master data was true."),
  ]
}

/// What a CSV row is.
public enum CSVRowKind: String, Hashable, Sendable, CaseIterable {
  case invoice, creditNote, payment, openItem, hold, customer
  /// Nothing for us; only in the value map of a row kind column.
  case ignore
}
