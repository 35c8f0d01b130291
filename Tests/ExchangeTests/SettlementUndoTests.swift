import Exchange
import Foundation
import Receivables
import Store
import Testing

/// Money that a person moves, beside what the creditor's own lists and the bank say afterwards: nobody who has paid is handed over, and
/// nothing counts twice.
@Suite("Settlements: what a person moved, and what came then")
struct SettlementUndoTests {
  private static func night(_ change: (inout ScenarioConfiguration) -> Void = { _ in }) throws -> NightFixture {
    let night = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []"]
      $0.openItemsComplete = false
      change(&$0)
    }
    return night
  }

  private static func ktl(_ number: String, _ amount: String, id: String, day: String, back: Bool = false) -> String {
    BankDay(
      BankEntry("L\(id)", [BankPayment(number, amount, id: id) { $0.payer = SettlementPayerTests.debtor }]) {
        $0.isCorrection = back
      },
      day: day
    ).ktl()
  }

  @Test func whatAPersonPlacedCountsBesideAListOfThatDay() throws {
    let night = try Self.night()
    try night.drop(returns: Self.ktl("7777", "100.00", id: "1", day: "2026-11-13"))
    try night.night("2026-11-14")
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-16")
    try night.configure { $0.more = ["minimumCapital: 500.00"] }
    try night.night("2026-11-16")
    try night.match("E1", .invoices([("1001", nil)]), on: "2026-11-16")
    try night.configure { $0.more = [] }
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.assigned() == [:])
  }

  @Test func whatWasTakenBackAndPlacedElsewhereCountsThereAlone() throws {
    let night = try Self.night()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.drop(openItems: [("1001", "100.00"), ("1002", "100.00")], asOf: "2026-11-16")
    try night.configure { $0.more = ["minimumCapital: 500.00"] }
    try night.night("2026-11-16")
    // Of a day before the list, and known only after it.
    try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-15"))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    try night.match("E1", .undo, on: "2026-11-17")
    try night.match("E1", .invoices([("1002", nil)]), on: "2026-11-17")
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.open("1002") == "0.00")
  }

  @Test func theBanksCorrectionOfWhatWasTakenBackOpensNothingAndClosesNothing() throws {
    let night = try Self.night { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-15"))
    try night.night("2026-11-16")
    try night.match("E1", .undo, on: "2026-11-16")
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-17")
    try night.night("2026-11-17")
    try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-16", back: true))
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.balance(.receivable) == 0)
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.waiting() == [])
  }

  @Test func theRestOfWhatWasTakenBackWaitsForAPerson() throws {
    let night = try Self.night { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.amount = "60.00" }.finvoice)
    try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-16"))
    try night.night("2026-11-16")
    try night.match("E1", .undo, on: "2026-11-17")
    try night.match("E1", .invoices([("1002", "60.00")]), on: "2026-11-17")
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.waiting() == ["suspense 40.00"])
  }

  @Test func whatWentBackToTheDebtorCannotBeTakenBackAgain() throws {
    let night = try Self.night { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.drop(returns: Self.ktl("1001", "120.00", id: "1", day: "2026-11-16"))
    try night.night("2026-11-16")
    try night.drop(
      returns: BankDay(
        BankEntry("OUT", [BankPayment("1001", "20.00", id: "2") { $0.payer = SettlementPayerTests.debtor }]) {
          $0.isCorrection = true
        },
        day: "2026-11-17"
      ).camt054().replacingOccurrences(of: "<RvslInd>true</RvslInd>", with: ""))
    try night.night("2026-11-17")
    #expect(try night.balance(.overpayment) == 0)
    let failure = night.failure { _ = try $0.match("E1", .undo, company: nil, asOf: NightFixture.day("2026-11-18")) }
    #expect(failure?.status == .usage)
    #expect(try night.open("1001") == "0.00")
  }

  @Test func theCreditorsOwnRowGivesWayToAPerson() throws {
    let night = try Self.night { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1002").finvoice)
    try night.drop(returns: Self.ktl("7777", "100.00", id: "1", day: "2026-11-16"))
    night.pay(Paid("1002", "100.00") { $0.id = Banked.archiveID("1") })
    try night.night("2026-11-16")
    #expect(try night.open("1002") == "0.00")
    try night.match("E1", .invoices([("1002", nil)]), on: "2026-11-17")
    #expect(try night.balance(.overpayment) == 0)
    #expect(try night.balance(.receivable) == -10_000)
    #expect(try night.open("1002") == "0.00")
    try night.night("2026-11-17")
  }

  /// What a debtor paid directly has to be told, unless it was not a payment.
  @Test("a payment that counts no more is not told to the provider", arguments: ["person", "bank"])
  func providerIsNotToldOfWhatWasTakenBack(who: String) throws {
    let night = try Self.night()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.assigned() == ["1001": "100.00"])
    try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-17"))
    try night.night("2026-11-17")
    #expect(night.report.questions["tellProvider"] == 1)
    if who == "person" {
      try night.match("E1", .undo, on: "2026-11-18")
    } else {
      try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-18", back: true))
    }
    try night.night("2026-11-18")
    let open = try night.read { try $0.openQuestions(of: .tellProvider) }
    #expect(open == [])
  }

  @Test func aCorrectionOfAClosedDayThatIsBookedElsewhereTakesItsPaymentBack() throws {
    let night = try Self.night {
      $0.ledger = ["exports: []", "closedThrough: 2026-11-16"]
      $0.more = ["minimumCapital: 500.00"]
    }
    try night.drop(Claim("1001").finvoice)
    try night.drop(
      returns: Self.ktl("1001", "100.00", id: "1", day: "2026-11-15"),
      Self.ktl("1001", "100.00", id: "1", day: "2026-11-16", back: true))
    try night.night("2026-11-16")
    #expect(try night.waiting() == ["closed 100.00", "closed -100.00"])
    // Before its payment is placed, nobody knows what it takes back.
    #expect(
      night.failure { _ = try $0.match("E2", .known, company: nil, asOf: NightFixture.day("2026-11-17")) }?.status == .usage)
    try night.match("E1", .known, on: "2026-11-17")
    try night.match("E2", .known, on: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.waiting() == [])
  }

  @Test("a sum of a day that cannot be booked stops the hand-over too", arguments: ["closed", "future"])
  func sumOfAnotherDay(which: String) throws {
    let night = try Self.night {
      $0.requiredSources = ["pankki"]
      if which == "closed" { $0.ledger = ["exports: []", "closedThrough: 2026-11-16"] }
    }
    try night.drop(Claim("1002").finvoice)
    let sum = BankEntry("LUMP1", [BankPayment("1001", "100.00", id: "1")])
    try night.drop(returns: BankDay([], day: "2026-11-16").camt053("HEARD"))
    try night.drop(returns: BankDay(sum, day: which == "closed" ? "2026-11-16" : "2026-11-19").camt053())
    try night.night("2026-11-16")
    #expect(try night.decision("1002") == "wait intake-incomplete")
  }

  @Test func aSlipOfADayMayBeCalledNoMoney() throws {
    let night = try Self.night()
    try night.drop(Claim("1001").finvoice)
    try night.drop(returns: Self.ktl("1001", "100.00", id: "1", day: "2062-11-02"))
    try night.night("2026-11-16")
    #expect(try night.waiting() == ["future 100.00"])
    #expect(try night.folder().openQuestionNames() == ["E1"])
    try night.match("E1", .known, on: "2026-11-16")
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.waiting() == [])
  }

  @Test func anAnnouncementForAFarDayHoldsForAWeek() throws {
    let night = try Self.night()
    try night.drop(Claim("1001").finvoice)
    let entry = BankEntry("L", [BankPayment("1001", "100.00", id: "1")]) { $0.status = "PDNG" }
    try night.drop(
      returns: BankDay(entry, day: "2062-11-02").camt052().replacingOccurrences(of: "2062-11-02T", with: "2026-11-16T"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("hold "))
    night.pay()
    try night.night("2026-11-24")
    #expect(!(try night.decision("1001").hasPrefix("hold ")))
  }

  @Test func aRoleIsRefusedWhereNothingIsBooked() throws {
    let night = try Self.night { $0.books = "none" }
    try night.drop(returns: Self.ktl("7777", "50.00", id: "1", day: "2026-11-16"))
    try night.night("2026-11-16")
    let failure = night.failure { _ = try $0.match("E1", .role("OVERPAY"), company: nil, asOf: NightFixture.day("2026-11-17")) }
    #expect(failure?.status == .usage)
    #expect(try night.waiting() == ["unmatched 50.00"])
  }
}

extension ExchangeFolder {
  /// Names in `perille list questions`.
  fileprivate func openQuestionNames() throws -> [String] {
    try list(.questions, company: nil, outcome: nil).rows.compactMap(\.first)
  }
}
