import InvoiceRules
import Receivables

/// The amounts that decide a claim.
///
/// Names: T gross total, E amount to pay, P paid in advance, R round-off.
struct FinvoiceAmounts: Hashable, Sendable {
  var currency: Currency
  /// What the document asks for or takes off, signed.
  var due: Money
  /// E as stated.
  var stated: Money?
  var gross: Money?
  var paid: Money?
  var roundoff: Money?
  /// One of T, P, R is there but cannot be read or is in another currency: nothing can be explained with it.
  var isIncomplete = false
  var signContradicts = false
}

extension FinvoiceMapper {
  /// Reads E, T, P and R and decides class and amount by their signs; nil when a claim's amount cannot be trusted.
  mutating func amounts() -> FinvoiceAmounts? {
    guard let currency = self.currency() else { return nil }
    var isIncomplete = false
    let stated = amount(message.amountDue, currency, "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount", "BT-115")
    let gross = amount(message.gross, currency, "InvoiceDetails/InvoiceTotalVatIncludedAmount", "BT-112")
    let paid = amount(message.paid, currency, "InvoiceDetails/InvoicePaidAmount", "BT-113")
    let roundoff = amount(message.roundoff, currency, "InvoiceDetails/InvoiceTotalRoundoffAmount", "BT-114")
    for (text, money) in [(message.gross, gross), (message.paid, paid), (message.roundoff, roundoff)]
    where text != nil && (money == nil || money?.currency != currency) {
      isIncomplete = true
    }
    if let gross, gross.currency != currency {
      conditions.insert(.currenciesDiffer)
      findings.add(
        "finvoice.currencies-differ", .warning,
        "The total is in \(gross.currency) and the amount to pay in \(currency).",
        remedy: "All amounts of an invoice share one currency. A person has to say which is owed.",
        line: message.gross?.line, path: "InvoiceDetails/InvoiceTotalVatIncludedAmount", term: "BT-5")
    }
    var amounts = FinvoiceAmounts(
      currency: currency, due: .zero(currency), stated: stated, gross: gross, paid: paid, roundoff: roundoff,
      isIncomplete: isIncomplete)
    if typeClass == .invoice && (stated?.isNegative ?? false || gross?.isNegative ?? false) { typeClass = .creditNote }
    if gross == nil && isClaim {
      findings.add(
        "finvoice.total-missing", .warning,
        "The total with VAT is missing or cannot be read, so that the amount to pay cannot be checked against it.",
        remedy: "InvoiceDetails/InvoiceTotalVatIncludedAmount is mandatory in every version.",
        line: message.gross?.line, path: "InvoiceDetails/InvoiceTotalVatIncludedAmount", term: "BT-112")
    }
    guard let due = due(&amounts) else {
      amountDueMissing()
      return nil
    }
    amounts.due = due
    return amounts
  }

  /// What is asked for, or for a credit note what is taken off.
  private func due(_ amounts: inout FinvoiceAmounts) -> Money? {
    let stated = amounts.stated
    let comparable = amounts.gross.flatMap { $0.currency == amounts.currency ? $0 : nil }
    switch typeClass {
    case .invoice: return stated
    case .creditNote:
      let isPositive = (stated?.isPositive ?? false) || (comparable?.isPositive ?? false)
      // A credit note's total is negative. An invoice overpaid in advance has a positive total and a negative amount to pay.
      amounts.signContradicts = isPositive && !(type.typeClass == .invoice && isOverpaid(amounts))
      if let stated, stated.isNegative { return stated }
      // Amounts to pay of credit notes are often 0,00 or left out: then the total is what comes off.
      if let comparable, comparable.isNegative { return comparable }
      if let stated, !stated.isZero { return stated }
      return comparable ?? stated
    case .reminder, .selfBilled, .proForma, .receipt, .test, .other:
      return stated ?? comparable ?? .zero(amounts.currency)
    }
  }

  private func isOverpaid(_ amounts: FinvoiceAmounts) -> Bool {
    guard let stated = amounts.stated, let gross = amounts.gross, let paid = amounts.paid, stated.isNegative else { return false }
    return stated.minorUnits == payable(gross, amounts.roundoff, paid)
  }

