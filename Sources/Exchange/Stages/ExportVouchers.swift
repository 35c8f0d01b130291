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
    let fresh = try transaction.vouchers(company: company.key, notExportedAs: format)
    // A file holds one fiscal year, so that its name can say which numbers it carries.
    for year in Set(fresh.map(\.voucher.fiscalYear)).sorted() {
      let vouchers = fresh.filter { $0.voucher.fiscalYear == year }
      guard let first = vouchers.first?.voucher, let last = vouchers.last?.voucher else { continue }
      let bytes = HledgerExport.render(vouchers.map(\.voucher), company: company, accounts: ledger.chart)
      let name = "\(first.series)-\(year)-\(numbered(Int64(first.number)))-\(numbered(Int64(last.number))).journal"
      let output = try transaction.insertOutput(
        kind: "ledger", path: "ledger/\(company.key)/\(name)", sha256: sha256(bytes), bytes: bytes)
      try transaction.markExported(vouchers: vouchers.map(\.id), format: format, output: output)
    }
  }
}
