import Ledger
import Receivables
import Store

/// Matches bank entries with receivables, takes them off, and books those that the account's policy says.
struct ApplyEntries {
  let transaction: Transaction
  let directory: CompanyDirectory

  func apply() throws {
    try transaction.forEachNewEntry(apply)
  }

  private func apply(_ record: EntryRecord) throws {
    let entry = record.entry
    guard let company = directory.company(key: record.company),
      let account = company.accounts.first(where: { $0.iban == entry.account })
    else { return }
    if record.state == "voucher" { return try placeSuspense(record, company) }
    let original = try original(of: entry)
    let (found, match) = try matched(record)
    try hold(match, record, company)
    let concerned = original?.record.receivableID ?? matchedItem(match)
    let isProviders =
      isFromProvider(entry, company) || original?.record.state == "voucher"
      || found.contains { $0.item.id == concerned && $0.isAssigned }
    let books =
      switch account.books {
      case .all: true
      case .provider: isProviders
      case .none: false
      }
    let drafted = Recipes.draft(
      entry, match: match, original: books ? original?.booked : nil,
      in: Recipes.Context(company: company.key, source: record.key))
    if books, let draft = drafted.draft {
      try JournalWriter(transaction: transaction).write(draft)
      try allocate(drafted.allocations, of: record)
      for finding in drafted.findings { try keep(finding, of: record) }
      try transaction.set(
        entry: record.id, state: "voucher", receivable: concerned, evidence: evidence(match), recipe: draft.recipe)
    } else if let original, !books {
      try allocate(
        original.booked.allocations.map { Allocation(item: $0.item, invoiceNumber: $0.invoiceNumber, amount: $0.amount.negated) },
        of: record)
      try transaction.set(
        entry: record.id, state: "evidence", receivable: concerned, evidence: "takes back an earlier payment", recipe: nil)
    } else {
      try allocate(drafted.allocations, of: record)
      try transaction.set(
        entry: record.id, state: waits(match, company) ? "unmatched" : "evidence", receivable: concerned,
        evidence: evidence(match), recipe: nil)
    }
    if let original { try transaction.markReversed(entry: original.record.id, by: record.id) }
  }

  /// Money that went to suspense before its invoice was read: the claim is smaller by it from now on, so that nobody is asked for what
  /// is paid. Its voucher stays as it is.
  private func placeSuspense(_ record: EntryRecord, _ company: Company) throws {
    let match = try matched(record).match
    try hold(match, record, company)
    guard case .one(let item, let evidence) = match else { return }
    let drafted = Recipes.draft(record.entry, match: match, in: Recipes.Context(company: record.company, source: record.key))
    try allocate(drafted.allocations, of: record)
    try transaction.set(
      entry: record.id, state: record.state, receivable: item.id, evidence: evidence + " Its voucher is in suspense.",
      recipe: record.recipe)
  }

  /// Money that could be for several open claims holds them all until it is placed. Where the creditor hands over what should go,
  /// its drop says what is open.
  private func hold(_ match: Match, _ record: EntryRecord, _ company: Company) throws {
    guard case .ledger = company.way, case .ambiguous(let items, _) = match, record.entry.amount.isPositive else { return }
    for item in items where item.open.isPositive {
      try transaction.set(
        receivable: item.id,
        ambiguous: "money of \(record.entry.amount) booked on \(record.entry.bookingDate) could be for more than one claim")
    }
  }

  // MARK: Candidates

  /// What the entry is for. The creditor's own word of the same money gives way when the bank's entry is for just the claims that it
  /// was taken off, and it tells which one when the bank's reference is that of several. When the bank's reference finds nothing, or
  /// another claim, the creditor's word stays: its clerk may have placed what the bank could not, and a claim that somebody calls paid
  /// must not open again.
  private func matched(_ record: EntryRecord) throws -> (found: [(item: LedgerItem, isAssigned: Bool)], match: Match) {
    if let archiveID = record.entry.archiveID {
      let told = try transaction.claimsOfPayment(company: record.company, paymentID: archiveID)
      if !told.isEmpty {
        var result: (found: [(item: LedgerItem, isAssigned: Bool)], match: Match)?
        try transaction.savepoint {
          try transaction.retractPayment(company: record.company, paymentID: archiveID)
          let found = try candidates(record)
          var match = Matching.match(record.entry, candidates: found.map(\.item))
          if case .ambiguous = match {
            match = Matching.match(record.entry, candidates: found.map(\.item).filter { told.contains($0.id) })
          }
          guard case .one(let item, _) = match, told == [item.id] else { return false }
          result = (found, match)
          return true
        }
        if let result { return result }
      }
    }
    let found = try candidates(record)
    return (found, Matching.match(record.entry, candidates: found.map(\.item)))
  }

