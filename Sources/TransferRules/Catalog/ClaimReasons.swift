import Receivables

extension TransferRulesCatalog {
  static let claimReasons: [RuleDescription] = [
    entry(
      .claimComposition, "What is asked for",
      meaning: """
        Capital is the open principal. Costs are the reminder fees that the input states with their date, and no others; one that the law does not allow holds the \
        claim. No interest \
        amount is asked, and an agreed rate goes along for firms only.
        """,
      example: "Capital 124.00 EUR, costs 5.00 EUR (reminder fee of 2026-11-03).", remedy: "Nothing is to be done.",
      source: "open principal and stated fees"),
    entry(
      .feeCurrencyDiffers, "A fee is in another currency",
      meaning: "A stated reminder fee is in another currency than the claim and cannot be added.",
      example: "A claim in SEK with a fee in EUR.", remedy: "Correct the fee in the creditor's file.", source: "column feeAmount"),
    entry(
      .feeNegative, "A fee is negative", meaning: "A reminder fee below zero is no fee; what it means is not known.",
      example: "A fee of −5.00 EUR.",
      remedy: "Correct the fee in the creditor's file.", source: "column feeAmount"),
    entry(
      .feeNotAgreed, "A reminder fee that may not be owed",
      meaning: """
        In Sweden a reminder fee is owed only if it was agreed at the latest when the debt arose. No invoice format says that, so the \
        creditor says it once for all its claims.
        """,
      example: "A fee of 60.00 SEK, and reminderFeeAgreed is not set.",
      remedy: "Set reminderFeeAgreed: yes for the company if its terms agree on the fee; else take the fee out of the file.",
      source: "1981:739 2 § (SE); table of reminder fees"),
    entry(
      .feeTooHigh, "A fee above what the law allows",
      meaning: """
        What a creditor may ask for a reminder is limited by law, by country and sort of debtor. A firm owes a fixed sum for late payment \
        instead, if the creditor asks for just that sum; it is owed once and not beside reminder fees. A fee for a creditor's own payment demand is not told from a reminder fee.
        """,
      example: "A reminder fee of 60.00 EUR to a consumer in Finland.",
      remedy: "Lower the fee in the creditor's file, or take it out, and tell the debtor.",
      source: "513/1999 10 a, 10 e, 10 g § (FI), 1981:739 4, 4 a § (SE), inkassoforskriften §§ 1-2, 1-5 (NO)"),
    entry(
      .feeTooEarly, "A fee before its time",
      meaning: """
        A fee is owed for a letter that was sent after the due date, moved on over closed days, and after the days that the law of the \
        country gives; the next letter must keep its distance too. The reason names the first day on which a letter may cost something.
        """,
      example: "Due on 2026-11-02, a fee for a reminder to a Finnish consumer of 2026-11-03: it may be sent, but cost nothing.",
      remedy: "Take the fee out of the creditor's file, and tell the debtor.",
      source: "513/1999 10 b, 10 h § (FI), inkassoforskriften § 1-3 (NO); table of reminder fees"),
    entry(
      .feesTooMany, "More fees than letters may cost",
      meaning: "A consumer in Finland and a debtor in Norway pay for a limited number of letters; the reason names it.",
      example: "A fee for each of five reminders.",
      remedy: "Take the fees that are too many out of the creditor's file, and tell the debtor.",
      source: "513/1999 10 b § (FI), inkassoforskriften § 1-3 (NO); table of reminder fees"),
    entry(
      .amountOverflow, "The amounts are too large",
      meaning: "Sums are kept in 64 bits; these are beyond them, which only a defect of the source makes.",
      example: "A fee of 92 233 720 368 547 758.07 EUR.", remedy: "Correct the amounts at the source.",
      source: "Perille's arithmetic"),
  ]

