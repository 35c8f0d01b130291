import InvoiceFormats
import InvoiceRules
import Receivables

/// An invented Peppol document, written from its parts, so that a test changes only what it is about.
struct UBLSample {
  var isCreditNote = false
  var customization = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
  var number: String? = "INV-1001"
  var issueDate: String? = "2026-03-02"
  var dueDate: String? = "2026-03-16"
  var typeCode: String?
  var currency: String? = "EUR"
  var references = "<cbc:BuyerReference>REF-7</cbc:BuyerReference>"
  var seller = Self.finnishSeller
  var buyer = Self.finnishBuyer
  var payee = ""
  var means = Self.creditTransfer
  var terms = "<cac:PaymentTerms><cbc:Note>14 days net</cbc:Note></cac:PaymentTerms>"
  var tax = """
    <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">25.50</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount>
    <cbc:TaxAmount currencyID="EUR">25.50</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25.5</cbc:Percent>
    <cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
    """
  var gross: String? = "125.50"
  var prepaid: String?
  var rounding: String?
  var due: String? = "125.50"
  var dueCurrency: String? = "EUR"
  var extra = ""

  static let finnishSeller = """
    <cbc:EndpointID schemeID="0216">003712345671</cbc:EndpointID><cac:PartyName><cbc:Name>Esimerkki</cbc:Name></cac:PartyName>
    <cac:PostalAddress><cbc:StreetName>Testikatu 1</cbc:StreetName><cbc:CityName>Helsinki</cbc:CityName><cbc:PostalZone>00100</cbc:PostalZone>
    <cac:Country><cbc:IdentificationCode>FI</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>FI12345671</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Esimerkki Oy</cbc:RegistrationName><cbc:CompanyID schemeID="0212">1234567-1</cbc:CompanyID></cac:PartyLegalEntity>
    """
  static let finnishBuyer = party(
    name: "Malli Oy", country: "FI", endpoint: #"<cbc:EndpointID schemeID="0216">003776543212</cbc:EndpointID>"#,
    legal: #"<cbc:CompanyID schemeID="0212">7654321-2</cbc:CompanyID>"#)
  static let creditTransfer = """
    <cac:PaymentMeans><cbc:PaymentMeansCode name="Credit transfer">30</cbc:PaymentMeansCode><cbc:PaymentID>1234 5672</cbc:PaymentID>
    <cac:PayeeFinancialAccount><cbc:ID>FI21 1234 5600 0007 85</cbc:ID><cac:FinancialInstitutionBranch><cbc:ID>NDEAFIHH</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>
    """

  static func party(
    name: String, country: String, ids: String = "", endpoint: String = "", tax: String = "", legal: String = ""
  ) -> String {
    """
    \(endpoint)\(ids)<cac:PostalAddress><cbc:StreetName>Mallitie 2</cbc:StreetName><cbc:AdditionalStreetName>B 3</cbc:AdditionalStreetName>
    <cbc:CityName>Turku</cbc:CityName><cbc:PostalZone>20100</cbc:PostalZone>
    <cac:Country><cbc:IdentificationCode>\(country)</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    \(tax)<cac:PartyLegalEntity><cbc:RegistrationName>\(name)</cbc:RegistrationName>\(legal)</cac:PartyLegalEntity>
    """
  }

  static func means(_ code: String, _ more: String = "") -> String {
    "<cac:PaymentMeans><cbc:PaymentMeansCode>\(code)</cbc:PaymentMeansCode>\(more)</cac:PaymentMeans>"
  }

  /// One element a line where it matters, so that line numbers mean something.
  var body: String {
    func element(_ name: String, _ text: String?) -> String { text.map { "<cbc:\(name)>\($0)</cbc:\(name)>\n" } ?? "" }
    func amount(_ name: String, _ text: String?, _ currency: String? = "EUR") -> String {
      text.map { "<cbc:\(name)\(currency.map { " currencyID=\"\($0)\"" } ?? "")>\($0)</cbc:\(name)>\n" } ?? ""
    }
    let root = isCreditNote ? "CreditNote" : "Invoice"
    let code = typeCode ?? (isCreditNote ? "381" : "380")
    return """
      <\(root) xmlns="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      \(element("CustomizationID", customization))\(element("ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"))\(element("ID", number))\(element("IssueDate", issueDate))\(element("DueDate", dueDate))\(code.isEmpty ? "" : element(root + "TypeCode", code))<cbc:Note>Thank you.</cbc:Note>
      \(element("DocumentCurrencyCode", currency))\(references)
      <cac:AccountingSupplierParty><cac:Party>\(seller)</cac:Party></cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty><cac:Party>\(buyer)</cac:Party></cac:AccountingCustomerParty>
      \(payee)
      \(means)
      \(terms)
      \(tax)
      <cac:LegalMonetaryTotal>\(amount("LineExtensionAmount", "100.00"))\(amount("TaxExclusiveAmount", "100.00"))\(amount("TaxInclusiveAmount", gross))\(amount("PrepaidAmount", prepaid))\(amount("PayableRoundingAmount", rounding))\(amount("PayableAmount", due, dueCurrency))</cac:LegalMonetaryTotal>
      \(extra)
      \(line("1", "60.00", "<cbc:Note>line note</cbc:Note>"))
      \(line("2", "40.00"))
      </\(root)>
      """
  }

  private func line(_ id: String, _ amount: String, _ note: String = "") -> String {
    let kind = isCreditNote ? "CreditNote" : "Invoice"
    let quantity = isCreditNote ? "Credited" : "Invoiced"
    return """
      <cac:\(kind)Line><cbc:ID>\(id)</cbc:ID>\(note)<cbc:\(quantity)Quantity unitCode="EA">1</cbc:\(quantity)Quantity>\
      <cbc:LineExtensionAmount currencyID="EUR">\(amount)</cbc:LineExtensionAmount><cac:Item><cbc:Name>Example</cbc:Name>\
      <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25.5</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>\
      </cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="EUR">\(amount)</cbc:PriceAmount></cac:Price></cac:\(kind)Line>
      """
  }

  var xml: String { "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + body }

  static func invoice(_ change: (inout UBLSample) -> Void = { _ in }) -> UBLSample {
    var sample = UBLSample()
    change(&sample)
    return sample
  }
}

final class Collected: MessageSink {
  var messages: [ReadMessage] = []
  func receive(_ message: ReadMessage) { messages.append(message) }
}

/// What the reader itself says: the published rules, which look at the same document, have tests of their own (`UBLRuleTests`).
func readUBL(_ bytes: [UInt8]) throws -> (messages: [ReadMessage], summary: FileSummary) {
  let sink = Collected()
  let head = FileHead(name: "sample.xml", bytes: Array(bytes.prefix(65_536)), size: bytes.count)
  let summary = try UBLFormat(rules: .none).read(MemorySource(bytes), head: head, into: sink)
  return (sink.messages, summary)
}

func readUBL(_ sample: UBLSample) throws -> ReadMessage {
  let read = try readUBL(Array(sample.xml.utf8))
  guard let message = read.messages.first, read.messages.count == 1 else { throw NoMessage() }
  return message
}

struct NoMessage: Error {}

extension ReadMessage {
  var invoice: InvoiceDocument? {
    guard case .document(let document) = outcome, case .invoice(let invoice) = document.body else { return nil }
    return invoice
  }

  var rules: [String] { findings.map(\.rule) }
}
