import Ledger
import Receivables
import Store
import TransferRules

/// The whole story of one receivable, ready to be told.
public struct Explanation: Sendable {
  public struct Reading: Sendable {
    public var on: CalendarDate
    public var path: String
    public var restsIn: String
    public var format: String
    public var line: Int?
    public var kind: InvoiceDocument.TypeClass
    public var typeCode: String
    /// `applied`, `duplicate`, `version`, `late`, `conflict`, `waiting`, `unlinked`, `released`
    public var state: String
    /// `late`: what it says else than was said before. `unlinked`: why it fits no claim.
    public var note: String?
    public var amount: Money
    /// What was found wrong or doubtful in it, and did not keep it out.
    public var findings: [Finding]
  }

  public struct Change: Sendable {
    public var on: CalendarDate
    /// `payment`, `loss`, `credit`, `entry`
    public var kind: String
    public var amount: Money
    public var path: String?
    public var line: Int?
    public var voucher: String?
  }

  public struct Night: Sendable {
    public var since: CalendarDate
    public var closed: CalendarDate?
    public var decision: Decision
    public var next: String
  }

  public struct Item: Sendable {
    public var receivable: Receivable
    /// Under which kind it was or will be decided.
    public var kind: ReceivableKind?
    public var readings: [Reading]
    public var changes: [Change]
    public var nights: [Night]
    public var assignment: AssignmentRecord?
    /// Its money in the books, line by line.
    public var books: [BookLine]
    /// Holds and releases that name it or its customer.
    public var holds: [HoldRecord]
    /// What a person was asked about it and nothing in the store answers, and payments of its number that are of no claim for certain.
    public var questions: [Question]
  }

  public var company: Company
  public var number: String
  public var items: [Item]
  /// Documents of the number that are no receivable: credit notes, reminders.
  public var others: [Reading]
  /// A hold for a number that has not been seen.
  public var holds: [HoldRecord]
}

/// What `perille explain` found: an invoice, or a voucher by its name.
public enum Explained: Sendable {
  case invoice(Explanation)
  case voucher(VoucherStory)
}

extension ExchangeFolder {
  /// The story of an invoice; of a voucher when no invoice has such a number (`2026-A-17`).
  public func explain(_ number: String, company: String?) throws -> Explained {
    try withStore { store in
      try store.read { transaction in
        let isInvoice =
          try company.map { try !transaction.documents(company: $0, number: number).isEmpty }
          ?? !transaction.companies(number: number).isEmpty
        if !isInvoice, let story = try voucherStory(number, company: company, in: transaction) { return .voucher(story) }
        return .invoice(try invoice(number, company: company, in: transaction))
      }
    }
  }

  private func invoice(_ number: String, company: String?, in transaction: Transaction) throws -> Explanation {
    if company == nil, try transaction.companies(number: number).isEmpty {
      try refuseToExplainPayment(named: number, company: nil, in: transaction)
    }
    let named = try resolve(number, company: company, in: transaction)
    let company = try requireCompany(named.company)
    let documents = try transaction.documents(company: named.company, number: named.number)
    let receivables = try transaction.receivables(company: named.company, number: named.number)
    let holds = try transaction.holds(company: named.company)
    let unlinked = try transaction.documents(state: "unlinked", classes: [.creditNote])
    let waiting = try transaction.openQuestions(of: .unmatchedPayments).filter {
      $0.company == named.company && $0.number == named.number
    }
    let items = try receivables.compactMap { record -> Explanation.Item? in
      guard let state = try transaction.receivableState(id: record.id) else { return nil }
      let assignment = try transaction.assignments(receivable: record.id).first
      let asOf = try transaction.lastAsOf() ?? record.identity.issueDate
      let standings = try Standings(transaction, company: company, unlinked: unlinked, asOf: asOf)
      let receivable = standings.completing(state)
      return Explanation.Item(
        receivable: receivable, kind: TransferRules.kind(of: receivable, company: company),
        readings: try readings(documents.filter { $0.identity == record.identity }, transaction),
        changes: try changes(record.id, number: record.identity.number, currency: record.amountDue.currency, transaction),
        nights: try transaction.decisions(receivable: record.id).map { night in
          Explanation.Night(
            since: night.since, closed: night.closed, decision: night.decision,
            next: assignment.map { nextStep($0, night.decision) }
              ?? TransferRules.nextStep(night.decision, company: company, confirmedOn: state.confirmedOn))
        }, assignment: assignment,
        books: try books(of: record.id, transaction),
        holds: holds.filter {
          $0.hold.invoiceNumber == record.identity.number
            || ($0.hold.customerNumber != nil && $0.hold.customerNumber == record.customerNumber)
        }, questions: try transaction.questions(receivable: record.id) + waiting)
    }
    let known = Set(receivables.map(\.identity))
    let others = try documents.filter { !known.contains($0.identity) }.compactMap { try reading($0, transaction) }
    let holdsToCome = items.isEmpty ? holds.filter { $0.hold.invoiceNumber == named.number } : []
    guard !items.isEmpty || !others.isEmpty || !holdsToCome.isEmpty else {
      try refuseToExplainPayment(named: number, company: company.key, in: transaction)
      throw CommandFailure(
        .usage, "\(company.key) has no document with the number \(Masking.excerpt(number)).",
        RuleBook.rule(named: number).map(RuleBook.hint)
          ?? "`perille list quarantine` shows what could not be read.")
    }
    return Explanation(company: company, number: named.number, items: items, others: others, holds: holdsToCome)
  }

