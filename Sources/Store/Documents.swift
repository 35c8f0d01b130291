import GRDB
import Receivables

/// An invoice-like document (or one instalment of it) as the store holds it.
public struct DocumentRecord: Hashable, Sendable {
  public var id: Int64
  public var fileID: Int64
  public var message: Int
  public var line: Int?
  public var identity: ReceivableIdentity
  public var typeCode: String
  public var amountDue: Money
  public var dueDate: CalendarDate?
  public var reference: String?
  public var keys: ClaimKeys
  public var preceding: [String]
  public var cancels: Bool
  public var content: [UInt8]
  public var receivedOn: CalendarDate
  public var state: String
  public var receivableID: Int64?
  public var facts: CreditorFacts
  public var debtor: Party
}

extension Transaction {
  /// Keeps a document as it was read; `apply` decides later what it means.
  public func insert(
    _ invoice: InvoiceDocument, identity: ReceivableIdentity, amountDue: Money, dueDate: CalendarDate?,
    reference: String?, keys: ClaimKeys, content: [UInt8], file: Int64, message: Int, line: Int?
  ) throws {
    let preceding = invoice.precedingInvoices.map(\.number)
    var arguments: [(any DatabaseValueConvertible)?] = [
      file, message, line, identity.company, identity.typeClass.rawValue, identity.number,
      identity.issueDate.description, identity.instalment,
      preceding.isEmpty ? nil : try JSONColumn.text(preceding), invoice.conditions.contains(.cancelsOriginal) ? 1 : 0,
      DataBytes(content).value, "new",
    ]
    arguments += try ClaimColumns.values(
      invoice, amountDue: amountDue, dueDate: dueDate, reference: reference, keys: keys)
    try db.cachedStatement(sql: Self.insertDocument).execute(arguments: StatementArguments(arguments))
  }

  private static let insertDocument: String = {
    let columns =
      [
        "file_id", "message", "line", "company", "type_class", "number", "issue_date", "instalment", "preceding",
        "cancels", "content", "state",
      ] + Schema.claimColumns
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    return "INSERT INTO document (\(columns.joined(separator: ", "))) VALUES (\(marks))"
  }()

  /// Hands over the documents of the given classes in a state, in the one order that does not depend on files: identity, then
  /// content. Only their ids are kept, so that a night of millions does not fill the memory; the body may change their state.
  public func forEachDocument(
    state: String, classes: [InvoiceDocument.TypeClass], excluding: Bool = false, _ body: (DocumentRecord) throws -> Void
  ) throws {
    let marks = classes.map { _ in "?" }.joined(separator: ", ")
    var arguments: [any DatabaseValueConvertible] = [state]
    arguments += classes.map(\.rawValue)
    let ids = try Int64.fetchAll(
      db,
      sql: """
        SELECT d.id FROM document d JOIN file f ON f.id = d.file_id
        WHERE d.state = ? AND d.type_class \(excluding ? "NOT IN" : "IN") (\(marks))
        ORDER BY d.company, d.type_class, d.number, d.issue_date, d.instalment, f.received_on, d.content, d.id
        """, arguments: StatementArguments(arguments))
    for id in ids {
      if let document = try document(id: id) { try body(document) }
    }
  }

  public func documents(state: String, classes: [InvoiceDocument.TypeClass]) throws -> [DocumentRecord] {
    var found: [DocumentRecord] = []
    try forEachDocument(state: state, classes: classes) { found.append($0) }
    return found
  }

  public func document(id: Int64) throws -> DocumentRecord? {
    try Row.fetchOne(
      try db.cachedStatement(
        sql: "SELECT d.*, f.received_on FROM document d JOIN file f ON f.id = d.file_id WHERE d.id = ?"),
      arguments: [id]
    ).map(document)
  }

