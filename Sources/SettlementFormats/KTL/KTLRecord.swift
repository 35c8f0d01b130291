import Receivables

/// One line, filled with blanks to its full length. Files are met whose blanks at the line's end were trimmed.
struct KTLRecord {
  private(set) var bytes = [UInt8](repeating: 0x20, count: KTLLayout.recordLength)
  private(set) var line = 0

  mutating func fill(from source: [UInt8], line number: Int) {
    line = number
    for index in bytes.indices { bytes[index] = index < source.count ? source[index] : 0x20 }
  }

  var type: UInt8 { bytes[0] }

  /// An unsigned number of digits only.
  func number(_ field: Range<Int>) -> Int64? {
    var value: Int64 = 0
    for index in field {
      let byte = bytes[index]
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int64(byte - 0x30)
    }
    return value
  }

  enum DateField: Equatable {
    case none
    case malformed
    case day(CalendarDate)
  }

  /// YYMMDD. The standard gives no century: 70–99 is 1970–1999, 00–69 is 2000–2069. Zeros or blanks: none.
  func date(_ field: Range<Int>) -> DateField {
    let slice = bytes[field]
    if slice.allSatisfy({ $0 == 0x30 }) || slice.allSatisfy({ $0 == 0x20 }) { return .none }
    guard let number = number(field) else { return .malformed }
    let two = Int(number / 10_000)
    let year = two >= 70 ? 1900 + two : 2000 + two
    guard let date = CalendarDate(year: year, month: Int(number / 100 % 100), day: Int(number % 100)) else {
      return .malformed
    }
    return .day(date)
  }

  /// The field without blanks around it; nil when nothing is left.
  func text(_ field: Range<Int>) -> String? {
    let trimmed = trimmed(field)
    return trimmed.isEmpty ? nil : KTLRecord.decoded(trimmed)
  }

  /// The field as it stands, for a message.
  func excerpt(_ field: Range<Int>) -> String { Masking.excerpt(KTLRecord.decoded(bytes[field])) }

  func trimmed(_ field: Range<Int>) -> ArraySlice<UInt8> {
    var slice = bytes[field]
    while slice.first == 0x20 { slice.removeFirst() }
    while slice.last == 0x20 { slice.removeLast() }
    return slice
  }

  /// 0-based place of the first control character, which no field may hold.
  var controlCharacter: Int? { bytes.firstIndex { $0 < 0x20 || $0 == 0x7F } }

  /// ISO-8859-1, or the Finnish 7-bit set SFS 4017, in which brackets and braces are letters. A text with a byte above 127 is the
  /// former, and its brackets are brackets.
  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x5B || ($0 > 0x5D && $0 < 0x7B) }) { return String(decoding: bytes, as: UTF8.self) }
    let isLatin1 = bytes.contains { $0 >= 0x80 }
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(isLatin1 ? latin1(byte) : sfs4017(byte)) }
    return String(scalars)
  }

  private static func latin1(_ byte: UInt8) -> Unicode.Scalar {
    // 128–159 are control codes there; what a sender of another code page meant cannot be known.
    (0x80...0x9F).contains(byte) ? "\u{FFFD}" : Unicode.Scalar(byte)
  }

  private static func sfs4017(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case 0x5B: "Ä"
    case 0x5C: "Ö"
    case 0x5D: "Å"
    case 0x7B: "ä"
    case 0x7C: "ö"
    case 0x7D: "å"
    default: Unicode.Scalar(byte)
    }
  }
}
