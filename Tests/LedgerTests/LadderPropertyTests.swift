import Ledger
import Receivables
import Testing

private typealias Samples = MatchingSamples

/// Whatever comes, in whatever order: what was received is wholly posted, and no item takes more than it has open.
@Suite struct LadderPropertyTests {
  /// A small world, so that references, numbers, names and amounts meet.
  private struct World {
    var random: Shuffle
    var items: [LedgerItem]

    init(seed: Int) {
      random = Shuffle(seed: UInt64(seed))
      items = []
      for id in 0..<14 {
        var item = Samples.item(
          Int64(id), open: Int64.random(in: 0...6, using: &random) * 50,
          reference: Bool.random(using: &random) ? World.reference(Int.random(in: 0...5, using: &random)) : nil,
          number: String(1_000 + Int.random(in: 0...11, using: &random)),
          at: [nil, "ropo", "svea"].randomElement(using: &random) ?? nil,
          debtor: ["Maija Maksaja", "Matti Meikäläinen"].randomElement(using: &random) ?? "",
          currency: Int.random(in: 0...9, using: &random) == 0 ? .sek : .eur)
        item.overpaid = Int.random(in: 0...4, using: &random) == 0 ? Samples.eur(50) : nil
        item.assignedOn = item.assignedTo.map { _ in Samples.day.adding(days: Int.random(in: -3...3, using: &random)) }
        items.append(item)
      }
    }

    static func reference(_ number: Int) -> String { ["1234561", "1234574", "1234587", "1232", "13013", "3900"][number] }

    mutating func entry(_ number: Int) -> SettlementEntry {
      func sometimes(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }
      func invoice() -> String { String(1_000 + Int.random(in: 0...13, using: &random)) }
      var entry = Samples.entry(
        Int64.random(in: -2...8, using: &random) * 50 + (sometimes(3) ? 2 : 0),
        reference: sometimes(2) ? World.reference(Int.random(in: 0...5, using: &random)) : nil, archiveID: "A\(number)",
        payer: ["MAIJA MAKSAJA", "MEIKALAINEN MATTI", "ROPO PERINTA OY", "SVEA", "JOKU", nil].randomElement(using: &random) ?? nil
      )
      if sometimes(3) { entry.message = "lasku \(invoice()) ja \(sometimes(2) ? invoice() : "kiitos")" }
      if sometimes(6) { entry.message = "korot ja kulut" }
      if sometimes(4) {
        let half = entry.amount.minorUnits / 2
        entry.documents = [
          Samples.document(invoice(), sometimes(2) ? half : nil), Samples.document(invoice(), entry.amount.minorUnits - half),
        ]
      }
      return entry
    }
  }

  @Test(arguments: 0..<60)
  func anySequenceOfEntriesTiesOut(_ seed: Int) throws {
    var world = World(seed: seed)
    let asked = world.items
    var booked: [BookedEntry] = []
    var suspended: [Unplaced] = []
    var postings: [Posting] = []
    var received: Int64 = 0

    func take(_ drafted: Drafted) throws {
      #expect(Samples.isBalanced(drafted))
      postings += drafted.postings
      for allocation in drafted.allocations {
        let index = try #require(world.items.firstIndex { $0.id == allocation.item })
        let open = try world.items[index].open.subtracting(allocation.amount)
        #expect(!open.isNegative && open.minorUnits <= asked[index].open.minorUnits)
        world.items[index].open = open
        world.items[index].paidInFull = open.isZero
      }
    }

    for number in 0..<80 {
      var entry = world.entry(number)
      var original: BookedEntry?
      if Int.random(in: 0...7, using: &world.random) == 0, let some = booked.randomElement(using: &world.random) {
        // The bank takes something back; now and then twice.
        entry = some.entry
        entry.amount = entry.amount.negated
        entry.status = .correction
        entry.correctionCode = "1"
        original = Matching.original(of: entry, among: booked)
      }
      let match = try Samples.match(entry, world.items)
      let context = Samples.context(EntryKey.make(entry), small: 3, left: 50)
      let drafted = Recipes.book(entry, match: match, original: original, in: context)
      try take(drafted)
      received += entry.amount.minorUnits
      // Wholly posted: the money comes first and is the whole amount.
      #expect(drafted.postings.first?.amount.minorUnits ?? 0 == entry.amount.minorUnits)
      if entry.status != .correction { check(match, entry, drafted, world.items) }
      if let reversed = drafted.reverses {
        let index = try #require(booked.firstIndex { $0.voucher == reversed })
        booked[index].isReversed = true
        // The original and its mirror leave nothing behind.
        for posting in booked[index].postings where posting.role != .clearing {
          let left = (booked[index].postings + drafted.postings).filter {
            $0.role == posting.role && $0.invoiceNumber == posting.invoiceNumber
          }
          #expect(left.reduce(Int64(0)) { $0 + $1.amount.minorUnits } == 0)
        }
        suspended.removeAll { $0.entry == booked[index].entry }
      } else if entry.status == .booked, !drafted.postings.isEmpty {
        booked.append(RecipeTests.bookedEntry(entry, drafted, number: number))
        suspended += drafted.postings.filter { $0.role == .suspense }.map { Unplaced(entry: entry, suspense: $0) }
      }
      if Int.random(in: 0...4, using: &world.random) == 0, !suspended.isEmpty {
        // Later something is known that was not: a claim opens by a hundred.
        let unplaced = suspended.removeFirst()
        let placed = Recipes.place(
          unplaced, match: try Samples.match(unplaced.entry, world.items), on: Samples.day.adding(days: 1),
          in: Samples.context(EntryKey.make(unplaced.entry)))
        #expect(placed.postings.dropFirst().allSatisfy { $0.role != .suspense })
        try take(placed)
        if let index = booked.firstIndex(where: { $0.entry == unplaced.entry }) {
          booked[index].postings += placed.postings
          booked[index].allocations += placed.allocations
        }
      }
    }
    func balance(_ role: AccountRole) -> Int64 {
      postings.filter { $0.role == role }.reduce(0) { $0 + $1.amount.minorUnits }
    }
    #expect(balance(.clearing) == received)
    #expect(postings.reduce(Int64(0)) { $0 + $1.amount.minorUnits } == 0)
    // What the books took off receivables is what the items lost.
    #expect(-balance(.receivable) == zip(asked, world.items).reduce(0) { $0 + $1.0.open.minorUnits - $1.1.open.minorUnits })
  }

