import Foundation

/// A firm that owes; its number passes its check, and none is of a real firm.
struct Owner: Sendable, Equatable {
  var name: String
  var businessID: String
  var customerNumber: String

  static let cafe = Owner(name: "Kuviteltu Kahvila Oy", businessID: "9300015-6", customerNumber: "K1")
  static let forge = Owner(name: "Olematon Paja Oy", businessID: "9300023-6", customerNumber: "K2")
}

/// An invented invoice or credit note, written in the format that a test asks for. Each format states the same.
struct Claim: Sendable {
  var number: String
  var amount = "100.00"
  var currency = "EUR"
  var issued = "2026-10-01"
  var due: String? = "2026-10-15"
  var debtor = Owner.cafe
  var street = "Satukatu 4"
  var town = "Olemattomala"
  /// Nil: made from the number.
  var reference: String??
  var isCredit = false
  var originals: [String] = []
  var cancels = false
  var seller = ScenarioConfiguration.seller
  var typeCode: String?
  var factoring = false
  /// Amount and due date of each instalment; Finvoice only.
  var instalments: [(amount: String, due: String)] = []
  // CSV only.
  var disputed = false
  var open: (amount: String, asOf: String)?
  var assignedTo: String?
  var ownReminder: String?
  var maventaID: String?
  var debtorKind = "b2b"

  init(_ number: String, _ change: (inout Claim) -> Void = { _ in }) {
    self.number = number
    change(&self)
  }

  /// A credit note of `amount` off the named invoices.
  static func credit(_ number: String, _ amount: String, of originals: String..., change: (inout Claim) -> Void = { _ in })
    -> Claim
  {
    Claim(number) {
      $0.isCredit = true
      $0.amount = amount
      $0.originals = originals
      $0.reference = .some(nil)
      $0.due = nil
      $0.issued = "2026-10-20"
      change(&$0)
    }
  }

  var statedReference: String? { reference ?? Self.reference(number.filter(\.isNumber)) }

  /// A Finnish reference with its check digit.
  static func reference(_ base: String) -> String {
    let sum = base.reversed().enumerated().reduce(0) { $0 + ($1.element.wholeNumberValue ?? 0) * [7, 3, 1][$1.offset % 3] }
    return base + String((10 - sum % 10) % 10)
  }
}

private func compact(_ day: String) -> String { day.replacingOccurrences(of: "-", with: "") }

// MARK: Finvoice

