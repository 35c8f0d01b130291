import Foundation

/// Invented documents of two companies, small enough to be read beside the tests that drop them.
enum NightDocuments {
  /// A firm that owes. The identifiers are of the artificial ranges and pass their checks.
  struct Debtor {
    var name: String
    var businessID: String
  }

  static let cafe = Debtor(name: "Kuviteltu Kahvila Oy", businessID: "9300015-6")
  static let forge = Debtor(name: "Olematon Paja Oy", businessID: "9300023-6")
  static let printer = Debtor(name: "Tekaistu Painotalo Oy", businessID: "9300031-6")
  static let account = "FI3499999300000010"
  static let seller = "9300007-6"
  static let hetu = "131052-9085"

  static let configuration = """
    timeZone: Europe/Helsinki
    quietSeconds: 0
    companies:
      keksitty:
        name: Keksitty Koe Oy
        country: FI
        legalId: 9300007-6
        vatId: FI93000076
        endpoints: ["003793000076"]
        way: {ledger: {requiredPaymentSources: [maksut], maxPaymentAge: 5}}
        agreements:
          - {provider: svea, channel: perille-xml, mode: reminder_and_collection, kinds: [b2b], clientNumber: "99"}
        accounts:
          - {iban: FI3499999300000010, books: all, paymentSource: pankki}
        ledger: {exports: [hledger]}
      koeverk:
        name: Koeverk AB
        country: SE
        legalId: "5599999017"
        vatId: SE559999901701
        way: {handover: {confirmationDays: 3}}
        agreements:
          - {provider: ropo, channel: ropo-one, mode: reminder_and_collection, kinds: [b2b]}
    csv:
      fakturor:
        match: {name: "faktura*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: yyyy-MM-dd
        company: {constant: koeverk}
        rowKind: invoice
        columns: {number: Nr, issueDate: Datum, dueDate: Forfall, amountDue: Belopp, reference: OCR, customerNumber: Kund,
          customerName: Namn, identifier: Orgnr, street: Adress, postCode: Postnr, town: Ort}
        constants: {currency: SEK, kind: b2b}
      maksut:
        match: {name: "maksut*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: yyyy-MM-dd
        company: {constant: keksitty}
        rowKind: payment
        columns: {number: Lasku, amount: Summa, paymentDate: Pvm, paymentId: Tunnus}
        constants: {currency: EUR}
        statedDate: {constant: 2026-11-19}
      estot:
        match: {name: "estot*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: yyyy-MM-dd
        company: {constant: keksitty}
        rowKind: hold
        columns: {action: Laji, number: Lasku, customerNumber: Asiakas, reason: Syy, since: Alkaen, until: Asti}
      asiakkaat:
        match: {name: "asiakkaat*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: yyyy-MM-dd
        company: {constant: keksitty}
        rowKind: customer
        columns: {customerNumber: Nro, customerName: Nimi, identifier: Tunnus, street: Katu, postCode: Postinro, town: Paikka}
        constants: {country: FI, asOf: "2026-11-10"}
      avoimet:
        match: {name: "avoimet*.csv"}
        encoding: utf-8
        separator: ";"
        numbers: {decimalMark: ","}
        dateFormat: yyyy-MM-dd
        company: {constant: keksitty}
        rowKind: openItem
        columns: {number: Lasku, openAmount: Avoinna}
        constants: {currency: EUR}
        statedDate: {constant: 2026-11-15}
    """

  // MARK: E-invoices

  struct Invoice {
    var number: String
    var debtor = NightDocuments.cafe
    var amount = "100.00"
    /// YYYY-MM-DD
    var issued = "2026-10-01"
    var due = "2026-10-15"
    /// 380 or 381
    var code = "380"
    var original: String?
    var customer = "1"
    var street = "Satukatu 4"
    var seller = NightDocuments.seller
    /// What the reference is made of; the number unless another is named.
    var referenceBase: String?
    var reference: String { NightDocuments.reference(referenceBase ?? number) }
  }

  private static func digits(_ id: String) -> String { id.replacingOccurrences(of: "-", with: "") }
  private static func compact(_ day: String) -> String { digits(day) }

