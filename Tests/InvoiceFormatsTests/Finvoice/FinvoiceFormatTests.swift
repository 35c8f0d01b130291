import Foundation
import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

/// Whole files: detection, neighbours, refusals, and what damage must never do.
@Suite struct FinvoiceFormatTests {
  static func head(_ text: String) -> FileHead {
    FileHead(name: "x", bytes: Array(Array(text.utf8).prefix(65_536)), size: text.utf8.count)
  }

  @Test(arguments: [
    ("<Finvoice/>", true), ("\u{FEFF}<?xml version=\"1.0\"?>\n<!-- <Invoice> --><?x y?><Finvoice Version=\"1.0\">", true),
    ("<!DOCTYPE Finvoice SYSTEM \"Finvoice.dtd\"><Finvoice>", true), ("<f:Finvoice xmlns:f=\"x\">", true),
    ("<FinvoiceAttachments>", true), ("<FinvoiceSenderInfo>", true), ("<ReceiverProposal>", true), (SampleMessage.frame, true),
    ("<s:Envelope><s:Body/></s:Envelope>", false), ("<s:Envelope/><Finvoice/>", true), ("<Invoice xmlns=\"urn:oasis\">", false),
    ("<Finvoices>", false), ("a,b\n1,2", false), ("text <Finvoice>", false), ("", false), ("</Finvoice>", false), ("<", false),
  ])
  func recognises(_ text: String, _ expected: Bool) {
    #expect(FinvoiceFormat().recognises(Self.head(text)) == expected)
  }

  @Test func oneBadMessageHarmsOnlyItself() throws {
    let good = SampleMessage().text
    let bad = SampleMessage {
      $0.number = "2026-102"
      $0.due = "x"
    }.text
    let broken = good.replacing("</InvoiceDetails>", with: "</InvoiceDetail>")
    let truncated = String(good.prefix(900))
    for middle in [bad, broken, truncated] {
      let text = SampleMessage.frame + good + SampleMessage.frame + middle + "\n" + SampleMessage.frame + good
      let bytes = Array(text.utf8)
      let sink = CollectingSink()
      let summary = try FinvoiceFormat().read(MemorySource(bytes), head: Self.head(text), into: sink)
      #expect(summary.messages == 3)
      #expect(!summary.isRefused)
      #expect(sink.messages.map(\.index) == [0, 1, 2])
      #expect(sink.messages[1].outcome == .refused)
      #expect(sink.messages[1].findings.contains { $0.severity == .error })
      #expect(sink.messages[1].hint.seller?.legalID?.value == "9000020-6")
      for place in [0, 2] {
        guard case .document(let document) = sink.messages[place].outcome else {
          Issue.record("message \(place) was refused: \(sink.messages[place].findings)")
          continue
        }
        #expect(document.kindName == "invoice")
        let range = try #require(sink.messages[place].bytes)
        #expect(String(decoding: bytes[range], as: UTF8.self) + "\n" == SampleMessage.frame + good)
        let line = bytes[..<range.lowerBound].count { $0 == 0x0A } + 1
        #expect(sink.messages[place].line == line)
      }
    }
  }

  @Test func otherMessagesAreCountedAndNotParsed() throws {
    let text = """
      <FinvoiceSenderInfo><X></Y></FinvoiceSenderInfo><FinvoiceReceiverInfo>&</FinvoiceReceiverInfo><ReceiverProposal/>
      <FinvoiceAttachments>
      """ + "\n<A>x</A></FinvoiceAttachments><Finvoiceack></Finvoiceack>"
    let read = try readFinvoice(text)
    #expect(read.count == 5)
    for message in read.map(\.message) {
      guard case .notForUs(let what) = message.outcome else {
        Issue.record("\(message)")
        continue
      }
      #expect(!what.isEmpty)
      #expect(!message.mayReduceClaims)
      #expect(message.findings.isEmpty)
    }
  }

