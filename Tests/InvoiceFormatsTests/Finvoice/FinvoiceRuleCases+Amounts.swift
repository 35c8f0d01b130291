import InvoiceRules

@testable import InvoiceFormats

extension FinvoiceRuleTests {
  private typealias M = RuledMessage

  /// Rows, totals, currencies, VAT.
  static let amounts: [Case] = [
    Case(.rowSum, expected: "125.50", found: "135.50", difference: "10.00") {
      $0.rows = M.row("100,00", "25,5", "25,50", "135,50")
    } right: {
      // Divided prices: a cent and a half.
      $0.rows = M.row("100,00", "25,5", "25,50", "125,51")
    },
    Case(.rowVAT, expected: "25.50", found: "24.00", difference: "-1.50") {
      $0.rows = M.row("100,00", "25,5", "24,00", "124,00")
    } right: {
      $0.rows = M.row("100,00", "25,5", "25,51", "125,51")
    },
    Case(.rowUnclear) {
      $0.rows += M.row("1..00", "25,5", "0,00", "0,00")
    } right: {
      $0.rows += M.row("0.00", "25,5", "0,00", "0,00")
    },
    Case(.statedRows, expected: "100.00", found: "90.00", difference: "-10.00") {
      $0.totals += M.euro("RowsTotalVatExcludedAmount", "90,00")
    } right: {
      $0.totals += M.euro("RowsTotalVatExcludedAmount", "100,01")
    },
    Case(.netOfRows, expected: "90.00", found: "100.00", difference: "10.00") {
      $0.rows = M.row("90,00", "25,5", "22,95", "112,95")
    } right: {
      $0.rows = M.row("90,00", "25,5", "22,95", "112,95") + M.row("20,00", "25,5", "5,10", "25,10")
      $0.totals +=
        M.euro("DiscountsTotalVatExcludedAmount", "-15,00") + M.euro("ChargesTotalVatExcludedAmount", "5,00")
    },
    Case(.gross, expected: "125.50", found: "135.50", difference: "10.00") {
      $0.amounts("135,50")
    } right: {
      $0.amounts("125,51")
      $0.rows = M.row("100,00", "25,5", "25,50", "125,50")
    },
    Case(.grossExplained, expected: "125.50", found: "100.50", difference: "-25.00") {
      $0.amounts("100,50")
      $0.rows += "<InvoiceRow>\(M.euro("RowAmount", "-25,00"))</InvoiceRow>"
    },
    Case(.vatOfLines, expected: "25.50", found: "24.00", difference: "-1.50") {
      $0.totals = M.net("101,50") + M.vat("24,00") + M.vatLine("100,00", "25,5", "25,50", "S")
      $0.rows = M.row("101,50", "25,5", "24,00", "125,50")
    },
    Case(.netOfBases, expected: "90.00", found: "100.00", difference: "10.00") {
      $0.totals = M.net("100,00") + M.vat("25,50") + M.vatLine("90,00", "25,5", "25,50", "S")
    } right: {
      $0.totals =
        M.net("100,00") + M.vat("25,50") + M.vatLine("60,00", "25,5", "15,30", "S") + M.vatLine("40,01", "25,5", "10,20", "AB")
    },
    Case(.grossOfRows, expected: "124.00", found: "125.50", difference: "1.50") {
      $0.rows = "<InvoiceRow>\(M.euro("RowAmount", "124,00"))</InvoiceRow>"
    } right: {
      // A row of an earlier payment may be counted or not.
      $0.rows =
        "<InvoiceRow>\(M.euro("RowAmount", "125,50"))</InvoiceRow><InvoiceRow>\(M.euro("RowAmount", "-25,50"))</InvoiceRow>"
    },
    Case(.roundoff, found: "5.00") {
      $0.totals += M.euro("InvoiceTotalRoundoffAmount", "5,00")
    } right: {
      $0.totals += M.euro("InvoiceTotalRoundoffAmount", "-0,02")
    },
    Case(.prepaid, expected: "125.50", found: "-25.50") {
      $0.totals += M.euro("InvoicePaidAmount", "-25,50")
      $0.due = "151,00"
    } right: {
      $0.totals += M.euro("InvoicePaidAmount", "25,50")
      $0.due = "100,00"
    },
    Case(.grossOfLines, expected: "125.50", found: "135.50", difference: "10.00") {
      $0.amounts("135,50")
      $0.totals = M.vatLine("100,00", "25,5", "25,50", "S")
    } right: {
      $0.totals = M.vatLine("100,00", "25,5", "25,50", "S")
    },
    Case(.unreadable, found: "x") {
      $0.totals += M.euro("InvoicePaidAmount", "x")
    } right: {
      $0.totals += M.euro("InvoicePaidAmount", "0,00")
    },
    Case(.currencyMixed, expected: "EUR", found: "NOK") {
      $0.totals = "<InvoiceTotalVatExcludedAmount AmountCurrencyIdentifier=\"NOK\">100,00</InvoiceTotalVatExcludedAmount>"
    } right: {
      // VAT is in the currency of the country of sale.
      $0.totals = M.net("100,00") + "<InvoiceTotalVatAmount AmountCurrencyIdentifier=\"SEK\">290,00</InvoiceTotalVatAmount>"
    },
    Case(.currencyUnknown, found: "EUX") {
      $0.grossCurrency = "EUX"
      $0.dueCurrency = "EUX"
      $0.totals = ""
    } right: {
      $0.grossCurrency = "NOK"
      $0.dueCurrency = "NOK"
      $0.totals = ""
    },
    Case(.vatAmount, expected: "25.50", found: "27.00", difference: "1.50") {
      $0.totals = M.net("100,00") + M.vat("25,50") + M.vatLine("100,00", "25,5", "27,00", "S")
    } right: {
      $0.totals = M.net("100,00") + M.vat("25,50") + M.vatLine("100,00", "25,5", "25,52", "S")
    },
    Case(.vatMissing, found: "25.50") {
      $0.totals = M.net("100,00") + M.vat("25,50")
    } right: {
      $0.amounts("100,00")
      $0.totals = M.net("100,00") + M.vat("0,00")
      $0.rows = M.row("100,00", "0", "0,00", "100,00")
    },
    Case(.vatCode, found: "X") {
      $0.totals = M.net("100,00") + M.vat("25,50") + M.vatLine("100,00", "25,5", "25,50", "X")
    },
    Case(.vatCodeRate, found: "25.50") {
      M.untaxed(&$0, rate: "25,5")
    } right: {
      M.untaxed(&$0)
    },
    Case(.vatBuyer) {
      M.untaxed(&$0)
      $0.buyerParty = $0.buyerParty.replacing("<BuyerOrganisationTaxCode>FI90000302</BuyerOrganisationTaxCode>", with: "")
    } right: {
      M.untaxed(&$0)
    },
    Case(.vatReason) {
      M.untaxed(&$0, "E", reason: "")
    } right: {
      M.untaxed(&$0, "Z", reason: "")
    },
    Case(.vatRows, expected: "100.00", found: "90.00", difference: "-10.00") {
      $0.totals = M.net("100,00") + M.vat("25,50") + M.vatLine("90,00", "25,5", "25,50", "S")
    },
    Case(.vatTwice) {
      $0.totals =
        M.net("100,00") + M.vat("25,50") + M.vatLine("60,00", "25,5", "15,30", "S") + M.vatLine("40,00", "25,50", "10,20", "S")
    } right: {
      $0.totals =
        M.net("100,00") + M.vat("25,50") + M.vatLine("60,00", "25,5", "15,30", "S") + M.vatLine("40,00", "25,5", "10,20", "AB")
    },
    Case(.vatIncomplete) {
      $0.version = "Version=\"2.0\""
      $0.totals += "<VatSpecificationDetails><VatRatePercent>0</VatRatePercent></VatSpecificationDetails>"
    } right: {
      $0.version = "Version=\"2.01\""
      $0.totals += "<VatSpecificationDetails><VatRatePercent>0</VatRatePercent></VatSpecificationDetails>"
    },
  ]
}
