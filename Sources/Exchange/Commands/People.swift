import Receivables
import Store

/// What a person decides: hold, release, activate, retry, dismiss, republish. Each returns the sentence that says what was done.
extension ExchangeFolder {
  /// Keeps a receivable back; one that has not been seen yet is kept back when it comes.
  public func hold(_ number: String, company: String?, reason: String, asOf: CalendarDate) throws -> String {
    let desk = try Desk.open(self, mayCreate: true)
    let text = Masking.excerpt(reason, limit: 300)
    return try desk.store.write { transaction in
      let named = try resolve(number, company: company, in: transaction)
      try transaction.insert(
        Hold(action: .hold, invoiceNumber: named.number, customerNumber: nil, reason: text), company: named.company,
        since: asOf, byPerson: true, file: nil, message: nil, line: nil)
      let isKnown = try !transaction.receivables(company: named.company, number: named.number).isEmpty
      return isKnown
        ? "\(named.company) \(Masking.masked(named.number)) is held back from \(asOf): \(text)"
        : "\(named.company) \(Masking.masked(named.number)) has not been seen yet; it will be held back when it comes: \(text)"
    }
  }

  /// Lets a receivable go again: ends holds and disputes on it, keeps the first accepted values of a conflict, and stops an unlinked
  /// credit note of that number from holding its debtor.
  public func release(_ number: String, company: String?, reason: String, asOf: CalendarDate) throws -> String {
    let desk = try Desk.open(self)
    let text = Masking.excerpt(reason, limit: 300)
    return try desk.store.write { transaction in
      let named = try resolve(number, company: company, in: transaction)
      let receivables = try transaction.receivables(company: named.company, number: named.number)
      let credits = try transaction.documents(company: named.company, number: named.number)
        .filter { $0.identity.typeClass == .creditNote && $0.state == "unlinked" }
      guard !receivables.isEmpty || !credits.isEmpty else {
        throw CommandFailure(.usage, "\(named.company) has no receivable \(Masking.excerpt(named.number)) to release.")
      }
      try transaction.insert(
        Hold(action: .release, invoiceNumber: named.number, customerNumber: nil, reason: text), company: named.company,
        since: asOf, byPerson: true, file: nil, message: nil, line: nil)
      var done = "\(named.company) \(Masking.masked(named.number)) is released from \(asOf): \(text)"
      for receivable in receivables {
        try transaction.release(receivable: receivable.id)
        guard let conflict = receivable.conflict else { continue }
        done += "\n  It keeps the values that were accepted first, \(receivable.amountDue); stated were: \(conflict)"
      }
      for credit in credits {
        try transaction.set(document: credit.id, state: "released", receivable: nil)
        try transaction.activateAll()
        done += "\n  The credit note of \(credit.amountDue) holds nobody any more; it was taken off no claim"
      }
      return done
    }
  }

  public func activate(_ company: String, asOf: CalendarDate) throws -> String {
    try requireCompany(company)
    let desk = try Desk.open(self, mayCreate: true)
    return try desk.store.write { transaction in
      if let since = try transaction.activation(of: company) { return "\(company) has been active since \(since)." }
      try transaction.activate(company, on: asOf)
      try transaction.activateAll()
      return "\(company) is active from \(asOf): what may go will go with the next run."
    }
  }

  /// Puts quarantined files or messages back into the folder that they came from, for the next run to read. `tell` hears of each as soon
  /// as it is done: one that cannot be moved keeps none of the others, and is the failure that is thrown at the end.
  @discardableResult
  public func retry(_ name: String?, all: Bool, tell: (String) -> Void = { _ in }) throws -> [String] {
    let desk = try Desk.open(self)
    var done: [String] = []
    var failures: [CommandFailure] = []
    for item in try items(named: name, all: all, in: desk.store) {
      do {
        done.append(try retry(item, desk.store))
        tell(done[done.count - 1])
      } catch {
        failures.append(CommandFailure.of(error))
      }
    }
    guard let first = failures.first else { return done }
    throw CommandFailure(first.status, lines: failures.flatMap(\.lines))
  }

