import Receivables

extension TransferRulesCatalog {
  static let debtorReasons: [RuleDescription] = [
    entry(
      .debtorKindUnknown, "Firm or consumer?",
      meaning:
        "Waiting times, reminders and costs differ for firms and consumers. Without evidence of one or the other nothing goes.",
      example: "A buyer with a name only: no business id, no VAT number, no personal code.",
      remedy: "State the kind in the creditor's file or in the customer file.", source: "BT-47, BT-48; column kind"),
    entry(
      .debtorNameMissing, "A name is missing", meaning: "A letter needs a name, of every co-debtor too.",
      example: "A co-debtor with an address and no name.", remedy: "Add the name in the invoice or in the customer file.",
      source: "BT-44"),
    entry(
      .addressMissing, "An address is incomplete",
      meaning: "Street or box, post code and town are needed of the debtor and of every co-debtor, else letters do not arrive.",
      example: "A buyer without a post code.", remedy: "Complete the address in the invoice or in the customer file.",
      source: "BG-8"),
    entry(
      .identifierMissing, "The firm's number is missing or wrong",
      meaning: "A firm is known by its organisation number. Without a valid one the claim may reach a firm of the same name.",
      example: "“1234567-8” fails its check digit.", remedy: "Correct the number in the invoice or in the customer file.",
      source: "BT-47, BT-48"),
    entry(
      .foreignDebtor, "The debtor is abroad",
      meaning:
        "Collection abroad follows other law and costs more. Only debtors of countries that the company allows are handed over.",
      example: "A company in FI, a debtor in SE, and foreignDebtorCountries is empty.",
      remedy: "Collect it yourself, or allow the country in foreignDebtorCountries.",
      source: "perille.yaml foreignDebtorCountries"),
  ]

