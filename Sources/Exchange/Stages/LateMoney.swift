import Ledger
import Receivables
import Store

/// Money that is known and does not count yet, and money that counts later than its statement's line.
extension ApplyEntries {
  /// What may be money, or is not booked yet, holds the claims that it could be for: a debtor who has paid must not be collected from
  /// because the books are closed or nobody has said whether a file repeats another.
  ///
  /// The creditor's own word of the same money is left alone: it counts.
  func holdClaims(_ record: EntryRecord, _ desk: CompanyDesk, because why: String) throws {
    guard case .ledger = desk.company.way, record.entry.amount.isPositive else { return }
    let match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
    var items = match.items
    switch match.outcome {
    case .ambiguous, .veto: items += match.alternatives
    default: break
    }
    for item in items where item.open.isPositive {
      try transaction.set(
        receivable: item.id, ambiguous: "money of \(record.entry.amount) of \(record.entry.bookingDate) \(why)")
    }
  }

  /// Why money is not booked on its day; nil: it is. A day that has not come may be the bank's slip as well as the sender's clock.
  func whyItWaits(_ record: EntryRecord, _ account: BankAccount, _ desk: CompanyDesk) -> String? {
    if record.entry.bookingDate > asOf { return "waits for that day to come" }
    return account.books != .none && desk.terms.isClosed(record.entry.bookingDate)
      ? "waits for its day to be opened in the books" : nil
  }

  /// Claims that money in question may be for, as matching sees it now.
  func candidates(_ record: EntryRecord) throws -> [(number: String, open: Money)] {
    guard let desk = try desk(record.company), record.entry.level == .payment, record.entry.status != .correction else {
      return []
    }
    let match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
    return (match.items + match.alternatives).filter(\.open.isPositive).map { ($0.invoiceNumber, $0.open) }
  }

  /// Money of a closed day that a person has booked elsewhere: it only comes off the claims. What was done, in words.
  func takeElsewhere(_ record: EntryRecord, _ desk: CompanyDesk) throws -> String {
    if record.entry.status == .correction { return try takeBackElsewhere(record) }
    let match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
    let drafted = Recipes.book(record.entry, match: match, in: Recipes.Context(terms: desk.terms, source: record.key))
    for allocation in drafted.allocations { try allocate(allocation, of: record, match.items) }
    try outcomes.set(
      entry: record.id, state: record.entry.level == .statementLine ? "line" : "evidence", receivable: match.items.first?.id,
      rule: match.rule, evidence: "A person said on \(asOf) that it is booked elsewhere.", recipe: nil, voucher: nil, suspense: 0)
    let numbers = drafted.allocations.map { Masking.masked($0.invoiceNumber) }
    let taken = numbers.isEmpty ? "no claim was found for it" : "it is taken off invoice \(numbers.joined(separator: ", "))"
    return "E\(record.id), \(record.entry.amount) of \(record.entry.bookingDate) counts as booked elsewhere; \(taken)."
  }

  /// Payments that the bank has announced hold their claims for some days: it books them, or it does not.
  func holdAnnounced() throws {
    for id in try transaction.announcedPayments(from: asOf.adding(days: -Self.announcedDays)) {
      guard let record = try reader.entry(id: id), let desk = try desk(record.company) else { continue }
      try holdClaims(record, desk, because: "is announced by the bank, not booked")
    }
  }

  /// Calendar days after the day that the bank names: over Easter or Christmas a payment takes so long.
  private static let announcedDays = 7

  /// Payments that may be the same as another file's.
  func holdDoubtful() throws {
    for id in try transaction.doubtfulPayments() {
      guard let record = try reader.entry(id: id), let desk = try desk(record.company) else { continue }
      try holdClaims(record, desk, because: "may have been told twice")
    }
  }

  /// Where only providers' money is booked, a line was cleared by what was booked then: what is booked later leaves CLEARING now.
  func clear(late record: EntryRecord, _ desk: CompanyDesk) throws {
    let account = desk.company.accounts.first { $0.iban == record.entry.account }
    guard account?.books == .provider else { return }
    try outcomes.flush()
    try book.flush()
    guard let line = try transaction.explainedLine(AccountDay(record.entry)) else { return }
    try addTransit(line, record.entry.amount, desk)
  }

  /// One more voucher between CLEARING and the bank for a line that is explained.
  func addTransit(_ line: EntryRecord, _ amount: Money, _ desk: CompanyDesk) throws {
    let voucher = try writeTransit(line, amount, desk)
    if line.voucherID == nil {
      try outcomes.set(
        entry: line.id, state: "line", receivable: line.receivableID, rule: line.rule, evidence: line.evidence, recipe: "R25",
        voucher: voucher, suspense: line.suspense)
    } else {
      try outcomes.addVoucher(entry: line.id, voucher)
    }
  }

  /// A line whose payments no file has told: a person says what they are, out of CLEARING.
  func takeUp(
    line record: EntryRecord, _ drafted: Drafted, _ match: Match, _ desk: CompanyDesk, books: Bool, evidence: String
  ) throws {
    let bank = books && record.voucherID == nil ? try writeTransit(record, record.entry.amount, desk) : record.voucherID
    try outcomes.set(
      entry: record.id, state: "line", receivable: match.items.first?.id, rule: books ? nil : match.rule,
      evidence: books ? nil : evidence, recipe: bank == nil ? nil : "R25", voucher: bank,
      suspense: books ? Self.suspense(drafted) : 0)
    guard books else { return }
    let later = try transaction.vouchers(entry: record.id).count
    let voucher = try book.write(drafted, source: "\(record.key)@\(later)", terms: desk.terms)
    try outcomes.addVoucher(entry: record.id, voucher, rule: match.rule, evidence: evidence)
    try keepOverpayments(drafted, match, nil, of: record)
  }

  /// R25 on the line's day, or today when that is closed.
  private func writeTransit(_ line: EntryRecord, _ amount: Money, _ desk: CompanyDesk) throws -> Int64 {
    var drafted = Recipes.clear(line: line.entry, amount: amount, in: Recipes.Context(terms: desk.terms, source: line.key))
    if desk.terms.isClosed(drafted.date) { drafted.date = asOf }
    let earlier = try transaction.vouchers(entry: line.id).count
    return try book.write(drafted, source: earlier == 0 ? line.key : "\(line.key)@\(earlier)", terms: desk.terms)
  }
}
