/// An invented Finvoice message whose parts can be replaced one by one.
struct SampleMessage {
  var declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  var version = "Version=\"3.0\""
  var type = "INV01"
  var extraType = ""
  var typeText = "LASKU"
  var origin = "Original"
  var number = "2026-101"
  var date = "<InvoiceDate Format=\"CCYYMMDD\">20260914</InvoiceDate>"
  /// After the invoice date: originals, customer number and the like.
  var details = ""
  var seller = """
    <SellerPartyIdentifier>9000020-6</SellerPartyIdentifier>
    <SellerOrganisationName>Malliverstas Oy</SellerOrganisationName>
    <SellerOrganisationTaxCode>FI90000206</SellerOrganisationTaxCode>
    """
  var buyerParty = """
    <BuyerPartyIdentifier>9000030-2</BuyerPartyIdentifier>
    <BuyerOrganisationName>Esimerkkikauppa Oy</BuyerOrganisationName>
    <BuyerPostalAddressDetails><BuyerStreetName>Koetie 3</BuyerStreetName><BuyerTownName>Tampere</BuyerTownName>\
    <BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier></BuyerPostalAddressDetails>
    """
  /// After the buyer: unit number, contact, other parties.
  var afterBuyer = ""
  var gross: String? = "124,00"
  var grossCurrency = "EUR"
  /// After the totals: paid amount, round-off, VAT lines.
  var totals = ""
  var terms = "<InvoiceDueDate Format=\"CCYYMMDD\">20260928</InvoiceDueDate>"
  /// After the invoice's details: status, partial payments, factoring.
  var afterDetails = ""
  var rows =
    "<InvoiceRow><ArticleName>Työ</ArticleName><RowAmount AmountCurrencyIdentifier=\"EUR\">124,00</RowAmount></InvoiceRow>"
  var beneficiary = "<EpiNameAddressDetails>Malliverstas Oy</EpiNameAddressDetails>"
  var account = "<EpiAccountID IdentificationSchemeName=\"IBAN\">FI2112345600000785</EpiAccountID>"
  var reference =
    "<EpiRemittanceInfoIdentifier IdentificationSchemeName=\"SPY\">00000000000000123453</EpiRemittanceInfoIdentifier>"
  var due: String? = "124,00"
  var dueCurrency = "EUR"
  var dueDate = "<EpiDateOptionDate Format=\"CCYYMMDD\">20260928</EpiDateOptionDate>"
  /// After the due date: payment means.
  var afterDue = ""

  init() {}

  init(_ change: (inout SampleMessage) -> Void) { change(&self) }

  /// Total and amount to pay at once.
  mutating func amounts(_ text: String) {
    gross = text
    due = text
  }

  var text: String {
    let total = gross.map {
      "<InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier=\"\(grossCurrency)\">\($0)</InvoiceTotalVatIncludedAmount>"
    }
    let amount = due.map { "<EpiInstructedAmount AmountCurrencyIdentifier=\"\(dueCurrency)\">\($0)</EpiInstructedAmount>" }
    return """
      \(declaration)<Finvoice \(version)>
      <SellerPartyDetails>\(seller)</SellerPartyDetails>
      <BuyerPartyDetails>\(buyerParty)</BuyerPartyDetails>
      \(afterBuyer)
      <InvoiceDetails>
      <InvoiceTypeCode>\(type)</InvoiceTypeCode>\(extraType)
      <InvoiceTypeText>\(typeText)</InvoiceTypeText>
      <OriginCode>\(origin)</OriginCode>
      <InvoiceNumber>\(number)</InvoiceNumber>
      \(date)\(details)
      \(total ?? "")\(totals)
      <PaymentTermsDetails>\(terms)</PaymentTermsDetails>
      </InvoiceDetails>
      \(afterDetails)
      \(rows)
      <EpiDetails><EpiIdentificationDetails><EpiDate Format="CCYYMMDD">20260914</EpiDate><EpiReference/></EpiIdentificationDetails>
      <EpiPartyDetails><EpiBeneficiaryPartyDetails>\(beneficiary)\(account)</EpiBeneficiaryPartyDetails></EpiPartyDetails>
      <EpiPaymentInstructionDetails>\(reference)
      \(amount ?? "")
      <EpiCharge ChargeOption="SHA"/>
      \(dueDate)\(afterDue)
      </EpiPaymentInstructionDetails></EpiDetails>
      </Finvoice>

      """
  }

  /// A transmission frame as it stands before a message in bank traffic.
  static let frame = """
    <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" \
    xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
    <SOAP-ENV:Header><eb:MessageHeader><eb:Action>ProcessInvoice</eb:Action></eb:MessageHeader></SOAP-ENV:Header>
    <SOAP-ENV:Body><eb:Manifest/></SOAP-ENV:Body>
    </SOAP-ENV:Envelope>

    """
}
