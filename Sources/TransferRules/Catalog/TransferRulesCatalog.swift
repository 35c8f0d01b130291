import Receivables

/// What every reason id of this room means: the pages of `perille explain --rule ID`.
public enum TransferRulesCatalog {
  public static let reasons: [RuleDescription] =
    companyReasons + exclusionReasons + standingReasons + debtorReasons + documentReasons + agreementReasons + timeReasons
    + claimReasons + channelReasons + runReasons

  static func reason(_ id: String) -> RuleDescription? { byID[id] }

  private static let byID = Dictionary(reasons.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })

  static func entry(
    _ id: ReasonID, _ title: String, meaning: String, example: String, remedy: String, source: String
  ) -> RuleDescription {
    RuleDescription(id: id.rawValue, title: title, meaning: meaning, example: example, remedy: remedy, source: source)
  }
}