  /// Ties never post; a reference is never overruled.
  private func check(_ match: Match, _ entry: SettlementEntry, _ drafted: Drafted, _ items: [LedgerItem]) {
    let taken = drafted.postings.filter { $0.role == .receivable }
    switch match.outcome {
    case .ambiguous, .veto, .none: #expect(taken.isEmpty && drafted.postings.dropFirst().allSatisfy { $0.role == .suspense })
    default: break
    }
    guard let reference = entry.reference, entry.amount.isPositive else { return }
    let referenced = items.filter { $0.referenceKey == reference }
    guard !taken.isEmpty else { return }
    // Money with a reference goes to an item that has it (or, as the file itself states, to that item and others).
    #expect(match.items.contains { item in referenced.contains { $0.id == item.id } })
    if entry.documents.isEmpty { #expect(match.items.allSatisfy { $0.referenceKey == reference }) }
  }

  /// The same company, entry and items give the same answer, whatever the order of the lookup.
  @Test(arguments: 0..<20)
  func theOrderOfTheLookupIsNobodysBusiness(_ seed: Int) throws {
    var world = World(seed: 1_000 + seed)
    for number in 0..<100 {
      let entry = world.entry(number)
      let first = try Samples.match(entry, world.items)
      world.items.shuffle(using: &world.random)
      let second = try Samples.match(entry, world.items)
      #expect(first.rule == second.rule && first.payer == second.payer)
      #expect(Set(first.items.map(\.id)) == Set(second.items.map(\.id)))
      #expect(Samples.booked(entry, first) == Samples.booked(entry, second))
    }
  }

  /// The world of these tests reaches every step and recipe that it has facts for.
  @Test func theWorldIsRich() throws {
    var rules: Set<String> = []
    var recipes: Set<String> = []
    for seed in 0..<60 {
      var world = World(seed: seed)
      for number in 0..<40 {
        let entry = world.entry(number)
        let match = try Samples.match(entry, world.items)
        rules.insert(match.rule)
        recipes.formUnion(
          Recipes.book(entry, match: match, in: Samples.context(small: 3, left: 50)).postings.map(\.recipe))
      }
    }
    // Case numbers are not in it, nor references in messages.
    #expect(
      rules == [
        "match.document", "match.invoice-number", "match.message-class", "match.none", "match.payer-amount", "match.reference",
        "match.refund", "match.veto",
      ])
    #expect(recipes.isSuperset(of: ["R01", "R02", "R03", "R04a", "R04b", "R10", "R11", "R12", "R13"]))
  }

  /// Any bytes in a message are read without harm.
  @Test func anyMessageIsRead() throws {
    var random = Shuffle(seed: 7)
    let alphabet = Array("0019 ,.-/_#€EURäÖ\u{301}viite lasku 2026 1001 RF").map { String($0) }
    for _ in 0..<3_000 {
      let message = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? "" }
        .joined()
      let entry = Samples.entry(100, payer: message, message: message)
      let match = try Samples.match(entry, [Samples.item(1, open: 100), Samples.item(2, open: 100, debtor: message)])
      #expect(Samples.isBalanced(Samples.booked(entry, match)))
    }
  }
}
