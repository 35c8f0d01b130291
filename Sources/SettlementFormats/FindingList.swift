import Receivables

/// Findings of one settlement, a bounded number of them: a file of a million bad lines must not fill the memory with complaints.
struct FindingList {
  static let countMax = 50

  private var kept: [Finding] = []
  private var dropped = 0
  private var worstDropped = Finding.Severity.info
  private let overflowRule: String

  /// `overflowRule`: id of the finding that stands for those that are not kept.
  init(overflowRule: String) { self.overflowRule = overflowRule }

  mutating func append(_ finding: Finding) {
    if kept.count < FindingList.countMax {
      kept.append(finding)
    } else {
      dropped += 1
      worstDropped = max(worstDropped, finding.severity)
    }
  }

  var all: [Finding] {
    guard dropped > 0 else { return kept }
    // As severe as the worst of them, so that nothing becomes sound by being forgotten.
    return kept + [
      Finding(
        overflowRule, worstDropped, "\(dropped) more findings in this settlement are not listed.",
        remedy: "Correct the listed ones first; they probably have one cause.")
    ]
  }
}
