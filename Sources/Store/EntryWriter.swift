import GRDB
import Receivables

/// Writes the entries of one file. An entry that is known is kept as a duplicate, which moves nothing.
///
/// New entries are written many by one statement (`flush`), which leaves out those that are known; what these are is asked one by one.
public final class EntryWriter {
  /// What a file's entry is to the store.
  private enum Fate: String {
    case money
    case failed
    case pending
    /// Another file said the same of the same money.
    case duplicate
    /// It may be money that another file told of: only ids could tell, and there are none.
    case review

    /// As long as nothing else is known.
    static func of(_ entry: SettlementEntry) -> Fate { entry.posts ? .money : entry.status == .pending ? .pending : .failed }
  }

  /// What two entries without a common id have in common when they may be the same money.
  private struct Words: Hashable {
    var amount: Int64
    var currency: String
    var reference: String?
    var level: String
  }

  /// An entry with what the store needs of it.
  private struct Said {
    var entry: SettlementEntry
    var key: String
    var isWeak: Bool
    var referenceKey: String?
    var company: String

    init(_ entry: SettlementEntry, key: String, isWeak: Bool, referenceKey: String?, company: String) {
      self.entry = entry
      self.key = key
      self.isWeak = isWeak
      self.referenceKey = referenceKey
      self.company = company
    }
  }

  private enum Place {
    case new(settlement: Int64)
    /// It was set aside.
    case row(Int64)
  }

  /// What other files say of one account and day.
  private final class OtherFiles {
    var account = ""
    var day = CalendarDate(dayNumber: 0)
    /// Entries without an id.
    var weak: [Words: Int] = [:]
    /// All entries; read only when this file has one without an id.
    var all: [Words: Int]?
  }

  private let transaction: Transaction
  private let insertion: Prepared
  private let insertions: Prepared
  private var waiting: [(said: Said, settlement: Int64)] = []
  private static let rowsAtOnce = 16
  private let lookup: Prepared
  private let completion: Prepared
  /// The file whose entries these are: its own are not those of another.
  private let file: Int64
  private var others: OtherFiles?
  private var known: [String: OtherFiles] = [:]
  /// What the settlement in hand says more than once.
  private var repeated: (settlement: Int64, counts: [String: Int]) = (0, [:])

  public init(_ transaction: Transaction, file: Int64) throws {
    self.transaction = transaction
    self.file = file
    lookup = try Prepared(
      transaction.db,
      """
      SELECT id, amount, reference_key,
        reference IS NULL OR payer IS NULL OR payer_account IS NULL OR message IS NULL OR documents IS NULL, settlement_id, ordinal
      FROM entry WHERE key = ? AND fate <> 'duplicate'
      """)
    completion = try Prepared(
      transaction.db,
      """
      UPDATE entry SET reference = COALESCE(reference, ?2), reference_key = COALESCE(reference_key, ?3), payer = COALESCE(payer, ?4),
        payer_account = COALESCE(payer_account, ?5), message = COALESCE(message, ?6), documents = COALESCE(documents, ?7)
      WHERE id = ?1
      """)
    func prepare(rows: Int) throws -> Prepared {
      let row = "(" + Array(repeating: "?", count: 28).joined(separator: ", ") + ")"
      return try Prepared(
        transaction.db,
        """
        INSERT OR FAIL INTO entry (settlement_id, ordinal, line, level, company, key, weak, account, booking_date, value_date, payment_date,
          amount, currency, stated_amount, reference, reference_key, archive_id, entry_reference, payer, payer_account, message,
          documents, bank_code, lump, status, correction, return_reason, fate)
        VALUES \(Array(repeating: row, count: rows).joined(separator: ", "))
        ON CONFLICT (key) WHERE fate <> 'duplicate' DO NOTHING
        """)
    }
    insertion = try prepare(rows: 1)
    insertions = try prepare(rows: Self.rowsAtOnce)
    waiting.reserveCapacity(Self.rowsAtOnce)
  }

