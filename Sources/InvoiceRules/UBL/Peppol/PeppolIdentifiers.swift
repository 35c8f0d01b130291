/// PEPPOL-COMMON-R…: identifiers by the form and check digit of their scheme.
extension UBLChecker {
  /// An EndpointID or a party's identifier, by the scheme that it states.
  func checkIdentifier(_ node: Int, _ scheme: ShortText, isEndpoint: Bool) {
    guard let rule = Self.schemeRules.first(where: { $0.scheme == scheme }), isEndpoint || !rule.isOnlyEndpoint else { return }
    if !rule.isRight(Array(tree.normalized(node).utf8)) { fire(rule.id, at: node) }
  }

  /// The same for a CompanyID; and Dutch VAT ids, whatever scheme they state.
  func checkPeppolCompanyID(_ node: Int, _ scheme: ShortText) {
    if Self.schemeRules.contains(where: { $0.scheme == scheme && !$0.isOnlyEndpoint }) {
      return checkIdentifier(node, scheme, isEndpoint: false)
    }
    let parent = tree.parent(node)
    guard parent >= 0, tree.isTag(parent, .cacPartyTaxScheme) else { return }
    let isVAT = tree.each(.cacTaxScheme, in: parent).contains { short(.cbcID, in: $0) == "VAT" }
    let text = Array(tree.normalized(node).utf8)
    if isVAT, text.starts(with: "NL".utf8), !IdentifierForms.isDutchVAT(text) { fire("PEPPOL-COMMON-R056-2", at: node) }
  }

  struct SchemeRule: Sendable {
    var scheme: ShortText
    var id: StaticString
    var isOnlyEndpoint = false
    var isRight: @Sendable ([UInt8]) -> Bool
  }

  private static let schemeRules: [SchemeRule] = [
    SchemeRule(scheme: "0088", id: "PEPPOL-COMMON-R040", isRight: IdentifierForms.isGLN),
    SchemeRule(scheme: "0192", id: "PEPPOL-COMMON-R041", isRight: IdentifierForms.isNorwegian),
    SchemeRule(scheme: "0184", id: "PEPPOL-COMMON-R042", isRight: IdentifierForms.isDanishCVR),
    SchemeRule(scheme: "0096", id: "PEPPOL-COMMON-R052", isRight: IdentifierForms.isDanishP),
    SchemeRule(scheme: "0198", id: "PEPPOL-COMMON-R053", isRight: IdentifierForms.isDanishSE),
    SchemeRule(scheme: "0208", id: "PEPPOL-COMMON-R043", isRight: IdentifierForms.isBelgian),
    SchemeRule(scheme: "0201", id: "PEPPOL-COMMON-R044", isRight: IdentifierForms.isItalianIPA),
    SchemeRule(scheme: "0210", id: "PEPPOL-COMMON-R045", isRight: IdentifierForms.isItalianFiscalCode),
    SchemeRule(scheme: "9907", id: "PEPPOL-COMMON-R046", isOnlyEndpoint: true, isRight: IdentifierForms.isItalianFiscalCode),
    SchemeRule(scheme: "0211", id: "PEPPOL-COMMON-R047", isRight: IdentifierForms.isItalianVAT),
    SchemeRule(scheme: "0007", id: "PEPPOL-COMMON-R049", isRight: IdentifierForms.isSwedish),
    SchemeRule(scheme: "0151", id: "PEPPOL-COMMON-R050", isRight: IdentifierForms.isAustralian),
    SchemeRule(scheme: "0106", id: "PEPPOL-COMMON-R054", isRight: { IdentifierForms.isDigits($0, count: 8) }),
    SchemeRule(scheme: "0190", id: "PEPPOL-COMMON-R055", isRight: { IdentifierForms.isDigits($0, count: 20) }),
    SchemeRule(scheme: "9944", id: "PEPPOL-COMMON-R056-1", isRight: IdentifierForms.isDutchVAT),
    SchemeRule(scheme: "0217", id: "PEPPOL-COMMON-R057", isRight: { IdentifierForms.isDigits($0, count: 12) }),
  ]
}

/// Forms and check digits of identifiers, over their normalised text.
enum IdentifierForms {
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isDigits(_ text: some Collection<UInt8>) -> Bool { !text.isEmpty && text.allSatisfy(isDigit) }

  static func isDigits(_ text: [UInt8], count: Int) -> Bool { text.count == count && isDigits(text) }

