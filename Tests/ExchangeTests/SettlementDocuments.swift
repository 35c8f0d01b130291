import Foundation
import Ledger
import Receivables
import Store

@testable import Exchange

/// A payment as the bank has it; each format states the same of it, as far as it can.
struct BankPayment: Sendable {
  /// Never negative; the entry says which way it went.
  var cents: Int
  var reference: String?
  /// Short; in files it is `Banked.archiveID`. Nil: the bank gives none.
  var id: String?
  /// At most 12 characters go into KTL.
  var payer = "MAKSAJA M"
  var message: String?
  /// Invoice or credit note numbers, each with its part.
  var documents: [(number: String, cents: Int, isCredit: Bool)] = []

  init(_ number: String?, _ amount: String, id: String?, _ change: (inout BankPayment) -> Void = { _ in }) {
    reference = number.map(Claim.reference)
    cents = Int(amount.replacingOccurrences(of: ".", with: "")) ?? 0
    self.id = id
    change(&self)
  }

  fileprivate func detail(_ namespace: String) -> String {
    let isOld = namespace.hasSuffix(".02")
    let amount = "<Amt Ccy=\"EUR\">\(decimal(cents))</Amt>"
    let refs =
      "<Refs>" + (id.map { "<AcctSvcrRef>\(Banked.archiveID($0))</AcctSvcrRef>" } ?? "")
      + "<EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
    let party = "<Nm>\(payer)</Nm>"
    let structured =
      documents.map {
        "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>\($0.isCredit ? "CREN" : "CINV")</Cd></CdOrPrtry></Tp><Nb>\($0.number)</Nb></RfrdDocInf>"
          + "<RfrdDocAmt><\($0.isCredit ? "CdtNoteAmt" : "RmtdAmt") Ccy=\"EUR\">\(decimal($0.cents))"
          + "</\($0.isCredit ? "CdtNoteAmt" : "RmtdAmt")></RfrdDocAmt></Strd>"
      }.joined() + (reference.map { "<Strd><CdtrRefInf><Ref>\($0)</Ref></CdtrRefInf></Strd>" } ?? "")
    let remittance = (message.map { "<Ustrd>\($0)</Ustrd>" } ?? "") + structured
    return "<TxDtls>\(refs)\(isOld ? "<AmtDtls><TxAmt>\(amount)</TxAmt></AmtDtls>" : amount + "<CdtDbtInd>%</CdtDbtInd>")"
      + "<RltdPties><Dbtr>\(isOld ? party : "<Pty>\(party)</Pty>")</Dbtr></RltdPties>"
      + (remittance.isEmpty ? "" : "<RmtInf>\(remittance)</RmtInf>") + "</TxDtls>\n"
  }
}

/// What the bank books as one: a lump of payments, or their correction.
struct BankEntry: Sendable {
  var payments: [BankPayment]
  /// The bank's id of the entry; nil: it gives none.
  var reference: String?
  var isCorrection = false
  /// `BOOK`, `INFO`, `PDNG`
  var status = "BOOK"
  var code = "705 VIITESIIRROT"
  /// It states itself only, whatever the file is.
  var isBare = false
  /// What the bank says of the entry in words.
  var text: String?

  init(_ reference: String?, _ payments: [BankPayment], _ change: (inout BankEntry) -> Void = { _ in }) {
    self.reference = reference
    self.payments = payments
    change(&self)
  }

  var cents: Int { payments.reduce(0) { $0 + $1.cents } }
  var signed: Int { isCorrection ? -cents : cents }

