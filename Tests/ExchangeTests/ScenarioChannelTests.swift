import Exchange
import Receivables
import Testing

/// What provider and channel ask for is found before anything is written: in the configuration, or claim by claim.
@Suite("Scenarios: providers and channels")
struct ScenarioChannelTests {
  @Test(
    "an agreement that does not fit together is refused with its line, and no company's night runs under it",
    arguments: [
      ("svea", "ropo-one", "", "12:35 companies.malli.agreements[0].channel:"),
      ("svea", "perille-xml", "product: pro, ", "13:19 companies.malli.agreements[0].product:"),
      ("ropo", "maventa", "fieldNames: {payer.nmae: nimi}, ", "13:23 companies.malli.agreements[0].fieldNames.payer.nmae:"),
    ])
  func unfit(provider: String, channel: String, more: String, place: String) throws {
    let night = try NightFixture(active: [])
    try night.configure {
      $0.provider = provider
      $0.channel = channel
      $0.agreement = more
    }
    let failure = try #require(try night.refused("2026-11-16"))
    #expect(failure.status == .configuration)
    #expect(failure.lines.count == 1 && failure.lines.first?.hasPrefix("perille.yaml:\(place)") == true, "\(failure.lines)")
  }

  @Test("two claims with one Maventa id are held, night by night, and the others of their batch go")
  func twins() throws {
    let night = try NightFixture {
      $0.provider = "amili"
      $0.channel = "maventa"
    }
    let id = "3f2504e0-4f89-41d3-9a0c-0305e82c1001"
    try night.dropList(
      Claim("1001") { $0.maventaID = id }, Claim("1002") { $0.maventaID = id.uppercased() },
      Claim("1003") { $0.maventaID = "3f2504e0-4f89-41d3-9a0c-0305e82c1003" })
    for evening in ["2026-11-16", "2026-11-17"] {
      try night.night(evening)
      #expect(try night.decision("1001") == "hold channel-refused")
      #expect(try night.decision("1002") == "hold channel-refused")
      #expect(try night.assigned() == ["1003": "100.00"])
    }
    #expect(try night.reasonText("1001").contains("Maventa invoice id that another one has too"))
  }

  @Test("nor does one follow the other in a later night")
  func laterTwin() throws {
    let night = try NightFixture {
      $0.provider = "amili"
      $0.channel = "maventa"
    }
    let id = "3f2504e0-4f89-41d3-9a0c-0305e82c1001"
    try night.dropList(Claim("1001") { $0.maventaID = id })
    try night.night("2026-11-16")
    try night.dropList(Claim("1002") { $0.maventaID = id.uppercased() })
    try night.night("2026-11-17")
    #expect(try night.decision("1002") == "hold channel-refused")
    #expect(try night.reasonText("1002").contains("1001 is with a provider already"))
    #expect(try night.assigned() == ["1001": "100.00"])
  }

  @Test(
    "a provider's money is known whatever name the agreement or the creditor's list gives it",
    arguments: [("duetto", nil), ("amili", "Duetto"), ("duetto", "AMILI ")])
  func aliases(provider: String, assignedTo: String?) throws {
    let night = try NightFixture {
      $0.provider = provider
      $0.ledger = ["exports: []"]
    }
    try night.dropList(Claim("1001") { $0.assignedTo = assignedTo })
    try night.night("2026-11-16")
    try night.drop(returns: SettlementPayerTests.paid(SettlementPayerTests.provider, "112.50").ktl())
    try night.night("2026-11-17")
    #expect(try night.postings() == ["CLEARING 112.50 mixed", "AR -100.00 1001 R01", "INTEREST_INC -12.50 1001 R03"])
  }

  @Test("a code in another field than its own does not go out, and no text shows it")
  func strayCode() throws {
    let night = try NightFixture()
    let code = "131052-9085"
    try night.dropList(
      Claim("1001") { $0.debtor.name = "Kuviteltu Kahvila / \(code)" },
      Claim("1002") { $0.debtor = Owner(name: "Olematon Paja Oy", businessID: "9300023-6", customerNumber: code) },
      Claim("1003") { $0.street = "Satukatu 4, 131052 - 9085" }, Claim("1004"))
    try night.night("2026-11-16")
    for number in ["1001", "1002", "1003"] {
      #expect(try night.decision(number) == "hold personal-code-elsewhere", "\(number)")
      #expect(!(try night.reasonText(number).contains("131052")))
    }
    #expect(try night.assigned() == ["1004": "100.00"])
    for file in try night.files("outbox") { #expect(!(try night.text("outbox/" + file).contains("131052"))) }
  }
}
