import Receivables

extension CamtContainer {
  /// Compares what the statement says of itself with its entries, says what was taken on evidence, and closes it.
  mutating func end() -> SettlementEnd {
    // Without an entry, an account's currency or a balance there is no money that could be in another one.
    let currency = self.currency ?? (opening ?? closing)?.amount.currency ?? CamtCurrency(.eur)
    compareTotals(currency)
    for total in codeTotals { compare(total, currency) }
    if hasMoreCodeTotals {
      complain(
        CamtRules.controlTotal, "More than \(CamtContainer.codeTotalsMax) totals per kind of movement are stated.", line: line)
    }
    let isBalanced = compareBalances(currency)
    judgeMissingStatus(isBalanced: isBalanced)
    sayTallies()
    let totals = money.totals(currency.currency)
    if totals == nil { complain(CamtRules.amount, "The amounts add up to more than can be.", line: line) }
    return SettlementEnd(totals: totals, controls: controls.all, findings: findings.all)
  }

  private mutating func compareTotals(_ currency: CamtCurrency) {
    let readings = [totals.all, totals.finnish, totals.posting]
    count("number of entries", totalCount, readings.map(\.count))
    sum("sum of entries", totalSum, readings.map(\.gross), currency)
    net("net of entries", totalNet, totalNetDirection, readings.map(\.net), currency)
    count("number of credit entries", creditCount, readings.map(\.creditCount))
    sum("sum of credit entries", creditSum, readings.map(\.credit), currency)
    count("number of debit entries", debitCount, readings.map(\.debitCount))
    sum("sum of debit entries", debitSum, readings.map(\.debit), currency)
  }

  private mutating func compare(_ total: CodeTotal, _ currency: CamtCurrency) {
    let readings = [total.computed.all, total.computed.finnish, total.computed.posting]
    let kind = Masking.excerpt(total.code.text ?? "?", limit: 40)
    count("number of entries of \(kind)", total.count, readings.map(\.count))
    sum("sum of entries of \(kind)", total.sum, readings.map(\.gross), currency)
    net("net of entries of \(kind)", total.net, total.direction, readings.map(\.net), currency)
  }

  private mutating func count(_ name: String, _ figure: Figure?, _ readings: [Int]) {
    guard let figure else { return }
    let stated = CamtText.number(Array(figure.text.utf8)[...]).map { String($0) } ?? Masking.excerpt(figure.text, limit: 40)
    compare(name, stated, readings.map { String($0) }, figure.line)
  }

  private mutating func sum(_ name: String, _ figure: Figure?, _ readings: [CamtSum], _ currency: CamtCurrency) {
    guard let figure else { return }
    compare(name, CamtContainer.stated(figure.text, currency), readings.map { $0.text(currency) }, figure.line)
  }

  private mutating func net(
    _ name: String, _ figure: Figure?, _ direction: CamtDirection, _ readings: [CamtSum], _ currency: CamtCurrency
  ) {
    guard let figure else { return }
    var stated = CamtContainer.stated(figure.text, currency)
    if direction == .debit, let first = stated.utf8.first, CamtText.isDigit(first), stated.utf8.contains(where: { $0 > 0x30 }) {
      stated = "-" + stated
    }
    compare(name, stated, readings.map { $0.text(currency) }, figure.line)
  }

  /// `TxsSummry` may count everything listed or only what is booked; the standard leaves it open, so one reading must agree.
  private mutating func compare(_ name: String, _ stated: String, _ readings: [String], _ line: Int32, spansPages: Bool = true) {
    let computed = readings.contains(stated) ? stated : readings.first ?? ""
    let control = ControlTotal(
      name: name, stated: stated, computed: computed, isOfAllPages: spansPages && !isWhole && stated != computed)
    if control.isEqual || control.isOfAllPages {
      controls.add(control)
      return
    }
    let message = "The message states \(stated) for the \(name), its entries give \(computed)."
    if kind == .interim {
      // Nothing is booked from it, so nobody has to act.
      complain(CamtRules.controlTotal, message, severity: .warning, line: line, term: name)
    } else {
      controls.add(control)
      complain(CamtRules.controlTotal, message, line: line, term: name)
    }
  }

