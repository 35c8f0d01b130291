import Exchange
import Receivables
import Reports
import Store
import Testing

/// `perille match`: what waits for a person, and what becomes of it.
@Suite("Settlements: a person decides")
struct SettlementDecisionTests {
  /// 50.00 of nobody knows whom in suspense, claims 1001 and 1002 open.
  private static func suspended(_ amount: String = "50.00", books: String = "all", vouchers: String = "payment") throws
    -> NightFixture
  {
    let night = try SettlementIntakeTests.night {
      $0.books = books
      $0.ledger = ["exports: []", "vouchers: \(vouchers)"]
    }
    try night.drop(returns: BankDay(BankEntry("L1", [BankPayment("7777", amount, id: "1")])).ktl())
    try night.night("2026-11-16")
    return night
  }

  private static let before = ["CLEARING 50.00 R04b", "SUSPENSE -50.00 R04b"]

  @Test("money is placed on an invoice", arguments: ["payment", "settlement"])
  func placed(vouchers: String) throws {
    let night = try Self.suspended(vouchers: vouchers)
    #expect(try night.waiting() == ["suspense 50.00"])
    let name = try night.onlyQuestion()
    let said = try night.match(name, .invoices([("1001", nil)]), on: "2026-11-18")
    #expect(said.hasPrefix("\(name), 50.00"), "\(said)")
    #expect(try night.postings().suffix(2) == ["SUSPENSE 50.00 R23", "AR -50.00 1001 R23"])
    #expect(try night.open("1001") == "50.00")
    #expect(try night.waiting() == [])
    let voucher = try #require(try night.voucherNames().last)
    guard case .voucher(let story) = try night.folder().explain(voucher, company: nil) else {
      Issue.record("\(voucher) is no voucher")
      return
    }
    #expect("\(story.voucher.draft.date)" == "2026-11-18", "the day of the decision")
    try night.night("2026-11-18")
    #expect(try night.postings().count == 4)
    // The same again is refused, and changes nothing.
    #expect(
      night.failure { _ = try $0.match(name, .invoices([("1002", nil)]), company: nil, asOf: NightFixture.day("2026-11-18")) }?
        .status == .usage)
    #expect(try night.postings().count == 4)
  }

  @Test func partsOfMoneyGoWhereTheyAreSaidAndTheRestWaits() throws {
    let night = try Self.suspended()
    try night.match(night.onlyQuestion(), .invoices([("1001", "20.00")]), on: "2026-11-17")
    #expect(try night.open("1001") == "80.00")
    #expect(try night.waiting() == ["suspense 30.00"])
    try night.night("2026-11-17")
    #expect(try night.waiting() == ["suspense 30.00"])
    try night.match(night.onlyQuestion(), .invoices([("1001", "10.00"), ("1002", nil)]), on: "2026-11-18")
    #expect(try night.open("1001") == "70.00")
    #expect(try night.open("1002") == "80.00")
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.waiting() == [])
    try night.night("2026-11-18")
  }

  @Test("money is placed on a role", arguments: ["INTEREST_INC", "overpay", "COLL_EXP"])
  func role(name: String) throws {
    let night = try Self.suspended()
    try night.match(night.onlyQuestion(), .role(name), on: "2026-11-17")
    #expect(try night.postings().suffix(2) == ["SUSPENSE 50.00 R23", "\(name.uppercased()) -50.00 R23"])
    #expect(try night.waiting() == [])
    try night.night("2026-11-17")
  }

  @Test(
    "what cannot be is refused, and nothing is changed",
    arguments: [
      (.invoices([("4711", nil)]), "no invoice"), (.invoices([("1001", "50.01")]), "more than"),
      (.invoices([("1001", "0.00")]), "no part"),
      (.invoices([("1001", "20.00"), ("1001", "10.00")]), "twice"), (.invoices([("1001", "12,50")]), "no amount"),
      (.role("SUSPENSE"), "cannot be placed"), (.role("AR"), "name the invoices"), (.role("INTREST_INC"), "INTEREST_INC"),
      (.new, "not doubtful"), (.known, "not doubtful"),
    ] as [(MatchDecision, String)])
  func refused(decision: MatchDecision, words: String) throws {
    let night = try Self.suspended()
    let name = try night.onlyQuestion()
    let before = try night.dump()
    let failure = night.failure { _ = try $0.match(name, decision, company: nil, asOf: NightFixture.day("2026-11-17")) }
    #expect(failure?.status == .usage)
    #expect(failure?.description.contains(words) == true, "\(String(describing: failure))")
    #expect(try night.dump() == before)
  }

  @Test("an entry that is no question is refused", arguments: ["E999", "E", "nonsense"])
  func unknown(name: String) throws {
    let night = try Self.suspended()
    #expect(
      night.failure { _ = try $0.match(name, .role("INTEREST_INC"), company: nil, asOf: NightFixture.day("2026-11-17")) }?.status
        == .usage)
  }

  @Test func anEntryGoesByTheBanksIdToo() throws {
    let night = try Self.suspended()
    try night.match(Banked.archiveID("1"), .invoices([("1002", nil)]), on: "2026-11-17")
    #expect(try night.open("1002") == "50.00")
  }

  @Test("suspense is placed when its invoice comes", arguments: ["payment", "settlement"])
  func invoiceComes(vouchers: String) throws {
    let night = try Self.suspended(vouchers: vouchers)
    try night.drop(Claim("7777").finvoice)
    try night.night("2026-11-17")
    #expect(try night.postings().sorted() == (Self.before + ["SUSPENSE 50.00 R23", "AR -50.00 7777 R23"]).sorted())
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.open("7777") == "50.00")
    #expect(try night.waiting() == [])
    try night.night("2026-11-18")
    #expect(try night.postings().count == 4)
  }

  /// Money of an account whose debtors are not booked: it comes off the claim, and only what concerns a provider is booked.
  @Test("money that nobody has booked is placed", arguments: [false, true])
  func unmatched(isWithProvider: Bool) throws {
    let night = try NightFixture {
      $0.books = "provider"
      $0.ledger = ["exports: []"]
      if !isWithProvider { $0.more = ["minimumCapital: 500.00"] }
    }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    let day = BankDay(BankEntry("L1", [BankPayment("7777", "50.00", id: "1")]), day: "2026-11-17")
    try night.drop(returns: day.ktl(), day.camt053())
    try night.night("2026-11-17")
    #expect(try night.waiting() == ["unmatched 50.00"])
    try night.match(night.onlyQuestion(), .invoices([("1001", nil)]), on: "2026-11-18")
    #expect(try night.open("1001") == "50.00")
    #expect(try night.waiting() == [])
    try night.night("2026-11-18")
    #expect(try night.balance(.receivable) == (isWithProvider ? -5000 : 0))
    #expect(try night.balance(.bank) == (isWithProvider ? 5000 : 0), "what was booked of the line")
    #expect(try night.openClearing() == [])
  }

  @Test func aLineThatNobodyExplainsIsExplainedByAPerson() throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: BankDay(BankEntry("L1", [BankPayment("1001", "50.00", id: "1")])).camt053())
    try night.night("2026-11-16")
    #expect(try night.waiting() == ["line 50.00"])
    try night.match(night.onlyQuestion(), .known, on: "2026-11-17")
    #expect(try night.waiting() == [])
    try night.night("2026-11-17")
    #expect(try night.waiting() == [])
    #expect(try night.postings() == ["BANK 50.00 R25", "CLEARING -50.00 R25"])
  }

  /// A lump whose file never came: the person says what it is, out of CLEARING.
  @Test func aLineWhosePaymentsNeverComeIsPlaced() throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: BankDay(BankEntry("L1", [BankPayment("1001", "50.00", id: "1")])).camt053())
    try night.night("2026-11-16")
    try night.match(night.onlyQuestion(), .invoices([("1001", nil)]), on: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.balance(.bank) == 5000)
    #expect(try night.balance(.clearing) == 0)
    #expect(try night.balance(.receivable) == -5000)
    #expect(try night.waiting() == [])
  }

  @Test func whoNamesARoleWantsAVoucherWhateverTheAccountBooks() throws {
    let night = try Self.suspended(books: "provider")
    try night.match(night.onlyQuestion(), .role("INTEREST_INC"), on: "2026-11-18")
    #expect(try night.postings() == ["CLEARING 50.00 R04a", "INTEREST_INC -50.00 R04a"])
    let voucher = try #require(try night.read { try $0.vouchers(company: "malli") }.first)
    #expect("\(voucher.draft.date)" == "2026-11-16", "money that is booked for the first time has the bank's day")
    try night.night("2026-11-18")
    #expect(try night.waiting() == [])
  }

  @Test func moneyThatIsNotBookedIsSaidNotToBe() throws {
    let night = try Self.suspended(books: "provider")
    let said = try night.match(night.onlyQuestion(), .invoices([("1001", nil)]), on: "2026-11-18")
    #expect(said.contains("there is no voucher"))
    #expect(try night.postings() == [])
    #expect(try night.open("1001") == "50.00")
  }

  @Test("nothing is decided before the money came, or on a day that has not come", arguments: ["2026-11-15", "2098-01-01"])
  func otherDays(day: String) throws {
    let night = try Self.suspended()
    let name = try night.onlyQuestion()
    let failure = night.failure { _ = try $0.match(name, .role("INTEREST_INC"), company: nil, asOf: NightFixture.day(day)) }
    #expect(failure?.status == .usage)
    #expect(try night.waiting() == ["suspense 50.00"])
  }

  @Test func theSentenceSaysWhatWasPlaced() throws {
    let night = try Self.suspended()
    let said = try night.match(night.onlyQuestion(), .invoices([("1001", "20.00")]), on: "2026-11-17")
    #expect(said.contains(", 20.00 EUR of 50.00 EUR booked on 2026-11-16"), "\(said)")
  }

  @Test func moneyOfAClosedDayMayBeBookedElsewhere() throws {
    let night = try SettlementIntakeTests.night { $0.ledger = ["exports: []", "closedThrough: 2026-11-16"] }
    try night.drop(returns: BankDay(BankEntry("L1", [BankPayment("1001", "100.00", id: "1")])).ktl())
    try night.night("2026-11-16")
    #expect(try night.waiting() == ["closed 100.00"])
    try night.match(night.onlyQuestion(), .known, on: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.postings() == [])
    #expect(try night.waiting() == [])
  }

  /// Of a payment that states its parts, one whose invoice comes later is taken up then.
  @Test func theRestOfAStatedSplitIsPlacedWhenItsInvoiceComes() throws {
    let night = try SettlementIntakeTests.night()
    let payment = BankPayment(nil, "190.00", id: "1") {
      $0.documents = [(number: "1001", cents: 10_000, isCredit: false), (number: "9999", cents: 9_000, isCredit: false)]
    }
    try night.drop(returns: BankDay(BankEntry("L1", [payment])).camt054())
    try night.night("2026-11-16")
    #expect(try night.waiting() == ["suspense 90.00"])
    try night.drop(Claim("9999") { $0.amount = "90.00" }.finvoice)
    try night.night("2026-11-17")
    #expect(try night.open("9999") == "0.00")
    #expect(try night.open("1001") == "0.00")
    #expect(try night.balance(.suspense) == 0)
    #expect(try night.waiting() == [])
  }

  @Test("a message that names a paid invoice beside an open one", arguments: [("50.00", ["suspense 50.00"]), ("100.00", [])])
  func namesAPaidOne(amount: String, waiting: [String]) throws {
    let night = try SettlementIntakeTests.night()
    try night.drop(returns: BankDay(BankEntry("L1", [BankPayment("1001", "100.00", id: "1")])).camt054("M1"))
    try night.night("2026-11-16")
    let payment = BankPayment(nil, amount, id: "2") { $0.message = "laskut 1001 ja 1002" }
    try night.drop(returns: BankDay(BankEntry("L2", [payment]), day: "2026-11-17").camt054("M2"))
    try night.night("2026-11-17")
    #expect(try night.waiting() == waiting)
    #expect(try night.open("1002") == (waiting.isEmpty ? "0.00" : "100.00"))
  }

  @Test func aTieNamesItsClaims() throws {
    let night = try SettlementIntakeTests.night()
    let payment = BankPayment(nil, "100.00", id: "1") { $0.payer = SettlementPayerTests.debtor }
    try night.drop(returns: BankDay(BankEntry("L1", [payment])).camt054())
    try night.night("2026-11-16")
    let question = try #require(try night.folder().matchQuestions(company: nil).first)
    #expect(question.candidates.map(\.number) == ["1001", "1002"])
    #expect(MatchText.render([question]).contains("it may be for 1001 (100.00 EUR open), 1002 (100.00 EUR open)"))
  }

  /// Booked money goes back to suspense by a voucher, stays there, and is placed anew by a person.
  @Test("what was placed wrongly is taken back", arguments: ["all", "provider"], ["payment", "settlement"])
  func undone(books: String, vouchers: String) throws {
    let night = try SettlementIntakeTests.night {
      $0.books = books
      $0.ledger = ["exports: []", "vouchers: \(vouchers)"]
    }
    try night.drop(
      returns: BankDay(BankEntry("L1", [BankPayment("1001", "130.00", id: "1") { $0.payer = SettlementPayerTests.debtor }])).ktl()
    )
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "0.00")
    try night.match(Banked.archiveID("1"), .undo, on: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.decision("1001").hasPrefix("hold "), "its money waits")
    #expect(try night.waiting() == [books == "all" ? "suspense 130.00" : "unmatched 130.00"])
    #expect(try night.balance(.suspense) == (books == "all" ? -13_000 : 0))
    #expect(try night.balance(.receivable) == 0)
    #expect(try night.balance(.overpayment) == 0)
    // Nothing can be taken back twice.
    let name = try night.onlyQuestion()
    #expect(night.failure { _ = try $0.match(name, .undo, company: nil, asOf: NightFixture.day("2026-11-17")) }?.status == .usage)
    try night.match(name, .invoices([("1002", "100.00")]), on: "2026-11-17")
    #expect(try night.open("1002") == "0.00")
    #expect(try night.open("1001") == "100.00")
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00", "the rest waits for a person")
  }
}
