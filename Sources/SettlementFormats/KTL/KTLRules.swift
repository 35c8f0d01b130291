import Receivables

/// The findings of this format: ids, and the page that explains each.
enum KTLRules {
  static let account = "ktl.account"
  static let archiveID = "ktl.archive-id"
  static let controlCharacter = "ktl.control-character"
  static let controlTotal = "ktl.control-total"
  static let currency = "ktl.currency"
  static let empty = "ktl.empty"
  static let field = "ktl.field"
  static let header = "ktl.header"
  static let headerMissing = "ktl.header-missing"
  static let more = "ktl.more-findings"
  static let recordLength = "ktl.record-length"
  static let recordType = "ktl.record-type"
  static let reference = "ktl.reference"
  static let trailerMissing = "ktl.trailer-missing"

  /// The remedy of the catalogue, which the finding repeats.
  static func remedy(_ id: String) -> String { all.first { $0.id == id }?.remedy ?? "" }

  static func finding(
    _ rule: String, _ message: String, severity: Finding.Severity = .error, remedy: String? = nil, at record: KTLRecord,
    _ field: Range<Int>, _ term: String?
  ) -> Finding {
    Finding(
      rule, severity, message, remedy: remedy ?? KTLRules.remedy(rule),
      place: Finding.Place(line: record.line, column: field.lowerBound + 1), term: term)
  }

  static func malformed(_ name: String, _ expected: String, at record: KTLRecord, _ field: Range<Int>, _ term: String) -> Finding
  {
    finding(
      self.field, "The \(name) “\(record.excerpt(field))” is not \(expected).", at: record, field, term)
  }

  private static let specification = "Finance Finland, Incoming reference payments 2.1, record descriptions"
  private static let wholeBatch = "Nothing of this batch is booked. "

  static let all: [RuleDescription] = [
    RuleDescription(
      id: account, title: "Credited account is no Finnish account",
      meaning:
        "Positions 2–15 hold the account in machine form: 14 digits, the last a check digit (Luhn). This one is not right, "
        + "so it is not known whose money it is.",
      example: "Positions 2–15 are 12345600000786, whose check digit would be 5.",
      remedy: wholeBatch + "Have the file delivered again; if it comes back the same, ask the bank.", source: specification),
    RuleDescription(
      id: archiveID, title: "Payment without archive id",
      meaning: "The bank's archive id makes a payment the same one in every file. Without it a second delivery of this payment "
        + "cannot be told from a second payment of the same amount.",
      example: "Positions 28–43 are blank in a payment of 50.00 EUR.",
      remedy: "The payment is booked. Compare with the account statement.", source: specification),
    RuleDescription(
      id: controlCharacter, title: "Control character in a record",
      meaning: "A record holds a byte that no field can hold (0–31 or 127): the file was damaged on its way or is not text.",
      example: "Position 40 of line 7 is a NUL byte.",
      remedy: wholeBatch + "Have the file delivered again, transferred as it is.", source: specification),
    RuleDescription(
      id: controlTotal, title: "Control total does not agree",
      meaning:
        "The trailer (record 9) states how many payments, corrections and failed debits the batch has and what they add up "
        + "to. The records give another figure: some are missing, doubled or damaged.",
      example: "The trailer states 2245.00 for payments sum, the records give 1250.00.",
      remedy: wholeBatch + "Have the file delivered again; both figures are in the message.", source: specification),
    RuleDescription(
      id: currency, title: "Currency is not euro",
      meaning: "The currency code of a record is 1 for euro, the only currency that this format has had since 2002.",
      example: "Position 76 is 0.", remedy: wholeBatch + "Ask the bank what the record means.", source: specification),
    RuleDescription(
      id: empty, title: "No batch in the file", meaning: "The file has no header record and no transaction.",
      example: "A file of blank lines.", remedy: "Find out whether the transfer broke off, and have the file delivered again.",
      source: specification),
    RuleDescription(
      id: field, title: "Malformed field", meaning: "A date, an amount, a code or a control total is not of its form.",
      example: "The amount “00000A2500” is not ten digits, in cents.",
      remedy: wholeBatch + "Have the file delivered again; if it comes back the same, ask the bank.", source: specification),
    RuleDescription(
      id: header, title: "Doubtful batch header",
      meaning: "The creation date or the currency code of the batch header is not of its form. No money depends on it.",
      example: "The creation date is 000000.", remedy: "None is needed; the batch is read.", source: specification),
    RuleDescription(
      id: headerMissing, title: "Records outside a batch",
      meaning:
        "A batch begins with a record of type 0 and ends with one of type 9. These records stand before the first or after "
        + "the last of them, so parts of the file are missing or double.",
      example: "The file begins with a record of type 3.", remedy: wholeBatch + "Have the file delivered again.",
      source: specification),
    RuleDescription(
      id: more, title: "More findings",
      meaning: "A settlement lists its first \(FindingList.countMax) findings; this one stands for the rest and is as severe as "
        + "the worst of them.",
      example: "950 more findings in this settlement are not listed.",
      remedy: "Correct the listed ones first; they probably have one cause.", source: "Perille, limits"),
    RuleDescription(
      id: recordLength, title: "Record too long",
      meaning: "A record is 90 characters long; blanks at its end may be missing. A longer one has lost a line break, or was "
        + "written in an encoding of more than one byte a letter, which moves its fields.",
      example: "A record of 181 bytes: two records without a line break between them.",
      remedy: wholeBatch + "Have the file delivered again in ISO-8859-1, transferred as it is.", source: specification),
    RuleDescription(
      id: recordType, title: "Unknown record type", meaning: "The first character of a line names its record: 0, 3, 5, 7 or 9.",
      example: "A line begins with 4.", remedy: wholeBatch + "Ask the bank what the record means.", source: specification),
    RuleDescription(
      id: reference, title: "Reference with other characters than digits",
      meaning: "A reference has digits only in this format. The payment is read with the reference as it stands.",
      example: "Positions 44–63 hold “AB 12345”.", remedy: "Look at the payment if it was not matched.", source: specification),
    RuleDescription(
      id: trailerMissing, title: "Trailer missing",
      meaning: "A batch ends with a trailer (record 9). Without it the transfer broke off, and what is missing cannot be known.",
      example: "The file ends after a record of type 3.",
      remedy: wholeBatch + "Have the file delivered again.", source: specification),
  ]
}
