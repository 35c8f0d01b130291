import Receivables

/// What a type code makes of a document.
///
/// Source: UNTDID 1001 as EN 16931 restricts it (BR-CL-01, EN 16931 UBL 1.3.16), Peppol BIS Billing 3.0.21 P0100 and P0101; for
/// the customizations Peppol BIS Self-Billing 3.0 and Digdir, "EHF Reminder 3.0" and
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
    if factored.contains(code ?? "") { meaning.conditions.insert(.factoring) }
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
    if code == "380", !isCreditNote { return Meaning(typeClass: .invoice) }
    if selfBilled.contains(code) { return Meaning(typeClass: .selfBilled) }
    if isCreditNote {
      // UBL does not demand the code of a credit note; the root says enough.
      let fits = code.isEmpty || credits.contains(code)
      return Meaning(typeClass: .creditNote, doubt: fits ? nil : .contradiction)
    }
    // 81 and 83 are in both lists; in an invoice the root's sign holds, and a person looks at it.
    if credits.contains(code) { return Meaning(typeClass: .creditNote, doubt: .contradiction) }
    if claims.contains(code) { return Meaning(typeClass: .invoice) }
    switch code {
    case "325": return Meaning(typeClass: .proForma)
    // Invoicing data sheet; invoice information for accounting purposes.
    case "130", "751": return Meaning(typeClass: .other)
    // Replaces an invoice that may be here as well, in full or by the difference: nobody can tell from the code.
    case "384", "472": return Meaning(typeClass: .invoice, doubt: .corrected)
    default: return Meaning(typeClass: .invoice, doubt: .unknown)
    }
  }

  /// Ask for money as an invoice does.
  private static let claims: Set<String> = [
    "71", "80", "82", "84", "218", "219", "295", "326", "331", "380", "382", "383", "385", "386", "387", "388", "390", "393",
    "394",
    "395", "575", "623", "780", "875", "876", "877",
  ]
  private static let credits: Set<String> = ["81", "83", "262", "296", "308", "381", "396", "420", "458", "503", "532"]
  private static let selfBilled: Set<String> = ["261", "389", "471", "473", "500", "501", "502", "527"]
  /// The claim is a factoring company's.
  private static let factored: Set<String> = ["393", "396", "472", "473", "501", "502"]
}

/// What a payment means code says about who moves the money.
///
/// Source: UNTDID 4461, the entries that EN 16931 names in BT-81.
enum UBLPaymentMeans {
  /// Direct debit, SEPA direct debit; standing agreement; clearing between partners: the debtor is not expected to pay by himself.
  static let collected: Set<String> = ["49", "57", "59", "97"]
  /// Bank card, credit card, debit card.
  static let card: Set<String> = ["48", "54", "55"]
}
