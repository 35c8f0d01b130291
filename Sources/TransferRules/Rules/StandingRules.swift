import Receivables

/// What other documents and people have said about the claim.
enum StandingRules {
  static let all: [Rule] = [hasNoConflict, isUndisputed, isNotOnHold, customerIsNotBlocked, hasNoUnlinkedCredit]

  static func hasNoConflict(_ x: Examination) -> Reason? {
    guard let conflict = x.receivable.standing.conflict else { return nil }
    return Reason(
      .conflict, .hold, .data,
      "Another document of the same invoice says otherwise: \(Masking.excerpt(conflict, limit: 200)).",
      source: "identity of receivables")
  }

  static func isUndisputed(_ x: Examination) -> Reason? {
    let standing = x.receivable.standing
    guard standing.dispute != nil || x.receivable.facts.disputed else { return nil }
    return Reason(
      .disputed, .hold, .statute, "The debtor disputes the claim\(said(standing.dispute)).",
      source: "513/1999 4 b § (FI), 1974:182 8 § (SE), inkassoloven § 17 (NO)")
  }

  /// A hold counts through its last day.
  static func isNotOnHold(_ x: Examination) -> Reason? {
    let standing = x.receivable.standing
    let facts = x.receivable.facts
    if let reason = standing.hold, standing.holdUntil.map({ $0 >= x.asOf }) ?? true {
      let through = standing.holdUntil.map { " through \($0)" } ?? ""
      return Reason(
        .onHold, .hold, .policy, "It is on hold\(through)\(said(reason)).", source: "hold file or perille hold",
        until: standing.holdUntil?.adding(days: 1))
    }
    guard facts.onHold else { return nil }
    return Reason(
      .onHold, .hold, .policy, "The creditor's system keeps it on hold\(said(facts.holdReason)).",
      source: "column onHold of the creditor's file")
  }

  static func customerIsNotBlocked(_ x: Examination) -> Reason? {
    guard x.receivable.standing.customerBlocked else { return nil }
    return Reason(
      .customerBlocked, .hold, .policy, "The customer's master data says that nothing of this customer may be handed over.",
      source: "column collectionBlocked of the customer file")
  }

  /// A credit note that names no invoice, or one that does not fit it, may belong to any claim of this debtor.
  static func hasNoUnlinkedCredit(_ x: Examination) -> Reason? {
    guard let number = x.receivable.standing.unlinkedCredit else { return nil }
    let why = x.receivable.standing.unlinkedCreditNote.map { ": \(Masking.excerpt($0, limit: 240))" } ?? ""
    return Reason(
      .unlinkedCredit, .hold, .data,
      "Credit note \(Masking.excerpt(number, limit: 40)) of this debtor could be taken off no claim for certain and may belong to this one\(why).",
      source: "BT-25 preceding invoice")
  }

  private static func said(_ words: String?) -> String {
    guard let words, !words.isEmpty else { return "" }
    return ": “\(Masking.excerpt(words, limit: 120))”"
  }
}
