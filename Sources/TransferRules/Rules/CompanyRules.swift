import Receivables

/// What concerns all claims of a company alike: whether the night knows enough to hand anything over.
enum CompanyRules {
  static let all: [Rule] = [
    intakeIsComplete, paymentsAreKnown, claimIsConfirmed, companyIsActivated, calendarReaches,
    countryIsReviewed,
  ]

  /// Promise 7: while a file that may say paid, credited, disputed or on hold is unread, the company waits.
  static func intakeIsComplete(_ x: Examination) -> Reason? {
    let blockers = Set(x.context.intakeBlockers).sorted()
    guard !blockers.isEmpty else { return nil }
    let shown = blockers.prefix(3).map { Masking.excerpt($0, limit: 120) }.joined(separator: "; ")
    let more = blockers.count > 3 ? "; and \(blockers.count - 3) more" : ""
    return Reason(
      .intakeIncomplete, .wait, .safety,
      "What may say paid, credited, disputed or on hold has not been read: \(shown)\(more).",
      source: "Perille promise 7")
  }

  /// Way of working `ledger`: the balance counts only while every required payment source has spoken lately.
  static func paymentsAreKnown(_ x: Examination) -> Reason? {
    guard case .ledger(let sources, let maxAge) = x.company.way else { return nil }
    let source = "perille.yaml maxPaymentAge"
    let silent = x.context.paymentsSource.map { Masking.excerpt($0) }
    guard let through = x.context.paymentsThrough else {
      let names = sources.sorted().map { Masking.excerpt($0) }.joined(separator: ", ")
      return Reason(
        .paymentsUnknown, .wait, .safety,
        names.isEmpty
          ? "No payment source is required of \(x.company.key), so nobody knows what has been paid."
          : silent.map { "The required payment source \($0) has never delivered a file, so nobody knows what has been paid." }
            ?? "Not every required payment source (\(names)) has delivered a file, so nobody knows what has been paid.",
        source: "perille.yaml requiredPaymentSources")
    }
    guard through <= x.asOf else {
      return Reason(
        .paymentsFuture, .wait, .safety,
        "The payment files claim to speak through \(through), a day that has not come.", source: source)
    }
    guard let age = x.calendar?.bankingDays(from: through, to: x.asOf), age <= maxAge else {
      return Reason(
        .paymentsStale, .wait, .safety,
        "Payments are known through \(through) only\(silent.map { " (\($0))" } ?? ""), which is more than \(bankingDays(maxAge)) ago.",
        source: source)
    }
    return Reason(
      .paymentsKnown, .transfer, .safety,
      "Payments are known through \(through), not more than \(bankingDays(maxAge)) ago.", source: source)
  }

  /// Way of working `handover`: a drop says that the claim is open, and says it for a few banking days only.
  static func claimIsConfirmed(_ x: Examination) -> Reason? {
    guard case .handover(let days) = x.company.way else { return nil }
    let source = "perille.yaml confirmationDays"
    guard let confirmed = x.receivable.confirmedOn else {
      return Reason(
        .needsConfirmation, .wait, .safety, "No drop has confirmed that the claim is open.", source: source)
    }
    guard confirmed <= x.asOf, let age = x.calendar?.bankingDays(from: confirmed, to: x.asOf), age <= days else {
      return Reason(
        .needsConfirmation, .wait, .safety,
        "The drop of \(confirmed) confirmed the claim for \(bankingDays(days)) only; it must be dropped again.",
        source: source)
    }
    return Reason(
      .confirmed, .transfer, .safety,
      "The drop of \(confirmed) confirmed that the claim is open, which counts for \(bankingDays(days)).",
      source: source)
  }

  static func companyIsActivated(_ x: Examination) -> Reason? {
    guard !x.context.isActivated else { return nil }
    return Reason(
      .planOnly, .wait, .policy, "\(x.company.key) is new: its decisions are planned only until it is activated.",
      source: "perille activate \(x.company.key)")
  }

  /// The company's country must have a calendar for the day itself and for the due date.
  static func calendarReaches(_ x: Examination) -> Reason? {
    let country = x.company.country
    let day: CalendarDate
    if x.calendar?.covers(x.asOf) != true {
      day = x.asOf
    } else if let due = x.receivable.dueDate, x.effectiveDue == nil {
      day = due
    } else {
      return nil
    }
    // A refused day is named by its own date when that is stable, by the table's end when it is tonight.
    let which = day == x.asOf ? "this day" : "\(day)"
    return Reason(
      .calendarMissing, .hold, .data,
      "The calendar of closed days of \(country) does not reach \(which), so no waiting time can be counted.",
      source: "table of closed days, \(country)")
  }

  /// Past the reviewed-through date of a country whose rules count, nothing goes.
  static func countryIsReviewed(_ x: Examination) -> Reason? {
    for country in x.lawCountries {
      guard let through = x.context.countryReviewedThrough[country] else {
        return Reason(
          .countryReviewPast, .wait, .statute, "The debt-collection rules of \(country) have not been reviewed.",
          source: "table of reviews, \(country)")
      }
      if x.asOf > through {
        return Reason(
          .countryReviewPast, .wait, .statute,
          "The debt-collection rules of \(country) were reviewed through \(through) only.",
          source: "table of reviews, \(country)")
      }
    }
    return nil
  }

  static func bankingDays(_ count: Int) -> String { count == 1 ? "1 banking day" : "\(count) banking days" }
}
