import Receivables

/// Type, origin and number; what credit notes, cancellations and reminders have to say. That they contradict one another is the
/// reader's: `finvoice.type-contradiction`.
enum FinvoiceTypeRules {
  static let all: [FinvoiceRules.Rule] = [type, typeUN, origin, number, credit, cancel, reminder]

  private static let details = "InvoiceDetails/"

  /// FINVOICE-TYPE-01: the version has such a type. One that nobody knows is the reader's: `finvoice.type-unknown`.
  @Sendable static func type(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let prefix = String(facts.plainType.prefix(3))
    guard let stated = facts.typeCode, FinvoiceCodes.holds(prefix, .type, .v3_0),
      !FinvoiceCodes.holds(prefix, .type, facts.version)
    else { return }
    report.add(
      .typeOfVersion, line: stated.line, path: details + "InvoiceTypeCode", text: facts.version.rawValue, found: stated.text)
  }

  /// FINVOICE-TYPE-02: the UN code is one that EN 16931 knows (BR-CL-01).
  @Sendable static func typeUN(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.typeCodeUN, !FinvoiceCodes.holds(stated.text, .typeUN, facts.version) else { return }
    report.add(.typeUN, line: stated.line, path: details + "InvoiceTypeCodeUN", found: stated.text)
  }

  /// FINVOICE-TYPE-03: OriginCode is one of the version's.
  @Sendable static func origin(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.origin, !FinvoiceCodes.holds(stated.text, .origin, facts.version) else { return }
    report.add(.origin, line: stated.line, path: details + "OriginCode", text: facts.version.rawValue, found: stated.text)
  }

  /// FINVOICE-NUMBER-01: twenty characters.
  @Sendable static func number(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.number, stated.text.count > 20 else { return }
    report.add(.numberLength, line: stated.line, path: details + "InvoiceNumber", found: String(stated.text.count))
  }

  /// FINVOICE-CREDIT-01 to -03: a credit note names what it credits, and takes off an amount; an invoice with a negative total is one.
  @Sendable static func credit(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.typeClass == .creditNote else { return }
    if facts.plainType.hasPrefix("INV01") || facts.plainType.hasPrefix("SEI") {
      report.add(
        .negativeInvoice, line: facts.typeCode?.line, path: details + "InvoiceTypeCode",
        found: (facts.totals.gross ?? facts.totals.due)?.value.text)
    }
    if !facts.namesOriginal {
      report.add(.creditOriginal, line: facts.typeCode?.line, path: details + "OriginalInvoiceNumber")
    }
    if let due = facts.totals.due, due.value.isZero, let gross = facts.totals.gross, !gross.value.isZero, facts.totals.paid == nil
    {
      report.add(
        .creditNothing, line: due.line, path: "EpiDetails/EpiPaymentInstructionDetails/EpiInstructedAmount",
        expected: gross.value, found: due.value)
    }
  }

  /// FINVOICE-CANCEL-01: a cancellation repeats account, reference and due date of what it withdraws, so that the bank finds it.
  @Sendable static func cancel(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.typeClass == .creditNote, let origin = facts.origin, origin.text.lowercased() == "cancel" else { return }
    let parts = [
      ("EpiAccountID", facts.payment.account == nil), ("EpiRemittanceInfoIdentifier", facts.payment.reference == nil),
      ("EpiDateOptionDate", facts.dueDate == nil),
    ]
    let missing = parts.filter(\.1).map(\.0)
    guard !missing.isEmpty else { return }
    report.add(.cancelData, line: origin.line, path: "EpiDetails", text: missing.joined(separator: ", "))
  }

  /// FINVOICE-REMINDER-01: what is asked for again or charged interest for is named.
  @Sendable static func reminder(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.typeClass == .reminder, !facts.namesOriginal else { return }
    report.add(.reminderOriginal, line: facts.typeCode?.line, path: details + "OriginalInvoiceNumber")
  }
}
