import InvoiceRules
import Receivables

/// When and how an invoice is to be paid: due dates, instalments, late interest.
extension FinvoiceMapper {
  // MARK: - Due date

  /// The later of the two that a message states: EpiDateOptionDate, which the payer's bank uses, and InvoiceDueDate.
  ///
  /// Source: Finvoice schemas (EpiDateOptionDate is mandatory) and data list 3.0 (both dates agree).
  mutating func dueDate(issueDate: CalendarDate) -> CalendarDate? {
    let epiPath = "EpiDetails/EpiPaymentInstructionDetails/EpiDateOptionDate"
    let termsPath = "InvoiceDetails/PaymentTermsDetails/InvoiceDueDate"
    let bank = message.epiDueDates.compactMap { date($0, epiPath, "BT-9") }
    // Several terms are discount steps; the last day is the invoice's.
    let terms = message.termsDueDates.compactMap { date($0, termsPath, "BT-9") }.max()
    let stated = bank + (terms.map { [$0] } ?? [])
    guard let due = stated.max(), let earliest = stated.min() else {
      if typeClass == .invoice {
        conditions.insert(.dueDateMissing)
        findings.add(
          "finvoice.due-date-missing", .warning, "The message has no usable due date.",
          remedy: message.epiDueDates.contains { !$0.text.isEmpty }
            ? "Write \(epiPath) as a day. Without a due date nothing is overdue."
            : "\(epiPath) is mandatory. Without a due date nothing is overdue.", path: epiPath, term: "BT-9")
      }
      return nil
    }
    if earliest != due {
      conditions.insert(.dueDatesDiffer)
      findings.add(
        "finvoice.due-dates-differ", .warning, "Two due dates are stated, \(earliest) and \(due); the later one is used.",
        remedy: "EpiDateOptionDate and InvoiceDueDate must agree.", line: message.epiDueDates.first?.line, path: epiPath,
        term: "BT-9")
    }
    if due < issueDate {
      conditions.insert(.dueBeforeIssue)
      findings.add(
        "finvoice.due-before-issue", .warning, "The due date \(due) lies before the invoice date \(issueDate).",
        remedy: "A person has to say when it was due.", line: message.epiDueDates.first?.line, path: epiPath, term: "BT-9")
    }
    checkTermsText(days: issueDate.days(until: due))
    return due
  }

  mutating func date(_ stated: FinvoiceMessage.Stated, _ path: String, _ term: String) -> CalendarDate? {
    switch FinvoiceDate.read(stated.text, format: stated.qualifier) {
    case .value(let date): return date
    case .absent: return nil
    case .malformed:
      findings.add(
        "finvoice.date-malformed", .warning,
        "\(FinvoiceMapper.quoted(stated)) is no day.",
        remedy: "Dates are eight digits, year, month, day (CCYYMMDD). A swapped order is not guessed.", line: stated.line,
        path: path, term: term)
      return nil
    }
  }

  /// A date as stated, with its format where one is.
  static func quoted(_ stated: FinvoiceMessage.Stated) -> String {
    let format = stated.qualifier.map { " (format '\(Masking.excerpt($0))')" } ?? ""
    return "'\(Masking.excerpt(stated.text))'" + format
  }

  /// The free text of the terms ("14 pv netto") is only compared.
  private mutating func checkTermsText(days: Int) {
    guard let text = message.terms.first(where: { FinvoiceMapper.netDays($0) != nil }), let net = FinvoiceMapper.netDays(text),
      net != days
    else { return }
    findings.add(
      "finvoice.terms-text", .info,
      "The terms say '\(Masking.excerpt(text))' and the due date is \(days) days after the invoice date.",
      remedy: "The due date counts; the text is only compared.", path: "InvoiceDetails/PaymentTermsDetails/PaymentTermsFreeText",
      term: "BT-20")
  }

  /// The number before a word for days and the word net: `14 pv netto`, `30pv netto`, `30 days net`.
  static func netDays(_ text: String) -> Int? {
    let units: Set<String> = ["pv", "p", "päivää", "pvä", "d", "day", "days", "dagar", "dgr"]
    var words: [String] = []
    for word in text.lowercased().split(whereSeparator: { $0 == " " || $0 == "," || $0 == ";" }) {
      let digits = word.prefix { $0.isASCII && $0.isNumber }
      if !digits.isEmpty { words.append(String(digits)) }
      if digits.count < word.count { words.append(String(word.dropFirst(digits.count))) }
    }
    guard let net = words.lastIndex(where: { $0 == "netto" || $0 == "net" }), net >= 2,
      units.contains(words[net - 1].filter { $0 != "." })
    else { return nil }
    return words[net - 2].utf8.count <= 3 ? Int(words[net - 2]) : nil
  }

  // MARK: - Late interest

  /// A rate above this is more likely a slip than an agreement.
  private static let implausiblePercent = ExactDecimal(mantissa: 25, scale: 0)

  mutating func lateInterest() -> ExactDecimal? {
    guard let stated = message.finePercent else { return nil }
    let path = "InvoiceDetails/PaymentTermsDetails/PaymentOverDueFineDetails/PaymentOverDueFinePercent"
    guard case .value(let percent) = FinvoiceNumber.read(stated.text), percent.mantissa >= 0 else {
      findings.add(
        "finvoice.late-interest", .warning, "The late interest '\(Masking.excerpt(stated.text))' is no percentage.",
        remedy: "It is left out: interest is then as the law says.", line: stated.line, path: path)
      return nil
    }
    var doubts: [String] = []
    if FinvoiceMapper.isMore(percent, than: FinvoiceMapper.implausiblePercent) { doubts.append("is more than 25") }
    let texts = message.fineTexts.flatMap { FinvoiceMapper.numbers($0) }
    if let other = texts.first, !texts.contains(where: { $0.normalised == percent.normalised }) {
      doubts.append("differs from the \(other) of its text")
    }
    if !doubts.isEmpty {
      findings.add(
        "finvoice.late-interest", .warning,
        "The late interest of \(percent) percent a year " + doubts.joined(separator: " and ") + ".",
        remedy: "The rate on an invoice is only a claim. Find out what was agreed.", line: stated.line, path: path)
    }
    return percent
  }

