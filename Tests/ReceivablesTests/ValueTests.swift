import Foundation
import Receivables
import Testing

@Suite struct CalendarDateTests {
  @Test func everyDayAgainstFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var number: Int32 = -25_567  // 1900-01-01
    var instant = Date(timeIntervalSince1970: Double(number) * 86_400)
    var previous: CalendarDate?
    var weekday = 1  // a Monday
    while true {
      let date = CalendarDate(dayNumber: number)
      let parts = date.components
      // Foundation is slow here: asked for every fifth day and for the turn of each month; between, days must follow each other.
      if number % 5 == 0 || parts.day <= 1 || parts.day >= 28 {
        let theirs = calendar.dateComponents([.year, .month, .day, .weekday], from: instant)
        guard theirs.year == parts.year, theirs.month == parts.month, theirs.day == parts.day,
          (theirs.weekday ?? 0) == date.weekday % 7 + 1
        else {
          Issue.record("day \(number): \(parts) here, \(theirs) in Foundation")
          return
        }
      }
      if parts.year == 2200 { break }
      guard CalendarDate(year: parts.year, month: parts.month, day: parts.day) == date, date.weekday == weekday,
        CalendarDate(iso: date.description) == date, CalendarDate(compactBytes: Array(date.compactText.utf8)) == date
      else {
        Issue.record("round trip of \(date)")
        return
      }
      if let previous, !(previous < date && previous.adding(days: 1) == date && previous.days(until: date) == 1) {
        Issue.record("order at \(date)")
        return
      }
      previous = date
      number += 1
      instant.addTimeInterval(86_400)
      weekday = weekday % 7 + 1
    }
    #expect(number == 84_006)
  }

  @Test(arguments: [(1900, 28), (2000, 29), (2023, 28), (2024, 29), (2100, 28)])
  func leapYears(_ row: (Int, Int)) {
    #expect(CalendarDate.daysInMonth(year: row.0, month: 2) == row.1)
    #expect((CalendarDate(year: row.0, month: 2, day: 29) != nil) == (row.1 == 29))
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-12-15", 1, "2027-01-15"),
    ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"), ("2026-05-31", 36, "2029-05-31"),
    ("2024-02-29", 12, "2025-02-28"), ("2026-08-31", -14, "2025-06-30"),
  ])
  func addingMonths(_ row: (String, Int, String)) {
    #expect(CalendarDate(iso: row.0)?.adding(months: row.1).description == row.2)
  }

  @Test(arguments: [
    "", "2026-1-1", "2026-13-01", "2026-00-10", "2026-02-29", "1899-12-31", "2200-01-01", "2026/01/01", "+026-01-01",
    "2026-01-01 ", "٢٠٢٦-٠١-٠١",
  ])
  func textsThatAreNoDate(_ text: String) { #expect(CalendarDate(iso: text) == nil) }

  @Test func compactForm() {
    #expect(CalendarDate(compactBytes: Array("20261121".utf8))?.description == "2026-11-21")
    #expect(CalendarDate(compactBytes: Array("2026112".utf8)) == nil)
    #expect(CalendarDate(compactBytes: Array("2026112x".utf8)) == nil)
  }
}

@Suite struct MoneyTests {
  @Test(arguments: [
    (0, "EUR", "0.00 EUR"), (1250, "EUR", "12.50 EUR"), (-5, "EUR", "-0.05 EUR"), (100, "JPY", "100 JPY"),
    (-1, "JPY", "-1 JPY"), (1234, "KWD", "1.234 KWD"), (Int64.max, "SEK", "92233720368547758.07 SEK"),
    (Int64.min, "SEK", "-92233720368547758.08 SEK"),
  ])
  func text(_ row: (Int64, String, String)) throws {
    let currency = try #require(Currency(row.1))
    #expect(Money(minorUnits: row.0, currency).description == row.2)
  }