  /// `key`: `EntryKey` of the entry. Another amount or reference under a bank's id that is known is other money: it counts, with `#`
  /// and what it says behind its key, and is a question of the run.
  public func insert(
    _ entry: SettlementEntry, key: String, isWeak: Bool, referenceKey: String?, company: String, settlement: Int64
  ) throws {
    let said = Said(entry, key: key, isWeak: isWeak, referenceKey: referenceKey, company: company)
    let others = try otherFiles(entry)
    if entry.posts, try isPerhapsKnown(said, others) {
      try flush()
      return try review(said, to: .new(settlement: settlement))
    }
    waiting.append((said, settlement))
    if waiting.count == Self.rowsAtOnce { try flush() }
  }

  /// Writes what waits. Whoever reads entries flushes first.
  public func flush() throws {
    guard !waiting.isEmpty else { return }
    let all = waiting
    waiting.removeAll(keepingCapacity: true)
    if all.count == Self.rowsAtOnce {
      insertions.begin()
      for one in all { try bind(one.said, one.settlement, as: Fate.of(one.said.entry), under: one.said.key, to: insertions) }
      if try insertions.run() == all.count { return }
    }
    for one in all {
      // What the statement has written is there.
      if let known = try known(one.said.key), known.settlement == one.settlement, known.ordinal == one.said.entry.ordinal {
        continue
      }
      try place(one.said, at: .new(settlement: one.settlement))
    }
  }

  /// Keeps an entry of a part of a message without letting it count: whether it is known is asked when all parts are there (`takeUp`).
  public func setAside(
    _ entry: SettlementEntry, key: String, isWeak: Bool, referenceKey: String?, company: String, settlement: Int64
  ) throws {
    let said = Said(entry, key: key, isWeak: isWeak, referenceKey: referenceKey, company: company)
    _ = try put(said, to: .new(settlement: settlement), as: .duplicate, under: key + Self.mark(settlement))
  }

  /// The entries that were set aside for a settlement count now, as if they were just read.
  public func takeUp(settlement: Int64) throws {
    for id in try transaction.entries(settlement: settlement) {
      guard let record = try transaction.entry(id: id) else { continue }
      let mark = Self.mark(settlement)
      guard record.key.hasSuffix(mark) else { continue }
      let said = Said(
        record.entry, key: String(record.key.dropLast(mark.count)), isWeak: record.isWeak, referenceKey: record.entry.reference,
        company: record.company)
      // Asked for every entry: what others say is what they said before this part.
      let others = try otherFiles(said.entry)
      if said.entry.posts, try isPerhapsKnown(said, others) {
        try review(said, to: .row(id))
      } else {
        try place(said, at: .row(id))
      }
    }
  }

  /// Stands behind the keys of what is set aside.
  private static func mark(_ settlement: Int64) -> String { "&\(settlement)" }

  /// Writes an entry that no other file may have told without an id.
  private func place(_ said: Said, at place: Place) throws {
    let fate = Fate.of(said.entry)
    if try put(said, to: place, as: fate, under: said.key) { return }
    if said.isWeak { return try review(said, to: place) }
    // The same id was seen: the same words make a duplicate, and what one file leaves out does not contradict the other.
    if let known = try known(said.key) {
      let isSame =
        known.amount == said.entry.amount.minorUnits
        && (known.reference == nil || said.referenceKey == nil || known.reference == said.referenceKey)
      if !isSame,
        try put(said, to: place, as: fate, under: "\(said.key)#\(said.entry.amount.decimalText)-\(said.referenceKey ?? "")")
      {
        return
      }
      // One settlement that says it twice, and whose control totals count both, means two payments.
      if isSame, case .new(let settlement) = place {
        let count = repetition(of: said.key, in: settlement, isOwn: known.settlement == settlement)
        if count > 1, try put(said, to: place, as: fate, under: "\(said.key)#\(count)") { return }
      }
      if isSame, known.isIncomplete { try complete(known.id, from: said) }
    }
    _ = try put(said, to: place, as: .duplicate, under: said.key)
  }

