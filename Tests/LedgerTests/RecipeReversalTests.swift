import Ledger
import Receivables
import Testing

private typealias Samples = MatchingSamples

/// Money that comes back (R14), and money placed later (R23).
@Suite struct RecipeReversalTests {
  private static let viite = "1234561"
  private static func item(_ open: Int64, at provider: String? = nil) -> LedgerItem {
    Samples.item(1, open: open, reference: viite, at: provider)
  }
  private static let later = Samples.day.adding(days: 3)

  private func correction(_ cents: Int64, of original: BookedEntry?) -> Drafted {
    Recipes.book(
      Samples.entry(cents, reference: Self.viite, status: .correction),
      match: Match(rule: "match.none", outcome: .none, evidence: .outgoing), original: original, in: Samples.context("back"))
  }

  @Test func aReversalMirrorsEverythingAndReopensTheItem() throws {
    let entry = Samples.entry(13_150, reference: Self.viite)
    let original = RecipeTests.bookedEntry(entry, try Samples.booked(entry, [Self.item(12_550)]))
    let reversal = correction(-13_150, of: original)
    #expect(Samples.text(reversal) == "CLEARING -131.50 EUR, AR 125.50 EUR, OVERPAY 6.00 EUR")
    #expect(reversal.reverses == original.voucher && reversal.recipe == "R14")
    #expect(reversal.text == "Reversal of voucher 2026-A-7, reference 1234561")
    #expect(reversal.allocations == [Allocation(item: 1, invoiceNumber: "1001", amount: Samples.eur(-12_550))])
    #expect(reversal.findings.isEmpty && reversal.postings.allSatisfy { $0.source == "back" })
    // In a voucher of the whole day the money's own posting is not the entry's.
    var ofADay = original
    ofADay.postings.removeFirst()
    #expect(correction(-13_150, of: ofADay) == reversal)
  }

  /// Money that went to suspense, was placed and then comes back is taken from where it is.
  @Test func aPlacedPaymentIsMirroredWhereItIs() throws {
    let entry = Samples.entry(4_210)
    let booked = try Samples.booked(entry, [])
    let suspense = try #require(booked.postings.last)
    let placed = Recipes.place(
      Unplaced(entry: entry, suspense: suspense),
      match: Match(rule: "match.reference", outcome: .items([Match.Part(item: Self.item(12_550))]), evidence: .noReference),
      on: Self.later, in: Samples.context())
    #expect(Samples.text(placed) == "SUSPENSE 42.10 EUR, AR -42.10 EUR" && placed.date == Self.later)
    #expect(placed.text == "From suspense: payment of invoice 1001")
    var original = RecipeTests.bookedEntry(entry, booked)
    original.postings += placed.postings
    original.allocations += placed.allocations
    let reversal = correction(-4_210, of: original)
    #expect(Samples.text(reversal) == "CLEARING -42.10 EUR, AR 42.10 EUR")
  }

  @Test func whatIsNotExactlyTheOriginalGoesToSuspense() throws {
    let entry = Samples.entry(12_550, reference: Self.viite)
    let original = RecipeTests.bookedEntry(entry, try Samples.booked(entry, [Self.item(12_550)]))
    var reversed = original
    reversed.isReversed = true
    var torn = original
    torn.postings.removeLast()
    for (cents, original) in [
      (-12_550, nil), (-100, original), (12_550, original), (-12_550, reversed), (-12_550, torn),
    ] as [(Int64, BookedEntry?)] {
      let drafted = correction(cents, of: original)
      #expect(Samples.text(drafted) == "CLEARING \(Samples.eur(cents)), SUSPENSE \(Samples.eur(-cents))")
      #expect(drafted.findings.map(\.rule) == ["ledger.correction-unknown"] && drafted.reverses == nil && drafted.needsPerson)
    }
  }

  @Test func theOriginalOfACorrection() {
    func booked(
      _ number: Int, _ cents: Int64, _ archiveID: String?, reference: String? = "1234561", account: String = Samples.account
    )
      -> BookedEntry
    {
      BookedEntry(
        entry: Samples.entry(cents, reference: reference, archiveID: archiveID, account: account),
        voucher: VoucherNumber(fiscalYear: 2026, series: "A", number: number), postings: [], allocations: [])
    }
    var all = [
      booked(1, 100, "A1"), booked(2, 100, "A2"), booked(3, 100, "A3", reference: "1234574"), booked(4, 90, "A4"),
      booked(5, 100, "A5", account: "FI5555500020000017"), booked(6, 100, "A6", reference: nil),
    ]
    func original(_ archiveID: String?, _ cents: Int64 = -100, reference: String? = "1234561") -> Int? {
      let entry = Samples.entry(cents, reference: reference, archiveID: archiveID, status: .correction)
      return Matching.original(of: entry, among: all)?.voucher.number
    }
    #expect(original("A2") == 2)
    #expect(original("A9") == nil, "two fit")
    #expect(original("A4") == nil, "a part of it only")
    #expect(original("A6", reference: nil) == 6, "the id alone")
    #expect(original(nil, reference: nil) == nil, "nothing but an amount")
    #expect(original("A2", 100) == nil, "not the other way")
    all[0].isReversed = true
    #expect(original("A9") == 2, "one is left")
    #expect(original(nil) == 2)
    #expect(original("A1") == nil, "A1 is taken back already, and nothing else has its id")
    all[1].isReversed = true
    #expect(original("A2") == nil)
  }

