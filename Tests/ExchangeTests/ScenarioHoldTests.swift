import Exchange
import Receivables
import Testing

/// What keeps a claim back: hold files, people, customers' master data, reminders.
@Suite("Scenarios: holds, disputes, customers")
struct ScenarioHoldTests {
  private func day(_ text: String) throws -> CalendarDate { try NightFixture.day(text) }

  @Test(
    "a row of the hold file keeps its claim back until it is released", arguments: [("hold", "on-hold"), ("dispute", "disputed")])
  func row(action: String, reason: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.drop(holds: Kept(action, "1001"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold \(reason)")
    #expect(try night.assigned() == ["1002": "100.00"])
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold \(reason)")
    try night.drop(holds: Kept("release", "1001"))
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func aHoldOfACustomerKeepsAllOfItsClaimsBack() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1002").ubl, Claim("2001") { $0.debtor = .forge }.finvoice)
    try night.drop(holds: Kept("hold", "") { $0.customer = "K1" })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.assigned() == ["2001": "100.00"])
  }

  @Test func aHoldCountsThroughItsLastDay() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(holds: Kept("hold", "1001") { $0.until = "2026-11-17" })
    for day in ["2026-11-16", "2026-11-17"] {
      try night.night(day)
      #expect(try night.decision("1001") == "hold on-hold")
    }
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func aHoldThatEndsDoesNotEndAnotherThatDoesNot() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(holds: Kept("hold", "1001") { $0.since = "2026-11-01" })
    try night.drop(
      holds: Kept("hold", "1001") {
        $0.since = "2026-11-10"
        $0.until = "2026-11-16"
      })
    try night.night("2026-11-16")
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold on-hold")
  }

  @Test func aHoldBeforeItsInvoiceIsKept() throws {
    let night = try NightFixture()
    try night.drop(holds: Kept("dispute", "1001"))
    try night.night("2026-11-16")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold disputed")
  }

  @Test("in one file a hold is later than a release of its day", arguments: [["hold", "release"], ["release", "hold"]])
  func oneDay(order: [String]) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.drop(holds: Kept(order[0], "1001"), Kept(order[1], "1001"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
  }

  @Test func aPersonHoldsAndReleases() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    _ = try night.folder().hold("1001", company: "malli", reason: "asked for it", asOf: day("2026-11-16"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold on-hold")
    #expect(try night.reasonText("1001").contains("asked for it"))
    _ = try night.folder().release("1001", company: nil, reason: "settled", asOf: day("2026-11-17"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func aPersonReleasesWhatFilesAndDocumentsHold() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.drop(holds: Kept("hold", "1001"), Kept("dispute", "1001"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold disputed on-hold")
    _ = try night.folder().release("1001", company: nil, reason: "settled", asOf: day("2026-11-17"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test(
    "a hold that comes after a person's release holds",
    arguments: [("2026-11-17", "release day"), ("2026-11-10", "before the release"), ("", "no day")])
  func afterRelease(since: String, _: String) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.drop(holds: Kept("hold", "1001") { $0.reason = "first" })
    try night.night("2026-11-16")
    _ = try night.folder().release("1001", company: nil, reason: "settled", asOf: day("2026-11-17"))
    try night.drop(
      holds: Kept("dispute", "1001") {
        $0.since = since
        $0.reason = "second"
      })
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold disputed below-minimum")
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "hold disputed below-minimum")
  }

  @Test func theSameHoldListedAgainDoesNotUndoAPersonsRelease() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    let row = Kept("hold", "1001") { $0.since = "2026-11-10" }
    try night.drop(holds: row)
    try night.night("2026-11-16")
    _ = try night.folder().release("1001", company: nil, reason: "settled", asOf: day("2026-11-17"))
    try night.drop(holds: row, Kept("hold", "77"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold below-minimum")
  }

  @Test func aHoldBetweenDecisionAndNextNightStopsNothingThatWent() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(holds: Kept("dispute", "1001"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001").hasPrefix("exclude already-assigned"))
    #expect(try night.files("outbox").count == 1)
  }

  // MARK: Customers

  private func customer(_ cells: String) -> String {
    "Nro;Nimi;Katu;Postinro;Paikka;Tyyppi;Esto;Pvm\n" + cells + "\n"
  }

  @Test func masterDataCompletesAnAddressAndSaysFirmOrConsumer() throws {
    let night = try NightFixture()
    let bare = Claim("1001") {
      $0.street = ""
      $0.debtorKind = ""
    }
    try night.dropList(bare)
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("hold"))
    #expect(try night.decision("1001").contains("address-missing"))
    try night.write("inbox/asiakkaat-1.csv", customer("K1;Kuviteltu Kahvila Oy;Satukatu 4;98999;Olemattomala;b2b;no;2026-11-10"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
    let outbox = try night.files("outbox")
    #expect(try night.text("outbox/" + (outbox.first ?? "")).contains("Satukatu 4"))
  }

  @Test func aBlockedCustomerIsHeldUntilUnblocked() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.write("inbox/asiakkaat-1.csv", customer("K1;;;;;b2b;yes;2026-11-10"))
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold customer-blocked")
    try night.write("inbox/asiakkaat-2.csv", customer("K1;;;;;b2b;no;2026-11-09"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold customer-blocked", "older master data changes nothing")
    try night.write("inbox/asiakkaat-3.csv", customer("K1;;;;;b2b;no;2026-11-12"))
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test("of two rows of one day the block counts", arguments: [["yes", "no"], ["no", "yes"]], ["Aa", "Bb", "Cc"])
  func blockOfOneDay(order: [String], street: String) throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    for (index, block) in order.enumerated() {
      try night.write(
        "inbox/asiakkaat-\(index).csv", customer("K1;;\(street) \(index);98999;Olemattomala;b2b;\(block);2026-11-10"))
    }
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold customer-blocked")
  }

  // MARK: Reminders

  @Test func aReminderOfTheCreditorIsEvidenceAndNoClaim() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.drop(
      Claim("3001") {
        $0.typeCode = "INV08"
        $0.issued = "2026-11-02"
        $0.originals = ["1001"]
      }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.receivables("3001").isEmpty)
    #expect(try night.receivables("1001").map(\.facts.ownReminderDate?.description) == ["2026-11-02"])
  }

  @Test func aReminderBeforeItsInvoiceWaitsForIt() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(
      Claim("3001") {
        $0.typeCode = "INV08"
        $0.issued = "2026-11-02"
        $0.originals = ["1001"]
      }.finvoice)
    try night.night("2026-11-16")
    #expect(night.report.documents["reminder.waiting"] == 1)
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.receivables("1001").map(\.facts.ownReminderDate?.description) == ["2026-11-02"])
  }

  @Test func anInterestNoteIsNoReminder() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.drop(
      Claim("3001") {
        $0.typeCode = "INV03"
        $0.issued = "2026-11-02"
        $0.originals = ["1001"]
      }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.receivables("1001").map(\.facts.ownReminderDate) == [nil])
  }
}
