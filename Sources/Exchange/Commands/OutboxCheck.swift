import Receivables
import Store

extension ExchangeFolder {
  /// How far back payloads are looked for: a carrier may tidy up what it delivered long ago.
  private static let watchedDays = 90

  /// Whether every payload of late lies where it was put, or a carrier has it, with the bytes that were made.
  func outboxCheck(_ store: Store) throws -> DoctorCheck {
    var problems: [String] = []
    var sent = SentCopies(disk: disk)
    var count = 0
    let paths = try store.read { transaction -> [String] in
      guard let last = try transaction.lastAsOf() else { return [] }
      return try transaction.publishedPayloads(since: last.adding(days: -Self.watchedDays))
    }
    for path in paths {
      count += 1
      guard let output = try store.read({ try $0.output(path: path) }) else { continue }
      if let problem = try problem(of: output, &sent) { problems.append("\(path) \(problem)") }
    }
    let more = problems.count > 3 ? "; and \(problems.count - 3) more" : ""
    return DoctorCheck(
      check: "payloads in outbox/", ok: problems.isEmpty,
      text: problems.isEmpty
        ? "\(count) of the last \(Self.watchedDays) days are there or taken, as they were made"
        : problems.prefix(3).joined(separator: "; ") + more)
  }

  private func problem(of output: OutputRecord, _ sent: inout SentCopies) throws -> String? {
    let path = DiskPath(output.path)
    if try disk.status(path) != nil {
      return try disk.holds(output.bytes, at: path)
        ? nil : "has other bytes than Perille made; move it away and write it again with perille republish"
    }
    let copies = try sent.copies(of: path)
    if let first = copies.first {
      if try copies.contains(where: { try disk.holds(output.bytes, at: $0) }) { return nil }
      return "was sent with other bytes than Perille made: \(PrintableName.of(first))"
    }
    if try disk.status(DiskPath(path.bytes + Array(".taken".utf8))) != nil { return nil }
    return "is gone, and neither sent/ nor a .taken says that it was delivered; write it again with perille republish"
  }
}

/// What carriers have moved into `sent/`, which they order as they like. Each such folder is listed once.
private struct SentCopies {
  let disk: Disk
  private var known: [DiskPath: [[UInt8]: [DiskPath]]] = [:]

  init(disk: Disk) { self.disk = disk }

  mutating func copies(of path: DiskPath) throws -> [DiskPath] {
    let folder = path.parent.appending("sent")
    if known[folder] == nil {
      var found: [[UInt8]: [DiskPath]] = [:]
      try list(folder, into: &found)
      known[folder] = found
    }
    return known[folder]?[path.name] ?? []
  }

  private func list(_ folder: DiskPath, into found: inout [[UInt8]: [DiskPath]]) throws {
    guard try disk.status(folder)?.kind == .folder else { return }
    for name in try disk.names(in: folder) {
      let path = folder.appending(name)
      switch try disk.status(path)?.kind {
      case .folder: try list(path, into: &found)
      case .regular: found[name, default: []].append(path)
      default: break
      }
    }
  }
}
