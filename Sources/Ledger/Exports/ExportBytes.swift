import Receivables

/// Appends numbers and amounts to a file without making texts of them first.
struct ExportBytes {
  private(set) var bytes: [UInt8] = []

  mutating func add(byte: UInt8) { bytes.append(byte) }
  mutating func add(_ text: StaticString) { text.withUTF8Buffer { bytes.append(contentsOf: $0) } }
  mutating func add(_ more: [UInt8]) { bytes.append(contentsOf: more) }
  mutating func add(ascii text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func add(number: Int) { add(signed: Int64(number)) }

  mutating func add(signed number: Int64) {
    if number < 0 { bytes.append(0x2D) }
    add(number.magnitude, width: 1)
  }

  /// With the currency's decimals, but at least `decimals` of them, behind `mark`: `-12,50`.
  mutating func add(_ money: Money, mark: UInt8, decimals: Int = 0) {
    if money.isNegative { bytes.append(0x2D) }
    let own = money.currency.minorUnitDigits
    var scale: UInt64 = 1
    for _ in 0..<own { scale *= 10 }
    add(money.minorUnits.magnitude / scale, width: 1)
    guard max(own, decimals) > 0 else { return }
    bytes.append(mark)
    if own > 0 { add(money.minorUnits.magnitude % scale, width: own) }
    for _ in own..<max(own, decimals) { bytes.append(0x30) }
  }

  /// `YYYYMMDD`
  mutating func add(compact day: CalendarDate) {
    let (year, month, day) = day.components
    add(UInt64(year * 10_000 + month * 100 + day), width: 8)
  }

  /// `YYYY-MM-DD`
  mutating func add(iso day: CalendarDate) {
    let (year, month, day) = day.components
    add(UInt64(year), width: 4)
    bytes.append(0x2D)
    add(UInt64(month), width: 2)
    bytes.append(0x2D)
    add(UInt64(day), width: 2)
  }

  /// `DD.MM.YYYY`
  mutating func add(dotted day: CalendarDate) {
    let (year, month, day) = day.components
    add(UInt64(day), width: 2)
    bytes.append(0x2E)
    add(UInt64(month), width: 2)
    bytes.append(0x2E)
    add(UInt64(year), width: 4)
  }

  private mutating func add(_ number: UInt64, width: Int) {
    let start = bytes.count
    var rest = number
    while rest > 0 || bytes.count - start < width {
      bytes.append(0x30 + UInt8(rest % 10))
      rest /= 10
    }
    bytes[start...].reverse()
  }
}
