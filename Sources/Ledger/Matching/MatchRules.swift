import Receivables

/// Ids of the steps of the ladder; `Match.rule`.
enum MatchRules {
  static let reference = "match.reference"
  static let caseNumber = "match.case-number"
  static let document = "match.document"
  static let invoiceNumber = "match.invoice-number"
  static let referenceInMessage = "match.reference-in-message"
  static let payerAndAmount = "match.payer-amount"
  static let messageClass = "match.message-class"
  static let refund = "match.refund"
  static let veto = "match.veto"
  static let none = "match.none"

  private static let ladder = "Perille, matching ladder"

  private static func page(
    _ id: String, _ title: String, _ meaning: String, example: String,
    remedy: String =
      "Where it is wrong, `perille match ENTRY --undo` takes it back and `perille match ENTRY --to NUMBER` places it."
  ) -> RuleDescription {
    RuleDescription(id: id, title: title, meaning: meaning, example: example, remedy: remedy, source: ladder)
  }

  static let pages: [RuleDescription] = [
    page(
      reference, "Step 1: reference",
      "The structured reference (viite, RF, OCR, KID) is that of one open invoice; of several, the exact amount must be open on one "
        + "alone, or the message must name one. It decides whatever the amount is, unless the file names other invoices.",
      example: "Reference 1234561 is that of one open invoice."),
    page(
      caseNumber, "Step 2: case number",
      "The message has the provider's case number or the key of our own assignment, as a word of its own. A case of several invoices "
        + "takes the money only when all of it is paid.",
      example: "The payment names case RC-445566."),
    page(
      document, "Step 3: invoices that the file names",
      "The bank's file names invoices in fields of their own. A split that it states is booked as stated when it adds up; without "
        + "one, several invoices must have open just what was paid.",
      example: "The bank's file names invoices 1001, 1002."),
    page(
      invoiceNumber, "Step 3: invoice number in the message",
      "The message has an invoice number as a word of its own. Days, amounts and parts of longer numbers do not count; short numbers and "
        + "years count only when just that much is open. Several numbers count when just their sum is paid.",
      example: "The message names invoice 1001."),
    page(
      referenceInMessage, "Step 3: reference in the message",
      "The message has a reference with a right check digit, which an invoice has.",
      example: "The message names reference 1234561."),
    page(
      payerAndAmount, "Step 4: payer and amount",
      "The payer's name is that of a debtor who has exactly this much open on one invoice, and no other debtor of the name has. It is "
        + "weak evidence, and marked so.",
      example: "The payer is the only debtor of this name who has 125.00 EUR open."),
    page(
      messageClass, "Step 5: a provider's message",
      "The payer is a provider, and its message says that the money is interest or fees, by a reviewed rule of the table of "
        + "provider messages. Where a reference or number names an invoice, the posting names it.",
      example: "The payer is svea, and the message is one of svea.interest.en, reviewed for 2026-11-20."),
    page(
      refund, "Refund of an overpayment",
      "Money went out with the reference or number of an invoice that is overpaid by just that much.",
      example: "Invoice 1001 is overpaid by just 6.00 EUR."),
    page(
      veto, "The reference contradicts",
      "The reference is no invoice's, or another's than what the rest points to. A reference is never overruled, even one with a wrong "
        + "check digit: the money goes to SUSPENSE, and what it could be is shown.",
      example: "The reference is 1234574, but the rest points to invoice 1001.",
      remedy: "Place the money with `perille match`."),
    page(
      none, "Nothing found", "No step of the ladder found anything. The money goes to SUSPENSE.",
      example: "The payment has no reference, and nothing else names one invoice.",
      remedy: "Place the money with `perille match`."),
  ]
}
