import Receivables
import Store

/// What a company's other documents and people have said about its receivables: holds, customers, credit notes that name no invoice.
struct Standings {
  private let holdsByNumber: [String: [HoldRecord]]
  private let holdsByCustomer: [String: [HoldRecord]]
  private let customers: [String: Customer]
  private let unlinkedCredits: [DocumentRecord]
  private let asOf: CalendarDate
  private let country: String

  init(_ transaction: Transaction, company: Company, unlinked: [DocumentRecord], asOf: CalendarDate) throws {
    let holds = try transaction.holds(company: company.key)
    holdsByNumber = Dictionary(grouping: holds.filter { $0.hold.invoiceNumber != nil }) { $0.hold.invoiceNumber ?? "" }
    holdsByCustomer = Dictionary(grouping: holds.filter { $0.hold.invoiceNumber == nil }) { $0.hold.customerNumber ?? "" }
    customers = Dictionary(
      try transaction.customers(company: company.key).map { ($0.customer.number, $0.customer) }, uniquingKeysWith: { $1 })
    unlinkedCredits = unlinked.filter { $0.identity.company == company.key }
    self.asOf = asOf
    country = company.country
  }

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
      reference: nil, debtor: PartyKeys.debtor(receivable.debtor), debtorName: PartyKeys.name(receivable.debtor))
    receivable.standing.unlinkedCredit =
      unlinkedCredits.first { PartyKeys.sameDebtor($0.keys, keys) }?.identity.number
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
    var records = holdsByNumber[receivable.identity.number] ?? []
    if let number = receivable.debtor.customerNumber { records += holdsByCustomer[number] ?? [] }
    records = records.filter { $0.since <= asOf }.sorted { rank($0) < rank($1) }
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

  private func rank(_ record: HoldRecord) -> (Int32, Int, Int64) {
    let order =
      switch (record.byPerson, record.hold.action) {
      case (false, .release): 0
      case (false, .hold): 1
      case (false, .dispute): 2
      case (true, _): 3
      }
    return (record.since.dayNumber, order, record.byPerson ? record.id : 0)
  }
}
