/// What an account is for. Postings carry roles; numbers are the business of an export and the company's chart.
public enum AccountRole: String, Hashable, Sendable, CaseIterable {
  case bank = "BANK"
  /// Settlements in transit: money that the bank's own statement has yet to show, or that it shows and no file has explained yet.
  case clearing = "CLEARING"
  case receivable = "AR"
  case receivableAllowance = "AR_ALLOWANCE"
  case suspense = "SUSPENSE"
  case overpayment = "OVERPAY"
  case payable = "AP"
  case vatIn = "VAT_IN"
  case vatOut = "VAT_OUT"
  case sales = "SALES"
  case interestIncome = "INTEREST_INC"
  case reminderIncome = "REMINDER_INC"
  case collectionFeeIncome = "COLLFEE_INC"
  case collectionExpense = "COLL_EXP"
  case legalExpense = "LEGAL_EXP"
  /// Official fees that somebody advanced and the debtor is to pay back.
  case legalAdvance = "LEGAL_ADV"
  case creditLoss = "CREDIT_LOSS"
  case expectedLoss = "LOSS_EXPECTED"
  case recovery = "RECOVERY"
  case rounding = "ROUNDING"
}

/// One debit (positive) or credit (negative) on an account role.
public struct Posting: Hashable, Sendable {
  public var role: AccountRole
  /// Debit positive, credit negative.
  public var amount: Money
  /// The invoice concerned, where there is one.
  public var invoiceNumber: String?
  public var customerNumber: String?
  /// Key of the money that it books (`EntryKey`): the way back from the line to its file and record.
  public var source: String
  /// Recipe id: `R01` principal in full, `R02` in part, `R03` interest, `R04a`/`R04b` money of a provider without reference,
  /// `R05` reminder fee, `R10` overpayment, `R11` small difference, `R12` on a paid item, `R13` refund, `R14` reversal, `R23` out of
  /// suspense, `R25` from clearing to bank.
  public var recipe: String
  public init(
    _ role: AccountRole, _ amount: Money, invoiceNumber: String? = nil, customerNumber: String? = nil, source: String = "",
    recipe: String = ""
  ) {
    self.role = role
    self.amount = amount
    self.invoiceNumber = invoiceNumber
    self.customerNumber = customerNumber
    self.source = source
    self.recipe = recipe
  }
}

/// What names a voucher of one company for ever.
public struct VoucherNumber: Hashable, Sendable, CustomStringConvertible {
  /// The calendar year in which the fiscal year ends.
  public var fiscalYear: Int
  public var series: String
  public var number: Int
  public init(fiscalYear: Int, series: String, number: Int) {
    self.fiscalYear = fiscalYear
    self.series = series
    self.number = number
  }
  /// `2026-A-17`
  public var description: String { "\(fiscalYear)-\(series)-\(number)" }
}

/// A balanced set of postings before it has a number.
public struct VoucherDraft: Hashable, Sendable {
  public var company: String
  /// Booking date of the bank; of a voucher that places or takes back money later, or on a closed day, the day that does so.
  public var date: CalendarDate
  public var text: String
  /// The recipe of its postings when it is one, else `mixed`.
  public var recipe: String
  public var postings: [Posting]
  /// What it books, the same for ever: an entry's key, or the name of a day's payments. No two vouchers have the same.
  public var source: String
  /// The voucher that this one reverses.
  public var reverses: VoucherNumber?
  public init(
    company: String, date: CalendarDate, text: String, recipe: String, postings: [Posting],
    source: String, reverses: VoucherNumber? = nil
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
  public var id: VoucherNumber
  /// Hex SHA-256 of the voucher before (64 zeros for the first of a company).
  public var previousHash: String
  /// Hex SHA-256 over previous hash and canonical bytes.
  public var hash: String
  public init(draft: VoucherDraft, id: VoucherNumber, previousHash: String, hash: String) {
    self.draft = draft
    self.id = id
    self.previousHash = previousHash
    self.hash = hash
  }
}

/// A company's bookkeeping year.
public struct FiscalYear: Hashable, Sendable {
  public var from: CalendarDate
  public var through: CalendarDate
  public init(from: CalendarDate, through: CalendarDate) {
    self.from = from
    self.through = through
  }
  /// The calendar year in which it ends.
  public var label: Int { through.year }
  public func contains(_ day: CalendarDate) -> Bool { from <= day && day <= through }
}

/// How a company keeps its journal, and how its accountant takes it over. Comes from `perille.yaml`.
public struct LedgerTerms: Hashable, Sendable {
  /// What becomes one voucher.
  public enum Vouchers: String, Hashable, Sendable {
    /// Each payment.
    case payment
    /// All payments of one account and booking day that one night brought.
    case settlement
  }

  /// A difference between payment and claim that goes to ROUNDING instead of staying open, and how much of that a night may hold.
  public struct SmallDifference: Hashable, Sendable {
    /// Largest difference of one payment; not negative.
    public var upTo: Money
    /// Largest sum of all differences of one night, without their signs.
    public var perRun: Money
    public init(upTo: Money, perRun: Money) {
      self.upTo = upTo
      self.perRun = perRun
    }
  }

