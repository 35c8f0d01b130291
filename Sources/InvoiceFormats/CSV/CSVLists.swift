import Receivables

extension CSVCells {
  func payment() -> Payment? {
    guard let date = required(.paymentDate, date(.paymentDate)), let currency = currency(),
      let stated = required(.amount, amount(.amount, in: currency))
    else { return nil }
    var payment = Payment(
      date: date, amount: profile.signs.payments == .positive ? stated : stated.negated, source: profile.name)
    payment.method = choice(.method).flatMap(Payment.Method.init(rawValue:)) ?? .payment
    payment.invoiceNumber = text(.number)
    payment.reference = text(.reference)?.filter { !$0.isWhitespace }
    payment.customerNumber = text(.customerNumber)
    payment.paymentID = text(.paymentId)
    payment.payerName = text(.payerName)
    return isBad ? nil : payment
  }

  func openItem(asOf: CalendarDate) -> OpenItem? {
    guard let number = required(.number, text(.number)), let currency = currency(),
      let open = required(.openAmount, amount(.openAmount, in: currency))
    else { return nil }
    let item = OpenItem(
      invoiceNumber: number, issueDate: date(.issueDate), reference: text(.reference)?.filter { !$0.isWhitespace },
      openAmount: open, asOf: asOf)
    return isBad ? nil : item
  }

  func hold() -> Hold? {
    guard let action = required(.action, choice(.action).flatMap(Hold.Action.init(rawValue:))) else { return nil }
    let number = text(.number)
    let customer = text(.customerNumber)
    if number == nil, customer == nil, !isBad {
      missing(.number, "Neither an invoice nor a customer is named.")
    }
    let hold = Hold(
      action: action, invoiceNumber: number, customerNumber: customer, reason: text(.reason) ?? "no reason stated",
      since: date(.since), until: date(.until))
    return isBad ? nil : hold
  }

  func customer(of company: Company) -> Customer? {
    guard let number = required(.customerNumber, text(.customerNumber)) else { return nil }
    let customer = Customer(
      number: number, party: party(of: company), collectionBlocked: flag(.collectionBlocked), asOf: date(.asOf))
    return isBad ? nil : customer
  }
}
