/// SE-R-…: the code of the seller's address is exactly SE.
///
/// Source: country rules for Sweden in Peppol BIS Billing 3.0.
extension UBLChecker {
  func checkSweden(_ root: Int) {
    let hasSwedishVAT = parties(.cacAccountingSupplierParty, root).contains(where: isSwedishWithVAT)
    let isDomestic = isAddressed(.cacAccountingCustomerParty, "SE", root)
    for node in tree.nodes.indices {
      switch UBLTag(rawValue: tree.nodes[node].element) {
      case .cacParty where isParty(node, of: .cacAccountingSupplierParty) && isAddressed(node, "SE"): checkSwedishSeller(node)
      case .cacTaxCategory, .cacClassifiedTaxCategory: if hasSwedishVAT { checkSwedishRate(node) }
      case .cacPaymentMeans: checkSwedishPayment(node, isDomestic: isDomestic)
      default: break
      }
    }
  }

  private func isSwedishWithVAT(_ party: Int) -> Bool { isAddressed(party, "SE") && swedishVATID(party) != nil }

  /// A VAT id that begins with SE.
  private func swedishVATID(_ party: Int) -> Int? {
    for registration in tree.each(.cacPartyTaxScheme, in: party) where isExactlyVAT(registration) {
      if let id = tree.first(.cbcCompanyID, in: registration), tree.raw(id).starts(with: "SE".utf8) { return id }
    }
    return nil
  }

  private func checkSwedishSeller(_ party: Int) {
    if let id = swedishVATID(party) {
      if length(id) != 14 { fire("SE-R-001", at: id) }
      if Self.number(tree.string(id).dropFirst(2).prefix(12)) == nil { fire("SE-R-002", at: id) }
    }
    for entity in tree.each(.cacPartyLegalEntity, in: party) {
      if let id = tree.first(.cbcCompanyID, in: entity) { checkSwedishOrganisation(id) }
    }
    guard legalID(party) != nil else { return }
    for registration in tree.each(.cacPartyTaxScheme, in: party) where taxScheme(registration).uppercased != "VAT" {
      for id in tree.each(.cbcCompanyID, in: registration) where !isTaxApproval(id) { fire("SE-R-005", at: id) }
    }
  }

  private func checkSwedishOrganisation(_ id: Int) {
    let text = tree.normalized(id)
    if Self.number(tree.string(id)) == nil { fire("SE-R-003", at: id) }
    if text.unicodeScalars.count != 10 { fire("SE-R-004", at: id) }
    // Of a longer number the first ten digits are looked at.
    let digits = Array(text.utf8)
    if !IdentifierForms.isDigits(digits) || digits.count < 10 || !IdentifierForms.isLuhn(Array(digits.prefix(10))) {
      fire("SE-R-013", at: id)
    }
  }

  /// The words for a company that pays its own income tax, in any case of letters.
  private func isTaxApproval(_ id: Int) -> Bool {
    tree.normalized(id).uppercased().utf8.elementsEqual("GODKÄND FÖR F-SKATT".utf8)
  }

  private func checkSwedishRate(_ category: Int) {
    guard hasExact(.cbcID, "S", in: category) else { return }
    let percent = tree.first(.cbcPercent, in: category)
    // 25 and 25.00 are the same rate.
    let rate = percent.flatMap { Self.number(tree.string($0)) }.flatMap { Int(exactly: $0) }
    if !(rate.map { rules.lists.contains(String($0), .swedishRates) } ?? false) { fire("SE-R-006", at: percent ?? category) }
  }

  /// Giro accounts are credit transfers to a branch; the old codes and the code 31 are not for Sweden.
  private func checkSwedishPayment(_ means: Int, isDomestic: Bool) {
    if short(.cbcPaymentMeansCode, in: means) == "30" { checkGiro(means) }
    if hasExact(.cbcPaymentMeansCode, "50", in: means) || hasExact(.cbcPaymentMeansCode, "56", in: means) {
      fire("SE-R-011", at: means)
    } else if isDomestic, hasExact(.cbcPaymentMeansCode, "31", in: means) {
      fire("SE-R-012", at: means)
    }
  }

  private func checkGiro(_ means: Int) {
    let branch = tree.first(.cacPayeeFinancialAccount, .cacFinancialInstitutionBranch, .cbcID, in: means).map(tree.normalized)
    for account in tree.each(.cacPayeeFinancialAccount, in: means) {
      for id in tree.each(.cbcID, in: account) {
        switch branch {
        case "SE:PLUSGIRO":
          if Self.number(tree.normalized(id)) == nil { fire("SE-R-007", at: id) }
          if !(2...8).contains(length(id)) { fire("SE-R-010", at: id) }
        case "SE:BANKGIRO":
          if Self.number(tree.normalized(id)) == nil { fire("SE-R-008", at: id) }
          if !(7...8).contains(length(id)) { fire("SE-R-009", at: id) }
        default: break
        }
      }
    }
  }
}
