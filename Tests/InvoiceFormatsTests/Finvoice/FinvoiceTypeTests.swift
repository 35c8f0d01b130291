import Receivables
import Testing

@testable import InvoiceFormats

/// What each type code becomes.
@Suite struct FinvoiceTypeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var code: String
    var typeClass: InvoiceDocument.TypeClass
    var conditions: ClaimConditions = []
    /// Effect of a message over 124,00.
    var effect: Int64 = 0
    var testDescription: String { code.isEmpty ? "empty" : code }
  }

  static let cases: [Case] = [
    Case(code: "INV01", typeClass: .invoice, effect: 12_400), Case(code: "inv01", typeClass: .invoice, effect: 12_400),
    Case(code: "INV03", typeClass: .reminder), Case(code: "INV04", typeClass: .other), Case(code: "INV05", typeClass: .reminder),
    Case(code: "INV06", typeClass: .proForma), Case(code: "INV07", typeClass: .selfBilled),
    Case(code: "INV08", typeClass: .reminder),
    Case(code: "INV09", typeClass: .invoice, effect: 12_400),
    Case(code: "SEI01", typeClass: .invoice, conditions: .secure, effect: 12_400),
    Case(code: "SEI12", typeClass: .invoice, conditions: .secure, effect: 12_400),
    Case(code: "REC01", typeClass: .receipt), Case(code: "REC02", typeClass: .receipt), Case(code: "RES03", typeClass: .receipt),
    Case(code: "SDD01", typeClass: .other, conditions: .directDebit), Case(code: "TES01", typeClass: .test),
    Case(code: "INF01", typeClass: .other), Case(code: "INF09", typeClass: .other), Case(code: "REQ01", typeClass: .other),
    Case(code: "QUO01", typeClass: .other), Case(code: "ORD01", typeClass: .other), Case(code: "ORC01", typeClass: .other),
    Case(code: "DEV01", typeClass: .other), Case(code: "DEN01", typeClass: .other), Case(code: "PRI01", typeClass: .other),
    Case(code: "INV00", typeClass: .invoice, conditions: .unknownType, effect: 12_400),
    Case(code: "INV10", typeClass: .invoice, conditions: .unknownType, effect: 12_400),
    Case(code: "SDD02", typeClass: .invoice, conditions: .unknownType, effect: 12_400),
    Case(code: "M", typeClass: .invoice, conditions: .unknownType, effect: 12_400),
    Case(code: "INV1A", typeClass: .invoice, conditions: .unknownType, effect: 12_400),
    Case(code: "", typeClass: .invoice, conditions: .unknownType, effect: 12_400),
  ]

  @Test(arguments: cases)
  func codes(_ test: Case) throws {
    let read = try readOne(SampleMessage { $0.type = test.code }.text)
    let document = try #require(read.document)
    #expect(document.typeClass == test.typeClass)
    #expect(document.typeCode == test.code)
    #expect(document.conditions == test.conditions)
    #expect(document.effect.minorUnits == test.effect)
    #expect(read.rules.contains("finvoice.type-unknown") == test.conditions.contains(.unknownType))
    #expect(read.message.format == "finvoice-3.0")
  }

  struct Credit: CustomTestStringConvertible, Sendable {
    var name: String
    var type = "INV02"
    var gross: String?
    var due: String?
    var paid: String?
    var origin = "Original"
    var text = "HYVITYSLASKU"
    var conditions: ClaimConditions = []
    var effect: Int64
    var testDescription: String { name }
  }

  static let creditCases: [Credit] = [
    Credit(name: "credit note", gross: "-100,40", due: "-100,40", effect: -10_040),
    Credit(name: "negative invoice", type: "INV01", gross: "-100,40", due: "-100,40", effect: -10_040),
    Credit(name: "amount to pay 0,00", gross: "-100,40", due: "0,00", effect: -10_040),
    Credit(name: "no amount to pay", gross: "-100,40", due: nil, effect: -10_040),
    Credit(name: "nothing", gross: "0,00", due: "0,00", effect: 0),
    Credit(name: "positive", gross: "100,40", due: "100,40", conditions: .typeContradiction, effect: -10_040),
    Credit(name: "positive total", gross: "100,40", due: "0,00", conditions: .typeContradiction, effect: -10_040),
    Credit(
      name: "positive amount to pay", gross: "-100,40", due: "100,40", conditions: [.typeContradiction, .unexplainedGap],
      effect: -10_040),
    Credit(name: "part of the total", gross: "-100,40", due: "-50,00", conditions: .unexplainedGap, effect: -5000),
    Credit(
      name: "cancellation", gross: "-124,00", due: "-124,00", origin: "Cancel", conditions: .cancelsOriginal, effect: -12_400),
    Credit(
      name: "cancellation by a negative invoice", type: "INV01", gross: "-124,00", due: "-124,00", origin: "Cancel",
      conditions: [.cancelsOriginal, .typeContradiction], effect: -12_400),
    Credit(
      name: "overpaid in advance", type: "INV01", gross: "100,00", due: "-20,00", paid: "120,00", text: "LASKU", effect: -2000),
    Credit(
      name: "negative to pay without a reason", type: "INV01", gross: "100,00", due: "-20,00", text: "LASKU",
      conditions: [.typeContradiction, .unexplainedGap], effect: -2000),
    Credit(name: "unknown and negative", type: "INV55", gross: "-10,00", due: "-10,00", conditions: .unknownType, effect: -1000),
  ]

  @Test(arguments: creditCases)
  func credits(_ test: Credit) throws {
    let read = try readOne(
      SampleMessage {
        $0.type = test.type
        $0.gross = test.gross
        $0.rows = "<InvoiceRow>" + FinvoiceClaimTests.euro("RowAmount", test.gross ?? "") + "</InvoiceRow>"
        $0.due = test.due
        $0.origin = test.origin
        $0.typeText = test.text
        if let paid = test.paid { $0.totals = "<InvoicePaidAmount AmountCurrencyIdentifier=\"EUR\">\(paid)</InvoicePaidAmount>" }
      }.text)
    let document = try #require(read.document)
    #expect(document.typeClass == .creditNote)
    #expect(document.effect.minorUnits == test.effect)
    #expect(document.conditions == test.conditions)
  }

  @Test(arguments: [
    ("INV01", "HYVITYSLASKU", "", "Original", true), ("INV01", "Maksumuistutus", "", "Original", true),
    ("INV01", "Loppulasku", "", "Original", false),
    ("INV01", "INVOICE", "380", "Original", false), ("INV01", "LASKU", "381", "Original", true),
    ("INV01", "LASKU", "384", "Copy", false),
    ("INV01", "LASKU", "389", "Original", true), ("INV01", "LASKU", "130", "Original", true),
    ("INV02", "HYVITYSLASKU", "261", "Original", true), ("INV01", "LASKU", "877", "Original", false),
    ("INV01", "LASKU", "999", "Original", false),
    ("INV01", "LASKU", "", "Cancel", true),
    ("SEI01", "Pro forma", "", "Original", true), ("INV08", "LASKU", "380", "Original", false),
  ])
  func contradictions(_ code: String, _ text: String, _ untdid: String, _ origin: String, _ contradicts: Bool) throws {
    let read = try readOne(
      SampleMessage {
        $0.type = code
        $0.typeText = text
        $0.origin = origin
        if !untdid.isEmpty { $0.extraType = "<InvoiceTypeCodeUN>\(untdid)</InvoiceTypeCodeUN>" }
      }.text)
    let document = try #require(read.document)
    #expect(document.conditions.contains(.typeContradiction) == contradicts)
    #expect(read.rules.contains("finvoice.type-contradiction") == contradicts)
    #expect(!document.conditions.contains(.cancelsOriginal))
  }

  /// A code means the same in every format: UBL and Finvoice read one table.
  @Test func codesMeanTheSameAsInUBL() throws {
    for (code, condition) in [
      ("384", ClaimConditions.unknownType), ("472", .unknownType), ("393", .factoring), ("472", .factoring),
    ] {
      let read = try readOne(SampleMessage { $0.extraType = "<InvoiceTypeCodeUN>\(code)</InvoiceTypeCodeUN>" }.text)
      #expect(try #require(read.document).conditions.contains(condition), "\(code)")
    }
    for code in PaymentMeansCode.collected { #expect(FinvoiceTypes.condition(paymentMeans: code) == .directDebit, "\(code)") }
    for code in PaymentMeansCode.card { #expect(FinvoiceTypes.condition(paymentMeans: code) == .card, "\(code)") }
  }

  @Test(arguments: ["1.0", "1.1", "1.2", "1.3", "2.0", "2.01", "3.0"])
  func versions(_ version: String) throws {
    let read = try readOne(SampleMessage { $0.version = "Version=\"\(version)\"" }.text)
    #expect(read.message.format == "finvoice-" + version)
    #expect(read.rules.isEmpty)
  }

  @Test(arguments: [
    ("Version=\"4.0\"", "finvoice-4.0"), ("", "finvoice"), ("Version=\"../x\"", "finvoice"), ("Version=\"\"", "finvoice"),
  ])
  func unknownVersionsAreReadAndSaid(_ attribute: String, _ format: String) throws {
    let read = try readOne(SampleMessage { $0.version = attribute }.text)
    #expect(read.message.format == format)
    #expect(read.document != nil)
    #expect(read.rules == ["finvoice.version-unknown"])
  }

  /// What asks for no money is never refused, whatever it lacks.
  @Test(arguments: ["TES01", "REQ01", "INV08", "REC01"])
  func whatAsksForNoMoneyIsSetAside(_ code: String) throws {
    let read = try readOne(
      SampleMessage {
        $0.type = code
        $0.number = ""
        $0.gross = nil
        $0.due = nil
      }.text)
    guard case .notForUs(let what) = read.message.outcome else {
      Issue.record("\(read.message.outcome)")
      return
    }
    #expect(!what.isEmpty)
    #expect(read.errors.isEmpty)
  }

  @Test func linksToOriginals() throws {
    let row = { (number: String) in
      "<InvoiceRow><OriginalInvoiceNumber>\(number)</OriginalInvoiceNumber><RowAmount>1,00</RowAmount></InvoiceRow>"
    }
    let list = """
      <OriginalInvoiceReference><InvoiceNumber>L1</InvoiceNumber><InvoiceDate Format="CCYYMMDD">20260801</InvoiceDate>\
      </OriginalInvoiceReference><OriginalInvoiceReference/>
      """
    let header =
      "<OriginalInvoiceNumber>H1</OriginalInvoiceNumber><OriginalInvoiceDate Format=\"CCYYMMDD\">20260701</OriginalInvoiceDate>"
    let date = CalendarDate(iso: "2026-07-01")
    let cases: [(details: String, rows: String, expected: [InvoiceDocument.PrecedingInvoice])] = [
      (header + list, row("R1"), [.init(number: "H1", issueDate: date)]),
      (list, row("R1") + row("R2") + row("R1"), [.init(number: "R1"), .init(number: "R2")]),
      (list, "", [.init(number: "L1", issueDate: CalendarDate(iso: "2026-08-01"))]),
      ("<OriginalInvoiceNumber>--</OriginalInvoiceNumber>", "", []),
      ("", "", []),
    ]
    for test in cases {
      for type in ["INV01", "INV02"] {
        let read = try readOne(
          SampleMessage {
            $0.type = type
            if type == "INV02" { $0.amounts("-1,00") }
            $0.details = test.details
            $0.rows = test.rows
          }.text)
        #expect(read.document?.precedingInvoices == test.expected)
        #expect(read.document?.number == "2026-101")
        #expect(read.document?.issueDate == CalendarDate(iso: "2026-09-14"))
      }
    }
  }

  @Test func interestNotesNameTheirOriginals() throws {
    let read = try readOne(
      SampleMessage {
        $0.type = "INV03"
        $0.rows = """
          <InvoiceRow><RowOverDuePaymentDetails><RowOriginalInvoiceIdentifier>2026-7</RowOriginalInvoiceIdentifier>\
          <RowOriginalInvoiceDate Format="CCYYMMDD">20260601</RowOriginalInvoiceDate></RowOverDuePaymentDetails></InvoiceRow>
          """
      }.text)
    #expect(read.document?.precedingInvoices == [.init(number: "2026-7", issueDate: CalendarDate(iso: "2026-06-01"))])
  }
}