  static let documentReasons: [RuleDescription] = [
    entry(
      .paidButAmountDue, "Paid, and yet due",
      meaning: "The invoice says that it is paid and asks for money all the same. One of the two is wrong.",
      example: "PaymentStatusCode PAID beside an amount of 124,00.", remedy: "Ask the creditor what is open, and state it.",
      source: "Finvoice PaymentStatusCode"),
    entry(
      .factoring, "A factoring company has the claim",
      meaning: "The claim is assigned or pledged; the factoring company may be the creditor now.",
      example: "FactoringAgreementDetails with a transfer clause.",
      remedy: "Ask the factoring company before anything is collected.",
      source: "Finvoice FactoringAgreementDetails, UNTDID 1001 code 393"),
    entry(
      .otherPayee, "The money goes to somebody else",
      meaning: "The payee of the invoice is not the seller, so the claim may be another's.",
      example: "BG-10 names a financing company.", remedy: "Find out whose claim it is.", source: "BG-10"),
    entry(
      .directDebit, "It is collected by direct debit",
      meaning: "The debtor gave a mandate; a missing payment may be the creditor's or the bank's fault.",
      example: "BT-81 is 59.", remedy: "Find out why the debit failed, and bill it anew if it is owed.",
      source: "BT-81 codes 49 and 59"),
    entry(
      .card, "It is paid by card", meaning: "Card payments are settled by the card company, not in the receivables.",
      example: "BT-81 is 48.", remedy: "Find out whether the card payment went through.", source: "BT-81 codes 48, 54 and 55"),
    entry(
      .secureInvoice, "It is confidential",
      meaning: "Secure invoices (health, social services) are handled by a person; their content must not travel by itself.",
      example: "SEI01 of a clinic.", remedy: "Decide by hand whether and how it may be collected.", source: "Finvoice SEI01–SEI99"
    ),
    entry(
      .unexplainedGap, "The amounts do not explain one another",
      meaning: "Total, prepaid amount, rounding and amount to pay leave a difference that nothing explains.",
      example: "Total 124.00, nothing prepaid, to pay 100.00.", remedy: "Ask the creditor what is open, and state it.",
      source: "BT-112, BT-113, BT-114, BT-115"),
    entry(
      .documentUntrusted, "The document cannot be trusted as a claim",
      meaning:
        "A rule that the claim rests on is broken: amount, due date, parties, reference, currency or identity. Or the checker "
        + "came to no verdict. Formal defects besides these do not hold a claim.",
      example: "BR-CO-16: the amount due is not the total less what was prepaid.",
      remedy: "Run `perille check` on the document, have it corrected, or release the claim when it is right all the same.",
      source: "Perille's table of claim-critical rules (Sources/CTables/claim_critical.tsv)"),
    entry(
      .nothingDueUnexplained, "Nothing to pay, and nothing says why",
      meaning: "The amount to pay is zero although the total is not. Prepaid, card, or a habit of the producer: a person looks.",
      example: "Total 124,00, EpiInstructedAmount 0,00, no payment status.",
      remedy: "Ask the creditor what is open, and state it.",
      source: "Finvoice EpiInstructedAmount"),
    entry(
      .instalmentsInconsistent, "The instalments do not fit together",
      meaning: "The parallel lists of amounts, due dates and references differ in length or do not add up.",
      example: "Three amounts, two due dates.", remedy: "Have the invoice sent again with complete instalments.",
      source: "Finvoice PartialPaymentDetails"),
    entry(
      .dueBeforeIssue, "Due before it was written",
      meaning: "The due date lies before the day of the invoice; one of the two is wrong.",
      example: "Invoice of 2026-10-12, due on 2026-10-01.", remedy: "Have the invoice sent again with the right dates.",
      source: "BT-2, BT-9"),
    entry(
      .dueDateMissing, "There is no due date", meaning: "Without a due date no waiting time can be counted.",
      example: "An invoice with payment terms in words only.",
      remedy: "State the due date in the invoice or in the creditor's file.",
      source: "BT-9"),
    entry(
      .typeContradiction, "Type and content contradict each other",
      meaning: "The type code says invoice; the text, the origin or the sign says something else, or the other way round.",
      example: "INV01 with the text “hyvityslasku”.", remedy: "Find out what the document is, and have it sent again.",
      source: "BT-3"),
    entry(
      .typeUnknown, "Nobody knows the type", meaning: "The type code is in no list that Perille knows.",
      example: "InvoiceTypeCode M.",
      remedy: "Find out what the document is, and have it sent again with a known code.", source: "BT-3"),
    entry(
      .currenciesDiffer, "Amounts in two currencies",
      meaning: "Total, amount to pay or balance are stated in different currencies.",
      example: "Total in NOK, amount to pay in EUR.", remedy: "Have the invoice sent again in one currency.", source: "BT-5"),
    entry(
      .openAboveAmountDue, "More is open than was asked for",
      meaning:
        "Payments and corrections leave more open than the invoice asked for. What was added is unknown, so it is not claimed.",
      example: "INV-17 of 124.00 EUR, open 150.00 EUR after a returned payment.",
      remedy: "Ask the creditor what is open, and state it.",
      source: "balance of the receivable"),
    entry(
      .belowMinimum, "It is too small",
      meaning: """
        Something is open, and it is less than the company's smallest claim or cannot be compared with it. Of what is paid, settled or \
        no claim at all this is not said.
        """,
      example: "8.00 EUR is open, minimumCapital is 20.00 EUR.", remedy: "Collect it yourself or write it off.",
      source: "perille.yaml minimumCapital"),
    entry(
      .dueDatesDiffer, "Two due dates",
      meaning: "The document states two due dates. The later one counts, in the debtor's favour.",
      example: "Payment terms say 2026-10-01, the payment instruction 2026-10-08.", remedy: "Nothing is to be done.",
      source: "Finvoice EpiDateOptionDate"),
    entry(
      .accountInvalid, "The account fails its check",
      meaning: "The account to pay to fails its check digits; the debtor may have been unable to pay.",
      example: "An IBAN with two digits swapped.", remedy: "Correct the account with the creditor.", source: "BT-84, ISO 13616"),
    entry(
      .referenceInvalid, "The reference fails its check",
      meaning: "The payment reference fails its check digit. It goes along as it was written.",
      example: "A Finnish reference with a wrong last digit.", remedy: "Correct the numbering with the creditor.", source: "BT-83"
    ),
    entry(
      .rentSuggested, "It may be a rent",
      meaning: "Texts suggest a rent. Rents have kinds of their own; which one it is, is configured, not guessed.",
      example: "A row “vuokra 11/2026” of a company without rental.",
      remedy: "Set rental for the company if its claims are rents.",
      source: "perille.yaml rental"),
  ]
}
