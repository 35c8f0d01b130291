/// One key of `perille.yaml`.
public struct ConfigurationKey: Hashable, Sendable {
  public var name: String
  /// What its value is, in words.
  public var type: String
  /// nil when it must be there; empty when leaving it out means "none".
  public var defaultValue: String?
  public var meaning: String

  init(_ name: String, _ type: String, default defaultValue: String? = "", _ meaning: String) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.meaning = meaning
  }
}

/// A mapping of `perille.yaml` with its keys. These tables are what the reader knows; the documentation is made from them.
public struct ConfigurationSection: Hashable, Sendable {
  /// Where it stands: `companies.KEY.agreements[]`.
  public var path: String
  public var keys: [ConfigurationKey]

  /// Every section, in the order of the documentation.
  public static let all: [ConfigurationSection] =
    [
      root, countryDefaults, company, ledgerWay, handoverWay, agreement, account, companyLedger, chartAccount, fiscalYear,
      voucherCSV, voucherColumn, smallDifference, profile, match, numbers, companyPlace, rowKind, fee, signs, trailer, statedDate,
      openItems,
    ]

  static let root = ConfigurationSection(
    path: "",
    keys: [
      ConfigurationKey("timeZone", "IANA name", default: "Europe/Helsinki", "Zone whose calendar says what today is."),
      ConfigurationKey(
        "quietSeconds", "whole number", default: "30", "A file is claimed when it has not changed for so many seconds."),
      ConfigurationKey(
        "doneMarkerSuffix", "text", "A file is whole as soon as one with its name and this suffix is there: .done"),
      ConfigurationKey("ignore", "list of name patterns", "Names never looked at, besides *.tmp, *.part and dotfiles."),
      ConfigurationKey(
        "countryDefaults", "mapping by FI, SE, NO", "Values for all companies of a country that do not state their own."),
      ConfigurationKey("companies", "mapping by company key", "The creditors; keys are lower-case letters, digits and hyphens."),
      ConfigurationKey("csv", "mapping by profile name", "How CSV files are read."),
    ])

  static let countryDefaults = ConfigurationSection(
    path: "countryDefaults.COUNTRY",
    keys: limits + [ConfigurationKey("chart", "account numbers by role", "Account numbers for the ledger export.")])

  private static let limits: [ConfigurationKey] = [
    ConfigurationKey("maxAgeMonths", "whole number", "Claims older than this after the due date are never handed over."),
    ConfigurationKey(
      "maxAssignmentsPerRun", "whole number", "More in one night: nothing of the company goes, a person looks first."),
    ConfigurationKey("maxCapitalPerRun", "amount", "The same for the sum of what would go."),
    ConfigurationKey("minimumCapital", "amount", "Smaller open principals are held back."),
    ConfigurationKey(
      "foreignDebtorCountries", "list of countries", "Countries besides the company's own whose debtors may be handed over."),
  ]

  static let company = ConfigurationSection(
    path: "companies.KEY",
    keys: [
      ConfigurationKey("name", "text", default: nil, "Name of the creditor."),
      ConfigurationKey("country", "FI, SE or NO", default: nil, "Country of the creditor."),
      ConfigurationKey("legalId", "text", default: nil, "Y-tunnus, organisationsnummer or organisasjonsnummer."),
      ConfigurationKey("vatId", "text", "VAT number with its country prefix."),
      ConfigurationKey("endpoints", "list", "OVT or Peppol addresses by which e-invoices name the creditor as their seller."),
      ConfigurationKey(
        "way", "ledger or handover", default: nil,
        "ledger: everything is dropped, payments too. handover: what is dropped is what should go."),
      ConfigurationKey("takeOnFrom", "date", "Claims issued before this day are left alone."),
    ] + limits + [
      ConfigurationKey("rental", "yes or no", default: "no", "All claims of the company are rents."),
      ConfigurationKey(
        "reminderFeeAgreed", "yes or no", default: "no",
        "Reminder fees are agreed with the debtors at the latest when a debt arises; Swedish law allows them only then."),
      ConfigurationKey("agreements", "list", "What is agreed with providers; the first that takes a claim's kind gets it."),
      ConfigurationKey("accounts", "list", "The company's own bank accounts."),
      ConfigurationKey("ledger", "mapping", "The journal, its exports, and account numbers."),
    ])

  static let ledgerWay = ConfigurationSection(
    path: "companies.KEY.way.ledger",
    keys: [
      ConfigurationKey(
        "requiredPaymentSources", "list", default: nil,
        "CSV profiles or paymentSource names that must be fresh before anything goes."),
      ConfigurationKey(
        "maxPaymentAge", "whole number", default: "3", "Banking days after which the newest payments are too old."),
    ])

  static let handoverWay = ConfigurationSection(
    path: "companies.KEY.way.handover",
    keys: [
      ConfigurationKey(
        "confirmationDays", "whole number", default: "3", "Banking days for which a drop confirms that its claims are open.")
    ])

  static let agreement = ConfigurationSection(
    path: "companies.KEY.agreements[]",
    keys: [
      ConfigurationKey("provider", "provider id", default: nil, "Who collects."),
      ConfigurationKey("channel", "channel id", default: nil, "How assignments are written."),
      ConfigurationKey("state", "pending, active or ended", default: "active", "Only active agreements are used."),
      ConfigurationKey(
        "mode", "reminder_and_collection or collection", default: nil, "Whether the provider sends the reminders."),
      ConfigurationKey("currency", "EUR, SEK or NOK", default: "by country", "The one currency of the agreement."),
      ConfigurationKey("kinds", "list of b2b, b2c, b2b_rental, b2c_rental", default: nil, "Kinds of claims that go this way."),
      ConfigurationKey("clientNumber", "text", "The company's number at the provider."),
      ConfigurationKey("product", "text", "Product at the provider, where it has several."),
      ConfigurationKey("providerAccounts", "list of IBANs", "Accounts from which the provider pays."),
      ConfigurationKey("providerNames", "list", "Names under which the provider pays."),
      ConfigurationKey("minimumDays", "days by kind", "Days after the due date, when the company wants more than the provider."),
      ConfigurationKey("fieldNames", "names by field", "Other names for fields of the channel that are marked unverified."),
    ])

  static let account = ConfigurationSection(
    path: "companies.KEY.accounts[]",
    keys: [
      ConfigurationKey("iban", "IBAN", default: nil, "The account."),
      ConfigurationKey(
        "otherNumbers", "list", "Other numbers by which bank files name the account: BBAN, bankgiro, plusgiro."),
      ConfigurationKey("books", "provider, all or none", default: "provider", "Which of its money becomes vouchers."),
      ConfigurationKey("paymentSource", "text", "Its files count as a payment source of this name."),
    ])
}