  static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A || byte >= 0x61 && byte <= 0x7A }

  static func digit(_ byte: UInt8) -> Int { Int(byte) - 0x30 }

  /// GS1 General Specifications, section 7.9: weights 3 and 1 from the right.
  static func isGLN(_ text: [UInt8]) -> Bool {
    guard isDigits(text), let check = text.last else { return false }
    let sum = text.dropLast().reversed().enumerated().reduce(0) { $0 + digit($1.element) * ($1.offset % 2 == 0 ? 3 : 1) }
    return (10 - sum % 10) % 10 == digit(check)
  }

  /// Brønnøysund Register Centre: nine digits, modulus 11 with the weights 3, 2, 7, 6, 5, 4, 3, 2.
  static func isNorwegian(_ text: [UInt8]) -> Bool {
    // Nine zeros add up, and are nobody.
    guard isDigits(text, count: 9), text.contains(where: { $0 != 0x30 }) else { return false }
    let sum = zip(text, [3, 2, 7, 6, 5, 4, 3, 2]).reduce(0) { $0 + digit($1.0) * $1.1 }
    return (11 - sum % 11) % 11 == digit(text[8])
  }

  /// CVR: eight digits, with or without DK.
  static func isDanishCVR(_ text: [UInt8]) -> Bool {
    isDigits(text, count: 8) || text.starts(with: "DK".utf8) && isDigits(Array(text.dropFirst(2)), count: 8)
  }

  /// P number: ten digits.
  static func isDanishP(_ text: [UInt8]) -> Bool { isDigits(text, count: 10) }

  /// SE number: DK and eight digits.
  static func isDanishSE(_ text: [UInt8]) -> Bool {
    text.count == 10 && text.starts(with: "DK".utf8) && isDigits(text.dropFirst(2))
  }

  /// Crossroads Bank for Enterprises: ten digits, the last two are 97 less the remainder of the first eight.
  static func isBelgian(_ text: [UInt8]) -> Bool {
    guard isDigits(text, count: 10) else { return false }
    let number = text.prefix(8).reduce(0) { $0 * 10 + digit($1) }
    return 97 - number % 97 == digit(text[8]) * 10 + digit(text[9])
  }

  /// Indice delle Pubbliche Amministrazioni: six letters and digits.
  static func isItalianIPA(_ text: [UInt8]) -> Bool { text.count == 6 && text.allSatisfy { isDigit($0) || isLetter($0) } }

  /// Codice fiscale of a person (16 characters) or of an organisation (11 digits).
  static func isItalianFiscalCode(_ text: [UInt8]) -> Bool {
    if text.count == 11 { return isDigits(text) }
    guard text.count == 16 else { return false }
    let letters: Set<Int> = [0, 1, 2, 3, 4, 5, 8, 11, 15]
    return text.enumerated().allSatisfy {
      letters.contains($0.offset) ? isLetter($0.element) : isDigit($0.element) || isLetter($0.element)
    }
  }

  /// Partita IVA: IT and eleven digits, the last by Luhn's formula.
  static func isItalianVAT(_ text: [UInt8]) -> Bool {
    guard text.count == 13, text.starts(with: "IT".utf8) else { return false }
    let digits = Array(text.dropFirst(2))
    return isDigits(digits) && isLuhn(digits)
  }

  /// Swedish organisation number: ten digits with Luhn's check digit.
  static func isSwedish(_ text: [UInt8]) -> Bool { isDigits(text, count: 10) && isLuhn(text) }

  /// ISO/IEC 7812-1, annex B.
  static func isLuhn(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, place in
      let value = digit(place.element) * (place.offset % 2 == 0 ? 1 : 2)
      return sum + (value > 9 ? value - 9 : value)
    }
    return sum % 10 == 0
  }

  /// Australian Business Number: eleven digits, weighted sum divisible by 89.
  static func isAustralian(_ text: [UInt8]) -> Bool {
    guard isDigits(text, count: 11) else { return false }
    let weights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]
    let sum = zip(text, weights).enumerated().reduce(0) { $0 + (digit($1.element.0) - ($1.offset == 0 ? 1 : 0)) * $1.element.1 }
    return sum % 89 == 0
  }

  /// NL, nine digits, B and two digits.
  static func isDutchVAT(_ text: [UInt8]) -> Bool {
    text.count == 14 && text.starts(with: "NL".utf8) && isDigits(text[2..<11]) && text[11] == UInt8(ascii: "B")
      && isDigits(text[12...])
  }
}
