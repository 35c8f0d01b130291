import Crypto
import FoundationEssentials
import Receivables

/// What an export file should add up to, so that whoever reads it in can compare: counts, sums, the hash of its bytes, and the place in
/// the journal's chain.
///
/// JSON with sorted keys; amounts are texts with a decimal point; days are YYYY-MM-DD.
struct ExportManifest: Encodable {
  struct Named: Encodable {
    var key: String
    var name: String
  }
  struct Total: Encodable {
    var currency: String
    /// Sum of the debits; equal to `credit`.
    var debit: String
    /// Sum of the credits, without sign.
    var credit: String
    var postings: Int
  }
  struct Account: Encodable {
    var role: String
    /// Absent when nobody has confirmed the chart.
    var number: String?
    var currency: String
    /// Debits less credits.
    var net: String
    var postings: Int
  }
  struct Days: Encodable {
    var from: String
    var through: String
  }
  struct Texts: Encodable {
    var transliterated: Int
    var replaced: Int
    var cut: Int
  }

  var accounts: [Account]
  var bytes: Int
  var company: Named
  /// Of the vouchers.
  var days: Days
  var file: String
  var fiscalYear: Days
  var firstVoucher: String
  var format: String
  var lastVoucher: String
  /// Hash of the last voucher: the head of the journal's chain, as far as this file goes.
  var head: String
  var sha256: String
  var texts: Texts
  var totals: [Total]
  var vouchers: Int

  static func make(_ part: ExportPart, _ encoded: EncodedPart, name: String, format: String) throws -> [UInt8] {
    let sums = ExportSums(part.vouchers)
    let dates = part.vouchers.map(\.draft.date)
    let manifest = ExportManifest(
      accounts: sums.accounts.map { sum in
        let number = part.chart.number(sum.role)
        return Account(
          role: sum.role.rawValue, number: number.isEmpty ? nil : number, currency: sum.currency.code,
          net: ExportSums.text(sum.debit - sum.credit, sum.currency), postings: sum.postings)
      }, bytes: encoded.bytes.count,
      company: Named(key: part.context.company.key, name: ExportText.line(part.context.company.name)),
      days: Days(from: dates.min()?.description ?? "", through: dates.max()?.description ?? ""), file: name,
      fiscalYear: Days(from: part.fiscalYear.from.description, through: part.fiscalYear.through.description),
      firstVoucher: part.vouchers.first?.label ?? "", format: format, lastVoucher: part.vouchers.last?.label ?? "",
      head: part.vouchers.last?.hash ?? "", sha256: hex(SHA256.hash(data: encoded.bytes)),
      texts: Texts(
        transliterated: encoded.tally.transliterated, replaced: encoded.tally.replaced, cut: encoded.tally.cut),
      totals: sums.totals.map { sum in
        Total(
          currency: sum.currency.code, debit: ExportSums.text(sum.debit, sum.currency),
          credit: ExportSums.text(sum.credit, sum.currency), postings: sum.postings)
      }, vouchers: part.vouchers.count)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return Array(try encoder.encode(manifest)) + [0x0A]
  }

  private static func hex(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0xF)]] }, as: UTF8.self)
  }
}
