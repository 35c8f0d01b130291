import Receivables

/// What the findings of exports mean.
enum ExportRules {
  static let accountMissing = "ledger.account-missing"
  static let accountNotDigits = "ledger.account-not-digits"
  static let chartUnconfirmed = "ledger.chart-unconfirmed"
  static let currency = "ledger.export-currency"
  static let characters = "ledger.export-characters"
  static let cut = "ledger.export-cut"

  static func finding(_ rule: String, _ message: String, severity: Finding.Severity) -> Finding {
    Finding(rule, severity, message, remedy: pages.first { $0.id == rule }?.remedy ?? "")
  }

  /// What became of the texts of a file.
  static func findings(_ tally: TextTally, file: String) -> [Finding] {
    var findings: [Finding] = []
    if tally.transliterated + tally.replaced > 0 {
      findings.append(
        finding(
          characters,
          "\(file): its encoding or format lacks characters of these texts; \(tally.transliterated) are written with the nearest "
            + "that it has, \(tally.replaced) as \"?\".", severity: tally.replaced > 0 ? .warning : .info))
    }
    if tally.cut > 0 {
      findings.append(
        finding(cut, "\(file): texts cut to the length that the format allows: \(tally.cut).", severity: .info))
    }
    return findings
  }

  private static let promise = "Perille, exports of the ledger"

  static let pages: [RuleDescription] = [
    RuleDescription(
      id: accountMissing, title: "No account number",
      meaning: "The vouchers have postings for which the company's chart has no number. An export by number writes nothing then.",
      example: "alpha has no account number for OVERPAY.",
      remedy:
        "Agree with the bookkeeper on an account and write it under ledger: chart: of the company in perille.yaml. What waits "
        + "goes with the next run.", source: promise),
    RuleDescription(
      id: accountNotDigits, title: "Account number with other signs than digits",
      meaning: "SIE and Netvisor know accounts by digits only; the chart has something else for this role.",
      example: "The account number of BANK is not made of digits alone, as sie needs it.",
      remedy: "Write the number alone under ledger: chart: of the company, or take another export (csv, hledger, beancount).",
      source: "SIE 4B, #KONTO and #TRANS; Netvisor, accounting.nv"),
    RuleDescription(
      id: chartUnconfirmed, title: "Chart not confirmed",
      meaning:
        "Account numbers are proposed, and the same number means other things in other charts. Until a person has said that they "
        + "are right, no file is made of them. Booking goes on: the journal knows accounts by what they are for.",
      example: "Nobody has confirmed the account numbers of alpha; sie is made of them.",
      remedy:
        "Go through ledger: chart: with the bookkeeper and write chartConfirmedBy: \"Name, YYYY-MM-DD\" below it. What waits "
        + "goes with the next run.", source: promise),
    RuleDescription(
      id: currency, title: "Currency that the format cannot say",
      meaning:
        "Netvisor takes every amount for euro, and SIE has two decimals. Vouchers in another currency would be booked with a wrong "
        + "value, so that they are in no file of this format; all others are.",
      example: "Voucher 2026-A-7 is in SEK, which netvisor-csv cannot say, and waits.",
      remedy: "Take these vouchers over by an export that names the currency of each amount (csv, hledger, beancount).",
      source: "Netvisor, accounting.nv and Tietojen tuonti; SIE 4B, section 5.7"),
    RuleDescription(
      id: characters, title: "Characters written otherwise",
      meaning:
        "SIE is written in code page 437, other files in the encoding that their reader expects. What it lacks is written with "
        + "the nearest character (ö for ø, EUR for €), or as a question mark. Amounts and accounts are never concerned.",
      example:
        "A-2026-000001-000017.sie: its encoding or format lacks characters of these texts; 2 are written with the nearest that it "
        + "has, 0 as \"?\".",
      remedy: "Nothing, unless a question mark hides something that is needed: the journal has the text as it was.",
      source: "SIE 4B: PC8 is the only format of characters"),
    RuleDescription(
      id: cut, title: "Text cut",
      meaning: "Netvisor takes 255 characters of description. What is behind them is in the journal only.",
      example: "netvisor-A-2026-000001-000017.csv: texts cut to the length that the format allows: 1.",
      remedy: "Nothing: the number of the voucher stands first, and the journal has all of it.",
      source: "Netvisor, accounting.nv and Tietojen tuonti"),
  ]
}
