import Receivables

/// What the wire can carry. What it cannot carry is held, never merged or cut.
enum ChannelRules {
  static let all: [Rule] = [
    channelIsKnown, maventaIDIsThere, fieldsAreThere, lengthsFit, digitsFit, charactersFit, coDebtorsFit, costsAreCarried,
    { interestIsCarried($0) }, capitalFits, codesStayInTheirField,
  ]

  static func channelIsKnown(_ x: Examination) -> Reason? {
    guard let agreement = x.agreement, x.channel == nil else { return nil }
    return Reason(
      .channelUnknown, .hold, .contract, "What the channel \(Masking.excerpt(agreement.channel)) carries is not known.",
      source: "perille.yaml agreements channel")
  }

  static func maventaIDIsThere(_ x: Examination) -> Reason? {
    guard let channel = x.channel, channel.required.contains(.maventaInvoiceID),
      WireFields(x).values(.maventaInvoiceID).isEmpty
    else { return nil }
    return held(.maventaIDMissing, "\(channel.name) needs Maventa's own id of the invoice, and none is stated.", channel)
  }

  static func fieldsAreThere(_ x: Examination) -> Reason? {
    guard let channel = x.channel else { return nil }
    let fields = WireFields(x)
    let missing = ChannelTerms.Field.allCases.filter { field in
      channel.required.contains(field) && !isAskedElsewhere(field, x) && fields.isMissing(field)
    }
    guard !missing.isEmpty else { return nil }
    return held(.channelFieldMissing, "\(channel.name) needs \(list(missing)), which the claim does not have.", channel)
  }

  /// What every claim needs, whatever the channel, has a reason of its own already.
  private static func isAskedElsewhere(_ field: ChannelTerms.Field, _ x: Examination) -> Bool {
    switch field {
    case .maventaInvoiceID, .debtorName, .street, .postCode, .town: true
    case .businessID: DebtorRules.identifierIsThere(x) != nil
    case .personalCode: AgreementRules.tenantIsIdentified(x) != nil
    default: false
    }
  }

  static func lengthsFit(_ x: Examination) -> Reason? {
    guard let channel = x.channel else { return nil }
    let fields = WireFields(x)
    let long = ChannelTerms.Field.allCases.filter { field in
      guard let limit = channel.maximumLength[field] else { return false }
      return fields.values(field).contains { $0.unicodeScalars.count > limit }
    }
    guard !long.isEmpty else { return nil }
    let limits = long.map { "\($0.rawValue) takes \(channel.maximumLength[$0] ?? 0) characters" }.joined(separator: ", ")
    return held(.channelLength, "A value is longer than \(channel.name) can carry: \(limits).", channel)
  }

  static func digitsFit(_ x: Examination) -> Reason? {
    guard let channel = x.channel else { return nil }
    let fields = WireFields(x)
    let wrong = ChannelTerms.Field.allCases.filter { field in
      channel.numericOnly.contains(field)
        && fields.values(field).contains { !$0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
    guard !wrong.isEmpty else { return nil }
    return held(.channelNumeric, "\(channel.name) carries digits only in \(list(wrong)).", channel)
  }

  static func charactersFit(_ x: Examination) -> Reason? {
    guard let channel = x.channel else { return nil }
    let fields = WireFields(x)
    let wrong = ChannelTerms.Field.allCases.filter { field in
      fields.values(field).contains { value in
        value.unicodeScalars.contains { !isWritable($0, latin1Only: channel.latin1Only) }
      }
    }
    guard !wrong.isEmpty else { return nil }
    let set = channel.latin1Only ? "characters of ISO-8859-1" : "characters without control codes"
    return held(.channelCharacters, "\(channel.name) carries only \(set) in \(list(wrong)).", channel)
  }

  static func coDebtorsFit(_ x: Examination) -> Reason? {
    guard let channel = x.channel, x.receivable.coDebtors.count > channel.maximumCoDebtors else { return nil }
    return held(
      .channelCoDebtors,
      "\(channel.name) carries \(channel.maximumCoDebtors) co-debtors, the claim has \(x.receivable.coDebtors.count).", channel)
  }

  static func costsAreCarried(_ x: Examination) -> Reason? {
    guard let channel = x.channel, !channel.carriesCosts, case .sum(let costs, _) = x.costs, costs.isPositive else {
      return nil
    }
    return held(.channelCosts, "\(channel.name) cannot carry costs, and the claim has \(costs).", channel)
  }

  static func interestIsCarried(_ x: Examination) -> Reason? {
    guard let channel = x.channel, let claim = ClaimRules.claim(x) else { return nil }
    return interestIsCarried(claim, by: channel)
  }

  static func interestIsCarried(_ claim: Claim, by channel: ChannelTerms) -> Reason? {
    guard !channel.carriesInterest, claim.interest.isPositive else { return nil }
    return held(.channelInterest, "\(channel.name) cannot carry interest, and the claim has \(claim.interest).", channel)
  }

  static func capitalFits(_ x: Examination) -> Reason? {
    guard let channel = x.channel, let limit = channel.maximumCapitalMinorUnits, x.receivable.open.minorUnits > limit
    else { return nil }
    let largest = Money(minorUnits: limit, x.receivable.open.currency)
    return held(.channelCapital, "\(channel.name) carries a capital of at most \(largest).", channel)
  }

  /// A personal identity code goes out in the field that is made for it, and in no other: not as a customer number, not in a name.
  static func codesStayInTheirField(_ x: Examination) -> Reason? {
    guard let channel = x.channel else { return nil }
    let fields = WireFields(x)
    let codes = StrayCodes(x.parties.map(\.party))
    let wrong = ChannelTerms.Field.allCases.filter { field in
      guard channel.carries.contains(field) else { return false }
      return switch field {
      case .personalCode, .clientNumber, .maventaInvoiceID, .country: false
      case .invoiceNumber, .reference, .phone: fields.values(field).contains { codes.stand(inNumber: $0) }
      case .businessID: fields.strangeBusinessIDs.contains { codes.stand(in: $0) }
      case .debtorName, .street, .postCode, .town, .email, .customerNumber, .subject, .rentalInformation:
        fields.values(field).contains { codes.stand(in: $0) }
      }
    }
    guard !wrong.isEmpty else { return nil }
    return Reason(
      .personalCodeElsewhere, .hold, .statute,
      "What looks like a personal identity code stands in \(list(wrong)), and \(channel.name) would tell it.",
      source: "regulation (EU) 2016/679 art. 5(1)(c), 87")
  }

  private static func held(_ id: ReasonID, _ text: String, _ channel: ChannelTerms) -> Reason {
    Reason(id, .hold, .contract, text, source: "terms of the channel \(channel.channel)")
  }

  private static func list(_ fields: [ChannelTerms.Field]) -> String {
    fields.map(\.rawValue).joined(separator: ", ")
  }

  /// Printable ISO-8859-1 where the wire is that; else what XML 1.0 (2.2 "Characters") and JSON both take.
  private static func isWritable(_ scalar: Unicode.Scalar, latin1Only: Bool) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: !latin1Only
    case 0x20...0x7E, 0xA0...0xFF: true
    case ..<0xA0, 0xFFFE, 0xFFFF: false
    default: !latin1Only
    }
  }
}
