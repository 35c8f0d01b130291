import Configuration
import Ledger
import Receivables
import Store

/// Matches the money of bank and provider files with claims, takes it off them, and books what the account's policy says.
final class ApplyEntries {
  let transaction: Transaction
  let directory: CompanyDirectory
  let configuration: ExchangeConfiguration
  let asOf: CalendarDate
  let book: JournalBook
  let reader: EntryReader
  let outcomes: OutcomeWriter
  private let claims: CandidateReader
  private var desk: CompanyDesk?
  private var settlementFile: (settlement: Int64, file: Int64)?

  /// What holds for the entries of one company. A class, for every payment has it at hand.
  final class CompanyDesk {
    let company: Company
    let terms: LedgerTerms
    let payers: Payers
    let lookup: ClaimLookup
    /// The creditor's own system has told of payments by the bank's ids.
    let hasOwnWord: Bool
    var roundingLeft: Money?

    init(company: Company, terms: LedgerTerms, lookup: ClaimLookup, hasOwnWord: Bool) {
      self.company = company
      self.terms = terms
      payers = Payers(company: company)
      self.lookup = lookup
      self.hasOwnWord = hasOwnWord
      roundingLeft = terms.smallDifference?.perRun
    }
  }

  init(transaction: Transaction, directory: CompanyDirectory, configuration: ExchangeConfiguration, asOf: CalendarDate) throws {
    self.transaction = transaction
    self.directory = directory
    self.configuration = configuration
    self.asOf = asOf
    book = try JournalBook(transaction)
    reader = try EntryReader(transaction)
    outcomes = try OutcomeWriter(transaction)
    claims = try CandidateReader(transaction)
    claims.willRead = { [outcomes] in try outcomes.flush() }
  }

  func apply() throws {
    try JoinPages(transaction: transaction, asOf: asOf).apply()
    try takeOutWhatIsToldSingly()
    // What waited before tonight is asked again after tonight's own money.
    let suspended = try transaction.suspended()
    book.gathers = true
    try transaction.forEachPage(of: CandidateReader.aheadLimit) { page in
      try claims.readAhead(page)
      outcomes.gathers = true
      for record in page { try apply(record) }
      outcomes.gathers = false
      try outcomes.flush()
    }
    book.gathers = false
    try book.flush()
    claims.forget()
    for id in suspended {
      if let record = try reader.entry(id: id), record.suspense != 0, record.reversedBy == nil { try place(record) }
    }
    try book.closeDay()
    try ClearLines(entries: self, reader: reader, outcomes: outcomes).apply()
    try book.close()
    try transaction.markSettled()
    try holdDoubtful()
    try holdAnnounced()
  }

  // MARK: One payment

