import Receivables

/// Whether anything of the claim is left, and what took the rest off.
enum SettlementRules {
  /// Something must be open, by what was asked for, paid, written off and credited, or by what the creditor stated as open.
  static func isNotSettled(_ x: Examination) -> Reason? {
    let r = x.receivable
    let source = "balance of the receivable"
    if !r.amountDue.isPositive {
      // Nothing due although a total stands there: prepaid, card or habit. A person looks (`nothing-due-unexplained`).
      if r.conditions.contains(.nothingDueUnexplained), r.amountDue.isZero { return nil }
      if r.conditions.contains(.paidAtIssue), r.amountDue.isZero { return nil }
      return Reason(
        .zeroOrNegative, .exclude, .data, "The document asks for \(r.amountDue), which is no claim.",
        source: "BT-115 amount due")
    }
    guard !r.open.isPositive else { return nil }
    func never(_ id: ReasonID, _ text: String) -> Reason { Reason(id, .exclude, .data, text, source: source) }
    if r.writtenOff.isPositive { return never(.writtenOff, account(r)) }
    if r.credited.isPositive, r.credited.currency == r.amountDue.currency, r.credited.minorUnits >= r.amountDue.minorUnits {
      return never(.creditedInFull, "\(r.credited) of \(r.amountDue) were credited, so nothing is open.")
    }
    if r.paid.isPositive { return never(.paid, account(r)) }
    return never(
      .zeroOrNegative, r.credited.isPositive ? account(r) : "The open amount is \(r.open), which is no claim.")
  }

  /// Why nothing is open: the sum of what was read, where it explains the open amount; else what the creditor stated, which counts
  /// for all that went before it, read or not.
  private static func account(_ r: Receivable) -> String {
    let read = changes(r)
    if difference(r.amountDue, r.paid).flatMap({ difference($0, r.credited) }) == r.open {
      return "Of \(r.amountDue), \(list(read, verb: " were")), so nothing is open."
    }
    let all = read.isEmpty ? "" : " (read in all: \(list(read, verb: "")))"
    guard let stated = r.facts.openAmount, let off = difference(stated, r.open), !off.isNegative else {
      return "By what the creditor stated as open, nothing of \(r.amountDue) is open\(all)."
    }
    let day = r.facts.openAsOf.map { " on \($0)" } ?? ""
    let since = off.isZero ? "" : "; since then \(off) came off"
    return "The creditor stated \(stated) of \(r.amountDue) open\(day)\(since), so nothing is open\(all)."
  }

  /// What changed the claim, as far as it was read: amount and how.
  private static func changes(_ r: Receivable) -> [(amount: Money, how: String)] {
    let zero = Money.zero(r.paid.currency)
    let paid = difference(r.paid, r.writtenOff.isPositive ? r.writtenOff : zero) ?? zero
    return [
      (r.writtenOff, "written off as a credit loss"), (paid, "paid"), (r.credited, "credited"),
      // More payments were taken back than came.
      (difference(zero, paid) ?? zero, "of payments taken back"),
    ].filter { $0.0.isPositive }
  }

  /// `50.00 EUR were written off, 24.00 EUR paid and 50.00 EUR credited`
  private static func list(_ changes: [(amount: Money, how: String)], verb: String) -> String {
    let parts = changes.enumerated().map { "\($1.amount)\($0 == 0 ? verb : "") \($1.how)" }
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func difference(_ amount: Money, _ less: Money) -> Money? {
    guard amount.currency == less.currency else { return nil }
    let (rest, overflow) = amount.minorUnits.subtractingReportingOverflow(less.minorUnits)
    return overflow ? nil : Money(minorUnits: rest, amount.currency)
  }
}
