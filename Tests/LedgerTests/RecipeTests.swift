import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

private typealias Samples = MatchingSamples

/// What an entry becomes in the books.
@Suite struct RecipeTests {
  private struct Vector: Decodable {
    struct Line: Decodable {
      var role: String
      var cents: Int64
    }
    var id: String
    var lines: [Line]
  }

  private static let viite = "1234561"
  private static let day = Samples.day

  private static func item(_ open: Int64, at provider: String? = nil, overpaid: Int64? = nil) -> LedgerItem {
    Samples.item(
      1, open: open, reference: viite, at: provider, since: provider.map { _ in day.adding(days: -10) }, overpaid: overpaid)
  }

  private static func paid(_ cents: Int64, _ payer: String = "MAKSAJA MAIJA", message: String? = nil, reference: String? = viite)
    -> SettlementEntry
  {
    Samples.entry(cents, reference: reference, payer: payer, message: message)
  }

  static func bookedEntry(_ entry: SettlementEntry, _ drafted: Drafted, number: Int = 7) -> BookedEntry {
    BookedEntry(
      entry: entry, voucher: VoucherNumber(fiscalYear: 2026, series: "A", number: number), postings: drafted.postings,
      allocations: drafted.allocations)
  }

  /// The situation of each vector.
  private static func situations() throws -> [(id: String, drafted: Drafted)] {
    let ropo = "ROPO PERINTA OY"
    let full = item(12_550)
    let payment = paid(12_550)
    let original = bookedEntry(payment, try Samples.booked(payment, [full]))
    let suspended = paid(4_210, reference: nil)
    let waiting = try #require(Samples.booked(suspended, []).postings.first { $0.role == .suspense })
    return [
      ("R01", try Samples.booked(payment, [full])), ("R02", try Samples.booked(paid(5_000), [full])),
      ("R03", try Samples.booked(paid(317, ropo), [item(0, at: "ropo")])),
      ("R03", try Samples.booked(paid(317, ropo, message: "Viivästyskorot"), [item(12_550, at: "ropo")])),
      ("R04a", try Samples.booked(paid(4_210, "SVEA", message: "Interests and expenses", reference: nil), [])),
      ("R04b", try Samples.booked(suspended, [])),
      ("R05", Recipes.book(paid(500, ropo), match: reminderFee, in: Samples.context())),
      ("R10", try Samples.booked(paid(13_150), [full])),
      ("R11", try Samples.booked(paid(12_548), [full], in: Samples.context(small: 5, left: 100))),
      ("R12", try Samples.booked(payment, [item(0)])), ("R13", try Samples.booked(paid(-600), [item(0, overpaid: 600)])),
      (
        "R14",
        Recipes.book(
          Samples.entry(-12_550, status: .correction), match: try Samples.match(paid(-12_550), []), original: original,
          in: Samples.context())
      ),
      (
        "R23",
        Recipes.place(
          Unplaced(entry: suspended, suspense: waiting), match: try Samples.match(paid(4_210), [full]), on: day.adding(days: 3),
          in: Samples.context())
      ),
      (
        "R25b",
        Recipes.clear(
          line: Samples.entry(12_550, level: .statementLine), amount: Samples.eur(12_550), in: Samples.context("line"))
      ),
    ]
  }

  private static let reminderFee = Match(
    rule: "match.message-class", outcome: .role(.reminderIncome, messageClass: "test", item: nil),
    payer: .provider(id: "ropo"), evidence: .messageClass("test", provider: "ropo", on: day))

  private func vectors() throws -> [Vector]? {
    guard let url = Places.sharedItem("vectors/posting_recipes.json") else { return nil }
    return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
  }

  /// In transit the money is in CLEARING; on the account's own line it is in BANK.
  @Test func exactlyAsInTheVectors() throws {
    guard let vectors = try vectors() else { return }
    func lines(_ id: String, bankIs role: String) throws -> [String] {
      let vector = try #require(vectors.first { $0.id == id })
      return vector.lines.map { "\($0.role == "BANK" ? role : $0.role) \(Samples.eur($0.cents))" }.sorted()
    }
    func lines(_ drafted: Drafted) -> [String] { drafted.postings.map { "\($0.role.rawValue) \($0.amount)" }.sorted() }
    for (id, drafted) in try Self.situations() {
      #expect(try lines(drafted) == lines(id, bankIs: id == "R25b" ? "BANK" : "CLEARING"), "\(id)")
      #expect(drafted.recipe == (id == "R25b" ? "R25" : id))
      // What moves the money comes first.
      #expect(drafted.postings.first?.role == (id == "R25b" ? .bank : id == "R23" ? .suspense : .clearing))
    }
    #expect(try lines(Samples.booked(Self.paid(12_550), [Self.item(12_550)])) == lines("R25a", bankIs: ""))
    var direct = Samples.context()
    direct.moneyRole = .bank
    #expect(try lines(Samples.booked(Self.paid(12_550), [Self.item(12_550)], in: direct)) == lines("R01", bankIs: "BANK"))
  }