  /// A number that no invoice has may be one that a payment names: then that is the answer.
  private func refuseToExplainPayment(named number: String, company: String?, in transaction: Transaction) throws {
    let payments = try transaction.openQuestions(of: .unmatchedPayments).filter {
      (company == nil || $0.company == company)
        && [$0.number, $0.paymentID, $0.name].contains(number)
    }
    guard !payments.isEmpty else { return }
    throw CommandFailure(
      .usage,
      lines: ["No invoice has the number \(Masking.excerpt(number)), but \(QuestionKind.unmatchedPayments.meaning):"]
        + payments.prefix(10).map { "  \(RunReport.Question($0).sentence)" } + [QuestionKind.unmatchedPayments.remedy])
  }

  /// The lines of vouchers that its money has; of a voucher of a whole day only those.
  private func books(of receivable: Int64, _ transaction: Transaction) throws -> [BookLine] {
    try transaction.entries(receivable: receivable).flatMap { entry in
      try transaction.vouchers(entry: entry.id).flatMap { voucher in
        try bookLines(voucher, where: { $0.source == entry.key }, transaction)
      }
    }
  }

  private func nextStep(_ assignment: AssignmentRecord, _ decision: Decision) -> String {
    "It is with \(assignment.provider) and does not go again.\(TransferRules.objections(decision, tellTo: assignment.provider)) "
      + "Tell \(assignment.provider) of payments and credit notes that come to you; "
      + "money that it sends is booked when the bank's file comes."
  }

  /// What was read, and the files of the same bytes that came again, day by day.
  private func readings(_ documents: [DocumentRecord], _ transaction: Transaction) throws -> [Explanation.Reading] {
    var readings: [Explanation.Reading] = []
    for document in documents {
      guard let first = try reading(document, transaction) else { continue }
      readings.append(first)
      readings += try transaction.filesOfSameBytes(as: document.fileID).map { file in
        var again = first
        (again.on, again.path, again.restsIn, again.state) = (file.receivedOn, file.path, file.target, "duplicate")
        return again
      }
    }
    // Of one day they stay in their order.
    return readings.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
  }

  private func reading(_ document: DocumentRecord, _ transaction: Transaction) throws -> Explanation.Reading? {
    guard let origin = try transaction.origin(file: document.fileID, line: document.line) else { return nil }
    return Explanation.Reading(
      on: origin.receivedOn, path: origin.path, restsIn: origin.restsIn, format: origin.format, line: origin.line,
      kind: document.identity.typeClass, typeCode: document.typeCode, state: document.state,
      note: document.note, amount: document.amountDue,
      findings: try transaction.findings(file: document.fileID, message: document.message).filter { $0.severity != .info })
  }

  private func changes(_ receivable: Int64, number: String, currency: Currency, _ transaction: Transaction) throws -> [Explanation
    .Change]
  {
    try transaction.allocations(receivable: receivable).map { allocation in
      var origin: Origin?
      var voucher: String?
      switch allocation.kind {
      case "payment", "loss": origin = try transaction.paymentOrigin(id: allocation.source)
      case "entry":
        origin = try transaction.entryOrigin(id: allocation.source)
        // The one that names the invoice: money may have been in suspense before.
        let vouchers = try transaction.vouchers(entry: allocation.source)
        let own = vouchers.first { $0.draft.postings.contains { $0.role == .receivable && $0.invoiceNumber == number } }
        voucher = (own ?? vouchers.first)?.label
      default:
        if let document = try transaction.document(id: allocation.source) {
          origin = try transaction.origin(file: document.fileID, line: document.line)
        }
      }
      return Explanation.Change(
        on: allocation.on, kind: allocation.kind, amount: Money(minorUnits: allocation.amount, currency),
        path: origin?.path, line: origin?.line, voucher: voucher)
    }
  }
}
