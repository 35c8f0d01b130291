import Receivables

/// The payment reference. Its check digits are the reader's: `finvoice.reference`.
enum FinvoiceReferenceRules {
  static let all: [FinvoiceRules.Rule] = [missing, scheme, form]

  private static let path = "EpiDetails/EpiPaymentInstructionDetails/EpiRemittanceInfoIdentifier"

  /// FINVOICE-REF-01: a consumer's e-invoice and the copy of a direct payment have a reference and an invoicing subject; otherwise a
  /// reference may be left out from 2.0 on.
  @Sendable static func missing(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.plainType == "INV09" else { return }
    let parts = [
      ("EpiRemittanceInfoIdentifier", facts.payment.reference == nil),
      ("EpiPaymentInstructionId", !facts.payment.hasInstructionID),
    ]
    let missing = parts.filter(\.1).map(\.0)
    guard !missing.isEmpty else { return }
    report.add(.referenceMissing, line: facts.typeCode?.line, path: path, text: missing.joined(separator: ", "))
  }

  /// FINVOICE-REF-02: SPY for a Finnish reference, ISO for an RF reference. The value decides.
  @Sendable static func scheme(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.payment.reference, let scheme = stated.qualifier?.uppercased() else { return }
    let isCreditor = stated.text.uppercased().hasPrefix("RF")
    let expected = isCreditor ? "ISO" : "SPY"
    guard scheme != expected else { return }
    report.add(
      .referenceScheme, line: stated.line, path: path + "/@IdentificationSchemeName", expected: expected, found: stated.qualifier)
  }

  /// FINVOICE-REF-03: the versions before 1.3 know Finnish references only; blanks are out from 2.0 on.
  @Sendable static func form(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let stated = facts.payment.reference else { return }
    let isCreditor = stated.text.uppercased().hasPrefix("RF")
    let hasBlanks = stated.text.unicodeScalars.contains { $0.properties.isWhitespace }
    guard isCreditor && facts.version < .v1_3 || hasBlanks && facts.version >= .v2_0 else { return }
    report.add(.referenceForm, line: stated.line, path: path, found: stated.text)
  }
}
