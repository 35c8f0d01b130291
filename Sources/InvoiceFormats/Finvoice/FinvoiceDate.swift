import Receivables

/// A date as Finvoice states it: eight digits CCYYMMDD; with a time (CCYYMMDDHHMMSS) in old files. A swapped order is never guessed.
///
/// Source: Finvoice schemas, type date.
enum FinvoiceDate {
  enum Reading: Hashable, Sendable {
    case absent
    case value(CalendarDate)
    case malformed

    var value: CalendarDate? {
      if case .value(let value) = self { value } else { nil }
    }
  }

  /// - Parameter format: the attribute `Format`; absent counts as CCYYMMDD.
  static func read(_ text: String, format: String?) -> Reading {
    let bytes = Array(text.utf8)
    if bytes.isEmpty { return .absent }
    switch format?.uppercased() {
    case nil, "", "CCYYMMDD", "YYYYMMDD", "CCYYMMDDHHMMSS":
      return (date(bytes)).map { .value($0) } ?? .malformed
    default:
      return .malformed
    }
  }

  private static func date(_ bytes: [UInt8]) -> CalendarDate? {
    guard bytes.count == 8 || bytes.count == 14, bytes.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return CalendarDate(compactBytes: bytes[..<8])
  }
}
