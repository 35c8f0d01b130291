import Receivables
import Testing

@testable import InvoiceFormats

/// Who owes and who is owed.
@Suite struct FinvoicePartyTests {
  struct Buyer: CustomTestStringConvertible, Sendable {
    var name: String
    var kind: DebtorKind
    var legalID: String?
    var identifiers: [String]
    var customer: String?
    var hasCode: Bool
    var rules: Set<String>
    var message: SampleMessage
    var testDescription: String { name }

    init(
      _ name: String, _ kind: DebtorKind, legalID: String? = nil, identifiers: [String] = [], customer: String? = nil,
      hasCode: Bool = false, rules: Set<String> = [], _ change: (inout SampleMessage) -> Void
    ) {
      self.name = name
      self.kind = kind
      self.legalID = legalID
      self.identifiers = identifiers
      self.customer = customer
      self.hasCode = hasCode
      self.rules = Set(rules.map { "finvoice." + $0 })
      message = SampleMessage(change)
    }
  }

  static func buyer(_ name: String, _ identifier: String? = nil, _ more: String = "") -> String {
    (identifier.map { "<BuyerPartyIdentifier>\($0)</BuyerPartyIdentifier>" } ?? "")
      + "<BuyerOrganisationName>\(name)</BuyerOrganisationName>"
      + more
  }
  static let iban = "<BuyerOrganisationUnitNumber>FI2112345600000785</BuyerOrganisationUnitNumber>"
  static let subject = "<EpiPaymentInstructionId>77</EpiPaymentInstructionId>"

  static let buyerCases: [Buyer] = [
    Buyer("business id", .organisation, legalID: "9000030-2") { $0.buyerParty = buyer("Esimerkki", "9000030-2") },
    Buyer("business id without hyphen", .organisation, legalID: "9000030-2") { $0.buyerParty = buyer("Esimerkki", "90000302") },
    Buyer("business id with FI", .organisation, legalID: "9000030-2") { $0.buyerParty = buyer("Esimerkki", "FI9000030-2") },
    Buyer("OVT as business id", .organisation, legalID: "9000030-2") { $0.buyerParty = buyer("Esimerkki", "003790000302") },
    Buyer("business id that fails", .unknown, identifiers: ["9000030-3"], rules: ["buyer-identifier"]) {
      $0.buyerParty = buyer("Esimerkki", "9000030-3")
    },
    Buyer("foreign register number", .unknown, identifiers: ["HRB 12345"], rules: ["buyer-identifier"]) {
      $0.buyerParty = buyer("Esimerkki", "HRB 12345")
    },
    Buyer("VAT number", .organisation, legalID: "9000030-2") {
      $0.buyerParty = buyer("Esimerkki", nil, "<BuyerOrganisationTaxCode>FI90000302</BuyerOrganisationTaxCode>")
    },
    Buyer("VAT number without FI", .organisation, legalID: "9000030-2") {
      $0.buyerParty = buyer("Esimerkki", nil, "<BuyerOrganisationTaxCode>9000030-2</BuyerOrganisationTaxCode>")
    },
    Buyer("two firms", .organisation, legalID: "9000030-2", rules: ["buyer-identifiers-differ"]) {
      $0.buyerParty = buyer("Esimerkki", "9000030-2", "<BuyerOrganisationTaxCode>FI90000409</BuyerOrganisationTaxCode>")
    },
    Buyer("OVT", .organisation) {
      $0.buyerParty = buyer("Esimerkki")
      $0.afterBuyer = "<BuyerOrganisationUnitNumber>003790000302</BuyerOrganisationUnitNumber>"
    },
    Buyer("legal form", .organisation) { $0.buyerParty = buyer("Esimerkkikerho ry") },
    Buyer("compound legal form", .organisation) { $0.buyerParty = buyer("Mallilan kaupunki, sivistystoimi") },
    Buyer("name only", .unknown) { $0.buyerParty = buyer("Malli Maija") },
    Buyer("name that only begins like a form", .unknown) { $0.buyerParty = buyer("Oyala Kyllikki") },
    Buyer("bank address alone", .unknown) {
      $0.buyerParty = buyer("Malli Maija")
      $0.afterBuyer = iban
    },
    Buyer("invoicing subject alone", .unknown) {
      $0.buyerParty = buyer("Malli Maija")
      $0.afterDue = subject
    },
    Buyer("bank address and invoicing subject", .consumer) {
      $0.buyerParty = buyer("Malli Maija")
      $0.afterBuyer = iban
      $0.afterDue = subject
    },
    Buyer("a firm's bank address", .organisation) {
      $0.buyerParty = buyer("Parturi Malli Tmi")
      $0.afterBuyer = iban
      $0.afterDue = subject
    },
    Buyer("direct payment", .consumer) {
      $0.type = "INV09"
      $0.buyerParty = buyer("Malli Maija")
    },
    Buyer("direct payment of a firm", .unknown, legalID: "9000030-2") {
      $0.type = "INV09"
      $0.buyerParty = buyer("Esimerkki Oy", "9000030-2")
    },
    Buyer("identity code", .consumer, hasCode: true) { $0.buyerParty = buyer("Malli Maija", "010190-901R") },
    Buyer("identity code as another code", .consumer, hasCode: true) {
      $0.buyerParty = buyer("Malli Maija", nil, "<BuyerCode IdentifierType=\"HETU\">050505A930J</BuyerCode>")
    },
    Buyer("identity code as customer number", .consumer, hasCode: true) {
      $0.buyerParty = buyer("Malli Maija")
      $0.details = "<SellersBuyerIdentifier>020280-955B</SellersBuyerIdentifier>"
    },
    Buyer("identity code as unit number and VAT number", .consumer, hasCode: true) {
      $0.buyerParty = buyer("Malli Maija", nil, "<BuyerOrganisationTaxCode>020280-955B</BuyerOrganisationTaxCode>")
      $0.afterBuyer = "<BuyerOrganisationUnitNumber>020280-955B</BuyerOrganisationUnitNumber>"
    },
    Buyer("a sole trader's both", .unknown, legalID: "9000030-2", hasCode: true) {
      $0.buyerParty = buyer("Malli Maija", "9000030-2", "<BuyerCode>020280-955B</BuyerCode>")
    },
    Buyer("two codes", .consumer, hasCode: false, rules: ["identity-codes-differ"]) {
      $0.buyerParty = buyer("Malli Maija", "010190-901R", "<BuyerCode>020280-955B</BuyerCode>")
    },
    Buyer("mistyped code", .unknown, rules: ["identity-code-invalid"]) { $0.buyerParty = buyer("Malli Maija", "020280-955C") },
    Buyer("code in the name", .unknown, rules: ["identity-code-in-text"]) { $0.buyerParty = buyer("Malli Maija 010190-901R") },
    Buyer("code in a text", .unknown, rules: ["identity-code-in-text"]) {
      $0.buyerParty = buyer("Malli Maija")
      $0.details = "<InvoiceFreeText>Vuokralainen 010190-901R</InvoiceFreeText>"
    },
    Buyer("other code and customer number", .unknown, identifiers: ["5790000000000"], customer: "CL12221") {
      $0.buyerParty = buyer("Malli", nil, "<BuyerCode IdentifierType=\"GLN\">5790000000000</BuyerCode>")
      $0.details = "<SellersBuyerIdentifier>CL12221</SellersBuyerIdentifier>"
    },
  ]

