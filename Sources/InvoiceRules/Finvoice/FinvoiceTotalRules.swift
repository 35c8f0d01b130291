import Receivables

/// How a message's totals come about.
///
/// Source: Finance Finland, Finvoice implementation guidelines 1.3–3.0: in 1.0–1.3 the rows with VAT make the total; 2.0 on net and VAT do, and
/// VAT is the sum of its lines; 3.0 rows less discounts plus charges make the net total.
enum FinvoiceTotalRules {
  static let all: [FinvoiceRules.Rule] = [
    statedRows, netOfRows, gross, grossOfLines, grossOfRows, creditSign, vatOfLines, netOfBases, roundoff, prepaid, unreadable,
    currencies, currencyCodes, rows,
  ]

  private static let details = "InvoiceDetails/"

  /// FINVOICE-TOTAL-01: RowsTotalVatExcludedAmount is the sum of the rows (BR-CO-10).
  @Sendable static func statedRows(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.totals.rows, let sum = netSum(facts), isComparable(stated, facts),
      let difference = stated.value.subtracting(sum), difference.exceeds(.sum(of: facts.rows.withNet))
    else { return }
    report.add(
      .statedRows, line: stated.line, path: details + "RowsTotalVatExcludedAmount", expected: sum, found: stated.value)
  }

  /// FINVOICE-TOTAL-02: rows, less discounts, plus charges of the whole invoice, are the net total (BR-CO-13).
  @Sendable static func netOfRows(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let totals = facts.totals
    guard let net = totals.net, isComparable(net, facts), !totals.isUnreadable, let rows = netSum(facts) else { return }
    // Discounts and charges whose sums are not stated cannot be judged.
    if totals.hasDiscountsOrCharges && totals.discounts == nil && totals.charges == nil { return }
    let discounts = totals.discounts?.value ?? .zero
    // Producers differ in the sign of discounts.
    guard let sum = rows.adding(totals.charges?.value ?? .zero), let less = sum.subtracting(discounts),
      let more = sum.adding(discounts)
    else { return }
    let tolerance = FinvoiceTolerance.sum(of: facts.rows.withNet)
    let differences = [less, more].compactMap { net.value.subtracting($0) }
    let expected = discounts.isNegative ? more : less
    guard differences.allSatisfy({ $0.exceeds(tolerance) }), !isTurned(net.value, expected, facts) else { return }
    report.add(
      .netOfRows, line: net.line, path: details + "InvoiceTotalVatExcludedAmount", expected: expected, found: net.value)
  }

  /// FINVOICE-TOTAL-03: net and VAT are the total (BR-CO-15); FINVOICE-TOTAL-04 when rows of earlier payments are the difference,
  /// which old producers take off the total too.
  @Sendable static func gross(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let totals = facts.totals
    guard let net = totals.net, let vat = totals.vat, let gross = totals.gross, isComparable(net, facts),
      isComparable(vat, facts), isComparable(gross, facts), let expected = net.value.adding(vat.value),
      let difference = gross.value.subtracting(expected), difference.exceeds(.lines(facts.vatLines.count))
    else { return }
    let isExplained =
      facts.rows.deductions.flatMap { difference.subtracting($0) }.map { !$0.exceeds(.lines(facts.vatLines.count)) } ?? false
    report.add(
      isExplained ? .grossExplained : .gross, line: gross.line, path: details + "InvoiceTotalVatIncludedAmount",
      expected: expected, found: gross.value)
  }

  /// FINVOICE-TOTAL-10: where net total or VAT total are left out (2.0 on), the VAT lines make the total.
  @Sendable static func grossOfLines(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let totals = facts.totals
    guard totals.net == nil || totals.vat == nil, let gross = totals.gross, isComparable(gross, facts), !facts.vatLines.isEmpty
    else { return }
    var expected = WideDecimal.zero
    for line in facts.vatLines {
      guard let base = line.base, let vat = line.vat, isComparable(base, facts), isComparable(vat, facts),
        let next = expected.adding(base.value)?.adding(vat.value)
      else { return }
      expected = next
    }
    guard let difference = gross.value.subtracting(expected), difference.exceeds(.lines(facts.vatLines.count)),
      !isDeduction(difference, facts)
    else { return }
    report.add(
      .grossOfLines, line: gross.line, path: details + "InvoiceTotalVatIncludedAmount", expected: expected, found: gross.value)
  }

