import Receivables

/// Whether a collector could address the debtor, and may.
enum DebtorRules {
  static let all: [Rule] = [kindIsKnown, nameIsThere, addressIsThere, identifierIsThere, debtorIsAtHome]

  static func kindIsKnown(_ x: Examination) -> Reason? {
    guard x.kind == nil else { return nil }
    return Reason(
      .debtorKindUnknown, .hold, .data, "Nothing says whether the debtor is a firm or a consumer.",
      source: "column kind, customer file, or identifiers of the invoice")
  }

  static func nameIsThere(_ x: Examination) -> Reason? {
    let nameless = parties(x).filter { ($0.party.name ?? "").allSatisfy(\.isWhitespace) }.map(\.role)
    guard !nameless.isEmpty else { return nil }
    return Reason(
      .debtorNameMissing, .hold, .data, "There is no name for \(nameless.joined(separator: ", ")).", source: "BT-44")
  }

  static func addressIsThere(_ x: Examination) -> Reason? {
    let unreachable = parties(x).filter { $0.party.address?.isComplete != true }.map(\.role)
    guard !unreachable.isEmpty else { return nil }
    return Reason(
      .addressMissing, .hold, .data,
      "The address of \(unreachable.joined(separator: ", ")) lacks street, post code or town.", source: "BG-8")
  }

  /// A firm is known by its number: without a valid one a letter may reach somebody else.
  static func identifierIsThere(_ x: Examination) -> Reason? {
    guard let kind = x.kind, !kind.isConsumer else { return nil }
    let country = x.debtorCountry ?? x.company.country
    guard x.debtor.organisationNumber(country: country) == nil, !x.debtor.isSwedishSoleTrader(country: country)
    else { return nil }
    let stated = x.debtor.legalID?.value ?? x.debtor.vatID ?? ""
    return Reason(
      .identifierMissing, .hold, .contract,
      stated.isEmpty
        ? "The firm's organisation number is missing."
        : "“\(Masking.excerpt(stated, limit: 40))” is no valid organisation number of \(country).",
      source: "BT-47, BT-48")
  }

  static func debtorIsAtHome(_ x: Examination) -> Reason? {
    for party in [x.debtor] + x.receivable.coDebtors {
      guard let country = party.country, country != x.company.country,
        !x.company.foreignDebtorCountries.contains(country)
      else { continue }
      return Reason(
        .foreignDebtor, .hold, .policy,
        "The debtor is in \(Masking.excerpt(country, limit: 20)), and \(x.company.key) hands over no debtors there.",
        source: "perille.yaml foreignDebtorCountries")
    }
    return nil
  }

  private static func parties(_ x: Examination) -> [(role: String, party: Party)] {
    [("the debtor", x.debtor)]
      + x.receivable.coDebtors.enumerated().map { ("co-debtor \($0.offset + 1)", $0.element) }
  }
}
