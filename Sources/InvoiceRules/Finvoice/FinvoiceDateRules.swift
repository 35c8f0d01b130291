import Receivables

/// Dates besides those that the reader decides by.
enum FinvoiceDateRules {
  static let all: [FinvoiceRules.Rule] = [malformed, period, cashDiscount, twoWeeks, originals, farAway, partialDue]

  /// FINVOICE-DATE-01: every date is a real day. Of the dates that decide, the reader says it (finvoice.date-malformed).
  @Sendable static func malformed(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    let dates =
      facts.otherDates + facts.cashDiscountDates + facts.originalDates + [facts.periodStart, facts.periodEnd].compactMap(\.self)
    for date in dates where date.day == nil {
      report.add(.dateMalformed, line: date.stated.line, path: date.path, found: date.stated.text, term: date.term)
    }
  }

  /// FINVOICE-DATE-02: a period ends after it begins (BR-29).
  @Sendable static func period(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let end = facts.periodEnd, let start = facts.periodStart?.day, let last = end.day, last < start else { return }
    report.add(
      .period, line: end.stated.line, path: end.path, expected: start.description, found: last.description)
  }

  /// FINVOICE-DATE-03: a cash discount is for paying before the due date.
  @Sendable static func cashDiscount(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard let due = facts.dueDate else { return }
    for date in facts.cashDiscountDates {
      guard let day = date.day, day > due else { continue }
      report.add(
        .cashDiscount, line: date.stated.line, path: date.path, expected: due.description, found: day.description)
    }
  }

  /// FINVOICE-DATE-04: a direct payment gives a consumer two weeks.
  ///
  /// Source: Finvoice data list 3.0, EpiDateOptionDate, after the consumer authority's guidance.
  @Sendable static func twoWeeks(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.plainType == "INV09", let due = facts.dueDate, (0..<14).contains(facts.issueDate.days(until: due)) else { return }
    report.add(
      .twoWeeks, line: facts.dueDateLine, path: "EpiDetails/EpiPaymentInstructionDetails/EpiDateOptionDate",
      expected: facts.issueDate.adding(days: 14).description, found: due.description)
  }

  /// FINVOICE-DATE-05: an earlier invoice is not written later.
  @Sendable static func originals(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    for date in facts.originalDates.prefix(10) {
      guard let day = date.day, day > facts.issueDate else { continue }
      report.add(
        .originalLater, line: date.stated.line, path: date.path, expected: facts.issueDate.description, found: day.description)
    }
  }

  /// FINVOICE-DATE-06: nobody waits longer than a year; such a date is most often a slip of the year.
  @Sendable static func farAway(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.typeClass == .invoice, facts.partialPayments.isEmpty, let due = facts.dueDate,
      facts.issueDate.days(until: due) > 366
    else { return }
    report.add(
      .dueFarAway, line: facts.dueDateLine, path: "EpiDetails/EpiPaymentInstructionDetails/EpiDateOptionDate",
      found: due.description)
  }

  /// FINVOICE-PART-02: no instalment is due before the invoice was written.
  @Sendable static func partialDue(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    for date in facts.partialPayments.flatMap(\.dueDates) {
      guard let day = date.day, day < facts.issueDate else { continue }
      report.add(
        .partialDue, line: date.stated.line, path: date.path, expected: facts.issueDate.description, found: day.description)
      return
    }
  }
}
