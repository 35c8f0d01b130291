import Receivables
import Testing

@testable import InvoiceFormats

/// Amounts, dates, payment data: each condition, and what is refused.
@Suite struct FinvoiceClaimTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var message: SampleMessage
    var conditions: ClaimConditions
    var rules: Set<String>
    var testDescription: String { name }

    init(_ name: String, _ conditions: ClaimConditions, _ rules: Set<String>, _ change: (inout SampleMessage) -> Void) {
      self.name = name
      self.conditions = conditions
      self.rules = Set(rules.map { "finvoice." + $0 })
      message = SampleMessage(change)
    }
  }

  static func euro(_ name: String, _ amount: String) -> String { "<\(name) AmountCurrencyIdentifier=\"EUR\">\(amount)</\(name)>" }
  static func status(_ code: String) -> String {
    "<PaymentStatusDetails><PaymentStatusCode>\(code)</PaymentStatusCode></PaymentStatusDetails>"
  }
  static let part = "<InvoiceRow><ArticleName>Osasuoritus</ArticleName>\(euro("RowAmount", "-40,00"))</InvoiceRow>"

  static let cases: [Case] = [
    Case("plain", [], []) { _ in },
    // Domain finvoice 5.1, items 1 to 5.
    Case("paid, nothing due", .paidAtIssue, []) {
      $0.afterDetails = status("PAID")
      $0.due = "0,00"
    },
    Case("paid, and asking", [.paidAtIssue, .paidButAmountDue], ["paid-but-amount-due"]) { $0.afterDetails = status("PAID") },
    Case("not paid", [], []) { $0.afterDetails = status("NOTPAID") },
    Case("nothing due, no reason", .nothingDueUnexplained, ["nothing-due"]) { $0.due = "0,00" },
    Case("nothing due, all paid in advance", [], []) {
      $0.due = "0,00"
      $0.totals = euro("InvoicePaidAmount", "124,00")
    },
    Case("paid in advance", [], []) {
      $0.due = "114,00"
      $0.totals = euro("InvoicePaidAmount", "10,00")
    },
    Case("paid in advance but asking for all", .unexplainedGap, ["unexplained-gap"]) {
      $0.totals = euro("InvoicePaidAmount", "10,00")
    },
    Case("round-off", [], []) {
      $0.due = "124,05"
      $0.totals = euro("InvoiceTotalRoundoffAmount", "0,05")
    },
    Case("round-off and paid in advance", [], []) {
      $0.due = "100,05"
      $0.totals = euro("InvoiceTotalRoundoffAmount", "0,05") + euro("InvoicePaidAmount", "24,00")
    },
    Case("round-off not used", [], []) { $0.totals = euro("InvoiceTotalRoundoffAmount", "0,05") },
    Case("gap", .unexplainedGap, ["unexplained-gap"]) { $0.due = "100,00" },
    Case("gap of a cent", .unexplainedGap, ["unexplained-gap"]) { $0.due = "123,99" },
    Case("more than the total", .unexplainedGap, ["unexplained-gap"]) { $0.due = "130,00" },
    Case("cash discount explains", [], []) {
      $0.due = "121,52"
      $0.terms += euro("CashDiscountAmount", "2,48")
    },
    Case("cash discount does not explain", .unexplainedGap, ["unexplained-gap"]) {
      $0.due = "121,53"
      $0.terms += euro("CashDiscountAmount", "2,48")
    },
    Case("part payment in a row", [], []) {
      $0.due = "84,00"
      $0.rows += part
      $0.afterDetails = status("PARTLYPAID")
    },
    Case("negative row without the status", .unexplainedGap, ["unexplained-gap"]) {
      $0.due = "84,00"
      $0.rows += part
    },
    Case("part payment of another amount", .unexplainedGap, ["unexplained-gap"]) {
      $0.due = "85,00"
      $0.rows += part
      $0.afterDetails = status("PARTLYPAID")
    },
    Case("subtotal rows are no part payments", .unexplainedGap, ["unexplained-gap"]) {
      $0.due = "84,00"
      $0.rows += "<InvoiceRow><SubInvoiceRow>\(euro("RowAmount", "-40,00"))</SubInvoiceRow></InvoiceRow>"
      $0.afterDetails = status("PARTLYPAID")
    },
    Case("part payment stated", [], []) {
      $0.due = "100,00"
      $0.afterDetails =
        "<PartialPaymentDetails>\(euro("PaidAmount", "24,00"))\(euro("UnPaidAmount", "100,00"))</PartialPaymentDetails>"
    },
    Case("paid amount unreadable", .unexplainedGap, ["amount-malformed"]) { $0.totals = euro("InvoicePaidAmount", "x") },
    Case("no total", .unexplainedGap, ["total-missing"]) { $0.gross = nil },
    Case("two currencies", [.currenciesDiffer, .unexplainedGap], ["currencies-differ"]) { $0.grossCurrency = "NOK" },
    // Dates.
    Case("two due dates", .dueDatesDiffer, ["due-dates-differ"]) { $0.terms = "<InvoiceDueDate>20261012</InvoiceDueDate>" },
    Case("two due dates, the bank's later", .dueDatesDiffer, ["due-dates-differ"]) {
      $0.terms = "<InvoiceDueDate>20260920</InvoiceDueDate>"
    },
    Case("one due date unreadable", [], ["date-malformed"]) { $0.terms = "<InvoiceDueDate>20262809</InvoiceDueDate>" },
    Case("due date in the terms only", [], []) { $0.dueDate = "" },
    Case("no due date", .dueDateMissing, ["due-date-missing"]) {
      $0.dueDate = ""
      $0.terms = ""
    },
    Case("no readable due date", .dueDateMissing, ["due-date-missing", "date-malformed"]) {
      $0.dueDate = "<EpiDateOptionDate>20262809</EpiDateOptionDate>"
      $0.terms = ""
    },
    Case("due before issue", .dueBeforeIssue, ["due-before-issue"]) {
      $0.dueDate = "<EpiDateOptionDate>20260901</EpiDateOptionDate>"
      $0.terms = ""
    },
    Case("terms' text", [], ["terms-text"]) { $0.terms += "<PaymentTermsFreeText>30 pv netto</PaymentTermsFreeText>" },
    Case("terms' text agrees", [], []) { $0.terms += "<PaymentTermsFreeText>14 pv netto</PaymentTermsFreeText>" },
    // Payment data.
    Case("reference fails", .referenceInvalid, ["reference"]) {
      $0.reference = "<EpiRemittanceInfoIdentifier IdentificationSchemeName=\"SPY\">123454</EpiRemittanceInfoIdentifier>"
    },
    Case("no reference", [], []) { $0.reference = "" },
    Case("account fails", .accountInvalid, ["account"]) {
      $0.account = "<EpiAccountID IdentificationSchemeName=\"IBAN\">FI2212345600000785</EpiAccountID>"
    },
    Case("no account", [], ["account-missing"]) { $0.account = "" },
    Case("card", .card, []) { $0.afterDue = "<EpiPaymentMeansCode>48</EpiPaymentMeansCode>" },
    Case("direct debit", .directDebit, []) { $0.afterDue = "<EpiPaymentMeansCode>59</EpiPaymentMeansCode>" },
    Case("direct debit block", .directDebit, []) {
      $0.afterDetails = "<DirectDebitInfo><MandateReference>1</MandateReference></DirectDebitInfo>"
    },
    Case("transfer", [], []) { $0.afterDue = "<EpiPaymentMeansCode>58</EpiPaymentMeansCode>" },
    // Who is paid.
    Case("factoring", .factoring, ["factoring"]) {
      $0.afterDetails =
        "<FactoringAgreementDetails><FactoringPartyIdentifier>9000040-9</FactoringPartyIdentifier><FactoringPartyName>Rahoitus Oy"
        + "</FactoringPartyName></FactoringAgreementDetails>"
    },
    Case("factored by the UN code", .factoring, []) { $0.extraType = "<InvoiceTypeCodeUN>393</InvoiceTypeCodeUN>" },
    Case("payment receiver", .otherPayee, ["other-payee"]) {
      $0.afterBuyer =
        "<AnyPartyDetails><AnyPartyText AnyPartyCode=\"PaymentReceiver\">Maksun saaja</AnyPartyText><AnyPartyOrganisationName>Rahoitus Oy"
        + "</AnyPartyOrganisationName></AnyPartyDetails>"
    },
    Case("another party", [], []) {
      $0.afterBuyer = "<AnyPartyDetails><AnyPartyText AnyPartyCode=\"SellerTaxRepr\">x</AnyPartyText></AnyPartyDetails>"
    },
    Case("other account holder", .otherPayee, ["other-payee"]) {
      $0.beneficiary = "<EpiNameAddressDetails>Rahoitus Oy</EpiNameAddressDetails>"
    },
    Case("other account holder's id", .otherPayee, ["other-payee"]) { $0.beneficiary += "<EpiBei>9000040-9</EpiBei>" },
    Case("account holder left out", [], []) { $0.beneficiary = "" },
    // Totals, interest, texts.
    Case("totals do not add up", .untrusted, []) {
      $0.totals = euro("InvoiceTotalVatExcludedAmount", "100,00") + euro("InvoiceTotalVatAmount", "25,50")
    },
    Case("totals add up", [], []) {
      $0.totals = euro("InvoiceTotalVatExcludedAmount", "98,80") + euro("InvoiceTotalVatAmount", "25,20")
    },
    Case("late interest of its text", [], ["late-interest"]) {
      $0.terms +=
        "<PaymentOverDueFineDetails><PaymentOverDueFineFreeText>Viivästyskorko 11,5 %</PaymentOverDueFineFreeText>"
        + "<PaymentOverDueFinePercent>8,0</PaymentOverDueFinePercent></PaymentOverDueFineDetails>"
    },
    Case("late interest too high", [], ["late-interest"]) {
      $0.terms += "<PaymentOverDueFinePercent>25,1</PaymentOverDueFinePercent>"
    },
    Case("late interest", [], []) {
      $0.terms +=
        "<PaymentOverDueFineFreeText>Korko 11,50%.</PaymentOverDueFineFreeText><PaymentOverDueFinePercent>11,500</PaymentOverDueFinePercent>"
    },
    Case("rent in a row", .rentSuggested, []) {
      $0.rows = "<InvoiceRow><ArticleName>Asuntovuokra 9/2026</ArticleName></InvoiceRow>"
    },
    Case("rent in a text", .rentSuggested, []) { $0.details = "<InvoiceFreeText>Rent for October</InvoiceFreeText>" },
    Case("no rent", [], []) { $0.rows = "<InvoiceRow><ArticleName>Trent current, Hydrauliikka</ArticleName></InvoiceRow>" },
    Case("seller unknown", .untrusted, ["seller-missing"]) {
      $0.seller = "<SellerOrganisationName>Malliverstas Oy</SellerOrganisationName>"
    },
    Case("finer than a cent", [], ["amount-rounded"]) { $0.amounts("123,9951") },
    Case("four decimals that are cents", [], []) { $0.amounts("124,0000") },
    Case("a field twice", [], ["repeated-value"]) {
      $0.reference += "<EpiRemittanceInfoIdentifier>17</EpiRemittanceInfoIdentifier>"
    },
    Case("the same field twice", [], []) { $0.number = "2026-101</InvoiceNumber><InvoiceNumber>2026-101" },
    Case("prefix without a namespace", [], ["xml"]) { $0.version += " xsi:noNamespaceSchemaLocation=\"Finvoice3.0.xsd\"" },
    Case("namespace of its own", [], []) { $0.version += " xmlns=\"urn:x\"" },
  ]

  @Test(arguments: cases)
  func states(_ test: Case) throws {
    let read = try readOne(test.message.text)
    let document = try #require(read.document, "\(read.message.findings)")
    #expect(document.conditions == test.conditions)
    #expect(Set(read.rules.map { $0.hasPrefix("xml.") ? "finvoice.xml" : $0 }) == test.rules)
    #expect(document.typeClass == .invoice)
    #expect(document.number == "2026-101")
    for finding in read.message.findings { #expect(finding.place.message == 0 && !finding.message.isEmpty) }
  }

  @Test func theLaterDueDateIsUsed() throws {
    for (terms, expected) in [("20261012", "2026-10-12"), ("20260920", "2026-09-28"), ("20260928", "2026-09-28")] {
      let read = try readOne(SampleMessage { $0.terms = "<InvoiceDueDate>\(terms)</InvoiceDueDate>" }.text)
      #expect(read.document?.dueDate?.description == expected)
      #expect(read.message.findings.allSatisfy { $0.severity < .error })
    }
  }

  static let refusals: [Case] = [
    Case("no number", [], ["number-missing"]) { $0.number = "" },
    Case("number of dashes", [], ["number-missing"]) { $0.number = "--" },
    Case("number is an identity code", [], ["number-missing"]) { $0.number = "010190-901R" },
    Case("no date", [], ["issue-date"]) { $0.date = "" },
    Case("date in another order", [], ["issue-date"]) { $0.date = "<InvoiceDate Format=\"CCYYMMDD\">20261409</InvoiceDate>" },
    Case("no amount to pay", [], ["amount-due"]) { $0.due = nil },
    Case("empty amount to pay", [], ["amount-due"]) { $0.due = "" },
    Case("amount to pay is no number", [], ["amount-due", "amount-malformed"]) { $0.due = "12..50" },
    Case("amount to pay in two ways", [], ["amount-due", "amount-malformed"]) { $0.due = "1.234" },
    Case("amount to pay too large", [], ["amount-due", "amount-malformed"]) { $0.due = "999999999999999999" },
    Case("no currency", [], ["currency"]) {
      $0.dueCurrency = ""
      $0.grossCurrency = ""
    },
    Case("currency is none", [], ["currency"]) {
      $0.dueCurrency = "EURO"
      $0.grossCurrency = "€"
    },
    Case("two amounts to pay", [], ["repeated-field"]) {
      $0.due = "124,00</EpiInstructedAmount><EpiInstructedAmount AmountCurrencyIdentifier=\"EUR\">100,00"
    },
    Case("two numbers", [], ["repeated-field"]) { $0.number = "1</InvoiceNumber><InvoiceNumber>2" },
    Case("two types", [], ["repeated-field"]) { $0.type = "INV01</InvoiceTypeCode><InvoiceTypeCode>INV02" },
  ]

  @Test(arguments: refusals)
  func refuses(_ test: Case) throws {
    let read = try readOne(test.message.text)
    #expect(read.message.outcome == .refused)
    #expect(read.rules == test.rules)
    #expect(read.errors.count == 1)
    #expect(read.message.hint.seller?.legalID?.value == "9000020-6")
    #expect(read.message.mayReduceClaims)
    #expect(read.message.bytes == 0..<(test.message.text.utf8.count - 1))
    for finding in read.message.findings {
      #expect(!finding.message.contains("010190"))
      #expect(!finding.remedy.isEmpty)
    }
  }

  @Test(
    arguments: [
      ("00000000000000123453", "123453"), ("12 3453", "123453"), ("RF81123453", "RF81123453"), ("rf81 1234 53", "RF81123453"),
      ("00000000000000000000", nil), ("0", nil), ("--", nil), ("0000123454", "123454"), ("RF82123453", "RF82123453"),
      ("ABC-1", "ABC-1"),
    ] as [(String, String?)])
  func references(_ text: String, _ expected: String?) throws {
    let read = try readOne(
      SampleMessage {
        $0.reference = "<EpiRemittanceInfoIdentifier IdentificationSchemeName=\"ISO\">\(text)</EpiRemittanceInfoIdentifier>"
      }.text)
    #expect(read.document?.reference == expected)
  }

  @Test(arguments: [
    ("IBAN", "FI21 1234 5600 0007 85", "FI2112345600000785", true), ("BBAN", "50001520000081", "FI1350001520000081", true),
    ("", "50001520000081", "FI1350001520000081", true), ("IBAN", "50001520000081", "50001520000081", false),
    ("BBAN", "500015-281", "500015-281", false), ("BBAN", "FI2112345600000785", "FI2112345600000785", true),
  ])
  func accounts(_ scheme: String, _ text: String, _ expected: String, _ isValid: Bool) throws {
    let read = try readOne(
      SampleMessage { $0.account = "<EpiAccountID IdentificationSchemeName=\"\(scheme)\">\(text)</EpiAccountID>" }.text)
    #expect(read.document?.account == expected)
    #expect(read.document?.conditions.contains(.accountInvalid) == !isValid)
  }
}
