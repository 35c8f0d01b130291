/// A calendar day of the proleptic Gregorian calendar, without a time zone: the number of days since 1970-01-01.
public struct CalendarDate: Hashable, Sendable, Comparable {
  public let dayNumber: Int32

  public init(dayNumber: Int32) { self.dayNumber = dayNumber }

  /// A real day between 1900 and 2199, or nil.
  /// Years that a day can be of.
  public static let years = 1900...2199

  public init?(year: Int, month: Int, day: Int) {
    guard CalendarDate.years.contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.daysInMonth(year: year, month: month)
    else { return nil }
    // Days from civil, H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    let y = month <= 2 ? year - 1 : year
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    dayNumber = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// `YYYY-MM-DD`, exactly.
  public init?(iso text: some StringProtocol) {
    self.init(isoBytes: Array(text.utf8))
  }

  /// The same of an array, for readers in other modules: not generic, so that no byte is asked for by a table of witnesses.
  public init?(isoArray bytes: [UInt8]) { self.init(isoBytes: bytes) }

  /// `YYYY-MM-DD`, exactly, from bytes.
  public init?(isoBytes bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    let at = { (offset: Int) in bytes[bytes.index(bytes.startIndex, offsetBy: offset)] }
    guard at(4) == 0x2D, at(7) == 0x2D,
      let year = CalendarDate.number(bytes, 0, 4), let month = CalendarDate.number(bytes, 5, 2),
      let day = CalendarDate.number(bytes, 8, 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYYMMDD`, exactly (CCYYMMDD in Finvoice), from bytes.
  public init?(compactBytes bytes: some RandomAccessCollection<UInt8>) {
    guard bytes.count == 8, let year = CalendarDate.number(bytes, 0, 4),
      let month = CalendarDate.number(bytes, 4, 2), let day = CalendarDate.number(bytes, 6, 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func number(_ bytes: some RandomAccessCollection<UInt8>, _ from: Int, _ count: Int)
    -> Int?
  {
    var value = 0
    var index = bytes.index(bytes.startIndex, offsetBy: from)
    for _ in 0..<count {
      let byte = bytes[index]
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      index = bytes.index(after: index)
    }
    return value
  }

  public var components: (year: Int, month: Int, day: Int) {
    let z = Int(dayNumber) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * mp + 2) / 5 + 1
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  public var year: Int { components.year }
  public var month: Int { components.month }
  public var day: Int { components.day }

  /// 1 Monday … 7 Sunday (ISO 8601).
  public var weekday: Int { Int((dayNumber + 3) % 7 + 7) % 7 + 1 }

  public func adding(days: Int) -> CalendarDate {
    CalendarDate(dayNumber: dayNumber &+ Int32(clamping: days))
  }

  /// The same day of a later (or earlier) month, or that month's last day where it is shorter.
  public func adding(months: Int) -> CalendarDate {
    let (year, month, day) = components
    let count = year * 12 + (month - 1) + months
    let target = (year: count / 12, month: count % 12 + 1)
    let last = CalendarDate.daysInMonth(year: target.year, month: target.month)
    return CalendarDate(year: target.year, month: target.month, day: min(day, last)) ?? self
  }

  public func days(until later: CalendarDate) -> Int { Int(later.dayNumber) - Int(dayNumber) }

  public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
    left.dayNumber < right.dayNumber
  }

  public static func daysInMonth(year: Int, month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// `YYYYMMDD`
  public var compactText: String {
    let (year, month, day) = components
    return String(year * 10_000 + month * 100 + day)
  }
}

extension CalendarDate: CustomStringConvertible {
  /// `YYYY-MM-DD`
  public var description: String {
    let (year, month, day) = components
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(year)-\(two(month))-\(two(day))"
  }
}
