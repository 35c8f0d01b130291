import Receivables

/// What the findings of the UBL reader mean.
public enum UBLCatalog {
  public static let rules: [RuleDescription] = needed + doubts + amounts + parties

  static func remedy(_ id: String) -> String { remedies[id] ?? "" }

  private static let remedies = Dictionary(rules.map { ($0.id, $0.remedy) }, uniquingKeysWith: { first, _ in first })

  private static func rule(
    _ id: String, _ title: String, _ meaning: String, _ example: String, _ remedy: String, _ source: String
  ) -> RuleDescription {
    RuleDescription(id: "ubl." + id, title: title, meaning: meaning, example: example, remedy: remedy, source: source)
  }

  private static let en = "EN 16931-1:2017, "
  private static let bis = "Peppol BIS Billing 3.0, https://docs.peppol.eu/poacc/billing/3.0/, "

  /// Without these there is no claim: the document is refused.
  private static let needed = [
    rule(
      "number", "No invoice number", "A claim is known by its number; without one it could be neither matched nor paid.",
      "A document without cbc:ID.", "Have it exported again with its number.", en + "BT-1, BR-02"),
    rule(
      "issue-date", "No usable issue date", "The issue date is part of what makes a claim the same one in every file.",
      "<cbc:IssueDate>31.12.2026</cbc:IssueDate>", "Have the date written as YYYY-MM-DD.", en + "BT-2, BR-03"),
    rule(
      "currency", "No usable currency",
      "An amount without its currency is no amount. Three capital letters of ISO 4217 are expected.",
      "<cbc:DocumentCurrencyCode>euro</cbc:DocumentCurrencyCode>", "Have the currency written as EUR, SEK, NOK.",
      en + "BT-5, BR-05"),
    rule(
      "amount-due", "No usable amount due",
      "The amount due for payment is what is claimed. It is read exactly: more decimals than the currency has are not rounded away.",
      "<cbc:PayableAmount currencyID=\"EUR\">1 250,00</cbc:PayableAmount>",
      "Have the amount written with a point, without grouping, with at most the currency's decimals.",
      en + "BT-115, BR-15, BR-DEC-18"),
    rule(
      "repeated", "A value stands twice and differs",
      "A number, date, currency or total may stand once. Two that differ contradict one another.",
      "Two cbc:PayableAmount, 100.00 and 120.00.", "Have the document corrected.", "UBL 2.1 schemas, cardinalities"),
    rule(
      "several-documents", "More than one document in an envelope",
      "An envelope carries one business document; which of two was meant is unknown.",
      "A StandardBusinessDocument with two invoices.", "Have one document a file exported.",
      "Peppol Business Message Envelope (SBDH) 2.0, https://docs.peppol.eu/edelivery/envelope/"),
  ]

