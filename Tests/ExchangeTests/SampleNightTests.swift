import Foundation
import Receivables
import Reports
import Store
import TestSupport
import Testing

@testable import Exchange

/// The invented night of `Samples/exchange`, as `make run` runs it.
@Suite struct SampleNightTests {
  private static let asOf = "2026-11-20"

  /// A copy of the samples whose two companies are active, after one run.
  private struct Night {
    let root: URL
    let folder: ExchangeFolder
    let outcome: RunOutcome

    init() throws {
      root = FileManager.default.temporaryDirectory.appendingPathComponent("perille-sample-\(UUID().uuidString)")
      try FileManager.default.copyItem(at: Places.project.appendingPathComponent("Samples/exchange"), to: root)
      folder = try ExchangeFolder.open(root: root.path)
      for company in ["olematon", "pahittad"] { _ = try folder.activate(company, asOf: try day(asOf)) }
      outcome = try NightlyRun(folder: folder, options: try Self.options(), render: RunText.render).run()
    }

    func again() throws -> RunOutcome {
      try NightlyRun(folder: folder, options: try Self.options(), render: RunText.render).run()
    }

    static func options() throws -> RunOptions {
      // 2026-11-20 20:00 UTC
      let clock = ExchangeClock(now: { 1_795_204_800 }, sleep: { _ in })
      return RunOptions(asOf: try day(asOf), clock: clock, workers: 2, program: "perille")
    }

    func remove() { try? FileManager.default.removeItem(at: root) }
  }

  private static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

  @Test func theReportTellsTheNight() throws {
    let night = try Night()
    defer { night.remove() }
    try expectGolden(RunText.render(night.outcome.report), "samples/report.txt")
    #expect(night.outcome.report.needsPerson)
  }

  /// The README is true: what it shows is what the program prints.
  @Test func theREADMEShowsThisNight() throws {
    let night = try Night()
    defer { night.remove() }
    let readme = try String(contentsOf: Places.project.appendingPathComponent("README.md"), encoding: .utf8)
    var report = night.outcome.report
    report.program = "perille 0.1.0"
    #expect(readme.contains(RunText.render(report)))
    for number in ["261052", "261054"] {
      #expect(readme.contains(try night.folder.explain(number, company: nil).text), "\(number)")
    }
  }

  @Test func theReportAddsUp() throws {
    let night = try Night()
    defer { night.remove() }
    let report = night.outcome.report
    let files = report.files
    #expect(files.read == files.archived + files.quarantined + files.duplicate + files.other)
    let receivables = try night.folder.list(.receivables, company: nil, outcome: nil).rows.count
    #expect(report.decisions.total == receivables)
    for money in report.settlements.money {
      let cents = { (text: String) in ExactDecimal(bytes: text.utf8, point: 0x2E)?.money(in: .eur)?.minorUnits }
      let vouchers = try #require(cents(money.vouchers))
      let evidence = try #require(cents(money.evidence))
      #expect(cents(money.received) == vouchers + evidence)
    }
    let capital = report.batches.reduce(0) { $0 + $1.assignments }
    #expect(capital == report.decisions.transfer)
  }

  @Test func everyInvoiceIsExplained() throws {
    let night = try Night()
    defer { night.remove() }
    var text = ""
    var seen: Set<String> = []
    for row in try night.folder.list(.receivables, company: nil, outcome: nil).rows {
      guard seen.insert("\(row[0]) \(row[1])").inserted else { continue }
      text += try night.folder.explain(row[1], company: row[0]).text + "\n----\n\n"
    }
    try expectGolden(text, "samples/explain.txt")
  }

  @Test func aSecondRunChangesNothing() throws {
    let night = try Night()
    defer { night.remove() }
    let before = try night.folder.withStore { try $0.read { try $0.canonicalDump() } }
    let filesBefore = try files(below: night.root)
    let second = try night.again()
    #expect(second.report.files == RunReport.Files())
    #expect(second.report.batches.isEmpty)
    #expect(!second.report.needsPerson)
    #expect(try night.folder.withStore { try $0.read { try $0.canonicalDump() } } == before)
    #expect(try files(below: night.root) == filesBefore)
  }

  @Test func noIdentityCodeLeavesButInPayloads() throws {
    let night = try Night()
    defer { night.remove() }
    for (path, bytes) in try files(below: night.root) where !path.hasPrefix("outbox/") && !path.hasPrefix("archive/") {
      #expect(Masking.masked(path) == path)
      if path.hasSuffix(".perille.yaml") || path == "perille.yaml" { continue }
      // Originals in quarantine are what others wrote; everything that Perille wrote is masked.
      if path.hasPrefix("quarantine/"), !path.contains(".findings.") { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(Masking.masked(text) == text, "an identity code in \(path)")
    }
  }

  @Test func theJournalPassesHledger() throws {
    let night = try Night()
    defer { night.remove() }
    let journals = try files(below: night.root.appendingPathComponent("ledger")).keys.sorted()
      .filter { $0.hasSuffix(".journal") }
    #expect(!journals.isEmpty)
    for journal in journals {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["hledger", "-f", night.root.appendingPathComponent("ledger/\(journal)").path, "check", "--strict"]
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      if process.terminationStatus == 127 {
        print("SKIPPED: hledger is not here; the sample journal was not checked by it")
        return
      }
      #expect(process.terminationStatus == 0, "\(journal)")
    }
  }

  /// Files that are results, by path below the folder: not the store, whose bytes may differ, nor run reports, which each run adds.
  private func files(below root: URL) throws -> [String: Data] {
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      if path.hasPrefix("state") || path.hasPrefix("reports") { continue }
      let url = root.appendingPathComponent(path)
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true { found[path] = try Data(contentsOf: url) }
    }
    return found
  }
}
