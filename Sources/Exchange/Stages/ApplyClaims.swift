import Receivables
import Store

/// Turns documents into receivables. Works on all documents that are new, in an order that does not depend on files, so that the
/// same night gives the same receivables whatever the files were called and however they were grouped.
struct ApplyClaims {
  let transaction: Transaction
  let directory: CompanyDirectory

  func apply() throws {
    try transaction.forEachDocument(state: "new", classes: [.creditNote, .reminder], excluding: true, apply)
    try holdCorrected()
    for state in ["new", "waiting"] {
      try transaction.forEachDocument(state: state, classes: [.reminder], applyReminder)
    }
  }

  private func apply(_ document: DocumentRecord) throws {
    guard let standing = try transaction.receivable(identity: document.identity) else {
      if try restatesAnother(document) { return }
      let id = try transaction.openReceivable(document: document)
      try transaction.set(document: document.id, state: "applied", receivable: id)
      try holdPossibleDoubles(of: id, document: document.id)
      return
    }
    try transaction.confirm(receivable: standing.id, on: document.receivedOn)
    let told = try transaction.lastTold(document.content, receivable: standing.id, before: document.id)
    // A provider's claim keeps the document that went, so that what goes back to it after something else was said is news, too.
    if document.content == standing.content,
      try !standing.isAssigned || told == nil || isAnswered(document, told: told ?? document.receivedOn, standing)
    {
      try transaction.set(document: document.id, state: "duplicate", receivable: standing.id)
    } else if contradicts(document, standing) {
      // What a person has been shown once is not asked again.
      try transaction.set(document: document.id, state: told == nil ? "conflict" : "duplicate", receivable: standing.id)
      if told == nil { try transaction.set(receivable: standing.id, conflict: try conflictText(standing)) }
    } else if let told, try isAnswered(document, told: told, standing) {
      try transaction.set(document: document.id, state: "duplicate", receivable: standing.id)
    } else if standing.isAssigned {
      try LateVersion(transaction: transaction).apply(document, to: standing.id)
    } else {
      let latest = try transaction.latestOfItsSource(document: document.id, receivable: standing.id)
      try transaction.newVersion(
        receivable: standing.id, document: document,
        replacing: latest.flatMap { $0.receivedOn == document.receivedOn ? nil : $0.id })
      try transaction.set(document: document.id, state: "version", receivable: standing.id)
    }
  }

  /// Whether a document says what its kind of source said last. One that goes back to what was said before something else (a dispute
  /// raised again, an old address restored) is news.
  private func isAnswered(_ document: DocumentRecord, told: CalendarDate, _ standing: ReceivableRecord) throws -> Bool {
    guard told < document.receivedOn,
      let latest = try transaction.latestOfItsSource(document: document.id, receivable: standing.id)
    else { return true }
    return latest.content == document.content
  }

  /// One invoice stated twice under two identities asks for its money twice: as a whole and in instalments, or sent again with another
  /// invoice date. What came first stands, and is held.
  private func restatesAnother(_ document: DocumentRecord) throws -> Bool {
    let identity = document.identity
    guard identity.typeClass == .invoice else { return false }
    let others = try transaction.receivables(company: identity.company, number: identity.number)
      .filter { $0.identity.typeClass == .invoice && $0.identity != identity }
    let parts = others.filter {
      $0.identity.issueDate == identity.issueDate && ($0.identity.instalment == 0) != (identity.instalment == 0)
    }
    let sentAgain = parts.isEmpty ? others.filter { isSentAgain(document, $0) } : []
    guard let first = (parts + sentAgain).first else { return false }
    if try transaction.lastTold(document.content, receivable: first.id, before: document.id) != nil {
      try transaction.set(document: document.id, state: "duplicate", receivable: first.id)
      return true
    }
    try transaction.set(document: document.id, state: "conflict", receivable: first.id)
    let whole = first.identity.instalment == 0 ? first.amountDue : document.amountDue
    for other in parts {
      try transaction.set(receivable: other.id, conflict: "it is stated as a whole of \(whole) and in instalments")
    }
    for other in sentAgain {
      let dates = [other.identity.issueDate, identity.issueDate].sorted().map(\.description).joined(separator: " and of ")
      try transaction.set(receivable: other.id, conflict: "\(other.amountDue) are asked for by an invoice of \(dates)")
    }
    return true
  }

  /// Series of numbers may begin anew every year, and then an association's fee has the number, the amount and even the reference of
  /// last year's: so only an invoice of the same half year is taken for the same one.
  private static let sentAgainWithin = 183

