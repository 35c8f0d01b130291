import Receivables

/// Stated fees against what the law of the creditor's country lets a creditor ask for reminding. What is above it, or came too early,
/// is held: a claim is never handed over with costs that the debtor does not owe.
enum FeeRules {
  static let all: [Rule] = [feesAreKnown, feesAreAgreed, feesAreLowEnough, feesAreInTime, feesAreFew]

  /// A stated fee with the row that it is measured by.
  private typealias Measured = (fee: CreditorFacts.StatedFee, row: ReminderFees.Row?)

  /// By day. A firm's fee of just the fixed sum is the fixed sum; every other is a reminder's.
  private static func measured(_ x: Examination) -> [Measured] {
    guard let kind = x.kind, case .sum(_, let fees) = x.costs else { return [] }
    return fees.sorted { ($0.date, $0.amount.minorUnits) < ($1.date, $1.amount.minorUnits) }.map { fee in
      let row = { (item: ReminderFees.Item) in
        x.context.reminderFees.row(item, country: x.company.country, consumer: kind.isConsumer, on: fee.date)
      }
      if let fixed = row(.fixedSum), fixed.most == fee.amount { return (fee, fixed) }
      return (fee, row(.reminder))
    }
  }

  private static func debtors(_ x: Examination) -> String { x.kind?.isConsumer == true ? "a consumer" : "a firm" }

  /// Fees of another currency than the law's have a reason of their own, or no row.
  static func feesAreKnown(_ x: Examination) -> Reason? {
    guard let unknown = measured(x).first(where: { $0.row?.most.currency != $0.fee.amount.currency }) else { return nil }
    return Reason(
      .statuteMissing, .hold, .statute,
      "The table of reminder fees does not say what \(debtors(x)) in \(x.company.country) may be asked for on \(unknown.fee.date), "
        + "so the fee of \(unknown.fee.amount) cannot be judged.",
      source: "table of reminder fees, \(x.company.country)")
  }

  static func feesAreAgreed(_ x: Examination) -> Reason? {
    guard !x.company.reminderFeeAgreed, let first = measured(x).first(where: { $0.row?.onlyIfAgreed == true }),
      let row = first.row
    else { return nil }
    return Reason(
      .feeNotAgreed, .hold, .statute,
      "The reminder fee of \(first.fee.amount) of \(first.fee.date) is owed only if it was agreed at the latest when the debt arose, "
        + "and nothing says that it was.",
      source: row.source)
  }

  /// Each letter by itself; the fixed sum swallows what stands beside it.
  static func feesAreLowEnough(_ x: Examination) -> Reason? {
    let fees = measured(x)
    if let fixed = fees.first(where: { $0.row?.item == .fixedSum }), let row = fixed.row, fees.count > 1,
      case .sum(let sum, _) = x.costs
    {
      return Reason(
        .feeTooHigh, .hold, .statute,
        "The fees are \(sum): the fixed sum of \(row.most) for late payment takes the place of reminder fees, and is owed once.",
        source: row.source)
    }
    for (fee, row) in fees {
      guard let row, row.most.currency == fee.amount.currency, fee.amount.minorUnits > row.most.minorUnits else { continue }
      return Reason(
        .feeTooHigh, .hold, .statute,
        "The reminder fee of \(fee.amount) of \(fee.date) is above \(row.most), the most that \(debtors(x)) may be asked for a letter.",
        source: row.source)
    }
    return nil
  }

  /// After the effective due date, after the days that the statute gives, and far enough from the letter before.
  static func feesAreInTime(_ x: Examination) -> Reason? {
    guard let due = x.effectiveDue else { return nil }
    var before: CalendarDate?
    for (fee, row) in measured(x) {
      guard let row else { continue }
      let first = due.adding(days: max(row.firstAfterDays, 1))
      if fee.date < first {
        let days =
          row.firstAfterDays > 0
          ? "\(row.firstAfterDays) days after the due date, effectively \(due)" : "the day after it was due"
        return Reason(
          .feeTooEarly, .hold, .statute,
          "The fee of \(fee.amount) is of \(fee.date); the first day on which the law allows one is \(first), \(days).",
          source: row.source)
      }
      if let before, fee.date < before.adding(days: row.nextAfterDays) {
        return Reason(
          .feeTooEarly, .hold, .statute,
          "The fee of \(fee.amount) is of \(fee.date), and the one before it of \(before); the law allows the next from "
            + "\(before.adding(days: row.nextAfterDays)).",
          source: row.source)
      }
      before = fee.date
    }
    return nil
  }

  static func feesAreFew(_ x: Examination) -> Reason? {
    let reminders = measured(x).filter { $0.row?.item == .reminder }
    guard let row = reminders.last?.row, let most = row.mostLetters, reminders.count > most else { return nil }
    return Reason(
      .feesTooMany, .hold, .statute,
      "\(reminders.count) reminder fees are stated; \(debtors(x)) may be asked to pay for \(most) reminders of one claim.",
      source: row.source)
  }
}
