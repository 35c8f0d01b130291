extension ConfigurationSection {
  static let companyLedger = ConfigurationSection(
    path: "companies.KEY.ledger",
    keys: [
      ConfigurationKey("exports", "list", default: "hledger", "Formats that each run writes new vouchers in."),
      ConfigurationKey(
        "vouchers", "payment or settlement", default: "payment",
        "What becomes one voucher: each payment, or all of an account and booking day that one night brought."),
      ConfigurationKey("series", "1 to 10 letters and digits", default: "A", "Series of the vouchers' numbers."),
      ConfigurationKey(
        "fiscalYearStart", "MM-DD", default: "01-01", "First day of every fiscal year; not where fiscalYears are stated."),
      ConfigurationKey(
        "fiscalYears", "list",
        "Fiscal years that are longer or shorter than others, adjoining; before and after them each is twelve months."),
      ConfigurationKey("closedThrough", "date", "Nothing is booked on this day or before."),
      ConfigurationKey(
        "chartFrom", "fi-procountor, fi-netvisor, se-bas or no-ns4102", default: "by country",
        "Published chart that the numbers come from which chart leaves out."),
      ConfigurationKey(
        "chart", "account numbers by role", default: "by chartFrom", "Account numbers; confirm them with the bookkeeper."),
      ConfigurationKey(
        "chartConfirmedBy", "name and day",
        "Who has confirmed the numbers of chart, and of chartFrom where it is named; nothing is exported before."),
      ConfigurationKey("csv", "mapping", default: "a row a posting", "Columns of the export csv."),
      ConfigurationKey(
        "smallDifference", "mapping", default: "none", "Differences that are booked to ROUNDING instead of staying open."),
    ])

  static let chartAccount = ConfigurationSection(
    path: "companies.KEY.ledger.chart.ROLE",
    keys: [
      ConfigurationKey("number", "account number", default: nil, "The account's number; alone it may stand after the role."),
      ConfigurationKey("name", "text", default: "by role", "What the company calls the account."),
    ])

  static let fiscalYear = ConfigurationSection(
    path: "companies.KEY.ledger.fiscalYears[]",
    keys: [
      ConfigurationKey("from", "date", default: nil, "First day of the year."),
      ConfigurationKey("through", "date", default: nil, "Last day of the year, at most 18 months later."),
    ])

  static let voucherCSV = ConfigurationSection(
    path: "companies.KEY.ledger.csv",
    keys: [
      ConfigurationKey("columns", "list", default: nil, "Columns from left to right."),
      ConfigurationKey("separator", "one character or tab", default: ";", "What stands between values."),
      ConfigurationKey("decimalMark", "comma or point", default: ",", "What stands before the decimals: \",\" or \".\"."),
      ConfigurationKey(
        "dateFormat", "yyyy-MM-dd, yyyyMMdd or dd.MM.yyyy", default: "yyyy-MM-dd", "How dates are written."),
      ConfigurationKey(
        "encoding", "utf-8, utf-8-bom, iso-8859-1 or windows-1252", default: "utf-8", "Encoding of the file."),
      ConfigurationKey("heading", "yes or no", default: "yes", "The first row names the columns."),
    ])

  static let voucherColumn = ConfigurationSection(
    path: "companies.KEY.ledger.csv.columns[]",
    keys: [
      ConfigurationKey("heading", "text", default: "the field's name", "Name of the column in the first row."),
      ConfigurationKey(
        "field",
        "series, number, fiscalYear, date, voucherText, account, accountName, role, amount, debit, credit, amountInMinorUnits, "
          + "currency, invoiceNumber, customerNumber, recipe, source, hash or empty",
        default: nil, "What stands in the column."),
    ])

  static let smallDifference = ConfigurationSection(
    path: "companies.KEY.ledger.smallDifference",
    keys: [
      ConfigurationKey("upTo", "amount", default: nil, "Largest difference of one payment."),
      ConfigurationKey("perRun", "amount", default: nil, "Largest sum of all differences of one night."),
    ])
}
