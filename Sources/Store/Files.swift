import GRDB
import Receivables

/// An input that was read, whatever became of it.
public struct FileRecord: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable {
    case archived, quarantined, duplicate
    /// Recognised, with nothing in it for us.
    case other
  }
  public var id: Int64 = 0
  /// Printable path below the exchange folder: `inbox/fi/a.xml`.
  public var path: String
  /// The path's very bytes.
  public var rawPath: [UInt8]
  public var sha256: [UInt8]
  public var size: Int64
  public var format: String
  public var outcome: Outcome
  /// Where it rests, below the exchange folder.
  public var target: String
  public var receivedOn: CalendarDate
  public var duplicateOf: Int64?
  public var messages: Int
  public var moved = false

  public init(
    path: String, rawPath: [UInt8], sha256: [UInt8], size: Int64, format: String, outcome: Outcome, target: String,
    receivedOn: CalendarDate, duplicateOf: Int64?, messages: Int
  ) {
    self.path = path
    self.rawPath = rawPath
    self.sha256 = sha256
    self.size = size
    self.format = format
    self.outcome = outcome
    self.target = target
    self.receivedOn = receivedOn
    self.duplicateOf = duplicateOf
    self.messages = messages
  }
}

/// Which companies an unread input may concern.
public enum CompanyScope: Hashable, Sendable {
  case all
  case some(Set<String>)
  public static let nobody = CompanyScope.some([])

  public func concerns(_ company: String) -> Bool {
    switch self {
    case .all: true
    case .some(let keys): keys.contains(company)
    }
  }

  var stored: String {
    switch self {
    case .all: "*"
    case .some(let keys): keys.sorted().joined(separator: " ")
    }
  }

  init(stored: String) {
    self = stored == "*" ? .all : .some(Set(stored.split(separator: " ").map(String.init)))
  }
}

/// A file or message that could not be read and waits for a person.
public struct QuarantineRecord: Hashable, Sendable {
  public var id: Int64 = 0
  public var fileID: Int64
  /// Ordinal of the message in its file; nil for a whole file.
  public var message: Int?
  /// Its name in `quarantine/`.
  public var name: String
  /// Where the message's bytes are in the archived file.
  public var bytes: Range<Int>?
  public var companies: CompanyScope
  /// `open`, `retried`, `replaced`, `dismissed`
  public var state = "open"
  public var reason: String?
  public var since: CalendarDate
  /// The published rules that it was checked against.
  public var ruleSet: String?
  public var isWritten = false
  public var path = ""
  public var rules: [String] = []
  /// Of a whole file: what it speaks of, row by row, when that can be told of all rows.
  public var named: [String]?

  public init(
    fileID: Int64, message: Int?, name: String, bytes: Range<Int>?, companies: CompanyScope, since: CalendarDate,
    ruleSet: String? = nil, named: [String]? = nil
  ) {
    self.ruleSet = ruleSet
    self.named = named
    self.fileID = fileID
    self.message = message
    self.name = name
    self.bytes = bytes
    self.companies = companies
    self.since = since
  }
}

extension Transaction {
  /// What is known of a file only when it is read to its end.
  public func set(file id: Int64, sha256: [UInt8], size: Int64, format: String, messages: Int) throws {
    try db.execute(
      sql: "UPDATE file SET sha256 = ?, size = ?, format = ?, messages = ? WHERE id = ?",
      arguments: [DataBytes(sha256).value, size, format, messages, id])
  }

  /// The last file of the same bytes that was taken over before, if any. Quarantined bytes may come again, and so may a file of which a
  /// settlement was refused: reading it again takes over what was missing, and the keys of its entries keep out the rest.
  public func acceptedFile(sha256: [UInt8]) throws -> Int64? {
    try db.cachedStatement(
      sql: """
        SELECT id FROM file WHERE sha256 = ? AND outcome IN ('archived', 'other')
          AND NOT EXISTS (SELECT 1 FROM settlement s WHERE s.file_id = file.id AND s.state = 'quarantined') ORDER BY id DESC LIMIT 1
        """
    ).fetchInt64([DataBytes(sha256).value])
  }

