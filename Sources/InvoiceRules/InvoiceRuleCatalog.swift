import Receivables

/// The pages of everything that this room can say.
public enum InvoiceRuleCatalog {
  public static let rules: [RuleDescription] = own + UBLStructureCatalog.rules + RulePages.rules

  static let moreFindings = "rules.more-findings"
  static let notReviewed = "rules.not-reviewed"

  /// The set is the newest that is held, and by the document's day a newer one may be mandatory.
  public static func finding(notReviewed set: RuleSet, issued: CalendarDate) -> Finding {
    Finding(
      notReviewed, .warning,
      "The document is of \(issued), and \(set.id) is known to be the mandatory set through \(set.reviewedThrough) only.",
      remedy: remedy(notReviewed), term: "BT-2")
  }

  static func remedy(_ id: String) -> String { own.first { $0.id == id }?.remedy ?? "" }

  private static let own = [
    RuleDescription(
      id: moreFindings, title: "More findings than are listed",
      meaning: "A document breaks rules so often that the rest is only counted. The verdict rests on all of them.",
      example: "5,000 lines without a unit.", remedy: "Correct what is listed and check the document again.",
      source: "Perille's own limit"),
    RuleDescription(
      id: notReviewed, title: "Newer rules may be in force",
      meaning:
        "Peppol releases rules in May and November. Nobody has looked whether a newer release is mandatory on the document's day; "
        + "the verdict is that of the newest that Perille holds.",
      example: "An invoice of March 2027 checked by the set of August 2026.",
      remedy: "Update Perille; until then look up what the newer release changes before relying on the verdict.",
      source: "https://docs.peppol.eu/poacc/billing/3.0/ (releases); Sources/CTables/invoice_rule_sets.tsv"),
  ]
}
