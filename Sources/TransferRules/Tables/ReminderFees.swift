import CTables
import Receivables
import Tables

/// What a creditor may ask for reminding, each with the days on which it is in force and through which it was reviewed.
public struct ReminderFees: Hashable, Sendable {
  public enum Item: String, Hashable, Sendable {
    /// For each written reminder.
    case reminder
    /// A sum that a business owes for being late, with no letter needed. It takes the place of reminder fees, and never stands beside
    /// them.
    case fixedSum = "fixed-sum"
  }

  public struct Row: Hashable, Sendable {
    /// ISO 3166-1 alpha-2.
    public var country: String
    public var debtor: DebtorKind
    public var item: Item
    public var most: Money
    /// Days after the effective due date before the first letter may cost something; 0 is the day after it.
    public var firstAfterDays: Int
    /// Days from one paid letter to the next.
    public var nextAfterDays: Int
    /// Nil where no number is known.
    public var mostLetters: Int?
    /// The law allows it only where it was agreed at the latest when the debt arose.
    public var onlyIfAgreed: Bool
    public var validFrom: CalendarDate
    public var validThrough: CalendarDate?
    public var reviewedThrough: CalendarDate
    /// Statute and section.
    public var source: String

    func applies(on day: CalendarDate) -> Bool {
      validFrom <= day && day <= (validThrough ?? reviewedThrough) && day <= reviewedThrough
    }
  }

  public var rows: [Row]
  public init(rows: [Row]) { self.rows = rows }

  /// The row in force on a day, or nil: no row, or a day that nobody has reviewed.
  func row(_ item: Item, country: String, consumer: Bool, on day: CalendarDate) -> Row? {
    rows.first { $0.item == item && $0.country == country && ($0.debtor == .consumer) == consumer && $0.applies(on: day) }
  }
}

extension StatutoryTables {
  /// Reminder fees and fixed sums, by country and sort of debtor.
  public static let fees = ReminderFees(rows: readFees())

  /// A row that does not make sense is left out; a fee for which there is no row is held.
  private static func readFees() -> [ReminderFees.Row] {
    EmbeddedRows(perille_table_reminder_fees()).compactMap { row in
      guard let item = ReminderFees.Item(rawValue: row["item"]), let debtor = DebtorKind(rawValue: row["debtor"]),
        let currency = Currency(row["currency"]),
        let most = ExactDecimal(bytes: row["amount"].utf8, point: 0x2E)?.money(in: currency), most.isPositive,
        let first = Int(row["first_after_days"]), first >= 0,
        let next = Int(row["next_after_days"].isEmpty ? "0" : row["next_after_days"]),
        let agreed = flag(row["only_if_agreed"]), let from = CalendarDate(iso: row["valid_from"]),
        let reviewed = CalendarDate(iso: row["reviewed_through"])
      else { return nil }
      let through = CalendarDate(iso: row["valid_to"])
      let letters = Int(row["most_letters"])
      guard through != nil || row["valid_to"].isEmpty, letters != nil || row["most_letters"].isEmpty else { return nil }
      return ReminderFees.Row(
        country: row["country"], debtor: debtor, item: item, most: most, firstAfterDays: first, nextAfterDays: next,
        mostLetters: letters, onlyIfAgreed: agreed, validFrom: from, validThrough: through, reviewedThrough: reviewed,
        source: row["source"])
    }
  }
}