  static let channelReasons: [RuleDescription] = [
    entry(
      .channelUnknown, "The channel is unknown", meaning: "The agreement names a channel that Perille does not have.",
      example: "channel: fax.", remedy: "Choose a known channel in the agreement.", source: "perille.yaml agreements channel"),
    entry(
      .maventaIDMissing, "Maventa's invoice id is missing",
      meaning: "Maventa takes assignments of invoices that it knows, by its own id of them.",
      example: "An invoice from CSV without the column maventaInvoiceId.",
      remedy: "Map the column maventaInvoiceId and drop the file again.", source: "POST /v2/invoices/{id}/assignment/…"),
    entry(
      .channelFieldMissing, "The channel needs a field that is not there",
      meaning: "Without the field the payload could not be written.",
      example: "Ropo One needs a payment reference.",
      remedy: "Add the value at the source, in the customer file or in the agreement.",
      source: "terms of the channel"),
    entry(
      .channelLength, "A value is too long for the channel",
      meaning: "Nothing is cut: a shortened name or number may be another's.",
      example: "A street of 52 characters where 40 fit.",
      remedy: "Shorten the value at the source, or hand the claim over another way.",
      source: "terms of the channel"),
    entry(
      .channelNumeric, "The channel takes digits only", meaning: "A numeric field cannot hold letters or signs.",
      example: "Customer number K-104 in NK003.", remedy: "Give a number of digits only, or use another channel.",
      source: "terms of the channel"),
    entry(
      .channelCharacters, "The channel cannot write a character",
      meaning: "Nothing is replaced: a name written otherwise may be another's.",
      example: "A name with “Ł” in ISO-8859-1.", remedy: "Correct the value at the source, or use another channel.",
      source: "terms of the channel"),
    entry(
      .channelCoDebtors, "The channel cannot carry the co-debtors",
      meaning: "Every co-debtor goes along with identifier and address, or the claim does not go.",
      example: "Two tenants, and a format with one debtor.", remedy: "Use another channel, or hand the claim over by hand.",
      source: "terms of the channel"),
    entry(
      .channelCosts, "The channel cannot carry costs",
      meaning: "Costs are never merged into the capital, so a claim with costs is held.",
      example: "A reminder fee of 5.00 EUR over Ropo One.", remedy: "Use another channel, or drop the fee.",
      source: "terms of the channel"),
    entry(
      .channelInterest, "The channel cannot carry interest",
      meaning: "Interest is never merged into the capital, so a claim with interest is held.",
      example: "Interest of 2.10 EUR over NK003.", remedy: "Use another channel.", source: "terms of the channel"),
    entry(
      .channelCapital, "The capital is too large for the channel", meaning: "A fixed-width field ends at a largest amount.",
      example: "12 000 000.00 EUR where nine digits fit.", remedy: "Hand the claim over another way.",
      source: "terms of the channel"),
    entry(
      .channelRefused, "The channel refuses to write it",
      meaning: "The last check before the payload is written found something that the terms do not say.",
      example: "A Maventa invoice id that is no UUID.", remedy: "Correct what the reason names, at the source.",
      source: "terms of the channel"),
    entry(
      .personalCodeElsewhere, "A personal identity code in another field",
      meaning: """
        A code is told in the field that is made for it, and only where the provider cannot do without. In a name, an address, a \
        subject or a customer number it would go to whoever reads the payload. Invoice number, reference and telephone number count \
        when they hold a Finnish code or the debtor's own: other digits equal somebody's code by chance.
        """,
      example: "A customer number that is the customer's identity code.",
      remedy: """
        Take the code out at the source and drop the document again; credit an invoice whose number or reference holds one, and send \
        another.
        """,
      source: "regulation (EU) 2016/679 art. 5(1)(c) and 87: no more personal data than needed"),
  ]

  static let runReasons: [RuleDescription] = [
    entry(
      .limitAssignments, "Too many claims in one run",
      meaning:
        "More claims of the company would go than it allows in one run. That may be a mistake of the source, so none goes.",
      example: "maxAssignmentsPerRun is 50, and 600 claims of an old list would go.",
      remedy: "Look at `perille plan`; raise maxAssignmentsPerRun if it is right.", source: "perille.yaml maxAssignmentsPerRun"),
    entry(
      .limitCapital, "Too much capital in one run",
      meaning:
        "More capital of the company would go than it allows in one run, or in a currency for which no limit is stated. None goes.",
      example: "maxCapitalPerRun is 50 000.00 EUR, and 5 000 000.00 EUR would go.",
      remedy: "Look at `perille plan`; raise maxCapitalPerRun if it is right.", source: "perille.yaml maxCapitalPerRun"),
    entry(
      .notExamined, "The examination did not end",
      meaning: "No rule objected, yet agreement or claim could not be worked out. Perille then never hands over.",
      example: "This should not be seen.", remedy: "Report it as a defect of Perille.", source: "Perille's own check"),
  ]
}
