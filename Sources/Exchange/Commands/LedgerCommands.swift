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
      return try companies.map { try verify($0, transaction) }
    }
  }

  private func verify(_ company: String, _ transaction: Transaction) throws -> LedgerCheck {
    var verifier = JournalVerifier()
    var problem: String?
    do {
      try transaction.forEachVoucher(company: company) { _, voucher in
        if problem == nil { problem = verifier.check(voucher)?.message }
      }
    } catch StoreError.corrupt(let text) {
      problem = "After \(verifier.count) vouchers that are right the journal cannot be read: \(text)."
    }
    let head = try transaction.journalHead(company: company)
    if problem == nil, verifier.count != head?.vouchers ?? 0 || verifier.head != head?.hash ?? Journal.origin {
      problem = verifier.checkHead(head?.hash ?? Journal.origin)?.message
        ?? "The journal has \(verifier.count) vouchers, but its recorded head counts \(head?.vouchers ?? 0)."
    }
    if problem == nil {
      // A chain cannot tell that its last links are gone with its head; the entries that they booked can.
      let missing = try transaction.entriesWithoutVoucher(company: company)
      if missing > 0 {
        problem =
          "The journal has \(verifier.count) vouchers, but \(missing) bank "
          + "\(missing == 1 ? "entry says that it was" : "entries say that they were") booked and no voucher books them."
      }
    }
    return LedgerCheck(company: company, vouchers: verifier.count, head: verifier.head, problem: problem)
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
          try transaction.vouchers(company: one.key, from: from, until: until), company: one,
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
