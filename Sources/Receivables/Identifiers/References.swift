/// Finnish reference number (viitenumero): 4–20 digits, weights 7, 3, 1 from the right, the check digit last.
///
/// Source: Finance Finland, "Structure of the domestic reference number".
public enum FinnishReference {
  /// Without blanks and leading zeros; nil when the check digit is wrong or fewer than 4 or more than 20 digits are left.
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text) else { return nil }
    let body = bytes.drop { $0 == 0x30 }
    guard (4...20).contains(body.count), let digits = CheckDigits.digits(body), let check = digits.last else { return nil }
    let weights = [7, 3, 1]
    let sum = digits.dropLast().reversed().enumerated().reduce(0) { $0 + $1.element * weights[$1.offset % 3] }
    guard (10 - sum % 10) % 10 == check else { return nil }
    return CheckDigits.text(body)
  }
}

/// Creditor reference (ISO 11649): RF, two check digits, 1–21 letters and digits, modulo 97.
///
/// Source: ISO 11649:2009.
public enum CreditorReference {
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), (5...25).contains(bytes.count), bytes.starts(with: Array("RF".utf8)),
      CheckDigits.isDigit(bytes[2]), CheckDigits.isDigit(bytes[3]),
      // mod 97-10 yields check digits 02…98 only; 00, 01 and 99 are congruent impostors.
      let check = CheckDigits.digits(bytes[2..<4]).map({ $0[0] * 10 + $0[1] }), (2...98).contains(check),
      CheckDigits.mod97(bytes[4...] + bytes[..<4]) == 1
    else { return nil }
    return CheckDigits.text(bytes)
  }

  /// The part behind the check digits, without leading zeros.
  public static func body(_ text: String) -> String? {
    guard let reference = normalised(text) else { return nil }
    let body = reference.utf8.dropFirst(4).drop { $0 == 0x30 }
    return body.isEmpty ? nil : CheckDigits.text(Array(body))
  }

  /// The Finnish reference that it carries, or nil: for a Finnish account the body must pass the Finnish check itself.
  public static func finnishReference(_ text: String) -> String? {
    body(text).flatMap(FinnishReference.normalised)
  }
}

/// Swedish OCR number: 2–25 digits, Luhn. Whether a length digit is demanded is a matter of each bankgiro agreement.
///
/// Source: Bankgirot, "OCR-referenskontroll".
public enum SwedishOCR {
  /// Leading zeros stay: they count for the length digit.
  public static func normalised(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), (2...25).contains(bytes.count), let digits = CheckDigits.digits(bytes),
      CheckDigits.luhn(digits)
    else { return nil }
    return CheckDigits.text(bytes)
  }

  /// The same, when the agreement demands that the last digit but one is the length modulo 10.
  public static func normalisedWithLengthDigit(_ text: String) -> String? {
    guard let reference = normalised(text), reference.utf8.count >= 3, let digits = CheckDigits.digits(reference.utf8),
      digits[digits.count - 2] == digits.count % 10
    else { return nil }
    return reference
  }
}

/// Norwegian customer identification (KID): 2–25 characters, the last a check digit by modulo 10 or modulo 11, as the bank
/// agreement says.
///
/// Source: Mastercard Payment Services (Nets), "OCR giro systemspesifikasjon", KID.
public enum KID {
  public static func isValid(_ text: String) -> Bool { normalised(text) != nil }

  /// Without blanks, leading zeros kept; right by one of the two algorithms.
  public static func normalised(_ text: String) -> String? { mod10(text) ?? mod11(text) }

  public static func mod10(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), (2...25).contains(bytes.count), let digits = CheckDigits.digits(bytes),
      CheckDigits.luhn(digits)
    else { return nil }
    return CheckDigits.text(bytes)
  }

  /// Weights 2…7 from the right before the check character; remainder 1 gives a hyphen.
  public static func mod11(_ text: String) -> String? {
    guard let bytes = CheckDigits.compact(text), (2...25).contains(bytes.count), let check = bytes.last,
      let digits = CheckDigits.digits(bytes.dropLast())
    else { return nil }
    let sum = digits.reversed().enumerated().reduce(0) { $0 + $1.element * (2 + $1.offset % 6) }
    let remainder = sum % 11
    let expected: UInt8 = remainder == 0 ? 0x30 : remainder == 1 ? 0x2D : UInt8(0x30 + 11 - remainder)
    return check == expected ? CheckDigits.text(bytes) : nil
  }
}
