import Exchange
import Receivables
import Testing

/// Finnish reference-payment files: what of them becomes vouchers, what reduces claims, what is held.
@Suite("Scenarios: bank files")
struct ScenarioBankTests {
  @Test(
    "with books: provider a debtor's payment reduces the claim and is evidence only",
    arguments: [("100.00", "0.00", "exclude paid"), ("40.00", "60.00", "transfer"), ("130.00", "0.00", "exclude paid")])
  func evidence(paid: String, open: String, decision: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("1001", paid, id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == open)
    #expect(try night.decision("1001") == decision)
    #expect(try night.recipes() == [])
    #expect(night.report.settlements.evidence == 1)
    #expect(night.report.settlements.money.map(\.received) == [paid])
  }

  @Test("with books: all every payment is a voucher", arguments: [("100.00", "R01"), ("40.00", "R02"), ("130.00", "R10")])
  func vouchers(paid: String, recipe: String) throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("1001", paid, id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.recipes() == [recipe])
    #expect(night.report.settlements.vouchers == 1)
    #expect(
      try night.files("ledger/malli") == ["A-2026-000001-000001.journal", "A-2026-000001-000001.journal.manifest.json"])
  }

  @Test func withBooksNoneMoneyReducesClaimsAndIsNeverBooked() throws {
    let night = try NightFixture { $0.books = "none" }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1") { $0.booked = "261117" }]))
    try night.night("2026-11-17")
    #expect(try night.recipes() == [])
    #expect(try night.open("1001") == "0.00")
  }

  @Test func moneyOnAClaimThatWentIsBooked() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(bank: Banked.settlement([Banked("1001", "60.00", id: "1") { $0.booked = "261117" }]))
    try night.night("2026-11-17")
    #expect(try night.recipes() == ["R02"])
    #expect(try night.balance(.receivable) == -6000)
    try night.drop(
      bank: Banked.settlement([
        Banked("1001", "40.00", id: "2") { $0.booked = "261118" }, Banked("1001", "5.00", id: "3") { $0.booked = "261118" },
      ]))
    try night.night("2026-11-18")
    #expect(try night.recipes() == ["R02", "R01", "R04b"])
    // Whose the rest is depends on who paid: a debtor's is kept for it, a provider's is interest, and this payer is neither.
    #expect(try night.balance(.suspense) == -500)
    #expect(night.report.questions["tellProvider"] != nil, "the claim is with the provider, and money came directly")
  }

  @Test func moneyOfAProviderIsBookedWhateverItsReference() throws {
    let night = try NightFixture()
    try night.drop(bank: Banked.settlement([Banked("7777", "50.00", id: "1") { $0.payer = "PERIJA OY" }]))
    try night.night("2026-11-16")
    #expect(try night.recipes() == ["R04b"])
    #expect(try night.balance(.suspense) == -5000)
    #expect(night.report.unmatched == 1)
    #expect(night.exit == 1)
  }

  @Test(
    "money with an unknown reference is kept, booked to suspense where all is booked, and asked about",
    arguments: [("provider", [], 0), ("all", ["R04b"], -700), ("none", [], 0)] as [(String, [String], Int64)])
  func unknownReference(books: String, recipes: [String], suspense: Int64) throws {
    let night = try NightFixture { $0.books = books }
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("7777", "7.00", id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.recipes() == recipes)
    #expect(try night.balance(.suspense) == suspense)
    #expect(night.report.settlements.money.map(\.received) == ["7.00"])
    #expect(try night.assigned() == ["1001": "100.00"])
    try night.night("2026-11-17")
    #expect(try night.recipes() == recipes, "asked about again, booked once")
  }

  @Test("a correction opens the claim again", arguments: ["provider", "all", "none"])
  func correction(books: String) throws {
    let night = try NightFixture {
      $0.books = books
      $0.more = ["minimumCapital: 500.00"]
    }
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("exclude paid"))
    try night.drop(
      bank: Banked.settlement([
        Banked("1001", "100.00", id: "1") {
          $0.isCorrection = true
          $0.booked = "261117"
        }
      ]))
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.decision("1001") == "hold below-minimum")
    #expect(try night.recipes() == (books == "all" ? ["R01", "R14"] : []))
    #expect(try night.balance(.clearing) == 0)
  }

  @Test func aCorrectionOfAPaymentThatNobodyReadOpensNothing() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1") { $0.isCorrection = true }]))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "100.00")
  }

  @Test func theSameEntryInTwoFilesCountsOnce() throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(Claim("1001").finvoice)
    let first = Banked("1001", "30.00", id: "1")
    try night.drop(bank: Banked.settlement([first]))
    try night.drop(bank: Banked.settlement([first, Banked("1001", "20.00", id: "2")]))
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "50.00")
    #expect(try night.recipes() == ["R02", "R02"])
    #expect(night.report.settlements.duplicate == 1)
  }

  @Test("money before its invoice reduces the claim when it comes", arguments: ["provider", "all", "none"])
  func early(books: String) throws {
    let night = try NightFixture { $0.books = books }
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1")]))
    try night.night("2026-11-16")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.assigned() == [:])
  }

  @Test("money before its invoice that was taken back reduces nothing", arguments: ["provider", "all"])
  func earlyAndBack(books: String) throws {
    let night = try NightFixture { $0.books = books }
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1")]))
    try night.night("2026-11-16")
    try night.drop(
      bank: Banked.settlement([
        Banked("1001", "100.00", id: "1") {
          $0.isCorrection = true
          $0.booked = "261117"
        }
      ]))
    try night.night("2026-11-17")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.balance(.suspense) == 0)
  }

  @Test("money that could be for two claims holds both", arguments: ["provider", "all", "none"])
  func ambiguous(books: String) throws {
    let night = try NightFixture { $0.books = books }
    let shared = Claim.reference("7777")
    for (number, due) in [("1001", "2026-10-15"), ("1002", "2026-10-16")] {
      try night.drop(
        Claim(number) {
          $0.reference = shared
          $0.due = due
        }.finvoice)
    }
    try night.drop(Claim("1003").finvoice)
    try night.drop(bank: Banked.settlement([Banked("7777", "50.00", id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.assigned() == ["1003": "100.00"])
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.decision("1002") == "hold on-hold")
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1003": "100.00"], "the next night knows no more")
    // The creditor's own list says which, under the bank's archive id.
    night.pay(Paid("1001", "50.00") { $0.id = Banked.archiveID("1") })
    try night.night("2026-11-18")
    try night.night("2026-11-19")
    #expect(try night.assigned() == ["1001": "50.00", "1002": "100.00", "1003": "100.00"])
  }

  @Test func amongClaimsOfOneReferenceTheExactAmountDecides() throws {
    let night = try NightFixture()
    let shared = Claim.reference("7777")
    try night.drop(
      Claim("1001") { $0.reference = shared }.finvoice,
      Claim("1002") {
        $0.reference = shared
        $0.amount = "80.00"
      }.finvoice)
    try night.drop(bank: Banked.settlement([Banked("7777", "80.00", id: "1")]))
    try night.night("2026-11-16")
    #expect(try night.decision("1002") == "exclude paid")
    #expect(try night.assigned() == ["1001": "100.00"])
  }

  // MARK: The same money told by the bank and by the creditor

  @Test(
    "a payment row with the bank's archive id is the same money",
    arguments: [["bank", "row"], ["row", "bank"], ["both"]], ["provider", "all"])
  func sameMoney(order: [String], books: String) throws {
    let night = try NightFixture {
      $0.books = books
      $0.more = ["minimumCapital: 500.00"]
    }
    try night.drop(Claim("1001").finvoice)
    for (index, step) in order.enumerated() {
      if step != "row" { try night.drop(bank: Banked.settlement([Banked("1001", "60.00", id: "1")])) }
      if step != "bank" { night.pay(Paid("1001", "60.00") { $0.id = Banked.archiveID("1") }) }
      try night.night("2026-11-\(16 + index)")
    }
    #expect(try night.open("1001") == "40.00")
    #expect(try night.receivables("1001").map(\.paid.decimalText) == ["60.00"])
    #expect(try night.recipes() == (books == "all" ? ["R02"] : []))
  }

  @Test(
    "the clerk's word stays when the bank's reference finds nothing", arguments: [["bank", "row"], ["row", "bank"], ["both"]],
    ["provider", "all", "none"])
  func clerkKnowsBetter(order: [String], books: String) throws {
    let night = try NightFixture { $0.books = books }
    for (index, step) in order.enumerated() {
      // The debtor paid with a reference of his own invention.
      if step != "row" { try night.drop(bank: Banked.settlement([Banked("99999", "100.00", id: "1")])) }
      if step != "bank" { night.pay(Paid("1001", "100.00") { $0.id = Banked.archiveID("1") }) }
      try night.night("2026-11-\(16 + index)")
    }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "exclude paid")
    try night.night("2026-11-19")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.assigned() == [:])
  }

  @Test(
    "the clerk's word and the bank's reference name two claims: neither goes",
    arguments: [["bank", "row"], ["row", "bank"], ["both"]])
  func twoWords(order: [String]) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    for (index, step) in order.enumerated() {
      if step != "row" { try night.drop(bank: Banked.settlement([Banked("1002", "100.00", id: "1")])) }
      if step != "bank" { night.pay(Paid("1001", "100.00") { $0.id = Banked.archiveID("1") }) }
      try night.night("2026-11-\(16 + index)")
    }
    try night.configure { $0.more = [] }
    try night.night("2026-11-18")
    #expect(try night.assigned() == [:])
  }

  // MARK: Files that do not add up, accounts of nobody

  @Test func aSettlementWhoseSumsAreWrongCountsNothingAndItsCompanyWaits() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("1001", "100.00", id: "1")], offBy: 1))
    try night.night("2026-11-16")
    #expect(night.report.files.quarantined == 1)
    #expect(try night.open("1001") == "100.00")
    #expect(try night.decision("1001") == "wait intake-incomplete")
    #expect(night.exit == 1)
  }

  @Test("a settlement of an account of nobody is read again when the account is known", arguments: ["retry", "drop again"])
  func strangeAccount(way: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    let sound = Banked.settlement([Banked("1001", "30.00", id: "1")])
    let strange = Banked.settlement([Banked("1002", "100.00", id: "2") { $0.account = "55500020000017" }])
    try night.drop(bank: sound, strange)
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "70.00", "the sound settlement counts")
    #expect(try night.decision("1002") == "wait intake-incomplete")
    try night.write(
      "perille.yaml",
      night.configuration.text.replacing(
        "paymentSource: pankki}", with: "paymentSource: pankki}\n      - {iban: \(Self.otherAccount), books: provider}"))
    if way == "retry" {
      _ = try night.folder().retry(night.quarantined()[0], all: false)
    } else {
      try night.drop(bank: sound, strange)
    }
    try night.night("2026-11-17")
    #expect(try night.quarantined() == [])
    #expect(try night.open("1002") == "0.00")
    #expect(try night.assigned() == ["1001": "70.00"])
  }

  /// The account of the strange settlement as an IBAN.
  static let otherAccount = IBAN.fromFinnishMachineForm("55500020000017") ?? ""
}