  /// T + R − P in minor units; nil when that is more than 64 bits hold.
  func payable(_ gross: Money, _ roundoff: Money?, _ paid: Money?) -> Int64? {
    let (rounded, first) = gross.minorUnits.addingReportingOverflow(roundoff?.minorUnits ?? 0)
    let (result, second) = rounded.subtractingReportingOverflow(paid?.minorUnits ?? 0)
    return first || second ? nil : result
  }

  private mutating func amountDueMissing() {
    findings.add(
      "finvoice.amount-due", isClaim ? .error : .warning,
      message.amountDue.map { "The amount to pay '\(Masking.excerpt($0.text))' is no amount." }
        ?? "The message states no amount to pay.",
      remedy: "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount is mandatory: digits, a decimal comma, two decimals.",
      line: message.amountDue?.line, path: "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount", term: "BT-115")
  }

  // MARK: - Currency

  /// Of the amount to pay, else of the total, else of another amount of the message.
  private mutating func currency() -> Currency? {
    let fromDue = currency(message.amountDue?.qualifier, message.amountDue?.line)
    let fromGross = currency(message.gross?.qualifier, message.gross?.line)
    if let currency = fromDue ?? fromGross { return currency }
    let stated = message.amountDue?.qualifier ?? message.gross?.qualifier
    let others = [message.net, message.vat, message.paid].map { $0?.qualifier } + [message.otherCurrency]
    // Versions 1.0–1.2 do not demand the attribute; what contradicts itself is not helped by a third amount.
    if stated == nil, let other = others.compactMap({ $0 }).first, let currency = currency(other, nil) { return currency }
    guard isClaim else { return .eur }
    findings.add(
      "finvoice.currency", .error,
      stated.map { "The currency '\(Masking.excerpt($0))' of the amount to pay is none." } ?? "No amount states its currency.",
      remedy: "AmountCurrencyIdentifier takes three letters of ISO 4217, such as EUR.",
      line: message.amountDue?.line, path: "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount", term: "BT-5")
    return nil
  }

  /// Three letters, in whatever case.
  private mutating func currency(_ code: String?, _ line: Int?) -> Currency? {
    guard let code, !code.isEmpty else { return nil }
    if let currency = Currency(code.uppercased()) { return currency }
    findings.add(
      "finvoice.currency", .warning, "'\(Masking.excerpt(code))' is no currency.",
      remedy: "AmountCurrencyIdentifier takes three letters of ISO 4217, such as EUR.", line: line, term: "BT-5")
    return nil
  }

  // MARK: - Reading

  /// An amount in its own currency (else the document's): exact, or rounded half away from zero with a warning.
  mutating func amount(_ stated: FinvoiceMessage.Stated?, _ currency: Currency, _ path: String, _ term: String?) -> Money? {
    guard let stated else { return nil }
    let own = stated.qualifier.flatMap { Currency($0.uppercased()) } ?? currency
    guard case .value(let value) = FinvoiceNumber.readAmount(stated.text) else {
      malformed(stated, path, term)
      return nil
    }
    if let exact = value.statedMoney(in: own) { return exact }
    guard value.normalised.scale > own.minorUnitDigits, let rounded = value.roundedMoney(in: own), rounded.isPlausible else {
      malformed(stated, path, term)
      return nil
    }
    findings.add(
      "finvoice.amount-rounded", .warning,
      "The amount '\(Masking.excerpt(stated.text))' has more decimals than \(own) has, and is taken as \(rounded.decimalText).",
      remedy: "It is rounded half away from zero. Amounts to pay and totals should be stated in full cents.",
      line: stated.line, path: path, term: term)
    return rounded
  }

  private mutating func malformed(_ stated: FinvoiceMessage.Stated, _ path: String, _ term: String?) {
    findings.add(
      "finvoice.amount-malformed", .warning, "'\(Masking.excerpt(stated.text))' is no amount.",
      remedy: "Amounts are digits with a decimal comma and perhaps a minus in front, such as -1234,50. Nothing is guessed.",
      line: stated.line, path: path, term: term)
  }

  // MARK: - Does it explain itself

