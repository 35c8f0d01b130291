import Receivables

extension TransferRulesCatalog {
  static let exclusionReasons: [RuleDescription] = [
    entry(
      .notAClaim, "The document is no claim",
      meaning: """
        Reminders and interest notes (INV03, INV05, INV08, EHF reminders) dun an older claim, credit notes take money off one, and \
        other messages ask for none. None of them becomes a receivable that is handed over.
        """,
      example: "INV-17 came as INV01 and its reminder as INV08; only the first is a claim.",
      remedy: "Nothing is to be done.", source: "Finvoice InvoiceTypeCode, BT-3"),
    entry(
      .selfBilling, "The buyer wrote it",
      meaning:
        "A self-billing invoice (INV07, 389, 527) is written by the one who owes; it is settled between the two, not collected.",
      example: "A sawmill writes the invoice for the wood that it received.", remedy: "Nothing is to be done.",
      source: "Finvoice INV07, UNTDID 1001 codes 389 and 527"),
    entry(
      .proForma, "It is pro forma",
      meaning: "A pro forma invoice shows what an invoice would say and asks for no money.",
      example: "INV06 for a customs declaration.", remedy: "Nothing is to be done.",
      source: "Finvoice INV06, UNTDID 1001 code 325"),
    entry(
      .receipt, "It is a receipt", meaning: "A receipt says that money has been paid.",
      example: "REC01 of a petrol station.", remedy: "Nothing is to be done.", source: "Finvoice REC01–REC09, RES01–RES09"),
    entry(
      .testMessage, "It is a test", meaning: "A test message never becomes a claim, whatever it says.",
      example: "TES01 sent to try a connection.", remedy: "Nothing is to be done.", source: "Finvoice TES01–TES99"),
    entry(
      .cancelled, "The whole invoice was withdrawn",
      meaning: "A cancellation of the whole original came. Collection must not start, or must stop.",
      example: "INV02 with OriginCode Cancel names INV-17.", remedy: "Nothing is to be done.",
      source: "Finvoice OriginCode Cancel"),
    entry(
      .paid, "It is paid",
      meaning: """
        Payments cover the amount due or what the creditor stated as open of it, or the invoice says itself that it is paid.
        """,
      example: "INV-17 of 124.00 EUR; 124.00 EUR came on 2026-11-10.", remedy: "Nothing is to be done.",
      source: "balance of the receivable; Finvoice PaymentStatusCode"),
    entry(
      .writtenOff, "It is written off",
      meaning: """
        Nothing is open, and at least a part of the claim was no money but a write-off: the creditor has booked it as a credit loss. \
        What was paid or credited beside that is named with it.
        """,
      example: "INV-17 of 124.00 EUR; a payment row with method creditLoss takes 124.00 EUR off.",
      remedy: "Nothing is to be done.", source: "balance of the receivable; column method of the payment file"),
    entry(
      .creditedInFull, "It is credited in full", meaning: "Credit notes cover the amount due.",
      example: "INV-17 of 124.00 EUR; credit note CN-3 of 124.00 EUR.", remedy: "Nothing is to be done.",
      source: "balance of the receivable"),
    entry(
      .zeroOrNegative, "Nothing is owed",
      meaning: "The amount due or the open amount is zero or negative: there is nothing to claim.",
      example: "An invoice over −20.00 EUR that settles a deposit.", remedy: "Nothing is to be done.",
      source: "BT-115, balance of the receivable"),
    entry(
      .alreadyAssigned, "It is with a provider already",
      meaning: "A claim is handed over once. This one was, by Perille or before Perille by the creditor itself.",
      example: "The cut-over list states assignedTo ropo, assignedOn 2026-03-02.",
      remedy: "Nothing is to be done; tell the provider of payments and credits as case events.",
      source: "Perille promise 2; columns assignedTo and assignedOn"),
    entry(
      .notYetTakenOn, "It was issued before the company came to Perille",
      meaning: "Claims issued before takeOnFrom stay with whoever looked after them before.",
      example: "takeOnFrom is 2026-10-01; INV-3 is of 2026-09-15.",
      remedy: "Nothing is to be done; set an earlier takeOnFrom if older claims are to go.", source: "perille.yaml takeOnFrom"),
    entry(
      .limitation, "It is too old",
      meaning: """
        A claim that may be time-barred is never handed over. The company states the age in months after the due date; without \
        that, the statute's time counts from the due date, since Perille does not see what broke it.
        """,
      example: "maxAgeMonths is 36; a claim due on 2024-01-15 no longer goes from 2027-01-16.",
      remedy: "Nothing is to be done; set maxAgeMonths if the limitation was broken and older claims may go.",
      source: "perille.yaml maxAgeMonths; 728/2003 4 § (FI), 1981:130 2 § (SE), foreldelsesloven § 2 (NO)"),
  ]

  static let standingReasons: [RuleDescription] = [
    entry(
      .conflict, "Two documents disagree about the claim",
      meaning:
        "The same invoice came twice with another amount due, due date, currency, debtor or reference. Both values are shown.",
      example: "INV-17 asks for 124.00 EUR in one file and for 142.00 EUR in another.",
      remedy: "Find out which one is right, have it sent again, and release the claim with `perille release NUMBER`.",
      source: "identity of receivables"),
    entry(
      .disputed, "The debtor disputes it",
      meaning:
        "A contested claim must not be pressed by collection; its collection would cost the creditor and wrong the debtor.",
      example: "A hold file says dispute for INV-17: the goods were faulty.",
      remedy: "Settle the dispute with the debtor, then drop a release or run `perille release NUMBER`.",
      source: "513/1999 4 b § (FI), 1974:182 8 § (SE), inkassoloven § 17 (NO)"),
    entry(
      .onHold, "Somebody keeps it back",
      meaning: "A hold file, a column of the creditor's file or `perille hold` keeps the claim back, with or without a last day.",
      example: "`perille hold INV-17 --reason \"payment plan\"`.",
      remedy: "Release it with `perille release NUMBER` when it may go.", source: "hold file, perille hold, column onHold"),
    entry(
      .customerBlocked, "The customer is blocked",
      meaning: "The customer's master data says that its claims are never handed over.",
      example: "Customer 1004 is a sister company.",
      remedy: "Collect it yourself, or take the block off in the customer file.", source: "column collectionBlocked"),
    entry(
      .unlinkedCredit, "A credit note of this debtor fits no invoice",
      meaning: """
        A credit note that names no invoice, or one of another debtor, in another currency or not here, may belong to any claim of \
        the debtor. Until somebody says which, all claims of that debtor of that company are held. The reason says what does not fit.
        """,
      example: "Credit note CN-3 of customer 1004 names no invoice; INV-17 and INV-19 are held.",
      remedy: "Have the credit note sent again with what does not fit corrected, or state the open amounts. "
        + "When it takes nothing off these claims, release the credit note: `perille release NUMBER` with its own number.",
      source: "BT-25 preceding invoice"),
  ]
}
