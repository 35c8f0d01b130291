/// The `perille.yaml` that `perille init` writes: valid as it stands, with every key explained.
public enum ConfigurationTemplate {
  public static let text = head + example + ledgerExample + otherCharts + csvHead + csvExample

  /// The same with the example taken in, as tests and curious people want it.
  static var uncommented: String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.hasPrefix("#| ") ? String(line.dropFirst(3)) : line == "#|" ? "" : String(line)
    }.joined(separator: "\n")
  }

  private static let head = """
    # perille.yaml: what Perille does for whom.
    #
    # Unknown keys, wrong check digits and contradictions are errors with their line; `perille doctor` checks the file.
    # Identifiers are taken as they are written, with their zeros; amounts have a point: 25.00.
    # Lines that begin with #| are an example: take the mark away and put your own values in.

    # Zone whose calendar says what today is.
    timeZone: Europe/Helsinki

    # A file in inbox/ or returns/ is read when it has not changed for so many seconds.
    quietSeconds: 30

    # If your system writes a marker beside each finished file (invoices.xml, invoices.xml.done), name its ending.
    # doneMarkerSuffix: .done

    # File names that are never looked at, besides *.tmp, *.part and names that begin with a dot.
    ignore: []

    # Values for all companies of a country (FI, SE, NO) that do not state their own.
    #| countryDefaults:
    #|   FI:
    #|     # Claims older than this after the due date are never handed over.
    #|     maxAgeMonths: 30
    #|     # Smaller open principals are held back.
    #|     minimumCapital: 20.00

    # The creditors. A new company is only planned for until `perille activate KEY`.
    # Its key names folders and files: lower-case letters, digits, hyphens.
    companies:

    """

  private static let example = """
    #|   example-fi:
    #|     name: Esimerkkikauppa Oy
    #|     country: FI
    #|     legalId: 9876543-0
    #|     vatId: FI98765430
    #|     # E-invoice addresses by which invoices name this company as their seller.
    #|     endpoints: ["003798765430"]
    #|     # ledger: everything is dropped, payments too, and Perille keeps the balance.
    #|     # handover: what is dropped is what should go, and a drop confirms it for some banking days:
    #|     #   way: {handover: {confirmationDays: 3}}
    #|     way:
    #|       ledger:
    #|         # CSV profiles or paymentSource names that must be fresh before anything goes.
    #|         requiredPaymentSources: [bank, payments]
    #|         # Banking days after which the newest payments are too old.
    #|         maxPaymentAge: 3
    #|     # Claims issued before this day are left alone.
    #|     takeOnFrom: 2026-01-01
    #|     maxAgeMonths: 24
    #|     # More than this in one night, and nothing of the company goes until a person has looked.
    #|     maxAssignmentsPerRun: 200
    #|     maxCapitalPerRun: 100000.00
    #|     minimumCapital: 25.00
    #|     # Debtors in other countries are held back, except in these.
    #|     foreignDebtorCountries: [SE]
    #|     # yes when all of its claims are rents.
    #|     rental: no
    #|     # Sweden: reminder fees are owed only if they are agreed at the latest when the debt arises. Your terms say so: yes.
    #|     reminderFeeAgreed: no
    #|     # What is agreed with providers; the first that takes a claim's kind gets it.
    #|     agreements:
    #|       - provider: ropo
    #|         channel: ropo-one
    #|         # pending, active or ended
    #|         state: active
    #|         # reminder_and_collection: the provider reminds, then collects. collection: you have reminded.
    #|         mode: reminder_and_collection
    #|         # EUR in FI, SEK in SE, NOK in NO.
    #|         currency: EUR
    #|         # b2b, b2c, b2b_rental, b2c_rental
    #|         kinds: [b2b, b2c]
    #|         clientNumber: "004711"
    #|         # Product at the provider, where it has several: product: pro
    #|         # Money from these is settlement, not a debtor's payment.
    #|         providerAccounts: []
    #|         providerNames: [Example Collection Oy]
    #|         # Days after the due date, when you want more than the provider.
    #|         minimumDays: {b2b: 14}
    #|         # Other names for fields of the channel that are marked unverified: {key: name}
    #|         fieldNames: {}
    #|     accounts:
    #|       - iban: FI21 1234 5600 0007 85
    #|         # Which of its money becomes vouchers: provider (only money on assignments or from a provider), all, none
    #|         books: provider
    #|         # Its files count as a payment source of this name.
    #|         paymentSource: bank
    #|         # Other numbers by which bank files name it: otherNumbers: ["123456-785", "5050-1055"]

    """

  private static let csvHead = """

    # How CSV files are read. Exactly one profile must fit a file, and nothing is guessed: what is not as declared here is an
    # error, and nothing of that file is taken over.
    csv:

    """

  private static let csvExample = """
    #|   invoices:
    #|     # Which files: sub-folders (. is the inbox itself), names, columns that must be there. What is left out is not asked.
    #|     match: {folders: [erp/invoices], name: "inv*.csv", header: [InvoiceNo]}
    #|     # utf-8, iso-8859-1, iso-8859-15, windows-1252, cp850
    #|     encoding: windows-1252
    #|     # One character, or tab.
    #|     separator: ";"
    #|     # Around values that hold separators or line breaks; none if quotation marks are ordinary characters.
    #|     quote: '"'
    #|     # Rows before the header; headerRow: no when there is none (columns are then positions: 1, 2, 3).
    #|     skipRows: 0
    #|     headerRow: yes
    #|     # Values that mean nothing.
    #|     emptyValues: ["00000000"]
    #|     # decimalMark: "," or "." or none. grouping: none, space, point, comma, apostrophe.
    #|     numbers: {decimalMark: ",", grouping: space, trailingMinus: no, impliedDecimals: 0}
    #|     # yyyy or yy, MM or M, dd or d
    #|     dateFormat: dd.MM.yyyy
    #|     # Whose rows: {constant: KEY}, {folder: 1} (the sub-folder is named by the key), {column: Firm, values: {"01": KEY}}
    #|     company: {constant: example-fi}
    #|     # invoice, creditNote, payment, openItem, hold, customer; or from a column:
    #|     rowKind: {column: Type, values: {I: invoice, C: creditNote, X: ignore}}
    #|     columns:
    #|       number: InvoiceNo
    #|       issueDate: InvoiceDate
    #|       dueDate: DueDate
    #|       amountDue: Total
    #|       reference: Reference
    #|       customerNumber: CustomerNo
    #|       customerName: Name
    #|       street: Street
    #|       postCode: PostCode
    #|       town: Town
    #|       identifier: BusinessOrPersonId
    #|       debtorKind: CustomerType
    #|       disputed: Disputed
    #|     # Values of fields that have no column.
    #|     constants: {currency: EUR}
    #|     # Values as the file writes them, and what they mean.
    #|     values:
    #|       debtorKind: {F: b2b, P: b2c}
    #|     # Columns of each further debtor.
    #|     coDebtors:
    #|       - {customerName: Name2, identifier: Id2, street: Street2, postCode: PostCode2, town: Town2}
    #|     # Reminder fees that were charged, each with its day.
    #|     fees:
    #|       - {amount: Fee, date: FeeDate}
    #|     # creditNotes and payments: positive or negative. negativeInvoices: refuse or creditNote.
    #|     signs: {creditNotes: negative, payments: positive, negativeInvoices: refuse}
    #|   payments:
    #|     match: {name: "payments_*.csv"}
    #|     encoding: utf-8
    #|     separator: ";"
    #|     numbers: {decimalMark: ","}
    #|     dateFormat: yyyy-MM-dd
    #|     company: {constant: example-fi}
    #|     rowKind: payment
    #|     columns: {number: InvoiceNo, reference: Reference, amount: Amount, paymentDate: Date, paymentId: Id}
    #|     constants: {currency: EUR}
    #|     # Through which day the list speaks: {fileName: "..."}, {column: C}, {row: 1, position: 2} of the skipped rows,
    #|     # {trailer: 4}, {constant: 2026-01-01}, or {newestPayment: yes} where each list surely holds a payment.
    #|     statedDate: {fileName: "payments_{yyyyMMdd}.csv"}
    #|     # A last row that counts and sums the others: its marker, and where count and total stand.
    #|     trailer: {marker: END, position: 1, count: 2, total: 3, totalOf: Amount}
    #|   open-items:
    #|     match: {folders: ["*/open"]}
    #|     encoding: utf-8
    #|     separator: tab
    #|     numbers: {decimalMark: "."}
    #|     dateFormat: yyyyMMdd
    #|     company: {folder: 1}
    #|     rowKind: openItem
    #|     columns: {number: Invoice, issueDate: Issued, openAmount: Open, currency: Currency}
    #|     statedDate: {column: AsOf}
    #|     # complete: an item that is not in the list any more is closed, unless the list shrank by more than this share.
    #|     openItems: {complete: yes, maximumShrinkPercent: 20}

    """
}
