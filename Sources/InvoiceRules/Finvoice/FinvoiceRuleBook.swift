import CTables
import Receivables

/// `finvoice_rules.tsv`: every rule that Finvoice's documents are judged by, those of the reader (`finvoice.…`) and the business rules
/// (`FINVOICE-…`), with what each means for the claim.
public enum FinvoiceRuleBook {
  public struct Entry: Sendable {
    public var id: String
    /// Of a message that is a claim or takes one off; others are never worse than doubtful.
    public var severity: Finding.Severity
    /// What of the claim cannot be trusted when the rule is broken: `amount`, `dueDate`, `parties`, `reference`, `currency`,
    /// `identity`; empty when the claim stands all the same.
    public var critical: String
    /// The condition by which the decision rules already hold a document for this very fact; empty when there is none.
    public var condition: ClaimConditions
    public var term: String?
    /// A sentence with places for `{expected}`, `{found}`, `{difference}` and `{text}`; empty for the reader's own.
    public var message: String
    public var description: RuleDescription
  }

  public static let entries: [Entry] = TabbedRows(perille_table_finvoice_rules()).texts.map(entry)

  /// What `perille explain --rule` shows.
  public static let rules: [RuleDescription] = entries.map(\.description)

  public static func entry(of id: String) -> Entry? { byID[id].map { entries[$0] } }

  private static let byID = Dictionary(entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })

  private static func entry(_ row: [String]) -> Entry {
    let right = row.cell(9)
    return Entry(
      id: row.cell(0), severity: Finding.Severity(rawValue: row.cell(1)) ?? .warning, critical: row.cell(2),
      condition: condition(row.cell(3)), term: row.cell(4).isEmpty ? nil : row.cell(4), message: row.cell(6),
      description: RuleDescription(
        id: row.cell(0), title: row.cell(5), meaning: row.cell(7), example: row.cell(8), corrected: right.isEmpty ? nil : right,
        remedy: row.cell(10), source: row.cell(11)))
  }

  /// The conditions that the table names.
  static let conditions: [String: ClaimConditions] = [
    "paidButAmountDue": .paidButAmountDue, "unexplainedGap": .unexplainedGap, "nothingDueUnexplained": .nothingDueUnexplained,
    "instalmentsInconsistent": .instalmentsInconsistent, "dueBeforeIssue": .dueBeforeIssue,
    "typeContradiction": .typeContradiction, "unknownType": .unknownType, "currenciesDiffer": .currenciesDiffer,
    "dueDateMissing": .dueDateMissing,
  ]

  private static func condition(_ name: String) -> ClaimConditions { conditions[name] ?? [] }

  // MARK: - Judging

  /// What the findings of a document make of it, with their severities as the table says.
  ///
  /// - Returns: the verdict and, when the claim cannot rest on the document for a reason that no condition of it holds yet,
  ///   the condition `untrusted`.
  public static func judge(
    _ findings: inout [Finding], isClaim: Bool, conditions: ClaimConditions
  ) -> (verdict: Verdict, conditions: ClaimConditions) {
    var added: ClaimConditions = []
    var trust = ClaimTrust.ok
    for index in findings.indices {
      let entry = entry(of: findings[index].rule)
      if let entry, isClaim { findings[index].severity = max(findings[index].severity, entry.severity) }
      if !isClaim { findings[index].severity = min(findings[index].severity, .warning) }
      guard isClaim, let entry, !entry.critical.isEmpty, findings[index].severity == .error else { continue }
      trust = .stop
      findings[index].stopsClaim = true
      if entry.condition.isEmpty || !conditions.contains(entry.condition) { added.insert(.untrusted) }
    }
    let isInvalid = findings.contains { $0.severity == .error }
    return (Verdict(validity: isInvalid ? .invalid : .valid, claimTrust: trust), added)
  }
}

/// What the rules found in one message, in the order in which they look.
public struct FinvoiceReport: Sendable {
  public private(set) var findings: [Finding] = []

  public init() {}

  func holds(_ rule: FinvoiceRuleID) -> Bool { findings.contains { $0.rule == rule.rawValue } }

  /// Everything quoted is masked here.
  ///
  /// - Parameters:
  ///   - path: below the root.
  ///   - root: `Finvoice` or `FinvoiceAttachments`.
  public mutating func add(
    _ rule: FinvoiceRuleID, line: Int?, path: String, text: String? = nil, expected: String? = nil, found: String? = nil,
    difference: String? = nil, term: String? = nil, root: String = "Finvoice"
  ) {
    let expected = expected.map { Masking.excerpt($0) }
    let found = found.map { Masking.excerpt($0) }
    guard let entry = FinvoiceRuleBook.entry(of: rule.rawValue) else { return }
    let message = FinvoiceReport.filled(
      entry.message,
      ["expected": expected, "found": found, "difference": difference, "text": text.map { Masking.excerpt($0) }])
    let hasValues = expected != nil || found != nil
    findings.append(
      Finding(
        rule.rawValue, entry.severity, message, remedy: entry.description.remedy,
        place: Finding.Place(line: line, path: "/\(root)/" + path), term: term ?? entry.term,
        values: hasValues ? Finding.Values(expected: expected, found: found, difference: difference) : nil))
  }

  /// Two figures that should agree, with found less expected.
  mutating func add(
    _ rule: FinvoiceRuleID, line: Int?, path: String, expected: WideDecimal, found: WideDecimal, text: String? = nil,
    term: String? = nil
  ) {
    add(
      rule, line: line, path: path, text: text, expected: expected.text, found: found.text,
      difference: found.subtracting(expected)?.text, term: term)
  }

  /// One pass, so that what a value holds is never taken for a place.
  private static func filled(_ template: String, _ values: [String: String?]) -> String {
    var pieces = template.split(separator: "{", omittingEmptySubsequences: false)[...]
    var result = String(pieces.popFirst() ?? "")
    for piece in pieces {
      let name = piece.prefix { $0 != "}" }
      result += (values[String(name)] ?? nil) ?? ""
      result += piece.dropFirst(name.count + 1)
    }
    return result
  }
}
