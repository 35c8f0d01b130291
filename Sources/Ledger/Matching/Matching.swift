import Receivables

/// Finds what money is for, by the ladder: reference, case number, invoice number, payer and amount, kind of a provider's message.
/// Nothing is guessed: a tie posts nothing, and no step goes against the reference.
public enum Matching {
  /// For many entries of one company make `Payers` once.
  public static func match(_ entry: SettlementEntry, company: Company, lookup: some ItemLookup) throws -> Match {
    try match(entry, payers: Payers(company: company), lookup: lookup)
  }

  /// Throws only what the lookup throws.
  public static func match(_ entry: SettlementEntry, payers: Payers, lookup: some ItemLookup) throws -> Match {
    guard entry.amount.isPositive, entry.status != .correction else {
      return try Ladder(entry: entry, payers: payers, lookup: lookup).outgoing()
    }
    guard let stated = entry.reference, let key = ReferenceKey.make(stated, country: payers.country(of: entry)) else {
      return try Ladder(entry: entry, payers: payers, lookup: lookup).withoutReference()
    }
    let items = try lookup.items(referenceKey: key)
    // By far most money: one reference, one open item, and nothing else said. It gets by without copies.
    if items.count == 1, entry.message == nil, entry.documents.isEmpty, !items[0].isPaid,
      items[0].open.currency == entry.amount.currency
    {
      let payer = payers.payer(of: entry, for: items[0])
      return Match(
        rule: MatchRules.reference, outcome: .items([Match.Part(item: items[0])]), payer: payer, evidence: .reference(stated))
    }
    let ladder = Ladder(entry: entry, payers: payers, lookup: lookup)
    return items.isEmpty ? try ladder.byUnknown(reference: stated, key: key) : try ladder.by(reference: stated, items)
  }

  /// The booked payment that a correction takes back: of the same account and of exactly the amount, and not taken back yet. The
  /// bank's own id decides; where it is the id of none, the reference, when only one payment fits. A payment of this id and another
  /// amount is taken back in part: nil, for it has no mirror.
  public static func original(of correction: SettlementEntry, among booked: [BookedEntry]) -> BookedEntry? {
    let account = booked.filter {
      $0.entry.account == correction.account && $0.entry.bookingDate <= correction.bookingDate && $0.entry.posts
        && $0.entry.amount.currency == correction.amount.currency && $0.entry.level == correction.level
        && $0.entry.amount.isNegative != correction.amount.isNegative
    }
    func only(_ fitting: [BookedEntry]) -> BookedEntry? {
      let open = fitting.filter { !$0.isReversed && $0.entry.amount.minorUnits == 0 - correction.amount.minorUnits }
      return open.count == 1 ? open.first : nil
    }
    if let archiveID = correction.archiveID {
      let same = account.filter { $0.entry.archiveID == archiveID }
      if !same.isEmpty { return only(same) }
    }
    guard let reference = correction.reference else { return nil }
    return only(account.filter { $0.entry.reference == reference })
  }
}

/// One entry on the ladder.
struct Ladder<Lookup: ItemLookup> {
  let entry: SettlementEntry
  let payers: Payers
  let lookup: Lookup

  var country: String { payers.country(of: entry) }

  func isOfCurrency(_ item: LedgerItem) -> Bool { item.open.currency == entry.amount.currency }

  func match(
    _ rule: String, _ outcome: Match.Outcome, _ payer: Payer, _ evidence: Evidence, alternatives: [LedgerItem] = [],
    isWeak: Bool = false
  ) -> Match {
    var payer = payer
    // Several claims that are paid together are one debtor's.
    if case .items(let parts) = outcome, parts.count > 1 { payer = payers.payer(of: entry, for: parts[0].item) }
    return Match(
      rule: rule, outcome: outcome, payer: payer, alternatives: sorted(alternatives), evidence: evidence, isWeak: isWeak)
  }

  /// One item, or nothing more to take on it.
  func one(_ item: LedgerItem) -> Match.Outcome { item.isPaid ? .alreadyPaid(item) : .items([Match.Part(item: item)]) }

  /// The lookup's order is nobody's business.
  func sorted(_ items: [LedgerItem]) -> [LedgerItem] {
    guard items.count > 1 else { return items }
    return unique(items).sorted { ($0.invoiceNumber, $0.id) < ($1.invoiceNumber, $1.id) }
  }

  func unique(_ items: [LedgerItem]) -> [LedgerItem] {
    var seen: Set<Int64> = []
    return items.filter { seen.insert($0.id).inserted }
  }

  /// Whether the amount is just what is open on all of them.
  func isSum(_ items: [LedgerItem]) -> Bool {
    var sum = Money.zero(entry.amount.currency)
    for item in items {
      guard let next = try? sum.adding(item.open) else { return false }
      sum = next
    }
    return sum == entry.amount
  }

  /// Each takes what is open of it.
  func parts(_ items: [LedgerItem]) -> Match.Outcome {
    .items(sorted(items).map { Match.Part(item: $0, amount: items.count > 1 ? $0.open : nil) })
  }
}
