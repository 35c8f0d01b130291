/// A payment as the creditor's system or its bank states it: money that reduces a claim (positive) or gives it back (negative).
public struct Payment: Hashable, Sendable {
  public enum Method: String, Hashable, Sendable {
    case payment
    /// Written off, not paid.
    case creditLoss
    case correction
  }

  public var date: CalendarDate
  public var amount: Money
  public var method: Method
  public var invoiceNumber: String?
  public var reference: String?
  public var customerNumber: String?
  /// The source's own id of the payment (archive id, voucher number); makes it unique for ever.
  public var paymentID: String?
  public var payerName: String?
  /// Which of the company's payment sources this comes from (the profile's name).
  public var source: String

  public init(
    date: CalendarDate, amount: Money, method: Method = .payment, invoiceNumber: String? = nil,
    reference: String? = nil, customerNumber: String? = nil, paymentID: String? = nil,
    payerName: String? = nil, source: String
  ) {
    self.date = date
    self.amount = amount
    self.method = method
    self.invoiceNumber = invoiceNumber
    self.reference = reference
    self.customerNumber = customerNumber
    self.paymentID = paymentID
    self.payerName = payerName
    self.source = source
  }
}

/// A row of an open-items list: what was open on a stated day.
public struct OpenItem: Hashable, Sendable {
  public var invoiceNumber: String
  public var issueDate: CalendarDate?
  public var reference: String?
  public var openAmount: Money
  public var asOf: CalendarDate
  public init(
    invoiceNumber: String, issueDate: CalendarDate? = nil, reference: String? = nil,
    openAmount: Money, asOf: CalendarDate
  ) {
    self.invoiceNumber = invoiceNumber
    self.issueDate = issueDate
    self.reference = reference
    self.openAmount = openAmount
    self.asOf = asOf
  }
}

/// "Do not chase this": an invoice or a whole customer is disputed, on hold, or released again.
public struct Hold: Hashable, Sendable {
  public enum Action: String, Hashable, Sendable { case hold, dispute, release }
  public var action: Action
  /// One of the two is there.
  public var invoiceNumber: String?
  public var customerNumber: String?
  public var reason: String
  public var since: CalendarDate?
  /// Last day it holds; nil until released.
  public var until: CalendarDate?
  public init(
    action: Action, invoiceNumber: String?, customerNumber: String?, reason: String,
    since: CalendarDate? = nil, until: CalendarDate? = nil
  ) {
    self.action = action
    self.invoiceNumber = invoiceNumber
    self.customerNumber = customerNumber
    self.reason = reason
    self.since = since
    self.until = until
  }
}

/// Master data of a customer: fills what invoices leave out (address, identifier, firm or consumer).
public struct Customer: Hashable, Sendable {
  public var number: String
  public var party: Party
  /// Never hand this customer's claims over.
  public var collectionBlocked: Bool
  /// When the master data was true; the newest wins.
  public var asOf: CalendarDate?
  public init(number: String, party: Party, collectionBlocked: Bool = false, asOf: CalendarDate? = nil) {
    self.number = number
    self.party = party
    self.collectionBlocked = collectionBlocked
    self.asOf = asOf
  }
}

/// What one message or row says, and whose it is.
public struct Document: Hashable, Sendable {
  /// Behind one reference: an invoice has some sixty texts, and to pass it on must not count each of them.
  public indirect enum Body: Hashable, Sendable {
    case invoice(InvoiceDocument)
    case payment(Payment)
    case openItem(OpenItem)
    case hold(Hold)
    case customer(Customer)
  }

  /// Key of the company when the profile states it (constant, sub-folder or column); e-invoices are placed by their seller.
  public var companyKey: String?
  public var body: Body

  public init(companyKey: String? = nil, body: Body) {
    self.companyKey = companyKey
    self.body = body
  }

  /// `kind` of the JSON contract.
  public var kindName: String {
    switch body {
    case .invoice(let invoice):
      switch invoice.typeClass {
      case .invoice: "invoice"
      case .creditNote: "creditNote"
      case .reminder: "reminder"
      case .selfBilled, .proForma, .receipt, .test, .other: "other"
      }
    case .payment: "payment"
    case .openItem: "openItem"
    case .hold: "hold"
    case .customer: "customer"
    }
  }
}
