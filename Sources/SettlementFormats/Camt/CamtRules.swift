import Receivables
import XMLStream

/// The findings of this format: ids, and the page that explains each (`CamtRules+Pages.swift`).
enum CamtRules {
  static let account = "camt.account"
  static let amount = "camt.amount"
  static let balanceMissing = "camt.balance-missing"
  static let bookingDate = "camt.booking-date"
  static let controlTotal = "camt.control-total"
  static let currency = "camt.currency"
  static let detailAmount = "camt.detail-amount"
  static let direction = "camt.direction"
  static let documentAmounts = "camt.document-amounts"
  static let empty = "camt.empty"
  static let field = "camt.field"
  static let more = "camt.more-findings"
  static let namespace = "camt.namespace"
  static let order = "camt.order"
  static let status = "camt.status"
  static let statusMissing = "camt.status-missing"
  static let structure = "camt.structure"
  static let textLength = "camt.text-length"

  /// The remedy of the catalogue, which the finding repeats.
  static func remedy(_ id: String) -> String { all.first { $0.id == id }?.remedy ?? "" }

  static func finding(
    _ rule: String, _ severity: Finding.Severity, _ message: String, remedy: String? = nil, line: Int32, path: String? = nil,
    term: String? = nil
  ) -> Finding {
    Finding(
      rule, severity, message, remedy: remedy ?? CamtRules.remedy(rule), place: Finding.Place(line: Int(line), path: path),
      term: term)
  }

  /// What the XML reader found wrong.
  static func finding(_ problem: XMLProblem) -> Finding {
    Finding(
      problem.code.rawValue, .error, problem.message, remedy: problem.remedy,
      place: Finding.Place(line: problem.line, column: problem.column, byteOffset: problem.byteOffset))
  }
}

/// Something doubtful that may be true of every entry: said once a settlement, with how often and where first.
struct CamtTally {
  private(set) var count = 0
  private(set) var line: Int32 = 0

  mutating func add(_ line: Int32) {
    if count == 0 { self.line = line }
    count += 1
  }
}
