@testable import InvoiceFormats

extension FinvoiceVerdictTests {
  private typealias M = RuledMessage

  static let totals: [Row] = [
    Row("plain invoice", .clean, "Nothing is wrong.") { _ in },
    Row("a simple invoice without net, VAT and their specification", .clean, "From 2.0 on only the total is sure.") {
      $0.totals = ""
      $0.rows = "<InvoiceRow>\(M.euro("RowAmount", "125,50"))</InvoiceRow>"
    },
    Row("rows without amounts", .clean, "Every row amount is optional.") {
      $0.rows = "<InvoiceRow><ArticleName>Työ</ArticleName></InvoiceRow>"
    },
    Row(
      "an earlier payment as a negative row, taken off the total (1.2)", .clean, ["FINVOICE-TOTAL-04"],
      "The official wide sample: the row is just the difference."
    ) {
      $0.version = "Version=\"1.2\""
      $0.amounts("100,50")
      $0.rows += "<InvoiceRow>\(M.euro("RowAmount", "-25,00"))</InvoiceRow>"
      $0.afterDetails = M.status("PARTLYPAID")
    },
    Row("an earlier payment as a negative row, the total untouched", .clean, "A program writes it so; the amount to pay is less.")
    {
      $0.due = "100,50"
      $0.rows += "<InvoiceRow>\(M.euro("RowAmount", "-25,00"))</InvoiceRow>"
      $0.afterDetails = M.status("PARTLYPAID")
    },
    Row("paid in advance", .clean, "Total less InvoicePaidAmount is the amount to pay.") {
      $0.due = "115,50"
      $0.totals += M.euro("InvoicePaidAmount", "10,00")
    },
    Row("rounded to five cents", .clean, "The round-off explains the amount to pay.") {
      $0.due = "125,45"
      $0.totals += M.euro("InvoiceTotalRoundoffAmount", "-0,05")
    },
    Row("prices with VAT, divided row by row", .clean, "Half a cent a row may round; forty of them come to 0,18 here.") {
      $0.amounts("49,60")
      $0.totals = M.net("39,52") + M.vat("10,08") + M.vatLine("39,52", "25,5", "10,08", "S")
      $0.rows = String(repeating: M.row("0,99", "25,5", "0,25", "1,24"), count: 40)
    },
    Row("rows of five decimals", .clean, "Sums are exact and rounded once.") {
      $0.rows = M.row("33,33333", "25,5", "8,50000", "41,83333") + M.row("66,66667", "25,5", "17,00000", "83,66667")
    },
    Row("subtotal rows between the rows", .clean, "Subtotals are never added.") {
      $0.rows += "<InvoiceRow><SubInvoiceRow>\(M.euro("SubRowVatExcludedAmount", "100,00"))</SubInvoiceRow></InvoiceRow>"
    },
    Row("a negative row of another class", .clean, "A statutory compensation: VAT 0, taken off the net total.") {
      $0.amounts("105,50")
      $0.totals =
        M.net("80,00") + M.vat("25,50") + M.vatLine("100,00", "25,5", "25,50", "S") + M.vatLine("-20,00", "0", "0,00", "Z")
      $0.rows = M.row("100,00", "25,5", "25,50", "125,50") + M.row("-20,00", "0", "0,00", "-20,00")
    },
    Row("discounts and charges of the whole invoice", .clean, "Rows less discounts plus charges are the net total (3.0).") {
      $0.totals +=
        M.euro("RowsTotalVatExcludedAmount", "105,00") + M.euro("DiscountsTotalVatExcludedAmount", "10,00")
        + M.euro("ChargesTotalVatExcludedAmount", "5,00") + "<DiscountDetails>\(M.euro("Amount", "10,00"))</DiscountDetails>"
      $0.rows = M.row("105,00", "25,5", "26,78", "131,78")
    },
    Row("unit prices in another currency", .clean, "Only the amounts of rows count.") {
      $0.rows = $0.rows.replacing(
        "<ArticleName>", with: "<UnitPriceAmount AmountCurrencyIdentifier=\"NOK\">700,00</UnitPriceAmount><ArticleName>")
    },
    Row("rows in another currency than the total", .warning, ["FINVOICE-ROW-03"], "They cannot be compared.") {
      $0.rows = $0.rows.replacing("\"EUR\"", with: "\"NOK\"")
    },
    Row("reverse charge without rate and tax", .clean, "The category says it all.") {
      M.untaxed(&$0)
      $0.totals =
        M.net("100,00") + M.vat("0,00") + "<VatSpecificationDetails>\(M.euro("VatBaseAmount", "100,00"))<VatCode>AE</VatCode>"
        + "<VatFreeText>Käännetty verovelvollisuus</VatFreeText></VatSpecificationDetails>"
    },
    Row("amounts of four decimals", .warning, ["FINVOICE-EPI-06"], "They are full cents all the same.") {
      $0.amounts("125,5000")
    },
    Row("no VAT specification", .warning, ["FINVOICE-VAT-02"], "The buyer needs it; what is owed does not change.") {
      $0.totals = M.net("100,00") + M.vat("25,50")
    },
    Row(
      "an amount to pay of another invoice", .stop, ["finvoice.unexplained-gap"], "Total 125,50, to pay 45,98, nothing between."
    ) {
      $0.due = "45,98"
    },
    Row("a total that is the net total", .stop, ["FINVOICE-TOTAL-03"], "VAT is specified and not in the total.") {
      $0.amounts("100,00")
    },
    Row("rows of a tenth of the total", .stop, ["FINVOICE-TOTAL-02", "FINVOICE-VAT-07"], "A row is missing or a figure wrong.") {
      $0.rows = M.row("10,00", "25,5", "2,55", "12,55")
    },
    Row("old rows that do not make the total (1.3)", .stop, ["FINVOICE-TOTAL-07"], "There the rows with VAT are the total.") {
      $0.version = "Version=\"1.3\""
      $0.rows = "<InvoiceRow>\(M.euro("RowAmount", "62,75"))</InvoiceRow>"
    },
  ]

