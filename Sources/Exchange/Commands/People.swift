import Receivables
import Store

/// What a person decides besides of single receivables (`Holding`): activate, retry, dismiss, republish. Each returns the sentence that
/// says what was done.
extension ExchangeFolder {
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
    // If this is cut short after the move, the next run reads the file all the same, and reading the same bytes ends its quarantine.
    guard try disk.moveBeside(source, to: target) else {
      throw CommandFailure(.usage, "\(PrintableName.of(target)) exists: move it away, then retry \(item.name).")
    }
    try store.write { try $0.close(quarantine: item.id, state: "retried", reason: nil) }
    try removeFindings(item)
    return "\(item.name) is back in \(PrintableName.of(target)); the next run reads it."
  }

  /// Declares quarantined inputs irrelevant: decisions no longer wait for them. The originals stay in quarantine. A question of the
  /// report (`Q9`) is answered, a payment that found no claim (`P4`) is of none, and of the pages of a message whose other pages will not
  /// come, named by their file, nothing counts. `asOf`: the day of the answer, else today.
  public func dismiss(_ name: String?, all: Bool, reason: String, asOf: CalendarDate? = nil) throws -> [String] {
    let desk = try Desk.open(self)
    let text = Masking.excerpt(reason, limit: 300)
    if let name {
      let pages = try desk.store.read { try $0.waitingPages() }.filter { $0.isOf(file: name) }
      if !pages.isEmpty {
        try desk.store.write { transaction in
          for page in pages { _ = try transaction.refuse(page: page.settlement, isNews: false) }
          try transaction.activateAll()
        }
        return pages.map { "\($0.path), page \($0.page), is dismissed, nothing of it is booked: \(text)" }
      }
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
