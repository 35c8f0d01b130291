import CTables
import Synchronization

/// The published rules by number: id, severity and the releases that have them.
///
/// Source: `invoice_rules.tsv`, and `ubl_restrictions.tsv` for the family UBL-CR.
final class RuleTable: Sendable {
  static let shared = RuleTable()

  struct Entry: Sendable {
    var id: String
    var isFatal: Bool
    var isPeppol: Bool
    var since = ""
    var until = ""
    /// Up to this version it had the other severity.
    var otherSeverityUntil = ""
  }

  let entries: [Entry]
  let restrictions: RestrictionPaths
  private let numbers: [String: UInt16]

  func number(_ id: String) -> UInt16? { numbers[id] }

  private init() {
    var entries = TabbedRows(perille_table_invoice_rules()).map { row in
      let earlier = row["earlier"].split(separator: " ")
      return Entry(
        id: row["id"], isFatal: row["flag"] == "fatal", isPeppol: row["origin"] == "peppol", since: row["since"],
        until: row["until"], otherSeverityUntil: earlier.first.map(String.init) ?? "")
    }
    var restrictions = RestrictionPaths(vocabulary: UBLVocabulary.shared)
    for row in TabbedRows(perille_table_ubl_restrictions()) where row.fields.count == 2 {
      restrictions.add(row["path"], rule: UInt16(entries.count))
      entries.append(Entry(id: row["id"], isFatal: false, isPeppol: false))
    }
    self.entries = entries
    self.restrictions = restrictions
    numbers = Dictionary(entries.enumerated().map { ($1.id, UInt16($0)) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A set of rules made ready: which of them speak, and the code lists of its release.
final class ReadyRules: Sendable {
  enum Severity: UInt8 {
    case off, warning, fatal
  }

  let set: RuleSet
  let lists: CodeLists
  /// By number of the table.
  let severities: [Severity]
  let isPeppol: Bool
  /// Logic that changed with Peppol 3.0.21 (R004, R007).
  let isPeppol21: Bool
  /// Logic that changed with EN 16931 artefacts 1.3.16 (BR-CO-26).
  let isCore16: Bool

  private static let made = Mutex<[String: ReadyRules]>([:])

  /// A set is made ready once, by whoever needs it first.
  static func of(_ set: RuleSet) -> ReadyRules {
    made.withLock { made in
      if let rules = made[set.id] { return rules }
      let rules = ReadyRules(set)
      made[set.id] = rules
      return rules
    }
  }

  private init(_ set: RuleSet) {
    self.set = set
    lists = CodeLists(set)
    isPeppol = set.peppol != nil
    isPeppol21 = set.isAtLeast("3.0.21", ofPeppol: true)
    isCore16 = set.isAtLeast("1.3.16", ofPeppol: false)
    severities = RuleTable.shared.entries.map { entry in
      if entry.isPeppol, set.peppol == nil { return .off }
      guard set.isAtLeast(entry.since, ofPeppol: entry.isPeppol),
        entry.until.isEmpty || set.isAtMost(entry.until, ofPeppol: entry.isPeppol)
      else { return .off }
      let isOther = !entry.otherSeverityUntil.isEmpty && set.isAtMost(entry.otherSeverityUntil, ofPeppol: entry.isPeppol)
      return entry.isFatal != isOther ? .fatal : .warning
    }
  }
}
