import GRDB
import Receivables

/// A part of a message that waits for the others.
public struct WaitingPage: Hashable, Sendable {
  public var settlement: Int64
  /// Where the file lay when it was read.
  public var path: String
  /// Where it rests.
  public var target: String
  public var page: Int
  /// Whose money is on it; all when nobody can tell.
  public var companies: CompanyScope

  /// By the path that it was read from, the one that it rests at, or the last part of either.
  public func isOf(file name: String) -> Bool {
    [path, target].contains { $0 == name || $0.hasSuffix("/" + name) }
  }
}

/// Money that a statement shows as one sum, and whose payments no file has told.
public struct UntoldSum: Hashable, Sendable {
  public var company: String
  public var account: String
  public var amount: Money
  public var day: CalendarDate
  public var path: String
  public var line: Int
}

/// Money that files have told of and that does not count yet: until it does, somebody who has paid may look like a debtor.
extension Transaction {
  public func waitingPages() throws -> [WaitingPage] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT s.id, s.page, f.path, f.target FROM settlement s JOIN file f ON f.id = s.file_id
        WHERE s.settled = 0 AND s.state = 'pages' ORDER BY s.id
        """
    ).map { row in
      let id: Int64 = row["id"]
      let companies = try String.fetchSet(db, sql: "SELECT DISTINCT company FROM entry WHERE settlement_id = ?", arguments: [id])
      return WaitingPage(
        settlement: id, path: row["path"], target: row["target"], page: row["page"] ?? 1,
        companies: companies.isEmpty ? .all : .some(companies))
    }
  }

  /// What came in only: money that went out pays no claim.
  public func untoldSums() throws -> [UntoldSum] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT e.company, e.account, e.amount, e.currency, e.booking_date, e.line, f.path FROM outcome o
        JOIN entry e ON e.id = o.entry_id JOIN settlement s ON s.id = e.settlement_id JOIN file f ON f.id = s.file_id
        WHERE \(Schema.isWaiting("o")) AND o.state = 'open-line' AND o.reversed_by IS NULL AND e.amount > 0
        ORDER BY e.company, e.booking_date, e.id
        """
    ).map { row in
      UntoldSum(
        company: row["company"], account: row["account"],
        amount: Money(minorUnits: row["amount"], try storedCurrency(row["currency"])),
        day: try storedDate(row["booking_date"]), path: row["path"], line: row["line"])
    }
  }

  /// Payments that the bank has announced from a day on, for such a day, and, as far as their id tells, has not booked since.
  public func announcedPayments(from day: CalendarDate) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT e.id FROM entry e INDEXED BY entry_pending CROSS JOIN settlement s ON s.id = e.settlement_id
        CROSS JOIN file f ON f.id = s.file_id
        WHERE e.fate = 'pending' AND e.booking_date >= ?1 AND f.received_on >= ?1 AND e.amount > 0 AND e.level = 'payment'
          AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.archive_id = e.archive_id AND b.fate IN ('money', 'review'))
        ORDER BY e.company, e.id
        """, arguments: [day.description])
  }
}
