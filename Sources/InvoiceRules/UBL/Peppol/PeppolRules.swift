/// Peppol BIS Billing 3.0: PEPPOL-EN16931-R…, -P… and -F….
///
/// Source: https://docs.peppol.eu/poacc/billing/3.0/ (releases 3.0.20 and 3.0.21).
extension UBLChecker {
  private static let specification = Array(
    "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0".utf8)

  func checkPeppolDocument(_ root: Int) {
    facts.profile = profile(root)
    if !tree.has(.cbcProfileID, in: root) { fire("PEPPOL-EN16931-R001", at: root) }
    if facts.profile == nil { fire("PEPPOL-EN16931-R007", at: tree.first(.cbcProfileID, in: root) ?? root) }
    if tree.count(.cbcNote, in: root) > 1, !areParties("DE", root) { fire("PEPPOL-EN16931-R002", at: root) }
    if !tree.has(.cbcBuyerReference, in: root), !tree.has(.cacOrderReference, .cbcID, in: root) {
      fire("PEPPOL-EN16931-R003", at: root)
    }
    checkSpecification(root)
    checkTaxTotals(root)
    if tree.isTag(root, .creditNote) { checkProjectReference(root) }
    checkPeppolLinePeriods(root)
    checkPeppolTypeCodes(root)
  }

