import Receivables

/// Whose money it is, by which rule, and what speaks for it.
public struct Match: Hashable, Sendable {
  /// A part of the entry for one item.
  public struct Part: Hashable, Sendable {
    public var item: LedgerItem
    /// Nil: the whole entry. Else never negative.
    public var amount: Money?
    public init(item: LedgerItem, amount: Money? = nil) {
      self.item = item
      self.amount = amount
    }
  }

  public enum Outcome: Hashable, Sendable {
    /// One item for the whole entry, or several with their amounts. These do not exceed the entry; what they leave is nobody's.
    case items([Part])
    /// The only item it can be for is paid.
    case alreadyPaid(LedgerItem)
    /// Money going out that pays back this item's overpayment (R13).
    case refund(LedgerItem)
    /// A provider's interest or fees: the class of message that says so, and the invoice where it names one.
    case role(AccountRole, messageClass: String, item: LedgerItem?)
    /// Nothing found.
    case none
    /// More than one answer, and nothing tells them apart: never posted.
    case ambiguous
    /// What was found contradicts the reference: never posted.
    case veto
  }

  /// `match.reference`, …: the step of the ladder that decided, or `match.none`, `match.veto`.
  public var rule: String
  public var outcome: Outcome
  public var payer: Payer
  /// What else it could be; for a person to choose from.
  public var alternatives: [LedgerItem]
  public var evidence: Evidence
  /// It rests on name and amount only.
  public var isWeak: Bool

  public init(
    rule: String, outcome: Outcome, payer: Payer = .unknown, alternatives: [LedgerItem] = [], evidence: Evidence,
    isWeak: Bool = false
  ) {
    self.rule = rule
    self.outcome = outcome
    self.payer = payer
    self.alternatives = alternatives
    self.evidence = evidence
    self.isWeak = isWeak
  }

  /// The items that the money goes to.
  public var items: [LedgerItem] {
    switch outcome {
    case .items(let parts): parts.map(\.item)
    case .alreadyPaid(let item), .refund(let item): [item]
    case .role(_, _, let item): item.map { [$0] } ?? []
    case .none, .ambiguous, .veto: []
    }
  }

  /// The evidence in words, fit for a report: quoted text is masked.
  public var sentence: String { evidence.sentence }
}

/// Who paid, as far as the company's agreements and the item tell.
public enum Payer: Hashable, Sendable {
  /// A provider with which the company has an agreement, by account or name.
  case provider(id: String)
  /// The name is that of a debtor of the matched item.
  case debtor
  case unknown
}
