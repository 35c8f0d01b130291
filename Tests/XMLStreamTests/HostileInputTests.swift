import Testing

@testable import XMLStream

/// The cases of design/faults.md 34–48.
@Suite struct HostileInputTests {
  @Test(arguments: [
    #"<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>"#,
    #"<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]><a/>"#,
    #"<!DOCTYPE a [%undeclared;]><a/>"#,
    #"<!DOCTYPE a [<!ENTITY l "lol"><!ENTITY m "&l;&l;&l;&l;&l;&l;&l;&l;&l;&l;"><!ENTITY n "&m;&m;&m;&m;&m;&m;&m;&m;">]><a>&n;</a>"#,
    #"<!DOCTYPE a SYSTEM "a.dtd" [<!ATTLIST a b CDATA "x">]><a/>"#,
    #"<!DOCTYPE a []><a/>"#,
    #"<a>&e;</a>"#,
    #"<a b="&e;"/>"#,
    #"<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>&e;</a>"#,
    #"<!DOCTYPE a SYSTEM "a.dtd"><a b="1&e;2"/>"#,
  ])
  func entitiesAreRefused(text: String) throws {
    let read = try eventLines(text)
    #expect(read.problems.count == 1)
    #expect(read.problems.first?.code == .entity)
    #expect(read.problems.first?.line == 1)
    #expect(!read.lines.contains { $0.contains("root:") || $0.contains("lol") })
  }

  @Test func quadraticBlowUpIsRefused() throws {
    let entity = "<!DOCTYPE a [<!ENTITY e \"\(String(repeating: "x", count: 50_000))\">]><a>"
    let bytes = Array((entity + String(repeating: "&e;", count: 50_000) + "</a>").utf8)
    #expect(try firstCode(bytes) == .entity)
  }

  @Test(arguments: [
    #"<!DOCTYPE a><a>x</a>"#, #"<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>x</a>"#,
    #"<!DOCTYPE a PUBLIC "-//X//Y" "file:///etc/passwd"><a>x</a>"#,
    #"<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd" parse="text"/></a>"#,
    #"<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?><a/>"#,
    #"<a xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:n http://127.0.0.1:9/x.xsd"/>"#,
  ])
  func whatNamesOthersIsReadAndNotFollowed(text: String) throws {
    let read = try eventLines(text)
    #expect(read.problems.isEmpty)
    #expect(read.lines.first?.contains("<a") == true)
    #expect(!read.lines.contains { $0.contains("root:") })
  }

  @Test func fiveThousandLevels() throws {
    let text = String(repeating: "<a>", count: 5000) + String(repeating: "</a>", count: 5000)
    let read = try eventLines(text)
    #expect(read.problems.map(\.code) == [.depth])
    #expect(read.lines.count == XMLLimits.message.depth)
  }

  @Test func limitsHaveTheirOwnCodes() throws {
    let small = XMLLimits(depth: 3, elements: 5, bytes: 2000, attributes: 2, attributeBytes: 20, textBytes: 100)
    func code(_ text: String) throws -> XMLProblem.Code? { try firstCode(Array(text.utf8), limits: small) }
    #expect(try code("<a><b><c/></b></a>") == nil)
    #expect(try code("<a><b><c><x/></c></b></a>") == .depth)
    #expect(try code("<a><b/><b/><b/><b/></a>") == nil)
    #expect(try code("<a><b/><b/><b/><b/><b/></a>") == .elements)
    #expect(try code("<a b='1' c='2'/>") == nil)
    #expect(try code("<a b='1' c='2' x='3'/>") == .attributes)
    #expect(try code("<a b='123456789012345678901'/>") == .attributes)
    #expect(try code("<a>\(String(repeating: "t", count: 100))</a>") == nil)
    #expect(try code("<a>\(String(repeating: "t", count: 101))</a>") == .textSize)
    #expect(try code("<a>\(String(repeating: " ", count: 101))</a>") == .textSize)
    #expect(try code("<a>\(String(repeating: "<!--c-->", count: 400))</a>") == .size)
  }

  @Test func longNamesAndManyNames() throws {
    let long = String(repeating: "n", count: 60_000)
    #expect(try firstCode(Array("<\(long)/>".utf8)) == .libraryLimit)
    var text = "<a>"
    for number in 0..<1000 { text += "<\(long.prefix(40_000))\(number)/>" }
    let names = try eventLines(text + "</a>")
    #expect(names.problems.map(\.code) == [.libraryLimit])
  }

  static let badInputs: [([UInt8], XMLProblem.Code)] = [
    ([0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00], .notXML), (Array("PK\u{3}\u{4}zip".utf8), .notXML),
    (Array("%PDF-1.7".utf8), .notXML), ([], .empty), (Array("<a>\0</a>".utf8), .character),
    (Array("<a>\u{1}</a>".utf8), .character),
    (Array("<a>&#0;</a>".utf8), .character), (Array("<a>\u{FFFF}</a>".utf8), .character), ([0, 0, 0, 0, 0], .encoding),
    (Array("<a/><b/>".utf8), .trailing), (Array("<a/>trailing".utf8), .trailing), (Array("<a/>\0".utf8), .trailing),
    (Array("plain text".utf8), .malformed), (Array("  \n".utf8), .truncated), (Array("<a><b></a></b>".utf8), .malformed),
    (Array("<a b=1/>".utf8), .malformed), (Array("<a b='1' b='2'/>".utf8), .malformed), (Array("<a>R & D</a>".utf8), .malformed),
    (Array("<a>1 < 2</a>".utf8), .malformed), (Array(" <?xml version='1.0'?><a/>".utf8), .malformed),
    (Array("<a>\u{FEFF}x</a>\u{FEFF}".utf8), .trailing), (Array("<p:a/>".utf8), .namespace),
    (Array("<?xml version='1.0' encoding='UTF-7'?><a/>".utf8), .encoding),
    (Array("<?xml version='1.0' encoding='IBM037'?><a/>".utf8), .encoding),
    (Array("<?xml version='1.0' encoding='GB18030'?><a/>".utf8), .encoding),
    (Array("<?xml version='1.0' encoding='nonsense'?><a/>".utf8), .encoding),
  ]

