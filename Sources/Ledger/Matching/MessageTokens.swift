/// Words of a payer's message that may be a number of an invoice or a case.
struct MessageToken: Hashable {
  var text: String
  /// Too short, or like a year or a day: it counts only where the amount is exact as well.
  var needsExactAmount: Bool

  /// No message is asked for more than so many.
  static let limit = 12

  /// In the order of the message, each once. Days, amounts and words without a digit are left out; a number inside a longer run of
  /// digits is none.
  static func tokens(in message: String) -> [MessageToken] {
    var tokens: [MessageToken] = []
    let words = message.utf8.split(whereSeparator: isDelimiter)
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : nil
      let before = index > 0 ? words[index - 1] : nil
      if isAmount(word, next: next, before: before) || isDay(word) { continue }
      for part in word.split(separator: comma) {
        for piece in pieces(trimmed(part)) {
          guard let token = token(piece), !tokens.contains(token) else { continue }
          tokens.append(token)
          if tokens.count == limit { return tokens }
        }
      }
    }
    return tokens
  }

  private static let comma = UInt8(ascii: ",")

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case ...0x20, UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["),
      UInt8(ascii: "]"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "#"), UInt8(ascii: "*"), UInt8(ascii: "="), UInt8(ascii: "?"),
      UInt8(ascii: "!"), UInt8(ascii: "+"), UInt8(ascii: "&"):
      true
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isSeparator(_ byte: UInt8) -> Bool { byte == 0x2D || byte == 0x2E || byte == 0x2F || byte == 0x5F }

  private static func trimmed(_ word: Substring.UTF8View) -> Substring.UTF8View {
    var word = word
    while let first = word.first, isSeparator(first) { word.removeFirst() }
    while let last = word.last, isSeparator(last) { word.removeLast() }
    return word
  }

  /// The word; the parts of a list with slashes; what follows a word of letters (`lasku-1001`, `nro.1001`).
  private static func pieces(_ word: Substring.UTF8View) -> [Substring.UTF8View] {
    var pieces = [word]
    let parts = word.split(separator: UInt8(ascii: "/"))
    if parts.count > 1 { pieces += parts.map(trimmed).filter { !isDay($0) } }
    for part in parts {
      if let place = part.firstIndex(where: isSeparator), !part[..<place].contains(where: isDigit) {
        let rest = trimmed(part[place...])
        if !isDay(rest) { pieces.append(rest) }
      }
    }
    return pieces
  }

  private static func token(_ piece: Substring.UTF8View) -> MessageToken? {
    guard (1...35).contains(piece.count), piece.contains(where: isDigit), let text = String(piece) else { return nil }
    let value = piece.allSatisfy(isDigit) ? Int(text) : nil
    let needsExactAmount =
      switch piece.count {
      case ...3: true
      case 4: value.map { (1900...2099).contains($0) } ?? false
      case 8: value.map(isCompactDay) ?? false
      default: false
      }
    return MessageToken(text: text, needsExactAmount: needsExactAmount)
  }

  /// `20261120`, `20112026`
  private static func isCompactDay(_ value: Int) -> Bool {
    func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
      (1900...2099).contains(year) && (1...12).contains(month) && (1...31).contains(day)
    }
    return isDay(value / 10_000, value / 100 % 100, value % 100) || isDay(value % 10_000, value / 10_000 % 100, value / 1_000_000)
  }

  /// `20.11.2026`, `20.11.`, `2026-11-20`, `11/2026`: groups of one or two digits and at most one year.
  private static func isDay(_ word: Substring.UTF8View) -> Bool {
    let groups = word.split(whereSeparator: isSeparator)
    guard groups.count > 1 || (groups.count == 1 && word.last == 0x2E && groups[0].count <= 2) else { return false }
    var years = 0
    for group in groups {
      guard group.allSatisfy(isDigit) else { return false }
      if group.count <= 2 { continue }
      guard group.count == 4, group.starts(with: "19".utf8) || group.starts(with: "20".utf8) else { return false }
      years += 1
    }
    return years <= 1 && groups.count <= 3
  }

  private static let currencies: Set<String> = [
    "EUR", "EURO", "EUROA", "EUROS", "€", "SEK", "NOK", "KR", "KRONOR", "KRONER", "KPL", "%",
  ]

  /// `125,00`, `1.250,00`, `125.-`, `125 EUR`, `EUR 125`
  private static func isAmount(
    _ word: Substring.UTF8View, next: Substring.UTF8View?, before: Substring.UTF8View?
  ) -> Bool {
    guard let first = word.first, isDigit(first) else { return false }
    for beside in [next, before] {
      guard let beside, let text = String(beside.prefix { $0 != 0x2E && $0 != comma }) else { continue }
      if currencies.contains(text.uppercased()) { return true }
    }
    guard word.allSatisfy({ isDigit($0) || $0 == 0x2E || $0 == comma || $0 == 0x2D }) else {
      // `125€`, `125EUR`
      let unit = word.drop { isDigit($0) || $0 == 0x2E || $0 == comma }
      return String(unit).map { currencies.contains($0.uppercased()) } ?? false
    }
    guard let place = word.lastIndex(where: { $0 == 0x2E || $0 == comma }) else { return false }
    let fraction = word[word.index(after: place)...]
    return fraction.elementsEqual("-".utf8) || (fraction.count == 2 && fraction.allSatisfy(isDigit))
  }
}
