import Receivables

/// `companies.KEY.ledger`
enum LedgerSection {
  static func terms(
    _ key: String, _ value: ConfigurationValue?, country: String, currency: Currency, common: StatedChart,
    known: ConfigurationFile.KnownNames
  ) -> LedgerTerms {
    let section = value?.section(.companyLedger)
    let chart = CompanyChart(section, country: country, common: common)
    let closedThrough = section?["closedThrough"]?.date()
    let years = FiscalYearSection(section, closedThrough: closedThrough)
    return LedgerTerms(
      company: key, vouchers: vouchers(section?["vouchers"]), series: section?["series"].flatMap(series) ?? "A",
      fiscalYears: years.stated, fiscalYearStart: years.start, closedThrough: closedThrough, chart: chart.numbers,
      accountNames: chart.stated.names, isChartConfirmed: chart.isConfirmed, exports: exports(section?["exports"], known),
      csv: section?["csv"].flatMap(VoucherCSVSection.profile),
      smallDifference: section?["smallDifference"].flatMap { smallDifference($0, currency) })
  }

  private static func exports(_ value: ConfigurationValue?, _ known: ConfigurationFile.KnownNames) -> [String] {
    guard let value else { return ["hledger"] }
    var exports: [String] = []
    for item in value.list() {
      guard let export = item.word(known.exports, what: "an export format") else { continue }
      if exports.contains(export) { item.problem("The export \(export) stands twice.") }
      exports.append(export)
    }
    return exports
  }

  private static func vouchers(_ value: ConfigurationValue?) -> LedgerTerms.Vouchers {
    let words = [LedgerTerms.Vouchers.payment, .settlement].map(\.rawValue)
    return value?.word(words, what: "a choice").flatMap(LedgerTerms.Vouchers.init(rawValue:)) ?? .payment
  }

  private static func series(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    let isSound =
      text.utf8.count <= 10
      && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) }
    if isSound { return text }
    value.problem("\"\(Masking.excerpt(text))\" is not a series: 1 to 10 letters from A to Z and digits.")
    return nil
  }

  private static func smallDifference(_ value: ConfigurationValue, _ currency: Currency) -> LedgerTerms.SmallDifference? {
    guard let section = value.section(.smallDifference) else { return nil }
    let upTo = section.required("upTo")?.money(currency)
    let perRun = section.required("perRun")?.money(currency)
    guard let upTo, let perRun else { return nil }
    if perRun.minorUnits < upTo.minorUnits {
      value.problem("perRun is less than upTo: not even one difference of that size would be booked.")
    }
    return LedgerTerms.SmallDifference(upTo: upTo, perRun: perRun)
  }
}
