import Receivables

/// What an inspection has seen, for its summary and its exit status.
public struct InspectionTally: Sendable {
  public struct RuleCount: Hashable, Sendable {
    public var rule: String
    /// The gravest with which it was found.
    public var severity: Finding.Severity
    public var count: Int
  }

  /// A file with an error, or that could not be read.
  public struct FailingFile: Hashable, Sendable {
    public var file: String
    /// Findings by severity.
    public var errors = 0
    public var warnings = 0
    public var isUnreadable = false
  }

  public internal(set) var files = 0
  public internal(set) var documents = 0
  public internal(set) var byValidity: [Validity: Int] = [:]
  public internal(set) var byClaimTrust: [ClaimTrust: Int] = [:]
  /// Documents by the set of rules that they were checked against.
  public internal(set) var byRuleSet: [String: Int] = [:]
  /// In the order of the output.
  public internal(set) var failingFiles: [FailingFile] = []
  /// Files of which nothing could be read.
  public internal(set) var unreadableFiles = 0
  /// Files that were read and are refused as a whole: one error in a list, and none of its rows counts.
  public internal(set) var refusedFiles = 0
  private var rules: [String: RuleCount] = [:]
  private var hasErrors = false
  private var errors = 0
  private var warnings = 0

  public init() {}

  /// Errors first, then the most frequent, then by id.
  public var ruleCounts: [RuleCount] {
    rules.values.sorted { ($1.severity, $1.count, $0.rule) < ($0.severity, $0.count, $1.rule) }
  }

  /// 65 wins over 1.
  public var status: ExitStatus {
    if unreadableFiles > 0 { return .unreadableInput }
    return hasErrors ? .needsPerson : .done
  }

  /// Further lines on a file that has been counted.
  mutating func add(again file: String, _ other: InspectionTally) {
    var more = other
    more.documents = 0
    let known = failingFiles.last.flatMap { $0.file == file ? $0 : nil }
    if known != nil { failingFiles.removeLast() }
    // Each file is counted once, and once as unreadable.
    if known?.isUnreadable == true { unreadableFiles -= 1 }
    add(file: file, more, isUnreadable: true)
    files -= 1
    if let known {
      failingFiles[failingFiles.count - 1].errors += known.errors
      failingFiles[failingFiles.count - 1].warnings += known.warnings
    }
  }

  mutating func add(_ document: InspectedDocument) {
    documents += 1
    byValidity[document.validity, default: 0] += 1
    byClaimTrust[document.claimTrust, default: 0] += 1
    if let set = document.ruleSet { byRuleSet[set, default: 0] += 1 }
    addFindings(of: document)
  }

  /// A line that speaks of a file, not of a document in it.
  mutating func add(file line: InspectedDocument, isUnreadable: Bool) {
    if line.claimTrust == .stop, !isUnreadable { refusedFiles += 1 }
    addFindings(of: line)
  }

  private mutating func addFindings(of document: InspectedDocument) {
    if document.claimTrust == .stop || document.validity == .invalid { hasErrors = true }
    let findings = document.findings
    // Findings of a rule mostly follow one another, as the lines do that they speak of.
    var last: RuleCount?
    for index in findings.indices {
      let severity = findings[index].severity
      switch severity {
      case .error:
        hasErrors = true
        errors += 1
      case .warning: warnings += 1
      case .info: break
      }
      if last?.rule == findings[index].rule {
        last?.add(1, severity)
      } else {
        if let last { add(last) }
        last = RuleCount(rule: findings[index].rule, severity: severity, count: 1)
      }
    }
    if let last { add(last) }
  }

  private mutating func add(_ rule: RuleCount) {
    rules[rule.rule, default: RuleCount(rule: rule.rule, severity: rule.severity, count: 0)].add(rule.count, rule.severity)
  }

  /// Takes over what one file gave.
  mutating func add(file: String, _ other: InspectionTally, isUnreadable: Bool) {
    files += 1
    documents += other.documents
    refusedFiles += other.refusedFiles
    for (validity, count) in other.byValidity { byValidity[validity, default: 0] += count }
    for (trust, count) in other.byClaimTrust { byClaimTrust[trust, default: 0] += count }
    for (set, count) in other.byRuleSet { byRuleSet[set, default: 0] += count }
    errors += other.errors
    warnings += other.warnings
    for rule in other.rules.values { add(rule) }
    if isUnreadable { unreadableFiles += 1 }
    if other.hasErrors || isUnreadable {
      hasErrors = true
      failingFiles.append(
        FailingFile(file: file, errors: other.errors, warnings: other.warnings, isUnreadable: isUnreadable))
    }
  }
}

extension InspectionTally.RuleCount {
  mutating fileprivate func add(_ more: Int, _ severity: Finding.Severity) {
    count += more
    self.severity = max(self.severity, severity)
  }
}
