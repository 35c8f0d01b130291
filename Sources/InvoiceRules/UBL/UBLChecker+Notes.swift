import Receivables

/// What the findings of a rule may add to its sentence.
private enum NoteKind {
  case none, scheme, line, price, identifier

  init(_ id: String) {
    self =
      switch id {
      case "BR-47", "BR-48", "BR-CO-17", "BR-CO-04", "BR-32", "BR-37": .scheme
      case "PEPPOL-EN16931-R120": .line
      case "BR-27": .price
      case "SE-R-013", "NO-R-001": .identifier
      default: id.hasPrefix("PEPPOL-COMMON-R0") ? .identifier : .none
      }
  }

  /// By number of a rule.
  static let ofRules = RuleTable.shared.entries.map { Self($0.id) }
}

/// What a finding adds to its rule's sentence when the document shows why: written only for findings that are shown.
extension UBLChecker {
  func note(_ firing: Firing) -> String? {
    let node = Int(firing.node)
    switch NoteKind.ofRules[Int(firing.rule)] {
    case .none: break
    case .scheme: if let note = schemeNote(node) { return note }
    case .line: return lineNote(node)
    case .price:
      if !tree.has(.cacPrice, .cbcPriceAmount, in: node), isLine(node) { return "There is no price at all (BR-26)." }
    case .identifier: return identifierNote(node)
    }
    return firing.values == Firing.missingOperand ? "It cannot be computed: a value is missing or is no number." : nil
  }

  /// A category without its scheme counts for nothing, though its code and rate are there for all to see.
  private func schemeNote(_ node: Int) -> String? {
    var holder = node
    while holder > 0, !tree.isTag(holder, .cacTaxSubtotal), !isLine(holder), !tree.isTag(holder, .cacAllowanceCharge) {
      holder = tree.parent(holder)
    }
    let categories =
      tree.each(.cacTaxCategory, in: holder).map { $0 }
      + tree.each(.cacItem, in: holder).flatMap { item in tree.each(.cacClassifiedTaxCategory, in: item).map { $0 } }
    guard let category = categories.first(where: { tree.has(.cbcID, in: $0) && !isVAT($0) }) else { return nil }
    let code = Masking.excerpt(string(.cbcID, in: category) ?? "", limit: 10)
    return "Category \(code) is there and does not count: its \(name(of: category)) has no cac:TaxScheme with cbc:ID VAT."
  }

  /// The sum that was made of a line.
  private func lineNote(_ node: Int) -> String? {
    let line = isLine(node) ? node : tree.parent(node)
    guard isLine(line) else { return nil }
    let quantity = string(.cbcInvoicedQuantity, in: line) ?? string(.cbcCreditedQuantity, in: line) ?? "1"
    let price = tree.first(.cacPrice, .cbcPriceAmount, in: line).map(tree.normalized) ?? "0"
    let base = tree.first(.cacPrice, .cbcBaseQuantity, in: line)
    var sum = TextBuilder()
    var areShort = true
    func add(_ sign: String, _ number: String) {
      // Too short for a code, and nothing but what may be shown.
      areShort = areShort && number.utf8.count < 10 && number.isPlainASCII
      sum.add(sign)
      sum.add(number)
    }
    add("", quantity)
    add(" × ", price)
    if let base { add(" ÷ base quantity ", tree.normalized(base)) }
    for allowance in tree.each(.cacAllowanceCharge, in: line) {
      add(short(.cbcChargeIndicator, in: allowance) == "true" ? " + " : " − ", string(.cbcAmount, in: allowance) ?? "0")
    }
    let shown = areShort && sum.bytes.count <= 120 ? sum.text : Masking.excerpt(sum.text, limit: 120)
    var text = "The sum is \(shown)."
    if base != nil, let quantity = decimalOf(quantity), let price = decimalOf(price), let goods = quantity.multiplied(by: price),
      let net = decimal(.cbcLineExtensionAmount, in: line), Self.isWithinSlack(net, goods)
    {
      text += " Without the base quantity the line is right: it is the number of units that the price is for, not a price."
    }
    return text
  }

  private func decimalOf(_ text: String) -> WideDecimal? {
    let bytes = Array(text.utf8)
    return WideDecimal(bytes, 0..<bytes.count)
  }

  /// Why an identifier is not one of its scheme, as far as its look tells.
  private func identifierNote(_ node: Int) -> String? {
    guard Int(tree.nodes[node].end) == node + 1 else { return nil }
    let text = Array(tree.normalized(node).utf8)
    if text.isEmpty { return nil }
    if text.contains(0x2D) || text.contains(0x20) || text.contains(0x2E) {
      return "It is written with hyphens, points or blanks."
    }
    let digits = text.count { $0 >= 0x30 && $0 <= 0x39 }
    let lengths: [ShortText: Int] = ["0088": 13, "0192": 9, "0007": 10, "0208": 10, "0151": 11, "0184": 8, "0096": 10]
    let scheme =
      tree.attribute(attributeNames.schemeID, of: node).map(short) ?? (tree.isTag(node, .cbcCompanyID) ? "0007" : .empty)
    guard let length = lengths[scheme], digits == text.count else { return nil }
    if digits != length { return "It has \(digits) digits instead of \(length)." }
    return "It has \(length) digits, and the check digit does not fit the others: one of them is mistyped."
  }
}
