import Foundation
import Receivables
import Testing

@testable import Exchange

/// What is shown of a source beside a finding: the right place, nothing that it should not show, and never more than fits.
@Suite struct SourceExcerptTests {
  private static func excerpts(
    _ text: String, _ places: [Finding.Place], format: String = "ubl-2.1-invoice", start: (line: Int?, offset: Int)? = nil
  ) throws -> [SourceExcerpt?] {
    try excerpts(bytes: Array(text.utf8), places, format: format, start: start)
  }

  private static func excerpts(
    bytes: [UInt8], _ places: [Finding.Place], format: String = "ubl-2.1-invoice", start: (line: Int?, offset: Int)? = nil
  ) throws -> [SourceExcerpt?] {
    let bench = try InspectionBench(isExchange: false)
    try Data(bytes).write(to: bench.folder.appendingPathComponent("a.xml"))
    return source(bench).excerpts(of: places.map { Finding("x", .error, "x", place: $0) }, format: format, start: start)
  }

  private static func source(_ bench: InspectionBench, _ name: String = "a.xml") -> SourceExcerpts {
    let input = InspectionInput(path: DiskPath(Array(bench.path(name).utf8)), shown: name, state: .file(size: 0))
    return SourceExcerpts(status: try? InspectionSource.openFile(input).1) { try InspectionSource.openFile(input) }
  }

  private static func place(_ path: String, _ line: Int? = nil) -> Finding.Place { Finding.Place(line: line, path: path) }

  /// `before[marked]after`
  private static func shown(_ excerpt: SourceExcerpt?) -> String? {
    excerpt.map { "\($0.line):\($0.column ?? 0) \($0.before)[\($0.marked)]\($0.after)" }
  }

  // MARK: The right place

  private static let lines = [
    "<cbc:ID>1</cbc:ID>", "  <cbc:ID  schemeID = \"0088\" x='>'>  a b </cbc:ID>  ", "<cbc:ID/>", "<cbc:ID schemeID='1'/>",
    "<cbc:ID>",
    "<cbc:ID schemeID=\"2\">", "<cbc:ID></cbc:ID>", "<cbc:ID> </cbc:ID>", "<cbc:ID>1</cbc:ID><cbc:ID>2</cbc:ID>",
    "<q:ID>1</q:ID >",
    "<cac:A><cbc:ID>1</cbc:ID></cac:A>", "<!-- --><cbc:ID>1</cbc:ID>", "<cbc:ID>1<!-- --></cbc:ID>", "<cbc:ID>1</cbc:ID><!-- -->",
    "x='1'>1</cbc:ID>", "</cbc:ID>", "<cbc:ID>1</cbc:IDs>", "<cbc:ID>1", "<cbc:IDs>1</cbc:IDs>", "", "<", "<>", "<cbc:ID", "text",
    "<![CDATA[<cbc:ID>1</cbc:ID>]]>", "<cbc:ID><![CDATA[1]]></cbc:ID>", "<cbc:ID a:schemeID=\"3\" b='4'>1</cbc:ID>",
  ]

  /// What a line alone tells is what following the path from the root tells.
  @Test(arguments: lines, ["/Invoice/cbc:ID", "/Invoice/cbc:ID[1]", "/Invoice/cbc:ID/@schemeID", "/Invoice/cac:A"])
  func aLineAloneTellsTheSame(_ line: String, _ path: String) {
    let head = "<Invoice>\n"
    guard let alone = XMLLine(Array(line.utf8)[...], offset: head.utf8.count, number: 2).element(path) else { return }
    let wanted = [XMLPlaces.Wanted(path: path, line: 2)]
    var places = XMLPlaces(wanted)
    places.begin(at: 0, line: 1)
    _ = places.take(Array((head + line + "\n</Invoice>\n").utf8)[...])
    guard case .element(let found) = places.places(wanted)[0] else {
      Issue.record("the path leads to no one element, the line to bytes \(alone.start) to \(alone.end)")
      return
    }
    #expect(alone == found)
  }

