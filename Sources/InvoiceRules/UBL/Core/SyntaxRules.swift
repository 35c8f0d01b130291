/// UBL-SR: how often the standard's terms may stand in UBL, where the schema would take more.
extension UBLChecker {
  func checkSyntax(_ root: Int) {
    atMostOne("UBL-SR-01", tree.count(.cacContractDocumentReference, .cbcID, in: root))
    atMostOne("UBL-SR-02", tree.count(.cacReceiptDocumentReference, .cbcID, in: root))
    atMostOne("UBL-SR-03", tree.count(.cacDespatchDocumentReference, .cbcID, in: root))
    atMostOne("UBL-SR-05", tree.count(.cacPaymentTerms, .cbcNote, in: root))
    atMostOne("UBL-SR-08", tree.count(.cacInvoicePeriod, in: root))
    atMostOne("UBL-SR-24", tree.count(.cacDelivery, in: root))
    atMostOne("UBL-SR-29", facts.sepaIdentifiers)
    atMostOne("UBL-SR-39", tree.count(.cacProjectReference, .cbcID, in: root))
    atMostOne("UBL-SR-45", tree.count(.cacPaymentMeans, .cbcPaymentDueDate, in: root))
    atMostOne("UBL-SR-49", tree.count(.cacInvoicePeriod, .cbcDescriptionCode, in: root))
    atMostOne("UBL-SR-54", tree.count(.cacPaymentMeans, .cacCardAccount, in: root))
    atMostOne("UBL-SR-55", tree.count(.cacPaymentMeans, .cacPaymentMandate, in: root))
    atMostOne("UBL-SR-56", tree.count(.cacOriginatorDocumentReference, .cbcID, in: root))
    checkParties(root)
    checkObjects(root)
    checkMeans(root)
  }

  private func atMostOne(_ rule: StaticString, _ count: Int) {
    if count > 1 { fire(rule, at: 0) }
  }

  private func checkParties(_ root: Int) {
    for supplier in tree.each(.cacAccountingSupplierParty, in: root) {
      atMostOne("UBL-SR-09", tree.count(.cacParty, .cacPartyLegalEntity, .cbcRegistrationName, in: supplier))
      atMostOne("UBL-SR-10", tree.count(.cacParty, .cacPartyName, .cbcName, in: supplier))
      atMostOne("UBL-SR-11", tree.count(.cacParty, .cacPartyLegalEntity, .cbcCompanyID, in: supplier))
      atMostOne("UBL-SR-12", taxIDs(supplier, isVAT: true))
      atMostOne("UBL-SR-13", taxIDs(supplier, isVAT: false))
      atMostOne("UBL-SR-14", tree.count(.cacParty, .cacPartyLegalEntity, .cbcCompanyLegalForm, in: supplier))
    }
    for customer in tree.each(.cacAccountingCustomerParty, in: root) {
      atMostOne("UBL-SR-15", tree.count(.cacParty, .cacPartyLegalEntity, .cbcRegistrationName, in: customer))
      atMostOne("UBL-SR-16", tree.count(.cacParty, .cacPartyIdentification, .cbcID, in: customer))
      atMostOne("UBL-SR-17", tree.count(.cacParty, .cacPartyLegalEntity, .cbcCompanyID, in: customer))
      atMostOne("UBL-SR-18", taxIDs(customer, isVAT: true))
      atMostOne("UBL-SR-40", tree.count(.cacParty, .cacPartyName, .cbcName, in: customer))
    }
  }

  /// CompanyIDs of PartyTaxSchemes that are VAT, or that are something else.
  private func taxIDs(_ side: Int, isVAT: Bool) -> Int {
    tree.each(.cacParty, in: side).reduce(0) { count, party in
      count
        + tree.each(.cacPartyTaxScheme, in: party).reduce(0) { count, scheme in
          let codes = tree.each(.cacTaxScheme, in: scheme).flatMap { scheme in tree.each(.cbcID, in: scheme).map(short) }
          let fits = codes.contains { ($0.uppercased == "VAT") == isVAT }
          return count + (fits ? tree.count(.cbcCompanyID, in: scheme) : 0)
        }
    }
  }

  /// BT-18: supporting documents of type 130 name the invoiced object, and only that.
  private func checkObjects(_ root: Int) {
    var objects = 0
    for document in tree.each(.cacAdditionalDocumentReference, in: root) {
      let isObject = tree.each(.cbcDocumentTypeCode, in: document).contains { tree.string($0) == "130" }
      if isObject {
        objects += tree.count(.cbcID, in: document)
        if tree.has(.cacAttachment, in: document) { fireOnce("UBL-CR-666", at: document) }
        if tree.has(.cbcDocumentDescription, in: document) { fireOnce("UBL-CR-673", at: document) }
      } else if tree.each(.cbcID, in: document).contains(where: { tree.attribute(attributeNames.schemeID, of: $0) != nil }) {
        fireOnce("UBL-CR-665", at: document)
      }
    }
    atMostOne("UBL-SR-04", objects)
    if let version = tree.first(.cbcUBLVersionID, in: root), tree.string(version) != "2.1" { fireOnce("UBL-CR-002", at: version) }
  }

  private func checkMeans(_ root: Int) {
    var codes: Set<String> = []
    var references: Set<String> = []
    var names = 0
    for means in tree.each(.cacPaymentMeans, in: root) {
      for code in tree.each(.cbcPaymentMeansCode, in: means) {
        codes.insert(tree.string(code))
        if tree.attribute(attributeNames.name, of: code) != nil { names += 1 }
      }
      for reference in tree.each(.cbcPaymentID, in: means) { references.insert(tree.string(reference)) }
      if tree.isTag(root, .invoice), let due = tree.first(.cbcPaymentDueDate, in: means) { fireOnce("UBL-CR-412", at: due) }
    }
    atMostOne("UBL-SR-44", references.count)
    atMostOne("UBL-SR-46", names)
    atMostOne("UBL-SR-47", codes.count)
  }
}
