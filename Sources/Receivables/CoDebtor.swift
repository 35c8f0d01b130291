extension Party {
  /// Whether a co-debtor is a person. The kind of the claim says it of the main debtor only; a co-debtor may be the other sort (a
  /// guarantor), and one of unknown sort beside a consumer is a person unless a number is stated for it.
  public func isPersonAsCoDebtor(ofConsumer: Bool) -> Bool {
    switch kind {
    case .consumer: true
    case .organisation: false
    case .unknown: ofConsumer && (legalID?.value ?? "").allSatisfy(\.isWhitespace)
    }
  }
}
