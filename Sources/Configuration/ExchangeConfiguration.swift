import Receivables

/// What `perille.yaml` says, checked.
public struct ExchangeConfiguration: Hashable, Sendable {
  /// In the order of the file.
  public var companies: [Company]
  public var csvProfiles: [CSVProfile]
  /// One for each company, in the same order.
  public var ledgers: [LedgerTerms]
  /// IANA name of the zone whose calendar says what today is.
  public var timeZone: String
  /// A file is claimed when it has not changed for so long, as Perille saw it.
  public var quietSeconds: Int
  /// A file is whole as soon as one with this suffix stands beside it; nil when there are no done-markers.
  public var doneMarkerSuffix: String?
  /// Names that are never looked at, besides the built-in ones (`*.tmp`, `*.part`, dotfiles).
  public var ignore: [GlobPattern]

  public init(
    companies: [Company] = [], csvProfiles: [CSVProfile] = [], ledgers: [LedgerTerms] = [],
    timeZone: String = "Europe/Helsinki", quietSeconds: Int = 30, doneMarkerSuffix: String? = nil, ignore: [GlobPattern] = []
  ) {
    self.companies = companies
    self.csvProfiles = csvProfiles
    self.ledgers = ledgers
    self.timeZone = timeZone
    self.quietSeconds = quietSeconds
    self.doneMarkerSuffix = doneMarkerSuffix
    self.ignore = ignore
  }

  public func company(_ key: String) -> Company? { companies.first { $0.key == key } }
  public func ledger(of company: String) -> LedgerTerms? { ledgers.first { $0.company == company } }
}
