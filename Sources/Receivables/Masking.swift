/// Keeps personal identity codes out of messages, reports, logs and file names.
public enum Masking {
  /// What stands where a code stood.
  public static let mask = "[identity code]"

  /// The text with everything masked that looks like a Finnish, Swedish or Norwegian personal identity code and is not part of a
  /// longer run of letters and digits.
  ///
  /// A Finnish code with a letter in it is masked even when its check character is wrong: a mistyped code still names somebody. Without
  /// its sign it must be right. Blanks about the sign do not hide a code.
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

  /// Whether Finnish identity codes stand in the text: their century sign, or the letter after it, tells them from plain numbers.
  static func hasFinnishCodes(_ text: String) -> Bool {
    guard text.utf8.count >= 10 else { return false }
    let bytes = text.unicodeScalars.map(folded)
    return bytes.indices.contains { begins(bytes, $0) && finnishLength(in: bytes, at: $0) != nil }
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
    guard begins(bytes, start) else { return nil }
    if let length = finnishLength(in: bytes, at: start) { return length }
    guard !isAfterLetter(bytes, start) else { return nil }
    for length in [13, 12, 11, 10] {
      if let candidate = piece(bytes, start, length), isCodeOfDigits(Array(candidate)) { return length }
    }
    if let bare = bare(bytes, start), bare.last.map(CheckDigits.isDigit) == true, isFinnish(bare, afterLetter: true) { return 10 }
    if let spaced = spaced(bytes, start), isCodeOfDigits(spaced.compact) { return spaced.length }
    return nil
  }

  /// How many characters from here are a Finnish code, or nil: as it is written, without its sign, with blanks about it. Digits alone
  /// are not told here.
  private static func finnishLength(in bytes: [UInt8], at start: Int) -> Int? {
    let afterLetter = isAfterLetter(bytes, start)
    if let whole = piece(bytes, start, 11), isFinnish(Array(whole), afterLetter: afterLetter) { return 11 }
    // Without its sign only the right check character tells it from other numbers.
    if let bare = bare(bytes, start), bare.last.map(CheckDigits.isLetter) == true, isFinnish(bare, afterLetter: true) {
      return 10
    }
    if let spaced = spaced(bytes, start), isFinnish(spaced.compact, afterLetter: afterLetter || !spaced.hasSign) {
      return spaced.length
    }
    return nil
  }

  private static func begins(_ bytes: [UInt8], _ start: Int) -> Bool {
    CheckDigits.isDigit(bytes[start]) && (start == 0 || !CheckDigits.isDigit(bytes[start - 1]))
  }

  private static func isAfterLetter(_ bytes: [UInt8], _ start: Int) -> Bool {
    start > 0 && CheckDigits.isLetter(bytes[start - 1])
  }

  private static func isFinnish(_ bytes: [UInt8], afterLetter: Bool) -> Bool {
    guard let parts = FinnishCodeParts(bytes) else { return false }
    let speaksFinnish = parts.sign != 0x2D || CheckDigits.isLetter(parts.check)
    // A name written on to its front does not make a code with the right check character less of one.
    return parts.hasValidCheck || (speaksFinnish && !afterLetter)
  }

  /// Ten characters, with a sign put where a Finnish code has one.
  private static func bare(_ bytes: [UInt8], _ start: Int) -> [UInt8]? {
    piece(bytes, start, 10).map { $0.prefix(6) + [0x2D] + $0.suffix(4) }
  }

  /// A day of six or eight digits and the rest of a code, with a sign, blanks or both between them: joined, and how long it is.
  private static func spaced(_ bytes: [UInt8], _ start: Int) -> (compact: [UInt8], length: Int, hasSign: Bool)? {
    var end = start
    func skip(_ most: Int, _ fits: (UInt8) -> Bool) -> ArraySlice<UInt8> {
      let from = end
      while end < bytes.count, end - from < most, fits(bytes[end]) { end += 1 }
      return bytes[from..<end]
    }
    let day = skip(9, CheckDigits.isDigit)
    guard day.count == 6 || day.count == 8 else { return nil }
    let before = skip(2) { $0 == 0x20 }
    let sign = skip(1) { $0 == 0x2D || $0 == 0x2B || (day.count == 6 && CheckDigits.isLetter($0)) }
    let after = skip(2) { $0 == 0x20 }
    guard !before.isEmpty || !after.isEmpty else { return nil }
    let rest = skip(6, CheckDigits.isAlphanumeric)
    guard rest.count == 4 || rest.count == 5 else { return nil }
    return (day + [sign.first ?? 0x2D] + rest, end - start, !sign.isEmpty)
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
      return SwedishCodeParts(joined, inYear: nil) != nil
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
