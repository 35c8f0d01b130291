import Receivables

/// What the findings on a document's structure mean.
public enum UBLStructureCatalog {
  static let element = "UBL-STRUCTURE-ELEMENT"
  static let order = "UBL-STRUCTURE-ORDER"
  static let count = "UBL-STRUCTURE-COUNT"
  static let missing = "UBL-STRUCTURE-MISSING"
  static let attribute = "UBL-STRUCTURE-ATTRIBUTE"
  static let attributeMissing = "UBL-STRUCTURE-ATTRIBUTE-MISSING"
  static let value = "UBL-STRUCTURE-VALUE"
  static let content = "UBL-STRUCTURE-CONTENT"
  static let more = "UBL-STRUCTURE-MORE"

  private static let source =
    "OASIS UBL 2.1, schemas of Invoice and CreditNote, http://docs.oasis-open.org/ubl/os-UBL-2.1/"

  private static func rule(
    _ id: String, _ title: String, _ meaning: String, wrong: String, right: String, _ remedy: String, source: String = source
  ) -> RuleDescription {
    RuleDescription(id: id, title: title, meaning: meaning, example: wrong, corrected: right, remedy: remedy, source: source)
  }

  public static let rules: [RuleDescription] = [
    rule(
      element, "An element that UBL does not have there",
      "The name is misspelt, it is in the wrong namespace, or UBL has it in another element. A receiver's schema check refuses the "
        + "document. What stands inside such an element is not looked at.",
      wrong: "<cac:PartyName><cac:Name>Olematon Oy</cac:Name></cac:PartyName>",
      right: "<cac:PartyName><cbc:Name>Olematon Oy</cbc:Name></cac:PartyName>",
      "Write the element that is meant, where UBL has it, or leave it out. What UBL has no element for can be written into "
        + "ext:UBLExtensions, a note or cac:AdditionalItemProperty."),
    rule(
      order, "An element out of order",
      "UBL fixes the order of the elements in each element. A receiver's schema check refuses another order, though nothing is missing.",
      wrong: "<cbc:IssueDate>2026-11-02</cbc:IssueDate><cbc:ID>2026-1001</cbc:ID>",
      right: "<cbc:ID>2026-1001</cbc:ID><cbc:IssueDate>2026-11-02</cbc:IssueDate>", "Write the elements in the order of UBL."),
    rule(
      count, "An element stands more often than it may",
      "UBL has this element once at most. Which of several values would count is unknown, so receivers refuse the document.",
      wrong: "<cbc:DueDate>2026-12-02</cbc:DueDate><cbc:DueDate>2026-12-16</cbc:DueDate>",
      right: "<cbc:DueDate>2026-12-02</cbc:DueDate>", "Keep the one that is right."),
    rule(
      missing, "An element that must be there is missing",
      "The schema of UBL asks for it in this place, whatever the rules of EN 16931 say. A receiver's schema check refuses the document.",
      wrong: "<cac:TaxTotal><cac:TaxSubtotal>…</cac:TaxSubtotal></cac:TaxTotal>",
      right:
        "<cac:TaxTotal><cbc:TaxAmount currencyID=\"EUR\">25.50</cbc:TaxAmount><cac:TaxSubtotal>…</cac:TaxSubtotal></cac:TaxTotal>",
      "Write the element, in the place that the finding names."),
    rule(
      attribute, "An attribute that UBL does not have there",
      "The element has no such attribute: it is misspelt, it belongs to another element, or it has a namespace that UBL does not use.",
      wrong: "<cbc:EndpointID schemeid=\"0216\">003712345671</cbc:EndpointID>",
      right: "<cbc:EndpointID schemeID=\"0216\">003712345671</cbc:EndpointID>", "Correct the attribute's name or leave it out."),
    rule(
      attributeMissing, "An attribute that must be there is missing",
      "Every amount names its currency, every measure its unit and every attachment its media type: without them the value says nothing.",
      wrong: "<cbc:PayableAmount>125.50</cbc:PayableAmount>",
      right: "<cbc:PayableAmount currencyID=\"EUR\">125.50</cbc:PayableAmount>", "Write the attribute."),
    rule(
      value, "A value that is not written as its type asks",
      "UBL writes numbers with a point and without grouping or exponent, days as year-month-day, times as hours, minutes and seconds, and "
        + "yes or no as true or false. An empty element is no such value either. Anything else is refused, or read as something else.",
      wrong: "<cbc:IssueDate>2.11.2026</cbc:IssueDate>", right: "<cbc:IssueDate>2026-11-02</cbc:IssueDate>",
      "Have the value written as the finding says.",
      source: source + "; XML Schema 1.0 part 2, https://www.w3.org/TR/xmlschema-2/"),
    rule(
      content, "Text and elements mixed up",
      "An element of UBL holds either a value or other elements, never both, and which of the two is fixed. The value or element that "
        + "stands at the wrong level is lost to a receiver that reads on.",
      wrong: "<cac:PartyName>Olematon Oy</cac:PartyName>",
      right: "<cac:PartyName><cbc:Name>Olematon Oy</cbc:Name></cac:PartyName>",
      "Write the value into the element that is made for it."),
    rule(
      more, "More findings on the structure than are listed",
      "So much of a document is not UBL that the rest is only counted. The verdict rests on all of it.",
      wrong: "5,000 lines without a currency.", right: "Lines whose amounts have their currencies.",
      "Correct what is listed and check the document again.", source: "Perille's own limit"),
  ]

  private static let remedies = Dictionary(rules.map { ($0.id, $0.remedy) }, uniquingKeysWith: { first, _ in first })

  /// The remedy of the catalogue, for a finding that has no better one.
  static func remedy(_ id: String) -> String { remedies[id] ?? "" }
}
