import Receivables
import Store

/// What must be done before a new night begins: finish what an earlier run committed, and make sure that the store is not an old copy.
struct Recovery {
  let disk: Disk
  let store: Store

  /// Marks runs that ended without a word, and finishes their moves, payloads and reports.
  func finish() throws -> [Int64] {
    let crashed = try store.write { try $0.markCrashedRuns() }
    if !crashed.isEmpty {
      let problems = try store.read { try $0.integrityProblems() }
      if let first = problems.first {
        throw CommandFailure(
          .defect, "The store is damaged: \(first)", "Restore it from its backup; nothing was handed over or booked.")
      }
    }
    try tidy()
    try FileMoves(disk: disk, store: store).finish()
    try Publish(disk: disk, store: store).run()
    if let run = try store.read({ try $0.lastRun(state: "finished") }) { try RunFiles(disk: disk).write(run) }
    return crashed
  }

  /// Removes temporary files that a crash left behind: ours by name, and nobody else writes here while we hold the lock.
  private func tidy() throws {
    for folder in ["outbox", "ledger", "quarantine", "reports"] { try tidy(DiskPath(folder), depth: 0) }
  }

  private func tidy(_ folder: DiskPath, depth: Int) throws {
    for name in try disk.names(in: folder) {
      let text = String(decoding: name, as: UTF8.self)
      let path = folder.appending(name)
      if text.hasPrefix("."), text.hasSuffix(".perille-tmp") {
        try disk.remove(path)
      } else if depth < 2, text != "sent", try disk.status(path)?.kind == .folder {
        try tidy(path, depth: depth + 1)
      }
    }
  }

  /// Refuses a store that knows less than the files beside it: a restored backup would use numbers again that others have seen.
  func refuseOldStore() throws {
    let highest = try store.read { (file: try $0.nextFileID() - 1, run: try $0.lastRunID() ?? 0) }
    for name in try disk.names(in: DiskPath("quarantine")) + newestArchiveFolder() {
      try compare(number(in: name, after: ""), with: highest.file, "file", name)
    }
    for name in try disk.names(in: DiskPath("reports")) {
      try compare(number(in: name, after: "run-"), with: highest.run, "run", name)
    }
    try store.read { transaction in
      for folder in ["outbox", "ledger"] {
        try forEachFile(DiskPath(folder)) { path in
          // A carrier moves what it took into `sent/`, however it orders that.
          let folder = path.components.dropLast().prefix { $0 != Array("sent".utf8) }
          let known = DiskPath(Array((folder + [path.name]).joined(separator: [0x2F])))
          guard Self.looksOurs(path.name), try !transaction.hasOutput(path: String(decoding: known.bytes, as: UTF8.self)) else {
            return
          }
          throw Self.oldStore("\(PrintableName.of(path)) is not known to the store")
        }
      }
    }
  }

  private func compare(_ number: Int64?, with highest: Int64, _ what: String, _ name: [UInt8]) throws {
    if let number, number > highest {
      throw Self.oldStore("\(PrintableName.of(DiskPath(name))) has a higher number than the store's last \(what), \(highest)")
    }
  }

  private static func oldStore(_ what: String) -> CommandFailure {
    CommandFailure(
      .configuration, "The store is older than the files beside it: \(what).",
      "It looks like a restored backup. Restore the whole exchange folder of the same moment, so that nothing is sent or booked twice."
    )
  }

  /// `…-20261119-000123.json` and `…-000001-000004.journal`: names that only Perille gives.
  private static func looksOurs(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    guard !text.hasPrefix("."), !text.hasSuffix(".taken"), let point = text.lastIndex(of: ".") else { return false }
    let pieces = text[..<point].split(separator: "-", omittingEmptySubsequences: false)
    return pieces.count > 2 && pieces.suffix(2).allSatisfy { $0.count >= 6 && $0.allSatisfy { $0.isASCII && $0.isNumber } }
  }

  private func number(in name: [UInt8], after prefix: String) -> Int64? {
    let text = String(decoding: name, as: UTF8.self)
    guard text.hasPrefix(prefix) else { return nil }
    let digits = text.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber }
    return digits.count >= 6 ? Int64(digits) : nil
  }

  /// The files of the newest day; what others left in the archive is passed over.
  private func newestArchiveFolder() throws -> [[UInt8]] {
    var folder = DiskPath("archive")
    for _ in 0..<3 {
      let dated = try disk.names(in: folder).last { $0.allSatisfy { (0x30...0x39).contains($0) } }
      guard let newest = dated, try disk.status(folder.appending(newest))?.kind == .folder else { return [] }
      folder = folder.appending(newest)
    }
    return try disk.names(in: folder)
  }

  private func forEachFile(_ folder: DiskPath, _ body: (DiskPath) throws -> Void) throws {
    for name in try disk.names(in: folder) {
      let path = folder.appending(name)
      guard let status = try disk.status(path) else { continue }
      if status.kind == .folder { try forEachFile(path, body) } else { try body(path) }
    }
  }
}

/// The report files of a run.
struct RunFiles {
  let disk: Disk

  /// Writes `reports/run-000012.json` and `.txt` unless they are there.
  func write(_ run: RunRecord) throws {
    for (text, ending) in [(run.report, "json"), (run.reportText, "txt")] {
      guard let text else { continue }
      _ = try disk.publish(Array(text.utf8), at: DiskPath("reports/run-\(numbered(run.id)).\(ending)"))
    }
  }
}
