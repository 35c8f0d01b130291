/// NO-R-…: the seller is Norwegian by its VAT id, its tax representative's, or its address.
///
/// Source: country rules for Norway in Peppol BIS Billing 3.0.
extension UBLChecker {
  func checkNorway() {
    for node in tree.nodes.indices where isParty(node, of: .cacAccountingSupplierParty) { checkNorwegianSeller(node) }
  }

  private func checkNorwegianSeller(_ party: Int) {
    let isInRegister = tree.each(.cacPartyTaxScheme, in: party).contains { registration in
      taxScheme(registration) == "TAX"
        && tree.each(.cbcCompanyID, in: registration).contains { tree.normalized($0) == "Foretaksregisteret" }
    }
    if !isInRegister { fire("NO-R-002", at: party) }
    let ids = vatIDs(party).filter { tree.raw($0).starts(with: "NO".utf8) }
    if !ids.isEmpty, !ids.contains(where: { Self.isNorwegianVAT(tree.raw($0)) }) { fire("NO-R-001", at: party) }
  }

  /// NO, the organisation number and MVA.
  private static func isNorwegianVAT(_ text: Slice<Column<UInt8>>) -> Bool {
    let number = Array(text.dropFirst(2).prefix(9))
    // Nine zeros have a right check digit and are no number.
    return text.count == 14 && text.suffix(3).elementsEqual("MVA".utf8) && IdentifierForms.isNorwegian(number)
      && number.contains { $0 != UInt8(ascii: "0") }
  }
}
