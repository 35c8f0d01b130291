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
    guard x.debtor.organisationNumber(country: country) == nil else { return nil }
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

extension Party {
  /// The organisation number in its canonical form, from the legal id, else from the VAT number; nil when there is no valid one.
  /// A Swedish sole trader's is a personal number; elsewhere than in FI, SE and NO any number counts.
  func organisationNumber(country: String) -> String? {
    let legal = legalID?.value ?? ""
    let vat = vatID.flatMap(VATIdentifier.normalised)
    switch country {
    case "FI":
      return FinnishBusinessID.normalised(legal) ?? fromVAT(vat, "FI").flatMap { FinnishBusinessID.normalised($0) }
    case "SE":
      return SwedishOrganisationNumber.normalised(legal)
        ?? fromVAT(vat, "SE").flatMap { SwedishOrganisationNumber.normalised(String($0.prefix(10))) }
        ?? (personalCode ?? PersonalIdentityCode.recognise(legal, country: "SE"))?.reveal()
    case "NO":
      return NorwegianOrganisationNumber.normalised(legal)
        ?? fromVAT(vat, "NO").flatMap { NorwegianOrganisationNumber.normalised(String($0.prefix(9))) }
    default:
      return legal.isEmpty ? vat : legal
    }
  }

  private func fromVAT(_ vat: String?, _ prefix: String) -> String? {
    guard let vat, vat.hasPrefix(prefix) else { return nil }
    return String(vat.dropFirst(prefix.count))
  }
}
