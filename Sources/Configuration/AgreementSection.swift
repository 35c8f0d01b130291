import Receivables

/// `companies.KEY.agreements[]` and `companies.KEY.accounts[]`
enum AgreementSection {
  static func agreement(
    _ value: ConfigurationValue, country: String, currency: Currency, known: ConfigurationFile.KnownNames
  ) -> Agreement? {
    guard let section = value.section(.agreement) else { return nil }
    let provider = section.required("provider")?.word(known.providers.keys.sorted(), what: "a provider")
      .flatMap { known.providers[$0] }
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
    let agreement = Agreement(
      provider: provider, channel: channel, state: state?.flatMap(Agreement.State.init(rawValue:)) ?? .active, mode: mode,
      currency: currency, kinds: Set(kinds), clientNumber: section["clientNumber"]?.text(),
      product: section["product"]?.text(), providerAccounts: accounts,
      providerNames: section["providerNames"]?.texts() ?? [], minimumDays: days,
      fieldNames: section["fieldNames"]?.textMap() ?? [:])
    for finding in known.agreementFindings(agreement) {
      place(of: finding, in: section).problem("\(finding.message) \(finding.remedy)")
    }
    return agreement
  }

  private static func place(of finding: Finding, in section: ConfigurationMapping) -> ConfigurationValue {
    guard let term = finding.term else { return section.value }
    let names = section["fieldNames"]
    return section[term] ?? names?.entries().first { $0.name == term }?.key ?? names ?? section.value
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
    let others = (section["otherNumbers"]?.list() ?? []).compactMap(otherNumber)
    guard let iban = section.required("iban").flatMap(iban) else { return nil }
    return BankAccount(
      iban: iban, otherNumbers: others, books: books.flatMap(BankAccount.Books.init(rawValue:)) ?? .provider,
      paymentSource: source)
  }

  /// Without blanks and hyphens, upper case; 4 to 34 letters and digits, as in the bank's files.
  private static func otherNumber(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    let number = text.filter { $0 != " " && $0 != "-" }.uppercased()
    if number.utf8.count >= 15, number.utf8.prefix(2).allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) {
      value.problem("\"\(Masking.excerpt(text))\" looks like an IBAN: that would be an account of its own, with its own entry.")
      return nil
    }
    let isSound =
      (4...34).contains(number.utf8.count)
      && number.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || ($0 >= 0x41 && $0 <= 0x5A) }
    if isSound { return number }
    value.problem(
      "\"\(Masking.excerpt(text))\" is not an account's number: 4 to 34 letters and digits, blanks and hyphens aside.")
    return nil
  }

  private static func iban(_ value: ConfigurationValue) -> String? {
    guard let text = value.text() else { return nil }
    if let iban = IBAN.normalised(text) { return iban }
    value.problem("\"\(Masking.excerpt(text))\" is not an IBAN with right check digits.")
    return nil
  }
}
