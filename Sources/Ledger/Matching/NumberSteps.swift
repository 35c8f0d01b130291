import Receivables

/// Steps by numbers that a message or the file names.
extension Ladder {
  struct Hits {
    var items: [LedgerItem] = []
    var texts: [String] = []
    /// Paid ones are named besides open ones.
    var namesPaid = false
  }

  /// Case number, then documents, then numbers and references in the message, then payer and amount, then kind of message.
  func withoutReference() throws -> Match {
    let payer = payers.payer(of: entry, for: nil)
    let reading = messageClass(payer)
    let tokens = entry.message.map { MessageToken.tokens(in: $0) } ?? []
    for token in tokens where !token.needsExactAmount {
      let items = unique(try lookup.items(caseNumber: token.text).filter(isOfCurrency))
      if !items.isEmpty { return byCase(token.text, items, payer, reading) }
    }
    if let stated = try byDocuments(payer: payer, reference: nil, referenced: []) {
      return withClass(stated, payer, reading)
    }
    let numbers = try hits(tokens) { try lookup.items(invoiceNumber: $0) }
    if !numbers.items.isEmpty { return byNumbers(numbers, payer, reading, structured: false) }
    let references = try hits(tokens) { text in
      guard isReference(text), let key = ReferenceKey.make(text, country: country) else { return [] }
      return try lookup.items(referenceKey: key)
    }
    if !references.items.isEmpty {
      return byNumbers(references, payer, reading, structured: false, rule: MatchRules.referenceInMessage)
    }
    return try byPayer(payer, reading, namesNumber: !entry.documents.isEmpty || tokens.contains { !$0.needsExactAmount })
  }

  /// What the tokens find, in this currency. Open ones before paid ones: who pays again names the paid one alone.
  private func hits(_ tokens: [MessageToken], find: (String) throws -> [LedgerItem]) throws -> Hits {
    var open = Hits()
    var paid = Hits()
    for token in tokens {
      var found = try find(token.text).filter(isOfCurrency)
      // Numbers are printed in capitals and typed without.
      let capitals = found.isEmpty ? token.text.uppercased() : token.text
      if capitals != token.text { found = try find(capitals).filter(isOfCurrency) }
      let unpaid = found.filter { !$0.isPaid && (!token.needsExactAmount || $0.open == entry.amount) }
      if !unpaid.isEmpty {
        open.items += unpaid
        open.texts.append(token.text)
      } else if !token.needsExactAmount, found.contains(where: \.isPaid) {
        paid.items += found.filter(\.isPaid)
        paid.texts.append(token.text)
      }
    }
    open.namesPaid = !paid.items.isEmpty
    return open.items.isEmpty ? paid : open
  }

  private func isReference(_ text: String) -> Bool {
    guard text.utf8.count >= 4 else { return false }
    if CreditorReference.normalised(text) != nil { return true }
    switch country {
    case "SE": return SwedishOCR.normalised(text) != nil
    case "NO": return KID.isValid(text)
    default: return FinnishReference.normalised(text) != nil
    }
  }

  func byNumbers(
    _ hits: Hits, _ payer: Payer, _ reading: MessageClass.Reading?, structured: Bool, rule: String = MatchRules.invoiceNumber
  ) -> Match {
    let items = unique(hits.items)
    let isInMessage = rule == MatchRules.referenceInMessage
    let open = items.filter { !$0.isPaid }
    let candidates = open.isEmpty ? items : open
    let evidence =
      isInMessage
      ? Evidence.referenceInMessage(hits.texts.first ?? "") : .invoiceNumbers(hits.texts, structured: structured)
    // With others named beside it, one is meant alone only when just it is paid.
    if candidates.count == 1, !hits.namesPaid || candidates[0].open == entry.amount {
      let item = candidates[0]
      let evidence =
        item.isPaid && !isInMessage
        ? Evidence.invoiceNumberPaid(item.invoiceNumber, structured: structured) : evidence
      return withClass(match(rule, one(item), payers.payer(of: entry, for: item), evidence), payer, reading)
    }
    if candidates.count > 1, !open.isEmpty, isSum(candidates) {
      return withClass(match(rule, parts(candidates), payer, evidence), payer, reading)
    }
    return withClass(
      match(
        rule, .ambiguous, payer, .invoiceNumbersTie(hits.texts, structured: structured, amount: entry.amount),
        alternatives: candidates), payer, reading)
  }

  func byCase(_ number: String, _ items: [LedgerItem], _ payer: Payer, _ reading: MessageClass.Reading?) -> Match {
    let open = items.filter { !$0.isPaid }
    let candidates = open.isEmpty ? items : open
    if candidates.count == 1 {
      let payer = payers.payer(of: entry, for: candidates[0])
      return withClass(match(MatchRules.caseNumber, one(candidates[0]), payer, .caseNumber(number)), payer, reading)
    }
    if !open.isEmpty, isSum(candidates) {
      return withClass(match(MatchRules.caseNumber, parts(candidates), payer, .caseNumber(number)), payer, reading)
    }
    return withClass(
      match(
        MatchRules.caseNumber, .ambiguous, payer,
        .caseNumberTie(number, items: candidates.count, amount: entry.amount), alternatives: candidates), payer, reading)
  }
}
