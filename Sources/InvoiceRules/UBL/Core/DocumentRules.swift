extension UBLChecker {
  /// What is asked of the document as a whole, once all of it was walked.
  func checkDocument(_ root: Int) {
    for terms in tree.each(.cacPaymentTerms, in: root) where tree.has(.cbcNote, in: terms) { facts.hasTermsNote = true }
    facts.hasDueDate = tree.has(.cbcDueDate, in: root)
    let lines = lineSum()
    for totals in facts.totals { checkTotals(totals, lines: lines) }
    checkHead(root)
    checkTaxInclusive(root)
    checkVAT()
    checkSyntax(root)
    if rules.isPeppol {
      checkPeppolDocument(root)
      checkNational(root)
    }
  }

  /// BG-2, BG-4, BG-7 and what a document cannot do without.
  private func checkHead(_ root: Int) {
    if !hasText(.cbcCustomizationID, in: root) { fire("BR-01", at: root) }
    if !hasText(.cbcID, in: root) { fire("BR-02", at: root) }
    if !hasText(.cbcIssueDate, in: root) { fire("BR-03", at: root) }
    if !hasText(.cbcInvoiceTypeCode, in: root), !hasText(.cbcCreditNoteTypeCode, in: root) { fire("BR-04", at: root) }
    if !hasText(.cbcDocumentCurrencyCode, in: root) { fire("BR-05", at: root) }
    func hasName(_ party: UBLTag) -> Bool {
      tree.first(party, .cacParty, .cacPartyLegalEntity, .cbcRegistrationName, in: root).map { !tree.isEmpty($0) } ?? false
    }
    if !hasName(.cacAccountingSupplierParty) { fire("BR-06", at: root) }
    if !hasName(.cacAccountingCustomerParty) { fire("BR-07", at: root) }
    if !tree.has(.cacAccountingSupplierParty, .cacParty, .cacPostalAddress, in: root) { fire("BR-08", at: root) }
    if !tree.has(.cacAccountingCustomerParty, .cacParty, .cacPostalAddress, in: root) { fire("BR-10", at: root) }
    if !tree.has(.cacInvoiceLine, in: root), !tree.has(.cacCreditNoteLine, in: root) { fire("BR-16", at: root) }
    if tree.has(.cbcTaxPointDate, in: root), tree.has(.cacInvoicePeriod, .cbcDescriptionCode, in: root) {
      fire("BR-CO-03", at: root)
    }
    if !tree.has(.cacTaxTotal, .cacTaxSubtotal, in: root) { fire("BR-CO-18", at: root) }
    if let currency = tree.first(.cbcTaxCurrencyCode, in: root), !hasTaxTotal(in: currency, root) { fire("BR-53", at: root) }
  }

  /// A VAT total in the currency that an element states.
  private func hasTaxTotal(in currency: Int, _ root: Int) -> Bool {
    let code = tree.raw(currency)
    return facts.allTaxTotals.contains { total in
      tree.each(.cbcTaxAmount, in: total).contains { amount in
        tree.attribute(attributeNames.currencyID, of: amount).map {
          tree.bytes[Int($0.from)..<Int($0.from + $0.count)].elementsEqual(code)
        } ?? false
      }
    }
  }

  /// BR-CO-15: the total with VAT is the one without and the VAT in the document's currency, of which there is one.
  private func checkTaxInclusive(_ root: Int) {
    guard tree.has(.cbcDocumentCurrencyCode, in: root) else { return }
    let currency = documentCurrency()
    var taxes: [Int] = []
    for total in facts.taxTotals {
      for amount in tree.each(.cbcTaxAmount, in: total) {
        guard let attribute = tree.attribute(attributeNames.currencyID, of: amount) else { continue }
        if ShortText(tree.bytes[Int(attribute.from)..<Int(attribute.from + attribute.count)]) == currency { taxes.append(amount) }
      }
    }
    let totals = tree.first(.cacLegalMonetaryTotal, in: root)
    let gross = totals.flatMap { tree.first(.cbcTaxInclusiveAmount, in: $0) }
    let net = totals.flatMap { decimal(.cbcTaxExclusiveAmount, in: $0) }
    let tax = taxes.count == 1 ? decimal(taxes[0]) : nil
    let expected = net.flatMap { net in tax.flatMap { net.adding($0) } }?.cents
    let found = gross.flatMap(decimal)
    if let expected, let found, expected.isEqual(to: found) { return }
    fire("BR-CO-15", at: gross ?? root, expected: expected, found: found)
  }
}
