import Ledger
import Receivables
import Store

/// What a company's other documents and people have said about its receivables: holds, customers, credit notes that name no invoice.
struct Standings {
  private let holdsByNumber: [String: [HoldRecord]]
  private let holdsByCustomer: [String: [HoldRecord]]
  private let customers: [String: Customer]
  private let unlinkedCredits: UnlinkedCredits
  private let asOf: CalendarDate
  private let country: String

  init(_ transaction: Transaction, company: Company, unlinked: [DocumentRecord], asOf: CalendarDate) throws {
    let holds = try transaction.holds(company: company.key)
    holdsByNumber = Dictionary(grouping: holds.filter { $0.hold.invoiceNumber != nil }) {
      Self.folded($0.hold.invoiceNumber ?? "")
    }
    holdsByCustomer = Dictionary(grouping: holds.filter { $0.hold.invoiceNumber == nil }) { $0.hold.customerNumber ?? "" }
    customers = Dictionary(
      try transaction.customers(company: company.key).map { ($0.customer.number, $0.customer) }, uniquingKeysWith: { $1 })
    unlinkedCredits = UnlinkedCredits(unlinked.filter { $0.identity.company == company.key })
    self.asOf = asOf
    country = company.country
  }

  /// A hold list that writes `a-17 ` means the invoice A-17: a hold that misses is worse than one that holds too much.
  private static func folded(_ number: String) -> String { number.filter { !$0.isWhitespace }.lowercased() }

  /// The receivable with what others say of it: master data fills what the document leaves out.
  func completing(_ receivable: Receivable) -> Receivable {
    var receivable = receivable
    if let number = receivable.debtor.customerNumber, let customer = customers[number] {
      fill(&receivable.debtor, from: customer.party)
      receivable.standing.customerBlocked = customer.collectionBlocked
    }
    if receivable.kind == nil {
      switch receivable.debtor.kind {
      case .organisation: receivable.kind = .b2b
      case .consumer: receivable.kind = .b2c
      case .unknown: break
      }
    }
    // A firm known by its VAT number alone has its register number in it, and a wire writes the register number.
    if receivable.debtor.legalID == nil, receivable.debtor.personalCode == nil,
      let number = receivable.debtor.organisationNumber(country: receivable.debtor.address?.country ?? country)
    {
      receivable.debtor.legalID = PartyIdentifier(number)
    }
    applyHolds(to: &receivable)
    let keys = ClaimKeys(
      reference: receivable.reference.flatMap { ReferenceKey.make($0, country: country) },
      debtor: PartyKeys.debtor(receivable.debtor), debtorName: PartyKeys.name(receivable.debtor))
    if let credit = unlinkedCredits.first(number: receivable.identity.number, keys) {
      receivable.standing.unlinkedCredit = credit.identity.number
      receivable.standing.unlinkedCreditNote = credit.note
    }
    return receivable
  }

  private func fill(_ debtor: inout Party, from master: Party) {
    if debtor.address?.isComplete != true, let address = master.address, address.isComplete { debtor.address = address }
    if debtor.name == nil { debtor.name = master.name }
    if debtor.legalID == nil { debtor.legalID = master.legalID }
    if debtor.vatID == nil { debtor.vatID = master.vatID }
    if debtor.personalCode == nil { debtor.personalCode = master.personalCode }
    if debtor.email == nil { debtor.email = master.email }
    if debtor.phone == nil { debtor.phone = master.phone }
    // The creditor knows its customer better than an invoice's identifiers do.
    if master.kind != .unknown { debtor.kind = master.kind }
  }

  /// The last word of each kind counts; of one day, a person's word is later than a file's, and a file's hold later than its
  /// release, so that no order of rows frees a claim.
  private func applyHolds(to receivable: inout Receivable) {
    // A payment that could be for several claims holds until it is placed, whatever was released before.
    let ambiguous = receivable.standing.hold
    receivable.standing.hold = nil
    defer { receivable.standing.hold = receivable.standing.hold ?? ambiguous }
    var records = holdsByNumber[Self.folded(receivable.identity.number)] ?? []
    if let number = receivable.debtor.customerNumber { records += holdsByCustomer[number] ?? [] }
    // A run for yesterday knows of a person's hold of today: it was said, and keeps back.
    records = records.filter { $0.since <= asOf || ($0.byPerson && $0.hold.action != .release) }
    records = overtaking(records).sorted { rank($0) < rank($1) }
    for record in records {
      let reason = Masking.masked(record.hold.reason)
      switch record.hold.action {
      case .release:
        receivable.standing.dispute = nil
        receivable.standing.hold = nil
        receivable.standing.holdUntil = nil
      case .dispute: receivable.standing.dispute = reason
      case .hold:
        if let until = record.hold.until, until < asOf { continue }
        receivable.standing.hold = reason
        receivable.standing.holdUntil = record.hold.until
      }
    }
  }

  /// A file's hold or dispute that came after a person's release and says what no file had said before was not known to the person:
  /// it counts after the release, whatever day it names.
  private func overtaking(_ records: [HoldRecord]) -> [HoldRecord] {
    guard let release = records.filter({ $0.byPerson && $0.hold.action == .release }).max(by: { $0.id < $1.id }) else {
      return records
    }
    let known = Set(records.filter { !$0.byPerson && $0.id < release.id }.map(Said.init))
    return records.map { record in
      guard !record.byPerson, record.hold.action != .release, record.id > release.id, !known.contains(Said(record)) else {
        return record
      }
      var record = record
      record.since = max(record.since, release.since.adding(days: 1))
      return record
    }
  }

  /// What a row says, whenever it says it.
  private struct Said: Hashable {
    let action: Hold.Action
    let invoiceNumber: String?
    let customerNumber: String?
    let reason: String
    init(_ record: HoldRecord) {
      action = record.hold.action
      invoiceNumber = record.hold.invoiceNumber
      customerNumber = record.hold.customerNumber
      reason = record.hold.reason
    }
  }

  /// Of two holds of one day the one that ends later counts, one without an end before all; then their words, so that it does not
  /// matter which file came first.
  private func rank(_ record: HoldRecord) -> (Int32, Int, Int64, Int32, String) {
    let order =
      switch (record.byPerson, record.hold.action) {
      case (false, .release): 0
      case (false, .hold): 1
      case (false, .dispute): 2
      case (true, _): 3
      }
    return (
      record.since.dayNumber, order, record.byPerson ? record.id : 0, record.hold.until?.dayNumber ?? .max, record.hold.reason
    )
  }
}