extension Claim {
  var finvoice: String {
    let sign = isCredit ? "-" : ""
    let text = sign + amount.replacingOccurrences(of: ".", with: ",")
    let money = { (name: String, text: String) in
      "<\(name) AmountCurrencyIdentifier=\"\(currency)\">\(text)</\(name)>"
    }
    let day = { (name: String, day: String?) in day.map { "<\(name) Format=\"CCYYMMDD\">\(compact($0))</\(name)>" } ?? "" }
    let sellerName = seller == ScenarioConfiguration.seller ? "Malliverstas Oy" : "Luovuttaja Oy"
    let reference = statedReference.map {
      "<EpiRemittanceInfoIdentifier IdentificationSchemeName=\"SPY\">\($0)</EpiRemittanceInfoIdentifier>"
    }
    let factoringParty =
      "<FactoringAgreementDetails><FactoringPartyIdentifier>9000040-9</FactoringPartyIdentifier>"
      + "<FactoringPartyName>Rahoitus Oy</FactoringPartyName></FactoringAgreementDetails>"
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <Finvoice Version="3.0">
      <SellerPartyDetails><SellerPartyIdentifier>\(seller)</SellerPartyIdentifier>
      <SellerOrganisationName>\(sellerName)</SellerOrganisationName>
      <SellerOrganisationTaxCode>FI\(compact(seller))</SellerOrganisationTaxCode></SellerPartyDetails>
      <BuyerPartyDetails><BuyerPartyIdentifier>\(debtor.businessID)</BuyerPartyIdentifier>
      <BuyerOrganisationName>\(debtor.name)</BuyerOrganisationName>
      <BuyerPostalAddressDetails><BuyerStreetName>\(street)</BuyerStreetName><BuyerTownName>\(town)</BuyerTownName>\
      <BuyerPostCodeIdentifier>98999</BuyerPostCodeIdentifier><CountryCode>FI</CountryCode></BuyerPostalAddressDetails></BuyerPartyDetails>
      <InvoiceDetails><InvoiceTypeCode>\(typeCode ?? (isCredit ? "INV02" : "INV01"))</InvoiceTypeCode>
      <InvoiceTypeText>LASKU</InvoiceTypeText><OriginCode>\(cancels ? "Cancel" : "Original")</OriginCode>
      <InvoiceNumber>\(number)</InvoiceNumber>\(day("InvoiceDate", issued))\
      \(originals.map { "<OriginalInvoiceNumber>\($0)</OriginalInvoiceNumber>" }.joined())
      <SellersBuyerIdentifier>\(debtor.customerNumber)</SellersBuyerIdentifier>
      \(money("InvoiceTotalVatIncludedAmount", text))
      <PaymentTermsDetails>\(day("InvoiceDueDate", due))</PaymentTermsDetails></InvoiceDetails>
      \(instalmentBlock)\(factoring ? factoringParty : "")
      <InvoiceRow><ArticleName>Koe</ArticleName>\(money("RowAmount", text))</InvoiceRow>
      <EpiDetails><EpiPartyDetails><EpiBeneficiaryPartyDetails><EpiNameAddressDetails>\(sellerName)</EpiNameAddressDetails>
      <EpiAccountID IdentificationSchemeName="IBAN">\(ScenarioConfiguration.account)</EpiAccountID></EpiBeneficiaryPartyDetails>
      </EpiPartyDetails><EpiPaymentInstructionDetails>\(reference ?? "")
      \(money("EpiInstructedAmount", text))\(day("EpiDateOptionDate", due))</EpiPaymentInstructionDetails></EpiDetails>
      </Finvoice>

      """
  }

  private var instalmentBlock: String {
    guard !instalments.isEmpty else { return "" }
    let list = { (name: String, values: [String]) in values.map { "<\(name)>\($0)</\(name)>" }.joined() }
    let comma = { (text: String) in text.replacingOccurrences(of: ".", with: ",") }
    return "<PartialPaymentDetails><PaidAmount>0,00</PaidAmount><UnPaidAmount>\(comma(amount))</UnPaidAmount>"
      + list("PartialPaymentVatIncludedAmount", instalments.map { comma($0.amount) })
      + list("PartialPaymentDueDate", instalments.map { compact($0.due) })
      + list(
        "PartialPaymentReferenceIdentifier", instalments.indices.map { Self.reference("\(number.filter(\.isNumber))\($0 + 1)") })
      + "</PartialPaymentDetails>"
  }
}

// MARK: Peppol

extension Claim {
  var ubl: String {
    let root = isCredit ? "CreditNote" : "Invoice"
    let party = { (name: String, id: String, customer: String) in
      """
      <cac:Party><cbc:EndpointID schemeID="0216">0037\(compact(id))</cbc:EndpointID>\
      \(customer.isEmpty ? "" : "<cac:PartyIdentification><cbc:ID>\(customer)</cbc:ID></cac:PartyIdentification>")\
      <cac:PostalAddress><cbc:StreetName>\(street)</cbc:StreetName><cbc:CityName>\(town)</cbc:CityName>\
      <cbc:PostalZone>98999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>FI</cbc:IdentificationCode></cac:Country></cac:PostalAddress>\
      \(customer.isEmpty ? "<cac:PartyTaxScheme><cbc:CompanyID>FI\(compact(id))</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>" : "")\
      <cac:PartyLegalEntity><cbc:RegistrationName>\(name)</cbc:RegistrationName><cbc:CompanyID schemeID="0212">\(id)</cbc:CompanyID>\
      </cac:PartyLegalEntity></cac:Party>
      """
    }
    let zeroRate = "<cbc:ID>Z</cbc:ID><cbc:Percent>0</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    let money = { (name: String) in "<cbc:\(name) currencyID=\"\(currency)\">\(amount)</cbc:\(name)>" }
    let references = originals.map {
      "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>\($0)</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
    }.joined()
    let paymentID = statedReference.map { "<cbc:PaymentID>\($0)</cbc:PaymentID>" } ?? ""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <\(root) xmlns="urn:oasis:names:specification:ubl:schema:xsd:\(root)-2"
       xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
       xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <cbc:CustomizationID>urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0</cbc:CustomizationID>
      <cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID><cbc:ID>\(number)</cbc:ID>
      <cbc:IssueDate>\(issued)</cbc:IssueDate>\(isCredit ? "" : due.map { "<cbc:DueDate>\($0)</cbc:DueDate>" } ?? "")
      <cbc:\(root)TypeCode>\(typeCode ?? (isCredit ? "381" : "380"))</cbc:\(root)TypeCode>
      <cbc:DocumentCurrencyCode>\(currency)</cbc:DocumentCurrencyCode><cbc:BuyerReference>1</cbc:BuyerReference>\(references)
      <cac:AccountingSupplierParty>\(party(seller == ScenarioConfiguration.seller ? "Malliverstas Oy" : "Luovuttaja Oy", seller, ""))</cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty>\(party(debtor.name, debtor.businessID, debtor.customerNumber))</cac:AccountingCustomerParty>
      <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode>\(paymentID)
      <cac:PayeeFinancialAccount><cbc:ID>\(ScenarioConfiguration.account)</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
      <cac:TaxTotal><cbc:TaxAmount currencyID="\(currency)">0.00</cbc:TaxAmount><cac:TaxSubtotal>\(money("TaxableAmount"))\
      <cbc:TaxAmount currencyID="\(currency)">0.00</cbc:TaxAmount><cac:TaxCategory>\(zeroRate)</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
      <cac:LegalMonetaryTotal>\(money("LineExtensionAmount"))\(money("TaxExclusiveAmount"))\(money("TaxInclusiveAmount"))\
      \(money("PayableAmount"))</cac:LegalMonetaryTotal>
      <cac:\(root)Line><cbc:ID>1</cbc:ID><cbc:\(root == "Invoice" ? "Invoiced" : "Credited")Quantity unitCode="EA">1</cbc:\(root == "Invoice" ? "Invoiced" : "Credited")Quantity>\
      \(money("LineExtensionAmount"))<cac:Item><cbc:Name>Työ</cbc:Name><cac:ClassifiedTaxCategory>\(zeroRate)</cac:ClassifiedTaxCategory></cac:Item>\
      <cac:Price>\(money("PriceAmount"))</cac:Price></cac:\(root)Line>
      </\(root)>

      """
  }
}

