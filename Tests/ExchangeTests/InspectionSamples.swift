import Foundation

/// Invented inputs of every format, small enough to be read beside their golden outputs.
enum InspectionSamples {
  /// Of the artificial ranges: they belong to nobody.
  static let finnishCode = "010180-9015"
  static let swedishCode = "800101-9812"

  static let configuration = """
    companies:
      mallila:
        name: Malliverstas Oy
        country: FI
        legalId: 9000020-6
        way: {handover: {confirmationDays: 3}}
    csv:
      invoices:
        match: {folders: [erp], name: "inv*.csv"}
        encoding: windows-1252
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: dd.MM.yyyy
        company: {constant: mallila}
        rowKind: {column: Kind, values: {I: invoice, C: creditNote, X: ignore}}
        columns:
          number: No
          issueDate: Date
          dueDate: Due
          amountDue: Amount
          customerName: Name
          identifier: Id
          street: Street
          postCode: Code
          town: Town
          debtorKind: Type
          originalInvoice: Original
        constants: {currency: EUR}
        values: {debtorKind: {F: b2b, P: b2c}}
        signs: {creditNotes: negative}
      payments:
        match: {name: "pay*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: yyyy-MM-dd
        company: {constant: mallila}
        rowKind: payment
        columns: {number: No, reference: Reference, amount: Amount, paymentDate: Date, paymentId: Id}
        constants: {currency: EUR}
        statedDate: {constant: 2026-11-19}
      open:
        match: {name: "open*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: "."}
        dateFormat: yyyy-MM-dd
        company: {constant: mallila}
        rowKind: openItem
        columns: {number: No, openAmount: Open}
        constants: {currency: EUR}
        statedDate: {constant: 2026-11-19}
      holds:
        match: {name: "hold*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: "."}
        dateFormat: yyyy-MM-dd
        company: {constant: mallila}
        rowKind: hold
        columns: {number: No, action: Action, reason: Reason, until: Until}
      customers:
        match: {name: "customers*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: "."}
        dateFormat: yyyy-MM-dd
        company: {constant: mallila}
        rowKind: customer
        columns: {customerNumber: No, customerName: Name, identifier: Id, street: Street, postCode: Code, town: Town, debtorKind: Type}
    """

  static let files: [(name: String, text: String)] = [
    ("inbox/erp/inv1.csv", invoiceRows), ("inbox/pay1.csv", payments), ("inbox/open1.csv", openItems),
    ("inbox/hold1.csv", holds), ("inbox/customers1.csv", customers), ("finvoice.xml", finvoice(rowsOf: "124,00")),
    ("frames.xml", finvoice(rowsOf: "124,00") + "\n" + acknowledgement), ("ubl-invoice.xml", ubl(isCreditNote: false)),
    ("ubl-credit.xml", ubl(isCreditNote: true)), ("ktl.txt", ktl(trailerSum: 22_450)),
  ]

  static let damaged: [(name: String, text: String)] = [
    ("a-empty.xml", ""), ("b-order.xml", "<Order xmlns=\"urn:example:order\"><ID>1</ID></Order>"),
    ("c-cut.xml", String(ubl(isCreditNote: false).prefix(1200))), ("d-no-date.xml", ublWithoutDate),
    ("e-ktl.txt", ktl(trailerSum: 22_451)), ("inbox/pay2.csv", payments + "A-3;;ten;2026-11-19;P-3\n"),
    ("inbox/pay3.csv", payments.replacingOccurrences(of: "Amount", with: "Amuont")), ("inbox/strange.csv", "a;b\n1;2\n"),
  ]

  private static let invoiceRows = """
    Kind;No;Date;Due;Amount;Name;Id;Street;Code;Town;Type;Original
    I;C-1;01.10.2026;15.10.2026;124,00;Aino Malli;\(finnishCode);Koetie 1;33100;Tampere;P;
    C;C-2;05.10.2026;;-24,00;Aino Malli;\(finnishCode);Koetie 1;33100;Tampere;P;C-1
    X;;;;;;;;;;;

    """
  private static let payments = """
    No;Reference;Amount;Date;Id
    A-1;;100,50;2026-11-18;P-1
    ;12345672;-5,00;2026-11-19;P-2

    """
  private static let openItems = "No;Open\nA-1;12.50\n"
  private static let holds = "No;Action;Reason;Until\nA-1;dispute;Says that \(finnishCode) never ordered;2026-12-31\n"
  private static let customers =
    "No;Name;Id;Street;Code;Town;Type\n2001;Aino Malli;\(finnishCode);Koetie 1;33100;Tampere;b2c\n"