  private func retry(_ item: QuarantineRecord, _ store: Store) throws -> String {
    let (file, source) = try store.read { transaction in
      (try transaction.file(id: item.fileID), DiskPath("quarantine").appending(item.name))
    }
    guard let file, try disk.status(source) != nil else {
      throw CommandFailure(.inputOutput, "quarantine/\(item.name) is not there any more; nothing was changed for it.")
    }
    let target =
      item.message == nil ? DiskPath(file.rawPath) : DiskPath(file.rawPath).parent.appending(item.name)
    try disk.makeFolder(target.parent)
    if try disk.status(target) != nil {
      throw CommandFailure(.usage, "\(PrintableName.of(target)) exists: move it away, then retry \(item.name).")
    }
    // If this is cut short after the move, the next run reads the file all the same, and reading the same bytes ends its quarantine.
    try disk.move(source, to: target)
    try disk.syncFolder(target.parent)
    try disk.syncFolder(source.parent)
    try store.write { try $0.close(quarantine: item.id, state: "retried", reason: nil) }
    try removeFindings(item)
    return "\(item.name) is back in \(PrintableName.of(target)); the next run reads it."
  }

  /// Declares quarantined inputs irrelevant: decisions no longer wait for them. The originals stay in quarantine. A question of the
  /// report (`Q9`) is answered, a payment that found no claim (`P4`) is of none. `asOf`: the day of the answer, else today.
  public func dismiss(_ name: String?, all: Bool, reason: String, asOf: CalendarDate? = nil) throws -> [String] {
    let desk = try Desk.open(self)
    let text = Masking.excerpt(reason, limit: 300)
    if let name {
      let day = try asOf ?? today()
      if let done = try desk.store.write({ try answer(name, reason: text, asOf: day, in: $0) }) { return [done] }
    }
    return try items(named: name, all: all, in: desk.store).map { item in
      try desk.store.write { try $0.close(quarantine: item.id, state: "dismissed", reason: text) }
      return "\(item.name) is dismissed: \(text)"
    }
  }

  private func items(named name: String?, all: Bool, in store: Store) throws -> [QuarantineRecord] {
    let open = try store.read { try $0.quarantine(state: "open") }
    if all { return open }
    guard let name else { throw CommandFailure(.usage, "Name a file of quarantine/, or use --all.") }
    let bare = name.hasPrefix("quarantine/") ? String(name.dropFirst("quarantine/".count)) : name
    let found = open.filter { $0.name == bare || $0.path == name || $0.path.hasSuffix("/" + bare) }
    if found.count == 1 || (found.count > 1 && Set(found.map(\.fileID)).count == 1) { return found }
    if found.isEmpty {
      let hint = nearest(bare, among: open.map(\.name)).map { " Did you mean \($0)?" } ?? ""
      throw CommandFailure(
        .usage, "Nothing open in quarantine/ is called \(Masking.excerpt(name)).\(hint)",
        "`perille list questions` lists all that is open, with its names.")
    }
    throw CommandFailure(
      .usage, lines: ["\(Masking.excerpt(name)) is the name of several; nothing was changed."] + found.map { "  \($0.name)" })
  }

  private func removeFindings(_ item: QuarantineRecord) throws {
    for ending in [".findings.json", ".findings.txt"] {
      try disk.remove(DiskPath("quarantine").appending(item.name + ending))
    }
    try disk.syncFolder(DiskPath("quarantine"))
  }

  /// Writes a published batch again where it is not: the same name, the same bytes. What a carrier has taken is written only here,
  /// because here a person asks for it.
  public func republish(_ batch: String) throws -> String {
    let desk = try Desk.open(self)
    let known = try desk.store.read { try $0.batches() }
    let found = known.filter { $0.path == batch || $0.path.hasSuffix("/" + batch) }
    guard found.count < 2 else {
      throw CommandFailure(
        .usage,
        lines: ["\(Masking.excerpt(batch)) is the name of several batches; nothing was written. Name one with its folder:"]
          + found.map { "  \($0.path)" })
    }
    guard let record = found.first else {
      let hint =
        nearest(batch, among: known.map { String($0.path.split(separator: "/").last ?? "") }).map { " Did you mean \($0)?" } ?? ""
      throw CommandFailure(.usage, "No batch is called \(Masking.excerpt(batch)).\(hint)")
    }
    guard let output = try desk.store.read({ try $0.output(path: record.path) }) else {
      throw CommandFailure(.defect, "The payload of \(record.path) is not in the store.")
    }
    let path = DiskPath(output.path)
    if try disk.publish(output.bytes, at: path) { return "\(output.path) is written again, with the same bytes." }
    guard try disk.holds(output.bytes, at: path) else {
      throw CommandFailure(.defect, "\(output.path) exists with other bytes than Perille made; nothing was overwritten.")
    }
    return "\(output.path) is there already, with the same bytes."
  }
}
