/// Words that suggest a claim for rent. No element of Finvoice says so, hence only a hint: the kind comes from configuration.
///
/// Perille's own: no element of Finvoice says that a claim is a rent.
struct RentWords: Sendable {
  /// Anywhere in a word, since Finnish and Swedish compound; `vastike` is the end of the housing company's charge.
  private static let words: [[UInt8]] = ["vuokra", "vastike", "hyra", "hyres", "hyror"].map { Array($0.utf8) }
  private static let wholeWords: [[UInt8]] = ["rent", "rental"].map { Array($0.utf8) }

  func occur(in text: ArraySlice<UInt8>) -> Bool {
    var index = text.startIndex
    var isWordStart = true
    while index < text.endIndex {
      let byte = text[index] | 0x20
      if byte == 0x76 || byte == 0x68 {
        if RentWords.words.contains(where: { RentWords.matches(text, at: index, $0) != nil }) { return true }
      } else if byte == 0x72 && isWordStart {
        let ends = RentWords.wholeWords.contains { word in
          guard let end = RentWords.matches(text, at: index, word) else { return false }
          return end == text.endIndex || !RentWords.isLetter(text[end])
        }
        if ends { return true }
      }
      isWordStart = !RentWords.isLetter(text[index])
      index += 1
    }
    return false
  }

  /// One past the word when it stands here, in whatever case.
  private static func matches(_ text: ArraySlice<UInt8>, at start: Int, _ word: [UInt8]) -> Int? {
    guard text.endIndex - start >= word.count else { return nil }
    for offset in 0..<word.count {
      let byte = text[start + offset]
      guard (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) == word[offset] else { return nil }
    }
    return start + word.count
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
  }
}
