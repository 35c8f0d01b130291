import Receivables
import Testing

@testable import InvoiceFormats

/// Which encoding a message is in, and that it is read so.
@Suite struct FinvoiceEncodingTests {
  static func bytes(_ label: String?, _ name: [UInt8]) -> [UInt8] {
    let declaration = label.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? ""
    let text = SampleMessage {
      $0.declaration = declaration + "\n"
      $0.buyerParty = "<BuyerOrganisationName>@</BuyerOrganisationName>"
      $0.rows = ""
    }.text
    return Array(text.utf8).flatMap { $0 == 0x40 ? name : [$0] }
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var label: String?
    var bytes: [UInt8]
    var name: String
    var rule: String?
    var testDescription: String { (label ?? "none") + " " + name }
  }

  static let cases: [Case] = [
    Case(label: "UTF-8", bytes: Array("Mäkelä".utf8), name: "Mäkelä", rule: nil),
    Case(label: nil, bytes: Array("Mäkelä".utf8), name: "Mäkelä", rule: nil),
    Case(label: "ISO-8859-15", bytes: [0x4D, 0xE4, 0x6B, 0x69, 0xA8], name: "Mäkiš", rule: nil),
    Case(label: "iso-8859-15", bytes: [0xA4, 0xA6, 0xA8, 0xB4, 0xB8, 0xBC, 0xBD, 0xBE], name: "€ŠšŽžŒœŸ", rule: nil),
    Case(label: "ISO-8859-1", bytes: [0x4D, 0xE4, 0x6B, 0x69, 0xBD], name: "Mäki½", rule: nil),
    Case(label: "ISO-8859-1", bytes: [0x31, 0x30, 0x20, 0xA4], name: "10 €", rule: "finvoice.encoding-euro"),
    Case(label: "ISO-8859-1", bytes: [0x78, 0xA4, 0x78], name: "x¤x", rule: nil),
    Case(label: "ISO-8859-15", bytes: Array("Mäkelä".utf8), name: "Mäkelä", rule: "finvoice.encoding-label"),
    Case(label: "ISO-8859-1", bytes: Array("Åbo €".utf8), name: "Åbo €", rule: "finvoice.encoding-label"),
    Case(label: "UTF-8", bytes: [0x4D, 0xE4, 0x6B, 0x69], name: "Mäki", rule: "finvoice.encoding-label"),
    Case(label: nil, bytes: [0x4D, 0xE4, 0x6B, 0x69, 0xA4], name: "Mäki€", rule: "finvoice.encoding-undeclared"),
    Case(label: "windows-1252", bytes: [0x80, 0x96, 0xE4], name: "€–ä", rule: nil),
    Case(label: "ISO-8859-15", bytes: [0x96, 0xE4], name: "–ä", rule: "finvoice.encoding-windows"),
    Case(label: "KOI-7", bytes: Array("plain".utf8), name: "plain", rule: "finvoice.encoding-unknown"),
    Case(label: "KOI8-R", bytes: Array("Mäki".utf8), name: "Mäki", rule: "finvoice.encoding-unknown"),
  ]

  @Test(arguments: cases)
  func readsNames(_ test: Case) throws {
    let read = try readFinvoice(Self.bytes(test.label, test.bytes))
    try #require(read.count == 1)
    #expect(read[0].document?.buyer.name == test.name)
    #expect(read[0].rules.filter { $0.hasPrefix("finvoice.encoding") } == (test.rule.map { [$0] } ?? []))
  }

  @Test(
    arguments: [
      ("UTF-8", [0xC3, 0xA4, 0xE4], "finvoice.encoding-mixed"), ("ISO-8859-15", [0xC3, 0xA4, 0xE4], "finvoice.encoding-mixed"),
      ("KOI8-R", [0xE4], "finvoice.encoding-unknown"), ("ISO-8859-1", [0xE4, 0x81], "finvoice.encoding-mixed"),
    ] as [(String, [UInt8], String)])
  func refusesWhatNoEncodingReads(_ label: String, _ name: [UInt8], _ rule: String) throws {
    let bytes = Self.bytes(label, name)
    let read = try readFinvoice(bytes)
    try #require(read.count == 1)
    #expect(read[0].message.outcome == .refused)
    #expect(read[0].errors == [rule])
    let offset = try #require(read[0].message.findings.first?.place.byteOffset)
    #expect(bytes[offset] >= 0x80)
    #expect(read[0].message.hint.seller?.legalID?.value == "9000020-6")
    #expect(read[0].message.hint.seller?.name == nil)
  }

