import Receivables

/// All business rules of Finvoice over what one message states.
///
/// Source: Finance Finland's Finvoice implementation guidelines 1.3–3.0, schemas and data list 3.0; severities and
/// texts in `finvoice_rules.tsv`.
public enum FinvoiceRules {
  public typealias Rule = @Sendable (FinvoiceFacts, inout FinvoiceReport) -> Void

  /// In the order of their findings.
  public static let all: [Rule] =
    FinvoiceTypeRules.all + FinvoiceTotalRules.all + FinvoiceVATRules.all + FinvoicePaymentRules.all + FinvoiceReferenceRules.all
    + FinvoiceDateRules.all + FinvoiceStatusRules.all + FinvoicePartyRules.all + FinvoiceMessageRules.all
    + FinvoiceMissingRules.all

  public static func check(_ facts: FinvoiceFacts) -> [Finding] {
    var report = FinvoiceReport()
    for rule in all { rule(facts, &report) }
    return report.findings
  }
}