  static func finvoice(rowsOf amount: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <Finvoice Version="3.0">
    <SellerPartyDetails><SellerPartyIdentifier>9000020-6</SellerPartyIdentifier><SellerOrganisationName>Malliverstas Oy</SellerOrganisationName><SellerOrganisationTaxCode>FI90000206</SellerOrganisationTaxCode></SellerPartyDetails>
    <BuyerPartyDetails><BuyerPartyIdentifier>\(finnishCode)</BuyerPartyIdentifier><BuyerOrganisationName>Aino Malli</BuyerOrganisationName><BuyerPostalAddressDetails><BuyerStreetName>Koetie 1</BuyerStreetName><BuyerTownName>Tampere</BuyerTownName><BuyerPostCodeIdentifier>33100</BuyerPostCodeIdentifier></BuyerPostalAddressDetails></BuyerPartyDetails>
    <InvoiceDetails><InvoiceTypeCode>INV01</InvoiceTypeCode><InvoiceTypeText>LASKU</InvoiceTypeText><OriginCode>Original</OriginCode><InvoiceNumber>2026-101</InvoiceNumber><InvoiceDate Format="CCYYMMDD">20260914</InvoiceDate>
    <InvoiceTotalVatExcludedAmount AmountCurrencyIdentifier="EUR">98,80</InvoiceTotalVatExcludedAmount><InvoiceTotalVatAmount AmountCurrencyIdentifier="EUR">25,20</InvoiceTotalVatAmount><InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier="EUR">124,00</InvoiceTotalVatIncludedAmount>
    <InvoiceFreeText>Ystävällisin terveisin \(finnishCode)</InvoiceFreeText>
    <PaymentTermsDetails><InvoiceDueDate Format="CCYYMMDD">20260928</InvoiceDueDate><PaymentOverDueFineDetails><PaymentOverDueFinePercent>10,5</PaymentOverDueFinePercent></PaymentOverDueFineDetails></PaymentTermsDetails></InvoiceDetails>
    <InvoiceRow><ArticleName>Työ</ArticleName><RowAmount AmountCurrencyIdentifier="EUR">\(amount)</RowAmount></InvoiceRow>
    <EpiDetails><EpiPartyDetails><EpiBfiPartyDetails><EpiBfiIdentifier IdentificationSchemeName="BIC">NDEAFIHH</EpiBfiIdentifier></EpiBfiPartyDetails><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>Malliverstas Oy</EpiNameAddressDetails><EpiAccountID IdentificationSchemeName="IBAN">FI2112345600000785</EpiAccountID></EpiBeneficiaryPartyDetails></EpiPartyDetails>
    <EpiPaymentInstructionDetails><EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">00000000000000123453</EpiRemittanceInfoIdentifier><EpiInstructedAmount AmountCurrencyIdentifier="EUR">124,00</EpiInstructedAmount><EpiCharge ChargeOption="SHA">SHA</EpiCharge><EpiDateOptionDate Format="CCYYMMDD">20260928</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails>
    </Finvoice>
    """
  }

  private static let acknowledgement = "<Finvoiceack Version=\"1.0\"><Status>OK</Status></Finvoiceack>\n"

  static func ubl(isCreditNote: Bool) -> String {
    let root = isCreditNote ? "CreditNote" : "Invoice"
    let original =
      "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>U-1</cbc:ID><cbc:IssueDate>2026-09-01</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference>"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <\(root) xmlns="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
      <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>
      <cbc:ID>\(isCreditNote ? "U-2" : "U-1")</cbc:ID>
      <cbc:IssueDate>2026-09-01</cbc:IssueDate>
      \(isCreditNote ? "" : "<cbc:DueDate>2026-09-15</cbc:DueDate>")
      <cbc:\(root)TypeCode>\(isCreditNote ? "381" : "380")</cbc:\(root)TypeCode>
      <cbc:DocumentCurrencyCode>SEK</cbc:DocumentCurrencyCode>
      <cbc:BuyerReference>REF-7</cbc:BuyerReference>\(isCreditNote ? original : "")
      <cac:AccountingSupplierParty><cac:Party><cbc:EndpointID schemeID="0007">5560000019</cbc:EndpointID><cac:PostalAddress><cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>SE556000001901</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Påhittad Verkstad AB</cbc:RegistrationName><cbc:CompanyID schemeID="0007">5560000019</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty><cac:Party><cbc:EndpointID schemeID="0007">5599990073</cbc:EndpointID><cac:PostalAddress><cbc:StreetName>Sagogatan 2</cbc:StreetName><cbc:CityName>Påhittköping</cbc:CityName><cbc:PostalZone>99999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>SE</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyLegalEntity><cbc:RegistrationName>Sigge Påhittad</cbc:RegistrationName><cbc:CompanyID>\(swedishCode)</cbc:CompanyID></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
      <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>1234566</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>SE3550000000054910000003</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
      <cac:TaxTotal><cbc:TaxAmount currencyID="SEK">25.00</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="SEK">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="SEK">25.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
      <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="SEK">100.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="SEK">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="SEK">125.00</cbc:TaxInclusiveAmount><cbc:PrepaidAmount currencyID="SEK">25.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID="SEK">100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
      <cac:\(root)Line><cbc:ID>1</cbc:ID><cbc:\(isCreditNote ? "Credited" : "Invoiced")Quantity unitCode="HUR">1</cbc:\(isCreditNote ? "Credited" : "Invoiced")Quantity><cbc:LineExtensionAmount currencyID="SEK">100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Arbete</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="SEK">100.00</cbc:PriceAmount></cac:Price></cac:\(root)Line>
      </\(root)>

      """
  }

  private static let ublWithoutDate = ubl(isCreditNote: false).replacingOccurrences(
    of: "<cbc:IssueDate>2026-09-01</cbc:IssueDate>", with: "<cbc:IssueDate>1.9.2026</cbc:IssueDate>")

  /// Two payments, a correction, a failed debit.
  static func ktl(trailerSum: Int) -> String {
    let row = { (id: String, cents: Int, correction: String, returned: String) in
      "312345600000785261120261119\(id)00000000000001234561AAVE MAKSAJA1A\(padded(cents, 10))\(correction)A\(returned)"
    }
    return [
      filled("026112102155 1234567891"), row("2611203456AB0001", 125_00, "0", " "), row("2611203456AB0002", 99_50, "0", " "),
      row("2611203456AB0003", 25_00, "1", " "), row("2611203456AB0004", 10_00, "0", "2"),
      filled("9000002\(padded(trailerSum, 11))00000100000002500000001" + "00000001000"),
    ].map { $0 + "\r\n" }.joined()
  }

  private static func filled(_ text: String) -> String { text.padding(toLength: 90, withPad: " ", startingAt: 0) }
  private static func padded(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }
}
