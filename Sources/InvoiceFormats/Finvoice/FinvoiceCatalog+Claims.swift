import Receivables

extension FinvoiceCatalog {
  static let claims: [RuleDescription] = [
    rule(
      "number-missing", "No usable invoice number",
      "Without its number an invoice cannot be told from another or named to anybody. A claim is refused; a message that asks for "
        + "no money is set aside.",
      example: "<InvoiceNumber>--</InvoiceNumber>", remedy: "Have the invoice sent with its number.", source: schema),
    rule(
      "issue-date", "No usable invoice date",
      "The invoice date is part of what identifies an invoice. It is eight digits and a real day; a swapped order is not guessed.",
      example: "20231401 with Format CCYYMMDD.", remedy: "Have the invoice sent with its date as CCYYMMDD.", source: schema),
    rule(
      "amount-due", "No usable amount to pay",
      "EpiInstructedAmount says what is to be paid and is mandatory. Without it the total is not a substitute: it may be prepaid.",
      example: "<EpiInstructedAmount AmountCurrencyIdentifier=\"EUR\">12..50</EpiInstructedAmount>",
      remedy: "Have the invoice sent with the amount as digits and a decimal comma.", source: schema),
    rule(
      "currency", "No usable currency",
      "AmountCurrencyIdentifier is three letters of ISO 4217. Without any the claim is refused.",
      example: "AmountCurrencyIdentifier=\"EURO\"", remedy: "Have the invoice sent with its currency.", source: schema),
    rule(
      "repeated-field", "A decisive field stands twice",
      "A field that may stand once stands twice with different values. Which holds cannot be known, so the message is refused.",
      example: "Two EpiInstructedAmount, 100,00 and 120,00.", remedy: "Ask the sender which value holds.", source: schema),
    rule(
      "repeated-value", "A field stands twice",
      "A field that may stand once stands twice with different values; the first is used.",
      example: "Two BuyerPartyIdentifier.", remedy: "Compare with the invoice.", source: schema),
    rule(
      "amount-malformed", "Not an amount",
      "The text is no number, or one that can be read in two ways, such as a point before three digits. Nothing is guessed; the "
        + "amount counts as not stated.",
      example: "1.234 as a total.", remedy: "Have it written as 1234,00.", source: schema),
    rule(
      "amount-rounded", "An amount finer than a cent",
      "The amount has more decimals than its currency and was rounded, half away from zero.",
      example: "99,995 EUR, taken as 100,00.", remedy: "Compare with the invoice.", source: guidelines),
    rule(
      "currencies-differ", "Two currencies",
      "The total and the amount to pay are in two currencies. A person has to say which is owed.",
      example: "A total in NOK and an amount to pay in EUR.", remedy: "Find out what the invoice asks for."),
    rule(
      "total-missing", "No usable total",
      "Without the total with VAT the amount to pay cannot be checked, and the claim is held.",
      example: "No InvoiceTotalVatIncludedAmount.", remedy: "Compare the amount with the invoice.", source: schema),
    rule(
      "total-arithmetic", "Totals do not add up",
      "Net and VAT do not make the total, or the VAT lines do not make their sums. The amount to pay counts; the difference is "
        + "shown because it may explain it.",
      example: "100,00 + 25,50 and a total of 135,50.", remedy: "Look whether a part payment is shown as a row."),
    rule(
      "paid-but-amount-due", "Paid, and still asking",
      "The status is PAID, which goes with an amount to pay of 0,00, but an amount is asked for.",
      example: "PAID with 62,75 to pay.", remedy: "Find out whether anything is owed.", source: dataList),
    rule(
      "nothing-due", "Nothing to pay, and not paid",
      "The total is not zero, nothing is to be paid, and nothing says why: prepaid, card, direct debit, or a habit of the producer.",
      example: "Total 62,75, to pay 0,00, no status.", remedy: "Find out how it is paid.", source: dataList),
    rule(
      "unexplained-gap", "The amount to pay is not explained",
      "Total, advance payment and round-off do not give the amount to pay, and no instalments, part payment or cash discount explain it.",
      example: "Total 1240,00 and 451,98 to pay.", remedy: "Find out what is owed before anybody collects it."),
    rule(
      "type-unknown", "An unknown type code", "The type code is not in the list. It is taken for an invoice and held.",
      example: "INV00", remedy: "Say what it is; the text of the message may tell.", source: dataList),
    rule(
      "type-contradiction", "The type contradicts itself",
      "The type code does not agree with the type text, the UN code, the origin code or the signs of the amounts: it may ask for "
        + "money or take it off.",
      example: "INV01 with the text HYVITYSLASKU.", remedy: "Find out which it is.", source: dataList),
  ]

