/// An invoice, credit note or like message with the semantics of EN 16931, whatever format it came in. Amounts are signed as the
/// document states them; `effect` is what it does to the debt.
///
/// Source: EN 16931-1:2017 business terms (BT/BG numbers below).
public struct InvoiceDocument: Hashable, Sendable {
  /// What sort of message it is; part of a receivable's identity.
  public enum TypeClass: String, Hashable, Sendable {
    /// Asks for money: becomes one receivable, or one an instalment.
    case invoice
    /// Takes money off another invoice.
    case creditNote
    /// Dunning about an older claim (INV03, INV05, INV08, EHF reminder): never a new receivable.
    case reminder
    /// Self-billing, written by the buyer (INV07, 389, 527).
    case selfBilled
    case proForma
    case receipt
    case test
    /// Anything else that asks for no money: orders, dispatch notes, information, internal invoices.
    case other
  }

  /// BT-3 as stated: `INV01`, `380`.
  public var typeCode: String
  public var typeClass: TypeClass
  /// BT-24 and BT-23.
  public var specification: String?
  public var process: String?
  /// BT-1
  public var number: String
  /// BT-2
  public var issueDate: CalendarDate
  /// BT-9: where a document states two, the later one.
  public var dueDate: CalendarDate?
  /// BT-5
  public var currency: Currency
  /// BT-109
  public var netTotal: Money?
  /// BT-110
  public var vatTotal: Money?
  /// BT-112
  public var grossTotal: Money?
  /// BT-113
  public var prepaid: Money?
  /// BT-114
  public var rounding: Money?
  /// BT-115: what the document asks for.
  public var amountDue: Money
  /// BT-83 as stated, blanks removed.
  public var reference: String?
  /// BT-84 and BT-86 of the account to pay to.
  public var account: String?
  public var bic: String?
  /// All accounts that the seller names.
  public var sellerAccounts: [String]
  /// BT-81
  public var paymentMeans: [String]
  /// BG-4
  public var seller: Party
  /// BG-7
  public var buyer: Party
  /// BG-10, or Finvoice's payment receiver or factoring party.
  public var payee: Party?
  /// Who receives the invoice when that is not the buyer (Finvoice InvoiceRecipientPartyDetails).
  public var recipient: Party?
  /// Debtors besides the buyer, each with its own identifier and address.
  public var coDebtors: [Party]
  /// BT-25 and BT-26
  public var precedingInvoices: [PrecedingInvoice]
  /// BG-23
  public var vatBreakdown: [VATBreakdownLine]
  /// BT-10, BT-13, BT-12, BT-19
  public var buyerReference: String?
  public var orderReference: String?
  public var contractReference: String?
  public var accountingReference: String?
  public var sellerReference: String?
  /// BT-20
  public var paymentTerms: String?
  /// BT-22
  public var note: String?
  /// Agreed late interest a year, in percent.
  public var lateInterestPercent: ExactDecimal?
  public var lineCount: Int
  /// Instalments of one invoice, each with its own due date and reference; empty when it is due at once.
  public var instalments: [Instalment]
  public var conditions: ClaimConditions
  public var facts: CreditorFacts

  public struct PrecedingInvoice: Hashable, Sendable {
    public var number: String
    public var issueDate: CalendarDate?
    public init(number: String, issueDate: CalendarDate? = nil) {
      self.number = number
      self.issueDate = issueDate
    }
  }

  public struct VATBreakdownLine: Hashable, Sendable {
    /// BT-118
    public var category: String?
    /// BT-119, percent
    public var rate: ExactDecimal?
    /// BT-116
    public var base: Money?
    /// BT-117
    public var vat: Money?
    public init(category: String?, rate: ExactDecimal?, base: Money?, vat: Money?) {
      self.category = category
      self.rate = rate
      self.base = base
      self.vat = vat
    }
  }

  public struct Instalment: Hashable, Sendable {
    /// 1-based ordinal; part of the receivable's identity.
    public var ordinal: Int
    public var amount: Money
    public var dueDate: CalendarDate
    public var reference: String?
    public init(ordinal: Int, amount: Money, dueDate: CalendarDate, reference: String?) {
      self.ordinal = ordinal
      self.amount = amount
      self.dueDate = dueDate
      self.reference = reference
    }
  }

  public init(
    typeCode: String, typeClass: TypeClass, number: String, issueDate: CalendarDate,
    currency: Currency, amountDue: Money, seller: Party, buyer: Party
  ) {
    self.typeCode = typeCode
    self.typeClass = typeClass
    self.number = number
    self.issueDate = issueDate
    self.currency = currency
    self.amountDue = amountDue
    self.seller = seller
    self.buyer = buyer
    sellerAccounts = []
    paymentMeans = []
    coDebtors = []
    precedingInvoices = []
    vatBreakdown = []
    lineCount = 0
    instalments = []
    conditions = []
    facts = CreditorFacts()
  }