  @Test func mostLinesNeedNoPath() {
    let found = Self.lines.filter { XMLLine(Array($0.utf8)[...], offset: 0, number: 1).element("/Invoice/cbc:ID") != nil }
    #expect(found.count == 10, "\(found)")
  }

  private static let invoice = """
    <?xml version="1.0"?>
    <Invoice xmlns:cac="a" xmlns:cbc="b">
      <!-- <cbc:ID>not this</cbc:ID> -->
      <cbc:ID>1</cbc:ID>
      <cbc:Note><![CDATA[</cbc:Note>]]></cbc:Note>
      <cac:InvoiceLine><cbc:ID>10</cbc:ID><cbc:Amount currencyID='EUR'>1.00</cbc:Amount></cac:InvoiceLine><cac:InvoiceLine><cbc:ID>20</cbc:ID><cbc:Amount currencyID="SEK">2.00</cbc:Amount></cac:InvoiceLine>
      <cac:Total
        kind="a > b"><cbc:Payable/></cac:Total>
    </Invoice>
    """

  @Test(
    arguments: [
      ("/Invoice/cbc:ID", 4, 11, "1"), ("/Invoice/cac:InvoiceLine[2]/cbc:Amount", 6, nil, "2.00"),
      ("/Invoice/cac:InvoiceLine[2]/cbc:Amount/@currencyID", 6, nil, "SEK"),
      ("/Invoice/cac:InvoiceLine[1]/cbc:Amount/@currencyID", 6, nil, "EUR"),
      ("/Invoice/cac:Total/cbc:Payable", 8, 18, "<cbc:Payable/>"), ("/Invoice/cac:Total/@kind", 8, 11, "a > b"),
      ("/Invoice/cac:Total/cbc:Missing", 8, 5, "kind=\"a > b\">"), ("/Invoice/cac:Total", nil, 5, "kind=\"a > b\">"),
      ("/Invoice/x:Total/x:Payable", nil, 18, "<cbc:Payable/>"), ("/Invoice/cbc:Note", 5, 3, "<cbc:Note>"),
    ] as [(String, Int?, Int?, String)])
  func elementsAreFoundByTheirPaths(_ path: String, _ line: Int?, _ column: Int?, _ marked: String) throws {
    let excerpt = try #require(try Self.excerpts(Self.invoice, [Self.place(path, line)])[0])
    #expect(excerpt.marked == marked)
    if let column { #expect(excerpt.column == column) }
  }

  /// A finding on something that is not there may have the line of the message; what would be around it is shown.
  @Test func whatIsMissingIsShownWhereItWouldBe() throws {
    let excerpts = try Self.excerpts(
      Self.invoice, [Self.place("/Invoice/cac:Total/cbc:Missing", 1), Self.place("/Invoice/cac:InvoiceLine[2]/cbc:Missing", 4)])
    #expect(excerpts[0]?.line == 8)
    #expect(excerpts[1]?.line == 6 && excerpts[1]?.marked == "<cac:InvoiceLine>")
    let finding = Finding("x", .error, "x", place: Self.place("/Invoice/cac:Total/cbc:Missing", 1))
    var text = TextBuilder()
    FindingText.add([finding], [excerpts[0]], file: "f", to: &text)
    #expect(text.text.hasPrefix("f:8:5: "))
  }

  @Test func whatIsThereTwiceIsNotMarked() throws {
    let excerpts = try Self.excerpts(
      Self.invoice,
      [
        Self.place("/Invoice/cac:InvoiceLine/cbc:Amount", 6), Self.place("/Invoice", 2), Self.place("/Invoice/cbc:No", 4),
        Self.place("/Invoice/cbc:No", 2),
      ])
    #expect(excerpts[0]?.marked == "")
    #expect(excerpts[0]?.column == nil)
    // The root stands for the whole document, and what is missing in it is nowhere.
    #expect(excerpts[1] == nil)
    #expect(excerpts[2] == nil)
    #expect(excerpts[3] == nil)
  }

  @Test func anEnvelopeAroundADocumentDoesNotHideIt() throws {
    let wrapped =
      "<Envelope>\n<Header><Invoice2/></Header>" + Self.invoice.split(separator: "\n").dropFirst().joined(separator: "\n")
      + "</Envelope>"
    let excerpt = try Self.excerpts(wrapped, [Self.place("/Invoice/cac:InvoiceLine[1]/cbc:ID")])[0]
    #expect(excerpt?.marked == "10")
  }

  @Test func aMessageIsFoundWhereItBegins() throws {
    let message = "<F><A>1</A></F>"
    let text = "\n" + message + message + "\n" + message
    let offset = 1 + message.utf8.count
    #expect(try Self.excerpts(text, [Self.place("/F/A", 2)])[0]?.marked == "1")
    let second = try Self.excerpts(text, [Self.place("/F/A")], start: (nil, offset))[0]
    #expect(second?.line == 2 && second?.column == offset + 6)
    let third = try Self.excerpts(text, [Self.place("/F/A", 3)])[0]
    #expect(third?.line == 3 && third?.marked == "1")
  }

  @Test func columnsAreCharactersAndBytesAreBytes() throws {
    let text = "eka\r\nÄÖ;b;cc\r\n"
    let field = try Self.excerpts(text, [Finding.Place(line: 2, column: 3, byteOffset: 12)], format: "csv")[0]
    #expect(Self.shown(field) == "2:6 ÄÖ;b;[cc]")
    let offset = try Self.excerpts(text, [Finding.Place(line: 2, column: 9, byteOffset: 9)])[0]
    #expect(Self.shown(offset) == "2:3 ÄÖ[;]b;cc")
    // Bytes that are no UTF-8 are shown as Latin-1.
    let latin = try Self.excerpts(bytes: [0xC4, 0x3B, 0xE4], [Finding.Place(line: 1, column: 3)], format: "ktl")[0]
    #expect(latin?.text == "Ä;ä")
  }

  @Test func thereAreNoLinesBehindTheLast() throws {
    #expect(
      try Self.excerpts("a\nb", [Finding.Place(line: 3), Finding.Place(line: 99, column: 4), Finding.Place()]) == [nil, nil, nil])
    #expect(try Self.excerpts(bytes: Array("<a>".utf16.flatMap { [UInt8($0 & 0xFF), 0] }), [Finding.Place(line: 1)]) == [nil])
    let end = try Self.excerpts("<a><b>", [Finding.Place(line: 1, column: 7, byteOffset: 6)])[0]
    #expect(Self.shown(end) == "1:7 <a><b>[ ]")
  }

