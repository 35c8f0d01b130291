import Receivables

/// What the rules look at of one message: what the reader understood, and what was stated, with its lines. Filled once a message was
/// read; rows are summed while they pass (`FinvoiceRowSums`).
public struct FinvoiceFacts: Sendable {
  public var version: FinvoiceVersion
  public var typeClass: InvoiceDocument.TypeClass
  public var typeCode: FinvoiceStated? {
    didSet {
      plainType = String((typeCode?.text ?? "").uppercased().unicodeScalars.filter { !$0.properties.isWhitespace })
    }
  }
  /// UNTDID 1001.
  public var typeCodeUN: FinvoiceStated?
  public var origin: FinvoiceStated?
  public var number: FinvoiceStated?
  public var issueDate: CalendarDate
  /// The later of the two that are stated.
  public var dueDate: CalendarDate?
  public var dueDateLine: Int?
  /// Of the amount to pay.
  public var currency: Currency
  public var totals = FinvoiceTotals()
  public var vatLines: [FinvoiceVATLine] = []
  /// Where a reason is given for tax that is not charged, in the header.
  public var hasVATText = false
  public var rows = FinvoiceRowSums()
  public var seller = FinvoicePartyFacts()
  public var buyer = FinvoicePartyFacts()
  public var payment = FinvoicePaymentFacts()
  /// An earlier invoice is named, in the header or on rows.
  public var namesOriginal = false
  /// Dates that decide nothing, so that the reader does not look at them.
  public var otherDates: [FinvoiceDateFact] = []
  public var cashDiscountDates: [FinvoiceDateFact] = []
  public var originalDates: [FinvoiceDateFact] = []
  public var periodStart: FinvoiceDateFact?
  public var periodEnd: FinvoiceDateFact?
  public var partialPayments: [FinvoicePartialFact] = []
  public var factoring: FinvoiceFactoringFact?
  public var transmission = FinvoiceTransmissionFacts()
  public var presence = FinvoicePresence()

  public init(
    version: FinvoiceVersion, typeClass: InvoiceDocument.TypeClass, issueDate: CalendarDate, currency: Currency
  ) {
    self.version = version
    self.typeClass = typeClass
    self.issueDate = issueDate
    self.currency = currency
  }

  /// Only these change what is owed.
  public var isClaim: Bool { typeClass == .invoice || typeClass == .creditNote }

  /// The code in upper case without blanks: `INV09`.
  private(set) var plainType = ""
}

/// A published version of Finvoice, in their order.
public enum FinvoiceVersion: String, CaseIterable, Comparable, Sendable {
  case v1_0 = "1.0"
  case v1_1 = "1.1"
  case v1_2 = "1.2"
  case v1_3 = "1.3"
  case v2_0 = "2.0"
  case v2_01 = "2.01"
  case v3_0 = "3.0"

  /// Asked for every element and code, so it is no search.
  private var ordinal: Int {
    switch self {
    case .v1_0: 0
    case .v1_1: 1
    case .v1_2: 2
    case .v1_3: 3
    case .v2_0: 4
    case .v2_01: 5
    case .v3_0: 6
    }
  }
  public static func < (left: FinvoiceVersion, right: FinvoiceVersion) -> Bool { left.ordinal < right.ordinal }

  /// The version stated; of a message that states none or an unknown one, the newest, which allows most.
  public static func of(_ stated: String?) -> FinvoiceVersion { stated.flatMap { FinvoiceVersion(rawValue: $0) } ?? .v3_0 }
}

/// A text as stated, trimmed, with what qualifies it: the currency of an amount, the format of a date, the scheme of an identifier.
public struct FinvoiceStated: Hashable, Sendable {
  public var text: String
  public var qualifier: String?
  /// 1-based line of the file.
  public var line: Int

  public init(text: String, qualifier: String? = nil, line: Int) {
    self.text = text
    self.qualifier = qualifier
    self.line = line
  }
}

/// An amount that could be read.
public struct FinvoiceAmount: Hashable, Sendable {
  public var value: WideDecimal
  /// Nil when none is stated.
  public var currency: Currency?
  public var line: Int
  /// Digits behind the decimal sign as written.
  public var decimals: Int

  public init(value: WideDecimal, currency: Currency?, line: Int, decimals: Int) {
    self.value = value
    self.currency = currency
    self.line = line
    self.decimals = decimals
  }
}