  @Test func sumsAreExactOrRefused() throws {
    let ten = Money(minorUnits: 1000, .eur)
    #expect(try ten.adding(Money(minorUnits: -1001, .eur)).decimalText == "-0.01")
    #expect(try ten.subtracting(ten).isZero)
    #expect(throws: MoneyError.currenciesDiffer(.eur, .sek)) { try ten.adding(.zero(.sek)) }
    #expect(throws: MoneyError.overflow) { try Money(minorUnits: .max, .eur).adding(Money(minorUnits: 1, .eur)) }
    #expect(throws: MoneyError.overflow) { try Money(minorUnits: .min, .eur).subtracting(Money(minorUnits: 1, .eur)) }
    #expect(ten.negated.magnitude == ten)
    #expect(ten.isPositive && ten.negated.isNegative && Money.zero(.nok).isZero)
  }

  @Test(arguments: [
    ("12.50", 1250, 2), ("-0.05", -5, 2), ("007", 7, 0), ("25.5", 255, 1), ("999999999999999999", 999_999_999_999_999_999, 0),
  ])
  func decimals(_ row: (String, Int64, Int)) throws {
    let value = try #require(ExactDecimal(bytes: row.0.utf8, point: 0x2E))
    #expect(value == ExactDecimal(mantissa: row.1, scale: row.2))
  }

  @Test(arguments: ["", "-", ".", ".5", "5.", "1.2.3", "1,5", "+1", "1e3", " 1", "1 000", "NaN", "1-", "9999999999999999999"])
  func malformedDecimals(_ text: String) { #expect(ExactDecimal(bytes: text.utf8, point: 0x2E) == nil) }

  @Test func decimalsBecomeMoneyOnlyWhenTheyFit() {
    #expect(ExactDecimal(mantissa: 12_500, scale: 3).money(in: .eur) == Money(minorUnits: 1250, .eur))
    #expect(ExactDecimal(mantissa: 12_501, scale: 3).money(in: .eur) == nil)
    #expect(ExactDecimal(mantissa: 5, scale: 0).money(in: .eur) == Money(minorUnits: 500, .eur))
    #expect(ExactDecimal(mantissa: .max, scale: 0).money(in: .eur) == nil)
    #expect(ExactDecimal(mantissa: 1785, scale: 3).roundedMoney(in: .eur) == Money(minorUnits: 179, .eur))
    #expect(ExactDecimal(mantissa: -1785, scale: 3).roundedMoney(in: .eur) == Money(minorUnits: -179, .eur))
    #expect(ExactDecimal(mantissa: 1784, scale: 3).roundedMoney(in: .eur) == Money(minorUnits: 178, .eur))
    #expect(ExactDecimal(mantissa: 5, scale: 2).description == "0.05")
    #expect(ExactDecimal(mantissa: -1_785, scale: 3).description == "-1.785")
    #expect(ExactDecimal(mantissa: 2550, scale: 2).normalised.description == "25.5")
  }
}

@Suite struct CurrencyTests {
  @Test(arguments: ["EUR", "SEK", "NOK", "DKK"])
  func codes(_ code: String) throws {
    let currency = try #require(Currency(code))
    #expect(currency.code == code && currency.description == code && currency.minorUnitDigits == 2)
  }

  @Test(arguments: ["", "EU", "EURO", "eur", "E1R", "ÅÄÖ"])
  func textsThatAreNoCurrency(_ text: String) { #expect(Currency(text) == nil) }

  @Test func orderIsAlphabetical() {
    #expect([Currency.sek, .eur, .nok].sorted() == [.eur, .nok, .sek])
    #expect(Currency("EUR") == .eur)
  }
}

@Suite struct TextBuilderTests {
  @Test(arguments: [
    (0, 0, "0"), (0, 2, "0.00"), (5, 2, "0.05"), (1250, 2, "12.50"), (-1250, 2, "-12.50"), (-5, 3, "-0.005"), (1250, 4, "0.1250"),
    (1250, 0, "1250"), (-9, 0, "-9"), (100, 2, "1.00"), (7, 1, "0.7"), (Int.max, 0, "9223372036854775807"),
    (Int.min, 2, "-92233720368547758.08"),
  ])
  func numbers(_ number: Int, _ decimals: Int, _ expected: String) {
    var text = TextBuilder()
    text.add("x")
    text.add(number, decimals: decimals)
    text.add(ascii: "y")
    #expect(text.text == "x" + expected + "y")
  }
}
