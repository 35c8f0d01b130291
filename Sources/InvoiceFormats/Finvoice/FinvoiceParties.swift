import InvoiceRules
import Receivables

/// Who owes, who is owed, who else is named.
extension FinvoiceMapper {
  /// ICD of a Finnish business id (ISO 6523).
  private static let businessIDScheme = "0212"
  /// ICD of an OVT (ISO 6523; 0037 until 2024-12-31).
  private static let ovtScheme = "0216"

  mutating func parties() -> (seller: Party, buyer: Party, recipient: Party?) {
    let seller = FinvoiceMapper.seller(message)
    if seller.legalID == nil && seller.vatID == nil && seller.endpoint == nil {
      findings.add(
        "finvoice.seller-missing", .warning, "The message names no identifier of its seller.",
        remedy: "SellerPartyIdentifier or SellerOrganisationTaxCode says whose claim it is.", path: "SellerPartyDetails",
        term: "BT-30")
    }
    let recipient = self.recipient()
    return (seller, buyer(), recipient)
  }

  /// The seller as far as a message got: also for one that could not be read to its end.
  static func seller(_ message: FinvoiceMessage) -> Party {
    let stated = message.seller
    var party = plainParty(stated)
    party.legalID = stated.identifier.map { identifier in
      businessID(identifier.text).map { PartyIdentifier($0, scheme: businessIDScheme) }
        ?? PartyIdentifier(IdentityCodes.kept(identifier.text), scheme: identifier.qualifier)
    }
    party.vatID = stated.taxCode.map { vatID($0.text) ?? IdentityCodes.kept($0.text) }
    party.endpoint = stated.unitNumber.flatMap { endpoint($0) }
    return party
  }

  private mutating func recipient() -> Party? {
    let stated = message.recipient
    guard !stated.names.isEmpty || stated.identifier != nil else { return nil }
    var party = FinvoiceMapper.plainParty(stated)
    party.legalID = stated.identifier.flatMap { FinvoiceMapper.businessID($0.text) }
      .map { PartyIdentifier($0, scheme: FinvoiceMapper.businessIDScheme) }
    party.vatID = stated.taxCode.flatMap { FinvoiceMapper.vatID($0.text) }
    party.endpoint = stated.unitNumber.flatMap { FinvoiceMapper.endpoint($0) }
    return party
  }

  // MARK: - Buyer

  private mutating func buyer() -> Party {
    let stated = message.buyer
    var party = FinvoiceMapper.plainParty(stated)
    let name = openText(stated.names.first, "BuyerPartyDetails/BuyerOrganisationName")
    party.name = name.map { FinvoiceMapper.withoutMask($0) }
    var codes: [PersonalIdentityCode] = []
    let identifier = identifier(stated.identifier, "BuyerPartyDetails/BuyerPartyIdentifier", &codes)
    let code = self.identifier(stated.code, "BuyerPartyDetails/BuyerCode", &codes)
    let taxCode = self.identifier(stated.taxCode, "BuyerPartyDetails/BuyerOrganisationTaxCode", &codes)
    let unit = self.identifier(stated.unitNumber, "BuyerOrganisationUnitNumber", &codes)
    let customer = self.identifier(message.customerNumber, "InvoiceDetails/SellersBuyerIdentifier", &codes)

    party.legalID = identifier.flatMap { legalID($0.text, country: party.address?.country) }
    if party.legalID == nil, let identifier {
      party.identifiers.append(PartyIdentifier(identifier.text, scheme: identifier.qualifier))
      findings.add(
        "finvoice.buyer-identifier", .warning,
        "The buyer's identifier '\(Masking.excerpt(identifier.text))' is no valid business id.",
        remedy: "It is kept as another identifier. A claim on a firm needs its business id.", line: identifier.line,
        path: "BuyerPartyDetails/BuyerPartyIdentifier", term: "BT-47")
    }
    if let code { party.identifiers.append(PartyIdentifier(code.text, scheme: code.qualifier)) }
    if let taxCode {
      party.vatID = FinvoiceMapper.vatID(taxCode.text)
      if party.vatID == nil { party.taxRegistration = taxCode.text }
      setLegalID(fromVAT: party.vatID, &party)
    }
    party.endpoint = unit.flatMap { FinvoiceMapper.endpoint($0) }
    party.customerNumber = customer?.text
    if Set(codes).count > 1 {
      findings.add(
        "finvoice.identity-codes-differ", .warning, "The buyer's identifiers hold two different personal identity codes.",
        remedy: "None is used. Find out who owes.", path: "BuyerPartyDetails", term: "BT-46")
    } else {
      party.personalCode = codes.first
    }
    party.kind = evidence(party, unit: unit, hasCode: !codes.isEmpty).kind
    return party
  }