  static let dates: [Row] = [
    Row(
      "due date in year-day-month order, everywhere", .stop, ["finvoice.date-malformed", "finvoice.due-date-missing"],
      "Never guessed."
    ) {
      $0.terms = "<InvoiceDueDate>20262809</InvoiceDueDate>"
      $0.dueDate = "<EpiDateOptionDate>20262809</EpiDateOptionDate>"
    },
    Row("due date in year-day-month order, in the terms only", .warning, ["finvoice.date-malformed"], "The other one is used.") {
      $0.terms = "<InvoiceDueDate>20262809</InvoiceDueDate>"
    },
    Row("two due dates", .warning, ["finvoice.due-dates-differ"], "The later one is used, in the debtor's favour.") {
      $0.terms = "<InvoiceDueDate>20261012</InvoiceDueDate>"
    },
    Row(
      "the bank's due date before the invoice, the terms' behind it", .warning, ["finvoice.due-dates-differ"], "The later counts."
    ) {
      $0.dueDate = "<EpiDateOptionDate>20240928</EpiDateOptionDate>"
    },
    Row("due before it was written", .stop, ["finvoice.due-before-issue"], "Nobody knows when it was due.") {
      $0.terms = ""
      $0.dueDate = "<EpiDateOptionDate>20260901</EpiDateOptionDate>"
    },
    Row("due at once", .clean, "A due date on the invoice date is one.") {
      $0.terms = ""
      $0.dueDate = "<EpiDateOptionDate>20260914</EpiDateOptionDate>"
    },
    Row("a cash discount", .clean, "The whole is owed once it is overdue.") {
      $0.terms += "<CashDiscountDate>20260921</CashDiscountDate>" + M.euro("CashDiscountAmount", "2,50")
    },
    Row("instalments", .clean, "Each is its own due item.") { $0.afterDetails = instalments(2) },
    Row("instalments whose lists differ in length", .stop, ["finvoice.instalments"], "Nobody knows what is due when.") {
      $0.afterDetails = instalments(1)
    },
  ]

