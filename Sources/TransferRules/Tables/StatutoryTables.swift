import CTables
import Receivables
import Tables

/// The dated tables that are built into the program, read once. A row that does not make sense is left out, and of closed days takes
/// its whole country with it: what then misses is held, never guessed.
public enum StatutoryTables {
  /// Closed days by country.
  public static let calendars: [String: BankingCalendar] = readCalendars()

  /// Until when a person has checked the rules of a country.
  public static let countryReviewedThrough: [String: CalendarDate] = readReviews()

  /// Waiting times and limitation, by country and sort of debtor.
  public static let times = StatutoryTimes(rows: readTimes())

  private static func readCalendars() -> [String: BankingCalendar] {
    struct Days {
      var years: Set<Int> = []
      var bankClosed: Set<CalendarDate> = []
      var dueDateMoves: Set<CalendarDate> = []
      var isSound = true
    }
    var byCountry: [String: Days] = [:]
    for row in EmbeddedRows(perille_table_holidays()) {
      var days = byCountry[row["country"]] ?? Days()
      let closed = flag(row["bank_closed"])
      let moves = flag(row["due_date_moves"])
      let isHoliday = flag(row["public_holiday"])
      if let date = CalendarDate(iso: row["date"]), let closed, let moves, isHoliday != nil {
        days.years.insert(date.year)
        if closed { days.bankClosed.insert(date) }
        if moves { days.dueDateMoves.insert(date) }
      } else {
        days.isSound = false
      }
      byCountry[row["country"]] = days
    }
    var calendars: [String: BankingCalendar] = [:]
    for (country, days) in byCountry where days.isSound && country.utf8.count == 2 {
      guard let first = days.years.min(), let last = days.years.max(), days.years.count == last - first + 1 else { continue }
      calendars[country] = BankingCalendar(
        country: country, years: first...last, bankClosed: days.bankClosed, dueDateMoves: days.dueDateMoves)
    }
    return calendars
  }

  private static func readReviews() -> [String: CalendarDate] {
    var reviewed: [String: CalendarDate] = [:]
    for row in EmbeddedRows(perille_table_reviews()) where row["scope"] == "country" {
      reviewed[row["key"]] = CalendarDate(iso: row["reviewed_through"])
    }
    return reviewed
  }

  private static func readTimes() -> [StatutoryTimes.Row] {
    EmbeddedRows(perille_table_statutory_times()).compactMap { row in
      guard let item = StatutoryTimes.Item(rawValue: row["item"]), let value = Int(row["value"]), value >= 0,
        let from = CalendarDate(iso: row["valid_from"]), let reviewed = CalendarDate(iso: row["reviewed_through"]),
        let debtor = DebtorKind(rawValue: row["debtor"]), row["unit"] == item.unit
      else { return nil }
      let through = CalendarDate(iso: row["valid_to"])
      guard through != nil || row["valid_to"].isEmpty else { return nil }
      return StatutoryTimes.Row(
        country: row["country"], debtor: debtor, item: item, value: value, validFrom: from, validThrough: through,
        reviewedThrough: reviewed, source: row["source"])
    }
  }

  static func flag(_ text: String) -> Bool? {
    switch text {
    case "0": false
    case "1": true
    default: nil
    }
  }
}