// MARK: CSV

extension Claim {
  static let csvHeader =
    "Laji;Nro;Pvm;Erapaiva;Summa;Valuutta;Viite;Asiakas;Nimi;Tunnus;Katu;Postinro;Paikka;Maa;Tyyppi;Riita;Factoring;Alkup;Avoinna;AvoinnaPvm;"
    + "Perija;Muistutettu;Maventa\n"

  var csv: String {
    let cells: [String] = [
      isCredit ? "H" : "L", number, issued, due ?? "", (isCredit ? "-" : "") + amount, currency, statedReference ?? "",
      debtor.customerNumber, debtor.name, debtor.businessID, street, street.isEmpty ? "" : "98999", street.isEmpty ? "" : town,
      "FI",
      debtorKind, disputed ? "yes" : "no", factoring ? "yes" : "no", originals.first ?? "", open?.amount ?? "", open?.asOf ?? "",
      assignedTo ?? "", ownReminder ?? "", maventaID ?? "",
    ]
    return cells.joined(separator: ";") + "\n"
  }

  static func list(_ claims: [Claim]) -> String { csvHeader + claims.map(\.csv).joined() }
}

/// A row of the creditor's own payment list.
struct Paid: Sendable {
  var number = ""
  var amount: String
  var on = "2026-11-10"
  var reference = ""
  var customer = ""
  var id = ""
  var currency = "EUR"

  init(_ number: String, _ amount: String, _ change: (inout Paid) -> Void = { _ in }) {
    self.number = number
    self.amount = amount
    change(&self)
  }

  static func list(_ payments: [Paid]) -> String {
    "Lasku;Viite;Asiakas;Summa;Valuutta;Pvm;Tunnus\n"
      + payments.map { "\($0.number);\($0.reference);\($0.customer);\($0.amount);\($0.currency);\($0.on);\($0.id)\n" }.joined()
  }
}

/// A row of a hold file.
struct Kept: Sendable {
  /// `hold`, `dispute`, `release`
  var action: String
  var number = ""
  var customer = ""
  var reason = "sanoi"
  var since = ""
  var until = ""

  init(_ action: String, _ number: String, _ change: (inout Kept) -> Void = { _ in }) {
    self.action = action
    self.number = number
    change(&self)
  }

  static func list(_ rows: [Kept]) -> String {
    "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\n"
      + rows.map { "\($0.action);\($0.number);\($0.customer);\($0.reason);\($0.since);\($0.until)\n" }.joined()
  }
}

// MARK: KTL

/// An entry of a Finnish reference-payment file.
struct Banked: Sendable {
  var reference: String
  var cents: Int
  var id: String
  /// Some banks give none.
  var hasID = true
  var booked = "261116"
  var payer = "MAKSAJA M"
  var isCorrection = false
  var account = "12345600000785"

  init(_ number: String, _ amount: String, id: String, _ change: (inout Banked) -> Void = { _ in }) {
    reference = Claim.reference(number)
    cents = Int(amount.replacingOccurrences(of: ".", with: "")) ?? 0
    self.id = id
    change(&self)
  }

  /// The archive id as it stands in the file.
  static func archiveID(_ id: String) -> String { "K" + String(repeating: "0", count: 15 - id.count) + id }

  private var line: String {
    let padded = { (text: String, width: Int) in String(repeating: "0", count: max(0, width - text.count)) + text }
    let name = payer + String(repeating: " ", count: max(0, 12 - payer.count))
    return "3" + account + booked + booked
      + (hasID ? Self.archiveID(id) : String(repeating: " ", count: 16)) + padded(reference, 20) + name + "1A"
      + padded(String(cents), 10)
      + (isCorrection ? "1" : "0") + "A "
  }

  /// One settlement: header, entries, trailer with its sums. `offBy` spoils the sum by so many cents.
  static func settlement(_ entries: [Banked], made: String = "261116", offBy: Int = 0) -> String {
    let filled = { (text: String) in text + String(repeating: " ", count: max(0, 90 - text.count)) }
    let group = { (entries: [Banked], off: Int) in
      let count = String(entries.count)
      let sum = String(entries.reduce(0) { $0 + $1.cents } + off)
      return String(repeating: "0", count: 6 - count.count) + count + String(repeating: "0", count: 11 - sum.count) + sum
    }
    let lines =
      [filled("0" + made + "02155 " + "1234567891")] + entries.map(\.line)
      + [
        filled("9" + group(entries.filter { !$0.isCorrection }, offBy) + group(entries.filter(\.isCorrection), 0) + group([], 0))
      ]
    return lines.map { $0 + "\r\n" }.joined()
  }
}
