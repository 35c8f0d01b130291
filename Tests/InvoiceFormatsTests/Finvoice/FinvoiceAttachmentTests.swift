import InvoiceRules
import Receivables
import Testing

@testable import InvoiceFormats

/// Attachment messages: no receivables, never refused, and looked into.
@Suite struct FinvoiceAttachmentTests {
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
    ),
  ])
  func hashes(_ text: String, _ expected: String) {
    #expect(SHA1.hexadecimal(Array(text.utf8)) == expected)
  }

  /// The million letters of FIPS 180, and every length around a block's end against its neighbours.
  @Test func longHashes() {
    #expect(
      SHA1.hexadecimal([UInt8](repeating: 0x61, count: 1_000_000)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    let hashes = (0...130).map { SHA1.hexadecimal([UInt8](repeating: 0x61, count: $0)) }
    #expect(Set(hashes).count == 131)
    #expect(hashes.allSatisfy { $0.utf8.count == 40 })
  }

  static let content = "bGlpdGU=\nbGlpdGU="
  static let plain = content.replacing("\n", with: "")

  static func message(
    id: String = "A1::attachments", reference: String = "A1", identifier: String? = nil, content: String = content,
    hash: String = SHA1.hexadecimal(Array(plain.utf8)), files: Int = 1
  ) -> String {
    let file = """
      <AttachmentDetails>
      <AttachmentIdentifier>\(identifier ?? id + "::" + hash)</AttachmentIdentifier>
      <AttachmentContent>\(content)</AttachmentContent>
      <AttachmentName>liite.pdf</AttachmentName>
      <AttachmentMimeType>application/pdf</AttachmentMimeType>
      <AttachmentSecureHash>\(hash)</AttachmentSecureHash>
      </AttachmentDetails>

      """
    return """
      <FinvoiceAttachments Version="1.0"><MessageTransmissionDetails><MessageDetails>
      <MessageIdentifier>\(id)</MessageIdentifier>
      <RefToMessageIdentifier>\(reference)</RefToMessageIdentifier>
      </MessageDetails></MessageTransmissionDetails>
      \(String(repeating: file, count: files))</FinvoiceAttachments>

      """
  }

  private func read(_ text: String) throws -> ReadInvoice {
    let read = try readOne(text)
    #expect(read.message.outcome == .notForUs("attachments of an invoice"))
    #expect(!read.message.mayReduceClaims)
    #expect(read.message.findings.allSatisfy { $0.severity < .error })
    return read
  }

  /// Line breaks inside the text may count or not.
  @Test(arguments: [plain, content, "\n" + content + "\n", content.replacing("\n", with: "\r\n")])
  func soundOnesAreSilent(_ hashed: String) throws {
    let text = hashed == Self.plain ? Self.content : hashed.replacing("\r", with: "")
    let read = try read(Self.message(content: text, hash: SHA1.hexadecimal(Array(hashed.utf8))))
    #expect(read.message.findings.isEmpty, "\(read.message.findings)")
  }

  @Test func anotherFileIsFound() throws {
    let wrong = SHA1.hexadecimal(Array("x".utf8))
    let finding = try #require(try read(Self.message(hash: wrong)).finding("FINVOICE-ATTACH-03"))
    #expect(finding.severity == .warning)
    #expect(finding.values == Finding.Values(expected: SHA1.hexadecimal(Array(Self.plain.utf8)), found: wrong))
    #expect(finding.place.path == "/FinvoiceAttachments/AttachmentDetails/AttachmentSecureHash")
    #expect(finding.place.line == 11)
  }

  @Test func namesAreFound() throws {
    #expect(try read(Self.message(identifier: "liite.pdf")).finding("FINVOICE-ATTACH-04")?.place.line == 6)
    #expect(try read(Self.message(id: "A1")).businessRules == ["FINVOICE-ATTACH-01"])
    let other = try read(Self.message(reference: "B2"))
    #expect(other.finding("FINVOICE-ATTACH-02")?.values == Finding.Values(expected: "B2::attachments", found: "A1::attachments"))
  }

  @Test func limitsAreKept() throws {
    #expect(try read(Self.message(files: 10)).message.findings.isEmpty)
    #expect(try read(Self.message(files: 11)).finding("FINVOICE-ATTACH-05")?.values?.found == "11 files")
    var facts = FinvoiceAttachmentFacts()
    facts.files = [FinvoiceAttachmentFacts.File(), FinvoiceAttachmentFacts.File()]
    facts.files[0].size = 1_048_575
    for (second, found) in [(1, nil), (2, "1048577 bytes")] {
      facts.files[1].size = second
      #expect(FinvoiceAttachmentRules.check(facts).first?.values?.found == found)
    }
  }

  @Test(arguments: [("QUFB", 3), ("QUE=", 2), ("QQ==", 1), ("", 0)])
  func sizesAreThoseBeforeEncoding(_ content: String, _ size: Int) {
    #expect(FinvoiceAttachmentReader.file(Array(content.utf8)[...]).size == size)
  }

  @Test func whatIsTooLargeIsNotHeld() throws {
    var limits = FinvoiceLimits()
    limits.attachmentBytes = 100_000
    let text = Self.message(content: String(repeating: "QUFB", count: 50_000)) + RuledMessage.sample().text
    for chunk in [nil, 1000, 65_536] {
      let read = try readFinvoice(Array(text.utf8), limits: limits, chunk: chunk)
      try #require(read.count == 2)
      #expect(read[0].part.bytes.count <= limits.keptBytes)
      #expect(read[0].businessRules == ["FINVOICE-ATTACH-05"])
      #expect(read[1].document != nil)
    }
  }

  /// The guideline's own example misspells a closing tag: that is said, and nothing is refused.
  @Test func whatDoesNotParseIsSaid() throws {
    let read = try read(Self.message().replacing("</AttachmentName>", with: "</AttachmentNme>"))
    #expect(read.message.findings.count == 1)
    #expect(read.message.findings.first?.rule.hasPrefix("xml.") ?? false)
    #expect(read.message.findings.first?.severity == .warning)
  }
}
