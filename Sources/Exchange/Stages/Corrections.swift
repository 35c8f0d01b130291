import Ledger
import Receivables
import Store

/// Money that the bank takes back, and the payment that it takes back.
extension ApplyEntries {
  /// The payment that a correction takes back, where it is known.
  func original(of record: EntryRecord) throws -> (record: EntryRecord, booked: BookedEntry)? {
    guard record.entry.status == .correction else { return nil }
    try outcomes.flush()
    let found = try transaction.originals(of: record.entry, company: record.company)
    // The voucher that is reversed has a number only when it is sealed.
    if !found.isEmpty { try book.closeDay() }
    let booked = try found.map(booked)
    guard let one = Matching.original(of: record.entry, among: booked), let index = booked.firstIndex(of: one) else { return nil }
    return (found[index], one)
  }

  /// All that the books have of an entry.
  func booked(_ record: EntryRecord) throws -> BookedEntry {
    // What was taken back and placed elsewhere is left out: only what stands is taken back again.
    var allocations: [Allocation] = []
    for one in try transaction.allocations(entry: record.id) {
      if let index = allocations.firstIndex(where: { $0.item == one.receivable }) {
        allocations[index].amount = try allocations[index].amount.adding(one.amount)
      } else {
        allocations.append(Allocation(item: one.receivable, invoiceNumber: one.number, amount: one.amount))
      }
    }
    allocations.removeAll(where: \.amount.isZero)
    let voucher = try record.voucherID.flatMap { try transaction.voucher(id: $0)?.id }
    return BookedEntry(
      entry: record.entry, voucher: voucher ?? VoucherNumber(fiscalYear: 0, series: "", number: 0),
      postings: try transaction.postings(entry: record), allocations: allocations, isReversed: record.reversedBy != nil)
  }

  /// A correction in suspense whose payment has come since, or whose payment's day was opened.
  func pair(late record: EntryRecord, _ desk: CompanyDesk) throws {
    guard let original = try original(of: record), let waiting = try suspensePosting(record) else { return }
    let drafted = Recipes.pair(
      Unplaced(entry: record.entry, suspense: waiting), with: original.booked, on: asOf,
      in: Recipes.Context(terms: desk.terms, source: record.key))
    let match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
    guard
      try write(
        drafted, placing: record, desk.terms, match: match, original: original, rule: "match.original", evidence: nil)
    else { return }
    try outcomes.markReversed(entry: original.record.id, by: record.id)
    try answerQuestions(of: original.record, original.booked, because: "the bank took it back")
  }

  /// A correction of a closed day that a person has booked elsewhere: it only opens the claims again.
  func takeBackElsewhere(_ record: EntryRecord) throws -> String {
    guard let original = try original(of: record) else {
      throw CommandFailure(
        .usage, "What E\(record.id) takes back is not placed here; nothing was changed.",
        "Say first what became of the payment that it takes back.")
    }
    for allocation in original.booked.allocationsTakenBack { try allocate(allocation, of: record) }
    try outcomes.set(
      entry: record.id, state: "evidence", receivable: original.record.receivableID, rule: "match.original",
      evidence: "A person said on \(asOf) that it is booked elsewhere.", recipe: nil, voucher: nil, suspense: 0)
    try outcomes.markReversed(entry: original.record.id, by: record.id)
    return
      "E\(record.id), \(record.entry.amount) of \(record.entry.bookingDate), takes back E\(original.record.id) and is booked elsewhere."
  }
}
