import Receivables

/// What every finding of this module means.
public enum SettlementCatalog {
  public static let rules: [RuleDescription] = KTLRules.all + CamtRules.all
}
