import Configuration
import Ledger
import Receivables
import Store

/// Where a person says that money belongs.
public enum MatchDecision: Sendable {
  /// Invoice numbers, each with its part in major units or without.
  case invoices([(number: String, amount: String?)])
  case role(String)
  /// It is other money than what it looks like.
  case new
  /// It was told before, or it is explained, or booked elsewhere.
  case known
  /// It is not where it was placed.
  case undo
}

extension ExchangeFolder {
  /// Does what a person decided about one entry; the sentence says what was done. Money that is booked for the first time has its
  /// booking day; what leaves suspense, and what belongs to a closed day, is dated `asOf`, the day of the decision.
  public func match(_ name: String, _ decision: MatchDecision, company: String?, asOf: CalendarDate) throws -> String {
    guard try asOf <= today() else { throw CommandFailure(.usage, "\(asOf) has not come; give a day until today with --as-of.") }
    let desk = try Desk.open(self)
    return try desk.store.write { transaction in
      let record =
        if case .undo = decision {
          try bookedEntry(name, company: company, transaction)
        } else {
          try openEntry(name, company: company, transaction)
        }
      if case .known = decision, ["closed", "open-line"].contains(record.state), record.entry.bookingDate > asOf {
        try OutcomeWriter(transaction).decideReview(entry: record.id, isNew: false)
        return
          "E\(record.id), \(record.entry.amount) of \(record.entry.bookingDate), is taken for no money; nothing of it is booked."
      }
      guard record.entry.bookingDate <= asOf else {
        throw CommandFailure(
          .usage, "E\(record.id) is booked on \(record.entry.bookingDate); it cannot be decided on \(asOf), before its day.")
      }
      let entries = try ApplyEntries(transaction: transaction, directory: directory, configuration: configuration, asOf: asOf)
      guard let books = try entries.desk(record.company) else {
        throw CommandFailure(.configuration, "The company \(record.company) is not in perille.yaml any more.")
      }
      switch decision {
      case .new: return try decideDoubt(record, isNew: true, transaction)
      case .known where record.state == "closed" && isClosed(record):
        return try entries.takeElsewhere(record, books)
      case .known: return try decideDoubt(record, isNew: false, transaction)
      case .invoices, .role, .undo: break
      }
      guard !books.terms.isClosed(asOf) else {
        throw CommandFailure(.usage, "\(asOf) is in a closed period of \(record.company); give an open day with --as-of.")
      }
      let sentence =
        if case .undo = decision {
          try entries.takeBack(record, books)
        } else {
          try place(record, decision, books, entries, on: asOf)
        }
      try entries.book.close()
      return sentence
    }
  }

  /// Where a person says.
  private func place(
    _ record: EntryRecord, _ decision: MatchDecision, _ books: ApplyEntries.CompanyDesk, _ entries: ApplyEntries,
    on day: CalendarDate
  ) throws -> String {
    guard record.state != "review" else {
      throw CommandFailure(
        .usage, "E\(record.id) may be money that another file told of; first say --new or --known.")
    }
    if case .role = decision, let account = books.company.accounts.first(where: { $0.iban == record.entry.account }),
      account.books == .none
    {
      throw CommandFailure(
        .usage, "Nothing of this account is booked (books: none in perille.yaml), so that no role can have it.",
        "Place it on invoices, or change books.")
    }
    var placement = try placement(decision, record, books)
    // The creditor's own row of the same money gives way to what a person says.
    if try entries.retractOwnWord(of: record, books, onAnyOf: Set(items(placement).map(\.id))) {
      placement = try self.placement(decision, record, books)
    }
    let match = Match(
      rule: "match.person", outcome: outcome(placement),
      payer: books.payers.payer(of: record.entry, for: items(placement).first),
      evidence: .noReference)
    return try place(record, placement, match, books, entries, on: day)
  }

  private func place(
    _ record: EntryRecord, _ placement: Placement, _ match: Match, _ books: ApplyEntries.CompanyDesk, _ entries: ApplyEntries,
    on day: CalendarDate
  ) throws -> String {
    let context = Recipes.Context(terms: books.terms, source: record.key, roundingLeft: books.roundingLeft)
    let waiting = try entries.suspensePosting(record)
    let unplaced =
      waiting.map { Unplaced(entry: record.entry, suspense: $0) }
      ?? Unplaced(entry: record.entry, amount: record.entry.amount, role: .clearing)
    let isFirst = waiting == nil && !books.terms.isClosed(record.entry.bookingDate)
    let drafted = Recipes.decide(
      unplaced, to: placement, payer: match.payer, on: isFirst ? record.entry.bookingDate : day, in: context)
    if let refusal = drafted.findings.first(where: { $0.severity == .error }) {
      throw CommandFailure(.usage, refusal.message, refusal.remedy)
    }
    guard !drafted.postings.isEmpty else { throw CommandFailure(.usage, "Nothing of it can go there.") }
    var isBooked = true
    if waiting != nil {
      try entries.write(drafted, placing: record, books.terms, match: match, evidence: "A person decided so on \(day).")
    } else {
      isBooked = try entries.takeUp(record, drafted, match, books, evidence: "A person decided so on \(day).")
    }
    // The first posting moves what found its place; the rest goes on waiting.
    var moved = drafted.postings.first?.amount.magnitude ?? unplaced.amount
    if waiting == nil, let left = drafted.postings.first(where: { $0.role == .suspense }) {
      moved = (try? moved.subtracting(left.amount.magnitude)) ?? moved
    }
    var done = "E\(record.id), \(moved) of \(record.entry.amount) booked on \(record.entry.bookingDate): \(drafted.text)."
    if !isBooked {
      done +=
        "\n  It is taken off the claim, and there is no voucher: by `books` in perille.yaml such money of its account is not booked here."
    }
    let notes = drafted.findings.map { "  \($0.message)" }
    return ([done] + notes).joined(separator: "\n")
  }

