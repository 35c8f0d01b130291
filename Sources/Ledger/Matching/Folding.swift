/// Texts as they are compared: upper-case ASCII letters and digits, words parted by one blank. Banks write names in capitals, without
/// dots on their letters, and cut.
enum Folding {
  /// Letters with marks lose them (`Ä` → `A`, `Ø` → `O`), everything that is no letter or digit parts words. Letters outside Latin-1
  /// stay as their UTF-8 bytes.
  static func folded(_ text: String) -> [UInt8] {
    var text = text
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count)
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x30...0x39, 0x41...0x5A: result.append(byte)
        case 0x61...0x7A: result.append(byte - 0x20)
        case ..<0x80: part(&result)
        case 0xC2:
          // No-break space and the signs beside it.
          index += 1
          part(&result)
        case 0xC3 where index < bytes.count:
          add(latin1: bytes[index], &result)
          index += 1
        case 0xCC, 0xCD:
          // Combining marks of a decomposed letter (U+0300…U+037F; nothing else there is in use).
          index += 1
        default: result.append(byte)
        }
      }
      if result.last == 0x20 { result.removeLast() }
      return result
    }
  }

  private static func part(_ result: inout [UInt8]) {
    if let last = result.last, last != 0x20 { result.append(0x20) }
  }

  /// `byte`: the second of `C3 xx`, U+00C0…U+00FF.
  private static func add(latin1 byte: UInt8, _ result: inout [UInt8]) {
    let letters: StaticString = "AAAAAAACEEEEIIIIDNOOOOO OUUUUYTS"
    let offset = Int(byte & 0x1F)
    guard byte >= 0x80, byte < 0xC0 else { return }
    let letter = letters.utf8Start[offset]
    // × and ÷
    guard letter != 0x20 else { return part(&result) }
    result.append(letter)
    // Æ, Þ, ß (but ÿ, which has ß's place among the small letters)
    switch (offset, byte) {
    case (0x06, _): result.append(0x45)
    case (0x1E, _): result.append(0x48)
    case (0x1F, 0x9F): result.append(0x53)
    case (0x1F, _): result[result.count - 1] = 0x59
    default: break
    }
  }

  /// Whether `text` holds `phrase` as whole words; both folded.
  static func contains(_ text: [UInt8], phrase: [UInt8]) -> Bool {
    guard !phrase.isEmpty, phrase.count <= text.count else { return false }
    for start in 0...(text.count - phrase.count) {
      let end = start + phrase.count
      if start == 0 || text[start - 1] == 0x20, end == text.count || text[end] == 0x20,
        text[start..<end].elementsEqual(phrase)
      {
        return true
      }
    }
    return false
  }

  /// KTL keeps 12 characters of a name, and a blank at the end of them is lost.
  static let shortestCut = 11

  /// Whether a name from a bank is this person's or firm's: equal, the same words in another order, or cut.
  static func isName(_ stated: [UInt8], of full: [UInt8]) -> Bool {
    guard !stated.isEmpty, !full.isEmpty else { return false }
    if stated == full { return true }
    if stated.count >= shortestCut, stated.count < full.count, full.starts(with: stated) { return true }
    guard stated.count == full.count else { return false }
    return stated.split(separator: 0x20).sorted(by: precedes) == full.split(separator: 0x20).sorted(by: precedes)
  }

  private static func precedes(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
