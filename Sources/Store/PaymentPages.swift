import GRDB
import Receivables

/// The payments that a night matches, a page at a time.
extension Transaction {
  /// Payments to be matched, in an order that does not depend on files: by company and day, the payments of a day before what takes
  /// money back. Money whose claim or day was not there is asked about again every night, until it is taken back.
  ///
  /// The index of the keys has them in order, so that a million of them are neither sorted nor held. A page of them is handed over at a
  /// time, all of one company: what `body` writes does not disturb the reading, and no payment of a page changes what another one of it is.
  public func forEachPage(of size: Int, _ body: ([EntryRecord]) throws -> Void) throws {
    let days = try PaymentDays(db)
    let page = try Prepared(
      db,
      """
      SELECT \(EntryReader.columns) \(PaymentDays.fromKeys) AND e.currency = ?4 AND (e.status = 'correction') = ?5
      ORDER BY e.key LIMIT ?6
      """)
    let reader = try EntryReader(self)
    for (day, ids) in days.all {
      if let ids {
        for start in stride(from: 0, to: ids.count, by: size) {
          let records = try ids[start..<min(start + size, ids.count)].compactMap { try reader.entry(id: $0) }
          // What tonight has taken back or settled meanwhile waits no more.
          try body(records.filter { $0.reversedBy == nil && [nil, "unmatched", "closed"].contains($0.state) })
        }
        continue
      }
      let prefix = EntryKeyPrefix.payments(account: day.account, day: day.day)
      var last = prefix
      var records: [EntryRecord] = []
      repeat {
        records.removeAll(keepingCapacity: true)
        page.begin()
        page.bind(last)
        page.bind(EntryKeyPrefix.end(of: prefix))
        page.bind(day.company)
        page.bind(day.currency)
        page.bind(day.takesBack)
        page.bind(size)
        while try page.step() { records.append(try EntryReader.record(page)) }
        try body(records)
        last = records.last?.key ?? last
      } while records.count == size
    }
  }
}

/// What payments to be matched have in common.
private struct PaymentDay: Hashable {
  var company: String
  var day: CalendarDate
  /// They are corrections.
  var takesBack: Bool
  var account: String
  var currency: String

  /// The first five columns.
  init(_ row: Prepared) throws {
    company = row.text(0)
    day = try row.day(1)
    takesBack = row.int(2) == 1
    account = row.text(3)
    currency = row.text(4)
  }
}

/// The days of payments that a night matches, in its order.
private struct PaymentDays {
  /// With a day that nothing new is of go the payments that wait in it: a year's days are not searched for the few. So do those of a
  /// day in many currencies, which would be searched once for each.
  private(set) var all: [(day: PaymentDay, ids: [Int64]?)] = []

  private static let columns = "e.company, e.booking_date, e.status = 'correction', e.account, e.currency"
  private static let isWaiting = """
    \(Schema.isWaiting("o")) AND o.state IN ('unmatched', 'closed') AND o.reversed_by IS NULL AND e.level = 'payment'
    """

  init(_ db: Database) throws {
    var waiting = try Self.waiting(db)[...]
    let row = try Prepared(
      db,
      """
      SELECT *, MAX(is_new) FROM (
        SELECT \(Self.columns), 1 AS is_new FROM settlement s JOIN entry e ON e.settlement_id = s.id
          WHERE s.settled = 0 AND s.state = 'booked' AND e.fate = 'money' AND e.level = 'payment'
        UNION SELECT \(Self.columns), 0 FROM outcome o JOIN entry e ON e.id = o.entry_id WHERE \(Self.isWaiting))
      GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5
      """)
    row.begin()
    while try row.step() {
      let day = try PaymentDay(row)
      let own = waiting.first.flatMap { $0.day == day ? $0.ids : nil }
      if own != nil { waiting.removeFirst() }
      all.append((day, row.int(6) == 1 ? nil : own ?? []))
    }
    guard waiting.isEmpty else { throw StoreError.corrupt("payments wait on a day that is not known") }
    try listManyCurrencies(db)
  }

  private mutating func listManyCurrencies(_ db: Database) throws {
    var groups: [AccountAndDay: [Int]] = [:]
    for (index, one) in all.enumerated() where one.ids == nil { groups[AccountAndDay(one.day), default: []].append(index) }
    for (key, indices) in groups where indices.count > Self.searchedCurrencies {
      let ids = try Self.ids(db, key)
      for index in indices { all[index].ids = ids[all[index].day] ?? [] }
    }
  }

  /// Currencies and directions of an account's day that are searched for one by one.
  private static let searchedCurrencies = 6

  private struct AccountAndDay: Hashable {
    var company: String
    var account: String
    var day: CalendarDate

    init(_ day: PaymentDay) {
      company = day.company
      account = day.account
      self.day = day.day
    }
  }

  private static func ids(_ db: Database, _ key: AccountAndDay) throws -> [PaymentDay: [Int64]] {
    let prefix = EntryKeyPrefix.payments(account: key.account, day: key.day)
    let row = try Prepared(
      db,
      """
      SELECT \(columns), e.id \(fromKeys) ORDER BY e.key
      """)
    row.begin()
    row.bind(prefix)
    row.bind(EntryKeyPrefix.end(of: prefix))
    row.bind(key.company)
    var ids: [PaymentDay: [Int64]] = [:]
    while try row.step() { ids[try PaymentDay(row), default: []].append(row.int(5)) }
    return ids
  }

  /// Payments `e` to be matched whose keys lie between two, of one company, with their outcomes `o`.
  static let fromKeys = """
    FROM entry e INDEXED BY entry_key JOIN settlement s ON s.id = e.settlement_id LEFT JOIN outcome o ON o.entry_id = e.id
    WHERE e.key > ?1 AND e.key < ?2 AND e.fate <> 'duplicate' AND e.fate = 'money' AND e.level = 'payment' AND e.company = ?3
      AND CASE WHEN o.state IS NULL THEN s.settled = 0 AND s.state = 'booked'
        ELSE o.state IN ('unmatched', 'closed') AND o.reversed_by IS NULL END
    """

  /// In the same order.
  private static func waiting(_ db: Database) throws -> [(day: PaymentDay, ids: [Int64])] {
    let row = try Prepared(
      db,
      """
      SELECT \(columns), e.id FROM outcome o JOIN entry e ON e.id = o.entry_id WHERE \(isWaiting) ORDER BY 1, 2, 3, 4, 5, e.key
      """)
    var days: [(day: PaymentDay, ids: [Int64])] = []
    row.begin()
    while try row.step() {
      let day = try PaymentDay(row)
      if days.last?.day != day { days.append((day, [])) }
      days[days.count - 1].ids.append(row.int(5))
    }
    return days
  }
}
