import Receivables

/// An exact decimal as rules compute with it: `mantissa` × 10^-`scale`. What would not fit is nil, never rounded by itself.
///
/// Source: xs:decimal of XML Schema 1.0 part 2, section 3.2.3; arithmetic and rounding of XPath 2.0 functions and operators, section 6.
public struct WideDecimal: Hashable, Sendable {
  public internal(set) var mantissa: Int128
  /// Digits after the point.
  public internal(set) var scale: Int

  public static let zero = WideDecimal(0)
  static let one = WideDecimal(1)
  static let hundred = WideDecimal(100)

  @inline(__always)
  init(_ value: Int) {
    mantissa = Int128(value)
    scale = 0
  }

  @inline(__always)
  init(mantissa: Int128, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// The lexical form of xs:decimal: optional sign, digits, at most one point, white space around.
  ///
  /// At most 30 digits are read: more are no amount of anything.
  @inline(__always)
  init?(_ bytes: some Bytes, _ range: Range<Int>) {
    var position = range.lowerBound
    let end = range.upperBound
    guard position < end else { return nil }
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative || bytes[position] == UInt8(ascii: "+") { position += 1 }
    // Up to 18 digits fit a word, and nearly all numbers do.
    var word: Int64 = 0
    var wide: Int128 = 0
    var digits = 0
    var scale = 0
    var isAfterPoint = false
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte >= 0x30 && byte <= 0x39 {
        if digits < 18 {
          word = word &* 10 &+ Int64(byte &- 0x30)
        } else {
          guard digits < 30 else { return nil }
          if digits == 18 { wide = Int128(word) }
          wide = wide * 10 + Int128(byte - 0x30)
        }
        digits += 1
        if isAfterPoint { scale += 1 }
      } else if byte == UInt8(ascii: "."), !isAfterPoint {
        isAfterPoint = true
      } else {
        return nil
      }
    }
    guard digits > 0 else { return nil }
    let value = digits <= 18 ? Int128(word) : wide
    mantissa = isNegative ? -value : value
    self.scale = scale
  }

  public var isZero: Bool { mantissa == 0 }
  public var isNegative: Bool { mantissa < 0 }
  var magnitude: WideDecimal { WideDecimal(mantissa: mantissa < 0 ? -mantissa : mantissa, scale: scale) }
  public var negated: WideDecimal { WideDecimal(mantissa: -mantissa, scale: scale) }

  /// Both with the same scale; nil when one does not fit.
  @inline(__always)
  private static func aligned(_ left: WideDecimal, _ right: WideDecimal) -> (Int128, Int128, Int)? {
    if left.scale == right.scale { return (left.mantissa, right.mantissa, left.scale) }
    if left.scale < right.scale {
      return scaled(left.mantissa, right.scale - left.scale).map { ($0, right.mantissa, right.scale) }
    }
    return scaled(right.mantissa, left.scale - right.scale).map { (left.mantissa, $0, left.scale) }
  }

  private static func scaled(_ mantissa: Int128, _ digits: Int) -> Int128? {
    var mantissa = mantissa
    for _ in 0..<digits {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      mantissa = product
    }
    return mantissa
  }

  public func adding(_ other: WideDecimal) -> WideDecimal? {
    guard let (left, right, scale) = Self.aligned(self, other) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : WideDecimal(mantissa: sum, scale: scale)
  }

  public func subtracting(_ other: WideDecimal) -> WideDecimal? { adding(other.negated) }

  func multiplied(by other: WideDecimal) -> WideDecimal? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    return overflow ? nil : WideDecimal(mantissa: product, scale: scale + other.scale)
  }

  /// Divided by a number that is not zero, with 20 more digits than both have, the rest cut off.
  func divided(by other: WideDecimal) -> WideDecimal? {
    guard !other.isZero else { return nil }
    var digits = 20
    while digits > 0 {
      if let numerator = Self.scaled(mantissa, digits + other.scale) {
        return WideDecimal(mantissa: numerator / other.mantissa, scale: scale + digits)
      }
      digits -= 1
    }
    return nil
  }

  /// Nil when they cannot be compared.
  @inline(__always)
  func isLess(than other: WideDecimal) -> Bool? {
    guard let (left, right, _) = Self.aligned(self, other) else { return nil }
    return left < right
  }

  public func isEqual(to other: WideDecimal) -> Bool {
    guard let (left, right, _) = Self.aligned(self, other) else { return false }
    return left == right
  }

  /// Rounded to so many decimals, halves towards positive infinity, as `round` of XPath does (-2.5 becomes -2).
  func rounded(_ decimals: Int) -> WideDecimal {
    guard scale > decimals else { return self }
    guard scale - decimals <= 38, let divisor = Self.scaled(1, scale - decimals) else { return .zero }
    var quotient = mantissa / divisor
    var remainder = mantissa % divisor
    if remainder < 0 {
      quotient -= 1
      remainder += divisor
    }
    if remainder >= divisor - remainder { quotient += 1 }
    return WideDecimal(mantissa: quotient, scale: decimals)
  }

  var cents: WideDecimal { rounded(2) }

  /// Without zeros at the end of the decimals.
  var normalised: WideDecimal {
    var result = self
    while result.scale > 0, result.mantissa % 10 == 0 {
      result.mantissa /= 10
      result.scale -= 1
    }
    return result
  }
}

extension WideDecimal: CustomStringConvertible {
  /// With a point, as many decimals as it has.
  public var description: String {
    var text = TextBuilder(capacity: 48)
    // Nearly all numbers fit a word, whose digits cost a fraction.
    if let word = Int(exactly: mantissa) {
      text.add(word, decimals: scale)
      return text.text
    }
    if mantissa < 0 { text.add(ascii: "-") }
    let digits = String(mantissa.magnitude)
    guard scale > 0 else {
      text.add(digits)
      return text.text
    }
    let whole = digits.utf8.count - scale
    if whole <= 0 { text.add(ascii: "0") } else { text.add(String(digits.prefix(whole))) }
    text.add(ascii: ".")
    text.add(max(0, -whole), ascii: "0")
    text.add(String(digits.suffix(scale)))
    return text.text
  }
}
