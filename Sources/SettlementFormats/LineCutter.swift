import Receivables

/// Cuts what a source hands out into lines, however the chunks fall. Holds one line at most, and of an overlong one its beginning.
struct LineCutter {
  /// No record of a line format is longer; of longer lines only this much is kept.
  static let bytesMax = 512

  private let source: any ByteSource
  private var chunk: ArraySlice<UInt8> = []
  private var ended = false
  /// 1-based number of the line that `next` gave last.
  private(set) var number = 0
  /// Length of that line without its line break, kept or not.
  private(set) var length = 0

  init(_ source: any ByteSource) { self.source = source }

  /// The next line without LF or CRLF; false at the end. A line break at the very end begins no further line.
  mutating func next(into line: inout [UInt8]) throws -> Bool {
    line.removeAll(keepingCapacity: true)
    length = 0
    var endsInReturn = false
    while true {
      if chunk.isEmpty {
        guard !ended else { break }
        chunk = try source.next()
        guard !chunk.isEmpty else {
          ended = true
          break
        }
      }
      let stop = chunk.firstIndex(of: 0x0A)
      let piece = chunk[..<(stop ?? chunk.endIndex)]
      if let last = piece.last { endsInReturn = last == 0x0D }
      length += piece.count
      line.append(contentsOf: piece.prefix(LineCutter.bytesMax - line.count))
      guard let stop else {
        chunk = []
        continue
      }
      chunk = chunk[(stop + 1)...]
      return finish(&line, endsInReturn)
    }
    return length > 0 ? finish(&line, endsInReturn) : false
  }

  private mutating func finish(_ line: inout [UInt8], _ endsInReturn: Bool) -> Bool {
    if endsInReturn {
      length -= 1
      if line.count > length { line.removeLast() }
    }
    number += 1
    return true
  }
}
