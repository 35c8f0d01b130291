import InvoiceFormats
import Receivables
import Testing

/// Who the debtor is. All numbers are invented; identity codes come from the ranges that are given to nobody.
@Suite struct UBLPartyTests {
  private func buyer(_ xml: String) throws -> (Party, ReadMessage) {
    let message = try readUBL(.invoice { $0.buyer = xml })
    return (try #require(message.invoice).buyer, message)
  }

  private static func legal(_ id: String, _ scheme: String? = nil) -> String {
    "<cbc:CompanyID\(scheme.map { " schemeID=\"\($0)\"" } ?? "")>\(id)</cbc:CompanyID>"
  }
  private static func tax(_ id: String, _ scheme: String = "VAT") -> String {
    "<cac:PartyTaxScheme><cbc:CompanyID>\(id)</cbc:CompanyID><cac:TaxScheme><cbc:ID>\(scheme)</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>"
  }
  private static func id(_ id: String, _ scheme: String? = nil) -> String {
    "<cac:PartyIdentification><cbc:ID\(scheme.map { " schemeID=\"\($0)\"" } ?? "")>\(id)</cbc:ID></cac:PartyIdentification>"
  }
  private static func endpoint(_ id: String, _ scheme: String) -> String {
    "<cbc:EndpointID schemeID=\"\(scheme)\">\(id)</cbc:EndpointID>"
  }

  struct Row: CustomTestStringConvertible {
    var name: String
    var kind: DebtorKind
    var xml: String
    var legalID: String?
    var hasCode = false
    var testDescription: String { name }
  }

  static let rows: [Row] = [
    Row(name: "nothing", kind: .unknown, xml: UBLSample.party(name: "Matti Malli", country: "FI")),
    Row(
      name: "Finnish business id", kind: .organisation, xml: UBLSample.party(name: "M", country: "FI", legal: legal("76543212")),
      legalID: "7654321-2"),
    Row(
      name: "OVT as registration", kind: .organisation,
      xml: UBLSample.party(name: "M", country: "FI", legal: legal("003776543212", "0216")),
      legalID: "7654321-2"),
    Row(
      name: "wrong business id", kind: .unknown,
      xml: UBLSample.party(name: "M", country: "FI", legal: legal("7654321-3", "0212")),
      legalID: "7654321-3"),
    Row(name: "VAT number", kind: .organisation, xml: UBLSample.party(name: "M", country: "FI", tax: tax("FI76543212"))),
    Row(name: "wrong VAT number", kind: .unknown, xml: UBLSample.party(name: "M", country: "FI", tax: tax("FI76543213"))),
    Row(
      name: "tax registration only", kind: .unknown,
      xml: UBLSample.party(name: "M", country: "NO", tax: tax("Foretaksregisteret", "TAX"))),
    Row(
      name: "Swedish organisation", kind: .organisation,
      xml: UBLSample.party(name: "M", country: "SE", legal: legal("556000-4615", "0007")),
      legalID: "5560004615"),
    Row(
      name: "Swedish person as organisation number", kind: .unknown,
      xml: UBLSample.party(name: "M", country: "SE", legal: legal("9001019802", "0007")), hasCode: true),
    Row(
      name: "Swedish sole trader with VAT", kind: .organisation,
      xml: UBLSample.party(name: "M", country: "SE", tax: tax("SE900101980201")), hasCode: true),
    Row(
      name: "mistyped Swedish person", kind: .unknown,
      xml: UBLSample.party(name: "M", country: "SE", legal: legal("9001019803", "0007"))),
    Row(
      name: "Norwegian organisation", kind: .organisation,
      xml: UBLSample.party(name: "M", country: "NO", legal: legal("974 760 673", "0192")),
      legalID: "974760673"),
    Row(
      name: "Norwegian organisation with MVA", kind: .organisation,
      xml: UBLSample.party(name: "M", country: "NO", legal: legal("NO974760673MVA")), legalID: "974760673"),
    Row(
      name: "Norwegian consumer behind a service's endpoint", kind: .unknown,
      xml: UBLSample.party(name: "Kari", country: "NO", ids: id("12345"), endpoint: endpoint("974760673", "0192"))),
    Row(
      name: "Finnish identity code", kind: .consumer, xml: UBLSample.party(name: "Matti", country: "FI", ids: id("010190-900P")),
      hasCode: true),
    Row(
      name: "mistyped Finnish identity code", kind: .unknown,
      xml: UBLSample.party(name: "Matti", country: "FI", ids: id("010190-900A"))),
    Row(
      name: "Finnish identity code beside a business id", kind: .organisation,
      xml: UBLSample.party(name: "Matti", country: "FI", ids: id("010190-900P"), legal: legal("7654321-2")), legalID: "7654321-2",
      hasCode: true),
    Row(
      name: "Icelandic register holds persons too", kind: .unknown,
      xml: UBLSample.party(name: "M", country: "IS", legal: legal("4612180350", "0196")), legalID: "4612180350"),
    Row(
      name: "German registration", kind: .organisation, xml: UBLSample.party(name: "M", country: "DE", legal: legal("HRB 12345")),
      legalID: "HRB 12345"),
    Row(name: "order number is no evidence", kind: .unknown, xml: UBLSample.party(name: "M", country: "FI", ids: id("77"))),
  ]

  @Test(arguments: rows) func kinds(row: Row) throws {
    let (party, message) = try buyer(row.xml)
    #expect(party.kind == row.kind)
    #expect(party.legalID?.value == row.legalID)
    #expect((party.personalCode != nil) == row.hasCode)
    // No code is left in a field that others print, nor in a finding.
    let dump = "\(party) \(message.findings)"
    for code in ["900101", "010190", "9001019802", "9001019803"] { #expect(!dump.contains(code), "\(code) in \(dump)") }
  }

  @Test func identifiersAndCustomerNumber() throws {
    let (party, _) = try buyer(
      UBLSample.party(
        name: "M", country: "SE", ids: Self.id("4711") + Self.id("7300010000001", "0088"), legal: Self.legal("5560004615")))
    #expect(party.customerNumber == "4711")
    #expect(party.identifiers == [PartyIdentifier("4711"), PartyIdentifier("7300010000001", scheme: "0088")])
    // Ten bare digits in a field for customer numbers are one, whatever their check digit.
    #expect(try buyer(UBLSample.party(name: "M", country: "SE", ids: Self.id("9001019802"))).0.customerNumber == "9001019802")
    #expect(try buyer(UBLSample.party(name: "M", country: "SE", ids: Self.id("900101-9802"))).0.personalCode != nil)
  }

  @Test func nameFromPartyName() throws {
    let (party, message) = try buyer(
      "<cac:PartyName><cbc:Name>Kari Nordmann</cbc:Name></cac:PartyName><cac:PostalAddress><cac:Country><cbc:IdentificationCode>no</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:Contact><cbc:Name>K</cbc:Name><cbc:Telephone>1</cbc:Telephone><cbc:ElectronicMail>k@example.com</cbc:ElectronicMail></cac:Contact>"
    )
    #expect(party.name == "Kari Nordmann")
    #expect(party.address?.country == "NO")
    #expect([party.contactName, party.phone, party.email] == ["K", "1", "k@example.com"])
    #expect(message.findings == [])
    #expect(try buyer("").1.rules == ["ubl.party-name"])
  }
}
