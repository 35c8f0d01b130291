import Ledger
import Receivables
import Store

/// Money that was placed wrongly goes back to suspense, where a person places it anew.
extension ApplyEntries {
  /// The rule under which it waits: no night places it again by itself.
  static let takenBack = "match.undone"

  /// Whether a person has taken it back and nobody has placed it since.
  func isTakenBack(_ record: EntryRecord) throws -> Bool {
    try record.voucherID == nil ? record.rule == Self.takenBack : transaction.lastRule(entry: record.id) == Self.takenBack
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
      for allocation in placed.allocations {
        try allocate(
          Allocation(item: allocation.item, invoiceNumber: allocation.invoiceNumber, amount: allocation.amount.negated),
          of: record)
      }
      try outcomes.set(
        entry: record.id, state: "unmatched", receivable: nil, rule: Self.takenBack, evidence: evidence, recipe: nil,
        voucher: nil,
        suspense: 0)
      return "E\(record.id), \(record.entry.amount) of \(record.entry.bookingDate) is placed nowhere now."
    }
    let drafted = Recipes.takeBack(
      placed, on: asOf, in: Recipes.Context(terms: desk.terms, source: record.key))
    guard !drafted.postings.isEmpty else {
      throw CommandFailure(.usage, "All of E\(record.id) is in suspense already; say where it belongs with --to or --role.")
    }
    let later = try transaction.vouchers(entry: record.id).count
    let voucher = try book.write(drafted, source: "\(record.key)@\(later)", terms: desk.terms)
    for allocation in drafted.allocations { try allocate(allocation, of: record) }
    let match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
    try keepOverpayments(drafted, match, (record, placed), of: record)
    try outcomes.place(
      entry: record.id, receivable: nil, rule: Self.takenBack, evidence: evidence, voucher: voucher,
      suspense: record.suspense + Self.suspense(drafted))
    return "E\(record.id): \(drafted.text); \(drafted.postings.first?.amount.magnitude.description ?? "it") waits in SUSPENSE."
  }
}
