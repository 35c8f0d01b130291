import Testing
import XMLStream

@Suite struct EventTests {
  @Test func aSmallDocument() throws {
    let read = try eventLines(
      """
      <?xml version="1.0"?>
      <?xml-stylesheet href="http://example.invalid/x.xsl"?>
      <!-- comment -->
      <a xmlns:q="urn:n" xmlns:r="urn:r">
        <q:b c="1" q:x="&lt;2&#65;">text &amp; more</q:b>
        <r:b/>
        <c> </c>
        mixed<other><![CDATA[<raw>]]></other>
      </a>
      """)
    #expect(read.problems.isEmpty)
    #expect(
      read.lines == [
        "4 <a>", "5 <n:b c=1 x=<2A>", "5 'text & more'", "5 </n:b>", "6 <b>", "6 </b>", "7 <c>", "7 ' '", "7 </c>",
        "8 '\n  mixed'", "8 <other>", "8 '<raw>'", "8 </other>", "9 </a>",
      ])
  }

  @Test func idsAreThoseOfTheList() throws {
    let parser = XMLParser(names: XMLNames(["a", "b"], namespaces: [XMLNamespace(prefix: "n", uri: "urn:n")]))
    var seen: [(UInt16, UInt8)] = []
    _ = try parser.parse(Array(#"<b xmlns="urn:n"><a/><z/><y xmlns=""/><z xmlns="urn:other"/></b>"#.utf8)[...]) { events in
      seen += events.list.filter { $0.kind == .start }.map { ($0.name, $0.namespace) }
    }
    #expect(seen.map(\.0) == [1, 0, 2, 3, 2])
    #expect(seen.map(\.1) == [1, 1, 1, XMLNames.noNamespace, XMLNames.otherNamespace])
  }

  /// Letters of other bytes are other names, though Swift calls the texts equal: the sign for kelvin is a K.
  @Test func namesAreComparedByTheirBytes() throws {
    let parser = XMLParser(names: XMLNames(["K"]))
    var seen: [UInt16] = []
    let problems = try parser.parse(Array("<K><\u{212A}/><K/></K>".utf8)[...]) { events in
      seen += events.list.filter { $0.kind == .start }.map(\.name)
    }
    #expect(problems.isEmpty)
    #expect(seen == [0, 1, 0])
  }

  /// Chunk borders fall inside tags, names, references, multi-byte characters, CRLF and CDATA, and change nothing.
  @Test(arguments: [1, 2, 3, 7, 1000]) func chunksDoNotMatter(size: Int) throws {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<a>"
    for row in 0..<300 {
      text +=
        "\r\n  <b c='é>\(row)' x=\"it's\">Ääkkönen €\u{1F600}&amp;&#228;\r\n\(row)</b><c><![CDATA[]] <å> \(row)]]></c><!-- ö > -->"
    }
    text += "</a>\n"
    let bytes = Array(text.utf8)
    let whole = try eventLines([bytes[...]])
    #expect(whole.problems.isEmpty)
    #expect(whole.lines.count == 2 + 300 * 6)
    let chunked = try eventLines(pieces(bytes, of: size))
    #expect(chunked.problems.isEmpty)
    #expect(chunked.lines == whole.lines)
  }

  @Test func oneParserReadsManyDocuments() throws {
    let parser = XMLParser(names: XMLNames(["a", "b"]))
    let good = Array("<a><b>1</b></a>".utf8)[...]
    let bad = Array("<a><b xmlns:p='urn:p'><p:q><b>".utf8)[...]
    let expected = try eventLines(parser, [good]).lines
    for _ in 0..<3 {
      #expect(try eventLines(parser, [bad]).problems.first?.code == .truncated)
      let again = try eventLines(parser, [good])
      #expect(again.lines == expected)
      #expect(again.problems.isEmpty)
    }
  }

  /// However a document came, a line ends in one way: in a CDATA section too.
  @Test(arguments: [0, 70_000]) func lineEndsInCDATA(padding: Int) throws {
    let text = "<a><b>\(String(repeating: " ", count: padding))</b><b><![CDATA[1\r\n2\r3\n\r4\r]]>\r\n<![CDATA[\r\n5]]></b></a>"
    let expected = "'1\n2\n3\n\n4\n\n\n5'"
    let bytes = Array(text.utf8)
    for chunks in [[bytes[...]], pieces(bytes, of: 1_025), pieces(bytes, of: 5)] {
      #expect(try eventLines(chunks).lines.contains { $0.hasSuffix(expected) })
    }
    #expect(try eventLines(piecewiseParser(), [bytes[...]]).lines.contains { $0.hasSuffix(expected) })
    // In pieces of 300 bytes, libxml2 cuts between the two.
    let long = "<a><![CDATA[\(String(repeating: "x\r\n", count: 2_000))]]></a>"
    #expect(
      try eventLines(piecewiseParser(), [Array(long.utf8)[...]]).lines.contains {
        $0.contains(String(repeating: "x\n", count: 2_000))
      })
  }

  /// Long names fill libxml2's dictionary, and the next document finds it empty.
  @Test func manyLongNamesAreForgotten() throws {
    let parser = XMLParser(names: XMLNames(["a"]))
    var text = "<a>"
    for number in 0..<400 { text += "<n\(number)\(String(repeating: "n", count: 40_000))/>" }
    #expect(try eventLines(parser, pieces(Array((text + "</a>").utf8), of: 65_536)).problems.first?.code == .libraryLimit)
    #expect(try eventLines(parser, [Array("<a><invoice line='1'/></a>".utf8)[...]]).problems.isEmpty)
  }

  /// But for one byte, which tells an attachment from an empty element.
  @Test func discardedTextIsNotKept() throws {
    let base64 = String(repeating: "QUJD", count: 3_000_000)
    let bytes = Array("<a><b>\(base64)</b><c>kept</c></a>".utf8)
    let read = try eventLines([bytes[...]], discarding: ["b"])
    #expect(read.problems.isEmpty)
    #expect(read.lines == ["1 <a>", "1 <b>", "1 'Q'", "1 </b>", "1 <c>", "1 'kept'", "1 </c>", "1 </a>"])
    #expect(
      try eventLines([Array("<a><b>\n  </b></a>".utf8)[...]], discarding: ["b"]).lines == ["1 <a>", "1 <b>", "2 </b>", "2 </a>"])
    #expect(try firstCode(bytes) == .textSize)
    // A name that the reader does not list can be discarded too.
    #expect(try eventLines([bytes[...]], names: ["a", "c"], discarding: ["b"]).lines == read.lines)
  }

  @Test func linesAndOffsetsAreThoseOfTheFile() throws {
    let read = try eventLines([Array("<a>\n<b>".utf8)[...]], start: XMLStart(line: 100, byteOffset: 5000))
    #expect(read.lines == ["100 <a>", "101 <b>"])
    let problem = try #require(read.problems.first)
    #expect(problem.code == .truncated)
    #expect(problem.line == 101)
    #expect(problem.byteOffset == 5007)
    #expect(problem.message.contains("<b>") && problem.message.contains("101"))
  }

  /// The library keeps its error handlers by thread: parsers on several threads do not hear one another's problems.
  @Test func parsersOnSeveralThreads() async throws {
    let good = Array("<a>\(String(repeating: "<b c='1'>text</b>", count: 2000))</a>".utf8)
    let bad = Array("<a>\(String(repeating: "<b>&amp;</b>", count: 500))<b>\u{1}</b></a>".utf8)
    let expected = try eventLines([good[...]]).lines.count
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          let read = try eventLines([(number % 2 == 0 ? good : bad)[...]])
          #expect(read.problems.map(\.code) == (number % 2 == 0 ? [] : [.character]))
          if number % 2 == 0 { #expect(read.lines.count == expected) }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func whatDrainThrowsPasses() {
    struct Stop: Error {}
    let parser = XMLParser(names: XMLNames(["a"]))
    #expect(throws: Stop.self) { try parser.parse(Array("<a/>".utf8)[...]) { _ in throw Stop() } }
    #expect(throws: Never.self) { try parser.parse(Array("<a/>".utf8)[...]) { _ in } }
  }
}

@Suite struct AttributeTests {
  @Test func ampersandsInValues() throws {
    let read = try eventLines("<a b='&amp;&#38;&#x26;amp;&lt;&#38;#38;' c='a&amp;b' x=' 1\n2\t3&#10;4 '/>")
    #expect(read.lines.first == "2 <a b=&&&amp;<&#38; c=a&b x= 1 2 3\n4 >")
  }
}
