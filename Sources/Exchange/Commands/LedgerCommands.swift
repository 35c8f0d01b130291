import Configuration
import Ledger
import Receivables
import Store

/// A company's journal, gone through from its first voucher.
public struct LedgerCheck: Codable, Hashable, Sendable {
  public var company: String
  public var vouchers: Int
  public var head: String
  public var problem: String?

  public var text: String {
    problem ?? "\(vouchers) vouchers, balanced, without gaps, chain unbroken; head \(head.prefix(16))"
  }
}

extension ExchangeFolder {
  public func verifyLedger(company: String?) throws -> [LedgerCheck] {
    if let company { try requireCompany(company) }
    return try withStore { try verifyLedger(in: $0, company: company) }
  }

  func verifyLedger(in store: Store, company: String?) throws -> [LedgerCheck] {
    try store.read { transaction in
      let companies = try company.map { [$0] } ?? transaction.voucherCompanies()
      return try companies.map { key in
        let vouchers = try transaction.vouchers(company: key).map(\.voucher)
        return LedgerCheck(
          company: key, vouchers: vouchers.count, head: vouchers.last?.hash ?? Journal.origin,
          problem: try Journal.verify(vouchers)?.message ?? cutShort(key, last: vouchers.last, transaction))
      }
    }
  }

  /// A chain cannot tell that its last links are gone; the entries that they booked can.
  private func cutShort(_ company: String, last: Voucher?, _ transaction: Transaction) throws -> String? {
    let missing = try transaction.entriesWithoutVoucher(company: company)
    guard missing > 0 else { return nil }
    let end = last.map { "The journal ends with voucher \($0.label)" } ?? "The journal has no voucher"
    return end
      + ", but \(missing) bank \(missing == 1 ? "entry says that it was" : "entries say that they were") booked and no voucher books them."
  }

  /// Vouchers in an export format, on standard output; nothing is marked as exported by it.
  public func exportLedger(
    format: String, company: String?, from: CalendarDate?, until: CalendarDate?
  ) throws -> [UInt8] {
    guard format == HledgerExport.id else {
      throw CommandFailure(.usage, "No export is called \(Masking.excerpt(format)); there is: \(HledgerExport.id).")
    }
    let companies = try company.map { [try requireCompany($0)] } ?? configuration.companies
    guard companies.count == 1, let one = companies.first else {
      throw CommandFailure(.usage, lines: ["An export is of one company; name it:"] + companies.map { "  --company \($0.key)" })
    }
    return try withStore { store in
      try store.read { transaction in
        HledgerExport.render(
          try transaction.vouchers(company: one.key, from: from, until: until).map(\.voucher), company: one,
          accounts: configuration.ledger(of: one.key)?.chart ?? [:])
      }
    }
  }

  /// The report of a run (nil: the last finished one) as it was written.
  public func report(run: Int64?) throws -> (json: String, text: String) {
    try withStore { store in
      let record = try store.read { transaction in
        if let run { return try transaction.run(id: run) }
        return try transaction.lastRun(state: "finished")
      }
      guard let record, let json = record.report, let text = record.reportText else {
        throw CommandFailure(.usage, run.map { "Run \($0) has no report." } ?? "No run has finished here yet.")
      }
      return (json, text)
    }
  }
}
