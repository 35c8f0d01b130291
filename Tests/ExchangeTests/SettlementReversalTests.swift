import Exchange
import Receivables
import Store
import Testing

/// Money that goes back the way it came: the mirror of what it was booked as, in a voucher that names the one it reverses.
@Suite("Settlements: reversals")
struct SettlementReversalTests {
  enum Format: String, CaseIterable, Sendable {
    case ktl, notification, statement
    func text(_ day: BankDay, _ message: String) -> String {
      switch self {
      case .ktl: day.ktl()
      case .notification: day.camt054(message)
      case .statement: day.camt053(message, details: true)
      }
    }
  }

  private static func payments(_ amount: String) -> [BankPayment] {
    [BankPayment("1001", amount, id: "1") { $0.payer = SettlementPayerTests.debtor }, BankPayment("1002", "30.00", id: "2")]
  }

  private static func night(_ vouchers: String) throws -> NightFixture {
    let night = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []", "vouchers: \(vouchers)"]
      $0.more = ["minimumCapital: 500.00"]
    }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    return night
  }

  @Test(
    "the correction of one payment mirrors it", arguments: Format.allCases,
    [("payment", false), ("payment", true), ("settlement", false), ("settlement", true)])
  func mirror(format: Format, example: (vouchers: String, oneNight: Bool)) throws {
    let night = try Self.night(example.vouchers)
    let paid = BankDay(BankEntry("LUMP1", Self.payments("130.00")))
    // On the same day where it is the same night: the day's voucher has to be there before it can be reversed.
    let back = BankDay(
      BankEntry("BACK1", [Self.payments("130.00")[0]]) { $0.isCorrection = true },
      day: example.oneNight ? "2026-11-16" : "2026-11-17")
    try night.drop(returns: format.text(paid, "M1"))
    if !example.oneNight { try night.night("2026-11-16") }
    try night.drop(returns: format.text(back, "M2"))
    try night.night("2026-11-17")

    let vouchers = try night.read { try $0.vouchers(company: "malli") }
    let reversal = try #require(vouchers.first { $0.draft.reverses != nil })
    let original = try #require(vouchers.first { $0.id == reversal.draft.reverses })
    #expect(original.draft.postings.contains { $0.role == .receivable && $0.invoiceNumber == "1001" })
    #expect(
      reversal.draft.postings.map { "\($0.role.rawValue) \($0.amount.decimalText) \($0.invoiceNumber ?? "-") \($0.recipe)" } == [
        "CLEARING -130.00 - R14", "AR 100.00 1001 R14", "OVERPAY 30.00 1001 R14",
      ])
    #expect(reversal.draft.recipe == "R14")
    #expect("\(reversal.draft.date)" == back.day, "it is booked on its own day")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.open("1002") == "70.00")
    #expect(try night.balance(.receivable) == -3000)
    #expect(try night.balance(.overpayment) == 0)
    #expect(try night.waiting() == [])
    if format == .statement { #expect(try night.openClearing() == []) }
  }

  /// The claim is not paid twice, and nothing is taken back twice.
  @Test("a payment comes back once", arguments: ["payment", "settlement"])
  func onlyOnce(vouchers: String) throws {
    let night = try Self.night(vouchers)
    let back = BankDay(BankEntry("BACK1", [Self.payments("100.00")[0]]) { $0.isCorrection = true }, day: "2026-11-17")
    try night.drop(returns: BankDay(BankEntry("LUMP1", Self.payments("100.00"))).ktl())
    try night.night("2026-11-16")
    try night.drop(returns: back.ktl())
    try night.night("2026-11-17")
    try night.drop(returns: back.camt054())
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.balance(.receivable) == -3000)
    // Another day's correction of the same payment has nothing to take back.
    try night.drop(returns: BankDay(back.entries, day: "2026-11-19").ktl())
    try night.night("2026-11-19")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.balance(.suspense) == 10_000)
  }

  @Test func aCorrectionOfAnotherAmountIsNoMirror() throws {
    let night = try Self.night("payment")
    try night.drop(returns: BankDay(BankEntry("LUMP1", Self.payments("100.00"))).ktl())
    try night.drop(
      returns: BankDay(BankEntry("BACK1", [BankPayment("1001", "40.00", id: "1")]) { $0.isCorrection = true }, day: "2026-11-17")
        .ktl())
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.waiting() == ["suspense -40.00"])
  }

  /// What a later voucher took out of suspense comes back from where it is now.
  @Test("money placed after it was in suspense comes back from its claim", arguments: ["payment", "settlement"])
  func afterPlacing(vouchers: String) throws {
    let night = try Self.night(vouchers)
    try night.drop(returns: BankDay(BankEntry("LUMP1", [BankPayment("1003", "25.00", id: "3")])).ktl())
    try night.night("2026-11-16")
    try night.drop(Claim("1003").finvoice)
    try night.night("2026-11-17")
    #expect(try night.balance(.suspense) == 0)
    try night.drop(
      returns: BankDay(BankEntry("BACK", [BankPayment("1003", "25.00", id: "3")]) { $0.isCorrection = true }, day: "2026-11-18")
        .ktl())
    try night.night("2026-11-18")
    #expect(try night.open("1003") == "100.00")
    #expect(try night.balance(.receivable) == 0)
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.balance(.clearing) == 0)
  }
}

