import Exchange
import Receivables
import Testing

/// Lists of what is open on a day.
@Suite("Scenarios: open items")
struct ScenarioOpenItemTests {
  private func held(_ change: (inout ScenarioConfiguration) -> Void = { _ in }) throws -> NightFixture {
    try NightFixture {
      $0.more = ["minimumCapital: 500.00"]
      change(&$0)
    }
  }

  @Test func aListSetsWhatIsOpenAndLaterPaymentsComeOff() throws {
    let night = try held()
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "10.00") { $0.on = "2026-11-10" })
    try night.night("2026-11-16")
    try night.drop(openItems: [("1001", "80.00")], asOf: "2026-11-16")
    night.pay(Paid("1001", "5.00") { $0.on = "2026-11-17" })
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "75.00")
  }

  @Test func anOlderListChangesNothingAfterANewerOne() throws {
    let night = try held()
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", "60.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    try night.drop(openItems: [("1001", "90.00")], asOf: "2026-11-13")
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "60.00")
  }

  @Test func theOpenAmountOfAnOldExportDoesNotUndoANewerList() throws {
    let night = try held()
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", "0.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    #expect(try night.decision("1001").hasPrefix("exclude"))
    try night.dropList(Claim("1001") { $0.open = ("100.00", "2026-11-12") })
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    try night.dropList(Claim("1001") { $0.open = ("40.00", "2026-11-17") })
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "40.00", "a newer one does")
  }

  @Test("two lists of one day that differ are a conflict", arguments: [["60.00", "90.00"], ["90.00", "60.00"]])
  func contradiction(amounts: [String]) throws {
    let night = try NightFixture { $0.openItemsComplete = false }
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", amounts[0])], asOf: "2026-11-16", tag: "-1")
    try night.drop(openItems: [("1001", amounts[1])], asOf: "2026-11-16", tag: "-2")
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "hold conflict")
    let text = try night.reasonText("1001")
    #expect(text.contains("60.00") && text.contains("90.00"))
    #expect(try night.open("1001") == "60.00")
  }

  @Test func aCompleteListClosesWhatItDoesNotName() throws {
    let night = try held()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice, Claim("1003").finvoice)
    try night.drop(openItems: [("1001", "100.00"), ("1002", "100.00"), ("1003", "100.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    try night.drop(openItems: [("1001", "100.00"), ("1003", "100.00")], asOf: "2026-11-17")
    try night.drop(Claim("1009") { $0.issued = "2026-11-18" }.finvoice)
    try night.night("2026-11-18")
    #expect(try night.decision("1002").hasPrefix("exclude"))
    #expect(try night.open("1001") == "100.00")
    #expect(try night.open("1009") == "100.00", "issued after the list")
  }

  @Test func aSelectionClosesNothing() throws {
    let night = try held { $0.openItemsComplete = false }
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.drop(openItems: [("1001", "50.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    #expect(try night.open("1002") == "100.00")
  }

  @Test func aListThatShrankTooMuchClosesNothingAndAsks() throws {
    let night = try NightFixture {
      $0.shrinkPercent = 50
      $0.more = ["minimumCapital: 500.00"]
    }
    let numbers = ["1001", "1002", "1003"]
    for number in numbers { try night.drop(Claim(number).finvoice) }
    try night.drop(openItems: numbers.map { ($0, "100.00") }, asOf: "2026-11-16")
    try night.night("2026-11-16")
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-17")
    try night.configure { $0.more = [] }
    try night.night("2026-11-17")
    #expect(night.report.questions["openItemLists"] == 1)
    #expect(night.exit == 1)
    #expect(try night.open("1002") == "100.00")
    #expect(try night.assigned() == ["1001": "100.00"], "of those that it leaves out nobody knows whether they are paid")
  }

  @Test func anEmptyCompleteListAfterAFullOneClosesNothing() throws {
    let night = try held()
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    try night.drop(openItems: [], asOf: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "100.00")
    #expect(night.report.questions["openItemLists"] == 1)
  }

  @Test func aListOfADayToComeIsTakenForToday() throws {
    let night = try held { $0.openItemsComplete = false }
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", "100.00")], asOf: "2062-11-16")
    try night.night("2026-11-16")
    night.pay(Paid("1001", "100.00") { $0.on = "2026-11-17" })
    try night.night("2026-11-17")
    #expect(try night.decision("1001").hasPrefix("exclude paid"), "the payment is not hidden until 2062")
    try night.drop(openItems: [("1001", "30.00")], asOf: "2026-11-18")
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "30.00", "nor the next list")
  }

  @Test func theSameListOnAnotherDayIsAnotherList() throws {
    let night = try held { $0.openItemsComplete = false }
    try night.drop(Claim("1001").finvoice)
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    night.pay(Paid("1001", "100.00") { $0.on = "2026-11-17" })
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "0.00")
    // The money went back, and the list of the 18th has the very bytes of the list of the 16th.
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-18")
    try night.night("2026-11-18")
    #expect(try night.open("1001") == "100.00")
  }

  @Test func aClaimThatIsListedAgainIsOpenAgain() throws {
    let night = try held()
    try night.drop(Claim("1001").finvoice, Claim("1002").finvoice)
    try night.drop(openItems: [("1001", "100.00"), ("1002", "100.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-17")
    try night.night("2026-11-17")
    #expect(try night.decision("1002").hasPrefix("exclude"))
    try night.drop(openItems: [("1001", "100.00"), ("1002", "70.00")], asOf: "2026-11-18")
    try night.night("2026-11-18")
    #expect(try night.open("1002") == "70.00")
    #expect(try night.decision("1002") == "hold below-minimum")
  }

  @Test func aPaymentThatComesAfterTheListOfItsDayIsNotLost() throws {
    let night = try NightFixture { $0.openItemsComplete = false }
    try night.drop(Claim("1001").finvoice)
    try night.configure { $0.more = ["minimumCapital: 500.00"] }
    try night.drop(openItems: [("1001", "100.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    // Paid on the day of the list, told the night after.
    night.pay(Paid("1001", "100.00") { $0.on = "2026-11-16" })
    try night.configure { $0.more = [] }
    try night.night("2026-11-17")
    #expect(try night.assigned() == [:])
    #expect(try night.decision("1001") == "exclude paid")
  }

  @Test func whatTheListCountedAlreadyIsNotCountedAgain() throws {
    let night = try held { $0.openItemsComplete = false }
    try night.drop(Claim("1001").finvoice)
    night.pay(Paid("1001", "30.00") { $0.on = "2026-11-13" })
    try night.drop(openItems: [("1001", "70.00")], asOf: "2026-11-16")
    try night.night("2026-11-16")
    #expect(try night.open("1001") == "70.00")
  }

  @Test func aCutOverListStatesWhatIsOpenAndWhatIsWithAProvider() throws {
    let night = try NightFixture()
    try night.dropList(
      Claim("1001") { $0.open = ("45.00", "2026-11-13") },
      Claim("1002") {
        $0.open = ("80.00", "2026-11-13")
        $0.assignedTo = "vanha perija"
      })
    try night.night("2026-11-16")
    #expect(try night.assigned() == ["1001": "45.00"])
    #expect(try night.decision("1002") == "exclude already-assigned")
  }
}
