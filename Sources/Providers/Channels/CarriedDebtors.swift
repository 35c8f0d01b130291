import Receivables

extension CarriedBatch {
  /// The debtors as a channel says them, the main debtor first.
  static func debtors(_ assignment: Assignment, _ fields: CarriedFields, _ company: Company) -> [[DebtorField: String]] {
    let parties = [assignment.receivable.debtor] + assignment.receivable.coDebtors
    return parties.enumerated().map { position, party in
      var debtor: [DebtorField: String] = [:]
      let isPerson = self.isPerson(party, main: position == 0, assignment.kind)
      for field in fields.debtor {
        debtor[field] = text(field, party, isPerson: isPerson, assignment.kind, fields.streetSeparator, company)
          .map { fields.ownDebtor(field, $0) }
      }
      return debtor
    }
  }

  /// The kind of the claim says it of the main debtor; a co-debtor may be the other sort (a guarantor).
  static func isPerson(_ party: Party, main: Bool, _ kind: ReceivableKind) -> Bool {
    main ? kind.isConsumer : party.isPersonAsCoDebtor(ofConsumer: kind.isConsumer)
  }

  /// A personal code goes out only where the provider cannot do without: a consumer's rent.
  static func tellsPersonalCode(_ kind: ReceivableKind) -> Bool { kind == .b2cRental }

  /// The registration number of a firm, canonical where it is valid. A Swedish sole trader is registered under the owner's personal
  /// code: without it the firm has no number at all, so it goes out with the claim against the firm.
  static func businessID(_ party: Party, _ company: Company) -> String? {
    let country = Country.home(of: self.country(party) ?? company.country)
    if let number = party.organisationNumber(country: country) ?? told(party.legalID?.value) { return number }
    return party.isSwedishSoleTrader(country: country) ? party.personalCode?.reveal() : nil
  }

  /// The address's country in capitals.
  static func country(_ party: Party) -> String? { told(party.address?.country)?.uppercased() }

  private static func text(
    _ field: DebtorField, _ party: Party, isPerson: Bool, _ kind: ReceivableKind, _ streetSeparator: String,
    _ company: Company
  ) -> String? {
    let businessID = isPerson ? nil : self.businessID(party, company)
    let personalCode = isPerson && tellsPersonalCode(kind) ? told(party.personalCode?.reveal()) : nil
    switch field {
    case .type: return isPerson ? "person" : "organisation"
    case .name: return told(party.name)
    case .organisationName: return isPerson ? nil : told(party.name)
    case .personName: return isPerson ? told(party.name) : nil
    case .businessID: return businessID
    case .personalCode: return personalCode
    case .identifier: return businessID ?? personalCode
    case .street:
      let lines = (party.address?.streets ?? []).compactMap { told($0) }
      return lines.isEmpty ? nil : lines.joined(separator: streetSeparator)
    case .postCode: return told(party.address?.postCode)
    case .town: return told(party.address?.town)
    case .country: return country(party)
    case .email: return told(party.email)
    case .phone: return told(party.phone)
    case .customerNumber: return told(party.customerNumber)
    }
  }
}

/// The sums of a batch, component by component.
struct ClaimTotals {
  var capital: Money
  var costs: Money
  var interest: Money

  /// Throws when a claim is in another currency, or a sum is more than 64 bits hold.
  init(_ batch: Batch) throws(ChannelError) {
    capital = .zero(batch.currency)
    costs = .zero(batch.currency)
    interest = .zero(batch.currency)
    do throws(MoneyError) {
      for assignment in batch.assignments {
        capital = try capital.adding(assignment.claim.capital)
        costs = try costs.adding(assignment.claim.costs)
        interest = try interest.adding(assignment.claim.interest)
      }
    } catch {
      throw ChannelError([BatchChecks.sumFinding(error, batch)])
    }
  }
}

/// Says that two requests are the same claim, whatever file, serial number or day they stand under: the assignment's own key with
/// everything outside RFC 3986's unreserved characters percent-encoded, so that it fits any header.
enum IdempotencyKey {
  static func text(_ assignment: Assignment) -> String {
    var text = "perille:"
    for byte in assignment.key.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
      }
    }
    return text
  }
}
