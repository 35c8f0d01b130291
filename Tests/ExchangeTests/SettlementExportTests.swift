import Exchange
import Foundation
import Receivables
import Store
import Testing

/// What lies in ledger/, night by night: each voucher once in each format, and nothing written anew.
@Suite("Settlements: exports of nights")
struct SettlementExportTests {
  private static let confirmed = [
    "exports: [hledger, sie]", "chartFrom: fi-procountor", "chartConfirmedBy: 'Erkki Esimerkki, 2026-11-16'",
  ]

  private static func day(_ number: String, _ cents: String, id: String, on day: String) -> String {
    BankDay(BankEntry("L\(id)", [BankPayment(number, cents, id: id)]), day: day).ktl()
  }

  private static func night(_ ledger: [String]) throws -> NightFixture {
    let night = try NightFixture {
      $0.books = "all"
      $0.ledger = ledger
      $0.more = ["minimumCapital: 500.00"]
    }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    return night
  }

  private static func ledger(_ night: NightFixture) throws -> [String: String] {
    var files: [String: String] = [:]
    for name in try night.files("ledger/malli") where !name.hasSuffix(".manifest.json") {
      files[name] = String(decoding: try Data(contentsOf: night.url("ledger/malli/\(name)")), as: UTF8.self)
    }
    return files
  }

  private static func head(_ night: NightFixture) throws -> String? {
    try night.read { try $0.journalHead(company: "malli")?.hash }
  }

  /// A voucher of an earlier day that was booked later is a later voucher: it is in the next file.
  @Test func aLaterFileHasOnlyWhatNoneHadAlsoWhatIsLate() throws {
    let night = try Self.night(Self.confirmed)
    try night.drop(returns: Self.day("1001", "30.00", id: "1", on: "2026-11-17"))
    try night.night("2026-11-17")
    let first = try Self.ledger(night)
    #expect(first.keys.sorted() == ["A-2026-000001-000001.journal", "A-2026-000001-000001.sie"])
    try night.drop(
      returns: Self.day("1002", "40.00", id: "2", on: "2026-11-16"), Self.day("1001", "20.00", id: "3", on: "2026-11-18"))
    try night.night("2026-11-18")
    let second = try Self.ledger(night)
    #expect(second.keys.filter { first[$0] == nil }.sorted() == ["A-2026-000002-000003.journal", "A-2026-000002-000003.sie"])
    for (name, text) in first { #expect(second[name] == text, "\(name) was written anew") }
    let new = second["A-2026-000002-000003.journal"] ?? ""
    #expect(new.contains("2026-11-16") && new.contains("2026-11-18") && !new.contains("2026-11-17"))
    try night.night("2026-11-19")
    #expect(try Self.ledger(night) == second, "nothing was booked")
  }

  @Test("the same selection gives the same bytes, and no export changes the journal", arguments: ["hledger", "beancount", "sie"])
  func sameBytes(format: String) throws {
    let night = try Self.night(Self.confirmed)
    try night.drop(returns: Self.day("1001", "30.00", id: "1", on: "2026-11-16"))
    try night.night("2026-11-16")
    try night.drop(returns: Self.day("1002", "40.00", id: "2", on: "2026-11-17"))
    try night.night("2026-11-17")
    let head = try Self.head(night)
    let folder = try night.folder()
    let export = {
      try folder.exportLedger(format: format, company: "malli", from: nil, until: nil, program: "perille").flatMap {
        [$0.bytes, $0.manifest]
      }
    }
    let once = try export()
    #expect(once.count == 2)
    #expect(try export() == once)
    #expect(try Self.head(night) == head && head != nil)
    try night.night("2026-11-18")
    #expect(try export() == once)
    #expect(try Self.head(night) == head)
  }

  /// Booked all the same; the files come when somebody has confirmed the chart.
  @Test func vouchersWaitForTheChartAndGoThen() throws {
    let night = try Self.night(["exports: [sie]"])
    try night.drop(returns: Self.day("1001", "30.00", id: "1", on: "2026-11-16"))
    try night.night("2026-11-16")
    #expect(try Self.ledger(night).isEmpty)
    #expect(try night.voucherNames() == ["2026-A-1"])
    let head = try Self.head(night)
    try night.configure { $0.ledger = Self.confirmed }
    try night.night("2026-11-17")
    #expect(try Self.ledger(night).keys.sorted() == ["A-2026-000001-000001.journal", "A-2026-000001-000001.sie"])
    #expect(try Self.head(night) == head)
  }
}
