extension UBLChecker {
  /// Asks every rule of a set about the document.
  public func check(by set: RuleSet) {
    if set != rules.set { rules = ReadyRules.of(set) }
    guard !tree.nodes.isEmpty else { return }
    walk()
    checkDocument(0)
    checkStructure()
  }

  /// Every element once, in the document's order.
  private func walk() {
    // By depth: where the paths of UBL-CR stand.
    var states = [RestrictionPaths.root]
    let restrictions = table.restrictions
    let tree = tree
    for node in tree.nodes.indices {
      let element = tree.nodes[node].element
      let depth = Int(tree.nodes[node].depth)
      if depth > 0 {
        let state = restrictions.next(states[depth - 1], element)
        if states.count > depth { states[depth] = state } else { states.append(state) }
        if state != RestrictionPaths.nowhere { restrict(node, state, restrictions) }
      }
      if Int(tree.nodes[node].end) == node + 1, tree.isEmpty(node) { fire("PEPPOL-EN16931-R008", at: node) }
      if tree.nodes[node].attributeCount > 0 { checkAttributes(node, restrictions) }
      checkAnywhere(node, element, restrictions)
      guard let tag = UBLTag(rawValue: element) else {
        if vocabulary.isAmount[Int(element)] { checkAmount(node) }
        continue
      }
      check(node, tag)
    }
  }

  /// UBL-CR: an element or one of its attributes stands where the core has none.
  private func restrict(_ node: Int, _ state: UInt16, _ restrictions: RestrictionPaths) {
    let rule = restrictions.rules[Int(state)]
    if rule != RestrictionPaths.noRule { fireOnce(rule: rule, at: node) }
    for (attribute, rule) in restrictions.attributeRules[Int(state)] where tree.attribute(attribute, of: node) != nil {
      fireOnce(rule: rule, at: node)
    }
  }

  /// UBL-CR: paths that begin anywhere.
  @inline(__always)
  private func checkAnywhere(_ node: Int, _ element: UInt16, _ restrictions: RestrictionPaths) {
    guard Int(element) < restrictions.anywhere.count, !restrictions.anywhere[Int(element)].isEmpty else { return }
    for path in restrictions.anywhere[Int(element)] {
      var inside = node
      let fits = path.around.allSatisfy { element in
        inside = tree.parent(inside)
        return inside >= 0 && tree.nodes[inside].element == element
      }
      if fits, path.attribute.map({ tree.attribute($0, of: node) != nil }) ?? true { fireOnce(rule: path.rule, at: node) }
    }
  }

  /// UBL-DT-08 to -28 and UBL-CR-663: attributes that stand nowhere.
  private func checkAttributes(_ node: Int, _ restrictions: RestrictionPaths) {
    let from = Int(tree.nodes[node].attributes)
    for position in from..<from + Int(tree.nodes[node].attributeCount) where tree.attributes[position].namespace == 0 {
      let name = tree.attributes[position].name
      // The attributes of nearly all documents.
      if name == attributeNames.currencyID || name == attributeNames.schemeID || name == attributeNames.unitCode { continue }
      // The name of a payment means (BT-82) is the one attribute of that name that the core has.
      if name == attributeNames.name, tree.isTag(node, .cbcPaymentMeansCode) { continue }
      for banned in attributeNames.banned where banned.name == name { fireOnce(banned.rule, at: node) }
      for banned in restrictions.bannedAttributes where banned.attribute == name { fireOnce(rule: banned.rule, at: node) }
    }
  }

  /// The rules whose context is this element.
  private func check(_ node: Int, _ tag: UBLTag) {
    switch tag {
    case .cacInvoiceLine, .cacCreditNoteLine: checkLine(node, tag)
    case .cacAllowanceCharge: checkAllowanceCharge(node)
    case .cacTaxCategory: checkTaxCategory(node)
    case .cacClassifiedTaxCategory: checkLineCategory(node)
    case .cacTaxSubtotal: checkSubtotal(node)
    case .cacTaxTotal: checkTaxTotal(node)
    case .cacLegalMonetaryTotal: facts.totals.append(node)
    case .cacAccountingSupplierParty: checkSupplier(node)
    case .cacPayeeParty: checkPayee(node)
    case .cacTaxRepresentativeParty: checkRepresentative(node)
    case .cacParty: checkParty(node)
    case .cacPartyTaxScheme: checkPartyTaxScheme(node)
    case .cacPostalAddress, .cacAddress: checkAddress(node, tag)
    case .cacPaymentMeans: checkPaymentMeans(node)
    case .cacPayeeFinancialAccount: checkPayeeAccount(node)
    case .cacBillingReference: checkBillingReference(node)
    case .cacAdditionalDocumentReference: checkSupportingDocument(node)
    case .cacInvoicePeriod: checkPeriod(node)
    case .cacDelivery: checkDelivery(node)
    case .cacAdditionalItemProperty: checkItemProperty(node)
    case .cbcID: checkID(node)
    case .cbcCompanyID: checkCompanyID(node)
    case .cbcEndpointID: checkEndpoint(node)
    case .cbcNote: checkNote(node)
    case .cbcPrimaryAccountNumberID: checkCardNumber(node)
    case .cbcItemClassificationCode: checkItemClassification(node)
    case .cbcEmbeddedDocumentBinaryObject: checkAttachment(node)
    default: checkValue(node, tag)
    }
  }

  /// Codes, amounts, dates: elements that hold one value.
  private func checkValue(_ node: Int, _ tag: UBLTag) {
    switch tag {
    case .cbcAmount, .cbcBaseAmount, .cbcTaxAmount, .cbcTaxableAmount, .cbcLineExtensionAmount, .cbcTaxExclusiveAmount,
      .cbcTaxInclusiveAmount, .cbcAllowanceTotalAmount, .cbcChargeTotalAmount, .cbcPrepaidAmount, .cbcPayableRoundingAmount,
      .cbcPayableAmount:
      checkAmount(node)
      checkCurrency(node)
    case .cbcPriceAmount: checkCurrency(node)
    case .cbcInvoicedQuantity, .cbcCreditedQuantity, .cbcBaseQuantity: checkQuantity(node, tag)
    case .cbcInvoiceTypeCode, .cbcCreditNoteTypeCode: checkTypeCode(node, tag)
    case .cbcDocumentCurrencyCode, .cbcTaxCurrencyCode: checkCurrencyCode(node, tag)
    case .cbcDescriptionCode: checkTaxPointCode(node)
    case .cbcIdentificationCode: checkCountry(node)
    case .cbcPaymentMeansCode: checkPaymentMeansCode(node)
    case .cbcAllowanceChargeReasonCode: checkReasonCode(node)
    case .cbcTaxExemptionReasonCode: checkExemptionCode(node)
    case .cbcIssueDate, .cbcDueDate, .cbcTaxPointDate, .cbcStartDate, .cbcEndDate, .cbcActualDeliveryDate: checkDate(node, tag)
    case .other: checkUnknown(node)
    default: break
    }
  }

  /// UBL-DT-01 and the like apply to elements of any name.
  private func checkUnknown(_ node: Int) {
    guard let name = unknownNames[tree.nodes[node].name] else { return }
    if name.hasSuffix("Amount"), !name.hasSuffix("PriceAmount") { checkAmount(node) }
    if name.hasSuffix("BinaryObject") { checkAttachment(node) }
    if name == "UBLExtensions", tree.nodes[node].depth == 1, table.restrictions.extensionRule != RestrictionPaths.noRule {
      fireOnce(rule: table.restrictions.extensionRule, at: node)
    }
  }
}
