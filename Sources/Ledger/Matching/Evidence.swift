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
  /// Its items are of other currencies than the payment.
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

  /// In words, fit for a report: quoted text is masked.
  public var sentence: String {
    switch self {
    case .reference(let reference): "Reference \(quoted(reference)) is that of one open invoice."
    case .referenceAndAmount(let reference, let open, let amount):
      "Reference \(quoted(reference)) is that of \(open) open invoices; \(amount) is open on one of them."
    case .referenceTie(let reference, let open, let exact, let amount):
      "\(open) open invoices have reference \(quoted(reference)), and \(exact) of them are open by \(amount)."
    case .referencePaid(let reference): "Reference \(quoted(reference)) is that of one invoice, and it is paid."
    case .referenceAllPaid(let reference, let count):
      "\(count) invoices have reference \(quoted(reference)), and all are paid."
    case .otherCurrency(let reference, let currency):
      "Reference \(quoted(reference)) is that of an invoice in another currency than \(currency)."
    case .invoiceNumbers(let numbers, let structured):
      "\(structured ? "The bank's file names" : "The message names") \(invoices(numbers))."
    case .invoiceNumbersTie(let numbers, let structured, let amount):
      "\(structured ? "The bank's file names" : "The message names") \(invoices(numbers)), and \(amount) fits no one way."
    case .invoiceNumberPaid(let number, let structured):
      "\(structured ? "The bank's file names" : "The message names") invoice \(quoted(number)), and it is paid."
    case .contradiction(let reference, let numbers):
      "The reference is \(quoted(reference)), but the rest points to \(invoices(numbers))."
    case .splitDiffers(let stated, let amount):
      "The parts that the bank's file states for the invoices are \(stated) together, the payment is \(amount)."
    case .referenceInMessage(let reference): "The message names reference \(quoted(reference))."
    case .caseNumber(let number): "The payment names case \(quoted(number))."
    case .caseNumberTie(let number, let items, let amount):
      "Case \(quoted(number)) has \(items) invoices, and \(amount) fits no one way."
    case .payerAndAmount(let amount): "The payer is the only debtor of this name who has \(amount) open."
    case .payerAndAmountTie(let amount, let count): "\(count) invoices of debtors of the payer's name are open by \(amount)."
    case .messageClass(let id, let provider, let day):
      "The payer is \(quoted(provider)), and the message is one of \(id), reviewed for \(day)."
    case .messageClassExpired(let id, let provider, let reviewed):
      "The payer is \(quoted(provider)), and the message is one of \(id), but that rule is reviewed only through \(reviewed)."
    case .messageClassUnverified(let id, let provider):
      "The payer is \(quoted(provider)), and the message is one of \(id), but that rule is only assumed."
    case .refund(let number, let amount): "Invoice \(quoted(number)) is overpaid by just \(amount)."
    case .outgoing: "Money went out, and no invoice is overpaid by just that."
    case .noReference: "The payment has no reference, and nothing else names one invoice."
    case .unknownReference(let reference, let currency): "No receivable in \(currency) has reference \(quoted(reference))."
    }
  }

  private func quoted(_ text: String) -> String { Masking.excerpt(text, limit: 40) }

  private func invoices(_ numbers: [String]) -> String {
    let shown = numbers.prefix(5).map { quoted($0) }.joined(separator: ", ")
    return "invoice\(numbers.count == 1 ? "" : "s") \(shown)\(numbers.count > 5 ? ", …" : "")"
  }
}
