import Receivables

@testable import TransferRules

/// Invented terms for the tests. Ropo, Svea and Amili have the days of the common contract; `generic` has others, so that a rule
/// with days of its own would be found out.
enum Fixtures {
  static func terms(_ provider: String, b2b: Int, b2c: Int, reviewed: CalendarDate) -> ProviderTerms {
    ProviderTerms(
      provider: provider, name: provider.capitalizedFirst,
      minimumDays: [.b2b: b2b, .b2c: b2c, .b2bRental: b2b, .b2cRental: b2c],
      modes: [.reminderAndCollection, .collection], currencies: ["FI": .eur, "SE": .sek, "NO": .nok],
      rentalCountries: ["FI"], consumerRentalNeedsPersonalCode: true, source: "terms of \(provider)",
      reviewedThrough: reviewed)
  }

  static let reviewed = day("2026-12-31")

  static var providerTerms: [String: [ProviderTerms]] {
    var all: [String: [ProviderTerms]] = [:]
    for (provider, b2b, b2c) in [("ropo", 7, 14), ("svea", 7, 14), ("amili", 7, 14), ("generic", 10, 20)] {
      all[provider] = [terms(provider, b2b: b2b, b2c: b2c, reviewed: reviewed)]
    }
    // Takes firms only, and reminds always.
    var firms = terms("firms", b2b: 7, b2c: 14, reviewed: reviewed)
    firms.minimumDays = [.b2b: 7]
    firms.modes = [.reminderAndCollection]
    firms.currencies = ["FI": .eur]
    all["firms"] = [firms]
    return all
  }

  static let channelTerms: [String: ChannelTerms] = [
    // Carries everything.
    "wide": ChannelTerms(
      channel: "wide", name: "Wide", required: [.invoiceNumber, .debtorName, .street, .postCode, .town],
      carriesCosts: true, carriesInterest: true, maximumCoDebtors: 4, modes: [.reminderAndCollection, .collection]),
    "maventa": ChannelTerms(
      channel: "maventa", name: "Maventa", required: [.maventaInvoiceID, .debtorName], carriesCosts: true,
      carriesInterest: true, maximumCoDebtors: 4, modes: [.reminderAndCollection, .collection]),
    // One amount, one debtor, a reference and a country.
    "one": ChannelTerms(
      channel: "one", name: "One", required: [.reference, .country, .businessID], carriesCosts: false,
      carriesInterest: false, maximumCoDebtors: 0, modes: [.reminderAndCollection, .collection]),
    // Fixed width.
    "fixed": ChannelTerms(
      channel: "fixed", name: "Fixed", maximumLength: [.debtorName: 20, .street: 25, .reference: 20],
      required: [.clientNumber, .customerNumber], carriesCosts: false, carriesInterest: false, maximumCoDebtors: 1,
      modes: [.collection], maximumCapitalMinorUnits: 9_999_999, numericOnly: [.customerNumber], latin1Only: true),
    // Says no more than it must.
    "terse": ChannelTerms(
      channel: "terse", name: "Terse", carriesCosts: true, carriesInterest: true, maximumCoDebtors: 4,
      modes: [.reminderAndCollection, .collection], carries: [.invoiceNumber, .reference, .debtorName, .businessID]),
    // Wants everything that a rent may need.
    "rents": ChannelTerms(
      channel: "rents", name: "Rents", required: [.personalCode, .rentalInformation, .subject], carriesCosts: true,
      carriesInterest: true, maximumCoDebtors: 4, modes: [.reminderAndCollection, .collection]),
  ]

  /// From the artificial ranges.
  static let finnishCode = PersonalIdentityCode(unchecked: "010190-900P")
  static let secondFinnishCode = PersonalIdentityCode(unchecked: "150385-912E")
  static let brokenFinnishCode = PersonalIdentityCode(unchecked: "010190-900X")
  static let swedishCode = PersonalIdentityCode(unchecked: "900101-9802")

  static func company(_ country: String) -> Company {
    let (key, name, legalID, currency): (String, String, String, Currency) =
      switch country {
      case "SE": ("tallkotten", "Tallkotten AB", "5599990008", .sek)
      case "NO": ("furunal", "Furunål AS", "999000010", .nok)
      default: ("kaarna", "Kaarna Oy", "7654321-2", .eur)
      }
    return Company(
      key: key, name: name, country: country, legalID: legalID,
      way: .ledger(requiredPaymentSources: ["bank"], maxPaymentAge: 3),
      agreements: [
        Agreement(
          provider: "ropo", channel: "wide", mode: .reminderAndCollection, currency: currency,
          kinds: Set(ReceivableKind.allCases))
      ])
  }

  static func receivable(_ kind: ReceivableKind, company: Company) -> Receivable {
    let currency = company.agreements.first?.currency ?? .eur
    let amount = Money(minorUnits: 124_00, currency)
    var debtor = Party(
      name: "Neula",
      address: PostalAddress(streets: ["Testikatu 1"], town: "Testilä", postCode: "00100", country: company.country),
      customerNumber: "1004", kind: kind.isConsumer ? .consumer : .organisation)
    if !kind.isConsumer {
      debtor.legalID = PartyIdentifier(
        company.country == "SE" ? "5599990008" : company.country == "NO" ? "999000126" : "9000001-1")
    }
    if kind == .b2cRental { debtor.personalCode = finnishCode }
    return Receivable(
      id: 1,
      identity: ReceivableIdentity(company: company.key, typeClass: .invoice, number: "INV-17", issueDate: day("2026-09-21")),
      typeCode: "380", kind: kind, debtor: debtor, amountDue: amount, open: amount, paid: .zero(currency),
      credited: .zero(currency), dueDate: day("2026-10-05"), reference: "1232", confirmedOn: nil)
  }
}

/// A date literal of the tests; 1970-01-01 when it is mistyped, which no expectation fits.
func day(_ text: String) -> CalendarDate { CalendarDate(iso: text) ?? CalendarDate(dayNumber: 0) }

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
