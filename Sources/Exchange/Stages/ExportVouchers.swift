import Configuration
import Ledger
import Receivables
import Store

/// Prepares one export file for each company and format with vouchers that no file of that format has carried yet.
struct ExportVouchers {
  let transaction: Transaction
  let configuration: ExchangeConfiguration

  func prepare() throws {
    for company in configuration.companies {
      guard let ledger = configuration.ledger(of: company.key) else { continue }
      for format in ledger.exports where format == HledgerExport.id { try prepare(company, ledger, format: format) }
    }
  }

  private func prepare(_ company: Company, _ ledger: LedgerTerms, format: String) throws {
    var fresh: [(id: Int64, voucher: Voucher)] = []
    try transaction.forEachVoucher(company: company.key, notExportedAs: format) { fresh.append(($0, $1)) }
    // A file holds one fiscal year, so that its name can say which numbers it carries.
    for year in Set(fresh.map(\.voucher.id.fiscalYear)).sorted() {
      let vouchers = fresh.filter { $0.voucher.id.fiscalYear == year }
      guard let first = vouchers.first?.voucher, let last = vouchers.last?.voucher else { continue }
      let bytes = HledgerExport.render(vouchers.map(\.voucher), company: company, accounts: ledger.chart)
      let name = "\(first.id.series)-\(year)-\(numbered(Int64(first.id.number)))-\(numbered(Int64(last.id.number))).journal"
      let output = try transaction.insertOutput(
        kind: "ledger", path: "ledger/\(company.key)/\(name)", sha256: sha256(bytes), bytes: bytes)
      try transaction.markExported(vouchers: vouchers.map(\.id), format: format, output: output)
    }
  }
}
