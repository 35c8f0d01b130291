import Foundation
import Receivables
import SettlementFormats
import Testing

@Suite struct KTLFormatTests {
  @Test func everyFieldOfARecord() throws {
    let (recorder, summary) = try readKTL(KTLSample.batch(KTLSample.mixed))
    let read = try #require(recorder.all.first)
    #expect(read.isSound && recorder.all.count == 1 && recorder.protocolBreaks == 0)
    #expect(
      read.header
        == SettlementHeader(
          ordinal: 0, format: "ktl", messageID: "261121T0215-5-123456789", createdOn: CalendarDate(iso: "2026-11-21"), line: 1))
    #expect(
      read.entries[0]
        == SettlementEntry(
          ordinal: 0, line: 2, account: "FI2112345600000785",
          bookingDate: try #require(CalendarDate(iso: "2026-11-20")), paymentDate: CalendarDate(iso: "2026-11-19"),
          amount: Money(minorUnits: 12_500, .eur), statedAmount: "0000012500", reference: "1234561",
          archiveID: "2611203456AB0001", payerName: "MAKSAJA M", status: .booked, correctionCode: "0"))
    #expect(read.entries[1].payerName == "KORHONEN ÄIT")
    #expect(read.entries[2].status == .correction && read.entries[2].amount == Money(minorUnits: -12_500, .eur))
    #expect(read.entries[2].statedAmount == "0000012500" && read.entries[2].correctionCode == "1" && read.entries[2].posts)
    #expect(read.entries[3].status == .failed && !read.entries[3].posts && read.entries[3].ordinal == 3)
    #expect(read.entries[3].amount == Money(minorUnits: 2_500, .eur))
    #expect(
      read.end?.controls.map { "\($0.name) \($0.stated) \($0.computed) \($0.isEqual)" } == [
        "payments count 2 2 true", "payments sum 224.50 224.50 true", "corrections count 1 1 true",
        "corrections sum 125.00 125.00 true", "failed count 1 1 true", "failed sum 25.00 25.00 true", "net 99.50 99.50 true",
      ])
    #expect(summary == expectedSummary(messages: 1))
  }

  private func expectedSummary(messages: Int) -> FileSummary {
    var summary = FileSummary(format: "ktl", messages: messages, hint: CreditorHint(account: "FI2112345600000785"))
    summary.paymentsThrough = CalendarDate(iso: "2026-11-21")
    return summary
  }

  /// The same file in other clothes: chunks of every size, LF, trimmed lines, blank lines, other fillers, no last line break.
  @Test(arguments: [1, 2, 3, 7, 89, 90, 91, 92, 93, 65_536])
  func chunksMakeNoDifference(_ size: Int) throws {
    let text = KTLSample.batch(KTLSample.mixed)
    #expect(try readKTL(text, chunk: size).0.all.first?.entries == readKTL(text).0.all.first?.entries)
    #expect(try readKTL(text, chunk: size).0.sound.count == 1)
  }

  @Test func clothesMakeNoDifference() throws {
    let plain = try readKTL(KTLSample.batch(KTLSample.mixed)).0.all[0]
    let lines = KTLSample.batch(KTLSample.mixed, lineBreak: "\n").split(separator: "\n").map(String.init)
    let trimmed = lines.map { $0.replacingOccurrences(of: " +$", with: "", options: .regularExpression) }
    let zeroFilled = lines.map { $0.hasPrefix("0") || $0.hasPrefix("9") ? $0.replacingOccurrences(of: "   ", with: "000") : $0 }
    for variant in [
      lines.joined(separator: "\n"), trimmed.joined(separator: "\n"), trimmed.joined(separator: "\r\n") + "\r\n\r\n",
      zeroFilled.joined(separator: "\r\n"), lines.map { $0 + "          \n" }.joined(), "\n" + lines.joined(separator: "\n\n"),
    ] {
      let read = try readKTL(variant).0
      #expect(read.sound.count == 1 && read.all.count == 1, "\(variant)")
      #expect(read.all[0].end?.controls == plain.end?.controls)
      #expect(read.all[0].entries.map(\.amount) == plain.entries.map(\.amount))
      #expect(read.all[0].entries.map(\.payerName) == plain.entries.map(\.payerName))
    }
  }

  @Test func severalBatchesStandAlone() throws {
    let bad = KTLSample.batch([KTLSample.Row()]).replacingOccurrences(of: "90000010000001", with: "90000010000002")
    let text = KTLSample.batch(KTLSample.mixed) + bad + KTLSample.batch([])
    let (recorder, summary) = try readKTL(text)
    #expect(recorder.all.map(\.isSound) == [true, false, true])
    #expect(recorder.all.map(\.header.ordinal) == [0, 1, 2])
    #expect(recorder.all.map(\.header.line) == [1, 7, 10])
    #expect(recorder.all[2].entries.isEmpty)
    let finding = try #require(recorder.findings.first)
    #expect(finding.rule == "ktl.control-total" && finding.place == Finding.Place(line: 9, column: 8))
    #expect(finding.message == "The trailer states 225.00 for payments sum, the records give 125.00.")
    #expect(summary.messages == 3 && !summary.isRefused)
  }

  @Test(arguments: [
    ("00000000000001234561", "1234561"), ("00000000000000000000", nil), ("                    ", nil),
    ("             1234561", "1234561"), ("1234561             ", "1234561"), ("12345678901234567894", "12345678901234567894"),
    ("00000000000AB1234561", "00000000000AB1234561"),
  ])
  func references(_ row: (String, String?)) throws {
    let read = try readKTL(KTLSample.batch([KTLSample.Row(reference: row.0)])).0
    #expect(read.sound.first?.entries.first?.reference == row.1)
  }

  @Test func namesInBothCharacterSets() throws {
    #expect(try name(of: Array("[\\]{|} A^B~ ".utf8)) == "ÄÖÅäöå A^B~")
    #expect(try name(of: [0x4D, 0xC4, 0x4B, 0xD6, 0xE5] + Array("[X]    ".utf8)) == "MÄKÖå[X]")
    #expect(try name(of: [0x8A] + Array("IMEK      ".utf8) + [0x20]) == "\u{FFFD}IMEK")
    #expect(try name(of: Array("            ".utf8)) == nil)
  }

  private func name(of twelve: [UInt8]) throws -> String? {
    var bytes = Array(KTLSample.batch([KTLSample.Row()]).utf8)
    let start = 92 + 63
    bytes.replaceSubrange(start..<start + 12, with: twelve)
    let read = try readKTL(bytes).0
    return try #require(read.sound.first?.entries.first).payerName
  }

  @Test(arguments: [
    ("000000", nil), ("      ", nil), ("700101", "1970-01-01"), ("691231", "2069-12-31"), ("991231", "1999-12-31"),
    ("240229", "2024-02-29"),
  ])
  func paymentDates(_ row: (String, String?)) throws {
    let read = try readKTL(KTLSample.batch([KTLSample.Row(paid: row.0)])).0
    #expect(read.sound.first?.entries.first.map { $0.paymentDate?.description } == .some(row.1))
  }

  @Test func whatIsKTLAndWhatIsNot() {
    func recognised(_ text: String) -> Bool {
      KTLFormat().recognises(FileHead(name: "file", bytes: Array(text.utf8), size: text.utf8.count))
    }
    let row = KTLSample.Row().text
    for yes in [
      KTLSample.batch(KTLSample.mixed), KTLSample.batch([]), KTLSample.header(), row + "\n" + row, "\r\n" + KTLSample.batch([]),
      KTLSample.header() + "\n" + row.prefix(60), KTLSample.header() + "\r\n4" + row.dropFirst(),
    ] { #expect(recognised(yes), "\(yes)") }
    for no in [
      "", "\n\n", "<?xml version=\"1.0\"?><Document/>", "0;261121;0215;5", "number,amount\n1,2\n", "026112102151;12,50;3\n",
      "0261121\n", "T00322 010512345600000785", "NY000010 55555555", "01AUTOGIRO", "0123456789 lasku;1\n", "02611210215 a\nb;c\n",
      KTLSample.header() + "\n<a/>", "3 rows of nothing in particular, but forty-three letters long", "\u{FEFF}0",
      "00261121021500000000\n00261121021500000001x\nABC",
    ] { #expect(!recognised(no), "\(no)") }
  }

  /// A missing trailer says what was there, and the file still names whose it is.
  @Test func aBatchWithoutTrailer() throws {
    let text = KTLSample.header() + "\n" + KTLSample.Row().text + "\n"
    let (recorder, summary) = try readKTL(text)
    #expect(recorder.sound.isEmpty && summary.hint.account == "FI2112345600000785" && summary.paymentsThrough == nil)
    #expect(
      recorder.findings.map(\.message) == [
        "The batch that begins on line 1 has no trailer (record type 9); its records add up to 1 payments of 125.00 EUR and 0 "
          + "corrections of 0.00 EUR."
      ])
    let next = try readKTL(text + KTLSample.batch([KTLSample.Row()])).0
    #expect(next.all.map(\.isSound) == [false, true])
  }

  @Test func findingsOfOneSettlementAreBounded() throws {
    let bad = KTLSample.Row(currency: "2")
    let read = try readKTL(KTLSample.batch(Array(repeating: bad, count: 1000))).0
    #expect(read.findings.count == 51 && read.sound.isEmpty)
    // Warnings before an error that is no longer listed: still not sound.
    let warned = KTLSample.Row(archiveID: String(repeating: " ", count: 16))
    let many = try readKTL(KTLSample.batch(Array(repeating: warned, count: 60) + [bad])).0
    #expect(many.sound.isEmpty && many.findings.last?.severity == .error)
    #expect(try readKTL(KTLSample.batch(Array(repeating: warned, count: 60))).0.sound.count == 1)
  }
}