  private static func describe(_ name: String, _ drafted: Drafted) -> String {
    var text = "## \(name)\n\(drafted.date) \(drafted.recipe.isEmpty ? "-" : drafted.recipe): \(drafted.text)\n"
    for posting in drafted.postings {
      text += "  \(posting.role.rawValue) \(posting.amount) \(posting.recipe)"
      text += " \(posting.invoiceNumber ?? "-") \(posting.customerNumber ?? "-") \(posting.source)\n"
    }
    for allocation in drafted.allocations { text += "  takes \(allocation.amount) off \(allocation.invoiceNumber)\n" }
    if let voucher = drafted.reverses { text += "  reverses \(voucher)\n" }
    if let rounded = drafted.rounded { text += "  rounded \(rounded)\n" }
    for finding in drafted.findings { text += "  \(finding.severity) \(finding.rule): \(finding.message)\n" }
    return text + (drafted.needsPerson ? "  needs a person\n" : "")
  }

  /// Vouchers and findings as a person reads them.
  @Test func golden() throws {
    var text = ""
    for (id, drafted) in try Self.situations() { text += Self.describe(id, drafted) }
    for (name, entry, items) in Self.more {
      text += Self.describe(name, try Samples.booked(entry, items, in: Samples.context(small: 5, left: 1)))
    }
    try expectGolden(text, "ledger/recipes.txt")
  }

  private static let more: [(String, SettlementEntry, [LedgerItem])] = [
    ("provider beyond the capital", paid(13_000, "ROPO PERINTA OY"), [item(12_550, at: "ropo")]),
    ("another provider beyond the capital", paid(13_000, "SVEA"), [item(12_550, at: "ropo")]),
    ("debtor beyond the capital", paid(13_000), [item(12_550, at: "ropo")]),
    ("somebody beyond the capital", paid(13_000, "JOKU"), [item(12_550, at: "ropo")]),
    ("somebody on a paid claim in collection", paid(13_000, "JOKU"), [item(0, at: "ropo")]),
    ("debtor on a paid claim in collection", paid(13_000), [item(0, at: "ropo")]),
    ("provider's cents are no rounding", paid(12_548, "ROPO PERINTA OY"), [item(12_550, at: "ropo")]),
    ("cap used up", paid(12_548), [item(12_550)]), ("a cent too much within the cap", paid(12_551), [item(12_550)]),
    ("more than small", paid(12_544), [item(12_550)]),
    (
      "a split with an unknown part",
      Samples.entry(100, documents: [Samples.document("1001", 60), Samples.document("999", 40)]), [item(125)]
    ),
    (
      "a split with more than is open",
      Samples.entry(100, documents: [Samples.document("1001", 60), Samples.document("1002", 40)]),
      [item(50), Samples.item(2, open: 40)]
    ),
    ("tie", paid(100), [item(100), Samples.item(2, open: 100, reference: viite)]),
    ("veto", paid(100, reference: "1234574"), [item(100)]), ("out", paid(-100), [item(100)]),
    ("message past its review", Samples.entry(1, payer: "SVEA", message: "korot ja kulut", day: day.adding(days: 90)), []),
    ("correction of nothing", Samples.entry(-100, reference: viite, status: .correction), [item(100)]),
  ]

  @Test func moneyBeforeTheHandOverIsNoNews() throws {
    var claim = Self.item(12_550, at: "ropo")
    for (days, tells) in [(-1, false), (0, true), (1, true)] {
      claim.assignedOn = Self.day.adding(days: -days)
      let drafted = try Samples.booked(Self.paid(12_550), [claim])
      #expect(drafted.findings.contains { $0.rule == "ledger.tell-provider" } == tells && drafted.needsPerson == tells)
    }
    claim.assignedOn = nil
    #expect(try Samples.booked(Self.paid(12_550), [claim]).needsPerson)
    #expect(try !Samples.booked(Self.paid(12_550, "ROPO PERINTA OY"), [claim]).needsPerson)
  }

