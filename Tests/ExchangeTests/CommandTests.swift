import Exchange
import Foundation
import Receivables
import Reports
import Store
import TestSupport
import Testing

/// What people ask for by hand: the sentences that answer them, and the exit classes of what is refused.
@Suite("Commands") struct CommandTests {
  private func day(_ text: String) throws -> CalendarDate { try NightFixture.day(text) }

  // MARK: hold, release

  @Test func holdAndReleaseSayWhatTheyDid() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let today = try day("2026-11-17")
    #expect(
      try night.folder().hold("1001", company: nil, reason: "asked", asOf: today)
        == "malli 1001 is held back from 2026-11-17: asked")
    #expect(
      try night.folder().hold("77", company: "malli", reason: "asked", asOf: today)
        == "malli 77 has not been seen yet; it will be held back when it comes: asked")
    let said = try night.folder().release("1001", company: "malli", reason: "settled", asOf: today)
    #expect(said.hasPrefix("malli 1001 is released from 2026-11-17: settled\n  What this does not end: "), "\(said)")
  }

  @Test func aHoldForANumberThatNobodyHasSeenIsKept() throws {
    let night = try NightFixture()
    _ = try night.folder().hold("1001", company: "malli", reason: "asked", asOf: day("2026-11-10"))
    try night.night("2026-11-16")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold on-hold")
  }

  @Test func aRuleIsNoInvoice() throws {
    let night = try NightFixture()
    try night.night("2026-11-16")
    #expect(
      night.failure { _ = try $0.explain("br-co-15", company: nil) }?.lines.last
        == "It is the name of a rule: `perille explain --rule BR-CO-15` says what that means.")
  }

  @Test func aHoldMayComeBeforeTheFirstRun() throws {
    let night = try NightFixture(active: [])
    _ = try night.folder().hold("1001", company: "malli", reason: "asked", asOf: day("2026-11-10"))
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold plan-only on-hold")
  }

  @Test("a number of two companies changes nothing and lists them", arguments: ["hold", "release", "explain"])
  func twoCompanies(command: String) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(
      Claim("1001").finvoice,
      Claim("1001") {
        $0.seller = ScenarioConfiguration.handoverSeller
        $0.due = "2026-11-12"
      }.finvoice)
    try night.night("2026-11-16")
    let before = try night.dump()
    let failure = try #require(
      night.failure { folder in
        switch command {
        case "hold": _ = try folder.hold("1001", company: nil, reason: "x", asOf: day("2026-11-17"))
        case "release": _ = try folder.release("1001", company: nil, reason: "x", asOf: day("2026-11-17"))
        default: _ = try folder.explain("1001", company: nil)
        }
      })
    #expect(failure.status == .usage)
    #expect(
      failure.lines == [
        "The number 1001 is of several companies; nothing was changed.", "  --company luovutus", "  --company malli",
      ])
    #expect(try night.dump() == before)
  }

  @Test func whatIsNotThereCannotBeReleased() throws {
    let night = try NightFixture()
    try night.night("2026-11-16")
    let today = try day("2026-11-17")
    #expect(night.failure { _ = try $0.release("77", company: "malli", reason: "x", asOf: today) }?.status == .usage)
    #expect(night.failure { _ = try $0.hold("77", company: nil, reason: "x", asOf: today) }?.status == .usage)
    let wrong = night.failure { _ = try $0.hold("77", company: "mali", reason: "x", asOf: today) }
    #expect(wrong?.lines == ["No company has the key mali. Did you mean malli?"])
  }

  @Test func aReasonIsMaskedBeforeItIsKept() throws {
    let night = try NightFixture()
    let said = try night.folder().hold("1001", company: "malli", reason: "131052-9085 called", asOf: day("2026-11-16"))
    #expect(!said.contains("9085"))
    #expect(try !night.dump().contains("9085"))
  }

  // MARK: retry, dismiss, activate

  @Test func retryAndDismissNameWhatTheyFind() throws {
    let night = try NightFixture()
    try night.write("inbox/estot-bad.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;1;;;;\n")
    try night.write("inbox/erp/estot-bad.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;2;;;;\n")
    try night.night("2026-11-16")
    let names = try night.quarantined()
    #expect(names.count == 2)
    #expect(night.failure { _ = try $0.retry("none.csv", all: false) }?.status == .usage)
    #expect(night.failure { _ = try $0.retry(nil, all: false) }?.status == .usage)
    let ambiguous = night.failure { _ = try $0.retry("estot-bad.csv", all: false) }
    #expect(ambiguous?.status == .usage)
    #expect(ambiguous?.lines.count == 3)
    let typo = night.failure { _ = try $0.retry(String(names[0].dropLast()), all: false) }
    #expect(typo?.lines.first?.contains("Did you mean \(names[0])?") == true)
    // The place that it came from is taken by another file.
    let path = try #require(try night.read { try $0.quarantine(state: "open") }.first?.path)
    try night.write(path, "another file")
    #expect(night.failure { _ = try $0.retry(names[0], all: false) }?.status == .usage)
    try FileManager.default.removeItem(at: night.url(path))
    #expect(try night.folder().retry(names[0], all: false) == ["\(names[0]) is back in \(path); the next run reads it."])
    #expect(try night.folder().dismiss(nil, all: true, reason: "old") == ["\(names[1]) is dismissed: old"])
    #expect(try night.quarantined() == [])
    #expect(night.failure { _ = try $0.dismiss(names[1], all: false, reason: "again") }?.status == .usage)
  }

  @Test func activateKnowsItsCompanies() throws {
    let night = try NightFixture(active: [])
    #expect(night.failure { _ = try $0.activate("nobody", asOf: day("2026-11-16")) }?.status == .usage)
    #expect(
      try night.folder().activate("malli", asOf: day("2026-11-16"))
        == "malli is active from 2026-11-16: what may go will go with the next run.")
  }

  // MARK: list, explain

  @Test func listsTellTheStore() throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.due = "2026-11-13" }.finvoice)
    try night.drop(bank: Banked.settlement([Banked("1002", "10.00", id: "1")]))
    try night.write("inbox/what.bin", "PK\u{3}\u{4}")
    try night.night("2026-11-16")
    for name in try night.quarantined() { _ = try night.folder().dismiss(name, all: false, reason: "x") }
    try night.night("2026-11-17")
    let folder = try night.folder()
    let cell = { (kind: Listing.Kind, row: Int, column: String) throws -> String in
      let listing = try folder.list(kind, company: nil, outcome: nil)
      let index = try #require(listing.columns.firstIndex(of: column))
      return listing.rows[row][index]
    }
    #expect(try cell(.companies, 0, "key") == "malli")
    #expect(try cell(.companies, 0, "active") == "2026-11-02")
    #expect(try cell(.receivables, 0, "decision") == "transfer")
    #expect(try cell(.receivables, 1, "open") == "90.00")
    #expect(try folder.list(.receivables, company: "malli", outcome: .wait).rows.map { $0[1] } == ["1002"])
    #expect(try folder.list(.receivables, company: "luovutus", outcome: nil).rows.isEmpty)
    #expect(try cell(.assignments, 0, "number") == "1001")
    #expect(try cell(.assignments, 0, "state") == "published")
    #expect(try cell(.settlements, 0, "net") == "10.00")
    #expect(try folder.list(.vouchers, company: nil, outcome: nil).rows.count == 2)
    #expect(try folder.list(.quarantine, company: nil, outcome: nil).rows.isEmpty)
    #expect(night.failure { _ = try $0.list(.receivables, company: "x", outcome: nil) }?.status == .usage)
  }

  @Test func explainTellsTheStoryOfAClaim() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "30.00", of: "1001").ubl)
    night.pay(Paid("1001", "20.00"))
    _ = try night.folder().hold("1001", company: "malli", reason: "wait for the clerk", asOf: day("2026-11-16"))
    try night.night("2026-11-16")
    _ = try night.folder().release("1001", company: nil, reason: "clerk is back", asOf: day("2026-11-17"))
    try night.night("2026-11-17")
    let text = try night.folder().explain("1001", company: nil).text
    for words in [
      "file-1.xml", "20.00", "30.00", "wait for the clerk", "clerk is back", "50.00", "svea", "2026-11-16", "2026-11-17",
    ] {
      #expect(text.contains(words), "\(words) is missing in:\n\(text)")
    }
    #expect(night.failure { _ = try $0.explain("4242", company: nil) }?.status == .usage)
    #expect(night.failure { _ = try $0.explain("4242", company: "malli") }?.status == .usage)
    guard case .invoice(let credit) = try night.folder().explain("9001", company: nil) else {
      Issue.record("a credit note is no voucher")
      return
    }
    #expect(credit.items.isEmpty && credit.others.map(\.state) == ["applied"])
  }

  // MARK: ledger, doctor

  private func bookedNight() throws -> NightFixture {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(Claim("1001").finvoice)
    try night.drop(
      bank: Banked.settlement([Banked("1001", "30.00", id: "1"), Banked("1001", "20.00", id: "2"), Banked("77", "5.00", id: "3")])
    )
    try night.night("2026-11-16")
    return night
  }

  @Test func theLedgerIsExportedByCompanyAndDate() throws {
    let night = try bookedNight()
    let folder = try night.folder()
    let export = { (format: String, company: String?, from: CalendarDate?) in
      try folder.exportLedger(format: format, company: company, from: from, until: nil, program: "perille")
    }
    let all = try export("hledger", "malli", nil)
    #expect(all.count == 1 && String(decoding: all[0].bytes, as: UTF8.self).contains("2026-11-16"))
    #expect(String(decoding: all[0].manifest, as: UTF8.self).contains("\"vouchers\""))
    #expect(try export("hledger", "malli", day("2026-11-17")).isEmpty)
    let unconfirmed = night.failure { _ in _ = try export("sie", "malli", nil) }
    #expect(unconfirmed?.status == .configuration, "nobody has confirmed the chart")
    #expect(
      night.failure { _ in _ = try export("excel", "malli", nil) }?.status == .usage)
    let which = night.failure { _ in _ = try export("hledger", nil, nil) }
    #expect(which?.status == .usage)
    #expect(which?.lines.count == 3)
    // Asking changes nothing: the night's own export is as it was.
    #expect(try night.files("ledger/malli").count == 2, "one file, and its manifest")
  }

  @Test(
    "ledger verify finds what somebody changed behind the journal's back",
    arguments: [
      ("UPDATE voucher SET text = 'nothing' WHERE number = 2", "2"),
      ("UPDATE posting SET amount = amount * 2 WHERE voucher_id = (SELECT id FROM voucher WHERE number = 2)", "2"),
      ("UPDATE posting SET role = 'OVERPAY' WHERE role = 'AR' AND voucher_id = (SELECT id FROM voucher WHERE number = 1)", "1"),
      ("UPDATE voucher SET date = '2026-11-15' WHERE number = 3", "3"),
      ("DELETE FROM voucher WHERE number = 2", "3"),
      ("UPDATE voucher SET number = 9 WHERE number = 3", "9"),
      ("DELETE FROM voucher WHERE number = 3", "2"),
    ])
  func tampered(statement: String, number: String) throws {
    let night = try bookedNight()
    let sound = try night.folder().verifyLedger(company: nil)
    #expect(sound.map(\.problem) == [nil])
    #expect(sound.map(\.vouchers) == [3])
    try runPython(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
          db.execute("DROP TRIGGER " + name)
      db.execute(sys.argv[2])
      db.commit()
      """, night.url("state/perille.sqlite").path, statement)
    let problem = try #require(try night.folder().verifyLedger(company: "malli").first?.problem)
    #expect(problem.contains("2026-A-\(number)"), "\(problem)")
    let checks = try night.folder().doctor(asOf: day("2026-11-17"))
    #expect(checks.contains { !$0.ok && $0.check == "journal of malli" })
  }

  @Test func doctorIsContentWithASoundFolder() throws {
    let night = try bookedNight()
    let checks = try night.folder().doctor(asOf: day("2026-11-17"))
    #expect(checks.filter { !$0.ok }.map(\.text) == [])
    #expect(checks.contains { $0.check == "store" && $0.text == "is sound" })
    #expect(checks.contains { $0.check == "law of FI" })
  }

  @Test func doctorAsksTheMachineForTheTimeZone() throws {
    let night = try NightFixture(active: [])
    try night.write(
      "perille.yaml", night.configuration.text.replacingOccurrences(of: "Europe/Helsinki", with: "Europe/Helsingfors"))
    let checks = try night.folder().doctor(asOf: day("2026-11-17"))
    #expect(checks.contains { !$0.ok && $0.check == "time zone" && $0.text.contains("Europe/Helsingfors") })
  }

  @Test func anUnknownNumberIsNotACompanysFault() throws {
    let night = try NightFixture()
    try night.night("2026-11-16")
    #expect(
      night.failure { _ = try $0.explain("NOSUCH", company: nil) }?.lines.last
        == "Check the number: `perille list receivables` shows all that there are.")
    let today = try day("2026-11-17")
    #expect(
      night.failure { _ = try $0.hold("NOSUCH", company: nil, reason: "asked", asOf: today) }?.lines.last?.contains("--company")
        == true)
  }

  @Test func doctorSaysWhatIsWrong() throws {
    let night = try bookedNight()
    let late = try night.folder().doctor(asOf: day("2099-01-01"))
    #expect(late.contains { !$0.ok && $0.check == "law of FI" })
    #expect(late.contains { !$0.ok && $0.check == "calendar of FI" && $0.text.contains("from 2024-01-01 through 2028-12-31") })
    #expect(late.contains { !$0.ok && $0.check == "terms of svea" })
    try FileManager.default.removeItem(at: night.url("inbox"))
    #expect(try night.folder().doctor(asOf: day("2026-11-17")).contains { !$0.ok && $0.check == "folder inbox/" })
    try FileManager.default.removeItem(at: night.url("state"))
    let checks = try night.folder().doctor(asOf: day("2026-11-17"))
    #expect(checks.contains { !$0.ok && $0.check == "store" && $0.text.contains("missing") })
  }

  @Test func doctorSeesAnOldStoreAndADamagedOne() throws {
    let night = try bookedNight()
    try night.write("reports/run-000099.json", "{}")
    #expect(try night.folder().doctor(asOf: day("2026-11-17")).contains { !$0.ok && $0.check == "store against files" })
    try FileManager.default.removeItem(at: night.url("reports/run-000099.json"))
    try runPython(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      page = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'payment_state'").fetchone()[0]
      db.execute("UPDATE run SET state = 'running'")
      db.commit()
      db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
      db.close()
      with open(sys.argv[1], "r+b") as file:
          file.seek((page - 1) * 4096)
          kind = file.read(1)[0]
          file.seek((page - 1) * 4096)
          file.write(bytes([kind ^ 0x5A]))
      """, night.url("state/perille.sqlite").path)
    #expect(try night.refused("2026-11-17")?.status == .defect, "after a crash the store is looked through")
    #expect(try night.folder().doctor(asOf: day("2026-11-17")).contains { !$0.ok && $0.check == "store" })
  }

  // MARK: plan, init

  @Test func planTellsWhatARunWouldDoAndTouchesNothing() throws {
    let night = try NightFixture()
    try night.night("2026-11-16")
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.due = "2026-11-13" }.finvoice)
    let before = try night.dump()
    let plan = try Plan(
      folder: night.folder(),
      options: RunOptions(asOf: day("2026-11-17"), clock: NightFixture.clock(day("2026-11-17")), workers: 1)
    ).make()
    #expect(plan.counts.transfer == 1 && plan.counts.wait == 1)
    #expect(plan.batches.map(\.capital) == ["100.00"])
    #expect(try night.dump() == before)
    #expect(try night.files("outbox") == [])
    #expect(try night.files("inbox").count == 2)
    // It takes any day: in a month the payments are stale.
    let later = try Plan(
      folder: night.folder(),
      options: RunOptions(asOf: day("2026-12-18"), clock: NightFixture.clock(day("2026-11-17")), workers: 1)
    ).make()
    #expect(later.counts.wait == 2)
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00"])
  }

  @Test func initMakesAFolderAndNeverWritesOverOne() throws {
    let base = FileManager.default.temporaryDirectory.appendingPathComponent("perille-init-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: base) }
    #expect(try InitFolder.make(at: base.path).first?.contains("made") == true)
    let file = base.appendingPathComponent("perille.yaml")
    try Data("mine".utf8).write(to: file)
    #expect(try InitFolder.make(at: base.path) == ["perille.yaml is there already and was left as it is."])
    #expect(try String(contentsOf: file, encoding: .utf8) == "mine")
    let failure = #expect(throws: CommandFailure.self) { try ExchangeFolder.open(root: base.path) }
    #expect(failure?.status == .configuration)
  }
}
