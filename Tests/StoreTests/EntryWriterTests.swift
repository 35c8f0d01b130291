import Receivables
import Testing

@testable import Store

/// What entries of one file are beside those of another.
@Suite struct EntryWriterTests {
  private static let account = "FI2112345600000785"

  private struct Said {
    var id: String?
    var cents: Int64
    var reference: String?
    var status = SettlementEntry.Status.booked
  }

  /// Fates in the order of the entries. Files follow one another; each has settlements, which are parts of a message or not.
  private static func fates(_ files: [[(isPage: Bool, entries: [Said])]]) throws -> [[String]] {
    let store = try Store.inMemory()
    return try store.write { transaction in
      let day = try #require(CalendarDate(iso: "2026-11-20"))
      var ids: [[Int64]] = []
      for (number, settlements) in files.enumerated() {
        let file = try transaction.insert(
          FileRecord(
            path: "\(number)", rawPath: [UInt8(number)], sha256: [UInt8(number)], size: 1, format: "camt.054", outcome: .archived,
            target: "archive/\(number)", receivedOn: day, duplicateOf: nil, messages: 1))
        let writer = try EntryWriter(transaction, file: file)
        for (ordinal, part) in settlements.enumerated() {
          let settlement = try transaction.begin(
            SettlementHeader(ordinal: ordinal, format: "camt.054", messageID: nil, createdOn: nil, line: 1), file: file)
          for (place, said) in part.entries.enumerated() {
            let entry = SettlementEntry(
              ordinal: place, line: 1, account: account, bookingDate: day, paymentDate: nil,
              amount: Money(minorUnits: said.cents, .eur), statedAmount: "", reference: said.reference, archiveID: said.id,
              payerName: nil, status: said.status, correctionCode: "0")
            let key = "\(account)/\(day)/\(said.id ?? "weak-\(number)-\(ordinal)-\(place)")"
            if part.isPage {
              try writer.setAside(
                entry, key: key, isWeak: said.id == nil, referenceKey: said.reference, company: "malli", settlement: settlement)
            } else {
              try writer.insert(
                entry, key: key, isWeak: said.id == nil, referenceKey: said.reference, company: "malli", settlement: settlement)
            }
          }
          try writer.flush()
          let none = SettlementTotals.Group(count: 0, sum: .zero(.eur))
          let totals = SettlementTotals(payments: none, corrections: none, failed: none, net: none.sum)
          try transaction.finish(
            settlement: settlement, entries: part.entries.count, end: SettlementEnd(totals: totals, controls: [], findings: []))
          if part.isPage { try writer.takeUp(settlement: settlement) }
          ids.append(try transaction.entries(settlement: settlement))
        }
      }
      return try ids.map { try $0.map { try #require(try transaction.entry(id: $0)).fate } }
    }
  }

  /// What another file said is what it said before this part: an entry of the part that tells it a reference changes nothing.
  @Test func aPartIsComparedWithWhatWasThereBefore() throws {
    let fates = try Self.fates([
      [(true, [Said(id: "4", cents: 2000)])],
      [
        (
          true,
          [
            Said(cents: 1000, reference: "1232", status: .failed), Said(id: "4", cents: 2000, reference: "1245"),
            Said(cents: 2000),
          ]
        )
      ],
    ])
    #expect(fates == [["money"], ["failed", "duplicate", "review"]])
  }

  @Test func whatNobodyElseHasSaidIsMoney() throws {
    let fates = try Self.fates([
      [(false, [Said(cents: 1000, reference: "10003")])],
      [
        (true, [Said(cents: 1, status: .pending), Said(id: "18", cents: 1000, reference: "10003")]),
        (false, [Said(cents: 1000, reference: "10003")]),
      ],
    ])
    #expect(fates == [["money"], ["pending", "review"], ["money"]])
  }

  /// Of more entries than one statement takes, each has the fate that it would have alone.
  @Test(arguments: [1, 15, 16, 17, 40])
  func manyAtOnceAreWhatTheyAreOneByOne(_ count: Int) throws {
    let news = (0..<count).map { Said(id: "new-\($0)", cents: Int64(100 + $0), reference: nil) }
    let known = [Said(id: "7", cents: 700), Said(id: "8", cents: 800, reference: "88")]
    var mixed = news
    mixed.insert(Said(id: "7", cents: 700), at: count / 2)
    mixed.append(Said(id: "8", cents: 801, reference: "88"))
    mixed.append(Said(id: "new-0", cents: 100))
    let fates = try Self.fates([[(false, known)], [(false, mixed)]])
    #expect(fates[0] == ["money", "money"])
    #expect(fates[1].count { $0 == "duplicate" } == 1)
    #expect(fates[1].count { $0 == "money" } == count + 2)
  }
}