  /// Whether opening balance and booked entries give the closing balance; nil when the two are not there.
  private mutating func compareBalances(_ currency: CamtCurrency) -> Bool? {
    guard kind == .statement else { return nil }
    guard let opening = opening ?? previousClosing, let closing else {
      if isWhole {
        complain(
          CamtRules.balanceMissing, "The statement has no opening and closing balance (OPBD or PRCD, and CLBD).",
          severity: .warning, line: line)
      }
      return nil
    }
    guard let from = signed(opening, currency), let to = signed(closing, currency) else { return false }
    let change = to.subtractingReportingOverflow(from)
    guard !change.overflow else {
      complain(CamtRules.amount, "The balances are further apart than can be.", line: closing.line)
      return false
    }
    let stated = Money(minorUnits: change.partialValue, currency.currency).decimalText
    let computed = totals.posting.net.text(currency)
    compare("closing less opening balance", stated, [computed], closing.line)
    return stated == computed || !isWhole
  }

  private mutating func signed(_ balance: Balance, _ currency: CamtCurrency) -> Int64? {
    let type = Masking.excerpt(balance.type ?? "", limit: 10)
    guard balance.amount.state == .stated, balance.direction != .malformed else {
      complain(CamtRules.amount, "The balance \(type) has no right amount and direction.", line: balance.line)
      return nil
    }
    guard let amount = balance.amount.minorUnits(in: currency) else {
      complain(
        CamtRules.currency, "The balance \(type) is in another currency than the entries, \(currency.currency.code).",
        line: balance.line)
      return nil
    }
    return balance.direction.signed(amount)
  }

  /// The day up to which it tells what was booked; `made`: the day it was made, which it cannot speak beyond. News of the day speaks of
  /// no day, nor does a notification that leaves open what of it is booked.
  func speaksThrough(made: CalendarDate?) -> CalendarDate? {
    guard kind != .interim, kind != .payments || statusMissing.count == 0 else { return nil }
    guard let stated = periodEnd ?? closing?.date else { return made }
    return made.map { min(stated, $0) } ?? stated
  }

  /// An entry without a status counts as booked where the balances prove it, and only in a statement.
  private mutating func judgeMissingStatus(isBalanced: Bool?) {
    guard statusMissing.count > 0 else { return }
    let many = "\(statusMissing.count) entries have no status (the first on line \(statusMissing.line))"
    switch kind {
    case .interim: break
    case .payments:
      complain(
        CamtRules.statusMissing, many + ", so nothing says that they are booked; they do not count.",
        severity: .warning, line: statusMissing.line)
    case .statement where isBalanced == true:
      complain(
        CamtRules.statusMissing, many + "; they count as booked, because with them the balances agree.",
        severity: .info, line: statusMissing.line)
    case .statement:
      complain(
        CamtRules.statusMissing, many + ", and no balances prove that they are booked.", line: statusMissing.line)
    }
  }

  private mutating func sayTallies() {
    say(valueDateTaken, CamtRules.bookingDate, "entries have no booking date; their value date is taken")
    say(statementDateTaken, CamtRules.bookingDate, "entries have no date; the day of the closing balance is taken")
    say(
      takenWhole, CamtRules.detailAmount,
      "entries list several payments without amounts in the account's currency; each counts as one payment without reference")
    say(
      splitDropped, CamtRules.documentAmounts,
      "payments name documents whose amounts do not add up to the payment; these amounts are left out")
    say(tooLong, CamtRules.textLength, "identifiers are longer than any that the standard allows; they are left out")
  }

  private mutating func say(_ tally: CamtTally, _ rule: String, _ text: String) {
    guard tally.count > 0 else { return }
    complain(rule, "\(tally.count) \(text) (the first on line \(tally.line)).", severity: .warning, line: tally.line)
  }

  private static func stated(_ text: String, _ currency: CamtCurrency) -> String {
    ExactDecimal(bytes: text.utf8, point: 0x2E)?.money(in: currency.currency)?.decimalText ?? Masking.excerpt(text, limit: 40)
  }
}

extension CamtSum {
  func text(_ currency: CamtCurrency) -> String {
    isExact ? Money(minorUnits: value, currency.currency).decimalText : "more than 64 bits hold"
  }
}
