@testable import InvoiceFormats

/// Pieces of an invented invoice that every rule is content with: 100,00 at 25,5 percent.
enum RuledMessage {
  static func sample(_ change: (inout SampleMessage) -> Void = { _ in }) -> SampleMessage {
    SampleMessage {
      $0.amounts("125,50")
      $0.totals = net("100,00") + vat("25,50") + vatLine("100,00", "25,5", "25,50", "S")
      $0.rows = row("60,00", "25,5", "15,30", "75,30") + row("40,00", "25,5", "10,20", "50,20")
      $0.afterBuyer =
        "<SellerAccountDetails><SellerAccountID IdentificationSchemeName=\"IBAN\">FI2112345600000785</SellerAccountID>"
        + "<SellerBic>NDEAFIHH</SellerBic></SellerAccountDetails>"
      $0.terms += "<PaymentTermsFreeText>14 pv netto</PaymentTermsFreeText>"
      change(&$0)
    }
  }

  static func euro(_ name: String, _ amount: String) -> String {
    "<\(name) AmountCurrencyIdentifier=\"EUR\">\(amount)</\(name)>\n"
  }
  static func net(_ amount: String) -> String { euro("InvoiceTotalVatExcludedAmount", amount) }
  static func vat(_ amount: String) -> String { euro("InvoiceTotalVatAmount", amount) }

  static func vatLine(_ base: String, _ rate: String, _ amount: String, _ code: String, reason: String = "") -> String {
    let text = reason.isEmpty ? "" : "<VatFreeText>\(reason)</VatFreeText>"
    return
      "<VatSpecificationDetails>\(euro("VatBaseAmount", base))<VatRatePercent>\(rate)</VatRatePercent>\n<VatCode>\(code)</VatCode>\n"
      + euro("VatRateAmount", amount) + text + "</VatSpecificationDetails>\n"
  }

  static func row(_ net: String, _ rate: String, _ vat: String, _ gross: String) -> String {
    "<InvoiceRow><ArticleName>Työ</ArticleName>\n<RowVatRatePercent>\(rate)</RowVatRatePercent>" + euro("RowVatAmount", vat)
      + euro("RowVatExcludedAmount", net) + euro("RowAmount", gross) + "</InvoiceRow>\n"
  }

  static func status(_ code: String, method: String = "") -> String {
    let method = method.isEmpty ? "" : "<PaymentMethodText>\(method)</PaymentMethodText>"
    return "<PaymentStatusDetails><PaymentStatusCode>\(code)</PaymentStatusCode>\n\(method)</PaymentStatusDetails>"
  }

  /// The same taken off: every amount turned, the original named.
  static func credit(_ sample: inout SampleMessage) {
    sample.type = "INV02"
    sample.typeText = "HYVITYSLASKU"
    sample.amounts("-125,50")
    sample.totals = net("-100,00") + vat("-25,50") + vatLine("-100,00", "25,5", "-25,50", "S")
    sample.rows = row("-100,00", "25,5", "-25,50", "-125,50")
    sample.details = "<OriginalInvoiceNumber>2026-90</OriginalInvoiceNumber>"
  }

  /// No tax is charged, and the buyer accounts for it.
  static func untaxed(_ sample: inout SampleMessage, _ code: String = "AE", rate: String = "0", reason: String = "Käännetty alv")
  {
    sample.amounts("100,00")
    sample.totals = net("100,00") + vat("0,00") + vatLine("100,00", rate, "0,00", code, reason: reason)
    sample.rows = row("100,00", "0", "0,00", "100,00")
    sample.buyerParty += "<BuyerOrganisationTaxCode>FI90000302</BuyerOrganisationTaxCode>"
  }

  static func transmission(_ id: String) -> String {
    "<MessageTransmissionDetails><MessageDetails>\n<MessageIdentifier>\(id)</MessageIdentifier>\n</MessageDetails></MessageTransmissionDetails>"
  }

  /// A frame that gives its message an id.
  static func frame(_ id: String) -> String {
    """
    <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" \
    xmlns:eb="http://www.oasis-open.org/committees/ebxml-msg/schema/msg-header-2_0.xsd">
    <SOAP-ENV:Header><eb:MessageHeader><eb:MessageData><eb:MessageId>\(id)</eb:MessageId></eb:MessageData></eb:MessageHeader>\
    </SOAP-ENV:Header><SOAP-ENV:Body><eb:Manifest/></SOAP-ENV:Body></SOAP-ENV:Envelope>

    """
  }

  /// 54 digits for the sample's account, reference and due date.
  static func barcode(account: String = "2112345600000785", amount: String = "00012550", due: String = "260928") -> String {
    "<VirtualBankBarcode>4\(account)\(amount)000\(String(repeating: "0", count: 14))123453\(due)</VirtualBankBarcode>"
  }
}
