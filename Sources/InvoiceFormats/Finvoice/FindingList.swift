import InvoiceRules
import Receivables

/// Collects what is wrong with one message, up to a number that a person can read.
struct FindingList {
  private(set) var findings: [Finding] = []
  private let message: Int
  private let limit: Int
  private var unlisted = 0

  init(message: Int, limit: Int) {
    self.message = message
    self.limit = limit
  }

  mutating func add(
    _ rule: String, _ severity: Finding.Severity, _ text: String, remedy: String = "", line: Int? = nil,
    column: Int? = nil, byteOffset: Int? = nil, path: String? = nil, term: String? = nil
  ) {
    add(
      Finding(
        rule, severity, text, remedy: remedy,
        place: Finding.Place(line: line, column: column, byteOffset: byteOffset, path: path.map { "/Finvoice/" + $0 }),
        term: term))
  }

  mutating func add(_ finding: Finding) {
    // An error is why the message is refused or held, so it is never left out.
    guard findings.count < limit || finding.severity == .error || FinvoiceRuleBook.entry(of: finding.rule)?.severity == .error
    else {
      unlisted += 1
      return
    }
    var finding = finding
    finding.place.message = message
    findings.append(finding)
  }

  /// The reader writes what it doubts as warnings, since only what it cannot read is refused; here the table of rules says how much
  /// each weighs.
  mutating func judge(isClaim: Bool, conditions: ClaimConditions) -> (verdict: Verdict, conditions: ClaimConditions) {
    FinvoiceRuleBook.judge(&findings, isClaim: isClaim, conditions: conditions)
  }

  /// All of them, the last saying how many more there were.
  var complete: [Finding] {
    guard unlisted > 0 else { return findings }
    return findings + [
      Finding(
        "finvoice.more-findings", .info, "\(unlisted) more findings of this message are not listed.",
        place: Finding.Place(message: message))
    ]
  }

  var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
