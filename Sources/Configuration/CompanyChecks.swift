import Receivables

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
    var accounts = AccountOwners()
    var ids: [String: String] = [:]
    for section in sections {
      let company = section.company
      for (account, place) in zip(company.accounts, section.accountPlaces) {
        accounts.add(account, of: company.key, place)
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

/// Whose account a number is: IBANs and other numbers together, because a bank's file gives one of them only.
private struct AccountOwners {
  /// Company and IBAN by number.
  private var owners: [String: (company: String, iban: String)] = [:]

  mutating func add(_ account: BankAccount, of company: String, _ place: ConfigurationValue) {
    take(account.iban, account, company, place)
    for number in account.otherNumbers { take(number, account, company, place) }
    // The number inside an IBAN names the account too; giving it once more does no harm.
    let inner = String(account.iban.dropFirst(4))
    if owners[inner]?.iban != account.iban { take(inner, account, company, place) }
  }

  private mutating func take(_ number: String, _ account: BankAccount, _ company: String, _ place: ConfigurationValue) {
    if let other = owners[number] {
      place.problem(
        other.company == company
          ? "The account \(number) stands twice."
          : "The account \(number) is company \(other.company)'s already; two companies never share one.")
    } else {
      owners[number] = (company, account.iban)
    }
  }
}
