import Receivables
import Store

/// One line of a voucher with the way back to where its money was read.
public struct BookLine: Sendable {
  public var voucher: VoucherNumber
  public var date: CalendarDate
  /// The voucher's.
  public var text: String
  public var posting: Posting
  /// The rule that matched it, with what spoke for it when that is more than the reference.
  public var rule: String?
  public var evidence: String?
  /// What `perille match` calls the money.
  public var entry: String?
  /// File as it was dropped, where it rests, and the line in it.
  public var path: String?
  public var restsIn: String?
  public var line: Int?
}

/// A voucher of the journal, line by line.
public struct VoucherStory: Sendable {
  public var company: String
  public var voucher: Voucher
  public var lines: [BookLine]
  /// The exports that have carried it.
  public var exports: [String]
}

extension ExchangeFolder {
  /// The voucher of this name (`2026-A-17`); nil when there is none.
  func voucherStory(_ name: String, company: String?, in transaction: Transaction) throws -> VoucherStory? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let number = Int(parts[2]) else { return nil }
    let id = VoucherNumber(fiscalYear: year, series: String(parts[1]), number: number)
    let keys = try company.map { [try requireCompany($0).key] } ?? transaction.voucherCompanies()
    let found = try keys.filter { try transaction.voucherID($0, id) != nil }
    guard let key = found.first, let row = try transaction.voucherID(key, id), let voucher = try transaction.voucher(id: row)
    else {
      return nil
    }
    guard found.count == 1 else {
      throw CommandFailure(
        .usage, lines: ["Several companies have a voucher \(id); name one:"] + found.map { "  --company \($0)" })
    }
    return VoucherStory(
      company: key, voucher: voucher, lines: try bookLines(voucher, where: { _ in true }, transaction),
      exports: try transaction.exports(voucher: row))
  }

  /// The lines of a voucher, each with its origin; of a voucher of a whole day only those that are wanted.
  func bookLines(
    _ voucher: Voucher, where isWanted: (Posting) -> Bool, _ transaction: Transaction
  ) throws -> [BookLine] {
    var origins: [String: (entry: Int64, origin: Origin?, rule: String?, evidence: String?)] = [:]
    return try voucher.draft.postings.filter(isWanted).map { posting in
      if origins[posting.source] == nil, let record = try transaction.entry(key: posting.source) {
        // What a later night found of it stands by that night's voucher.
        let (rule, evidence) = try transaction.laterMatch(entry: record.id, in: voucher.id) ?? (record.rule, record.evidence)
        origins[posting.source] = (record.id, try transaction.entryOrigin(id: record.id), rule, evidence)
      }
      let known = origins[posting.source]
      return BookLine(
        voucher: voucher.id, date: voucher.draft.date, text: voucher.draft.text, posting: posting, rule: known?.rule,
        evidence: known?.evidence, entry: known.map { "E\($0.entry)" }, path: known?.origin?.path,
        restsIn: known?.origin?.restsIn, line: known?.origin?.line)
    }
  }
}
