import Exchange
import Receivables
import Testing

/// A company that drops what should go: each drop counts for some banking days.
@Suite("Scenarios: handover, activation, limits, configuration")
struct ScenarioHandoverTests {
  private func claim(_ number: String = "5001", _ change: (inout Claim) -> Void = { _ in }) -> Claim {
    Claim(number) {
      $0.seller = ScenarioConfiguration.handoverSeller
      change(&$0)
    }
  }

  private func decision(_ night: NightFixture, _ number: String = "5001") throws -> String {
    try night.decision(number, company: "luovutus")
  }

  @Test func aDropIsAConfirmationAndTheClaimGoes() throws {
    let night = try NightFixture()
    try night.drop(claim().finvoice)
    try night.night("2026-11-16")
    #expect(try decision(night) == "transfer")
  }

  @Test("a drop confirms for three banking days", arguments: [("2026-11-18", true), ("2026-11-19", true), ("2026-11-20", false)])
  func expires(day: String, goes: Bool) throws {
    let night = try NightFixture(active: ["malli"])
    try night.drop(claim().finvoice)
    // Friday; Monday, Tuesday and Wednesday are the three banking days… counted from the drop.
    try night.night("2026-11-16")
    #expect(try decision(night) == "wait plan-only")
    _ = try night.folder().activate("luovutus", asOf: NightFixture.day(day))
    try night.night(day)
    #expect(try decision(night) == (goes ? "transfer" : "wait needs-confirmation"))
  }

  @Test func whatBecomesTransferableLaterWaitsUntilItIsDroppedAgain() throws {
    let night = try NightFixture()
    let early = claim { $0.due = "2026-11-13" }
    try night.drop(early.finvoice)
    try night.night("2026-11-16")
    #expect(try decision(night) == "wait b2b-7-days")
    try night.night("2026-11-23")
    #expect(try decision(night) == "wait needs-confirmation")
    try night.drop(early.finvoice)
    try night.night("2026-11-24")
    #expect(night.report.files.duplicate == 1, "the very bytes confirm")
    #expect(try decision(night) == "transfer")
  }

  @Test func theDropThatConfirmedIsAmongWhatWasRead() throws {
    let night = try NightFixture()
    try night.write("inbox/first.xml", claim().finvoice)
    try night.night("2026-11-16")
    try night.write("inbox/again.xml", claim().finvoice)
    try night.night("2026-11-17")
    guard case .invoice(let story) = try night.folder().explain("5001", company: nil) else { return }
    #expect(story.items[0].readings.map(\.path) == ["inbox/first.xml", "inbox/again.xml"])
    #expect(story.items[0].readings.map(\.state) == ["applied", "duplicate"])
  }

  @Test func theSameInvoiceInAnotherFormatConfirmsToo() throws {
    let night = try NightFixture()
    let early = claim { $0.due = "2026-11-13" }
    try night.drop(early.finvoice)
    try night.night("2026-11-16")
    try night.drop(early.ubl)
    try night.night("2026-11-24")
    #expect(try decision(night) == "transfer")
  }

  @Test("a credit note or a reminder dropped again confirms nothing", arguments: ["381", "INV08"])
  func confirmsNothing(code: String) throws {
    let night = try NightFixture()
    let early = claim { $0.due = "2026-11-02" }
    let other =
      code == "381"
      ? Claim.credit("9001", "10.00", of: "5001") { $0.seller = ScenarioConfiguration.handoverSeller }.ubl
      : claim("3001") {
        $0.typeCode = code
        $0.issued = "2026-11-05"
        $0.originals = ["5001"]
      }.finvoice
    try night.drop(early.finvoice, other)
    try night.configure { $0.confirmationDays = 1 }
    try night.night("2026-11-06")
    try night.drop(other)
    try night.night("2026-11-16")
    #expect(try decision(night) == "wait needs-confirmation")
  }

  @Test func aListOfOpenItemsConfirmsWhatItNames() throws {
    let night = try NightFixture()
    try night.drop(claim("5001") { $0.due = "2026-11-09" }.finvoice, claim("5002") { $0.due = "2026-11-09" }.finvoice)
    try night.night("2026-11-10")
    try night.drop(openItems: [("5001", "70.00"), ("5002", "0.00")], asOf: "2026-11-18", name: "luovutusavoimet")
    try night.night("2026-11-18")
    #expect(try night.assigned(company: "luovutus") == ["5001": "70.00"])
    #expect(try decision(night, "5002").hasPrefix("exclude"))
  }

