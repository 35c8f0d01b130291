import Receivables

/// `companies.KEY`
struct CompanySection {
  private(set) var company: Company
  private(set) var ledger: LedgerTerms
  /// Places for what is checked once all companies are read.
  private(set) var accountPlaces: [ConfigurationValue] = []
  private(set) var requiredSourcePlaces: [(name: String, place: ConfigurationValue)] = []
  private(set) var legalIDPlace: ConfigurationValue?

  /// nil when so much is wrong that no company comes of it; the problems say what.
  init?(_ key: String, _ value: ConfigurationValue, defaults: CountryDefaults, known: ConfigurationFile.KnownNames) {
    guard let section = value.section(.company) else { return nil }
    let name = section.required("name").flatMap { CompanySection.name($0) }
    let countries = ["FI", "SE", "NO"]
    let country = section.required("country")?.word(countries, what: "a country that Perille knows")
    let legalIDValue = section.required("legalId")
    let way = section.required("way").flatMap { CompanySection.way($0) }
    guard let country, let currency = CountryDefaults.currencies[country] else { return nil }
    let legalID = legalIDValue.flatMap { CompanySection.legalID($0, country) }
    company = Company(
      key: key, name: name ?? key, country: country, legalID: legalID ?? "", way: way?.way ?? .handover(confirmationDays: 0))
    legalIDPlace = legalID == nil ? nil : legalIDValue
    requiredSourcePlaces = way?.sources ?? []
    company.vatID = section["vatId"].flatMap { CompanySection.vatID($0, country) }
    company.endpoints = section["endpoints"]?.texts() ?? []
    company.takeOnFrom = section["takeOnFrom"]?.date()
    company.rental = section["rental"]?.flag() ?? false
    company.reminderFeeAgreed = section["reminderFeeAgreed"]?.flag() ?? false
    let own = Limits(section, country: country, currency: currency)
    let common = defaults.values[country]
    company.maxAgeMonths = own.maxAgeMonths ?? common?.maxAgeMonths
    company.maxAssignmentsPerRun = own.maxAssignmentsPerRun ?? common?.maxAssignmentsPerRun
    company.maxCapitalPerRun = own.maxCapitalPerRun ?? common?.maxCapitalPerRun
    company.minimumCapital = own.minimumCapital ?? common?.minimumCapital
    company.foreignDebtorCountries = own.foreignDebtorCountries ?? common?.foreignDebtorCountries ?? []
    company.agreements = (section["agreements"]?.list() ?? []).compactMap {
      AgreementSection.agreement($0, country: country, currency: currency, known: known)
    }
    for item in section["accounts"]?.list() ?? [] {
      guard let account = AgreementSection.account(item) else { continue }
      company.accounts.append(account)
      accountPlaces.append(item)
    }
    ledger = LedgerSection.terms(
      key, section["ledger"], country: country, currency: currency, common: common?.chart ?? StatedChart(), known: known)
  }

  private static func way(
    _ value: ConfigurationValue
  ) -> (way: Company.WayOfWorking, sources: [(name: String, place: ConfigurationValue)])? {
    let entries: [(name: String, key: ConfigurationValue, value: ConfigurationValue)]
    if value.scalarText != nil {
      guard let word = value.word(["ledger", "handover"], what: "a way of working") else { return nil }
      if word == "handover" { return (.handover(confirmationDays: 3), []) }
      value.problem("The way ledger needs requiredPaymentSources: write way: {ledger: {requiredPaymentSources: [...]}}.")
      return nil
    }
    entries = value.entries()
    guard entries.count == 1, let entry = entries.first else {
      value.problem("Exactly one of ledger, handover is expected here.")
      return nil
    }
    switch entry.name {
    case "handover":
      guard let section = entry.value.section(.handoverWay) else { return nil }
      return (.handover(confirmationDays: section["confirmationDays"]?.integer(0...60) ?? 3), [])
    case "ledger":
      guard let section = entry.value.section(.ledgerWay) else { return nil }
      let age = section["maxPaymentAge"]?.integer(0...60) ?? 3
      guard let list = section.required("requiredPaymentSources") else { return nil }
      let sources = list.list().compactMap { item in item.text().map { (name: $0, place: item) } }
      if sources.isEmpty {
        list.problem("At least one payment source is needed: without one the balance is never known to be fresh.")
      }
      return (.ledger(requiredPaymentSources: sources.map(\.name), maxPaymentAge: age), sources)
    default:
      entry.key.problem("Unknown key.", nearest: nearest(entry.name, among: ["ledger", "handover"]))
      return nil
    }
  }

  /// It stands in every payload, so that it must be writable there.
  private static func name(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    let isWritable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0.value & 0xFFFE != 0xFFFE }
    if isWritable, !text.allSatisfy(\.isWhitespace) { return text }
    value.problem("\"\(Masking.excerpt(text))\" is not a name: letters on one line are expected.")
    return nil
  }

  private static func legalID(_ value: ConfigurationValue, _ country: String) -> String? {
    guard let text = value.text() else { return nil }
    let (id, what): (String?, String) =
      switch country {
      case "FI": (FinnishBusinessID.normalised(text), "a Y-tunnus (1234567-8)")
      case "SE": (SwedishOrganisationNumber.normalised(text), "an organisationsnummer (ten digits)")
      default: (NorwegianOrganisationNumber.normalised(text), "an organisasjonsnummer (nine digits)")
      }
    if id == nil { value.problem("\"\(Masking.excerpt(text))\" is not \(what) with a right check digit.") }
    return id
  }

  private static func vatID(_ value: ConfigurationValue, _ country: String) -> String? {
    guard let text = value.text() else { return nil }
    guard let id = VATIdentifier.normalised(text) else {
      value.problem("\"\(Masking.excerpt(text))\" is not a VAT number with its country prefix and right check digits.")
      return nil
    }
    return id
  }
}
