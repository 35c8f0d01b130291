import Ledger
import Receivables
import Store

/// Money that was placed wrongly goes back to suspense, where a person places it anew.
extension ApplyEntries {
  /// The rule under which it waits: no night places it again by itself.
  static let takenBack = "match.undone"

  /// Whether a person has taken it back: what of it waits is for a person to place, also the rest of what was placed since.
  func isTakenBack(_ record: EntryRecord) throws -> Bool {
    try record.rule == Self.takenBack || transaction.wasPlaced(entry: record.id, by: Self.takenBack)
  }

  /// A provider that was told of a payment has to hear that it was none; where nobody has been told yet, nobody is asked any more.
  func answerQuestions(of record: EntryRecord, _ placed: BookedEntry, because reason: String) throws {
    for allocation in placed.allocations {
      let wasTold = try transaction.answerQuestions(
        receivable: allocation.item, settlement: record.settlementID, line: record.entry.line, on: asOf, reason: reason)
      guard wasTold else { continue }
      try keep(
        Finding(
          "ledger.tell-provider", .warning,
          "\(allocation.amount) of \(record.entry.bookingDate) for invoice \(Masking.masked(allocation.invoiceNumber)) counts no more: "
            + "\(reason). The provider was told of it.", remedy: "Tell the provider that the claim is open again."), of: record)
    }
  }

  /// What was kept for a debtor and has gone back to it cannot be taken back once more.
  private func requireKept(_ drafted: Drafted, _ placed: BookedEntry, of record: EntryRecord, _ desk: CompanyDesk) throws {
    for posting in drafted.postings where posting.role == .overpayment && posting.amount.isPositive {
      let claims = try posting.invoiceNumber.map { try desk.lookup.items(invoiceNumber: $0) } ?? []
      let kept = claims.first { claim in placed.allocations.contains { $0.item == claim.id } || claim.id == record.receivableID }
      guard let left = kept?.overpaid?.minorUnits, left >= posting.amount.minorUnits else {
        throw CommandFailure(
          .usage,
          "Of the \(posting.amount) that E\(record.id) paid too much, something has gone back already; nothing was changed.",
          "Take back first what paid it out.")
      }
    }
  }

  /// What was done, in words.
  func takeBack(_ record: EntryRecord, _ desk: CompanyDesk) throws -> String {
    guard record.entry.level == .payment, record.entry.status == .booked, record.reversedBy == nil,
      record.state == "voucher" || record.state == "evidence"
    else {
      throw CommandFailure(.usage, "E\(record.id) is not placed anywhere, so that nothing of it can be taken back.")
    }
    let evidence = "A person took it back on \(asOf)."
    let placed = try booked(record)
    guard record.voucherID != nil else {
      for allocation in placed.allocationsTakenBack { try allocate(allocation, of: record) }
      try outcomes.set(
        entry: record.id, state: "unmatched", receivable: nil, rule: Self.takenBack, evidence: evidence, recipe: nil,
        voucher: nil,
        suspense: 0)
      try outcomes.forgetWhenKnown(entry: record.id)
      try answerQuestions(of: record, placed, because: "the money was taken back by a person")
      return "E\(record.id), \(record.entry.amount) of \(record.entry.bookingDate) is placed nowhere now."
    }
    let drafted = Recipes.takeBack(
      placed, on: asOf, in: Recipes.Context(terms: desk.terms, source: record.key))
    guard !drafted.postings.isEmpty else {
      throw CommandFailure(.usage, "All of E\(record.id) is in suspense already; say where it belongs with --to or --role.")
    }
    try requireKept(drafted, placed, of: record, desk)
    let later = try transaction.vouchers(entry: record.id).count
    let voucher = try book.write(drafted, source: "\(record.key)@\(later)", terms: desk.terms)
    for allocation in drafted.allocations { try allocate(allocation, of: record) }
    let match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
    try keepOverpayments(drafted, match, (record, placed), of: record)
    try outcomes.place(
      entry: record.id, receivable: nil, rule: Self.takenBack, evidence: evidence, voucher: voucher,
      suspense: record.suspense + Self.suspense(drafted))
    try outcomes.forgetWhenKnown(entry: record.id)
    try answerQuestions(of: record, placed, because: "the money was taken back by a person")
    return "E\(record.id): \(drafted.text); \(drafted.postings.first?.amount.magnitude.description ?? "it") waits in SUSPENSE."
  }
}
