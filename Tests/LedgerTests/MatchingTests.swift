import Ledger
import Receivables
import Testing

@Suite struct MatchingTests {
  private typealias Samples = LedgerSamples

  private func outcome(_ match: Match) -> String {
    switch match {
    case .one(let item, _): "one \(item.id)"
    case .alreadyPaid(let item, _): "paid \(item.id)"
    case .none: "none"
    case .ambiguous(let items, _): "ambiguous \(items.map(\.id))"
    }
  }

  private static let table: [(String, SettlementEntry, [LedgerItem], String)] = [
    ("one open item, whatever the amount", Samples.entry(1), [Samples.item(1, open: 12_500)], "one 1"),
    ("no reference", Samples.entry(100, reference: nil), [Samples.item(1, open: 100)], "none"),
    ("an item without a reference", Samples.entry(100), [Samples.item(1, open: 100, reference: nil)], "none"),
    ("another reference", Samples.entry(100), [Samples.item(1, open: 100, reference: "1234574")], "none"),
    ("another currency", Samples.entry(100), [Samples.item(1, open: 100, currency: .sek)], "none"),
    ("RF on the invoice", Samples.entry(100), [Samples.item(1, open: 100, reference: "RF34 1234 561")], "one 1"),
    ("RF from the bank", Samples.entry(100, reference: "RF341234561"), [Samples.item(1, open: 100)], "one 1"),
    ("leading zeros and blanks", Samples.entry(100), [Samples.item(1, open: 100, reference: "00 01234 561")], "one 1"),
    (
      "wrong check digit on both", Samples.entry(100, reference: "1234567"), [Samples.item(1, open: 9, reference: "1234567")],
      "one 1"
    ),
    ("paid", Samples.entry(100), [Samples.item(1, open: 0, paid: true)], "paid 1"),
    ("zero open", Samples.entry(100), [Samples.item(1, open: 0)], "paid 1"),
    ("one open, one paid", Samples.entry(50), [Samples.item(1, open: 0, paid: true), Samples.item(2, open: 100)], "one 2"),
    ("two open, one exact", Samples.entry(70), [Samples.item(1, open: 50), Samples.item(2, open: 70)], "one 2"),
    ("two open, none exact", Samples.entry(60), [Samples.item(1, open: 50), Samples.item(2, open: 70)], "ambiguous [1, 2]"),
    ("a tie", Samples.entry(70), [Samples.item(1, open: 70), Samples.item(2, open: 70)], "ambiguous [1, 2]"),
    ("the sum of two", Samples.entry(120), [Samples.item(1, open: 50), Samples.item(2, open: 70)], "ambiguous [1, 2]"),
    ("two paid", Samples.entry(70), [Samples.item(1, open: 0), Samples.item(2, open: 0, paid: true)], "ambiguous [1, 2]"),
    ("no candidates", Samples.entry(70), [], "none"),
  ]

  @Test func table() {
    for (name, entry, items, expected) in MatchingTests.table {
      #expect(outcome(Matching.match(entry, candidates: items)) == expected, "\(name)")
      // The order of the candidates is nobody's business.
      let reversed = outcome(Matching.match(entry, candidates: items.reversed()))
      #expect(reversed.sorted() == expected.sorted(), "\(name)")
    }
  }

  @Test func evidenceIsASentence() {
    let items = [Samples.item(1, open: 50), Samples.item(2, open: 70)]
    guard case .one(_, let evidence) = Matching.match(Samples.entry(70), candidates: items) else {
      Issue.record("not matched")
      return
    }
    #expect(evidence == "Reference 1234561 is that of 2 open invoices; 0.70 EUR is open on one of them.")
    guard case .ambiguous(_, let why) = Matching.match(Samples.entry(60), candidates: items) else {
      Issue.record("not ambiguous")
      return
    }
    #expect(why == "2 open invoices have reference 1234561, and 0 of them are open by 0.60 EUR.")
  }

  @Test(arguments: [
    ("1234561", "FI", "1234561"), ("0001234561", "FI", "1234561"), ("RF34 1234 561", "FI", "1234561"),
    ("rf341234561", "SE", "1234561"), ("0000000018", "NO", "0000000018"), ("12345-", "NO", "12345-"),
    ("0000", "FI", nil), (" ", "FI", nil), ("RF99", "FI", "RF99"), ("0012345674", "SE", "0012345674"),
  ])
  func keys(_ row: (String, String, String?)) {
    #expect(ReferenceKey.make(row.0, country: row.1) == row.2)
  }

  @Test func theOriginalOfACorrection() throws {
    let entries = [
      Samples.entry(100, archiveID: "A1"), Samples.entry(100, archiveID: "A2"), Samples.entry(100, reference: "1234574"),
      Samples.entry(90), Samples.entry(100, archiveID: "A3", account: "FI5855500020000017"),
    ]
    let vouchers = try Samples.journal(
      entries.map { Samples.draft([Posting(.clearing, $0.amount), Posting(.suspense, $0.amount.negated)]) })
    var booked = zip(entries, vouchers).map { BookedEntry(entry: $0, voucher: $1, allocations: [], isReversed: false) }
    func original(_ archiveID: String?) -> Int? {
      Matching.original(of: Samples.entry(-100, archiveID: archiveID, status: .correction), among: booked)?.voucher.number
    }
    #expect(original("A2") == 2)
    #expect(original("A9") == nil, "two fit")
    booked[0].isReversed = true
    #expect(original("A9") == 2, "one is left")
    #expect(original(nil) == 2)
    #expect(original("A1") == 2, "A1 is taken back already")
    booked[1].isReversed = true
    #expect(original("A2") == nil)
  }

  @Test func entryKeys() {
    #expect(EntryKey.make(Samples.entry(100)) == "FI2112345600000785/2026-11-20/2611203456AB0001/in/0")
    #expect(
      EntryKey.make(Samples.entry(-100, status: .correction)) == "FI2112345600000785/2026-11-20/2611203456AB0001/out/1")
    #expect(EntryKey.make(Samples.entry(100, status: .failed)).contains("/failed/"))
    let weak = Samples.entry(100, archiveID: nil)
    #expect(EntryKey.make(weak) != EntryKey.make(weak, occurrence: 1))
    #expect(EntryKey.make(weak) != EntryKey.make(Samples.entry(101, archiveID: nil)))
  }
}
