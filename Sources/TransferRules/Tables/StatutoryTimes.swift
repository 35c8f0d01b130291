import Receivables

/// Times that a statute sets, each with the days on which it is in force and through which it was reviewed.
public struct StatutoryTimes: Hashable, Sendable {
  public enum Item: String, Hashable, Sendable {
    /// Full days after the creditor's own reminder before a collector may act.
    case ownReminder = "own-reminder"
    /// Days that a Norwegian collection notice must give the debtor, counted from its sending.
    case inkassovarsel
    /// Months after the due date after which a claim is time-barred unless something broke the limitation.
    case limitation

    var unit: String {
      switch self {
      case .ownReminder, .inkassovarsel: "days"
      case .limitation: "months"
      }
    }
  }

  public struct Row: Hashable, Sendable {
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var debtor: DebtorKind
    public var item: Item
    /// Days or months, as the item says.
    public var value: Int
    public var validFrom: CalendarDate
    public var validThrough: CalendarDate?
    public var reviewedThrough: CalendarDate
    /// Statute and section.
    public var source: String

    public init(
      country: String, debtor: DebtorKind, item: Item, value: Int, validFrom: CalendarDate,
      validThrough: CalendarDate?, reviewedThrough: CalendarDate, source: String
    ) {
      self.country = country
      self.debtor = debtor
      self.item = item
      self.value = value
      self.validFrom = validFrom
      self.validThrough = validThrough
      self.reviewedThrough = reviewedThrough
      self.source = source
    }

    func applies(on day: CalendarDate) -> Bool {
      validFrom <= day && day <= (validThrough ?? reviewedThrough) && day <= reviewedThrough
    }
  }

  public var rows: [Row]
  public init(rows: [Row]) { self.rows = rows }

  /// The row in force on a day, or nil: no row, or a day that nobody has reviewed.
  public func row(_ item: Item, country: String, consumer: Bool, on day: CalendarDate) -> Row? {
    rows.first {
      $0.item == item && $0.country == country && ($0.debtor == .consumer) == consumer && $0.applies(on: day)
    }
  }

  /// The limitation in force on a day, reviewed for it or not: past its review nothing of the country goes, and what is too old stays so.
  func limitation(country: String, consumer: Bool, on day: CalendarDate) -> Row? {
    rows.first {
      $0.item == .limitation && $0.country == country && ($0.debtor == .consumer) == consumer && $0.validFrom <= day
        && $0.validThrough.map { day <= $0 } ?? true
    }
  }
}