  @Test(arguments: buyerCases)
  func buyers(_ test: Buyer) throws {
    let read = try readOne(test.message.text)
    let document = try #require(read.document)
    let buyer = document.buyer
    #expect(buyer.kind == test.kind)
    #expect(buyer.legalID?.value == test.legalID)
    #expect(buyer.legalID?.scheme == test.legalID.map { _ in "0212" })
    #expect(buyer.identifiers.map(\.value) == test.identifiers)
    #expect(buyer.customerNumber == test.customer)
    #expect((buyer.personalCode != nil) == test.hasCode)
    #expect(read.rules == test.rules)
    // No code and no bank account of a consumer anywhere but in its own field.
    let printed = String(reflecting: document) + String(describing: read.message.findings)
    for secret in ["901R", "955B", "930J", "955C"] { #expect(!printed.contains(secret)) }
    #expect(buyer.endpoint?.value.hasPrefix("FI21") != true)
  }

  @Test func identityCodesAreRevealedOnlyOnPurpose() throws {
    let read = try readOne(SampleMessage { $0.buyerParty = Self.buyer("Malli Maija", "010190-901r") }.text)
    #expect(read.document?.buyer.personalCode?.reveal() == "010190-901R")
    #expect(read.document?.buyer.name == "Malli Maija")
  }

  /// The first `To` of the frame is the receiver; a bank account there is as good a sign as in the message.
  @Test(arguments: [("FI2112345600000785", DebtorKind.consumer), ("003790000302", .unknown), ("", .unknown)])
  func theFramesReceiver(_ address: String, _ kind: DebtorKind) throws {
    let party = { (side: String, id: String) in "<eb:\(side)><eb:PartyId>\(id)</eb:PartyId></eb:\(side)>" }
    let frame = SampleMessage.frame.replacing(
      "<eb:Action>",
      with: party("From", "FI1350001520000081") + party("To", address) + party("To", "FI1350001520000081") + "<eb:Action>")
    let message = SampleMessage {
      $0.buyerParty = Self.buyer("Malli Maija")
      $0.afterDue = Self.subject
    }
    #expect(try readOne(frame + message.text).document?.buyer.kind == kind)
  }

  @Test func namesAndAddresses() throws {
    let read = try readOne(
      SampleMessage {
        $0.buyerParty = """
          <BuyerOrganisationName>Malli
             Kauppa Oy</BuyerOrganisationName><BuyerOrganisationName>Modell Handel Ab</BuyerOrganisationName>
          <BuyerPostalAddressDetails><BuyerStreetName>Koetie 3</BuyerStreetName><BuyerStreetName>B 12</BuyerStreetName>
          <BuyerTownName>Tampere</BuyerTownName><BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier>
          <BuyerPostOfficeBoxIdentifier>PL 7</BuyerPostOfficeBoxIdentifier></BuyerPostalAddressDetails>
          """
        $0.afterBuyer = """
          <BuyerContactPersonName>Malli Matti</BuyerContactPersonName><BuyerCommunicationDetails>
          <BuyerPhoneNumberIdentifier>040 1</BuyerPhoneNumberIdentifier><BuyerEmailaddressIdentifier>a@example.com</BuyerEmailaddressIdentifier>
          </BuyerCommunicationDetails>
          <InvoiceRecipientPartyDetails><InvoiceRecipientOrganisationName>Tilitoimisto Oy</InvoiceRecipientOrganisationName>
          <InvoiceRecipientPostalAddressDetails><InvoiceRecipientTownName>Oulu</InvoiceRecipientTownName><CountryCode>FI</CountryCode>
          </InvoiceRecipientPostalAddressDetails></InvoiceRecipientPartyDetails>
          <DeliveryPartyDetails><DeliveryPostalAddressDetails><CountryCode>EE</CountryCode></DeliveryPostalAddressDetails></DeliveryPartyDetails>
          """
      }.text)
    let buyer = try #require(read.document?.buyer)
    #expect(buyer.name == "Malli Kauppa Oy")
    #expect(buyer.tradingName == nil)
    #expect(
      buyer.address == PostalAddress(streets: ["Koetie 3", "B 12", "PL 7"], town: "Tampere", postCode: "33100", country: "FI"))
    #expect([buyer.contactName, buyer.phone, buyer.email] == ["Malli Matti", "040 1", "a@example.com"])
    let recipient = try #require(read.document?.recipient)
    #expect(recipient.name == "Tilitoimisto Oy")
    #expect(recipient.address?.town == "Oulu")
    #expect(read.document?.seller.legalID == PartyIdentifier("9000020-6", scheme: "0212"))
    #expect(read.document?.seller.vatID == "FI90000206")
  }