  /// Interest is income only from the provider that has the claim.
  @Test func anotherProvidersMoneyIsNoInterest() throws {
    for (payer, role) in [("ROPO PERINTA OY", AccountRole.interestIncome), ("SVEA", .suspense), ("JOKU", .suspense)] {
      for open in [Int64(12_550), 0] {
        let drafted = try Samples.booked(Self.paid(13_000, payer), [Self.item(open, at: "ropo")])
        #expect(drafted.postings.last?.role == role && drafted.postings.last?.amount == Samples.eur(open - 13_000))
      }
    }
  }

  @Test func whatMovesNoMoneyIsNotBooked() throws {
    for entry in [
      Samples.entry(100, status: .failed), Samples.entry(100, status: .pending), Samples.entry(0, reference: Self.viite),
    ] {
      let drafted = try Samples.booked(entry, [Self.item(100)])
      #expect(drafted.postings.isEmpty && drafted.allocations.isEmpty && drafted.findings.isEmpty)
    }
  }

  @Test func anItemOfAnotherCurrencyIsNeverBooked() {
    let foreign = Samples.item(1, open: 100, currency: .sek)
    for outcome in [
      Match.Outcome.items([Match.Part(item: foreign)]), .alreadyPaid(foreign),
      .items([Match.Part(item: foreign, amount: Money(minorUnits: 100, .sek))]),
      .items([Match.Part(item: Self.item(100), amount: Samples.eur(101))]), .items([]),
      .role(.receivable, messageClass: "x", item: nil),
    ] {
      let match = Match(rule: "match.reference", outcome: outcome, evidence: .noReference)
      let drafted = Recipes.book(Samples.entry(100), match: match, in: Samples.context())
      #expect(Samples.text(drafted) == "CLEARING 1.00 EUR, SUSPENSE -1.00 EUR")
    }
  }

  /// An identity code as a reference, number or payer reaches neither text nor finding.
  @Test func identityCodesAreMasked() throws {
    let claim = Samples.item(1, open: 50, reference: "9001019802", number: "010190-901R", at: "ropo")
    for (entry, items) in [
      (Self.paid(100, reference: "9001019802"), [claim]), (Self.paid(100, "JOKU", reference: "9001019802"), [claim]),
      (Self.paid(100, reference: "9001019802"), []), (Self.paid(50, reference: "1234574"), [claim]),
    ] {
      let drafted = try Samples.booked(entry, items)
      let texts = drafted.findings.map(\.message) + [drafted.text, try Samples.match(entry, items).sentence]
      #expect(!texts.contains { $0.contains("9802") || $0.contains("901R") })
    }
  }

  @Test func everyFindingHasAPage() throws {
    let known = Set(LedgerCatalog.rules.map(\.id))
    #expect(known.count == LedgerCatalog.rules.count)
    var drafted = try Self.situations().map(\.drafted)
    for (_, entry, items) in Self.more {
      drafted.append(try Samples.booked(entry, items, in: Samples.context(small: 5, left: 1)))
    }
    drafted.append(
      Recipes.decide(
        Unplaced(entry: Samples.entry(1), amount: Samples.eur(1), role: .suspense), to: .role(.bank), payer: .unknown,
        on: Self.day, in: Samples.context()))
    let found = Set(drafted.flatMap(\.findings).map(\.rule))
    #expect(found.subtracting(known).isEmpty)
    // Each page of booking is reached by a case above.
    let pages: Set = [
      "ledger.already-paid", "ledger.ambiguous", "ledger.correction-unknown", "ledger.decision", "ledger.excess",
      "ledger.message-class", "ledger.outgoing", "ledger.overpaid", "ledger.rounding-cap", "ledger.split-rest",
      "ledger.tell-provider", "ledger.unmatched", "ledger.veto",
    ]
    #expect(found == pages && known.isSuperset(of: pages))
    for page in LedgerCatalog.rules {
      #expect(
        !page.title.isEmpty && !page.meaning.isEmpty && !page.example.isEmpty && !page.remedy.isEmpty && !page.source.isEmpty)
    }
  }
}
