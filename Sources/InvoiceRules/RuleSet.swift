import CTables
import Receivables

/// A release of the rules: which versions of the artefacts it is made of, and from when on it holds.
///
/// Source: `invoice_rule_sets.tsv`.
public struct RuleSet: Hashable, Sendable {
  /// `peppol-3.0.21`, `en16931-1.3.16`
  public var id: String
  /// Version of the EN 16931 artefacts.
  public var core: String
  /// Version of the Peppol BIS; nil for the core alone.
  public var peppol: String?
  public var validFrom: CalendarDate
  public var mandatoryFrom: CalendarDate
  public var source: String
  /// Until when somebody has looked for newer releases.
  public var reviewedThrough: CalendarDate

  /// All that are held, the older ones of a kind first.
  public static let all: [RuleSet] = TabbedRows(perille_table_invoice_rule_sets()).compactMap { row in
    guard let validFrom = CalendarDate(iso: row["valid_from"]), let mandatoryFrom = CalendarDate(iso: row["mandatory_from"]),
      let reviewed = CalendarDate(iso: row["reviewed"])
    else { return nil }
    return RuleSet(
      id: row["id"], core: row["en"], peppol: row["peppol"].isEmpty ? nil : row["peppol"], validFrom: validFrom,
      mandatoryFrom: mandatoryFrom, source: row["source"], reviewedThrough: reviewed)
  }

  /// The set that was mandatory on a day; before the first that is held, that one.
  public static func mandatory(on day: CalendarDate, isPeppol: Bool) -> RuleSet? {
    let sets = all.filter { ($0.peppol != nil) == isPeppol }
    return sets.last { $0.mandatoryFrom <= day } ?? sets.first
  }

  public static func named(_ id: String) -> RuleSet? { all.first { $0.id == id } }

  /// Whether its version of the artefact is this one or an earlier one.
  func isAtMost(_ version: String, ofPeppol: Bool) -> Bool {
    Self.numbers(ofPeppol ? peppol ?? "9999" : core).lexicographicallyPrecedes(Self.numbers(version))
      || (ofPeppol ? peppol ?? "" : core) == version
  }

  func isAtLeast(_ version: String, ofPeppol: Bool) -> Bool {
    version.isEmpty || (ofPeppol ? peppol ?? "" : core) == version || !isAtMost(version, ofPeppol: ofPeppol)
  }

  private static func numbers(_ version: String) -> [Int] { version.split(separator: ".").map { Int($0) ?? 0 } }
}

/// Which set a document is checked against.
public enum RuleChoice: Hashable, Sendable {
  /// The one that was mandatory when the document was issued; for documents without a day, on this one.
  case mandatory(asOf: CalendarDate?)
  case set(RuleSet)
  /// None: only what a reader needs is checked.
  case none

  /// The set for a document with this specification (BT-24); nil when no rules are held for such documents.
  ///
  /// What extends BIS Billing (`…#conformant#…`) is checked as such; self-billing and other profiles of EN 16931 by the core alone.
  public func set(specification: String?, issued: CalendarDate?) -> RuleSet? {
    switch self {
    case .set(let set): return set
    case .none: return nil
    case .mandatory(let asOf):
      let text = specification ?? ""
      guard text.hasPrefix("urn:cen.eu:en16931:2017") else { return nil }
      let isPeppol = text.hasPrefix("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0")
      guard let day = issued ?? asOf else { return RuleSet.all.last { ($0.peppol != nil) == isPeppol } }
      return RuleSet.mandatory(on: day, isPeppol: isPeppol)
    }
  }
}
