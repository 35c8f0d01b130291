/// An ISO 4217 currency, kept as its three letters packed into one word so that comparing is one instruction.
///
/// Source: ISO 4217; minor units from the list's "Mnr unts" column.
public struct Currency: Hashable, Sendable, Comparable {
  private let packed: UInt32

  public static let eur = Currency(unchecked: "EUR")
  public static let sek = Currency(unchecked: "SEK")
  public static let nok = Currency(unchecked: "NOK")

  /// The same of a string: not generic, so that no byte is asked for by a table of witnesses.
  public init?(_ code: String) {
    var value: UInt32 = 0
    guard code.utf8.count == 3 else { return nil }
    for byte in code.utf8 {
      guard byte >= 0x41, byte <= 0x5A else { return nil }
      value = value << 8 | UInt32(byte)
    }
    packed = value
  }

  /// Three upper-case ASCII letters; anything else is no currency.
  public init?(_ code: some StringProtocol) {
    var value: UInt32 = 0
    var count = 0
    for byte in code.utf8 {
      guard byte >= 0x41, byte <= 0x5A, count < 3 else { return nil }
      value = value << 8 | UInt32(byte)
      count += 1
    }
    guard count == 3 else { return nil }
    packed = value
  }

  private init(unchecked code: StaticString) {
    packed = code.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt32($1) } }
  }

  public var code: String {
    String(
      decoding: [UInt8(packed >> 16 & 0xFF), UInt8(packed >> 8 & 0xFF), UInt8(packed & 0xFF)],
      as: UTF8.self)
  }

  /// Decimals of the currency: 2 for most, 0 or 3 for those that ISO 4217 lists otherwise.
  public var minorUnitDigits: Int {
    if Self.withoutDecimals.contains(self) { return 0 }
    return Self.withThreeDecimals.contains(self) ? 3 : 2
  }

  private static let withoutDecimals =
    ([
      "ISK", "JPY", "KRW", "VND", "CLP", "PYG", "UGX", "XAF", "XOF", "XPF", "RWF", "KMF", "GNF", "DJF", "BIF", "VUV",
    ] as [StaticString]).map(Currency.init(unchecked:))
  private static let withThreeDecimals = (["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"] as [StaticString]).map(
    Currency.init(unchecked:))

  public static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }
}

extension Currency: CustomStringConvertible {
  public var description: String { code }
}
