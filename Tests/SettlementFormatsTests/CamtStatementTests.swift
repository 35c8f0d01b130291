import Receivables
import SettlementFormats
import Testing

/// What becomes of the lines of a statement, and of what a bank leaves out.
@Suite struct CamtStatementTests {
  private typealias Sample = CamtSample

  /// A line is one of the account's movements; behind it stand its payments, unless other files list them.
  @Test(arguments: [
    ("no details", Sample.entry("9.00"), ["line 9.00", "payment 9.00"]),
    ("one detail", Sample.entry("9.00", details: Sample.detail("9.00")), ["line 9.00", "payment 9.00"]),
    (
      "several details", Sample.entry("9.00", details: Sample.detail("4.00") + Sample.detail("5.00", id: "B")),
      ["line 9.00", "payment 4.00", "payment 5.00"]
    ),
    ("batch of one", Sample.entry("9.00", details: Sample.batch(1)), ["line 9.00", "payment 9.00"]),
    ("batch without details", Sample.entry("9.00", details: Sample.batch(3)), ["lump 9.00"]),
    ("batch with fewer details", Sample.entry("9.00", details: Sample.batch(3) + Sample.detail("9.00")), ["lump 9.00"]),
    ("reference payments", Sample.entry("9.00", code: "705"), ["lump 9.00"]),
    ("with the old field", Sample.entry("9.00", code: "NTRF+705Viitepanot"), ["lump 9.00"]),
    ("with the code's text", Sample.entry("9.00", code: "705VIITESIIRTO"), ["lump 9.00"]),
    ("with a blank", Sample.entry("9.00", code: "705 VIITESIIRROT"), ["lump 9.00"]),
    ("correction of reference payments", Sample.entry("9.00", "DBIT", reversal: Sample.reversal, code: "705"), ["lump -9.00"]),
    ("another code", Sample.entry("9.00", code: "7051"), ["line 9.00", "payment 9.00"]),
    (
      "reference payments with details", Sample.entry("9.00", code: "705", details: Sample.detail("9.00")),
      ["line 9.00", "payment 9.00"]
    ),
  ])
  func linesAndLumps(_ row: (String, String, [String])) throws {
    let read = try readCamt(Sample.statement(row.1))
    #expect(read.isSound)
    let said = read.entries.map {
      "\($0.isLump ? "lump" : $0.level == .statementLine ? "line" : "payment") \($0.amount.decimalText)"
    }
    #expect(said == row.2, "\(row.0)")
    #expect(read.end?.totals?.net == read.entries.first?.amount)
    let line = try #require(read.entries.first)
    #expect(line.archiveID == "LUMP1" && line.entryReference == "LUMP1" && line.level == .statementLine)
  }

  /// A bank elsewhere may use 705 for anything.
  @Test func theCodeIsFinnish() throws {
    let account = "<Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    #expect(try readCamt(Sample.statement(Sample.entry("9.00", code: "705"), account: account)).entries.count == 2)
  }

  @Test(arguments: [
    ("BOOK", "", SettlementEntry.Status.booked), ("BOOK", Sample.reversal, .correction), ("PDNG", "", .pending),
    ("FUTR", "", .pending),
    ("INFO", Sample.reversal, .failed), ("BOOK", "<RvslInd>false</RvslInd>", .booked),
  ])
  func statuses(_ row: (String, String, SettlementEntry.Status)) throws {
    for status in ["<Sts>\(row.0)</Sts>", "<Sts><Cd>\(row.0)</Cd></Sts>", "<Sts>\n  \(row.0)\n</Sts>"] {
      for direction in ["CRDT", "DBIT"] {
        let read = try readCamt(Sample.payments(Sample.entry("5.00", direction, status: status, reversal: row.1)))
        let entry = try #require(read.entries.first)
        #expect(read.isSound && entry.status == row.2)
        // A reversal never turns a sign round: the direction is the real one.
        #expect(entry.amount.minorUnits == (direction == "CRDT" ? 500 : -500))
        #expect(entry.correctionCode == (row.1 == Sample.reversal ? "1" : "0"))
      }
    }
  }

  @Test func missingStatusIsProvenByBalancesOnly() throws {
    let bare = Sample.entry("9.00", status: "")
    let proven = try readCamt(Sample.statement(bare, from: "1.00", to: "10.00"))
    #expect(proven.isSound && proven.entries.map(\.status) == [.booked, .booked])
    #expect(proven.moneyFindings.map { "\($0.rule) \($0.severity)" } == ["camt.status-missing info"])
    let contradicted = try readCamt(Sample.statement(bare, from: "1.00", to: "10.01"))
    #expect(!contradicted.isSound && contradicted.findings.contains { $0.rule == "camt.control-total" })
    let unproven = try readCamt(Sample.statement(bare))
    #expect(!unproven.isSound && unproven.findings.contains { $0.rule == "camt.status-missing" && $0.severity == .error })
    let notified = try readCamt(Sample.payments(bare))
    #expect(notified.isSound && notified.entries.map(\.status) == [.pending] && notified.end?.totals?.net.isZero == true)
    #expect(notified.moneyFindings.map { "\($0.rule) \($0.severity)" } == ["camt.status-missing warning"])
  }

