import Receivables

/// Mode `collection`: the creditor has reminded the debtor itself, and the debtor has had the time that the statute gives.
enum ReminderRules {
  static let all: [Rule] = [
    providerSendsReminders, ownReminder, inkassovarsel, timesAreKnown,
  ]

  private static func collects(_ x: Examination) -> Bool { x.agreement?.mode == .collection && x.kind != nil }

  static func providerSendsReminders(_ x: Examination) -> Reason? {
    guard let agreement = x.agreement, agreement.mode == .reminderAndCollection else { return nil }
    return Reason(
      .providerReminds, .transfer, .contract,
      "\(x.terms?.name ?? agreement.provider) reminds before it collects, so no own reminder is needed.",
      source: "perille.yaml agreements mode")
  }

  /// The statutory row that was in force when the letter was sent, of the first country whose rules count and that has one.
  private static func rows(_ item: StatutoryTimes.Item, _ x: Examination, letter: CalendarDate?) -> [StatutoryTimes.Row] {
    guard collects(x), let kind = x.kind else { return [] }
    return x.lawCountries.compactMap {
      x.context.statutoryTimes.row(item, country: $0, consumer: kind.isConsumer, on: letter ?? x.asOf)
    }
  }

  /// The creditor's own reminder: sent after the effective due date, and the statute's full days gone since. The day of sending
  /// does not count.
  static func ownReminder(_ x: Examination) -> Reason? {
    let sent = x.receivable.facts.ownReminderDate
    // The strictest of the countries whose rules count.
    guard let row = rows(.ownReminder, x, letter: sent).max(by: { $0.value < $1.value }) else { return nil }
    // Where the statute sets no time, the date itself is still what the provider asks for.
    let basis: Reason.Basis = row.value > 0 ? .statute : .contract
    let source = row.value > 0 ? row.source : x.terms?.source ?? row.source
    guard let sent else {
      return Reason(
        .reminderMissing, .hold, basis, "Mode collection needs the date of the creditor's own reminder, and none is stated.",
        source: source)
    }
    guard let due = x.effectiveDue else { return nil }
    guard sent > due else {
      return Reason(
        .reminderBeforeDue, .hold, basis, "The own reminder of \(sent) was not sent after the due date, effectively \(due).",
        source: source)
    }
    let first = row.value == 0 ? sent : sent.adding(days: row.value + 1)
    let isOver = x.asOf >= first
    return Reason(
      .reminderWaitingTime, isOver ? .transfer : .wait, basis,
      row.value == 0
        ? "The creditor's own reminder is of \(sent)."
        : "The creditor's own reminder is of \(sent); \(row.value) full days must pass, so the claim may go from \(first).",
      source: source, until: isOver ? nil : first)
  }

  /// The Norwegian collection notice: sent after the effective due date, with a deadline of at least so many days, which has
  /// expired. A deadline on a closed day ends on the next open one.
  static func inkassovarsel(_ x: Examination) -> Reason? {
    let facts = x.receivable.facts
    guard let row = rows(.inkassovarsel, x, letter: facts.noticeSentDate).first else { return nil }
    guard let sent = facts.noticeSentDate, let deadline = facts.noticeDeadline else {
      return Reason(
        .inkassovarselMissing, .hold, .statute,
        "Mode collection needs an inkassovarsel with the day it was sent and its deadline, and they are not both stated.",
        source: row.source)
    }
    guard let due = x.effectiveDue else { return nil }
    guard sent > due else {
      return Reason(
        .inkassovarselBeforeDue, .hold, .statute,
        "The inkassovarsel of \(sent) was not sent after the due date, effectively \(due).", source: row.source)
    }
    guard sent.days(until: deadline) >= row.value else {
      return Reason(
        .inkassovarselDeadlineShort, .hold, .statute,
        "The inkassovarsel of \(sent) gave until \(deadline), which is less than \(row.value) days.", source: row.source)
    }
    guard let end = x.context.calendars[row.country]?.rollForward(deadline) else {
      return Reason(
        .calendarMissing, .hold, .data,
        "The calendar of closed days of \(row.country) does not reach the inkassovarsel's deadline of \(deadline).",
        source: "table of closed days, \(row.country)")
    }
    let first = end.adding(days: 1)
    let isOver = x.asOf >= first
    return Reason(
      .inkassovarselDeadline, isOver ? .transfer : .wait, .statute,
      "The inkassovarsel of \(sent) gave until \(end), so the claim may go from \(first).", source: row.source,
      until: isOver ? nil : first)
  }

  /// No row says what the statute asked for when the letter was sent: then nobody knows whether it was enough.
  static func timesAreKnown(_ x: Examination) -> Reason? {
    guard collects(x), let kind = x.kind else { return nil }
    let times = x.context.statutoryTimes
    let facts = x.receivable.facts
    for country in x.lawCountries {
      let reminder = times.row(
        .ownReminder, country: country, consumer: kind.isConsumer, on: facts.ownReminderDate ?? x.asOf)
      let notice = times.row(
        .inkassovarsel, country: country, consumer: kind.isConsumer, on: facts.noticeSentDate ?? x.asOf)
      if reminder == nil, notice == nil {
        return Reason(
          .statuteMissing, .hold, .statute,
          "The table of statutory times has no row for reminders in \(country) on the day in question.",
          source: "table of statutory times, \(country)")
      }
    }
    return nil
  }
}
