import Receivables

/// Account numbers in the one form that the rest of the house compares.
struct CamtAccounts {
  /// Of the statement's account: the bank's country and the currency tell whether a bare number can be Finnish.
  var servicerCountry: String?
  var currency: CamtCurrency?

  private static let finnishDigits = 14

  /// An IBAN as it should be; nil when its check digits or length are wrong.
  static func iban(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = CamtText.trimmed(bytes)
    return text.count <= 42 ? IBAN.normalised(String(decoding: text, as: UTF8.self)) : nil
  }

  /// Letters and digits without blanks and hyphens; nil when nothing is left.
  static func compact(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = CamtText.trimmed(bytes).filter { !CamtText.isBlank($0) && $0 != 0x2D }
    guard !text.isEmpty, text.count <= CamtText.identifierBytesMax else { return nil }
    return String(decoding: text, as: UTF8.self).uppercased()
  }

  /// The statement's own account from `Othr/Id`.
  func own(_ bytes: ArraySlice<UInt8>) -> String? {
    let isFinnish = servicerCountry.map { $0 == "FI" } ?? (currency == nil || currency?.currency == .eur)
    return CamtAccounts.other(bytes, mayBeFinnish: isFinnish)
  }

  /// A number that is stated as no IBAN: some banks put one there all the same, Finnish ones the national number.
  static func other(_ bytes: ArraySlice<UInt8>, mayBeFinnish: Bool) -> String? {
    if let iban = iban(bytes) { return iban }
    if mayBeFinnish, let machine = finnishMachineForm(CamtText.trimmed(bytes)),
      let iban = IBAN.fromFinnishMachineForm(bytes: machine)
    {
      return iban
    }
    return compact(bytes)
  }

  /// 14 digits with a right check digit, of such or of `123456-785`.
  ///
  /// Source: Finance Finland, "IBAN and BIC in payments": zeros fill up behind the sixth digit; numbers of banks 4 and 5 behind the
  /// seventh.
  static func finnishMachineForm(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var digits = bytes.filter { !CamtText.isBlank($0) }
    if let hyphen = digits.firstIndex(of: 0x2D) {
      let tail = digits[(hyphen + 1)...]
      guard hyphen == 6, (2...8).contains(tail.count) else { return nil }
      let kept = digits[0] == 0x34 || digits[0] == 0x35 ? 1 : 0
      let zeros = [UInt8](repeating: 0x30, count: finnishDigits - 6 - tail.count)
      digits = Array(digits[..<6]) + Array(tail.prefix(kept)) + zeros + Array(tail.dropFirst(kept))
    }
    guard digits.count == finnishDigits, hasCheckDigit(digits) else { return nil }
    return digits
  }

  private static func hasCheckDigit(_ digits: [UInt8]) -> Bool {
    var sum = 0
    var doubles = false
    for byte in digits.reversed() {
      guard CamtText.isDigit(byte) else { return false }
      let value = Int(byte - 0x30) * (doubles ? 2 : 1)
      sum += value > 9 ? value - 9 : value
      doubles.toggle()
    }
    return sum % 10 == 0
  }
}