  private func evidence(_ party: Party, unit: FinvoiceMessage.Stated?, hasCode: Bool) -> DebtorEvidence {
    DebtorEvidence(
      hasBusinessID: party.legalID != nil, hasVATID: party.vatID != nil,
      hasOVT: unit.map { OVT.normalised($0.text) != nil } ?? false, name: party.name, hasPersonalCode: hasCode,
      isDirectPaymentCopy: type.prefix == "INV" && type.numbers == 9...9,
      hasBankAddress: [unit?.text, message.toIdentifier, frame.receiver].contains {
        $0.map { IBAN.normalised($0) != nil } ?? false
      },
      hasPaymentInstruction: message.paymentInstruction != nil)
  }

  /// An identifier of the buyer; nil when it is a personal identity code, which goes nowhere but into `codes`.
  private mutating func identifier(
    _ stated: FinvoiceMessage.Stated?, _ path: String, _ codes: inout [PersonalIdentityCode]
  ) -> FinvoiceMessage.Stated? {
    guard let stated else { return nil }
    let country = message.buyer.countryCode?.uppercased()
    let year = message.date.flatMap { FinvoiceDate.read($0.text, format: $0.qualifier).value }?.year
    if let code = PersonalIdentityCode.recognise(stated.text, country: country ?? "FI", inYear: year)
      ?? PersonalIdentityCode(finnish: stated.text)
    {
      codes.append(code)
      return nil
    }
    guard !IdentityCodes.occur(in: stated.text, country: country) else {
      findings.add(
        "finvoice.identity-code-invalid", .warning,
        "An identifier of the buyer looks like a personal identity code but is none, and is left out.",
        remedy: "Have the code corrected where the invoice was written.", line: stated.line, path: path, term: "BT-46")
      return nil
    }
    return stated
  }

  private mutating func setLegalID(fromVAT vatID: String?, _ party: inout Party) {
    guard let vatID, vatID.hasPrefix("FI"), let inside = FinnishBusinessID.normalised(String(vatID.dropFirst(2))) else { return }
    guard let legalID = party.legalID else {
      party.legalID = PartyIdentifier(inside, scheme: FinvoiceMapper.businessIDScheme)
      return
    }
    guard legalID.scheme == FinvoiceMapper.businessIDScheme, legalID.value != inside else { return }
    findings.add(
      "finvoice.buyer-identifiers-differ", .warning,
      "The buyer's business id \(Masking.excerpt(legalID.value)) and VAT number \(Masking.excerpt(vatID)) are of two firms.",
      remedy: "The business id is used. Find out who owes.", path: "BuyerPartyDetails", term: "BT-47")
  }

  private func legalID(_ text: String, country: String?) -> PartyIdentifier? {
    if let id = FinvoiceMapper.businessID(text) { return PartyIdentifier(id, scheme: FinvoiceMapper.businessIDScheme) }
    switch country {
    case "SE": return SwedishOrganisationNumber.normalised(text).map { PartyIdentifier($0, scheme: "0007") }
    case "NO": return NorwegianOrganisationNumber.normalised(text).map { PartyIdentifier($0, scheme: "0192") }
    default: return nil
    }
  }

