import Receivables

extension ConfigurationTemplate {
  static let ledgerExample =
    """
    #|     ledger:
    #|       # Formats that each run writes new vouchers in: hledger, beancount, sie, netvisor-csv, netvisor-xml, csv
    #|       exports: [hledger]
    #|       # payment: each payment is a voucher. settlement: all of an account and booking day that one night brought.
    #|       vouchers: payment
    #|       series: A
    #|       # First day of every fiscal year, MM-DD. Where one was longer or shorter, state it instead, and the others follow:
    #|       #   fiscalYears: [{from: 2026-01-01, through: 2027-06-30}]
    #|       fiscalYearStart: 01-01
    #|       # Nothing is booked on this day or before: closedThrough: 2025-12-31
    #|       # Published chart that fills what chart leaves out: fi-procountor, fi-netvisor, se-bas, no-ns4102
    #|       #   chartFrom: fi-procountor
    #|       # Account numbers by role, as proposed for Finland. Go through them with the bookkeeper: the same number means other
    #|       # things in other charts. An account of your own may have its name: BANK: {number: "1911", name: OP yritystili}
    #|       chart:

    """ + lines(usual: "FI", indent: "#|         ") + """
      #|       # Nothing is exported before a person has confirmed the numbers that stand here, with name and day:
      #|       #   chartConfirmedBy: "Name, YYYY-MM-DD"
      #|       # Columns of the export csv, where it is asked for; a row is a posting.
      #|       csv:
      #|         columns:
      #|           - {heading: Tositelaji, field: series}
      #|           - {heading: Tositenumero, field: number}
      #|           - {heading: Pvm, field: date}
      #|           - {heading: Tili, field: account}
      #|           - {heading: Summa, field: amount}
      #|           - {heading: Selite, field: voucherText}
      #|         separator: ";"
      #|         decimalMark: ","
      #|         # yyyy-MM-dd, yyyyMMdd, dd.MM.yyyy
      #|         dateFormat: dd.MM.yyyy
      #|         # utf-8, utf-8-bom, iso-8859-1, windows-1252
      #|         encoding: utf-8
      #|         # no when there is no row of headings.
      #|         heading: yes
      #|       # Differences that are booked to ROUNDING instead of staying open: of one payment, and in one night.
      #|       #   smallDifference: {upTo: 0.05, perRun: 5.00}

      """

  /// What a company of another country writes under `chart:` instead.
  static let otherCharts =
    """

    # Proposed account numbers of other countries, to stand under ledger: chart: of a company there.

    """
    + ["SE", "NO"].map { country in
      "# \(country == "SE" ? "Sweden" : "Norway"):\n" + lines(usual: country, indent: "#     ")
    }.joined()

  /// One line a role: `BANK: "1910"  # Pankkitili`
  private static func lines(usual country: String, indent: String) -> String {
    let accounts = ProposedChart.usual(in: country)?.accounts ?? []
    return accounts.map { account in
      let note = account.isUnverified ? " (unverified)" : ""
      return "\(indent)\(account.role.rawValue): \"\(account.number)\"  # \(account.name)\(note)\n"
    }.joined()
  }
}