  @Test func aListOfADayToComeDoesNotConfirmTheFuture() throws {
    let night = try NightFixture()
    try night.drop(claim("5001") { $0.due = "2026-11-13" }.finvoice)
    try night.drop(openItems: [("5001", "70.00")], asOf: "2027-02-01", name: "luovutusavoimet")
    try night.night("2026-11-16")
    try night.night("2026-11-24")
    #expect(try decision(night) == "wait needs-confirmation")
  }

  @Test func aDisputeDroppedAgainIsNoConfirmation() throws {
    let night = try NightFixture()
    let disputed = Claim.list([claim { $0.disputed = true }])
    try night.write("inbox/luovutukset-1.csv", disputed)
    try night.night("2026-11-16")
    #expect(try decision(night) == "hold disputed")
    try night.write(
      "inbox/luovutukset-2.csv",
      Claim.list([
        claim {
          $0.due = "2026-10-15"
          $0.street = "Uusikatu 9"
        }
      ]))
    _ = try night.folder().hold("5001", company: "luovutus", reason: "wait", asOf: NightFixture.day("2026-11-17"))
    try night.night("2026-11-17")
    _ = try night.folder().release("5001", company: "luovutus", reason: "go", asOf: NightFixture.day("2026-11-18"))
    // The bytes of the first night again: disputed.
    try night.write("inbox/luovutukset-3.csv", disputed)
    try night.night("2026-11-18")
    #expect(try decision(night) == "hold disputed")
    #expect(try night.assigned(company: "luovutus") == [:])
  }

  // MARK: Plan-only, limits, configuration

  @Test func aNewCompanyIsPlannedOnlyUntilItIsActivated() throws {
    let night = try NightFixture(active: [])
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.due = "2026-11-13" }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "wait plan-only")
    #expect(night.report.planOnly == ["malli", "luovutus"])
    #expect(try night.files("outbox") == [])
    let said = try night.folder().activate("malli", asOf: NightFixture.day("2026-11-17"))
    #expect(said.contains("2026-11-17"))
    #expect(try night.folder().activate("malli", asOf: NightFixture.day("2026-11-18")).contains("active since 2026-11-17"))
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00"])
    #expect(night.report.planOnly == ["luovutus"])
  }

  @Test(
    "over a limit nothing of the company goes",
    arguments: [("maxAssignmentsPerRun: 1", "limit-assignments"), ("maxCapitalPerRun: 150.00", "limit-capital")])
  func limit(key: String, reason: String) throws {
    let night = try NightFixture { $0.more = [key] }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.drop(Claim("5001") { $0.seller = ScenarioConfiguration.handoverSeller }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold \(reason)")
    #expect(try night.decision("1002") == "hold \(reason)")
    #expect(night.exit == 1)
    #expect(night.report.limitsReached == ["malli"])
    #expect(try night.decision("5001", company: "luovutus") == "transfer", "the limit is the other company's")
    night.pay(Paid("1002", "100.00"))
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00"])
    #expect(night.exit == 0)
  }

  @Test func aChangedConfigurationDecidesAnew() throws {
    let night = try NightFixture { $0.more = ["takeOnFrom: 2026-10-05"] }
    try night.drop(Claim("1001").finvoice, Claim("1002") { $0.issued = "2026-10-05" }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "exclude not-yet-taken-on")
    try night.configure { $0.more = ["takeOnFrom: 2026-09-01"] }
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00", "1002": "100.00"])
    #expect(night.report.batches.count == 1, "what had gone does not go again")
  }

  @Test func serialsAreUnbrokenOverNightsAndCompanies() throws {
    let night = try NightFixture()
    for (index, day) in ["2026-11-16", "2026-11-17", "2026-11-18"].enumerated() {
      try night.drop(Claim("100\(index)").finvoice)
      try night.drop(Claim("500\(index)") { $0.seller = ScenarioConfiguration.handoverSeller }.ubl)
      try night.night(day)
    }
    let names = try night.files("outbox")
    #expect(names.count == 6)
    for company in ["malli", "luovutus"] {
      for serial in 1...3 {
        #expect(names.contains { $0.contains("svea/\(company)/") && $0.contains("-00000\(serial).") }, "\(names)")
      }
    }
  }
}
