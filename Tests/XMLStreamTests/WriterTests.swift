import Testing
import XMLStream

@Suite struct WriterTests {
  private func written(
    _ encoding: XMLWriter.Encoding = .utf8, _ layout: XMLWriter.Layout = .indented, _ body: (XMLWriter) -> Void
  ) throws
    -> [UInt8]
  {
    let writer = XMLWriter(encoding: encoding, layout: layout)
    body(writer)
    return try writer.finish()
  }

  @Test func indented() throws {
    let bytes = try written { xml in
      xml.element("a", [("xmlns", "urn:n"), ("xmlns:p", "urn:p"), ("q", "\"1\" & <2>\n")]) {
        xml.element("p:b", "R & D <ä> ]]> \"quoted\" 'too'\r\n")
        xml.element(ifPresent: "none", nil)
        xml.element(ifPresent: "none", "")
        xml.element("c") {}
      }
    }
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <a xmlns="urn:n" xmlns:p="urn:p" q="&quot;1&quot; &amp; &lt;2&gt;&#10;">
          <p:b>R &amp; D &lt;ä&gt; ]]&gt; &quot;quoted&quot; 'too'&#13;
        </p:b>
          <c/>
        </a>

        """)
  }

  /// What was written is read back as it was given, whatever characters it holds.
  @Test(arguments: [XMLWriter.Encoding.utf8, .latin1]) func readsBack(encoding: XMLWriter.Encoding) throws {
    let value = "ä€😀 <&>\"'\t\u{A0}\u{85}\u{2028}]]>"
    let bytes = try written(encoding, .compact) { xml in
      xml.start("a", [("x", value)])
      xml.text(value)
      xml.end()
    }
    let read = try eventLines([bytes[...]])
    #expect(read.problems.isEmpty)
    #expect(read.lines.dropLast().last == "2 '\(value)'")
    #expect(read.lines.first == "2 <a x=\(value)>")
    if encoding == .latin1 { #expect(bytes.allSatisfy { $0 != 0xC3 } && bytes.contains(0xE4)) }
    let again = try written(encoding, .compact) { xml in xml.element("a", value, [("x", value)]) }
    #expect(bytes == again)
  }

  @Test func whatXMLCannotHoldIsAnError() {
    #expect(throws: XMLWriterError.forbiddenCharacter(1, element: "a")) { try written { $0.element("a", "x\u{1}y") } }
    #expect(throws: XMLWriterError.forbiddenCharacter(0, element: "a")) { try written { $0.element("a", "x\0y") } }
    #expect(throws: XMLWriterError.forbiddenCharacter(0xFFFE, element: "a")) {
      try written { $0.element("a", "t", [("b", "\u{FFFE}")]) }
    }
    #expect(throws: XMLWriterError.invalidName("1a")) { try written { $0.element("1a", "x") } }
    #expect(throws: XMLWriterError.invalidName("a b")) { try written { $0.element("a", "x", [("a b", "")]) } }
    #expect(throws: XMLWriterError.unbalanced) { try written { $0.start("a") } }
    #expect(throws: XMLWriterError.unbalanced) { try written { $0.end() } }
    #expect(throws: XMLWriterError.unbalanced) { try written { _ in } }
    #expect(throws: XMLWriterError.unbalanced) {
      try written {
        $0.element("a", "")
        $0.element("a", "")
      }
    }
  }
}
