import Exchange
import Receivables
import Testing

/// Credit notes: off their invoice, before it, of nobody knows which, of more than one.
@Suite("Scenarios: credit notes")
struct ScenarioCreditTests {
  @Test("a credit note takes its amount off, in any format", arguments: ["finvoice", "ubl", "csv"])
  func part(format: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    let credit = Claim.credit("9001", "30.00", of: "1001")
    switch format {
    case "finvoice": try night.drop(credit.finvoice)
    case "ubl": try night.drop(credit.ubl)
    default: try night.dropList(credit)
    }
    try night.night("2026-11-16")
    #expect(try night.assigned() == ["1001": "70.00"])
    #expect(try night.receivables("1001").map(\.credited.decimalText) == ["30.00"])
  }

  @Test func whatIsCreditedInFullNeverGoes() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "100.00", of: "1001").ubl)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "exclude credited-in-full")
    #expect(try night.assigned() == [:])
  }

  @Test func aCancellationWithdrawsTheWhole() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "100.00", of: "1001") { $0.cancels = true }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("exclude"))
    #expect(try night.open("1001") == "0.00")
  }

  @Test func aCreditNoteBeforeItsInvoiceWaitsAndAppliesOnArrival() throws {
    let night = try NightFixture()
    try night.drop(Claim.credit("9001", "30.00", of: "1001").ubl, Claim("1002").finvoice)
    try night.night("2026-11-16")
    #expect(night.report.documents["creditNote.waiting"] == 1)
    #expect(try night.assigned() == ["1002": "100.00"], "the other claim of the debtor goes: the credit note names its invoice")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.assigned()["1001"] == "70.00")
  }

  @Test func anUnlinkedCreditNoteHoldsAllClaimsOfItsDebtorAndNobodyElses() throws {
    let night = try NightFixture()
    try night.drop(
      Claim("1001").finvoice, Claim("1002").ubl, Claim("2001") { $0.debtor = .forge }.finvoice, Claim.credit("9001", "30.00").ubl)
    try night.drop(
      Claim("5001") {
        $0.seller = ScenarioConfiguration.handoverSeller
      }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold unlinked-credit")
    #expect(try night.decision("1002") == "hold unlinked-credit")
    #expect(try night.decision("2001") == "transfer")
    #expect(try night.decision("5001", company: "luovutus") == "transfer", "the same debtor of another company")
    #expect(night.report.questions == ["unlinkedCredits": 1])
    // A claim that comes later is held too.
    try night.drop(Claim("1003").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1003") == "hold unlinked-credit")
    _ = try night.folder().release("9001", company: nil, reason: "paid out", asOf: NightFixture.day("2026-11-18"))
    try night.night("2026-11-18")
    #expect(try night.assigned() == ["2001": "100.00", "1001": "100.00", "1002": "100.00", "1003": "100.00"])
  }

  @Test func aCreditNoteOfAllThatIsOpenInSeveralInvoicesIsSharedOut() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.amount = "50.00" }.finvoice)
    try night.drop(Claim.credit("9001", "150.00", of: "1001", "1002").ubl)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "exclude credited-in-full")
    #expect(try night.decision("1002") == "exclude credited-in-full")
  }

  @Test func aCreditNoteOfSeveralInvoicesOfWhichOneIsOverpaidIsNotSharedOut() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    night.pay(Paid("1001", "130.00"))
    try night.night("2026-11-16")
    try night.drop(Claim.credit("9001", "70.00", of: "1001", "1002").ubl)
    try night.night("2026-11-17")
    #expect(try night.open("1002") == "100.00", "70.00 is what both sum up to, and 100.00 what is open of this one")
    #expect(try night.decision("1002") == "hold unlinked-credit below-minimum")
    #expect(try night.reasonText("1002").contains("nothing is open of 1001"))
  }

  @Test(
    "what does not fit is said",
    arguments: [
      ("debtor", "it names invoice 1001, which is of Kuviteltu Kahvila Oy, and is itself of Olematon Paja Oy"),
      ("currency", "it names invoice 1001, which is in EUR, and is itself in SEK"),
      ("number", "it names no invoice and no reference"),
      ("part", "of which 200.00 EUR are open together, and takes off 100.00 EUR"), ("missing", "and invoice 1003 is not here"),
    ])
  func why(what: String, words: String) throws {
    let night = try NightFixture()
    let originals = what == "number" ? [] : what == "part" ? ["1001", "1002"] : what == "missing" ? ["1001", "1003"] : ["1001"]
    let credit = Claim.credit("9001", "100.00") {
      $0.originals = originals
      if what == "debtor" { $0.debtor = .forge }
      if what == "currency" { $0.currency = "SEK" }
    }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice, credit.ubl)
    try night.night("2026-11-16")
    let text = try night.reasonText("1001")
    #expect(text.contains(words), "\(text)")
    guard case .invoice(let story) = try night.folder().explain("9001", company: nil) else { return }
    #expect(story.others.first?.note?.contains(words) == true)
  }

  @Test func aCreditNoteOfPartOfSeveralInvoicesHoldsThem() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice, Claim.credit("9001", "30.00", of: "1001", "1002").ubl)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold unlinked-credit")
    #expect(try night.decision("1002") == "hold unlinked-credit")
  }

  @Test func aCreditNoteOfAnInvoiceThatIsHereAndOneThatIsNotHoldsUntilBothAre() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "200.00", of: "1001", "1002").ubl)
    try night.night("2026-11-16")
    #expect(try night.assigned() == [:])
    #expect(try night.decision("1001") == "hold unlinked-credit")
    try night.drop(Claim("1002").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude credited-in-full")
    #expect(try night.decision("1002") == "exclude credited-in-full")
  }

  @Test func aCreditNoteOfAnotherDebtorHoldsTheInvoiceThatItNames() throws {
    let night = try NightFixture()
    try night.drop(
      Claim("1001").finvoice, Claim("1002").finvoice,
      Claim.credit("9001", "100.00", of: "1001") { $0.debtor = .forge }.ubl)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold unlinked-credit", "somebody credits this very invoice")
    #expect(try night.decision("1002") == "transfer")
    #expect(try night.open("1001") == "100.00", "nothing is taken off by guessing")
  }

  @Test func aCreditNoteInAnotherCurrencyTakesNothingOffAndHolds() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "100.00", of: "1001") { $0.currency = "SEK" }.ubl)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold unlinked-credit")
    #expect(try night.open("1001") == "100.00")
  }

  @Test("the same credit note in two formats takes its amount off once", arguments: [1, 2])
  func twice(nights: Int) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    let credit = Claim.credit("9001", "30.00", of: "1001")
    try night.drop(Claim("1001").finvoice, credit.ubl)
    if nights == 2 { try night.night("2026-11-16") }
    try night.drop(credit.finvoice)
    try night.dropList(credit)
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "70.00")
    #expect(night.report.documents["creditNote.duplicate"] == 2)
  }

  @Test("of two forms of one credit note, the one that names the invoice decides", arguments: [1, 2])
  func linkComesWithTheOtherForm(nights: Int) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    let credit = Claim.credit("9001", "30.00", of: "1001")
    var bare = credit
    bare.originals = []
    try night.drop(Claim("1001").finvoice)
    try night.dropList(bare)
    if nights == 2 { try night.night("2026-11-16") }
    try night.drop(credit.ubl)
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "70.00")
    #expect(try night.decision("1001") == "hold below-minimum")
  }

  @Test func aCreditNoteThatAPersonSetAsideCountsWhenAnotherFormNamesItsInvoice() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    let credit = Claim.credit("9001", "30.00", of: "1001")
    var bare = credit
    bare.originals = []
    try night.drop(Claim("1001").finvoice)
    try night.dropList(bare)
    try night.night("2026-11-16")
    _ = try night.folder().release("9001", company: nil, reason: "paid out", asOf: NightFixture.day("2026-11-17"))
    try night.drop(credit.ubl)
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "70.00")
  }

  @Test func aCreditNoteWhoseInvoiceNumberWasCorrectedCounts() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "30.00", of: "10O1").ubl)
    try night.night("2026-11-16")
    #expect(night.report.documents["creditNote.waiting"] == 1)
    try night.drop(Claim.credit("9001", "30.00", of: "1001").ubl)
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "70.00")
  }

  @Test func twoAmountsUnderOneCreditNoteNumberAreAConflict() throws {
    let night = try NightFixture()
    try night.drop(
      Claim("1001").finvoice, Claim.credit("9001", "30.00", of: "1001").ubl, Claim.credit("9001", "80.00", of: "1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold conflict")
    let text = try night.reasonText("1001")
    #expect(text.contains("30.00") && text.contains("80.00"))
  }

  @Test func twoAmountsUnderTheNumberOfAWaitingCreditNoteAreAConflictWhenTheInvoiceComes() throws {
    let night = try NightFixture()
    try night.drop(Claim.credit("9001", "30.00", of: "1001").ubl, Claim.credit("9001", "80.00", of: "1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.assigned() == [:])
    #expect(try night.decision("1001").hasPrefix("hold"))
  }

  @Test func aCreditNoteOfInstalmentsGoesToTheEarliestFirst() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001") { $0.instalments = [("60.00", "2026-10-15"), ("40.00", "2026-10-16")] }.finvoice)
    try night.drop(Claim.credit("9001", "70.00", of: "1001").ubl)
    try night.night("2026-11-16")
    #expect(try night.open("1001", instalment: 1) == "0.00")
    #expect(try night.open("1001", instalment: 2) == "30.00")
  }

  @Test func aPaidInvoiceThatIsCreditedTooOwesNothing() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim.credit("9001", "30.00", of: "1001").ubl)
    night.pay(Paid("1001", "70.00"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "exclude paid")
    #expect(try night.open("1001") == "0.00")
  }
}
