/// NL-R-…: the code of the seller's address is NL in any case of letters, and for some rules that of the other party too.
///
/// Source: country rules for the Netherlands in Peppol BIS Billing 3.0.
extension UBLChecker {
  func checkNetherlands(_ root: Int) {
    let isDomestic = addressCountry(.cacAccountingCustomerParty, root) == "NL"
    let isRepresented = tree.first(.cacTaxRepresentativeParty, .cacPostalAddress, .cacCountry, .cbcIdentificationCode, in: root)
      .map { short($0).uppercased == "NL" }
    for node in tree.nodes.indices {
      switch UBLTag(rawValue: tree.nodes[node].element) {
      case .cbcCreditNoteTypeCode: checkDutchCredit(node, root)
      case .cacParty where tree.parentIs(node, .cacAccountingSupplierParty):
        checkDutchParty(node, address: "NL-R-002", legalID: "NL-R-003")
      case .cacParty where isDomestic && tree.parentIs(node, .cacAccountingCustomerParty):
        checkDutchParty(node, address: "NL-R-004", legalID: "NL-R-005")
      case .cacTaxRepresentativeParty where isRepresented == true: checkDutchAddress(node, "NL-R-006")
      case .cacLegalMonetaryTotal: checkDutchTotal(node, root)
      case .cacPaymentMeans where isDomestic: checkDutchPayment(node)
      case .cbcLineID where tree.parentIs(node, .cacOrderLineReference): checkDutchOrderLine(node, root)
      default: break
      }
    }
  }

  private func checkDutchCredit(_ code: Int, _ root: Int) {
    if !tree.has(.cacBillingReference, .cacInvoiceDocumentReference, .cbcID, in: root) { fire("NL-R-001", at: code) }
  }

  private func checkDutchParty(_ party: Int, address: StaticString, legalID: StaticString) {
    checkDutchAddress(party, address)
    for entity in tree.each(.cacPartyLegalEntity, in: party) {
      for id in tree.each(.cbcCompanyID, in: entity) where tree.isEmpty(id) || !isDutchRegister(id) { fire(legalID, at: id) }
    }
  }

  private func checkDutchAddress(_ party: Int, _ rule: StaticString) {
    for address in tree.each(.cacPostalAddress, in: party) {
      let isWhole = [UBLTag.cbcStreetName, .cbcCityName, .cbcPostalZone].allSatisfy { tree.has($0, in: address) }
      if !isWhole { fire(rule, at: address) }
    }
  }

  /// 0106 is the chamber of commerce (KvK), 0190 the register of public bodies (OIN).
  private func isDutchRegister(_ id: Int) -> Bool { ["0106", "0190"].contains(scheme(id)) }

  /// Money that flows from buyer to seller needs a way.
  private func checkDutchTotal(_ totals: Int, _ root: Int) {
    let payable = decimal(.cbcPayableAmount, in: totals)
    let isToSeller = payable.map { $0.isZero ? false : $0.isNegative == tree.isTag(root, .creditNote) } ?? true
    if isToSeller, !tree.nodes.contains(where: { $0.element == UBLTag.cacPaymentMeans.rawValue }) { fire("NL-R-007", at: totals) }
  }

  private static let dutchMeans: Set<ShortText> = ["30", "48", "49", "57", "58", "59"]

  private func checkDutchPayment(_ means: Int) {
    if !Self.dutchMeans.contains(short(.cbcPaymentMeansCode, in: means)) { fire("NL-R-008", at: means) }
  }

  private func checkDutchOrderLine(_ line: Int, _ root: Int) {
    if !tree.has(.cacOrderReference, .cbcID, in: root) { fire("NL-R-009", at: line) }
  }
}