  /// How often the settlement has said what is known, this time included.
  private func repetition(of key: String, in settlement: Int64, isOwn: Bool) -> Int {
    if repeated.settlement != settlement { repeated = (settlement, [:]) }
    let count = (repeated.counts[key] ?? (isOwn ? 1 : 0)) + 1
    repeated.counts[key] = count
    return count
  }

  private func known(
    _ key: String
  ) throws -> (id: Int64, amount: Int64, reference: String?, isIncomplete: Bool, settlement: Int64, ordinal: Int)? {
    lookup.begin()
    lookup.bind(key)
    guard try lookup.step() else { return nil }
    defer { lookup.end() }
    return (lookup.int(0), lookup.int(1), lookup.text(orNil: 2), lookup.int(3) == 1, lookup.int(4), Int(lookup.int(5)))
  }

  private func review(_ said: Said, to place: Place) throws {
    var count = 1
    while try !put(said, to: place, as: .review, under: "\(said.key)?\(count)") { count += 1 }
    let id = if case .row(let row) = place { row } else { insertion.lastRowID }
    try transaction.db.execute(sql: "INSERT INTO outcome (entry_id, state) VALUES (?, 'review')", arguments: [id])
  }

  /// What a known entry's file left out and this one says: KTL has no message, a statement perhaps no reference.
  private func complete(_ id: Int64, from said: Said) throws {
    let entry = said.entry
    completion.begin()
    completion.bind(id)
    completion.bind(entry.reference)
    completion.bind(said.referenceKey)
    completion.bind(entry.payerName)
    completion.bind(entry.payerAccount)
    completion.bind(entry.message)
    completion.bind(try DocumentJSON.column(entry.documents))
    _ = try completion.run()
  }

  /// False when the key is taken; a duplicate is always written.
  private func put(_ said: Said, to place: Place, as fate: Fate, under key: String) throws -> Bool {
    let settlement: Int64
    switch place {
    case .new(let new): settlement = new
    case .row(let id):
      try transaction.db.execute(
        sql: "UPDATE OR IGNORE entry SET key = ?, fate = ? WHERE id = ?", arguments: [key, fate.rawValue, id])
      return transaction.db.changesCount > 0
    }
    insertion.begin()
    try bind(said, settlement, as: fate, under: key, to: insertion)
    return try insertion.run() > 0
  }

  private func bind(_ said: Said, _ settlement: Int64, as fate: Fate, under key: String, to row: Prepared) throws {
    let entry = said.entry
    row.bind(settlement)
    row.bind(entry.ordinal)
    row.bind(entry.line)
    row.bind(entry.level.rawValue)
    row.bind(said.company)
    row.bind(key)
    row.bind(said.isWeak)
    row.bind(entry.account)
    row.bind(entry.bookingDate)
    row.bind(entry.valueDate)
    row.bind(entry.paymentDate)
    row.bind(entry.amount.minorUnits)
    row.bind(entry.amount.currency.code)
    row.bind(entry.statedAmount)
    row.bind(entry.reference)
    row.bind(said.referenceKey)
    row.bind(entry.archiveID)
    row.bind(entry.entryReference)
    row.bind(entry.payerName)
    row.bind(entry.payerAccount)
    row.bind(entry.message)
    row.bind(try DocumentJSON.column(entry.documents))
    row.bind(entry.bankCode)
    row.bind(entry.isLump)
    row.bind(entry.status.rawValue)
    row.bind(entry.correctionCode)
    row.bind(entry.returnReason)
    row.bind(fate.rawValue)
  }

  // MARK: The same money without an id

