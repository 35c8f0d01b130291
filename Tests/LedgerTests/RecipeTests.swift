import Foundation
import Ledger
import Receivables
import TestSupport
import Testing

@Suite struct RecipeTests {
  private typealias Samples = LedgerSamples

  private struct Vector: Decodable {
    struct Line: Decodable {
      var role: String
      var cents: Int64
    }
    var id: String
    var title: String
    var lines: [Line]

    func text(bankIs role: String) -> String {
      lines.map { "\($0.role == "BANK" ? role : $0.role) \(LedgerSamples.eur($0.cents))" }.joined(separator: ", ")
    }
  }

  private func vectors() throws -> [Vector]? {
    guard let url = Places.sharedItem("vectors/posting_recipes.json") else { return nil }
    return try JSONDecoder().decode([Vector].self, from: Data(contentsOf: url))
  }

  /// The situation of each vector that these recipes cover.
  @Test func asInTheVectors() throws {
    guard let vectors = try vectors() else { return }
    let full = Samples.item(1, open: 12_550)
    let original = try bookedPayment(12_550, open: 12_550)
    let situations: [String: Drafted] = [
      "R01": try Samples.booked(Samples.entry(12_550), [full]),
      "R02": try Samples.booked(Samples.entry(5_000), [full]),
      "R04b": try Samples.booked(Samples.entry(4_210, reference: nil), [full]),
      "R10": try Samples.booked(Samples.entry(13_150), [full]),
      "R12": try Samples.booked(Samples.entry(12_550), [Samples.item(1, open: 0, paid: true)]),
      "R14": Recipes.draft(
        Samples.entry(-12_550, status: .correction), match: .none(why: ""), original: original, in: Samples.context),
    ]
    for (id, drafted) in situations {
      let vector = try #require(vectors.first { $0.id == id })
      let postings = Samples.text(drafted.draft)
      #expect(
        postings.split(separator: ", ").sorted() == vector.text(bankIs: "CLEARING").split(separator: ", ").sorted(), "\(id)")
      #expect(drafted.draft?.recipe == id)
    }
    // R25a is R01 by reference payment: the money is in transit.
    #expect(
      try Samples.text(Samples.booked(Samples.entry(12_550), [full]).draft)
        == vectors.first { $0.id == "R25a" }?.text(bankIs: "BANK"))
    // On the account itself, the money is in the bank.
    let direct = Recipes.draft(
      Samples.entry(12_550), match: Matching.match(Samples.entry(12_550), candidates: [full]),
      in: Recipes.Context(company: "alpha", moneyRole: .bank, source: "key"))
    #expect(Samples.text(direct.draft) == vectors.first { $0.id == "R01" }?.text(bankIs: "BANK"))
  }

  private func bookedPayment(_ cents: Int64, open: Int64) throws -> BookedEntry {
    let entry = Samples.entry(cents)
    let drafted = try Samples.booked(entry, [Samples.item(1, open: open)])
    let voucher = try Journal.seal(
      #require(drafted.draft), fiscalYear: 2026, series: "A", number: 7, previousHash: Journal.origin)
    return BookedEntry(entry: entry, voucher: voucher, allocations: drafted.allocations, isReversed: false)
  }

  @Test func allocationsAndTexts() throws {
    let partial = try Samples.booked(Samples.entry(5_000), [Samples.item(1, open: 12_550)])
    #expect(partial.allocations == [Allocation(item: 1, invoiceNumber: "101", amount: Samples.eur(5_000))])
    #expect(partial.draft?.text == "Payment of invoice 101, reference 1234561")
    #expect(partial.draft?.postings.last?.invoiceNumber == "101")
    #expect(partial.draft?.date == Samples.day && partial.draft?.source == Samples.context.source)
    let over = try Samples.booked(Samples.entry(13_150), [Samples.item(1, open: 12_550)])
    #expect(over.allocations.map(\.amount) == [Samples.eur(12_550)])
    #expect(over.findings.map(\.message) == ["The payment of 131.50 EUR is 6.00 EUR more than invoice 101 had open."])
    let twice = try Samples.booked(Samples.entry(100), [Samples.item(1, open: 0)])
    #expect(twice.allocations.isEmpty && twice.findings.map(\.rule) == ["ledger.already-paid"])
  }

  @Test func aReversalMirrorsEverythingAndReopensTheItem() throws {
    let original = try bookedPayment(13_150, open: 12_550)
    let reversal = Recipes.draft(
      Samples.entry(-13_150, status: .correction), match: .none(why: ""), original: original, in: Samples.context)
    #expect(Samples.text(reversal.draft) == "CLEARING -131.50 EUR, AR 125.50 EUR, OVERPAY 6.00 EUR")
    #expect(reversal.draft?.reverses == 7)
    #expect(reversal.draft?.text == "Reversal of voucher 2026-A-7, reference 1234561")
    #expect(reversal.allocations == [Allocation(item: 1, invoiceNumber: "101", amount: Samples.eur(-12_550))])
    #expect(reversal.findings.isEmpty)
  }

  @Test func aCorrectionOfSomethingElseGoesToSuspense() throws {
    let original = try bookedPayment(12_550, open: 12_550)
    for (entry, original) in [
      (Samples.entry(-12_550, status: .correction), nil), (Samples.entry(-100, status: .correction), original),
      (Samples.entry(12_550, status: .correction), original), (Samples.entry(-12_550, currency: .sek), original),
    ] as [(SettlementEntry, BookedEntry?)] {
      let drafted = Recipes.draft(entry, match: .none(why: ""), original: original, in: Samples.context)
      #expect(drafted.draft?.postings == [Posting(.clearing, entry.amount), Posting(.suspense, entry.amount.negated)])
      #expect(drafted.findings.map(\.rule) == ["ledger.correction-unknown"] && drafted.draft?.reverses == nil)
    }
    var foreign = Samples.context
    foreign.company = "beta"
    let drafted = Recipes.draft(
      Samples.entry(-12_550, status: .correction), match: .none(why: ""), original: original, in: foreign)
    #expect(drafted.findings.map(\.rule) == ["ledger.correction-unknown"])
  }

  @Test func whatMovesNoMoneyIsNotBooked() throws {
    #expect(try Samples.booked(Samples.entry(100, status: .failed), [Samples.item(1, open: 100)]) == Drafted(draft: nil))
    #expect(try Samples.booked(Samples.entry(0), [Samples.item(1, open: 100)]) == Drafted(draft: nil))
  }

  @Test func aTieIsShownWithItsCandidates() throws {
    let items = (1...7).map { Samples.item(Int64($0), open: 100) }
    let drafted = try Samples.booked(Samples.entry(100), items)
    #expect(drafted.draft?.recipe == "R04b" && drafted.allocations.isEmpty)
    #expect(
      drafted.findings.map(\.message) == [
        "The payment of 1.00 EUR booked on 2026-11-20 is in suspense. 7 open invoices have reference 1234561, and 7 of them are "
          + "open by 1.00 EUR. Candidates: 101, 102, 103, 104, 105, …."
      ])
  }

  @Test func anItemOfAnotherCurrencyIsNeverBooked() {
    let drafted = Recipes.draft(
      Samples.entry(100), match: .one(Samples.item(1, open: 100, currency: .sek), evidence: ""), in: Samples.context)
    #expect(drafted.draft?.recipe == "R04b")
  }

  /// An identity code as a reference reaches neither text nor finding.
  @Test func identityCodesAreMasked() throws {
    let entry = Samples.entry(100, reference: "9001019802")
    for items in [[Samples.item(1, open: 100, reference: "9001019802", number: "010190-901R")], []] {
      let drafted = try Samples.booked(entry, items)
      let texts = drafted.findings.map(\.message) + [drafted.draft?.text ?? ""]
      #expect(!texts.contains { $0.contains("9802") || $0.contains("901R") })
    }
  }

  @Test func everyFindingHasAPage() {
    let known = Set(LedgerCatalog.rules.map(\.id))
    #expect(known.count == LedgerCatalog.rules.count)
    // Emitted by recipes (above) and by the journal (JournalTests).
    #expect(
      known == [
        "ledger.already-paid", "ledger.ambiguous", "ledger.chain", "ledger.correction-unknown", "ledger.foreign", "ledger.gap",
        "ledger.hash", "ledger.head", "ledger.overpaid", "ledger.unbalanced", "ledger.unmatched",
      ])
    for page in LedgerCatalog.rules {
      #expect(
        !page.title.isEmpty && !page.meaning.isEmpty && !page.example.isEmpty && !page.remedy.isEmpty && !page.source.isEmpty)
    }
  }
}