  fileprivate func xml(_ namespace: String, day: String, showsDetails: Bool) -> String {
    let isOld = namespace.hasSuffix(".02")
    let direction = isCorrection ? "DBIT" : "CRDT"
    let details = payments.map { $0.detail(namespace).replacingOccurrences(of: ">%<", with: ">\(direction)<") }.joined()
    let batch = "<Btch><NbOfTxs>\(payments.count)</NbOfTxs></Btch>"
    return "<Ntry><Amt Ccy=\"EUR\">\(decimal(cents))</Amt><CdtDbtInd>\(direction)</CdtDbtInd>"
      + (isCorrection ? "<RvslInd>true</RvslInd>" : "")
      + (isOld ? "<Sts>\(status)</Sts>" : "<Sts><Cd>\(status)</Cd></Sts>") + "<BookgDt><Dt>\(day)</Dt></BookgDt>"
      + (reference.map { "<AcctSvcrRef>\($0)</AcctSvcrRef>" } ?? "")
      + "<BkTxCd><Prtry><Cd>\(code)</Cd><Issr>FFFS</Issr></Prtry></BkTxCd>"
      + (isBare ? "" : "<NtryDtls>\(batch)\(showsDetails ? details : "")</NtryDtls>")
      + (text.map { "<AddtlNtryInf>\($0)</AddtlNtryInf>" } ?? "") + "</Ntry>\n"
  }
}

private func decimal(_ cents: Int) -> String { "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)" }

/// The movements of one account and booking day, in the format that a test asks for.
struct BankDay: Sendable {
  var entries: [BankEntry]
  /// YYYY-MM-DD
  var day = "2026-11-16"
  var account = ScenarioConfiguration.account
  /// The account as `Othr/Id`, where no IBAN stands.
  var other: String?

  init(_ entries: BankEntry..., day: String = "2026-11-16") {
    self.entries = entries
    self.day = day
  }

  init(_ entries: [BankEntry], day: String, account: String = ScenarioConfiguration.account) {
    self.entries = entries
    self.day = day
    self.account = account
  }

  /// One batch of reference payments; `offBy` spoils its sum by so many cents.
  func ktl(offBy: Int = 0) -> String {
    let short = String(day.filter { $0 != "-" }.dropFirst(2))
    let rows = entries.flatMap { entry in
      entry.payments.map { payment in
        Banked("", "0", id: payment.id ?? "") {
          $0.reference = payment.reference ?? ""
          $0.cents = payment.cents
          $0.payer = payment.payer
          $0.isCorrection = entry.isCorrection
          $0.booked = short
          $0.account = String(account.dropFirst(4))
          $0.hasID = payment.id != nil
        }
      }
    }
    return Banked.settlement(rows, made: short, offBy: offBy)
  }

  /// Credit or debit notification with every payment.
  func camt054(_ message: String = "M054", version: String = "02", offBy: Int = 0) -> String {
    let namespace = "camt.054.001." + version
    let body = entries.map { $0.xml(namespace, day: day, showsDetails: true) }.joined()
    let money = entries.filter { $0.status == "BOOK" }
    let totals = BankTotals(count: money.count, cents: money.reduce(0) { $0 + $1.cents } + offBy)
    return envelope("BkToCstmrDbtCdtNtfctn", "Ntfctn", namespace, message, "", totals.xml + body)
  }

  /// A page of a notification whose totals hold over all pages.
  func camt054(_ message: String, page number: Int, of last: Int, totals: BankTotals) -> String {
    let namespace = "camt.054.001.02"
    let body = entries.map { $0.xml(namespace, day: day, showsDetails: true) }.joined()
    let page = "<MsgPgntn><PgNb>\(number)</PgNb><LastPgInd>\(number == last)</LastPgInd></MsgPgntn>"
    return envelope("BkToCstmrDbtCdtNtfctn", "Ntfctn", namespace, message, page, totals.xml + body)
  }

  /// Account statement; with `details` it lists the payments too.
  func camt053(_ message: String = "M053", details: Bool = false, version: String = "08", offBy: Int = 0) -> String {
    let namespace = "camt.053.001." + version
    let body = entries.map { $0.xml(namespace, day: day, showsDetails: details) }.joined()
    let net = entries.filter { $0.status == "BOOK" }.reduce(0) { $0 + $1.signed }
    let balances = balance("OPBD", 1_000_000) + balance("CLBD", 1_000_000 + net + offBy)
    return envelope("BkToCstmrStmt", "Stmt", namespace, message, "", balances + body)
  }

