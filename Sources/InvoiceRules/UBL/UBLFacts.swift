/// What the walk notes for the rules that need the whole document.
struct UBLFacts {
  /// InvoiceLine and CreditNoteLine, wherever they are.
  var lines: [Int] = []
  var invoiceLines = 0
  var creditNoteLines = 0
  /// AllowanceCharge right in the document.
  var allowances: [Int] = []
  /// TaxCategory of a breakdown right in the document's TaxTotal.
  var breakdown: [Int] = []
  /// TaxTotal right in the document.
  var taxTotals: [Int] = []
  var paymentMeans: [Int] = []
  var totals: [Int] = []
  /// TaxTotal wherever it is.
  var allTaxTotals: [Int] = []
  var documentCurrency: ShortText?
  /// The number of the Peppol process; nil for one that is not approved.
  var profile: ShortText?
  /// BT-3: element, code, whether it is an invoice's.
  var typeCodes: [(node: Int, code: ShortText, isInvoice: Bool)] = []
  var hasDueDate = false
  var hasTermsNote = false
  var supplierParty: Int?
  var customerParty: Int?

  // Where each VAT category stands: one bit a category.
  /// On a line, with the scheme VAT; whatever the scheme.
  var onLine: VATCategories = []
  var onLineAnyScheme: VATCategories = []
  /// On an allowance or a charge, with the scheme VAT.
  var onAllowance: VATCategories = []
  var onCharge: VATCategories = []
  /// On either, or on one that says neither.
  var onAllowanceOrCharge: VATCategories = []
  /// On an allowance or charge, whatever the scheme.
  var onAllowanceOrChargeAnyScheme: VATCategories = []
  /// On any TaxCategory with the scheme VAT.
  var onCategory: VATCategories = []
  /// On any TaxCategory, whatever the scheme.
  var onCategoryAnyScheme: VATCategories = []
  /// Some other code than O, with the same places.
  var lineNotO = false
  var allowanceNotO = false
  var chargeNotO = false
  /// A country code anywhere that is not IT.
  var hasCountryBesideItaly = false
  /// cac:PartyIdentification/cbc:ID with the scheme SEPA.
  var sepaIdentifiers = 0

  // What else is asked of anywhere in the document.
  var sellerHasTaxID = false
  var sellerHasVATID = false
  var representativeHasVATID = false
  var buyerHasVATID = false
  var buyerHasLegalID = false

  mutating func removeAll() { self = UBLFacts() }
}

/// The VAT category codes of EN 16931 (UNTDID 5305 with B), as a set of bits.
struct VATCategories: OptionSet {
  let rawValue: UInt16

  static let s = VATCategories(rawValue: 1 << 0)
  static let z = VATCategories(rawValue: 1 << 1)
  static let e = VATCategories(rawValue: 1 << 2)
  static let ae = VATCategories(rawValue: 1 << 3)
  static let k = VATCategories(rawValue: 1 << 4)
  static let g = VATCategories(rawValue: 1 << 5)
  static let o = VATCategories(rawValue: 1 << 6)
  static let l = VATCategories(rawValue: 1 << 7)
  static let m = VATCategories(rawValue: 1 << 8)
  static let b = VATCategories(rawValue: 1 << 9)

  @inline(__always)
  init(rawValue: UInt16) { self.rawValue = rawValue }

  @inline(__always)
  init(_ code: ShortText) {
    switch code {
    case "S": self = .s
    case "Z": self = .z
    case "E": self = .e
    case "AE": self = .ae
    case "K": self = .k
    case "G": self = .g
    case "O": self = .o
    case "L": self = .l
    case "M": self = .m
    case "B": self = .b
    default: self = []
    }
  }
}
