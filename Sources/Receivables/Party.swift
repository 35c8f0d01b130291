/// A personal identity code (HETU, personnummer, fødselsnummer) or an identifier that equals one.
///
/// Printing it gives a mask. Only a channel that requires the code, and the store that must remember it, reveal it.
public struct PersonalIdentityCode: Hashable, Sendable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  private let code: String

  public init(unchecked code: String) { self.code = code }

  /// The code itself. Never for a log, a message, a report or a file name.
  public func reveal() -> String { code }

  public var description: String { "[identity code]" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// An identifier with the scheme that was stated for it (ISO 6523 ICD or EAS such as `0212`, `0007`, `0192`, `0216`), if any.
public struct PartyIdentifier: Hashable, Sendable {
  public var value: String
  public var scheme: String?

  public init(_ value: String, scheme: String? = nil) {
    self.value = value
    self.scheme = scheme
  }
}

public struct PostalAddress: Hashable, Sendable {
  /// BT-50, BT-51, BT-163; each line apart.
  public var streets: [String]
  /// BT-52
  public var town: String?
  /// BT-53
  public var postCode: String?
  /// BT-55, ISO 3166-1 alpha-2, upper case.
  public var country: String?

  public init(
    streets: [String] = [], town: String? = nil, postCode: String? = nil, country: String? = nil
  ) {
    self.streets = streets
    self.town = town
    self.postCode = postCode
    self.country = country
  }

  /// A letter would arrive: street (or box), post code and town are there.
  public var isComplete: Bool {
    streets.contains { !$0.isEmpty } && !(town ?? "").isEmpty && !(postCode ?? "").isEmpty
  }
}

public enum DebtorKind: String, Hashable, Sendable {
  /// A firm, authority or association.
  case organisation = "b2b"
  /// A natural person outside business.
  case consumer = "b2c"
  case unknown
}

/// A seller, buyer, payee or co-debtor as a document states it (EN 16931 BG-4, BG-7, BG-10).
public struct Party: Hashable, Sendable {
  /// Legal name: BT-27, BT-44.
  public var name: String?
  /// BT-28, BT-45.
  public var tradingName: String?
  /// BT-30, BT-47.
  public var legalID: PartyIdentifier?
  /// BT-31, BT-48, with its country prefix where that was written.
  public var vatID: String?
  /// BT-32 or another tax registration.
  public var taxRegistration: String?
  /// BT-29, BT-46.
  public var identifiers: [PartyIdentifier]
  /// BT-34, BT-49; OVT in Finvoice.
  public var endpoint: PartyIdentifier?
  /// Only of natural persons.
  public var personalCode: PersonalIdentityCode?
  public var address: PostalAddress?
  public var contactName: String?
  public var email: String?
  public var phone: String?
  /// The creditor's own number for this debtor.
  public var customerNumber: String?
  /// Firm or consumer, by the evidence of the document; meaningful for buyers.
  public var kind: DebtorKind

  public init(
    name: String? = nil, tradingName: String? = nil, legalID: PartyIdentifier? = nil,
    vatID: String? = nil, taxRegistration: String? = nil, identifiers: [PartyIdentifier] = [],
    endpoint: PartyIdentifier? = nil, personalCode: PersonalIdentityCode? = nil,
    address: PostalAddress? = nil, contactName: String? = nil, email: String? = nil,
    phone: String? = nil, customerNumber: String? = nil, kind: DebtorKind = .unknown
  ) {
    self.name = name
    self.tradingName = tradingName
    self.legalID = legalID
    self.vatID = vatID
    self.taxRegistration = taxRegistration
    self.identifiers = identifiers
    self.endpoint = endpoint
    self.personalCode = personalCode
    self.address = address
    self.contactName = contactName
    self.email = email
    self.phone = phone
    self.customerNumber = customerNumber
    self.kind = kind
  }
}
