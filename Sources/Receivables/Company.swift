/// A creditor: whose invoices these are, and what it wants done with them. Comes from `perille.yaml`.
public struct Company: Hashable, Sendable {
  /// Names its folders and files: lower-case letters, digits and hyphens.
  public var key: String
  public var name: String
  /// ISO 3166-1 alpha-2; FI, SE or NO.
  public var country: String
  /// Y-tunnus, organisationsnummer, organisasjonsnummer; normalised.
  public var legalID: String
  public var vatID: String?
  /// OVT or Peppol endpoints, bare values.
  public var endpoints: [String]
  public var way: WayOfWorking
  /// Receivables issued before this day are left alone.
  public var takeOnFrom: CalendarDate?
  /// Older than this many months after the due date: limitation, never handed over.
  public var maxAgeMonths: Int?
  public var maxAssignmentsPerRun: Int?
  public var maxCapitalPerRun: Money?
  /// Smallest open principal that is handed over.
  public var minimumCapital: Money?
  /// Countries besides its own whose debtors may be handed over.
  public var foreignDebtorCountries: Set<String>
  /// All its claims are rents.
  public var rental: Bool
  /// Its terms agree on reminder fees before a debt arises, which Swedish law asks for.
  public var reminderFeeAgreed = false
  public var agreements: [Agreement]
  public var accounts: [BankAccount]

  public enum WayOfWorking: Hashable, Sendable {
    /// Everything is dropped, payments too, and Perille keeps the balance.
    case ledger(requiredPaymentSources: [String], maxPaymentAge: Int)
    /// What is dropped is what should go; a drop confirms for so many banking days.
    case handover(confirmationDays: Int)
  }

  public init(
    key: String, name: String, country: String, legalID: String, vatID: String? = nil,
    endpoints: [String] = [], way: WayOfWorking, takeOnFrom: CalendarDate? = nil,
    maxAgeMonths: Int? = nil, maxAssignmentsPerRun: Int? = nil, maxCapitalPerRun: Money? = nil,
    minimumCapital: Money? = nil, foreignDebtorCountries: Set<String> = [], rental: Bool = false,
    agreements: [Agreement] = [], accounts: [BankAccount] = []
  ) {
    self.key = key
    self.name = name
    self.country = country
    self.legalID = legalID
    self.vatID = vatID
    self.endpoints = endpoints
    self.way = way
    self.takeOnFrom = takeOnFrom
    self.maxAgeMonths = maxAgeMonths
    self.maxAssignmentsPerRun = maxAssignmentsPerRun
    self.maxCapitalPerRun = maxCapitalPerRun
    self.minimumCapital = minimumCapital
    self.foreignDebtorCountries = foreignDebtorCountries
    self.rental = rental
    self.agreements = agreements
    self.accounts = accounts
  }
}

public enum TransferMode: String, Hashable, Sendable {
  /// The provider sends reminders, then collects.
  case reminderAndCollection = "reminder_and_collection"
  /// The creditor has reminded; the provider collects.
  case collection
}

/// What a company has agreed with a provider.
public struct Agreement: Hashable, Sendable {
  public enum State: String, Hashable, Sendable { case pending, active, ended }

  /// Provider id: `ropo`, `svea`, `amili`, `generic`.
  public var provider: String
  /// Channel id: `maventa`, `ropo-one`, `perille-xml`, `nk003`.
  public var channel: String
  public var state: State
  public var mode: TransferMode
  public var currency: Currency
  /// Kinds that go this way; the company's first agreement that takes a claim's kind gets it.
  public var kinds: Set<ReceivableKind>
  /// The company's number at the provider, where the channel needs one.
  public var clientNumber: String?
  /// Product name at the provider, where it has several (`forte`, `pro`).
  public var product: String?
  /// Bank accounts and payer names that are the provider's own: money from them is settlement, not direct payment.
  public var providerAccounts: [String]
  public var providerNames: [String]
  /// Days after the due date, when the company wants more than the provider's minimum.
  public var minimumDays: [ReceivableKind: Int]
  /// Overrides of the channel's unverified field names: its table's key to the name to write.
  public var fieldNames: [String: String]

  public init(
    provider: String, channel: String, state: State = .active, mode: TransferMode,
    currency: Currency, kinds: Set<ReceivableKind>, clientNumber: String? = nil,
    product: String? = nil, providerAccounts: [String] = [], providerNames: [String] = [],
    minimumDays: [ReceivableKind: Int] = [:], fieldNames: [String: String] = [:]
  ) {
    self.provider = provider
    self.channel = channel
    self.state = state
    self.mode = mode
    self.currency = currency
    self.kinds = kinds
    self.clientNumber = clientNumber
    self.product = product
    self.providerAccounts = providerAccounts
    self.providerNames = providerNames
    self.minimumDays = minimumDays
    self.fieldNames = fieldNames
  }
}

/// A company's own bank account, and which of its money becomes vouchers.
public struct BankAccount: Hashable, Sendable {
  public enum Books: String, Hashable, Sendable {
    /// Only money on assignments or from a provider becomes a voucher; other entries update balances and the report.
    case provider
    case all
    case none
  }
  /// Normalised IBAN.
  public var iban: String
  /// Other numbers of the same account, without blanks and hyphens, as bank files may name it: BBAN, bankgiro, plusgiro.
  public var otherNumbers: [String]
  public var books: Books
  /// Counts as a payment source of that name for `paymentsThrough`.
  public var paymentSource: String?
  public init(iban: String, otherNumbers: [String] = [], books: Books = .provider, paymentSource: String? = nil) {
    self.iban = iban
    self.otherNumbers = otherNumbers
    self.books = books
    self.paymentSource = paymentSource
  }
}
