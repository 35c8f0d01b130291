import Ledger
import Receivables
import Store

/// Money that was not placed when it came, and gets its place now: by a night, or by a person.
extension ApplyEntries {
  /// Money that waits in suspense and whose claim has come: out of suspense by a voucher of tonight (R23).
  func place(_ record: EntryRecord) throws {
    guard let desk = try desk(record.company), !desk.terms.isClosed(asOf) else { return }
    if record.entry.status == .correction { return try pair(late: record, desk) }
    if try isTakenBack(record) { return try holdClaims(record, desk, because: "waits for a person to place it") }
    var match = try match(record, desk)
    try hold(match, record, desk.company)
    switch match.outcome {
    case .none, .ambiguous, .veto: return
    case .items(let parts): match.outcome = .items(try left(of: parts, record))
    default: break
    }
    guard let waiting = try suspensePosting(record) else { return }
    let drafted = Recipes.place(
      Unplaced(entry: record.entry, suspense: waiting), match: match, on: asOf,
      in: Recipes.Context(terms: desk.terms, source: record.key, roundingLeft: nil))
    try write(drafted, placing: record, desk.terms, match: match, evidence: match.sentence)
  }

  /// What of stated parts the entry has not paid yet.
  private func left(of parts: [Match.Part], _ record: EntryRecord) throws -> [Match.Part] {
    let paid = try transaction.allocations(entry: record.id)
    guard !paid.isEmpty else { return parts }
    return try parts.compactMap { part in
      guard var amount = part.amount else { return part }
      for one in paid where one.receivable == part.item.id { amount = try amount.subtracting(one.amount) }
      return amount.isPositive ? Match.Part(item: part.item, amount: amount) : nil
    }
  }

  /// The part of an entry that is in suspense, as one posting.
  func suspensePosting(_ record: EntryRecord) throws -> Posting? {
    let waiting = try transaction.postings(entry: record).filter { $0.role == .suspense }
    guard let first = waiting.first, record.suspense != 0 else { return nil }
    return Posting(
      .suspense, Money(minorUnits: -record.suspense, first.amount.currency), invoiceNumber: first.invoiceNumber,
      customerNumber: first.customerNumber, source: record.key, recipe: first.recipe)
  }

  /// Writes a voucher that takes money out of suspense, and what follows from it. False when nothing is placed.
  @discardableResult
  func write(
    _ drafted: Drafted, placing record: EntryRecord, _ terms: LedgerTerms, match: Match,
    original: (record: EntryRecord, booked: BookedEntry)? = nil, rule: String? = nil, evidence: String?
  ) throws -> Bool {
    guard !drafted.postings.isEmpty else { return false }
    for finding in drafted.findings { try keep(finding, of: record) }
    let later = try transaction.vouchers(entry: record.id).count
    let voucher = try book.write(drafted, source: "\(record.key)@\(later)", terms: terms)
    for allocation in drafted.allocations {
      try allocate(allocation, of: record, placedOn: asOf)
    }
    try keepOverpayments(drafted, match, original, of: record)
    try outcomes.place(
      entry: record.id, receivable: original?.record.receivableID ?? match.items.first?.id, rule: rule ?? match.rule,
      evidence: evidence, voucher: voucher,
      suspense: original == nil ? record.suspense + Self.suspense(drafted) : 0)
    return true
  }

  /// Money that no night has booked and that a person places: booked when its account's money is, else only taken off the claims.
  /// Whether it was booked.
  func takeUp(
    _ record: EntryRecord, _ drafted: Drafted, _ match: Match, _ desk: CompanyDesk, evidence: String
  ) throws -> Bool {
    var books = false
    if let account = desk.company.accounts.first(where: { $0.iban == record.entry.account }) {
      books = isBooked(record, match, original: nil, account: account)
      // Who names an account of the books wants it there.
      if case .role = match.outcome { books = account.books != .none }
    }
    for allocation in drafted.allocations {
      try allocate(allocation, of: record, placedOn: asOf)
    }
    if record.entry.level == .statementLine {
      try takeUp(line: record, drafted, match, desk, books: books, evidence: evidence)
      return books
    }
    let voucher = books ? try book.write(drafted, source: record.key, terms: desk.terms) : nil
    if books { try keepOverpayments(drafted, match, nil, of: record) }
    try outcomes.set(
      entry: record.id, state: books ? "voucher" : "evidence", receivable: match.items.first?.id, rule: match.rule,
      evidence: evidence, recipe: books ? drafted.recipe : nil, voucher: voucher,
      suspense: books ? Self.suspense(drafted) : 0)
    if books { try clear(late: record, desk) }
    return books
  }
}
