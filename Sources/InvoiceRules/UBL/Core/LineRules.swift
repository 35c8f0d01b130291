extension UBLChecker {
  /// BG-25: cac:InvoiceLine and cac:CreditNoteLine.
  func checkLine(_ line: Int, _ tag: UBLTag) {
    facts.lines.append(line)
    if tag == .cacInvoiceLine { facts.invoiceLines += 1 } else { facts.creditNoteLines += 1 }
    if !hasText(.cbcID, in: line) { fire("BR-21", at: line) }
    let quantity = tree.first(.cbcInvoicedQuantity, in: line) ?? tree.first(.cbcCreditedQuantity, in: line)
    if quantity == nil { fire("BR-22", at: line) }
    if quantity.flatMap({ tree.attribute(attributeNames.unitCode, of: $0) }) == nil { fire("BR-23", at: quantity ?? line) }
    let net = tree.first(.cbcLineExtensionAmount, in: line)
    if net == nil { fire("BR-24", at: line) }
    if let net, hasMoreThanTwoDecimals(net) { fire("BR-DEC-23", at: net) }
    let item = tree.first(.cacItem, in: line)
    if item.map({ hasText(.cbcName, in: $0) }) != true { fire("BR-25", at: item ?? line) }
    checkPrice(line)
    let hasCategory = item.map { item in
      tree.each(.cacClassifiedTaxCategory, in: item).contains { isVAT($0) && tree.has(.cbcID, in: $0) }
    }
    if hasCategory != true { fire("BR-CO-04", at: item ?? line) }
    checkLineCardinalities(line)
    if rules.isPeppol { checkPeppolLine(line, quantity: quantity, net: net) }
  }

  /// BG-29
  private func checkPrice(_ line: Int) {
    let amount = tree.first(.cacPrice, .cbcPriceAmount, in: line)
    if amount == nil { fire("BR-26", at: line) }
    // An absent price is not below zero, but the comparison of the artefact is false without one.
    if amount.flatMap(decimal).map(\.isNegative) != false { fire("BR-27", at: amount ?? line) }
    if let gross = tree.first(.cacPrice, .cacAllowanceCharge, .cbcBaseAmount, in: line), decimal(gross)?.isNegative != false {
      fire("BR-28", at: gross)
    }
  }

  private func checkLineCardinalities(_ line: Int) {
    if tree.count(.cbcNote, in: line) > 1 { fire("UBL-SR-34", at: line) }
    if tree.count(.cacOrderLineReference, .cbcLineID, in: line) > 1 { fire("UBL-SR-35", at: line) }
    if tree.count(.cacInvoicePeriod, in: line) > 1 { fire("UBL-SR-36", at: line) }
    if tree.count(.cacPrice, .cacAllowanceCharge, .cbcAmount, in: line) > 1 { fire("UBL-SR-37", at: line) }
    if tree.count(.cacItem, .cacClassifiedTaxCategory, in: line) != 1 { fire("UBL-SR-48", at: line) }
    if tree.count(.cacItem, .cbcDescription, in: line) > 1 { fire("UBL-SR-50", at: line) }
    if tree.count(.cacDocumentReference, in: line) > 1 { fire("UBL-SR-52", at: line) }
  }

  /// BG-32
  func checkItemProperty(_ property: Int) {
    if !tree.has(.cbcName, in: property) || !tree.has(.cbcValue, in: property) { fire("BR-54", at: property) }
  }

  /// BG-14 and BG-26
  func checkPeriod(_ period: Int) {
    let start = tree.first(.cbcStartDate, in: period)
    let end = tree.first(.cbcEndDate, in: period)
    let isReversed = start.flatMap(day).flatMap { start in end.flatMap(day).map { $0 < start } } ?? false
    if isLine(tree.parent(period)) {
      if isReversed { fire("BR-30", at: period) }
      if start == nil, end == nil { fire("BR-CO-20", at: period) }
    } else {
      if isReversed { fire("BR-29", at: period) }
      if start == nil, end == nil, !tree.has(.cbcDescriptionCode, in: period) { fire("BR-CO-19", at: period) }
    }
  }

  func isLine(_ node: Int) -> Bool {
    node >= 0 && (tree.isTag(node, .cacInvoiceLine) || tree.isTag(node, .cacCreditNoteLine))
  }
}
