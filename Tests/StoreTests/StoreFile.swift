import Foundation
import Receivables
import Store
import TestSupport

/// A store in a file of its own.
final class StoreFile {
  let path: String
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("perille-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("perille.sqlite").path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func open(mayCreate: Bool = true) throws -> Store { try Store.open(path: path, mayCreate: mayCreate) }

  /// Makes the store with these vouchers and closes it.
  func make(_ vouchers: [Voucher]) throws {
    let store = try open()
    try store.write { transaction in for voucher in vouchers { try transaction.insert(voucher) } }
    try store.close()
  }

  /// Runs SQL as another tool would.
  @discardableResult
  func sql(_ statements: String) throws -> String {
    try runPython(
      """
      import sqlite3, sys
      db = sqlite3.connect(sys.argv[1])
      for statement in sys.argv[2].split("\\n"):
          for row in db.execute(statement): print(*row)
      db.commit()
      """, path, statements)
  }
}

extension Voucher {
  static func sample(
    _ number: Int, amounts: [Int64] = [5000, -5000], company: String = "malli", source: String? = nil
  ) throws -> Voucher {
    let roles: [AccountRole] = [.clearing, .receivable, .overpayment]
    let day = CalendarDate(dayNumber: 20_773)
    return Voucher(
      draft: VoucherDraft(
        company: company, date: day, text: "Payment of invoice 1001", recipe: "R01",
        postings: zip(roles, amounts).map { Posting($0, Money(minorUnits: $1, .eur)) },
        source: source ?? "entry-\(company)-\(number)"),
      id: VoucherNumber(fiscalYear: 2026, series: "A", number: number), previousHash: "before-\(number)",
      hash: "hash-\(company)-\(number)")
  }
}

extension Transaction {
  /// Writes a voucher that is sealed already, as the batch does it posting by posting.
  func insert(_ voucher: Voucher) throws {
    let writer = try VoucherWriter(self)
    let id = try nextVoucherID()
    for (ordinal, posting) in voucher.draft.postings.enumerated() { try writer.insert(posting, ordinal: ordinal, voucher: id) }
    try writer.seal(voucher.draft, number: voucher.id, previousHash: voucher.previousHash, hash: voucher.hash, id: id)
    let count = try journalHead(company: voucher.draft.company)?.vouchers ?? 0
    try set(
      journalHead: JournalHead(voucherID: id, vouchers: count + 1, hash: voucher.hash), company: voucher.draft.company)
  }
}