  /// FINVOICE-TOTAL-07: where rows state amounts with VAT (the rule of 1.0–1.3, and all that a simple later invoice has), they make
  /// the total, with or without rows of earlier payments.
  @Sendable static func grossOfRows(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let rows = facts.rows
    guard facts.version <= .v1_3 || rows.withNet == 0, let gross = facts.totals.gross, isComparable(gross, facts),
      rows.unclear == 0, rows.withGross > 0, rows.withGross == rows.count, !facts.totals.hasDiscountsOrCharges,
      let sum = rows.gross, let difference = gross.value.subtracting(sum), difference.exceeds(.sum(of: rows.count)),
      !isTurned(gross.value, sum, facts), !report.holds(.netOfRows)
    else { return }
    // Later producers leave the total as it was, and only the amount to pay is less.
    if let deductions = rows.deductions, let rest = difference.adding(deductions), !rest.exceeds(.sum(of: rows.count)) { return }
    report.add(
      .grossOfRows, line: gross.line, path: details + "InvoiceTotalVatIncludedAmount", expected: sum, found: gross.value)
  }

  /// FINVOICE-CREDIT-04: a credit note's rows have its sign.
  @Sendable static func creditSign(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let rows = facts.rows
    guard let gross = facts.totals.gross, rows.unclear == 0, let sum = rows.withNet > 0 ? rows.net : rows.gross,
      let total = rows.withNet > 0 ? facts.totals.net ?? facts.totals.gross : gross, isTurned(total.value, sum, facts)
    else { return }
    report.add(
      .creditSign, line: total.line,
      path: details + (total == facts.totals.net ? "InvoiceTotalVatExcludedAmount" : "InvoiceTotalVatIncludedAmount"),
      expected: sum.text, found: total.value.text)
  }

  /// The rows of a credit note come to its total but for the sign, which the type decides.
  private static func isTurned(_ total: WideDecimal, _ rows: WideDecimal, _ facts: FinvoiceFacts) -> Bool {
    guard facts.typeClass == .creditNote, total.isNegative, let rest = total.adding(rows) else { return false }
    return !rest.exceeds(.sum(of: facts.rows.count))
  }

  /// FINVOICE-TOTAL-05: the VAT lines are the VAT total (BR-CO-14).
  @Sendable static func vatOfLines(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let vat = facts.totals.vat, let sum = sum(facts.vatLines.map(\.vat), facts), isComparable(vat, facts),
      let difference = vat.value.subtracting(sum), difference.exceeds(.lines(facts.vatLines.count))
    else { return }
    report.add(.vatOfLines, line: vat.line, path: details + "InvoiceTotalVatAmount", expected: sum, found: vat.value)
  }

  /// FINVOICE-TOTAL-06: the bases of the VAT lines are the net total.
  @Sendable static func netOfBases(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let net = facts.totals.net, let sum = sum(facts.vatLines.map(\.base), facts), isComparable(net, facts),
      let difference = net.value.subtracting(sum), difference.exceeds(.lines(facts.vatLines.count))
    else { return }
    report.add(.netOfBases, line: net.line, path: details + "InvoiceTotalVatExcludedAmount", expected: sum, found: net.value)
  }

  /// FINVOICE-TOTAL-08: a round-off rounds.
  @Sendable static func roundoff(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let roundoff = facts.totals.roundoff, !FinvoiceTolerance.one.exceeds(roundoff.value) else { return }
    report.add(
      .roundoff, line: roundoff.line, path: details + "InvoiceTotalRoundoffAmount", found: roundoff.value.text)
  }

