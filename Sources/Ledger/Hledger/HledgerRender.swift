import Receivables

extension HledgerExport {
  /// One file without a manifest, whatever its vouchers are; `LedgerExports.files` is the door.
  public static func render(
    _ vouchers: [Voucher], company: Company, accounts: [AccountRole: String] = [:]
  ) -> [UInt8] {
    let context = ExportContext(company: company, terms: LedgerTerms(company: company.key), program: "perille")
    let day = vouchers.last?.draft.date ?? CalendarDate(dayNumber: 0)
    let year = context.terms.fiscalYear(of: day)
    return HledgerExport().encode(
      ExportPart(vouchers: vouchers, fiscalYear: year, currency: nil, chart: ExportChart(context), context: context)
    ).bytes
  }
}
