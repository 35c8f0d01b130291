import Receivables

/// Money of an entry that waits for its place: in suspense, or not booked yet.
public struct Unplaced: Hashable, Sendable {
  public var entry: SettlementEntry
  /// What is to be placed, with the sign of the entry: positive came in.
  public var amount: Money
  /// Where it comes from: `suspense`, or the money role when it is not booked yet.
  public var role: AccountRole
  /// As on the posting in suspense.
  public var invoiceNumber: String?
  public var customerNumber: String?

  public init(
    entry: SettlementEntry, amount: Money, role: AccountRole, invoiceNumber: String? = nil, customerNumber: String? = nil
  ) {
    self.entry = entry
    self.amount = amount
    self.role = role
    self.invoiceNumber = invoiceNumber
    self.customerNumber = customerNumber
  }

  /// What a posting of the entry left in suspense.
  public init(entry: SettlementEntry, suspense posting: Posting) {
    self.init(
      entry: entry, amount: posting.amount.negated, role: posting.role, invoiceNumber: posting.invoiceNumber,
      customerNumber: posting.customerNumber)
  }

  var isInSuspense: Bool { role == .suspense }
}

/// Where a person says that money belongs.
public enum Placement: Hashable, Sendable {
  /// In this order; without an amount an item takes what is open of it. One item alone without an amount takes all, and what is more
  /// than its claim goes where the payer's money goes. Money that went out opens the items again by it.
  case items([Match.Part])
  case role(AccountRole)
}
