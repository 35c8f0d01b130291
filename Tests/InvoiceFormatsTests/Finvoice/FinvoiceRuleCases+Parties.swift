import InvoiceRules

@testable import InvoiceFormats

extension FinvoiceRuleTests {
  private typealias M = RuledMessage

  private static func seller(_ id: String, _ vat: String, _ rest: String = "") -> String {
    "<SellerPartyIdentifier>\(id)</SellerPartyIdentifier>\n<SellerOrganisationName>Malliverstas Oy</SellerOrganisationName>\n"
      + "<SellerOrganisationTaxCode>\(vat)</SellerOrganisationTaxCode>\n" + rest
  }
  private static func address(postCode: String = "33100", country: String = "FI") -> String {
    "<BuyerPartyIdentifier>9000030-2</BuyerPartyIdentifier><BuyerOrganisationName>Esimerkkikauppa Oy</BuyerOrganisationName>"
      + "<BuyerPostalAddressDetails><BuyerStreetName>Koetie 3</BuyerStreetName><BuyerTownName>Tampere</BuyerTownName>\n"
      + "<BuyerPostCodeIdentifier>\(postCode)</BuyerPostCodeIdentifier>\n<CountryCode>\(country)</CountryCode>\n</BuyerPostalAddressDetails>"
  }
  private static func factoring(_ inside: String) -> String {
    "<FactoringAgreementDetails><FactoringAgreementIdentifier>12</FactoringAgreementIdentifier>\(inside)</FactoringAgreementDetails>"
  }
  private static func attachment(_ id: String) -> String {
    "<AttachmentMessageDetails>\n<AttachmentMessageIdentifier>\(id)</AttachmentMessageIdentifier>\n</AttachmentMessageDetails>"
  }

