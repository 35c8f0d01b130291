import Receivables

extension HledgerExport {
  /// One file without a manifest, whatever its vouchers are; `LedgerExports.files` is the door.
  public static func render(
    _ vouchers: [Voucher], company: Company, accounts: [AccountRole: String] = [:]
  ) -> [UInt8] {
    let context = ExportContext(
      company: company, terms: LedgerTerms(company: company.key), program: "perille",
      on: vouchers.last?.draft.date ?? .init(dayNumber: 0))
    let year = context.terms.fiscalYear(of: context.on)
    return HledgerExport().encode(
      ExportPart(vouchers: vouchers, fiscalYear: year, currency: nil, chart: ExportChart(context), context: context)
    ).bytes
  }
}
