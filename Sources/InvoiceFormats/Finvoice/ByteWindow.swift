import Receivables

/// A view of a byte source that only moves forward: positions are bytes since its beginning, and what lies before `release(upTo:)`
/// is forgotten, so that memory holds one message at a time.
struct ByteWindow {
  private let source: any ByteSource
  private var bytes: [UInt8] = []
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
        bytes.append(contentsOf: chunk)
      }
    }
    return true
  }

  /// One past the last byte that has been pulled.
  var end: Int { base + bytes.count }

  mutating func byte(at position: Int) throws -> UInt8? {
    guard position >= base, try reaches(position) else { return nil }
    return bytes[position - base]
  }

  /// Whether these bytes stand there.
  mutating func holds(_ text: StaticString, at position: Int) throws -> Bool {
    let count = text.utf8CodeUnitCount
    guard position >= base, count > 0, try reaches(position + count - 1) else { return false }
    let from = position - base
    return text.withUTF8Buffer { buffer in
      for offset in 0..<count where bytes[from + offset] != buffer[offset] { return false }
      return true
    }
  }

  /// The next such byte at or after a position and before `limit`; nil when the source or the limit ends first.
  mutating func find(_ byte: UInt8, from position: Int, before limit: Int = .max) throws -> Int? {
    var from = max(position, base)
    while from < limit {
      guard try reaches(from) else { return nil }
      if let index = bytes[(from - base)...].firstIndex(of: byte) {
        return index + base < limit ? index + base : nil
      }
      from = end
    }
    return nil
  }

  /// Looks at what the window holds of so many bytes from a position.
  func withBytes<Result>(from position: Int, count: Int, _ body: (ArraySlice<UInt8>) -> Result) -> Result {
    let from = min(max(position - base, 0), bytes.count)
    return body(bytes[from..<min(from + count, bytes.count)])
  }

  /// A copy of what the window still holds of a range.
  func copy(_ range: Range<Int>) -> [UInt8] {
    let from = min(max(range.lowerBound - base, 0), bytes.count)
    let to = min(max(range.upperBound - base, from), bytes.count)
    return Array(bytes[from..<to])
  }

  /// Forgets everything before a position and hands it to `counting` first, in order.
  mutating func release(upTo position: Int, counting: (ArraySlice<UInt8>) -> Void) {
    let count = min(position - base, bytes.count)
    guard count > 0 else { return }
    counting(bytes[..<count])
    bytes.removeFirst(count)
    base += count
  }
}
