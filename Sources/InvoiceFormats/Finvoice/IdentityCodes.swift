import Receivables

/// Whether a short field (a number, a phone, a reference) holds a personal identity code.
///
/// Masking, made for messages, takes any ten digits for a Swedish code whose day and check digit happen to fit; one phone number or
/// invoice number in a hundred does. Fields that must stay usable are therefore judged by whole words: digits alone are a code
/// only when the buyer lives where codes are digits.
enum IdentityCodes {
  static func occur(in text: String, country: String? = nil) -> Bool {
    guard Masking.masked(text) != text else { return false }
    if country == "SE" || country == "NO" || country == "SJ" || PersonalIdentityCode(finnish: text) != nil { return true }
    return text.split(whereSeparator: \.isWhitespace).contains { word in
      let word = String(word)
      if isNumber(word) { return PersonalIdentityCode(finnish: word) != nil }
      return Masking.masked(word) != word
    }
  }

  /// The text as it is, or masked when it holds a code.
  static func kept(_ text: String, country: String? = nil) -> String {
    occur(in: text, country: country) ? Masking.masked(text) : text
  }

  private static func isNumber(_ word: String) -> Bool {
    word.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-()/.".utf8.contains($0) }
  }
}
