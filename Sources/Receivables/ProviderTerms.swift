/// What a provider takes, as a dated value: rules know providers only as this.
public struct ProviderTerms: Hashable, Sendable {
  public var provider: String
  public var name: String
  /// Days after the effective due date from which a claim may go, by kind.
  public var minimumDays: [ReceivableKind: Int]
  public var modes: Set<TransferMode>
  /// Currency by country of the company.
  public var currencies: [String: Currency]
  /// Countries where rents are taken.
  public var rentalCountries: Set<String>
  public var consumerRentalNeedsPersonalCode: Bool
  /// What these rules rest on, and until when a person has checked them.
  public var source: String
  public var reviewedThrough: CalendarDate

  public init(
    provider: String, name: String, minimumDays: [ReceivableKind: Int], modes: Set<TransferMode>,
    currencies: [String: Currency], rentalCountries: Set<String>,
    consumerRentalNeedsPersonalCode: Bool, source: String, reviewedThrough: CalendarDate
  ) {
    self.provider = provider
    self.name = name
    self.minimumDays = minimumDays
    self.modes = modes
    self.currencies = currencies
    self.rentalCountries = rentalCountries
    self.consumerRentalNeedsPersonalCode = consumerRentalNeedsPersonalCode
    self.source = source
    self.reviewedThrough = reviewedThrough
  }
}

/// What a channel's wire can carry. What it cannot carry is held, never merged or cut.
public struct ChannelTerms: Hashable, Sendable {
  /// A field of an assignment that a wire may limit or demand.
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case invoiceNumber, reference, debtorName, street, postCode, town, country, email, phone
    case businessID, personalCode, customerNumber, subject, clientNumber, maventaInvoiceID
    case rentalInformation
  }

  public var channel: String
  public var name: String
  /// Longest value, in characters, of what may not be cut. Absent: no limit.
  public var maximumLength: [Field: Int]
  /// Without these nothing can be written.
  public var required: Set<Field>
  public var carriesCosts: Bool
  public var carriesInterest: Bool
  public var maximumCoDebtors: Int
  public var modes: Set<TransferMode>
  /// Largest capital in minor units, where the field is fixed width.
  public var maximumCapitalMinorUnits: Int64?
  /// Only digits fit (fixed-width numeric fields).
  public var numericOnly: Set<Field>
  /// Characters outside ISO-8859-1 cannot be written.
  public var latin1Only: Bool
  /// What is written at all; the rest of a claim stays at home.
  public var carries: Set<Field>

  public init(
    channel: String, name: String, maximumLength: [Field: Int] = [:], required: Set<Field> = [],
    carriesCosts: Bool, carriesInterest: Bool, maximumCoDebtors: Int, modes: Set<TransferMode>,
    maximumCapitalMinorUnits: Int64? = nil, numericOnly: Set<Field> = [], latin1Only: Bool = false,
    carries: Set<Field> = Set(Field.allCases)
  ) {
    self.channel = channel
    self.name = name
    self.maximumLength = maximumLength
    self.required = required
    self.carriesCosts = carriesCosts
    self.carriesInterest = carriesInterest
    self.maximumCoDebtors = maximumCoDebtors
    self.modes = modes
    self.maximumCapitalMinorUnits = maximumCapitalMinorUnits
    self.numericOnly = numericOnly
    self.latin1Only = latin1Only
    self.carries = carries
  }
}
