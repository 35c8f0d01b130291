import GRDB
import Receivables

/// Writes what becomes of money: outcomes, what it takes off claims, what is kept for debtors.
public final class OutcomeWriter {
  private let transaction: Transaction
  private let outcome: Prepared
  private let outcomes: RowWriter<OutcomeRow>
  private let allocations: RowWriter<AllocationRow>
  /// Day on which the file of a settlement came; entries of one follow each other.
  private var received: (settlement: Int64, on: String?) = (0, nil)
  private let activation: Prepared
  private let reactivation: Prepared
  private let overpayment: Prepared
  /// Rows may wait to be written together. Whoever reads outcomes or allocations flushes first.
  public var gathers = false

  private struct OutcomeRow {
    var entry: Int64
    var state: String
    var receivable: Int64?
    var rule: String?
    var evidence: String?
    var recipe: String?
    var voucher: Int64?
    var suspense: Int64

    func bind(to row: Prepared) {
      row.bind(entry)
      row.bind(state)
      row.bind(receivable)
      row.bind(rule)
      row.bind(evidence)
      row.bind(recipe)
      row.bind(voucher)
      row.bind(suspense)
    }
  }

  private struct AllocationRow {
    var receivable: Int64
    var entry: Int64
    var amount: Int64
    var day: CalendarDate
    var knownOn: String?
  }

  public init(_ transaction: Transaction) throws {
    self.transaction = transaction
    let db = transaction.db
    let into = "INTO outcome (entry_id, state, receivable_id, rule, evidence, recipe, voucher_id, suspense)"
    outcomes = try RowWriter(db, "INSERT OR FAIL \(into) VALUES", columns: 8, atOnce: [32]) { $0.bind(to: $1) }
    outcome = try Prepared(
      db,
      """
      INSERT \(into) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (entry_id) DO UPDATE SET state = excluded.state, receivable_id = excluded.receivable_id, rule = excluded.rule,
        evidence = excluded.evidence, recipe = excluded.recipe, voucher_id = excluded.voucher_id, suspense = excluded.suspense
      """)
    allocations = try RowWriter(
      db, "INSERT OR FAIL INTO allocation (receivable_id, kind, source_id, amount, on_date, known_on) VALUES", columns: 6,
      atOnce: [32]
    ) { row, into in
      into.bind(row.receivable)
      into.bind("entry")
      into.bind(row.entry)
      into.bind(row.amount)
      into.bind(row.day)
      into.bind(row.knownOn)
    }
    // Money on a claim that is with a provider decides nothing anew: it has gone.
    activation = try Prepared(
      db,
      """
      UPDATE receivable SET active = 1 WHERE id = ?1 AND active = 0 AND assigned_to IS NULL
        AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = ?1)
      """)
    reactivation = try Prepared(
      db,
      """
      UPDATE receivable SET active = 1 WHERE id = ?1 AND active = 0
        AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = ?1)
      """)
    overpayment = try Prepared(db, "INSERT INTO overpayment (receivable_id, entry_id, amount) VALUES (?, ?, ?)")
  }

  /// Writes the rows that wait.
  public func flush() throws {
    try outcomes.flush()
    try allocations.flush()
  }

  /// `isFirst`: it has none yet.
  public func set(
    entry id: Int64, isFirst: Bool = false, state: String, receivable: Int64?, rule: String?, evidence: String?, recipe: String?,
    voucher: Int64?,
    suspense: Int64
  ) throws {
    let row = OutcomeRow(
      entry: id, state: state, receivable: receivable, rule: rule, evidence: evidence, recipe: recipe, voucher: voucher,
      suspense: suspense)
    if isFirst {
      try outcomes.add(row)
      if !gathers { try flush() }
    } else {
      try flush()
      outcome.begin()
      row.bind(to: outcome)
      try outcome.run()
    }
  }

  /// Takes an entry's amount off a claim (negative gives it back). `decides`: the claim may be decided anew because of it. `placedOn`: the
  /// day on which money got its place that was known before; a list of that day cannot know it either.
  public func allocate(
    receivable: Int64, entry: EntryRecord, amount: Int64, placedOn: CalendarDate? = nil, decides: Bool = true
  ) throws {
    if received.settlement != entry.settlementID {
      received = (
        entry.settlementID,
        try String.fetchOne(
          transaction.db, sql: "SELECT f.received_on FROM settlement s JOIN file f ON f.id = s.file_id WHERE s.id = ?",
          arguments: [entry.settlementID])
      )
    }
    try allocations.add(
      AllocationRow(
        receivable: receivable, entry: entry.id, amount: amount, day: entry.entry.bookingDate,
        knownOn: placedOn.map { $0.adding(days: 1).description } ?? received.on))
    if !gathers { try flush() }
    // Paid when it was decided, and open again: of a claim that a list says is with a provider, that was the decision.
    if amount < 0, !decides {
      reactivation.begin()
      reactivation.bind(receivable)
      try reactivation.run()
    }
    guard decides else { return }
    activation.begin()
    activation.bind(receivable)
    try activation.run()
  }

  /// Keeps money for a claim's debtor; negative when it went back.
  public func overpay(receivable: Int64, entry: Int64, amount: Int64) throws {
    overpayment.begin()
    overpayment.bind(receivable)
    overpayment.bind(entry)
    overpayment.bind(amount)
    try overpayment.run()
  }

  /// What an entry took off claims was taken back: both cancel out, whatever a list knows of them.
  public func forgetWhenKnown(entry id: Int64) throws {
    try flush()
    try transaction.db.execute(
      sql: "UPDATE allocation SET known_on = NULL WHERE kind = 'entry' AND source_id = ?", arguments: [id])
  }

  public func markReversed(entry id: Int64, by correction: Int64) throws {
    try flush()
    try transaction.db.execute(
      sql: "UPDATE outcome SET reversed_by = ?, suspense = 0 WHERE entry_id = ?", arguments: [correction, id])
  }

  /// A later voucher of the entry: what it leaves in suspense, and whose the money is now. What the night knew that booked it first
  /// stays with that voucher.
  public func place(entry id: Int64, receivable: Int64?, rule: String, evidence: String?, voucher: Int64, suspense: Int64) throws
  {
    try flush()
    try transaction.db.execute(
      sql: "UPDATE outcome SET suspense = ?, receivable_id = COALESCE(?, receivable_id) WHERE entry_id = ?",
      arguments: [suspense, receivable, id])
    try addVoucher(entry: id, voucher, rule: rule, evidence: evidence)
  }

  public func addVoucher(entry id: Int64, _ voucher: Int64, rule: String? = nil, evidence: String? = nil) throws {
    try transaction.db.execute(
      sql: "INSERT INTO later_voucher (entry_id, voucher_id, rule, evidence) VALUES (?, ?, ?, ?)",
      arguments: [id, voucher, rule, evidence])
  }

  /// A person says of money under review whether it is new (`money`: the next night settles it) or was told before (`refused`).
  public func decideReview(entry id: Int64, isNew: Bool) throws {
    try flush()
    if isNew {
      // It waits like money that no claim was found for; the next night matches and books it.
      try transaction.db.execute(sql: "UPDATE outcome SET state = 'closed' WHERE entry_id = ?", arguments: [id])
      try transaction.db.execute(sql: "UPDATE entry SET fate = 'money' WHERE id = ?", arguments: [id])
    } else {
      try transaction.db.execute(sql: "UPDATE outcome SET state = 'refused' WHERE entry_id = ?", arguments: [id])
    }
  }
}
