import Receivables

/// Reads numbers only as the profile declares them. What is not exactly so is no number; nothing is guessed.
struct CSVNumbers {
  let format: CSVProfile.NumberFormat
  private let group: UInt8?

  init(_ format: CSVProfile.NumberFormat) {
    self.format = format
    group =
      switch format.grouping {
      case .none: nil
      case .space: 0x20
      case .point: 0x2E
      case .comma: 0x2C
      case .apostrophe: 0x27
      }
  }

  /// An optional minus, digits in one run or in groups of three, and decimals after the declared mark. At most 18 digits.
  ///
  /// - Parameter utf8: without blanks around it. Where blanks group, U+00A0 and U+202F count as blanks.
  func amount(_ utf8: some Collection<UInt8>) -> ExactDecimal? {
    parse(utf8, impliedDecimals: format.impliedDecimals)
  }

  /// The same without implied decimals.
  func percent(_ utf8: some Collection<UInt8>) -> ExactDecimal? { parse(utf8, impliedDecimals: 0) }

  private func parse(_ utf8: some Collection<UInt8>, impliedDecimals: Int) -> ExactDecimal? {
    var bytes = Array(utf8)
    if format.grouping == .space, bytes.contains(where: { $0 >= 0x80 }) { bytes = withPlainBlanks(bytes) }
    var rest = bytes[...]
    var isNegative = false
    if rest.first == 0x2D {
      isNegative = true
      rest = rest.dropFirst()
    } else if format.trailingMinus, rest.last == 0x2D {
      isNegative = true
      rest = rest.dropLast()
    }
    var mantissa: Int64 = 0
    var digits = 0
    var scale = 0
    var inGroup = 0
    var isGrouped = false
    var seenMark = false
    for byte in rest {
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
        guard digits <= 18 else { return nil }
        mantissa = mantissa * 10 + Int64(byte - 0x30)
        if seenMark { scale += 1 } else { inGroup += 1 }
      } else if byte == group, !seenMark {
        guard isGrouped ? inGroup == 3 : (1...3).contains(inGroup) else { return nil }
        isGrouped = true
        inGroup = 0
      } else if byte == format.decimalMark, !seenMark, impliedDecimals == 0 {
        guard digits > 0, !isGrouped || inGroup == 3 else { return nil }
        seenMark = true
      } else {
        return nil
      }
    }
    guard digits > 0, seenMark ? scale > 0 : !isGrouped || inGroup == 3 else { return nil }
    return ExactDecimal(mantissa: isNegative ? -mantissa : mantissa, scale: seenMark ? scale : impliedDecimals)
  }

  private func withPlainBlanks(_ bytes: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.value == 0xA0 || scalar.value == 0x202F {
        plain.append(0x20)
      } else {
        plain.append(contentsOf: String(scalar).utf8)
      }
    }
    return plain
  }

  /// The declared form, for messages: `1234,56`, `1 234,56`, `1.234,56-`, `123456` with two implied decimals.
  var example: String {
    let separator = group.map { String(decoding: [$0], as: UTF8.self) } ?? ""
    if format.impliedDecimals > 0 { return "123456 (the last \(format.impliedDecimals) digits are decimals)" }
    let mark = format.decimalMark.map { String(decoding: [$0], as: UTF8.self) + "56" } ?? ""
    return "1\(separator)234\(mark)" + (format.trailingMinus ? " or 1\(separator)234\(mark)-" : "")
  }
}
