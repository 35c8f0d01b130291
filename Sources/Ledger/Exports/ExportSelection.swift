import Receivables

/// Divides vouchers into files.
enum ExportSelection {
  struct Part {
    var part: ExportPart
    /// Of the given vouchers, ascending.
    var indices: [Int]
  }

  /// What all vouchers of a file have in common.
  private struct Key: Hashable, Comparable {
    var label: Int
    var from: CalendarDate
    var series: String
    var currency: Currency?

    static func < (left: Key, right: Key) -> Bool {
      if left.label != right.label { return left.label < right.label }
      if left.from != right.from { return left.from < right.from }
      if left.series != right.series { return left.series < right.series }
      guard let one = left.currency, let other = right.currency else { return false }
      return one < other
    }
  }

  static func parts(
    _ vouchers: [Voucher], _ layout: ExportLayout, _ context: ExportContext, _ chart: ExportChart, format: String
  ) -> (parts: [Part], refusals: [Finding]) {
    var groups: [Key: [Int]] = [:]
    var years: [CalendarDate: FiscalYear] = [:]
    var year: FiscalYear?
    var unsaid = UnsaidCurrencies()
    for (index, voucher) in vouchers.enumerated() {
      let currencies = currencies(of: voucher)
      // A voucher goes whole or not at all.
      guard unsaid.allows(currencies, layout.currencies, voucher) else { continue }
      let found: FiscalYear
      if let year, year.contains(voucher.draft.date) {
        found = year
      } else {
        found = context.terms.fiscalYear(of: voucher.draft.date)
        year = found
        years[found.from] = found
      }
      var key = Key(label: voucher.id.fiscalYear, from: found.from, series: voucher.id.series)
      guard layout.currencies != .together else {
        groups[key, default: []].append(index)
        continue
      }
      for currency in currencies {
        key.currency = currency
        groups[key, default: []].append(index)
      }
    }
    var parts: [Part] = []
    for key in groups.keys.sorted() {
      let sorted = (groups[key] ?? []).sorted { vouchers[$0].id.number < vouchers[$1].id.number }
      for start in stride(from: 0, to: sorted.count, by: max(layout.largest, 1)) {
        let indices = sorted[start..<min(start + max(layout.largest, 1), sorted.count)]
        let part = ExportPart(
          vouchers: indices.map { only(key.currency, of: vouchers[$0]) },
          fiscalYear: years[key.from] ?? FiscalYear(from: key.from, through: key.from), currency: key.currency, chart: chart,
          context: context)
        parts.append(Part(part: part, indices: indices.sorted()))
      }
    }
    return (parts, unsaid.findings(format: format))
  }

  /// In the order of first use.
  private static func currencies(of voucher: Voucher) -> [Currency] {
    var found: [Currency] = []
    for posting in voucher.draft.postings where !found.contains(posting.amount.currency) {
      found.append(posting.amount.currency)
    }
    return found
  }

  /// A voucher balances in each of its currencies, so what is left balances.
  private static func only(_ currency: Currency?, of voucher: Voucher) -> Voucher {
    guard let currency, voucher.draft.postings.contains(where: { $0.amount.currency != currency }) else { return voucher }
    var part = voucher
    part.draft.postings.removeAll { $0.amount.currency != currency }
    return part
  }
}

/// Vouchers that a format cannot say because of their currency.
private struct UnsaidCurrencies {
  private var first: [Currency: Voucher] = [:]
  private var count: [Currency: Int] = [:]

  mutating func allows(_ currencies: [Currency], _ wanted: ExportLayout.Currencies, _ voucher: Voucher) -> Bool {
    let refused = currencies.first { currency in
      switch wanted {
      case .together: false
      case .apart(let decimals): currency.minorUnitDigits > decimals
      case .only(let one): currency != one
      }
    }
    guard let refused else { return true }
    if let known = first[refused], known.id.order <= voucher.id.order {} else { first[refused] = voucher }
    count[refused, default: 0] += 1
    return false
  }

  func findings(format: String) -> [Finding] {
    first.keys.sorted().compactMap { currency in
      guard let voucher = first[currency], let count = count[currency] else { return nil }
      let which = count == 1 ? "Voucher \(voucher.label) is" : "\(count) vouchers (the first is \(voucher.label)) are"
      return ExportRules.finding(
        ExportRules.currency, "\(which) in \(currency.code), which \(format) cannot say, and \(count == 1 ? "waits" : "wait").",
        severity: .error)
    }
  }
}

extension VoucherNumber {
  fileprivate var order: (Int, String, Int) { (fiscalYear, series, number) }
}
