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
  /// Of a version that came after its claim had gone: what it says else than was said before. Of a credit note: why it fits no claim. Of
  /// an invoice: which other claim it may be.
  public var note: String?
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
    try documents("d.id = ?") { $0.bind(id) }.first
  }

  public func documents(company: String, number: String) throws -> [DocumentRecord] {
    try documents("d.company = ? AND d.number = ? ORDER BY d.id") {
      $0.bind(company)
      $0.bind(number)
    }
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

  /// What a receivable's other documents of the same kind of source (`finvoice`, `csv`: the format without its version) said last.
  public func latestOfItsSource(
    document: Int64, receivable: Int64
  ) throws -> (id: Int64, content: [UInt8], receivedOn: CalendarDate)? {
    try Row.fetchOne(
      try db.cachedStatement(
        sql: """
          SELECT d.id, d.content, f.received_on FROM document d JOIN file f ON f.id = d.file_id
            JOIN document n ON n.id = ? JOIN file nf ON nf.id = n.file_id
          WHERE d.receivable_id = ? AND d.id <> n.id AND d.state IN \(Self.inForce)
            AND \(Self.source("f")) = \(Self.source("nf"))
          ORDER BY f.received_on DESC, d.id DESC LIMIT 1
          """), arguments: [document, receivable]
    ).map { ($0["id"], $0.bytes("content"), try storedDate($0["received_on"])) }
  }

  private static let inForce = "('applied', 'version', 'late', 'duplicate')"
  private static func source(_ file: String) -> String { "substr(\(file).format, 1, instr(\(file).format || '-', '-') - 1)" }

  /// Whether a later document of the same kind of source says something else than a document of this file: the same bytes dropped again
  /// then go back to what was said before.
  public func isOvertaken(file: Int64) throws -> Bool {
    try db.cachedStatement(
      sql: """
        SELECT 1 FROM document d JOIN file f ON f.id = d.file_id
          JOIN document n ON n.receivable_id = d.receivable_id JOIN file nf ON nf.id = n.file_id
        WHERE d.file_id = ? AND d.type_class = 'invoice' AND d.state IN \(Self.inForce)
          AND n.type_class = 'invoice' AND n.state IN \(Self.inForce) AND n.content <> d.content
          AND nf.received_on > f.received_on AND \(Self.source("f")) = \(Self.source("nf")) LIMIT 1
        """
    ).fetchInt64([file]) != nil
  }

  public func set(document id: Int64, state: String, receivable: Int64?) throws {
    try db.cachedStatement(sql: "UPDATE document SET state = ?, receivable_id = ? WHERE id = ?")
      .execute(arguments: [state, receivable, id])
  }

  /// A version of a claim that has gone: what it says else, and whether that is a dispute or a hold that was not known.
  public func set(lateDocument id: Int64, receivable: Int64, news: String, stopsProvider: Bool) throws {
    try db.execute(
      sql: "UPDATE document SET state = 'late', receivable_id = ?, note = ?, stops_provider = ? WHERE id = ?",
      arguments: [receivable, news, stopsProvider ? 1 : 0, id])
  }

  public func set(document id: Int64, note: String) throws {
    try db.execute(sql: "UPDATE document SET note = ? WHERE id = ?", arguments: [note, id])
  }

  /// Invoices that correct or replace others, as far as these have not been found.
  public func corrections(typeCodes: Set<String>) throws -> [DocumentRecord] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT id FROM document WHERE preceding IS NOT NULL AND note IS NULL AND type_class = 'invoice' AND state = 'applied'
          AND type_code IN (\(typeCodes.map { _ in "?" }.joined(separator: ", "))) ORDER BY id
        """, arguments: StatementArguments(typeCodes.sorted())
    ).compactMap { try document(id: $0) }
  }

  /// What a document states of its claim, column by column; what it leaves out is not there.
  public func stated(document id: Int64) throws -> [String: String] {
    try stated("SELECT preceding, \(Self.claimList) FROM document WHERE id = ?", id)
  }

  /// The same of what counts of a receivable, whichever documents stated it.
  public func stated(receivable id: Int64) throws -> [String: String] {
    try stated("SELECT \(Self.claimList) FROM receivable WHERE id = ?", id)
  }

  private func stated(_ sql: String, _ id: Int64) throws -> [String: String] {
    guard let row = try Row.fetchOne(db, sql: sql, arguments: [id]) else { return [:] }
    var stated: [String: String] = [:]
    for (column, value) in row {
      switch value.storage {
      case .string(let text): stated[column] = text
      case .int64(let number): stated[column] = String(number)
      case .null, .double, .blob: break
      }
    }
    return stated
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

  private static let documentColumns = RowColumns()

  private func documents(_ condition: String, bind: (Prepared) -> Void) throws -> [DocumentRecord] {
    try rows(
      "SELECT d.*, f.received_on FROM document d JOIN file f ON f.id = d.file_id WHERE " + condition, Self.documentColumns,
      bind: bind, document)
  }

  private func document(_ row: StoredRow) throws -> DocumentRecord {
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
      note: row["note"], receivableID: row["receivable_id"], facts: try ClaimColumns.facts(row, currency: currency),
      debtor: ClaimColumns.debtor(row))
  }
}
