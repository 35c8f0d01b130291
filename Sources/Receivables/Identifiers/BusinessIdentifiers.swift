/// Finnish business id (Y-tunnus): seven digits and a check digit, weights 7, 9, 10, 5, 8, 4, 2, modulo 11.
///
/// Source: Finnish Tax Administration, "Y-tunnuksen tarkistusmerkin laskenta"; remainder 1 is never issued.
public enum FinnishBusinessID {
  /// `1234567-8`. Takes the hyphen or leaves it, and the old form of six digits and a check digit (with its hyphen).
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text) else { return nil }
    var body: [UInt8]
    if let hyphen = bytes.firstIndex(of: 0x2D) {
      guard hyphen == bytes.count - 2, hyphen == 6 || hyphen == 7 else { return nil }
      body = Array(bytes[..<hyphen]) + [bytes[hyphen + 1]]
      if hyphen == 6 { body.insert(0x30, at: 0) }
    } else {
      body = bytes
    }
    guard body.count == 8, let digits = CheckDigits.digits(body), isValid(digits) else { return nil }
    return CheckDigits.text(body[..<7]) + "-" + CheckDigits.text(body[7...])
  }

  static func isValid(_ digits: [Int]) -> Bool {
    guard digits.count == 8, digits.contains(where: { $0 != 0 }) else { return false }
    let remainder = CheckDigits.weighted(digits, [7, 9, 10, 5, 8, 4, 2]) % 11
    return remainder == 0 ? digits[7] == 0 : remainder != 1 && digits[7] == 11 - remainder
  }
}

/// Swedish organisation number: ten digits, Luhn, the third at least 2. A sole trader's number is a personal identity code and
/// belongs to `PersonalIdentityCode`.
///
/// Source: lag (1974:174) om identitetsbeteckning för juridiska personer; Skatteverket, "Organisationsnummer".
public enum SwedishOrganisationNumber {
  /// Ten digits. Takes the hyphen, and the form of twelve digits that begins with 16.
  public static func normalised(_ text: String) -> String? {
    guard var bytes = CheckDigits.compact(text) else { return nil }
    if let hyphen = bytes.firstIndex(of: 0x2D) {
      guard hyphen == bytes.count - 5 else { return nil }
      bytes.remove(at: hyphen)
    }
    if bytes.count == 12, bytes.starts(with: [0x31, 0x36]) { bytes.removeFirst(2) }
    guard bytes.count == 10, let digits = CheckDigits.digits(bytes), digits[2] >= 2, CheckDigits.luhn(digits)
    else { return nil }
    return CheckDigits.text(bytes)
  }
}

/// Norwegian organisation number: nine digits, weights 3, 2, 7, 6, 5, 4, 3, 2, modulo 11.
///
/// Source: Brønnøysundregistrene, "Organisasjonsnummeret"; remainder 1 is never issued.
public enum NorwegianOrganisationNumber {
  /// Nine digits; the prefix `NO` and the suffix `MVA` belong to the VAT number.
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), let digits = CheckDigits.digits(bytes), isValid(digits) else { return nil }
    return CheckDigits.text(bytes)
  }

  static func isValid(_ digits: [Int]) -> Bool {
    guard digits.count == 9, digits.contains(where: { $0 != 0 }) else { return false }
    let remainder = CheckDigits.weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return remainder == 0 ? digits[8] == 0 : remainder != 1 && digits[8] == 11 - remainder
  }
}

/// Finnish e-invoicing address (OVT): 0037, the Y-tunnus without its hyphen, and up to five letters or digits for a unit.
///
/// Source: Finnish Tax Administration and TIEKE, "OVT-tunnus"; ISO 6523 ICD 0216 (0037 until 2024-12-31).
public enum OVT {
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), (12...17).contains(bytes.count), bytes.starts(with: Array("0037".utf8)),
      let digits = CheckDigits.digits(bytes[4..<12]), FinnishBusinessID.isValid(digits),
      bytes[12...].allSatisfy(CheckDigits.isAlphanumeric)
    else { return nil }
    return CheckDigits.text(bytes)
  }

  /// The Y-tunnus inside, `1234567-8`.
  public static func businessID(_ text: String) -> String? {
    guard let ovt = normalised(text) else { return nil }
    return FinnishBusinessID.normalised(CheckDigits.text(Array(ovt.utf8)[4..<12]))
  }
}

/// Global Location Number: thirteen digits, GS1 modulo 10 with weights 1, 3.
///
/// Source: GS1 General Specifications, section 7.9.
public enum GLN {
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), bytes.count == 13, let digits = CheckDigits.digits(bytes),
      digits.contains(where: { $0 != 0 }),
      CheckDigits.weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0
    else { return nil }
    return CheckDigits.text(bytes)
  }
}

/// A Peppol participant as `scheme:value`, for the schemes of Finland, Sweden, Norway, Denmark and GS1.
///
/// Source: Peppol code list "Participant identifier schemes"; 0037, 0212, 0213 and 0215 were removed on 2024-12-31.
public enum PeppolParticipant {
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), let colon = bytes.firstIndex(of: 0x3A) else { return nil }
    let scheme = CheckDigits.text(bytes[..<colon])
    let value = CheckDigits.text(bytes[(colon + 1)...])
    let canonical: String? =
      switch scheme {
      case "0007": SwedishOrganisationNumber.normalised(value)
      case "0088": GLN.normalised(value)
      case "0184": VATIdentifier.normalised(value)
      case "0192": NorwegianOrganisationNumber.normalised(value)
      case "0216": OVT.normalised(value)
      default: nil
      }
    // On this wire a value has one form only: what had to be rewritten was not of that form.
    guard canonical == value else { return nil }
    return scheme + ":" + value
  }
}