  static let kinds: [Row] = [
    Row("credit note", .clean, "Negative throughout, names its invoice.") { M.credit(&$0) },
    Row("credit note with 0,00 to pay", .clean, ["FINVOICE-CREDIT-03"], "So that nobody pays it; the total comes off.") {
      M.credit(&$0)
      $0.due = "0,00"
    },
    Row(
      "credit note that names no invoice", .warning, ["FINVOICE-CREDIT-01"], "It holds back other claims until somebody decides."
    ) {
      M.credit(&$0)
      $0.details = ""
    },
    Row("credit note with the rows of an invoice", .warning, ["FINVOICE-CREDIT-04"], "The type decides the sign.") {
      M.credit(&$0)
      $0.rows = M.row("100,00", "25,5", "25,50", "125,50")
    },
    Row("credit note with a positive total", .stop, ["finvoice.type-contradiction", "FINVOICE-CREDIT-01"], "Asks or takes off?") {
      $0.type = "INV02"
      $0.typeText = "HYVITYSLASKU"
    },
    Row("negative invoice", .clean, ["FINVOICE-CREDIT-02"], "INV01 may be negative and is then a credit.") {
      M.credit(&$0)
      $0.type = "INV01"
      $0.typeText = "LASKU"
    },
    Row("cancellation", .clean, "INV02 with Cancel and the original's payment data.") {
      M.credit(&$0)
      $0.origin = "Cancel"
    },
    Row("cancellation by an invoice", .stop, ["finvoice.type-contradiction"], "Cancel goes with INV02 only.") {
      $0.origin = "Cancel"
    },
    Row("paid when it was written", .clean, "PAID, 0,00 to pay, the method named.") {
      $0.afterDetails = M.status("PAID", method: "KORTTI")
      $0.due = "0,00"
    },
    Row("paid, and asking", .stop, ["finvoice.paid-but-amount-due"], "Nobody knows whether anything is owed.") {
      $0.afterDetails = M.status("PAID", method: "KORTTI")
    },
    Row("nothing to pay, no reason", .stop, ["finvoice.nothing-due"], "Prepaid, card, or a habit of the producer.") {
      $0.due = "0,00"
    },
    Row("reminder, partly paid", .clean, "Not a new claim.") {
      $0.type = "INV08"
      $0.typeText = "MAKSUMUISTUTUS"
      $0.due = "85,50"
      $0.rows += "<InvoiceRow>\(M.euro("RowAmount", "-40,00"))</InvoiceRow>"
      $0.details = "<OriginalInvoiceNumber>2026-90</OriginalInvoiceNumber>"
    },
    Row(
      "reminder whose totals do not add up", .warning, ["FINVOICE-TOTAL-03", "FINVOICE-REMINDER-01"], "It asks for no new money."
    ) {
      $0.type = "INV08"
      $0.typeText = "MAKSUMUISTUTUS"
      $0.amounts("100,00")
    },
    Row("secure invoice", .clean, "Right in itself; a person handles it.") { $0.type = "SEI12" },
    Row("a type that nobody knows", .stop, ["finvoice.type-unknown"], "INV00 may be anything.") { $0.type = "INV00" },
    Row("origin code Origin (1.1)", .warning, ["FINVOICE-TYPE-03"], "Old samples write it.") {
      $0.version = "Version=\"1.1\""
      $0.origin = "Origin"
    },
    Row("a claim that was sold", .warning, ["finvoice.factoring"], "Right in itself; held because another may collect.") {
      $0.afterDetails =
        "<FactoringAgreementDetails><FactoringAgreementIdentifier>12</FactoringAgreementIdentifier><FactoringFreeText>Siirretty."
        + "</FactoringFreeText><FactoringPartyName>Rahoitus Oy</FactoringPartyName></FactoringAgreementDetails>"
    },
  ]

