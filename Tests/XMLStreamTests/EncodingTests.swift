import Testing
import XMLStream

@Suite struct EncodingTests {
  private func text(_ bytes: [UInt8], as encoding: XMLEncoding? = nil, chunk: Int = .max) throws -> (String?, [XMLProblem]) {
    let chunks =
      chunk == .max ? [bytes[...]] : stride(from: 0, to: bytes.count, by: chunk).map { bytes[$0..<min($0 + chunk, bytes.count)] }
    let read = try eventLines(chunks, as: encoding)
    return (read.lines.first { $0.contains("'") }.map { String($0.drop { $0 != "'" }.dropFirst().dropLast()) }, read.problems)
  }

  private func declared(_ label: String, _ content: [UInt8]) -> [UInt8] {
    Array("<?xml version=\"1.0\" encoding=\"\(label)\"?><a>".utf8) + content + Array("</a>".utf8)
  }

  static let labels: [(String, [UInt8], String)] = [
    ("UTF-8", [0xC3, 0xA4, 0xE2, 0x82, 0xAC], "ä€"), ("utf-8", [0xC3, 0xA4], "ä"), ("ISO-8859-1", [0xE4, 0xF6], "äö"),
    ("iso-8859-15", [0xA4, 0xE4], "€ä"), ("windows-1252", [0x80, 0xE4], "€ä"), ("Windows-1252", [0x93, 0x94], "“”"),
    ("us-ascii", [0x41], "A"),
  ]

  @Test(arguments: labels)
  func declarationIsHonoured(label: String, content: [UInt8], expected: String) throws {
    for chunk in [Int.max, 1] {
      let read = try text(declared(label, content), chunk: chunk)
      #expect(read.1.isEmpty)
      #expect(read.0 == expected)
    }
  }

  @Test(arguments: [false, true]) func utf16WithMark(bigEndian: Bool) throws {
    for declaration in ["", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"] {
      let units = Array((declaration + "<a>\(String(repeating: "ä€😀", count: 2000))</a>").utf16)
      let mark: [UInt8] = bigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
      let bytes =
        mark
        + units.flatMap { (unit: UInt16) -> [UInt8] in
          bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
      for chunk in [Int.max, 1, 1001] {
        let read = try text(bytes, chunk: chunk)
        #expect(read.1.isEmpty)
        #expect(read.0 == String(repeating: "ä€😀", count: 2000))
      }
      // Without its mark it is refused.
      #expect(try text(Array(bytes.dropFirst(2))).1.first?.code == .encoding)
    }
  }

  @Test func byteOrderMarkWinsOverTheLabel() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(try text(mark + Array("<a>ä</a>".utf8)).0 == "ä")
    let read = try text(mark + declared("ISO-8859-1", Array("ä".utf8)))
    #expect(read.0 == "ä")
    #expect(read.1.isEmpty)
  }

  /// The label lies: it says ISO-8859-15, the bytes are UTF-8; and the other way round.
  @Test func overrideWinsOverTheLabel() throws {
    #expect(try text(declared("ISO-8859-15", Array("ä€".utf8)), as: .utf8).0 == "ä€")
    #expect(try text(declared("ISO-8859-15", Array("ä".utf8))).0 == "Ã€")
    #expect(try text(declared("UTF-8", [0xE4, 0xA4]), as: .latin9).0 == "ä€")
    #expect(try text(declared("UTF-8", [0x80]), as: .windows1252).0 == "€")
    #expect(try text(Array("<a>".utf8) + [0xE4] + Array("</a>".utf8), as: .latin1).0 == "ä")
  }

  @Test(arguments: [
    [UInt8]([0xE4]), [0xC3], [0xC0, 0xAE], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF], [0x80],
    [0xF4, 0x90, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80],
  ])
  func badUTF8HasItsOffset(bad: [UInt8]) throws {
    let prefix = Array("<a>\n<b>good ä</b>\n<c>".utf8)
    for document in [prefix + bad + Array("x</c></a>".utf8), Array("<a b='".utf8) + bad + Array("'/>".utf8)] {
      for chunk in [Int.max, 1] {
        let read = try text(document, chunk: chunk)
        let problem = try #require(read.1.first, "\(bad)")
        #expect(problem.code == .encoding || problem.code == .character, "\(problem)")
        let place = document.count > 15 ? prefix.count : 6
        #expect((place - 1...place + 4).contains(problem.byteOffset ?? -1), "\(bad) \(problem)")
      }
    }
  }

  /// Converters fail in the middle of libxml2's own work: a byte that windows-1252 does not have, half a character of UTF-16. The process
  /// once ended of it.
  @Test(arguments: [0, 100, 5_000, 200_000]) func bytesThatAreNoCharacter(before: Int) throws {
    let blanks = String(repeating: "\n", count: before)
    let head = Array("<?xml version='1.0' encoding='windows-1252'?>\n<a>\(blanks)".utf8)
    for byte: UInt8 in [0x81, 0x8D, 0x8F, 0x90, 0x9D] {
      let bytes = head + [0xE4, byte] + Array("</a>".utf8)
      for size in [7, 1_000, 300_000] {
        let problem = try #require(try eventLines(pieces(bytes, of: size)).problems.first)
        #expect(problem.code == .encoding && problem.isFatal)
        #expect(problem.byteOffset == head.count + 1)
        #expect(problem.line == 2 + before)
      }
      #expect(try firstCode(Array("<a>".utf8) + [byte] + Array("</a>".utf8), as: .windows1252) == .encoding)
    }
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in Array("<a>\(blanks)".utf16) + [0xD800] + Array("b</a>".utf16) { wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    for size in [7, 1_000, 300_000] {
      #expect(try eventLines(pieces(wide, of: size)).problems.first?.code == .encoding)
      // An odd byte at the end.
      #expect(try !eventLines(pieces(Array(wide.dropLast(14)) + [0x61], of: size)).problems.isEmpty)
    }
  }

  /// A declaration that does not end: libxml2 believes it before anybody could refuse it.
  @Test(arguments: ["UTF-7", "IBM037", "GB18030", "UTF-16", "windows-1252", "us-ascii"])
  func labelsOfBrokenDeclarations(label: String) throws {
    for text in ["?Optio\0\0\0xx|xxxxx=\"", "?\u{81}\u{FFFF}+AGEA-+Jjo", " x", ""] {
      let bytes = Array("<?xml version=\"1.0\" encoding=\"\(label)\"".utf8) + Array(text.utf8)
      for size in [7, 1_000] {
        let problem = try #require(try eventLines(pieces(bytes, of: size)).problems.first)
        #expect(problem.isFatal && !problem.message.isEmpty)
        #expect(try eventLines(piecewiseParser(), pieces(bytes, of: size)).problems == [problem])
      }
    }
  }

  /// What libxml2 converts from ASCII ends at the first wrong byte, without a word: it is read as UTF-8.
  @Test func nothingIsDroppedBehindAWrongByte() throws {
    let head = "<?xml version='1.0' encoding='us-ascii'?><a/>"
    #expect(try eventLines(head).problems.isEmpty)
    for bytes in [Array(head.utf8) + [0xE4] + Array("<a/>".utf8), Array((head + "\u{E4}<a/>").utf8)] {
      for size in [1_000, 7] { #expect(try eventLines(pieces(bytes, of: size)).problems.first?.isFatal == true) }
      #expect(try eventLines(piecewiseParser(), [bytes[...]]).problems.first?.isFatal == true)
    }
  }
}
