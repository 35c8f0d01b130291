/// The rules of the VAT categories (BR-S, -Z, -E, -AE, -IC, -G, -O, -AF, -AG, -B): the same ten questions for each, answered as the
/// category has it.
extension UBLChecker {
  /// What a category demands of the rate on a line, an allowance or a charge.
  enum RateRule {
    case aboveZero, zeroOrMore, zero, absent
  }

  /// Which tax identifications a category needs.
  enum PartyRule {
    /// A VAT id, a tax registration, or a representative's VAT id of the seller.
    case sellerTax
    /// A VAT id of the seller or his representative.
    case sellerVAT
    /// As `sellerTax`, and a VAT id or legal id of the buyer.
    case sellerTaxAndBuyer
    /// As `sellerVAT`, and a VAT id of the buyer.
    case sellerAndBuyerVAT
    /// No VAT id of seller, representative or buyer.
    case none
  }

  struct VATFamily: Sendable {
    let category: VATCategories
    let rate: RateRule
    let parties: PartyRule
    /// Whether each rate has a breakdown row of its own, with tax; else one row for the category, without.
    let isPerRate: Bool
    /// Whether the breakdown row states why there is no tax.
    let needsReason: Bool
    /// Ids of the rules 01 to 10.
    let ids: [StaticString]
  }

  static let families: [VATFamily] = [
    VATFamily(
      category: .s, rate: .aboveZero, parties: .sellerTax, isPerRate: true, needsReason: false,
      ids: [
        "BR-S-01", "BR-S-02", "BR-S-03", "BR-S-04", "BR-S-05", "BR-S-06", "BR-S-07", "BR-S-08", "BR-S-09", "BR-S-10",
      ]),
    VATFamily(
      category: .z, rate: .zero, parties: .sellerTax, isPerRate: false, needsReason: false,
      ids: [
        "BR-Z-01", "BR-Z-02", "BR-Z-03", "BR-Z-04", "BR-Z-05", "BR-Z-06", "BR-Z-07", "BR-Z-08", "BR-Z-09", "BR-Z-10",
      ]),
    VATFamily(
      category: .e, rate: .zero, parties: .sellerTax, isPerRate: false, needsReason: true,
      ids: [
        "BR-E-01", "BR-E-02", "BR-E-03", "BR-E-04", "BR-E-05", "BR-E-06", "BR-E-07", "BR-E-08", "BR-E-09", "BR-E-10",
      ]),
    VATFamily(
      category: .ae, rate: .zero, parties: .sellerTaxAndBuyer, isPerRate: false, needsReason: true,
      ids: [
        "BR-AE-01", "BR-AE-02", "BR-AE-03", "BR-AE-04", "BR-AE-05", "BR-AE-06", "BR-AE-07", "BR-AE-08", "BR-AE-09", "BR-AE-10",
      ]),
    VATFamily(
      category: .k, rate: .zero, parties: .sellerAndBuyerVAT, isPerRate: false, needsReason: true,
      ids: [
        "BR-IC-01", "BR-IC-02", "BR-IC-03", "BR-IC-04", "BR-IC-05", "BR-IC-06", "BR-IC-07", "BR-IC-08", "BR-IC-09", "BR-IC-10",
      ]),
    VATFamily(
      category: .g, rate: .zero, parties: .sellerVAT, isPerRate: false, needsReason: true,
      ids: [
        "BR-G-01", "BR-G-02", "BR-G-03", "BR-G-04", "BR-G-05", "BR-G-06", "BR-G-07", "BR-G-08", "BR-G-09", "BR-G-10",
      ]),
    VATFamily(
      category: .o, rate: .absent, parties: .none, isPerRate: false, needsReason: true,
      ids: [
        "BR-O-01", "BR-O-02", "BR-O-03", "BR-O-04", "BR-O-05", "BR-O-06", "BR-O-07", "BR-O-08", "BR-O-09", "BR-O-10",
      ]),
    VATFamily(
      category: .l, rate: .zeroOrMore, parties: .sellerTax, isPerRate: true, needsReason: false,
      ids: [
        "BR-AF-01", "BR-AF-02", "BR-AF-03", "BR-AF-04", "BR-AF-05", "BR-AF-06", "BR-AF-07", "BR-AF-08", "BR-AF-09", "BR-AF-10",
      ]),
    VATFamily(
      category: .m, rate: .zeroOrMore, parties: .sellerTax, isPerRate: true, needsReason: false,
      ids: [
        "BR-AG-01", "BR-AG-02", "BR-AG-03", "BR-AG-04", "BR-AG-05", "BR-AG-06", "BR-AG-07", "BR-AG-08", "BR-AG-09", "BR-AG-10",
      ]),
  ]

