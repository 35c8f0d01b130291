import Ledger
import Receivables
import Store

/// Entries that a message tells as one payment, by the entry's own reference, and another tells payment by payment: the ids of the two
/// are not the same, the money is. It counts where it is told singly.
extension ApplyEntries {
  /// Takes such entries out before tonight's money is matched. What an earlier night or a person has made of one is reversed: the
  /// payments say better what it was.
  func takeOutWhatIsToldSingly() throws {
    for id in try transaction.entriesToldTwice() {
      guard let record = try reader.entry(id: id), record.reversedBy == nil, record.state != "told",
        let reference = record.entry.archiveID, let desk = try desk(record.company)
      else { continue }
      // Where only a part is told, nobody knows what the rest is: both stay, and what finds no claim is asked about.
      guard try transaction.payments(partOf: record).total == record.entry.amount.minorUnits else { continue }
      guard record.state != nil else {
        try transaction.setDuplicate(entry: id)
        continue
      }
      guard try takeBack(record, desk) else { continue }
      try outcomes.set(
        entry: id, state: "told", receivable: nil, rule: record.rule, evidence: record.evidence, recipe: record.recipe,
        voucher: record.voucherID, suspense: 0)
      for line in try transaction.explainedLines(reference: reference, of: record.entry) {
        try reopen(line, without: record, desk)
      }
    }
  }

  /// False when it has to stay, because no day is open to reverse it on.
  private func takeBack(_ record: EntryRecord, _ desk: CompanyDesk) throws -> Bool {
    guard record.voucherID != nil else {
      for allocation in try booked(record).allocationsTakenBack { try allocate(allocation, of: record) }
      return true
    }
    var back = record.entry
    back.amount = back.amount.negated
    back.status = .correction
    let original = try booked(record)
    let match = try Matching.match(back, payers: desk.payers, lookup: desk.lookup)
    var drafted = Recipes.book(
      back, match: match, original: original, in: Recipes.Context(terms: desk.terms, source: record.key))
    if desk.terms.isClosed(drafted.date) { drafted.date = asOf }
    guard drafted.reverses != nil, !desk.terms.isClosed(drafted.date) else { return false }
    let later = try transaction.vouchers(entry: record.id).count
    let voucher = try book.write(drafted, source: "\(record.key)@\(later)", terms: desk.terms)
    for allocation in drafted.allocations { try allocate(allocation, of: record) }
    try keepOverpayments(drafted, match, (record, original), of: record)
    try outcomes.addVoucher(
      entry: record.id, voucher, rule: "match.told-singly", evidence: "Another message tells the payments that it is made of.")
    return true
  }

  /// Where only providers' money is booked, the statement's line brought to the bank what was booked of its payments: now these are
  /// others. A line that was explained without the entry stays as it is.
  private func reopen(_ line: EntryRecord, without record: EntryRecord, _ desk: CompanyDesk) throws {
    let account = desk.company.accounts.first { $0.iban == record.entry.account }
    guard account?.books == .provider else { return }
    if let booked = record.voucherID, let last = try transaction.lastVoucherID(entry: line.id), last > booked {
      try addTransit(line, record.entry.amount.negated, desk)
    } else if line.voucherID != nil {
      return
    }
    try transaction.reopen(line: line.id)
  }
}