  @Test(arguments: [
    ("<FinvoiceAttachments><A>", "finvoice.message-truncated"), ("<Order/>", "finvoice.root-unknown"),
    ("12,50</A>", "finvoice.stray-bytes"),
    (SampleMessage.frame, "finvoice.frame-without-message"),
    (SampleMessage.frame + SampleMessage.frame, "finvoice.frame-without-message"),
    ("<Finvoice><A/>", "finvoice.message-truncated"), ("<?xml version=\"1.0\"?>", "finvoice.stray-bytes"),
  ])
  func whatMayBeALostCreditNoteIsRefused(_ text: String, _ rule: String) throws {
    let read = try readFinvoice(text)
    #expect(!read.isEmpty)
    for message in read {
      #expect(message.message.outcome == .refused)
      #expect(message.errors == [rule])
      #expect(message.message.mayReduceClaims)
    }
  }

  @Test func acknowledgementFramesAreNotForUs() throws {
    let text = SampleMessage.frame.replacing("<eb:Manifest/>", with: "<eb:Acknowledgment/>")
    let read = try readFinvoice(text)
    #expect(read.map(\.message.outcome) == [.notForUs("an acknowledgement")])
  }

  @Test func anEmptyFileHasNoMessage() throws {
    let summary = try FinvoiceFormat().read(MemorySource([]), head: Self.head(""), into: CollectingSink())
    #expect(summary.messages == 0)
    #expect(summary.findings.map(\.rule) == ["finvoice.no-message"])
  }

  @Test func tooLargeMessagesAreRefusedWithTheirSeller() throws {
    var limits = FinvoiceLimits()
    limits.messageBytes = 10_000
    let large = SampleMessage { $0.rows = String(repeating: "<InvoiceRow/>\n", count: 1000) }.text
    let read = try readFinvoice(Array((large + SampleMessage().text).utf8), limits: limits)
    #expect(read.map { $0.document != nil } == [false, true])
    #expect(read[0].errors == ["finvoice.message-too-large"])
    #expect(read[0].message.hint.seller?.legalID?.value == "9000020-6")
  }

  @Test func partsWithoutEndAreRefused() throws {
    let read = try readOne(SampleMessage { $0.totals = String(repeating: "<VatSpecificationDetails/>", count: 10_001) }.text)
    #expect(read.errors == ["finvoice.message-too-large"])
  }

  @Test func findingsAreBounded() throws {
    let lines = String(
      repeating: "<VatSpecificationDetails><VatBaseAmount>x</VatBaseAmount></VatSpecificationDetails>", count: 300)
    let read = try readOne(SampleMessage { $0.totals = lines }.text)
    #expect(read.message.findings.count == 101)
    #expect(read.message.findings.last?.rule == "finvoice.more-findings")
    #expect(read.document != nil)
  }

  @Test func rowsAreCounted() throws {
    let read = try readOne(
      SampleMessage {
        $0.rows =
          "<InvoiceRow/><InvoiceRow><SubInvoiceRow/><SubInvoiceRow/></InvoiceRow><InvoiceRow><RowFreeText>x</RowFreeText></InvoiceRow>"
      }.text)
    #expect(read.document?.lineCount == 3)
  }

  // MARK: - Damage

  /// Cut anywhere, a message is refused or not there; what is read whole says what it said.
  @Test func truncationNeverPassesForWhole() throws {
    let text = SampleMessage.frame + SampleMessage().text + SampleMessage.frame + SampleMessage { $0.number = "2" }.text
    var files = [text, text.replacing("\n", with: "\r\n")].map { Array($0.utf8) }
    for file in Self.corpusFiles { if let bytes = try FinvoiceCorpusTests.bytes(file) { files.append(bytes) } }
    for bytes in files {
      let whole = try readFinvoice(bytes)
      for cut in stride(from: 1, to: bytes.count, by: 97) {
        let read = try readFinvoice(Array(bytes[..<cut]))
        for (index, message) in read.enumerated() where message.document != nil {
          #expect(message.document == whole[index].document)
          #expect(message.message.bytes == whole[index].message.bytes)
        }
        let complete = whole.count { ($0.message.bytes?.upperBound ?? 0) <= cut }
        #expect(read.count { $0.document != nil } == whole.prefix(complete).count { $0.document != nil })
      }
    }
  }