  private static func family(_ category: VATCategories) -> VATFamily? { families.first { $0.category == category } }

  // MARK: where a category stands

  /// BG-30: cac:ClassifiedTaxCategory.
  func checkLineCategory(_ node: Int) {
    let code = short(.cbcID, in: node)
    let category = VATCategories(code)
    facts.onLineAnyScheme.insert(category)
    guard isVAT(node) else { return }
    if category != .o, tree.has(.cbcID, in: node) { facts.lineNotO = true }
    facts.onLine.insert(category)
    guard tree.parentIs(node, .cacItem), isLine(tree.parent(tree.parent(node))), let family = Self.family(category) else {
      return
    }
    if !fits(family.rate, node) { fire(family.ids[4], at: node) }
  }

  /// cac:TaxCategory of an allowance, a charge or a breakdown row.
  func checkTaxCategory(_ node: Int) {
    let code = short(.cbcID, in: node)
    let category = VATCategories(code)
    let parent = tree.parent(node)
    guard parent >= 0 else { return }
    facts.onCategoryAnyScheme.insert(category)
    let isVAT = isVAT(node)
    if isVAT { facts.onCategory.insert(category) }
    if tree.isTag(parent, .cacAllowanceCharge) {
      noteAllowance(node, parent, category, isVAT: isVAT)
    } else if tree.isTag(parent, .cacTaxSubtotal), tree.parentIs(parent, .cacTaxTotal), tree.parent(tree.parent(parent)) == 0 {
      facts.breakdown.append(node)
    }
    if rules.isPeppol { checkPeppolTaxCategory(node, code) }
  }

  private func noteAllowance(_ node: Int, _ parent: Int, _ category: VATCategories, isVAT: Bool) {
    facts.onAllowanceOrChargeAnyScheme.insert(category)
    let kind = indicator(parent)
    guard isVAT else { return }
    facts.onAllowanceOrCharge.insert(category)
    if category != .o, tree.has(.cbcID, in: node) {
      if kind == .allowance { facts.allowanceNotO = true }
      if kind == .charge { facts.chargeNotO = true }
    }
    switch kind {
    case .none: return
    case .allowance: facts.onAllowance.insert(category)
    case .charge:
      // BR-AF-04 alone compares the code as it stands.
      if category != .l || tree.each(.cbcID, in: node).contains(where: { tree.string($0) == "L" }) {
        facts.onCharge.insert(category)
      }
    }
    guard let family = Self.family(category), !fits(family.rate, node) else { return }
    fire(family.ids[kind == .allowance ? 5 : 6], at: node)
  }

  private func fits(_ rule: RateRule, _ node: Int) -> Bool {
    let percent = tree.first(.cbcPercent, in: node)
    guard rule != .absent else { return percent == nil }
    guard let percent, let rate = decimal(percent) else { return false }
    return switch rule {
    case .aboveZero: !rate.isNegative && !rate.isZero
    case .zeroOrMore: !rate.isNegative
    case .zero: rate.isZero
    case .absent: false
    }
  }

  // MARK: the whole document

  func checkVAT() {
    let groups = VATGroups(self)
    // By category: rows of the breakdown, with the scheme VAT and whatever the scheme.
    for family in Self.families { checkUse(family) }
    for node in facts.breakdown { checkRow(node, groups) }
    checkOutsideVAT()
    checkIntraCommunity()
    checkSplitPayment()
  }

  /// Rules 01 to 04.
  private func checkUse(_ family: VATFamily) {
    let category = family.category
    if family.isPerRate {
      // The artefact asks for use where there is a row, too; of category S whatever the scheme.
      let isStandard = category == .s
      let rows = facts.breakdown.count { VATCategories(short(.cbcID, in: $0)) == category && (isStandard || isVAT($0)) }
      let used =
        isStandard
        ? facts.onLineAnyScheme.union(facts.onAllowanceOrChargeAnyScheme) : facts.onLine.union(facts.onAllowanceOrCharge)
      if used.contains(category) != (rows > 0) { fire(family.ids[0], at: 0) }
    } else if facts.onLine.contains(category) || facts.onCategory.contains(category) {
      let rows = facts.breakdown.count { VATCategories(short(.cbcID, in: $0)) == category && isVAT($0) }
      if rows != 1 { fire(family.ids[0], at: 0) }
    }
    let isRight = hasParties(family.parties)
    // BR-S-02 alone speaks of lines without the scheme VAT too, and nothing makes those right.
    let isOnLine = category == .s ? facts.onLineAnyScheme.contains(category) : facts.onLine.contains(category)
    if isOnLine, !isRight || !facts.onLine.contains(category) { fire(family.ids[1], at: 0) }
    if isRight { return }
    if facts.onAllowance.contains(category) { fire(family.ids[2], at: 0) }
    if facts.onCharge.contains(category) { fire(family.ids[3], at: 0) }
  }