  private func apply(_ record: EntryRecord) throws {
    guard let desk = try desk(record.company),
      let account = desk.company.accounts.first(where: { $0.iban == record.entry.account })
    else {
      // It waits as money without a claim does, and is booked when the account is back.
      return try outcomes.set(
        entry: record.id, state: "unmatched", receivable: nil, rule: nil,
        evidence: "Its account is in perille.yaml no more.", recipe: nil, voucher: nil, suspense: 0)
    }
    if record.state == "unmatched", record.rule == Self.takenBack {
      return try holdClaims(record, desk, because: "waits for a person to place it")
    }
    if let why = whyItWaits(record, account, desk) {
      try outcomes.set(
        entry: record.id, state: "closed", receivable: nil, rule: nil, evidence: nil, recipe: nil, voucher: nil, suspense: 0)
      return try holdClaims(record, desk, because: why)
    }
    let original = try original(of: record)
    let match = try match(record, desk)
    try hold(match, record, desk.company)
    let books = isBooked(record, match, original: original, account: account)
    let drafted = Recipes.book(
      record.entry, match: match, original: original?.booked,
      in: Recipes.Context(terms: desk.terms, source: record.key, roundingLeft: desk.roundingLeft))
    let concerned = original?.record.receivableID ?? match.items.first?.id
    // What takes a known payment back is placed by that payment, whatever its own words would match.
    let (rule, evidence) =
      original != nil
      ? ("match.original", nil)
      : record.entry.status == .correction
        ? ("match.none", "It takes back a payment that is not known, or not with this amount.") : (match.rule, evidence(match))
    for finding in drafted.findings where books || finding.rule == "ledger.tell-provider" { try keep(finding, of: record) }
    // What was never booked is taken back without a voucher too.
    let allocations =
      books
      ? drafted.allocations
      : original?.booked.allocationsTakenBack
        ?? drafted.allocations
    for allocation in allocations { try allocate(allocation, of: record, match.items) }
    if books, !drafted.postings.isEmpty {
      let voucher: Int64
      if desk.terms.vouchers == .settlement, drafted.reverses == nil {
        voucher = try book.write(drafted, payment: record.key, account: record.entry.account, terms: desk.terms)
      } else {
        voucher = try book.write(drafted, source: record.key, terms: desk.terms)
      }
      if let rounded = drafted.rounded { desk.roundingLeft = try? desk.roundingLeft?.subtracting(rounded) }
      try keepOverpayments(drafted, match, original, of: record)
      try outcomes.set(
        entry: record.id, isFirst: record.state == nil, state: "voucher", receivable: concerned, rule: rule,
        evidence: evidence,
        recipe: drafted.recipe, voucher: voucher,
        // What takes a payment back that is in suspense leaves nothing there.
        suspense: drafted.reverses == nil ? Self.suspense(drafted) : 0)
      if record.state != nil { try clear(late: record, desk) }
    } else {
      // A correction may come before what it takes back.
      let isAlone = original == nil && (match.items.isEmpty || record.entry.status == .correction)
      let waits = if case .ledger = desk.company.way { isAlone } else { false }
      try outcomes.set(
        entry: record.id, state: waits ? "unmatched" : "evidence", receivable: concerned, rule: rule,
        evidence: evidence, recipe: nil, voucher: nil, suspense: 0)
    }
    if let original, drafted.reverses != nil || !books {
      try outcomes.markReversed(entry: original.record.id, by: record.id)
      try answerQuestions(of: original.record, original.booked, because: "the bank took it back")
    }
  }

  /// Whether it becomes a voucher: all money of the account, or what concerns a provider.
  func isBooked(
    _ record: EntryRecord, _ match: Match, original: (record: EntryRecord, booked: BookedEntry)?, account: BankAccount
  ) -> Bool {
    switch account.books {
    case .all: return true
    case .none: return false
    case .provider:
      if case .provider = match.payer { return true }
      return original?.record.state == "voucher" || match.items.contains { $0.assignedTo != nil }
    }
  }

  func allocate(
    _ allocation: Allocation, of record: EntryRecord, _ items: [LedgerItem] = [], placedOn day: CalendarDate? = nil
  ) throws {
    let isAssigned = items.contains { $0.id == allocation.item && $0.assignedTo != nil }
    try outcomes.allocate(
      receivable: allocation.item, entry: record, amount: allocation.amount.minorUnits, placedOn: day, decides: !isAssigned)
    try claims.note(changeOf: allocation.item, company: record.company)
  }

  /// Minor units, with the sign of the entry.
  static func suspense(_ drafted: Drafted) -> Int64 {
    drafted.postings.reduce(0) { $1.role == .suspense ? $0 &- $1.amount.minorUnits : $0 }
  }

  func keepOverpayments(
    _ drafted: Drafted, _ match: Match, _ original: (record: EntryRecord, booked: BookedEntry)?, of record: EntryRecord
  ) throws {
    for posting in drafted.postings where posting.role == .overpayment {
      let item = match.items.first { $0.invoiceNumber == posting.invoiceNumber }?.id ?? original?.record.receivableID
      guard let item else { continue }
      try outcomes.overpay(receivable: item, entry: record.id, amount: -posting.amount.minorUnits)
      claims.hasOverpayments = true
    }
  }

  /// In words, where the rule alone does not say it.
  private func evidence(_ match: Match) -> String? {
    if case .reference = match.evidence, !match.isWeak { return nil }
    return match.sentence
  }

  /// Money that could be for several open claims holds them all until it is placed. Where the creditor hands over what should go,
  /// its drop says what is open.
  func hold(_ match: Match, _ record: EntryRecord, _ company: Company) throws {
    guard case .ledger = company.way, record.entry.amount.isPositive else { return }
    switch match.outcome {
    case .ambiguous, .veto: break
    default: return
    }
    for item in match.alternatives where item.open.isPositive {
      try transaction.set(
        receivable: item.id,
        ambiguous: "money of \(record.entry.amount) booked on \(record.entry.bookingDate) could be for more than one claim")
    }
  }

