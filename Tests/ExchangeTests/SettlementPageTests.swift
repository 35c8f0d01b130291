import Exchange
import Receivables
import Testing

/// Messages that a bank cuts into pages: their totals hold over all of them, so none counts alone.
@Suite("Settlements: pages")
struct SettlementPageTests {
  private static let first = BankDay(BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")]))
  private static let second = BankDay(BankEntry("LUMP2", [BankPayment("1002", "40.00", id: "2")]))

  private static func page(_ number: Int, of last: Int = 2, _ totals: BankTotals = BankTotals([first, second])) -> String {
    (number == 1 ? first : second).camt054("PAGED", page: number, of: last, totals: totals)
  }

  @Test("one page waits for the other", arguments: [1, 2])
  func waits(arrivesFirst: Int) throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: Self.page(arrivesFirst))
    try night.night("2026-11-16")
    #expect(try night.postings() == [])
    #expect(night.report.questions == ["missingPages": 1])
    #expect(night.report.settlements.pending == 1)
    try night.night("2026-11-17")
    #expect(night.report.questions == [:], "asked once")
    try night.drop(returns: Self.page(3 - arrivesFirst))
    try night.night("2026-11-18")
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01", "CLEARING 40.00 R02", "AR -40.00 1002 R02"])
    #expect(night.report.settlements.money.map(\.received) == ["140.00"])
    #expect(night.report.settlements.booked == 2)
    #expect(night.exit == 0)
  }

  @Test func pagesOfOneNightAreBooked() throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: Self.page(2), Self.page(1))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.open("1002") == "60.00")
    #expect(night.report.questions == [:])
  }

  @Test("pages that do not add up are refused", arguments: [1, 2])
  func refused(nights: Int) throws {
    let night = try SettlementIntakeTests.night()
    let wrong = BankTotals(count: 2, cents: 14_001)
    try night.drop(returns: Self.page(1, wrong))
    if nights == 2 { try night.night("2026-11-16") }
    try night.drop(returns: Self.page(2, wrong))
    try night.night("2026-11-17")
    #expect(try night.postings() == [])
    #expect(try night.bankFindings()["settlement.pages"] == 2)
    #expect(try night.quarantined().count == 2)
    #expect(try night.files("quarantine").filter { $0.hasSuffix(".findings.txt") }.count == 2)
    #expect(night.exit == 1)
    try night.night("2026-11-18")
    #expect(try night.bankFindings()["settlement.pages"] == 2, "said once")
    // The bank delivers them again, right.
    try night.drop(returns: Self.page(1), Self.page(2))
    try night.night("2026-11-19")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.open("1002") == "60.00")
  }

  /// What a page says does not count, so it does not make the same money elsewhere a duplicate.
  @Test("the same money in another file counts while its page waits", arguments: [0, 1, 2])
  func otherFile(order: Int) throws {
    let night = try SettlementIntakeTests.night()
    let files =
      order == 0
      ? [[Self.page(1)], [Self.first.ktl()]]
      : order == 1 ? [[Self.first.ktl()], [Self.page(1)]] : [[Self.page(1), Self.first.ktl()]]
    for (index, files) in files.enumerated() {
      for file in files { try night.drop(returns: file) }
      try night.night("2026-11-\(16 + index)")
    }
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01"])
    try night.drop(returns: Self.page(2))
    try night.night("2026-11-19")
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01", "CLEARING 40.00 R02", "AR -40.00 1002 R02"])
    #expect(try night.waiting() == [])
  }

  /// Pages that come twice, one of them under another name and with other bytes.
  @Test func aPageThatComesTwiceCountsOnce() throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: Self.page(1), Self.page(1) + "\n")
    try night.night("2026-11-16")
    try night.drop(returns: Self.page(2))
    try night.night("2026-11-17")
    try night.night("2026-11-18")
    #expect(try night.postings() == ["CLEARING 100.00 R01", "AR -100.00 1001 R01", "CLEARING 40.00 R02", "AR -40.00 1002 R02"])
  }
}
