import Receivables
import Store

/// Writes what one file says, all of it or nothing.
struct FileWriter {
  let transaction: Transaction
  let reader: FileReader
  let asOf: CalendarDate
  private let payments: PaymentWriter

  init(transaction: Transaction, reader: FileReader, asOf: CalendarDate) {
    self.transaction = transaction
    self.reader = reader
    self.asOf = asOf
    payments = PaymentWriter(transaction)
  }

  enum Taken {
    case yes
    /// It changed since it was first read, or could not be read to its end; nothing of it is kept.
    case no(ReadFile.State)
    /// Its entries were written and must be taken back: it is a duplicate or refused. This is what remains of it, to be written next.
    case without(ReadFile)
  }

  func write(_ file: ReadFile) throws -> Taken {
    if let stream = file.stream { return try write(file, stream: stream) }
    return try writeRead(file) ? .yes : .no(.changed)
  }

  /// Takes the entries as they are read. What the file is, is known after the last of them.
  private func write(_ file: ReadFile, stream: EntryStream) throws -> Taken {
    let id = try insert(file, outcome: .archived, folder: archiveFolder, duplicateOf: nil)
    let writer = try settlementWriter(file: id, input: file.input)
    while let event = stream.next() {
      switch event {
      case .begin(let header): try writer.begin(header)
      case .entries(let entries): for entry in entries { try writer.insert(entry) }
      case .end(let end): try writer.finish(end)
      }
    }
    guard var whole = stream.outcome else { return .no(.changed) }
    whole.stream = nil
    guard case .read = whole.state else { return .no(whole.state) }
    let isRefused = whole.summary.isRefused || !whole.settlements.contains { $0.end.isSound }
    if try isRefused || isKnown(whole) { return .without(whole) }
    for finding in whole.summary.findings { try transaction.insert(finding, file: id, message: nil) }
    try transaction.set(
      file: id, sha256: whole.sha256, size: Int64(whole.size), format: format(whole), messages: messages(whole))
    try transaction.supersedeQuarantine(sha256: whole.sha256, by: id)
    try writeSummary(whole.summary, file: id)
    return .yes
  }

  private func isKnown(_ file: ReadFile) throws -> Bool {
    guard let earlier = try transaction.acceptedFile(sha256: file.sha256) else { return false }
    return try !saysMore(file, than: earlier)
  }

  /// Returns false when the file changed since it was first read; then nothing of it is kept.
  private func writeRead(_ file: ReadFile) throws -> Bool {
    if let earlier = try transaction.acceptedFile(sha256: file.sha256), try !saysMore(file, than: earlier) {
      let id = try insert(file, outcome: .duplicate, folder: archiveFolder, duplicateOf: earlier)
      try transaction.confirm(documentsOf: earlier, on: asOf)
      try endReplaced(by: id, file)
      return true
    }
    let unsound = file.settlements.filter { !$0.end.isSound }.count
    let isRefused =
      file.summary.isRefused || (!file.settlements.isEmpty && unsound == file.settlements.count)
      || (!file.isLarge && file.messages.count == 1 && isRefused(file.messages[0]))
    if isRefused { return try refuse(file) }
    let somethingForUs =
      file.isLarge || !file.settlements.isEmpty || file.summary.paymentsThrough != nil
      || file.summary.openItems != nil
      || file.messages.contains { if case .notForUs = $0.outcome { false } else { true } }
    let id = try insert(
      file, outcome: somethingForUs ? .archived : .other, folder: archiveFolder, duplicateOf: nil)
    for finding in file.summary.findings { try transaction.insert(finding, file: id, message: nil) }
    if file.isLarge {
      let hash: [UInt8]?
      do {
        hash = try reader.reread(file.input) { try write($0, file: id, name: file.input.path.name) }
      } catch is DiskError {
        // As in the first reading: it waits, and the rest of the night goes on.
        return false
      }
      guard hash == file.sha256 else { return false }
    } else {
      for message in file.messages { try write(message, file: id, name: file.input.path.name) }
      let writer = try settlementWriter(file: id, input: file.input)
      for settlement in file.settlements {
        try writer.begin(settlement.header)
        for entry in settlement.entries { try writer.insert(entry) }
        try writer.finish(settlement.end)
      }
    }
    try writeSummary(file.summary, file: id)
    try endReplaced(by: id, file)
    return true
  }

