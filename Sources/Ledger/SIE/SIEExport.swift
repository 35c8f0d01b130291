import Receivables

/// SIE type 4I, the file of vouchers that Swedish accounting programs read: one series, fiscal year and currency a file.
///
/// Source: SIE filformat, version 4B, 2008-09-30. CRLF, code page 437, `#KSUMMA` around all that follows `#FLAGGA`. Vouchers carry our
/// own series and numbers; customers and invoices are objects of the reserved dimensions 8 and 10. No text has a backslash, a
/// quotation mark or a brace: readers differ in how they take them.
public struct SIEExport: LedgerExport {
  public let id = "sie"

  public func layout(_ terms: LedgerTerms) -> ExportLayout {
    ExportLayout(accounts: .digits, currencies: .apart(decimals: 2), suffix: "sie")
  }

  public func encode(_ part: ExportPart) -> EncodedPart {
    var writer = SIEWriter()
    writer.record("#FLAGGA", [.raw("0")])
    writer.openChecksum()
    head(part, &writer)
    chart(part, &writer)
    objects(part, &writer)
    for voucher in part.vouchers { SIEExport.voucher(voucher, part.chart, &writer) }
    writer.closeChecksum()
    return EncodedPart(bytes: writer.bytes, tally: writer.tally)
  }

  private func head(_ part: ExportPart, _ writer: inout SIEWriter) {
    let program = part.context.program.split(separator: " ", maxSplits: 1)
    writer.record("#PROGRAM", [.text(String(program.first ?? "perille")), .text(program.count > 1 ? String(program[1]) : "0")])
    writer.record("#FORMAT", [.raw("PC8")])
    // The day of the newest voucher, not of the run: the same vouchers give the same file on every day.
    let newest = part.vouchers.lazy.map(\.draft.date).max() ?? part.fiscalYear.from
    writer.record("#GEN", [.day(newest)])
    writer.record("#SIETYP", [.raw("4")])
    writer.record("#PROSA", [.text("Perille journal, head sha256 \(part.vouchers.last?.hash ?? "")")])
    if let number = organisationNumber(part.context.company) { writer.record("#ORGNR", [.raw(number)]) }
    writer.record("#FNAMN", [.text(part.context.company.name)])
    writer.record("#RAR", [.raw("0"), .day(part.fiscalYear.from), .day(part.fiscalYear.through)])
    // BAS of today is a chart of the family EUBAS97; other countries' charts have no word here.
    if part.context.company.country == "SE" { writer.record("#KPTYP", [.raw("EUBAS97")]) }
    writer.record("#VALUTA", [.raw(part.currency?.code ?? "SEK")])
  }

  /// `NNNNNN-NNNN`, the form of Swedish numbers; a sole trader's is a personal code and stays out.
  private func organisationNumber(_ company: Company) -> String? {
    guard company.country == "SE", let number = SwedishOrganisationNumber.normalised(company.legalID) else { return nil }
    return number.prefix(6) + "-" + number.suffix(4)
  }

  private func chart(_ part: ExportPart, _ writer: inout SIEWriter) {
    var declared: Set<String> = []
    for role in part.roles where declared.insert(part.chart.number(role)).inserted {
      writer.record("#KONTO", [.raw(part.chart.number(role)), .text(part.chart.name(role))])
    }
  }

  private func objects(_ part: ExportPart, _ writer: inout SIEWriter) {
    let postings = part.vouchers.lazy.flatMap(\.draft.postings)
    declare(8, "Kund", postings.compactMap(\.customerNumber), &writer)
    declare(10, "Faktura", postings.compactMap(\.invoiceNumber), &writer)
  }

  /// In the order of first use. We know numbers, no names, so that an object is called as it is numbered.
  private func declare(_ dimension: Int, _ name: String, _ numbers: some Sequence<String>, _ writer: inout SIEWriter) {
    var known: Set<[UInt8]> = []
    for number in numbers {
      let object = writer.encoded(number)
      guard !object.isEmpty, known.insert(object).inserted else { continue }
      if known.count == 1 { writer.record("#DIM", [.number(dimension), .text(name)]) }
      writer.record("#OBJEKT", [.number(dimension), .encoded(object), .encoded(object)])
    }
  }

  private static func voucher(_ voucher: Voucher, _ chart: ExportChart, _ writer: inout SIEWriter) {
    writer.record(
      "#VER", [.text(voucher.id.series), .number(voucher.id.number), .day(voucher.draft.date), .text(voucher.draft.text)])
    writer.line("{")
    for posting in voucher.draft.postings {
      writer.transaction(
        account: chart.number(posting.role), customer: posting.customerNumber, invoice: posting.invoiceNumber, posting.amount)
    }
    writer.line("}")
  }
}