  public func documents(company: String, number: String) throws -> [DocumentRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT d.*, f.received_on FROM document d JOIN file f ON f.id = d.file_id
        WHERE d.company = ? AND d.number = ? ORDER BY d.id
        """, arguments: [company, number]
    ).map(document)
  }

  /// The last day on which just this was told of a receivable by another document; nil when it never was.
  public func lastTold(_ content: [UInt8], receivable: Int64, before document: Int64) throws -> CalendarDate? {
    date(
      try String.fetchOne(
        try db.cachedStatement(
          sql: """
            SELECT MAX(f.received_on) FROM document d JOIN file f ON f.id = d.file_id
            WHERE d.receivable_id = ? AND d.content = ? AND d.id <> ? AND d.state <> 'new'
            """), arguments: [receivable, DataBytes(content).value, document]))
  }

  private static let holdsBackMore = """
    (d.disputed > r.disputed OR d.on_hold > r.on_hold
      OR (d.conditions & ~r.conditions & \(ClaimConditions.holdingBack.rawValue)) <> 0)
    """

  /// Whether a document says something against the claim that the receivable does not have: a dispute, a hold, factoring.
  public func holdsBack(document: Int64, beyond receivable: Int64) throws -> Bool {
    try db.cachedStatement(
      sql: "SELECT 1 FROM document d, receivable r WHERE d.id = ? AND r.id = ? AND \(Self.holdsBackMore)"
    ).fetchInt64([document, receivable]) != nil
  }

  /// Whether a file that is dropped again says something against a claim that a later document had taken back.
  public func holdsBackAgain(file: Int64) throws -> Bool {
    try db.cachedStatement(
      sql: """
        SELECT 1 FROM document d JOIN file f ON f.id = d.file_id JOIN receivable r ON r.id = d.receivable_id
          JOIN document s ON s.id = r.document_id JOIN file sf ON sf.id = s.file_id
        WHERE d.file_id = ? AND d.type_class = 'invoice' AND d.content <> s.content AND f.received_on < sf.received_on
          AND \(Self.holdsBackMore) AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = r.id) LIMIT 1
        """
    ).fetchInt64([file]) != nil
  }

  public func set(document id: Int64, state: String, receivable: Int64?) throws {
    try db.cachedStatement(sql: "UPDATE document SET state = ?, receivable_id = ? WHERE id = ?")
      .execute(arguments: [state, receivable, id])
  }

  /// How many documents are in which state and were not reported yet.
  public func unreportedDocuments() throws -> [(kind: String, state: String, count: Int)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT type_class, state, COUNT(*) AS n FROM document WHERE reported = 0
        GROUP BY type_class, state ORDER BY type_class, state
        """
    ).map { ($0["type_class"], $0["state"], $0["n"]) }
  }

  private func document(_ row: Row) throws -> DocumentRecord {
    guard let typeClass = InvoiceDocument.TypeClass(rawValue: row["type_class"]) else {
      throw StoreError.corrupt("a document has an unknown class")
    }
    let currency = try storedCurrency(row["currency"])
    let preceding: String? = row["preceding"]
    return DocumentRecord(
      id: row["id"], fileID: row["file_id"], message: row["message"], line: row["line"],
      identity: ReceivableIdentity(
        company: row["company"], typeClass: typeClass, number: row["number"],
        issueDate: try storedDate(row["issue_date"]), instalment: row["instalment"]),
      typeCode: row["type_code"], amountDue: Money(minorUnits: row["amount_due"], currency),
      dueDate: date(row["due_date"]), reference: row["reference"],
      keys: ClaimKeys(
        reference: row["reference_key"], debtor: row["debtor_key"], debtorName: row["debtor_name_key"]),
      preceding: try preceding.map { try JSONColumn.value([String].self, $0) } ?? [], cancels: row["cancels"] != 0,
      content: row.bytes("content"), receivedOn: try storedDate(row["received_on"]), state: row["state"],
      receivableID: row["receivable_id"], facts: try ClaimColumns.facts(row, currency: currency),
      debtor: ClaimColumns.debtor(row))
  }
}
