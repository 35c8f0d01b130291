import Receivables
import Testing

@testable import SettlementFormats

/// Amounts, accounts, references and ids of the single payment.
@Suite struct CamtPaymentTests {
  private typealias Sample = CamtSample

  private static func detail(_ body: String) -> String { "<TxDtls>\(body)</TxDtls>" }
  private static func amount(_ path: String, _ amount: String, _ currency: String = "EUR") -> String {
    path.split(separator: "/").reversed().reduce("<Amt Ccy=\"\(currency)\">\(amount)</Amt>") { "<\($1)>\($0)</\($1)>" }
  }

  @Test(
    arguments: [
      ("10", 1_000), ("10.5", 1_050), ("10.50", 1_050), ("10.50000", 1_050), ("0010.50", 1_050), (".5", 50), ("5.", 500),
      ("0", 0),
      (" 10.50 ", 1_050), ("100000000000.00", 10_000_000_000_000), ("10.505", nil), ("-10.50", nil), ("+10.50", nil),
      ("10,50", nil),
      ("1e3", nil), ("", nil), (".", nil), ("12..34", nil), ("1 000.00", nil), ("100000000000.01", nil),
      ("9999999999999999999", nil),
      ("0x10", nil), ("١٠", nil),
    ] as [(String, Int64?)])
  func amounts(_ row: (String, Int64?)) throws {
    let read = try readCamt(Sample.payments(Sample.entry(row.0)))
    #expect(read.isSound == (row.1 != nil))
    #expect(read.entries.first?.amount.minorUnits == row.1)
    if row.1 == nil { #expect(read.findings.contains { $0.rule == "camt.amount" }) }
  }

  @Test(
    arguments: [
      ("JPY", "1000", 1_000), ("JPY", "1000.00", 1_000), ("KWD", "1.234", 1_234), ("JPY", "1.5", nil), ("EURO", "1", nil),
    ] as [(String, String, Int64?)])
  func currencies(_ row: (String, String, Int64?)) throws {
    let account = "<Acct><Id><IBAN>\(Sample.iban)</IBAN></Id></Acct>"
    let read = try readCamt(Sample.payments(Sample.entry(row.1, currency: row.0), account: account))
    #expect(read.entries.first?.amount.minorUnits == row.2 && read.isSound == (row.2 != nil))
  }

  /// Where the amount of one of two payments comes from, and that of a single one.
  @Test(
    arguments: [
      (amount("", "3.00"), 300, 300), (amount("AmtDtls/TxAmt", "3.00"), 300, 300), (amount("AmtDtls/InstdAmt", "3.00"), 300, 700),
      (amount("", "4.00", "USD") + amount("AmtDtls/TxAmt", "3.00"), 300, 300),
      (amount("", "4.00", "USD") + amount("AmtDtls/CntrValAmt", "3.00"), 300, 300), ("", nil, 700),
      (amount("", "3.00", "USD"), nil, 700),
    ] as [(String, Int64?, Int64)])
  func detailAmounts(_ row: (String, Int64?, Int64)) throws {
    let other = Self.detail(Self.amount("", "4.00"))
    let pair = try readCamt(Sample.payments(Sample.entry("7.00", details: Self.detail(row.0) + other)))
    #expect(pair.isSound == (row.1 != nil))
    if let amount = row.1 { #expect(pair.entries.map(\.amount.minorUnits) == [amount, 400]) }
    let lone = try readCamt(Sample.payments(Sample.entry("7.00", details: Self.detail(row.0))))
    #expect(lone.entries.map(\.amount.minorUnits) == [row.2])
    #expect(lone.isSound == (row.2 == 700))
  }

  /// Without amounts of its payments an entry is one payment, of which nobody says whose it is.
  @Test func paymentsWithoutAmounts() throws {
    let details =
      Self.detail("<Refs><AcctSvcrRef>A</AcctSvcrRef></Refs>") + Self.detail("<Refs><AcctSvcrRef>B</AcctSvcrRef></Refs>")
    let read = try readCamt(Sample.payments(Sample.entry("7.00", details: details)))
    #expect(read.isSound && read.moneyFindings.map(\.rule) == ["camt.detail-amount"])
    #expect(read.entries.count == 1 && read.entries.first?.archiveID == nil && read.entries.first?.amount.minorUnits == 700)
    #expect(read.entries.first?.entryReference == "LUMP1")
  }

  /// A notification that only sums up: one payment, and it is said.
  @Test func aBatchWithoutDetails() throws {
    let read = try readCamt(Sample.payments(Sample.entry("7.00", details: Sample.batch(3))))
    #expect(read.isSound && read.entries.count == 1 && read.moneyFindings.map(\.rule) == ["camt.detail-amount"])
  }

  /// As many of the largest amounts as do not fit 64 bits: refused, not wrapped, and never a trap.
  @Test(arguments: ["CRDT", "DBIT"])
  func sumsThatLeave64Bits(_ direction: String) throws {
    let container =
      "<Ntry><Amt Ccy=\"EUR\">100000000000.00</Amt><CdtDbtInd>\(direction)</CdtDbtInd><Sts>BOOK</Sts>"
      + "<BookgDt><Dt>2026-11-19</Dt></BookgDt><NtryDtls>"
    var money = CamtMoney()
    for _ in 0..<930_000 { money.add(direction == "CRDT" ? 10_000_000_000_000 : -10_000_000_000_000, posts: true) }
    #expect(money.totals(.eur) == nil)
    let details = String(repeating: Self.detail(Self.amount("", "100000000000.00")), count: 2)
    #expect(try !readCamt(Sample.payments(container + details + "</NtryDtls></Ntry>")).isSound)
  }

  /// Details are netted by their own direction.
  @Test func netting() throws {
    func detail(_ amount: String, _ direction: String) -> String {
      Self.detail(Self.amount("", amount) + "<CdtDbtInd>\(direction)</CdtDbtInd>")
    }
    let details = detail("10.00", "CRDT") + detail("3.00", "DBIT")
    #expect(
      try readCamt(Sample.payments(Sample.entry("7.00", details: details))).entries.map(\.amount.minorUnits) == [1_000, -300])
    #expect(try readCamt(Sample.payments(Sample.entry("7.00", details: details))).isSound)
    #expect(try !readCamt(Sample.payments(Sample.entry("13.00", details: details))).isSound)
    #expect(try !readCamt(Sample.payments(Sample.entry("7.00", "DBIT", details: details))).isSound)
  }

  @Test(arguments: [
    ("<IBAN>FI21 1234 5600 0007 85</IBAN>", "FI2112345600000785"), ("<IBAN>fi2112345600000785</IBAN>", "FI2112345600000785"),
    ("<Othr><Id>12345600000785</Id></Othr>", "FI2112345600000785"), ("<Othr><Id>123456-785</Id></Othr>", "FI2112345600000785"),
    ("<Othr><Id>FI2112345600000785</Id></Othr>", "FI2112345600000785"),
    ("<Othr><Id>12345600000786</Id></Othr>", "12345600000786"),
    ("<Othr><Id>1234 56 78903</Id></Othr>", "12345678903"), ("<Othr><Id>5555-5555</Id></Othr>", "55555555"),
    ("<IBAN>FI2112345600000786</IBAN>", "FI2112345600000786"),
    ("<PrtryAcct><Id>12345600000785</Id></PrtryAcct>", "FI2112345600000785"),
  ])
  func accounts(_ row: (String, String)) throws {
    let read = try readCamt(Sample.payments(Sample.entry("1.00"), account: "<Acct><Id>\(row.0)</Id><Ccy>EUR</Ccy></Acct>"))
    #expect(read.isSound && read.entries.first?.account == row.1 && read.recorder.all.first?.header.account == row.1)
    let isWrongIBAN = row.1.hasSuffix("786") && row.0.hasPrefix("<IBAN>")
    #expect(read.moneyFindings.map(\.rule) == (isWrongIBAN ? ["camt.account"] : []))
  }

  /// 14 digits are a Finnish account at a Finnish bank only.
  @Test(arguments: [
    ("SEK", "", "12345600000785"), ("EUR", "NDEAFIHH", "FI2112345600000785"), ("EUR", "DABADKKK", "12345600000785"),
  ])
  func accountsElsewhere(_ row: (String, String, String)) throws {
    let bank = row.1.isEmpty ? "" : "<Svcr><FinInstnId><BIC>\(row.1)</BIC></FinInstnId></Svcr>"
    let account = "<Acct><Id><Othr><Id>12345600000785</Id></Othr></Id><Ccy>\(row.0)</Ccy>\(bank)</Acct>"
    #expect(
      try readCamt(Sample.payments(Sample.entry("1.00", currency: row.0), account: account)).entries.first?.account == row.2)
  }

