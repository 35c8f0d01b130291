import Receivables

/// Everything besides the receivable that a decision depends on. Same context, same receivable: same decision.
public struct DecisionContext: Sendable {
  public var asOf: CalendarDate
  public var company: Company
  /// Closed days by country.
  public var calendars: [String: BankingCalendar]
  /// Until when the rules of each country were reviewed.
  public var countryReviewedThrough: [String: CalendarDate]
  public var statutoryTimes: StatutoryTimes
  public var reminderFees: ReminderFees
  /// What each provider takes, by its id. Oldest first; the last is in force.
  public var providerTerms: [String: [ProviderTerms]]
  /// What each channel carries, by its id.
  public var channelTerms: [String: ChannelTerms]
  /// False during a new company's plan-only time.
  public var isActivated: Bool
  /// Companies that work with a ledger: through which day all required payment sources have spoken; nil while one has not.
  public var paymentsThrough: CalendarDate?
  /// The required payment source that says so: the one that has never spoken, else the one that spoke through the earliest day.
  public var paymentsSource: String?
  /// Unread files that may say paid, credited, disputed or on hold for this company: a few words each, in any order.
  public var intakeBlockers: [String]

  public init(
    asOf: CalendarDate, company: Company, providerTerms: [String: [ProviderTerms]],
    channelTerms: [String: ChannelTerms], isActivated: Bool, paymentsThrough: CalendarDate?, paymentsSource: String? = nil,
    intakeBlockers: [String], calendars: [String: BankingCalendar] = StatutoryTables.calendars,
    countryReviewedThrough: [String: CalendarDate] = StatutoryTables.countryReviewedThrough,
    statutoryTimes: StatutoryTimes = StatutoryTables.times, reminderFees: ReminderFees = StatutoryTables.fees
  ) {
    self.asOf = asOf
    self.company = company
    self.calendars = calendars
    self.countryReviewedThrough = countryReviewedThrough
    self.statutoryTimes = statutoryTimes
    self.reminderFees = reminderFees
    self.providerTerms = providerTerms
    self.channelTerms = channelTerms
    self.isActivated = isActivated
    self.paymentsThrough = paymentsThrough
    self.paymentsSource = paymentsSource
    self.intakeBlockers = intakeBlockers
  }
}
