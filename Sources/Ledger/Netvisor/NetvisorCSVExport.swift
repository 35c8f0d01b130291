import Receivables

/// A file for Netvisor's import of accounting data from CSV ("Tietojen tuonti"): one fiscal year, one row a posting, the amount in one
/// column with its sign (debit positive).
///
/// Source: support.netvisor.fi, "Kirjanpitotietojen tuonti". The user of the import says which column is what; their headings are the
/// names that it uses. All descriptions of a row are at most 255 characters together. It does not look at locked periods.
public struct NetvisorCSVExport: LedgerExport {
  public let id = "netvisor-csv"

  public func layout(_ terms: LedgerTerms) -> ExportLayout {
    ExportLayout(accounts: .digits, currencies: .only(.eur), prefix: "netvisor-", suffix: "csv")
  }

  public func encode(_ part: ExportPart) -> EncodedPart {
    // What Excel saves as CSV in Finland.
    var writer = CSVWriter(separator: UInt8(ascii: ";"), page: .windows1252)
    for heading in ["Tositelaji", "Tositenumero", "Päivämäärä", "Selite 1", "Tilinumero", "Summa"] { writer.text(heading) }
    writer.endRow()
    for voucher in part.vouchers {
      let description = NetvisorText.voucher(voucher)
      for posting in voucher.draft.postings {
        let own = NetvisorText.posting(posting)
        writer.text(voucher.id.series)
        writer.number { $0.add(number: voucher.id.number) }
        writer.number { $0.add(dotted: voucher.draft.date) }
        writer.text(own.isEmpty ? description : "\(description) (\(own))", limit: NetvisorText.limit)
        writer.text(part.chart.number(posting.role))
        writer.number { $0.add(posting.amount, mark: UInt8(ascii: ",")) }
        writer.endRow()
      }
    }
    return EncodedPart(bytes: writer.bytes, tally: writer.tally)
  }
}