  // MARK: Nothing that it should not show

  @Test(arguments: [
    "<B><Note>Tilaaja 010180-9015, Oulu</Note></B>", "<B><Note>Tilaaja &#48;10180&#x2D;9015, Oulu</Note></B>",
    "<B><Note>kund 800101-9812</Note></B>",
  ]) func identityCodesAreMasked(_ text: String) throws {
    let excerpt = try #require(try Self.excerpts(text, [Self.place("/B/Note", 1)])[0])
    #expect(excerpt.marked.contains("[identity code]"))
    #expect(!excerpt.text.contains("9015") && !excerpt.text.contains("9812"), "\(excerpt.text)")
  }

  /// Wherever the cut falls, no part of a code is left.
  @Test func aCutDoesNotUncoverACode() throws {
    for filler in 80...160 {
      let text = String(repeating: "x ", count: filler) + "010180-9015" + String(repeating: " y", count: 200)
      for column in [1, filler, 2 * filler - 60, 2 * filler + 5, 2 * filler + 60] {
        let excerpt = try #require(try Self.excerpts(text, [Finding.Place(line: 1, column: column)])[0])
        #expect(excerpt.text.allSatisfy { !$0.isNumber }, "\(excerpt.text)")
        #expect(excerpt.text.count <= SourceExcerpt.width)
      }
    }
  }

