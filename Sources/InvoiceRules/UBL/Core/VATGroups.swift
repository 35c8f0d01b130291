/// What lines, charges and allowances of a document come to, by VAT category and by category and rate.
struct VATGroups {
  private struct Key: Hashable {
    var category: UInt16
    var rate: WideDecimal
  }

  private var byCategory: [UInt16: WideDecimal?] = [:]
  private var byRate: [Key: WideDecimal?] = [:]

  init(_ checker: UBLChecker) {
    // Most documents have one category and one rate: the last group is kept at hand.
    for line in checker.facts.lines where checker.tree.parent(line) == 0 {
      guard let amount = checker.tree.first(.cbcLineExtensionAmount, in: line) else { continue }
      add(checker, amount, isNegative: false) { each in
        for item in checker.tree.each(.cacItem, in: line) {
          for category in checker.tree.each(.cacClassifiedTaxCategory, in: item) { each(category) }
        }
      }
    }
    for allowance in checker.facts.allowances {
      let kind = checker.indicator(allowance)
      guard kind != .none, let amount = checker.tree.first(.cbcAmount, in: allowance) else { continue }
      add(checker, amount, isNegative: kind == .allowance) { each in
        for category in checker.tree.each(.cacTaxCategory, in: allowance) { each(category) }
      }
    }
  }

  /// The lines and charges of a category less its allowances; nil when one of them is no number.
  func sum(_ category: VATCategories) -> WideDecimal? { byCategory[category.rawValue] ?? .zero }

  /// The same for a rate; nil when no line, allowance or charge has both.
  func sum(_ category: VATCategories, _ rate: WideDecimal) -> WideDecimal? {
    byRate[Key(category: category.rawValue, rate: rate.normalised)] ?? nil
  }

  private mutating func add(
    _ checker: UBLChecker, _ amount: Int, isNegative: Bool, categories: (_ each: (Int) -> Void) -> Void
  ) {
    var value = checker.decimal(amount)
    if isNegative { value = value?.negated }
    // A line with several categories is in the group of each: as predicates over all of them, which is what the artefact asks.
    var found: [UInt16] = []
    var rates: [WideDecimal] = []
    categories { node in
      let category = VATCategories(checker.short(.cbcID, in: node)).rawValue
      if category != 0, !found.contains(category) { found.append(category) }
      if let rate = checker.decimal(.cbcPercent, in: node)?.normalised, !rates.contains(rate) { rates.append(rate) }
    }
    for category in found {
      Self.add(value, to: &byCategory[category])
      for rate in rates { Self.add(value, to: &byRate[Key(category: category, rate: rate)]) }
    }
  }

  private static func add(_ value: WideDecimal?, to sum: inout WideDecimal??) {
    guard let value else {
      sum = .some(nil)
      return
    }
    switch sum {
    case .none: sum = value
    case .some(.none): break
    case .some(.some(let before)): sum = .some(before.adding(value))
    }
  }
}