  @Test(
    arguments: [
      ("00000000000001234561", "1234561", "00000000000001234561"), (" 1234561 ", "1234561", "1234561"), ("0000", nil, "0000"),
      ("12345 61", "1234561", "1234561"), ("RF18 5390 0754 7034", "RF18539007547034", "RF18539007547034"),
      ("rf7812345 ", "RF7812345", "RF7812345"),
      ("ABC-7", "ABC-7", "ABC-7"), ("", nil, nil),
    ] as [(String, String?, String?)])
  func references(_ row: (String, String?, String?)) throws {
    let entry = Sample.entry("1.00", details: Sample.detail("1.00", reference: row.0))
    #expect(try readCamt(Sample.payments(entry)).entries.first?.reference == row.1)
    let norwegian = "<Acct><Id><Othr><Id>12345678903</Id></Othr></Id></Acct>"
    #expect(try readCamt(Sample.payments(entry, account: norwegian)).entries.first?.reference == row.2)
  }

  @Test(
    arguments: [
      ("<AcctSvcrRef>A</AcctSvcrRef><TxId>T</TxId>", "A", "A"), ("<Prtry><Tp>X</Tp><Ref>P</Ref></Prtry><TxId>T</TxId>", "P", "P"),
      ("<TxId>T</TxId><EndToEndId>E</EndToEndId>", "T", "T"), ("<EndToEndId>E</EndToEndId>", "LUMP1", nil),
      ("<AcctSvcrRef>NOTPROVIDED</AcctSvcrRef>", "LUMP1", nil), ("<AcctSvcrRef> 9000 </AcctSvcrRef>", "9000", "9000"),
      ("<AcctSvcrRef>" + String(repeating: "9", count: 200) + "</AcctSvcrRef>", "LUMP1", nil),
    ] as [(String, String?, String?)])
  func ids(_ row: (String, String?, String?)) throws {
    let detail = Self.detail("<Refs>\(row.0)</Refs>" + Self.amount("", "1.00"))
    #expect(try readCamt(Sample.payments(Sample.entry("1.00", details: detail))).entries.first?.archiveID == row.1)
    // The entry's id is nobody's where it has several payments.
    let two = try readCamt(Sample.payments(Sample.entry("2.00", details: detail + detail)))
    #expect(two.entries.map(\.archiveID) == [row.2, row.2] && two.entries.allSatisfy { $0.entryReference == "LUMP1" })
  }