  /// Whether files of just these bytes have spoken as a list of that day. An empty payment list has the same bytes every day, and its
  /// name says another day.
  public func hasSpoken(sha256: [UInt8], of day: CalendarDate) throws -> Bool {
    try db.cachedStatement(
      sql: """
        SELECT 1 FROM file f WHERE f.sha256 = ? AND (
          EXISTS (SELECT 1 FROM payment_list p WHERE p.file_id = f.id AND p.through = ?)
          OR EXISTS (SELECT 1 FROM open_item_list l WHERE l.file_id = f.id AND l.as_of = ?)) LIMIT 1
        """
    ).fetchInt64([DataBytes(sha256).value, day.description, day.description]) != nil
  }

  public func nextFileID() throws -> Int64 {
    (try Int64.fetchOne(db, sql: "SELECT MAX(id) FROM file") ?? 0) + 1
  }

  public func insert(_ file: FileRecord) throws -> Int64 {
    try db.cachedStatement(
      sql: """
        INSERT INTO file (path, raw_path, sha256, size, format, outcome, target, received_on, duplicate_of, messages)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        file.path, DataBytes(file.rawPath).value, DataBytes(file.sha256).value, file.size, file.format,
        file.outcome.rawValue, file.target, file.receivedOn.description, file.duplicateOf, file.messages,
      ])
    return db.lastInsertedRowID
  }

  public func insert(_ finding: Finding, file: Int64, message: Int?) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO finding (file_id, message, rule, severity, text, remedy, line, col, byte_offset, path, term, expected, found,
          difference, receivable_id, told)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(
      arguments: [
        file, message, finding.rule, finding.severity.rawValue, finding.message, finding.remedy, finding.place.line,
        finding.place.column, finding.place.byteOffset, finding.place.path, finding.term,
        finding.values?.expected, finding.values?.found, finding.values?.difference,
        finding.receivable, finding.receivable == nil ? 1 : 0,
      ])
  }

  public func findings(file: Int64, message: Int? = nil) throws -> [Finding] {
    try Row.fetchAll(
      db, sql: "SELECT * FROM finding WHERE file_id = ? AND (? IS NULL OR message = ?) ORDER BY id",
      arguments: [file, message, message]
    ).map { row in
      let values = Finding.Values(expected: row["expected"], found: row["found"], difference: row["difference"])
      return Finding(
        row["rule"], Finding.Severity(rawValue: row["severity"]) ?? .error, row["text"], remedy: row["remedy"],
        place: Finding.Place(
          line: row["line"], column: row["col"], byteOffset: row["byte_offset"], path: row["path"],
          message: row["message"]), term: row["term"], values: values == Finding.Values() ? nil : values)
    }
  }

  /// Files that came later with the very bytes of this one.
  public func filesOfSameBytes(as id: Int64) throws -> [FileRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM file WHERE duplicate_of = ? ORDER BY id", arguments: [id]).map(file)
  }

  // MARK: Moves

  /// Files whose contents are committed but which have not been seen to rest where they belong.
  public func filesToMove() throws -> [FileRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM file WHERE moved = 0 ORDER BY id").map(file)
  }

  public func markMoved(_ ids: [Int64]) throws {
    let statement = try db.cachedStatement(sql: "UPDATE file SET moved = 1 WHERE id = ?")
    for id in ids { try statement.execute(arguments: [id]) }
  }

  public func file(id: Int64) throws -> FileRecord? {
    try Row.fetchOne(db, sql: "SELECT * FROM file WHERE id = ?", arguments: [id]).map(file)
  }

  public func unreportedFiles() throws -> [FileRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM file WHERE reported = 0 ORDER BY id").map(file)
  }

  private func file(_ row: Row) throws -> FileRecord {
    guard let outcome = FileRecord.Outcome(rawValue: row["outcome"]) else {
      throw StoreError.corrupt("a file has an unknown outcome")
    }
    var record = FileRecord(
      path: row["path"], rawPath: row.bytes("raw_path"), sha256: row.bytes("sha256"), size: row["size"],
      format: row["format"], outcome: outcome, target: row["target"], receivedOn: try storedDate(row["received_on"]),
      duplicateOf: row["duplicate_of"], messages: row["messages"])
    record.id = row["id"]
    record.moved = row["moved"] != 0
    return record
  }

  // MARK: Quarantine

  public func insert(_ item: QuarantineRecord) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO quarantine (file_id, message, name, offset, size, companies, state, since, rule_set, named)
        VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?)
        """,
      arguments: [
        item.fileID, item.message, item.name, item.bytes?.lowerBound, item.bytes?.count, item.companies.stored,
        item.since.description, item.ruleSet, try item.named.map { try JSONColumn.text($0) },
      ])
    return db.lastInsertedRowID
  }

