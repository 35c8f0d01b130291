import Receivables

/// A receivable as the books have it, when money comes in.
public struct LedgerItem: Hashable, Sendable {
  public var id: Int64
  public var invoiceNumber: String
  /// As the invoice states it; compared by `ReferenceKey`.
  public var reference: String?
  /// What the books still expect of it; never negative.
  public var open: Money
  /// Provider id, when it is in collection.
  public var assignedTo: String?
  public var paidInFull: Bool

  public init(
    id: Int64, invoiceNumber: String, reference: String?, open: Money, assignedTo: String? = nil, paidInFull: Bool = false
  ) {
    self.id = id
    self.invoiceNumber = invoiceNumber
    self.reference = reference
    self.open = open
    self.assignedTo = assignedTo
    self.paidInFull = paidInFull
  }

  var isOpen: Bool { open.isPositive && !paidInFull }
}

/// Whose money it is, with what speaks for it.
public enum Match: Hashable, Sendable {
  /// Exactly one open item; the evidence in words.
  case one(LedgerItem, evidence: String)
  /// The only item of this reference is paid.
  case alreadyPaid(LedgerItem, evidence: String)
  /// No item; why, in words.
  case none(why: String)
  /// More than one item, and nothing tells them apart.
  case ambiguous([LedgerItem], why: String)
}

/// Finds the item that a payment is for. A reference decides; among several items with one reference an exact amount that only one
/// of them has. Nothing is guessed: a tie goes to suspense.
public enum Matching {
  /// `candidates`: items of one company. Those of another currency or reference are passed over here once more.
  public static func match(_ entry: SettlementEntry, candidates: [LedgerItem]) -> Match {
    let country = String(entry.account.prefix(2))
    guard let stated = entry.reference, let key = ReferenceKey.make(stated, country: country) else {
      return .none(why: "The payment has no reference.")
    }
    let reference = Masking.excerpt(stated)
    let items = candidates.filter {
      $0.open.currency == entry.amount.currency && $0.reference.flatMap { ReferenceKey.make($0, country: country) } == key
    }
    let open = items.filter(\.isOpen)
    if open.isEmpty {
      if items.count == 1, let paid = items.first {
        return .alreadyPaid(paid, evidence: "Reference \(reference) is that of one invoice, and it is paid.")
      }
      if items.isEmpty {
        return .none(why: "No receivable in \(entry.amount.currency) has reference \(reference).")
      }
      return .ambiguous(items, why: "\(items.count) invoices have reference \(reference), and all are paid.")
    }
    if open.count == 1, let item = open.first {
      return .one(item, evidence: "Reference \(reference) is that of one open invoice.")
    }
    let exact = open.filter { $0.open == entry.amount }
    if exact.count == 1, let item = exact.first {
      return .one(
        item, evidence: "Reference \(reference) is that of \(open.count) open invoices; \(entry.amount) is open on one of them.")
    }
    return .ambiguous(
      open,
      why: "\(open.count) open invoices have reference \(reference), and \(exact.count) of them are open by \(entry.amount).")
  }

  /// The booked payment that a correction takes back: of the same account, reference and amount and not taken back yet. The bank
  /// may repeat its archive id; if no candidate has it, there must be only one.
  public static func original(of correction: SettlementEntry, among booked: [BookedEntry]) -> BookedEntry? {
    let fitting = booked.filter {
      !$0.isReversed && $0.entry.account == correction.account && $0.entry.amount == correction.amount.negated
        && $0.entry.reference == correction.reference && $0.entry.bookingDate <= correction.bookingDate
    }
    if let archiveID = correction.archiveID {
      let same = fitting.filter { $0.entry.archiveID == archiveID }
      if same.count == 1 { return same.first }
    }
    return fitting.count == 1 ? fitting.first : nil
  }
}

/// A payment and the voucher that booked it.
public struct BookedEntry: Hashable, Sendable {
  public var entry: SettlementEntry
  public var voucher: Voucher
  public var allocations: [Allocation]
  /// A voucher that reverses this one is in the journal.
  public var isReversed: Bool

  public init(entry: SettlementEntry, voucher: Voucher, allocations: [Allocation], isReversed: Bool) {
    self.entry = entry
    self.voucher = voucher
    self.allocations = allocations
    self.isReversed = isReversed
  }
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
