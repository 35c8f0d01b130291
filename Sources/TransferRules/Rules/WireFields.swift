import Receivables

/// The values that an assignment would put on a wire, as far as a channel may limit or demand them.
struct WireFields {
  private let x: Examination

  init(_ examination: Examination) { x = examination }

  /// Those that are there; several where debtors or address lines are several.
  func values(_ field: ChannelTerms.Field) -> [String] {
    let r = x.receivable
    let parties = x.parties.map(\.party)
    let stated: [String?] =
      switch field {
      case .invoiceNumber: [r.identity.number]
      case .reference: [r.reference]
      case .debtorName: parties.map(\.name)
      case .street: parties.map { Self.joined($0.address?.streets ?? []) }
      case .postCode: parties.map { $0.address?.postCode }
      case .town: parties.map { $0.address?.town }
      case .country: parties.map { $0.address?.country }
      case .email: parties.map(\.email)
      case .phone: parties.map(\.phone)
      case .businessID: x.parties.map { $0.isPerson ? nil : organisationNumber($0.party) }
      // A personal code goes out only with a consumer's rent.
      case .personalCode: x.kind == .b2cRental ? x.parties.map { $0.isPerson ? $0.party.personalCode?.reveal() : nil } : []
      case .customerNumber: parties.map(\.customerNumber)
      case .subject: [r.facts.subject]
      case .clientNumber: [x.agreement?.clientNumber]
      case .maventaInvoiceID: [r.facts.maventaInvoiceID]
      case .rentalInformation: [r.facts.rentalInformation]
      }
    return stated.compactMap { value in
      guard let value, !value.allSatisfy(\.isWhitespace) else { return nil }
      return value
    }
  }

  /// Demanded, concerned and absent: firms have no personal code, consumers no organisation number, other claims no rent.
  func isMissing(_ field: ChannelTerms.Field) -> Bool {
    switch field {
    case .businessID: values(field).count < x.parties.filter { !$0.isPerson }.count
    case .personalCode: x.kind == .b2cRental && values(field).count < x.parties.filter(\.isPerson).count
    case .rentalInformation: x.kind?.isRental == true && values(field).isEmpty
    // Every debtor needs these, not just one.
    case .debtorName, .street, .postCode, .town, .country, .email, .phone, .customerNumber:
      values(field).count < x.parties.count
    case .invoiceNumber, .reference, .subject, .clientNumber, .maventaInvoiceID: values(field).isEmpty
    }
  }

  /// What a firm is written with: a valid number, and a sole trader's as it stands.
  private func organisationNumber(_ party: Party) -> String? {
    party.organisationNumber(country: party.country ?? x.company.country) ?? party.legalID?.value
  }

  /// Of the firms, what stands for an organisation number and is none; a Swedish sole trader has no other number than the owner's code.
  var strangeBusinessIDs: [String] {
    x.parties.compactMap { party, isPerson in
      let country = party.country ?? x.company.country
      guard !isPerson, party.organisationNumber(country: country) == nil, !party.isSwedishSoleTrader(country: country) else {
        return nil
      }
      return party.legalID?.value
    }
  }

  private static func joined(_ streets: [String]) -> String {
    streets.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
