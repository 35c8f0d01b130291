import Receivables

/// A receivable as the books have it, when money comes in.
public struct LedgerItem: Hashable, Sendable {
  public var id: Int64
  public var invoiceNumber: String
  public var customerNumber: String?
  /// In the form of `ReferenceKey`.
  public var referenceKey: String?
  /// ISO 3166-1 alpha-2 of the debtor.
  public var country: String?
  /// What the books still expect of the capital; never negative.
  public var open: Money
  /// What was paid beyond the claim and is kept for the debtor (OVERPAY); never negative, nil is none.
  public var overpaid: Money?
  /// Id of the provider that has it; nil when it is not handed over.
  public var assignedTo: String?
  /// Day of the hand-over.
  public var assignedOn: CalendarDate?
  /// It went by a batch of ours, so that the provider knows of no payment that is not in the books yet, of whatever day. Else a list says
  /// that it is with a provider, and payments before that day are taken for known there.
  public var isHandedOverByUs: Bool
  /// Main debtor and co-debtors.
  public var debtorNames: [String]
  public var paidInFull: Bool

  public init(
    id: Int64, invoiceNumber: String, customerNumber: String? = nil, referenceKey: String? = nil, country: String? = nil,
    open: Money, overpaid: Money? = nil, assignedTo: String? = nil, assignedOn: CalendarDate? = nil,
    isHandedOverByUs: Bool = false, debtorNames: [String] = [], paidInFull: Bool = false
  ) {
    self.id = id
    self.invoiceNumber = invoiceNumber
    self.customerNumber = customerNumber
    self.referenceKey = referenceKey
    self.country = country
    self.open = open
    self.overpaid = overpaid
    self.assignedTo = assignedTo
    self.assignedOn = assignedOn
    self.isHandedOverByUs = isHandedOverByUs
    self.debtorNames = debtorNames
    self.paidInFull = paidInFull
  }

  /// Nothing more is expected of it.
  public var isPaid: Bool { paidInFull || !open.isPositive }
}

/// Finds the receivables of one company. Each answer holds all of them, in any state and currency and in any order: a tie that is
/// left out here would be posted.
public protocol ItemLookup {
  /// `referenceKey`: as `ReferenceKey` makes it.
  func items(referenceKey: String) throws -> [LedgerItem]
  /// The number exactly as the invoice states it.
  func items(invoiceNumber: String) throws -> [LedgerItem]
  /// The provider's case number, or the key of our own assignment.
  func items(caseNumber: String) throws -> [LedgerItem]
  /// Exactly this much, of this currency, is open.
  func items(openExactly: Money) throws -> [LedgerItem]
}

/// How much of an entry an item takes.
public struct Allocation: Hashable, Sendable {
  /// `LedgerItem.id`
  public var item: Int64
  public var invoiceNumber: String
  /// Positive: the item's open amount becomes smaller by it. Negative: it opens again.
  public var amount: Money

  public init(item: Int64, invoiceNumber: String, amount: Money) {
    self.item = item
    self.invoiceNumber = invoiceNumber
    self.amount = amount
  }
}

/// A payment and all that the journal holds of it.
public struct BookedEntry: Hashable, Sendable {
  public var entry: SettlementEntry
  /// The voucher that booked it first.
  public var voucher: VoucherNumber
  /// Every posting whose `source` is the entry's key, of that voucher and of later ones that placed it (R23). What it did to bank or
  /// clearing may be left out, as in a voucher of a whole day.
  public var postings: [Posting]
  public var allocations: [Allocation]
  /// A voucher that reverses it is in the journal.
  public var isReversed: Bool

  public init(
    entry: SettlementEntry, voucher: VoucherNumber, postings: [Posting], allocations: [Allocation], isReversed: Bool = false
  ) {
    self.entry = entry
    self.voucher = voucher
    self.postings = postings
    self.allocations = allocations
    self.isReversed = isReversed
  }

  /// What opens again when it is taken back.
  public var allocationsTakenBack: [Allocation] {
    allocations.map { Allocation(item: $0.item, invoiceNumber: $0.invoiceNumber, amount: $0.amount.negated) }
  }
}
