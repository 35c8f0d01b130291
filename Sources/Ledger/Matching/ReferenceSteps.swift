import Receivables

/// Steps that begin at a structured reference.
extension Ladder {
  /// The reference is that of `items` (in any state and currency).
  func by(reference: String, _ items: [LedgerItem]) throws -> Match {
    let payer = payers.payer(of: entry, for: items.count == 1 ? items[0] : nil)
    let usable = items.filter(isOfCurrency)
    guard !usable.isEmpty else {
      return match(MatchRules.reference, .none, payer, .otherCurrency(reference, entry.amount.currency), alternatives: items)
    }
    if let stated = try byDocuments(payer: payer, reference: reference, referenced: usable) { return stated }
    let open = usable.filter { !$0.isPaid }
    if open.count == 1 { return settled(open[0], .reference(reference)) }
    if open.isEmpty {
      if usable.count == 1 { return settled(usable[0], .referencePaid(reference)) }
      return match(
        MatchRules.reference, .ambiguous, payer, .referenceAllPaid(reference, count: usable.count), alternatives: usable)
    }
    let exact = open.filter { $0.open == entry.amount }
    if exact.count == 1 {
      return settled(exact[0], .referenceAndAmount(reference, open: open.count, amount: entry.amount))
    }
    if let message = entry.message {
      let tokens = MessageToken.tokens(in: message)
      let named = open.filter { item in tokens.contains { !$0.needsExactAmount && $0.text == item.invoiceNumber } }
      if named.count == 1 {
        return settled(named[0], .invoiceNumbers([named[0].invoiceNumber], structured: false), rule: MatchRules.invoiceNumber)
      }
    }
    return match(
      MatchRules.reference, .ambiguous, payer,
      .referenceTie(reference, open: open.count, exact: exact.count, amount: entry.amount), alternatives: open)
  }

  /// A reference that is no item's. It may be a case number or an invoice number in the reference's place. Whatever lower steps find
  /// contradicts it, so it is shown and not booked: somebody states what this money is for, and it is nothing that is known here. That
  /// holds for one with a wrong check digit too: it is mistyped, and what was meant is for a person to say.
  func byUnknown(reference: String, key: String) throws -> Match {
    let payer = payers.payer(of: entry, for: nil)
    let reading = messageClass(payer)
    let cases = unique(try lookup.items(caseNumber: reference).filter(isOfCurrency))
    if !cases.isEmpty { return byCase(reference, cases, payer, reading) }
    let named = try lookup.items(invoiceNumber: reference).filter {
      isOfCurrency($0) && ($0.referenceKey == nil || $0.referenceKey == key)
    }
    if !named.isEmpty {
      return byNumbers(Hits(items: unique(named), texts: [reference]), payer, reading, structured: true)
    }
    if case .applies(let found)? = reading, found.isInWords { return role(found, nil, payer) }
    let lower = try withoutReference()
    let suggested = lower.items + lower.alternatives
    if let reading, reading.found.isInWords {
      return match(MatchRules.messageClass, .none, payer, evidence(of: reading), alternatives: suggested)
    }
    let unknown = Evidence.unknownReference(reference, entry.amount.currency)
    guard case .none = lower.outcome else {
      if lower.items.isEmpty, case .role = lower.outcome { return match(MatchRules.none, .none, payer, unknown) }
      return match(
        MatchRules.veto, .veto, payer, .contradiction(reference: reference, sorted(suggested).map(\.invoiceNumber)),
        alternatives: suggested)
    }
    return match(MatchRules.none, .none, payer, unknown, alternatives: suggested)
  }

  /// The item is settled by what names it, unless a provider's message says that this money is no capital.
  func settled(_ item: LedgerItem, _ evidence: Evidence, rule: String = MatchRules.reference) -> Match {
    let payer = payers.payer(of: entry, for: item)
    if let reading = messageClass(payer), reading.found.isInWords {
      guard case .applies(let found) = reading else {
        return match(MatchRules.messageClass, .none, payer, self.evidence(of: reading), alternatives: [item])
      }
      return role(found, item, payer)
    }
    return Match(rule: rule, outcome: one(item), payer: payer, evidence: evidence)
  }

  /// Money going out, or coming back. Only the refund of an overpayment has a place of its own.
  func outgoing() throws -> Match {
    let payer = payers.payer(of: entry, for: nil)
    var found: [LedgerItem] = []
    if let stated = entry.reference, let key = ReferenceKey.make(stated, country: country) {
      found = try lookup.items(referenceKey: key)
      if found.isEmpty { found = try lookup.items(invoiceNumber: stated) }
    }
    if found.isEmpty {
      for document in entry.documents { found += try lookup.items(invoiceNumber: document.number) }
    }
    if found.isEmpty, let message = entry.message {
      for token in MessageToken.tokens(in: message) { found += try lookup.items(invoiceNumber: token.text) }
    }
    found = unique(found.filter(isOfCurrency))
    let owed = found.filter {
      $0.overpaid?.isPositive == true && $0.overpaid?.minorUnits == 0 - entry.amount.minorUnits
    }
    if owed.count == 1, entry.status == .booked, entry.amount.isNegative {
      return match(MatchRules.refund, .refund(owed[0]), payer, .refund(owed[0].invoiceNumber, entry.amount.negated))
    }
    return match(MatchRules.none, owed.count > 1 ? .ambiguous : .none, payer, .outgoing, alternatives: found)
  }
}
