import Receivables

/// The providers of one company as payers, made ready once for many entries.
public struct Payers: Sendable {
  /// Key and country of the company.
  let company: String
  let country: String

  public init(company: Company) {
    self.company = company.key
    country = company.country
  }

  /// Who paid `entry`, if it is for `item`.
  public func payer(of entry: SettlementEntry, for item: LedgerItem?) -> Payer { .unknown }
}
