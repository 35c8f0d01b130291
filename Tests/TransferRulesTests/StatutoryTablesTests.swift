import Foundation
import Receivables
import TestSupport
import Testing

@testable import TransferRules

/// The tables in the binary against their sources and against vectors that others worked out.
@Suite struct StatutoryTablesTests {
  @Test(arguments: ["FI", "SE", "NO"])
  func everyCountryHasItsTables(_ country: String) throws {
    let calendar = try #require(StatutoryTables.calendars[country])
    #expect(calendar.country == country)
    #expect(calendar.firstDay == day("2024-01-01") && calendar.lastDay == day("2028-12-31"))
    #expect(StatutoryTables.countryReviewedThrough[country] == day("2026-12-31"))
    let asOf = day("2026-11-20")
    for consumer in [true, false] {
      #expect(StatutoryTables.times.row(.limitation, country: country, consumer: consumer, on: asOf) != nil)
      let reminder = StatutoryTables.times.row(.ownReminder, country: country, consumer: consumer, on: asOf)
      let notice = StatutoryTables.times.row(.inkassovarsel, country: country, consumer: consumer, on: asOf)
      #expect((reminder == nil) != (notice == nil), "one sort of letter a country")
    }
  }

  @Test func noOtherCountryHas() {
    #expect(StatutoryTables.calendars["DK"] == nil)
    #expect(StatutoryTables.calendars[""] == nil)
    #expect(StatutoryTables.countryReviewedThrough["DE"] == nil)
  }

  /// No line of a table is lost on the way into the binary.
  @Test func everyRowIsRead() throws {
    let folder = Places.project.appendingPathComponent("Sources/CTables")
    let holidays = try tableRows(folder.appendingPathComponent("holidays.csv"))
    #expect(holidays.count == 214)
    for row in holidays {
      let calendar = try #require(StatutoryTables.calendars[row["country"] ?? ""])
      let date = day(row["date"] ?? "")
      #expect(calendar.isBankingDay(date) == (row["bank_closed"] == "0" && date.weekday <= 5), "\(row)")
      #expect((calendar.rollForward(date) == date) == (row["due_date_moves"] == "0" && date.weekday <= 5), "\(row)")
    }
    let times = try tableRows(folder.appendingPathComponent("statutory_times.csv"))
    #expect(times.count == StatutoryTables.times.rows.count)
    let fees = try tableRows(folder.appendingPathComponent("reminder_fees.csv"))
    #expect(fees.count == StatutoryTables.fees.rows.count)
    for row in StatutoryTables.times.rows {
      #expect(StatutoryTables.countryReviewedThrough[row.country].map { $0 <= row.reviewedThrough } == true, "\(row)")
    }
    let reviews = try tableRows(folder.appendingPathComponent("reviews.csv")).filter { $0["scope"] == "country" }
    #expect(reviews.count == StatutoryTables.countryReviewedThrough.count)
  }

  @Test func dueDatesRollAsTheVectorsSay() throws {
    guard let file = Places.sharedItem("vectors/due_date_roll_vectors.csv") else { return }
    let rows = try tableRows(file)
    #expect(rows.count >= 14)
    for row in rows {
      let calendar = try #require(StatutoryTables.calendars[row["country"] ?? ""])
      #expect(calendar.rollForward(day(row["due_date"] ?? "")) == day(row["effective_due_date"] ?? ""), "\(row)")
    }
  }

  /// A row counts on the days for which it is valid and reviewed, and on no others.
  @Test func timesAreDated() throws {
    let row = StatutoryTimes.Row(
      country: "NO", debtor: .consumer, item: .inkassovarsel, value: 14, validFrom: day("2020-01-01"),
      validThrough: day("2026-06-30"), reviewedThrough: day("2026-12-31"), source: "x")
    let later = StatutoryTimes.Row(
      country: "NO", debtor: .consumer, item: .inkassovarsel, value: 21, validFrom: day("2026-07-01"), validThrough: nil,
      reviewedThrough: day("2026-12-31"), source: "y")
    let times = StatutoryTimes(rows: [row, later])
    for (date, expected) in [
      ("2019-12-31", nil), ("2020-01-01", 14), ("2026-06-30", 14), ("2026-07-01", 21), ("2026-12-31", 21), ("2027-01-01", nil),
    ] {
      #expect(times.row(.inkassovarsel, country: "NO", consumer: true, on: day(date))?.value == expected, "\(date)")
    }
    #expect(times.row(.inkassovarsel, country: "NO", consumer: false, on: day("2026-01-01")) == nil)
    #expect(times.row(.ownReminder, country: "NO", consumer: true, on: day("2026-01-01")) == nil)
  }
}
