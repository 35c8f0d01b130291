import Exchange
import Receivables
import Store
import Testing

/// Generated bank days: however they are delivered, they are booked the same.
@Suite("Settlements: any delivery")
struct SettlementPropertyTests {
  /// What a delivery came to.
  private struct Picture {
    /// Role, amount, invoice and source of every posting but those between CLEARING and BANK.
    var postings: [String: Int] = [:]
    /// By role and invoice, without BANK and CLEARING.
    var balances: [String: Int64] = [:]
    /// What is on BANK and CLEARING together.
    var money: Int64 = 0
    var openClearing: [String] = []
    var unexplained: [String] = []
    /// What came in, as the store has it.
    var received: Int64 = 0
    var evidence: Int64 = 0
    var brokenJournal: String?

    init(_ transaction: Transaction) throws {
      brokenJournal = try transaction.brokenJournal()
      for posting in try transaction.vouchers(company: "malli").flatMap(\.draft.postings) {
        let amount = posting.amount.minorUnits
        let name = "\(posting.role.rawValue) \(posting.invoiceNumber ?? "-")"
        if posting.recipe != "R25" { postings["\(name) \(amount) \(posting.source)", default: 0] += 1 }
        if posting.role == .bank || posting.role == .clearing {
          money += amount
        } else {
          balances[name, default: 0] += amount
        }
      }
      balances = balances.filter { $0.value != 0 }
      openClearing = try transaction.openClearing(company: "malli").map { "\($0.day) \($0.amount)" }
      unexplained = try transaction.openEntries(company: nil).filter { $0.state == "open-line" }.map(\.key)
      let isNoMoney: Set = ["duplicate", "told", "review", "failed", "pending"]
      for line in try transaction.unreportedEntrySums() where !isNoMoney.contains(line.state) {
        received += line.sum
        if line.state != "voucher" { evidence += line.sum }
      }
    }
  }

  struct Example: Sendable, CustomTestStringConvertible {
    var books: String
    var vouchers: String
    var seeds: ClosedRange<UInt64>
    var testDescription: String { "\(books), \(vouchers), seeds \(seeds)" }
  }

  static let examples: [Example] = {
    var examples: [Example] = []
    var first: UInt64 = 1
    for _ in 0..<2 {
      for books in ["all", "provider", "none"] {
        for vouchers in ["payment", "settlement"] {
          examples.append(Example(books: books, vouchers: vouchers, seeds: first...first + 14))
          first += 15
        }
      }
    }
    return examples
  }()

  @Test("in any form, order and split: the same postings, and nothing is lost", arguments: examples)
  func delivered(example: Example) throws {
    let room = try SettlementRoom {
      $0.books = example.books
      $0.ledger = ["exports: []", "vouchers: \(example.vouchers)"]
    }
    for seed in example.seeds {
      var generator = SettlementGenerator(seed: seed)
      let days = generator.days()
      let received = Int64(days.flatMap(\.entries).reduce(0) { $0 + $1.signed })
      let hasStatement = seed % 3 > 0
      let plain = try room.deliver(SettlementGenerator.plain(days)) { try Picture($0) }
      try check(plain, received, "seed \(seed), plain")

      let one = try room.deliver(generator.oneNight(days, statement: hasStatement)) { try Picture($0) }
      try check(one, received, "seed \(seed), one night")
      expectSame(one.postings, plain.postings, "seed \(seed), one night, postings")
      expectSame(one.balances, plain.balances, "seed \(seed), one night, balances")
      if hasStatement { #expect(one.openClearing + one.unexplained == [], "seed \(seed), one night: CLEARING is not zero") }

      let many = try room.deliver(generator.manyNights(days, statement: hasStatement)) { try Picture($0) }
      try check(many, received, "seed \(seed), many nights")
      expectSame(many.balances, plain.balances, "seed \(seed), many nights, balances")
      if hasStatement {
        #expect(many.openClearing + many.unexplained == [], "seed \(seed), many nights: CLEARING is not zero")
      }
    }
  }

  private func expectSame<Value: Equatable>(_ found: [String: Value], _ plain: [String: Value], _ name: String) {
    if found == plain { return }
    let more = found.filter { plain[$0.key] != $0.value }.map { "+ \($0.key): \($0.value)" }.sorted()
    let less = plain.filter { found[$0.key] != $0.value }.map { "- \($0.key): \($0.value)" }.sorted()
    Issue.record("\(name) differ:\n\((more + less).joined(separator: "\n"))")
  }

  private func check(_ picture: Picture, _ received: Int64, _ name: String) throws {
    #expect(picture.brokenJournal == nil, "\(name)")
    #expect(picture.received == received, "\(name): money was lost or counted twice")
    // Suspense and all that was matched is what came in and was booked; every voucher balances.
    #expect(picture.balances.values.reduce(0, +) == -picture.money, "\(name)")
    #expect(picture.money == received - picture.evidence, "\(name): booked is not what was received")
  }
}
