import Exchange
import Receivables
import Testing

/// Whose money it is decides where it goes beyond the capital, and who must hear of it.
@Suite("Settlements: providers' and debtors' money")
struct SettlementPayerTests {
  /// A night after which claim 1001 of 100.00 is with its provider.
  static func handedOver(_ books: String = "provider", _ change: (inout ScenarioConfiguration) -> Void = { _ in }) throws
    -> NightFixture
  {
    let night = try NightFixture {
      $0.books = books
      $0.ledger = ["exports: []"]
      change(&$0)
    }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "transfer")
    return night
  }

  static let provider = "PERIJA OY"
  /// As a bank cuts it.
  static let debtor = "KUVITELTU KA"

  static func paid(_ payer: String, _ amount: String, id: String = "1", day: String = "2026-11-17", _ message: String? = nil)
    -> BankDay
  {
    BankDay(
      BankEntry(
        "LUMP\(id)",
        [
          BankPayment(message == nil ? "1001" : nil, amount, id: id) {
            $0.payer = payer
            $0.message = message
          }
        ]), day: day)
  }

  @Test(
    "money beyond the open capital of a claim that has gone",
    arguments: [
      (provider, ["CLEARING 112.50 mixed", "AR -100.00 1001 R01", "INTEREST_INC -12.50 1001 R03"]),
      (debtor, ["CLEARING 112.50 R10", "AR -100.00 1001 R10", "OVERPAY -12.50 1001 R10"]),
      ("MAKSAJA M", ["CLEARING 112.50 mixed", "AR -100.00 1001 R01", "SUSPENSE -12.50 1001 R04b"]),
    ], ["ktl", "camt"])
  func beyond(example: (payer: String, postings: [String]), format: String) throws {
    let night = try Self.handedOver()
    let day = Self.paid(example.payer, "112.50")
    try night.drop(returns: format == "ktl" ? day.ktl() : day.camt054())
    try night.night("2026-11-17")
    #expect(try night.postings() == example.postings)
    #expect(try night.open("1001") == "0.00")
    #expect(try night.waiting() == (example.payer == "MAKSAJA M" ? ["suspense 12.50"] : []))
  }

  @Test("the provider's next money on a paid claim is interest, the debtor's is his own", arguments: [provider, debtor])
  func after(payer: String) throws {
    let night = try Self.handedOver()
    try night.drop(returns: Self.paid(Self.provider, "100.00").ktl())
    try night.night("2026-11-17")
    try night.drop(returns: Self.paid(payer, "7.00", id: "2", day: "2026-11-18").ktl())
    try night.night("2026-11-18")
    let last = try night.postings().suffix(2)
    #expect(
      last
        == (payer == Self.provider
          ? ["CLEARING 7.00 R03", "INTEREST_INC -7.00 1001 R03"] : ["CLEARING 7.00 R12", "OVERPAY -7.00 1001 R12"]))
  }

  @Test(
    "money that comes past the provider is a question to tell the provider", arguments: [debtor, "MAKSAJA M"],
    ["provider", "all", "none"])
  func tellProvider(payer: String, books: String) throws {
    let night = try Self.handedOver(books)
    try night.drop(returns: Self.paid(payer, "40.00").ktl())
    try night.night("2026-11-17")
    #expect(night.report.questions["tellProvider"] == 1)
    #expect(night.exit == 1)
    #expect(try night.open("1001") == "60.00")
    try night.night("2026-11-18")
    #expect(night.report.questions["tellProvider"] == nil, "said once")
    #expect(try night.postings() == (books == "none" ? [] : ["CLEARING 40.00 R02", "AR -40.00 1001 R02"]))
  }

  @Test func theProvidersOwnMoneyTellsNobodyAnything() throws {
    let night = try Self.handedOver()
    try night.drop(returns: Self.paid(Self.provider, "40.00").ktl())
    try night.night("2026-11-17")
    #expect(night.report.questions == [:])
    #expect(night.exit == 0)
  }

  /// The provider was given the whole claim, so that a payment of an earlier day that comes later is news to it.
  @Test func moneyBookedBeforeTheHandOverAndReadAfterItIsTold() throws {
    let night = try Self.handedOver()
    try night.drop(returns: Self.paid(Self.debtor, "40.00", day: "2026-11-13").ktl())
    try night.night("2026-11-17")
    #expect(night.report.questions["tellProvider"] == 1)
  }

  @Test(
    "a provider's kind of message says what money without a reference is",
    arguments: [
      ("Interests and expenses", ["CLEARING 31.40 R04a", "INTEREST_INC -31.40 R04a"]),
      ("KOROT JA KULUT 11/2026", ["CLEARING 31.40 R04a", "INTEREST_INC -31.40 R04a"]),
      ("Ränta och kostnader", ["CLEARING 31.40 R04a", "INTEREST_INC -31.40 R04a"]),
      ("Tilitys 4711", ["CLEARING 31.40 R04b", "SUSPENSE -31.40 R04b"]),
      ("Interests and expenses, capital", ["CLEARING 31.40 R04b", "SUSPENSE -31.40 R04b"]),
    ])
  func messageClass(message: String, postings: [String]) throws {
    let night = try Self.handedOver()
    try night.drop(returns: Self.paid(Self.provider, "31.40", message).camt054())
    try night.night("2026-11-17")
    #expect(try night.postings() == postings)
  }

  /// The same words from anybody else are no rule.
  @Test func aDebtorsWordsAreNoProviders() throws {
    let night = try Self.handedOver("all")
    try night.drop(returns: Self.paid("MAKSAJA M", "31.40", "Interests and expenses").camt054())
    try night.night("2026-11-17")
    #expect(try night.postings() == ["CLEARING 31.40 R04b", "SUSPENSE -31.40 R04b"])
  }

  /// KTL has no message: what camt.054 says of the same money counts, whichever came first.
  @Test("a message in another file of the same money counts", arguments: [["ktl", "camt"], ["camt", "ktl"], ["both"]])
  func messageLater(order: [String]) throws {
    let night = try Self.handedOver()
    let day = Self.paid(Self.provider, "31.40", "Interests and expenses")
    for (index, step) in order.enumerated() {
      if step != "camt" { try night.drop(returns: day.ktl()) }
      if step != "ktl" { try night.drop(returns: day.camt054()) }
      try night.night("2026-11-\(17 + index)")
    }
    #expect(try night.balance(.interestIncome) == -3140)
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.waiting() == [])
  }

  /// A late payment of a line adds a voucher to it, and the same night places what the line has in suspense: two vouchers of one line.
  @Test func aLineIsAddedToAndPlacedInOneNight() throws {
    let night = try Self.handedOver { $0.more = ["minimumCapital: 100.00"] }
    let line = BankDay(BankEntry("LUMP2", [BankPayment("1001", "80.00", id: "9")]) { $0.text = "Lasku 1002" }, day: "2026-11-17")
    let payment = BankDay(BankEntry("X", [BankPayment("7777", "5.00", id: "3")]), day: "2026-11-17")
    try night.drop(returns: line.camt053(), payment.ktl())
    try night.night("2026-11-17")
    let questions = try night.folder().matchQuestions(company: nil)
    let question = try #require(questions.first { $0.kind == .line })
    _ = try night.match(question.name, .invoices([("1001", "50.00")]), on: "2026-11-17")
    let before = try night.postings().count
    try night.dropList(Claim("7777") { $0.assignedTo = "svea" })
    try night.drop(Claim("1002") { $0.amount = "99.00" }.finvoice)
    try night.night("2026-11-18")
    #expect(try night.waiting() == [])
    #expect(try night.postings().count > before)
  }
}
