import Receivables

/// The top level of `perille.yaml`.
struct RootSection {
  private(set) var configuration = ExchangeConfiguration()

  init(_ value: ConfigurationValue, known: ConfigurationFile.KnownNames) {
    guard let root = value.section(.root) else { return }
    if let zone = root["timeZone"] { configuration.timeZone = RootSection.timeZone(zone) ?? configuration.timeZone }
    configuration.quietSeconds = root["quietSeconds"]?.integer(0...86_400) ?? configuration.quietSeconds
    configuration.doneMarkerSuffix = root["doneMarkerSuffix"].flatMap(RootSection.suffix)
    configuration.ignore = (root["ignore"]?.texts() ?? []).map { GlobPattern($0) }
    let defaults = CountryDefaults(root["countryDefaults"])
    var companyReaders: [(section: CompanySection, value: ConfigurationValue)] = []
    for entry in root["companies"]?.entries() ?? [] {
      guard RootSection.isName(entry.name) else {
        entry.key.problem("A company's key has lower-case letters, digits and hyphens only, and begins with a letter or digit.")
        continue
      }
      if let section = CompanySection(entry.name, entry.value, defaults: defaults, known: known) {
        companyReaders.append((section, entry.value))
        configuration.companies.append(section.company)
        configuration.ledgers.append(section.ledger)
      }
    }
    let keys = (root["companies"]?.entries() ?? []).map(\.name)
    var paymentLists: [CompanyChecks.PaymentList] = []
    for entry in root["csv"]?.entries() ?? [] {
      guard RootSection.isName(entry.name) else {
        entry.key.problem("A profile's name has lower-case letters, digits and hyphens only, and begins with a letter or digit.")
        continue
      }
      guard let profile = CSVProfileSection(entry.name, entry.value, companies: keys)?.profile else {
        // Not to be called missing where a company requires it.
        paymentLists.append(CompanyChecks.PaymentList(name: entry.name, company: nil))
        continue
      }
      RootSection.refuseSecondCompleteList(profile, entry.value, among: configuration.csvProfiles)
      configuration.csvProfiles.append(profile)
      if profile.rowKinds.contains(.payment), profile.statedDate != nil {
        paymentLists.append(CompanyChecks.PaymentList(profile))
      }
    }
    CompanyChecks.check(companyReaders.map(\.section), paymentLists: paymentLists)
  }

  /// What a complete list leaves out is closed, so that two of one company would close each other's claims.
  private static func refuseSecondCompleteList(_ profile: CSVProfile, _ value: ConfigurationValue, among others: [CSVProfile]) {
    guard profile.openItems.isComplete else { return }
    let rival = others.first { other in
      guard other.openItems.isComplete else { return false }
      // A sub-folder may be of any company.
      if case .constant(let one) = profile.company, case .constant(let two) = other.company { return one == two }
      return true
    }
    guard let rival else { return }
    value.problem(
      "\"\(rival.name)\" is a complete open-items list, perhaps of the same company: each would close what only the other one names. "
        + "Let one list have all items, or say openItems: {complete: no} in one of the two.")
  }

  /// Lower-case letters, digits and hyphens, as names of folders and files are made of it.
  static func isName(_ text: String) -> Bool {
    let isSound = text.utf8.allSatisfy {
      ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D
    }
    return isSound && !text.isEmpty && !text.hasPrefix("-") && text.utf8.count <= 64
  }

  /// Only the shape is checked here: which zones there are is known where the clock is.
  private static func timeZone(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    let isSound = text.utf8.allSatisfy {
      ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || [0x2F, 0x5F, 0x2B, 0x2D].contains($0)
    }
    if isSound, text == "UTC" || text.contains("/"), !text.hasPrefix("/") { return text }
    value.problem("\"\(Masking.excerpt(text))\" is not the name of a time zone, such as Europe/Helsinki.")
    return nil
  }

  private static func suffix(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    if !text.contains("/"), text.utf8.count <= 32 { return text }
    value.problem("\"\(Masking.excerpt(text))\" cannot end a file's name.")
    return nil
  }
}

/// What holds for all companies of a country that do not say otherwise.
struct CountryDefaults {
  private(set) var values: [String: Limits] = [:]

  init(_ value: ConfigurationValue?) {
    for entry in value?.entries() ?? [] {
      guard let currency = CountryDefaults.currencies[entry.name] else {
        entry.key.problem("Unknown country. Known are FI, SE, NO.")
        continue
      }
      guard let section = entry.value.section(.countryDefaults) else { continue }
      var limits = Limits(section, country: entry.name, currency: currency)
      limits.chart = StatedChart(section["chart"])
      values[entry.name] = limits
    }
  }

  /// One currency for each country's agreements: the providers take no other (`ProviderTerms.currencies`).
  static let currencies: [String: Currency] = ["FI": .eur, "SE": .sek, "NO": .nok]
}

/// Settings that a company can leave to its country.
struct Limits {
  var maxAgeMonths: Int?
  var maxAssignmentsPerRun: Int?
  var maxCapitalPerRun: Money?
  var minimumCapital: Money?
  var foreignDebtorCountries: Set<String>?
  var chart = StatedChart()

  init(_ section: ConfigurationMapping, country: String, currency: Currency) {
    maxAgeMonths = section["maxAgeMonths"]?.integer(1...1200)
    maxAssignmentsPerRun = section["maxAssignmentsPerRun"]?.integer(0...1_000_000)
    maxCapitalPerRun = section["maxCapitalPerRun"]?.money(currency)
    minimumCapital = section["minimumCapital"]?.money(currency)
    if let value = section["foreignDebtorCountries"] {
      foreignDebtorCountries = Set(value.list().compactMap { Limits.country($0, not: country) })
    }
  }

  private static func country(_ value: ConfigurationValue, not own: String) -> String? {
    guard let text = value.text() else { return nil }
    guard text.utf8.count == 2, text.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
      value.problem("\"\(Masking.excerpt(text))\" is not a country code of two capital letters (ISO 3166-1).")
      return nil
    }
    if text == own { value.problem("\(text) is the company's own country; debtors there are always taken.") }
    return text
  }
}
