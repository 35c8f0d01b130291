import Receivables

/// `companies.KEY.ledger.fiscalYears` and `fiscalYearStart`
struct FiscalYearSection {
  /// In the order of time.
  private(set) var stated: [FiscalYear] = []
  private(set) var start: LedgerTerms.YearStart?

  private struct Entry {
    var year: FiscalYear
    var place: ConfigurationValue
  }

  init(_ section: ConfigurationMapping?, closedThrough: CalendarDate?) {
    start = section?["fiscalYearStart"].flatMap(FiscalYearSection.start)
    let entries = (section?["fiscalYears"]?.list() ?? []).compactMap(FiscalYearSection.entry)
      .sorted { $0.year.from < $1.year.from }
    stated = entries.map(\.year)
    if let place = section?["fiscalYearStart"], !stated.isEmpty {
      place.problem("Where fiscalYears are stated, the others follow from them: leave fiscalYearStart out.")
    }
    for (earlier, later) in zip(entries, entries.dropFirst()) { FiscalYearSection.check(earlier.year, later) }
    if let first = entries.first { FiscalYearSection.check(first: first, closedThrough: closedThrough) }
  }

  private static func entry(_ value: ConfigurationValue) -> Entry? {
    guard let section = value.section(.fiscalYear) else { return nil }
    let from = section.required("from")?.date()
    let through = section.required("through")?.date()
    guard let from, let through else { return nil }
    guard from <= through else {
      value.problem("The fiscal year ends before it begins.")
      return nil
    }
    if through >= from.adding(months: 18) {
      value.problem(
        "A fiscal year is at most 18 months: one that begins on \(from) ends on \(from.adding(months: 18).adding(days: -1)) or before."
      )
    }
    return Entry(year: FiscalYear(from: from, through: through), place: value)
  }

  private static func check(_ earlier: FiscalYear, _ later: Entry) {
    let year = later.year
    if year.from <= earlier.through {
      later.place.problem("The fiscal year from \(year.from) overlaps the one from \(earlier.from) through \(earlier.through).")
    } else if year.from != earlier.through.adding(days: 1) {
      later.place.problem("No fiscal year holds the days after \(earlier.through) and before \(year.from): stated years adjoin.")
    } else if year.label == earlier.label {
      later.place.problem(
        "Two fiscal years end in \(year.label), by which their vouchers are numbered: \(earlier.through) and \(year.through).")
    }
  }

  /// The year before the first stated one is computed, and must not take its name either.
  private static func check(first: Entry, closedThrough: CalendarDate?) {
    let before = first.year.from.adding(days: -1)
    guard before.year == first.year.label else { return }
    if let closedThrough, closedThrough >= before { return }
    first.place.problem(
      "The year before would end in \(first.year.label) as well. If this is the company's first fiscal year, say closedThrough: \(before)."
    )
  }

  private static func start(_ value: ConfigurationValue) -> LedgerTerms.YearStart? {
    guard let text = value.text() else { return nil }
    // 2025 is a common year: a year that began on 29 February would have no first day in most.
    if text.utf8.count == 5, let day = CalendarDate(iso: "2025-\(text)") {
      return LedgerTerms.YearStart(month: day.month, day: day.day)
    }
    value.problem("\"\(Masking.excerpt(text))\" is not a day of every year of the form MM-DD.")
    return nil
  }
}