  @Test func nothingThatATerminalObeys() throws {
    let text = "<B><Note>\u{1B}[31mred\u{202E}\u{9B}\u{8}</Note></B>"
    let excerpt = try #require(try Self.excerpts(text, [Self.place("/B/Note", 1)])[0])
    #expect(excerpt.marked == "\\u{1B}[31mred\\u{202E}\\u{9B}\\u{8}")
  }

  // MARK: No more than fits

  @Test func longLinesAreCutAroundWhatIsMeant() throws {
    let rows = (1...40_000).map { "<Row><Id>\($0)</Id><Text>ÄÄÄÄ</Text></Row>" }.joined()
    let text = "<F>" + rows + "</F>"
    let numbers = [1, 2, 3_000, 39_999, 40_000]
    let excerpts = try Self.excerpts(text, numbers.map { Self.place("/F/Row[\($0)]/Id", 1) })
    for (number, excerpt) in zip(numbers, excerpts) {
      #expect(excerpt?.marked == "\(number)")
      #expect(excerpt.map { (60...SourceExcerpt.width).contains($0.text.count) } ?? false, "\(excerpt?.text ?? "nothing")")
    }
    // A value longer than a line is shown from its beginning; a long line without a place is not shown.
    let long = try Self.excerpts(
      "<F><A>" + String(repeating: "z", count: 100_000) + "</A></F>", [Self.place("/F/A", 1), Finding.Place(line: 1)])
    #expect(long[0]?.marked.count ?? 0 > 80)
    #expect(long[0]?.text.count ?? 0 <= SourceExcerpt.width)
    #expect(long[1] == nil)
  }

  /// Each line of a large file, backwards and forwards, without looking for all of them from the beginning.
  @Test func manyFindings() throws {
    let lines = (1...60_000).map { "row \($0) \(String(repeating: "-", count: $0 % 90))." }
    let numbers = Array(stride(from: 59_990, to: 0, by: -61)) + Array(stride(from: 1, to: 60_000, by: 67))
    let excerpts = try Self.excerpts(
      lines.joined(separator: "\n"), numbers.map { Finding.Place(line: $0, column: 5) }, format: "ktl")
    for (number, excerpt) in zip(numbers, excerpts) {
      #expect(excerpt?.text == lines[number - 1], "\(number)")
      #expect(excerpt?.marked == String(lines[number - 1].dropFirst(4).prefix(1)))
    }
  }

  // MARK: The file that was read

  @Test func aFileThatChangedIsNotShown() throws {
    let bench = try InspectionBench([("a.xml", "<F>\n<A>1</A></F>")], isExchange: false)
    let source = Self.source(bench)
    let finding = Finding("x", .error, "x", place: Self.place("/F/A", 2))
    try bench.add("a.xml", "<F>\n<A>2</A></F> ")
    #expect(source.excerpts(of: [finding], format: "xml") == [nil])
    let open = Self.source(bench)
    #expect(open.excerpts(of: [finding], format: "xml")[0]?.marked == "2")
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: bench.path("a.xml")))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data("\n".utf8))
    #expect(open.excerpts(of: [finding], format: "xml") == [nil])
    try FileManager.default.removeItem(atPath: bench.path("a.xml"))
    #expect(Self.source(bench).excerpts(of: [finding], format: "xml") == [nil])
  }

  /// Tags that never end, wrong nesting, brackets everywhere: some answer, and soon.
  @Test func damagedXMLIsWalkedWithoutHarm() throws {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "<", ">", "/", "<a>", "</a>", "<!--", "-->", "<![CDATA[", "]]>", "\"", "'", "=", "x", "\n", "<a b='1'/>", "<?", "&#", ";",
    ]
    for _ in 0..<300 {
      let text = "<a>" + (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let places =
        (1...4).map { Self.place("/a/a[2]/@b", $0) } + [Self.place("/a/a"), Finding.Place(line: 2, column: 7, byteOffset: 9)]
      #expect(try Self.excerpts(text, places).count == places.count)
    }
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(try Self.excerpts(deep, [Self.place("/a/b", 1)]).count == 1)
  }
}
