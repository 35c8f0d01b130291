import Receivables

/// Plain values out of the bytes of a text. Small and without generics, because every payment of a file passes through here.
enum CamtText {
  /// Longest identifier that is kept, in bytes: the standard's 35 characters of up to four bytes. A cut identifier could be another's.
  static let identifierBytesMax = 140
  static let nameBytesMax = 280
  /// Free text of one payment, in characters.
  static let messageCharactersMax = 1_000

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var from = bytes.startIndex
    var to = bytes.endIndex
    while from < to, isBlank(bytes[from]) { from += 1 }
    while to > from, isBlank(bytes[to - 1]) { to -= 1 }
    return bytes[from..<to]
  }

  static func string(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = trimmed(bytes)
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }

  /// A name, cut where it is longer than any that the standard allows.
  static func name(_ bytes: ArraySlice<UInt8>) -> String? { string(cut(trimmed(bytes), to: nameBytesMax)) }

  /// The first so many bytes, never half a character.
  static func cut(_ bytes: ArraySlice<UInt8>, to count: Int) -> ArraySlice<UInt8> {
    guard bytes.count > count else { return bytes }
    var end = bytes.startIndex + count
    while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return bytes[..<end]
  }

  /// The day of `2026-11-20`, `2026-11-20T09:00:00+02:00` or `2026-11-20Z`, as the bank wrote it: no time zone is applied.
  static func date(_ bytes: ArraySlice<UInt8>) -> CalendarDate? {
    let text = trimmed(bytes)
    let at = text.startIndex
    guard text.count >= 10, text[at + 4] == 0x2D, text[at + 7] == 0x2D,
      let year = number(text[at..<at + 4]), let month = number(text[at + 5..<at + 7]), let day = number(text[at + 8..<at + 10])
    else { return nil }
    if text.count > 10 {
      // T, Z or the sign of a time zone.
      let next = text[at + 10]
      guard next == 0x54 || next == 0x5A || next == 0x2B || next == 0x2D else { return nil }
    }
    return CalendarDate(year: year, month: month, day: day)
  }

  /// Digits only, at most nine.
  static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    let text = trimmed(bytes)
    guard !text.isEmpty, text.count <= 9 else { return nil }
    var value = 0
    for byte in text {
      guard isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return value
  }

  static func flag(_ bytes: ArraySlice<UInt8>) -> Bool? {
    let text = trimmed(bytes)
    if text.elementsEqual("true".utf8) || text.elementsEqual("1".utf8) { return true }
    return text.elementsEqual("false".utf8) || text.elementsEqual("0".utf8) ? false : nil
  }

  /// A creditor reference as matching wants it: RF in upper case without blanks, digits without blanks, and without leading zeros
  /// where the account is Finnish, because Finnish banks pad with them. Elsewhere zeros are part of it (KID, OCR).
  static func reference(_ bytes: ArraySlice<UInt8>, isFinnish: Bool) -> String? {
    var text = trimmed(bytes)
    guard !text.isEmpty else { return nil }
    if !text.allSatisfy(isDigit) {
      let compact = text.filter { !isBlank($0) }
      let isCreditorReference =
        compact.count > 4 && compact[0] | 0x20 == 0x72 && compact[1] | 0x20 == 0x66 && isDigit(compact[2])
        && isDigit(compact[3])
      if isCreditorReference { return String(decoding: compact, as: UTF8.self).uppercased() }
      guard compact.allSatisfy(isDigit) else { return String(decoding: text, as: UTF8.self) }
      text = compact[...]
    }
    if isFinnish { text = text.drop { $0 == 0x30 } }
    return text.isEmpty ? nil : String(decoding: text, as: UTF8.self)
  }
}
