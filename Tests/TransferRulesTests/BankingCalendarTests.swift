import Receivables
import Testing

@testable import TransferRules

@Suite struct BankingCalendarTests {
  private let finland = StatutoryTables.calendars["FI"]

  @Test(arguments: [
    ("2026-11-20", 0, "2026-11-20"), ("2026-11-21", 0, "2026-11-21"), ("2026-11-20", -3, "2026-11-20"),
    ("2026-11-20", 1, "2026-11-23"), ("2026-11-21", 1, "2026-11-23"), ("2026-11-17", 3, "2026-11-20"),
    ("2026-06-18", 1, "2026-06-22"), ("2026-12-23", 1, "2026-12-28"), ("2026-12-23", 5, "2027-01-04"),
  ])
  func addsBankingDays(_ from: String, _ count: Int, _ expected: String) {
    #expect(finland?.adding(bankingDays: count, to: day(from)) == day(expected))
  }

  @Test(arguments: [
    ("2026-11-20", "2026-11-20", 0), ("2026-11-20", "2026-11-19", 0), ("2026-11-19", "2026-11-20", 1),
    ("2026-11-20", "2026-11-22", 0), ("2026-11-20", "2026-11-23", 1), ("2026-12-23", "2026-12-28", 1),
    ("2026-01-01", "2026-12-31", 252),
  ])
  func countsBankingDays(_ from: String, _ to: String, _ expected: Int) {
    #expect(finland?.bankingDays(from: day(from), to: day(to)) == expected)
  }

  /// Outside the table nothing is guessed.
  @Test func answersNothingOutsideItsYears() {
    let before = day("2023-12-31")
    let after = day("2029-01-01")
    let inside = day("2026-11-20")
    for outside in [before, after] {
      #expect(finland?.covers(outside) == false)
      #expect(finland?.isBankingDay(outside) == nil)
      #expect(finland?.rollForward(outside) == nil)
      #expect(finland?.adding(bankingDays: 0, to: outside) == nil)
      #expect(finland?.bankingDays(from: outside, to: inside) == nil)
      #expect(finland?.bankingDays(from: inside, to: outside) == nil)
    }
    #expect(finland?.adding(bankingDays: 1, to: day("2028-12-29")) == nil)
    #expect(finland?.adding(bankingDays: .max, to: inside) == nil)
    // 31 December 2028 is a Sunday: the next open day lies outside.
    #expect(finland?.rollForward(day("2028-12-31")) == nil)
    #expect(finland?.rollForward(day("2028-12-29")) == day("2028-12-29"))
    #expect(BankingCalendar(country: "FI", years: 1500...1600, bankClosed: [], dueDateMoves: []) == nil)
  }

  /// Adding and counting are two sides of one thing.
  @Test func addingAndCountingAgree() throws {
    for country in ["FI", "SE", "NO"] {
      let calendar = try #require(StatutoryTables.calendars[country])
      for offset in 0..<400 {
        let start = day("2025-11-01").adding(days: offset)
        let end = try #require(calendar.adding(bankingDays: 5, to: start))
        #expect(calendar.bankingDays(from: start, to: end) == 5)
        #expect(calendar.bankingDays(from: start, to: end.adding(days: -1)) == 4)
        #expect(calendar.isBankingDay(end) == true)
        let rolled = try #require(calendar.rollForward(start))
        #expect(rolled >= start && calendar.rollForward(rolled) == rolled)
      }
    }
  }
}
