import Receivables

/// A decimal wide enough for sums and products of what a message states: `mantissa` × 10^-`scale`, exact. What 128 bits do not hold
/// is nil, and a rule that cannot compute says nothing: the reader refuses such amounts where a claim rests on them.
public struct FinvoiceDecimal: Hashable, Sendable {
  public let mantissa: Int128
  /// Digits after the point.
  public let scale: Int

  public static let zero = FinvoiceDecimal(mantissa: 0, scale: 0)

  init(mantissa: Int128, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  public init(_ value: ExactDecimal) {
    mantissa = Int128(value.mantissa)
    scale = value.scale
  }

  /// So many thousandths.
  init(thousandths: Int) { self.init(mantissa: Int128(thousandths), scale: 3) }

  public var isZero: Bool { mantissa == 0 }
  public var isNegative: Bool { mantissa < 0 }
  public var isPositive: Bool { mantissa > 0 }
  var magnitude: FinvoiceDecimal { mantissa < 0 ? negated : self }
  public var negated: FinvoiceDecimal { FinvoiceDecimal(mantissa: 0 - mantissa, scale: scale) }

  public func adding(_ other: FinvoiceDecimal) -> FinvoiceDecimal? {
    let common = max(scale, other.scale)
    guard let left = mantissa(at: common), let right = other.mantissa(at: common) else { return nil }
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? nil : FinvoiceDecimal(mantissa: sum, scale: common)
  }

  public func subtracting(_ other: FinvoiceDecimal) -> FinvoiceDecimal? { adding(other.negated) }

  func multiplied(by other: FinvoiceDecimal) -> FinvoiceDecimal? {
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: other.mantissa)
    return overflow ? nil : FinvoiceDecimal(mantissa: product, scale: scale + other.scale)
  }

  /// This many percent of an amount.
  func percent(of amount: FinvoiceDecimal) -> FinvoiceDecimal? {
    amount.multiplied(by: self).map { FinvoiceDecimal(mantissa: $0.mantissa, scale: $0.scale + 2) }
  }

  /// Whether the value lies further from zero than the other; true when that cannot be computed.
  func exceeds(_ tolerance: FinvoiceDecimal) -> Bool {
    guard let rest = magnitude.subtracting(tolerance.magnitude) else { return true }
    return rest.isPositive
  }

  public func equals(_ other: FinvoiceDecimal) -> Bool { subtracting(other)?.isZero ?? false }

  /// Rounded half away from zero, as domain finvoice 2.7 rounds at the end of a computation.
  func rounded(toDigits digits: Int) -> FinvoiceDecimal {
    guard scale > digits, let divisor = FinvoiceDecimal.power(scale - digits) else { return self }
    let (quotient, remainder) = mantissa.quotientAndRemainder(dividingBy: divisor)
    let up: Int128 = remainder.magnitude >= divisor.magnitude - remainder.magnitude ? 1 : 0
    return FinvoiceDecimal(mantissa: quotient + (mantissa < 0 ? -up : up), scale: digits)
  }

  /// With a point, at least two decimals and no zeros behind them: `1234.50`.
  public var text: String {
    var mantissa = mantissa
    var scale = scale
    while scale > 2 && mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    var digits = String(mantissa.magnitude)
    if scale < 2 { digits += String(repeating: "0", count: 2 - scale) }
    scale = max(scale, 2)
    if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits }
    let split = digits.index(digits.endIndex, offsetBy: -scale)
    return (mantissa < 0 ? "-" : "") + digits[..<split] + "." + digits[split...]
  }

  private func mantissa(at common: Int) -> Int128? {
    guard let factor = FinvoiceDecimal.power(common - scale) else { return nil }
    let (product, overflow) = mantissa.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  private static func power(_ exponent: Int) -> Int128? {
    guard (0...37).contains(exponent) else { return nil }
    var result: Int128 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}
