import InvoiceRules

/// What a message states, as it states it: texts, trimmed, before anything is understood.
///
/// Paths and cardinalities: the schemas of Finvoice 1.2–3.0. Elements are known by their local names, in
/// whatever order they come; empty ones count as absent.
struct FinvoiceMessage: Hashable, Sendable {
  /// A text with what qualifies it: the currency of an amount, the format of a date, the scheme of an identifier.
  typealias Stated = FinvoiceStated

  struct StatedParty: Hashable, Sendable {
    var identifier: Stated?
    var code: Stated?
    /// First is the legal name; more are other languages or parts.
    var names: [String] = []
    var tradingName: String?
    var taxCode: Stated?
    var unitNumber: Stated?
    var contact: String?
    var phone: String?
    var email: String?
    var streets: [String] = []
    var town: String?
    var postCode: String?
    var postCodeLine = 0
    var postOfficeBox: String?
    var countryCode: String?
    var countryLine = 0
    var countryName: String?
    /// Every text of the address in document order.
    var addressTexts: [String] = []
  }

  struct OtherParty: Hashable, Sendable {
    var role: String?
    var code: String?
    var name: String?
    var identifier: Stated?
    /// Of a factoring company: the clause that the debtor has to see is there.
    var hasClause = false
  }

  struct Original: Hashable, Sendable {
    var number: String?
    var date: Stated?
  }

  struct VATLine: Hashable, Sendable {
    var base: Stated?
    var rate: Stated?
    var category: Stated?
    var amount: Stated?
    /// A text or code says why no tax is charged.
    var hasReason = false
    /// Of its first text.
    var line: Int?
  }

  struct PartialPayment: Hashable, Sendable {
    var paid: Stated?
    var unpaid: Stated?
    var costs: Stated?
    var amounts: [Stated] = []
    var netAmounts: [Stated] = []
    var dueDates: [Stated] = []
    var references: [Stated] = []
  }

  /// An element that may stand once and stood again with another value.
  struct Repetition: Hashable, Sendable {
    var name: String
    var first: String
    var second: String
    var line: Int
  }

  var version: String?
  var specification: String?
  var toIdentifier: String?
  var seller = StatedParty()
  var sellerAccounts: [Stated] = []
  var buyer = StatedParty()
  var recipient = StatedParty()
  var otherParties: [OtherParty] = []

  var typeCode: Stated?
  var typeCodeUN: Stated?
  var typeText: String?
  var origin: Stated?
  var number: Stated?
  var date: Stated?
  var original = Original()
  var originalReferences: [Original] = []
  var rowOriginals: [Original] = []
  /// Originals that interest and reminder rows name.
  var overdueOriginals: [Original] = []
  var sellerReference: String?
  var customerNumber: Stated?
  var order: String?
  var agreement: String?
  var buyerReference: String?
  var accountDimension: String?
  var freeTexts: [String] = []

  var rowsTotal: Stated?
  var discountsTotal: Stated?
  var chargesTotal: Stated?
  var hasDiscountsOrCharges = false
  var net: Stated?
  var vat: Stated?
  var gross: Stated?
  var roundoff: Stated?
  var paid: Stated?
  var vatLines: [VATLine] = []
  /// A text of the header or of rows that may say why no tax is charged.
  var hasVATText = false
  var periodStart: Stated?
  var periodEnd: Stated?
  /// The first currency that any other amount states.
  var otherCurrency: String?

  var terms: [String] = []
  var termsDueDates: [Stated] = []
  var cashDiscountDates: [Stated] = []
  var cashDiscounts: [Stated] = []
  var fineTexts: [String] = []
  var finePercent: Stated?
  var fineFixed: Stated?

  var status: Stated?
  var paymentMethod: String?
  var hasPaymentCard = false
  var hasDirectDebit = false
  var partialPayments: [PartialPayment] = []
  var factoring: OtherParty?

  /// Elements InvoiceRow, subtotals too.
  var rowCount = 0
  var rows = FinvoiceRowSums()
  /// The first currency that an amount of a row states.
  var rowCurrency: String?
  /// Amounts of rows that state a negative amount with VAT and none without: how part payments are shown.
  var deductions: [Stated] = []
  /// A text that suggests rent was seen.
  var mentionsRent = false

  var barcode: Stated?
  var epiDate: Stated?
  var epiReference: String?
  var epiBIC: Stated?
  var epiName: String?
  var epiBei: String?
  var epiAccount: Stated?
  var paymentInstruction: String?
  var reference: Stated?
  var amountDue: Stated?
  var epiDueDates: [Stated] = []
  var paymentMeans: [Stated] = []
  var chargeOption: Stated?

  var urls: [String] = []
  var attachment: Stated?
  var messageID: Stated?
  /// Which of the elements are there that a version may demand.
  var presence = FinvoicePresence()

  var repetitions: [Repetition] = []
  /// Some part is repeated more often than is kept.
  var hasTooManyParts = false
}
