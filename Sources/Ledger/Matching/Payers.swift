import Receivables

/// The providers of one company as payers, made ready once for many entries.
public struct Payers: Sendable {
  private struct Name {
    var provider: String
    var folded: [UInt8]
  }

  let country: String
  private var names: [Name] = []
  private var accounts: [String: String] = [:]
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
        let account = Payers.compact(account)
        // An account that two providers share tells nothing.
        accounts[account] = accounts[account].map { $0 == id ? id : "" } ?? id
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

  private static func compact(_ account: String) -> String {
    String(decoding: account.utf8.filter { $0 != 0x20 }.map { $0 >= 0x61 && $0 <= 0x7A ? $0 - 0x20 : $0 }, as: UTF8.self)
  }

  /// Who paid `entry`, if it is for `item`. An account decides, then a whole name. A name that only begins like a provider's gives
  /// way to a debtor of just this name.
  public func payer(of entry: SettlementEntry, for item: LedgerItem?) -> Payer {
    if let account = entry.payerAccount, !accounts.isEmpty, let id = accounts[Payers.compact(account)], !id.isEmpty {
      return .provider(id: id)
    }
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
