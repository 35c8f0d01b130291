import Receivables

/// IS-R-…: the code of the seller's address is exactly IS, and for two rules that of the buyer's too.
///
/// Source: country rules for Iceland in Peppol BIS Billing 3.0.
extension UBLChecker {
  func checkIceland(_ root: Int) {
    let types = documentTypes(root)
    if !types.contains("380"), !types.contains("381") { fire("IS-R-001", at: root) }
    let sellers = parties(.cacAccountingSupplierParty, root)
    if !hasKennitala(sellers) { fire("IS-R-002", at: root) }
    if !hasStreetAndZone(sellers) { fire("IS-R-003", at: root) }
    if !hasIcelandicAccount("9", root) { fire("IS-R-006", at: root) }
    if !hasIcelandicAccount("42", root) { fire("IS-R-007", at: root) }
    checkFinalDate(root)
    guard isAddressed(.cacAccountingCustomerParty, "IS", root) else { return }
    for side in tree.each(.cacAccountingCustomerParty, in: root) {
      let buyers = Array(tree.each(.cacParty, in: side))
      if !hasKennitala(buyers) { fire("IS-R-004", at: side) }
      if !hasStreetAndZone(buyers) { fire("IS-R-005", at: side) }
    }
  }

  /// A legal registration of the scheme 0196; what it says is not looked at.
  private func hasKennitala(_ parties: [Int]) -> Bool {
    parties.contains { party in
      tree.each(.cacPartyLegalEntity, in: party).contains { entity in
        tree.each(.cbcCompanyID, in: entity).contains { id in
          tree.attribute(attributeNames.schemeID, of: id).map { tree.string($0) == "0196" } ?? false
        }
      }
    }
  }

  private func hasStreetAndZone(_ parties: [Int]) -> Bool {
    parties.contains { tree.has(.cacPostalAddress, .cbcStreetName, in: $0) }
      && parties.contains { tree.has(.cacPostalAddress, .cbcPostalZone, in: $0) }
  }

  /// Payment by a claim in the bank (9) or to an account (42) names it with bank, ledger and number: twelve characters together.
  private func hasIcelandicAccount(_ code: ShortText, _ root: Int) -> Bool {
    let means = tree.each(.cacPaymentMeans, in: root).filter { hasExact(.cbcPaymentMeansCode, code, in: $0) }
    if means.isEmpty { return true }
    let accounts = means.flatMap { tree.each(.cacPayeeFinancialAccount, in: $0).flatMap { tree.each(.cbcID, in: $0) } }
    return !accounts.isEmpty && accounts.allSatisfy { length($0) == 12 }
  }

  /// Eindagi, the last day to pay without late interest, is the id of a supporting document of that description.
  private func checkFinalDate(_ root: Int) {
    let documents = tree.each(.cacAdditionalDocumentReference, in: root).filter { document in
      tree.each(.cbcDocumentDescription, in: document).contains { exact($0) == "EINDAGI" }
    }
    guard !documents.isEmpty else { return }
    let final = documents.lazy.compactMap { self.tree.first(.cbcID, in: $0) }.first.map { Array(tree.raw($0)) } ?? []
    if final.count != 10 || CalendarDate(isoBytes: final) == nil { fire("IS-R-008", at: root) }
    guard let due = tree.first(.cbcDueDate, in: root) else {
      fire("IS-R-009", at: root)
      return fire("IS-R-010", at: root)
    }
    if final.lexicographicallyPrecedes(tree.raw(due)) { fire("IS-R-010", at: root) }
  }
}
