import Foundation
import Receivables
import Store
import TestSupport
import Testing

@testable import Exchange

/// What was not read, runs that may not run, and what lies in the folders afterwards.
@Suite("Scenarios: intake, runs, outbox")
struct ScenarioIntakeTests {
  private func day(_ text: String) throws -> CalendarDate { try NightFixture.day(text) }

  private static let broken = Claim("1009").finvoice.replacingOccurrences(of: "</Finvoice>", with: "")

  @Test func anUnreadFileOfAKnownCompanyMakesThatCompanyWait() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("5001") { $0.seller = ScenarioConfiguration.handoverSeller }.finvoice)
    try night.write("inbox/estot-broken.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;1001;;;;\n")
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait intake-incomplete")
    #expect(try night.decision("5001", company: "luovutus") == "transfer")
    #expect(night.report.files.quarantined == 1)
    #expect(night.exit == 1)
    let names = try night.files("quarantine")
    #expect(
      names.count == 3 && names.contains { $0.hasSuffix(".findings.txt") } && names.contains { $0.hasSuffix(".findings.json") })
    try night.night("2026-11-17")
    #expect(night.exit == 0, "an old question")
    #expect(try night.decision("1001") == "wait intake-incomplete")
  }

  @Test func anUnreadFileOfUnknownKindMakesAllCompaniesWait() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("5001") { $0.seller = ScenarioConfiguration.handoverSeller }.finvoice)
    try night.write("inbox/what.bin", "PK\u{3}\u{4} something")
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait intake-incomplete")
    #expect(try night.decision("5001", company: "luovutus") == "wait intake-incomplete")
  }

  @Test func aFileThatWaitsMakesAllCompaniesWait() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try FileManager.default.createSymbolicLink(at: night.url("inbox/link.xml"), withDestinationURL: night.url("perille.yaml"))
    try night.night("2026-11-16")
    #expect(night.report.files.waiting == 1)
    #expect(try night.decision("1001") == "wait intake-incomplete")
    try FileManager.default.removeItem(at: night.url("inbox/link.xml"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test("what was quarantined frees its company when it is", arguments: ["dismissed", "retried after the profile was corrected"])
  func freed(way: String) throws {
    let night = try NightFixture { $0.profiles = "" }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.write("inbox/kassa_1.csv", "Lasku;Summa\n1002;100.00\n")
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait intake-incomplete")
    let name = try #require(try night.read { try $0.quarantine(state: "open") }.map(\.name).first)
    if way == "dismissed" {
      let said = try night.folder().dismiss(name, all: false, reason: "not ours")
      #expect(said == ["\(name) is dismissed: not ours"])
      try night.night("2026-11-17")
      #expect(try night.assigned() == ["1001": "100.00", "1002": "100.00"])
      #expect(try night.files("quarantine").contains(name), "the original stays")
      return
    }
    try night.configure {
      $0.profiles = """
          kassa:
            match: {name: "kassa*.csv"}
            encoding: utf-8
            separator: ";"
            numbers: {decimalMark: "."}
            dateFormat: yyyy-MM-dd
            company: {constant: malli}
            rowKind: payment
            columns: {number: Lasku, amount: Summa}
            constants: {currency: EUR, paymentDate: "2026-11-12"}
        """
    }
    _ = try night.folder().retry(name, all: false)
    #expect(try night.files("quarantine") == [])
    #expect(try night.files("inbox") == ["kassa_1.csv"])
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00"])
    #expect(try night.decision("1002") == "exclude paid")
  }

  @Test func aCorrectedFileIsReadAndTheOldQuarantineStillWaitsForAPerson() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.write("inbox/estot-1.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;1001;;;;\n")
    try night.night("2026-11-16")
    try night.drop(holds: Kept("hold", "77"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "wait intake-incomplete", "nobody knows that one file corrects another")
    let failure = night.failure { _ = try $0.dismiss("nothing.csv", all: false, reason: "x") }
    #expect(failure?.status == .usage)
    let name = try #require(try night.read { try $0.quarantine(state: "open") }.map(\.name).first)
    _ = try night.folder().dismiss(name, all: false, reason: "corrected")
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func aRetriedFileThatIsStillWrongHoldsItsCompanyStill() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Self.broken)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait intake-incomplete")
    _ = try night.folder().retry(nil, all: true)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "wait intake-incomplete")
    #expect(night.report.files.quarantined == 1)
    #expect(try night.quarantined().count == 1)
  }

  @Test func oneBadMessageOfAFileIsQuarantinedAndTheOthersCount() throws {
    let night = try NightFixture()
    let bad = Claim("1002").finvoice.replacingOccurrences(of: "20261001", with: "20269901")
    try night.drop(Claim("1001").finvoice + bad + Claim("1003").finvoice)
    try night.night("2026-11-16")
    #expect(try night.receivables("1001").count == 1)
    #expect(try night.receivables("1003").count == 1)
    #expect(try night.decision("1001") == "wait intake-incomplete")
    #expect(try night.files("quarantine").contains { $0.hasSuffix(".part-2") })
    #expect(night.report.files.archived == 2)
  }

  // MARK: Days

  @Test func aRunForALaterDayOrAnEarlierThanTheLastIsRefused() throws {
    let night = try NightFixture()
    #expect(try night.refused("2026-11-16", asOf: "2026-11-17")?.status == .usage)
    try night.night("2026-11-17")
    #expect(try night.refused("2026-11-18", asOf: "2026-11-16")?.status == .usage)
    try night.night("2026-11-18", asOf: "2026-11-17")
    try night.night("2026-11-18")
    #expect(night.report.missedNights == 0)
    try night.night("2026-11-23")
    #expect(night.report.missedNights == 4)
  }

  @Test func aRunForYesterdayKnowsThePersonsHoldOfToday() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    _ = try night.folder().hold("1001", company: "malli", reason: "stop", asOf: day("2026-11-17"))
    try night.night("2026-11-17", asOf: "2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
  }

  // MARK: Runs that may not run

  @Test func twoRunsAtOnceAreOne() throws {
    let night = try NightFixture()
    try night.night("2026-11-16")
    let disk = try Disk(root: night.root.path)
    guard let lock = try RunLock(disk) else {
      Issue.record("the lock was not free")
      return
    }
    #expect(try night.refused("2026-11-17")?.status == .locked)
    #expect(night.failure { _ = try $0.hold("1", company: "malli", reason: "x", asOf: day("2026-11-17")) }?.status == .locked)
    withExtendedLifetime(lock) {}
  }

  @Test func aMissingInboxIsNoQuietNight() throws {
    let night = try NightFixture()
    night.isFresh = false
    try night.night("2026-11-16")
    #expect(night.report.files.read == 0)
    try FileManager.default.removeItem(at: night.url("inbox"))
    #expect(try night.refused("2026-11-17")?.status == .missingFolder)
    #expect(CommandFailure.of(failureOpening("/nowhere/at/all")).status == .missingFolder)
  }

  private func failureOpening(_ root: String) -> any Error {
    do {
      _ = try ExchangeFolder.open(root: root)
      return CommandFailure(.done)
    } catch { return error }
  }

  @Test func aStoreMissingBesideItsFilesIsNeverBegunAnew() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try FileManager.default.removeItem(at: night.url("state"))
    #expect(try night.refused("2026-11-17")?.status == .configuration)
    #expect(try night.files("outbox").count == 1)
    #expect(try !night.files("state").contains("perille.sqlite"))
  }

  @Test("a store older than the files beside it is refused", arguments: ["reports", "outbox", "sent", "ledger", "quarantine"])
  func restored(kept: String) throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let state = night.url("state")
    let backup = night.url("backup")
    try FileManager.default.copyItem(at: state, to: backup)
    try night.drop(Claim("1002").finvoice, Self.broken)
    try night.drop(bank: Banked.settlement([Banked("7777", "1.00", id: "9")]))
    // Dismissed at once, so that the batch goes.
    _ = try night.folder().hold("1", company: "malli", reason: "x", asOf: day("2026-11-17"))
    try night.night("2026-11-17")
    for name in try night.quarantined() { _ = try night.folder().dismiss(name, all: false, reason: "x") }
    try night.night("2026-11-18")
    #expect(try night.files("outbox").count == 2)
    try FileManager.default.removeItem(at: state)
    try FileManager.default.moveItem(at: backup, to: state)
    // All that later nights wrote is gone but one folder.
    if kept == "sent" {
      for path in try night.files("outbox") {
        let parts = path.split(separator: "/")
        try night.move("outbox/\(path)", to: "outbox/\(parts[0])/\(parts[1])/sent/\(parts[2])")
      }
    }
    for name in ["reports", "outbox", "ledger", "quarantine", "archive"] where name != (kept == "sent" ? "outbox" : kept) {
      try? FileManager.default.removeItem(at: night.url(name))
    }
    #expect(try night.refused("2026-11-19")?.status == .configuration)
    #expect(night.failure { _ = try $0.activate("luovutus", asOf: day("2026-11-19")) }?.status == .configuration)
  }

  @Test(
    "a database that is not this program's is refused",
    arguments: [("PRAGMA application_id", "1"), ("PRAGMA user_version", "99")])
  func foreign(pragma: String, value: String) throws {
    let night = try NightFixture()
    try night.night("2026-11-16")
    try runPython(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      db.execute(sys.argv[2] + " = " + sys.argv[3])
      db.commit()
      """, night.url("state/perille.sqlite").path, pragma, value)
    let failure = try #require(try night.refused("2026-11-17"))
    #expect(failure.status == .configuration)
    if value == "99" { #expect(failure.description.contains("99") && failure.description.contains("1")) }
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    let night = try NightFixture(active: [])
    try night.write(
      "state/perille.sqlite", "This is no database, only text that lies in its place, and long enough to be looked at.")
    #expect(try night.refused("2026-11-16")?.status == .configuration)
  }

  // MARK: The outbox

  @Test("what a carrier has taken is never written again", arguments: ["sent", "taken"])
  func carried(way: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let path = try #require(try night.read { try $0.batches() }.first?.path)
    let parts = path.split(separator: "/").map(String.init)
    if way == "sent" {
      try night.move(path, to: "\(parts[0])/\(parts[1])/\(parts[2])/sent/\(parts[3])")
    } else {
      try FileManager.default.removeItem(at: night.url(path))
      try night.write(path + ".taken", "")
    }
    try night.night("2026-11-17")
    #expect(!FileManager.default.fileExists(atPath: night.url(path).path))
    // A person may ask for it again: the same name, the same bytes.
    let bytes = try night.read { try $0.output(path: path)?.bytes }
    #expect(try night.folder().republish(parts[3]).contains("written again"))
    #expect(try [UInt8](Data(contentsOf: night.url(path))) == bytes)
    #expect(try night.folder().republish(path).contains("there already"))
    #expect(night.failure { _ = try $0.republish("nothing") }?.status == .usage)
    try night.write(path, "something else")
    #expect(night.failure { _ = try $0.republish(path) }?.status == .defect)
    #expect(try night.text(path) == "something else")
  }

  @Test func anotherFileUnderTheNameOfABatchStopsTheRunAndNothingIsLost() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let first = try #require(try night.read { try $0.batches() }.first?.path)
    let second = first.replacingOccurrences(of: "-000001", with: "-000002")
    try night.drop(Claim("1002").finvoice)
    try night.write(second, "not Perille's")
    // A name that only Perille gives, unknown to the store, looks like an older store: refused before anything is done.
    #expect(try night.refused("2026-11-17")?.status == .configuration)
    try FileManager.default.removeItem(at: night.url(second))
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00", "1002": "100.00"])
  }

  @Test func aCrashedRunIsFinishedAndSaid() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let path = try #require(try night.read { try $0.batches() }.first?.path)
    // As a crash between the commit and the publishing leaves it.
    try runPython(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      db.execute("UPDATE run SET state = 'running'")
      db.execute("UPDATE output SET state = 'prepared'")
      db.execute("UPDATE assignment SET state = 'prepared'")
      db.commit()
      """, night.url("state/perille.sqlite").path)
    try FileManager.default.removeItem(at: night.url(path))
    try night.night("2026-11-17")
    #expect(night.report.recovered == ["000001"])
    #expect(FileManager.default.fileExists(atPath: night.url(path).path))
    #expect(try night.read { try $0.assignments() }.map(\.state) == ["published"])
    // The same with other bytes under the name: the run stops.
    try runPython(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      db.execute("UPDATE output SET state = 'prepared'")
      db.commit()
      """, night.url("state/perille.sqlite").path)
    try night.write(path, "other bytes")
    #expect(try night.refused("2026-11-18")?.status == .defect)
    #expect(try night.text(path) == "other bytes", "nothing is overwritten")
    try night.move(path, to: "elsewhere.xml")
    try night.night("2026-11-18")
    #expect(try night.text(path) != "other bytes")
  }
}

/// The account that lies beside what was not read.
@Suite("Scenarios: findings beside the original")
struct ScenarioFindingsFileTests {
  @Test func eachPartHasItsFindingsWithTheLinesThatTheySpeakOf() throws {
    let night = try NightFixture()
    let good = Claim("1001").finvoice
    let bad = Claim("1002").finvoice.replacing(
      /<InvoiceDate [^<]*</, with: "<InvoiceDate Format=\"CCYYMMDD\">2026-11-1x 010180-9015<")
    try night.write("inbox/two.xml", good + "\n" + bad)
    try night.write("inbox/estot-broken.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;1001;;;;\n")
    try night.night("2026-11-16")
    let names = try night.files("quarantine").filter { $0.hasSuffix(".findings.txt") }.sorted()
    let texts = try names.map { try night.text("quarantine/\($0)") }
    try expectGolden(zip(names, texts).map { "== \($0)\n\($1)" }.joined(separator: "\n"), "inspection/quarantine.txt")
    #expect(texts.count == 2 && texts.allSatisfy { $0.contains(" | ") && $0.contains("^^^") && !$0.contains("9015") })
  }

  @Test func valuesAndTheSetOfRulesAreKept() throws {
    let finding = Finding(
      "BR-XX-15", .error, "The total is wrong.", remedy: "Correct it.", place: Finding.Place(line: 5, path: "/Invoice/cbc:Total"),
      term: "BT-112", values: Finding.Values(expected: "1250.00", found: "", difference: nil))
    let night = try NightFixture()
    try night.write("inbox/estot-broken.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;1001;;;;\n")
    try night.night("2026-11-16")
    try night.folder().withStore { store in
      let item = try #require(try store.read { try $0.quarantine().first })
      let file = try #require(try store.read { try $0.file(id: item.fileID) })
      let id = try store.write { transaction in
        try transaction.insert(finding, file: item.fileID, message: 7)
        return try transaction.insert(
          QuarantineRecord(
            fileID: item.fileID, message: 7, name: "x", bytes: nil, companies: .nobody, since: try NightFixture.day("2026-11-16"),
            ruleSet: "peppol-3.0.21"))
      }
      var kept = try store.read { try $0.findings(file: item.fileID, message: 7) }
      #expect(kept.first?.place.message == 7)
      kept[0].place.message = nil
      #expect(kept == [finding])
      let record = try #require(try store.read { try $0.quarantine().first { $0.id == id } })
      #expect(record.ruleSet == "peppol-3.0.21" && item.ruleSet == nil)
      let json = String(decoding: try FindingsFile.json(kept, file: file, item: record), as: UTF8.self)
      for piece in [
        "\"ruleSet\" : \"peppol-3.0.21\"", "\"expected\" : \"1250.00\"", "\"path\" : \"/Invoice/cbc:Total\"", "\"remedy\"",
        "\"term\"",
      ] {
        #expect(json.contains(piece), "\(piece)")
      }
      let text = FindingsFile.text(kept, [], file: file, item: record)
      #expect(text.contains("Checked against peppol-3.0.21\n"))
      #expect(
        text.contains(
          "inbox/estot-broken.csv:5: error[BR-XX-15] BT-112: The total is wrong.\n  expected 1250.00, found nothing\n  fix: Correct it."
        ))
    }
  }
}
