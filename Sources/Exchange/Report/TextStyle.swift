import Receivables

/// How text stands out on a terminal that can show it; plain everywhere else.
public struct TextStyle: Hashable, Sendable {
  public static let plain = TextStyle(isColoured: false)

  public var isColoured: Bool

  public init(isColoured: Bool) { self.isColoured = isColoured }

  public func strong(_ text: String) -> String { code("1", text) }
  public func dim(_ text: String) -> String { code("2", text) }
  public func fix(_ text: String) -> String { code("1;32", text) }

  public func severity(_ severity: Finding.Severity, _ text: String) -> String {
    switch severity {
    case .error: code("1;31", text)
    case .warning: code("1;33", text)
    case .info: code("1;36", text)
    }
  }

  private func code(_ code: String, _ text: String) -> String {
    isColoured && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// Text of an input, or about one, on its way to people.
public enum SafeText {
  /// Without anything that a terminal would obey, or that hides or turns what is read.
  public static func of(_ text: String) -> String {
    if text.isPlainASCII { return text }
    if text.utf8.withContiguousStorageIfAvailable(mayHoldControl) == false { return text }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether a byte is a control character, or one that the others begin with in UTF-8; then the characters are looked at.
  private static func mayHoldControl(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var found: UInt8 = 0
    for byte in bytes { found |= byte < 0x20 || byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF ? 1 : 0 }
    return found != 0
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}
