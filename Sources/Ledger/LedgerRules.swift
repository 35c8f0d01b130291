import Receivables

/// What every finding of this module means.
public enum LedgerCatalog {
  public static let rules: [RuleDescription] = LedgerRules.all + MatchRules.pages + ExportRules.pages + RecipePages.pages
}

enum LedgerRules {
  static let alreadyPaid = "ledger.already-paid"
  static let ambiguous = "ledger.ambiguous"
  static let chain = "ledger.chain"
  static let correctionUnknown = "ledger.correction-unknown"
  static let decision = "ledger.decision"
  static let excess = "ledger.excess"
  static let foreign = "ledger.foreign"
  static let gap = "ledger.gap"
  static let hash = "ledger.hash"
  static let head = "ledger.head"
  static let messageClass = "ledger.message-class"
  static let outgoing = "ledger.outgoing"
  static let overpaid = "ledger.overpaid"
  static let roundingCap = "ledger.rounding-cap"
  static let splitRest = "ledger.split-rest"
  static let tellProvider = "ledger.tell-provider"
  static let unbalanced = "ledger.unbalanced"
  static let unmatched = "ledger.unmatched"
  static let veto = "ledger.veto"

  static func finding(_ rule: String, _ message: String, severity: Finding.Severity = .warning) -> Finding {
    Finding(rule, severity, message, remedy: all.first { $0.id == rule }?.remedy ?? "")
  }

  private static let appendOnly = "Perille, promise 5: the journal is append-only, gapless and tamper-evident"
  private static let restore =
    "Stop booking. Restore state/ from the backup before it happened and let the next run book again what came since; keep a copy "
    + "of the present state for whoever must find out what changed it."

  private static let place =
    "Find out what it is for: `perille match` shows what waits; `perille match ENTRY --to NUMBER…` or `--role ROLE` places it."