  static let payments: [RuleDescription] = [
    rule(
      "date-malformed", "Not a date",
      "Dates are eight digits, year, month, day, and a real day. A swapped order is never guessed.",
      example: "20231401", remedy: "Have the date written as CCYYMMDD.", source: schema),
    rule(
      "due-date-missing", "No due date",
      "Neither the payment data nor the terms hold a usable due date. Without one nothing is overdue.",
      example: "EpiDateOptionDate left empty.", remedy: "Find out when it is due.", source: schema),
    rule(
      "due-dates-differ", "Two due dates",
      "EpiDateOptionDate and InvoiceDueDate must agree. The later one is used, in the debtor's favour.",
      example: "20260928 and 20261012.", remedy: "Have the producer state one date.", source: dataList),
    rule(
      "due-before-issue", "Due before it was written", "The due date lies before the invoice date.",
      example: "Written on 2026-09-14, due on 2026-09-01.", remedy: "Find out when it was due."),
    rule(
      "terms-text", "The terms' text says otherwise", "The free text names other days than the due date gives. The date counts.",
      example: "'14 pv netto' and 30 days.", remedy: "Nothing, unless the date looks wrong."),
    rule(
      "late-interest", "A doubtful late interest",
      "The rate is no number, more than 25 percent, or another than its text names. A rate on an invoice is only a claim.",
      example: "PaymentOverDueFinePercent 16 and the text 'Viivästyskorko 11,5 %'.", remedy: "Find out what was agreed.",
      source: "Interest Act (633/1982), https://www.finlex.fi/fi/laki/ajantasa/1982/19820633"),
    rule(
      "instalments", "Instalments do not fit",
      "Amounts, due dates and references of PartialPaymentDetails pair by position and add up to what is unpaid. These do not, so "
        + "the invoice is held as a whole.",
      example: "Three amounts and two due dates.", remedy: "Find out what is due when."),
    rule(
      "reference", "The reference fails its check",
      "The check digit is wrong. The reference is kept as text and the claim flagged.",
      example: "123454", remedy: "Compare with the invoice; payments may not be matched.",
      source: "Finance Finland, Structure of the domestic reference number; ISO 11649"),
    rule(
      "account", "The account fails its check", "The account is no valid IBAN and no Finnish account of 14 digits.",
      example: "FI22 1234 5600 0007 85", remedy: "Have the account corrected; it is not handed over.", source: "ISO 13616"),
    rule(
      "account-missing", "No account", "The message does not say where to pay.", example: "EpiAccountID left out.",
      remedy: "A provider uses its own account, so often nothing.", source: schema),
    rule(
      "factoring", "The claim is assigned",
      "FactoringAgreementDetails is there: the claim was sold or pledged to a factoring company.",
      example: "FactoringPartyName 'Rahoitus Oy'.", remedy: "Ask who may collect."),
    rule(
      "other-payee", "Somebody else is paid",
      "A payment receiver is named, or the account's holder is not the seller. The claim may have been sold.",
      example: "Seller 'Malli Oy', account holder 'Rahoitus Oy'.", remedy: "Ask who may collect.", source: dataList),
  ]

  static let parties: [RuleDescription] = [
    rule(
      "seller-missing", "The seller cannot be identified",
      "No business id, VAT number or address of the seller: whose claim is it?",
      example: "SellerPartyDetails with a name only.", remedy: "Have the sender add its business id."),
    rule(
      "buyer-identifier", "Not a business id",
      "The buyer's identifier is no Finnish business id with a right check digit. It is kept as another identifier and is no sign of a firm.",
      example: "1234567-8", remedy: "Correct the customer's master data.",
      source: "Finnish Tax Administration, Y-tunnuksen tarkistusmerkin laskenta"),
    rule(
      "buyer-identifiers-differ", "Two firms in one buyer", "Business id and VAT number of the buyer belong to two firms.",
      example: "9000030-2 and FI90000409.", remedy: "Find out who owes."),
    rule(
      "identity-code-invalid", "A mistyped identity code",
      "An identifier looks like a personal identity code but fails its check. It is left out, since it may still name somebody.",
      example: "A code with one digit wrong.", remedy: "Have it corrected where the invoice was written.",
      source: "Government Decree on the Population Information System (128/2010), section 2"),
    rule(
      "identity-codes-differ", "Two identity codes in one buyer",
      "The buyer's identifiers hold two different codes; none is used.",
      example: "One in BuyerCode, another in SellersBuyerIdentifier.", remedy: "Find out who owes."),
    rule(
      "identity-code-in-text", "An identity code in a text",
      "A text that goes into reports or letters holds a personal identity code. It is masked from here on.",
      example: "A code behind the buyer's name.", remedy: "Have the sender leave it out.",
      source: "Data Protection Act (1050/2018), section 29"),
  ]
}