  private func isSentAgain(_ document: DocumentRecord, _ other: ReceivableRecord) -> Bool {
    let identity = document.identity
    guard identity.issueDate != other.identity.issueDate, identity.instalment == other.identity.instalment,
      abs(identity.issueDate.days(until: other.identity.issueDate)) < Self.sentAgainWithin,
      document.amountDue == other.amountDue, PartyKeys.sameDebtor(document.keys, other.keys)
    else { return false }
    if let due = document.dueDate, due == other.dueDate { return true }
    return document.keys.reference != nil && document.keys.reference == other.keys.reference
  }

  /// Whether both state a claim field and state it differently; what one leaves out does not contradict. Of one night neither is the
  /// newer, so that there a different address, or a firm against a consumer, is a contradiction too: a letter about a debt must not
  /// go where a hash decides.
  private func contradicts(_ document: DocumentRecord, _ standing: ReceivableRecord) -> Bool {
    if document.amountDue != standing.amountDue { return true }
    if let one = document.dueDate, let other = standing.dueDate, one != other { return true }
    if let one = document.keys.reference, let other = standing.keys.reference, one != other { return true }
    if !PartyKeys.sameDebtor(document.keys, standing.keys) { return true }
    guard document.receivedOn == standing.documentReceivedOn else { return false }
    if let one = PartyKeys.address(document.debtor), let other = PartyKeys.address(standing.debtor), one != other { return true }
    let kinds = Set([document.debtor.kind, standing.debtor.kind]).subtracting([.unknown])
    return kinds.count > 1
  }

  /// All that the documents of one identity state, each once, in a fixed order.
  private func conflictText(_ standing: ReceivableRecord) throws -> String {
    let documents = try transaction.documents(company: standing.identity.company, number: standing.identity.number)
      .filter { $0.identity == standing.identity }
    let addresses = Set(documents.compactMap { PartyKeys.address($0.debtor) })
    let kinds = Set(documents.map(\.debtor.kind)).subtracting([.unknown])
    let values = documents.map { document in
      var text = "\(document.amountDue)"
      text += document.dueDate.map { " due \($0)" } ?? " without a due date"
      if let reference = document.reference { text += ", reference \(Masking.masked(reference))" }
      text += ", debtor \(Masking.masked(document.debtor.name ?? "without a name"))"
      if kinds.count > 1 { text += document.debtor.kind == .consumer ? " (a consumer)" : " (a firm)" }
      if addresses.count > 1, let address = document.debtor.address {
        let parts = address.streets + [address.postCode, address.town].compactMap { $0 }
        text += ", " + Masking.masked(parts.filter { !$0.isEmpty }.joined(separator: " "))
      }
      return text
    }
    return Set(values).sorted().joined(separator: "; and ")
  }

  /// Interest and collection notes dun an older claim without being the reminder that the law asks for.
  private static let isNoReminder: Set<String> = ["INV03", "INV05"]
  /// A collection note says that somebody collects the claim already.
  private static let saysCollected = "INV05"

  /// A reminder is no new claim: it is evidence that the creditor has reminded, after the due date, on its day.
  private func applyReminder(_ document: DocumentRecord) throws {
    let numbers = document.preceding.isEmpty ? [document.identity.number] : document.preceding
    var found: [ReceivableRecord] = []
    for number in numbers {
      found += try transaction.receivables(company: document.identity.company, number: number)
        .filter { $0.identity.typeClass == .invoice && PartyKeys.sameDebtor($0.keys, document.keys) }
    }
    guard !found.isEmpty else {
      try transaction.set(document: document.id, state: "waiting", receivable: nil)
      return
    }
    for receivable in found where document.typeCode == Self.saysCollected {
      try transaction.insert(
        Hold(
          action: .hold, invoiceNumber: receivable.identity.number, customerNumber: nil,
          reason:
            "a collection note (\(document.typeCode)) of \(document.identity.issueDate) says that it is being collected already"),
        company: receivable.identity.company, since: document.receivedOn, byPerson: false, file: document.fileID,
        message: document.message, line: document.line)
    }
    for receivable in found where !Self.isNoReminder.contains(document.typeCode) {
      if let due = receivable.dueDate, document.identity.issueDate > due {
        try transaction.set(receivable: receivable.id, ownReminder: document.identity.issueDate)
      }
    }
    try transaction.set(document: document.id, state: "applied", receivable: found[0].id)
  }
}