  static func reference(_ base: String) -> String {
    let sum = base.reversed().enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * [7, 3, 1][$1.offset % 3] }
    return base + String((10 - sum % 10) % 10)
  }

  /// A Swedish reference: the number with its Luhn digit.
  static func ocr(_ base: String) -> String {
    let sum = base.reversed().enumerated().reduce(0) { sum, digit in
      let doubled = (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 2 : 1)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return base + String((10 - sum % 10) % 10)
  }

  static func finvoice(_ invoice: Invoice) -> String {
    let amount = invoice.amount.replacingOccurrences(of: ".", with: ",")
    let address = { (side: String) in
      """
      <\(side)PostalAddressDetails><\(side)StreetName>\(invoice.street)</\(side)StreetName><\(side)TownName>OLEMATTOMALA</\(side)TownName>\
      <\(side)PostCodeIdentifier>98999</\(side)PostCodeIdentifier><CountryCode>FI</CountryCode></\(side)PostalAddressDetails>
      """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Finvoice Version="3.0">
      <SellerPartyDetails><SellerPartyIdentifier>\(invoice.seller)</SellerPartyIdentifier>
      <SellerOrganisationName>Keksitty Koe Oy</SellerOrganisationName><SellerOrganisationTaxCode>FI\(digits(invoice.seller))</SellerOrganisationTaxCode>
      \(address("Seller"))</SellerPartyDetails>
      <BuyerPartyDetails><BuyerPartyIdentifier>\(invoice.debtor.businessID)</BuyerPartyIdentifier>
      <BuyerOrganisationName>\(invoice.debtor.name)</BuyerOrganisationName>\(address("Buyer"))</BuyerPartyDetails>
      <InvoiceDetails><InvoiceTypeCode>\(invoice.code == "381" ? "INV02" : "INV01")</InvoiceTypeCode><InvoiceTypeText>LASKU</InvoiceTypeText>
      <OriginCode>Original</OriginCode><InvoiceNumber>\(invoice.number)</InvoiceNumber>
      <InvoiceDate Format="CCYYMMDD">\(compact(invoice.issued))</InvoiceDate>\
      \(invoice.original.map { "<OriginalInvoiceNumber>\($0)</OriginalInvoiceNumber>" } ?? "")
      <SellersBuyerIdentifier>\(invoice.customer)</SellersBuyerIdentifier>
      <InvoiceTotalVatIncludedAmount AmountCurrencyIdentifier="EUR">\(amount)</InvoiceTotalVatIncludedAmount>
      <PaymentTermsDetails><InvoiceDueDate Format="CCYYMMDD">\(compact(invoice.due))</InvoiceDueDate></PaymentTermsDetails></InvoiceDetails>
      <InvoiceRow><ArticleName>Koe</ArticleName><RowAmount AmountCurrencyIdentifier="EUR">\(amount)</RowAmount></InvoiceRow>
      <EpiDetails><EpiIdentificationDetails><EpiDate Format="CCYYMMDD">\(compact(invoice.issued))</EpiDate></EpiIdentificationDetails>
      <EpiPartyDetails><EpiBfiPartyDetails/><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>Keksitty Koe Oy</EpiNameAddressDetails>
      <EpiAccountID IdentificationSchemeName="IBAN">\(account)</EpiAccountID></EpiBeneficiaryPartyDetails></EpiPartyDetails>
      <EpiPaymentInstructionDetails>
      <EpiRemittanceInfoIdentifier IdentificationSchemeName="SPY">\(invoice.reference)</EpiRemittanceInfoIdentifier>
      <EpiInstructedAmount AmountCurrencyIdentifier="EUR">\(amount)</EpiInstructedAmount><EpiCharge ChargeOption="SHA">SHA</EpiCharge>
      <EpiDateOptionDate Format="CCYYMMDD">\(compact(invoice.due))</EpiDateOptionDate></EpiPaymentInstructionDetails></EpiDetails>
      </Finvoice>

      """
  }

  static func peppol(_ invoice: Invoice) -> String {
    let root = invoice.code == "381" ? "CreditNote" : "Invoice"
    let party = { (name: String, id: String, customer: String) in
      """
      <cac:Party><cbc:EndpointID schemeID="0216">0037\(digits(id))</cbc:EndpointID>\
      \(customer.isEmpty ? "" : "<cac:PartyIdentification><cbc:ID>\(customer)</cbc:ID></cac:PartyIdentification>")\
      <cac:PostalAddress><cbc:StreetName>\(invoice.street)</cbc:StreetName><cbc:CityName>OLEMATTOMALA</cbc:CityName>\
      <cbc:PostalZone>98999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FI</cbc:IdentificationCode></cac:Country></cac:PostalAddress>\
      \(customer.isEmpty ? "<cac:PartyTaxScheme><cbc:CompanyID>FI\(digits(id))</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>" : "")\
      <cac:PartyLegalEntity><cbc:RegistrationName>\(name)</cbc:RegistrationName><cbc:CompanyID schemeID="0212">\(id)</cbc:CompanyID>\
      </cac:PartyLegalEntity></cac:Party>
      """
    }
    let zeroRate = "<cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    let amount = { (name: String) in "<cbc:\(name) currencyID=\"EUR\">\(invoice.amount)</cbc:\(name)>" }
    let original = invoice.original.map {
      "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>\($0)</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <\(root) xmlns="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2"
       xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
       xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
      <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:ID>\(invoice.number)</cbc:ID>
      <cbc:IssueDate>\(invoice.issued)</cbc:IssueDate>\(root == "Invoice" ? "<cbc:DueDate>\(invoice.due)</cbc:DueDate>" : "")
      <cbc:\(root)TypeCode>\(invoice.code)</cbc:\(root)TypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
      <cbc:BuyerReference>1</cbc:BuyerReference>\(original ?? "")
      <cac:AccountingSupplierParty>\(party("Keksitty Koe Oy", invoice.seller, ""))</cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty>\(party(invoice.debtor.name, invoice.debtor.businessID, invoice.customer))</cac:AccountingCustomerParty>
      <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>\(invoice.reference)</cbc:PaymentID>
      <cac:PayeeFinancialAccount><cbc:ID>\(account)</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
      <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount><cac:TaxSubtotal>\(amount("TaxableAmount"))\
      <cbc:TaxAmount currencyID="EUR">0.00</cbc:TaxAmount><cac:TaxCategory>\(zeroRate)</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
      <cac:LegalMonetaryTotal>\(amount("LineExtensionAmount"))\(amount("TaxExclusiveAmount"))\(amount("TaxInclusiveAmount"))\
      \(amount("PayableAmount"))</cac:LegalMonetaryTotal>
      <cac:\(root)Line><cbc:ID>1</cbc:ID><cbc:\(root == "Invoice" ? "Invoiced" : "Credited")Quantity unitCode="EA">1</cbc:\(root == "Invoice" ? "Invoiced" : "Credited")Quantity>\
      \(amount("LineExtensionAmount"))<cac:Item><cbc:Name>Työ</cbc:Name><cac:ClassifiedTaxCategory>\(zeroRate)</cac:ClassifiedTaxCategory></cac:Item>\
      <cac:Price>\(amount("PriceAmount"))</cac:Price></cac:\(root)Line>
      </\(root)>

      """
  }

  // MARK: Lists

  static func swedish(_ numbers: [Int]) -> String {
    "Nr;Datum;Forfall;Belopp;OCR;Kund;Namn;Orgnr;Adress;Postnr;Ort\n"
      + numbers.map {
        "\($0);2026-10-01;2026-10-15;\($0),50;\(ocr(String($0)));77;Påhittad Smedja AB;5599990073;Sagovägen 2;98999;PÅHITT\n"
      }
      .joined()
  }

  static func payments(_ rows: [String] = []) -> String { "Lasku;Summa;Pvm;Tunnus\n" + lines(rows) }
  static func holds(_ rows: [String]) -> String { "Laji;Lasku;Asiakas;Syy;Alkaen;Asti\n" + lines(rows) }
  static func customers(_ rows: [String]) -> String { "Nro;Nimi;Tunnus;Katu;Postinro;Paikka\n" + lines(rows) }
  static func openItems(_ rows: [String]) -> String { "Lasku;Avoinna\n" + lines(rows) }
  private static func lines(_ rows: [String]) -> String { rows.map { $0 + "\n" }.joined() }

  /// A row of reference payments: record type 3, payment or correction.
  struct BankRow {
    var reference: String
    var cents: Int
    var archiveID: String
    var isCorrection = false
    var day = "261119"
  }

  /// One batch of a KTL file with its control totals.
  static func bank(_ rows: [BankRow]) -> String {
    let padded = { (number: Int, width: Int) in
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    let filled = { (text: String, width: Int) in text + String(repeating: " ", count: max(0, width - text.count)) }
    let zeros = { (text: String) in String(repeating: "0", count: max(0, 20 - text.count)) + text }
    var text = filled("026111902155 9999999991", 90) + "\r\n"
    for row in rows {
      text += "3" + account.dropFirst(4) + row.day + row.day + filled(row.archiveID, 16) + zeros(row.reference)
      text += filled("MAKSAJA M", 12) + "1A" + padded(row.cents, 10) + (row.isCorrection ? "1" : "0") + "A \r\n"
    }
    let paid = rows.filter { !$0.isCorrection }
    let back = rows.filter(\.isCorrection)
    let total = { (rows: [BankRow]) in padded(rows.count, 6) + padded(rows.reduce(0) { $0 + $1.cents }, 11) }
    return text + filled("9" + total(paid) + total(back) + total([]), 90) + "\r\n"
  }
}
