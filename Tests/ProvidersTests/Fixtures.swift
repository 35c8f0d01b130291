import Providers
import Receivables
import Testing

/// An invented night: every name, number and address here is made up, and identity codes are from the artificial ranges.
enum Fixture {
  static let asOf = day("2026-11-21")
  /// Day 1 of 1980, number 901: no living person has it.
  static let code = PersonalIdentityCode(unchecked: "010180-9015")
  static let otherCode = PersonalIdentityCode(unchecked: "020281-902W")

  static func day(_ text: String) -> CalendarDate { CalendarDate(iso: text) ?? CalendarDate(dayNumber: 0) }
  static func eur(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, .eur) }

  static func company(country: String = "FI", agreements: [Agreement] = []) -> Company {
    Company(
      key: "keksityn-sako", name: "Keksityn Säkö & Pojat Oy", country: country, legalID: "1234567-1",
      way: .handover(confirmationDays: 3), agreements: agreements)
  }

  static func agreement(
    _ provider: String, _ channel: String, _ mode: TransferMode = .collection, currency: Currency = .eur,
    clientNumber: String? = nil, product: String? = nil, fieldNames: [String: String] = [:]
  ) -> Agreement {
    Agreement(
      provider: provider, channel: channel, mode: mode, currency: currency, kinds: Set(ReceivableKind.allCases),
      clientNumber: clientNumber, product: product, fieldNames: fieldNames)
  }

  static func firm(_ name: String = "Keksitty Puutarha Oy", customerNumber: String? = "1017") -> Party {
    Party(
      name: name, legalID: PartyIdentifier("7654321-2", scheme: "0212"),
      address: PostalAddress(streets: ["Keksitie 5 B"], town: "Mikkeli", postCode: "50100", country: "FI"),
      email: "lasku@puutarha.example", phone: "+358 15 000 0000", customerNumber: customerNumber, kind: .organisation)
  }

  static func person(_ name: String = "Aino Esimerkki", code: PersonalIdentityCode? = nil) -> Party {
    Party(
      name: name, personalCode: code,
      address: PostalAddress(
        streets: ["c/o Väinö Malli", "Järvikatu 12 as. 3"], town: "Jyväskylä", postCode: "40100", country: "FI"),
      customerNumber: "2044", kind: .consumer)
  }

  /// A claim of that kind that every channel of its agreement can carry.
  static func assignment(
    _ kind: ReceivableKind = .b2b, number: String = "1001", _ agreement: Agreement, currency: Currency = .eur,
    capital: Int64 = 125_050, costs: Int64 = 0, interest: Int64 = 0,
    change: (inout Receivable) -> Void = { _ in }
  ) -> Assignment {
    let capitalMoney = Money(minorUnits: capital, currency)
    var facts = CreditorFacts()
    facts.maventaInvoiceID = "3F2504E0-4F89-41D3-9A0C-0305E82C\(number)"
    if agreement.mode == .collection { facts.ownReminderDate = day("2026-10-20") }
    if kind.isRental { facts.rentalInformation = "Marraskuu 2026, Järvikatu 12 as. 3" }
    var receivable = Receivable(
      id: 1,
      identity: ReceivableIdentity(
        company: "keksityn-sako", typeClass: .invoice, number: number, issueDate: day("2026-09-15")),
      typeCode: "380", kind: kind, debtor: kind.isConsumer ? person(code: code) : firm(), amountDue: capitalMoney,
      open: capitalMoney, paid: .zero(currency), credited: .zero(currency), dueDate: day("2026-09-29"), reference: "10016",
      account: "FI2112345600000785", facts: facts)
    change(&receivable)
    return Assignment(
      key: "keksityn-sako/\(agreement.provider)/invoice/\(number)/2026-09-15/0", receivable: receivable,
      route: Decision.Route(
        provider: agreement.provider, channel: agreement.channel, mode: agreement.mode, agreement: 0),
      kind: kind,
      claim: Claim(
        capital: capitalMoney, costs: Money(minorUnits: costs, currency), interest: Money(minorUnits: interest, currency),
        agreedInterestPercent: kind == .b2b ? ExactDecimal(mantissa: 1150, scale: 2) : nil))
  }

  static func assignment(
    number: String = "1001", _ agreement: Agreement, currency: Currency = .eur, capital: Int64 = 125_050, costs: Int64 = 0,
    change: (inout Receivable) -> Void = { _ in }
  ) -> Assignment {
    assignment(.b2b, number: number, agreement, currency: currency, capital: capital, costs: costs, change: change)
  }

  static func batch(
    _ agreement: Agreement, _ assignments: [Assignment], serial: Int = 42, country: String = "FI",
    currency: Currency = .eur
  ) -> Batch {
    Batch(
      company: company(country: country, agreements: [agreement]), agreement: agreement, serial: serial, asOf: asOf,
      currency: currency, assignments: assignments)
  }

  /// One claim of each kind that the channel carries, with costs, interest and a co-debtor where it can.
  static func wholeBatch(_ agreement: Agreement) -> Batch {
    let terms = ChannelRegistry.channel(agreement.channel)?.terms
    let kinds: [ReceivableKind] = agreement.channel == "nk003" ? [.b2b, .b2c, .b2bRental] : ReceivableKind.allCases
    let assignments = kinds.enumerated().map { position, kind in
      assignment(
        kind, number: String(1001 + position), agreement, capital: [125_050, 9_900, 1, 70_000][position],
        costs: terms?.carriesCosts == true ? 500 : 0, interest: terms?.carriesInterest == true && kind == .b2b ? 1_234 : 0
      ) { receivable in
        receivable.facts.subject = kind == .b2c ? "Lehtitilaus 2026" : nil
        guard (terms?.maximumCoDebtors ?? 0) > 0 else { return }
        if kind == .b2cRental { receivable.coDebtors = [person("Eino Esimerkki", code: otherCode), firm("Takaus Oy")] }
        if kind == .b2b { receivable.coDebtors = [person("Taneli Takaaja", code: otherCode)] }
      }
    }
    return batch(agreement, assignments)
  }

  static func channel(_ id: String) throws -> any Channel { try #require(ChannelRegistry.channel(id)) }
}

/// Every agreement that a golden payload shows.
let goldenAgreements: [(name: String, agreement: Agreement)] = [
  ("maventa-ropo-collection", Fixture.agreement("ropo", "maventa", .collection)),
  ("maventa-ropo-reminder", Fixture.agreement("ropo", "maventa", .reminderAndCollection)),
  ("maventa-amili-collection", Fixture.agreement("amili", "maventa", .collection)),
  ("maventa-amili-reminder", Fixture.agreement("duetto", "maventa", .reminderAndCollection)),
  ("ropo-one-collection", Fixture.agreement("ropo", "ropo-one", .collection)),
  ("ropo-one-reminder", Fixture.agreement("ropo", "ropo-one", .reminderAndCollection)),
  ("perille-xml-svea-collection", Fixture.agreement("svea", "perille-xml", .collection, clientNumber: "S-77")),
  ("perille-xml-svea-reminder", Fixture.agreement("svea", "perille-xml", .reminderAndCollection)),
  ("perille-xml-amili-pro", Fixture.agreement("amili", "perille-xml", .collection)),
  ("perille-xml-amili-forte", Fixture.agreement("duetto", "perille-xml", .reminderAndCollection, product: "forte")),
  ("nk003-collection", Fixture.agreement("generic", "nk003", .collection, clientNumber: "4711")),
]