  private func decideDoubt(_ record: EntryRecord, isNew: Bool, _ transaction: Transaction) throws -> String {
    let outcomes = try OutcomeWriter(transaction)
    switch record.state {
    case "review":
      try outcomes.decideReview(entry: record.id, isNew: isNew)
      return isNew
        ? "E\(record.id) is other money; the next run matches and books it."
        : "E\(record.id) was told before; nothing of it is booked."
    case "open-line" where !isNew:
      try outcomes.set(
        entry: record.id, state: "line", receivable: nil, rule: "match.person", evidence: "explained by a person",
        recipe: record.recipe,
        voucher: record.voucherID, suspense: 0)
      return "E\(record.id) counts as explained."
    default:
      throw CommandFailure(.usage, "E\(record.id) is not doubtful; say where it belongs with --to or --role.")
    }
  }

  // MARK: What was named

  private func openEntry(_ name: String, company: String?, _ transaction: Transaction) throws -> EntryRecord {
    let open = try transaction.openEntries(company: try company.map { try requireCompany($0).key })
    let found = open.filter { "E\($0.id)" == name.uppercased() || $0.key == name || $0.entry.archiveID == name }
    if found.count == 1 { return found[0] }
    if found.isEmpty {
      throw CommandFailure(
        .usage, "No open question is called \(Masking.excerpt(name)).", "`perille match` lists them, with their names.")
    }
    throw CommandFailure(
      .usage, lines: ["\(Masking.excerpt(name)) is the name of several; nothing was changed."] + found.map { "  E\($0.id)" })
  }

  /// Money that has its place, by what `explain` calls it or by the bank's id.
  private func bookedEntry(_ name: String, company: String?, _ transaction: Transaction) throws -> EntryRecord {
    let key = try company.map { try requireCompany($0).key }
    let found = try transaction.payments(named: name).filter { key == nil || $0.company == key }
    if found.count == 1 { return found[0] }
    throw CommandFailure(
      .usage,
      lines: found.isEmpty
        ? ["No payment is called \(Masking.excerpt(name)); `perille explain NUMBER` names those of an invoice."]
        : ["\(Masking.excerpt(name)) is the name of several; nothing was changed."] + found.map { "  E\($0.id)" })
  }

  private func placement(
    _ decision: MatchDecision, _ record: EntryRecord, _ books: ApplyEntries.CompanyDesk
  ) throws -> Placement {
    switch decision {
    case .role(let name):
      guard let role = AccountRole(rawValue: name.uppercased()) else {
        let known = AccountRole.allCases.map(\.rawValue)
        let hint = nearest(name.uppercased(), among: known).map { " Did you mean \($0)?" } ?? ""
        throw CommandFailure(.usage, "No account role is called \(Masking.excerpt(name)).\(hint)")
      }
      return .role(role)
    case .invoices(let named):
      return .items(
        try named.map { number, amount in
          let found = try books.lookup.items(invoiceNumber: number)
          guard let item = found.first, found.count == 1 else {
            throw CommandFailure(
              .usage,
              found.isEmpty
                ? "\(record.company) has no invoice \(Masking.excerpt(number))."
                : "\(found.count) receivables of \(record.company) have the number \(Masking.excerpt(number)); nothing was changed."
            )
          }
          guard let amount else { return Match.Part(item: item) }
          guard let money = ExactDecimal(bytes: amount.utf8, point: 0x2E)?.money(in: record.entry.amount.currency) else {
            throw CommandFailure(.usage, "\(Masking.excerpt(amount)) is no amount in \(record.entry.amount.currency) (125.00).")
          }
          return Match.Part(item: item, amount: money)
        })
    case .new, .known, .undo: throw CommandFailure(.defect, "A doubt has no place to go.")
    }
  }

  private func items(_ placement: Placement) -> [LedgerItem] {
    if case .items(let parts) = placement { parts.map(\.item) } else { [] }
  }

  private func outcome(_ placement: Placement) -> Match.Outcome {
    switch placement {
    case .items(let parts): .items(parts)
    case .role(let role): .role(role, messageClass: "person", item: nil)
    }
  }
}
