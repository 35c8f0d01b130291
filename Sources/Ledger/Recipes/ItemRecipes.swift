import Receivables

/// Money on items: R01, R02, R03, R10, R11, R12.
extension DraftBuilder {
  /// Parts of this currency that are stated, positive and not more than there is.
  func canTake(_ parts: [Match.Part]) -> Bool {
    guard !parts.isEmpty, parts.allSatisfy({ $0.item.open.currency == whole.currency }) else { return false }
    if parts.count == 1, parts[0].amount == nil { return true }
    var sum: Int64 = 0
    for part in parts {
      guard let amount = part.amount, amount.isPositive, amount.currency == whole.currency else { return false }
      let (next, overflow) = sum.addingReportingOverflow(amount.minorUnits)
      guard !overflow else { return false }
      sum = next
    }
    return sum <= whole.minorUnits
  }

  /// Capital first, up to what is open; then what the payer's money is beyond it.
  mutating func settle(_ item: LedgerItem, with amount: Int64, payer: Payer, mayRound: Bool) {
    guard !item.isPaid else { return settlePaid(item, with: amount, payer: payer) }
    let open = item.open.minorUnits
    if mayRound, amount != open, isSmall(difference: amount - open, item, payer) {
      put(amount - open, to: .rounding, item, recipe: "R11")
      put(open, to: .receivable, item, recipe: "R11")
      allocate(open, to: item)
      return tellProvider(item, open, payer)
    }
    let capital = min(amount, open)
    let rest = amount - capital
    let isOverpaid = rest > 0 && isDebtors(item, payer)
    put(capital, to: .receivable, item, recipe: isOverpaid ? "R10" : capital == open ? "R01" : "R02")
    allocate(capital, to: item)
    tellProvider(item, capital, payer)
    guard rest > 0 else { return }
    if isOverpaid {
      put(rest, to: .overpayment, item, recipe: "R10")
      tell(
        LedgerRules.overpaid, "The payment of \(whole) is \(money(rest)) more than invoice \(quoted(item)) had open.",
        of: item)
    } else if isProviders(item, payer) {
      put(rest, to: .interestIncome, item, recipe: "R03")
    } else {
      suspend(
        rest, item, LedgerRules.excess,
        "The payment of \(whole) is \(money(rest)) more than invoice \(quoted(item)) had open, and nothing says whether "
          + "it came from the debtor or from \(quoted(item.assignedTo)). The rest is in suspense.")
    }
  }

  /// Nothing is open on the item.
  mutating func settlePaid(_ item: LedgerItem, with amount: Int64, payer: Payer) {
    if isProviders(item, payer) {
      put(amount, to: .interestIncome, item, recipe: "R03")
    } else if isDebtors(item, payer) {
      put(amount, to: .overpayment, item, recipe: "R12")
      tell(
        LedgerRules.alreadyPaid, "The payment of \(money(amount)) is for invoice \(quoted(item)), which is already paid.",
        of: item)
    } else {
      suspend(
        amount, item, LedgerRules.excess,
        "The payment of \(money(amount)) is for invoice \(quoted(item)), which is already paid, and nothing says whether it came "
          + "from the debtor or from \(quoted(item.assignedTo)). It is in suspense.")
    }
  }

  /// From the provider that has the claim: beyond the capital it is interest.
  func isProviders(_ item: LedgerItem, _ payer: Payer) -> Bool {
    guard let provider = item.assignedTo, case .provider(let id) = payer else { return false }
    return id == provider
  }

  /// Beyond the capital it is the debtor's own. A claim that nobody collects is paid by its debtor, whoever sent the money.
  private func isDebtors(_ item: LedgerItem, _ payer: Payer) -> Bool { item.assignedTo == nil || payer == .debtor }

  /// R11 is for a debtor's odd cents. What a provider sends is a part or has interest in it, and what may be a provider's too.
  private mutating func isSmall(difference: Int64, _ item: LedgerItem, _ payer: Payer) -> Bool {
    guard let small = smallDifference, small.upTo.currency == whole.currency, isDebtors(item, payer),
      difference.magnitude <= small.upTo.minorUnits.magnitude
    else { return false }
    if case .provider = payer { return false }
    guard let left = roundingLeft, left.currency == whole.currency, !left.isNegative,
      difference.magnitude <= left.minorUnits.magnitude
    else {
      tell(
        LedgerRules.roundingCap,
        "The difference of \(money(difference)) on invoice \(quoted(item)) is small enough for ROUNDING, but this night's "
          + "\(small.perRun) are used up.", of: item)
      return false
    }
    rounded = money(difference).magnitude
    return true
  }

  /// Whoever collects the claim must hear of money that came past it.
  private mutating func tellProvider(_ item: LedgerItem, _ capital: Int64, _ payer: Payer) {
    guard let provider = item.assignedTo, !isProviders(item, payer), capital > 0 else { return }
    if !item.isHandedOverByUs, let since = item.assignedOn, bookingDate < since { return }
    tell(
      LedgerRules.tellProvider,
      "\(money(capital)) booked on \(bookingDate) for invoice \(quoted(item)) did not come from \(quoted(provider)), which "
        + "collects it\(item.assignedOn.map { " since \($0)" } ?? "").", of: item, needsPerson: true)
  }

  func quoted(_ item: LedgerItem) -> String { Masking.excerpt(item.invoiceNumber, limit: 40) }
  private func quoted(_ provider: String?) -> String { Masking.excerpt(provider ?? "a provider", limit: 40) }

  /// R13: money out of just what is kept for the debtor.
  func isRefund(of item: LedgerItem) -> Bool {
    guard let overpaid = item.overpaid, overpaid.currency == whole.currency, overpaid.isPositive else { return false }
    return overpaid.minorUnits == 0 - whole.minorUnits
  }
}
