import Receivables

/// What each posting recipe books: the ids that stand at the lines of vouchers.
enum RecipePages {
  private static let wrong =
    "Nothing, when it is right. A wrong voucher is never changed: reverse what the bank reverses, or place the money with `perille match`."

  private static func page(_ id: String, _ title: String, _ meaning: String, example: String, remedy: String = wrong)
    -> RuleDescription
  {
    RuleDescription(
      id: id, title: title, meaning: meaning, example: example, remedy: remedy,
      source: "Perille, posting recipes; double entry: every voucher balances in each currency")
  }

  static let pages: [RuleDescription] = [
    page(
      "R01", "Payment of all that was open",
      "Debit CLEARING, credit AR: money of the debtor or the provider for an invoice, and nothing is open afterwards. The account "
        + "statement moves it to BANK later (R25).",
      example: "125.50 EUR for invoice 1001, of which 125.50 EUR are open."),
    page(
      "R02", "Payment of a part", "Debit CLEARING, credit AR. The invoice stays open with the rest.",
      example: "60.00 EUR for invoice 1001, of which 125.50 EUR are open."),
    page(
      "R03", "Interest of a named invoice",
      "Debit CLEARING, credit INTEREST_INC: what the provider that has the claim sends beyond the open capital.",
      example: "Svea sends 130.00 EUR for invoice 1001, of which 125.50 EUR are open: 4.50 EUR are interest."),
    page(
      "R04a", "A provider's money by its kind of message",
      "Debit CLEARING, credit the income that the table of provider messages names: money of a provider without an invoice.",
      example: "Svea sends 31.40 EUR with the words \"Interests and expenses\"."),
    page(
      "R04b", "Money in suspense",
      "Debit CLEARING, credit SUSPENSE: nothing says for certain what it is for. It waits there until it is placed (R23).",
      example: "42.10 EUR arrive without a reference.",
      remedy: "Place it: `perille match` shows what waits."),
    page(
      "R05", "Reminder fee passed on",
      "Debit CLEARING, credit REMINDER_INC: a provider passes on the creditor's own reminder fee.",
      example: "A person places 5.00 EUR of a provider with `perille match E17 --role REMINDER_INC`."),
    page(
      "R10", "Overpayment",
      "Debit CLEARING, credit AR for what was open and OVERPAY for the rest, which is the debtor's own.",
      example: "131.50 EUR for invoice 1001, of which 125.50 EUR are open.",
      remedy: "Return the rest, or set it against another claim of the same debtor."),
    page(
      "R11", "Small difference",
      "The difference goes to ROUNDING and the invoice counts as paid. How small, and how much a night may put there, is smallDifference "
        + "in perille.yaml.",
      example: "125.49 EUR for invoice 1001, of which 125.50 EUR are open."),
    page(
      "R12", "Payment of a paid invoice", "Debit CLEARING, credit OVERPAY: nothing is open on the invoice that it names.",
      example: "125.50 EUR arrive for invoice 1001 a second time.",
      remedy: "Return it, or set it against another claim of the same debtor."),
    page(
      "R13", "Refund", "Debit OVERPAY, credit CLEARING: just what was kept for a debtor goes out to it.",
      example: "6.00 EUR go out with the reference of invoice 1001, which was overpaid by 6.00 EUR."),
    page(
      "R14", "Reversal",
      "The mirror of all lines of the voucher that booked the payment, in a new voucher that names it; the invoice is open again.",
      example: "The bank takes back 125.50 EUR that it had credited for invoice 1001."),
    page(
      "R23", "Out of suspense",
      "Debit SUSPENSE, credit what the money was found to be for, on the day of the night or command that placed it.",
      example: "Invoice 1001 comes, and 42.10 EUR have waited for it."),
    page(
      "R25", "In transit to the bank account",
      "Debit BANK, credit CLEARING: a line of the account statement shows money that its payments had booked on CLEARING.",
      example: "The statement's line of 185.50 EUR, and two payments of that day that add up to it."),
  ]
}