  @Test func balances() throws {
    let entries =
      Sample.entry("9.00") + Sample.entry("2.50", "DBIT", reference: "B") + Sample.entry("4.00", status: "<Sts>PDNG</Sts>")
    func read(_ head: String) throws -> CamtRead { try readCamt(Sample.statement(entries, head: head)) }
    let agrees = try read(Sample.balance("PRCD", "3.00", "DBIT") + Sample.balance("CLBD", "3.50"))
    #expect(agrees.isSound && agrees.findings.isEmpty)
    #expect(agrees.end?.controls.first == ControlTotal(name: "closing less opening balance", stated: "6.50", computed: "6.50"))
    // The opening balance of the day goes before that of the day before; banks leave the direction of a credit balance out.
    #expect(
      try read(Sample.balance("PRCD", "7.00") + Sample.balance("OPBD", "1.00", nil) + Sample.balance("CLBD", "7.50", nil)).isSound
    )
    let wrong = try read(Sample.balance("OPBD", "1.00") + Sample.balance("CLBD", "7.51"))
    #expect(!wrong.isSound)
    #expect(
      wrong.findings.map(\.message) == ["The message states 6.51 for the closing less opening balance, its entries give 6.50."])
    #expect(try !read(Sample.balance("OPBD", "1.00", currency: "USD") + Sample.balance("CLBD", "7.50", currency: "USD")).isSound)
    #expect(try read("").moneyFindings.map(\.rule) == ["camt.balance-missing"])
  }

  /// A page's own totals count; those of the whole message wait for the other pages.
  @Test func pages() throws {
    let first = try readCamt(
      Sample.statement(Sample.entry("9.00"), from: "1.00", to: "20.00", page: Sample.page(1, isLast: false)))
    #expect(first.isSound && first.recorder.all.first?.header.page == .init(number: 1, isLast: false))
    #expect(
      first.end?.controls.first
        == ControlTotal(name: "closing less opening balance", stated: "19.00", computed: "9.00", isOfAllPages: true))
    #expect(first.end?.waitsForPages == true)
    let only = try readCamt(Sample.statement(Sample.entry("9.00"), from: "1.00", to: "20.00", page: Sample.page(1, isLast: true)))
    #expect(!only.isSound && only.recorder.all.first?.header.page?.isWhole == true)
    // Sums of an entry are never of several pages.
    let broken = Sample.entry("9.00", details: Sample.detail("4.00") + Sample.detail("4.00", id: "B"))
    #expect(try !readCamt(Sample.statement(broken, page: Sample.page(2, isLast: true))).isSound)
    let own = try readCamt(
      Sample.payments(
        Sample.entry("9.00"),
        head: "<NtfctnPgntn><PgNb>3</PgNb><LastPgInd>true</LastPgInd></NtfctnPgntn>", page: Sample.page(1, isLast: true)))
    #expect(own.recorder.all.first?.header.page == .init(number: 3, isLast: true))
  }

  @Test func copiesAreSaidToBe() throws {
    for (code, isCopy) in [("COPY", true), ("CODU", true), ("DUPL", true), ("", false)] {
      let head = code.isEmpty ? "" : "<CpyDplctInd>\(code)</CpyDplctInd>"
      #expect(try readCamt(Sample.payments("", account: head + Sample.acct)).recorder.all.first?.header.isCopy == isCopy)
    }
  }

  /// Nothing of an interim report is booked, and what does not agree in it stops nobody.
  @Test func interimReports() throws {
    let text = Sample.message(
      "BkToCstmrAcctRpt", "Rpt",
      Sample.acct + "<TxsSummry><TtlNtries><NbOfNtries>7</NbOfNtries></TtlNtries></TxsSummry>"
        + Sample.entry("9.00", details: Sample.detail("4.00")), namespace: Sample.namespace("camt.052.001.08"))
    let read = try readCamt(text)
    #expect(read.isSound && read.recorder.all.first?.header.kind == .interim && read.entries.map(\.status) == [.pending])
    #expect(read.moneyFindings.map { "\($0.rule) \($0.severity)" } == Array(repeating: "camt.control-total warning", count: 2))
    #expect(read.summary.paymentsThrough == nil)
  }

  @Test func severalStatements() throws {
    let two = Sample.statement(Sample.entry("9.00"), from: "1.00", to: "10.00")
      .replacingOccurrences(
        of: "</Stmt>",
        with: "</Stmt><Stmt><Id>2</Id><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct>"
          + Sample.entry("7.00", currency: "SEK") + "</Stmt>")
    let read = try readCamt(two)
    #expect(read.isSound && read.recorder.all.map(\.header.ordinal) == [0, 1])
    #expect(read.recorder.all.map { $0.end?.totals?.net.description } == ["9.00 EUR", "7.00 SEK"])
    // One bad statement does not harm the other.
    let half = try readCamt(two.replacingOccurrences(of: "10.00", with: "10.01"))
    #expect(half.recorder.all.map(\.isSound) == [false, true] && !half.summary.isRefused)
  }
}

extension String {
  fileprivate func replacingOccurrences(of part: String, with other: String) -> String {
    split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
  }
}
