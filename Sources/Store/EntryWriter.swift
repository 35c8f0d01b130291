import GRDB
import Receivables

/// Writes the entries of one file. An entry that is known is kept as a duplicate, which moves nothing.
public final class EntryWriter {
  /// What a file's entry is to the store.
  public enum Fate: String, Sendable {
    case money
    case failed
    case pending
    /// Another file said the same of the same money.
    case duplicate
    /// It may be money that another file told of: only ids could tell, and there are none.
    case review
  }

  /// What two entries without a common id have in common when they may be the same money.
  private struct Said: Hashable {
    var amount: Int64
    var reference: String?
    var level: String
  }

  /// What other files say of one account and day.
  private final class OtherFiles {
    var account = ""
    var day = CalendarDate(dayNumber: 0)
    /// Entries without an id.
    var weak: [Said: Int] = [:]
    /// All entries; read only when this file has one without an id.
    var all: [Said: Int]?
  }

  private let transaction: Transaction
  private let insertion: Prepared
  private var others: OtherFiles?
  private var known: [String: OtherFiles] = [:]

  public init(_ transaction: Transaction) throws {
    self.transaction = transaction
    insertion = try Prepared(
      transaction.db,
      """
      INSERT INTO entry (settlement_id, ordinal, line, level, company, key, weak, account, booking_date, value_date, payment_date,
        amount, currency, stated_amount, reference, reference_key, archive_id, entry_reference, payer, payer_account, message,
        documents, bank_code, lump, status, correction, return_reason, fate)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (key) WHERE fate <> 'duplicate' DO NOTHING
      """)
  }

  /// `key`: `EntryKey` of the entry. Another amount or reference under a bank's id that is known is other money: it counts, with `#`
  /// and what it says behind its key, and is a question of the run.
  @discardableResult
  public func insert(
    _ entry: SettlementEntry, key: String, isWeak: Bool, referenceKey: String?, company: String, settlement: Int64
  ) throws -> Fate {
    let fate: Fate = entry.posts ? .money : entry.status == .pending ? .pending : .failed
    let others = try otherFiles(entry, company: company)
    if entry.posts, try isPerhapsKnown(entry, isWeak: isWeak, referenceKey: referenceKey, others) {
      return try review(entry, key: key, isWeak: isWeak, referenceKey: referenceKey, company: company, settlement: settlement)
    }
    func written(_ key: String, as fate: Fate) throws -> Bool {
      try put(
        entry, key: key, isWeak: isWeak, referenceKey: referenceKey, company: company, settlement: settlement, fate: fate)
    }
    if try written(key, as: fate) { return fate }
    // The same id was seen: the same words make a duplicate.
    let row = try Row.fetchOne(
      transaction.db, sql: "SELECT amount, reference_key FROM entry WHERE key = ? AND fate <> 'duplicate'", arguments: [key])
    let amount: Int64? = row?["amount"]
    let reference: String? = row?["reference_key"]
    if isWeak {
      return try review(entry, key: key, isWeak: true, referenceKey: referenceKey, company: company, settlement: settlement)
    }
    if amount != entry.amount.minorUnits || reference != referenceKey,
      try written(key + "#\(entry.amount.decimalText)-\(referenceKey ?? "")", as: fate)
    {
      return fate
    }
    _ = try written(key, as: .duplicate)
    return .duplicate
  }

  private func review(
    _ entry: SettlementEntry, key: String, isWeak: Bool, referenceKey: String?, company: String, settlement: Int64
  ) throws -> Fate {
    var count = 1
    while try !put(
      entry, key: "\(key)?\(count)", isWeak: isWeak, referenceKey: referenceKey, company: company, settlement: settlement,
      fate: .review)
    { count += 1 }
    try transaction.db.execute(
      sql: "INSERT INTO outcome (entry_id, state) VALUES (?, 'review')", arguments: [insertion.lastRowID])
    return .review
  }

