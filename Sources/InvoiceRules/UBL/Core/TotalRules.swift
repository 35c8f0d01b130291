extension UBLChecker {
  /// BG-22: cac:LegalMonetaryTotal, asked when all lines are known.
  func checkTotals(_ totals: Int, lines: WideDecimal?) {
    let parent = max(0, tree.parent(totals))
    let stated = decimal(.cbcLineExtensionAmount, in: totals)
    for (tag, rule) in Self.mandatoryTotals where !tree.has(tag, in: totals) { fire(rule, at: totals) }
    for (tag, rule) in Self.totalDecimals {
      if let amount = tree.first(tag, in: totals), hasMoreThanTwoDecimals(amount) { fire(rule, at: amount) }
    }
    expect("BR-CO-10", lines?.cents, .cbcLineExtensionAmount, in: totals)
    let allowances = sum(.allowance, in: parent)
    let charges = sum(.charge, in: parent)
    checkSum("BR-CO-11", allowances, .cbcAllowanceTotalAmount, in: totals)
    checkSum("BR-CO-12", charges, .cbcChargeTotalAmount, in: totals)
    // Of what the totals themselves say.
    let expectedNet = stated?.adding(decimal(.cbcChargeTotalAmount, in: totals) ?? .zero)?
      .subtracting(decimal(.cbcAllowanceTotalAmount, in: totals) ?? .zero)?.cents
    expect("BR-CO-13", expectedNet, .cbcTaxExclusiveAmount, in: totals)
    let gross = decimal(.cbcTaxInclusiveAmount, in: totals)
    let rounding = decimal(.cbcPayableRoundingAmount, in: totals) ?? .zero
    let due = gross?.subtracting(decimal(.cbcPrepaidAmount, in: totals) ?? .zero)?.cents.adding(rounding)
    expect("BR-CO-16", due, .cbcPayableAmount, in: totals)
    if let payable = tree.first(.cbcPayableAmount, in: totals), let amount = decimal(payable), !amount.isNegative, !amount.isZero,
      !facts.hasDueDate, !facts.hasTermsNote
    {
      fire("BR-CO-25", at: payable)
    }
  }

  private static let mandatoryTotals: [(UBLTag, StaticString)] = [
    (.cbcLineExtensionAmount, "BR-12"), (.cbcTaxExclusiveAmount, "BR-13"), (.cbcTaxInclusiveAmount, "BR-14"),
    (.cbcPayableAmount, "BR-15"),
  ]
  private static let totalDecimals: [(UBLTag, StaticString)] = [
    (.cbcLineExtensionAmount, "BR-DEC-09"), (.cbcAllowanceTotalAmount, "BR-DEC-10"), (.cbcChargeTotalAmount, "BR-DEC-11"),
    (.cbcTaxExclusiveAmount, "BR-DEC-12"), (.cbcTaxInclusiveAmount, "BR-DEC-14"), (.cbcPrepaidAmount, "BR-DEC-16"),
    (.cbcPayableRoundingAmount, "BR-DEC-17"), (.cbcPayableAmount, "BR-DEC-18"),
  ]

  /// The amount must be there and be the expected one; without an expectation nothing is right.
  func expect(_ rule: StaticString, _ expected: WideDecimal?, _ tag: UBLTag, in node: Int) {
    let place = tree.first(tag, in: node)
    let found = place.flatMap(decimal)
    if let expected, let found, expected.isEqual(to: found) { return }
    fire(rule, at: place ?? node, expected: expected, found: found)
  }

  /// The sum of the document's allowances or charges, and whether there are any.
  private func sum(_ kind: Indicator, in parent: Int) -> (total: WideDecimal?, isThere: Bool) {
    var total: WideDecimal? = .zero
    var isThere = false
    for allowance in tree.each(.cacAllowanceCharge, in: parent) where indicator(allowance) == kind {
      isThere = true
      // One without an amount adds nothing; BR-31 and BR-36 say so.
      for amount in tree.each(.cbcAmount, in: allowance) {
        total = total.flatMap { total in decimal(amount).flatMap { total.adding($0) } }
      }
    }
    return (total, isThere)
  }

  private func checkSum(_ rule: StaticString, _ sum: (total: WideDecimal?, isThere: Bool), _ tag: UBLTag, in totals: Int) {
    if !sum.isThere, !tree.has(tag, in: totals) { return }
    expect(rule, sum.total?.cents, tag, in: totals)
  }

  /// The sum of all lines' net amounts; nil when one of them is no number.
  func lineSum() -> WideDecimal? {
    var total = WideDecimal.zero
    for line in facts.lines {
      guard let amount = tree.first(.cbcLineExtensionAmount, in: line) else { continue }
      guard let value = decimal(amount), let sum = total.adding(value) else { return nil }
      total = sum
    }
    return total
  }

  /// BT-110, BT-111: cac:TaxTotal.
  func checkTaxTotal(_ total: Int) {
    facts.allTaxTotals.append(total)
    guard tree.parent(total) == 0 else { return }
    facts.taxTotals.append(total)
    guard tree.has(.cacTaxSubtotal, in: total) else { return }
    var sum: WideDecimal? = .zero
    for subtotal in tree.each(.cacTaxSubtotal, in: total) {
      guard let amount = tree.first(.cbcTaxAmount, in: subtotal) else { continue }
      sum = sum.flatMap { sum in decimal(amount).flatMap { sum.adding($0) } }
    }
    expect("BR-CO-14", sum?.cents, .cbcTaxAmount, in: total)
  }

  /// BG-23: cac:TaxSubtotal.
  func checkSubtotal(_ subtotal: Int) {
    guard tree.parentIs(subtotal, .cacTaxTotal) else { return }
    let taxable = tree.first(.cbcTaxableAmount, in: subtotal)
    let tax = tree.first(.cbcTaxAmount, in: subtotal)
    if taxable == nil { fire("BR-45", at: subtotal) }
    if tax == nil { fire("BR-46", at: subtotal) }
    if let taxable, hasMoreThanTwoDecimals(taxable) { fire("BR-DEC-19", at: taxable) }
    if let tax, hasMoreThanTwoDecimals(tax) { fire("BR-DEC-20", at: tax) }
    if tree.count(.cacTaxCategory, .cbcTaxExemptionReason, in: subtotal) > 1 { fire("UBL-SR-32", at: subtotal) }
    let category = tree.each(.cacTaxCategory, in: subtotal).first(where: isVAT)
    let code = category.flatMap { tree.first(.cbcID, in: $0) }
    if code == nil { fire("BR-47", at: subtotal) }
    let percent = category.flatMap { tree.first(.cbcPercent, in: $0) }
    if percent == nil, code.map(short) != "O" { fire("BR-48", at: subtotal) }
    checkTax(subtotal, taxable: taxable, tax: tax, percent: percent)
  }

  /// BR-CO-17: the tax is the rate of the taxable amount, within one unit of the currency.
  private func checkTax(_ subtotal: Int, taxable: Int?, tax: Int?, percent: Int?) {
    guard let tax, let amount = decimal(tax) else { return fire("BR-CO-17", at: subtotal) }
    guard let percent, let rate = decimal(percent), !rate.rounded(0).isZero else {
      if !amount.rounded(0).isZero { fire("BR-CO-17", at: tax, expected: .zero, found: amount) }
      return
    }
    guard let taxable, let expected = decimal(taxable).flatMap({ Self.tax(of: $0, rate) }) else {
      return fire("BR-CO-17", at: tax)
    }
    if !Self.isWithinOne(amount.magnitude, expected) { fire("BR-CO-17", at: tax, expected: expected, found: amount) }
  }

  /// The rate of the absolute value of an amount, in cents.
  static func tax(of amount: WideDecimal, _ rate: WideDecimal) -> WideDecimal? {
    amount.magnitude.multiplied(by: rate).map { WideDecimal(mantissa: $0.mantissa, scale: $0.scale + 2).cents }
  }

  /// Less than one unit of the currency apart.
  static func isWithinOne(_ found: WideDecimal, _ expected: WideDecimal) -> Bool {
    guard let difference = found.subtracting(expected)?.magnitude else { return false }
    return difference.isLess(than: .one) ?? false
  }
}
