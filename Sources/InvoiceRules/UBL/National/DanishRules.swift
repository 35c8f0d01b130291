/// DK-R-…: the code of the seller's address is exactly DK, and for most rules that of the buyer's too.
///
/// Source: country rules for Denmark in Peppol BIS Billing 3.0.
extension UBLChecker {
  func checkDenmark(_ root: Int) {
    let isDomestic = isAddressed(.cacAccountingCustomerParty, "DK", root)
    checkDanishSeller(root)
    guard isDomestic else { return }
    checkDanishCredit(root)
    for party in parties(.cacAccountingSupplierParty, root) + parties(.cacAccountingCustomerParty, root) {
      for identification in tree.each(.cacPartyIdentification, in: party) { checkDanishIdentification(identification) }
    }
    for party in parties(.cacAccountingCustomerParty, root) {
      if let id = legalID(party), scheme(id) != "0184" { fire("DK-R-017", at: id) }
    }
    if tree.isTag(root, .invoice) {
      for means in tree.each(.cacPaymentMeans, in: root) { checkDanishPayment(means) }
    }
    let version = vocabulary.nameID("listVersionID")
    for line in tree.each(tree.isTag(root, .invoice) ? .cacInvoiceLine : .cacCreditNoteLine, in: root) {
      checkDanishClassification(line, version)
    }
    for node in tree.nodes.indices where tree.isTag(node, .cacAllowanceCharge) { checkDanishDuty(node) }
  }

  private func checkDanishSeller(_ root: Int) {
    let id = parties(.cacAccountingSupplierParty, root).lazy.compactMap(legalID).first
    if !isFilled(id) { fire("DK-R-002", at: root) }
    if let id, scheme(id) != "0184" { fire("DK-R-014", at: id) }
  }

  /// The kind of document carries the sign.
  private func checkDanishCredit(_ root: Int) {
    guard tree.isTag(root, .creditNote) else { return }
    guard let payable = tree.first(.cacLegalMonetaryTotal, .cbcPayableAmount, in: root) else { return }
    if let amount = Self.number(tree.string(payable)), amount < 0 { fire("DK-R-016", at: payable) }
  }

  private func checkDanishIdentification(_ identification: Int) {
    if let id = tree.first(.cbcID, in: identification), scheme(id) == .empty { fire("DK-R-013", at: identification) }
  }

  // MARK: payment

  private static let danishMeans: Set<ShortText> = ["1", "10", "31", "42", "48", "49", "50", "58", "59", "93", "97"]

  private func checkDanishPayment(_ means: Int) {
    let code = tree.first(.cbcPaymentMeansCode, in: means).map(exact) ?? .empty
    if !Self.danishMeans.contains(code) { fire("DK-R-005", at: means) }
    switch code {
    case "31", "42":
      let hasAccount = isFilled(tree.first(.cacPayeeFinancialAccount, .cbcID, in: means))
      let hasBranch = isFilled(tree.first(.cacPayeeFinancialAccount, .cacFinancialInstitutionBranch, .cbcID, in: means))
      if !hasAccount || !hasBranch { fire("DK-R-006", at: means) }
    case "49":
      let hasMandate = isFilled(tree.first(.cacPaymentMandate, .cbcID, in: means))
      let hasPayer = isFilled(tree.first(.cacPaymentMandate, .cacPayerFinancialAccount, .cbcID, in: means))
      if !hasMandate || !hasPayer { fire("DK-R-007", at: means) }
    case "50":
      let (card, digits) = danishReference(means)
      if !["01#", "04#", "15#"].contains(card) || !(7...8).contains(danishAccountLength(means)) { fire("DK-R-008", at: means) }
      if card == "04#" || card == "15#", digits != 16 { fire("DK-R-009", at: means) }
    case "93":
      let (card, digits) = danishReference(means)
      if !["71#", "73#", "75#"].contains(card) || danishAccountLength(means) != 8 { fire("DK-R-010", at: means) }
      if card == "71#" || card == "75#", !(15...16).contains(digits) { fire("DK-R-011", at: means) }
    default: break
    }
  }

  /// The card type of a payment slip (`71#`), and how many characters follow it.
  private func danishReference(_ means: Int) -> (card: ShortText, digits: Int) {
    guard let id = tree.first(.cbcPaymentID, in: means) else { return (.empty, 0) }
    return (ShortText(tree.raw(id).prefix(3)), tree.string(id).unicodeScalars.count - 3)
  }

  private func danishAccountLength(_ means: Int) -> Int {
    tree.first(.cacPayeeFinancialAccount, .cbcID, in: means).map { tree.string($0).unicodeScalars.count } ?? 0
  }

  // MARK: lines and duties

  /// Any of the line's codes may name the release: that is how the artefact asks.
  private func checkDanishClassification(_ line: Int, _ version: UInt16?) {
    var isUNSPSC = false
    var hasRelease = false
    for item in tree.each(.cacItem, in: line) {
      for classification in tree.each(.cacCommodityClassification, in: item) {
        for code in tree.each(.cbcItemClassificationCode, in: classification) {
          if let list = tree.attribute(attributeNames.listID, of: code), tree.string(list) == "TST" { isUNSPSC = true }
          if let version, let release = tree.attribute(version, of: code),
            rules.lists.contains(tree.string(release), .danishUNSPSC)
          {
            hasRelease = true
          }
        }
      }
    }
    if isUNSPSC, !hasRelease { fire("DK-R-003", at: line) }
  }

  /// A duty other than VAT names its category: four digits, or a text with # inside.
  private func checkDanishDuty(_ node: Int) {
    guard hasExact(.cbcAllowanceChargeReasonCode, "ZZZ", in: node) else { return }
    guard let reason = tree.first(.cbcAllowanceChargeReason, in: node) else { return fire("DK-R-004", at: node) }
    let isCategory = length(reason) == 4 && Self.number(tree.string(reason)).map { (0...9999).contains($0) } ?? false
    let text = tree.raw(reason)
    let mark = UInt8(ascii: "#")
    if !isCategory, !text.contains(mark) || text.first == mark || text.last == mark { fire("DK-R-004", at: reason) }
  }
}
