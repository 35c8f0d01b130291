import Receivables

/// A seller, buyer or other party.
struct PartyJSON: Encodable {
  var name: String?
  var tradingName: String?
  /// Legal id, else the first other identifier; of a natural person the identity code, masked unless asked for.
  var id: String?
  var idScheme: String?
  var vatId: String?
  var taxRegistration: String?
  var identifiers: [String]?
  var endpoint: String?
  var endpointScheme: String?
  var country: String?
  var debtorKind: String?
  var address: AddressJSON?
  var contactName: String?
  var email: String?
  var phone: String?
  var customerNumber: String?

  struct AddressJSON: Encodable {
    var streets: [String]
    var town: String?
    var postCode: String?
  }

  init(_ party: Party, isBuyer: Bool, _ masking: MaskingChoice) {
    name = party.name.map(masking.text)
    tradingName = party.tradingName.map(masking.text)
    let stated = party.legalID ?? (party.personalCode == nil ? party.identifiers.first : nil)
    id = stated.map { masking.text($0.value) } ?? party.personalCode.map(masking.code)
    idScheme = stated?.scheme.map(masking.text)
    vatId = party.vatID.map(masking.text)
    taxRegistration = party.taxRegistration.map(masking.text)
    identifiers = party.identifiers.isEmpty ? nil : party.identifiers.map { masking.text($0.value) }
    endpoint = party.endpoint.map { masking.text($0.value) }
    endpointScheme = party.endpoint?.scheme.map(masking.text)
    country = party.address?.country.map(masking.text)
    debtorKind = isBuyer ? party.kind.rawValue : nil
    if let address = party.address, !(address.streets.isEmpty && address.town == nil && address.postCode == nil) {
      self.address = AddressJSON(
        streets: address.streets.map(masking.text), town: address.town.map(masking.text),
        postCode: address.postCode.map(masking.text))
    }
    contactName = party.contactName.map(masking.text)
    email = party.email.map(masking.text)
    phone = party.phone.map(masking.text)
    customerNumber = party.customerNumber.map(masking.text)
  }
}

/// What an invoice says besides the keys of the contract.
struct InvoiceDetailsJSON: Encodable {
  var specification: String?
  var process: String?
  var sellerAccounts: [String]?
  var paymentMeans: [String]?
  var vatBreakdown: [VATLineJSON]?
  var buyerReference: String?
  var orderReference: String?
  var contractReference: String?
  var accountingReference: String?
  var sellerReference: String?
  var paymentTerms: String?
  var note: String?
  var instalments: [InstalmentJSON]?
  /// What decides, besides the amounts, whether the claim may go.
  var conditions: [String]?

  struct VATLineJSON: Encodable {
    var category: String?
    var rate: String?
    var base: String?
    var vat: String?
  }

  struct InstalmentJSON: Encodable {
    var ordinal: Int
    var amount: String
    var dueDate: String
    var reference: String?
  }

  init() {}

  init(_ invoice: InvoiceDocument, _ masking: MaskingChoice) {
    specification = invoice.specification.map(masking.text)
    process = invoice.process.map(masking.text)
    sellerAccounts = invoice.sellerAccounts.isEmpty ? nil : invoice.sellerAccounts.map(masking.text)
    paymentMeans = invoice.paymentMeans.isEmpty ? nil : invoice.paymentMeans.map(masking.text)
    vatBreakdown =
      invoice.vatBreakdown.isEmpty
      ? nil
      : invoice.vatBreakdown.map {
        VATLineJSON(
          category: $0.category.map(masking.text), rate: $0.rate?.description, base: $0.base?.decimalText,
          vat: $0.vat?.decimalText)
      }
    buyerReference = invoice.buyerReference.map(masking.text)
    orderReference = invoice.orderReference.map(masking.text)
    contractReference = invoice.contractReference.map(masking.text)
    accountingReference = invoice.accountingReference.map(masking.text)
    sellerReference = invoice.sellerReference.map(masking.text)
    paymentTerms = invoice.paymentTerms.map(masking.text)
    note = invoice.note.map(masking.text)
    instalments =
      invoice.instalments.isEmpty
      ? nil
      : invoice.instalments.map {
        InstalmentJSON(
          ordinal: $0.ordinal, amount: $0.amount.decimalText, dueDate: $0.dueDate.description,
          reference: $0.reference.map(masking.text))
      }
    let names = invoice.conditions.names
    conditions = names.isEmpty ? nil : names
  }
}

/// What a row of a list says that is no invoice.
struct RowJSON: Encodable {
  var amount: String?
  var paymentDate: String?
  var method: String?
  var paymentId: String?
  var payerName: String?
  var source: String?
  var openAmount: String?
  var asOf: String?
  var action: String?
  var reason: String?
  var since: String?
  var until: String?
  var customerNumber: String?
  var collectionBlocked: Bool?
}

/// What only the creditor's own system knows of a claim.
struct FactsJSON: Encodable {
  var kind: String?
  var disputed: Bool?
  var onHold: Bool?
  var holdReason: String?
  var ownReminderDate: String?
  var noticeSentDate: String?
  var noticeDeadline: String?
  var fees: [FeeJSON]?
  var openAmount: String?
  var openAsOf: String?
  var assignedTo: String?
  var assignedOn: String?
  var maventaInvoiceId: String?
  var subject: String?
  var rentalInformation: String?

  struct FeeJSON: Encodable {
    var amount: String
    var date: String
  }

  /// Nil when nothing is said.
  init?(_ facts: CreditorFacts, _ masking: MaskingChoice) {
    guard !facts.isEmpty else { return nil }
    kind = facts.kind?.rawValue
    disputed = facts.disputed ? true : nil
    onHold = facts.onHold ? true : nil
    holdReason = facts.holdReason.map(masking.text)
    ownReminderDate = facts.ownReminderDate?.description
    noticeSentDate = facts.noticeSentDate?.description
    noticeDeadline = facts.noticeDeadline?.description
    fees = facts.fees.isEmpty ? nil : facts.fees.map { FeeJSON(amount: $0.amount.decimalText, date: $0.date.description) }
    openAmount = facts.openAmount?.decimalText
    openAsOf = facts.openAsOf?.description
    assignedTo = facts.assignedTo.map(masking.text)
    assignedOn = facts.assignedOn?.description
    maventaInvoiceId = facts.maventaInvoiceID.map(masking.text)
    subject = facts.subject.map(masking.text)
    rentalInformation = facts.rentalInformation.map(masking.text)
  }
}

extension CreditorFacts {
  var isEmpty: Bool { self == CreditorFacts() }
}
