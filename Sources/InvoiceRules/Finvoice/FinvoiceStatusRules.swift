import Receivables

/// PaymentStatusDetails and PartialPaymentDetails: what was paid when the message was written.
enum FinvoiceStatusRules {
  static let all: [FinvoiceRules.Rule] = [status, partialSum, partialNet]

  private static let path = "PaymentStatusDetails/PaymentStatusCode"

  /// FINVOICE-STATUS-01 to -04: a code of the list that agrees with what the message says was paid.
  @Sendable static func status(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.payment.status else { return }
    guard FinvoiceCodes.holds(stated.text, .status, facts.version) else {
      report.add(.statusUnknown, line: stated.line, path: path, found: stated.text)
      return
    }
    switch stated.text {
    case "PAID" where !facts.payment.hasMethod:
      report.add(.paidMethod, line: stated.line, path: "PaymentStatusDetails/PaymentMethodText")
    case "PARTLYPAID" where !showsPayment(facts):
      report.add(.partlyPaid, line: stated.line, path: path)
    case "NOTPAID":
      guard let paid = facts.totals.paid, paid.value.isPositive else { return }
      report.add(.notPaid, line: stated.line, path: path, found: paid.value.text)
    default: break
    }
  }

  private static func showsPayment(_ facts: FinvoiceFacts) -> Bool {
    let isDeducted = !(facts.payment.deductions?.isZero ?? true)
    let hasPaid = !(facts.totals.paid?.value.isZero ?? true)
    return isDeducted || hasPaid || facts.partialPayments.contains { !($0.paid?.value.isZero ?? true) }
      || isLess(facts.totals.due, facts.totals.gross)
  }

  private static func isLess(_ left: FinvoiceAmount?, _ right: FinvoiceAmount?) -> Bool {
    guard let left, let right else { return false }
    return right.value.subtracting(left.value)?.isPositive ?? false
  }

  /// FINVOICE-PART-01: paid and unpaid are the whole. That the lists fit one another is the reader's: `finvoice.instalments`.
  @Sendable static func partialSum(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.partialPayments.count == 1, let part = facts.partialPayments.first, let paid = part.paid,
      let unpaid = part.unpaid,
      let gross = facts.totals.gross, let sum = paid.value.adding(unpaid.value), let difference = sum.subtracting(gross.value),
      difference.exceeds(FinvoiceTolerance.cent)
    else { return }
    report.add(.partialSum, line: unpaid.line, path: "PartialPaymentDetails/UnPaidAmount", expected: gross.value, found: sum)
  }

  /// FINVOICE-PART-03: 2.0 wants every instalment without VAT too; where the list is there, the reader compares its length.
  @Sendable static func partialNet(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.version == .v2_0, let part = facts.partialPayments.first(where: { $0.amounts > 0 && $0.netAmounts == 0 }) else {
      return
    }
    report.add(.partialNet, line: part.line, path: "PartialPaymentDetails/PartialPaymentVatExcludedAmount")
  }
}