  static let all: [RuleDescription] = [
    RuleDescription(
      id: alreadyPaid, title: "Payment on a paid invoice",
      meaning: "The reference is that of one invoice, and nothing is open on it. The money is kept as an overpayment (OVERPAY).",
      example: "125.00 EUR arrive for invoice 1001, which was paid a week ago.",
      remedy: "Return it, or set it against another claim of the same debtor.", source: "Perille, posting recipe R12"),
    RuleDescription(
      id: ambiguous, title: "Several invoices, one payment",
      meaning:
        "Reference, number, case or name fits more than one invoice of the company, and the amount is that of none or of several. "
        + "Perille does not guess: the money waits in SUSPENSE.",
      example: "100.00 EUR arrive for reference 1234561, which two invoices of 100.00 EUR have.",
      remedy: place, source: "Perille, posting recipe R04b"),
    RuleDescription(
      id: chain, title: "Voucher not chained to the one before",
      meaning: "Each voucher carries the hash of the one before it. This one carries another: a voucher was removed, inserted or "
        + "exchanged.",
      example: "Voucher 2026-A-18 is not chained to voucher 2026-A-17, which comes before it.", remedy: restore,
      source: appendOnly),
    RuleDescription(
      id: correctionUnknown, title: "Correction of an unknown payment",
      meaning: "The bank takes money back. A correction is booked as the mirror of the payment that it takes back; that payment "
        + "(same account and amount, and the bank's id or the reference; not taken back before) was not found, or more than one fits, or "
        + "only a part of it comes back. The amount is in SUSPENSE.",
      example: "A correction of 125.00 EUR arrives for a payment from before Perille kept the books.",
      remedy: place, source: "Perille, posting recipe R14"),
    RuleDescription(
      id: decision, title: "Decision that cannot be done",
      meaning: "A person placed money where it cannot go: more than an invoice has open, more than waits, an invoice of another "
        + "currency, or a role that only vouchers of other kinds use. Nothing was booked.",
      example: "Invoice 1001 has 125.00 EUR open, less than 150.00 EUR.",
      remedy: "Decide again: with other parts, or a role such as OVERPAY for the rest.", source: "Perille, `perille match`"),
    RuleDescription(
      id: excess, title: "More than the capital, and nobody knows whose",
      meaning:
        "A claim is with a provider, and more came in than was open. From the provider it would be interest, from the debtor an "
        + "overpayment; the payer's name tells neither. The capital is booked, the rest waits in SUSPENSE.",
      example: "130.00 EUR arrive for invoice 1001, of which 125.00 EUR are open at ropo; the payer is not named.",
      remedy: "Place the rest (`perille match`), and name the provider's accounts and payer names in its agreement.",
      source: "Perille, posting recipes R03 and R10"),
    RuleDescription(
      id: foreign, title: "Voucher of another company",
      meaning: "Each company has its own journal and its own chain. A voucher of another company stands in this one.",
      example: "Voucher 2026-A-3 belongs to beta, the journal to alpha.", remedy: restore, source: appendOnly),
    RuleDescription(
      id: gap, title: "Gap in the voucher numbers",
      meaning: "Numbers run from 1 without gaps in each fiscal year and series. One is missing, double or out of order.",
      example: "Voucher 2026-A-19 stands where number 18 of series A 2026 should.", remedy: restore, source: appendOnly),
    RuleDescription(
      id: hash, title: "Voucher changed",
      meaning: "The content of the voucher gives another hash than the one it was sealed with.",
      example: "Voucher 2026-A-17 was changed after it was sealed: its content gives another hash.", remedy: restore,
      source: appendOnly),
    RuleDescription(
      id: head, title: "Journal cut short",
      meaning: "The last voucher is not the one that was written last. Vouchers at the end are missing, or too many.",
      example: "The journal ends with voucher 2026-A-17, but its recorded head is another voucher.", remedy: restore,
      source: appendOnly),
    RuleDescription(
      id: messageClass, title: "Provider's message, but no rule for today",
      meaning:
        "The payer and the message fit a rule of the table of provider messages, but the rule is reviewed only through an earlier "
        + "day, or its words are only assumed. The money waits in SUSPENSE.",
      example: "Svea pays 42.10 EUR with 'interests and expenses' a year after the rule was reviewed last.",
      remedy: "Look at the provider's settlement, place the money (`perille match`), and take a release with the rule reviewed.",
      source: "Perille, Sources/CTables/provider_messages.csv"),
    RuleDescription(
      id: outgoing, title: "Money that went out",
      meaning: "Money left the account, and no invoice is overpaid by just that much. The amount is in SUSPENSE.",
      example: "6.00 EUR go out with the reference of invoice 1001, which is overpaid by 5.00 EUR.",
      remedy: place, source: "Perille, posting recipe R13"),
    RuleDescription(
      id: overpaid, title: "Payment larger than what was open",
      meaning: "The open part is booked on the receivable, the rest is kept as an overpayment (OVERPAY).",
      example: "The payment of 131.50 EUR is 6.00 EUR more than invoice 1001 had open.",
      remedy: "Return the rest, or set it against another claim of the same debtor.", source: "Perille, posting recipe R10"),
    RuleDescription(
      id: roundingCap, title: "Small differences used up",
      meaning: "The difference between payment and claim is small enough for ROUNDING, but what one night may put there is used "
        + "up. It is booked as a part payment or an overpayment.",
      example: "The difference of -0.02 EUR on invoice 1001 is small enough for ROUNDING, but this night's 5.00 EUR are used up.",
      remedy: "Many differences in one night have a reason: look for it. Raise the cap in perille.yaml if they are right.",
      source: "Perille, posting recipe R11"),
    RuleDescription(
      id: splitRest, title: "A part that is nobody's",
      meaning:
        "The file, or a person, gives parts of a payment to invoices; the rest is for invoices that are not known here, or was not "
        + "given. The parts are booked, the rest waits in SUSPENSE.",
      example: "The bank's file gives 60.00 EUR to invoice 1001 and 40.00 EUR to invoice 999, which nobody knows.",
      remedy: place, source: "Perille, posting recipe R04b"),
    RuleDescription(
      id: tellProvider, title: "Tell the provider",
      meaning: "Money for a claim that is with a provider came past it, after the hand-over. It is booked, but the provider "
        + "collects a debt that is paid until it hears of it.",
      example: "The debtor pays 125.00 EUR to the creditor's account ten days after invoice 1001 was handed over.",
      remedy: "Tell the provider of the payment today.", source: "Perille, posting recipes R01 and R02"),
    RuleDescription(
      id: unbalanced, title: "Voucher out of balance",
      meaning: "Debits and credits of a voucher are equal in each currency, and no posting is zero. This voucher breaks that.",
      example: "Voucher 2026-A-17 does not balance: debits less credits are 0.01 EUR.", remedy: restore, source: appendOnly),
    RuleDescription(
      id: unmatched, title: "Payment not recognised",
      meaning:
        "The payment has no reference, or one that no receivable of the company in this currency has, and nothing else names one "
        + "invoice. The money waits in SUSPENSE.",
      example: "42.10 EUR arrive without a reference.", remedy: place, source: "Perille, posting recipe R04b"),
    RuleDescription(
      id: veto, title: "Payment contradicts its reference",
      meaning: "The reference is that of no receivable, or of another one than number, message, name and amount point to. A "
        + "reference is never overruled: the money waits in SUSPENSE, and what it could be is shown.",
      example: "125.00 EUR arrive with reference 1234574, which no invoice has; the message names invoice 1001.",
      remedy: place, source: "Perille, matching: a reference mismatch is a veto"),
  ]
}