  /// Domain finvoice 5.1, items 1 to 5, for invoices.
  mutating func explain(_ amounts: FinvoiceAmounts, instalments: [InvoiceDocument.Instalment]) {
    guard let due = amounts.stated else { return }
    let path = "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount"
    if message.status?.text.uppercased() == "PAID" {
      conditions.insert(.paidAtIssue)
      if !due.isZero {
        conditions.insert(.paidButAmountDue)
        findings.add(
          "finvoice.paid-but-amount-due", .warning, "The message says PAID and asks for \(due).",
          remedy: "PAID demands an amount to pay of 0,00. A person has to find out whether anything is owed.",
          line: message.status?.line, path: "PaymentStatusDetails/PaymentStatusCode", term: "BT-115")
      }
      return
    }
    guard let gross = amounts.gross, gross.currency == due.currency, !amounts.isIncomplete else {
      conditions.insert(.unexplainedGap)
      return
    }
    let payable = payable(gross, amounts.roundoff, amounts.paid)
    let paysInAdvance = !(amounts.paid?.isZero ?? true)
    if payable == due.minorUnits || (due.minorUnits == gross.minorUnits && !paysInAdvance) { return }
    if let payable, isExplained(due, payable: payable, instalments) { return }
    if due.isZero {
      conditions.insert(.nothingDueUnexplained)
      findings.add(
        "finvoice.nothing-due", .warning, "The total is \(gross) and nothing is to be paid, but nothing says that it is paid.",
        remedy: "It may be prepaid, paid by card or direct debit, or a habit of the producer. A person has to find out.",
        line: message.amountDue?.line, path: path, term: "BT-115")
      return
    }
    conditions.insert(.unexplainedGap)
    findings.add(
      "finvoice.unexplained-gap", .warning,
      "The total is \(gross), paid in advance: \(amounts.paid?.description ?? "none"), round-off: "
        + "\(amounts.roundoff?.description ?? "none"), to be paid: \(due). These do not explain one another.",
      remedy: "State an advance payment in InvoicePaidAmount, a round-off, or instalments, or ask for the whole total in "
        + "EpiInstructedAmount; until then find out what is owed before anybody collects it.",
      line: message.amountDue?.line, path: path, term: "BT-115")
  }

  /// A credit note takes off its amount to pay; when that is not its total, a person has to say how much comes off.
  mutating func explainCredit(_ amounts: FinvoiceAmounts) {
    guard let stated = amounts.stated, !stated.isZero, let gross = amounts.gross, gross.currency == stated.currency,
      stated.minorUnits != gross.minorUnits, stated.minorUnits != payable(gross, amounts.roundoff, amounts.paid)
    else { return }
    conditions.insert(.unexplainedGap)
    findings.add(
      "finvoice.unexplained-gap", .warning, "The credit note's total is \(gross) and its amount to pay \(stated).",
      remedy: "\(amounts.due.magnitude) is taken off. Find out how much was meant.", line: message.amountDue?.line,
      path: "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount", term: "BT-115")
  }

  /// By instalments, a part payment, a cash discount, or a part payment that only a row shows.
  private func isExplained(
    _ due: Money, payable: Int64, _ instalments: [InvoiceDocument.Instalment]
  ) -> Bool {
    if !instalments.isEmpty {
      // The lists were found consistent: this invoice asks for all of them or for the first.
      return true
    }
    let difference = due.minorUnits.subtractingReportingOverflow(payable)
    guard !difference.overflow, difference.partialValue != Int64.min else { return false }
    let explanations =
      message.partialPayments.compactMap { minorUnits($0.paid, due.currency) }
      + message.cashDiscounts.compactMap { minorUnits($0, due.currency) }
    if explanations.contains(where: { $0 > 0 && difference.partialValue == -$0 }) { return true }
    guard message.status?.text.uppercased() == "PARTLYPAID" else { return false }
    var rows: Int64 = 0
    for deduction in message.deductions {
      guard let amount = minorUnits(deduction, due.currency), amount < 0 else { continue }
      rows = rows.addingReportingOverflow(amount).partialValue
    }
    return rows < 0 && rows == difference.partialValue
  }

  /// Without a finding; nil when it is none or of another currency.
  func minorUnits(_ stated: FinvoiceMessage.Stated?, _ currency: Currency) -> Int64? {
    guard let stated, case .value(let value) = FinvoiceNumber.readAmount(stated.text),
      (stated.qualifier.flatMap { Currency($0.uppercased()) } ?? currency) == currency
    else { return nil }
    return value.statedMoney(in: currency)?.minorUnits
  }
}
