import Receivables

/// Every finding that reading a CSV file can make.
public enum CSVCatalog {
  public static let rules: [RuleDescription] = fileRules + byteRules + rowRules + valueRules

  private static let rfc = "RFC 4180, section 2, https://www.rfc-editor.org/rfc/rfc4180"
  private static let strict = "Perille: nothing in a CSV file is guessed, and a file with an error is not taken over in part"

  private static func rule(
    _ id: String, _ title: String, _ meaning: String, example: String, remedy: String, source: String = strict
  ) -> RuleDescription {
    RuleDescription(id: id, title: title, meaning: meaning, example: example, remedy: remedy, source: source)
  }

  private static let fileRules: [RuleDescription] = [
    rule(
      "csv.profile-none", "No profile fits the file",
      "The file is text, but match: of no CSV profile is true for it. What it says is unknown, so companies that it may concern wait.",
      example: "The header's InvoiceNo was renamed to Invoice No, which no profile asks for.",
      remedy: "The finding says for each profile why it does not fit. Correct match:, add a profile, or dismiss the file."),
    rule(
      "csv.profile-ambiguous", "Several profiles fit the file",
      "More than one profile is for this file, and they may read it differently.",
      example: "Two profiles ask for names like *.csv.", remedy: "Narrow match: until one is left, then retry the file."),
    rule(
      "csv.company-unknown", "Whose rows are these?",
      "The place that names the company (sub-folder, column or constant) names none of perille.yaml.",
      example: "The file lies in inbox/acme/, and no company has the key acme.",
      remedy: "Correct the folder or the column, or map the code under company: values:."),
    rule(
      "csv.separator", "Another separator",
      "The first row is in one piece, and another usual separator would cut it.",
      example: "The profile says ; and the header is a,b,c.",
      remedy: "Correct separator: or the export."),
    rule(
      "csv.header-missing", "No header",
      "The file ends before its header, or the header's row is blank. An export without rows still has one; a file without is cut off.",
      example: "A file with nothing but a line break.", remedy: "Ask the sender for a whole file."),
    rule(
      "csv.header-duplicate", "Two columns of one name", "A name that stands twice in the header could mean either column.",
      example: "Amount;Amount", remedy: "Let the export name each column differently."),
    rule(
      "csv.column-missing", "A column is missing",
      "A column that the profile reads is not there. Reading on without it would turn what it says (disputed, paid) into nothing.",
      example: "The profile reads Disputed, the header has Dispute.",
      remedy: "The finding names the nearest column. Correct the profile or the export."),
    rule(
      "csv.stated-date", "The list does not say its day",
      "A payment list must say through which day it speaks, an open-items list as of when. Without it nobody knows whether balances are fresh.",
      example: "statedDate expects payments_{yyyyMMdd}.csv, the file is payments.csv.",
      remedy: "Let the sender state the day where statedDate says, the same on every row."),
    rule(
      "csv.held-rows", "Too many open items before their date",
      "Open items are kept in memory until the trailer says their date, and there are more than fit.",
      example: "A list of 300,000 open items with its date in the trailer.",
      remedy: "State the date in the name, a column or a row before the header."),
    rule(
      "csv.trailer-missing", "No trailer", "The profile expects a last row that counts the others, and it is not there.",
      example: "The transfer stopped in the middle.", remedy: "Ask the sender for the file again."),
    rule(
      "csv.after-trailer", "A row after the trailer", "The trailer is the last row; what follows was not counted by it.",
      example: "Two exports joined into one file.", remedy: "Ask for each file by itself."),
    rule(
      "csv.trailer-count", "The number of rows differs",
      "The trailer counts other rows than the file has, or does not state a number.",
      example: "END;12 under 11 rows.", remedy: "Ask the sender for the file again."),
    rule(
      "csv.trailer-total", "The total differs",
      "The trailer states another total than the rows add up to, or none that can be read.",
      example: "END;2;100,00 under rows of 60,00 and 30,00.", remedy: "Ask the sender for the file again."),
    rule(
      "csv.findings-limit", "More errors than are listed", "After so many errors reading stops; the rest was not looked at.",
      example: "Every date of a large file has another form than declared.", remedy: "Correct the first errors and retry."),
  ]

