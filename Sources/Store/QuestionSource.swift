/// Where the store shows that a person is needed: which rows, and which of them no report has named, were named before, are still open.
struct QuestionSource {
  var kind: QuestionKind
  var columns: String
  var from: String
  var order: String
  var isNew: String
  /// Named by an earlier report and still open; nil where another kind speaks of the same.
  var isFromBefore: String?
  var isOpen: String?

  private init(
    _ kind: QuestionKind, _ columns: String, from: String, order: String, isNew: String, isFromBefore: String?, isOpen: String?
  ) {
    self.kind = kind
    self.columns = columns
    self.from = from
    self.order = order
    self.isNew = isNew
    self.isFromBefore = isFromBefore
    self.isOpen = isOpen
  }

  static let all: [QuestionSource] = [
    QuestionSource(
      .quarantined,
      columns("q.name", company: "q.companies", number: "NULL", "NULL", "NULL", on: "q.since", note: "NULL", line: "NULL"),
      from: "quarantine q CROSS JOIN file f ON f.id = q.file_id", order: "q.id", isNew: "q.reported = 0 AND q.state = 'open'",
      isFromBefore: "q.reported = 1 AND q.state = 'open'", isOpen: "q.state = 'open'"),
    document(.conflicts, "d.state = 'conflict'", open: "(r.id IS NULL OR r.conflict IS NOT NULL)", note: "r.conflict"),
    document(
      .possibleDoubles, "d.type_class = 'invoice' AND d.state = 'applied' AND d.note IS NOT NULL", open: "r.conflict IS NOT NULL",
      note: "d.note"),
    document(.unlinkedCredits, "d.state = 'unlinked'", note: "d.note"),
    document(.waitingCredits, "d.state = 'waiting' AND d.type_class = 'creditNote'", note: "d.preceding"),
    QuestionSource(
      .unmatchedPayments,
      columns(
        "'P' || p.id", company: "p.company", number: "p.invoice_number", "p.amount", "p.currency", on: "p.date",
        reference: "p.reference_key", paymentID: "p.payment_id", note: "p.note", line: "p.line"),
      from: "payment p CROSS JOIN file f ON f.id = p.file_id", order: "p.id", isNew: "p.reported = 0 AND p.state = 'unmatched'",
      isFromBefore: "p.reported = 1 AND p.state = 'unmatched'", isOpen: "p.state = 'unmatched'"),
    entry(.unmatchedEntries, "o.state = 'unmatched'", orInSuspense: true),
    entry(.doubtfulEntries, "o.state = 'review'"),
    entry(.closedPeriod, "o.state = 'closed'"),
    entry(.unexplainedLines, "o.state = 'open-line'"),
    QuestionSource(
      .missingPages,
      columns(
        "NULL", company: "''", number: "NULL", "NULL", "NULL", on: "s.created_on", paymentID: "s.message_id",
        note: "'page ' || COALESCE(s.page, 1)", line: "s.line"),
      from: "settlement s CROSS JOIN file f ON f.id = s.file_id", order: "s.id", isNew: "s.reported = 0 AND s.state = 'pages'",
      isFromBefore: "s.settled = 0 AND s.state = 'pages' AND s.reported = 1", isOpen: "s.settled = 0 AND s.state = 'pages'"),
    QuestionSource(
      .openItemLists,
      columns("NULL", company: "l.company", number: "NULL", "NULL", "NULL", on: "l.as_of", note: "l.note", line: "NULL"),
      from: "open_item_list l CROSS JOIN file f ON f.id = l.file_id", order: "l.file_id",
      isNew: "l.reported = 0 AND l.state = 'shrunk'", isFromBefore: "l.reported = 1 AND \(standsShrunk)", isOpen: standsShrunk),
    // Their parts are in quarantine, which goes on asking.
    QuestionSource(
      .quarantinedSettlements,
      columns(
        "NULL", company: "''", number: "NULL", "NULL", "NULL", on: "s.created_on", paymentID: "s.message_id", note: "NULL",
        line: "s.line"),
      from: "settlement s CROSS JOIN file f ON f.id = s.file_id", order: "s.id",
      isNew: "s.reported = 0 AND s.state = 'quarantined'", isFromBefore: nil, isOpen: nil),
  ]

