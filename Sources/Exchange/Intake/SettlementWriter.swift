import Receivables
import Store

/// Writes settlements as they come, inside the file's savepoint: from memory, or while a large file is read.
final class SettlementWriter {
  private let directory: CompanyDirectory
  private let transaction: Transaction
  private let file: Int64
  private let asOf: CalendarDate
  private let name: String
  private var header: SettlementHeader?
  private var settlement: Int64 = 0
  private var companies: Set<String> = []
  private var accounts: Set<String> = []
  private var last = ""
  /// It is one of several pages; perhaps it counts only together with the others.
  private var isPage = false

  private let writer: EntryWriter
  private var count = 0

  init(directory: CompanyDirectory, transaction: Transaction, file: Int64, asOf: CalendarDate, name: String) throws {
    self.directory = directory
    self.transaction = transaction
    self.file = file
    self.asOf = asOf
    self.name = name
    writer = try EntryWriter(transaction, file: file)
  }

  func begin(_ header: SettlementHeader) throws {
    self.header = header
    companies = []
    accounts = []
    count = 0
    isPage = header.page.map { !$0.isWhole } ?? false
    settlement = try transaction.begin(header, file: file)
  }

  func insert(_ prepared: PreparedSettlement.Entry) throws {
    if last != prepared.entry.account {
      last = prepared.entry.account
      companies.insert(prepared.company)
      accounts.insert(prepared.entry.account)
    }
    count += 1
    guard isPage else {
      try writer.insert(
        prepared.entry, key: prepared.key, isWeak: prepared.isWeak, referenceKey: prepared.referenceKey,
        company: prepared.company, settlement: settlement)
      return
    }
    try writer.setAside(
      prepared.entry, key: prepared.key, isWeak: prepared.isWeak, referenceKey: prepared.referenceKey,
      company: prepared.company, settlement: settlement)
  }

  func finish(_ end: SettlementEnd) throws {
    guard let header else { return }
    last = ""
    try writer.flush()
    try transaction.finish(settlement: settlement, entries: count, end: end)
    for finding in end.findings { try transaction.insert(finding, file: file, message: header.ordinal) }
    if isPage, end.isSound, !end.waitsForPages { try writer.takeUp(settlement: settlement) }
    if end.isSound {
      // A settlement without entries still speaks for its account.
      if let account = header.account.flatMap({ directory.account($0)?.iban }) { accounts.insert(account) }
      // Pages that wait say nothing yet: until then somebody's money is unread.
      if let through = end.speaksThrough, !end.waitsForPages { try writePaymentSources(through) }
    } else {
      // It concerns the companies of its accounts; everybody when one of them is nobody's.
      let isStrange = end.findings.contains { $0.rule == "settlement.account-unknown" }
      _ = try transaction.insert(
        QuarantineRecord(
          fileID: file, message: header.ordinal, name: name + ".part-\(header.ordinal + 1)", bytes: nil,
          companies: companies.isEmpty || isStrange ? .all : .some(companies), since: asOf))
    }
  }

  /// A sound settlement of an account that is a payment source speaks for that source.
  private func writePaymentSources(_ through: CalendarDate) throws {
    for account in accounts.sorted() {
      guard let company = directory.company(account: account),
        let source = company.accounts.first(where: { $0.iban == account })?.paymentSource
      else { continue }
      try transaction.insertPaymentList(file: file, company: company.key, source: source, through: min(through, asOf))
    }
  }
}
