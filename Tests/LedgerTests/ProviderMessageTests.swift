import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

private typealias Samples = MatchingSamples

/// What providers' messages say the money is.
@Suite struct ProviderMessageTests {
  private static func row(_ name: String, _ payer: String, _ message: String?, _ expected: String) -> LadderTests.Case {
    LadderTests.Case(name: name, entry: Samples.entry(4_210, payer: payer, message: message), expected: expected)
  }
  private static let viite = LadderTests.viite
  private static let late = CalendarDate(dayNumber: 20_850)  // 2027-02-01

  static let table: [LadderTests.Case] = [
    row("Svea, as published", "SVEA PERINTÄ OY", "Interests and expenses", "message-class INTEREST_INC svea.interest.en -"),
    row("Svea in Finnish", "SVEA PERINTÄ OY", "KOROT JA KULUT 10/2026", "message-class INTEREST_INC svea.interest.fi -"),
    row("Svea in Swedish", "Svea Inkasso AB", "Ränta och kostnader", "message-class INTEREST_INC svea.interest.sv -"),
    row("Svea in Swedish, no dots", "Svea Inkasso AB", "RANTOR OCH KOSTNADER", "message-class INTEREST_INC svea.interest.sv -"),
    row("Ropo's month", "ROPO PERINTÄ", "Viivästyskorot 10/2026", "message-class INTEREST_INC ropo.interest.fi -"),
    row("Ropo in Norwegian", "ROPO PERINTÄ OY", "Renter og omkostninger", "message-class INTEREST_INC ropo.interest.no -"),
    row("Amili by its payer name", "VISMA FINANC", nil, "message-class INTEREST_INC amili.settlement -"),
    row("Amili by its new name", "VISMA AMILI OY", "Tilitys 30.10.", "message-class INTEREST_INC amili.settlement -"),
    row("Amili with a number of nobody", "VISMA AMILI OY", "Tilitys 445566", "none none []"),
    row("Amili's capital without a reference", "VISMA FINANC", "Pääomatilitys, pääoma", "none none []"),
    row("capital and interest together", "ROPO PERINTÄ OY", "Pääoma ja korot", "none none []"),
    row("a word inside a word", "ROPO PERINTÄ OY", "Korottomat", "none none []"),
    row("only assumed words", "ROPO PERINTÄ OY", "Muistutusmaksut", "message-class none []"),
    row("another provider's words", "ROPO PERINTÄ OY", "Interests and expenses", "none none []"),
    row("the words of somebody else", "MAKSAJA MAIJA", "Interests and expenses", "none none []"),
    LadderTests.Case(
      name: "by account", entry: Samples.entry(4_210, payer: nil, payerAccount: "FI5555500020000017", message: "korot"),
      expected: "message-class INTEREST_INC ropo.interest.fi -"),
    LadderTests.Case(
      name: "past its review", entry: Samples.entry(4_210, payer: "SVEA", message: "interests and expenses", day: late),
      expected: "message-class none []"),
    LadderTests.Case(
      name: "with an invoice's reference",
      entry: Samples.entry(4_210, reference: viite, payer: "SVEA", message: "interests and expenses"),
      items: [Samples.item(1, open: 12_550, reference: viite, at: "svea")],
      expected: "message-class INTEREST_INC svea.interest.en 1001"),
    LadderTests.Case(
      name: "with an invoice's number", entry: Samples.entry(4_210, payer: "SVEA", message: "interests and expenses 1001"),
      items: [Samples.item(1, open: 12_550, at: "svea")], expected: "message-class INTEREST_INC svea.interest.en 1001"),
    LadderTests.Case(
      name: "with an unknown reference", entry: Samples.entry(4_210, reference: viite, payer: "SVEA", message: "Korot ja kulut"),
      expected: "message-class INTEREST_INC svea.interest.fi -"),
    LadderTests.Case(
      name: "past its review with a reference",
      entry: Samples.entry(4_210, reference: viite, payer: "SVEA", message: "interests and expenses", day: late),
      items: [Samples.item(1, open: 12_550, reference: viite, at: "svea")], expected: "message-class none [1001]"),
    LadderTests.Case(
      name: "Amili's capital has the reference", entry: Samples.entry(4_210, reference: viite, payer: "VISMA FINANC"),
      items: [Samples.item(1, open: 12_550, reference: viite, at: "amili")], expected: "reference items 1001"),
    LadderTests.Case(
      name: "Amili with an unknown reference", entry: Samples.entry(4_210, reference: viite, payer: "VISMA FINANC"),
      expected: "none none []"),
  ]