  static let traffic: [Row] = [
    Row("no account", .warning, ["finvoice.account-missing"], "A provider uses its own.") { $0.account = "" },
    Row("an account in machine form (1.x)", .clean, "Its IBAN is computed.") {
      $0.version = "Version=\"1.2\""
      $0.account = "<EpiAccountID IdentificationSchemeName=\"BBAN\">12345600000785</EpiAccountID>"
    },
    Row("an invented account", .warning, ["finvoice.account"], "It is not handed over.") {
      $0.account = "<EpiAccountID IdentificationSchemeName=\"IBAN\">FI2212345600000785</EpiAccountID>"
    },
    Row(
      "an account that is not among the seller's", .warning, ["FINVOICE-EPI-04"], "Forged invoices look so; the amount is owed."
    ) {
      $0.account = "<EpiAccountID IdentificationSchemeName=\"IBAN\">FI1350001520000081</EpiAccountID>"
    },
    Row("a reference that fails its check digit", .warning, ["finvoice.reference"], "It goes along as text.") {
      $0.reference = "<EpiRemittanceInfoIdentifier IdentificationSchemeName=\"SPY\">123454</EpiRemittanceInfoIdentifier>"
    },
    Row("no reference", .clean, "Optional between firms from 2.0 on.") { $0.reference = "" },
    Row("no reference (1.2)", .warning, ["FINVOICE-MISSING-01"], "Mandatory until 1.3.") {
      $0.version = "Version=\"1.2\""
      $0.reference = ""
    },
    Row("a buyer without identifiers", .clean, "A person or a firm; the decision rules ask.") {
      $0.buyerParty = "<BuyerOrganisationName>Malli Maija</BuyerOrganisationName>"
    },
    Row("an OVT as the buyer's identifier", .clean, "It holds the business id.") {
      $0.buyerParty = $0.buyerParty.replacing("9000030-2", with: "003790000302")
    },
    Row("a customer number as the buyer's identifier", .warning, ["finvoice.buyer-identifier"], "No sign of a firm.") {
      $0.buyerParty = $0.buyerParty.replacing("9000030-2", with: "CL12221")
    },
    Row("town and post code empty", .warning, ["FINVOICE-MISSING-01"], "Letters cannot be sent; the claim stands.") {
      $0.buyerParty = $0.buyerParty.replacing("Tampere", with: "").replacing("33100", with: "")
    },
    Row("made-up business ids", .warning, ["FINVOICE-PARTY-01", "FINVOICE-PARTY-03"], "Samples are full of them.") {
      $0.seller = $0.seller.replacing("9000020-6", with: "1234567-8").replacing("FI90000206", with: "FI12345678")
    },
    Row("seller of two firms", .stop, ["FINVOICE-PARTY-02"], "Whose claim is it?") {
      $0.seller = $0.seller.replacing("FI90000206", with: "FI90000302")
    },
    Row("no seller to be known by", .stop, ["finvoice.seller-missing"], "Whose claim is it?") {
      $0.seller = "<SellerOrganisationName>Malliverstas Oy</SellerOrganisationName>"
    },
    Row("the seller as its own buyer", .stop, ["FINVOICE-PARTY-07"], "Nobody owes to itself.") {
      $0.buyerParty = $0.buyerParty.replacing("9000030-2", with: "9000020-6")
    },
    Row("no buyer's name", .stop, ["FINVOICE-PARTY-08"], "Nobody can be asked.") {
      $0.buyerParty = "<BuyerPartyIdentifier>9000030-2</BuyerPartyIdentifier>"
    },
    Row("two currencies", .stop, ["finvoice.currencies-differ"], "Which is owed?") { $0.grossCurrency = "NOK" },
    Row("a stale bar code", .clean, ["FINVOICE-BARCODE-02"], "The payment data count.") {
      $0.afterDetails = M.barcode(amount: "00010000")
    },
  ]

  /// Two amounts and references, and so many due dates.
  private static func instalments(_ dates: Int) -> String {
    "<PartialPaymentDetails>" + M.euro("PaidAmount", "0,00") + M.euro("UnPaidAmount", "125,50")
      + M.euro("PartialPaymentVatIncludedAmount", "65,50") + M.euro("PartialPaymentVatIncludedAmount", "60,00")
      + ["20260928", "20261028"].prefix(dates).map { "<PartialPaymentDueDate>\($0)</PartialPaymentDueDate>" }.joined()
      + "<PartialPaymentReferenceIdentifier>200017</PartialPaymentReferenceIdentifier>"
      + "<PartialPaymentReferenceIdentifier>200020</PartialPaymentReferenceIdentifier></PartialPaymentDetails>"
  }
}
