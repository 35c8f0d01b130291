import Receivables

/// The values that an assignment would put on a wire, as far as a channel may limit or demand them.
struct WireFields {
  private let x: Examination

  init(_ examination: Examination) { x = examination }

  /// Those that are there; several where debtors or address lines are several.
  func values(_ field: ChannelTerms.Field) -> [String] {
    let r = x.receivable
    let parties = [r.debtor] + r.coDebtors
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
      case .businessID: [businessID]
      case .personalCode: parties.map { $0.personalCode?.reveal() }
      case .customerNumber: [r.debtor.customerNumber]
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
    case .businessID where x.kind?.isConsumer != false: return false
    case .personalCode where x.kind?.isConsumer != true: return false
    case .rentalInformation where x.kind?.isRental != true: return false
    // Every debtor needs these, not just one.
    case .debtorName, .street, .postCode, .town, .country, .personalCode:
      return values(field).count < 1 + x.receivable.coDebtors.count
    default: return values(field).isEmpty
    }
  }

  private var businessID: String? {
    guard x.kind?.isConsumer == false else { return nil }
    return x.debtor.organisationNumber(country: x.debtorCountry ?? x.company.country)
  }

  private static func joined(_ streets: [String]) -> String {
    streets.filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