  @Test(arguments: table)
  func says(_ row: LadderTests.Case) throws {
    let match = try Samples.match(row.entry, row.items, cases: row.cases)
    #expect(LadderTests.outcome(match) == row.expected)
  }

  @Test(arguments: [
    ("ROPO PERINTA OY", Payer.provider(id: "ropo")), ("ROPO PERINT", .provider(id: "ropo")),
    ("Ropo Perintä Oy tilitykset", .provider(id: "ropo")), ("ROPO", .unknown), ("ROPO PER", .unknown), ("SVEALAND AB", .unknown),
    ("SVEA", .provider(id: "svea")), ("SVEA VIRTANEN", .debtor), ("SVEA KORHONEN", .provider(id: "svea")), ("", .unknown),
    ("VISMA FINANC", .provider(id: "amili")), ("VISMA FINANCIAL SOLUTIONS OY", .provider(id: "amili")), ("VISMA", .unknown),
  ])
  func payer(_ row: (String, Payer)) {
    let item = Samples.item(1, open: 1, debtor: "Virtanen Svea")
    #expect(Samples.payers.payer(of: Samples.entry(1, payer: row.0), for: item) == row.1)
  }

  /// A short name must be the whole name; an account or name that two providers share tells nothing.
  @Test func whatIsTooCommonNamesNobody() {
    var company = Samples.company
    company.agreements = [
      Samples.agreement("a", names: ["Pek", "Yhteinen Oy"], accounts: ["FI5555500020000017"]),
      Samples.agreement("b", names: ["Yhteinen Oy Perintä"], accounts: ["FI55 5550 0020 0000 17"]),
    ]
    let payers = Payers(company: company)
    func payer(_ name: String?, account: String? = nil) -> Payer {
      payers.payer(of: Samples.entry(1, payer: name, payerAccount: account), for: nil)
    }
    #expect(payer("PEK") == .provider(id: "a") && payer("PEK MAIJA") == .unknown)
    #expect(payer("YHTEINEN OY") == .provider(id: "a") && payer("YHTEINEN OY PER") == .unknown)
    #expect(payer(nil, account: "FI5555500020000017") == .unknown)
  }

  /// No row of the table is left out as nonsense, and each says where it is from.
  @Test func theTableIsSound() throws {
    let rows = try tableRows(Places.project.appendingPathComponent("Sources/CTables/provider_messages.csv"))
    #expect(rows.count > 5 && Set(rows.map { $0["id"] }).count == rows.count)
    for row in rows {
      let id = try #require(row["id"])
      #expect(AccountRole(rawValue: row["role"] ?? "") != nil, "\(id)")
      #expect(["documented", "derived", "unverified"].contains(row["confidence"]), "\(id)")
      #expect(row["source"]?.isEmpty == false, "\(id)")
      let from = try #require(CalendarDate(iso: row["valid_from"] ?? ""))
      let through = try #require(CalendarDate(iso: row["reviewed_through"] ?? ""))
      #expect(from < through)
      // Each phrase works, on the last reviewed day and not after it.
      for phrase in (row["phrases"] ?? "").split(separator: "|") where row["confidence"] != "unverified" {
        let company = Company(
          key: "a", name: "A", country: "FI", legalID: "1", way: .handover(confirmationDays: 5),
          agreements: [Samples.agreement(row["provider"] ?? "", names: ["Tilittäjä Oy"])])
        let entry = Samples.entry(1, payer: "TILITTAJA OY", message: phrase.uppercased(), day: through)
        let match = try Matching.match(entry, company: company, lookup: MemoryLookup(items: []))
        guard case .role(let role, _, nil) = match.outcome else {
          Issue.record("\(id): \(phrase) is not found")
          continue
        }
        #expect(role.rawValue == row["role"])
        var later = entry
        later.bookingDate = through.adding(days: 1)
        #expect(try Matching.match(later, company: company, lookup: MemoryLookup(items: [])).outcome == .none)
      }
    }
  }
}
