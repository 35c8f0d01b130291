/// Text that is put together of many pieces. Appending to a `String` costs some hundred instructions, however short the piece.
public struct TextBuilder: Sendable {
  /// UTF-8.
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 128) { bytes.reserveCapacity(capacity) }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// For other text; its memory is kept.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  public mutating func add(_ other: Self) { bytes.append(contentsOf: other.bytes) }

  public mutating func add(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil { bytes.append(contentsOf: text.utf8) }
  }

  /// A character of ASCII.
  public mutating func add(ascii: Unicode.Scalar) { bytes.append(UInt8(ascii: ascii)) }

  public mutating func add(_ count: Int, ascii: Unicode.Scalar) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: ascii), count: max(0, count)))
  }

  /// `decimals`: of its digits so many stand behind a point: 1250 with two of them is `12.50`, 5 is `0.05`.
  public mutating func add(_ number: Int, decimals: Int = 0) {
    if number < 0 { add(ascii: "-") }
    var digits = 1
    var rest = number.magnitude / 10
    while rest > 0 || digits <= decimals {
      digits += 1
      rest /= 10
    }
    bytes.append(contentsOf: repeatElement(0x2E, count: digits + (decimals > 0 ? 1 : 0)))
    rest = number.magnitude
    var place = bytes.count
    for digit in 0..<digits {
      // The point stands there already.
      place -= digit > 0 && digit == decimals ? 2 : 1
      bytes[place] = 0x30 + UInt8(rest % 10)
      rest /= 10
    }
  }
}
