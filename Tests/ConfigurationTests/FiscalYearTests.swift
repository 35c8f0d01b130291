import Receivables
import Testing

@testable import Configuration

@Suite("Fiscal years")
struct FiscalYearTests {
  @Test(
    "a day's fiscal year is the stated one, or follows from the stated ones or the start",
    arguments: [
      ("", "2026-11-24", "2026-01-01", "2026-12-31"),
      ("fiscalYearStart: 07-01", "2026-06-30", "2025-07-01", "2026-06-30"),
      ("fiscalYearStart: 07-01", "2026-07-01", "2026-07-01", "2027-06-30"),
      ("fiscalYearStart: 03-01", "2024-02-29", "2023-03-01", "2024-02-29"),
      ("fiscalYearStart: 01-01", "2026-12-31", "2026-01-01", "2026-12-31"),
      // A long first year, then split years, without an entry for each.
      ("fiscalYears: [{from: 2025-01-01, through: 2026-06-30}]", "2026-06-30", "2025-01-01", "2026-06-30"),
      ("fiscalYears: [{from: 2025-01-01, through: 2026-06-30}]", "2026-07-01", "2026-07-01", "2027-06-30"),
      ("fiscalYears: [{from: 2025-01-01, through: 2026-06-30}]", "2031-01-01", "2030-07-01", "2031-06-30"),
      ("fiscalYears: [{from: 2025-01-01, through: 2026-06-30}]", "2024-12-31", "2024-01-01", "2024-12-31"),
      ("fiscalYears: [{from: 2025-01-01, through: 2026-06-30}]", "2020-01-01", "2020-01-01", "2020-12-31"),
      // The order of the list does not matter.
      (
        "fiscalYears: [{from: 2026-07-01, through: 2027-12-31}, {from: 2025-07-01, through: 2026-06-30}]", "2028-02-29",
        "2028-01-01", "2028-12-31"
      ),
      (
        "closedThrough: 2026-02-28, fiscalYears: [{from: 2026-03-01, through: 2026-12-31}]", "2026-03-01", "2026-03-01",
        "2026-12-31"
      ),
    ])
  func year(text: String, day: String, from: String, through: String) throws {
    let terms = try terms(text)
    let year = terms.fiscalYear(of: try #require(CalendarDate(iso: day)))
    #expect(year.from.description == from && year.through.description == through)
  }

  @Test(
    "every day has one year, and no two years have one name",
    arguments: [
      "", "fiscalYearStart: 07-01", "fiscalYearStart: 12-31", "fiscalYears: [{from: 2025-01-01, through: 2026-06-30}]",
      "fiscalYears: [{from: 2024-07-01, through: 2025-06-30}, {from: 2025-07-01, through: 2026-12-31}]",
      "fiscalYears: [{from: 2024-02-29, through: 2025-02-28}]",
    ])
  func partition(text: String) throws {
    let terms = try terms(text)
    var day = try #require(CalendarDate(iso: "2019-01-01"))
    let end = try #require(CalendarDate(iso: "2033-12-31"))
    var years: [FiscalYear] = []
    while day <= end {
      let year = terms.fiscalYear(of: day)
      #expect(year.contains(day))
      if years.last != year { years.append(year) }
      day = day.adding(days: 1)
    }
    #expect(zip(years, years.dropFirst()).allSatisfy { $0.through.adding(days: 1) == $1.from })
    #expect(Set(years.map(\.label)).count == years.count)
  }

  private func terms(_ text: String) throws -> LedgerTerms {
    try #require(try readConfiguration(company("ledger: {\(text)}")).get().ledgers.first)
  }
}
