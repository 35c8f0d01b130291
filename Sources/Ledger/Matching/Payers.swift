import Receivables

/// The providers of one company as payers, made ready once for many entries.
public struct Payers: Sendable {
  private struct Name {
    var provider: String
    var folded: [UInt8]
  }

  let country: String
  private var names: [Name] = []
  /// Without blanks, in capitals; few, so they are looked through.
  private var accounts: [(account: [UInt8], provider: String)] = []
  /// Message classes by provider.
  private var classes: [String: [MessageClass]] = [:]

  /// Names and accounts are those of the company's agreements, in any state: an ended one still settles. To them come the payer names
  /// that the table of message classes knows of these providers.
  public init(company: Company) { self.init(company: company, table: MessageClasses.all) }

  init(company: Company, table: [MessageClass]) {
    country = company.country
    for agreement in company.agreements {
      let id = agreement.provider
      for name in agreement.providerNames { add(name: Folding.folded(name), of: id) }
      for account in agreement.providerAccounts {
        let account = account.utf8.filter { $0 != 0x20 }.map(Payers.capital)
        if let index = accounts.firstIndex(where: { $0.account == account }) {
          // An account that two providers share tells nothing.
          if accounts[index].provider != id { accounts[index].provider = "" }
        } else {
          accounts.append((account, id))
        }
      }
      guard classes[id] == nil else { continue }
      let own = table.filter { $0.provider == id }
      classes[id] = own
      for name in own.flatMap(\.payerNames) { add(name: name, of: id) }
    }
  }

  private mutating func add(name: [UInt8], of provider: String) {
    guard !name.isEmpty, !names.contains(where: { $0.provider == provider && $0.folded == name }) else { return }
    names.append(Name(provider: provider, folded: name))
  }

  private static func capital(_ byte: UInt8) -> UInt8 { byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte }

  private func provider(account: String) -> String? {
    for known in accounts {
      var rest = known.account[...]
      let isSame = account.utf8.allSatisfy { $0 == 0x20 || Payers.capital($0) == rest.popFirst() }
      if isSame, rest.isEmpty { return known.provider.isEmpty ? nil : known.provider }
    }
    return nil
  }

  /// Of the account paid to, where it is an IBAN; else of the company.
  func country(of entry: SettlementEntry) -> String {
    var bytes = entry.account.utf8.makeIterator()
    guard let first = bytes.next(), let second = bytes.next(), (0x41...0x5A).contains(first), (0x41...0x5A).contains(second)
    else {
      return country
    }
    let own = country.utf8
    return own.elementsEqual([first, second]) ? country : String(decoding: [first, second], as: UTF8.self)
  }

  /// Who paid `entry`, if it is for `item`. An account decides, then a whole name. A name that only begins like a provider's gives
  /// way to a debtor of just this name.
  public func payer(of entry: SettlementEntry, for item: LedgerItem?) -> Payer {
    if let account = entry.payerAccount, let id = provider(account: account) { return .provider(id: id) }
    guard let name = entry.payerName, !name.isEmpty else { return .unknown }
    let stated = Folding.folded(name)
    guard !stated.isEmpty else { return .unknown }
    var likely: String?
    var isTie = false
    for name in names {
      if name.folded == stated { return .provider(id: name.provider) }
      guard Payers.begins(stated, name.folded) else { continue }
      if let likely, likely != name.provider { isTie = true }
      likely = name.provider
    }
    if let item, item.debtorNames.contains(where: { Folding.isName(stated, of: Folding.folded($0)) }) { return .debtor }
    guard let likely, !isTie else { return .unknown }
    return .provider(id: likely)
  }

  /// Whether the stated name is the provider's, cut by a bank, or goes on where the provider's ends (in a word, when that is cut
  /// itself). Short beginnings are names of too many people.
  private static func begins(_ stated: [UInt8], _ full: [UInt8]) -> Bool {
    let isLong = min(stated.count, full.count) >= Folding.shortestCut
    if stated.count < full.count { return isLong && full.starts(with: stated) }
    guard full.count >= 4, stated.count > full.count, stated.starts(with: full) else { return false }
    return isLong || stated[full.count] == 0x20
  }

  /// What a provider's message says the money is, or nil.
  func messageClass(of entry: SettlementEntry, from provider: String) -> MessageClass.Reading? {
    guard let classes = classes[provider], !classes.isEmpty else { return nil }
    let message = entry.message.map { Folding.folded($0) } ?? []
    return MessageClasses.read(message, payer: entry.payerName, among: classes, on: entry.bookingDate)
  }
}