  /// A corrected file under the name of one that could not be read answers the question about it, but only when it speaks of all that the
  /// other spoke of: another delivery may use the name again, and then the old file is still unread.
  private func endReplaced(by id: Int64, _ file: ReadFile) throws {
    let named = file.messages.contains(where: isRefused) ? [] : file.named ?? []
    let counts = Dictionary(named.map { ($0, 1) }, uniquingKeysWith: +)
    for item in try transaction.openQuarantine(path: file.input.path.bytes, before: id) {
      let asked = Dictionary((item.named ?? []).map { ($0, 1) }, uniquingKeysWith: +)
      let isReplaced = !asked.isEmpty && asked.allSatisfy { counts[$0.key, default: 0] >= $0.value }
      try transaction.close(
        quarantine: item.id, state: isReplaced ? "replaced" : "open",
        reason: isReplaced
          ? "file \(id) of \(asOf) speaks of all that it speaks of"
          : "its name came again: dismiss it if that file replaces it")
      let old = "quarantine/\(item.name)"
      try transaction.insert(
        isReplaced
          ? Finding(
            "quarantine.replaced", .info, "It came under the name of \(old) and speaks of all that this one speaks of.",
            remedy: "None is needed: nobody waits for the old file any more.")
          : Finding(
            "quarantine.name-again", .warning, "It came under the name of \(old), which is still unread.",
            remedy: "If it replaces that one: perille dismiss \(item.name) --reason \"corrected\"."), file: id, message: nil)
    }
  }

  /// Whether bytes that were taken over before say something now that they did not say then: they are the list of another day, or they
  /// go back to what was said before another file (a dispute raised again). Then they are read like any file; what they repeat changes nothing.
  private func saysMore(_ file: ReadFile, than earlier: Int64) throws -> Bool {
    if try transaction.isOvertaken(file: earlier) { return true }
    let isPaymentList = file.summary.paymentSource.map { !companies(file.summary, source: $0).isEmpty } ?? false
    guard let day = isPaymentList ? file.summary.paymentsThrough : file.summary.openItems?.asOf else { return false }
    return try !transaction.hasSpoken(sha256: file.sha256, of: min(day, asOf))
  }

  private var archiveFolder: String {
    let (year, month, day) = asOf.components
    return "archive/\(year)/\(month < 10 ? "0" : "")\(month)/\(day < 10 ? "0" : "")\(day)"
  }

  private func isRefused(_ message: PreparedMessage) -> Bool {
    if case .refused = message.outcome { true } else { false }
  }

  private func insert(
    _ file: ReadFile, outcome: FileRecord.Outcome, folder: String, duplicateOf: Int64?
  ) throws -> Int64 {
    let name = numbered(try transaction.nextFileID()) + "-" + PrintableName.archived(file.input.path.name)
    let id = try transaction.insert(
      FileRecord(
        path: file.input.printable, rawPath: file.input.path.bytes, sha256: file.sha256, size: Int64(file.size),
        format: format(file),
        outcome: outcome, target: folder + "/" + name, receivedOn: asOf, duplicateOf: duplicateOf,
        messages: messages(file)))
    try transaction.supersedeQuarantine(sha256: file.sha256, by: id)
    return id
  }

  private func messages(_ file: ReadFile) -> Int {
    max(file.summary.messages, file.settlements.reduce(0) { $0 + $1.count })
  }

  private func format(_ file: ReadFile) -> String {
    file.messages.first?.format ?? file.settlements.first?.header.format ?? file.summary.format
  }