  private func checkSpecification(_ root: Int) {
    let id = tree.first(.cbcCustomizationID, in: root)
    let text = id.map { Array(tree.bytes[tree.trimmed($0)]) } ?? []
    let hasDoubleColon = zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1 == UInt8(ascii: ":") }
    if !text.starts(with: Self.specification) || rules.isPeppol21 && hasDoubleColon {
      fire("PEPPOL-EN16931-R004", at: id ?? root)
    }
  }

  /// The number of the process, when it is an approved one.
  private func profile(_ root: Int) -> ShortText? {
    guard let id = tree.first(.cbcProfileID, in: root) else { return nil }
    let text = tree.normalized(id)
    if rules.isPeppol21 { return Self.profiles[text] }
    // Until 3.0.20 any process of two digits would do.
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard text.hasPrefix("urn:fdc:peppol.eu:2017:poacc:billing:"), parts.count == 8, parts[7] == "1.0", parts[6].utf8.count == 2,
      parts[6].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
    else { return nil }
    return ShortText(Array(parts[6].utf8))
  }

  private static let profiles: [String: ShortText] = [
    "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0": "01", "urn:peppol:bis:billing_with_response": "02",
    "urn:peppol:france:billing:regulated": "fr", "urn:peppol:france:billing:non-regulated": "fr",
  ]

  /// R053 to R055: one total with the breakdown, and one in the VAT currency where there is such a currency.
  private func checkTaxTotals(_ root: Int) {
    let broken = facts.taxTotals.filter { tree.has(.cacTaxSubtotal, in: $0) }
    let plain = facts.taxTotals.count - broken.count
    if broken.count != 1 { fire("PEPPOL-EN16931-R053", at: root) }
    let currency = tree.first(.cbcTaxCurrencyCode, in: root)
    if plain != (currency == nil ? 0 : 1) { fire("PEPPOL-EN16931-R054", at: root) }
    guard let currency else { return }
    let tax = taxAmount(in: tree.string(currency), root)
    let document = tree.first(.cbcDocumentCurrencyCode, in: root).flatMap { taxAmount(in: tree.string($0), root) }
    let isSame: Bool =
      switch (tax, document) {
      case (let tax?, let document?):
        tax.isNegative == document.isNegative || tax.isZero && document.isZero
      default: false
      }
    if !isSame { fire("PEPPOL-EN16931-R055", at: root) }
  }

  private func taxAmount(in currency: String, _ root: Int) -> WideDecimal? {
    for total in facts.taxTotals {
      for amount in tree.each(.cbcTaxAmount, in: total) {
        if tree.attribute(attributeNames.currencyID, of: amount).map(tree.string) == currency { return decimal(amount) }
      }
    }
    return nil
  }

  /// R080: in a credit note the project stands in a supporting document of type 50.
  private func checkProjectReference(_ root: Int) {
    let projects = tree.each(.cacAdditionalDocumentReference, in: root).count { document in
      tree.each(.cbcDocumentTypeCode, in: document).contains { tree.string($0) == "50" }
    }
    if projects > 1 { fire("PEPPOL-EN16931-R080", at: root) }
  }

  /// R005
  func checkPeppolTaxCurrency(_ code: Int) {
    let tax = tree.normalized(code)
    let document = tree.first(.cbcDocumentCurrencyCode, in: 0).map(tree.normalized)
    if tax == document ?? "" { fire("PEPPOL-EN16931-R005", at: code) }
  }

  /// Type codes are noted; what they may be depends on the process and on the parties.
  func checkPeppolTypeCode(_ code: Int, _ value: ShortText, isInvoice: Bool) {
    facts.typeCodes.append((code, value, isInvoice))
  }

  private func checkPeppolTypeCodes(_ root: Int) {
    for (node, value, isInvoice) in facts.typeCodes {
      let isBilling = facts.profile == "01" || facts.profile == "02"
      if isBilling, isInvoice, !rules.lists.contains(value, .peppolInvoiceTypes) { fire("PEPPOL-EN16931-P0100", at: node) }
      if isBilling, !isInvoice, !rules.lists.contains(value, .peppolCreditNoteTypes) { fire("PEPPOL-EN16931-P0101", at: node) }
      if isInvoice, ["326", "384"].contains(value), !areParties("DE", root) { fire("PEPPOL-EN16931-P0112", at: node) }
    }
  }

  /// Whether seller and buyer are both of a country, by their addresses.
  func areParties(_ country: ShortText, _ root: Int) -> Bool {
    addressCountry(.cacAccountingSupplierParty, root) == country && addressCountry(.cacAccountingCustomerParty, root) == country
  }

  /// The country of a side's postal address, in capital letters; empty when there is none.
  func addressCountry(_ side: UBLTag, _ root: Int) -> ShortText {
    for side in tree.each(side, in: root) {
      for party in tree.each(.cacParty, in: side) {
        if let code = tree.first(.cacPostalAddress, .cacCountry, .cbcIdentificationCode, in: party) {
          return short(code).uppercased
        }
      }
    }
    return .empty
  }

  // MARK: lines

  func checkPeppolLine(_ line: Int, quantity: Int?, net: Int?) {
    checkLineAmount(line, quantity: quantity, net: net)
    if let base = tree.first(.cacPrice, .cbcBaseQuantity, in: line) {
      let value = decimal(base)
      if value.map({ $0.isNegative || $0.isZero }) != false { fire("PEPPOL-EN16931-R121", at: base) }
    }
    let documents = tree.count(.cacDocumentReference, in: line)
    if documents > 1 { fire("PEPPOL-EN16931-R100", at: line) }
    if documents > 0 {
      let isObject = tree.each(.cacDocumentReference, in: line).contains { document in
        tree.each(.cbcDocumentTypeCode, in: document).contains { tree.string($0) == "130" }
      }
      if !isObject { fire("PEPPOL-EN16931-R101", at: line) }
    }
  }

  /// R120: quantity × (price ÷ base quantity) + charges − allowances, within 0.02.
  private func checkLineAmount(_ line: Int, quantity: Int?, net: Int?) {
    let found = net.map(decimal) ?? .zero
    let quantity = quantity.map(decimal) ?? .one
    let price = tree.first(.cacPrice, .cbcPriceAmount, in: line).map(decimal) ?? .zero
    var base: WideDecimal? = .one
    if let node = tree.first(.cacPrice, .cbcBaseQuantity, in: line), decimal(node)?.isZero != true { base = decimal(node) }
    var other: WideDecimal? = .zero
    for allowance in tree.each(.cacAllowanceCharge, in: line) {
      let kind = short(.cbcChargeIndicator, in: allowance)
      guard kind == "true" || kind == "false" else { continue }
      for amount in tree.each(.cbcAmount, in: allowance) {
        guard let value = decimal(amount) else {
          other = nil
          continue
        }
        other = other?.adding(kind == "true" ? value : value.negated)
      }
    }
    guard let found, let quantity, let price, let base, let other,
      let each = base.isEqual(to: .one) ? price : price.divided(by: base), let goods = quantity.multiplied(by: each),
      let expected = goods.adding(other.cents)
    else { return fire("PEPPOL-EN16931-R120", at: net ?? line) }
    if !Self.isWithinSlack(found, expected) {
      fire("PEPPOL-EN16931-R120", at: net ?? line, expected: expected.cents, found: found)
    }
  }

  /// At most two hundredths apart.
  static func isWithinSlack(_ found: WideDecimal, _ expected: WideDecimal) -> Bool {
    guard let difference = found.subtracting(expected)?.magnitude else { return false }
    return WideDecimal(mantissa: 2, scale: 2).isLess(than: difference) == false
  }

  /// R130: the unit of the base quantity is that of the line.
  func checkPeppolBaseQuantity(_ base: Int, _ unit: UBLTree.Attribute) {
    let line = tree.parent(tree.parent(base))
    guard line >= 0 else { return }
    let quantity = tree.first(.cbcInvoicedQuantity, in: line) ?? tree.first(.cbcCreditedQuantity, in: line)
    let own = quantity.flatMap { tree.attribute(attributeNames.unitCode, of: $0) }
    if own.map(tree.string) != tree.string(unit) { fire("PEPPOL-EN16931-R130", at: base, attribute: attributeNames.unitCode) }
  }

  /// R110 and R111: a line's period lies inside the document's.
  private func checkPeppolLinePeriods(_ root: Int) {
    let first = tree.first(.cacInvoicePeriod, .cbcStartDate, in: root).flatMap(day)
    let last = tree.first(.cacInvoicePeriod, .cbcEndDate, in: root).flatMap(day)
    guard first != nil || last != nil else { return }
    for line in facts.lines where tree.parent(line) == root {
      for period in tree.each(.cacInvoicePeriod, in: line) {
        for start in tree.each(.cbcStartDate, in: period) {
          if let first, let day = day(start), day < first { fire("PEPPOL-EN16931-R110", at: start) }
        }
        for end in tree.each(.cbcEndDate, in: period) {
          if let last, let day = day(end), day > last { fire("PEPPOL-EN16931-R111", at: end) }
        }
      }
    }
  }

  // MARK: allowances and charges

  func checkPeppolAllowanceCharge(_ node: Int, _ parent: Int) {
    if parent == 0 || isLine(parent) && tree.parent(parent) == 0 {
      let base = tree.first(.cbcBaseAmount, in: node)
      let percent = tree.first(.cbcMultiplierFactorNumeric, in: node)
      // The first of these that applies is the only one: a Schematron pattern asks one rule a node.
      switch (percent, base) {
      case (_?, nil): fire("PEPPOL-EN16931-R041", at: node)
      case (nil, _?): fire("PEPPOL-EN16931-R042", at: node)
      case (let percent?, let base?):
        checkPercentage(node, base: base, percent: percent)
        checkIndicator(node)
      case (nil, nil): checkIndicator(node)
      }
    } else if tree.isTag(parent, .cacPrice) {
      if short(.cbcChargeIndicator, in: node) != "false" { fire("PEPPOL-EN16931-R044", at: node) }
      checkPriceAllowance(node, parent)
    }
  }

  /// R040
  private func checkPercentage(_ node: Int, base: Int, percent: Int) {
    let amount = tree.first(.cbcAmount, in: node)
    let found = amount.map(decimal) ?? .zero
    let product = decimal(base).flatMap { base in decimal(percent).flatMap { base.multiplied(by: $0) } }
    guard let found, let product else { return fire("PEPPOL-EN16931-R040", at: node) }
    let expected = WideDecimal(mantissa: product.mantissa, scale: product.scale + 2)
    if !Self.isWithinSlack(found, expected) {
      fire("PEPPOL-EN16931-R040", at: amount ?? node, expected: expected.cents, found: found)
    }
  }

  /// R043
  private func checkIndicator(_ node: Int) {
    let indicator = short(.cbcChargeIndicator, in: node)
    if indicator != "true", indicator != "false" { fire("PEPPOL-EN16931-R043", at: node) }
  }

  /// R046: net price = gross price − allowance.
  private func checkPriceAllowance(_ node: Int, _ price: Int) {
    guard let base = tree.first(.cbcBaseAmount, in: node) else { return }
    let expected = decimal(base).flatMap { base in decimal(.cbcAmount, in: node).flatMap { base.subtracting($0) } }
    let amount = tree.first(.cbcPriceAmount, in: price)
    let found = amount.flatMap(decimal)
    if let expected, let found, expected.isEqual(to: found) { return }
    fire("PEPPOL-EN16931-R046", at: amount ?? node, expected: expected, found: found)
  }

  // MARK: payment and VAT

  /// R061: a direct debit names its mandate.
  func checkPeppolPaymentMeans(_ means: Int) {
    let code = short(.cbcPaymentMeansCode, in: means)
    if code == "49" || code == "59", !tree.has(.cacPaymentMandate, .cbcID, in: means) { fire("PEPPOL-EN16931-R061", at: means) }
  }

  /// P0104 to P0111: a reason code goes with its category.
  func checkPeppolTaxCategory(_ node: Int, _ code: ShortText) {
    guard let reason = tree.first(.cbcTaxExemptionReasonCode, in: node) else { return }
    let text = tree.string(reason).uppercased()
    for (value, category, rule) in Self.exemptionCategories where value == text && category != code { fire(rule, at: node) }
  }

  private static let exemptionCategories: [(String, ShortText, StaticString)] = [
    ("VATEX-EU-G", "G", "PEPPOL-EN16931-P0104"), ("VATEX-EU-O", "O", "PEPPOL-EN16931-P0105"),
    ("VATEX-EU-IC", "K", "PEPPOL-EN16931-P0106"), ("VATEX-EU-AE", "AE", "PEPPOL-EN16931-P0107"),
    ("VATEX-EU-D", "E", "PEPPOL-EN16931-P0108"), ("VATEX-EU-F", "E", "PEPPOL-EN16931-P0109"),
    ("VATEX-EU-I", "E", "PEPPOL-EN16931-P0110"), ("VATEX-EU-J", "E", "PEPPOL-EN16931-P0111"),
  ]
}
