import Receivables

extension CSVCells {
  /// What only the creditor's system knows.
  func facts(
    _ rowKind: CSVRowKind, _ currency: Currency, _ debtor: DebtorKind, _ statedDate: CalendarDate?
  ) -> CreditorFacts {
    var facts = CreditorFacts()
    facts.disputed = flag(.disputed)
    facts.onHold = flag(.onHold)
    facts.holdReason = text(.holdReason)
    facts.ownReminderDate = date(.ownReminderDate)
    facts.noticeSentDate = date(.noticeSentDate)
    facts.noticeDeadline = date(.noticeDeadline)
    facts.maventaInvoiceID = text(.maventaInvoiceId)
    facts.subject = text(.subject)
    facts.rentalInformation = text(.rentalInformation)
    facts.fees = columns.fees.compactMap { fee($0.amount, $0.date, currency) }
    state(kindOf: &facts, debtor)
    guard rowKind == .invoice else { return facts }
    facts.assignedTo = text(.assignedTo)
    facts.assignedOn = date(.assignedOn)
    if facts.assignedTo == nil, facts.assignedOn != nil {
      missing(.assignedTo, "assignedOn says that the claim is with a provider, but assignedTo does not say which.")
    }
    if let open = amount(.openAmount, in: currency) {
      facts.openAmount = open
      facts.openAsOf = date(.openAsOf) ?? statedDate
      if facts.openAsOf == nil, !isBad { missing(.openAsOf, "openAmount is \(open), but nothing says as of when.") }
    }
    return facts
  }

  /// A rent whose debtor is neither known as a firm nor as a consumer is held, so that it cannot go as an ordinary claim once
  /// master data settles the debtor's kind alone.
  private func state(kindOf facts: inout CreditorFacts, _ debtor: DebtorKind) {
    facts.kind = choice(.kind).flatMap(ReceivableKind.init(rawValue:))
    guard flag(.rental) else { return }
    switch (facts.kind, debtor) {
    case (.b2b?, _), (.b2bRental?, _), (nil, .organisation): facts.kind = .b2bRental
    case (.b2c?, _), (.b2cRental?, _), (nil, .consumer): facts.kind = .b2cRental
    case (nil, .unknown):
      facts.onHold = true
      facts.holdReason = facts.holdReason ?? "rent, but the row says neither b2b nor b2c"
    }
  }

  /// A reminder fee counts only with the day on which it was charged.
  private func fee(_ amountOrdinal: Int, _ dateOrdinal: Int, _ currency: Currency) -> CreditorFacts.StatedFee? {
    guard let text = text(at: amountOrdinal), let amount = amount(text, nil, amountOrdinal, currency), !amount.isZero else {
      return nil
    }
    guard amount.isPositive else {
      report("csv.sign", nil, amountOrdinal, "A reminder fee is \(amount).", "Fees are positive. Correct the row.")
      return nil
    }
    guard let day = self.text(at: dateOrdinal) else {
      warn(
        "csv.fee-date", "fees", dateOrdinal, "A reminder fee of \(amount) has no date; it is left out of the claim.",
        "State the day on which the fee was charged.")
      return nil
    }
    return date(day, nil, dateOrdinal).map { CreditorFacts.StatedFee(amount: amount, date: $0) }
  }
}
