import Ledger
import Receivables
import Store

/// Writes a night's vouchers: the next number of the series and the chain's head are taken in the night's transaction, once a company.
final class JournalBook {
  private let transaction: Transaction
  private let writer: VoucherWriter
  private var nextID: Int64
  private var company: CompanyJournal?
  private var day: OpenDay?

  private struct CompanyJournal {
    var key: String
    var head: JournalHead
    /// The next number of each fiscal year; one series a company.
    var numbers: [Int: Int] = [:]
  }

  /// A voucher of all payments of an account and day, whose postings are being written.
  private struct OpenDay {
    var account: String
    var draft: VoucherDraft
    var number: VoucherNumber
    var id: Int64
    var sealer: VoucherSealer
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
    try closeDay()
    let draft = VoucherDraft(
      company: terms.company, date: drafted.date, text: drafted.text, recipe: drafted.recipe, postings: [], source: source,
      reverses: drafted.reverses)
    let number = try take(terms, on: drafted.date)
    let id = nextID
    nextID += 1
    var sealer = VoucherSealer(draft, id: number, previousHash: head)
    for (ordinal, posting) in drafted.postings.enumerated() {
      try add(posting, to: &sealer)
      try writer.insert(posting, ordinal: ordinal, voucher: id)
    }
    try seal(draft, number, id: id, sealer)
    return id
  }

  /// One of many payments of an account's day, whose voucher goes on until another day, account or voucher is begun. What moves the
  /// money is one posting for all of them.
  func write(_ drafted: Drafted, payment key: String, account: String, terms: LedgerTerms) throws -> Int64 {
    guard let money = drafted.postings.first else { throw Self.defect(.noPostings) }
    if let open = day,
      open.draft.company != terms.company || open.draft.date != drafted.date || open.account != account
        || open.money.role != money.role || open.money.amount.currency != money.amount.currency
    {
      try closeDay()
    }
    var open: OpenDay
    if let known = day {
      open = known
      day = nil
    } else {
      open = try begin(drafted, money: money, key: key, account: account, terms: terms)
    }
    for posting in drafted.postings.dropFirst() {
      try add(posting, to: &open.sealer)
      try writer.insert(posting, ordinal: open.count, voucher: open.id)
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
    return OpenDay(
      account: account, draft: draft, number: number, id: nextID,
      sealer: VoucherSealer(draft, id: number, previousHash: head), money: total)
  }

  /// Where the money of a day's voucher comes from: begins like the keys of its payments.
  private static func daySource(_ account: String, _ day: CalendarDate) -> String { "\(account)/\(day)/" }

  /// Seals the day's voucher that is still open. Nothing is complete before it.
  func closeDay() throws {
    guard var open = day else { return }
    day = nil
    if !open.money.amount.isZero {
      try add(open.money, to: &open.sealer)
      try writer.insert(open.money, ordinal: open.count, voucher: open.id)
    }
    try seal(open.draft, open.number, id: open.id, open.sealer)
  }

  /// Ends the night's booking: the last voucher is sealed and the journals' heads are kept.
  func close() throws {
    try closeDay()
    try keepHead()
  }

  // MARK: Numbers and chain

  private var head: String { company?.head.hash ?? Journal.origin }

  private func take(_ terms: LedgerTerms, on date: CalendarDate) throws -> VoucherNumber {
    if company?.key != terms.company {
      try keepHead()
      company = CompanyJournal(
        key: terms.company,
        head: try transaction.journalHead(company: terms.company)
          ?? JournalHead(voucherID: 0, vouchers: 0, hash: Journal.origin))
    }
    let year = terms.fiscalYear(of: date).label
    let number =
      try company?.numbers[year]
      ?? transaction.nextVoucherNumber(company: terms.company, fiscalYear: year, series: terms.series)
    company?.numbers[year] = number + 1
    return VoucherNumber(fiscalYear: year, series: terms.series, number: number)
  }

  private func seal(_ draft: VoucherDraft, _ number: VoucherNumber, id: Int64, _ sealer: VoucherSealer) throws {
    let hash: String
    do { hash = try sealer.finish() } catch { throw Self.defect(error) }
    try writer.seal(draft, number: number, previousHash: head, hash: hash, id: id)
    guard let known = company?.head else { return }
    company?.head = JournalHead(voucherID: id, vouchers: known.vouchers + 1, hash: hash)
  }

  private func keepHead() throws {
    guard let company, company.head.voucherID > 0 else { return }
    try transaction.set(journalHead: company.head, company: company.key)
  }

  private func add(_ posting: Posting, to sealer: inout VoucherSealer) throws {
    do { try sealer.add(posting) } catch { throw Self.defect(error) }
  }

  private static func defect(_ defect: VoucherDefect) -> CommandFailure {
    CommandFailure(.defect, "A voucher could not be sealed (\(defect)); nothing of this run was booked or handed over.")
  }
}