  private static func isMore(_ left: ExactDecimal, than right: ExactDecimal) -> Bool {
    var scale: Int64 = 1
    for _ in 0..<min(max(left.scale, 0), 18) { scale *= 10 }
    return left.mantissa / scale >= right.mantissa && (left.mantissa / scale > right.mantissa || left.mantissa % scale != 0)
  }

  /// Numbers in a text, with decimal comma or point.
  static func numbers(_ text: String) -> [ExactDecimal] {
    let runs = text.utf8.split { !((0x30...0x39).contains($0) || $0 == 0x2C || $0 == 0x2E) }
    return runs.compactMap { run in
      var digits = Array(run)
      while digits.last == 0x2C || digits.last == 0x2E { digits.removeLast() }
      return ExactDecimal(bytes: digits, point: digits.contains(0x2C) ? 0x2C : 0x2E)
    }
  }

  // MARK: - Instalments

  /// One for each part of PartialPaymentDetails, paired by position; none when the lists do not fit one another.
  ///
  /// Source: Finvoice 3.0 schema, PartialPaymentDetails: lists that belong together by position.
  mutating func instalments(_ amounts: FinvoiceAmounts) -> [InvoiceDocument.Instalment] {
    guard typeClass == .invoice,
      message.partialPayments.contains(where: { !$0.amounts.isEmpty || !$0.dueDates.isEmpty || !$0.references.isEmpty })
    else { return [] }
    var instalments: [InvoiceDocument.Instalment] = []
    for block in message.partialPayments {
      guard let part = pair(block, after: instalments.count, amounts) else {
        conditions.insert(.instalmentsInconsistent)
        return []
      }
      instalments += part
    }
    if let problem = sumProblem(instalments, amounts) {
      inconsistent(problem)
      return []
    }
    return instalments
  }

  private mutating func pair(
    _ block: FinvoiceMessage.PartialPayment, after count: Int, _ amounts: FinvoiceAmounts
  ) -> [InvoiceDocument.Instalment]? {
    let size = block.amounts.count
    let fitsNet = block.netAmounts.isEmpty || block.netAmounts.count == size
    guard block.dueDates.count == size, block.references.count == size, fitsNet else {
      inconsistent(
        "amounts: \(size), due dates: \(block.dueDates.count), references: \(block.references.count), "
          + "amounts without VAT: \(block.netAmounts.count)")
      return nil
    }
    var instalments: [InvoiceDocument.Instalment] = []
    for position in 0..<size {
      let path = "PartialPaymentDetails/PartialPaymentVatIncludedAmount"
      guard let amount = amount(block.amounts[position], amounts.currency, path, "BT-115"), amount.currency == amounts.currency,
        let due = date(block.dueDates[position], "PartialPaymentDetails/PartialPaymentDueDate", "BT-9")
      else {
        inconsistent("the amount or due date of instalment \(count + position + 1) cannot be read")
        return nil
      }
      let reference = reference(block.references[position], "PartialPaymentDetails/PartialPaymentReferenceIdentifier")
      instalments.append(
        InvoiceDocument.Instalment(ordinal: count + position + 1, amount: amount, dueDate: due, reference: reference))
    }
    return instalments
  }

  /// The instalments are what is unpaid (with its costs), and the amount to pay is all of them or the first.
  private func sumProblem(_ instalments: [InvoiceDocument.Instalment], _ amounts: FinvoiceAmounts) -> String? {
    guard let sum = sum(instalments.map { Optional($0.amount.minorUnits) }) else { return "their sum is too large" }
    let total = Money(minorUnits: sum, amounts.currency)
    if instalments.contains(where: { !$0.amount.isPositive }) { return "an instalment is not positive" }
    let unpaid = message.partialPayments.compactMap { $0.unpaid }.map { minorUnits($0, amounts.currency) }
    let costs = message.partialPayments.compactMap { $0.costs }.map { minorUnits($0, amounts.currency) }
    if !unpaid.isEmpty {
      guard let open = self.sum(unpaid), let fees = self.sum(costs) else { return "the unpaid amount cannot be read" }
      guard sum == open || sum.subtractingReportingOverflow(fees).partialValue == open else {
        return "they come to \(total) and \(Money(minorUnits: open, amounts.currency)) is unpaid"
      }
    }
    let asked = amounts.due
    guard asked == total || asked == instalments.first?.amount else {
      return "they come to \(total) and \(asked) is to be paid"
    }
    return nil
  }

  private func sum(_ values: [Int64?]) -> Int64? {
    var result: Int64 = 0
    for value in values {
      guard let value else { return nil }
      let (next, overflow) = result.addingReportingOverflow(value)
      guard !overflow else { return nil }
      result = next
    }
    return result
  }

  private mutating func inconsistent(_ why: String) {
    conditions.insert(.instalmentsInconsistent)
    findings.add(
      "finvoice.instalments", .warning, "The instalments do not fit: \(why).",
      remedy:
        "Amounts, due dates and references pair by position and add up to what is unpaid. A person has to say what is due when.",
      line: message.partialPayments.first?.amounts.first?.line, path: "PartialPaymentDetails", term: "BT-115")
  }
}
