/// An amount in minor units (cents, öre, øre) of one currency. Never a binary fraction.
public struct Money: Hashable, Sendable {
  public let minorUnits: Int64
  public let currency: Currency

  public init(minorUnits: Int64, _ currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  public static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency) }

  public var isZero: Bool { minorUnits == 0 }
  public var isPositive: Bool { minorUnits > 0 }
  public var isNegative: Bool { minorUnits < 0 }

  /// The same amount with the other sign.
  public var negated: Money { Money(minorUnits: 0 - minorUnits, currency) }
  public var magnitude: Money { minorUnits < 0 ? negated : self }

  /// Whether a document may state it in earnest: at most 100,000,000,000.00 of a currency with cents.
  public var isPlausible: Bool { minorUnits.magnitude <= 10_000_000_000_000 }

  /// Adds, or says why it cannot: two currencies, or more than 64 bits hold.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else {
      throw .currenciesDiffer(currency, other.currency)
    }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    guard !overflow else { throw .overflow }
    return Money(minorUnits: sum, currency)
  }

  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    try adding(other.negated)
  }

  /// The amount with the currency's decimals and a point: `-12.50`. The form of all JSON.
  public var decimalText: String {
    let digits = currency.minorUnitDigits
    let magnitude = minorUnits.magnitude
    guard digits > 0 else { return (minorUnits < 0 ? "-" : "") + String(magnitude) }
    var scale: UInt64 = 1
    for _ in 0..<digits { scale *= 10 }
    let fraction = String(magnitude % scale)
    let padding = String(repeating: "0", count: digits - fraction.utf8.count)
    return (minorUnits < 0 ? "-" : "") + String(magnitude / scale) + "." + padding + fraction
  }
}

extension Money: CustomStringConvertible {
  /// `12.50 EUR`
  public var description: String { decimalText + " " + currency.code }
}

public enum MoneyError: Error, Hashable, Sendable {
  case currenciesDiffer(Currency, Currency)
  case overflow
}

/// A decimal as it was written: `mantissa` × 10^-`scale`. For rates, percentages, quantities and amounts before they are
/// known to fit their currency; arithmetic on it is exact or refused.
public struct ExactDecimal: Hashable, Sendable {
  public let mantissa: Int64
  /// Digits after the point, 0…18.
  public let scale: Int

  public init(mantissa: Int64, scale: Int) {
    self.mantissa = mantissa
    self.scale = scale
  }

  /// Digits with an optional leading minus and at most one `point`; no grouping, no exponent, no plus, at most 18 digits.
  public init?(bytes: some Sequence<UInt8>, point: UInt8) {
    var mantissa: Int64 = 0
    var scale = 0
    var digits = 0
    var negative = false
    var seenPoint = false
    var first = true
    for byte in bytes {
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
        guard digits <= 18 else { return nil }
        mantissa = mantissa * 10 + Int64(byte - 0x30)
        if seenPoint { scale += 1 }
      } else if byte == point && !seenPoint && digits > 0 {
        seenPoint = true
      } else if byte == 0x2D && first {
        negative = true
      } else {
        return nil
      }
      first = false
    }
    guard digits > 0, !(seenPoint && scale == 0) else { return nil }
    self.mantissa = negative ? -mantissa : mantissa
    self.scale = scale
  }

  /// The same of a text with a decimal point. Not generic: from another module a generic one asks for each byte by a table of witnesses.
  public init?(_ text: String) { self.init(bytes: text.utf8, point: UInt8(ascii: ".")) }

  /// The same value without trailing zeros after the point.
  public var normalised: ExactDecimal {
    var mantissa = mantissa
    var scale = scale
    while scale > 0 && mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return ExactDecimal(mantissa: mantissa, scale: scale)
  }

  /// The value as money if it fits the currency's decimals exactly (trailing zeros aside), else nil: an amount is never rounded
  /// by reading it.
  public func money(in currency: Currency) -> Money? {
    let value = normalised
    let digits = currency.minorUnitDigits
    guard value.scale <= digits else { return nil }
    var minor = value.mantissa
    for _ in 0..<(digits - value.scale) {
      let (product, overflow) = minor.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      minor = product
    }
    return Money(minorUnits: minor, currency)
  }

  /// The same for an amount that a document states: more than a hundred thousand million is a reference or an account number in the
  /// wrong place, and a night's sum of such amounts would not fit 64 bits.
  public func statedMoney(in currency: Currency) -> Money? {
    money(in: currency).flatMap { $0.isPlausible ? $0 : nil }
  }

  /// The value rounded to the currency's decimals, half away from zero: only where a rule names it (Finvoice row amounts with
  /// more decimals than cents, Finvoice schemas, type monetaryAmount).
  public func roundedMoney(in currency: Currency) -> Money? {
    if let exact = money(in: currency) { return exact }
    let digits = currency.minorUnitDigits
    // With no more decimals than the currency has, it did not fit because it is too large: rounding does not help.
    guard scale > digits else { return nil }
    var divisor: Int64 = 1
    for _ in 0..<(scale - digits) { divisor *= 10 }
    let quotient = mantissa / divisor
    let remainder = (mantissa % divisor).magnitude
    let up: Int64 = remainder * 2 >= divisor.magnitude ? 1 : 0
    return Money(minorUnits: quotient + (mantissa < 0 ? -up : up), currency)
  }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String {
    let magnitude = mantissa.magnitude
    guard scale > 0 else { return (mantissa < 0 ? "-" : "") + String(magnitude) }
    var text = String(magnitude)
    if text.utf8.count <= scale {
      text = String(repeating: "0", count: scale + 1 - text.utf8.count) + text
    }
    let split = text.index(text.endIndex, offsetBy: -scale)
    return (mantissa < 0 ? "-" : "") + text[..<split] + "." + text[split...]
  }
}
