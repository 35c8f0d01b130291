import Receivables

/// `companies.KEY.agreements[]` and `companies.KEY.accounts[]`
enum AgreementSection {
  static func agreement(
    _ value: ConfigurationValue, country: String, currency: Currency, known: ConfigurationFile.KnownNames
  ) -> Agreement? {
    guard let section = value.section(.agreement) else { return nil }
    let provider = section.required("provider")?.word(known.providers, what: "a provider")
    let channel = section.required("channel")?.word(known.channels, what: "a channel")
    let mode = section.required("mode").flatMap { $0.word(modes, what: "a mode") }.flatMap(TransferMode.init(rawValue:))
    let kinds = section.required("kinds").map { list in
      let kinds = list.list().compactMap { $0.choice(ReceivableKind.self, what: "a kind of claim") }
      if list.list().isEmpty { list.problem("At least one kind of claim is needed.") }
      return kinds
    }
    let state = section["state"].map { $0.word(states, what: "a state") }
    if let stated = section["currency"], let word = stated.text(), word != currency.code {
      stated.problem("Agreements in \(country) are in \(currency), not in \"\(Masking.excerpt(word))\".")
    }
    let days = minimumDays(section["minimumDays"])
    let accounts = (section["providerAccounts"]?.list() ?? []).compactMap(iban)
    guard let provider, let channel, let mode, let kinds else { return nil }
    return Agreement(
      provider: provider, channel: channel, state: state?.flatMap(Agreement.State.init(rawValue:)) ?? .active, mode: mode,
      currency: currency, kinds: Set(kinds), clientNumber: section["clientNumber"]?.text(),
      product: section["product"]?.text(), providerAccounts: accounts,
      providerNames: section["providerNames"]?.texts() ?? [], minimumDays: days,
      fieldNames: section["fieldNames"]?.textMap() ?? [:])
  }

  private static let modes = [TransferMode.reminderAndCollection, .collection].map(\.rawValue)
  private static let states = [Agreement.State.pending, .active, .ended].map(\.rawValue)

  private static func minimumDays(_ value: ConfigurationValue?) -> [ReceivableKind: Int] {
    var days: [ReceivableKind: Int] = [:]
    let kinds = ReceivableKind.allCases.map(\.rawValue)
    for entry in value?.entries() ?? [] {
      if let kind = ReceivableKind(rawValue: entry.name) {
        days[kind] = entry.value.integer(0...3650)
      } else {
        entry.key.problem(
          "Unknown kind of claim. Known are \(kinds.joined(separator: ", ")).", nearest: nearest(entry.name, among: kinds))
      }
    }
    return days
  }

  static func account(_ value: ConfigurationValue) -> BankAccount? {
    guard let section = value.section(.account) else { return nil }
    let books = section["books"].flatMap { $0.word(["provider", "all", "none"], what: "a choice") }
    let source = section["paymentSource"]?.text()
    guard let iban = section.required("iban").flatMap(iban) else { return nil }
    return BankAccount(iban: iban, books: books.flatMap(BankAccount.Books.init(rawValue:)) ?? .provider, paymentSource: source)
  }

  private static func iban(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    if let iban = IBAN.normalised(text) { return iban }
    value.problem("\"\(Masking.excerpt(text))\" is not an IBAN with right check digits.")
    return nil
  }
}

/// What holds between companies, and between a company and the CSV profiles.
enum CompanyChecks {
  /// A CSV profile whose files say through which day they speak.
  struct PaymentList {
    var name: String
    /// The only company that it speaks of, when the profile says so.
    var company: String?

    init(name: String, company: String?) {
      self.name = name
      self.company = company
    }

    init(_ profile: CSVProfile) {
      name = profile.name
      if case .constant(let key) = profile.company { company = key }
    }
  }

  static func check(_ sections: [CompanySection], paymentLists: [PaymentList]) {
    var accounts: [String: String] = [:]
    var ids: [String: String] = [:]
    for section in sections {
      let company = section.company
      for (account, place) in zip(company.accounts, section.accountPlaces) {
        if let other = accounts[account.iban] {
          place.problem(
            other == company.key
              ? "The account \(account.iban) stands twice."
              : "The account \(account.iban) is company \(other)'s already; two companies never share one.")
        }
        accounts[account.iban] = company.key
      }
      if let place = section.legalIDPlace {
        if let other = ids[company.legalID] { place.problem("The legal id \(company.legalID) is company \(other)'s already.") }
        ids[company.legalID] = company.key
      }
      let lists = paymentLists.filter { $0.company == nil || $0.company == company.key }
      let sources = company.accounts.compactMap(\.paymentSource) + lists.map(\.name)
      for (name, place) in section.requiredSourcePlaces where !sources.contains(name) {
        place.problem(
          "\"\(Masking.excerpt(name))\" is neither a paymentSource of the company's accounts nor a CSV profile for its payments with statedDate.",
          nearest: nearest(name, among: sources))
      }
    }
  }
}