  /// `unwritten`: only those whose findings have not been written beside them yet.
  public func quarantine(state: String? = nil, unwritten: Bool = false) throws -> [QuarantineRecord] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT q.*, f.path AS file_path,
          (SELECT GROUP_CONCAT(rule, ' ') FROM (
            SELECT DISTINCT rule FROM finding n WHERE n.file_id = q.file_id AND n.severity = 'error'
              AND (q.message IS NULL OR n.message = q.message) ORDER BY rule)) AS rules
        FROM quarantine q \(unwritten ? "INDEXED BY quarantine_unwritten" : "") JOIN file f ON f.id = q.file_id
        WHERE \(state == nil ? "TRUE" : "q.state = ?") \(unwritten ? "AND q.written = 0" : "") ORDER BY q.id
        """, arguments: state.map { [$0] } ?? []
    ).map { row in
      let start: Int? = row["offset"]
      let size: Int? = row["size"]
      var bytes: Range<Int>?
      if let start, let size { bytes = start..<(start + size) }
      var item = QuarantineRecord(
        fileID: row["file_id"], message: row["message"], name: row["name"], bytes: bytes,
        companies: CompanyScope(stored: row["companies"]), since: try storedDate(row["since"]), ruleSet: row["rule_set"])
      item.id = row["id"]
      item.state = row["state"]
      item.reason = row["reason"]
      item.isWritten = row["written"] != 0
      item.path = row["file_path"]
      item.rules = (row["rules"] as String? ?? "").split(separator: " ").map(String.init)
      item.named = try (row["named"] as String?).map { try JSONColumn.value([String].self, $0) }
      return item
    }
  }

  public func markWritten(quarantine ids: [Int64]) throws {
    for id in ids { try db.execute(sql: "UPDATE quarantine SET written = 1 WHERE id = ?", arguments: [id]) }
  }

  /// The same bytes were read again, with whatever result: the earlier question about them is answered. A part without a place of its
  /// own stands for the whole file. Two of the same bytes that no report has named yet lay in the inbox together: both rest in quarantine,
  /// and each is a question of its own.
  public func supersedeQuarantine(sha256: [UInt8], by file: Int64) throws {
    try db.cachedStatement(
      sql: """
        UPDATE quarantine SET state = 'retried' WHERE state = 'open' AND offset IS NULL AND file_id <> ?
        AND file_id IN (SELECT id FROM file WHERE sha256 = ? AND reported = 1)
        """
    ).execute(arguments: [file, DataBytes(sha256).value])
  }

  /// Whole files that wait for a person and came under this path before.
  public func openQuarantine(path: [UInt8], before file: Int64) throws -> [QuarantineRecord] {
    let ids = try Int64.fetchSet(
      try db.cachedStatement(
        sql: """
          SELECT q.id FROM quarantine q CROSS JOIN file f ON f.id = q.file_id
          WHERE q.state = 'open' AND q.message IS NULL AND q.file_id < ? AND f.raw_path = ?
          """), arguments: [file, DataBytes(path).value])
    return ids.isEmpty ? [] : try quarantine(state: "open").filter { ids.contains($0.id) }
  }

  public func close(quarantine id: Int64, state: String, reason: String?) throws {
    try db.execute(
      sql: "UPDATE quarantine SET state = ?, reason = ? WHERE id = ?", arguments: [state, reason, id])
  }
}

extension Statement {
  /// The first column of the first row.
  func fetchInt64(_ arguments: StatementArguments) throws -> Int64? {
    try Int64.fetchOne(self, arguments: arguments)
  }
}