  /// The whole file goes to quarantine: its findings, and whose decisions must wait for it.
  private func refuse(_ file: ReadFile) throws -> Bool {
    let id = try insert(file, outcome: .quarantined, folder: "quarantine", duplicateOf: nil)
    var scope = file.scope
    let ruleSet = file.messages.count == 1 ? file.messages[0].ruleSet : nil
    for finding in file.summary.findings { try transaction.insert(finding, file: id, message: nil) }
    for message in file.messages where isRefused(message) {
      for finding in message.findings { try transaction.insert(finding, file: id, message: message.index) }
      if case .refused(let companies) = message.outcome, file.messages.count == 1 { scope = companies }
    }
    for settlement in file.settlements {
      for finding in settlement.end.findings { try transaction.insert(finding, file: id, message: settlement.header.ordinal) }
      var end = settlement.end
      // Nothing of a refused file counts, whatever was sound in it.
      if end.isSound { end.totals = nil }
      try transaction.finish(settlement: try transaction.begin(settlement.header, file: id), entries: 0, end: end)
    }
    let name = numbered(id) + "-" + PrintableName.archived(file.input.path.name)
    _ = try transaction.insert(
      QuarantineRecord(
        fileID: id, message: nil, name: name, bytes: nil, companies: scope, since: asOf, ruleSet: ruleSet, named: file.named))
    return true
  }

  private func write(_ message: PreparedMessage, file: Int64, name: [UInt8]) throws {
    for finding in message.findings { try transaction.insert(finding, file: file, message: message.index) }
    switch message.outcome {
    case .notForUs: break
    case .refused(let companies):
      _ = try transaction.insert(
        QuarantineRecord(
          fileID: file, message: message.index,
          name: numbered(file) + "-" + PrintableName.archived(name) + ".part-\(message.index + 1)", bytes: message.bytes,
          companies: companies, since: asOf, ruleSet: message.ruleSet))
    case .fact(let fact): try write(fact, file: file, message: message)
    }
  }

  private func write(_ fact: Fact, file: Int64, message: PreparedMessage) throws {
    switch fact {
    case .invoice(var invoice):
      // Nothing is known of days to come: a balance stated for one would hide the payments until then.
      invoice.invoice.facts.openAsOf = invoice.invoice.facts.openAsOf.map { min($0, asOf) }
      for item in invoice.items {
        try transaction.insert(
          invoice.invoice, identity: item.identity, amountDue: item.amountDue, dueDate: item.dueDate,
          reference: item.reference, keys: item.keys, content: item.content, file: file, message: message.index,
          line: message.line)
      }
    case .payment(let payment, let company, let key, let isWeak, let referenceKey):
      try payments.write(
        payment, company: company, key: key, isWeak: isWeak, referenceKey: referenceKey, file: file, message: message.index,
        line: message.line)
    case .openItem(var item, let company, let referenceKey):
      item.asOf = min(item.asOf, asOf)
      try transaction.insert(
        item, company: company, referenceKey: referenceKey, file: file, message: message.index, line: message.line)
    case .hold(let hold, let company):
      try transaction.insert(
        hold, company: company, since: hold.since ?? asOf, byPerson: false, file: file, message: message.index,
        line: message.line)
    case .customer(let customer, let company, let content):
      try transaction.insert(
        customer, company: company, asOf: min(customer.asOf ?? asOf, asOf), content: content, file: file)
    }
  }

  private func settlementWriter(file: Int64, input: InputFile) throws -> SettlementWriter {
    try SettlementWriter(
      directory: reader.directory, transaction: transaction, file: file, asOf: asOf,
      name: numbered(file) + "-" + PrintableName.archived(input.path.name))
  }

  private func writeSummary(_ summary: FileSummary, file: Int64) throws {
    if let source = summary.paymentSource, let through = summary.paymentsThrough {
      for company in companies(summary, source: source) {
        try transaction.insertPaymentList(file: file, company: company, source: source, through: min(through, asOf))
      }
    }
    if let list = summary.openItems, let company = list.companyKey {
      try transaction.insert(
        OpenItemListRecord(
          fileID: file, company: company, source: list.source, asOf: min(list.asOf, asOf), isComplete: list.isComplete,
          shrinkPercent: list.maximumShrinkPercent, items: summary.messages))
    }
  }

  /// A payment list speaks for its company, or, when its rows name their companies, for all that require the source.
  private func companies(_ summary: FileSummary, source: String) -> [String] {
    if let key = summary.hint.companyKey { return [key] }
    return reader.directory.companies.filter { company in
      if case .ledger(let required, _) = company.way { required.contains(source) } else { false }
    }.map(\.key)
  }
}
