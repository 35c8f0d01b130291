import CTables
import Receivables

/// What people read about the published rules: the sentence of a finding, and the page of `perille explain --rule`.
///
/// The texts are our own; the rules are those of the EN 16931 validation artefacts and of Peppol BIS Billing 3.0.
public enum RulePages {
  struct Page: Sendable {
    /// The business terms concerned, the first the most telling.
    var terms: String
    var message: String
    var meaning: String
    var wrong: String
    var right: String
    var remedy: String
  }

  /// Pages of all rules, in the order of the tables: for the catalogue.
  public static let rules: [RuleDescription] = RuleTable.shared.entries.compactMap(description)

  /// The page of one rule, without making those of all others; nil when no published rule is called that.
  public static func rule(_ id: String) -> RuleDescription? {
    RuleTable.shared.number(id).flatMap { description(RuleTable.shared.entries[Int($0)]) }
  }

  private static func description(_ entry: RuleTable.Entry) -> RuleDescription? {
    guard let page = page(entry.id) else { return nil }
    return RuleDescription(
      id: entry.id, title: page.message, meaning: page.meaning, example: page.wrong, corrected: page.right, remedy: page.remedy,
      source: source(entry))
  }

  /// Which rules a claim rests on, with what of it is in doubt.
  static let claimCritical: [String: String] = {
    var fields: [String: String] = [:]
    for row in TabbedRows(perille_table_claim_critical()) where row.fields.count == 3 { fields[row["id"]] = row["field"] }
    return fields
  }()

  /// The same by a rule's number in the table.
  static let isClaimCritical = RuleTable.shared.entries.map { claimCritical[$0.id] != nil }

  static func page(_ id: String) -> Page? { pages[id] ?? restriction(id) }

  private static let pages: [String: Page] = {
    var pages: [String: Page] = [:]
    for table in [perille_table_rule_pages_en(), perille_table_rule_pages_peppol()] {
      for row in TabbedRows(table) {
        pages[row["id"]] = Page(
          terms: row["term"], message: row["message"], meaning: row["meaning"], wrong: row["wrong"], right: row["right"],
          remedy: row["remedy"])
      }
    }
    return pages
  }()

  /// By id of a UBL-CR rule: the path that it keeps out.
  private static let restrictedPaths: [String: String] = {
    var paths: [String: String] = [:]
    for row in TabbedRows(perille_table_ubl_restrictions()) where row.fields.count == 2 { paths[row["id"]] = row["path"] }
    return paths
  }()

  /// The family UBL-CR asks one question of some 670 paths.
  private static func restriction(_ id: String) -> Page? {
    guard let path = restrictedPaths[id] else { return nil }
    let vocabulary = UBLVocabulary.shared
    let isAnywhere = path.hasPrefix("//")
    let segments = path.split(separator: "/").map { segment -> String in
      if segment.hasPrefix("@") || segment.contains(":") { return String(segment) }
      if segment == "Line" { return "cac:InvoiceLine" }
      if segment == "UBLExtensions" { return "ext:UBLExtensions" }
      let element = vocabulary.element(isAggregate: true, segment) ?? vocabulary.element(isAggregate: false, segment)
      return element.map(vocabulary.qualifiedName) ?? String(segment)
    }
    let shown = (isAnywhere ? "//" : "") + segments.joined(separator: "/")
    let what = segments.last?.hasPrefix("@") == true ? "The attribute" : "The element"
    let place = isAnywhere ? "anywhere" : "there"
    return Page(
      terms: "", message: "\(what) \(shown) is outside of the EN 16931 core.",
      meaning:
        "The core invoice has no business term \(place) for it. UBL allows it, and receivers that know only the core pass over it.",
      wrong: fragment(segments), right: "The same without \(segments.last ?? "it").",
      remedy: "Leave it out, unless the receiver has agreed to an extension that uses it.")
  }

  /// `<cac:A><cbc:B>…</cbc:B></cac:A>`
  private static func fragment(_ segments: [String]) -> String {
    let attribute = segments.last.flatMap { $0.hasPrefix("@") ? " \($0.dropFirst())=\"…\"" : nil }
    let elements = attribute == nil ? segments : segments.dropLast()
    guard !elements.isEmpty else { return "Any element with\(attribute ?? "")." }
    var text = "…"
    for (position, element) in elements.reversed().enumerated() {
      text = "<\(element)\(position == 0 ? attribute ?? "" : "")>\(text)</\(element)>"
    }
    return text
  }

  private static func source(_ entry: RuleTable.Entry) -> String {
    entry.isPeppol
      ? "Peppol BIS Billing 3.0, https://docs.peppol.eu/poacc/billing/3.0/rules/, rule \(entry.id)"
      : "EN 16931-1:2017 and the validation artefacts of EN 16931 for UBL, "
        + "https://github.com/ConnectingEurope/eInvoicing-EN16931, rule \(entry.id)"
  }
}
