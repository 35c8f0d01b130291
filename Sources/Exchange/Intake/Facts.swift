import Ledger
import Receivables
import Store

/// What a message says, placed with its company and given the keys under which it is kept.
enum Fact: Sendable {
  struct Invoice: Sendable {
    var invoice: InvoiceDocument
    /// One item, or one for each instalment.
    var items: [Item]
  }
  struct Item: Sendable {
    var identity: ReceivableIdentity
    var amountDue: Money
    var dueDate: CalendarDate?
    var reference: String?
    var keys: ClaimKeys
    var content: [UInt8]
  }
  case invoice(Invoice)
  case payment(Payment, company: String, key: String, isWeak: Bool, referenceKey: String?)
  case openItem(OpenItem, company: String, referenceKey: String?)
  case hold(Hold, company: String)
  case customer(Customer, company: String, content: [UInt8])
}

/// A message ready for the store.
struct PreparedMessage: Sendable {
  enum Outcome: Sendable {
    case fact(Fact)
    case refused(CompanyScope)
    case notForUs(String)
  }
  var index: Int
  var line: Int?
  var format: String
  var bytes: Range<Int>?
  var outcome: Outcome
  var findings: [Finding]
  /// The published rules that it was checked against.
  var ruleSet: String?
  /// The number of an invoice or credit note, also of one that was refused.
  var number: String?
}

/// Places messages with their companies and gives them keys. One a file: identical payments of one file are told apart by counting.
struct MessagePreparation {
  let directory: CompanyDirectory
  private var paymentOccurrences: [String: Int] = [:]

  init(directory: CompanyDirectory) { self.directory = directory }

  mutating func prepare(_ message: ReadMessage) -> PreparedMessage {
    var prepared = PreparedMessage(
      index: message.index, line: message.line, format: message.format, bytes: message.bytes,
      outcome: .refused(.nobody), findings: message.findings, ruleSet: message.verdict?.ruleSet, number: message.refusedNumber)
    switch message.outcome {
    case .notForUs(let what): prepared.outcome = .notForUs(what)
    case .refused:
      prepared.outcome = .refused(message.mayReduceClaims ? scope(message.hint) : .nobody)
    case .document(let document):
      if case .invoice(let invoice) = document.body { prepared.number = invoice.number }
      switch place(document) {
      case .success(let company): prepared.outcome = outcome(document, company)
      case .failure(let problem):
        prepared.findings.append(problem.finding)
        prepared.outcome = .refused(message.mayReduceClaims ? problem.scope : .nobody)
      }
    }
    return prepared
  }

  private struct PlacementProblem: Error {
    var finding: Finding
    var scope: CompanyScope
  }

  /// Whose unread message this may be.
  func scope(_ hint: CreditorHint) -> CompanyScope {
    if let key = hint.companyKey, directory.company(key: key) != nil { return .some([key]) }
    if let account = hint.account, let company = directory.company(account: account) { return .some([company.key]) }
    guard let seller = hint.seller else { return .all }
    switch directory.place(seller: seller) {
    case .company(let company): return .some([company.key])
    case .contradiction(let one, let other): return .some([one, other])
    case .stranger: return .nobody
    case .unidentified: return .all
    }
  }

  private func place(_ document: Document) -> Result<Company, PlacementProblem> {
    if let key = document.companyKey {
      if let company = directory.company(key: key) { return .success(company) }
      return .failure(
        PlacementProblem(
          finding: Finding(
            "company.unknown", .error, "The company \"\(Masking.excerpt(key))\" is not in perille.yaml.",
            remedy: "Add the company, or correct the profile's company place, and retry the file."), scope: .all))
    }
    guard case .invoice(let invoice) = document.body else {
      return .failure(
        PlacementProblem(
          finding: Finding(
            "company.unknown", .error, "Nothing says which company this row belongs to.",
            remedy: "State the company in the profile: as a constant, a sub-folder or a column."), scope: .all))
    }
    switch directory.place(seller: invoice.seller) {
    case .company(let company): return .success(company)
    case .contradiction(let one, let other):
      return .failure(
        PlacementProblem(
          finding: Finding(
            "company.contradiction", .error, "The seller's identifiers name two companies, \(one) and \(other).",
            remedy: "Correct the seller's legal id, VAT id or endpoint in the sending system, then drop the invoice again.",
            term: "BG-4"), scope: .some([one, other])))
    case .stranger, .unidentified:
      let isStranger =
        if case .stranger = directory.place(seller: invoice.seller) { true } else { false }
      return .failure(
        PlacementProblem(
          finding: Finding(
            "company.unknown", .error,
            isStranger
              ? "The seller is none of the companies in perille.yaml."
              : "The document has no legal id, VAT id or endpoint of its seller.",
            remedy: isStranger
              ? "If it is yours, add the seller's identifiers to the company; else dismiss it."
              : "The sending system must state the seller's business id: a document is never placed by name.", term: "BG-4"),
          scope: isStranger ? .nobody : .all))
    }
  }