  private func hasParties(_ rule: PartyRule) -> Bool {
    let sellerTax = facts.sellerHasTaxID || facts.representativeHasVATID
    let sellerVAT = facts.sellerHasVATID || facts.representativeHasVATID
    return switch rule {
    case .sellerTax: sellerTax
    case .sellerVAT: sellerVAT
    case .sellerTaxAndBuyer: sellerTax && (facts.buyerHasVATID || facts.buyerHasLegalID)
    case .sellerAndBuyerVAT: sellerVAT && facts.buyerHasVATID
    case .none: !sellerVAT && !facts.buyerHasVATID
    }
  }

  /// Rules 08 to 10, of a breakdown row.
  private func checkRow(_ node: Int, _ groups: VATGroups) {
    guard isVAT(node), let family = Self.family(VATCategories(short(.cbcID, in: node))) else { return }
    let row = tree.parent(node)
    let hasReason = tree.has(.cbcTaxExemptionReason, in: node) || tree.has(.cbcTaxExemptionReasonCode, in: node)
    if hasReason != family.needsReason { fire(family.ids[9], at: node) }
    // What is wrong is the amount, so that is where it is said.
    let taxablePlace = tree.first(.cbcTaxableAmount, in: row) ?? node
    let taxPlace = tree.first(.cbcTaxAmount, in: row) ?? node
    let taxable = decimal(.cbcTaxableAmount, in: row)
    let tax = decimal(.cbcTaxAmount, in: row)
    guard family.isPerRate else {
      let expected = facts.lines.isEmpty ? nil : groups.sum(family.category)
      if let expected, let taxable, expected.isEqual(to: taxable) {
      } else {
        fire(family.ids[7], at: taxablePlace, expected: expected, found: taxable)
      }
      if tax?.isZero != true { fire(family.ids[8], at: taxPlace, expected: .zero, found: tax) }
      return
    }
    // Without a rate there is nothing that the taxable amount could be wrong for.
    if let rate = decimal(.cbcPercent, in: node) {
      let expected = groups.sum(family.category, rate)
      if let expected, let taxable, Self.isWithinOne(taxable, expected) {
      } else {
        fire(family.ids[7], at: taxablePlace, expected: expected, found: taxable)
      }
      let expectedTax = taxable.flatMap { Self.tax(of: $0, rate) }
      if let expectedTax, let tax, Self.isWithinOne(tax.magnitude, expectedTax) {
      } else {
        fire(family.ids[8], at: taxPlace, expected: expectedTax, found: tax)
      }
    } else {
      fire(family.ids[8], at: taxPlace)
    }
  }

  /// BR-O-11 to -14: what is outside of VAT stands alone.
  private func checkOutsideVAT() {
    let isOutside = facts.breakdown.contains { VATCategories(short(.cbcID, in: $0)) == .o && isVAT($0) }
    guard isOutside else { return }
    if facts.breakdown.contains(where: { tree.has(.cbcID, in: $0) && short(.cbcID, in: $0) != "O" }) { fire("BR-O-11", at: 0) }
    if facts.lineNotO { fire("BR-O-12", at: 0) }
    if facts.allowanceNotO { fire("BR-O-13", at: 0) }
    if facts.chargeNotO { fire("BR-O-14", at: 0) }
  }

  /// BR-IC-11 and -12
  private func checkIntraCommunity() {
    guard facts.breakdown.contains(where: { VATCategories(short(.cbcID, in: $0)) == .k && isVAT($0) }) else { return }
    let hasDay = tree.first(.cacDelivery, .cbcActualDeliveryDate, in: 0).map { tree.nodes[$0].textCount > 1 } ?? false
    let hasPeriod = tree.each(.cacInvoicePeriod, in: 0).contains { Int(tree.nodes[$0].end) > $0 + 1 }
    if !hasDay, !hasPeriod { fire("BR-IC-11", at: 0) }
    let hasCountry = tree.each(.cacDelivery, in: 0).contains { delivery in
      tree.each(.cacDeliveryLocation, in: delivery).contains { location in
        tree.first(.cacAddress, .cacCountry, .cbcIdentificationCode, in: location).map { tree.nodes[$0].textCount > 1 } ?? false
      }
    }
    if !hasCountry { fire("BR-IC-12", at: 0) }
  }

  /// BR-B-01 and -02: split payment is Italian.
  private func checkSplitPayment() {
    let all = facts.onCategory.union(facts.onLine)
    guard all.contains(.b) else { return }
    if facts.hasCountryBesideItaly { fire("BR-B-01", at: 0) }
    if all.contains(.s) { fire("BR-B-02", at: 0) }
  }
}
