/// A VAT number with its country prefix, upper case, without blanks, hyphens and full stops.
///
/// Check digits are verified for FI, SE, NO, DK, EE and DE, whose firms are met here; of the others only the shape is.
/// Source: Council Directive 2006/112/EC article 215; European Commission, VIES, "VAT identification number structure";
/// for NO Skatteetaten, "Organisasjonsnummer med MVA".
public enum VATIdentifier {
  public static func normalised(_ text: String) -> String? {
    guard var bytes = CheckDigits.compact(text) else { return nil }
    bytes.removeAll { $0 == 0x2D || $0 == 0x2E }
    guard (4...14).contains(bytes.count), CheckDigits.isLetter(bytes[0]), CheckDigits.isLetter(bytes[1]),
      bytes.allSatisfy(CheckDigits.isAlphanumeric), bytes[2...].contains(where: CheckDigits.isDigit),
      hasValidBody(prefix: CheckDigits.text(bytes[..<2]), Array(bytes[2...]))
    else { return nil }
    return CheckDigits.text(bytes)
  }

  private static func hasValidBody(prefix: String, _ body: [UInt8]) -> Bool {
    switch prefix {
    case "FI": CheckDigits.digits(body).map(FinnishBusinessID.isValid) ?? false
    case "SE": isSwedish(body)
    case "NO": isNorwegian(body)
    case "DK": isDanish(body)
    case "EE": isEstonian(body)
    case "DE": isGerman(body)
    default: true
    }
  }

  /// Organisation number or personal number (Luhn) and 01.
  private static func isSwedish(_ body: [UInt8]) -> Bool {
    guard body.count == 12, body[10] == 0x30, body[11] == 0x31, let digits = CheckDigits.digits(body[..<10]) else {
      return false
    }
    return CheckDigits.luhn(digits)
  }

  private static func isNorwegian(_ body: [UInt8]) -> Bool {
    guard body.count == 12, body[9...].elementsEqual("MVA".utf8), let digits = CheckDigits.digits(body[..<9]) else {
      return false
    }
    return NorwegianOrganisationNumber.isValid(digits)
  }

  private static func isDanish(_ body: [UInt8]) -> Bool {
    guard body.count == 8, let digits = CheckDigits.digits(body), digits[0] != 0 else { return false }
    return CheckDigits.weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
  }

  private static func isEstonian(_ body: [UInt8]) -> Bool {
    guard body.count == 9, let digits = CheckDigits.digits(body) else { return false }
    return CheckDigits.weighted(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
  }

  /// ISO 7064 mod 11,10.
  private static func isGerman(_ body: [UInt8]) -> Bool {
    guard body.count == 9, let digits = CheckDigits.digits(body), digits[0] != 0 else { return false }
    var product = 10
    for digit in digits[..<8] {
      let sum = (digit + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (11 - product) % 10 == digits[8]
  }
}
