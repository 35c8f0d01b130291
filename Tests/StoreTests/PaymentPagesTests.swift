import Receivables
import Store
import Testing

/// In which order a night matches its payments, and which.
@Suite struct PaymentPagesTests {
  private static let account = "FI2112345600000785"

  private static func payment(_ id: String, _ currency: String, _ day: String, isCorrection: Bool) throws -> SettlementEntry {
    let booked = try #require(CalendarDate(iso: day))
    let cents: Int64 = isCorrection ? -100 : 100
    return SettlementEntry(
      ordinal: 0, line: 1, account: account, bookingDate: booked, paymentDate: nil,
      amount: Money(minorUnits: cents, try #require(Currency(currency))), statedAmount: "1.00", reference: nil, archiveID: id,
      payerName: nil, status: isCorrection ? .correction : .booked, correctionCode: isCorrection ? "1" : "0")
  }

  /// Ids in the order of the pages, and the sizes of these. Every third payment waits since an earlier night.
  private static func read(_ entries: [SettlementEntry], pageSize: Int) throws -> (ids: [String], sizes: [Int]) {
    let store = try Store.inMemory()
    return try store.write { transaction in
      let today = try #require(CalendarDate(iso: "2026-11-20"))
      let file = try transaction.insert(
        FileRecord(
          path: "a", rawPath: [97], sha256: [0], size: 1, format: "ktl", outcome: .archived, target: "archive/a",
          receivedOn: today,
          duplicateOf: nil, messages: 1))
      let header = SettlementHeader(ordinal: 0, format: "ktl", messageID: nil, createdOn: nil, line: 1)
      let settlement = try transaction.begin(header, file: file)
      let writer = try EntryWriter(transaction, file: file)
      for entry in entries {
        let key = "\(entry.account)/\(entry.bookingDate)/\(entry.archiveID ?? "")"
        try writer.insert(entry, key: key, isWeak: false, referenceKey: nil, company: "malli", settlement: settlement)
      }
      try writer.flush()
      let none = SettlementTotals.Group(count: 0, sum: .zero(.eur))
      let totals = SettlementTotals(payments: none, corrections: none, failed: none, net: none.sum)
      try transaction.finish(
        settlement: settlement, entries: entries.count, end: SettlementEnd(totals: totals, controls: [], findings: []))
      let outcomes = try OutcomeWriter(transaction)
      for id in stride(from: Int64(3), through: Int64(entries.count), by: 3) {
        try outcomes.set(
          entry: id, state: id % 2 == 0 ? "unmatched" : "closed", receivable: nil, rule: nil, evidence: nil, recipe: nil,
          voucher: nil, suspense: 0)
      }
      var ids: [String] = []
      var sizes: [Int] = []
      try transaction.forEachPage(of: pageSize) { page in
        ids += page.compactMap(\.entry.archiveID)
        sizes.append(page.count)
        for record in page {
          try outcomes.set(
            entry: record.id, isFirst: record.state == nil, state: "voucher", receivable: nil, rule: nil, evidence: nil,
            recipe: nil,
            voucher: nil, suspense: 0)
        }
      }
      try transaction.forEachPage(of: pageSize) { #expect($0.isEmpty, "what is booked is not read again") }
      return (ids, sizes)
    }
  }

  @Test(
    "day by day, what takes back last, currency by currency, by their ids",
    arguments: [["EUR"], ["EUR", "SEK"], ["EUR", "SEK", "NOK", "DKK", "USD", "GBP", "CHF", "PLN", "CZK"]], [1, 7, 256])
  func order(currencies: [String], pageSize: Int) throws {
    var entries: [SettlementEntry] = []
    var expected: [String] = []
    for day in ["2026-11-18", "2026-11-19"] {
      for isCorrection in [false, true] {
        for currency in currencies.sorted() {
          for number in 10..<30 {
            let id = "\(day)\(isCorrection)\(currency)\(number)"
            entries.append(try Self.payment(id, currency, day, isCorrection: isCorrection))
            expected.append(id)
          }
        }
      }
    }
    // Files come in any order.
    let read = try Self.read(entries.reversed(), pageSize: pageSize)
    #expect(read.ids == expected)
    #expect(read.sizes.allSatisfy { $0 <= pageSize })
  }
}
