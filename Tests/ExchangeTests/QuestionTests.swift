import Receivables
import Reports
import Store
import Testing

@testable import Exchange

/// Every question names what it is about, is listed until it is answered, and is in the story of its claim.
@Suite("Questions")
struct QuestionTests {
  private func listed(_ night: NightFixture, company: String? = nil) throws -> [String] {
    try night.folder().list(.questions, company: company, outcome: nil).rows.map { "\($0[0]) \($0[1]) \($0[3])" }
  }

  private func told(_ night: NightFixture) -> [String] {
    night.report.asked.map { "\($0.name ?? "-") \($0.kind) \($0.number ?? "-") \($0.provider ?? "-")" }
  }

  private func story(_ number: String, _ night: NightFixture) throws -> String {
    guard case .invoice(let found) = try night.folder().explain(number, company: nil) else { return "" }
    return ExplainText.render(found)
  }

  @Test(
    "a debtor's direct payment names the claim and its provider, until a person has told it", arguments: ["provider", "none"])
  func tellProvider(books: String) throws {
    let night = try SettlementPayerTests.handedOver(books)
    try night.drop(returns: SettlementPayerTests.paid(SettlementPayerTests.debtor, "40.00").ktl())
    try night.night("2026-11-17")
    #expect(told(night) == ["Q1 tellProvider 1001 svea"])
    let text = RunText.render(night.report)
    #expect(text.contains("Q1: malli invoice 1001 with svea"))
    #expect(text.contains("40.00 EUR booked on 2026-11-17"))
    #expect(text.contains("Tell the provider of the payment today"))
    #expect(try story("1001", night).contains("Q1: Tell the provider of the payment today"))

    try night.night("2026-11-18")
    #expect(night.exit == 0, "a question of an earlier run")
    #expect(night.report.stillOpen.map(\.count) == [1])
    #expect(RunText.render(night.report).contains("Still open 1 of earlier runs: a debtor paid directly"))
    #expect(try listed(night) == ["Q1 tellProvider 1001"])

    let day = try NightFixture.day("2026-11-18")
    #expect(
      try night.folder().dismiss("Q1", all: false, reason: "mailed svea", asOf: day) == ["Q1 is answered: mailed svea"])
    #expect(try listed(night) == [])
    #expect(try story("1001", night).contains("answered on 2026-11-18: mailed svea"))
    #expect(night.failure { _ = try $0.dismiss("Q1", all: false, reason: "again", asOf: day) }?.status == .usage)
    try night.night("2026-11-19")
    #expect(night.report.stillOpen == [])
  }

  @Test func moneyThatALaterNightPlacesOnAClaimThatHasGoneIsTold() throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(returns: SettlementPayerTests.paid("MAKSAJA M", "100.00", day: "2026-11-17").ktl())
    try night.night("2026-11-17")
    #expect(told(night) == ["E1 unmatchedEntries - -"])
    try night.dropList(Claim("1001") { $0.assignedTo = "svea" })
    try night.night("2026-11-18")
    #expect(told(night) == ["Q1 tellProvider 1001 svea"], "the file of the money was reported the night before")
  }

  @Test func anOverpaymentIsAQuestionUntilItHasGoneBack() throws {
    let night = try NightFixture { $0.books = "all" }
    try night.drop(Claim("1001").finvoice)
    try night.drop(bank: Banked.settlement([Banked("1001", "130.00", id: "1")]))
    try night.night("2026-11-16")
    #expect(told(night) == ["Q1 overpaid 1001 -"])
    #expect(night.exit == 1)
    #expect(RunText.render(night.report).contains("30.00 EUR more than invoice 1001 had open"))
    #expect(try story("1001", night).contains("Return the rest"))
    #expect(try listed(night) == ["Q1 overpaid 1001"])
    // Another one that goes back in the night that brings it asks nothing.
    let again = { (isCorrection: Bool) in
      Banked("1001", "7.00", id: "2") {
        $0.isCorrection = isCorrection
        $0.booked = "261117"
      }
    }
    // The bank takes the whole payment back: nothing is kept any more.
    try night.drop(
      bank: Banked.settlement([
        Banked("1001", "130.00", id: "1") {
          $0.isCorrection = true
          $0.booked = "261117"
        }, again(false), again(true),
      ]))
    try night.night("2026-11-17")
    #expect(try night.balance(.overpayment) == 0)
    #expect(try listed(night) == [])
    #expect(night.report.stillOpen == [] && night.report.questions == [:])
  }

  @Test func aPaymentThatIsToldAgainIsNamed() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"))
    night.pay(Paid("1001", "10.00"))
    try night.night("2026-11-16")
    night.pay(Paid("1001", "10.00"), Paid("1001", "5.00"))
    try night.night("2026-11-17")
    #expect(told(night).contains("Q1 doubtfulPayments - -"))
    #expect(RunText.render(night.report).contains("A payment of 10.00 EUR on 2026-11-10 for invoice 1001 says just what"))
  }

  @Test func aPaymentOfAnInvoiceInAnotherCurrencyIsInItsStory() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"))
    night.pay(Paid("1001", "77.00") { $0.currency = "SEK" })
    try night.night("2026-11-16")
    #expect(try story("1001", night).contains("P1: malli invoice 1001, 77.00 SEK"))
  }

  @Test func aPaymentWithoutAClaimIsNamedListedAndDismissed() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"))
    night.pay(Paid("4711", "77.00") { $0.id = "P15" })
    try night.night("2026-11-16")
    #expect(told(night) == ["P1 unmatchedPayments 4711 -"])
    let text = RunText.render(night.report)
    #expect(text.contains("P1: malli invoice 4711, 77.00 EUR of"))
    #expect(text.contains("(inbox/maksut_20261116.csv line 2)"))
    for name in ["4711", "P15", "P1"] {
      let failure = night.failure { _ = try $0.explain(name, company: nil) }
      #expect(failure?.lines.contains { $0.contains("77.00 EUR") } == true, "\(name)")
    }
    try night.night("2026-11-17")
    #expect(night.report.stillOpen.map(\.first).joined().map(\.number) == ["4711"])
    _ = try night.folder().dismiss("P1", all: false, reason: "of another firm", asOf: NightFixture.day("2026-11-17"))
    #expect(try listed(night) == [])
    try night.night("2026-11-18")
    #expect(night.report.stillOpen == [])
  }

  @Test func eachKindNamesItsDocument() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1001") { $0.amount = "90.00" }.ubl)
    try night.dropList(Claim("1002"), Claim("1003"))
    try night.drop(Claim.credit("9001", "30.00", of: "8888").ubl, Claim.credit("9002", "30.00").finvoice, "<Invoice")
    try night.night("2026-11-16")
    #expect(
      Set(told(night)) == [
        "000005-file-6.xml quarantined - -", "- conflicts 1001 -", "- unlinkedCredits 9002 -", "- waitingCredits 9001 -",
      ])
    #expect(night.report.asked.first { $0.kind == "waitingCredits" }?.note == "it names 8888")
    #expect(night.report.questions.values.reduce(0, +) == night.report.asked.count)
    #expect(try listed(night).count == 4)
    _ = try night.folder().release("1001", company: nil, reason: "90 was wrong", asOf: NightFixture.day("2026-11-16"))
    #expect(try listed(night).count == 3, "a release ends the conflict")
  }

  @Test func whatAFileSaysOfAClaimThatHasGoneNamesIt() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"), Claim("1002"), Claim("1003"))
    try night.night("2026-11-16")
    night.pay(Paid("1001", "90.00") { $0.on = "2026-11-17" })
    try night.dropList(Claim("1002") { $0.street = "Uusikatu 1" })
    try night.drop(holds: Kept("dispute", "1003"))
    try night.night("2026-11-17")
    #expect(
      told(night) == ["Q1 paidWithProvider 1001 svea", "Q2 lateForProvider 1002 svea", "Q3 disputedWithProvider 1003 svea"])
    #expect(try story("1003", night).contains("a claim that has gone is disputed or on hold now"))
  }

  @Test func aClaimThatWasWithAProviderBeforeIsNamedToo() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001") { $0.assignedTo = "svea" })
    try night.night("2026-11-16")
    night.pay(Paid("1001", "100.00") { $0.on = "2026-11-17" })
    try night.night("2026-11-17")
    #expect(told(night) == ["Q1 paidWithProvider 1001 svea"])
  }

  @Test func aLongListIsCutInTextAndWholeInJSON() throws {
    let night = try NightFixture()
    for number in 1...14 { night.pay(Paid(String(7000 + number), "5.00") { $0.id = "A\(number)" }) }
    try night.night("2026-11-16")
    #expect(night.report.asked.count == 14)
    let text = RunText.render(night.report)
    #expect(text.contains("14 new: a payment found no claim"))
    #expect(text.contains("- and 4 more: perille list questions"))
    try night.night("2026-11-17")
    #expect(night.report.stillOpen.map { "\($0.count) \($0.first.count)" } == ["14 5"])
    #expect(RunText.render(night.report).contains("- and 9 more: perille list questions"))
  }
}
