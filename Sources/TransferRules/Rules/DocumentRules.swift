import Receivables

/// What the document says of itself.
enum DocumentRules {
  static let all: [Rule] =
    conditions.map(rule) + [
      dueDateIsThere, currenciesAgree, opensNoMoreThanAsked, reachesMinimum,
    ]

  /// What one condition of a document means for its claim.
  private struct Meaning: Sendable {
    let condition: ClaimConditions
    let id: ReasonID
    let outcome: Decision.Outcome
    let text: String
    let source: String
  }

  private static func rule(_ meaning: Meaning) -> Rule {
    { x in
      guard x.receivable.conditions.contains(meaning.condition) else { return nil }
      return Reason(meaning.id, meaning.outcome, .data, meaning.text, source: meaning.source)
    }
  }

  private static let conditions: [Meaning] = [
    Meaning(
      condition: .paidButAmountDue, id: .paidButAmountDue, outcome: .hold,
      text: "The invoice says that it is paid, and asks for money all the same.",
      source: "Finvoice PaymentStatusCode PAID"),
    Meaning(
      condition: .factoring, id: .factoring, outcome: .hold,
      text: "The claim is assigned or pledged to a factoring company, which may be the one to collect.",
      source: "Finvoice FactoringAgreementDetails, UNTDID 1001 code 393"),
    Meaning(
      condition: .otherPayee, id: .otherPayee, outcome: .hold,
      text: "The money goes to somebody else than the seller.", source: "BG-10, Finvoice EpiBeneficiaryPartyDetails"),
    Meaning(
      condition: .directDebit, id: .directDebit, outcome: .hold,
      text: "The invoice is collected by direct debit, so the debtor may have done nothing wrong.",
      source: "BT-81 codes 49 and 59, Finvoice SDD01"),
    Meaning(
      condition: .card, id: .card, outcome: .hold, text: "The invoice is paid by card.",
      source: "BT-81 codes 48, 54 and 55"),
    Meaning(
      condition: .secure, id: .secureInvoice, outcome: .hold,
      text: "It is a secure invoice with confidential content, which a person handles.", source: "Finvoice SEI01–SEI99"),
    Meaning(
      condition: .unexplainedGap, id: .unexplainedGap, outcome: .hold,
      text: "Total, prepaid amount and amount to pay do not explain one another.",
      source: "BT-112 − BT-113 + BT-114 = BT-115, Finvoice EpiInstructedAmount"),
    Meaning(
      condition: .untrusted, id: .documentUntrusted, outcome: .hold,
      text:
        "The document breaks a rule that the claim rests on, or could not be checked; `perille explain` names the rule under what was read.",
      source: "Perille's table of claim-critical rules; the document's findings"),
    Meaning(
      condition: .nothingDueUnexplained, id: .nothingDueUnexplained, outcome: .hold,
      text: "Nothing is to be paid although the total is not zero, and nothing says why.",
      source: "Finvoice EpiInstructedAmount"),
    Meaning(
      condition: .instalmentsInconsistent, id: .instalmentsInconsistent, outcome: .hold,
      text: "The lists of instalments differ in length or do not add up.", source: "Finvoice PartialPaymentDetails"),
    Meaning(
      condition: .dueBeforeIssue, id: .dueBeforeIssue, outcome: .hold,
      text: "The due date lies before the day of the invoice.", source: "BT-2, BT-9"),
    Meaning(
      condition: .typeContradiction, id: .typeContradiction, outcome: .hold,
      text: "The type code and the document's text, origin or sign contradict each other.", source: "BT-3"),
    Meaning(
      condition: .unknownType, id: .typeUnknown, outcome: .hold,
      text: "The type code is not known, so nobody can say whether this is a claim.", source: "BT-3"),
    Meaning(
      condition: .dueDatesDiffer, id: .dueDatesDiffer, outcome: .transfer,
      text: "Two different due dates are stated; the later one counts.", source: "Finvoice EpiDateOptionDate"),
    Meaning(
      condition: .accountInvalid, id: .accountInvalid, outcome: .transfer,
      text: "The account to pay to fails its check digits.", source: "BT-84, ISO 13616"),
    Meaning(
      condition: .referenceInvalid, id: .referenceInvalid, outcome: .transfer,
      text: "The payment reference fails its check digit and goes along as it is.", source: "BT-83"),
    Meaning(
      condition: .rentSuggested, id: .rentSuggested, outcome: .transfer,
      text: "The texts suggest a rent; the kind comes from the configuration.", source: "perille.yaml rental"),
  ]

  static func dueDateIsThere(_ x: Examination) -> Reason? {
    guard x.receivable.dueDate == nil || x.receivable.conditions.contains(.dueDateMissing) else { return nil }
    return Reason(.dueDateMissing, .hold, .data, "There is no usable due date.", source: "BT-9")
  }

  /// Whether stated as a condition or seen in the amounts.
  static func currenciesAgree(_ x: Examination) -> Reason? {
    let r = x.receivable
    let currencies = Set([r.amountDue, r.open, r.paid, r.credited].map(\.currency))
    guard r.conditions.contains(.currenciesDiffer) || currencies.count > 1 else { return nil }
    let seen = currencies.count > 1 ? " (" + currencies.sorted().map(\.code).joined(separator: ", ") + ")" : ""
    return Reason(
      .currenciesDiffer, .hold, .data, "The amounts of this claim are in two currencies\(seen).", source: "BT-5")
  }

  /// More cannot be open than was asked for: what else was added is not known, and is not asked of the debtor.
  static func opensNoMoreThanAsked(_ x: Examination) -> Reason? {
    let r = x.receivable
    guard r.open.currency == r.amountDue.currency, r.amountDue.isPositive, r.open.minorUnits > r.amountDue.minorUnits
    else { return nil }
    return Reason(
      .openAboveAmountDue, .hold, .data, "\(r.open) is open although the invoice asked for \(r.amountDue) only.",
      source: "balance of the receivable")
  }

  /// Says nothing of what is no claim or is settled: that it is small as well helps nobody.
  static func reachesMinimum(_ x: Examination) -> Reason? {
    let open = x.receivable.open
    guard let minimum = x.company.minimumCapital, open.isPositive, ExclusionRules.asksForMoney(x) == nil,
      ExclusionRules.isNotPaid(x) == nil
    else { return nil }
    let source = "perille.yaml minimumCapital"
    guard open.currency == minimum.currency else {
      return Reason(
        .belowMinimum, .hold, .policy,
        "The smallest capital to hand over is stated in \(minimum.currency), the claim is in \(open.currency).",
        source: source)
    }
    guard open.minorUnits < minimum.minorUnits else { return nil }
    return Reason(
      .belowMinimum, .hold, .policy, "\(open) is open, and less than \(minimum) is not handed over.", source: source)
  }
}
