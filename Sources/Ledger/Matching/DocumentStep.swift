import Receivables

/// Invoices and credit notes that the file names in fields of their own.
extension Ladder {
  /// What one stated document is here.
  private struct Resolved {
    var number: String
    var stated: Money?
    /// All that it can be.
    var candidates: [LedgerItem]
    /// The one that it is.
    var item: LedgerItem?
  }

  /// Nil when the file names none that is known, or when they say no more than the reference does.
  ///
  /// A split that the file states counts as it stands when it adds up to the entry; what it gives to documents that are not known stays
  /// in suspense. Without one, several documents must have open just what was paid. A credit note stated beside them takes its part off
  /// by itself, when it is read: only what came in is booked.
  func byDocuments(payer: Payer, reference: String?, referenced: [LedgerItem]) throws -> Match? {
    guard !entry.documents.isEmpty else { return nil }
    let invoices = entry.documents.filter { !$0.isCreditNote }
    let resolved = try invoices.map { try resolve($0, referenced) }
    let found = unique(resolved.flatMap(\.candidates))
    guard !found.isEmpty else { return nil }
    let numbers = resolved.filter { !$0.candidates.isEmpty }.map(\.number)
    if let reference {
      let ids = Set(referenced.map(\.id))
      guard found.contains(where: { ids.contains($0.id) }) else {
        return match(
          MatchRules.veto, .veto, payer, .contradiction(reference: reference, numbers), alternatives: referenced + found)
      }
      // The reference says it already.
      if resolved.count == 1, referenced.count == 1 { return nil }
    }
    if resolved.count == 1 {
      guard let item = resolved[0].item else { return tie(numbers, found, payer) }
      if item.isPaid { return settled(item, .invoiceNumberPaid(item.invoiceNumber, structured: true), rule: MatchRules.document) }
      return settled(item, .invoiceNumbers(numbers, structured: true), rule: MatchRules.document)
    }
    let evidence = Evidence.invoiceNumbers(numbers, structured: true)
    if invoices.count == entry.documents.count, let sum = sum(resolved.map(\.stated)), sum == entry.amount {
      let split = merged(resolved)
      return split.isEmpty ? tie(numbers, found, payer) : match(MatchRules.document, .items(split), payer, evidence)
    }
    let items = resolved.compactMap(\.item)
    if items.count == resolved.count, unique(items).count == items.count, isSum(items), !items.contains(where: \.isPaid) {
      return match(MatchRules.document, parts(items), payer, evidence)
    }
    if invoices.count == entry.documents.count, let sum = sum(resolved.map(\.stated)) {
      return match(
        MatchRules.document, .ambiguous, payer, .splitDiffers(stated: sum, amount: entry.amount), alternatives: found)
    }
    return tie(numbers, found, payer)
  }

  private func tie(_ numbers: [String], _ found: [LedgerItem], _ payer: Payer) -> Match {
    match(
      MatchRules.document, .ambiguous, payer, .invoiceNumbersTie(numbers, structured: true, amount: entry.amount),
      alternatives: found)
  }

  private func resolve(_ document: SettlementEntry.ReferredDocument, _ referenced: [LedgerItem]) throws -> Resolved {
    let ids = Set(referenced.map(\.id))
    var candidates = unique(try lookup.items(invoiceNumber: document.number).filter(isOfCurrency))
    let agreed = candidates.filter { ids.contains($0.id) }
    if !agreed.isEmpty { candidates = agreed }
    let open = candidates.filter { !$0.isPaid }
    let exact = open.filter { $0.open == document.amount }
    let item =
      open.count == 1 ? open[0] : exact.count == 1 ? exact[0] : open.isEmpty && candidates.count == 1 ? candidates[0] : nil
    return Resolved(number: document.number, stated: document.amount, candidates: candidates, item: item)
  }

  /// Nil when one is not stated, or is of another currency.
  private func sum(_ amounts: [Money?]) -> Money? {
    var sum = Money.zero(entry.amount.currency)
    for amount in amounts {
      guard let amount, let next = try? sum.adding(amount) else { return nil }
      sum = next
    }
    return sum
  }

  /// The stated parts of what is known, one an item.
  private func merged(_ resolved: [Resolved]) -> [Match.Part] {
    var parts: [Match.Part] = []
    for document in resolved {
      guard let item = document.item, let stated = document.stated, stated.isPositive else { continue }
      if let index = parts.firstIndex(where: { $0.item.id == item.id }) {
        parts[index].amount = parts[index].amount.flatMap { try? $0.adding(stated) }
      } else {
        parts.append(Match.Part(item: item, amount: stated))
      }
    }
    return parts
  }
}
