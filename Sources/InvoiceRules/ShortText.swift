/// Up to eight bytes of text in one word, so that codes are compared as integers. Longer text is `long`, the same for all.
struct ShortText: Hashable, Sendable, ExpressibleByStringLiteral {
  let word: UInt64

  /// No text at all.
  static let empty = ShortText(word: 0)
  /// More than eight bytes; no code has this word, since UTF-8 has no byte FF.
  static let long = ShortText(word: .max)

  @inline(__always)
  init(word: UInt64) { self.word = word }

  @inline(__always)
  init(stringLiteral value: StaticString) {
    var word: UInt64 = 0
    for index in 0..<value.utf8CodeUnitCount { word = word << 8 | UInt64(value.utf8Start[index]) }
    self.word = word
  }

  @inline(__always)
  init(_ bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count <= 8 else {
      self = .long
      return
    }
    var word: UInt64 = 0
    for byte in bytes { word = word << 8 | UInt64(byte) }
    self.word = word
  }

  /// ASCII letters made capital, as `upper-case` of XPath does with codes.
  var uppercased: ShortText {
    guard self != .long else { return self }
    var result: UInt64 = 0
    for shift in stride(from: UInt64(56), through: 0, by: -8) {
      let byte = UInt8(truncatingIfNeeded: word >> shift)
      result = result << 8 | UInt64(byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte)
    }
    return ShortText(word: result)
  }
}
