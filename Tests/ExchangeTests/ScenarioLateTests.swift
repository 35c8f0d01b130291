import Exchange
import Receivables
import Reports
import Testing

/// What files say of a claim that a provider has already: nothing is changed under its hands, and nothing is passed over.
@Suite("Scenarios: newer versions of claims that have gone")
struct ScenarioLateTests {
  private func gone(_ claim: Claim = Claim("1001")) throws -> NightFixture {
    let night = try NightFixture()
    try night.dropList(claim)
    try night.night("2026-11-16")
    #expect(try night.decision("1001") == "transfer")
    return night
  }

  private func story(_ night: NightFixture) throws -> String {
    guard case .invoice(let explanation) = try night.folder().explain("1001", company: nil) else { return "" }
    return ExplainText.render(explanation)
  }

  @Test func aDisputeIsADispute() throws {
    let night = try gone()
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude already-assigned disputed")
    #expect(night.report.questions == ["disputedWithProvider": 1])
    #expect(night.exit == 1)
    let text = try story(night)
    #expect(text.contains("It says: it is disputed."), "\(text)")
    #expect(text.contains("Tell svea that the debtor disputes it."), "\(text)")
  }

  @Test func whatWasSaidOnceIsNotAskedAgain() throws {
    let night = try gone()
    let disputed = Claim("1001") { $0.disputed = true }
    try night.dropList(disputed)
    try night.night("2026-11-17")
    // In another file, beside another row: the same.
    try night.dropList(disputed, Claim("1002"))
    try night.night("2026-11-18")
    #expect(night.report.questions == [:])
    #expect(try night.decision("1001") == "exclude already-assigned disputed")
  }

  @Test("a dispute that is taken back is news, too", arguments: [true, false])
  func takenBack(isSameBytes: Bool) throws {
    let night = try gone()
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-17")
    if isSameBytes { try night.dropList(Claim("1001")) } else { try night.dropList(Claim("1001"), Claim("1002")) }
    try night.night("2026-11-18")
    #expect(try night.decision("1001") == "exclude already-assigned")
    #expect(night.report.questions == ["lateForProvider": 1])
    #expect(try story(night).contains("It says: it is disputed no more."))
  }

  @Test func ofOneNightADisputeCountsWhicheverFileHasIt() throws {
    let night = try gone()
    try night.dropList(Claim("1001"), Claim("1002"))
    try night.dropList(Claim("1001") { $0.disputed = true })
    try night.night("2026-11-17")
    #expect(try night.decision("1001") == "exclude already-assigned disputed")
    #expect(night.report.questions == ["disputedWithProvider": 1])
  }

  @Test func whatIsOpenAndWhatElseDiffersIsSaid() throws {
    let night = try gone()
    try night.dropList(
      Claim("1001") {
        $0.open = ("40.00", "2026-11-17")
        $0.ownReminder = "2026-11-16"
        $0.street = "Uusikatu 9"
      })
    try night.night("2026-11-17")
    #expect(try night.open("1001") == "40.00")
    #expect(night.report.questions == ["lateForProvider": 1])
    #expect(
      try story(night).contains(
        "It says: 40.00 EUR are open on 2026-11-17; the creditor's own reminder of 2026-11-16; another address."))
    #expect(try night.receivables("1001").map(\.debtor.address?.streets) == [["Satukatu 4"]])
    #expect(try night.assigned() == ["1001": "100.00"])
  }

  @Test func anotherFormatThatSaysNothingElseAsksNobody() throws {
    let night = try gone()
    try night.drop(Claim("1001").finvoice)
    try night.night("2026-11-17")
    let text = try story(night)
    #expect(night.report.questions == [:], "\(text)")
    #expect(night.exit == 0)
  }
}
