import Receivables

/// File names as people may see them: no identity code, no control character, no byte that is not text.
enum PrintableName {
  /// For messages and reports.
  static func of(_ path: DiskPath) -> String {
    let names = path.bytes.first == 0x2F ? path.bytes.dropFirst() : path.bytes[...]
    if isSafe(path.bytes), isPlain(names) { return String(decoding: names, as: UTF8.self) }
    return path.components.map(safe).joined(separator: "/")
  }

  /// Every slash ends a name and begins another one.
  private static func isPlain(_ names: ArraySlice<UInt8>) -> Bool {
    var last: UInt8 = 0x2F
    for byte in names {
      if byte == 0x2F, last == 0x2F { return false }
      last = byte
    }
    return last != 0x2F
  }

  /// For a name in `archive/` or `quarantine/`: letters, digits, `.`, `-` and `_` stay, the rest becomes `%XX`; long names are cut
  /// before their ending.
  static func archived(_ name: [UInt8]) -> String {
    let masked = Array(Masking.masked(text(name)).utf8)
    var result = ""
    for byte in masked {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: result.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x2E where !result.isEmpty: result += "."
      case 0x2A: result += "_"
      default: result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    if result.utf8.count > 120 {
      let ending = result.suffix(20)
      result = String(result.prefix(99)) + "~" + ending
    }
    return result.isEmpty ? "unnamed" : result
  }

  private static func isSafe(_ name: [UInt8]) -> Bool {
    name.withUnsafeBufferPointer(String.isPlainASCII) && !Masking.hasCodes(inASCII: name)
  }

  private static func safe(_ name: [UInt8]) -> String {
    if isSafe(name) { return text(name) }
    var result = ""
    for scalar in Masking.masked(text(name)).unicodeScalars {
      if scalar.value < 0x20 || scalar.value == 0x7F || scalar == "\u{FFFD}" || (0x80..<0xA0).contains(scalar.value) {
        result += "%" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16, uppercase: true)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func text(_ name: [UInt8]) -> String { String(decoding: name, as: UTF8.self) }
}