  // MARK: - Somebody else is paid

  /// The factoring company, a payment receiver, or an account holder who is not the seller.
  mutating func payee(seller: Party) -> Party? {
    if let factoring = message.factoring {
      conditions.insert(.factoring)
      let name = openText(factoring.name, "FactoringAgreementDetails/FactoringPartyName")
      findings.add(
        "finvoice.factoring", .warning,
        "The claim is assigned or pledged to " + (name.map { "'\(Masking.excerpt($0))'" } ?? "a factoring company") + ".",
        remedy: "The seller may not be the one to collect. A person has to say.", path: "FactoringAgreementDetails", term: "BG-10"
      )
      return otherParty(factoring, name)
    }
    if let receiver = message.otherParties.first(where: { $0.code?.lowercased() == "paymentreceiver" }) {
      let name = openText(receiver.name, "AnyPartyDetails/AnyPartyOrganisationName")
      otherPayee(name, "AnyPartyDetails")
      return otherParty(receiver, name)
    }
    let path = "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiNameAddressDetails"
    if let beneficiary = message.epiName, !message.seller.names.isEmpty,
      !message.seller.names.contains(where: { PayeeNames.areSame($0, beneficiary) })
    {
      let name = openText(beneficiary, path)
      otherPayee(name, path)
      return Party(name: name)
    }
    if let bei = message.epiBei.flatMap({ FinnishBusinessID.normalised($0) }), let own = seller.legalID,
      own.scheme == FinvoiceMapper.businessIDScheme, own.value != bei
    {
      otherPayee(bei, "EpiDetails/EpiPartyDetails/EpiBeneficiaryPartyDetails/EpiBei")
      return Party(
        name: message.epiName.map { Masking.masked($0) },
        legalID: PartyIdentifier(bei, scheme: FinvoiceMapper.businessIDScheme))
    }
    return nil
  }

  private mutating func otherPayee(_ name: String?, _ path: String) {
    conditions.insert(.otherPayee)
    findings.add(
      "finvoice.other-payee", .warning,
      "The money goes to " + (name.map { "'\(Masking.excerpt($0))'" } ?? "somebody") + ", who is not the seller.",
      remedy: "The claim may have been sold. A person has to say who may collect.", path: path, term: "BG-10")
  }

  private func otherParty(_ other: FinvoiceMessage.OtherParty, _ name: String?) -> Party {
    var party = Party(name: name)
    if let identifier = other.identifier, !IdentityCodes.occur(in: identifier.text) {
      if let id = FinvoiceMapper.businessID(identifier.text) {
        party.legalID = PartyIdentifier(id, scheme: FinvoiceMapper.businessIDScheme)
      } else {
        party.identifiers.append(PartyIdentifier(identifier.text, scheme: identifier.qualifier))
      }
    }
    return party
  }

  // MARK: - Identifiers

  /// A Finnish business id from the ways in which messages write it: with hyphen, eight digits, seven digits without the leading
  /// zero, with FI before it, inside an OVT.
  ///
  /// Source: YTJ, business id (7 digits and a check digit); Finvoice data list 3.0, OVT.
  static func businessID(_ text: String) -> String? {
    if let id = FinnishBusinessID.normalised(text) { return id }
    if let id = OVT.businessID(text) { return id }
    var digits = Array(text.utf8).filter { !MarkupScanner.isBlank($0) }
    if digits.count > 2, digits[0] | 0x20 == 0x66, digits[1] | 0x20 == 0x69 { digits.removeFirst(2) }
    if digits.count == 7, digits.allSatisfy({ (0x30...0x39).contains($0) }) { digits.insert(0x30, at: 0) }
    return FinnishBusinessID.normalised(String(decoding: digits, as: UTF8.self))
  }

  /// With its country prefix; a Finnish number gets the FI that many producers leave out.
  static func vatID(_ text: String) -> String? {
    VATIdentifier.normalised(text) ?? FinnishBusinessID.normalised(text).flatMap { VATIdentifier.normalised("FI" + $0) }
  }

