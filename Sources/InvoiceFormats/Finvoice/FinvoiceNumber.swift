import Receivables

/// A number as Finvoice states it: decimal comma by rule, decimal point in the field; never guessed.
///
/// Blanks (also no-break and thin ones) are dropped. If only one of `,` and `.` occurs, and once, it is the decimal sign; if both
/// occur, the last is, and the other must part groups of three. Anything else is an error, not zero. Empty is absent.
/// Source: Finvoice schemas, type monetaryAmount (`-?[0-9]{1,15}(,[0-9]{2,5})?`).
enum FinvoiceNumber {
  enum Reading: Hashable, Sendable {
    case absent
    case value(ExactDecimal)
    case malformed

    var value: ExactDecimal? {
      if case .value(let value) = self { value } else { nil }
    }
  }

  static func read(_ text: String) -> Reading {
    guard let (bytes, point) = cleaned(text) else { return .malformed }
    if bytes.isEmpty { return .absent }
    return ExactDecimal(bytes: bytes, point: point).map { .value($0) } ?? .malformed
  }

  /// The same for an amount of money, where a point before exactly three digits may as well part thousands (`1.234`): an error.
  static func readAmount(_ text: String) -> Reading {
    let reading = read(text)
    if case .value(let value) = reading, value.scale == 3, text.utf8.contains(0x2E), !text.utf8.contains(0x2C) {
      return .malformed
    }
    return reading
  }

  /// The same from the bytes of a text; nil when it is blank. What follows the rule needs no text.
  static func read(_ bytes: ArraySlice<UInt8>, isAmount: Bool) -> Reading? {
    if let value = ExactDecimal(bytes: bytes, point: 0x2C) { return .value(value) }
    guard let text = FinvoiceMessageReader.trimmed(bytes) else { return nil }
    return isAmount ? readAmount(text) : read(text)
  }

  /// Digits, sign and one decimal sign, with the decimal sign; nil when more than one is there and no grouping explains it.
  private static func cleaned(_ text: String) -> (bytes: [UInt8], point: UInt8)? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x09, 0x0A, 0x0D, 0xA0, 0x2007, 0x2009, 0x202F: continue
      case ..<0x80: bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      default: return nil
      }
    }
    let commas = bytes.count { $0 == 0x2C }
    let points = bytes.count { $0 == 0x2E }
    guard commas + points > 1 else { return (bytes, points == 1 ? 0x2E : 0x2C) }
    guard commas > 0, points > 0, let last = bytes.lastIndex(where: { $0 == 0x2C || $0 == 0x2E }) else { return nil }
    let point = bytes[last]
    let grouping: UInt8 = point == 0x2C ? 0x2E : 0x2C
    guard bytes.count(where: { $0 == point }) == 1, isGrouped(bytes[..<last], by: grouping) else { return nil }
    return (bytes.filter { $0 != grouping }, point)
  }

  /// One to three digits, then groups of exactly three.
  private static func isGrouped(_ digits: ArraySlice<UInt8>, by grouping: UInt8) -> Bool {
    let unsigned = digits.first == 0x2D ? digits.dropFirst() : digits
    let groups = unsigned.split(separator: grouping, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count) else { return false }
    return groups.dropFirst().allSatisfy { $0.count == 3 }
  }
}
