import CTables
import Receivables
import Tables

/// Texts as the bytes of a file, in an encoding that need not have all characters. What it lacks is written with the nearest that it
/// has (`transliterations.csv`), else as `?`, and counted: nothing is lost without a word.
struct ByteText {
  enum Page: Hashable {
    case utf8
    /// IBM PC code page 437, but only letters and signs whose bytes cannot be taken for UTF-8 or ISO-8859-1, because readers guess.
    case pc8
    case latin1
    case windows1252
  }

  let page: Page
  var tally = TextTally()

  init(_ page: Page) { self.page = page }

  /// The text as `ExportText.line` has it, in this encoding.
  mutating func encode(_ text: String) -> [UInt8] {
    let line = ExportText.line(text)
    if page == .utf8 || line.utf8.allSatisfy({ $0 < 0x80 }) { return Array(line.utf8) }
    var bytes: [UInt8] = []
    for character in line { add(character, to: &bytes) }
    return bytes
  }

  /// The same, cut to so many bytes. Only for encodings in which a character is one byte.
  mutating func encode(_ text: String, limit: Int) -> [UInt8] {
    let bytes = encode(text)
    guard bytes.count > limit else { return bytes }
    tally.cut += 1
    return Array(bytes[..<limit])
  }

  private mutating func add(_ character: Character, to bytes: inout [UInt8]) {
    if let byte = ByteText.byte(character, page) { return bytes.append(byte) }
    if let nearest = Transliterations.table[character] {
      tally.transliterated += 1
      for character in nearest { bytes.append(ByteText.byte(character, page) ?? 0x3F) }
      return
    }
    // A letter with marks that no table has: the letter without them.
    if let first = character.unicodeScalars.first, character.unicodeScalars.count > 1,
      let byte = ByteText.byte(Character(first), page)
    {
      tally.transliterated += 1
      bytes.append(byte)
    } else {
      tally.replaced += 1
      bytes.append(0x3F)
    }
  }

  private static func byte(_ character: Character, _ page: Page) -> UInt8? {
    if let ascii = character.asciiValue { return ascii }
    return switch page {
    case .utf8: nil
    case .pc8: pc8[character]
    case .latin1: latin1[character]
    case .windows1252: windows1252[character] ?? latin1[character]
    }
  }

  /// 0x80–0xAF of the code page, and two of the signs behind; the rest are frames, mathematics and Greek.
  private static let pc8: [Character: UInt8] = {
    let table = Array("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»")
    var bytes = Dictionary(uniqueKeysWithValues: table.enumerated().map { ($1, UInt8(0x80 + $0)) })
    bytes["°"] = 0xF8
    bytes["²"] = 0xFD
    return bytes
  }()

  /// Its upper half has the code points of Unicode.
  private static let latin1: [Character: UInt8] = Dictionary(
    uniqueKeysWithValues: (UInt8(0xA1)...0xFF).map { (Character(Unicode.Scalar($0)), $0) })

  /// Where it is not ISO-8859-1.
  private static let windows1252: [Character: UInt8] = [
    "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88, "‰": 0x89, "Š": 0x8A, "‹": 0x8B,
    "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93, "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97, "˜": 0x98, "™": 0x99,
    "š": 0x9A, "›": 0x9B, "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
  ]
}

/// What stands for a character where an encoding does not have it.
///
/// Source: `transliterations.csv`; the Swedish ö for the Norwegian ø, whose letter it is, else the nearest in ASCII.
enum Transliterations {
  static let table: [Character: String] = {
    var table: [Character: String] = [:]
    for row in EmbeddedRows(perille_table_transliterations()) {
      guard let value = UInt32(row["code_point"], radix: 16), let scalar = Unicode.Scalar(value) else { continue }
      table[Character(scalar)] = row["replacement"]
    }
    return table
  }()
}
