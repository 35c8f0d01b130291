/// The arithmetic that identifiers share. All of it works on ASCII bytes; anything that is not a digit makes it nil or false.
enum CheckDigits {
  /// The digits' values, or nil when a byte is no digit.
  static func digits(_ bytes: some Sequence<UInt8>) -> [Int]? {
    var digits: [Int] = []
    digits.reserveCapacity(bytes.underestimatedCount)
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      digits.append(Int(byte) - 0x30)
    }
    return digits
  }

  /// Mod 10 with weights 2, 1 from the right before the check digit (ISO/IEC 7812-1 annex B); the check digit is the last.
  static func luhn(_ digits: some BidirectionalCollection<Int>) -> Bool {
    var sum = 0
    var double = false
    for digit in digits.reversed() {
      let value = double ? digit * 2 : digit
      sum += value > 9 ? value - 9 : value
      double.toggle()
    }
    return sum % 10 == 0
  }

  /// Σ digit × weight, pairwise from the left, over as many as there are weights.
  static func weighted(_ digits: some Sequence<Int>, _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// ISO 7064 mod 97-10 over letters (A = 10 … Z = 35) and digits: the remainder, or nil for any other byte.
  static func mod97(_ bytes: some Sequence<UInt8>) -> Int? {
    var remainder = 0
    for byte in bytes {
      switch byte {
      case 0x30...0x39: remainder = (remainder * 10 + Int(byte) - 0x30) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(byte) - 0x37) % 97
      default: return nil
      }
    }
    return remainder
  }

  /// Upper case, without blanks (no-break ones too); nil when anything but ASCII is left.
  static func compact(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    if text.isPlainASCII {
      for byte in text.utf8 where byte != 0x20 { bytes.append(byte &- 0x61 < 26 ? byte - 0x20 : byte) }
      return bytes
    }
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x20, 0x09, 0xA0, 0x2007, 0x2009, 0x202F: continue
      case 0x61...0x7A: bytes.append(UInt8(scalar.value) - 0x20)
      case 0x21...0x7E: bytes.append(UInt8(scalar.value))
      default: return nil
      }
    }
    return bytes
  }

  static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }

  static func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
