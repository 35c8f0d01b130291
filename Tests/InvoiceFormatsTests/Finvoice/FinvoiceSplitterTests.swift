import Receivables
import Testing

@testable import InvoiceFormats

/// Cutting a file into messages.
@Suite struct FinvoiceSplitterTests {
  static func parts(_ bytes: [UInt8], chunk: Int? = nil, limits: FinvoiceLimits = FinvoiceLimits()) throws -> [FinvoicePart] {
    let source: any ByteSource = chunk.map { ChunkedSource(bytes, size: $0) } ?? MemorySource(bytes)
    var splitter = FinvoiceSplitter(source, limits: limits)
    var parts: [FinvoicePart] = []
    while let part = try splitter.next() { parts.append(part) }
    return parts
  }

  static func parts(_ text: String) throws -> [FinvoicePart] { try parts(Array(text.utf8)) }

  static let message = "<Finvoice Version=\"3.0\"><A>1</A></Finvoice>"

  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var text: String
    /// Kind, text of the message, whether complete.
    var expected: [(kind: FinvoicePart.Kind, text: String, isComplete: Bool)]
    var testDescription: String { name }
  }

  static let frame = "<s:Envelope><s:Body/></s:Envelope>"

  static let cases: [Case] = [
    Case(name: "bare message", text: message, expected: [(.invoice, message, true)]),
    Case(
      name: "declaration belongs to the message", text: "<?xml version=\"1.0\"?>\n" + message,
      expected: [(.invoice, "<?xml version=\"1.0\"?>\n" + message, true)]),
    Case(
      name: "frame pairs with the next root", text: frame + "\n<?xml version=\"1.0\"?>" + message,
      expected: [(.invoice, "<?xml version=\"1.0\"?>" + message, true)]),
    Case(
      name: "frame with a declaration of its own", text: "<?xml version=\"1.0\"?>" + frame + message,
      expected: [(.invoice, message, true)]),
    Case(
      name: "two framed messages", text: frame + message + "\n" + frame + message,
      expected: [(.invoice, message, true), (.invoice, message, true)]),
    Case(
      name: "other roots begin with the same letters",
      text: "<FinvoiceAttachments><X/></FinvoiceAttachments><FinvoiceSenderInfo></FinvoiceSenderInfo><Finvoiceack/>" + message,
      expected: [
        (.otherMessage("FinvoiceAttachments"), "<FinvoiceAttachments><X/></FinvoiceAttachments>", true),
        (.otherMessage("FinvoiceSenderInfo"), "<FinvoiceSenderInfo></FinvoiceSenderInfo>", true),
        (.otherMessage("Finvoiceack"), "<Finvoiceack/>", true), (.invoice, message, true),
      ]),
    Case(
      name: "commented start and end tags do not count",
      text:
        "<!--<Finvoice Version=\"1.0\">--><Finvoice><!-- </Finvoice> --><A/><![CDATA[</Finvoice>]]><?x </Finvoice>?></Finvoice >",
      expected: [
        (
          .invoice,
          "<!--<Finvoice Version=\"1.0\">--><Finvoice><!-- </Finvoice> --><A/><![CDATA[</Finvoice>]]><?x </Finvoice>?></Finvoice >",
          true
        )
      ]),
    Case(
      name: "frame without a message, then a framed one", text: frame + frame + message,
      expected: [(.frameOnly, "", true), (.invoice, message, true)]),
    Case(name: "frame at the end", text: message + frame, expected: [(.invoice, message, true), (.frameOnly, "", true)]),
    Case(
      name: "message in the frame's body", text: "<s:Envelope><s:Body>" + message + "</s:Body></s:Envelope>" + message,
      expected: [(.invoice, message, true), (.invoice, message, true)]),
    Case(
      name: "cut short by the next declaration", text: "<Finvoice><A>1<?xml version=\"1.0\"?>" + message,
      expected: [(.invoice, "<Finvoice><A>1", false), (.invoice, "<?xml version=\"1.0\"?>" + message, true)]),
    Case(
      name: "cut short by the next root", text: "<Finvoice><A>1" + message,
      expected: [(.invoice, "<Finvoice><A>1", false), (.invoice, message, true)]),
    Case(
      name: "cut short inside a tag", text: "<Finvoice><A x=\"1<s:Envelope></s:Envelope>" + message,
      expected: [(.invoice, "<Finvoice><A x=\"1", false), (.invoice, message, true)]),
    Case(
      name: "cut short inside a comment", text: "<Finvoice><!-- a <Finvoice><!-- b --></Finvoice>" + message,
      expected: [
        (.invoice, "<Finvoice><!-- a ", false), (.invoice, "<Finvoice><!-- b --></Finvoice>", true), (.invoice, message, true),
      ]),
    Case(
      name: "cut short inside CDATA", text: "<Finvoice><![CDATA[ a <?xml version=\"1.0\"?><Finvoice><![CDATA[b]]></Finvoice>",
      expected: [
        (.invoice, "<Finvoice><![CDATA[ a ", false),
        (.invoice, "<?xml version=\"1.0\"?><Finvoice><![CDATA[b]]></Finvoice>", true),
      ]),
    Case(
      name: "ends in the middle", text: message + "<Finvoice><A>",
      expected: [(.invoice, message, true), (.invoice, "<Finvoice><A>", false)]),
    Case(
      name: "beginning lost", text: "1</A></Finvoice>\n" + message,
      expected: [(.stray, "1</A></Finvoice>\n", false), (.invoice, message, true)]),
    Case(
      name: "declaration without a document", text: message + "<?xml version=\"1.0\"?>",
      expected: [(.invoice, message, true), (.stray, "<?xml version=\"1.0\"?>", false)]),
    Case(name: "comments at the end say nothing", text: message + "\n<!-- end -->\n", expected: [(.invoice, message, true)]),
    Case(
      name: "prefixed roots", text: "<f:Finvoice xmlns:f=\"x\"><f:A/></f:Finvoice>",
      expected: [(.invoice, "<f:Finvoice xmlns:f=\"x\"><f:A/></f:Finvoice>", true)]),
    Case(
      name: "unknown root", text: "<Order><Order/><Order></Order></Order>" + message,
      expected: [(.unknownRoot("Order"), "<Order><Order/><Order></Order></Order>", true), (.invoice, message, true)]),
    Case(
      name: "DOCTYPE with a subset that names the root", text: "<!DOCTYPE Finvoice [<!ENTITY e \"<Finvoice>\">]>" + message,
      expected: [(.invoice, "<!DOCTYPE Finvoice [<!ENTITY e \"<Finvoice>\">]>" + message, true)]),
    Case(
      name: "greater-than signs in attributes", text: "<Finvoice a='>' b=\"/>\"></Finvoice>" + message,
      expected: [(.invoice, "<Finvoice a='>' b=\"/>\"></Finvoice>", true), (.invoice, message, true)]),
    Case(name: "nothing", text: " \n\t", expected: []),
    Case(
      name: "byte order marks between messages", text: "\u{FEFF}" + message + "\u{FEFF}\n" + message,
      expected: [(.invoice, message, true), (.invoice, message, true)]),
  ]

  @Test(arguments: cases)
  func cutsFiles(_ test: Case) throws {
    for chunk in [nil, 1, 7] as [Int?] {
      let parts = try Self.parts(Array(test.text.utf8), chunk: chunk)
      #expect(parts.map(\.kind) == test.expected.map(\.kind))
      #expect(parts.map { String(decoding: $0.bytes, as: UTF8.self) } == test.expected.map(\.text))
      #expect(parts.map { $0.kind == .frameOnly ? $0.isFrameComplete : $0.isComplete } == test.expected.map(\.isComplete))
    }
  }

  @Test func rangesAndLinesAreTheFiles() throws {
    for end in ["\n", "\r\n", "\r"] {
      let text =
        "<s:Envelope>\(end)</s:Envelope>\(end)<?xml version=\"1.0\"?>\(end)\(Self.message)\(end)\(end)<Finvoice>\(end)</Finvoice>"
      let bytes = Array(text.utf8)
      let parts = try Self.parts(bytes, chunk: 5)
      try #require(parts.count == 2)
      #expect(parts[0].line == 1)
      #expect(parts[0].messageLine == 3)
      #expect(parts[1].line == 6)
      #expect(bytes[parts[1].range].elementsEqual("<Finvoice>\(end)</Finvoice>".utf8))
      #expect(bytes[parts[0].range].starts(with: "<s:Envelope>".utf8))
      #expect(bytes[parts[0].range].reversed().starts(with: "</Finvoice>".utf8.reversed()))
    }
  }

  @Test func foreignAndOversizedMessagesAreNotKept() throws {
    var limits = FinvoiceLimits()
    limits.messageBytes = 20_000
    limits.keptBytes = 1000
    let filler = String(repeating: "<B>x</B>\n", count: 5000)
    let text = "<FinvoiceSenderInfo>\(filler)</FinvoiceSenderInfo>\n<Finvoice>\(filler)</Finvoice>\n" + Self.message
    let parts = try Self.parts(Array(text.utf8), chunk: 4096, limits: limits)
    #expect(parts.map(\.kind) == [.otherMessage("FinvoiceSenderInfo"), .invoice, .invoice])
    #expect(parts.map(\.isTooLarge) == [false, true, false])
    #expect(parts[0].bytes.count <= 1000 + 4096 && parts[1].bytes.count <= 1000 + 4096)
    #expect(parts.map(\.line) == [1, 5002, 10_003])
    let bytes = Array(text.utf8)
    #expect(bytes[parts[2].range].elementsEqual(Self.message.utf8))
    #expect(parts[1].range.count == filler.utf8.count + 21)
  }

  /// A source far larger than memory should hold: one message of it is in memory at a time.
  final class Endless: ByteSource {
    private let piece: [UInt8]
    private var left: Int
    private(set) var given = 0
    init(_ piece: String, times: Int) {
      self.piece = Array(piece.utf8)
      left = times
    }
    func next() -> ArraySlice<UInt8> {
      guard left > 0 else { return [] }
      left -= 1
      given += piece.count
      return piece[...]
    }
  }

  @Test func pullsOnlyWhatItNeeds() throws {
    let source = Endless(String(repeating: Self.message, count: 100), times: 1000)
    var splitter = FinvoiceSplitter(source)
    for _ in 0..<50 { _ = try splitter.next() }
    #expect(source.given <= 2 * Self.message.utf8.count * 100)
  }

  /// Blanks are no message, however many stand behind a comment, and memory holds few of them.
  @Test func blanksBehindACommentAreForgotten() throws {
    var limits = FinvoiceLimits()
    limits.messageBytes = 10_000
    limits.tagBytes = 1000
    let text =
      Self.message + "<!-- a -->" + String(repeating: " \n", count: 50_000) + Self.message + "<!-- b -->"
      + String(repeating: "\n", count: 100_000)
    let parts = try Self.parts(Array(text.utf8), chunk: 512, limits: limits)
    #expect(parts.map(\.kind) == [.invoice, .invoice])
    #expect(parts.map(\.line) == [1, 50_001])
    #expect(parts.map(\.bytes.count).max() ?? 0 < 20_000)
  }

  @Test(arguments: ["x", " ", "<", "<!-- a -->", "<?a b?>", "&", "</a>"])
  func rubbishIsBounded(_ piece: String) throws {
    var limits = FinvoiceLimits()
    limits.messageBytes = 10_000
    limits.tagBytes = 4096
    limits.constructBytes = 4096
    let source = Endless(String(repeating: piece, count: 1000), times: 40)
    var splitter = FinvoiceSplitter(source, limits: limits)
    var previous = 0
    while let part = try splitter.next() {
      #expect(part.range.count <= 40_000)
      #expect(part.range.lowerBound >= previous)
      previous = part.range.upperBound
      #expect(part.kind == .stray)
    }
  }
}
