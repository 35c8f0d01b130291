import Receivables

/// What a person decides.
extension Recipes {
  /// Places money where a person says (R23), on `date`; what is left of it stays in suspense. What cannot be done becomes an error
  /// finding `ledger.decision`, and nothing is posted.
  public static func decide(
    _ unplaced: Unplaced, to placement: Placement, payer: Payer, on date: CalendarDate, in context: Context
  ) -> Drafted {
    var builder = DraftBuilder(unplaced, in: context)
    let subject: Subject
    if let refusal = builder.refusal(of: placement) {
      return .nothing(
        unplaced.entry, on: date, findings: [LedgerRules.finding(LedgerRules.decision, refusal, severity: .error)])
    }
    switch placement {
    case .role(let role):
      builder.put(unplaced.amount.minorUnits, to: role, nil, recipe: role.recipe(hasInvoice: false))
      subject = .role(role)
    case .items(let parts):
      builder.settle(parts, payer: payer)
      subject = parts.count == 1 ? .payment(invoice: parts[0].item.invoiceNumber) : .payments(count: parts.count)
    }
    let rest = builder.left
    if rest != 0 {
      let message = "\(builder.money(rest)) of the payment of \(unplaced.amount) is left and is in suspense."
      builder.suspend(rest, nil, LedgerRules.splitRest, message)
    }
    let drafted = builder.finish(subject, on: date)
    guard drafted.postings.isEmpty else { return drafted }
    return .nothing(
      unplaced.entry, on: date,
      findings: [
        LedgerRules.finding(
          LedgerRules.decision, "Nothing of \(unplaced.amount) can go there: nothing is open, and nothing says who paid.",
          severity: .error)
      ])
  }
}

extension DraftBuilder {
  /// Why it cannot be done; nil when it can.
  fileprivate func refusal(of placement: Placement) -> String? {
    guard !whole.isZero else { return "Nothing of this payment is in suspense." }
    switch placement {
    case .role(let role):
      switch role {
      case .bank, .clearing, .suspense, .receivable, .receivableAllowance:
        return "Money cannot be placed on \(role.rawValue) by its role\(role == .receivable ? "; name the invoices" : "")."
      default: return nil
      }
    case .items(let parts): return refusal(of: parts)
    }
  }

  private func refusal(of parts: [Match.Part]) -> String? {
    guard !parts.isEmpty else { return "No invoice is named." }
    var sum: Int64 = 0
    for (index, part) in parts.enumerated() {
      let name = "Invoice \(quoted(part.item))"
      if parts[..<index].contains(where: { $0.item.id == part.item.id }) { return "\(name) is named twice." }
      guard part.item.open.currency == whole.currency else {
        return "\(name) is in \(part.item.open.currency), the payment is \(whole)."
      }
      guard let amount = part.amount else {
        if whole.isNegative, parts.count > 1 { return "Say how much of it opens each invoice again." }
        continue
      }
      guard amount.currency == whole.currency, amount.isPositive else {
        return "\(amount) is no part of \(whole)."
      }
      if whole.isPositive, amount.minorUnits > part.item.open.minorUnits {
        return "\(name) has \(part.item.open) open, less than \(amount)."
      }
      let (next, overflow) = sum.addingReportingOverflow(amount.minorUnits)
      guard !overflow, next.magnitude <= whole.minorUnits.magnitude else {
        return "The parts are more than the \(whole.magnitude) that wait."
      }
      sum = next
    }
    return nil
  }

  fileprivate mutating func settle(_ parts: [Match.Part], payer: Payer) {
    if whole.isNegative {
      for part in parts {
        let amount = part.amount.map { 0 - $0.minorUnits } ?? left
        put(amount, to: .receivable, part.item, recipe: "R14")
        allocate(amount, to: part.item)
      }
    } else if parts.count == 1, parts[0].amount == nil {
      settle(parts[0].item, with: left, payer: payer, mayRound: false)
    } else {
      // What is said in figures goes first.
      for part in parts.filter({ $0.amount != nil }) + parts.filter({ $0.amount == nil }) {
        let amount = min(part.amount?.minorUnits ?? max(part.item.open.minorUnits, 0), left)
        if amount > 0 { settle(part.item, with: amount, payer: payer, mayRound: false) }
      }
    }
  }
}
