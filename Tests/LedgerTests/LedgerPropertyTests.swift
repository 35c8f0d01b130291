import Ledger
import Receivables
import Testing

/// Whatever comes, in whatever order: every voucher balances, and all that was received is on receivables, in overpayments or in
/// suspense.
@Suite struct LedgerPropertyTests {
  private typealias Samples = LedgerSamples

  @Test(arguments: 0..<40)
  func anySequenceOfEntriesTiesOut(_ seed: Int) throws {
    var random = Shuffle(seed: UInt64(seed))
    var items = (0..<12).map { number in
      LedgerSamples.item(Int64(number), open: Int64.random(in: 0...500, using: &random), reference: "12345\(number % 7)")
    }
    let asked = items.map(\.open.minorUnits)
    var booked: [BookedEntry] = []
    var vouchers: [Voucher] = []
    var received: Int64 = 0
    for number in 0..<80 {
      var entry = LedgerSamples.entry(
        Int64.random(in: 0...400, using: &random),
        reference: Int.random(in: 0...9, using: &random) == 0 ? nil : "12345\(number % 8)",
        archiveID: "A\(number)", ordinal: number)
      var original: BookedEntry?
      switch Int.random(in: 0...5, using: &random) {
      case 0: entry.status = .failed
      case 1:
        // The bank takes something back; now and then what it never gave.
        if let some = booked.randomElement(using: &random) {
          entry.amount = some.entry.amount.negated
          entry.reference = some.entry.reference
          entry.archiveID = some.entry.archiveID
        } else {
          entry.amount = entry.amount.negated
        }
        entry.status = .correction
        original = Matching.original(of: entry, among: booked)
      default: break
      }
      let drafted = Recipes.draft(
        entry, match: Matching.match(entry, candidates: items), original: original,
        in: Recipes.Context(company: "alpha", source: EntryKey.make(entry)))
      guard let draft = drafted.draft else {
        #expect(!entry.posts || entry.amount.isZero)
        continue
      }
      received += entry.amount.minorUnits
      let voucher = try Journal.seal(
        draft, fiscalYear: 2026, series: "A", number: vouchers.count + 1, previousHash: vouchers.last?.hash ?? Journal.origin)
      vouchers.append(voucher)
      if let original, draft.reverses != nil {
        for index in booked.indices where booked[index].voucher == original.voucher { booked[index].isReversed = true }
      } else if entry.status == .booked {
        booked.append(BookedEntry(entry: entry, voucher: voucher, allocations: drafted.allocations, isReversed: false))
      }
      for allocation in drafted.allocations {
        let index = try #require(items.firstIndex { $0.id == allocation.item })
        items[index].open = try items[index].open.subtracting(allocation.amount)
        items[index].paidInFull = items[index].open.isZero
        #expect(!items[index].open.isNegative)
      }
    }
    let balance = { (role: AccountRole) in
      vouchers.flatMap(\.draft.postings).filter { $0.role == role }.reduce(Int64(0)) { $0 + $1.amount.minorUnits }
    }
    #expect(balance(.clearing) == received)
    #expect(balance(.receivable) + balance(.suspense) + balance(.overpayment) == -received)
    // What the books took off receivables is what the items lost.
    #expect(-balance(.receivable) == zip(asked, items).reduce(Int64(0)) { $0 + $1.0 - $1.1.open.minorUnits })
    #expect(Journal.verify(vouchers, head: vouchers.last?.hash) == nil)
    #expect(vouchers.count > 20)
  }
}

/// The same numbers on every machine.
struct Shuffle: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
