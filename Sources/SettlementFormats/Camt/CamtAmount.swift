import Receivables

/// A currency with its decimals at hand.
struct CamtCurrency: Hashable {
  let currency: Currency
  let digits: Int

  init(_ currency: Currency) {
    self.currency = currency
    digits = currency.minorUnitDigits
  }
}

/// Looks currencies up by their three letters; a file has one, so the last is remembered.
struct CamtCurrencies {
  private var key: UInt32 = 0
  private var last: CamtCurrency?

  mutating func currency(_ bytes: ArraySlice<UInt8>) -> CamtCurrency? {
    let text = CamtText.trimmed(bytes)
    guard text.count == 3 else { return nil }
    var key: UInt32 = 0
    for byte in text { key = key << 8 | UInt32(byte) }
    if key != self.key {
      self.key = key
      last = Currency(String(decoding: text, as: UTF8.self)).map { CamtCurrency($0) }
    }
    return last
  }
}

/// An amount as a message states it: never negative, because the direction stands in an element of its own.
struct CamtAmount {
  enum State: UInt8 { case absent, malformed, stated }

  private(set) var state = State.absent
  private(set) var minorUnits: Int64 = 0
  private(set) var currency: CamtCurrency?
  /// As the file has it.
  private(set) var text = ""
  private(set) var line: Int32 = 0

  /// The element has begun; without a text it stays malformed.
  mutating func begin(_ currency: CamtCurrency?, line: Int32) {
    state = .malformed
    self.currency = currency
    self.line = line
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    let bytes = CamtText.trimmed(bytes)
    text = String(decoding: bytes.prefix(40), as: UTF8.self)
    guard let currency, let value = CamtAmount.minorUnits(bytes, digits: currency.digits) else { return }
    minorUnits = value
    state = .stated
  }

  /// The amount when it is stated in this currency.
  @inline(__always)
  func minorUnits(in other: CamtCurrency) -> Int64? {
    state == .stated && currency == other ? minorUnits : nil
  }

  /// A decimal of at most 18 digits that fits so many decimals exactly, trailing zeros aside, and is plausible as one amount of a
  /// bank (`Money.isPlausible`); never rounded.
  static func minorUnits(_ bytes: ArraySlice<UInt8>, digits: Int) -> Int64? {
    var mantissa: Int64 = 0
    var count = 0
    var scale = -1
    for byte in bytes {
      if byte >= 0x30, byte <= 0x39 {
        count += 1
        guard count <= 18 else { return nil }
        mantissa = mantissa * 10 + Int64(byte - 0x30)
        if scale >= 0 { scale += 1 }
      } else if byte == 0x2E, scale < 0 {
        scale = 0
      } else {
        return nil
      }
    }
    guard count > 0 else { return nil }
    // Neither side of the point is mandatory: `.5` is met.
    scale = max(scale, 0)
    while scale > digits {
      guard mantissa % 10 == 0 else { return nil }
      mantissa /= 10
      scale -= 1
    }
    while scale < digits {
      let (product, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      mantissa = product
      scale += 1
    }
    return Money(minorUnits: mantissa, .eur).isPlausible ? mantissa : nil
  }
}

/// `CdtDbtInd`: which way the money really went.
enum CamtDirection: UInt8 {
  case absent, malformed, credit, debit

  init(_ bytes: ArraySlice<UInt8>) {
    let text = CamtText.trimmed(bytes)
    self = text.elementsEqual("CRDT".utf8) ? .credit : text.elementsEqual("DBIT".utf8) ? .debit : .malformed
  }

  @inline(__always)
  func signed(_ amount: Int64) -> Int64 { self == .debit ? -amount : amount }
}