/// Corrections and what they take back, in any order of nights.
@Suite("Settlements: corrections that come first")
struct SettlementEarlyCorrectionTests {
  private static let paid = [BankPayment("1001", "100.00", id: "1")]
  private static let back = BankDay(BankEntry("BACK", paid) { $0.isCorrection = true })

  @Test(
    "a correction that is read before its payment takes it back all the same", arguments: ["all", "provider"],
    ["payment", "settlement"])
  func first(books: String, vouchers: String) throws {
    let night = try SettlementIntakeTests.night {
      $0.books = books
      $0.ledger = ["exports: []", "vouchers: \(vouchers)"]
    }
    try night.drop(returns: Self.back.ktl())
    try night.night("2026-11-16")
    #expect(try night.waiting() == [books == "all" ? "suspense -100.00" : "unmatched -100.00"])
    try night.drop(returns: BankDay(BankEntry("LUMP1", Self.paid)).ktl())
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.balance(.receivable) == 0)
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.balance(.clearing) == 0)
    #expect(try night.waiting() == [])
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
  }

  @Test func aPaymentOfAClosedDayIsTakenBackWhenItsDayIsOpened() throws {
    let night = try SettlementIntakeTests.night { $0.ledger = ["exports: []", "closedThrough: 2026-11-16"] }
    try night.drop(returns: BankDay(BankEntry("LUMP1", Self.paid)).ktl())
    try night.night("2026-11-16")
    try night.drop(returns: BankDay(Self.back.entries, day: "2026-11-17").ktl())
    try night.night("2026-11-17")
    try night.configure { $0.ledger = ["exports: []"] }
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.waiting() == [])
  }

  /// What was in suspense and went back leaves no question behind.
  @Test("money in suspense that is taken back is nobody's question", arguments: ["payment", "settlement"])
  func suspended(vouchers: String) throws {
    let night = try SettlementIntakeTests.night { $0.ledger = ["exports: []", "vouchers: \(vouchers)"] }
    let unknown = [BankPayment("7777", "40.00", id: "1")]
    try night.drop(returns: BankDay(BankEntry("L1", unknown)).ktl())
    try night.night("2026-11-16")
    try night.drop(returns: BankDay(BankEntry("B1", unknown) { $0.isCorrection = true }, day: "2026-11-17").ktl())
    try night.night("2026-11-17")
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.waiting() == [])
    #expect(night.report.questions == [:])
  }

  @Test func aCorrectionWithAnIdOfItsOwnFindsItsPaymentByTheReference() throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: BankDay(BankEntry("LUMP1", Self.paid)).ktl())
    try night.night("2026-11-16")
    let own = BankEntry("BACK", [BankPayment("1001", "100.00", id: "9")]) { $0.isCorrection = true }
    try night.drop(returns: BankDay(own, day: "2026-11-17").ktl())
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.waiting() == [])
  }
}
