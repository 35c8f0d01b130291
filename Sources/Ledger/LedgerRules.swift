import Receivables

/// What every finding of this module means.
public enum LedgerCatalog {
  public static let rules: [RuleDescription] = LedgerRules.all
}

enum LedgerRules {
  static let alreadyPaid = "ledger.already-paid"
  static let ambiguous = "ledger.ambiguous"
  static let chain = "ledger.chain"
  static let correctionUnknown = "ledger.correction-unknown"
  static let foreign = "ledger.foreign"
  static let gap = "ledger.gap"
  static let hash = "ledger.hash"
  static let head = "ledger.head"
  static let overpaid = "ledger.overpaid"
  static let unbalanced = "ledger.unbalanced"
  static let unmatched = "ledger.unmatched"

  static func finding(_ rule: String, _ message: String, severity: Finding.Severity = .warning) -> Finding {
    Finding(rule, severity, message, remedy: all.first { $0.id == rule }?.remedy ?? "")
  }

  private static let appendOnly = "Perille, promise 5: the journal is append-only, gapless and tamper-evident"
  private static let restore =
    "Stop booking. Restore state/ from the backup before it happened and let the next run book again what came since; keep a copy "
    + "of the present state for whoever must find out what changed it."

  static let all: [RuleDescription] = [
    RuleDescription(
      id: alreadyPaid, title: "Payment on a paid invoice",
      meaning: "The reference is that of one invoice, and nothing is open on it. The money is kept as an overpayment (OVERPAY).",
      example: "125.00 EUR arrive for invoice 1001, which was paid a week ago.",
      remedy: "Return it, or set it against another claim of the same debtor.", source: "Perille, posting recipe R12"),
    RuleDescription(
      id: ambiguous, title: "Several invoices, one reference",
      meaning:
        "More than one invoice of the company has this reference, and the amount is that of none or of several. Perille does "
        + "not guess: the money waits in SUSPENSE.",
      example: "100.00 EUR arrive for reference 1234561, which two invoices of 100.00 EUR have.",
      remedy: "Find out which invoice was meant, and book it from SUSPENSE to the receivable.",
      source: "Perille, posting recipe R04b"),
    RuleDescription(
      id: chain, title: "Voucher not chained to the one before",
      meaning: "Each voucher carries the hash of the one before it. This one carries another: a voucher was removed, inserted or "
        + "exchanged.",
      example: "Voucher 2026-A-18 is not chained to voucher 2026-A-17, which comes before it.", remedy: restore,
      source: appendOnly),
    RuleDescription(
      id: correctionUnknown, title: "Correction of an unknown payment",
      meaning: "The bank takes money back. A correction is booked as the mirror of the payment that it takes back; that payment "
        + "(same account, reference and amount, not taken back before) was not found, or more than one fits. The amount is in SUSPENSE.",
      example: "A correction of 125.00 EUR arrives for a payment from before Perille kept the books.",
      remedy: "Find the payment, and book from SUSPENSE to what it was booked on.", source: "Perille, posting recipe R14"),
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
      id: overpaid, title: "Payment larger than what was open",
      meaning: "The open part is booked on the receivable, the rest is kept as an overpayment (OVERPAY).",
      example: "The payment of 131.50 EUR is 6.00 EUR more than invoice 1001 had open.",
      remedy: "Return the rest, or set it against another claim of the same debtor.", source: "Perille, posting recipe R10"),
    RuleDescription(
      id: unbalanced, title: "Voucher out of balance",
      meaning: "Debits and credits of a voucher are equal in each currency, and no posting is zero. This voucher breaks that.",
      example: "Voucher 2026-A-17 does not balance: debits less credits are 0.01 EUR.", remedy: restore, source: appendOnly),
    RuleDescription(
      id: unmatched, title: "Payment not recognised",
      meaning: "The payment has no reference, or one that no receivable of the company in this currency has. The money waits in "
        + "SUSPENSE.",
      example: "42.10 EUR arrive without a reference.",
      remedy: "Find out what it is for, and book it from SUSPENSE.", source: "Perille, posting recipe R04b"),
  ]
}
