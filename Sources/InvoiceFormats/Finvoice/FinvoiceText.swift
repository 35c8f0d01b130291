import Receivables

/// A message's bytes made ready for the XML reader: UTF-8, bare ampersands escaped, bare CR line ends as LF.
///
/// Everything else is left as it was, so that lines and, but for escaped ampersands, columns are those of the file.
/// Source: XML 1.0 (fifth edition) 2.4; bare ampersands occur in practice.
struct FinvoiceText {
  private(set) var bytes: [UInt8]
  /// How many bare ampersands were escaped, and the line of the first (1-based within the message).
  private(set) var bareAmpersands = 0
  private(set) var firstAmpersandLine: Int?

  init(_ source: [UInt8], _ encoding: FinvoiceEncoding) {
    let isSingleByte = encoding.choice != .utf8 && encoding.choice != .ascii
    let hasBareReturns = source.contains(0x0D) && !source.contains(0x0A)
    guard isSingleByte || hasBareReturns || source.contains(0x26) else {
      bytes = source
      return
    }
    bytes = []
    bytes.reserveCapacity(source.count + source.count / 16)
    var line = 1
    var index = 0
    // Where a comment, CDATA section or instruction ends: an ampersand inside is only a character.
    var literalUntil = 0
    while index < source.count {
      let byte = source[index]
      switch byte {
      case 0x0A:
        line += 1
        bytes.append(byte)
      case 0x0D where hasBareReturns:
        line += 1
        bytes.append(0x0A)
      case 0x3C where index >= literalUntil:
        literalUntil = FinvoiceText.literalEnd(source, from: index)
        bytes.append(byte)
      case 0x26 where index >= literalUntil && !FinvoiceText.isReference(source, at: index):
        bareAmpersands += 1
        if firstAmpersandLine == nil { firstAmpersandLine = line }
        bytes.append(contentsOf: "&amp;".utf8)
      case 0x80... where isSingleByte: append(encoding.scalar(byte))
      default: bytes.append(byte)
      }
      index += 1
    }
  }

  private mutating func append(_ scalar: UInt16) {
    if scalar < 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    } else if scalar < 0x800 {
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    } else {
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }

  /// One past the end of the comment, CDATA section or instruction that begins here; the position itself for a tag.
  private static func literalEnd(_ bytes: [UInt8], from start: Int) -> Int {
    let constructs: [(opening: StaticString, closing: StaticString)] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
    guard start + 1 < bytes.count, bytes[start + 1] == 0x21 || bytes[start + 1] == 0x3F else { return start }
    for (opening, closing) in constructs where holds(bytes, opening, at: start) {
      let last = closing.utf8CodeUnitCount
      var index = start + opening.utf8CodeUnitCount
      while index + last <= bytes.count {
        if holds(bytes, closing, at: index) { return index + last }
        index += 1
      }
      return bytes.count
    }
    return start
  }

  private static func holds(_ bytes: [UInt8], _ text: StaticString, at start: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard start + count <= bytes.count else { return false }
    return text.withUTF8Buffer { buffer in
      for offset in 0..<count where bytes[start + offset] != buffer[offset] { return false }
      return true
    }
  }

  /// Whether a reference begins here: `&name;`, `&#10;`, `&#xA;`. A reference to an entity that nobody declared stays, and the
  /// reader refuses it: what it should have meant is unknown.
  private static func isReference(_ bytes: [UInt8], at start: Int) -> Bool {
    var index = start + 1
    let limit = min(bytes.count, start + 40)
    while index < limit {
      let byte = bytes[index]
      if byte == 0x3B { return index > start + 1 }
      let isNamePart =
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x23
        || byte == 0x5F || byte == 0x2D || byte == 0x2E
      guard isNamePart else { return false }
      index += 1
    }
    return false
  }
}
