import GRDB
import Receivables

/// A decision as it stands or stood: an interval of nights.
public struct DecisionRecord: Hashable, Sendable {
  public var id: Int64
  public var receivableID: Int64
  public var since: CalendarDate
  /// The night that decided otherwise; nil while it holds.
  public var closed: CalendarDate?
  public var decision: Decision
  public var configuration: String
}

private struct ReasonJSON: Codable {
  var id: String
  var outcome: String
  var basis: String
  var text: String
  var source: String
  var until: String?
}

extension Transaction {
  private static let selectReceivable = """
    SELECT r.*, a.provider AS given_to, a.assigned_on AS given_on,
      COALESCE(r.snapshot_open, r.amount_due) - COALESCE((SELECT SUM(l.amount) FROM allocation l
        WHERE l.receivable_id = r.id AND \(isSinceSnapshot("l"))), 0) AS open,
      COALESCE((SELECT SUM(l.amount) FROM allocation l WHERE l.receivable_id = r.id AND l.kind <> 'credit'), 0) AS paid,
      COALESCE((SELECT SUM(l.amount) FROM allocation l WHERE l.receivable_id = r.id AND l.kind = 'credit'), 0) AS credited,
      COALESCE((SELECT SUM(l.amount) FROM allocation l WHERE l.receivable_id = r.id AND l.kind = 'loss'), 0) AS written_off
    FROM receivable r LEFT JOIN assignment a ON a.receivable_id = r.id
    """

  /// Hands over every receivable of a company that may decide anew, in the order of identity; all of them with `all`. The body may
  /// write: only ids are read ahead.
  public func forEachReceivable(company: String, all: Bool = false, _ body: (Receivable) throws -> Void) throws {
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM receivable \(all ? "" : "INDEXED BY receivable_active") WHERE company = ? \(all ? "" : "AND active = 1")
        ORDER BY type_class, number, issue_date, instalment
        """, arguments: [company])
    for id in ids {
      if let receivable = try receivableState(id: id) { try body(receivable) }
    }
  }

  public func receivableState(id: Int64) throws -> Receivable? {
    try rows(Self.selectReceivable + " WHERE r.id = ?", Self.stateColumns, bind: { $0.bind(id) }, receivableState).first
  }

  private static let stateColumns = RowColumns()

  private func receivableState(_ row: StoredRow) throws -> Receivable {
    guard let typeClass = InvoiceDocument.TypeClass(rawValue: row["type_class"]) else {
      throw StoreError.corrupt("a receivable has an unknown class")
    }
    let currency = try storedCurrency(row["currency"])
    var facts = try ClaimColumns.facts(row, currency: currency)
    // The latest statement of what is open, from the invoice's own row or from a list.
    facts.openAmount = (row["snapshot_open"] as Int64?).map { Money(minorUnits: $0, currency) }
    facts.openAsOf = date(row["snapshot_as_of"])
    var standing = Receivable.Standing()
    standing.conflict = row["conflict"]
    standing.hold = row["ambiguous"]
    standing.assignedTo = row["given_to"] ?? facts.assignedTo
    standing.assignedOn = date(row["given_on"]) ?? facts.assignedOn
    let conditions: Int64 = row["conditions"]
    return Receivable(
      id: row["id"],
      identity: ReceivableIdentity(
        company: row["company"], typeClass: typeClass, number: row["number"],
        issueDate: try storedDate(row["issue_date"]), instalment: row["instalment"]),
      typeCode: row["type_code"], kind: facts.kind, debtor: ClaimColumns.debtor(row),
      coDebtors: try ClaimColumns.coDebtors(row), amountDue: Money(minorUnits: row["amount_due"], currency),
      open: Money(minorUnits: row["open"], currency), paid: Money(minorUnits: row["paid"], currency),
      credited: Money(minorUnits: row["credited"], currency),
      writtenOff: Money(minorUnits: row["written_off"], currency), dueDate: date(row["due_date"]),
      reference: row["reference"], account: row["account"],
      lateInterestPercent: ClaimColumns.percent(row["late_interest"]),
      conditions: ClaimConditions(rawValue: UInt64(bitPattern: conditions)), facts: facts, standing: standing,
      confirmedOn: date(row["confirmed_on"]))
  }

  /// Writes a decision when its outcome or reasons differ from the one that stands; returns whether it did.
  public func record(_ decision: Decision, receivable: Int64, on day: CalendarDate, configuration: String) throws -> Bool {
    let reasons = try JSONColumn.text(
      decision.reasons.map {
        ReasonJSON(
          id: $0.id, outcome: $0.outcome.rawValue, basis: $0.basis.rawValue, text: $0.text, source: $0.source,
          until: $0.until?.description)
      })
    let current = try Row.fetchOne(
      try db.cachedStatement(
        sql: "SELECT id, outcome, reasons, until FROM decision WHERE receivable_id = ? AND closed IS NULL"),
      arguments: [receivable])
    if let current {
      let outcome: String = current["outcome"]
      let standing: String = current["reasons"]
      if outcome == decision.outcome.rawValue && standing == reasons { return false }
      let id: Int64 = current["id"]
      try db.cachedStatement(sql: "UPDATE decision SET closed = ? WHERE id = ?").execute(arguments: [day.description, id])
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO decision (receivable_id, since, outcome, until, reasons, provider, channel, mode, agreement, configuration)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        receivable, day.description, decision.outcome.rawValue, decision.until?.description, reasons,
        decision.route?.provider, decision.route?.channel, decision.route?.mode.rawValue, decision.route?.agreement,
        configuration,
      ])
    return true
  }

  /// Nothing about it can change by itself: not asked again until a new fact comes.
  public func setInactive(receivable id: Int64) throws {
    try db.cachedStatement(sql: "UPDATE receivable SET active = 0 WHERE id = ?").execute(arguments: [id])
  }

  public func decisions(receivable id: Int64) throws -> [DecisionRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM decision WHERE receivable_id = ? ORDER BY id", arguments: [id])
      .map(decision)
  }

  public func currentDecision(receivable id: Int64) throws -> DecisionRecord? {
    try Row.fetchOne(
      db, sql: "SELECT * FROM decision WHERE receivable_id = ? AND closed IS NULL", arguments: [id]
    ).map(decision)
  }

  private func decision(_ row: Row) throws -> DecisionRecord {
    guard let outcome = Decision.Outcome(rawValue: row["outcome"]) else {
      throw StoreError.corrupt("a decision has an unknown outcome")
    }
    let reasons = try JSONColumn.value([ReasonJSON].self, row["reasons"]).map {
      Reason(
        $0.id, Decision.Outcome(rawValue: $0.outcome) ?? .hold, basis: Reason.Basis(rawValue: $0.basis) ?? .data,
        text: $0.text, source: $0.source, until: date($0.until))
    }
    var route: Decision.Route?
    if let provider: String = row["provider"], let channel: String = row["channel"], let mode: String = row["mode"],
      let parsed = TransferMode(rawValue: mode), let agreement: Int = row["agreement"]
    {
      route = Decision.Route(provider: provider, channel: channel, mode: parsed, agreement: agreement)
    }
    return DecisionRecord(
      id: row["id"], receivableID: row["receivable_id"], since: try storedDate(row["since"]), closed: date(row["closed"]),
      decision: Decision(outcome: outcome, reasons: reasons, until: date(row["until"]), route: route),
      configuration: row["configuration"])
  }
}
