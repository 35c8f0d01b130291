import Receivables

/// Turns a stated party into one whose identifiers are what they claim to be: organisation numbers are normalised, personal
/// identity codes are taken out of every field that others print, and whether it is a firm is said only on evidence.
///
/// Source: EN 16931-1 BG-4, BG-7, BG-10; ISO 6523 ICD list for the schemes.
struct UBLParty {
  enum Role: String {
    case seller, buyer, payee
  }

  let role: Role
  private(set) var party = Party()
  /// What a person should know about its identifiers.
  private(set) var findings: [Finding] = []
  private let country: String?
  private let isCreditNote: Bool
  private let year: Int?
  private var isOrganisation = false

  init(_ fields: UBLPartyFields, of document: UBLFields, role: Role) {
    self.role = role
    isCreditNote = document.isCreditNote
    year = document.issueDate.flatMap { CalendarDate(iso: $0.text) }?.year
    let stated = fields.country?.uppercased()
    country = stated?.utf8.count == 2 ? stated : nil
    party.name = fields.legalName ?? fields.tradingName
    party.tradingName = fields.tradingName
    party.contactName = fields.contactName
    party.phone = fields.phone
    party.email = fields.email
    if !fields.streets.isEmpty || fields.town != nil || fields.postCode != nil || country != nil {
      party.address = PostalAddress(streets: fields.streets, town: fields.town, postCode: fields.postCode, country: country)
    }
    takeLegalID(fields.legalID)
    for scheme in fields.taxSchemes { takeTax(scheme) }
    for identifier in fields.identifiers { take(identifier) }
    takeEndpoint(fields.endpoint)
    if role == .buyer, let customerNumber = document.customerNumber,
      personalCode(customerNumber, scheme: nil, isRegister: false) == nil
    {
      party.customerNumber = customerNumber
    }
    party.kind = kind
  }

  /// Firm or consumer: a valid organisation number or VAT number is evidence of a firm, a Finnish or Norwegian personal code of a
  /// person. A Swedish personal number is a sole trader's organisation number as well, and an endpoint may be that of a service
  /// which takes invoices for people: neither says anything.
  private var kind: DebtorKind {
    if isOrganisation { return .organisation }
    guard let code = party.personalCode?.reveal() else { return .unknown }
    return PersonalIdentityCode(finnish: code) != nil || PersonalIdentityCode(norwegian: code) != nil ? .consumer : .unknown
  }

  private mutating func takeLegalID(_ stated: UBLStated?) {
    guard let stated else { return }
    if let code = personalCode(stated.text, scheme: stated.attribute, isRegister: true) {
      party.personalCode = code
      return
    }
    guard !looksLikeSwedishPerson(stated.text, scheme: stated.attribute), !isMistypedCode(stated.text) else {
      return warn(stated, quoted: nil)
    }
    if let number = Self.organisationNumber(stated.text, scheme: stated.attribute, country: country) {
      party.legalID = PartyIdentifier(number, scheme: stated.attribute)
      isOrganisation = true
      return
    }
    party.legalID = PartyIdentifier(stated.text, scheme: stated.attribute)
    if Self.register(stated.attribute, country) != nil {
      warn(stated, quoted: stated.text)
    } else if !Self.schemesOfPersonsToo.contains(stated.attribute ?? ""), stated.attribute != nil || country != nil {
      isOrganisation = true
    }
  }

  private mutating func takeTax(_ stated: (id: String?, scheme: String?)) {
    guard let text = stated.id else { return }
    let vat = VATIdentifier.normalised(text)
    guard stated.scheme?.uppercased() == "VAT" || (stated.scheme == nil && vat != nil) else {
      if party.taxRegistration == nil { party.taxRegistration = text }
      return
    }
    guard let vat else {
      if party.vatID == nil { party.vatID = text }
      return
    }
    isOrganisation = true
    // A sole trader's Swedish VAT number is SE, the personal number, 01.
    if vat.hasPrefix("SE"), let code = PersonalIdentityCode(swedish: String(vat.dropFirst(2).prefix(10))) {
      party.personalCode = party.personalCode ?? code
    } else if party.vatID == nil {
      party.vatID = vat
    }
  }

  private mutating func take(_ stated: UBLStated) {
    if let code = personalCode(stated.text, scheme: stated.attribute, isRegister: false) {
      party.personalCode = party.personalCode ?? code
      return
    }
    guard !looksLikeSwedishPerson(stated.text, scheme: stated.attribute) || stated.attribute == nil, !isMistypedCode(stated.text)
    else {
      return
    }
    party.identifiers.append(PartyIdentifier(stated.text, scheme: stated.attribute))
    if stated.attribute == nil, party.customerNumber == nil { party.customerNumber = stated.text }
  }

