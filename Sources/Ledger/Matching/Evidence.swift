import Receivables

/// What speaks for a match, or why there is none. Cheap to make; put into words only when somebody reads it.
public enum Evidence: Hashable, Sendable {
  /// The reference is that of one open item.
  case reference(String)
  /// It is that of several open items; the amount is open on one of them.
  case referenceAndAmount(String, open: Int, amount: Money)
  /// It is that of several open items; how many of them are open by the amount.
  case referenceTie(String, open: Int, exact: Int, amount: Money)
  /// The only item with the reference is paid.
  case referencePaid(String)
  /// All items with the reference are paid.
  case referenceAllPaid(String, count: Int)
  case otherCurrency(String, Currency)
  /// `structured`: the file states the number in a field of its own, else it stands in the payer's message.
  case invoiceNumbers([String], structured: Bool)
  case invoiceNumbersTie([String], structured: Bool, amount: Money)
  case invoiceNumberPaid(String, structured: Bool)
  /// Reference and stated numbers name different items.
  case contradiction(reference: String, [String])
  /// The parts that the file states for its documents do not add up.
  case splitDiffers(stated: Money, amount: Money)
  case referenceInMessage(String)
  case caseNumber(String)
  case caseNumberTie(String, items: Int, amount: Money)
  case payerAndAmount(Money)
  case payerAndAmountTie(Money, count: Int)
  case messageClass(String, provider: String, on: CalendarDate)
  /// The rule fits, but nobody has reviewed it for this day.
  case messageClassExpired(String, provider: String, reviewedThrough: CalendarDate)
  /// The rule fits, but its words are only assumed.
  case messageClassUnverified(String, provider: String)
  case refund(String, Money)
  case outgoing
  case noReference
  case unknownReference(String, Currency)
  /// Decided by a person.
  case person

  public var sentence: String { "" }
}
