import InvoiceFormats
import Receivables
import Testing

@Suite struct UBLRefusalTests {
  static let missing: [(String, String, @Sendable (inout UBLSample) -> Void)] = [
    ("ubl.number", "BT-1", { $0.number = nil }), ("ubl.number", "BT-1", { $0.number = "  " }),
    ("ubl.issue-date", "BT-2", { $0.issueDate = nil }), ("ubl.issue-date", "BT-2", { $0.issueDate = "31.12.2026" }),
    ("ubl.issue-date", "BT-2", { $0.issueDate = "2026-02-30" }), ("ubl.currency", "BT-5", { $0.currency = "euro" }),
    (
      "ubl.currency", "BT-5",
      { sample in
        sample.currency = nil
        sample.dueCurrency = nil
      }
    ), ("ubl.amount-due", "BT-115", { $0.due = nil }), ("ubl.amount-due", "BT-115", { $0.due = "1 250,00" }),
    ("ubl.amount-due", "BT-115", { $0.due = "NaN" }), ("ubl.amount-due", "BT-115", { $0.due = "1e3" }),
    ("ubl.amount-due", "BT-115", { $0.due = "125.505" }), ("ubl.amount-due", "BT-115", { $0.due = "99999999999999999999" }),
    ("ubl.amount-due", "BT-115", { $0.due = "-" }), ("ubl.amount-due", "BT-115", { $0.due = "." }),
  ]

  @Test(arguments: missing.indices) func whatAClaimNeeds(row: Int) throws {
    let (rule, term, change) = Self.missing[row]
    let message = try readUBL(.invoice(change))
    #expect(message.outcome == .refused)
    let finding = try #require(message.findings.first { $0.severity == .error })
    #expect(finding.rule == rule)
    #expect(finding.term == term)
    #expect(finding.place.line ?? 0 >= 2)
    #expect(finding.place.path?.hasPrefix("/Invoice/") == true)
    #expect(finding.place.message == 0)
    #expect(!finding.message.isEmpty && !finding.remedy.isEmpty)
    // Whose it is stays known, so that only that company waits for it.
    #expect(message.hint.seller?.legalID?.value == "1234567-1")
    #expect(message.mayReduceClaims)
  }

  @Test func placesPointAtTheElement() throws {
    let finding = try #require(try readUBL(.invoice { $0.due = "12,50" }).findings.first)
    #expect(finding.place.path == "/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount")
    #expect(finding.message.contains("12,50"))
    let line = UBLSample.invoice { $0.due = "12,50" }.xml.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("PayableAmount") }
    #expect(finding.place.line == line.map { $0 + 1 })
  }

  @Test func contradictingRepetitionsAreRefused() throws {
    let twice = try readUBL(.invoice { $0.extra = "<cbc:ID>INV-1002</cbc:ID>" })
    #expect(twice.outcome == .refused)
    #expect(twice.rules == ["ubl.repeated"])
    #expect(twice.findings.first?.message.contains("INV-1001") == true)
    let many = (1002...2001).map { "<cbc:ID>INV-\($0)</cbc:ID>" }.joined()
    #expect(try readUBL(.invoice { $0.extra = many }).rules == ["ubl.repeated"], "the first says it")
    let same = try readUBL(.invoice { $0.extra = "<cbc:ID>INV-1001</cbc:ID>" })
    #expect(same.invoice != nil)
    let totals =
      "<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID=\"EUR\">12.00</cbc:PayableAmount></cac:LegalMonetaryTotal>"
    #expect(try readUBL(.invoice { $0.extra = totals }).rules == ["ubl.repeated"])
  }

  @Test func amountsOfXMLSchema() throws {
    for (text, minor) in [
      ("+125.50", 12_550), ("125.5", 12_550), ("125.", 12_500), (".50", 50), ("0125.500", 12_550), ("-0.00", 0),
    ] {
      #expect(try readUBL(.invoice { $0.due = text }).invoice?.amountDue.minorUnits == Int64(minor), "\(text)")
    }
    for (text, day) in [("2026-03-02Z", "2026-03-02"), ("2026-03-02+02:00", "2026-03-02"), ("2026-03-02-11:00", "2026-03-02")] {
      #expect(try readUBL(.invoice { $0.issueDate = text }).invoice?.issueDate == CalendarDate(iso: day))
    }
    for text in ["2026-03-02T00:00:00", "2026-03-02+2", "2026-03-02+02.00", "2026-03-0２"] {
      #expect(try readUBL(.invoice { $0.issueDate = text }).outcome == .refused)
    }
  }

  @Test func refusedFilesWithoutADocument() throws {
    let cases: [(String, String)] = [
      ("", "xml.empty"), ("\u{1F}\u{8B}", "xml.not-xml"), ("<Invoice", "xml.truncated"),
      ("<!DOCTYPE Invoice [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\(UBLSample().body)", "xml.entity"),
    ]
    for (text, rule) in cases {
      let bytes = rule == "xml.not-xml" ? [0x1F, 0x8B, 8, 0] : Array(text.utf8)
      let read = try readUBL(bytes)
      #expect(read.messages.isEmpty)
      #expect(read.summary.messages == 0)
      #expect(read.summary.findings.map(\.rule) == [rule])
      #expect(read.summary.isRefused)
      #expect(read.summary.mayReduceClaims)
    }
  }

  /// Cut anywhere, the document is refused, and as soon as the seller was read the hint names it.
  @Test func truncationAtEveryFiftiethByte() throws {
    let bytes = Array(UBLSample().xml.utf8)
    let mark = Array("<cac:AccountingCustomerParty>".utf8)
    let sellerEnd = try #require(bytes.indices.first { bytes[$0...].starts(with: mark) })
    for count in stride(from: 0, to: bytes.count - 1, by: 50) {
      let read = try readUBL(Array(bytes[..<count]))
      #expect(!read.messages.contains { $0.outcome != .refused }, "cut at \(count)")
      #expect(
        read.summary.isRefused || read.messages.first?.findings.contains { $0.severity == .error } == true, "cut at \(count)")
      if count >= sellerEnd + mark.count {
        #expect(read.messages.first?.hint.seller?.legalID?.value == "1234567-1", "cut at \(count)")
        #expect(read.summary.hint.seller?.vatID == "FI12345671", "cut at \(count)")
      }
    }
    let trailing = try readUBL(bytes + Array("<x/>".utf8))
    #expect(trailing.messages.map(\.outcome) == [.refused])
    #expect(trailing.messages.map(\.rules) == [["xml.trailing"]])
  }

  @Test func flippedBitsNeverCrash() throws {
    let bytes = Array(UBLSample().xml.utf8)
    var refused = 0
    for position in stride(from: 0, to: bytes.count, by: 3) {
      var broken = bytes
      broken[position] ^= 1 << UInt8(position % 8)
      let read = try readUBL(broken)
      if read.messages.first?.invoice == nil { refused += 1 }
    }
    #expect(refused > 100)
  }
}
