import Receivables

/// What Finvoice's rules ask of decimals. A rule that cannot compute says nothing: the reader refuses such amounts where a claim rests
/// on them.
extension WideDecimal {
  public init(_ value: ExactDecimal) { self.init(mantissa: Int128(value.mantissa), scale: value.scale) }

  /// So many thousandths.
  init(thousandths: Int) { self.init(mantissa: Int128(thousandths), scale: 3) }

  public var isPositive: Bool { mantissa > 0 }

  /// This many percent of an amount.
  func percent(of amount: WideDecimal) -> WideDecimal? {
    amount.multiplied(by: self).map { WideDecimal(mantissa: $0.mantissa, scale: $0.scale + 2) }
  }

  /// Whether the value lies further from zero than the other; true when that cannot be computed.
  func exceeds(_ tolerance: WideDecimal) -> Bool {
    guard let rest = magnitude.subtracting(tolerance.magnitude) else { return true }
    return rest.isPositive
  }

  /// Rounded half away from zero, once, at the end of a computation.
  func rounded(toDigits digits: Int) -> WideDecimal { isNegative ? negated.rounded(digits).negated : rounded(digits) }

  /// With a point, at least two decimals and no zeros behind them: `1234.50`.
  public var text: String {
    var value = normalised
    while value.scale < 2, let wider = value.mantissa.multipliedReportingOverflow(by: 10) as (Int128, Bool)?, !wider.1 {
      value = WideDecimal(mantissa: wider.0, scale: value.scale + 1)
    }
    return value.description
  }
}