  private static let standsShrunk = """
    l.state = 'shrunk' AND NOT EXISTS (
      SELECT 1 FROM open_item_list later WHERE later.company = l.company AND later.source = l.source
        AND later.state IN ('applied', 'shrunk') AND (later.as_of > l.as_of OR (later.as_of = l.as_of AND later.file_id > l.file_id)))
    """

  private static func columns(
    _ name: String, company: String, number: String, _ amount: String, _ currency: String, on date: String,
    reference: String = "NULL", paymentID: String = "NULL", note: String, line: String
  ) -> String {
    "\(name) AS name, \(company) AS company, \(number) AS number, NULL AS provider, \(amount) AS amount, \(currency) AS currency, "
      + "\(date) AS on_date, \(reference) AS reference, \(paymentID) AS payment_id, f.path, \(line) AS line, \(note) AS note"
  }

  /// A release ends a conflict, of which the document goes on telling.
  private static func document(_ kind: QuestionKind, _ state: String, open: String = "TRUE", note: String) -> QuestionSource {
    QuestionSource(
      kind,
      columns(
        "NULL", company: "d.company", number: "d.number", "d.amount_due", "d.currency", on: "d.issue_date",
        reference: "d.reference_key", note: note, line: "d.line"),
      from: "document d CROSS JOIN file f ON f.id = d.file_id LEFT JOIN receivable r ON r.id = d.receivable_id", order: "d.id",
      isNew: "d.reported = 0 AND \(state)", isFromBefore: "d.reported = 1 AND \(state) AND \(open)",
      isOpen: "\(state) AND \(open)")
  }

  /// Money of a bank or provider. Each is asked about once, in the report of the night that brought it.
  private static func entry(_ kind: QuestionKind, _ state: String, orInSuspense: Bool = false) -> QuestionSource {
    let new = orInSuspense ? "(o.suspense <> 0 OR \(state))" : state
    let waits = "\(Schema.isWaiting("o")) AND \(state)"
    let before = "o.reversed_by IS NULL AND o.asked = 1"
    // An index of its own for each, which OR would not take.
    let named = "(SELECT entry_id FROM outcome WHERE suspense <> 0 UNION SELECT o.entry_id FROM outcome o WHERE \(waits))"
    return QuestionSource(
      kind,
      columns(
        "'E' || e.id", company: "e.company", number: "NULL",
        orInSuspense ? "CASE WHEN o.suspense <> 0 THEN o.suspense ELSE e.amount END" : "e.amount", "e.currency",
        on: "e.booking_date", reference: "e.reference", paymentID: "e.archive_id", note: "o.evidence", line: "e.line"),
      from: "outcome o CROSS JOIN entry e ON e.id = o.entry_id CROSS JOIN settlement s ON s.id = e.settlement_id "
        + "CROSS JOIN file f ON f.id = s.file_id",
      order: "e.id", isNew: "\(Schema.isUnasked("o")) AND \(new) AND o.reversed_by IS NULL",
      isFromBefore: orInSuspense ? "o.entry_id IN \(named) AND \(before)" : "\(waits) AND \(before)",
      isOpen: (orInSuspense ? "o.entry_id IN \(named)" : waits) + " AND o.reversed_by IS NULL")
  }