  @Test func frameAndMessageMayBeLabelledDifferently() throws {
    let frame = Array(("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>" + SampleMessage.frame).utf8) + []
    let latin = Self.bytes("ISO-8859-15", [0xE4])
    let utf8 = Self.bytes("UTF-8", Array("ä".utf8))
    let read = try readFinvoice(frame + utf8 + frame + latin)
    #expect(read.map(\.document?.buyer.name) == ["ä", "ä"])
    #expect(read.allSatisfy { $0.rules.isEmpty || !$0.rules.contains { $0.hasPrefix("finvoice.encoding") } })
  }

  @Test(arguments: [true, false])
  func utf16WithItsMark(_ isLittleEndian: Bool) throws {
    let one = SampleMessage { $0.declaration = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" }.text
    let text = "\u{FEFF}" + one + one.replacing("Esimerkkikauppa", with: "Mäki 𝄞")
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittleEndian ? pair.reversed() : pair
    }
    for chunk in [nil, 1, 3] as [Int?] {
      let read = try readFinvoice(bytes, chunk: chunk)
      try #require(read.count == 2)
      #expect(read[1].document?.buyer.name == "Mäki 𝄞 Oy")
      #expect(read[0].rules.isEmpty)
      let range = try #require(read[1].message.bytes)
      let cut = String(
        decoding: stride(from: range.lowerBound, to: range.upperBound, by: 2).map { index in
          isLittleEndian
            ? UInt16(bytes[index + 1]) << 8 | UInt16(bytes[index]) : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
        }, as: UTF16.self)
      #expect(cut.hasPrefix("<?xml") && cut.hasSuffix("</Finvoice>"))
    }
  }

  @Test func brokenUTF16IsRefused() throws {
    let one = SampleMessage { $0.typeText = "@" }.text
    let bytes =
      [0xFF, 0xFE]
      + one.utf16.flatMap { unit -> [UInt8] in unit == 0x40 ? [0x00, 0xD8] : [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let read = try readFinvoice(bytes)
    #expect(read.map(\.message.outcome) == [.refused])
  }

  @Test func bareAmpersandsAreTheCharacter() throws {
    let read = try readOne(
      SampleMessage {
        $0.buyerParty =
          "<BuyerOrganisationName>Malli & Pojat &amp; Co &#38; Ä&O; <![CDATA[& a]]></BuyerOrganisationName><!-- & -->"
      }.text.replacing("&O;", with: "&O "))
    #expect(read.document?.buyer.name == "Malli & Pojat & Co & Ä&O  & a")
    let finding = try #require(read.message.findings.first { $0.rule == "finvoice.bare-ampersand" })
    #expect(finding.message.contains(" 2."))
    #expect(finding.place.line == 6)
  }

  @Test func undeclaredEntitiesAreRefused() throws {
    for text in ["&nbsp;", "&auml;"] {
      let read = try readOne(SampleMessage { $0.typeText = text }.text)
      #expect(read.message.outcome == .refused)
      #expect(read.message.hint.seller?.legalID?.value == "9000020-6")
    }
    let internalSubset = SampleMessage { $0.declaration = "<!DOCTYPE Finvoice [<!ENTITY e \"x\">]>" }
    #expect(try readOne(internalSubset.text).errors == ["xml.entity"])
    let external = SampleMessage { $0.declaration = "<!DOCTYPE Finvoice SYSTEM \"Finvoice.dtd\">" }
    #expect(try readOne(external.text).document != nil)
  }

  @Test func bareReturnsAreLineEnds() throws {
    let text = SampleMessage { $0.dueDate = "<EpiDateOptionDate Format=\"CCYYMMDD\">20261328</EpiDateOptionDate>" }.text
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let expected = try #require(lines.firstIndex { $0.contains("EpiDateOptionDate") }) + 1
    for end in ["\n", "\r\n", "\r"] {
      let read = try readOne(text.replacing("\n", with: end))
      #expect(read.message.findings.first { $0.rule == "finvoice.date-malformed" }?.place.line == expected)
    }
  }
}