  /// Types, credits, parties, traffic, what is missing.
  static let parties: [Case] = [
    Case(.typeOfVersion, found: "SEI01") {
      $0.type = "SEI01"
      $0.version = "Version=\"1.2\""
    } right: {
      $0.type = "SEI01"
      $0.version = "Version=\"1.3\""
    },
    Case(.typeUN, found: "38") {
      $0.extraType = "\n<InvoiceTypeCodeUN>38</InvoiceTypeCodeUN>"
    } right: {
      $0.extraType = "\n<InvoiceTypeCodeUN>380</InvoiceTypeCodeUN>"
    },
    Case(.origin, found: "Origin") {
      $0.origin = "Origin"
    } right: {
      $0.origin = "Copy"
    },
    Case(.numberLength, found: "21") {
      $0.number = "2026-0000000000000101"
    } right: {
      $0.number = "2026-000000000000101"
    },
    Case(.creditOriginal) {
      M.credit(&$0)
      $0.details = ""
    } right: {
      M.credit(&$0)
    },
    Case(.negativeInvoice, found: "-125.50") {
      M.credit(&$0)
      $0.type = "INV01"
    } right: {
      M.credit(&$0)
    },
    Case(.creditNothing, expected: "-125.50", found: "0.00", difference: "125.50") {
      M.credit(&$0)
      $0.due = "0,00"
    } right: {
      M.credit(&$0)
    },
    Case(.creditSign, expected: "100.00", found: "-100.00") {
      M.credit(&$0)
      $0.rows = M.row("100,00", "25,5", "25,50", "125,50")
    } right: {
      M.credit(&$0)
    },
    Case(.cancelData) {
      M.credit(&$0)
      $0.origin = "Cancel"
      $0.typeText = "PERUUTUSLASKU"
      $0.reference = ""
    } right: {
      M.credit(&$0)
      $0.origin = "Cancel"
      $0.typeText = "PERUUTUSLASKU"
    },
    Case(.reminderOriginal) {
      $0.type = "INV08"
      $0.typeText = "MAKSUMUISTUTUS"
    } right: {
      $0.type = "INV03"
      $0.typeText = "KORKOLASKU"
      $0.rows += "<InvoiceRow><RowOverDuePaymentDetails><RowOriginalInvoiceIdentifier>2026-90</RowOriginalInvoiceIdentifier>"
      $0.rows += "</RowOverDuePaymentDetails></InvoiceRow>"
    },
    Case(.sellerID, found: "9000020-7") {
      $0.seller = seller("9000020-7", "FI90000206")
    } right: {
      // A seller abroad has another number.
      $0.seller = seller(
        "556000-0000", "SE556000000001", "<SellerPostalAddressDetails><CountryCode>SE</CountryCode></SellerPostalAddressDetails>")
    },
    Case(.sellerTwoFirms, expected: "9000020-6", found: "9000030-2") { $0.seller = seller("9000020-6", "FI90000302") },
    Case(.sellerVAT, found: "FI90000207") { $0.seller = seller("9000020-6", "FI90000207") },
    Case(.buyerVAT, found: "FI90000303") {
      $0.buyerParty += "\n<BuyerOrganisationTaxCode>FI90000303</BuyerOrganisationTaxCode>"
    } right: {
      $0.buyerParty += "\n<BuyerOrganisationTaxCode>FI90000302</BuyerOrganisationTaxCode>"
    },
    Case(.sellerOVT, found: "003790000207") {
      $0.afterBuyer += "\n<SellerOrganisationUnitNumber>003790000207</SellerOrganisationUnitNumber>"
    } right: {
      $0.afterBuyer += "\n<SellerOrganisationUnitNumber>00379000020612345</SellerOrganisationUnitNumber>"
    },
    Case(.buyerOVT, found: "003790000303") {
      $0.afterBuyer += "\n<BuyerOrganisationUnitNumber>003790000303</BuyerOrganisationUnitNumber>"
    } right: {
      // A consumer's account may stand there.
      $0.afterBuyer += "\n<BuyerOrganisationUnitNumber>FI2112345600000785</BuyerOrganisationUnitNumber>"
    },
    Case(.buyerIsSeller, found: "9000020-6") {
      $0.buyerParty = $0.buyerParty.replacing("9000030-2", with: "9000020-6")
    },
    Case(.buyerName) {
      $0.buyerParty = $0.buyerParty.replacing("<BuyerOrganisationName>Esimerkkikauppa Oy</BuyerOrganisationName>", with: "")
    },
    Case(.postCode, found: "3310") {
      $0.buyerParty = address(postCode: "3310")
    } right: {
      $0.buyerParty = address(postCode: "0150 OSLO", country: "NO")
    },
    Case(.country, found: "FIN") {
      $0.buyerParty = address(country: "FIN")
    } right: {
      $0.buyerParty = address(country: "AX")
    },
    Case(.vatPrefix, expected: "FI90000206", found: "9000020-6") { $0.seller = seller("9000020-6", "9000020-6") },
    Case(.factoringClause) {
      $0.afterDetails = factoring("<FactoringPartyName>Rahoitus Oy</FactoringPartyName>")
    } right: {
      $0.afterDetails = factoring(
        "<FactoringFreeText>Siirretty.</FactoringFreeText><FactoringPartyName>Rahoitus Oy</FactoringPartyName>")
    },
    Case(.factoringMissing) {
      $0.extraType = "\n<InvoiceTypeCodeUN>393</InvoiceTypeCodeUN>"
    } right: {
      $0.extraType = "\n<InvoiceTypeCodeUN>393</InvoiceTypeCodeUN>"
      $0.afterDetails = factoring("")
    },
    Case(.attachmentForm, found: "liite1") {
      $0.afterDue = attachment("liite1")
    } right: {
      $0.afterDue = attachment("2026-101-1::attachments")
    },
    Case(.attachmentOther, expected: "A1::attachments", found: "B2::attachments", frame: M.frame("A1")) {
      $0.afterDue = attachment("B2::attachments")
    } right: {
      $0.afterDue = attachment("A1::attachments")
    },
    Case(.messageDiffers, expected: "A1", found: "B2", frame: M.frame("A1")) {
      $0.afterBuyer += M.transmission("B2")
    } right: {
      $0.afterBuyer += M.transmission("A1")
    },
    Case(.messageLength, found: "49") {
      $0.afterBuyer += M.transmission(String(repeating: "a", count: 49))
    } right: {
      $0.afterBuyer += M.transmission(String(repeating: "a", count: 48))
    },
    Case(.mandatory) {
      $0.origin = ""
    } right: {
      // A block that is not there lacks nothing.
      $0.buyerParty = "<BuyerOrganisationName>Esimerkkikauppa Oy</BuyerOrganisationName>"
    },
    Case(.guideline) { $0.beneficiary = "" },
    Case(.onlySubtotals) {
      $0.rows = "<InvoiceRow><SubInvoiceRow><SubRowAmount>125,50</SubRowAmount></SubInvoiceRow></InvoiceRow>"
    } right: {
      $0.rows += "<InvoiceRow><SubInvoiceRow><SubRowAmount>125,50</SubRowAmount></SubInvoiceRow></InvoiceRow>"
    },
  ]
}
