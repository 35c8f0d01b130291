/// What sort of claim it is, in the providers' words.
public enum ReceivableKind: String, Hashable, Sendable, CaseIterable {
  case b2b
  case b2c
  case b2bRental = "b2b_rental"
  case b2cRental = "b2c_rental"

  public var isConsumer: Bool { self == .b2c || self == .b2cRental }
  public var isRental: Bool { self == .b2bRental || self == .b2cRental }
}

/// What makes a receivable the same one, whatever file or format it came in.
public struct ReceivableIdentity: Hashable, Sendable {
  public var company: String
  public var typeClass: InvoiceDocument.TypeClass
  public var number: String
  public var issueDate: CalendarDate
  /// 0 when the invoice is due at once, else the instalment's ordinal.
  public var instalment: Int
  public init(
    company: String, typeClass: InvoiceDocument.TypeClass, number: String, issueDate: CalendarDate,
    instalment: Int = 0
  ) {
    self.company = company
    self.typeClass = typeClass
    self.number = number
    self.issueDate = issueDate
    self.instalment = instalment
  }
}

/// One open item as it stands on the day of the decision: what the rules look at, and all they look at.
public struct Receivable: Hashable, Sendable {
  public var id: Int64
  public var identity: ReceivableIdentity
  public var typeCode: String
  /// From the creditor's facts, the customer's master data, then the document's evidence; nil while unknown.
  public var kind: ReceivableKind?
  public var debtor: Party
  public var coDebtors: [Party]
  /// What the document asked for.
  public var amountDue: Money
  /// What is open of it now.
  public var open: Money
  public var paid: Money
  public var credited: Money
  /// Of `paid`, what was no money but a write-off (credit loss).
  public var writtenOff: Money
  public var dueDate: CalendarDate?
  public var reference: String?
  public var account: String?
  public var lateInterestPercent: ExactDecimal?
  public var conditions: ClaimConditions
  public var facts: CreditorFacts
  public var standing: Standing
  /// Handover companies: the day of the last drop that named it.
  public var confirmedOn: CalendarDate?

  /// What other documents and people have said about it.
  public struct Standing: Hashable, Sendable {
    /// Another document of the same identity states other claim fields: both values, in words.
    public var conflict: String?
    /// Dispute from a hold file or a person: its reason.
    public var dispute: String?
    /// Hold from a hold file or a person: its reason, and the last day it holds.
    public var hold: String?
    public var holdUntil: CalendarDate?
    /// The customer's master data says: never.
    public var customerBlocked = false
    /// An unlinked credit note of this debtor waits: its number.
    public var unlinkedCredit: String?
    /// Why it fits no claim.
    public var unlinkedCreditNote: String?
    /// Already with a provider: its name, and since when.
    public var assignedTo: String?
    public var assignedOn: CalendarDate?
    public init() {}
  }

  public init(
    id: Int64, identity: ReceivableIdentity, typeCode: String, kind: ReceivableKind?,
    debtor: Party, coDebtors: [Party] = [], amountDue: Money, open: Money, paid: Money,
    credited: Money, writtenOff: Money? = nil, dueDate: CalendarDate?, reference: String? = nil, account: String? = nil,
    lateInterestPercent: ExactDecimal? = nil, conditions: ClaimConditions = [],
    facts: CreditorFacts = CreditorFacts(), standing: Standing = Standing(),
    confirmedOn: CalendarDate? = nil
  ) {
    self.id = id
    self.identity = identity
    self.typeCode = typeCode
    self.kind = kind
    self.debtor = debtor
    self.coDebtors = coDebtors
    self.amountDue = amountDue
    self.open = open
    self.paid = paid
    self.credited = credited
    self.writtenOff = writtenOff ?? .zero(amountDue.currency)
    self.dueDate = dueDate
    self.reference = reference
    self.account = account
    self.lateInterestPercent = lateInterestPercent
    self.conditions = conditions
    self.facts = facts
    self.standing = standing
    self.confirmedOn = confirmedOn
  }
}

/// What is asked for: always three amounts, never merged.
public struct Claim: Hashable, Sendable {
  public var capital: Money
  public var costs: Money
  public var interest: Money
  /// The agreed late interest a year that goes along, in percent; never for consumers.
  public var agreedInterestPercent: ExactDecimal?
  public init(
    capital: Money, costs: Money, interest: Money, agreedInterestPercent: ExactDecimal? = nil
  ) {
    self.capital = capital
    self.costs = costs
    self.interest = interest
    self.agreedInterestPercent = agreedInterestPercent
  }
}
