/// How values of XML Schema's types are written, white space around them already left out.
///
/// Source: XML Schema 1.0 part 2 (W3C, 2004), sections 3.2.2, 3.2.3, 3.2.8, 3.2.9, 3.2.17 and 3.3.3.
enum LexicalForm {
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  /// Sign, digits, at most one point; one digit at least, on either side of it. However many: the standard sets no limit.
  @inline(__always)
  static func isDecimal(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    if position < range.upperBound, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") { position += 1 }
    var digits = 0
    var points = 0
    while position < range.upperBound {
      if isDigit(bytes[position]) {
        digits += 1
      } else {
        guard bytes[position] == UInt8(ascii: "."), points == 0 else { return false }
        points = 1
      }
      position += 1
    }
    return digits > 0
  }

  static func isBoolean(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    guard range.count != 1 else { return bytes[range.lowerBound] == 0x30 || bytes[range.lowerBound] == 0x31 }
    let text = bytes[range]
    return text.elementsEqual("false".utf8) || text.elementsEqual("true".utf8)
  }

  /// `2026-11-20`, with a time zone where somebody wrote one. Years have four digits or more; there is none that is 0.
  static func isDate(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    if position < range.upperBound, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let from = position
    var year = 0
    var isYear = false
    while position < range.upperBound, isDigit(bytes[position]) {
      let digit = Int(bytes[position] &- 0x30)
      // Leap years repeat every 400 years, so the end of a long number tells as much as all of it.
      year = (year &* 10 &+ digit) % 10_000
      isYear = isYear || digit != 0
      position += 1
    }
    guard isYear, position - from >= 4, position - from == 4 || bytes[from] != UInt8(ascii: "0"),
      range.upperBound - position >= 6, bytes[position] == UInt8(ascii: "-"), bytes[position + 3] == UInt8(ascii: "-")
    else { return false }
    let day = twoDigits(bytes, position + 4)
    guard day >= 1, day <= days(inMonth: twoDigits(bytes, position + 1), year) else { return false }
    return isTimeZoneOrEmpty(bytes, position + 6..<range.upperBound)
  }

  /// 0 for what is no month.
  private static func days(inMonth month: Int, _ year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1...12: 31
    default: 0
    }
  }

  /// `12:30:00`, with fractions of a second and a time zone where somebody wrote them; `24:00:00` is midnight.
  static func isTime(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    let from = range.lowerBound
    guard range.count >= 8, bytes[from + 2] == UInt8(ascii: ":"), bytes[from + 5] == UInt8(ascii: ":") else { return false }
    let (hours, minutes, seconds) = (twoDigits(bytes, from), twoDigits(bytes, from + 3), twoDigits(bytes, from + 6))
    guard (0...24).contains(hours), (0...59).contains(minutes), (0...59).contains(seconds) else { return false }
    var rest = bytes[from + 8..<range.upperBound]
    var isWhole = minutes == 0 && seconds == 0
    if rest.first == UInt8(ascii: ".") {
      let fraction = rest.dropFirst().prefix(while: isDigit)
      guard !fraction.isEmpty else { return false }
      isWhole = isWhole && fraction.allSatisfy { $0 == 0x30 }
      rest = rest[fraction.endIndex...]
    }
    return (hours < 24 || isWhole) && isTimeZoneOrEmpty(bytes, rest.startIndex..<rest.endIndex)
  }

  /// `Z`, or up to 14 hours before or after.
  private static func isTimeZoneOrEmpty(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return true }
    if bytes[first] == UInt8(ascii: "Z") { return range.count == 1 }
    guard range.count == 6, bytes[first] == UInt8(ascii: "+") || bytes[first] == UInt8(ascii: "-"),
      bytes[first + 3] == UInt8(ascii: ":")
    else { return false }
    let (hours, minutes) = (twoDigits(bytes, first + 1), twoDigits(bytes, first + 4))
    return (0..<14).contains(hours) && (0...59).contains(minutes) || hours == 14 && minutes == 0
  }

  /// -1 when they are none.
  @inline(__always)
  private static func twoDigits(_ bytes: some Bytes, _ position: Int) -> Int {
    guard isDigit(bytes[position]), isDigit(bytes[position + 1]) else { return -1 }
    return Int(bytes[position] &- 0x30) * 10 + Int(bytes[position + 1] &- 0x30)
  }

  /// `fi`, `en-GB`: parts of one to eight letters, behind the first also digits.
  static func isLanguage(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    var count = 0
    var isFirst = true
    for byte in bytes[range] {
      if byte == UInt8(ascii: "-") {
        guard count > 0 else { return false }
        isFirst = false
        count = 0
      } else {
        guard isLetter(byte) || !isFirst && isDigit(byte), count < 8 else { return false }
        count += 1
      }
    }
    return count > 0
  }

  /// What no reading of XML Schema takes for a URI: `%` without two digits of its own, a second `#`, a scheme that is no name, a
  /// port that is no number. Blanks and letters of any language may stand there; software escapes them.
  static func isURI(_ bytes: some Bytes, _ range: Range<Int>) -> Bool {
    let text = Array(bytes[range])[...]
    for position in text.indices where text[position] == UInt8(ascii: "%") {
      let digits = text[(position + 1)...].prefix(2)
      guard digits.count == 2, digits.allSatisfy(isHexadecimal) else { return false }
    }
    let parts = text.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
    guard parts.count <= 2 else { return false }
    var rest = parts[0]
    let marks = rest.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
    if let marks, rest[marks] == UInt8(ascii: ":") {
      guard let first = rest.first, isLetter(first), rest[..<marks].allSatisfy(isOfScheme) else { return false }
      rest = rest[(marks + 1)...]
    }
    if rest.starts(with: "//".utf8) {
      let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
      guard isAuthority(authority) else { return false }
      rest = rest[authority.endIndex...]
    }
    return !rest.contains(where: isBracket) && !parts.dropFirst().joined().contains(where: isBracket)
  }

  /// Host and port, behind a user where there is one; an address of numbers stands in brackets.
  private static func isAuthority(_ authority: ArraySlice<UInt8>) -> Bool {
    let host = authority.suffix(from: authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? authority.startIndex)
    let isBracketed = host.first == UInt8(ascii: "[")
    guard !isBracketed || host.contains(UInt8(ascii: "]")) else { return false }
    let tail = isBracketed ? host.drop { $0 != UInt8(ascii: "]") }.dropFirst() : host
    guard !tail.contains(where: isBracket) else { return false }
    guard let colon = tail.firstIndex(of: UInt8(ascii: ":")) else { return !isBracketed || tail.isEmpty }
    let port = tail[(colon + 1)...]
    return port.count <= 10 && port.allSatisfy(isDigit)
  }

  static func isBase64(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/")
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }
  private static func isBracket(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]") }
  private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (byte | 0x20) &- 0x61 < 6 }
  private static func isOfScheme(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }
}