  /// An OVT or another address of an operator. A consumer's bank account, which may stand here, is not kept.
  private static func endpoint(_ stated: FinvoiceMessage.Stated) -> PartyIdentifier? {
    guard IBAN.normalised(stated.text) == nil, !IdentityCodes.occur(in: stated.text) else { return nil }
    if let ovt = OVT.normalised(stated.text) { return PartyIdentifier(ovt, scheme: stated.qualifier ?? ovtScheme) }
    return PartyIdentifier(stated.text, scheme: stated.qualifier)
  }

  // MARK: - Names and addresses

  private static func plainParty(_ stated: FinvoiceMessage.StatedParty) -> Party {
    Party(
      name: stated.names.first.map { withoutMask(Masking.masked($0)) },
      tradingName: stated.tradingName.map { Masking.masked($0) },
      address: address(stated), contactName: stated.contact.map { Masking.masked($0) },
      email: stated.email.map { IdentityCodes.kept($0) }, phone: stated.phone.map { IdentityCodes.kept($0) })
  }

  /// A name goes into letters: a mask has no place in it.
  private static func withoutMask(_ text: String) -> String {
    guard text.contains(Masking.mask) else { return text }
    let words = text.split(separator: " ").map(String.init).filter {
      $0 != Masking.mask && !$0.contains("[identity") && !$0.contains("code]")
    }
    return words.joined(separator: " ")
  }

  private static func address(_ stated: FinvoiceMessage.StatedParty) -> PostalAddress? {
    guard !stated.addressTexts.isEmpty else { return nil }
    let streets = stated.streets + (stated.postOfficeBox.map { [$0] } ?? [])
    return PostalAddress(
      streets: streets.map { Masking.masked($0) }, town: stated.town.map { Masking.masked($0) },
      postCode: stated.postCode.map { IdentityCodes.kept($0) }, country: country(stated))
  }

  /// As stated; left out, it is Finland when the post code has five digits and no country's name says otherwise.
  private static func country(_ stated: FinvoiceMessage.StatedParty) -> String? {
    if let code = stated.countryCode {
      let upper = code.uppercased()
      return upper.utf8.count == 2 && upper.utf8.allSatisfy { (0x41...0x5A).contains($0) } ? upper : nil
    }
    let finland: Set<String> = ["finland", "suomi", "fi"]
    if let name = stated.countryName { return finland.contains(name.lowercased()) ? "FI" : nil }
    guard let postCode = stated.postCode, postCode.utf8.count == 5, postCode.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else {
      return nil
    }
    return "FI"
  }
}

/// Whether the account holder's name is the seller's: written in other case, without legal form or additions in brackets, cut at 35
/// characters, or with the address behind it.
enum PayeeNames {
  static func areSame(_ seller: String, _ beneficiary: String) -> Bool {
    let left = words(seller)
    let right = words(beneficiary)
    guard !left.isEmpty, !right.isEmpty else { return false }
    if left == right { return true }
    // Names are cut at 35 characters in versions before 2.0.
    let cut = beneficiary.count >= 30 && left.joined(separator: " ").hasPrefix(right.joined(separator: " "))
    if cut { return true }
    let (short, long) = left.count < right.count ? (left, right) : (right, left)
    guard long.starts(with: short) else { return false }
    let rest = long.dropFirst(short.count)
    if rest.allSatisfy({ LegalForms.words.contains($0) }) { return true }
    // Behind the seller's name, a street with its number.
    return right.count > left.count && rest.contains { $0.contains(where: \.isNumber) }
  }

  private static func words(_ name: String) -> [String] {
    var outside = ""
    var depth = 0
    for character in name {
      if character == "(" { depth += 1 }
      if depth == 0 { outside.append(character) }
      if character == ")" { depth = max(depth - 1, 0) }
    }
    return LegalForms.tokens(outside)
  }
}