  /// A flipped bit never changes an amount unseen: the message is refused, held by a condition, or says the same amount.
  @Test func flippedBitsNeverChangeAnAmountUnseen() throws {
    var files = [
      Array(SampleMessage().text.utf8),
      Array(
        SampleMessage {
          $0.type = "INV02"; $0.amounts("-124,00")
        }.text.utf8),
    ]
    for file in Self.corpusFiles.suffix(1) { if let bytes = try FinvoiceCorpusTests.bytes(file) { files.append(bytes) } }
    let held: ClaimConditions = [
      .unexplainedGap, .currenciesDiffer, .typeContradiction, .nothingDueUnexplained, .unknownType, .instalmentsInconsistent,
    ]
    for (number, bytes) in files.enumerated() {
      let amounts = Set(try readFinvoice(bytes).compactMap(\.document?.amountDue))
      #expect(!amounts.isEmpty)
      for position in stride(from: 0, to: bytes.count, by: number < 2 ? 7 : 31) {
        var damaged = bytes
        damaged[position] ^= 1 << UInt8(position % 8)
        for message in try readFinvoice(damaged) {
          guard let document = message.document, !amounts.contains(document.amountDue) else { continue }
          #expect(!document.conditions.isDisjoint(with: held), "byte \(position) of file \(number): \(document.amountDue)")
        }
      }
    }
  }

  /// Each byte of both amounts, every bit: the reader must not be blind where it matters most.
  @Test func everyBitOfTheAmounts() throws {
    let text = SampleMessage().text
    let bytes = Array(text.utf8)
    let original = try #require(try readOne(text).document)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var offset = 0
    for line in lines {
      if line.contains("EpiInstructedAmount") || line.contains("InvoiceTotalVatIncluded") {
        for position in offset..<(offset + line.utf8.count) {
          for bit in 0..<8 {
            var damaged = bytes
            damaged[position] ^= 1 << UInt8(bit)
            for message in try readFinvoice(damaged) {
              guard let document = message.document else { continue }
              #expect(
                document.amountDue == original.amountDue || document.conditions.contains(.unexplainedGap)
                  || document.conditions.contains(.nothingDueUnexplained) || document.conditions.contains(.typeContradiction))
            }
          }
        }
      }
      offset += line.utf8.count + 1
    }
  }

  static let corpusFiles = ["_generated+MLInvoice/batch_4_messages_soap.xml", "Niq1982+finvoice-parser/finvoice1.xml"]

  /// Every file of the corpus is read or refused, whatever it is, in whole or in small pieces alike.
  @Test func everyCorpusFileIsReadOrRefused() throws {
    guard let folder = Places.sharedItem("corpus/finvoice") else { return }
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var count = 0
    for case let url as URL in files where ["xml", "txt", "xsd", "dtd"].contains(url.pathExtension) {
      let bytes = [UInt8](try Data(contentsOf: url))
      let whole = try readFinvoice(bytes)
      #expect(!whole.isEmpty)
      for message in whole {
        if case .refused = message.message.outcome { #expect(!message.errors.isEmpty) }
      }
      if bytes.count < 40_000 {
        #expect(try readFinvoice(bytes, chunk: 100).map(\.message) == whole.map(\.message))
      }
      count += 1
    }
    #expect(count > 60)
  }

  // MARK: - Catalogue

  /// Every id that a source of this folder mentions is described, and nothing else.
  @Test func everyFindingIsDescribed() throws {
    let folder = Places.project.appendingPathComponent("Sources/InvoiceFormats/Finvoice")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    var mentioned: Set<String> = []
    for file in files where file.pathExtension == "swift" && !file.lastPathComponent.hasPrefix("FinvoiceCatalog") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /"(finvoice\.[a-z][a-z-]+[a-z])"/) where match.1 != "finvoice.encoding" {
        mentioned.insert(String(match.1))
      }
    }
    let described = FinvoiceCatalog.rules.map(\.id).filter { !$0.hasPrefix("FINVOICE-") }
    #expect(Set(described) == mentioned)
    #expect(described.count == mentioned.count)
    for rule in FinvoiceCatalog.rules {
      for text in [rule.title, rule.meaning, rule.example, rule.remedy, rule.source] { #expect(!text.isEmpty, "\(rule.id)") }
    }
  }
}
