import Receivables

extension CamtRules {
  private static let standard = "ISO 20022, camt.052.001, camt.053.001 and camt.054.001 message definitions"
  private static let finnish = "Finance Finland, ISO 20022 account statement and notification guide 1.3"
  private static let nothing = "Nothing of this statement is booked. "
  private static let again = nothing + "Have the bank deliver it again; if it comes back the same, ask the bank."

  static let all: [RuleDescription] = moneyPages + formPages

  private static let moneyPages: [RuleDescription] = [
    RuleDescription(
      id: amount, title: "Amount that cannot be taken",
      meaning: "An amount is a decimal number without a sign, of at most 18 digits, that fits its currency exactly. It is never "
        + "rounded or guessed, and without it the whole statement proves nothing.",
      example: "<Amt Ccy=\"EUR\">12..34</Amt>, or 12.345 EUR.", remedy: again, source: standard + ", ActiveCurrencyAndAmount"),
    RuleDescription(
      id: balanceMissing, title: "Statement without balances",
      meaning: "Opening balance (OPBD or PRCD), booked entries and closing balance (CLBD) prove a statement. Here one of them is "
        + "missing, so only the other totals do.",
      example: "A camt.053 that states available balances only.", remedy: "None is needed; the statement is read.",
      source: standard + ", Balance"),
    RuleDescription(
      id: bookingDate, title: "Booking date missing",
      meaning:
        "Money is booked on the day that the bank booked it. Where that is left out, the value date counts, then the day of "
        + "the statement's closing balance; without any of them the entry cannot be booked.",
      example: "Seven entries have no booking date; their value date is taken.",
      remedy: "If it is a warning, look whether the days are right. If it is an error, ask the bank.",
      source: standard + ", BookingDate"),
    RuleDescription(
      id: controlTotal, title: "Control total does not agree",
      meaning:
        "The message states how many entries or payments there are, what they add up to, or the balances before and after. "
        + "Its entries give another figure: some are missing, doubled or damaged. In a camt.052, of which nothing is booked, it is a "
        + "warning.",
      example: "An entry of 2000.00, whose payments add up to 1900.00.",
      remedy: again + " Both figures are in the message.",
      source: standard + ", TransactionsSummary, Balance, Batch; " + finnish),
    RuleDescription(
      id: currency, title: "Two currencies in one statement",
      meaning: "All that a statement books is in the currency of its account.",
      example: "An entry in USD under an account in EUR.", remedy: again, source: standard + ", Account/Currency"),
    RuleDescription(
      id: detailAmount, title: "Payments without amounts",
      meaning:
        "An entry lists several payments, and none has an amount in the account's currency. The entry is then taken as one payment "
        + "without reference and payer, because any other amount would be guessed. It is an error when some have an amount, or when "
        + "the entry is so long that a part of it was handed on before.",
      example: "An entry of 200.00 with three TxDtls that hold references only.",
      remedy: "Match the payment by hand, and ask the bank for amounts (TxDtls/Amt).", source: standard + ", EntryDetails"),
    RuleDescription(
      id: direction, title: "Direction missing", meaning: "CdtDbtInd says whether money came (CRDT) or went (DBIT).",
      example: "<CdtDbtInd>CRDI</CdtDbtInd>", remedy: again, source: standard + ", CreditDebitCode"),
    RuleDescription(
      id: documentAmounts, title: "Parts of a payment do not add up",
      meaning:
        "A payment names invoices and credit notes with their parts (RmtdAmt, CdtNoteAmt), and these do not make up the payment. "
        + "The documents are kept, their amounts are not.",
      example: "2500.00 remitted, 600.00 credited, in a payment of 1950.00.",
      remedy: "Look at the payment when it is matched.", source: standard + ", ReferredDocumentAmount; " + finnish),
    RuleDescription(
      id: status, title: "Status that is not known",
      meaning:
        "Only BOOK is money; PDNG and FUTR announce it, INFO tells of what did not happen. What another word means, nobody knows.",
      example: "<Sts><Prtry>WAIT</Prtry></Sts>", remedy: again, source: standard + ", EntryStatus"),
    RuleDescription(
      id: statusMissing, title: "Entries without a status",
      meaning:
        "The status is mandatory, and some banks leave it out. In a statement such entries count as booked when with them opening "
        + "and closing balance agree, and only then. In a camt.054 they do not count.",
      example: "12 entries have no status; they count as booked, because with them the balances agree.",
      remedy: "If it is an error or a warning, ask the bank for statements with a status.", source: standard + ", EntryStatus"),
  ]

  private static let formPages: [RuleDescription] = [
    RuleDescription(
      id: account, title: "Account missing or doubtful",
      meaning:
        "The account says whose money it is. An IBAN with wrong check digits is kept as it stands, and belongs to no company.",
      example: "<IBAN>FI2112345600000786</IBAN>", remedy: again, source: "ISO 13616; " + standard + ", CashAccount"),
    RuleDescription(
      id: empty, title: "No statement in the message", meaning: "The message has a head and nothing else.",
      example: "A camt.053 without a Stmt.", remedy: "Find out whether the bank meant to send something.", source: standard),
    RuleDescription(
      id: field, title: "Malformed field", meaning: "A day, a flag, a number or a page is not of its form.",
      example: "<BookgDt><Dt>2026-13-01</Dt></BookgDt>", remedy: again, source: standard),
    RuleDescription(
      id: more, title: "More findings",
      meaning: "A settlement lists its first \(FindingList.countMax) findings; this one stands for the rest and is as severe as "
        + "the worst of them.",
      example: "950 more findings in this settlement are not listed.",
      remedy: "Correct the listed ones first; they probably have one cause.", source: "Perille, limits"),
    RuleDescription(
      id: namespace, title: "Namespace of another message",
      meaning: "The namespace names message and version. It is another one or none; the message was read by its elements.",
      example: "xmlns=\"iso:20023\"", remedy: "None is needed; tell the bank.", source: standard),
    RuleDescription(
      id: order, title: "Stated twice or too late",
      meaning:
        "What decides about money stands once, and before what depends on it. Which of two values counts would be a guess.",
      example: "An entry with two amounts; a second message in the file.", remedy: again, source: standard),
    RuleDescription(
      id: structure, title: "Against the standard's structure",
      meaning:
        "An element is missing, unknown, or in the wrong place for the version of the message. Banks write such files, and what "
        + "they say of money can be proven all the same, so the file is read.",
      example: "Text in Sts, where version 08 has Sts/Cd.", remedy: "None is needed; tell the bank.", source: standard),
    RuleDescription(
      id: textLength, title: "Identifier too long",
      meaning:
        "The standard's identifiers have at most 35 characters. A much longer one is left out, because a cut one could be that of "
        + "another payment.",
      example: "An AcctSvcrRef of 2,000 characters.", remedy: "Look at the payment; without an id it may be counted twice.",
      source: standard + ", Max35Text"),
  ]
}
