import Receivables

extension CamtReader {
  /// The entry's own values, when all of them are right; what is wrong becomes findings.
  mutating func examine(isEnd: Bool) -> CamtEntry.Settled? {
    entry.isExamined = true
    if !isEnd, entry.amount.state == .absent || entry.direction == .absent {
      complain(
        CamtRules.order, "more than \(detailsHeldMax) of its payments stand before its amount and direction", entry.line)
      return nil
    }
    let currency = examinedCurrency()
    let isCredit = examinedDirection()
    let status = examinedStatus()
    guard let currency, let isCredit, let status, let day = examinedDay(status), container.account != nil else { return nil }
    let amount = isCredit ? entry.amount.minorUnits : -entry.amount.minorUnits
    let settled = CamtEntry.Settled(
      currency: currency, amount: amount, status: status, bookingDate: day,
      correctionCode: entry.isReversal == true ? "1" : "0")
    guard accept(currency, status) else { return nil }
    guard currency == container.currency else { return settled }
    container.add(
      settled, code: entry.code, isCredit: isCredit, isFailedReversal: entry.status == .information && entry.isReversal == true)
    if entry.status == .booked || (entry.status == .absent && container.kind == .statement) {
      container.booked.add(amount, isCredit: isCredit)
    }
    return settled
  }

  private mutating func examinedCurrency() -> CamtCurrency? {
    switch entry.amount.state {
    case .stated: return entry.amount.currency
    case .absent: complain(CamtRules.amount, "there is no amount", entry.line)
    case .malformed:
      let text = Masking.excerpt(entry.amount.text, limit: 40)
      if let currency = entry.amount.currency {
        complain(
          CamtRules.amount, "the amount “\(text)” is no decimal number that fits \(currency.currency.code) exactly",
          entry.amount.line)
      } else {
        complain(CamtRules.amount, "the amount “\(text)” has no currency that is known", entry.amount.line)
      }
    }
    return nil
  }

  private mutating func examinedDirection() -> Bool? {
    switch entry.direction {
    case .credit: return true
    case .debit: return false
    case .absent, .malformed:
      complain(CamtRules.direction, "the direction (CdtDbtInd) is neither CRDT nor DBIT", entry.line)
      return nil
    }
  }

  private mutating func examinedStatus() -> SettlementEntry.Status? {
    let booked: SettlementEntry.Status = entry.isReversal == true ? .correction : .booked
    switch entry.status {
    case .booked: return container.kind == .interim ? .pending : booked
    case .pending: return .pending
    case .information: return container.kind == .interim ? .pending : .failed
    case .absent:
      container.statusMissing.add(entry.line)
      return container.kind == .statement ? booked : .pending
    case .other(let word):
      complain(
        CamtRules.status, "the status “\(Masking.excerpt(word, limit: 40))” is none of BOOK, PDNG, FUTR and INFO", entry.line)
      return nil
    }
  }

  /// The booking date; where the bank left it out, the next best day that is stated.
  private mutating func examinedDay(_ status: SettlementEntry.Status) -> CalendarDate? {
    if let day = entry.bookingDate { return day }
    let moves = status == .booked || status == .correction
    if let day = entry.valueDate {
      if moves { container.valueDateTaken.add(entry.line) }
      return day
    }
    if let day = container.closing?.date {
      if moves { container.statementDateTaken.add(entry.line) }
      return day
    }
    if !moves, let day = container.created ?? message.created { return day }
    complain(CamtRules.bookingDate, "there is neither a booking date nor a value date", entry.line)
    return nil
  }

  /// One currency a settlement; news of money that does not move may be in any.
  private mutating func accept(_ currency: CamtCurrency, _ status: SettlementEntry.Status) -> Bool {
    guard let own = container.currency else {
      container.currency = currency
      return true
    }
    if own == currency || status == .pending || status == .failed { return true }
    complain(
      CamtRules.currency, "the amount is in \(currency.currency.code), the account in \(own.currency.code)", entry.line)
    return false
  }
}
