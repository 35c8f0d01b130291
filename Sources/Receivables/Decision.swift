/// The outcome for one receivable as of a date, with every rule that spoke.
public struct Decision: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable, Comparable {
    case transfer, wait, hold, exclude

    private var order: Int {
      switch self {
      case .transfer: 0
      case .wait: 1
      case .hold: 2
      case .exclude: 3
      }
    }
    public static func < (left: Outcome, right: Outcome) -> Bool { left.order < right.order }
  }

  public var outcome: Outcome
  /// In the order of the rules; never empty (a transfer has the reasons that allow it).
  public var reasons: [Reason]
  /// For `wait`: the first day that can be otherwise, when it is a date and not an event.
  public var until: CalendarDate?
  /// For `transfer`, and where it would go otherwise, as far as that is known.
  public var route: Route?
  /// For `transfer`: what is asked for.
  public var claim: Claim?

  public struct Route: Hashable, Sendable {
    public var provider: String
    public var channel: String
    public var mode: TransferMode
    /// Position of the agreement in the company's list.
    public var agreement: Int
    public init(provider: String, channel: String, mode: TransferMode, agreement: Int) {
      self.provider = provider
      self.channel = channel
      self.mode = mode
      self.agreement = agreement
    }
  }

  public init(
    outcome: Outcome, reasons: [Reason], until: CalendarDate? = nil, route: Route? = nil,
    claim: Claim? = nil
  ) {
    self.outcome = outcome
    self.reasons = reasons
    self.until = until
    self.route = route
    self.claim = claim
  }
}

/// A rule that spoke. Its values are stable from night to night (dates, not day counts), so that a decision is written again
/// only when something changed.
public struct Reason: Hashable, Sendable {
  /// Where a rule's authority comes from.
  public enum Basis: String, Hashable, Sendable {
    case contract, statute, policy, data, safety
  }

  /// Stable id: `b2c-14-days`, `paid`, `intake-incomplete`.
  public var id: String
  public var outcome: Decision.Outcome
  public var basis: Basis
  /// One sentence with the values that the rule saw; no personal code.
  public var text: String
  /// The statute, clause or setting: `513/1999 5 §`, `perille.yaml minimumCapital`.
  public var source: String
  public var until: CalendarDate?

  public init(
    _ id: String, _ outcome: Decision.Outcome, basis: Basis, text: String, source: String,
    until: CalendarDate? = nil
  ) {
    self.id = id
    self.outcome = outcome
    self.basis = basis
    self.text = text
    self.source = source
    self.until = until
  }
}

/// One receivable to be handed over, with all that a channel may need to write it.
public struct Assignment: Hashable, Sendable {
  /// Stable over republication: company, provider, invoice identity; goes into idempotency keys.
  public var key: String
  public var receivable: Receivable
  public var route: Decision.Route
  public var kind: ReceivableKind
  public var claim: Claim
  public init(
    key: String, receivable: Receivable, route: Decision.Route, kind: ReceivableKind, claim: Claim
  ) {
    self.key = key
    self.receivable = receivable
    self.route = route
    self.kind = kind
    self.claim = claim
  }
}

/// What one payload file holds: provider, company, one currency, and a serial number that is never used again.
public struct Batch: Hashable, Sendable {
  public var company: Company
  public var agreement: Agreement
  public var serial: Int
  public var asOf: CalendarDate
  public var currency: Currency
  public var assignments: [Assignment]
  public init(
    company: Company, agreement: Agreement, serial: Int, asOf: CalendarDate, currency: Currency,
    assignments: [Assignment]
  ) {
    self.company = company
    self.agreement = agreement
    self.serial = serial
    self.asOf = asOf
    self.currency = currency
    self.assignments = assignments
  }
}