  private static let byteRules: [RuleDescription] = [
    rule(
      "csv.utf16", "UTF-16", "The file begins with a byte order mark of UTF-16, which no profile can declare.",
      example: "A spreadsheet saved as Unicode text.", remedy: "Let the sender write UTF-8."),
    rule(
      "csv.encoding", "Not the declared encoding",
      "A byte means nothing in the declared encoding. Replacing it would change names and addresses in silence.",
      example: "A windows-1252 ä in a profile that says utf-8.", remedy: "Declare the encoding that the sender writes."),
    rule(
      "csv.bom", "A byte order mark in the middle", "Files were joined; a header may stand between the rows.",
      example: "cat a.csv b.csv > all.csv", remedy: "Ask for each file by itself."),
    rule(
      "csv.control-character", "A control character",
      "NUL and other control characters are no text: the file is damaged or not a list.",
      example: "A byte 0x00 in a name.", remedy: "Ask the sender for the file again."),
    rule(
      "csv.quote", "A stray quotation mark", "A quotation mark stands where only whole quoted values may have one.",
      example: "5\" pipe;10,00", remedy: "Let the export quote the value and double the mark, or say quote: none.", source: rfc),
    rule(
      "csv.quote-open", "A quotation mark is not closed",
      "The rest of the file, or a megabyte of it, would belong to one value.",
      example: "\"Aalto;10,00 up to the end of the file.",
      remedy: "The file may be cut off; else correct the export or say quote: none.", source: rfc),
    rule(
      "csv.row-size", "A row beyond all measure", "A row is longer than a megabyte, which no list of invoices has.",
      example: "A large binary file named .csv.", remedy: "Is it the right file for this profile?"),
  ]

  private static let rowRules: [RuleDescription] = [
    rule(
      "csv.fields", "Too many or too few fields",
      "A row has other columns than the header, so values may have moved to wrong ones.",
      example: "A semicolon inside a name without quotation marks.", remedy: "Let the export quote such values.", source: rfc),
    rule(
      "csv.row-kind", "An unknown kind of row", "The column that says what a row is has a value that the profile does not map.",
      example: "Type Q, where I and C are known.",
      remedy: "Add it under rowKind: values:, as ignore if it is nothing for Perille."),
    rule(
      "csv.required", "A value is missing", "A row cannot be read without this value.", example: "An invoice without a number.",
      remedy: "Correct the row."),
    rule(
      "csv.value", "An unknown value", "A field has a value that its map, or Perille, does not know.",
      example: "Customer type Z.",
      remedy: "Add it under values:, or correct the row."),
    rule(
      "csv.sign", "An unexpected sign", "An amount has the sign that the profile says it cannot have.",
      example: "An invoice of -50,00.", remedy: "Declare signs: as the export writes them, or correct the row."),
    rule(
      "csv.fee-date", "A reminder fee without a date",
      "Only fees that are stated with the day on which they were charged go into a claim; this one is left out.",
      example: "Fee 5,00 and an empty FeeDate.", remedy: "Let the export state the day."),
  ]

  private static let valueRules: [RuleDescription] = [
    rule(
      "csv.amount", "Not an amount", "Amounts are read only in the declared form, and never rounded.",
      example: "1.234,56 where no grouping is declared.",
      remedy: "Declare numbers: as the export writes them, or correct the row."),
    rule(
      "csv.percent", "Not a percentage", "Percentages are written like amounts, without a sign.", example: "8 %",
      remedy: "Correct the row."),
    rule(
      "csv.date", "Not a date", "Dates are read only in the declared form and must be real days.", example: "31.02.2026",
      remedy: "Declare dateFormat: as the export writes it, or correct the row."),
    rule(
      "csv.flag", "Neither yes nor no", "A field that is yes or no says something else.", example: "Disputed: perhaps",
      remedy: "Map the words under values:."),
    rule(
      "csv.currency", "Not a currency", "Currencies are three capital letters.", example: "euro",
      remedy: "Map the words under values: currency.", source: "ISO 4217"),
    rule(
      "csv.country", "Not a country code", "Countries are two letters.", example: "Suomi",
      remedy: "Map the words under values: country.", source: "ISO 3166-1"),
    rule(
      "csv.personal-code", "A personal identity code is wrong",
      "Its day or check character is wrong. It is left out, and never quoted: a mistyped code still names somebody.",
      example: "A letter changed in the code of a debtor.", remedy: "Correct it in the customer's master data.",
      source: "DVV, Henkilötunnus; Skatteverket SKV 704; Skatteetaten, fødselsnummer"),
    rule(
      "csv.business-id", "A business id is wrong",
      "It is neither a business id of the debtor's country nor a personal identity code there. It is left out.",
      example: "9876543-2 in Finland, whose check digit is 0.", remedy: "Correct it in the customer's master data.",
      source: "Y-tunnus, organisationsnummer and organisasjonsnummer: check digits by the national rules"),
    rule(
      "csv.vat-id", "A VAT number is wrong", "It has no country prefix or a wrong check digit. It is left out.",
      example: "FI98765432", remedy: "Correct it in the customer's master data.",
      source: "Council Directive 2006/112/EC, article 215"),
  ]
}
