import InvoiceRules

@testable import InvoiceFormats

extension FinvoiceRuleTests {
  private typealias M = RuledMessage

  private static func bic(_ code: String) -> String {
    "<EpiBfiIdentifier IdentificationSchemeName=\"BIC\">\(code)</EpiBfiIdentifier>\n"
  }
  private static func account(_ text: String, _ scheme: String = "IBAN") -> String {
    "<EpiAccountID IdentificationSchemeName=\"\(scheme)\">\(text)</EpiAccountID>"
  }
  private static func reference(_ text: String, _ scheme: String) -> String {
    "<EpiRemittanceInfoIdentifier IdentificationSchemeName=\"\(scheme)\">\(text)</EpiRemittanceInfoIdentifier>"
  }
  private static func due(_ day: String) -> String { "<EpiDateOptionDate Format=\"CCYYMMDD\">\(day)</EpiDateOptionDate>" }
  private static let noAccounts = ""

  /// Payment data, references, dates, status.
  static let payments: [Case] = [
    Case(.bic, found: "NDEA") {
      $0.beneficiary += bic("NDEA")
    } right: {
      $0.beneficiary += bic("NDEAFIHHXXX")
    },
    Case(.bicCountry, expected: "FI", found: "SE") {
      $0.beneficiary += bic("ESSESESS")
    } right: {
      $0.beneficiary += bic("NDEAFIHH")
    },
    Case(.bicMissing) {
      $0.account = account("SE4550000000058398257466")
      $0.afterBuyer = noAccounts
    } right: {
      $0.account = account("SE4550000000058398257466")
      $0.afterBuyer = noAccounts
      $0.beneficiary += bic("ESSESESS")
    },
    Case(.accountOfSeller, found: "FI1350001520000081") {
      $0.account = account("FI1350001520000081")
    } right: {
      // In machine form it is the same account.
      $0.account = account("12345600000785", "BBAN")
    },
    Case(.sellerAccounts, found: "FI2212345600000785") {
      $0.afterBuyer = $0.afterBuyer.replacing("FI21", with: "FI22")
    } right: {
      // One abroad, in the form of its country.
      $0.afterBuyer = $0.afterBuyer.replacing("\"IBAN\"", with: "\"BBAN\"").replacing("FI2112345600000785", with: "5000-123456")
    },
    Case(.accountScheme, expected: "IBAN", found: "BBAN") { $0.account = account("FI2112345600000785", "BBAN") },
    Case(.dueDecimals, found: "125.50") {
      $0.due = "125,5"
    } right: {
      $0.version = "Version=\"1.2\""
      $0.due = "125,5"
    },
    Case(.charge, found: "XXX") {
      $0.afterDue = "<EpiCharge ChargeOption=\"XXX\"/>"
    } right: {
      $0.afterDue = "<EpiCharge ChargeOption=\"SLEV\"/>"
    },
    Case(.means, found: "999") {
      $0.afterDue = "<EpiPaymentMeansCode>999</EpiPaymentMeansCode>"
    } right: {
      $0.afterDue = "<EpiPaymentMeansCode>58</EpiPaymentMeansCode>"
    },
    Case(.barcodeForm, found: "3") {
      $0.afterDetails = "<VirtualBankBarcode>123</VirtualBankBarcode>"
    } right: {
      $0.afterDetails = M.barcode()
    },
    Case(.barcodeDiffers) {
      $0.afterDetails = M.barcode(amount: "00010000")
    } right: {
      // Too large for six digits of euro, or open: zeros say nothing.
      $0.afterDetails = M.barcode(amount: "00000000", due: "000000")
    },
    Case(.referenceMissing) {
      $0.type = "INV09"
    } right: {
      $0.type = "INV09"
      $0.afterDue = "<EpiPaymentInstructionId>123456</EpiPaymentInstructionId>"
    },
    Case(.referenceScheme, expected: "ISO", found: "SPY") {
      $0.reference = reference("RF81123453", "SPY")
    } right: {
      $0.reference = reference("RF81123453", "ISO")
    },
    Case(.referenceForm, found: "RF81 1234 53") {
      $0.reference = reference("RF81 1234 53", "ISO")
    } right: {
      $0.version = "Version=\"1.3\""
      $0.reference = reference("RF81 1234 53", "ISO")
    },
    Case(.dateMalformed, found: "20261409") {
      $0.terms += "<CashDiscountDate Format=\"CCYYMMDD\">20261409</CashDiscountDate>"
    } right: {
      $0.terms += "<CashDiscountDate Format=\"CCYYMMDD\">20260921</CashDiscountDate>"
    },
    Case(.period, expected: "2026-09-01", found: "2026-08-31") {
      $0.details =
        "<InvoicingPeriodStartDate>20260901</InvoicingPeriodStartDate><InvoicingPeriodEndDate>20260831</InvoicingPeriodEndDate>"
    } right: {
      $0.details =
        "<InvoicingPeriodStartDate>20260901</InvoicingPeriodStartDate><InvoicingPeriodEndDate>20260901</InvoicingPeriodEndDate>"
    },
    Case(.cashDiscount, expected: "2026-09-28", found: "2026-09-29") {
      $0.terms += "<CashDiscountDate>20260929</CashDiscountDate>"
    } right: {
      $0.terms += "<CashDiscountDate>20260928</CashDiscountDate>"
    },
    Case(.twoWeeks, expected: "2026-09-28", found: "2026-09-27") {
      $0.type = "INV09"
      $0.terms = ""
      $0.dueDate = due("20260927")
    } right: {
      $0.type = "INV09"
    },
    Case(.originalLater, expected: "2026-09-14", found: "2026-09-15") {
      M.credit(&$0)
      $0.details += "<OriginalInvoiceDate>20260915</OriginalInvoiceDate>"
    } right: {
      M.credit(&$0)
      $0.details += "<OriginalInvoiceDate>20260914</OriginalInvoiceDate>"
    },
    Case(.dueFarAway, found: "2028-09-14") {
      $0.terms = ""
      $0.dueDate = due("20280914")
    } right: {
      $0.terms = ""
      $0.dueDate = due("20270914")
    },
    Case(.statusUnknown, found: "OPEN") {
      $0.afterDetails = M.status("OPEN")
    } right: {
      $0.afterDetails = M.status("NOTPAID")
    },
    Case(.paidMethod) {
      $0.afterDetails = M.status("PAID")
      $0.due = "0,00"
    } right: {
      $0.afterDetails = M.status("PAID", method: "KORTTI")
      $0.due = "0,00"
    },
    Case(.partlyPaid) {
      $0.afterDetails = M.status("PARTLYPAID")
    } right: {
      $0.afterDetails = M.status("PARTLYPAID")
      $0.totals += M.euro("InvoicePaidAmount", "25,50")
      $0.due = "100,00"
    },
    Case(.notPaid, found: "25.50") {
      $0.afterDetails = M.status("NOTPAID")
      $0.totals += M.euro("InvoicePaidAmount", "25,50")
      $0.due = "100,00"
    } right: {
      $0.afterDetails = M.status("NOTPAID")
      $0.totals += M.euro("InvoicePaidAmount", "0,00")
    },
    Case(.partialSum, expected: "125.50", found: "115.50", difference: "-10.00") {
      $0.due = "100,00"
      $0.afterDetails = part(paid: "25,50", unpaid: "90,00")
    } right: {
      $0.due = "100,00"
      $0.afterDetails = part(paid: "25,50", unpaid: "100,00")
    },
    Case(.partialDue, expected: "2026-09-14", found: "2026-09-13") {
      $0.afterDetails = instalments("20260913", "20261028")
    } right: {
      $0.afterDetails = instalments("20260914", "20261028")
    },
    Case(.partialNet) {
      $0.version = "Version=\"2.0\""
      $0.afterDetails = instalments("20260928", "20261028")
    } right: {
      $0.version = "Version=\"3.0\""
      $0.afterDetails = instalments("20260928", "20261028")
    },
  ]

  /// The amount to pay is the unpaid part.
  private static func part(paid: String, unpaid: String) -> String {
    "<PartialPaymentDetails>\n\(M.euro("PaidAmount", paid))\(M.euro("UnPaidAmount", unpaid))</PartialPaymentDetails>"
  }

  private static func instalments(_ first: String, _ second: String) -> String {
    "<PartialPaymentDetails>" + M.euro("PaidAmount", "0,00") + M.euro("UnPaidAmount", "125,50")
      + M.euro("PartialPaymentVatIncludedAmount", "65,50") + M.euro("PartialPaymentVatIncludedAmount", "60,00")
      + "<PartialPaymentDueDate>\(first)</PartialPaymentDueDate>\n<PartialPaymentDueDate>\(second)</PartialPaymentDueDate>"
      + "<PartialPaymentReferenceIdentifier>200017</PartialPaymentReferenceIdentifier>"
      + "<PartialPaymentReferenceIdentifier>200020</PartialPaymentReferenceIdentifier></PartialPaymentDetails>"
  }
}