  /// FINVOICE-TOTAL-09: what was paid in advance has the total's sign and is not more than it.
  @Sendable static func prepaid(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let paid = facts.totals.paid, let gross = facts.totals.gross, isComparable(paid, facts), !paid.value.isZero,
      paid.value.isNegative != gross.value.isNegative || paid.value.magnitude.exceeds(gross.value)
    else { return }
    report.add(
      .prepaid, line: paid.line, path: details + "InvoicePaidAmount", expected: gross.value.text, found: paid.value.text)
  }

  /// FINVOICE-TOTAL-11: what explains the amount to pay can be read.
  @Sendable static func unreadable(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.typeClass == .invoice else { return }
    for (name, stated) in facts.totals.unreadable {
      report.add(.unreadable, line: stated.line, path: details + name, text: name, found: stated.text)
    }
  }

  // MARK: - Currency

  /// FINVOICE-CURRENCY-01: what the amount to pay is made of is in its currency. VAT may be in that of the country of sale.
  @Sendable static func currencies(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    // The total itself is the reader's: finvoice.currencies-differ.
    let amounts = [
      (facts.totals.net, "InvoiceTotalVatExcludedAmount"), (facts.totals.roundoff, "InvoiceTotalRoundoffAmount"),
      (facts.totals.paid, "InvoicePaidAmount"),
    ]
    for (amount, name) in amounts {
      guard let amount, let currency = amount.currency, currency != facts.currency else { continue }
      report.add(
        .currencyMixed, line: amount.line, path: details + name, text: name, expected: facts.currency.code, found: currency.code)
    }
  }

  /// FINVOICE-CURRENCY-02: the currency is one of ISO 4217's.
  @Sendable static func currencyCodes(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard !FinvoiceCodes.holds(facts.currency.code, .currency, facts.version) else { return }
    report.add(
      .currencyUnknown, line: facts.totals.due?.line,
      path: "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount", found: facts.currency.code)
  }

  // MARK: - Rows

  /// FINVOICE-ROW-01, -02 and -03, for the first rows that are so.
  @Sendable static func rows(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    for fault in facts.rows.faults {
      report.add(
        fault.rule, line: fault.line, path: "InvoiceRow/" + (fault.rule == .rowSum ? "RowAmount" : "RowVatAmount"),
        expected: fault.expected, found: fault.found)
    }
    guard facts.rows.unclear > 0 else { return }
    report.add(.rowUnclear, line: facts.rows.unclearLine, path: "InvoiceRow", text: String(facts.rows.unclear))
  }

  // MARK: - Reading

  /// The rows' net amounts, when every row that states an amount states that one.
  private static func netSum(_ facts: FinvoiceFacts) -> WideDecimal? {
    let rows = facts.rows
    guard rows.withNet > 0, rows.grossOnly == 0, rows.unclear == 0 else { return nil }
    return rows.net
  }

  private static func sum(_ amounts: [FinvoiceAmount?], _ facts: FinvoiceFacts) -> WideDecimal? {
    guard !amounts.isEmpty else { return nil }
    var result = WideDecimal.zero
    for amount in amounts {
      guard let amount, isComparable(amount, facts), let next = result.adding(amount.value) else { return nil }
      result = next
    }
    return result
  }

  private static func isDeduction(_ difference: WideDecimal, _ facts: FinvoiceFacts) -> Bool {
    guard let deductions = facts.rows.deductions, let rest = difference.subtracting(deductions) else { return false }
    return !rest.exceeds(FinvoiceTolerance.cent)
  }

  private static func isComparable(_ amount: FinvoiceAmount, _ facts: FinvoiceFacts) -> Bool {
    (amount.currency ?? facts.currency) == facts.currency
  }
}

extension WideDecimal {
  /// For a sum over so many rounded amounts.
  fileprivate static func sum(of count: Int) -> WideDecimal { FinvoiceTolerance.sum(of: count) }
  /// For figures that so many VAT lines make.
  fileprivate static func lines(_ count: Int) -> WideDecimal { FinvoiceTolerance.lines(count) }
}
