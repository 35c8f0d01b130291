import Receivables
import Store
import TransferRules

/// A person keeps a receivable back, or lets it go. The sentence that comes back says what came of it, also when that is nothing.
extension ExchangeFolder {
  /// Keeps a receivable back; one that has not been seen yet is kept back when it comes.
  public func hold(_ number: String, company: String?, reason: String, asOf: CalendarDate) throws -> String {
    let text = try stated(reason)
    let desk = try Desk.open(self, mayCreate: true)
    return try desk.store.write { transaction in
      let named = try resolve(
        number, company: company, in: transaction, unknown: "To hold it before it comes, name its company with --company KEY.")
      try transaction.insert(
        Hold(action: .hold, invoiceNumber: named.number, customerNumber: nil, reason: text), company: named.company,
        since: asOf, byPerson: true, file: nil, message: nil, line: nil)
      let receivables = try states(named, transaction)
      let name = "\(named.company) \(Masking.masked(named.number))"
      if receivables.isEmpty { return "\(name) has not been seen yet; it will be held back when it comes: \(text)" }
      let gone = receivables.compactMap(\.standing.assignedTo).map { Masking.excerpt($0) }
      let providers = Set(gone).sorted().joined(separator: " and ")
      if gone.count == receivables.count {
        return "\(name) is with \(providers) already, so that nothing can be held back here; tell \(providers). Noted: \(text)"
      }
      let rest =
        gone.isEmpty
        ? "" : "\n  \(gone.count) of its \(receivables.count) claims are with \(providers) already; tell \(providers)"
      return "\(name) is held back from \(asOf): \(text)\(rest)"
    }
  }

  /// Lets a receivable go again: ends holds and disputes on it, keeps the first accepted values of a conflict, and stops an unlinked
  /// credit note of that number from holding its debtor.
  public func release(_ number: String, company: String?, reason: String, asOf: CalendarDate) throws -> String {
    let text = try stated(reason)
    let desk = try Desk.open(self)
    return try desk.store.write { transaction in
      let named = try resolve(number, company: company, in: transaction)
      let receivables = try states(named, transaction)
      let name = "\(named.company) \(Masking.masked(named.number))"
      let credits = try transaction.documents(company: named.company, number: named.number)
        .filter { $0.identity.typeClass == .creditNote && ["unlinked", "conflict"].contains($0.state) }
      guard !receivables.isEmpty || !credits.isEmpty else {
        throw CommandFailure(.usage, "\(named.company) has no receivable \(Masking.excerpt(named.number)) to release.")
      }
      let others = try receivables.flatMap { try otherObstacles($0, transaction) }
      let isHeld = try receivables.contains { try isReleasable($0, named, asOf: asOf, transaction) }
      guard isHeld || !credits.isEmpty else {
        throw CommandFailure(
          .usage,
          lines: [
            "\(name) is not held by a person, a file, a dispute or a conflict: there is nothing to release, nothing was changed."
          ]
            + others.map { "  \($0)" })
      }
      try transaction.insert(
        Hold(action: .release, invoiceNumber: named.number, customerNumber: nil, reason: text), company: named.company,
        since: asOf, byPerson: true, file: nil, message: nil, line: nil)
      var done = "\(name) is released from \(asOf): \(text)"
      for receivable in receivables {
        try transaction.release(receivable: receivable.id)
        guard let conflict = receivable.standing.conflict else { continue }
        done += "\n  It keeps the values that were accepted first, \(receivable.amountDue); stated were: \(conflict)"
      }
      for credit in credits {
        try transaction.set(document: credit.id, state: "released", receivable: nil)
        try transaction.activateAll()
        done += "\n  The credit note of \(credit.amountDue) holds nobody any more; it was taken off no claim"
      }
      return ([done] + others.map { "  What this does not end: \($0)" }).joined(separator: "\n")
    }
  }

  private func stated(_ reason: String) throws -> String {
    let text = Masking.excerpt(reason, limit: 300)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw CommandFailure(.usage, "Say why, with --reason: `perille explain` shows it to whoever asks.")
    }
    return text
  }

  private func states(_ named: Named, _ transaction: Transaction) throws -> [Receivable] {
    try transaction.receivables(company: named.company, number: named.number)
      .compactMap { try transaction.receivableState(id: $0.id) }
  }

  /// Whether anything stands against it that a person's word ends.
  private func isReleasable(
    _ receivable: Receivable, _ named: Named, asOf: CalendarDate, _ transaction: Transaction
  ) throws -> Bool {
    let facts = receivable.facts
    if receivable.standing.conflict != nil || facts.disputed || facts.onHold { return true }
    let standing = try Standings(transaction, company: requireCompany(named.company), unlinked: [], asOf: asOf)
      .completing(receivable).standing
    // Money that may be for it holds it until it is placed, whatever a person says.
    return standing.dispute != nil || standing.hold != receivable.standing.hold
  }

  /// Why it does not go besides, as the last night saw it.
  private func otherObstacles(_ receivable: Receivable, _ transaction: Transaction) throws -> [String] {
    let decision = try transaction.currentDecision(receivable: receivable.id)?.decision
    let ended = TransferRules.endedByRelease(hasUnplacedMoney: receivable.standing.hold != nil)
    return (decision?.reasons ?? []).filter { $0.outcome != .transfer && !ended.contains($0.id) }.map { "\($0.text) (\($0.id))" }
  }
}
