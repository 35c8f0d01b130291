import Configuration
import Foundation
import Ledger
import Receivables
import Store
import Testing

@testable import Exchange

/// A store that keeps nothing: files are delivered to it night by night, what came of them is looked at, and then it is as it was.
///
/// It begins with a night on which six claims of 600.00 (1001 to 1006) went to their provider and six of 100.00 (1007 to 1012) did not.
final class SettlementRoom {
  private let fixture: NightFixture
  private let folder: ExchangeFolder
  private let store: Store
  private var files = 0

  init(_ change: (inout ScenarioConfiguration) -> Void = { _ in }) throws {
    fixture = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []"]
      $0.more = ["minimumCapital: 500.00"]
      change(&$0)
    }
    for number in 1001...1012 {
      try fixture.dropList(Claim(String(number)) { $0.amount = number <= 1006 ? "600.00" : "100.00" }, name: "laskut")
    }
    try fixture.night("2026-11-16")
    #expect(try fixture.assigned().count == 6)
    folder = try fixture.folder()
    store = try folder.withStore { try $0.copyInMemory() }
  }

  private struct Undone: Error {}

  /// `nights`: the texts of the files of each, from 19 November on, the last day of the generated money. `keptEntries`: more of one file are streamed.
  func deliver<T>(_ nights: [[String]], keptEntries: Int = 2_000, _ look: (Transaction) throws -> T) throws -> T {
    var result: T?
    do {
      _ = try store.write { transaction in
        for (index, texts) in nights.enumerated() {
          let asOf = try NightFixture.day("2026-11-19").adding(days: index)
          for text in texts { try take(text, transaction, asOf: asOf) }
          // Nothing is decided here: it would take most of the time.
          try transaction.clearAmbiguities()
          try ApplyEntries(
            transaction: transaction, directory: folder.directory, configuration: folder.configuration, asOf: asOf
          ).apply()
        }
        result = try look(transaction)
        throw Undone()
      }
    } catch is Undone {}
    return try #require(result)
  }

  private func take(_ text: String, _ transaction: Transaction, asOf: CalendarDate) throws {
    files += 1
    let path = "returns/\(files).\(text.hasPrefix("<") ? "xml" : "txt")"
    try fixture.write(path, text)
    let input = InputFile(path: DiskPath(path), status: try #require(try folder.disk.status(DiskPath(path))))
    let reader = FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory)
    let file = reader.read(input)
    try FileManager.default.removeItem(at: fixture.url(path))
    try transaction.savepoint {
      guard case .yes = try FileWriter(transaction: transaction, reader: reader, asOf: asOf).write(file) else {
        Issue.record("\(path) was not taken")
        return false
      }
      return true
    }
  }
}

extension Transaction {
  /// Why the journal of `malli` does not verify; nil when it does.
  func brokenJournal() throws -> String? {
    var verifier = JournalVerifier()
    var problem: String?
    try forEachVoucher(company: "malli") { _, voucher in problem = problem ?? verifier.check(voucher)?.message }
    let head = try journalHead(company: "malli")?.hash ?? Journal.origin
    return problem ?? verifier.checkHead(head)?.message
  }
}
