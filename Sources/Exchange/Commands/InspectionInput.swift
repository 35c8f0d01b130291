import Glibc
import Receivables

/// A file to look at, wherever it lies.
struct InspectionInput: Sendable {
  enum State: Sendable {
    case file(size: Int64)
    /// It is not to be opened; the finding says why.
    case refused(Finding, Validity)
  }

  /// As the system knows it, from the working directory.
  var path: DiskPath
  /// The name for people.
  var shown: String
  var state: State
  /// Sub-folders below `inbox/` or `returns/`, when it lies in an exchange folder.
  var folders: [String] = []
  /// The name that it came under, when it rests under a longer one in `archive/` or `quarantine/`.
  var droppedName: String?
  /// A person named this very path, so that a link is followed.
  var followsLink = false

  var size: Int64 { if case .file(let size) = state { size } else { 0 } }

  /// The name with its path as given, escaped and masked.
  static func shown(_ path: DiskPath) -> String {
    let isAbsolute = path.bytes.first == 0x2F
    return (isAbsolute ? "/" : "") + PrintableName.of(path)
  }
}

/// Finds the files that were named, and those below the folders that were.
struct InspectionScan {
  private let disk: Disk
  private let isIgnored: (String) -> Bool
  private var found: [InspectionInput] = []
  private static let maximumDepth = 64

  /// All inputs, sorted by the bytes of their paths, each once.
  static func of(_ arguments: [String], disk: Disk, isIgnored: @escaping (String) -> Bool) -> [InspectionInput] {
    var scan = InspectionScan(disk: disk, isIgnored: isIgnored)
    for argument in arguments { scan.add(argument: trimmed(argument)) }
    let found = scan.found
    // One folder without others in it is in order as it is listed.
    let isSorted = zip(found, found.dropFirst()).allSatisfy { $0.path < $1.path }
    if isSorted { return found }
    var inputs: [InspectionInput] = []
    for input in found.sorted(by: { $0.path < $1.path }) where input.path != inputs.last?.path { inputs.append(input) }
    return inputs
  }

  private init(disk: Disk, isIgnored: @escaping (String) -> Bool) {
    self.disk = disk
    self.isIgnored = isIgnored
  }

  /// Without slashes at the end and `./` at the front, which name nothing.
  private static func trimmed(_ argument: String) -> DiskPath {
    var bytes = Array(argument.utf8)
    while bytes.count > 1, bytes.last == 0x2F { bytes.removeLast() }
    while bytes.starts(with: [0x2E, 0x2F]), bytes.count > 2 {
      bytes.removeFirst(2)
      while bytes.first == 0x2F { bytes.removeFirst() }
    }
    return DiskPath(bytes.isEmpty ? [0x2E] : bytes)
  }

  /// What a person names is followed when it is a link.
  private mutating func add(argument path: DiskPath) {
    var info = stat()
    let result = (path.bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { stat($0, &info) } ?? -1
    }
    guard result == 0 else {
      refuse(path, code: errno)
      return
    }
    take(path, FileStatus(info), depth: 0)
  }

  private mutating func take(_ path: DiskPath, _ status: FileStatus, depth: Int) {
    switch status.kind {
    case .regular:
      found.append(
        InspectionInput(path: path, shown: InspectionInput.shown(path), state: .file(size: status.size), followsLink: depth == 0))
    case .folder where depth < Self.maximumDepth: addContents(of: path, depth: depth)
    case .folder:
      refuse(
        path, InspectionRules.tooDeep, "Folders that nest deeper than \(Self.maximumDepth) are not looked into.",
        "Name this folder itself.", .unclear)
    case .other:
      refuse(
        path, InspectionRules.notRegular, "This is a link, pipe, socket or device, which is not opened.",
        "Put the file itself there, or name the file that the link leads to.", .unsupported)
    }
  }

  private mutating func addContents(of folder: DiskPath, depth: Int) {
    do throws(DiskError) {
      // A folder that was named is followed too: what lies in it by way of the link.
      let opened = depth == 0 ? folder.appending(".") : folder
      let names = try disk.names(in: opened)
      if found.isEmpty { found.reserveCapacity(names.count) }
      for name in names {
        let text = String(decoding: name, as: UTF8.self)
        if Scan.isTemporary(text) || isIgnored(text) || text == "perille.yaml" { continue }
        let path =
          folder.bytes == [0x2E] ? DiskPath(name) : folder.bytes == [0x2F] ? DiskPath([0x2F] + name) : folder.appending(name)
        // What went away in between was not meant to be seen.
        guard let status = try disk.status(path) else { continue }
        take(path, status, depth: depth + 1)
      }
    } catch {
      refuse(folder, code: error.code)
    }
  }

  private mutating func refuse(_ path: DiskPath, code: Int32) {
    if code == ENOENT || code == ENOTDIR {
      refuse(
        path, InspectionRules.missing, "There is no such file or folder.", "Check the name and the working directory.", .unclear)
    } else {
      refuse(
        path, InspectionRules.unreadable, "It cannot be looked at: \(String(cString: strerror(code))).",
        "Nothing is known of what it holds.", .unclear)
    }
  }

  private mutating func refuse(
    _ path: DiskPath, _ rule: String, _ message: String, _ remedy: String, _ validity: Validity
  ) {
    found.append(
      InspectionInput(
        path: path, shown: InspectionInput.shown(path),
        state: .refused(Finding(rule, .error, message, remedy: remedy), validity)))
  }
}
