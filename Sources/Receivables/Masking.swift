/// Keeps personal identity codes out of messages, reports, logs and file names.
public enum Masking {
  /// What stands where a code stood.
  public static let mask = "[identity code]"

  /// The text with everything masked that looks like a Finnish, Swedish or Norwegian personal identity code and is not part of a
  /// longer run of letters and digits.
  ///
  /// A Finnish code with a letter in it is masked even when its check character is wrong: a mistyped code still names somebody.
  /// Digits alone are masked only when day and check digits are right, so that references, invoice numbers and organisation
  /// numbers stay readable.
  public static func masked(_ text: String) -> String {
    // Ten digits are the shortest code.
    guard text.utf8.count >= 10 else { return text }
    if text.isPlainASCII, !hasCodes(inASCII: Array(text.utf8)) { return text }
    let scalars = Array(text.unicodeScalars)
    let codes = Self.codes(in: scalars)
    guard !codes.isEmpty else { return text }
    var result = String.UnicodeScalarView()
    var index = 0
    for code in codes {
      result.append(contentsOf: scalars[index..<code.lowerBound])
      result.append(contentsOf: mask.unicodeScalars)
      index = code.upperBound
    }
    result.append(contentsOf: scalars[index...])
    return String(result)
  }

  /// Where identity codes stand, in order: for whoever masks them in a text and must know what stands where afterwards.
  public static func codes(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    guard scalars.count >= 10 else { return [] }
    return codes(inFolded: scalars.map(folded))
  }

  /// Whether identity codes stand in text that is ASCII.
  public static func hasCodes(inASCII bytes: [UInt8]) -> Bool {
    // Five digits follow one another in each of them.
    var run = 0
    for byte in bytes {
      run = byte >= 0x30 && byte <= 0x39 ? run + 1 : 0
      if run == 5 { return !codes(inFolded: bytes.map { folded(Unicode.Scalar($0)) }).isEmpty }
    }
    return false
  }

  private static func codes(inFolded bytes: [UInt8]) -> [Range<Int>] {
    var codes: [Range<Int>] = []
    var index = 0
    while index < bytes.count {
      if let length = codeLength(in: bytes, at: index) {
        codes.append(index..<index + length)
        index += length
      } else {
        index += 1
      }
    }
    return codes
  }

  /// A quoted piece of input that is fit for a message: masked, control and invisible characters escaped, and at most `limit`
  /// characters of it, then `…`.
  public static func excerpt(_ text: String, limit: Int = 80) -> String {
    let limit = max(limit, 0)
    // Most pieces are short, and hold no code and nothing that is shown by its number.
    if text.utf8.count <= limit, text.isPlainASCII, text.utf8.count < 10 || !hasCodes(inASCII: Array(text.utf8)) { return text }
    // A mask is longer than any code, so what a cut through a code at the end of this window leaves readable lies behind the limit.
    let window = text.unicodeScalars.prefix(limit + 64)
    let safe = masked(String(String.UnicodeScalarView(window)))
    var result = ""
    var count = 0
    for scalar in safe.unicodeScalars {
      let piece = escaped(scalar)
      guard count + piece.count <= limit else { return result + "…" }
      result += piece
      count += piece.count
    }
    return result
  }

  /// ASCII in upper case; every dash as a hyphen; every blank as a blank; all else as 0, which is no letter and no digit.
  private static func folded(_ scalar: Unicode.Scalar) -> UInt8 {
    switch scalar.value {
    case 0x61...0x7A: UInt8(scalar.value) - 0x20
    case 0xA0, 0x2007, 0x2009, 0x202F: 0x20
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: 0x2D
    case 0xFF10...0xFF19: UInt8(scalar.value - 0xFF10) + 0x30
    case ..<0x80: UInt8(scalar.value)
    default: 0
    }
  }

  /// How many characters from here are a code, or nil.
  private static func codeLength(in bytes: [UInt8], at start: Int) -> Int? {
    guard CheckDigits.isDigit(bytes[start]) else { return nil }
    if start > 0, CheckDigits.isDigit(bytes[start - 1]) { return nil }
    let afterLetter = start > 0 && CheckDigits.isLetter(bytes[start - 1])
    if let parts = piece(bytes, start, 11).flatMap({ FinnishCodeParts($0) }) {
      let speaksFinnish = parts.sign != 0x2D || CheckDigits.isLetter(parts.check)
      // A name written on to its front does not make a code with the right check character less of one.
      if parts.hasValidCheck || (speaksFinnish && !afterLetter) { return 11 }
    }
    guard !afterLetter else { return nil }
    for length in [13, 12, 11, 10] {
      if let candidate = piece(bytes, start, length), isCodeOfDigits(Array(candidate)) { return length }
    }
    return nil
  }

  /// So many characters from here, when no letter or digit follows.
  private static func piece(_ bytes: [UInt8], _ start: Int, _ length: Int) -> ArraySlice<UInt8>? {
    let end = start + length
    guard end <= bytes.count, end == bytes.count || !CheckDigits.isAlphanumeric(bytes[end]) else { return nil }
    return bytes[start..<end]
  }

  private static func isCodeOfDigits(_ candidate: [UInt8]) -> Bool {
    // One hyphen, plus sign or blank before the last four (SE) or five (NO).
    var joined = candidate
    var separator: (place: Int, byte: UInt8)?
    if let place = candidate.firstIndex(where: { !CheckDigits.isDigit($0) }) {
      let byte = candidate[place]
      guard byte == 0x2D || byte == 0x2B || byte == 0x20 else { return false }
      separator = (place, byte)
      joined.remove(at: place)
    }
    guard joined.allSatisfy(CheckDigits.isDigit) else { return false }
    switch joined.count {
    case 11:
      guard separator == nil || (separator?.place == 6 && separator?.byte != 0x2B) else { return false }
      return NorwegianCodeParts(joined, control: .issuedFrom2032) != nil
    case 10, 12:
      guard separator == nil || separator?.place == joined.count - 4 else { return false }
      return SwedishCodeParts(joined, inYear: 2026) != nil
    default: return false
    }
  }

  /// A character as a message may carry it: whatever a terminal would obey, or a reader not see, by its number.
  public static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    // C0, DEL, C1; invisible and direction-changing marks; line separators; the byte order mark.
    case ..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
      "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    default: String(Character(scalar))
    }
  }
}
