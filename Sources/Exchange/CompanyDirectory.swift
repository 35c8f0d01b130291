import Receivables

/// Finds whose document it is: by legal id, then VAT id, then OVT or endpoint, never by name.
struct CompanyDirectory: Sendable {
  let companies: [Company]
  private let byKey: [String: Int]
  private let byIdentifier: [String: Int]
  /// Companies and their accounts by IBAN and by every other number of the account.
  private let byAccount: [String: (company: Int, iban: String)]

  init(_ companies: [Company]) {
    self.companies = companies
    var byKey: [String: Int] = [:]
    var byIdentifier: [String: Int] = [:]
    var byAccount: [String: (company: Int, iban: String)] = [:]
    for (index, company) in companies.enumerated() {
      byKey[company.key] = index
      for identifier in [company.legalID] + [company.vatID].compactMap({ $0 }) + company.endpoints {
        for key in PartyKeys.organisation(identifier, country: company.country) { byIdentifier[key] = index }
      }
      for account in company.accounts {
        for number in [account.iban] + account.otherNumbers { byAccount[number] = (index, account.iban) }
        // A Norwegian IBAN is the eleven-digit number with its country in front.
        if account.iban.hasPrefix("NO"), account.iban.utf8.count == 15 {
          byAccount[String(account.iban.dropFirst(4))] = (index, account.iban)
        }
      }
    }
    self.byKey = byKey
    self.byIdentifier = byIdentifier
    self.byAccount = byAccount
  }

  func company(key: String) -> Company? { byKey[key].map { companies[$0] } }
  func company(account: String) -> Company? { byAccount[account].map { companies[$0.company] } }
  /// The company of an account and the account's IBAN, whichever of its numbers a file names.
  func account(_ number: String) -> (company: String, iban: String)? {
    byAccount[number].map { (companies[$0.company].key, $0.iban) }
  }

  enum Placement {
    case company(Company)
    /// Identifiers of the document name two companies.
    case contradiction(String, String)
    /// It has identifiers, of nobody here.
    case stranger
    /// It has nothing to go by.
    case unidentified
  }

  func place(seller: Party) -> Placement {
    let steps: [[String]] = [
      seller.legalID.map { PartyKeys.organisation($0.value, country: seller.address?.country) } ?? [],
      seller.vatID.map { PartyKeys.organisation($0, country: seller.address?.country) } ?? [],
      ([seller.endpoint].compactMap { $0 } + seller.identifiers).flatMap {
        PartyKeys.organisation($0.value, country: seller.address?.country)
      },
    ]
    let found = steps.map { keys in keys.lazy.compactMap { byIdentifier[$0] }.first }
    guard let first = found.compactMap({ $0 }).first else {
      return steps.allSatisfy(\.isEmpty) ? .unidentified : .stranger
    }
    if let other = found.compactMap({ $0 }).first(where: { $0 != first }) {
      return .contradiction(companies[first].key, companies[other].key)
    }
    return .company(companies[first])
  }
}
