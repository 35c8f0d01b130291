import Receivables

extension TransferRulesCatalog {
  static let companyReasons: [RuleDescription] = [
    entry(
      .intakeIncomplete, "A file that may take money off claims is unread",
      meaning: """
        A file that may say paid, credited, disputed or on hold lies in quarantine, is still growing or is of no known kind. Until \
        it is read, nobody knows what the companies that it may concern are still owed, so nothing of them goes.
        """,
      example: "`payments-1120.csv` has a malformed amount in row 7; all claims of kaarna wait.",
      remedy:
        "Have the file corrected and dropped again, or correct perille.yaml and run `perille retry FILE`. When the file stands in "
        + "`perille list quarantine` all the same, or is irrelevant, end it with `perille dismiss FILE --reason TEXT`.",
      source: "Perille promise 7"),
    entry(
      .paymentsUnknown, "Not every payment source has spoken",
      meaning: """
        The company works with a ledger and names payment sources that must deliver. At least one of them has never delivered an \
        accepted file, so what looks open may have been paid.
        """,
      example: "kaarna requires `bank` and `cash`; no file of `cash` has come.",
      remedy: "Drop a payment file of every required source; an empty one counts.",
      source: "perille.yaml requiredPaymentSources"),
    entry(
      .paymentsStale, "Payments are known to a day too long ago",
      meaning: """
        The earliest of the days through which the required payment sources have spoken is more banking days ago than the company \
        allows. What was paid since is unknown.
        """,
      example: "Payments are known through Thursday 2026-06-18, maxPaymentAge is 3: on Thursday 2026-06-25 claims wait.",
      remedy: "Drop newer payment files; an empty one counts.", source: "perille.yaml maxPaymentAge"),
    entry(
      .paymentsFuture, "Payments claim to be known for days to come",
      meaning:
        "A payment file states a period end or creation date after the day of the run. It cannot speak for days that have not come.",
      example: "A file dropped on 2026-11-20 states the period 2026-11-01 to 2026-11-30.",
      remedy: "Correct the period or date in the payment file and drop it again.", source: "perille.yaml maxPaymentAge"),
    entry(
      .paymentsKnown, "Payments are known lately enough",
      meaning: "All required payment sources have spoken through a day that is no more banking days ago than the company allows.",
      example: "Payments are known through 2026-11-19, maxPaymentAge is 3, the run is of 2026-11-20.",
      remedy: "Nothing is to be done.", source: "perille.yaml maxPaymentAge"),
    entry(
      .needsConfirmation, "The drop that said it is open is too old",
      meaning: """
        The company works by handover: what it drops is what should go. A drop says so for a few banking days only, because \
        Perille sees no payments. What becomes transferable later waits until it is dropped again; the same file again is enough.
        """,
      example: "INV-17 was dropped on 2026-11-02 and may go from 2026-11-20; it must be dropped again then.",
      remedy: "Drop the invoice again if it is still open; the same file is enough.", source: "perille.yaml confirmationDays"),
    entry(
      .confirmed, "A recent drop says that it is open",
      meaning: "The company works by handover, and the last drop of the invoice is no more banking days ago than it counts.",
      example: "INV-17 was dropped on 2026-11-19, confirmationDays is 3, the run is of 2026-11-20.",
      remedy: "Nothing is to be done.", source: "perille.yaml confirmationDays"),
    entry(
      .planOnly, "The company is new",
      meaning: "A new company's decisions are only planned, so that a person can look at them before the first claim goes.",
      example: "kaarna was added to perille.yaml yesterday; `perille plan` shows what would go.",
      remedy: "Look at `perille plan`, then run `perille activate COMPANY`.", source: "perille activate"),
    entry(
      .countryReviewPast, "The country's rules have not been reviewed for this day",
      meaning: """
        Debt-collection law changes. Every country's rules carry the day through which a person has checked them; after that day \
        nothing goes there until they are checked again.
        """,
      example: "The rules of NO were reviewed through 2026-12-31; on 2027-01-01 everything waits.",
      remedy: "Install a version of Perille whose tables have been reviewed.", source: "table of reviews in Perille"),
    entry(
      .providerReviewPast, "The provider's terms have not been reviewed for this day",
      meaning:
        "What a provider takes changes with its contract. After the day through which a person has checked the terms nothing goes to it.",
      example: "The terms of a provider were reviewed through 2026-12-31; on 2027-01-04 its claims wait.",
      remedy: "Install a version of Perille whose provider terms have been reviewed.", source: "terms of the providers"),
    entry(
      .calendarMissing, "The calendar does not reach that day",
      meaning: "Waiting times are counted over closed days. For a day outside the table of closed days nothing is guessed.",
      example: "The table covers 2024 to 2028; a claim due on 2023-11-30 is held.",
      remedy: "Handle the claim by hand, or install a version of Perille whose calendar reaches the day.",
      source: "table of closed days in Perille"),
    entry(
      .statuteMissing, "What the law says of that day is not known",
      meaning: """
        The tables of statutory times and reminder fees have no row for the country, the sort of debtor and the day of the reminder, or \
        none for the limitation of the claim.
        """,
      example: "An own reminder of 1999 lies before the first row of the table.",
      remedy: "Handle the claim by hand, or install a version of Perille whose tables reach the day.",
      source: "tables of statutory times and of reminder fees in Perille"),
  ]
}