  private func decide(_ cents: Int64, _ placement: Placement, payer: Payer = .unknown, role: AccountRole = .suspense) -> Drafted {
    Recipes.decide(
      Unplaced(entry: Samples.entry(cents), amount: Samples.eur(cents), role: role), to: placement, payer: payer, on: Self.later,
      in: Samples.context())
  }

  private func parts(_ parts: (LedgerItem, Int64?)...) -> Placement {
    .items(parts.map { Match.Part(item: $0.0, amount: $0.1.map { Samples.eur($0) }) })
  }

  @Test func aPersonPlacesIt() {
    let one = Self.item(60)
    let two = Samples.item(2, open: 40, at: "ropo")
    func check(_ drafted: Drafted, _ text: String, recipe: String = "R23", _ rules: [String] = []) {
      #expect(Samples.text(drafted) == text)
      #expect(drafted.recipe == recipe && drafted.findings.map(\.rule) == rules && drafted.date == Self.later)
    }
    check(decide(50, parts((one, nil))), "SUSPENSE 0.50 EUR, AR -0.50 EUR")
    check(decide(80, parts((one, nil))), "SUSPENSE 0.80 EUR, AR -0.60 EUR, OVERPAY -0.20 EUR", ["ledger.overpaid"])
    check(
      decide(100, parts((one, nil), (two, nil))), "SUSPENSE 1.00 EUR, AR -0.60 EUR, AR -0.40 EUR", ["ledger.tell-provider"])
    check(
      decide(100, parts((one, nil), (two, 40)), payer: .provider(id: "ropo")), "SUSPENSE 1.00 EUR, AR -0.40 EUR, AR -0.60 EUR")
    check(decide(100, parts((one, 30))), "SUSPENSE 0.30 EUR, AR -0.30 EUR")
    check(decide(50, parts((two, nil)), payer: .provider(id: "ropo")), "SUSPENSE 0.50 EUR, AR -0.40 EUR, INTEREST_INC -0.10 EUR")
    check(decide(50, parts((two, nil))), "SUSPENSE 0.40 EUR, AR -0.40 EUR", ["ledger.tell-provider"])
    check(decide(50, .role(.interestIncome)), "SUSPENSE 0.50 EUR, INTEREST_INC -0.50 EUR")
    check(decide(50, .role(.overpayment)), "SUSPENSE 0.50 EUR, OVERPAY -0.50 EUR")
    check(decide(-50, .role(.overpayment)), "SUSPENSE -0.50 EUR, OVERPAY 0.50 EUR")
    check(decide(-50, parts((one, nil))), "SUSPENSE -0.50 EUR, AR 0.50 EUR")
    #expect(decide(-50, parts((one, nil))).allocations.map(\.amount) == [Samples.eur(-50)])
    // Not booked yet: straight from the money, and what is left waits in suspense.
    check(
      decide(100, parts((one, 30)), role: .clearing), "CLEARING 1.00 EUR, AR -0.30 EUR, SUSPENSE -0.70 EUR", recipe: "mixed",
      ["ledger.split-rest"])
  }

  @Test func whatCannotBeDoneIsRefused() {
    let one = Self.item(60)
    let two = Samples.item(2, open: 40)
    for drafted in [
      decide(100, .role(.bank)), decide(100, .role(.clearing)), decide(100, .role(.suspense)), decide(100, .role(.receivable)),
      decide(0, .role(.overpayment)), decide(100, .items([])), decide(100, parts((one, 61))),
      decide(50, parts((one, 30), (two, 21))),
      decide(50, parts((one, 10), (one, 10))), decide(100, parts((one, -10))), decide(100, parts((one, 0))),
      decide(100, parts((Samples.item(3, open: 1, currency: .sek), nil))), decide(-50, parts((one, nil), (two, nil))),
      decide(100, parts((Samples.item(4, open: 0, at: "ropo"), nil))),
    ] {
      #expect(drafted.postings.isEmpty && drafted.allocations.isEmpty)
      #expect(drafted.findings.map(\.rule) == ["ledger.decision"] && drafted.findings.allSatisfy { $0.severity == .error })
    }
  }

  /// What still waits is not moved and not told again.
  @Test func aMatchThatPlacesNothingIsNothing() throws {
    let entry = Samples.entry(100, reference: Self.viite, payer: "JOKU")
    let booked = try Samples.booked(entry, [Self.item(60, at: "ropo")])
    #expect(Samples.text(booked) == "CLEARING 1.00 EUR, AR -0.60 EUR, SUSPENSE -0.40 EUR")
    let unplaced = Unplaced(entry: entry, suspense: try #require(booked.postings.last))
    for items in [[], [Self.item(0, at: "ropo")], [Self.item(60), Samples.item(2, open: 60, reference: Self.viite)]] {
      let drafted = Recipes.place(unplaced, match: try Samples.match(entry, items), on: Self.later, in: Samples.context())
      #expect(drafted.postings.isEmpty && drafted.findings.isEmpty && !drafted.needsPerson)
    }
    // The posting out of suspense names the invoice that the one into it named.
    let placed = Recipes.place(unplaced, match: try Samples.match(entry, [Self.item(60)]), on: Self.later, in: Samples.context())
    #expect(placed.postings.first?.invoiceNumber == "1001" && Samples.text(placed) == "SUSPENSE 0.40 EUR, AR -0.40 EUR")
  }
}
