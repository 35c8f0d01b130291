import Receivables

/// Steps by who paid.
extension Ladder {
  /// What the payer's message says the money is, when the payer is a provider.
  func messageClass(_ payer: Payer) -> MessageClass.Reading? {
    guard case .provider(let id) = payer else { return nil }
    return payers.messageClass(of: entry, from: id)
  }

  /// A debtor's name and exactly what that debtor has open; then a provider's kind of message; else nothing.
  ///
  /// A class that goes by the payer alone is for money that names nothing: a number that nobody knows may be an invoice's.
  func byPayer(_ payer: Payer, _ reading: MessageClass.Reading?, namesNumber: Bool) throws -> Match {
    if let reading, reading.found.isInWords || !namesNumber {
      if case .applies(let found) = reading { return role(found, nil, payer) }
      return match(MatchRules.messageClass, .none, payer, evidence(of: reading))
    }
    let exact = unique(try lookup.items(openExactly: entry.amount)).filter {
      !$0.isPaid && $0.open == entry.amount
    }
    if case .provider = payer {
      return match(MatchRules.none, .none, payer, .noReference, alternatives: shown(exact))
    }
    let stated = entry.payerName.map { Folding.folded($0) } ?? []
    let named = exact.filter { item in item.debtorNames.contains { Folding.isName(stated, of: Folding.folded($0)) } }
    switch named.count {
    case 0: return match(MatchRules.none, .none, payer, .noReference, alternatives: shown(exact))
    case 1:
      return match(
        MatchRules.payerAndAmount, .items([Match.Part(item: named[0])]), .debtor, .payerAndAmount(entry.amount), isWeak: true)
    default:
      return match(
        MatchRules.payerAndAmount, .ambiguous, payer, .payerAndAmountTie(entry.amount, count: named.count), alternatives: named)
    }
  }

  /// More than a few of the same amount tell a person nothing.
  private func shown(_ items: [LedgerItem]) -> [LedgerItem] { items.count <= 5 ? items : [] }

  func role(_ found: MessageClass, _ item: LedgerItem?, _ payer: Payer) -> Match {
    match(
      MatchRules.messageClass, .role(found.role, messageClass: found.id, item: item), payer,
      .messageClass(found.id, provider: found.provider, on: entry.bookingDate))
  }

  func evidence(of reading: MessageClass.Reading) -> Evidence {
    switch reading {
    case .applies(let found): .messageClass(found.id, provider: found.provider, on: entry.bookingDate)
    case .expired(let found):
      .messageClassExpired(found.id, provider: found.provider, reviewedThrough: found.reviewedThrough)
    case .unverified(let found): .messageClassUnverified(found.id, provider: found.provider)
    }
  }

  /// A provider's message that says what the money is goes before the item's capital; the item is then what the posting names.
  func withClass(_ found: Match, _ payer: Payer, _ reading: MessageClass.Reading?) -> Match {
    guard let reading, reading.found.isInWords, case .provider = found.payer else { return found }
    let items = found.items
    switch (reading, found.outcome) {
    case (_, .veto): return found
    case (.applies(let applied), _): return role(applied, items.count == 1 ? items[0] : nil, payer)
    default:
      return match(MatchRules.messageClass, .none, payer, evidence(of: reading), alternatives: items + found.alternatives)
    }
  }
}