  // MARK: Whose money

  func desk(_ key: String) throws -> CompanyDesk? {
    if let desk, desk.company.key == key { return desk }
    guard let company = directory.company(key: key) else { return nil }
    let terms = configuration.ledger(of: key) ?? LedgerTerms(company: key)
    let made = CompanyDesk(
      company: company, terms: terms, lookup: ClaimLookup(company: key, reader: claims),
      hasOwnWord: try transaction.hasPaymentIDs(company: key))
    desk = made
    return made
  }

  /// What the entry is for. The creditor's own word of the same money gives way when the bank's entry is for just the claims that it
  /// was taken off, and it tells which one when the bank's reference is that of several. When the bank's reference finds nothing, or
  /// another claim, the creditor's word stays: its clerk may have placed what the bank could not, and a claim that somebody calls paid
  /// must not open again.
  func match(_ record: EntryRecord, _ desk: CompanyDesk) throws -> Match {
    if desk.hasOwnWord, let archiveID = record.entry.archiveID {
      let told = try transaction.claimsOfPayment(company: record.company, paymentID: archiveID)
      if !told.isEmpty {
        // Not inside the savepoint, which may be taken back.
        try outcomes.flush()
        var result: Match?
        try transaction.savepoint {
          try transaction.retractPayment(company: record.company, paymentID: archiveID)
          try note(changeOf: told, record.company)
          var match = try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
          if case .ambiguous = match.outcome {
            match = try Matching.match(record.entry, payers: desk.payers, lookup: Narrowed(lookup: desk.lookup, to: told))
          }
          guard Set(match.items.map(\.id)) == told, match.items.contains(where: { !$0.isPaid }) else { return false }
          result = match
          return true
        }
        if let result { return result }
        // What the claims are open by is what it was before.
        try note(changeOf: told, record.company)
      }
    }
    return try Matching.match(record.entry, payers: desk.payers, lookup: desk.lookup)
  }

  /// Takes back what the creditor's own row of the same money took off claims, when one of them is named. Whether it did.
  func retractOwnWord(of record: EntryRecord, _ desk: CompanyDesk, onAnyOf claims: Set<Int64>) throws -> Bool {
    guard desk.hasOwnWord, let archiveID = record.entry.archiveID else { return false }
    let told = try transaction.claimsOfPayment(company: record.company, paymentID: archiveID)
    guard !told.isDisjoint(with: claims) else { return false }
    try outcomes.flush()
    try transaction.retractPayment(company: record.company, paymentID: archiveID)
    try note(changeOf: told, record.company)
    return true
  }

  private func note(changeOf claims: Set<Int64>, _ company: String) throws {
    for claim in claims.sorted() { try self.claims.note(changeOf: claim, company: company) }
  }

  /// Only the claims that somebody has named.
  private struct Narrowed: ItemLookup {
    let lookup: ClaimLookup
    let to: Set<Int64>
    func items(referenceKey: String) throws -> [LedgerItem] {
      try lookup.items(referenceKey: referenceKey).filter { to.contains($0.id) }
    }
    func items(invoiceNumber: String) throws -> [LedgerItem] {
      try lookup.items(invoiceNumber: invoiceNumber).filter { to.contains($0.id) }
    }
    func items(caseNumber: String) throws -> [LedgerItem] {
      try lookup.items(caseNumber: caseNumber).filter { to.contains($0.id) }
    }
    func items(openExactly amount: Money) throws -> [LedgerItem] {
      try lookup.items(openExactly: amount).filter { to.contains($0.id) }
    }
  }

  func keep(_ finding: Finding, of record: EntryRecord) throws {
    if settlementFile?.settlement != record.settlementID {
      guard let file = try transaction.file(ofSettlement: record.settlementID) else { return }
      settlementFile = (record.settlementID, file)
    }
    guard let file = settlementFile?.file else { return }
    var finding = finding
    finding.place.line = record.entry.line
    try transaction.insert(finding, file: file, message: nil)
  }
}