  @Test(
    arguments: [
      ("<BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier>", "FI"),
      ("<BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier><CountryName>Suomi</CountryName>", "FI"),
      ("<BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier><CountryName>Sverige</CountryName>", nil),
      ("<BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier><CountryCode>se</CountryCode>", "SE"),
      ("<BuyerPostCodeIdentifier>331 00</BuyerPostCodeIdentifier>", nil), ("<BuyerTownName>Tampere</BuyerTownName>", nil),
    ] as [(String, String?)])
  func countries(_ address: String, _ expected: String?) throws {
    let read = try readOne(
      SampleMessage {
        $0.buyerParty = Self.buyer("Malli", nil, "<BuyerPostalAddressDetails>\(address)</BuyerPostalAddressDetails>")
      }.text)
    #expect(read.document?.buyer.address?.country == expected)
  }

  @Test(arguments: [
    ("Malliverstas Oy", "MALLIVERSTAS OY", true), ("Malliverstas Oy (verstas)", "Malliverstas Oy", true),
    ("Malliverstas Oy", "Malliverstas", true), ("Malliverstas Oy", "Malliverstas Oy, Koetie 3, 33100 Tampere", true),
    ("Erittäin pitkän nimen omistava Malliverstas Oy", "Erittäin pitkän nimen omistava Mall", true),
    ("Malliverstas Oy", "Rahoitus Oy", false), ("Malliverstas Oy", "Malliverstas Rahoitus Oy", false),
    ("Malli", "Malliverstas Oy", false),
    ("Malliverstas Oy", "Rahoitus Oy / Malliverstas Oy", false), ("Malliverstas Oy", "-", false),
  ])
  func payeeNames(_ seller: String, _ beneficiary: String, _ areSame: Bool) {
    #expect(PayeeNames.areSame(seller, beneficiary) == areSame)
  }
}
