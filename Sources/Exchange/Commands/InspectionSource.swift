import Glibc
import Receivables
import Synchronization

/// How far an inspection has come; told from several threads.
public struct InspectionProgress: Sendable {
  public var filesDone: Int
  public var files: Int
  public var bytesDone: Int64
  public var bytes: Int64
}

/// A person wants it to end.
struct InspectionStopped: Error {}

/// The second reading found another file than the first.
struct InspectionChanged: Error {}

/// Adds up what has been read, tells it on, and asks whether to go on.
final class InspectionMeter: Sendable {
  private let state: Mutex<InspectionProgress>
  private let show: (@Sendable (InspectionProgress) -> Void)?
  let isInterrupted: @Sendable () -> Bool

  init(
    _ inputs: [InspectionInput], isInterrupted: @escaping @Sendable () -> Bool,
    show: (@Sendable (InspectionProgress) -> Void)?
  ) {
    self.isInterrupted = isInterrupted
    let bytes = inputs.reduce(Int64(0)) { sum, input in
      let (total, overflow) = sum.addingReportingOverflow(input.size)
      return overflow ? sum : total
    }
    state = Mutex(InspectionProgress(filesDone: 0, files: inputs.count, bytesDone: 0, bytes: bytes))
    self.show = show
  }

  func add(bytes: Int = 0, files: Int = 0) {
    guard let show else { return }
    show(
      state.withLock {
        $0.bytesDone += Int64(bytes)
        $0.filesDone += files
        return $0
      })
  }
}

/// A file as readers see it, in chunks.
final class InspectionSource: ByteSource {
  private let file: OpenFile
  private let meter: InspectionMeter
  /// As the file was when it was opened.
  let status: FileStatus
  private var pending: ArraySlice<UInt8> = []
  private var isAtEnd = false
  private static let chunk = 1 << 16

  private init(_ file: OpenFile, status: FileStatus, meter: InspectionMeter) {
    self.file = file
    self.status = status
    self.meter = meter
  }

  static func open(_ input: InspectionInput, meter: InspectionMeter) throws(DiskError) -> InspectionSource {
    let (file, status) = try openFile(input)
    return InspectionSource(file, status: status, meter: meter)
  }

  /// Opens a regular file: never waiting for a pipe's writer, and a link only when it was named itself.
  static func openFile(_ input: InspectionInput) throws(DiskError) -> (OpenFile, FileStatus) {
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (input.followsLink ? 0 : O_NOFOLLOW)
    let descriptor = (input.path.bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { Glibc.open($0, flags) } ?? -1
    }
    guard descriptor >= 0 else { throw DiskError(operation: "open", path: input.shown, code: errno) }
    let file = OpenFile(descriptor: descriptor, name: input.shown)
    let status = try FileStatus(of: file)
    guard status.kind == .regular else { throw DiskError(operation: "open", path: input.shown, code: EINVAL) }
    return (file, status)
  }

  /// As the file is now.
  func statusNow() throws(DiskError) -> FileStatus { try FileStatus(of: file) }

  /// The first bytes, without taking them from the reader.
  func head(_ count: Int) throws -> [UInt8] {
    while pending.count < count, !isAtEnd {
      let more = try fill()
      if !more.isEmpty { pending = pending.isEmpty ? more[...] : (Array(pending) + more)[...] }
    }
    return Array(pending.prefix(count))
  }

  func next() throws -> ArraySlice<UInt8> {
    if pending.isEmpty, !isAtEnd { return try fill()[...] }
    defer { pending = [] }
    return pending
  }

  private func fill() throws -> [UInt8] {
    if meter.isInterrupted() { throw InspectionStopped() }
    let bytes = try file.read(Self.chunk)
    if bytes.isEmpty { isAtEnd = true }
    meter.add(bytes: bytes.count)
    return bytes
  }
}
