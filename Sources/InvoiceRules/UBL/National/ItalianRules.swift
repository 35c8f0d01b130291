/// IT-R-…: the seller is Italian by its VAT id, its tax representative's, or its address.
///
/// Source: country rules for Italy in Peppol BIS Billing 3.0.
extension UBLChecker {
  func checkItaly() {
    for node in tree.nodes.indices where isParty(node, of: .cacAccountingSupplierParty) { checkItalianSeller(node) }
  }

  private func checkItalianSeller(_ party: Int) {
    for registration in tree.each(.cacPartyTaxScheme, in: party) where taxScheme(registration) != "VAT" {
      if !isFiscalCode(tree.first(.cbcCompanyID, in: registration)) { fire("IT-R-001", at: registration) }
    }
    if !tree.has(.cacPostalAddress, .cbcStreetName, in: party) { fire("IT-R-002", at: party) }
    if !tree.has(.cacPostalAddress, .cbcCityName, in: party) { fire("IT-R-003", at: party) }
    if !tree.has(.cacPostalAddress, .cbcPostalZone, in: party) { fire("IT-R-004", at: party) }
  }

  /// 11 to 16 capital letters and digits.
  private func isFiscalCode(_ id: Int?) -> Bool {
    guard let id else { return false }
    let text = tree.normalized(id).utf8
    return (11...16).contains(text.count)
      && text.allSatisfy { IdentifierForms.isDigit($0) || $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
  }
}
