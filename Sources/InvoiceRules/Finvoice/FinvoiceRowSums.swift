import Receivables

/// One InvoiceRow as far as amounts go; subtotal rows (SubInvoiceRow) are never in it.
public struct FinvoiceRow: Hashable, Sendable {
  public var net: WideDecimal?
  public var vat: WideDecimal?
  public var gross: WideDecimal?
  /// Percent.
  public var rate: WideDecimal?
  /// Of its first amount, of its VAT and of its amount with VAT.
  public var line = 0
  public var vatLine = 0
  public var grossLine = 0
  /// An amount that is stated and cannot be read, or that is in another currency than the row's others.
  public var isUnclear = false

  public init() {}
}

/// Sums over the rows of a message, kept while rows pass: no row is held.
public struct FinvoiceRowSums: Hashable, Sendable {
  /// Rows of one VAT rate.
  public struct Rate: Hashable, Sendable {
    var rate: WideDecimal
    var net: WideDecimal
    var count: Int
  }

  /// A row that contradicts itself.
  public struct Fault: Hashable, Sendable {
    var rule: FinvoiceRuleID
    var line: Int
    var expected: WideDecimal
    var found: WideDecimal
  }

  /// Sums are nil once 128 bits did not hold them.
  private(set) var net: WideDecimal? = .zero
  private(set) var gross: WideDecimal? = .zero
  /// Amounts with VAT of rows that are negative and state no amount without: earlier payments.
  public private(set) var deductions: WideDecimal? = .zero
  private(set) var count = 0
  private(set) var withNet = 0
  private(set) var withGross = 0
  /// Rows that state an amount with VAT, not negative, and none without.
  private(set) var grossOnly = 0
  private(set) var unclear = 0
  private(set) var unclearLine: Int?
  private(set) var rates: [Rate] = []
  /// Rows with an amount and no rate, or of more rates than are kept.
  private(set) var withoutRate = 0
  /// The first of them; one cause often spoils every row.
  private(set) var faults: [Fault] = []

  static let faultLimit = 5
  static let rateLimit = 32

  public init() {}

  public mutating func take(_ row: FinvoiceRow) {
    guard row.net != nil || row.gross != nil || row.vat != nil || row.isUnclear else { return }
    count += 1
    if row.isUnclear {
      unclear += 1
      unclearLine = unclearLine ?? row.line
      return
    }
    if let amount = row.net {
      withNet += 1
      net = net?.adding(amount)
      add(amount, to: row.rate)
    } else if let amount = row.gross {
      if amount.isNegative {
        deductions = deductions?.adding(amount)
      } else if !amount.isZero {
        grossOnly += 1
      }
    }
    if let amount = row.gross {
      withGross += 1
      gross = gross?.adding(amount)
    }
    if faults.count < FinvoiceRowSums.faultLimit, let fault = FinvoiceRowRules.check(row) { faults.append(fault) }
  }

  /// The rows are in another currency than the totals: they cannot be compared.
  public mutating func disregard() { unclear = count }

  private mutating func add(_ amount: WideDecimal, to rate: WideDecimal?) {
    guard let rate else {
      if !amount.isZero { withoutRate += 1 }
      return
    }
    if let known = rates.firstIndex(where: { $0.rate.isEqual(to: rate) }) {
      guard let sum = rates[known].net.adding(amount) else {
        withoutRate += 1
        return
      }
      rates[known].net = sum
      rates[known].count += 1
    } else if rates.count < FinvoiceRowSums.rateLimit {
      rates.append(Rate(rate: rate, net: amount, count: 1))
    } else {
      withoutRate += 1
    }
  }
}

/// Rules within one row.
enum FinvoiceRowRules {
  /// FINVOICE-ROW-01 and FINVOICE-ROW-02: net and VAT make the row's amount; VAT is its rate of the net.
  static func check(_ row: FinvoiceRow) -> FinvoiceRowSums.Fault? {
    guard let net = row.net else { return nil }
    if let vat = row.vat, let gross = row.gross, let sum = net.adding(vat), let difference = sum.subtracting(gross),
      difference.exceeds(FinvoiceTolerance.row)
    {
      return FinvoiceRowSums.Fault(rule: .rowSum, line: row.grossLine, expected: sum, found: gross)
    }
    if let vat = row.vat, let rate = row.rate, let computed = rate.percent(of: net),
      let difference = vat.subtracting(computed), difference.exceeds(FinvoiceTolerance.rowVAT)
    {
      return FinvoiceRowSums.Fault(rule: .rowVAT, line: row.vatLine, expected: computed.rounded(toDigits: 2), found: vat)
    }
    return nil
  }
}

/// How far two figures may lie apart and still agree.
///
/// Perille's own: a cent a VAT line at least, as real messages need it; half a cent for every amount that was rounded on its own.
enum FinvoiceTolerance {
  static let cent = WideDecimal(thousandths: 10)
  static let one = WideDecimal(thousandths: 1000)
  /// Two rounded amounts against a third.
  static let row = WideDecimal(thousandths: 15)
  /// Prices with VAT are divided: both the net and the VAT are then rounded.
  static let rowVAT = WideDecimal(thousandths: 15)

  /// For a sum over so many rounded amounts.
  static func sum(of count: Int) -> WideDecimal { WideDecimal(thousandths: max(10, 5 + 5 * count)) }

  /// For figures that so many VAT lines make: a cent a line, never more than 1.00.
  static func lines(_ count: Int) -> WideDecimal { WideDecimal(thousandths: min(1000, 10 * max(1, count))) }

  /// For tax that was computed row by row: never more than EN 16931's artefacts allow, which is 1.00 (BR-CO-17).
  static func vat(rows count: Int) -> WideDecimal { WideDecimal(thousandths: min(1000, 10 + 5 * count)) }
}
