import Glibc
import Receivables
import Store

/// Says where in an exchange folder a file was dropped and under which name, for profiles that go by them: also of a file that rests in
/// `archive/` or `quarantine/`, under its number.
struct InspectionFolders {
  private let folder: ExchangeFolder
  private let bases: [String]
  private let rests: [String]

  init(_ folder: ExchangeFolder) {
    self.folder = folder
    let real = { (name: String) in Self.real(folder.rootPath + "/" + name) }
    bases = Scan.folders.compactMap(real)
    rests = ["archive", "quarantine"].compactMap(real)
  }

  func place(_ inputs: inout [InspectionInput]) {
    var known: [DiskPath: Place] = [:]
    var resting: [Int: Int64] = [:]
    for index in inputs.indices {
      let bytes = inputs[index].path.bytes
      let parent = DiskPath(bytes.lastIndex(of: 0x2F).map { Array(bytes[..<max($0, 1)]) } ?? [0x2E])
      let place = known[parent] ?? place(of: parent)
      known[parent] = place
      switch place {
      case .dropped(let folders): inputs[index].folders = folders
      case .resting:
        guard let (id, name) = Self.numbered(inputs[index].path.name) else { continue }
        inputs[index].droppedName = name
        resting[index] = id
      case .elsewhere: break
      }
    }
    if !resting.isEmpty { placeAsDropped(&inputs, resting) }
  }

  private enum Place {
    case dropped(folders: [String])
    case resting
    case elsewhere
  }

  private func place(of folder: DiskPath) -> Place {
    guard let path = Self.real(String(decoding: folder.bytes, as: UTF8.self)) else { return .elsewhere }
    for base in bases where path.hasPrefix(base + "/") {
      return .dropped(folders: path.dropFirst(base.count + 1).split(separator: "/").map(String.init))
    }
    return rests.contains { path == $0 || path.hasPrefix($0 + "/") } ? .resting : .elsewhere
  }

  /// `000012-laskut.csv`: the file's id in the store, and the name behind it.
  private static func numbered(_ name: [UInt8]) -> (id: Int64, name: String)? {
    guard let hyphen = name.firstIndex(of: 0x2D), hyphen - name.startIndex >= 6,
      let id = Int64(String(decoding: name[..<hyphen], as: UTF8.self)), id > 0
    else { return nil }
    return (id, String(decoding: name[(hyphen + 1)...], as: UTF8.self))
  }

  /// The store remembers the folders that a file lay in. Without a store that can be read, the name alone must do.
  private func placeAsDropped(_ inputs: inout [InspectionInput], _ resting: [Int: Int64]) {
    let records = try? folder.withStore { store in
      try store.read { transaction in
        try resting.compactMapValues { try transaction.file(id: $0) }
      }
    }
    for (index, record) in records ?? [:] {
      var parts = record.rawPath.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
      guard let name = parts.popLast(), PrintableName.archived(Array(name.utf8)) == inputs[index].droppedName else {
        continue
      }
      inputs[index].droppedName = name
      inputs[index].folders = Array(parts.dropFirst())
    }
  }

  private static func real(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
