import Exchange
import Receivables
import Testing

/// One invoice told more than once: the same again, in another format, changed, contradicted.
@Suite("Scenarios: versions, duplicates, conflicts")
struct ScenarioVersionTests {
  @Test func aClaimGoesOnceAndTheNextNightBringsNothing() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.assigned() == ["1001": "100.00"])
    #expect(night.exit == 0)
    #expect(try night.files("outbox").count == 1)
    try night.night("2026-11-17")
    #expect(night.report.batches.isEmpty)
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.files("outbox").count == 1)
  }

  @Test func anotherAddressOnALaterNightIsANewVersion() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(Claim("1001") { $0.street = "Uusikatu 9" }.finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold below-minimum")
    #expect(try night.receivables("1001").map(\.debtor.address?.streets) == [["Uusikatu 9"]])
    #expect(night.report.documents["invoice.version"] == 1)
    #expect(night.exit == 0)
  }

  @Test(
    "another claim field is a conflict that shows both values",
    arguments: [
      ("amount", "100.00 EUR", "120.00 EUR"), ("due", "2026-10-15", "2026-10-22"), ("reference", "10016", "20019"),
      ("debtor", "Kuviteltu Kahvila", "Olematon Paja"),
    ])
  func conflict(field: String, one: String, other: String) throws {
    for isSameNight in [true, false] {
      let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
      try night.drop(Claim("1001").finvoice)
      if !isSameNight { try night.night("2026-11-16") }
      let changed = Claim("1001") {
        switch field {
        case "amount": $0.amount = "120.00"
        case "due": $0.due = "2026-10-22"
        case "reference": $0.reference = Claim.reference("2001")
        default: $0.debtor = .forge
        }
      }
      try night.drop(changed.finvoice)
      try night.night("2026-11-17")
      #expect(try night.decision("1001") == "hold conflict below-minimum")
      let text = try night.reasonText("1001").lowercased()
      #expect(text.contains(one.lowercased()) && text.contains(other.lowercased()), "\(text)")
      #expect(night.exit == 1)
      #expect(night.report.questions == ["conflicts": 1])
      try night.night("2026-11-18")
      #expect(night.exit == 0, "an old question does not set the exit code")
    }
  }

  @Test func aReleasedConflictKeepsTheFirstValuesAndGoes() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice, Claim("1001") { $0.amount = "120.00" }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold conflict")
    let said = try night.folder().release("1001", company: nil, reason: "first is right", asOf: NightFixture.day("2026-11-17"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "transfer")
    let capital = try #require(try night.assigned()["1001"])
    #expect(said.contains(capital), "\(said)")
    // The contradicting document again, in another file: it was answered.
    try night.drop(Claim("1001") { $0.amount = "120.00" }.finvoice + "\n")
    try night.night("2026-11-18")
    #expect(night.report.documents["invoice.duplicate"] == 1)
  }

  @Test func theSameBytesChangeNothing() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(night.report.files.duplicate == 1)
    #expect(night.report.documents.keys.allSatisfy { !$0.hasPrefix("invoice") })
    #expect(night.exit == 0)
  }

  @Test func oneInvoiceAsFinvoiceAndUBLAndCSVIsOneReceivable() throws {
    let night = try NightFixture()
    let claim = Claim("1001")
    try night.drop(claim.finvoice, claim.ubl)
    try night.dropList(claim)
    try night.night("2026-11-16")
    #expect(try night.receivables("1001").count == 1)
    #expect(try night.decision("1001") == "transfer")
    #expect(try night.assigned() == ["1001": "100.00"])
    try night.drop(claim.ubl + " ")
    try night.dropList(claim, Claim("1002"))
    try night.night("2026-11-17")
    #expect(try night.assigned() == ["1001": "100.00", "1002": "100.00"])
  }

  @Test func oneInvoiceInThreeFormatsOnThreeNightsIsOneReceivable() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 100.01"] }
    let claim = Claim("1001")
    try night.dropList(claim)
    try night.night("2026-11-16")
    try night.drop(claim.ubl)
    try night.night("2026-11-17")
    try night.drop(claim.finvoice)
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "hold below-minimum")
    try night.configure { $0.more = [] }
    try night.night("2026-11-19")
    #expect(try night.assigned() == ["1001": "100.00"])
  }

  @Test func anInvoiceInInstalmentsAndTheSameAsAWholeNeverBothGo() throws {
    let instalments = Claim("1001") { $0.instalments = [("60.00", "2026-10-15"), ("40.00", "2026-10-16")] }
    for order in [[instalments.finvoice, Claim("1001").ubl], [Claim("1001").ubl, instalments.finvoice]] {
      for nights in [1, 2] {
        let night = try NightFixture { $0.more = ["minimumCapital: 30.00"] }
        try night.drop(order[0])
        if nights == 2 {
          try night.configure { $0.more = ["minimumCapital: 500.00"] }
          try night.night("2026-11-16")
          try night.configure { $0.more = [] }
        }
        try night.drop(order[1])
        try night.night("2026-11-17")
        let assigned = try night.assigned()
        #expect(assigned == [:], "\(order[0].prefix(60)), \(nights) nights")
        #expect(night.exit == 1)
      }
    }
  }

  @Test("an invoice sent again with another date does not go twice", arguments: ["due date moved too", "due date kept"])
  func sentAgain(how: String) throws {
    let again = Claim("1001") {
      $0.issued = "2026-10-05"
      if how == "due date moved too" { $0.due = "2026-10-19" } else { $0.reference = Claim.reference("2001") }
    }
    for nights in [1, 2] {
      let night = try NightFixture()
      try night.drop(Claim("1001").finvoice)
      if nights == 2 { try night.night("2026-11-16") }
      try night.drop(again.ubl)
      try night.night("2026-11-17")
      let assigned = try night.assigned()
      #expect(assigned == (nights == 2 ? ["1001": "100.00"] : [:]), "\(nights) nights")
      #expect(night.report.questions == ["conflicts": 1])
      _ = try night.folder().release("1001", company: nil, reason: "one", asOf: NightFixture.day("2026-11-18"))
      try night.drop(again.ubl + " ")
      try night.night("2026-11-18")
      #expect(try night.assigned() == ["1001": "100.00"])
    }
  }

  @Test func aNumberOfLastYearIsAnotherInvoice() throws {
    let night = try NightFixture()
    try night.drop(
      Claim("1001").finvoice,
      Claim("1001") {
        $0.issued = "2025-10-01"
        $0.due = "2025-10-15"
      }.finvoice,
      Claim("1001") {
        $0.issued = "2026-10-02"
        $0.debtor = .forge
      }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.assigned() == ["1001": "100.00 + 100.00 + 100.00"])
  }

  @Test func afterAssignmentADocumentChangesNothingThatWent() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-16")
    try night.drop(Claim("1001") { $0.street = "Uusikatu 9" }.finvoice)
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-17")
    #expect(try night.receivables("1001").map(\.debtor.address?.streets) == [["Satukatu 4"]])
    #expect(night.report.documents["invoice.late"] == 2)
    #expect(try night.decision("1001") == "exclude already-assigned disputed")
    #expect(night.report.batches.isEmpty)
  }

  @Test func anEInvoiceDoesNotTakeBackTheDisputeThatTheLedgerStated() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold disputed")
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold disputed")
    // The ledger itself may take it back.
    try night.dropList(Claim("1001") { $0.street = "Uusikatu 9" })
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "transfer")
  }

  @Test func aListDoesNotTakeBackTheFactoringThatTheEInvoiceStated() throws {
    let night = try NightFixture()
    try night.drop(Claim("1001") { $0.factoring = true }.finvoice)
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("hold factoring"))
    try night.dropList(Claim("1001"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001").hasPrefix("hold factoring"))
    #expect(try night.assigned() == [:])
  }

  @Test("a dispute that was taken back and stated again holds again", arguments: [true, false])
  func disputeComesBack(isOneRow: Bool) throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    let disputed = Claim("1001") { $0.disputed = true }
    try night.dropList(disputed)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold disputed below-minimum")
    try night.dropList(Claim("1001"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold below-minimum", "the ledger took the dispute back")
    // The same row as on the first night; alone in its file, or with another row beside it.
    if isOneRow { try night.dropList(disputed) } else { try night.dropList(disputed, Claim("1002")) }
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "hold disputed below-minimum")
  }

  @Test func whatAPersonReleasedStaysReleasedWhileTheSameIsSaid() throws {
    let night = try NightFixture { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(Claim("1001").finvoice)
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-16")
    _ = try night.folder().release("1001", company: nil, reason: "settled by phone", asOf: NightFixture.day("2026-11-17"))
    try night.dropList(Claim("1001") { $0.disputed = true }, Claim("1002"))
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "hold below-minimum")
  }
}