  @Test(arguments: badInputs)
  func badInputHasItsCode(bytes: [UInt8], code: XMLProblem.Code) throws {
    let problem = try #require(try eventLines([bytes[...]]).problems.first)
    #expect(problem.code == code, "\(problem)")
    #expect(!problem.message.isEmpty && !problem.remedy.isEmpty)
    #expect(problem.byteOffset != nil && problem.line != nil)
  }

  /// A document that comes whole is read in another way than one that comes in pieces, and nobody can tell.
  @Test(arguments: badInputs)
  func badInputIsTheSameInPieces(bytes: [UInt8], code: XMLProblem.Code) throws {
    let whole = try eventLines([bytes[...]])
    let read = try eventLines(piecewiseParser(), [bytes[...]])
    #expect(read.lines == whole.lines)
    #expect(read.problems == whole.problems)
  }

  /// So it is with every byte of a document wrong, and with every end.
  @Test func damageIsTheSameInPieces() throws {
    let text =
      "<?xml version='1.0' encoding='UTF-8'?>\r\n<a xmlns:n='urn:n'><n:b c='1&amp;'>ä<![CDATA[x\r\ny\rz]]></n:b>\r<!-- c --></a>\n"
    let sound = Array(text.utf8)
    var damaged = sound.indices.flatMap { index in
      ([0x00, 0x3C, 0x26, 0x0D, 0xFF] as [UInt8]).map { byte in
        var bytes = sound
        bytes[index] = byte
        return bytes
      }
    }
    damaged += sound.indices.map { Array(sound[..<$0]) } + [sound]
    let (parser, piecewise) = (
      XMLParser(names: XMLNames(["a", "b"])), XMLParser(names: XMLNames(["a", "b"]), limits: .message, wholeMax: 0)
    )
    for bytes in damaged where !bytes.isEmpty {
      let whole = try eventLines(parser, [bytes[...]])
      let read = try eventLines(piecewise, [bytes[...]])
      #expect(read.lines == whole.lines && read.problems == whole.problems, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test func anEndTagThatDoesNotFitNamesWhatIsOpen() throws {
    let problem = try #require(try eventLines("<a>\n<b>\n</a>").problems.first)
    #expect(problem.message == "An end tag stands here that does not close <b>, which begins on line 2.")
    #expect(problem.line == 3)
  }

  @Test func undeclaredPrefixIsSaidAndReadingGoesOn() throws {
    let read = try eventLines("<a xsi:b='1'>t</a>")
    #expect(read.problems.map(\.code) == [.namespace])
    #expect(read.problems.first?.isFatal == false)
    #expect(read.lines == ["1 <a b=1>", "1 't'", "1 </a>"])
  }

  /// Cut anywhere, a document is refused with a place, and what was whole before the cut has been drained.
  @Test func truncationHasLineColumnAndOffset() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a x=\"1>2\">\n  <b>äö</b>\n  <c><![CDATA[ü]]></c><!-- c -->\n</a>"
    let bytes = Array(text.utf8)
    let whole = try eventLines([bytes[...]])
    for count in 1..<bytes.count {
      let read = try eventLines([bytes[..<count]])
      let problem = try #require(read.problems.first, "cut at \(count)")
      #expect(problem.isFatal)
      #expect([.truncated, .malformed, .encoding].contains(problem.code), "cut at \(count): \(problem)")
      #expect(
        (problem.line ?? 0) >= 1 && (problem.byteOffset ?? -1) <= count && problem.column != nil, "cut at \(count): \(problem)")
      // The tag that was cut may be drained without what it lost.
      #expect(whole.lines.starts(with: read.lines.dropLast()), "cut at \(count)")
    }
    let cut = try eventLines([Array("<a>\n  <b>text".utf8)[...]]).problems.first
    #expect(cut?.code == .truncated)
    #expect(cut?.line == 2)
    #expect(cut?.byteOffset == 13)
  }

  @Test func flippedBitsNeverCrash() throws {
    let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE a><a b='&lt;'>x<c><![CDATA[y]]></c>&#65;</a>".utf8)
    let parser = XMLParser(names: XMLNames(["a", "b"]))
    var refused = 0
    for position in bytes.indices {
      for bit in 0..<8 {
        var broken = bytes
        broken[position] ^= 1 << UInt8(bit)
        if try !eventLines(parser, [broken[...]]).problems.isEmpty { refused += 1 }
      }
    }
    #expect(refused > bytes.count)
    #expect(try eventLines(parser, [bytes[...]]).problems.isEmpty)
  }
}
