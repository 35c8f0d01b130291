import Exchange
import Foundation
import Receivables
import Store
import Testing

/// What counts of a file, and what of it waits or is refused.
@Suite("Settlements: what counts")
struct SettlementIntakeTests {
  static func night(_ change: (inout ScenarioConfiguration) -> Void = { _ in }) throws -> NightFixture {
    let night = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []"]
      $0.more = ["minimumCapital: 500.00"]
      change(&$0)
    }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    return night
  }

  private static let payment = BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")])

  @Test("only booked money posts", arguments: ["INFO", "PDNG"], ["054", "053"])
  func status(status: String, format: String) throws {
    let night = try Self.night()
    let day = BankDay(
      Self.payment, BankEntry("LUMP2", [BankPayment("1002", "50.00", id: "2")]) { $0.status = status })
    try night.drop(returns: format == "054" ? day.camt054() : day.camt053(details: true))
    try night.night("2026-11-16")
    #expect(try night.postings().filter { !$0.hasSuffix("R25") } == ["CLEARING 100.00 R01", "AR -100.00 1001 R01"])
    #expect(try night.open("1002") == "100.00")
    #expect(try night.openClearing() == (format == "053" ? [] : ["FI2112345600000785 2026-11-16 100.00"]))
    // The same money when it is booked.
    let booked = BankDay(BankEntry("LUMP2", [BankPayment("1002", "50.00", id: "2")]))
    try night.drop(returns: booked.camt054("M2"))
    try night.night("2026-11-17")
    #expect(try night.open("1002") == "50.00")
  }

  @Test func nothingOfAnInterimReportIsBooked() throws {
    let night = try Self.night()
    try night.drop(returns: BankDay(Self.payment).camt052())
    try night.night("2026-11-16")
    #expect(try night.postings() == [])
    #expect(try night.open("1001") == "100.00")
    #expect(night.report.files.archived == 4)
    try night.drop(returns: BankDay(Self.payment).camt053(details: true))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.openClearing() == [])
  }

  @Test("an account of no company quarantines its settlement only", arguments: [true, false])
  func strangeAccount(strangeFirst: Bool) throws {
    let night = try Self.night()
    let strange = BankDay(
      [BankEntry("S", [BankPayment("1002", "100.00", id: "2")])], day: "2026-11-16", account: ScenarioBankTests.otherAccount)
    let parts = [strange.camt054("MS"), BankDay(Self.payment).camt054("MO")]
    try night.drop(returns: Self.joined(strangeFirst ? parts : parts.reversed()))
    try night.night("2026-11-16")
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01"])
    #expect(try night.open("1002") == "100.00")
    #expect(try night.quarantined().count == 1)
    #expect(try night.bankFindings()["settlement.account-unknown"] == 1)
    #expect(night.exit == 1)
  }

  /// Both notifications in one message.
  private static func joined(_ messages: [String]) -> String {
    guard let first = messages.first, let second = messages.last, let from = second.range(of: "<Ntfctn>"),
      let to = second.range(of: "</Ntfctn>"), let end = first.range(of: "</BkToCstmrDbtCdtNtfctn>")
    else { return "" }
    var text = first
    text.insert(contentsOf: second[from.lowerBound..<to.upperBound], at: end.lowerBound)
    return text
  }

  @Test("an unsound settlement is refused with both figures, the other one of its file is booked", arguments: ["ktl", "camt"])
  func unsound(format: String) throws {
    let night = try Self.night()
    let bad = BankDay(BankEntry("S", [BankPayment("1002", "100.00", id: "2")]))
    let good = BankDay(Self.payment)
    try night.drop(
      returns: format == "ktl"
        ? bad.ktl(offBy: 1) + good.ktl() : Self.joined([bad.camt054("MB", offBy: 1), good.camt054("MG")]))
    try night.night("2026-11-16")
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01"])
    #expect(try night.open("1002") == "100.00")
    let messages = try night.read { transaction in
      try (1..<transaction.nextFileID()).flatMap { try transaction.findings(file: $0) }.filter {
        $0.rule.hasSuffix("control-total")
      }
    }.map(\.message)
    #expect(messages.count == 1)
    #expect(messages.allSatisfy { $0.contains("100.01") && $0.contains("100.00") }, "\(messages)")
    #expect(try night.quarantined().count == 1)
  }

  @Test(
    "other numbers of an account find its company",
    arguments: ["123456-785", "12345600000785", "5050-1055", "50501055"])
  func otherNumber(number: String) throws {
    let night = try Self.night { $0.otherNumbers = ["5050-1055"] }
    var day = BankDay(Self.payment)
    day.other = number
    try night.drop(returns: day.camt054())
    // The same money with the account's IBAN is the same money.
    try night.drop(returns: BankDay(Self.payment).ktl())
    try night.night("2026-11-16")
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01"])
    #expect(night.report.settlements.duplicate == 1)
  }

  @Test func aNorwegianAccountNumberIsItsIBAN() throws {
    let night = try Self.night { $0.accounts = ["{iban: NO9386011117947, books: all}"] }
    var day = BankDay(Self.payment)
    day.other = "8601 11 17947"
    try night.drop(returns: day.camt054())
    day.other = nil
    day.account = "NO9386011117947"
    try night.drop(returns: day.camt053(details: true))
    try night.night("2026-11-16")
    #expect(try night.postings().filter { !$0.hasSuffix("R25") } == ["CLEARING 100.00 R01", "AR -100.00 1001 R01"])
    #expect(try night.openClearing() == [])
  }
}
