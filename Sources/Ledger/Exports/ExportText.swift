import Receivables

/// Text from outside on its way into a file that somebody else reads.
enum ExportText {
  /// One line, masked; runs of blanks and control characters as one blank, none at the ends; invisible marks left out.
  static func line(_ text: String) -> String {
    if isPlain(text) { return Masking.masked(text) }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case ..<0x20, 0x7F...0x9F, 0x2028, 0x2029:
        blank(&result)
      // Soft hyphen; zero-width and direction marks; the byte order mark; what is no character at all.
      case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB, 0xFFFE, 0xFFFF:
        continue
      default:
        if scalar.properties.isWhitespace { blank(&result) } else { result.append(scalar) }
      }
    }
    if result.last == " " { result.removeLast() }
    // Afterwards, because a mark inside a personal code would hide it from the mask and from nobody else.
    return Masking.masked(String(result))
  }

  private static func blank(_ result: inout String.UnicodeScalarView) {
    if let last = result.last, last != " " { result.append(" ") }
  }

  static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// Printable ASCII without two blanks together or any at the ends: by far most texts are, and need no second look.
  private static func isPlain(_ text: String) -> Bool {
    var before: UInt8 = 0x20
    for byte in text.utf8 {
      guard byte >= 0x20, byte < 0x7F, byte != 0x20 || before != 0x20 else { return false }
      before = byte
    }
    return before != 0x20 || text.isEmpty
  }
}