  /// News of the day.
  func camt052(_ message: String = "M052") -> String {
    let namespace = "camt.052.001.08"
    let body = entries.map { $0.xml(namespace, day: day, showsDetails: true) }.joined()
    return envelope("BkToCstmrAcctRpt", "Rpt", namespace, message, "", body)
  }

  private func balance(_ type: String, _ cents: Int) -> String {
    "<Bal><Tp><CdOrPrtry><Cd>\(type)</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">\(decimal(cents))</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
      + "<Dt><Dt>\(day)</Dt></Dt></Bal>"
  }

  private func envelope(
    _ root: String, _ container: String, _ namespace: String, _ message: String, _ page: String, _ body: String
  ) -> String {
    let id = other.map { "<Othr><Id>\($0)</Id></Othr>" } ?? "<IBAN>\(account)</IBAN>"
    let made = "<CreDtTm>\(day)T20:00:00+02:00</CreDtTm>"
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:\(namespace)\"><\(root)>"
      + "<GrpHdr><MsgId>\(message)</MsgId>\(made)\(page)</GrpHdr>\n<\(container)><Id>\(message)-1</Id>\(made)"
      + "<Acct><Id>\(id)</Id><Ccy>EUR</Ccy></Acct>\n\(body)</\(container)></\(root)></Document>\n"
  }
}

/// `TtlCdtNtries` of credits.
struct BankTotals: Sendable {
  var count: Int
  var cents: Int

  init(count: Int, cents: Int) {
    self.count = count
    self.cents = cents
  }

  init(_ days: [BankDay]) {
    let entries = days.flatMap(\.entries)
    self.init(count: entries.count, cents: entries.reduce(0) { $0 + $1.cents })
  }

  var xml: String {
    "<TxsSummry><TtlNtries><NbOfNtries>\(count)</NbOfNtries><Sum>\(decimal(cents))</Sum></TtlNtries></TxsSummry>\n"
  }
}

extension NightFixture {
  /// What is on CLEARING and not zero: `FI21…785 2026-11-16 12.00`.
  func openClearing(company: String = "malli") throws -> [String] {
    try read { try $0.openClearing(company: company).map { "\($0.account) \($0.day) \($0.amount.decimalText)" } }
  }

  /// Every posting: `AR -100.00 1001 R01`, in the order of the journal.
  func postings(company: String = "malli") throws -> [String] {
    try read { try $0.vouchers(company: company) }.flatMap(\.draft.postings).map {
      "\($0.role.rawValue) \($0.amount.decimalText)\($0.invoiceNumber.map { " " + $0 } ?? "") \($0.recipe)"
    }
  }

  /// Names of vouchers in the order of the chain.
  func voucherNames(company: String = "malli") throws -> [String] {
    try read { try $0.vouchers(company: company).map(\.label) }
  }

  /// What waits for a person: `suspense 50.00`, `line 12.00`.
  func waiting() throws -> [String] {
    try folder().matchQuestions(company: nil).map { "\($0.kind.rawValue) \($0.waiting.decimalText)" }
  }

  /// The name of the only question.
  func onlyQuestion() throws -> String {
    let all = try folder().matchQuestions(company: nil)
    return all.count == 1 ? all[0].name : "\(all.count) questions"
  }

  @discardableResult
  func match(_ name: String, _ decision: MatchDecision, on day: String) throws -> String {
    try folder().match(name, decision, company: nil, asOf: Self.day(day))
  }

  /// Rule ids of all findings about bank files, with how often.
  func bankFindings() throws -> [String: Int] {
    try read { transaction in
      var counts: [String: Int] = [:]
      for file in 1..<(try transaction.nextFileID()) {
        for finding in try transaction.findings(file: file) where finding.rule != "finvoice.schema" {
          counts[finding.rule, default: 0] += 1
        }
      }
      return counts
    }
  }
}