  /// The signed change of what the debtor owes: positive for an invoice, negative for a credit note, zero for what asks for no
  /// money. Formats differ in the sign they write (UBL credit notes are positive, Finvoice INV02 negative), so the reader says
  /// the class and this gives the sign.
  public var effect: Money {
    switch typeClass {
    case .invoice: amountDue
    case .creditNote: amountDue.magnitude.negated
    case .reminder, .selfBilled, .proForma, .receipt, .test, .other: .zero(currency)
    }
  }
}

/// What a document says, besides its amounts, that decides whether its claim may be handed over. Readers set these, rules read
/// them; each has a reason id in `TransferRules`.
public struct ClaimConditions: OptionSet, Hashable, Sendable {
  public let rawValue: UInt64
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The document says it is paid (Finvoice PAID).
  public static let paidAtIssue = ClaimConditions(rawValue: 1 << 0)
  /// PAID, yet an amount is asked for.
  public static let paidButAmountDue = ClaimConditions(rawValue: 1 << 1)
  /// The claim is assigned or pledged to a factoring company.
  public static let factoring = ClaimConditions(rawValue: 1 << 2)
  /// Money goes to somebody else than the seller (BG-10, PaymentReceiver, EPI beneficiary).
  public static let otherPayee = ClaimConditions(rawValue: 1 << 3)
  /// Collected by direct debit or e-invoice mandate (49, 59, SDD01).
  public static let directDebit = ClaimConditions(rawValue: 1 << 4)
  /// Paid by card (48, 54, 55).
  public static let card = ClaimConditions(rawValue: 1 << 5)
  /// Secure invoice (SEI01–SEI99): confidential, a person handles it.
  public static let secure = ClaimConditions(rawValue: 1 << 6)
  /// Gross, prepaid, rounding and amount due do not explain one another.
  public static let unexplainedGap = ClaimConditions(rawValue: 1 << 7)
  /// Amount due is zero though the total is not and nothing says paid.
  public static let nothingDueUnexplained = ClaimConditions(rawValue: 1 << 8)
  /// Instalment lists differ in length or do not add up.
  public static let instalmentsInconsistent = ClaimConditions(rawValue: 1 << 9)
  /// Two due dates were stated and differ; the later is used.
  public static let dueDatesDiffer = ClaimConditions(rawValue: 1 << 10)
  public static let dueBeforeIssue = ClaimConditions(rawValue: 1 << 11)
  /// Type code against type text, origin or sign.
  public static let typeContradiction = ClaimConditions(rawValue: 1 << 12)
  /// A type code that nobody knows.
  public static let unknownType = ClaimConditions(rawValue: 1 << 13)
  /// Total and amount due are in two currencies.
  public static let currenciesDiffer = ClaimConditions(rawValue: 1 << 14)
  /// A credit note that withdraws the whole original (INV02 with OriginCode Cancel).
  public static let cancelsOriginal = ClaimConditions(rawValue: 1 << 15)
  /// The account to pay to fails its check digits.
  public static let accountInvalid = ClaimConditions(rawValue: 1 << 16)
  /// The reference fails its check digit.
  public static let referenceInvalid = ClaimConditions(rawValue: 1 << 17)
  /// No usable due date.
  public static let dueDateMissing = ClaimConditions(rawValue: 1 << 18)
  /// Texts suggest rent (only a hint; the kind comes from configuration).
  public static let rentSuggested = ClaimConditions(rawValue: 1 << 19)
  /// A rule that a claim rests on is broken (amount, due date, parties, reference, currency, identity), or could not be checked.
  public static let untrusted = ClaimConditions(rawValue: 1 << 20)
}

/// What only the creditor's own system knows of a claim; from CSV columns, empty from e-invoices.
public struct CreditorFacts: Hashable, Sendable {
  /// Stated kind, which outranks the evidence of the document.
  public var kind: ReceivableKind?
  public var disputed = false
  public var onHold = false
  public var holdReason: String?
  /// When the creditor's own reminder was sent.
  public var ownReminderDate: CalendarDate?
  /// Norway: the deadline that the inkassovarsel gave, and when it was sent.
  public var noticeSentDate: CalendarDate?
  public var noticeDeadline: CalendarDate?
  /// Fees for own reminders that were charged, each with its date.
  public var fees: [StatedFee] = []
  /// Open amount at cut-over, and the day it was true.
  public var openAmount: Money?
  public var openAsOf: CalendarDate?
  /// Already with a provider: which, since when.
  public var assignedTo: String?
  public var assignedOn: CalendarDate?
  /// Maventa's own invoice id (column `maventaInvoiceId`).
  public var maventaInvoiceID: String?
  /// What the claim is about, for the provider.
  public var subject: String?
  /// Rental: period or object, for the provider.
  public var rentalInformation: String?

  public struct StatedFee: Hashable, Sendable {
    public var amount: Money
    public var date: CalendarDate
    public init(amount: Money, date: CalendarDate) {
      self.amount = amount
      self.date = date
    }
  }

  public init() {}
}
