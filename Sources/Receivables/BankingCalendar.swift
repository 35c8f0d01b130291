/// The closed days of one country: weekends, and the holidays that a table names. The table covers whole years; outside them every
/// answer is nil, because a guessed calendar would hand a claim over too early.
///
/// Source of the roll: velkakirjalaki 622/1947 § 5 (FI), gjeldsbrevlova 1939-02-17-1 § 5 (NO); in Sweden by custom.
public struct BankingCalendar: Hashable, Sendable {
  /// ISO 3166-1 alpha-2.
  public let country: String
  /// First and last day that the table covers.
  public let firstDay: CalendarDate
  public let lastDay: CalendarDate
  private let bankClosed: Set<CalendarDate>
  private let dueDateMoves: Set<CalendarDate>

  /// - Parameters:
  ///   - years: the years that the table covers completely.
  ///   - bankClosed: days besides Saturdays and Sundays on which banks do not pay.
  ///   - dueDateMoves: days besides Saturdays and Sundays from which a due date moves on.
  /// - Returns: nil when the years are outside 1900–2199.
  public init?(
    country: String, years: ClosedRange<Int>, bankClosed: Set<CalendarDate>, dueDateMoves: Set<CalendarDate>
  ) {
    guard let first = CalendarDate(year: years.lowerBound, month: 1, day: 1),
      let last = CalendarDate(year: years.upperBound, month: 12, day: 31)
    else { return nil }
    self.country = country
    firstDay = first
    lastDay = last
    self.bankClosed = bankClosed
    self.dueDateMoves = dueDateMoves
  }

  public func covers(_ day: CalendarDate) -> Bool { firstDay <= day && day <= lastDay }

  /// Whether banks pay on that day.
  public func isBankingDay(_ day: CalendarDate) -> Bool? {
    guard covers(day) else { return nil }
    return day.weekday <= 5 && !bankClosed.contains(day)
  }

  /// The day itself when something can be due on it, else the next day that can. Only ever forward.
  public func rollForward(_ day: CalendarDate) -> CalendarDate? {
    var day = day
    while covers(day) {
      if day.weekday <= 5 && !dueDateMoves.contains(day) { return day }
      day = day.adding(days: 1)
    }
    return nil
  }

  /// The banking day that is so many banking days after the day; the day itself, open or closed, for a count of zero or less.
  public func adding(bankingDays count: Int, to day: CalendarDate) -> CalendarDate? {
    guard covers(day) else { return nil }
    var day = day
    var left = count
    while left > 0 {
      day = day.adding(days: 1)
      guard let isOpen = isBankingDay(day) else { return nil }
      if isOpen { left -= 1 }
    }
    return day
  }

  /// How many banking days lie after `start`, through `end`; 0 when `end` is not later.
  public func bankingDays(from start: CalendarDate, to end: CalendarDate) -> Int? {
    guard covers(start), covers(end) else { return nil }
    var count = 0
    var day = start
    while day < end {
      day = day.adding(days: 1)
      if isBankingDay(day) == true { count += 1 }
    }
    return count
  }
}
