import Foundation
import Receivables
import Synchronization
import Testing

@testable import Exchange
@testable import Store

/// What a night asks of the store must not grow with the years that the store holds: every statement of it finds its rows by an index
/// that leads to few, or by one that holds only what is new. A complete list of open items asks for all claims of its company, by more
/// than the company alone, and is not seen here.
@Suite struct NightStatementTests {
  /// A row a night or a list, the creditor's master data, and what a question holds of new things only.
  private static let small = [
    "batch", "b", "run", "open_item_list", "l", "later", "customer", "hold", "journal_head", "fresh", "named",
  ]

  /// Indexes that hold only what waits for something.
  private static let waiting = [
    "file_pending", "file_unreported", "document_unreported", "receivable_active", "receivable_ambiguous", "payment_unreported",
    "settlement_unsettled", "settlement_unreported", "outcome_waiting", "outcome_suspense", "outcome_unasked", "hold_unreported",
    "quarantine_unwritten", "quarantine_unreported", "entry_whole", "finding_untold", "question_open",
  ]

  /// Another configuration means other decisions, of everything; the first row answers the other one.
  private static let rightAsTheyAre = [
    "UPDATE receivable SET active = 1 WHERE NOT EXISTS (SELECT 1 FROM assignment a WHERE a.receivable_id = receivable.id)",
    "SELECT 1 FROM overpayment LIMIT 1",
  ]

  /// Statements of nights on which everything that can be dropped is dropped, and of one with nothing.
  private static func statements() throws -> (NightFixture, Set<String>) {
    let fixture = try NightFixture { $0.books = "all" }
    let seen = Mutex<Set<String>>([])
    fixture.watch = { statement in seen.withLock { _ = $0.insert(statement) } }
    for number in 1001...1008 { try fixture.dropList(Claim(String(number))) }
    try fixture.night("2026-11-16")
    try fixture.dropList(Claim("1001"), Claim("1009"))
    fixture.pay(Paid("1002", "10.00"))
    try fixture.drop(openItems: [("1003", "50.00")], asOf: "2026-11-16")
    try fixture.drop(holds: Kept("hold", "1004"))
    try fixture.drop(bank: Banked.settlement([Banked("1005", "60.00", id: "1"), Banked("9999", "5.00", id: "2")]))
    try fixture.drop("<Invoice", Claim.credit("9001", "30.00", of: "1006").ubl, Claim.credit("9002", "30.00").finvoice)
    try fixture.night("2026-11-17")
    try fixture.night("2026-11-18")
    return (fixture, seen.withLock { $0 })
  }

  @Test func noTableIsReadWhole() throws {
    let (fixture, statements) = try Self.statements()
    #expect(statements.count > 100)
    let store = try fixture.folder().openStore(mayCreate: false)
    var plans = 0
    for statement in statements.sorted() {
      guard let verb = statement.split(whereSeparator: \.isWhitespace).first?.uppercased(),
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(verb), !statement.contains("sqlite_master"),
        !statement.contains("grdb_"), !Self.rightAsTheyAre.contains(statement)
      else { continue }
      plans += 1
      for step in try store.read({ try $0.plan(of: statement) }) where Self.readsWhole(step) {
        Issue.record("\(step)\n\(statement)")
      }
    }
    #expect(plans > 80)
  }

  /// `SCAN receivable`, and `SEARCH r USING INDEX … (company=?)`, which is the whole table where there is one company.
  private static func readsWhole(_ step: String) -> Bool {
    let words = step.split(separator: " ")
    guard words.count > 1, words[0] == "SCAN" || step.hasSuffix("(company=?)") else { return false }
    return !small.contains { $0 == words[1] } && !waiting.contains { words.contains(Substring($0)) }
      && !step.contains("(subquery") && !step.contains("CONSTANT ROW")
  }
}
