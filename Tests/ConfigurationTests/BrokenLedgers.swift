/// Ledgers and accounts with one wrong thing each.
enum BrokenLedgers {
  static let all: [(name: String, text: String)] =
    [
      ("an unknown export", ledger("exports: [hledgr]")),
      ("an export twice", ledger("exports: [sie, csv, sie]")),
      ("an unknown key of the ledger", ledger("closedThru: 2025-12-31")),
      ("vouchers by day", ledger("vouchers: day")),
      ("a series with a hyphen", ledger("series: A-1")),
      ("a long series", ledger("series: PERINTATILI")),
      ("a series of other letters", ledger("series: Ä")),
      ("an empty series", ledger("series: ''")),
      ("a day of no year", ledger("fiscalYearStart: 02-30")),
      ("a day of some years", ledger("fiscalYearStart: 02-29")),
      ("a Finnish day", ledger("fiscalYearStart: 1.7.")),
      ("a closed month", ledger("closedThrough: 2025-12")),
      ("years and a start", ledger("fiscalYearStart: 07-01, fiscalYears: [{from: 2026-07-01, through: 2027-06-30}]")),
      ("a year without an end", ledger("fiscalYears: [{from: 2026-07-01}]")),
      ("a misspelt end of a year", ledger("fiscalYears: [{from: 2026-07-01, trough: 2027-06-30}]")),
      ("a year backwards", ledger("fiscalYears: [{from: 2026-07-01, through: 2026-06-30}]")),
      ("a year of 18 months and a day", ledger("fiscalYears: [{from: 2026-01-01, through: 2027-07-01}]")),
      (
        "years that overlap",
        ledger("fiscalYears: [{from: 2026-07-01, through: 2027-06-30}, {from: 2025-01-01, through: 2026-07-01}]")
      ),
      (
        "years with a gap",
        ledger("fiscalYears: [{from: 2025-01-01, through: 2025-12-31}, {from: 2026-01-02, through: 2026-12-31}]")
      ),
      (
        "two years that end in one",
        ledger("fiscalYears: [{from: 2025-07-01, through: 2026-06-30}, {from: 2026-07-01, through: 2026-12-31}]")
      ),
      ("a first year after another of its name", ledger("fiscalYears: [{from: 2026-03-01, through: 2026-12-31}]")),
      ("an unknown role", ledger("chart: {BNAK: 1910}")),
      ("a number that is none", ledger("chart: {BANK: 19 10}")),
      ("an account without a number", ledger("chart: {BANK: {name: Pankkitili}}")),
      ("an unknown part of an account", ledger("chart: {BANK: {number: 1910, nmae: Pankkitili}}")),
      ("an account as a list", ledger("chart: {BANK: [1910]}")),
      ("a name of two lines", ledger("chart: {BANK: {number: 1910, name: \"Pankki\\ntili\"}}")),
      (
        "two names of one account", ledger("chart: {REMINDER_INC: {number: 3980, name: A}, COLLFEE_INC: {number: 3980, name: B}}")
      ),
      ("an unknown published chart", ledger("chartFrom: fi-procounter")),
      ("the chart of another country", ledger("chartFrom: se-bas")),
      ("a confirmation by nobody", ledger("chart: {BANK: 1910}, chartConfirmedBy: ''")),
      ("a confirmation by yes", ledger("chart: {BANK: 1910}, chartConfirmedBy: yes")),
      ("a confirmation by a day", ledger("chart: {BANK: 1910}, chartConfirmedBy: 2026-11-24")),
      ("a confirmation of nothing", ledger("chartConfirmedBy: 'Erkki Esimerkki, 2026-11-24'")),
      ("a small difference without its cap", ledger("smallDifference: {upTo: 0.05}")),
      ("a negative difference", ledger("smallDifference: {upTo: -0.05, perRun: 5}")),
      ("a difference of half a cent", ledger("smallDifference: {upTo: 0.005, perRun: 5}")),
      ("a cap below one difference", ledger("smallDifference: {upTo: 1, perRun: 0.50}")),
      ("an export without columns", ledger("csv: {separator: ';'}")),
      ("an export with no column", ledger("csv: {columns: []}")),
      ("a column without a field", csv("{heading: Tili}")),
      ("a column of an unknown field", csv("{field: acount}")),
      ("an unknown part of a column", csv("{field: account, header: Tili}")),
      ("an export without accounts", csv("{field: amount}")),
      ("an export without amounts", csv("{field: account}, {field: currency}")),
      ("an export of debits only", csv("{field: account}, {field: amount}, {field: debit}")),
      ("two columns of one name", csv("{heading: Tili, field: account}, {heading: Tili, field: amount}")),
      ("an unknown date form", csv("{field: account}, {field: amount}", "dateFormat: dd/MM/yyyy")),
      ("an unknown encoding of an export", csv("{field: account}, {field: amount}", "encoding: utf8")),
      ("a letter as separator of an export", csv("{field: account}, {field: amount}", "separator: x")),
      ("a hyphen as separator", csv("{field: account}, {field: amount}", "separator: '-'")),
      ("one mark for two in an export", csv("{field: account}, {field: amount}", "separator: ','")),
      ("an unknown decimal mark of an export", csv("{field: account}, {field: amount}", "decimalMark: ';'")),
      ("a heading that is neither", csv("{field: account}, {field: amount}", "heading: perhaps")),
      ("another number that is none", account("otherNumbers: [\"123 456/785\"]")),
      ("a short other number", account("otherNumbers: [\"1-23\"]")),
      ("another number that is an IBAN", account("otherNumbers: [FI1499900000000002]")),
      ("another number that is nearly an IBAN", account("otherNumbers: [FI0099900000000002]")),
      ("another number twice", account("otherNumbers: [5050-1055, \"50501055\"]")),
      (
        "another number of two companies",
        account("otherNumbers: [5050-1055]") + second("iban: FI1499900000000002, otherNumbers: [\"5050 1055\"]")
      ),
      (
        "another number that is in a company's IBAN",
        account("books: all") + second("iban: FI1499900000000002, otherNumbers: [999000-00000001]")
      ),
    ]

  private static func ledger(_ text: String) -> String { BrokenConfigurations.company("ledger: {\(text)}") }

  private static func csv(_ columns: String, _ more: String = "separator: \";\"") -> String {
    ledger("csv: {columns: [\(columns)], \(more)}")
  }

  private static func account(_ text: String) -> String {
    BrokenConfigurations.company("accounts: [{iban: FI4199900000000001, \(text)}]")
  }

  private static func second(_ account: String) -> String {
    "\n  b: {name: B, country: FI, legalId: 9222222-4, way: handover, accounts: [{\(account)}]}\n"
  }
}
