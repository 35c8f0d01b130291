import Receivables
import SettlementFormats
import Testing

/// Each finding of this format, provoked once: how severe it is, its page in the catalogue.
@Suite struct CamtFindingTests {
  private typealias Sample = CamtSample
  private static let ok = Sample.entry("1.00")

  private static let provoked: [(String, Finding.Severity, String)] = [
    ("camt.account", .error, Sample.payments(ok, account: "<Acct><Ccy>EUR</Ccy></Acct>")),
    ("camt.account", .warning, Sample.payments(ok, account: "<Acct><Id><IBAN>FI2112345600000786</IBAN></Id></Acct>")),
    ("camt.amount", .error, Sample.payments(Sample.entry("1.001"))),
    ("camt.amount", .error, Sample.payments(Sample.entry("1.00", currency: "EU"))),
    ("camt.amount", .error, Sample.statement(ok, from: "1,00", to: "2.00")),
    ("camt.balance-missing", .warning, Sample.statement(ok, from: "1.00")),
    ("camt.booking-date", .warning, Sample.payments(Sample.entry("1.00", date: "<ValDt><Dt>2026-11-19</Dt></ValDt>"))),
    ("camt.booking-date", .warning, Sample.statement(Sample.entry("1.00", date: ""), from: "1.00", to: "2.00")),
    ("camt.booking-date", .error, Sample.payments(Sample.entry("1.00", date: ""))),
    ("camt.control-total", .error, Sample.statement(ok, from: "1.00", to: "3.00")),
    ("camt.control-total", .error, Sample.payments(Sample.entry("1.00", details: Sample.detail("2.00")))),
    ("camt.currency", .error, Sample.payments(Sample.entry("1.00", currency: "SEK"))),
    (
      "camt.currency", .error,
      Sample.payments(
        ok + Sample.entry("1.00", currency: "SEK"), account: "<Acct><Id><IBAN>FI2112345600000785</IBAN></Id></Acct>")
    ),
    ("camt.detail-amount", .warning, Sample.payments(Sample.entry("1.00", details: "<TxDtls/><TxDtls/>"))),
    ("camt.detail-amount", .error, Sample.payments(Sample.entry("1.00", details: "<TxDtls/>" + Sample.detail("1.00")))),
    ("camt.direction", .error, Sample.payments(Sample.entry("1.00", "CRED"))),
    (
      "camt.document-amounts", .warning,
      Sample.payments(
        Sample.entry(
          "1.00",
          details: "<TxDtls><RmtInf><Strd><RfrdDocAmt><RmtdAmt Ccy=\"EUR\">2.00</RmtdAmt></RfrdDocAmt></Strd></RmtInf></TxDtls>"))
    ),
    ("camt.empty", .error, Sample.statement("").split(separator: "<Stmt>")[0] + "</BkToCstmrStmt></Document>"),
    ("camt.empty", .error, "<Document><Other/></Document>"),
    (
      "camt.field", .error,
      Sample.payments(Sample.entry("1.00", date: "<BookgDt><Dt>2026-13-19</Dt></BookgDt><ValDt><Dt>2026-11-19</Dt></ValDt>"))
    ),
    ("camt.field", .error, Sample.payments(Sample.entry("1.00", reversal: "<RvslInd>yes</RvslInd>"))),
    ("camt.field", .error, Sample.payments(ok, page: "<MsgPgntn><PgNb>one</PgNb><LastPgInd>true</LastPgInd></MsgPgntn>")),
    ("camt.more-findings", .error, Sample.payments(String(repeating: Sample.entry("x"), count: 60))),
    ("camt.namespace", .warning, Sample.payments(ok, version: "camt.054.001.77")),
    ("camt.order", .error, Sample.payments("<Ntry><Amt Ccy=\"EUR\">1.00</Amt>" + ok.dropFirst(6))),
    ("camt.order", .error, Sample.payments(ok + Sample.acct)),
    ("camt.status", .error, Sample.payments(Sample.entry("1.00", status: "<Sts>BOOKED</Sts>"))),
    ("camt.status", .error, Sample.payments(Sample.entry("1.00", status: "<Sts><Prtry>BOOK</Prtry></Sts>"))),
    ("camt.status-missing", .error, Sample.statement(Sample.entry("1.00", status: ""))),
    ("camt.structure", .warning, Sample.payments(ok + "<Odd/>")),
    ("camt.text-length", .warning, Sample.payments(Sample.entry("1.00", reference: String(repeating: "9", count: 141)))),
    ("xml.truncated", .error, String(Sample.payments(ok).dropLast(20))),
    ("xml.entity", .error, Sample.payments(ok).replacing("<Document", with: "<!DOCTYPE x [<!ENTITY e \"1\">]><Document")),
  ]

  @Test func eachIsFound() throws {
    let known = Dictionary(uniqueKeysWithValues: SettlementCatalog.rules.map { ($0.id, $0) })
    for (rule, severity, text) in CamtFindingTests.provoked {
      let read = try readCamt(text)
      let finding = try #require(read.findings.first { $0.rule == rule && $0.severity == severity }, "\(rule): \(read.findings)")
      #expect(finding.place.line != nil || rule == "camt.more-findings", "\(rule)")
      if severity == .error { #expect(!read.isSound, "\(rule)") } else { #expect(read.isSound, "\(rule): \(read.findings)") }
      for finding in read.findings {
        #expect(known[finding.rule] != nil || finding.rule.hasPrefix("xml."), "\(finding.rule) has no page")
        #expect(finding.message.hasSuffix(".") && !finding.remedy.isEmpty, "\(finding)")
      }
    }
    let pages = Set(known.keys.filter { $0.hasPrefix("camt.") })
    #expect(
      Set(CamtFindingTests.provoked.map(\.0)).subtracting(["xml.truncated", "xml.entity"])
        == pages)
  }

  @Test func findingsOfOneSettlementAreBounded() throws {
    let read = try readCamt(Sample.payments(String(repeating: Sample.entry("1.00", details: Sample.detail("2.00")), count: 300)))
    #expect(read.findings.count == 51 && !read.isSound)
    #expect(
      (read.end?.controls.count ?? 0) <= 22 && read.end?.controls.last?.stated == "300"
        && read.end?.controls.last?.computed == "0")
  }

  /// A code that somebody typed into the wrong field is not repeated.
  @Test func identityCodesAreNotQuoted() throws {
    for text in [
      Sample.entry("010190-901R"), Sample.entry("1.00", status: "<Sts>010190-901R</Sts>"),
      Sample.entry("1.00", date: "<BookgDt><Dt>010190-901R</Dt></BookgDt>"),
    ] {
      let read = try readCamt(Sample.payments(text))
      #expect(!read.findings.isEmpty && !read.findings.contains { $0.message.contains("010190") })
    }
  }
}
