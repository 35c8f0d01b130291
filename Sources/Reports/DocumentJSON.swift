import Receivables

/// A document as it was understood, with the keys of the command-line contract. What the input does not say is absent.
struct DocumentJSON: Encodable {
  var kind: String
  var typeCode: String?
  /// What kind `other` covers: a reminder, a receipt, a message that is nothing for Perille.
  var typeClass: String?
  var about: String?
  var number: String?
  var issueDate: String?
  var dueDate: String?
  var currency: String?
  var netTotal: String?
  var vatTotal: String?
  var grossTotal: String?
  var prepaid: String?
  var rounding: String?
  var amountDue: String?
  var reference: String?
  var iban: String?
  var bic: String?
  var seller: PartyJSON?
  var buyer: PartyJSON?
  var payee: PartyJSON?
  var recipient: PartyJSON?
  var coDebtors: [PartyJSON]?
  var originalInvoices: [String]?
  var lateInterestPercent: String?
  var lineCount: Int?
  var effect: String?
  var company: String?
  var details = InvoiceDetailsJSON()
  var facts: FactsJSON?
  var row = RowJSON()

  init(_ document: Document, masking: MaskingChoice) {
    kind = document.kindName
    company = document.companyKey.map(masking.text)
    switch document.body {
    case .invoice(let invoice): take(invoice, masking)
    case .payment(let payment): take(payment, masking)
    case .openItem(let item):
      number = masking.text(item.invoiceNumber)
      issueDate = item.issueDate?.description
      currency = item.openAmount.currency.code
      reference = item.reference.map(masking.text)
      row.openAmount = item.openAmount.decimalText
      row.asOf = item.asOf.description
    case .hold(let hold):
      number = hold.invoiceNumber.map(masking.text)
      row.action = hold.action.rawValue
      row.reason = masking.text(hold.reason)
      row.since = hold.since?.description
      row.until = hold.until?.description
      row.customerNumber = hold.customerNumber.map(masking.text)
    case .customer(let customer):
      buyer = PartyJSON(customer.party, isBuyer: true, masking)
      row.customerNumber = masking.text(customer.number)
      row.asOf = customer.asOf?.description
      row.collectionBlocked = customer.collectionBlocked
    }
  }

  /// A message that is nothing for Perille.
  init(notForUs about: String) {
    kind = "other"
    self.about = about
  }

  private mutating func take(_ invoice: InvoiceDocument, _ masking: MaskingChoice) {
    typeCode = masking.text(invoice.typeCode)
    typeClass = invoice.typeClass.rawValue
    number = masking.text(invoice.number)
    issueDate = invoice.issueDate.description
    dueDate = invoice.dueDate?.description
    currency = invoice.currency.code
    netTotal = invoice.netTotal?.decimalText
    vatTotal = invoice.vatTotal?.decimalText
    grossTotal = invoice.grossTotal?.decimalText
    prepaid = invoice.prepaid?.decimalText
    rounding = invoice.rounding?.decimalText
    amountDue = invoice.amountDue.decimalText
    reference = invoice.reference.map(masking.text)
    iban = invoice.account.map(masking.text)
    bic = invoice.bic.map(masking.text)
    seller = PartyJSON(invoice.seller, isBuyer: false, masking)
    buyer = PartyJSON(invoice.buyer, isBuyer: true, masking)
    payee = invoice.payee.map { PartyJSON($0, isBuyer: false, masking) }
    recipient = invoice.recipient.map { PartyJSON($0, isBuyer: false, masking) }
    coDebtors = invoice.coDebtors.isEmpty ? nil : invoice.coDebtors.map { PartyJSON($0, isBuyer: true, masking) }
    originalInvoices =
      invoice.precedingInvoices.isEmpty ? nil : invoice.precedingInvoices.map { masking.text($0.number) }
    lateInterestPercent = invoice.lateInterestPercent?.description
    lineCount = invoice.lineCount
    effect = invoice.effect.decimalText
    details = InvoiceDetailsJSON(invoice, masking)
    facts = FactsJSON(invoice.facts, masking)
  }

  private mutating func take(_ payment: Payment, _ masking: MaskingChoice) {
    number = payment.invoiceNumber.map(masking.text)
    currency = payment.amount.currency.code
    reference = payment.reference.map(masking.text)
    effect = payment.amount.negated.decimalText
    row.amount = payment.amount.decimalText
    row.paymentDate = payment.date.description
    row.method = payment.method.rawValue
    row.paymentId = payment.paymentID.map(masking.text)
    row.payerName = payment.payerName.map(masking.text)
    row.customerNumber = payment.customerNumber.map(masking.text)
    row.source = masking.text(payment.source)
  }

  private enum CodingKeys: String, CodingKey {
    case kind, typeCode, typeClass, about, number, issueDate, dueDate, currency, netTotal, vatTotal, grossTotal, prepaid, rounding
    case amountDue, reference, iban, bic, seller, buyer, payee, recipient, coDebtors, originalInvoices, lateInterestPercent
    case lineCount, effect, company, facts
  }

  /// Details and row values stand beside the other keys, not in objects of their own.
  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(kind, forKey: .kind)
    let texts: [(CodingKeys, String?)] = [
      (.typeCode, typeCode), (.typeClass, typeClass), (.about, about), (.number, number), (.issueDate, issueDate),
      (.dueDate, dueDate), (.currency, currency), (.netTotal, netTotal), (.vatTotal, vatTotal), (.grossTotal, grossTotal),
      (.prepaid, prepaid), (.rounding, rounding), (.amountDue, amountDue), (.reference, reference), (.iban, iban), (.bic, bic),
      (.lateInterestPercent, lateInterestPercent), (.effect, effect), (.company, company),
    ]
    for (key, text) in texts { try values.encodeIfPresent(text, forKey: key) }
    try values.encodeIfPresent(seller, forKey: .seller)
    try values.encodeIfPresent(buyer, forKey: .buyer)
    try values.encodeIfPresent(payee, forKey: .payee)
    try values.encodeIfPresent(recipient, forKey: .recipient)
    try values.encodeIfPresent(coDebtors, forKey: .coDebtors)
    try values.encodeIfPresent(originalInvoices, forKey: .originalInvoices)
    try values.encodeIfPresent(lineCount, forKey: .lineCount)
    try values.encodeIfPresent(facts, forKey: .facts)
    try details.encode(to: encoder)
    try row.encode(to: encoder)
  }
}

/// Whether identity codes may be shown.
public enum MaskingChoice: Sendable {
  case masked, unmasked

  func text(_ text: String) -> String {
    switch self {
    case .masked: Masking.masked(text)
    case .unmasked: text
    }
  }

  func code(_ code: PersonalIdentityCode) -> String {
    switch self {
    case .masked: Masking.mask
    case .unmasked: code.reveal()
    }
  }
}
