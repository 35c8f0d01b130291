import Receivables

/// What a type code makes of a document.
///
/// Source: `DocumentTypeCode`; EN 16931 UBL 1.3.16, Peppol BIS Billing 3.0.21 P0100 and P0101; for the customizations Peppol BIS Self-Billing 3.0 and Digdir, "EHF Reminder 3.0" and
/// "EHF Forward Billing 3.0".
/// Reviewed 2026-11.
enum UBLTypes {
  struct Meaning {
    var typeClass: InvoiceDocument.TypeClass
    var conditions: ClaimConditions = []
    /// Why a person must look, when one must.
    var doubt: Doubt?
  }

  enum Doubt {
    case unknown, contradiction, corrected
  }

  static func meaning(code: String?, isCreditNote: Bool, specification: String?) -> Meaning {
    let specification = specification ?? ""
    if has(specification, reminderSpecification) { return Meaning(typeClass: .reminder) }
    // It passes on what another document claims already.
    if has(specification, forwardBillingSpecification) { return Meaning(typeClass: .other) }
    var meaning = meaning(code: code ?? "", isCreditNote: isCreditNote)
    if has(specification, selfBillingSpecification) { meaning = Meaning(typeClass: .selfBilled) }
    if DocumentTypeCode.factored.contains(code ?? "") { meaning.conditions.insert(.factoring) }
    switch meaning.doubt {
    case .unknown, .corrected: meaning.conditions.insert(.unknownType)
    case .contradiction: meaning.conditions.insert(.typeContradiction)
    case nil: break
    }
    return meaning
  }

  static func isPeppol(specification: String?) -> Bool {
    guard let specification else { return false }
    return has(specification, "urn:fdc:peppol.eu:2017:poacc:billing:3.0") || has(specification, selfBillingSpecification)
  }

  /// Byte by byte: the search of String compares whole characters, which costs as much as parsing the invoice.
  private static func has(_ text: String, _ part: String) -> Bool {
    let text = Array(text.utf8)
    let part = Array(part.utf8)
    guard text.count >= part.count, let first = part.first else { return false }
    return (0...text.count - part.count).contains { text[$0] == first && text[$0..<$0 + part.count].elementsEqual(part) }
  }

  private static let selfBillingSpecification = "urn:fdc:peppol.eu:2017:poacc:selfbilling:3.0"
  private static let forwardBillingSpecification = "anskaffelser.no:2019:ehf:forward-billing:3.0"
  private static let reminderSpecification = "anskaffelser.no:2019:ehf:reminder:3.0"

  private static func meaning(code: String, isCreditNote: Bool) -> Meaning {
    let said = DocumentTypeCode.meaning(code)
    if said == .selfBilled { return Meaning(typeClass: .selfBilled) }
    if isCreditNote {
      // UBL does not demand the code of a credit note; the root says enough.
      return Meaning(typeClass: .creditNote, doubt: code.isEmpty || said == .credit ? nil : .contradiction)
    }
    return switch said {
    case .claim: Meaning(typeClass: .invoice)
    // In an invoice the root's sign holds, and a person looks at it.
    case .credit: Meaning(typeClass: .creditNote, doubt: .contradiction)
    case .selfBilled: Meaning(typeClass: .selfBilled)
    case .proForma: Meaning(typeClass: .proForma)
    case .asksForNothing: Meaning(typeClass: .other)
    case .corrected: Meaning(typeClass: .invoice, doubt: .corrected)
    case .receipt, nil: Meaning(typeClass: .invoice, doubt: .unknown)
    }
  }
}
