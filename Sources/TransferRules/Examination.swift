import Receivables

/// A rule: looks at one receivable and speaks, or does not. With outcome `transfer` it says why the claim may go.
typealias Rule = @Sendable (Examination) -> Reason?

/// One receivable before the rules, with what several of them need worked out once.
struct Examination: Sendable {
  let receivable: Receivable
  let context: DecisionContext
  let kind: ReceivableKind?
  /// Position of the agreement that gets the claim.
  let agreementIndex: Int?
  let terms: ProviderTerms?
  let channel: ChannelTerms?
  /// Closed days of the company's country.
  let calendar: BankingCalendar?
  /// The due date, moved on over closed days.
  let effectiveDue: CalendarDate?
  let costs: CostSum

  init(_ receivable: Receivable, _ context: DecisionContext) {
    self.receivable = receivable
    self.context = context
    let company = context.company
    let kind = TransferRules.kind(of: receivable, company: company)
    self.kind = kind
    let takers = company.agreements.indices.filter { index in
      kind.map { company.agreements[index].kinds.contains($0) } ?? false
    }
    let index = takers.first { company.agreements[$0].state != .ended } ?? takers.first
    agreementIndex = index
    let agreement = index.map { company.agreements[$0] }
    terms = agreement.flatMap { context.providerTerms[$0.provider]?.last }
    channel = agreement.flatMap { context.channelTerms[$0.channel] }
    let calendar = context.calendars[company.country]
    self.calendar = calendar
    effectiveDue = receivable.dueDate.flatMap { calendar?.rollForward($0) }
    costs = CostSum(receivable, asOf: context.asOf)
  }

  var asOf: CalendarDate { context.asOf }
  var company: Company { context.company }
  var debtor: Party { receivable.debtor }

  var agreement: Agreement? { agreementIndex.map { company.agreements[$0] } }

  var route: Decision.Route? {
    guard let index = agreementIndex, let agreement, agreement.state != .ended else { return nil }
    return Decision.Route(
      provider: agreement.provider, channel: agreement.channel, mode: agreement.mode, agreement: index)
  }

  /// The main debtor first, then the co-debtors. The claim's kind says of the main debtor whether it is a person; a co-debtor may be
  /// the other sort.
  var parties: [(party: Party, isPerson: Bool)] {
    let isConsumer = kind?.isConsumer == true
    return [(receivable.debtor, isConsumer)]
      + receivable.coDebtors.map { ($0, $0.isPersonAsCoDebtor(ofConsumer: isConsumer)) }
  }

  /// From the address, else from the prefix of the VAT number; nil when neither says: then at home.
  var debtorCountry: String? { debtor.country }

  /// Whose debt-collection rules count: the company's country, and the debtor's where that is another one with tables.
  var lawCountries: [String] {
    guard let abroad = debtorCountry, abroad != company.country, context.countryReviewedThrough[abroad] != nil else {
      return [company.country]
    }
    return [company.country, abroad]
  }
}

extension TransferRules {
  /// The kind under which a claim goes. All claims of a rental company are rents, whatever evidence a document gives.
  public static func kind(of receivable: Receivable, company: Company) -> ReceivableKind? {
    guard company.rental else { return receivable.kind }
    return switch receivable.kind {
    case .b2b: .b2bRental
    case .b2c: .b2cRental
    case .b2bRental, .b2cRental, nil: receivable.kind
    }
  }
}

extension Party {
  /// ISO 3166-1 alpha-2 of the address, else the prefix of the VAT number. Åland counts as Finland, Svalbard as Norway.
  var country: String? {
    let stated = address?.country ?? ""
    return (stated.isEmpty ? vatPrefix : stated.uppercased()).map(Country.home)
  }

  private var vatPrefix: String? {
    guard let vatID, let normalised = VATIdentifier.normalised(vatID) else { return nil }
    return String(normalised.prefix(2))
  }
}