/// The totals of InvoiceDetails and the amount to pay.
public struct FinvoiceTotals: Sendable {
  public var rows: FinvoiceAmount?
  public var discounts: FinvoiceAmount?
  public var charges: FinvoiceAmount?
  public var net: FinvoiceAmount?
  public var vat: FinvoiceAmount?
  public var gross: FinvoiceAmount?
  public var roundoff: FinvoiceAmount?
  public var paid: FinvoiceAmount?
  /// EpiInstructedAmount.
  public var due: FinvoiceAmount?
  /// Discounts or charges are stated but cannot be read.
  public var isUnreadable = false
  /// What is paid in advance or rounded off, where it is stated and cannot be read.
  public var unreadable: [(name: String, stated: FinvoiceStated)] = []
  /// DiscountDetails or ChargeDetails stand in InvoiceDetails.
  public var hasDiscountsOrCharges = false

  public init() {}
}

/// VatSpecificationDetails.
public struct FinvoiceVATLine: Sendable {
  public var base: FinvoiceAmount?
  /// Percent.
  public var rate: WideDecimal?
  public var code: FinvoiceStated?
  public var vat: FinvoiceAmount?
  public var hasReason: Bool
  public var line: Int

  public init(
    base: FinvoiceAmount?, rate: WideDecimal?, code: FinvoiceStated?, vat: FinvoiceAmount?, hasReason: Bool, line: Int
  ) {
    self.base = base
    self.rate = rate
    self.code = code
    self.vat = vat
    self.hasReason = hasReason
    self.line = line
  }
}

/// Seller or buyer.
public struct FinvoicePartyFacts: Sendable {
  public var hasName = false
  public var identifier: FinvoiceStated?
  /// The identifier as a Finnish business id whose check digit is right.
  public var businessID: String?
  public var taxCode: FinvoiceStated?
  /// With its country, its check digit right.
  public var vatID: String?
  public var unitNumber: FinvoiceStated?
  public var postCode: FinvoiceStated?
  public var countryCode: FinvoiceStated?

  public init() {}
}

/// EpiDetails and what stands around it.
public struct FinvoicePaymentFacts: Sendable {
  public var account: FinvoiceStated?
  /// The account as an IBAN whose check digits are right.
  public var iban: String?
  public var bic: FinvoiceStated?
  public var sellerAccounts: [FinvoiceStated] = []
  /// Those whose check digits are right, as IBAN.
  public var sellerIBANs: [String] = []
  public var reference: FinvoiceStated?
  public var chargeOption: FinvoiceStated?
  public var means: [FinvoiceStated] = []
  public var status: FinvoiceStated?
  public var hasMethod = false
  public var hasInstructionID = false
  public var barcode: FinvoiceStated?
  /// A row of an earlier payment: its amount with VAT is negative and it states none without.
  public var deductions: WideDecimal?

  public init() {}
}

/// A date as stated and, when it is a real day, the day.
public struct FinvoiceDateFact: Sendable {
  public var stated: FinvoiceStated
  public var day: CalendarDate?
  /// Below `/Finvoice/`.
  public var path: String
  public var term: String?

  public init(stated: FinvoiceStated, day: CalendarDate?, path: String, term: String? = nil) {
    self.stated = stated
    self.day = day
    self.path = path
    self.term = term
  }
}

/// PartialPaymentDetails.
public struct FinvoicePartialFact: Sendable {
  public var paid: FinvoiceAmount?
  public var unpaid: FinvoiceAmount?
  public var amounts: Int
  public var netAmounts: Int
  public var dueDates: [FinvoiceDateFact]
  public var line: Int?

  public init(
    paid: FinvoiceAmount?, unpaid: FinvoiceAmount?, amounts: Int, netAmounts: Int, dueDates: [FinvoiceDateFact], line: Int?
  ) {
    self.paid = paid
    self.unpaid = unpaid
    self.amounts = amounts
    self.netAmounts = netAmounts
    self.dueDates = dueDates
    self.line = line
  }
}

/// FactoringAgreementDetails.
public struct FinvoiceFactoringFact: Sendable {
  public var hasClause: Bool
  public var hasParty: Bool
  public init(hasClause: Bool, hasParty: Bool) {
    self.hasClause = hasClause
    self.hasParty = hasParty
  }
}

/// The frame before a message and what the message repeats of it.
public struct FinvoiceTransmissionFacts: Sendable {
  /// MessageTransmissionDetails/MessageDetails/MessageIdentifier.
  public var messageID: FinvoiceStated?
  /// `eb:MessageId` of the frame.
  public var frameMessageID: String?
  /// AttachmentMessageDetails/AttachmentMessageIdentifier.
  public var attachment: FinvoiceStated?

  public init() {}
}
