import Receivables
import Store
import Testing

/// The journal's rows refuse to be changed, whoever asks.
@Suite struct JournalTriggerTests {
  @Test(
    "a sealed voucher cannot be changed",
    arguments: [
      "UPDATE voucher SET text = 'other' WHERE number = 1", "UPDATE voucher SET hash = 'other'", "DELETE FROM voucher",
      "UPDATE posting SET amount = 1", "UPDATE posting SET role = 'AR'", "DELETE FROM posting WHERE ordinal = 1",
      "DELETE FROM journal_head",
    ])
  func appendOnly(statement: String) throws {
    let file = try StoreFile()
    try file.make([try .sample(1), try .sample(2)])
    do {
      try file.sql(statement)
      Issue.record("\(statement) was let through")
    } catch { #expect("\(error)".contains("the journal is append-only")) }
  }

  @Test(
    "a sealed voucher takes no more postings",
    arguments: [
      "INSERT INTO posting (voucher_id, ordinal, role, amount, currency, source, recipe) VALUES (1, 9, 'AR', 0, 'EUR', 's', 'R01')",
      "INSERT OR REPLACE INTO posting SELECT * FROM posting WHERE voucher_id = 1",
    ])
  func noMorePostings(statement: String) throws {
    let file = try StoreFile()
    try file.make([try .sample(1)])
    do {
      try file.sql(statement)
      Issue.record("a posting was added")
    } catch { #expect("\(error)".contains("the voucher is sealed")) }
  }

  @Test("a voucher that does not balance is refused", arguments: [[5000, -4999], [5000], [5000, -2500, -2499]] as [[Int64]])
  func balance(amounts: [Int64]) throws {
    let file = try StoreFile()
    let store = try file.open()
    let voucher = try Voucher.sample(1, amounts: amounts)
    let error = #expect(throws: StoreError.self) { try store.write { try $0.insert(voucher) } }
    #expect(error?.description.contains("the voucher does not balance") == true)
    #expect(try store.read { try $0.voucherCompanies() } == [])
    #expect(try file.sql("SELECT COUNT(*) FROM posting") == "0\n")
  }

  @Test func twoCurrenciesMustBalanceEach() throws {
    let file = try StoreFile()
    try file.make([])
    do {
      try file.sql(
        """
        INSERT INTO posting (voucher_id, ordinal, role, amount, currency, source, recipe) VALUES (1, 0, 'CLEARING', 100, 'EUR', 's', 'R01')
        INSERT INTO posting (voucher_id, ordinal, role, amount, currency, source, recipe) VALUES (1, 1, 'AR', -100, 'SEK', 's', 'R01')
        INSERT INTO voucher (id, company, fiscal_year, series, number, date, text, recipe, source, previous_hash, hash) \
        VALUES (1, 'malli', 2026, 'A', 1, '2026-11-16', 't', 'R01', 's', 'p', 'h')
        """)
      Issue.record("it was sealed")
    } catch { #expect("\(error)".contains("the voucher does not balance")) }
  }

  @Test func numbersAndSourcesAreUsedOnce() throws {
    let file = try StoreFile()
    try file.make([try .sample(1)])
    let store = try file.open()
    for voucher in [try Voucher.sample(1, source: "another"), try .sample(2, source: "entry-malli-1")] {
      #expect(throws: StoreError.self) { try store.write { try $0.insert(voucher) } }
    }
    try store.write { try $0.insert(try .sample(1, company: "luovutus")) }
    let next = try store.read { try $0.nextVoucherNumber(company: "malli", fiscalYear: 2026, series: "A") }
    #expect(next == 2)
    let other = try store.read { try $0.nextVoucherNumber(company: "malli", fiscalYear: 2027, series: "A") }
    #expect(other == 1)
  }

  @Test(
    "what may be there once is there once",
    arguments: [
      """
      INSERT INTO batch (company, provider, serial, channel, currency, as_of, output_id, assignments, capital) \
      VALUES ('m', 'svea', 1, 'x', 'EUR', '2026-11-16', 1, 1, 1)
      INSERT INTO batch (company, provider, serial, channel, currency, as_of, output_id, assignments, capital) \
      VALUES ('m', 'svea', 1, 'x', 'EUR', '2026-11-17', 2, 1, 1)
      """,
      """
      INSERT INTO assignment (key, receivable_id, company, provider, channel, mode, kind, state, currency, capital, costs, interest, \
      assigned_on) VALUES ('a', 7, 'm', 'svea', 'x', 'm', 'b2b', 's', 'EUR', 1, 0, 0, '2026-11-16')
      INSERT INTO assignment (key, receivable_id, company, provider, channel, mode, kind, state, currency, capital, costs, interest, \
      assigned_on) VALUES ('b', 7, 'm', 'ropo', 'x', 'm', 'b2b', 's', 'EUR', 1, 0, 0, '2026-11-17')
      """,
      """
      INSERT INTO output (kind, path, sha256, bytes, state) VALUES ('batch', 'outbox/a', x'00', x'00', 'prepared')
      INSERT INTO output (kind, path, sha256, bytes, state) VALUES ('batch', 'outbox/a', x'01', x'01', 'prepared')
      """,
    ])
  func unique(statements: String) throws {
    let file = try StoreFile()
    try file.make([])
    do {
      try file.sql(statements)
      Issue.record("both were let in")
    } catch { #expect("\(error)".contains("UNIQUE constraint failed")) }
  }
}