  private mutating func takeEndpoint(_ stated: UBLStated?) {
    guard let stated else { return }
    if let code = personalCode(stated.text, scheme: stated.attribute, isRegister: true) {
      party.personalCode = party.personalCode ?? code
    } else if !looksLikeSwedishPerson(stated.text, scheme: stated.attribute) {
      party.endpoint = PartyIdentifier(stated.text, scheme: stated.attribute)
    }
  }

  /// - Parameter isRegister: the field is meant for a register's number, so that ten bare digits of Sweden are one. In a field for
  ///   customer numbers they may be anything: one in ten numbers has the right check digit.
  private func personalCode(_ text: String, scheme: String?, isRegister: Bool) -> PersonalIdentityCode? {
    guard let register = Self.register(scheme, country) ?? (scheme == nil ? .some(nil) : nil) else { return nil }
    if !isRegister, scheme == nil, text.utf8.count == 10, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return nil }
    return PersonalIdentityCode.recognise(text, country: register, inYear: year)
  }

  /// Ten or twelve digits where an organisation number belongs, whose third (of ten) is 0 or 1: a person's number, even if mistyped.
  private func looksLikeSwedishPerson(_ text: String, scheme: String?) -> Bool {
    guard Self.register(scheme, country) == "SE" else { return false }
    let digits = text.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
    guard digits.count == 10 || (digits.count == 12 && !digits.starts(with: "16".utf8)) else { return false }
    let third = digits[digits.count - 8]
    return third == 0x30 || third == 0x31
  }

  /// Has the shape of an identity code with its separator, though its check character is wrong: it still names somebody.
  private func isMistypedCode(_ text: String) -> Bool {
    text.utf8.contains { $0 < 0x30 || $0 > 0x39 } && Masking.masked(text) != text
  }

  private mutating func warn(_ stated: UBLStated, quoted: String?) {
    let what = quoted.map { "'" + Masking.excerpt($0, limit: 40) + "'" } ?? "a number that looks like a person's"
    findings.append(
      Finding(
        "ubl.party-id", .warning, "The \(role.rawValue)'s legal registration number is \(what), which fails its check.",
        remedy: "Have the number corrected in the register of customers or of the company itself; it is kept as it is, unused.",
        place: Finding.Place(line: stated.line, path: UBLPaths.shared.path(stated.node, isCreditNote: isCreditNote)),
        term: role == .seller ? "BT-30" : role == .buyer ? "BT-47" : "BT-61"))
  }

  // MARK: registers

  /// The country whose register a number without check by its own scheme would be of, as far as its check is known here.
  private static func register(_ scheme: String?, _ country: String?) -> String?? {
    switch scheme {
    case "0007": "SE"
    case "0192": "NO"
    case "0037", "0212", "0213", "0216": "FI"
    case nil:
      switch country {
      case "FI", "SE", "NO": .some(country)
      default: nil
      }
    default: nil
    }
  }

  /// ICD schemes of registers that hold natural persons beside firms: Iceland's kennitala, Italy's codice fiscale.
  private static let schemesOfPersonsToo: Set<String> = ["0196", "0210"]

  /// The number in its canonical form, when it is one of an organisation.
  private static func organisationNumber(_ text: String, scheme: String?, country: String?) -> String? {
    switch scheme {
    case "0007": SwedishOrganisationNumber.normalised(text)
    case "0192": norwegian(text)
    case "0212": FinnishBusinessID.normalised(text)
    case "0213": VATIdentifier.normalised(text).flatMap { FinnishBusinessID.normalised(String($0.dropFirst(2))) }
    case "0037", "0216": OVT.businessID(text) ?? FinnishBusinessID.normalised(text)
    case nil:
      switch country {
      case "FI": FinnishBusinessID.normalised(text)
      case "SE": SwedishOrganisationNumber.normalised(text)
      case "NO": norwegian(text)
      default: nil
      }
    default: nil
    }
  }

  /// Norwegian numbers are often written with the suffix of the VAT register.
  private static func norwegian(_ text: String) -> String? {
    let upper = text.uppercased()
    let bare = upper.hasSuffix("MVA") ? String(upper.dropLast(3)) : upper
    return NorwegianOrganisationNumber.normalised(bare.hasPrefix("NO") ? String(bare.dropFirst(2)) : bare)
  }
}
