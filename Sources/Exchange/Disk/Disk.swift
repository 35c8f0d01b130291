import Glibc

/// A path below the exchange folder, as bytes: names are never interpreted, only compared and escaped for people.
struct DiskPath: Hashable, Comparable, Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }
  init(_ text: String) { bytes = Array(text.utf8) }

  func appending(_ name: [UInt8]) -> DiskPath { DiskPath(bytes.isEmpty ? name : bytes + [0x2F] + name) }
  func appending(_ name: String) -> DiskPath { appending(Array(name.utf8)) }

  var components: [[UInt8]] { bytes.split(separator: 0x2F).map { Array($0) } }
  var name: [UInt8] {
    guard let slash = bytes.lastIndex(of: 0x2F) else { return bytes }
    return slash + 1 < bytes.count ? Array(bytes[(slash + 1)...]) : components.last ?? []
  }
  var parent: DiskPath { DiskPath(Array(components.dropLast().joined(separator: [0x2F]))) }

  static func < (left: DiskPath, right: DiskPath) -> Bool { precedes(left.bytes, right.bytes) }

  /// In the order of their bytes.
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let count = min(left.count, right.count)
    let order = left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return 0 as Int32 }
        return memcmp(left, right, count)
      }
    }
    return order < 0 || order == 0 && left.count < right.count
  }
}

/// An operation of the file system that failed: what, on which path below the root, and why. Never a path of the machine.
struct DiskError: Error, CustomStringConvertible {
  var operation: String
  var path: String
  var code: Int32
  var description: String { "cannot \(operation) \(path): \(String(cString: strerror(code)))" }
  var isMissing: Bool { code == ENOENT }
}

struct FileStatus: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case regular, folder, other }
  var kind: Kind
  var size: Int64
  /// Nanoseconds since 1970.
  var modified: Int64
  var inode: Int64
}

/// The exchange folder, jailed to one directory descriptor. Every call is relative to it and follows no symbolic link at its end;
/// reading and writing go on when a signal interrupts them.
final class Disk: Sendable {
  let root: Int32