  private mutating func outcome(_ document: Document, _ company: Company) -> PreparedMessage.Outcome {
    switch document.body {
    case .invoice(let invoice):
      if invoice.typeClass == .other { return .notForUs("\(invoice.typeCode) asks for no money") }
      return .fact(.invoice(Fact.Invoice(invoice: invoice, items: items(invoice, company))))
    case .payment(let payment):
      let referenceKey = payment.reference.flatMap { ReferenceKey.make($0, country: company.country) }
      let (key, isWeak) = paymentKey(payment, company: company, referenceKey: referenceKey)
      return .fact(
        .payment(payment, company: company.key, key: key, isWeak: isWeak, referenceKey: referenceKey))
    case .openItem(let item):
      return .fact(
        .openItem(
          item, company: company.key,
          referenceKey: item.reference.flatMap { ReferenceKey.make($0, country: company.country) }))
    case .hold(let hold): return .fact(.hold(hold, company: company.key))
    case .customer(let customer):
      return .fact(.customer(customer, company: company.key, content: ContentHash.of(customer)))
    }
  }

  private func items(_ invoice: InvoiceDocument, _ company: Company) -> [Fact.Item] {
    let parts: [(ordinal: Int, amount: Money, due: CalendarDate?, reference: String?)] =
      invoice.instalments.isEmpty
      ? [(0, invoice.amountDue, invoice.dueDate, invoice.reference)]
      : invoice.instalments.map { ($0.ordinal, $0.amount, $0.dueDate, $0.reference) }
    return parts.map { part in
      let identity = ReceivableIdentity(
        company: company.key, typeClass: invoice.typeClass, number: invoice.number, issueDate: invoice.issueDate,
        instalment: part.ordinal)
      return Fact.Item(
        identity: identity, amountDue: part.amount, dueDate: part.due, reference: part.reference,
        keys: PartyKeys.claim(invoice, reference: part.reference, company: company),
        content: ContentHash.of(
          invoice, identity: identity, amountDue: part.amount, dueDate: part.due, reference: part.reference))
    }
  }

  /// The source's own id with what it is said of makes a payment unique for ever, but for a file that says it twice (`FileWriter`
  /// counts); without one, all it says and how often the file says it. Two sources may count alike, and an id that comes again with another amount may be another payment or its return: money
  /// that somebody states is not passed over because of a number.
  private mutating func paymentKey(_ payment: Payment, company: Company, referenceKey: String?) -> (String, Bool) {
    let fields = [
      payment.date.description, payment.amount.description, payment.method.rawValue, payment.invoiceNumber ?? "",
      referenceKey ?? "", payment.customerNumber ?? "",
    ]
    if let id = payment.paymentID {
      return ("id:\(id):" + hex(Array(sha256(Array(fields.joined(separator: "\u{1F}").utf8)).prefix(16))), false)
    }
    let said = (fields + [payment.payerName ?? ""]).joined(separator: "\u{1F}")
    let occurrence = paymentOccurrences["\(company.key)\u{1F}\(said)", default: 0] + 1
    paymentOccurrences["\(company.key)\u{1F}\(said)"] = occurrence
    return ("weak:" + hex(Array(sha256(Array(said.utf8)).prefix(16))) + ":\(occurrence)", true)
  }
}
