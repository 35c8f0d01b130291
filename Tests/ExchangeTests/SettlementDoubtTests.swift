import Exchange
import Receivables
import Testing

/// Money that only its words tell apart.
@Suite("Settlements: without ids, and ids used again")
struct SettlementDoubtTests {
  private static func day(_ count: Int) -> BankDay {
    BankDay(BankEntry(nil, Array(repeating: BankPayment("1001", "30.00", id: nil), count: count)))
  }

  enum Form: String, CaseIterable, Sendable {
    case ktl, notification, statement
    func text(_ day: BankDay, _ message: String = "M1") -> String {
      switch self {
      case .ktl: day.ktl()
      case .notification: day.camt054(message)
      case .statement: day.camt053(message, details: true)
      }
    }
  }

  @Test("two identical payments of one file are two", arguments: Form.allCases)
  func identical(form: Form) throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: form.text(Self.day(2)))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "40.00")
    #expect(
      try night.postings().filter { !$0.hasSuffix("R25") } == [
        "CLEARING 30.00 R02", "AR -30.00 1001 R02", "CLEARING 30.00 R02", "AR -30.00 1001 R02",
      ])
    #expect(night.report.questions == [:])
  }

  @Test("two identical lines of a statement are two", arguments: [nil, "LINE7"])
  func identicalLines(reference: String?) throws {
    let night = try SettlementIntakeTests.night()
    let one = BankEntry(reference, [BankPayment("1001", "30.00", id: nil)]) { $0.isBare = true }
    try night.drop(returns: BankDay(one, one).camt053())
    try night.night("2026-11-16")
    #expect(try night.balance(.bank) == 6000)
  }

  @Test("the same again in another file is asked about", arguments: Form.allCases, Form.allCases)
  func again(first: Form, second: Form) throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: first.text(Self.day(1)))
    try night.night("2026-11-16")
    // A file of the same bytes would be none at all.
    try night.drop(returns: second.text(Self.day(1), "M2"))
    try night.night("2026-11-17")
    if first == .ktl, second == .ktl { return }
    #expect(try night.open("1001") == "70.00", "it counts once")
    // Of two statements the line is in doubt too.
    #expect(night.report.questions["doubtfulEntries"] == (first == .statement && second == .statement ? 2 : 1))
    #expect(night.exit == 1)
    #expect(try night.waiting().contains("review 30.00"))
    try night.night("2026-11-18")
    #expect(night.report.questions == [:], "asked once")
    #expect(try night.waiting().contains("review 30.00"))
  }

  @Test("a person decides what a doubtful payment is", arguments: [true, false])
  func decided(isNew: Bool) throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: Self.day(1).camt054("M1"), Self.day(1).camt054("M2"))
    try night.night("2026-11-16")
    let name = try night.onlyQuestion()
    try night.match(name, isNew ? .new : .known, on: "2026-11-17")
    #expect(try night.open("1001") == "70.00", "the next night books it")
    try night.night("2026-11-17")
    #expect(try night.open("1001") == (isNew ? "40.00" : "70.00"))
    #expect(try night.recipes() == (isNew ? ["R02", "R02"] : ["R02"]))
    #expect(try night.waiting() == [])
    // Decided for good: twice the same is refused.
    #expect(night.failure { _ = try $0.match(name, .new, company: nil, asOf: NightFixture.day("2026-11-18")) }?.status == .usage)
    try night.night("2026-11-18")
    #expect(try night.recipes().count == (isNew ? 2 : 1))
  }

  /// A third file repeats both: nothing of it is new, and nothing is asked that was answered.
  @Test func moreOfTheSameThanTheFirstFileHadIsNew() throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: Self.day(2).camt054("M1"))
    try night.night("2026-11-16")
    try night.drop(returns: Self.day(3).camt054("M2"))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "10.00", "two may be the two of the first file, one is more")
    #expect(night.report.questions["doubtfulEntries"] == 2)
  }

  /// While nobody has said whether the debtor has paid again, his claim stays.
  @Test("a doubtful payment holds its claim", arguments: ["all", "provider", "none"])
  func holds(books: String) throws {
    let night = try SettlementIntakeTests.night {
      $0.books = books
      $0.more = []
    }
    try night.drop(returns: Self.day(1).camt054("M1"), Self.day(1).camt054("M2"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.decision("1002") == "transfer")
    try night.match(night.onlyQuestion(), .known, on: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.assigned()["1001"] == "70.00")
  }

  @Test(
    "another amount under a known id counts and is asked", arguments: [["30.00", "35.00"], ["35.00", "30.00"]], [true, false])
  func otherAmount(amounts: [String], oneNight: Bool) throws {
    let night = try SettlementIntakeTests.night()
    for (index, amount) in amounts.enumerated() {
      try night.drop(returns: BankDay(BankEntry("L\(index)", [BankPayment("1001", amount, id: "7")])).ktl())
      if !oneNight { try night.night("2026-11-\(16 + index)") }
    }
    if oneNight { try night.night("2026-11-17") }
    #expect(try night.open("1001") == "35.00")
    #expect(night.report.questions["repeatedEntries"] == 1)
    #expect(night.exit == 1)
    // Both again in a third file: nothing new.
    try night.drop(
      returns: BankDay(BankEntry("L9", amounts.map { BankPayment("1001", $0, id: "7") })).camt054())
    try night.night("2026-11-19")
    #expect(try night.open("1001") == "35.00")
    #expect(night.report.settlements.duplicate == 2)
    #expect(night.report.questions == [:])
  }

  @Test("another reference under a known id counts and is asked", arguments: [true, false])
  func otherReference(isNamed: Bool) throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: BankDay(BankEntry("L1", [BankPayment("1001", "30.00", id: "7")])).ktl())
    try night.drop(returns: BankDay(BankEntry("L2", [BankPayment(isNamed ? "1002" : nil, "30.00", id: "7")])).camt054())
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "70.00")
    // Where no reference is stated, nothing contradicts.
    #expect(try night.open("1002") == (isNamed ? "70.00" : "100.00"))
    #expect((night.report.questions["repeatedEntries"] ?? 0) == (isNamed ? 1 : 0))
  }

  /// A payment with an id that is known is no doubt, even where another one without an id says the same.
  @Test func aKnownIdIsNoDoubt() throws {
    let night = try SettlementIntakeTests.night()
    let both = [BankPayment("1001", "30.00", id: "7"), BankPayment("1001", "30.00", id: nil)]
    try night.drop(returns: BankDay(BankEntry("L1", both)).camt054("M1"))
    try night.night("2026-11-16")
    try night.drop(returns: BankDay(BankEntry("L1", both)).camt054("M2"))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "40.00")
    #expect(night.report.settlements.duplicate == 1)
    #expect(night.report.questions["doubtfulEntries"] == 1)
  }
}