  @Test func documentsOfAPayment() throws {
    func block(_ number: String, _ type: String, _ amount: String) -> String {
      "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Nb>\(number)</Nb></RfrdDocInf><RfrdDocAmt>\(amount)</RfrdDocAmt></Strd>"
    }
    func documents(_ blocks: String) throws -> ([SettlementEntry.ReferredDocument], [String]) {
      let detail = Self.detail(Self.amount("", "11.00") + "<RmtInf>\(blocks)</RmtInf>")
      let read = try readCamt(Sample.payments(Sample.entry("11.00", details: detail)))
      #expect(read.isSound)
      return (try #require(read.entries.first).documents, read.moneyFindings.map(\.rule))
    }
    let invoice = block("I1", "CINV", "<RmtdAmt Ccy=\"EUR\">15.00</RmtdAmt>")
    let right = try documents(invoice + block("C1", "CREN", "<CdtNoteAmt Ccy=\"EUR\">4.00</CdtNoteAmt>"))
    #expect(
      right.0 == [
        .init(number: "I1", amount: Money(minorUnits: 1_500, .eur)),
        .init(number: "C1", isCreditNote: true, amount: Money(minorUnits: 400, .eur)),
      ])
    #expect(right.1.isEmpty)
    for wrong in ["<CdtNoteAmt Ccy=\"EUR\">3.00</CdtNoteAmt>", "", "<CdtNoteAmt Ccy=\"EUR\">x</CdtNoteAmt>"] {
      let read = try documents(invoice + block("C1", "CREN", wrong))
      #expect(read.0 == [.init(number: "I1"), .init(number: "C1", isCreditNote: true)] && read.1 == ["camt.document-amounts"])
    }
    let foreign = try documents(block("I1", "CINV", "<RmtdAmt Ccy=\"USD\">15.00</RmtdAmt>"))
    #expect(foreign.0 == [.init(number: "I1")] && foreign.1.isEmpty)
  }

  /// Control totals of batches and kinds of movement.
  @Test func batchesAndKinds() throws {
    let details = Sample.detail("4.00") + Sample.detail("5.00", id: "B")
    func sound(_ batch: String, head: String = "") throws -> Bool {
      try readCamt(Sample.payments(Sample.entry("9.00", details: batch + details), head: head)).isSound
    }
    #expect(try sound(Sample.batch(2, total: "9.00")))
    #expect(try !sound(Sample.batch(3)))
    #expect(try !sound(Sample.batch(1)))
    #expect(try !sound(Sample.batch(2, total: "9.01")))
    #expect(try !sound("<Btch><NbOfTxs>two</NbOfTxs></Btch>"))
    func kind(_ code: String, _ count: Int, _ sum: String) -> String {
      "<TxsSummry><TtlNtriesPerBkTxCd><NbOfNtries>\(count)</NbOfNtries><Sum>\(sum)</Sum><BkTxCd><Prtry><Cd>\(code)</Cd></Prtry></BkTxCd>"
        + "</TtlNtriesPerBkTxCd></TxsSummry>"
    }
    #expect(try sound("", head: kind("710", 1, "9")))
    #expect(try !sound("", head: kind("710", 2, "9")))
    #expect(try !sound("", head: kind("710", 1, "9.10")))
    #expect(try !sound("", head: kind("711", 1, "9")))
  }
}
