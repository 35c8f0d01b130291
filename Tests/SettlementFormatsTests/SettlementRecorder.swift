import Receivables
import SettlementFormats

/// Keeps what a reader hands over, and complains when begin, entries and end do not follow each other.
final class SettlementRecorder: SettlementSink {
  struct Read {
    var header: SettlementHeader
    var entries: [SettlementEntry] = []
    var end: SettlementEnd?
    var isSound: Bool { end?.isSound ?? false }
  }

  private(set) var all: [Read] = []
  private(set) var protocolBreaks = 0

  func begin(_ header: SettlementHeader) {
    if let last = all.last, last.end == nil { protocolBreaks += 1 }
    all.append(Read(header: header))
  }

  func receive(_ entry: SettlementEntry) {
    guard !all.isEmpty, all[all.count - 1].end == nil else {
      protocolBreaks += 1
      return
    }
    all[all.count - 1].entries.append(entry)
  }

  func end(_ end: SettlementEnd) {
    guard !all.isEmpty, all[all.count - 1].end == nil else {
      protocolBreaks += 1
      return
    }
    all[all.count - 1].end = end
  }

  var findings: [Finding] { all.flatMap { $0.end?.findings ?? [] } }
  var sound: [Read] { all.filter(\.isSound) }
}

/// Hands out so many bytes at a time.
final class ChunkedSource: ByteSource {
  private var rest: ArraySlice<UInt8>
  private let size: Int

  init(_ bytes: [UInt8], size: Int) {
    rest = bytes[...]
    self.size = size
  }

  func next() -> ArraySlice<UInt8> {
    let chunk = rest.prefix(size)
    rest = rest.dropFirst(size)
    return chunk
  }
}

func readKTL(_ bytes: [UInt8], chunk: Int = 65_536) throws -> (SettlementRecorder, FileSummary) {
  let recorder = SettlementRecorder()
  let head = FileHead(name: "viitteet.txt", bytes: Array(bytes.prefix(65_536)), size: bytes.count)
  let summary = try KTLFormat().read(ChunkedSource(bytes, size: chunk), head: head, into: recorder)
  return (recorder, summary)
}

func readKTL(_ text: String, chunk: Int = 65_536) throws -> (SettlementRecorder, FileSummary) {
  try readKTL(Array(text.utf8), chunk: chunk)
}
