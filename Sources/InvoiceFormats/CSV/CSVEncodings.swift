import Receivables

/// What the bytes of a declared encoding mean. Nothing is guessed and nothing is replaced: a byte that the encoding does not have
/// is an error with its place.
enum CSVEncodings {
  /// Why bytes are not text of the declared encoding.
  struct Fault {
    /// Offset in the bytes looked at.
    var offset: Int
    var byte: UInt8
    /// A byte order mark that is not at the start of the file.
    var isByteOrderMark = false
  }

  /// The upper half (0x80–0xFF) of an 8-bit encoding as Unicode; 0 where it has no character that belongs into a text. nil for UTF-8.
  static func upperHalf(_ encoding: CSVProfile.Encoding) -> [UInt16]? {
    switch encoding {
    case .utf8: nil
    case .latin1: latin1
    case .latin9: latin9
    case .windows1252: windows1252
    case .cp850: cp850
    }
  }

  /// The first byte that the encoding does not have, if any.
  static func fault(in bytes: some RandomAccessCollection<UInt8>, upperHalf: [UInt16]?) -> Fault? {
    guard let upperHalf else { return utf8Fault(Array(bytes)) }
    for (offset, byte) in bytes.enumerated() where byte >= 0x80 && upperHalf[Int(byte) - 0x80] == 0 {
      return Fault(offset: offset, byte: byte)
    }
    return nil
  }

  /// Bytes without a fault as text.
  static func text(_ bytes: some Collection<UInt8>, upperHalf: [UInt16]?) -> String {
    guard let upperHalf, bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count)
    for byte in bytes { units.append(byte < 0x80 ? UInt16(byte) : upperHalf[Int(byte) - 0x80]) }
    return String(decoding: units, as: UTF16.self)
  }

  /// Well-formed UTF-8 (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF) without U+FEFF.
  private static func utf8Fault(_ bytes: [UInt8]) -> Fault? {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      let (length, second): (Int, ClosedRange<UInt8>) =
        switch byte {
        case 0xC2...0xDF: (2, 0x80...0xBF)
        case 0xE0: (3, 0xA0...0xBF)
        case 0xED: (3, 0x80...0x9F)
        case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
        case 0xF0: (4, 0x90...0xBF)
        case 0xF1...0xF3: (4, 0x80...0xBF)
        case 0xF4: (4, 0x80...0x8F)
        default: (0, 0x80...0xBF)
        }
      guard length > 0, index + length <= bytes.count, second.contains(bytes[index + 1]),
        bytes[(index + 2)..<(index + length)].allSatisfy({ (0x80...0xBF).contains($0) })
      else { return Fault(offset: index, byte: byte) }
      if byte == 0xEF, bytes[index + 1] == 0xBB, bytes[index + 2] == 0xBF {
        return Fault(offset: index, byte: byte, isByteOrderMark: true)
      }
      index += length
    }
    return nil
  }

  /// ISO/IEC 8859-1: 0x80–0x9F are control characters, which no text has.
  private static let latin1: [UInt16] = (0x80...0xFF).map { $0 < 0xA0 ? 0 : UInt16($0) }

  /// ISO/IEC 8859-15: eight characters differ from 8859-1, the euro sign among them.
  private static let latin9: [UInt16] = {
    var table = latin1
    for (byte, scalar) in [
      (0xA4, 0x20AC), (0xA6, 0x0160), (0xA8, 0x0161), (0xB4, 0x017D), (0xB8, 0x017E), (0xBC, 0x0152), (0xBD, 0x0153),
      (0xBE, 0x0178),
    ] {
      table[byte - 0x80] = UInt16(scalar)
    }
    return table
  }()

  /// windows-1252, 0x80–0x9F (unicode.org, VENDORS/MICSFT/WINDOWS/CP1252.TXT); the rest is 8859-1.
  private static let windows1252: [UInt16] =
    [
      0x20AC, 0x0000, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
      0x0152, 0x0000, 0x017D, 0x0000, 0x0000, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x0000, 0x017E, 0x0178,
    ] + latin1[32...]

  /// IBM code page 850 (unicode.org, VENDORS/MICSFT/PC/CP850.TXT).
  private static let cp850: [UInt16] = [
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557,
    0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB,
    0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9,
    0x00FD, 0x00DD, 0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
    0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0,
  ]
}
