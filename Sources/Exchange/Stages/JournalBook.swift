import Ledger
import Receivables
import Store

/// Writes a night's vouchers: the next number of the series and the chain's head are taken in the night's transaction, once a company.
///
/// Vouchers are sealed beside the matching of the next payments and written many at once. Whoever reads vouchers flushes first.
final class JournalBook {
  private let transaction: Transaction
  private let writer: VoucherWriter
  private var nextID: Int64
  private var company: CompanyJournal?
  private var day: OpenDay?
  /// Rows of vouchers that are not written yet, in their order.
  private var waiting: [Int64] = []
  /// Vouchers may wait to be written together.
  var gathers = false

  private struct CompanyJournal {
    var key: String
    var head: JournalHead
    let sealing: VoucherSealing
    /// The next number of each fiscal year; one series a company.
    var numbers: [Int: Int] = [:]
    /// The fiscal year of the last voucher's day: most have the day of the one before.
    var year: (of: CalendarDate, label: Int)?
  }

  /// A voucher of all payments of an account and day, whose postings are being written.
  private struct OpenDay {
    var account: String
    var company: String
    var date: CalendarDate
    var id: Int64
    var count = 0
    /// Sum of what moves the money; one posting at the end.
    var money: Posting
  }

  init(_ transaction: Transaction) throws {
    self.transaction = transaction
    writer = try VoucherWriter(transaction)
    nextID = try transaction.nextVoucherID()
  }

  /// A voucher of its own; its row's id.
  func write(_ drafted: Drafted, source: String, terms: LedgerTerms) throws -> Int64 {
    try endDay()
    let number = try take(terms, on: drafted.date)
    let id = nextID
    nextID += 1
    company?.sealing.add(drafted, company: terms.company, source: source, number: number)
    for (ordinal, posting) in drafted.postings.enumerated() { try writer.insert(posting, ordinal: ordinal, voucher: id) }
    try end(id)
    return id
  }

  /// One of many payments of an account's day, whose voucher goes on until another day, account or voucher is begun. What moves the
  /// money is one posting for all of them.
  func write(_ drafted: Drafted, payment key: String, account: String, terms: LedgerTerms) throws -> Int64 {
    guard let money = drafted.postings.first else { throw Self.defect(.noPostings) }
    if let open = day,
      open.company != terms.company || open.date != drafted.date || open.account != account
        || open.money.role != money.role || open.money.amount.currency != money.amount.currency
    {
      try endDay()
    }
    var open: OpenDay
    if let known = day {
      open = known
      day = nil
    } else {
      open = try begin(drafted, money: money, key: key, account: account, terms: terms)
    }
    for posting in drafted.postings.dropFirst() {
      try add(posting, ordinal: open.count, voucher: open.id)
      open.count += 1
    }
    guard let sum = try? open.money.amount.adding(money.amount) else { throw Self.defect(.overflow) }
    open.money.amount = sum
    if open.money.recipe != money.recipe { open.money.recipe = "mixed" }
    let id = open.id
    day = open
    return id
  }

  private func begin(_ drafted: Drafted, money: Posting, key: String, account: String, terms: LedgerTerms) throws -> OpenDay {
    let draft = VoucherDraft(
      company: terms.company, date: drafted.date,
      text: "Payments of \(drafted.date), account ending \(account.suffix(4))", recipe: "mixed", postings: [],
      source: "day/" + key)
    let number = try take(terms, on: drafted.date)
    let total = Posting(
      money.role, Money.zero(money.amount.currency), source: Self.daySource(account, drafted.date), recipe: money.recipe)
    defer { nextID += 1 }
    company?.sealing.begin(draft, number)
    return OpenDay(account: account, company: terms.company, date: drafted.date, id: nextID, money: total)
  }

  /// Where the money of a day's voucher comes from: begins like the keys of its payments.
  private static func daySource(_ account: String, _ day: CalendarDate) -> String { "\(account)/\(day)/" }

  /// Ends the day's voucher that is still open.
  private func endDay() throws {
    guard let open = day else { return }
    day = nil
    if !open.money.amount.isZero { try add(open.money, ordinal: open.count, voucher: open.id) }
    company?.sealing.end()
    try end(open.id)
  }

  /// Writes the day's voucher that is still open, and all others. Nothing is complete before it.
  func closeDay() throws {
    try endDay()
    try flush()
  }

  /// Ends the night's booking: the last voucher is sealed and the journals' heads are kept.
  func close() throws {
    try closeDay()
    try keepHead()
  }

  // MARK: Numbers and chain

  private func take(_ terms: LedgerTerms, on date: CalendarDate) throws -> VoucherNumber {
    if company?.key != terms.company {
      try flush()
      try keepHead()
      let head =
        try transaction.journalHead(company: terms.company) ?? JournalHead(voucherID: 0, vouchers: 0, hash: Journal.origin)
      company = CompanyJournal(key: terms.company, head: head, sealing: VoucherSealing(previousHash: head.hash))
    }
    let year = company?.year.flatMap { $0.of == date ? $0.label : nil } ?? terms.fiscalYear(of: date).label
    company?.year = (date, year)
    let number =
      try company?.numbers[year]
      ?? transaction.nextVoucherNumber(company: terms.company, fiscalYear: year, series: terms.series)
    company?.numbers[year] = number + 1
    return VoucherNumber(fiscalYear: year, series: terms.series, number: number)
  }

  private func add(_ posting: Posting, ordinal: Int, voucher id: Int64) throws {
    company?.sealing.add(posting)
    try writer.insert(posting, ordinal: ordinal, voucher: id)
  }

  private func end(_ id: Int64) throws {
    waiting.append(id)
    if !gathers { return try flush() }
    if waiting.count % Self.fetchedAtOnce == 0 { try writeSealed(all: false) }
  }

  /// So many more vouchers wait before those that are sealed are written.
  private static let fetchedAtOnce = 256

  /// Writes the vouchers that wait. The day's that is still open goes on.
  func flush() throws {
    try writeSealed(all: true)
    guard waiting.isEmpty else { throw Self.defect(.noPostings) }
  }

  private func writeSealed(all: Bool) throws {
    guard !waiting.isEmpty, let sealing = company?.sealing, var head = company?.head else { return }
    let sealed: [SealedVoucher]
    do { sealed = try sealing.sealed(all: all) } catch { throw Self.defect(error) }
    for (id, voucher) in zip(waiting, sealed) {
      try writer.seal(voucher.draft, number: voucher.number, previousHash: head.hash, hash: voucher.hash, id: id)
      head = JournalHead(voucherID: id, vouchers: head.vouchers + 1, hash: voucher.hash)
    }
    waiting.removeFirst(min(sealed.count, waiting.count))
    company?.head = head
  }

  private func keepHead() throws {
    guard let company, company.head.voucherID > 0 else { return }
    try transaction.set(journalHead: company.head, company: company.key)
  }

  private static func defect(_ defect: VoucherDefect) -> CommandFailure {
    CommandFailure(.defect, "A voucher could not be sealed (\(defect)); nothing of this run was booked or handed over.")
  }
}