  private func candidates(_ record: EntryRecord) throws -> [(item: LedgerItem, isAssigned: Bool)] {
    guard let key = record.entry.reference else { return [] }
    return try transaction.receivables(company: record.company, referenceKey: key)
      .filter { $0.identity.typeClass == .invoice }
      .map { receivable in
        let open = max(0, try transaction.openAmount(receivable: receivable.id))
        let item = LedgerItem(
          id: receivable.id, invoiceNumber: receivable.identity.number, reference: receivable.keys.reference,
          open: Money(minorUnits: open, receivable.amountDue.currency), paidInFull: open == 0)
        return (item, receivable.isAssigned)
      }
  }

  private func matchedItem(_ match: Match) -> Int64? {
    switch match {
    case .one(let item, _), .alreadyPaid(let item, _): item.id
    case .none, .ambiguous: nil
    }
  }

  private func evidence(_ match: Match) -> String {
    switch match {
    case .one(_, let evidence), .alreadyPaid(_, let evidence): evidence
    case .none(let why), .ambiguous(_, let why): why
    }
  }

  /// Money that nobody could place, of a company whose balances Perille keeps: asked again when new claims come.
  private func waits(_ match: Match, _ company: Company) -> Bool {
    guard case .ledger = company.way else { return false }
    switch match {
    case .one, .alreadyPaid: return false
    case .none, .ambiguous: return true
    }
  }

  private func isFromProvider(_ entry: SettlementEntry, _ company: Company) -> Bool {
    guard let payer = entry.payerName?.uppercased(), !payer.isEmpty else { return false }
    return company.agreements.contains { agreement in
      // Banks cut payer names (12 characters in KTL), so the longer of the two must begin with the shorter.
      agreement.providerNames.contains { name in
        let name = name.uppercased()
        return name.hasPrefix(payer) || payer.hasPrefix(name)
      }
    }
  }

  // MARK: Corrections

  private func original(of entry: SettlementEntry) throws -> (record: EntryRecord, booked: BookedEntry)? {
    guard entry.status == .correction, let record = try transaction.original(of: entry) else { return nil }
    let allocations = try transaction.allocations(entry: record.id).map {
      Allocation(item: $0.receivable, invoiceNumber: $0.number, amount: $0.amount)
    }
    if let voucher = try transaction.voucher(source: record.key) {
      return (record, BookedEntry(entry: record.entry, voucher: voucher, allocations: allocations, isReversed: false))
    }
    let unbooked = Voucher(
      draft: VoucherDraft(
        company: record.company, date: record.entry.bookingDate, text: "", recipe: "", postings: [], source: record.key),
      fiscalYear: 0, series: "", number: 0, previousHash: "", hash: "")
    return (record, BookedEntry(entry: record.entry, voucher: unbooked, allocations: allocations, isReversed: false))
  }

  // MARK: Writing

  private func allocate(_ allocations: [Allocation], of record: EntryRecord) throws {
    for allocation in allocations {
      try transaction.allocate(
        receivable: allocation.item, kind: "entry", source: record.id, amount: allocation.amount.minorUnits,
        on: record.entry.bookingDate)
    }
  }

  private func keep(_ finding: Finding, of record: EntryRecord) throws {
    guard let file = try transaction.file(ofSettlement: record.settlementID) else { return }
    var finding = finding
    finding.place.line = record.entry.line
    try transaction.insert(finding, file: file, message: nil)
  }
}

/// Seals vouchers into the journal: the next number of the series and the chain's head are taken in the same transaction.
struct JournalWriter {
  let transaction: Transaction
  static let series = "A"

  func write(_ draft: VoucherDraft) throws {
    let year = Journal.fiscalYear(of: draft.date)
    do {
      try transaction.insert(
        try Journal.seal(
          draft, fiscalYear: year, series: Self.series,
          number: try transaction.nextVoucherNumber(company: draft.company, fiscalYear: year, series: Self.series),
          previousHash: try transaction.journalHead(company: draft.company) ?? Journal.origin))
    } catch let defect as VoucherDefect {
      throw CommandFailure(.defect, "A voucher could not be sealed (\(defect)); nothing of this run was booked or handed over.")
    }
  }
}
