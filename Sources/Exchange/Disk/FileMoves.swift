import Foundation
import Receivables
import Store

/// Brings files to where the store says they rest, and writes the findings beside those in quarantine. Whatever was done already is
/// left as it is, so that doing it again after a crash ends in the same place.
struct FileMoves {
  let disk: Disk
  let store: Store

  /// `read`: inputs as they were when they were read, so that those which still are need not be hashed again.
  func finish(read: [InputFile] = []) throws {
    let statuses = Dictionary(read.map { ($0.path, $0.status) }, uniquingKeysWith: { $1 })
    let pending = try store.read { try $0.filesToMove() }
    if !pending.isEmpty {
      var folders: Set<DiskPath> = []
      for file in pending { try move(file, status: statuses[DiskPath(file.rawPath)], touching: &folders) }
      // A sender may have removed its sub-folder when it was empty.
      for folder in folders.sorted() where try disk.status(folder) != nil { try disk.syncFolder(folder) }
      try store.write { try $0.markMoved(pending.map(\.id)) }
    }
    try writeQuarantine()
  }

  private func move(_ file: FileRecord, status: FileStatus?, touching folders: inout Set<DiskPath>) throws {
    let from = DiskPath(file.rawPath)
    let target = DiskPath(file.target)
    try disk.makeFolder(target.parent)
    if try disk.status(target) != nil {
      // Moved just before a crash; whether the folders were synced then, nobody knows.
      folders.insert(target.parent)
      folders.insert(from.parent)
      return
    }
    guard let present = try disk.status(from) else { return }
    // What lies there now may be another file that its sender put in the place of the one that was read.
    if present != status { guard try contentHash(from) == file.sha256 else { return } }
    try disk.move(from, to: target)
    folders.insert(target.parent)
    folders.insert(from.parent)
  }

  private func contentHash(_ path: DiskPath) throws -> [UInt8]? {
    guard let file = try disk.openRegular(path) else { return nil }
    return try FileSource(file).finish()
  }

  // MARK: Quarantine

  private func writeQuarantine() throws {
    // Also what the same bytes under another name have answered already: it rests here, and has its account.
    let items = try store.read { try $0.quarantine(unwritten: true) }
    guard !items.isEmpty else { return }
    var lines: (file: Int64, source: SourceExcerpts)?
    for item in items {
      let (file, findings) = try store.read {
        (try $0.file(id: item.fileID), try $0.findings(file: item.fileID, message: item.message))
      }
      guard let file else { continue }
      let folder = DiskPath("quarantine")
      let source = DiskPath(file.target)
      if item.message != nil, try disk.status(source) != nil {
        _ = try disk.publish(at: folder.appending(item.name)) {
          (write: (ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) in
          try copy(source, item.bytes, to: write)
        }
      }
      _ = try disk.publish(
        try FindingsFile.json(findings, file: file, item: item), at: folder.appending(item.name + ".findings.json"))
      // Many messages of one file are looked up in one go.
      let all = lines?.file == item.fileID ? lines?.source ?? self.lines(of: file) : self.lines(of: file)
      lines = (item.fileID, all)
      let text = FindingsFile.text(findings, excerpts(of: findings, all, format: file.format, item), file: file, item: item)
      _ = try disk.publish(
        Array(text.utf8), at: folder.appending(item.name + ".findings.txt"))
    }
    try store.write { try $0.markWritten(quarantine: items.map(\.id)) }
  }

  /// The lines of a file, from where it rests now.
  private func lines(of file: FileRecord) -> SourceExcerpts {
    SourceExcerpts(status: nil) {
      guard let opened = try disk.openRegular(DiskPath(file.target)) else { return nil }
      let status = try FileStatus(of: opened)
      return status.size == file.size ? (opened, status) : nil
    }
  }

  /// The lines that findings speak of. Of a message whose place in the file is not known, only findings that have a line of their own
  /// are looked up.
  private func excerpts(of findings: [Finding], _ source: SourceExcerpts, format: String, _ item: QuarantineRecord)
    -> [SourceExcerpt?]
  {
    let isKnown = item.bytes != nil || (item.message ?? 0) == 0
    let asked = findings.map { finding in
      var finding = finding
      if !isKnown, finding.place.line == nil { finding.place = Finding.Place() }
      return finding
    }
    return source.excerpts(of: asked, format: format, start: item.bytes.map { (line: nil, offset: $0.lowerBound) })
  }

  /// The bytes of a message, or the whole file when the message has no place of its own; in pieces, because either may be large.
  private func copy(
    _ path: DiskPath, _ range: Range<Int>?, to write: (ArraySlice<UInt8>) throws(DiskError) -> Void
  ) throws(DiskError) {
    // Somebody took the file away: an empty one in its place would be called the message.
    guard let file = try disk.openRegular(path) else {
      throw DiskError(operation: "read", path: disk.printable(path), code: ENOENT)
    }
    try file.seek(to: Int64(range?.lowerBound ?? 0))
    var left = range?.count ?? Int.max
    while left > 0 {
      let chunk = try file.read(min(1 << 16, left))
      if chunk.isEmpty { return }
      try write(chunk[...])
      left -= chunk.count
    }
  }
}

/// The account of what is wrong with a quarantined input: one for programs, one for people.
enum FindingsFile {
  private struct Content: Encodable {
    var file: String
    var ruleSet: String?
    var findings: [FindingJSON]
  }

  static func json(_ findings: [Finding], file: FileRecord, item: QuarantineRecord) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(Content(file: file.path, ruleSet: item.ruleSet, findings: findings.map { FindingJSON($0) })))
      + [0x0A]
  }

  static func text(_ findings: [Finding], _ excerpts: [SourceExcerpt?], file: FileRecord, item: QuarantineRecord) -> String {
    var text = "What is wrong with \(file.path)"
    if let message = item.message { text += ", message \(message + 1)" }
    text += "\n"
    if let set = item.ruleSet { text += "Checked against \(set)\n" }
    var said = TextBuilder()
    FindingText.add(findings, excerpts, file: file.path, to: &said)
    text += "\n" + said.text
    let dismiss = "perille dismiss \(item.name) --reason \"…\"\n"
    text +=
      item.named == nil || item.message != nil
      ? "Correct it and drop it again; then, as Perille cannot tell that nothing of this one is missing: \(dismiss)"
      : "Correct it and drop it again under its old name: this question ends when the new file speaks of all that this one speaks of.\n"
        + "If it comes under another name, or speaks of less: \(dismiss)"
    text += "If perille.yaml was wrong, correct that, and: perille retry \(item.name)\n"
    text += "If it is of no concern: \(dismiss)"
    return text
  }
}