  private static let doubts = [
    rule(
      "type-code", "An unusual type code",
      "The code is none that asks for payment as an invoice does, or there is none. A person decides.",
      "<cbc:InvoiceTypeCode>817</cbc:InvoiceTypeCode>, a claim notification.",
      "Look at the document; if it is an ordinary invoice, have it issued with the code 380.", en + "BT-3; UNTDID 1001"),
    rule(
      "type-contradiction", "Type and document contradict one another",
      "The code of a credit note stands on an invoice, the code of an invoice on a credit note, or a credit note takes nothing off.",
      "<Invoice> with the type code 381.", "Look at the document and have it issued again as what it is.", en + "BT-3, BR-CL-01"),
    rule(
      "corrected-invoice", "It corrects another invoice",
      "A corrected invoice replaces an earlier one, in full or by the difference; the code does not say which. Both together might claim twice.",
      "<cbc:InvoiceTypeCode>384</cbc:InvoiceTypeCode>", "Make sure that the earlier invoice is credited, then release this one.",
      en + "BT-3; UNTDID 1001, 384"),
    rule(
      "negative", "An invoice that gives money back", "An invoice whose amount due is negative is read as a credit note.",
      "A 380 with a payable amount of -50.00.", "Nothing, if that is what was meant.", bis + "section on negative invoices"),
    rule(
      "preceding-missing", "Which invoice is credited is not said",
      "Without the number of the invoice, the credit cannot be applied by itself, and all claims against that debtor wait.",
      "A credit note without cac:BillingReference.", "Tell which invoice it belongs to.", en + "BT-25, BG-3"),
    rule(
      "preceding-date", "The date of the preceding invoice is unreadable", "The number alone is used to find it.",
      "<cbc:IssueDate>1.2.2026</cbc:IssueDate>", "Have the date written as YYYY-MM-DD.", en + "BT-26"),
    rule(
      "due-date", "The due date is unreadable", "Without a due date nothing can be overdue; the claim is held.",
      "<cbc:DueDate>30 days net</cbc:DueDate>", "Have the date written as YYYY-MM-DD.", en + "BT-9"),
    rule(
      "due-date-missing", "No due date",
      "Neither the document nor its payment means state one. The standard no longer demands it; a claim does.",
      "Payment terms \"30 days net\" and no cbc:DueDate.", "Have the due date exported. It is not computed from terms in words.",
      en + "BT-9; BR-CO-25 was withdrawn with EN 16931 artefacts 1.3.16"),
    rule(
      "due-dates-differ", "Due dates differ",
      "The document and its payment means, or two payment means, state different due dates. The latest holds.",
      "cbc:DueDate 2026-05-01, cbc:PaymentDueDate 2026-05-15.", "Have one due date exported.", en + "BT-9"),
    rule(
      "due-before-issue", "Due before it was issued", "A debt cannot be overdue before the debtor could know of it.",
      "Issued 2026-05-10, due 2026-05-01.", "Have the dates corrected.", en + "BT-2, BT-9"),
    rule(
      "payment-means", "The debtor is not expected to pay by himself",
      "Money comes by direct debit, standing agreement, clearing or card. A reminder would be wrong while that runs.",
      "<cbc:PaymentMeansCode>59</cbc:PaymentMeansCode>", "Look why the collection failed before the claim is handed over.",
      en + "BT-81; UNTDID 4461"),
    rule(
      "reference", "The payment reference fails its check digit", "Money paid with it may not be matched.",
      "RF00 1234 5678", "Have the reference corrected.", "ISO 11649; Finance Finland, structure of the domestic reference number"),
    rule(
      "references-differ", "Several payment references", "One reference a document is expected; the first is used.",
      "Two cac:PaymentMeans with different cbc:PaymentID.", "Have one reference exported.", bis + "UBL-SR-44"),
    rule(
      "account", "The account to pay to is no valid IBAN", "It looks like an IBAN, but length or check digits are wrong.",
      "FI00 1234 5600 0007 85", "Have the account corrected.", en + "BT-84; ISO 13616"),
  ]

  private static let amounts = [
    rule(
      "gap", "The amount due is not explained",
      "The amount due must be the total with VAT, less what was prepaid, plus rounding. A difference may be a payment, a fee or a mistake.",
      "Total 124.00, nothing prepaid, due 100.00.", "Find out what the difference is before the claim is handed over.",
      en + "BT-115, BR-CO-16"),
    rule(
      "currencies-differ", "Two currencies", "The amount due states another currency than the document.",
      "EUR in the head, SEK at the payable amount.", "Have the currency corrected.", en + "BT-5, BR-CL-03"),
    rule(
      "amount", "An amount is unreadable", "An amount besides the one due cannot be read and is left out.",
      "<cbc:TaxAmount currencyID=\"EUR\">24,00</cbc:TaxAmount>", "Have amounts written with a point, without grouping.",
      en + "section on amounts; BR-DEC rules"),
  ]

  private static let parties = [
    rule(
      "payee", "The money goes to somebody else",
      "The document names a payee besides the seller: the claim may belong to a factoring company.",
      "cac:PayeeParty names a finance company.", "Hand it over only when the company may still collect it.", en + "BG-10"),
    rule(
      "party-name", "A party has no name", "Seller and buyer are known by their names in every payload.",
      "A buyer without a registration name.",
      "Have the name exported.", en + "BT-27, BT-44"),
    rule(
      "party-id", "A registration number fails its check",
      "The number is not one that the register of its scheme or country gives out.",
      "1234567-0 as a Finnish business id.", "Have the number corrected.", en + "BT-30, BT-47; ISO 6523"),
  ]
}
