import Receivables

/// A file in UTF-16 with a byte order mark, as UTF-8. What is no character becomes a byte that UTF-8 never holds, so that the
/// message with it is refused instead of quietly changed.
final class UTF16Source: ByteSource {
  private let source: any ByteSource
  private let isLittleEndian: Bool
  private var oddByte: UInt8?
  private var highSurrogate: UInt16?
  private var isEnded = false

  init(_ source: any ByteSource, isLittleEndian: Bool) {
    self.source = source
    self.isLittleEndian = isLittleEndian
  }

  /// Whether a file that begins so is UTF-16: nil when it has no such mark.
  static func isLittleEndian(_ head: some Collection<UInt8>) -> Bool? {
    let mark = Array(head.prefix(2))
    if mark == [0xFF, 0xFE] { return true }
    return mark == [0xFE, 0xFF] ? false : nil
  }

  func next() throws -> ArraySlice<UInt8> {
    var output: [UInt8] = []
    while output.isEmpty && !isEnded {
      let chunk = try source.next()
      if chunk.isEmpty {
        isEnded = true
        if oddByte != nil || highSurrogate != nil { output.append(0xFF) }
      }
      for byte in chunk {
        guard let first = oddByte else {
          oddByte = byte
          continue
        }
        oddByte = nil
        let low = isLittleEndian ? first : byte
        let high = isLittleEndian ? byte : first
        append(UInt16(high) << 8 | UInt16(low), to: &output)
      }
    }
    return output[...]
  }

  private func append(_ unit: UInt16, to output: inout [UInt8]) {
    let high = highSurrogate
    highSurrogate = nil
    if let high, (0xDC00...0xDFFF).contains(unit) {
      let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00)
      append(scalar: value, to: &output)
      return
    }
    if high != nil { output.append(0xFF) }
    switch unit {
    case 0xD800...0xDBFF: highSurrogate = unit
    case 0xDC00...0xDFFF: output.append(0xFF)
    default: append(scalar: UInt32(unit), to: &output)
    }
  }

  private func append(scalar value: UInt32, to output: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value), let encoded = Unicode.UTF8.encode(scalar) else {
      output.append(0xFF)
      return
    }
    output.append(contentsOf: encoded)
  }
}