  /// Opens the folder; throws when it is not there.
  init(root path: String) throws(DiskError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw DiskError(operation: "open", path: "the exchange folder", code: errno) }
    root = descriptor
  }

  deinit { _ = close(root) }

  // MARK: Looking

  func status(_ path: DiskPath) throws(DiskError) -> FileStatus? {
    var info = stat()
    let result = withPath(path) { fstatat(root, $0, &info, AT_SYMLINK_NOFOLLOW) }
    if result != 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw failure("look at", path)
    }
    return FileStatus(info)
  }

  func status(of descriptor: Int32) throws(DiskError) -> FileStatus {
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw DiskError(operation: "look at", path: "an open file", code: errno) }
    return FileStatus(info)
  }

  /// Names in a folder, sorted by their bytes; empty when the folder is not there.
  func names(in folder: DiskPath) throws(DiskError) -> [[UInt8]] {
    let descriptor = withPath(folder) { openat(root, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return [] }
      throw failure("list", folder)
    }
    guard let stream = fdopendir(descriptor) else {
      let error = failure("list", folder)
      _ = close(descriptor)
      throw error
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw failure("list", folder) }
        break
      }
      // The record ends with its name: reading all of the declared 256 bytes could run past the buffer.
      let start = UnsafeRawPointer(entry).advanced(by: MemoryLayout<dirent>.offset(of: \dirent.d_name) ?? 0)
      let name = Array(UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self))))
      if name == [0x2E] || name == [0x2E, 0x2E] { continue }
      names.append(name)
    }
    return names.sorted(by: DiskPath.precedes)
  }

  /// Opens a regular file for reading: never a link, never waiting for a pipe's writer.
  func openRegular(_ path: DiskPath) throws(DiskError) -> OpenFile? {
    let descriptor = withPath(path) { openat(root, $0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw failure("open", path)
    }
    let file = OpenFile(descriptor: descriptor, name: printable(path))
    guard try status(of: descriptor).kind == .regular else { return nil }
    return file
  }

  // MARK: Changing

  /// Makes a folder and those above it.
  func makeFolder(_ path: DiskPath, mode: mode_t = 0o777) throws(DiskError) {
    var partial = DiskPath([])
    for component in path.components {
      let parent = partial
      partial = partial.appending(component)
      if withPath(partial, { mkdirat(root, $0, mode) }) == 0 {
        try syncFolder(parent)
      } else if errno != EEXIST {
        throw failure("make the folder", partial)
      }
    }
  }

  /// Writes a file that nobody sees before it is whole: temporary name, sync, link to its name (never over another), sync of the
  /// folder. Returns false when a file of that name is there already.
  func publish(_ bytes: [UInt8], at path: DiskPath) throws(DiskError) -> Bool {
    try publish(at: path) { (write: (ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) in try write(bytes[...]) }
  }

  /// The same for contents that `produce` hands over piece by piece.
  func publish(
    at path: DiskPath, _ produce: ((ArraySlice<UInt8>) throws(DiskError) -> Void) throws(DiskError) -> Void
  ) throws(DiskError) -> Bool {
    try makeFolder(path.parent)
    let temporary = path.parent.appending(Array(".".utf8) + path.name + Array(".perille-tmp".utf8))
    let descriptor = withPath(temporary) { openat(root, $0, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o666) }
    guard descriptor >= 0 else { throw failure("write", path) }
    do throws(DiskError) {
      try produce { (bytes: ArraySlice<UInt8>) throws(DiskError) in try write(bytes, to: descriptor, path: path) }
      // A failed sync means that the file is not written; the descriptor is not synced again, the next run writes from scratch.
      guard fsync(descriptor) == 0 else { throw failure("sync", path) }
    } catch {
      _ = close(descriptor)
      _ = withPath(temporary) { unlinkat(root, $0, 0) }
      throw error
    }
    guard close(descriptor) == 0 else { throw failure("close", path) }
    let linked = withPath(temporary) { from in withPath(path) { linkat(root, from, root, $0, 0) } }
    let linkError = errno
    guard withPath(temporary, { unlinkat(root, $0, 0) }) == 0 || errno == ENOENT else { throw failure("tidy", path) }
    if linked != 0 {
      if linkError == EEXIST {
        // It may have been linked just before a crash, and its folder not synced.
        try syncFolder(path.parent)
        return false
      }
      throw DiskError(operation: "publish", path: printable(path), code: linkError)
    }
    try syncFolder(path.parent)
    return true
  }

  /// Moves within the exchange folder; the target must not exist.
  func move(_ from: DiskPath, to target: DiskPath) throws(DiskError) {
    if try status(target) != nil { throw DiskError(operation: "move to", path: printable(target), code: EEXIST) }
    guard withPath(from, { source in withPath(target) { renameat(root, source, root, $0) } }) == 0 else {
      throw failure("move", from)
    }
  }

  /// Moves a file to where others write too: one that came there meanwhile is not replaced, and false is the answer. Cut short, it leaves
  /// the file in both places.
  func moveBeside(_ from: DiskPath, to target: DiskPath) throws(DiskError) -> Bool {
    guard withPath(from, { source in withPath(target) { linkat(root, source, root, $0, 0) } }) == 0 else {
      if errno == EEXIST { return false }
      throw failure("move", from)
    }
    try syncFolder(target.parent)
    try remove(from)
    try syncFolder(from.parent)
    return true
  }

  func remove(_ path: DiskPath) throws(DiskError) {
    guard withPath(path, { unlinkat(root, $0, 0) }) == 0 || errno == ENOENT else { throw failure("remove", path) }
  }

  func syncFolder(_ path: DiskPath) throws(DiskError) {
    let descriptor = withPath(path) { openat(root, $0, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) }
    guard descriptor >= 0 else { throw failure("sync", path) }
    defer { _ = close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  /// All bytes of a small file, or nil when it is not there.
  func contents(_ path: DiskPath, limit: Int = 64 << 20) throws(DiskError) -> [UInt8]? {
    guard let file = try openRegular(path) else { return nil }
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let chunk = try file.read(1 << 16)
      if chunk.isEmpty { return bytes }
      bytes += chunk
    }
    throw DiskError(operation: "read", path: printable(path), code: EFBIG)
  }

  /// Whether a regular file with just these bytes lies there.
  func holds(_ bytes: [UInt8], at path: DiskPath) throws(DiskError) -> Bool {
    guard let present = try status(path), present.kind == .regular, present.size == Int64(bytes.count) else { return false }
    return try contents(path, limit: bytes.count) == bytes
  }

  private func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32, path: DiskPath) throws(DiskError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress?.advanced(by: offset), bytes.count - offset) }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure("write", path)
      }
      offset += count
    }
  }

  private func withPath<T>(_ path: DiskPath, _ body: (UnsafePointer<CChar>) -> T) -> T {
    let bytes = (path.bytes.isEmpty ? [0x2E] : path.bytes) + [0]
    return bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else { return body("") }
        return body(start)
      }
    }
  }

  private func failure(_ operation: String, _ path: DiskPath) -> DiskError {
    DiskError(operation: operation, path: printable(path), code: errno)
  }

  func printable(_ path: DiskPath) -> String { PrintableName.of(path) }
}

/// An open file; closed when nobody holds it any more.
final class OpenFile {
  let descriptor: Int32
  private let name: String

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  deinit { _ = close(descriptor) }

  /// At most `count` bytes; empty at the end.
  func read(_ count: Int) throws(DiskError) -> [UInt8] {
    while true {
      var code: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialised in
        let result = Glibc.read(descriptor, buffer.baseAddress, count)
        if result < 0 { code = errno }
        initialised = max(result, 0)
      }
      if code == 0 { return bytes }
      if code != EINTR { throw DiskError(operation: "read", path: name, code: code) }
    }
  }

  func seek(to offset: Int64) throws(DiskError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else {
      throw DiskError(operation: "read", path: name, code: errno)
    }
  }
}

extension FileStatus {
  init(_ info: stat) {
    kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .other
      }
    size = Int64(info.st_size)
    modified = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
    inode = Int64(bitPattern: UInt64(info.st_ino))
  }
}