  /// Questions that no state answers, as rows of `question`: kind, company, receivable, number, provider, amount, currency, day, file,
  /// line, text.
  static let kept: [String] = [
    """
    SELECT CASE n.rule WHEN 'ledger.tell-provider' THEN 'tellProvider' WHEN 'ledger.rounding-cap' THEN 'roundingCap' ELSE 'overpaid' END,
      r.company, r.id, r.number, COALESCE(a.provider, r.assigned_to), NULL, NULL, NULL, n.file_id, n.line, n.text
    FROM finding n CROSS JOIN receivable r ON r.id = n.receivable_id LEFT JOIN assignment a ON a.receivable_id = r.id
    WHERE n.told = 0 ORDER BY n.id
    """,
    """
    SELECT 'doubtfulPayments', COALESCE((SELECT CASE WHEN MIN(p.company) = MAX(p.company) THEN MIN(p.company) END
      FROM payment_list p WHERE p.file_id = f.id), ''), NULL, NULL, NULL, NULL, NULL, NULL, f.id, n.line, n.text
    FROM file f CROSS JOIN finding n ON n.file_id = f.id
    WHERE f.reported = 0 AND n.rule IN ('payment.weak-duplicate', 'payment.id-reused') ORDER BY n.id
    """,
    """
    SELECT 'repeatedEntries', e.company, r.id, r.number, NULL, e.amount, e.currency, e.booking_date, s.file_id, e.line, NULL
    FROM settlement s CROSS JOIN entry e ON e.settlement_id = s.id LEFT JOIN outcome o ON o.entry_id = e.id
      LEFT JOIN receivable r ON r.id = o.receivable_id
    WHERE s.reported = 0 AND e.fate <> 'duplicate' AND e.key LIKE '%#%' ORDER BY e.id
    """,
    // From the night on which it went, or the day that a list states for a claim that was with a provider before.
    """
    SELECT 'paidWithProvider', r.company, r.id, r.number, COALESCE(s.provider, r.assigned_to), SUM(a.amount), r.currency,
      MAX(a.on_date), MIN(fresh.file_id), CASE WHEN COUNT(*) = 1 THEN MIN(fresh.line) END, NULL
    FROM (SELECT id, 'payment' AS kind, file_id, line FROM payment WHERE reported = 0
      UNION ALL SELECT id, 'credit', file_id, line FROM document WHERE reported = 0) fresh
    CROSS JOIN allocation a ON a.source_id = fresh.id AND a.kind = fresh.kind
    CROSS JOIN receivable r ON r.id = a.receivable_id
    LEFT JOIN assignment s ON s.receivable_id = r.id LEFT JOIN batch b ON b.id = s.batch_id
    WHERE b.reported = 1 OR b.as_of < ?1 OR (s.id IS NULL AND r.assigned_to IS NOT NULL AND a.on_date >= COALESCE(r.assigned_on, ''))
    GROUP BY r.id ORDER BY r.id
    """,
    // What a file says against a claim that has gone before tonight: the provider must hear of it.
    """
    SELECT 'lateForProvider', d.company, r.id, d.number, COALESCE(a.provider, r.assigned_to), d.amount_due, d.currency, d.issue_date,
      d.file_id, d.line, d.note
    FROM document d LEFT JOIN receivable r ON r.id = d.receivable_id LEFT JOIN assignment a ON a.receivable_id = r.id
    WHERE d.reported = 0 AND d.state = 'late' AND d.stops_provider = 0 ORDER BY d.id
    """,
    """
    SELECT 'disputedWithProvider', r.company, r.id, r.number, COALESCE(a.provider, r.assigned_to), NULL, NULL, MIN(fresh.since),
      MIN(fresh.file_id), CASE WHEN COUNT(*) = 1 THEN MIN(fresh.line) END, MIN(fresh.reason)
    FROM (
      SELECT r.id, h.since, h.file_id, h.line, h.reason
        FROM hold h CROSS JOIN receivable r ON r.company = h.company AND r.number = h.number
        WHERE h.reported = 0 AND h.by_person = 0 AND h.action <> 'release'
      UNION SELECT r.id, h.since, h.file_id, h.line, h.reason
        FROM hold h CROSS JOIN receivable r ON r.company = h.company AND r.customer_number = h.customer_number
        WHERE h.reported = 0 AND h.by_person = 0 AND h.action <> 'release'
      UNION SELECT d.receivable_id, NULL, d.file_id, d.line, d.note FROM document d
        WHERE d.reported = 0 AND d.state = 'late' AND d.stops_provider = 1) fresh
    CROSS JOIN receivable r ON r.id = fresh.id
    LEFT JOIN assignment a ON a.receivable_id = r.id LEFT JOIN batch b ON b.id = a.batch_id
    WHERE b.reported = 1 OR b.as_of < ?1 OR (a.id IS NULL AND r.assigned_to IS NOT NULL) GROUP BY r.id ORDER BY r.id
    """,
  ]
}
