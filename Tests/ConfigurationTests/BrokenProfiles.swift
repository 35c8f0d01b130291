/// CSV profiles with one wrong thing each.
enum BrokenProfiles {
  static let all: [(name: String, text: String)] = [
    ("an unnamed profile", "csv:\n  Payments 1: {}\n"),
    ("a profile with nothing", "csv:\n  p: {}\n"),
    ("a profile for every file", profile(["match": "{}"])),
    ("an unknown part of match", profile(["match": "{folder: in}"])),
    ("an unknown encoding", profile(["encoding": "utf8"])),
    ("a long separator", profile(["separator": ";;"])),
    ("a letter as separator", profile(["separator": "x"])),
    ("the separator as quote", profile(["quote": "\";\""])),
    ("no decimal mark", profile(["numbers": "{}"])),
    ("an unknown decimal mark", profile(["numbers": "{decimalMark: ';'}"])),
    ("an unknown grouping", profile(["numbers": "{decimalMark: '.', grouping: spaces}"])),
    ("one mark for two", profile(["numbers": "{decimalMark: '.', grouping: point}"])),
    ("implied decimals and a mark", profile(["numbers": "{decimalMark: '.', impliedDecimals: 2}"])),
    ("minutes for months", profile(["dateFormat": "dd.mm.yyyy"])),
    ("a variable day that nothing ends", profile(["dateFormat": "dMMyyyy"])),
    ("two places for the company", profile(["company": "{constant: kauppa, folder: 1}"])),
    ("an unknown company", profile(["company": "{constant: kaupp}"])),
    ("an unknown company among values", profile(["company": "{column: Firm, values: {'01': kaupa}}"])),
    ("values without a column", profile(["company": "{folder: 1, values: {'01': kauppa}}"])),
    ("an unknown row kind", profile(["rowKind": "invoices"])),
    ("an unknown row kind among values", profile(["rowKind": "{column: T, values: {I: invoice, C: creditnote}}"])),
    ("rows that are all ignored", profile(["rowKind": "{column: T, values: {I: ignore}}"])),
    ("a row kind without values", profile(["rowKind": "{column: T}"])),
    ("a required field", profile(["columns": "{number: No, issueDate: Date}"])),
    ("an unknown field", profile(["columns": "{number: No, issueDate: Date, amountDue: Sum, dueDay: Due}"])),
    ("a field of another kind", profile(["columns": "{number: No, issueDate: Date, amountDue: Sum, paymentDate: Paid}"])),
    ("position zero", profile(["columns": "{number: 0, issueDate: 2, amountDue: 3}"])),
    ("columns as a list", profile(["columns": "[number, issueDate]"])),
    ("names without a header row", profile(["headerRow": "no", "match": "{name: a.csv, header: [No]}"])),
    ("a constant beside a column", profile(["constants": "{currency: EUR, number: 1}"])),
    ("a constant amount", profile(["constants": "{currency: EUR, prepaid: 5.00}"])),
    ("a constant currency", profile(["constants": "{currency: euro}"])),
    ("a constant choice", profile(["constants": "{currency: EUR, debtorKind: firm}"])),
    ("a constant date", profile(["constants": "{currency: EUR, dueDate: 2026-01-01}"])),
    ("a constant flag", profile(["constants": "{currency: EUR, disputed: perhaps}"])),
    ("values of a field without a column", profile(["values": "{debtorKind: {F: b2b}}"])),
    (
      "values that mean nothing known",
      profile(["columns": "{number: No, issueDate: Date, amountDue: Sum, debtorKind: K}", "values": "{debtorKind: {F: firm}}"])
    ),
    ("a co-debtor without a name", profile(["coDebtors": "[{identifier: Id2}]"])),
    ("an amount of a co-debtor", profile(["coDebtors": "[{customerName: N2, amountDue: A2}]"])),
    ("a fee without a date", profile(["fees": "[{amount: Fee}]"])),
    ("an unknown sign", profile(["signs": "{creditNotes: minus}"])),
    ("a trailer without a marker", profile(["trailer": "{count: 2}"])),
    ("a trailer that proves nothing", profile(["trailer": "{marker: END}"])),
    ("a stated date of invoices", profile(["statedDate": "{newestPayment: yes}"])),
    ("a stated date in two places", profile(["rowKind": "payment", "columns": payment, "statedDate": "{trailer: 2, row: 1}"])),
    (
      "a stated date in a name without a pattern",
      profile(["rowKind": "payment", "columns": payment, "statedDate": "{fileName: 'p.csv'}"])
    ),
    ("a stated date in no trailer", profile(["rowKind": "payment", "columns": payment, "statedDate": "{trailer: 2}"])),
    (
      "a stated date in a row that is not skipped", profile(["rowKind": "payment", "columns": payment, "statedDate": "{row: 1}"])
    ),
    ("newestPayment: no", profile(["rowKind": "payment", "columns": payment, "statedDate": "{newestPayment: no}"])),
    ("payments of nothing", profile(["rowKind": "payment", "columns": "{amount: Sum, paymentDate: Date}"])),
    ("holds of nothing", profile(["rowKind": "hold", "columns": "{reason: Why}", "constants": "{action: hold}"])),
    ("open items without a date", profile(["rowKind": "openItem", "columns": "{number: No, openAmount: Open}"])),
    (
      "complete open items of many companies",
      profile([
        "rowKind": "openItem", "columns": "{number: No, openAmount: Open}", "company": "{column: F}", "statedDate": "{column: D}",
        "openItems": "{complete: yes}",
      ])
    ),
    (
      "two complete lists of one company",
      twice([
        "rowKind": "openItem", "columns": "{number: No, openAmount: Open}", "statedDate": "{column: D}",
        "openItems": "{complete: yes}",
      ])
    ),
    (
      "open items among others",
      profile([
        "rowKind": "{column: T, values: {I: invoice, O: openItem}}",
        "columns": "{number: No, issueDate: D, amountDue: Sum, openAmount: Open}", "statedDate": "{column: D}",
      ])
    ),
    ("openItems of invoices", profile(["openItems": "{complete: no}"])),
    ("an open amount as of never", profile(["columns": "{number: No, issueDate: Date, amountDue: Sum, openAmount: Open}"])),
    (
      "a trailer's total of several columns",
      profile([
        "rowKind": "{column: T, values: {I: invoice, P: payment}}",
        "columns": "{number: No, issueDate: D, amountDue: Sum, amount: Paid, paymentDate: D}",
        "trailer": "{marker: END, total: 2}",
      ])
    ),
    ("a total of what is not totalled", profile(["trailer": "{marker: END, count: 2, totalOf: Sum}"])),
  ]

  private static let payment = "{number: No, amount: Sum, paymentDate: Date}"

  /// The same profile under two names.
  private static func twice(_ changes: [String: String]) -> String {
    let text = profile(changes)
    return text + "  q:\n" + (text.firstRange(of: "\n  p:\n").map { String(text[$0.upperBound...]) } ?? "")
  }

  /// A sound profile for invoices with some of its keys replaced.
  static func profile(_ changes: [String: String]) -> String {
    var lines = [
      ("match", "{name: a.csv}"), ("encoding", "utf-8"), ("separator", "\";\""), ("numbers", "{decimalMark: ','}"),
      ("dateFormat", "dd.MM.yyyy"), ("company", "{constant: kauppa}"), ("rowKind", "invoice"),
      ("columns", "{number: No, issueDate: Date, amountDue: Sum}"), ("constants", "{currency: EUR}"),
    ]
    for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
      if let index = lines.firstIndex(where: { $0.0 == key }) {
        lines[index].1 = value
      } else {
        lines.append((key, value))
      }
    }
    return BrokenConfigurations.company("") + "\ncsv:\n  p:\n"
      + lines.map { "    \($0.0): \($0.1)\n" }.joined()
  }
}