  /// False when the key is taken; a duplicate is always written.
  private func put(
    _ entry: SettlementEntry, key: String, isWeak: Bool, referenceKey: String?, company: String, settlement: Int64, fate: Fate
  ) throws -> Bool {
    let row = insertion
    row.begin()
    row.bind(settlement)
    row.bind(entry.ordinal)
    row.bind(entry.line)
    row.bind(entry.level.rawValue)
    row.bind(company)
    row.bind(key)
    row.bind(isWeak)
    row.bind(entry.account)
    row.bind(entry.bookingDate)
    row.bind(entry.valueDate)
    row.bind(entry.paymentDate)
    row.bind(entry.amount.minorUnits)
    row.bind(entry.amount.currency.code)
    row.bind(entry.statedAmount)
    row.bind(entry.reference)
    row.bind(referenceKey)
    row.bind(entry.archiveID)
    row.bind(entry.entryReference)
    row.bind(entry.payerName)
    row.bind(entry.payerAccount)
    row.bind(entry.message)
    row.bind(try entry.documents.isEmpty ? nil : JSONColumn.text(entry.documents.map(DocumentJSON.init)))
    row.bind(entry.bankCode)
    row.bind(entry.isLump)
    row.bind(entry.status.rawValue)
    row.bind(entry.correctionCode)
    row.bind(entry.returnReason)
    row.bind(fate.rawValue)
    return try row.run() > 0
  }

  // MARK: The same money without an id

  private func isPerhapsKnown(
    _ entry: SettlementEntry, isWeak: Bool, referenceKey: String?, _ others: OtherFiles
  ) throws -> Bool {
    if !isWeak && others.weak.isEmpty { return false }
    let said = Said(amount: entry.amount.minorUnits, reference: referenceKey, level: entry.level.rawValue)
    if let count = others.weak[said], count > 0 {
      others.weak[said] = count - 1
      if let all = others.all?[said] { others.all?[said] = all - 1 }
      return true
    }
    guard isWeak, let count = others.all?[said], count > 0 else { return false }
    others.all?[said] = count - 1
    return true
  }

  private func otherFiles(_ entry: SettlementEntry, company: String) throws -> OtherFiles {
    if let others, others.day == entry.bookingDate, others.account == entry.account {
      if entry.archiveID == nil, others.all == nil { try readAll(others) }
      return others
    }
    let name = "\(entry.account)/\(entry.bookingDate.dayNumber)"
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
    // A key begins with account and day, so its index finds them.
    let prefix = EntryKeyPrefix.payments(account: others.account, day: others.day)
    var counts: [Said: Int] = [:]
    let rows = try Row.fetchCursor(
      transaction.db,
      sql: """
        SELECT amount, reference_key, level FROM entry WHERE key >= ? AND key < ? AND fate IN ('money', 'review')
          AND settlement_id NOT IN (SELECT id FROM settlement WHERE file_id = (SELECT MAX(id) FROM file))
        """, arguments: [prefix, prefix + "\u{10FFFF}"])
    while let row = try rows.next() {
      counts[Said(amount: row[0], reference: row[1], level: row[2]), default: 0] += 1
    }
    others.all = counts
  }

  private func counts(_ index: String, _ condition: String, _ others: OtherFiles) throws -> [Said: Int] {
    var counts: [Said: Int] = [:]
    let rows = try Row.fetchCursor(
      transaction.db,
      sql: """
        SELECT amount, reference_key, level FROM entry INDEXED BY \(index)
        WHERE account = ? AND booking_date = ? \(condition) AND fate IN ('money', 'review')
        """, arguments: [others.account, others.day.description])
    while let row = try rows.next() {
      counts[Said(amount: row[0], reference: row[1], level: row[2]), default: 0] += 1
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

  func document(_ currency: Currency) -> SettlementEntry.ReferredDocument {
    SettlementEntry.ReferredDocument(
      number: number, isCreditNote: credit, amount: amount.map { Money(minorUnits: $0, currency) })
  }
}

/// How the keys of one account's and day's payments begin (`EntryKey` in the room Ledger makes them).
enum EntryKeyPrefix {
  static func payments(account: String, day: CalendarDate) -> String { "\(account)/\(day)/" }
}
