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
  /// Links, pipes, sockets, devices: never opened.
  var others: [InputFile] = []
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
    for name in try disk.names(in: folder) {
      let path = folder.appending(name)
      let text = String(decoding: name, as: UTF8.self)
      if let suffix, !suffix.isEmpty, text.hasSuffix(suffix), name.count > suffix.utf8.count {
        markers.insert(folder.appending(Array(name.dropLast(suffix.utf8.count))))
        continue
      }
      if Self.isTemporary(text) || isIgnored(text) { continue }
      guard let status = try disk.status(path) else { continue }
      switch status.kind {
      case .regular: files.append(InputFile(path: path, status: status))
      case .other: others.append(InputFile(path: path, status: status))
      case .folder:
        if depth < Self.maximumDepth {
          try add(disk, path, depth: depth + 1, suffix, isIgnored)
        } else {
          others.append(InputFile(path: path, status: status))
        }
      }
    }
  }

  /// Names that are still being written or belong to editors.
  static func isTemporary(_ name: String) -> Bool {
    let lower = name.lowercased()
    return name.hasPrefix(".") || name.hasSuffix("~")
      || [".tmp", ".part", ".filepart", ".crdownload", ".swp"].contains { lower.hasSuffix($0) }
  }
}
