import Receivables

@testable import SettlementFormats

struct CamtRead {
  var recorder: SettlementRecorder
  var summary: FileSummary
  var counts: CamtCounts

  var findings: [Finding] { recorder.findings + summary.findings }
  /// Without what only the structure is against.
  var moneyFindings: [Finding] { findings.filter { $0.rule != "camt.structure" } }
  /// Of a file with one settlement.
  var entries: [SettlementEntry] { recorder.all.first?.entries ?? [] }
  var end: SettlementEnd? { recorder.all.first?.end }
  var isSound: Bool { !summary.isRefused && !recorder.all.isEmpty && recorder.all.allSatisfy(\.isSound) }

  /// All that was handed on, in words.
  var text: String {
    recorder.all.map { "\($0.header)\n" + $0.entries.map { "\($0)\n" }.joined() + "\(String(describing: $0.end))\n" }.joined()
      + "\(summary)"
  }
}

func readCamt(_ bytes: [UInt8], chunk: Int = 65_536, held: Int = 1_000, isAhead: Bool = false) throws -> CamtRead {
  let recorder = SettlementRecorder()
  let (summary, counts) = try CamtFormat(detailsHeldMax: held, aheadFrom: isAhead ? 0 : .max)
    .read(ChunkedSource(bytes, size: chunk), into: recorder, size: bytes.count)
  return CamtRead(recorder: recorder, summary: summary, counts: counts)
}

func readCamt(_ text: String, chunk: Int = 65_536, held: Int = 1_000) throws -> CamtRead {
  try readCamt(Array(text.utf8), chunk: chunk, held: held)
}

/// Writes camt messages for tests, from the message definitions.
enum CamtSample {
  static let iban = "FI2112345600000785"
  static let acct = "<Acct><Id><IBAN>\(iban)</IBAN></Id><Ccy>EUR</Ccy></Acct>"

  /// A `TxDtls` of version 02.
  static func detail(
    _ amount: String, id: String? = "2611190001AB", reference: String = "1234561", name: String = "Maksaja", more: String = ""
  ) -> String {
    "<TxDtls><Refs>" + (id.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? "") + "<EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
      + "<AmtDtls><TxAmt><Amt Ccy=\"EUR\">\(amount)</Amt></TxAmt></AmtDtls>"
      + "<RltdPties><Dbtr><Nm>\(name)</Nm></Dbtr></RltdPties><RmtInf><Strd><CdtrRefInf><Ref>\(reference)</Ref></CdtrRefInf></Strd>"
      + "</RmtInf><RltdDts><AccptncDtTm>2026-11-18T09:00:00+02:00</AccptncDtTm></RltdDts>\(more)</TxDtls>"
  }

  /// An `Ntry`. `status` and `details` are XML.
  static func entry(
    _ amount: String, _ direction: String = "CRDT", status: String = "<Sts>BOOK</Sts>", reversal: String = "",
    date: String = "<BookgDt><Dt>2026-11-19</Dt></BookgDt>", reference: String = "LUMP1", code: String = "710",
    currency: String = "EUR", details: String = ""
  ) -> String {
    "<Ntry><Amt Ccy=\"\(currency)\">\(amount)</Amt><CdtDbtInd>\(direction)</CdtDbtInd>\(reversal)\(status)\(date)"
      + "<AcctSvcrRef>\(reference)</AcctSvcrRef><BkTxCd><Prtry><Cd>\(code)</Cd></Prtry></BkTxCd>"
      + (details.isEmpty ? "" : "<NtryDtls>\(details)</NtryDtls>") + "</Ntry>\n"
  }

  static func batch(_ count: Int, total: String? = nil) -> String {
    "<Btch><NbOfTxs>\(count)</NbOfTxs>" + (total.map { "<TtlAmt Ccy=\"EUR\">\($0)</TtlAmt>" } ?? "") + "</Btch>"
  }

  static func balance(_ type: String, _ amount: String, _ direction: String? = "CRDT", currency: String = "EUR") -> String {
    "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Amt Ccy=\"\(currency)\">\(amount)</Amt>"
      + (direction.map { "<CdtDbtInd>\($0)</CdtDbtInd>" } ?? "") + "<Dt><Dt>2026-11-19</Dt></Dt></Bal>"
  }

  static func payments(
    _ entries: String, head: String = "", account: String = acct, page: String = "", version: String = "camt.054.001.02"
  ) -> String {
    message("BkToCstmrDbtCdtNtfctn", "Ntfctn", account + head + entries, page: page, namespace: namespace(version))
  }

  static func statement(
    _ entries: String, from: String? = nil, to: String? = nil, head: String = "", account: String = acct, page: String = "",
    version: String = "camt.053.001.02"
  ) -> String {
    let balances = (from.map { balance("OPBD", $0) } ?? "") + (to.map { balance("CLBD", $0) } ?? "")
    return message("BkToCstmrStmt", "Stmt", account + balances + head + entries, page: page, namespace: namespace(version))
  }

  static func namespace(_ version: String) -> String { "urn:iso:std:iso:20022:tech:xsd:" + version }

  static func message(_ message: String, _ container: String, _ body: String, page: String = "", namespace: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"\(namespace)\"><\(message)><GrpHdr><MsgId>M1</MsgId>"
      + "<CreDtTm>2026-11-20T06:00:00+02:00</CreDtTm>\(page)</GrpHdr>\n<\(container)><Id>M1-1</Id>"
      + "<CreDtTm>2026-11-20T06:00:00+02:00</CreDtTm>\(body)</\(container)></\(message)></Document>\n"
  }

  static func page(_ number: Int, isLast: Bool) -> String {
    "<MsgPgntn><PgNb>\(number)</PgNb><LastPgInd>\(isLast)</LastPgInd></MsgPgntn>"
  }

  static let reversal = "<RvslInd>true</RvslInd>"

  /// A lump with its payments, its correction, a failed debit, all totals stated.
  static let mixed = payments(
    entry(
      "225.00", code: "705VIITESIIRROT",
      details: batch(2, total: "225.00") + detail("125.00") + detail("100.00", id: "2611190002AB", reference: "RF18539007547034"))
      + entry(
        "125.00", "DBIT", reversal: reversal, reference: "LUMP2", details: batch(1) + detail("125.00"))
      + entry(
        "40.00", status: "<Sts>INFO</Sts>", reversal: reversal, reference: "FAIL1",
        details: detail("40.00", id: "2611190003AB", more: "<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>"))
      + entry("12.34", reference: "LONE1"),
    head: "<TxsSummry><TtlNtries><NbOfNtries>4</NbOfNtries><Sum>402.34</Sum><TtlNetNtryAmt>72.34</TtlNetNtryAmt>"
      + "<CdtDbtInd>CRDT</CdtDbtInd></TtlNtries><TtlCdtNtries><NbOfNtries>3</NbOfNtries><Sum>277.34</Sum></TtlCdtNtries>"
      + "<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>125.00</Sum></TtlDbtNtries></TxsSummry>")
}
