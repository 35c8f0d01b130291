import Ledger
import Receivables
import Store

/// Writes settlements as they come, inside the file's savepoint: from memory, or straight from the reader of a large file.
final class SettlementWriter: SettlementSink {
  private let directory: CompanyDirectory
  private let transaction: Transaction
  private let file: Int64
  private let asOf: CalendarDate
  private let name: String
  private var preparation: EntryPreparation
  private var header: SettlementHeader?
  private var settlement: Int64 = 0
  private var companies: Set<String> = []
  private var accounts: Set<String> = []

  init(directory: CompanyDirectory, transaction: Transaction, file: Int64, asOf: CalendarDate, name: String) {
    self.directory = directory
    self.transaction = transaction
    self.file = file
    self.asOf = asOf
    self.name = name
    preparation = EntryPreparation(directory: directory)
  }

  func begin(_ header: SettlementHeader) throws {
    self.header = header
    companies = []
    accounts = []
    preparation.beginNext()
    settlement = try transaction.begin(header, file: file)
  }

  func receive(_ entry: SettlementEntry) throws {
    if let prepared = preparation.prepare(entry) { try insert(prepared) }
  }

  func insert(_ prepared: PreparedSettlement.Entry) throws {
    companies.insert(prepared.company)
    accounts.insert(prepared.entry.account)
    try transaction.insert(
      prepared.entry, key: prepared.key,
      referenceKey: prepared.entry.reference.flatMap {
        ReferenceKey.make($0, country: String(prepared.entry.account.prefix(2)))
      }, company: prepared.company, settlement: settlement)
  }

  func end(_ end: SettlementEnd) throws { try finish(preparation.end(end)) }

  func finish(_ end: SettlementEnd) throws {
    guard let header else { return }
    try transaction.finish(settlement: settlement, end: end)
    for finding in end.findings { try transaction.insert(finding, file: file, message: header.ordinal) }
    if end.isSound {
      try writePaymentSources(header)
    } else {
      // It concerns the companies of its accounts; everybody when one of them is nobody's.
      let isStrange = end.findings.contains { $0.rule == "settlement.account-unknown" }
      _ = try transaction.insert(
        QuarantineRecord(
          fileID: file, message: header.ordinal, name: name + ".part-\(header.ordinal + 1)", bytes: nil,
          companies: companies.isEmpty || isStrange ? .all : .some(companies), since: asOf))
    }
  }

  /// A sound settlement of an account that is a payment source speaks through the day it was made.
  private func writePaymentSources(_ header: SettlementHeader) throws {
    guard let through = header.createdOn else { return }
    for account in accounts.sorted() {
      guard let company = directory.company(account: account),
        let source = company.accounts.first(where: { $0.iban == account })?.paymentSource
      else { continue }
      try transaction.insertPaymentList(file: file, company: company.key, source: source, through: min(through, asOf))
    }
  }
}
