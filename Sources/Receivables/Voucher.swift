/// What an account is for. Postings carry roles; numbers are the business of an export and the company's chart.
public enum AccountRole: String, Hashable, Sendable, CaseIterable {
  case bank = "BANK"
  /// Settlements in transit: money the bank's own statement has yet to show.
  case clearing = "CLEARING"
  case receivable = "AR"
  case suspense = "SUSPENSE"
  case overpayment = "OVERPAY"
  case interestIncome = "INTEREST_INC"
  case reminderIncome = "REMINDER_INC"
  case collectionExpense = "COLL_EXP"
  case vatIn = "VAT_IN"
  case vatOut = "VAT_OUT"
  case payable = "AP"
  case rounding = "ROUNDING"
}

/// One debit (positive) or credit (negative) on an account role.
public struct Posting: Hashable, Sendable {
  public var role: AccountRole
  /// Debit positive, credit negative.
  public var amount: Money
  /// The invoice concerned, where there is one.
  public var invoiceNumber: String?
  public init(_ role: AccountRole, _ amount: Money, invoiceNumber: String? = nil) {
    self.role = role
    self.amount = amount
    self.invoiceNumber = invoiceNumber
  }
}

/// A balanced set of postings before it has a number.
public struct VoucherDraft: Hashable, Sendable {
  public var company: String
  /// Booking date of the bank, never the day of the run.
  public var date: CalendarDate
  public var text: String
  /// Recipe id: `R01` principal in full, `R02` in part, `R04b` suspense, `R10` overpayment, `R12` on a paid item, `R14` correction.
  public var recipe: String
  public var postings: [Posting]
  /// Entry key of the money that it books.
  public var source: String
  /// Number of the voucher that this one reverses.
  public var reverses: Int?
  public init(
    company: String, date: CalendarDate, text: String, recipe: String, postings: [Posting],
    source: String, reverses: Int? = nil
  ) {
    self.company = company
    self.date = date
    self.text = text
    self.recipe = recipe
    self.postings = postings
    self.source = source
    self.reverses = reverses
  }
}

/// A voucher of the journal: numbered without gaps in its company, fiscal year and series, and chained to the one before.
public struct Voucher: Hashable, Sendable {
  public var draft: VoucherDraft
  public var fiscalYear: Int
  public var series: String
  public var number: Int
  /// Hex SHA-256 of the voucher before (64 zeros for the first of a company).
  public var previousHash: String
  /// Hex SHA-256 over previous hash and canonical bytes.
  public var hash: String
  public init(
    draft: VoucherDraft, fiscalYear: Int, series: String, number: Int, previousHash: String,
    hash: String
  ) {
    self.draft = draft
    self.fiscalYear = fiscalYear
    self.series = series
    self.number = number
    self.previousHash = previousHash
    self.hash = hash
  }
}