  private func isPerhapsKnown(_ said: Said, _ others: OtherFiles) throws -> Bool {
    if !said.isWeak && others.weak.isEmpty { return false }
    let words = Words(
      amount: said.entry.amount.minorUnits, currency: said.entry.amount.currency.code, reference: said.referenceKey,
      level: said.entry.level.rawValue)
    if let count = others.weak[words], count > 0 {
      // What has an id that is known is not in doubt.
      if !said.isWeak {
        try flush()
        if try known(said.key) != nil { return false }
      }
      others.weak[words] = count - 1
      if let all = others.all?[words] { others.all?[words] = all - 1 }
      return true
    }
    guard said.isWeak, let count = others.all?[words], count > 0 else { return false }
    others.all?[words] = count - 1
    return true
  }

  private func otherFiles(_ entry: SettlementEntry) throws -> OtherFiles {
    if let others, others.day == entry.bookingDate, others.account == entry.account {
      if entry.archiveID == nil, others.all == nil { try readAll(others) }
      return others
    }
    let name = "\(entry.account)/\(entry.bookingDate.dayNumber)"
    try flush()
    let found = known[name] ?? OtherFiles()
    if known[name] == nil {
      found.account = entry.account
      found.day = entry.bookingDate
      found.weak = try counts("entry_weak", "AND weak = 1", found)
      known[name] = found
    }
    if entry.archiveID == nil, found.all == nil { try readAll(found) }
    others = found
    return found
  }

  /// Entries of this file that are there already are not among the others: they are taken off again.
  private func readAll(_ others: OtherFiles) throws {
    try flush()
    // A key begins with account and day, so its index finds them.
    let prefix = EntryKeyPrefix.payments(account: others.account, day: others.day)
    var counts: [Words: Int] = [:]
    let rows = try Row.fetchCursor(
      transaction.db,
      sql: """
        SELECT amount, currency, reference_key, level FROM entry WHERE key >= ? AND key < ? AND fate IN ('money', 'review')
          AND settlement_id NOT IN (SELECT id FROM settlement WHERE file_id = ?)
        """, arguments: [prefix, EntryKeyPrefix.end(of: prefix), file])
    while let row = try rows.next() {
      counts[Words(amount: row[0], currency: row[1], reference: row[2], level: row[3]), default: 0] += 1
    }
    others.all = counts
  }

  private func counts(_ index: String, _ condition: String, _ others: OtherFiles) throws -> [Words: Int] {
    var counts: [Words: Int] = [:]
    let rows = try Row.fetchCursor(
      transaction.db,
      sql: """
        SELECT amount, currency, reference_key, level FROM entry INDEXED BY \(index)
        WHERE account = ? AND booking_date = ? \(condition) AND fate IN ('money', 'review')
        """, arguments: [others.account, others.day.description])
    while let row = try rows.next() {
      counts[Words(amount: row[0], currency: row[1], reference: row[2], level: row[3]), default: 0] += 1
    }
    return counts
  }
}

/// `SettlementEntry.ReferredDocument` in the column `documents`.
struct DocumentJSON: Codable {
  var number: String
  var credit: Bool
  var amount: Int64?

  init(_ document: SettlementEntry.ReferredDocument) {
    number = document.number
    credit = document.isCreditNote
    amount = document.amount?.minorUnits
  }

  static func column(_ documents: [SettlementEntry.ReferredDocument]) throws -> String? {
    documents.isEmpty ? nil : try JSONColumn.text(documents.map(DocumentJSON.init))
  }

  func document(_ currency: Currency) -> SettlementEntry.ReferredDocument {
    SettlementEntry.ReferredDocument(
      number: number, isCreditNote: credit, amount: amount.map { Money(minorUnits: $0, currency) })
  }
}

/// How the keys of one account's and day's payments and lines begin (`EntryKey` in the room Ledger makes them).
enum EntryKeyPrefix {
  static func payments(account: String, day: CalendarDate) -> String { "\(account)/\(day)/" }
  /// The first text behind every key of a prefix: a prefix ends with `/`, and `0` is the next character.
  static func end(of prefix: String) -> String { prefix.dropLast() + "0" }
  static func lines(account: String, day: CalendarDate) -> String { "line/\(account)/\(day)/" }
}
