import Receivables

/// The day that a list states: through which its payments go, or as of when its items were open.
struct CSVStatedDate {
  private(set) var day: CalendarDate?
  private(set) var fileFinding: Finding?
  private let place: CSVProfile.StatedDate?
  private let dates: DatePattern
  private var saidOnLine: Int?

  init(_ profile: CSVProfile, fileName: String) {
    place = profile.statedDate
    dates = profile.dates
    switch profile.statedDate {
    case .constant(let date): day = date
    case .fileName(let pattern):
      day = pattern.date(in: fileName)
      if day == nil {
        fileFinding = Finding(
          "csv.stated-date", .error,
          "The name \"\(Masking.excerpt(fileName))\" has no date as \(pattern.text) wants it.",
          remedy: "Let the sender name the file so, or correct statedDate of profile \"\(profile.name)\".")
      }
    default: break
    }
  }

  mutating func look(atSkippedRow row: Int, _ cell: (Int) -> String?) -> Finding? {
    guard case .skippedRow(row, let position) = place else { return nil }
    day = cell(position).flatMap { dates.date($0.utf8) }
    guard day == nil else { return nil }
    return Finding(
      "csv.stated-date", .error, "Row \(row), position \(position) does not state the date of the list.",
      remedy: "A date of the form \(dates.text) is expected there.", place: Finding.Place(line: row, column: position))
  }

  mutating func look(atRow cells: CSVCells) {
    guard case .column = place else { return }
    take(cells.text(at: cells.columns.statedDate), cells, cells.columns.statedDate)
  }

  mutating func look(atPayment date: CalendarDate) {
    guard place == .newestPayment else { return }
    if let newest = day, newest >= date { return }
    day = date
  }

  /// The date in a cell; rows that contradict one another are an error.
  mutating func take(_ text: String?, _ cells: CSVCells, _ ordinal: Int) {
    guard let text else {
      return cells.report(
        "csv.stated-date", nil, ordinal, "The date of the list is not stated here.",
        "A date of the form \(dates.text) is expected.")
    }
    guard let date = cells.date(text, nil, ordinal) else { return }
    if let day, day != date {
      let line = saidOnLine.map { " on line \($0)" } ?? ""
      cells.report(
        "csv.stated-date", nil, ordinal, "The list says \(date) here and \(day)\(line).",
        "A list speaks as of one day. Ask the sender for one list a day.")
    } else if day == nil {
      day = date
      saidOnLine = cells.place(ordinal).line
    }
  }

  /// A list whose day is not known says nothing that could be relied on.
  func missing(of profile: CSVProfile, rows: Int) -> Finding? {
    guard place != nil, day == nil else { return nil }
    return Finding(
      "csv.stated-date", .error,
      rows == 0 ? "The list is empty and does not say which day it speaks of." : "The list does not say which day it speaks of.",
      remedy:
        "An empty list counts when its name, a row before the header or its trailer states the day: statedDate of profile \"\(profile.name)\"."
    )
  }
}