  /// A day of every year; never 29 February.
  public struct YearStart: Hashable, Sendable {
    /// 1–12.
    public var month: Int
    /// 1–31.
    public var day: Int
    public init(month: Int, day: Int) {
      self.month = month
      self.day = day
    }
  }

  public var company: String
  public var vouchers: Vouchers
  /// Voucher series in the journal.
  public var series: String
  /// Stated ones, adjoining; before and after them the years go on, twelve months each.
  public var fiscalYears: [FiscalYear]
  /// First day of every fiscal year when none is stated; nil: the calendar year.
  public var fiscalYearStart: YearStart?
  /// Nothing is booked on this day or before.
  public var closedThrough: CalendarDate?
  /// Account numbers by role.
  public var chart: [AccountRole: String]
  /// Names of accounts by role, where the company has its own.
  public var accountNames: [AccountRole: String]
  /// A person has looked at the chart and says that the numbers are right. Until then no export is written.
  public var isChartConfirmed: Bool
  /// Ids of the exports that every run writes.
  public var exports: [String]
  /// Columns of the export `csv`.
  public var csv: VoucherCSVProfile?
  public var smallDifference: SmallDifference?

  public init(
    company: String, vouchers: Vouchers = .payment, series: String = "A", fiscalYears: [FiscalYear] = [],
    fiscalYearStart: YearStart? = nil, closedThrough: CalendarDate? = nil, chart: [AccountRole: String] = [:],
    accountNames: [AccountRole: String] = [:], isChartConfirmed: Bool = false, exports: [String] = [],
    csv: VoucherCSVProfile? = nil, smallDifference: SmallDifference? = nil
  ) {
    self.company = company
    self.vouchers = vouchers
    self.series = series
    self.fiscalYears = fiscalYears
    self.fiscalYearStart = fiscalYearStart
    self.closedThrough = closedThrough
    self.chart = chart
    self.accountNames = accountNames
    self.isChartConfirmed = isChartConfirmed
    self.exports = exports
    self.csv = csv
    self.smallDifference = smallDifference
  }

  /// The fiscal year of a day.
  public func fiscalYear(of day: CalendarDate) -> FiscalYear {
    if let stated = fiscalYears.first(where: { $0.contains(day) }) { return stated }
    let anchor = firstDay(near: day)
    let years = day.year - anchor.year
    var first = anchor.adding(months: 12 * years)
    var next = anchor.adding(months: 12 * (years + 1))
    if day < first { (first, next) = (anchor.adding(months: 12 * (years - 1)), first) }
    return FiscalYear(from: first, through: next.adding(days: -1))
  }

  /// A day on which a year begins that is not stated: all of them are whole years away from it.
  private func firstDay(near day: CalendarDate) -> CalendarDate {
    if let last = fiscalYears.lazy.filter({ $0.through < day }).map(\.through).max() { return last.adding(days: 1) }
    if let first = fiscalYears.lazy.map(\.from).min() { return first }
    let start = fiscalYearStart ?? YearStart(month: 1, day: 1)
    return CalendarDate(year: day.year, month: start.month, day: start.day) ?? day
  }

  public func isClosed(_ day: CalendarDate) -> Bool { closedThrough.map { day <= $0 } ?? false }
}

/// The layout of the generic CSV export of vouchers: one row a posting.
public struct VoucherCSVProfile: Hashable, Sendable {
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case series, number, fiscalYear, date, voucherText, account, accountName, role
    /// Signed: debit positive.
    case amount
    case debit, credit
    /// Minor units, signed.
    case amountInMinorUnits
    case currency, invoiceNumber, customerNumber, recipe, source, hash
    /// Always empty.
    case empty
  }
  public struct Column: Hashable, Sendable {
    public var heading: String
    public var field: Field
    public init(heading: String, field: Field) {
      self.heading = heading
      self.field = field
    }
  }
  public enum Encoding: String, Hashable, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf8WithMark = "utf-8-bom"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
  }
  public enum DateForm: String, Hashable, Sendable, CaseIterable {
    case iso = "yyyy-MM-dd"
    case compact = "yyyyMMdd"
    case dotted = "dd.MM.yyyy"
  }
  public var columns: [Column]
  public var separator: UInt8
  public var decimalMark: UInt8
  public var dateForm: DateForm
  public var encoding: Encoding
  public var hasHeading: Bool
  public init(
    columns: [Column], separator: UInt8 = 0x3B, decimalMark: UInt8 = 0x2C, dateForm: DateForm = .iso,
    encoding: Encoding = .utf8, hasHeading: Bool = true
  ) {
    self.columns = columns
    self.separator = separator
    self.decimalMark = decimalMark
    self.dateForm = dateForm
    self.encoding = encoding
    self.hasHeading = hasHeading
  }
}
