import Ledger
import Receivables
import Store

/// What account statements show: a line moves the bank account, and its payments, here or in other files, explain it (R25).
///
/// Where all money of an account is booked, the line's whole amount leaves CLEARING at once, and CLEARING comes to zero when the payments
/// are there. Where only providers' money is booked, just the booked payments of the line leave it, when all of them are known.
struct ClearLines {
  let entries: ApplyEntries
  let reader: EntryReader
  let outcomes: OutcomeWriter

  private var transaction: Transaction { entries.transaction }

  func apply() throws {
    var lumps: [(day: AccountDay, lines: [EntryRecord])] = []
    for id in try transaction.statementLines() {
      guard let line = try reader.entry(id: id) else { continue }
      let payments = try transaction.payments(ofLine: line)
      guard payments.count == 0, line.entry.isLump else {
        try settle([line], with: payments)
        continue
      }
      // Only the day tells the payments of this one.
      let day = AccountDay(line.entry)
      if let index = lumps.firstIndex(where: { $0.day == day }) {
        lumps[index].lines.append(line)
      } else {
        lumps.append((day, [line]))
      }
    }
    for (day, lines) in lumps {
      try settle(lines, with: try transaction.paymentsOfNoLine(day), beside: try transaction.lumpsOfDay(day))
    }
  }

  /// `lines`: of one account, day, currency and direction, explained by the payments together.
  /// `others`: lines of earlier nights that the same payments explain.
  private func settle(_ lines: [EntryRecord], with payments: PaymentSums, beside others: [EntryRecord] = []) throws {
    guard let first = lines.first, let desk = try entries.desk(first.company),
      let account = desk.company.accounts.first(where: { $0.iban == first.entry.account })
    else { return }
    var isExplained = payments.total != nil && sum((lines + others).map(\.entry)) == payments.total
    // What was booked of the payments goes to the bank with the first of several lines; only all of them together are explained.
    var booked = payments.booked ?? 0
    if !others.isEmpty {
      let (rest, overflow) = booked.subtractingReportingOverflow(try transaction.cleared(others) ?? 0)
      booked = overflow ? 0 : rest
      isExplained = isExplained && !overflow
    }
    for line in lines {
      if line.voucherID == nil, entries.whyItWaits(line, account, desk) != nil {
        try outcome(of: line, isExplained || account.books == .none ? "closed" : "open-line", voucher: nil)
        continue
      }
      let amount: Int64
      switch account.books {
      case .all: amount = line.entry.amount.minorUnits
      case .provider:
        amount = isExplained ? booked : 0
        if isExplained { booked = 0 }
      case .none: amount = 0
      }
      var voucher = line.voucherID
      if voucher == nil, amount != 0 {
        let drafted = Recipes.clear(
          line: line.entry, amount: Money(minorUnits: amount, line.entry.amount.currency),
          in: Recipes.Context(terms: desk.terms, source: line.key))
        voucher = try entries.book.write(drafted, source: line.key, terms: desk.terms)
      } else if account.books == .provider, amount != 0 {
        // What it was explained by before has been taken back.
        try entries.addTransit(line, Money(minorUnits: amount, line.entry.amount.currency), desk)
      }
      try outcome(of: line, isExplained || account.books == .none ? "line" : "open-line", voucher: voucher)
    }
  }

  private func outcome(of line: EntryRecord, _ state: String, voucher: Int64?) throws {
    try outcomes.set(
      entry: line.id, state: state, receivable: nil, rule: nil, evidence: nil, recipe: voucher == nil ? nil : "R25",
      voucher: voucher,
      suspense: 0)
  }

  private func sum(_ entries: [SettlementEntry]) -> Int64? {
    var sum: Int64 = 0
    for entry in entries {
      let (next, overflow) = sum.addingReportingOverflow(entry.amount.minorUnits)
      guard !overflow else { return nil }
      sum = next
    }
    return sum
  }
}
