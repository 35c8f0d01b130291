extension ConfigurationSection {
  static let profile = ConfigurationSection(
    path: "csv.NAME",
    keys: [
      ConfigurationKey("match", "mapping", default: nil, "Which files the profile is for; exactly one profile must fit a file."),
      ConfigurationKey(
        "encoding", "utf-8, iso-8859-1, iso-8859-15, windows-1252 or cp850", default: nil, "Encoding of the file."),
      ConfigurationKey("separator", "one character or tab", default: nil, "What stands between values."),
      ConfigurationKey(
        "quote", "one character or none", default: "\"", "What stands around values that hold separators or line breaks."),
      ConfigurationKey("skipRows", "whole number", default: "0", "Rows before the header or the first row."),
      ConfigurationKey("headerRow", "yes or no", default: "yes", "The first row names the columns."),
      ConfigurationKey("emptyValues", "list", "Values that mean nothing: 00000000, NULL."),
      ConfigurationKey("numbers", "mapping", default: nil, "How amounts are written."),
      ConfigurationKey(
        "dateFormat", "pattern", default: nil,
        "How dates are written: dd.MM.yyyy, d.M.yyyy, yyyy-MM-dd, yyyyMMdd, yyMMdd, dd/MM/yyyy."),
      ConfigurationKey("company", "mapping", default: nil, "Whose rows they are."),
      ConfigurationKey(
        "rowKind", "word or mapping", default: nil, "What a row is: invoice, creditNote, payment, openItem, hold or customer."),
      ConfigurationKey(
        "columns", "columns by field", default: nil, "Where each field is: a header name, or a position counted from 1."),
      ConfigurationKey("constants", "values by field", "Values of fields that have no column."),
      ConfigurationKey("values", "mapping by field", "Values as the file writes them, each with what it means."),
      ConfigurationKey("coDebtors", "list of columns by field", "Columns of each further debtor."),
      ConfigurationKey("fees", "list", "Columns of reminder fees that were charged."),
      ConfigurationKey("signs", "mapping", "Signs of amounts."),
      ConfigurationKey("trailer", "mapping", "A last row that counts and sums the others."),
      ConfigurationKey(
        "statedDate", "mapping", "Where a payment list says through which day it speaks, or an open-items list as of when."),
      ConfigurationKey("openItems", "mapping", "What an open-items list means."),
    ])

  static let match = ConfigurationSection(
    path: "csv.NAME.match",
    keys: [
      ConfigurationKey("folders", "list of patterns", "Sub-folders; . is the inbox itself, * any name, ** any folders."),
      ConfigurationKey("name", "list of patterns", "File names; * is any run of characters, ? one. Capitals do not count."),
      ConfigurationKey("header", "list", "Columns that must all be there."),
    ])

  static let numbers = ConfigurationSection(
    path: "csv.NAME.numbers",
    keys: [
      ConfigurationKey("decimalMark", "comma, point or none", default: nil, "What stands before the decimals: \",\" or \".\"."),
      ConfigurationKey(
        "grouping", "none, space, point, comma or apostrophe", default: "none", "What may stand between groups of three digits."),
      ConfigurationKey("trailingMinus", "yes or no", default: "no", "12,50- is minus 12.50."),
      ConfigurationKey("impliedDecimals", "whole number", default: "0", "So many last digits are decimals."),
    ])

  static let companyPlace = ConfigurationSection(
    path: "csv.NAME.company",
    keys: [
      ConfigurationKey("constant", "company key", "All rows are this company's."),
      ConfigurationKey("folder", "whole number", "The sub-folder at this depth is named by the company's key."),
      ConfigurationKey("column", "column", "A column with the key, legal id, VAT number or e-invoice address."),
      ConfigurationKey("values", "company keys by value", "Other codes of that column."),
    ])

  static let rowKind = ConfigurationSection(
    path: "csv.NAME.rowKind",
    keys: [
      ConfigurationKey("column", "column", default: nil, "The column that says it."),
      ConfigurationKey(
        "values", "row kinds by value", default: nil, "What each of its values means; ignore for rows that are not for Perille."),
    ])

  static let fee = ConfigurationSection(
    path: "csv.NAME.fees[]",
    keys: [
      ConfigurationKey("amount", "column", default: nil, "The fee."),
      ConfigurationKey("date", "column", default: nil, "The day it was charged."),
    ])

  static let signs = ConfigurationSection(
    path: "csv.NAME.signs",
    keys: [
      ConfigurationKey("creditNotes", "positive or negative", default: "positive", "How credit notes are written."),
      ConfigurationKey("payments", "positive or negative", default: "positive", "How money that came in is written."),
      ConfigurationKey(
        "negativeInvoices", "refuse or creditNote", default: "refuse", "What an invoice row with a negative amount is."),
    ])

  static let trailer = ConfigurationSection(
    path: "csv.NAME.trailer",
    keys: [
      ConfigurationKey("marker", "text", default: nil, "Value by which the trailer is known."),
      ConfigurationKey("position", "whole number", default: "1", "Where the marker stands, counted from 1."),
      ConfigurationKey("count", "whole number", "Where the number of rows stands."),
      ConfigurationKey("total", "whole number", "Where the total stands."),
      ConfigurationKey("totalOf", "column", default: "the amount", "What the total sums."),
    ])

  static let statedDate = ConfigurationSection(
    path: "csv.NAME.statedDate",
    keys: [
      ConfigurationKey("constant", "date", "Always this day."),
      ConfigurationKey("fileName", "pattern", "In the file's name, where {…} holds a date pattern: payments_{yyyyMMdd}.csv"),
      ConfigurationKey("column", "column", "The same on every row."),
      ConfigurationKey("row", "whole number", "In this one of the skipped rows,"),
      ConfigurationKey("position", "whole number", default: "1", "at this position."),
      ConfigurationKey("trailer", "whole number", "At this position of the trailer."),
      ConfigurationKey("newestPayment", "yes", "The newest payment date, for sources that always hold one."),
    ])

  static let openItems = ConfigurationSection(
    path: "csv.NAME.openItems",
    keys: [
      ConfigurationKey("complete", "yes or no", default: "no", "An item that is not in the list any more is closed."),
      ConfigurationKey("maximumShrinkPercent", "whole number", default: "20", "Unless the list shrank by more than this share."),
    ])
}
