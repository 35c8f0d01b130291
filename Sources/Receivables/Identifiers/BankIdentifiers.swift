/// International bank account number (ISO 13616), without blanks, upper case.
///
/// Source: SWIFT, "IBAN Registry" (lengths by country); a Norwegian account is checked by its own modulo 11 too (Bits AS).
public enum IBAN {
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), bytes.count >= 15,
      lengths[CheckDigits.text(bytes[..<2])] == bytes.count,
      CheckDigits.isDigit(bytes[2]), CheckDigits.isDigit(bytes[3]),
      CheckDigits.mod97(bytes[4...] + bytes[..<4]) == 1
    else { return nil }
    if bytes.starts(with: Array("NO".utf8)) {
      guard let digits = CheckDigits.digits(bytes[4...]), isNorwegianAccount(digits) else { return nil }
    }
    return CheckDigits.text(bytes)
  }

  /// The IBAN of a Finnish account in machine form: 14 digits, as in KTL and TITO records. Nil for anything else and for zeros.
  public static func fromFinnishMachineForm(_ bban14: String) -> String? {
    fromFinnishMachineForm(bytes: Array(bban14.utf8))
  }

  /// The same from the bytes of a record's field.
  public static func fromFinnishMachineForm(bytes: some Collection<UInt8>) -> String? {
    guard bytes.count == 14, bytes.allSatisfy(CheckDigits.isDigit), bytes.contains(where: { $0 != 0x30 }),
      let remainder = CheckDigits.mod97(Array(bytes) + Array("FI00".utf8))
    else { return nil }
    let check = 98 - remainder
    return "FI" + (check < 10 ? "0" : "") + String(check) + CheckDigits.text(bytes)
  }

  private static func isNorwegianAccount(_ digits: [Int]) -> Bool {
    guard digits.count == 11 else { return false }
    // Old postal giro accounts carry a Luhn digit over the last seven.
    if digits[..<4].allSatisfy({ $0 == 0 }) { return CheckDigits.luhn(digits[4...]) }
    let remainder = CheckDigits.weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
    return remainder == 0 ? digits[10] == 0 : digits[10] == 11 - remainder
  }

  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28, "CH": 21,
    "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27,
    "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26,
    "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22,
    "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24,
    "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26,
    "UA": 29, "VA": 22, "VG": 24, "XK": 20,
  ]
}

/// Business identifier code: four letters or digits, two letters of the country, two, and three more for a branch.
///
/// Source: ISO 9362:2022.
public enum BIC {
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), bytes.count == 8 || bytes.count == 11,
      bytes.allSatisfy(CheckDigits.isAlphanumeric), CheckDigits.isLetter(bytes[4]), CheckDigits.isLetter(bytes[5])
    else { return nil }
    return CheckDigits.text(bytes)
  }
}
