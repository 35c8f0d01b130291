import Receivables

/// What a document type of UNTDID 1001 makes of a document, whatever format states it.
///
/// Source: UNTDID 1001 (UN/EDIFACT D.16B) as EN 16931 restricts it (BT-3, BR-CL-01); reviewed 2026-11.
enum DocumentTypeCode {
  enum Meaning: Hashable, Sendable {
    case claim, credit, selfBilled, proForma, receipt
    /// Invoicing data sheet; invoice information for accounting purposes.
    case asksForNothing
    /// Replaces an invoice that may be here as well, in full or by the difference: nobody can tell from the code.
    case corrected
  }

  static func meaning(_ code: String) -> Meaning? {
    if claims.contains(code) { return .claim }
    if credits.contains(code) { return .credit }
    if selfBilled.contains(code) { return .selfBilled }
    return switch code {
    case "325": .proForma
    case "632": .receipt
    case "130", "751": .asksForNothing
    case "384", "472": .corrected
    default: nil
    }
  }

  /// Ask for money as an invoice does.
  private static let claims: Set<String> = [
    "71", "80", "82", "84", "218", "219", "295", "326", "331", "380", "382", "383", "385", "386", "387", "388", "390", "393",
    "394", "395", "575", "623", "780", "875", "876", "877",
  ]
  /// 81 and 83 are invoices in one list of EN 16931 and credit notes in another.
  private static let credits: Set<String> = ["81", "83", "262", "296", "308", "381", "396", "420", "458", "503", "532"]
  private static let selfBilled: Set<String> = ["261", "389", "471", "473", "500", "501", "502", "527"]
  /// The claim is a factoring company's.
  static let factored: Set<String> = ["393", "396", "472", "473", "501", "502"]
}

/// What a payment means code says about who moves the money.
///
/// Source: UNTDID 4461, the entries that EN 16931 names in BT-81.
enum PaymentMeansCode {
  /// Direct debit, SEPA direct debit; standing agreement; clearing between partners: the debtor is not expected to pay by himself.
  static let collected: Set<String> = ["49", "57", "59", "97"]
  /// Bank card, credit card, debit card.
  static let card: Set<String> = ["48", "54", "55"]
}
