import Receivables

/// An input as the scan saw it.
struct InputFile: Hashable, Sendable {
  /// `inbox/…` or `returns/…`
  var path: DiskPath
  var status: FileStatus
  var printable: String { PrintableName.of(path) }
  /// Sub-folders below `inbox/` or `returns/`.
  var folders: [String] { path.components.dropFirst().dropLast().map { String(decoding: $0, as: UTF8.self) } }
}

/// What lies in the folders where others drop files.
struct Scan: Sendable {
  var files: [InputFile] = []
  /// What is never opened (links, pipes, sockets, devices) and what cannot be looked at.
  var others: [Intake.Waiting] = []
  /// Done-markers by the path that they release.
  var markers: Set<DiskPath> = []

  static let folders = ["inbox", "returns"]
  /// How deep sub-folders may nest.
  private static let maximumDepth = 16

  /// Lists everything, sorted by path bytes.
  static func of(_ disk: Disk, doneMarkerSuffix: String?, isIgnored: (String) -> Bool) throws(DiskError) -> Scan {
    var scan = Scan()
    for folder in folders { try scan.add(disk, DiskPath(folder), depth: 0, doneMarkerSuffix, isIgnored) }
    scan.files.sort { $0.path < $1.path }
    scan.others.sort { $0.path < $1.path }
    return scan
  }

  private mutating func add(
    _ disk: Disk, _ folder: DiskPath, depth: Int, _ suffix: String?, _ isIgnored: (String) -> Bool
  ) throws(DiskError) {
    let names: [[UInt8]]
    do { names = try disk.names(in: folder) } catch {
      // A sub-folder that cannot be listed harms only itself; without the inbox there is no night.
      guard depth > 0 else { throw error }
      refuse(folder, "\(error)")
      return
    }
    for name in names {
      let path = folder.appending(name)
      let text = String(decoding: name, as: UTF8.self)
      if let suffix, !suffix.isEmpty, text.hasSuffix(suffix), name.count > suffix.utf8.count {
        markers.insert(folder.appending(Array(name.dropLast(suffix.utf8.count))))
        continue
      }
      if Self.isTemporary(text) || isIgnored(text) { continue }
      let found: FileStatus?
      do { found = try disk.status(path) } catch {
        refuse(path, "\(error)")
        continue
      }
      switch found?.kind {
      case .none: break
      case .regular: if let found { files.append(InputFile(path: path, status: found)) }
      case .other: refuse(path, "it is not a regular file and is never opened; remove it")
      case .folder:
        if depth < Self.maximumDepth {
          try add(disk, path, depth: depth + 1, suffix, isIgnored)
        } else {
          refuse(path, "folders nest too deep here; it is not opened")
        }
      }
    }
  }

  private mutating func refuse(_ path: DiskPath, _ reason: String) {
    others.append(Intake.Waiting(path: PrintableName.of(path), reason: reason))
  }

  /// Names that are still being written or belong to editors.
  static func isTemporary(_ name: String) -> Bool {
    let lower = name.lowercased()
    return name.hasPrefix(".") || name.hasSuffix("~")
      || [".tmp", ".part", ".filepart", ".crdownload", ".swp"].contains { lower.hasSuffix($0) }
  }
}
