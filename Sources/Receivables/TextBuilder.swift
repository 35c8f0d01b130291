/// Text that is put together of many pieces. Appending to a `String` costs some hundred instructions, however short the piece.
public struct TextBuilder {
  private var bytes: [UInt8] = []

  public init(capacity: Int = 128) { bytes.reserveCapacity(capacity) }

  public var isEmpty: Bool { bytes.isEmpty }
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func add(_ text: String) {
    if text.utf8.withContiguousStorageIfAvailable({ bytes.append(contentsOf: $0) }) == nil { bytes.append(contentsOf: text.utf8) }
  }

  /// A character of ASCII.
  public mutating func add(ascii: Unicode.Scalar) { bytes.append(UInt8(ascii: ascii)) }

  public mutating func add(_ count: Int, ascii: Unicode.Scalar) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: ascii), count: max(0, count)))
  }

  public mutating func add(_ number: Int) {
    var rest = number.magnitude
    if number < 0 { add(ascii: "-") }
    let start = bytes.count
    repeat {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }
}
