import Receivables

extension CSVCells {
  /// The debtor, a co-debtor or a customer. Its identifiers are checked: a wrong one is left out with a warning, never passed on.
  func party(of company: Company, ordinals: [Int]? = nil) -> Party {
    let text = { (field: CSVField) in self.text(field, of: ordinals) }
    var party = Party(name: text(.customerName))
    party.tradingName = text(.tradingName)
    party.contactName = text(.contactName)
    party.email = text(.email)
    party.phone = text(.phone)
    party.customerNumber = text(.customerNumber)
    if let endpoint = text(.endpoint) { party.endpoint = endpointIdentifier(endpoint) }
    let country = country(ordinals) ?? company.country
    let streets = [text(.street), text(.street2), text(.street3)].compactMap(\.self)
    let address = PostalAddress(streets: streets, town: text(.town), postCode: text(.postCode), country: country)
    if !streets.isEmpty || address.town != nil || address.postCode != nil || text(.country) != nil { party.address = address }
    identify(&party, country: country, ordinals)
    party.kind = debtorKind(party, country: country, ordinals)
    return party
  }

  private func place(of field: CSVField, _ ordinals: [Int]?) -> Int { (ordinals ?? columns.ordinals)[field.rawValue] }

  private func country(_ ordinals: [Int]?) -> String? {
    guard let text = text(.country, of: ordinals) else { return nil }
    let code = text.uppercased()
    if code.utf8.count == 2, code.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) { return code }
    report(
      "csv.country", .country, place(of: .country, ordinals),
      "\"\(Masking.excerpt(text))\" is not a country code.",
      "Countries are two letters (ISO 3166-1), such as FI; map other words under values: country.")
    return nil
  }

  /// `0216:0037…` or a bare value.
  private func endpointIdentifier(_ text: String) -> PartyIdentifier {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[0].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return PartyIdentifier(text)
    }
    return PartyIdentifier(String(parts[1]), scheme: String(parts[0]))
  }

  /// Of the document that the row states.
  private var year: Int? { text(.issueDate).flatMap { profile.dates.date($0.utf8) }?.year }

  private func identify(_ party: inout Party, country: String, _ ordinals: [Int]?) {
    if let text = text(.personalCode, of: ordinals) {
      party.personalCode = PersonalIdentityCode.recognise(text, country: country, inYear: year)
      if party.personalCode == nil {
        warnUnusable(.personalCode, "csv.personal-code", "a personal identity code of \(country)", ordinals)
      }
    }
    for field in [CSVField.businessId, .identifier] {
      guard let text = text(field, of: ordinals) else { continue }
      if let number = businessID(text, country: country) {
        party.legalID = PartyIdentifier(number)
      } else if let code = PersonalIdentityCode.recognise(text, country: country, inYear: year) {
        party.personalCode = code
      } else {
        warnUnusable(field, "csv.business-id", "a business id or personal identity code of \(country)", ordinals)
      }
    }
    if let text = text(.vatId, of: ordinals) {
      party.vatID = VATIdentifier.normalised(text)
      if party.vatID == nil { warnUnusable(.vatId, "csv.vat-id", "a VAT number with its country prefix", ordinals) }
    }
  }

  /// Normalised where Perille knows the country's rule; the trimmed text elsewhere, as long as it cannot be a person's code.
  private func businessID(_ text: String, country: String) -> String? {
    switch Country.home(of: country) {
    case "FI": FinnishBusinessID.normalised(text)
    case "SE": SwedishOrganisationNumber.normalised(text)
    case "NO": NorwegianOrganisationNumber.normalised(text)
    default: Masking.masked(text) == text ? text : nil
    }
  }

  /// The value itself is not quoted: a mistyped code still names somebody.
  private func warnUnusable(_ field: CSVField, _ rule: String, _ what: String, _ ordinals: [Int]?) {
    warn(
      rule, field.name, place(of: field, ordinals), "What stands under \(field.name) is not \(what); it is left out.",
      "Correct it in the customer's master data; until then the claim may be held for want of an identifier.")
  }

  /// As stated; else by the identifiers. A Swedish personal number alone may be a sole trader's, so it says nothing.
  private func debtorKind(_ party: Party, country: String, _ ordinals: [Int]?) -> DebtorKind {
    if let word = choice(.debtorKind, of: ordinals) { return DebtorKind(rawValue: word) ?? .unknown }
    if party.legalID != nil || party.vatID != nil { return .organisation }
    if party.personalCode != nil, country != "SE" { return .consumer }
    return .unknown
  }
}
