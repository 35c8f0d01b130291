import Receivables

/// Text from outside, made harmless in each place of an hledger journal.
enum HledgerText {
  /// After the code of a transaction: `;` would begin a comment, `|` split payee and note; a spreadsheet reads `=`, `+`, `-`, `@` at
  /// the beginning as a formula.
  static func description(_ text: String) -> String {
    var result = plain(text) { character in
      switch character {
      case ";": ","
      case "|": "/"
      default: character
      }
    }
    // A mark, a code or an equals sign at the front would be read as part of the transaction's head.
    if let first = result.first, "=+-@*!('\"".contains(first) { result = "_" + result }
    return result
  }

  static func comment(_ text: String) -> String { plain(text) { $0 } }

  /// In the parentheses of a code.
  static func code(_ text: String) -> String {
    plain(text) { "();".contains($0) ? "_" : $0 }
  }

  /// Behind `name:` in a comment: a comma ends the value, and brackets may hold a posting date.
  static func tag(_ text: String) -> String {
    plain(text) { "[],;".contains($0) ? "_" : $0 }
  }

  /// Two blanks end an account name, parentheses and brackets make a virtual posting of it, marks are a status. An empty part
  /// between colons is no name.
  static func account(_ text: String) -> String {
    let safe = plain(text) { character in
      character.isLetter || character.isNumber || " :-_./&".contains(character) ? character : "_"
    }
    return safe.split(separator: ":").map(trimmed).filter { !$0.isEmpty }.joined(separator: ":")
  }

  /// One line, masked, runs of blanks and control characters as one blank, none at the ends.
  private static func plain(_ text: String, _ replace: (Character) -> Character) -> String {
    var result = ""
    for character in Masking.masked(text) {
      let isBlank = character.isWhitespace || character.unicodeScalars.contains { isInvisible($0) }
      if isBlank {
        if result.last != " ", !result.isEmpty { result.append(" ") }
      } else {
        result.append(replace(character))
      }
    }
    return trimmed(result[...])
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
