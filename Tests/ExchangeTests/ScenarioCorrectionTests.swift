import Receivables
import Store
import Testing

@testable import Exchange

/// What could not be read comes again, corrected, under its old name.
@Suite("Scenarios: corrected files")
struct ScenarioCorrectionTests {
  private static let list = Claim.list([Claim("1001"), Claim("1002") { $0.amount = "12x" }])
  private static let xml = String(Claim("1002").ubl.prefix { $0 != "%" }.dropLast(40))

  private static let payments = Paid.list([Paid("77", "60.00") { $0.id = "P1" }, Paid("78", "5.00")])

  /// Drops `first`, which is not understood, and the next night `second` under the same name.
  private func nights(_ name: String, _ first: String, _ second: String) throws -> NightFixture {
    let night = try NightFixture()
    try night.drop(Claim("2001").finvoice)
    try night.write("inbox/\(name)", first)
    try night.night("2026-11-16")
    #expect(try night.decision("2001") == "wait intake-incomplete")
    #expect(night.report.files.quarantined == 1)
    try night.write("inbox/\(name)", second)
    try night.night("2026-11-17")
    return night
  }

  @Test(
    "the question ends when the new file speaks of all that the old one spoke of",
    arguments: [
      ("laskut-1.csv", list, Claim.list([Claim("1001"), Claim("1002")])),
      ("laskut-1.csv", list, Claim.list([Claim("1002"), Claim("1003"), Claim("1001")])),
      ("a.xml", xml, Claim("1002").ubl),
      (
        "maksut_20261115b.csv", payments.replacing("60.00", with: "6o.00"), payments
      ),
      (
        "estot-1.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;9;;;;\n",
        "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nhold;9;;;;\n"
      ),
    ])
  func replaced(name: String, first: String, second: String) throws {
    let night = try nights(name, first, second)
    #expect(try night.decision("2001") == "transfer")
    #expect(try night.quarantined() == [])
    let states = try night.read { try $0.quarantine() }.map(\.state)
    #expect(states == ["replaced"])
  }

  @Test(
    "the old file is still unread when the new one may be another delivery",
    arguments: [
      ("laskut-1.csv", list, Claim.list([Claim("1003"), Claim("1004"), Claim("1005")])),
      ("laskut-1.csv", list, Claim.list([Claim("1001")])),
      ("laskut-1.csv", list + "1001;short\n", Claim.list([Claim("1001"), Claim("1002"), Claim("1003")])),
      ("laskut-1.csv", Claim.list([Claim("") { $0.amount = "12x" }]), Claim.list([Claim("1001")])),
      ("a.xml", xml, Claim("1003").ubl),
      // Without an id, the next day's payment of the same invoice is not the one that could not be read.
      ("maksut_20261115b.csv", Paid.list([Paid("2001", "6o.00")]), Paid.list([Paid("2001", "30.00")])),
      ("a.xml", String(Claim("1002").finvoice.dropLast(40)), Claim("1002").finvoice),
      (
        "estot-1.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nhold;9;;;;\nnonsense;9;;;;\n",
        "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nhold;9;;;;\n"
      ),
    ])
  func notReplaced(name: String, first: String, second: String) throws {
    let night = try nights(name, first, second)
    #expect(try night.decision("2001") == "wait intake-incomplete")
    let text = try night.reasonText("2001")
    #expect(text.contains("dismiss it"), "\(text)")
    let old = try #require(try night.quarantined().first)
    _ = try night.folder().dismiss(old, all: false, reason: "corrected")
    try night.night("2026-11-18")
    #expect(try night.decision("2001") == "transfer")
  }
}
