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

  private static func plain(_ text: String, _ replace: (Character) -> Character) -> String {
    String(ExportText.line(text).map(replace))
  }
}
