import Receivables

/// What the company has agreed with the provider, and what the provider takes.
enum AgreementRules {
  static let all: [Rule] = [
    agreementIsActive, providerIsKnown, providerIsReviewed, kindIsOffered, modeIsOffered, currencyIsAgreed,
    currencyIsTaken, rentalIsOffered, tenantIsIdentified,
  ]

  static func agreementIsActive(_ x: Examination) -> Reason? {
    guard let kind = x.kind else { return nil }
    let source = "perille.yaml agreements"
    guard let agreement = x.agreement else {
      return Reason(
        .agreementMissing, .hold, .contract, "\(x.company.key) has no agreement that takes \(kind.rawValue) claims.",
        source: source)
    }
    return switch agreement.state {
    case .active: nil
    case .pending:
      Reason(
        .agreementPending, .wait, .contract, "The agreement with \(agreement.provider) is not active yet.",
        source: source)
    case .ended:
      Reason(.agreementEnded, .hold, .contract, "The agreement with \(agreement.provider) has ended.", source: source)
    }
  }

  static func providerIsKnown(_ x: Examination) -> Reason? {
    guard let agreement = x.agreement, x.terms == nil else { return nil }
    return Reason(
      .providerUnknown, .hold, .contract, "What \(Masking.excerpt(agreement.provider)) takes is not known.",
      source: "terms of the providers")
  }

  /// Past the day through which a person has checked the provider's terms, nothing goes there.
  static func providerIsReviewed(_ x: Examination) -> Reason? {
    guard let terms = x.terms, x.asOf > terms.reviewedThrough else { return nil }
    return Reason(
      .providerReviewPast, .wait, .contract, "The terms of \(terms.name) were reviewed through \(terms.reviewedThrough) only.",
      source: terms.source)
  }

  static func kindIsOffered(_ x: Examination) -> Reason? {
    guard let kind = x.kind, let terms = x.terms, terms.minimumDays[kind] == nil else { return nil }
    return Reason(
      .kindNotOffered, .hold, .contract, "\(terms.name) takes no \(kind.rawValue) claims.", source: terms.source)
  }

  static func modeIsOffered(_ x: Examination) -> Reason? {
    guard let agreement = x.agreement else { return nil }
    if let terms = x.terms, !terms.modes.contains(agreement.mode) {
      return Reason(
        .modeNotOffered, .hold, .contract, "\(terms.name) does not offer the mode \(agreement.mode.rawValue).",
        source: terms.source)
    }
    if let channel = x.channel, !channel.modes.contains(agreement.mode) {
      return Reason(
        .modeNotOffered, .hold, .contract, "\(channel.name) cannot carry the mode \(agreement.mode.rawValue).",
        source: "terms of the channel \(channel.channel)")
    }
    return nil
  }

  /// One currency an agreement.
  static func currencyIsAgreed(_ x: Examination) -> Reason? {
    guard let agreement = x.agreement, agreement.currency != x.receivable.open.currency else { return nil }
    return Reason(
      .currencyNotAgreed, .hold, .contract,
      "The claim is in \(x.receivable.open.currency), the agreement with \(agreement.provider) in \(agreement.currency).",
      source: "perille.yaml agreements")
  }

  /// The provider takes one currency a country.
  static func currencyIsTaken(_ x: Examination) -> Reason? {
    guard let terms = x.terms else { return nil }
    guard let taken = terms.currencies[x.company.country] else {
      return Reason(
        .currencyNotTaken, .hold, .contract, "\(terms.name) takes no claims of companies in \(x.company.country).",
        source: terms.source)
    }
    guard taken != x.receivable.open.currency else { return nil }
    return Reason(
      .currencyNotTaken, .hold, .contract,
      "The claim is in \(x.receivable.open.currency); from \(x.company.country) \(terms.name) takes \(taken) only.",
      source: terms.source)
  }

  static func rentalIsOffered(_ x: Examination) -> Reason? {
    guard let kind = x.kind, kind.isRental, let terms = x.terms, !terms.rentalCountries.contains(x.company.country)
    else { return nil }
    return Reason(
      .rentalNotOffered, .hold, .contract, "\(terms.name) takes no rents in \(x.company.country).", source: terms.source)
  }

  /// A consumer's rent needs the tenant's personal identity code, and a valid one.
  static func tenantIsIdentified(_ x: Examination) -> Reason? {
    guard x.kind == .b2cRental, let terms = x.terms, terms.consumerRentalNeedsPersonalCode else { return nil }
    let isIdentified = x.parties.filter(\.isPerson).allSatisfy { tenant in
      guard let code = tenant.party.personalCode else { return false }
      return PersonalIdentityCode.recognise(code.reveal(), country: x.company.country) != nil
    }
    guard !isIdentified else { return nil }
    return Reason(
      .rentalPersonalCodeMissing, .hold, .contract,
      "\(terms.name) takes a consumer's rent only with the tenant's valid personal identity code.", source: terms.source)
  }
}
