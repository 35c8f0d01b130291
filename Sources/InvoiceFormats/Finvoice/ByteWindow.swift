import Receivables

/// A view of a byte source that only moves forward: positions are bytes since its beginning, and what lies before `release(upTo:)`
/// is forgotten, so that memory holds one message at a time.
struct ByteWindow {
  private let source: any ByteSource
  private var bytes: [UInt8] = []
  /// Bytes at the beginning of `bytes` that are forgotten but not yet removed: moving the rest for each message of a long chunk
  /// would take time by the square of its length.
  private var released = 0
  /// Position of `bytes[0]`.
  private var base = 0
  private var isExhausted = false

  init(_ source: any ByteSource) { self.source = source }

  /// Pulls until the position is in the window; false when the source ends before it.
  mutating func reaches(_ position: Int) throws -> Bool {
    while position - base >= bytes.count {
      guard !isExhausted else { return false }
      let chunk = try source.next()
      if chunk.isEmpty {
        isExhausted = true
      } else {
        compact(always: true)
        bytes.append(contentsOf: chunk)
      }
    }
    return true
  }

  /// One past the last byte that has been pulled.
  var end: Int { base + bytes.count }

  mutating func byte(at position: Int) throws -> UInt8? {
    guard position >= base + released, try reaches(position) else { return nil }
    return bytes[position - base]
  }

  /// Whether these bytes stand there.
  mutating func holds(_ text: StaticString, at position: Int) throws -> Bool {
    let count = text.utf8CodeUnitCount
    guard position >= base + released, count > 0, try reaches(position + count - 1) else { return false }
    let from = position - base
    return text.withUTF8Buffer { buffer in
      for offset in 0..<count where bytes[from + offset] != buffer[offset] { return false }
      return true
    }
  }

  /// The next such byte at or after a position and before `limit`; nil when the source or the limit ends first.
  mutating func find(_ byte: UInt8, from position: Int, before limit: Int = .max) throws -> Int? {
    var from = max(position, base + released)
    while from < limit {
      guard try reaches(from) else { return nil }
      let upTo = min(end, limit)
      if let index = bytes[(from - base)..<(upTo - base)].firstIndex(of: byte) { return index + base }
      from = upTo
    }
    return nil
  }

  /// Looks at what the window holds of so many bytes from a position.
  func withBytes<Result>(from position: Int, count: Int, _ body: (ArraySlice<UInt8>) -> Result) -> Result {
    let range = held(position..<(position + count))
    return body(bytes[range])
  }

  /// A copy of what the window still holds of a range.
  func copy(_ range: Range<Int>) -> [UInt8] { Array(bytes[held(range)]) }

  /// The part of a range that is in the window, as indices of `bytes`.
  private func held(_ range: Range<Int>) -> Range<Int> {
    let from = min(max(range.lowerBound - base, released), bytes.count)
    return from..<min(max(range.upperBound - base, from), bytes.count)
  }

  /// Forgets everything before a position and hands it to `counting` first, in order.
  mutating func release(upTo position: Int, counting: (ArraySlice<UInt8>) -> Void) {
    let upTo = min(position - base, bytes.count)
    guard upTo > released else { return }
    counting(bytes[released..<upTo])
    released = upTo
    compact(always: false)
  }

  /// Removes what is forgotten, once it is most of the window or before more is pulled.
  private mutating func compact(always: Bool) {
    guard released > 0, always || released > bytes.count / 2 else { return }
    bytes.removeFirst(released)
    base += released
    released = 0
  }
}
