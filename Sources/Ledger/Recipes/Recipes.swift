import Receivables

/// From an entry and its match to balanced postings. The whole amount is always posted: what nothing takes goes to suspense.
public enum Recipes {
  /// What holds for one company's entries.
  public struct Context: Hashable, Sendable {
    public var terms: LedgerTerms
    /// Where the money is: `clearing` for payments whose lump sum the account statement shows later (R25).
    public var moneyRole: AccountRole
    /// `EntryKey` of the entry.
    public var source: String
    /// What this night may still put on ROUNDING; nil: nothing.
    public var roundingLeft: Money?

    public init(terms: LedgerTerms, moneyRole: AccountRole = .clearing, source: String, roundingLeft: Money? = nil) {
      self.terms = terms
      self.moneyRole = moneyRole
      self.source = source
      self.roundingLeft = roundingLeft
    }
    public var company: String { terms.company }
  }

  /// Books an entry (R01–R05, R10–R14). `original`: for a correction, the payment that it takes back, if it is known.
  public static func book(
    _ entry: SettlementEntry, match: Match, original: BookedEntry? = nil, in context: Context
  ) -> Drafted { .nothing(on: entry.bookingDate) }

  /// Places money in suspense by a later match (R23), on `date`. Nothing, when the match places nothing of it.
  public static func place(_ unplaced: Unplaced, match: Match, on date: CalendarDate, in context: Context) -> Drafted {
    .nothing(on: date)
  }

  /// Places money where a person says (R23), on `date`. What cannot be done becomes an error finding and no postings.
  public static func decide(
    _ unplaced: Unplaced, to placement: Placement, payer: Payer, on date: CalendarDate, in context: Context
  ) -> Drafted { .nothing(on: date) }

  /// Books that the account statement shows money in transit (R25): `amount` of a line, with its sign, from clearing to bank.
  public static func clear(line: SettlementEntry, amount: Money, in context: Context) -> Drafted {
    .nothing(on: line.bookingDate)
  }
}
