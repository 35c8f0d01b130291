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
      problem =
        verifier.checkHead(head?.hash ?? Journal.origin)?.message
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
    if problem == nil {
      let stray = try transaction.strayPostings()
      if stray > 0 { problem = "The store has \(stray) \(stray == 1 ? "posting" : "postings") of no voucher." }
    }
    return LedgerCheck(company: company, vouchers: verifier.count, head: verifier.head, problem: problem)
  }

  /// Vouchers in an export format; nothing is marked as exported by it.
  public func exportLedger(
    format: String, company: String?, from: CalendarDate?, until: CalendarDate?, program: String
  ) throws -> [LedgerFile] {
    guard let export = LedgerExports.export(format) else {
      let known = LedgerExports.all.map(\.id)
      let hint = nearest(format, among: known).map { " Did you mean \($0)?" } ?? ""
      throw CommandFailure(
        .usage, "No export is called \(Masking.excerpt(format)); there are: \(known.joined(separator: ", ")).\(hint)")
    }
    let companies = try company.map { [try requireCompany($0)] } ?? configuration.companies
    guard companies.count == 1, let one = companies.first else {
      throw CommandFailure(.usage, lines: ["An export is of one company; name it:"] + companies.map { "  --company \($0.key)" })
    }
    let context = ExportContext(
      company: one, terms: configuration.ledger(of: one.key) ?? LedgerTerms(company: one.key), program: program)
    // Said also when there is nothing to export yet, and not only on the day of the first voucher.
    guard export.layout(context.terms).accounts == .roles || context.terms.isChartConfirmed else {
      throw CommandFailure(
        .configuration, "Nobody has confirmed the account numbers of \(one.key); \(format) is made of them.",
        "Compare the chart in perille.yaml with the bookkeeper's, then add chartConfirmedBy: \"Name, day\".")
    }
    let vouchers = try withStore { store in
      try store.read { try $0.vouchers(company: one.key, from: from, until: until) }
    }
    let result = try LedgerExports.files(vouchers, as: format, context)
    if let refusal = result.refusals.first {
      throw CommandFailure(.configuration, refusal.message, refusal.remedy)
    }
    return result.files.map(LedgerFile.init)
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
