import Configuration
import Ledger
import Receivables
import Store

/// Prepares the files of each company's exports with the vouchers that no file of that format has carried yet: late ones come in a later
/// file, and no file is ever written anew.
struct ExportVouchers {
  let transaction: Transaction
  let configuration: ExchangeConfiguration
  let program: String

  /// Vouchers that are in memory at a time.
  private static let batchSize = 5_000
  /// Postings that are in memory at a time, when vouchers are of whole days.
  private static let postingsMax = 50_000

  /// Why vouchers of a company wait for an export.
  struct Refusal: Hashable {
    var company: String
    var format: String
    var finding: Finding
  }

  /// Refusals are no failure of the night: the vouchers are booked, and the files come when a person has done what is asked.
  func prepare() throws -> [Refusal] {
    var refusals: [Refusal] = []
    for company in configuration.companies {
      guard let terms = configuration.ledger(of: company.key) else { continue }
      let context = ExportContext(company: company, terms: terms, program: program)
      for format in terms.exports { refusals += try prepare(format, context) }
    }
    return refusals
  }

  private func prepare(_ format: String, _ context: ExportContext) throws -> [Refusal] {
    var refusals: [Refusal] = []
    var rows: [Int64] = []
    var vouchers: [Voucher] = []
    var postings = 0
    // So that years of vouchers are not asked one by one whether a file has carried them: up to this row all are.
    let mark = "exportedThrough \(context.company.key) \(format)"
    let through = try transaction.setting(mark).flatMap { Int64($0) } ?? .min
    var last = through
    var isComplete = true
    func write() throws {
      guard !vouchers.isEmpty else { return }
      let result = try LedgerExports.files(vouchers, as: format, context)
      for file in result.files {
        try insert(file, rows: file.vouchers.map { rows[$0] }, format: format, company: context.company.key)
      }
      isComplete = isComplete && Set(result.files.flatMap(\.vouchers)).count == vouchers.count
      for finding in result.refusals {
        let refusal = Refusal(company: context.company.key, format: format, finding: finding)
        if !refusals.contains(refusal) { refusals.append(refusal) }
      }
      rows = []
      vouchers = []
      postings = 0
    }
    try transaction.forEachVoucher(company: context.company.key, notExportedAs: format, after: through) { row, voucher in
      last = row
      rows.append(row)
      vouchers.append(voucher)
      postings += voucher.draft.postings.count
      if vouchers.count >= Self.batchSize || postings >= Self.postingsMax { try write() }
    }
    try write()
    if isComplete, last > through { try transaction.set(mark, to: String(last)) }
    return refusals
  }

  private func insert(_ file: ExportedFile, rows: [Int64], format: String, company: String) throws {
    let folder = "ledger/\(company)/"
    let output = try transaction.insertOutput(
      kind: "ledger", path: folder + file.name, sha256: sha256(file.bytes), bytes: file.bytes)
    _ = try transaction.insertOutput(
      kind: "ledger", path: folder + file.manifestName, sha256: sha256(file.manifest), bytes: file.manifest)
    try transaction.markExported(vouchers: rows, format: format, output: output)
  }
}
