import Receivables

/// The pages of everything that this room can say.
public enum InvoiceRuleCatalog {
  public static let rules: [RuleDescription] = own + UBLStructureCatalog.rules + RulePages.rules

  static let moreFindings = "rules.more-findings"

  static func remedy(_ id: String) -> String { own.first { $0.id == id }?.remedy ?? "" }

  private static let own = [
    RuleDescription(
      id: moreFindings, title: "More findings than are listed",
      meaning: "A document breaks rules so often that the rest is only counted. The verdict rests on all of them.",
      example: "5,000 lines without a unit.", remedy: "Correct what is listed and check the document again.",
      source: "Perille's own limit")
  ]
}
