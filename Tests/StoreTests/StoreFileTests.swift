import Foundation
import Receivables
import Store
import Testing

/// The file itself: how it is made, recognised, copied, and what damage is seen.
@Suite struct StoreFileTests {
  @Test func aStoreIsMadeOnlyWhenItMayBe() throws {
    let file = try StoreFile()
    #expect(throws: StoreError.missing) { try file.open(mayCreate: false) }
    let store = try file.open()
    #expect(try store.read { try $0.integrityProblems() } == [])
    try store.close()
    #expect(try file.sql("PRAGMA application_id") == "\(0x5045_5249)\n")
    #expect(try file.sql("PRAGMA user_version") == "1\n")
    #expect(try file.sql("PRAGMA journal_mode") == "wal\n")
    try file.open(mayCreate: false).close()
  }

  @Test func everyTableIsStrict() throws {
    let file = try StoreFile()
    try file.make([])
    let lax = try file.sql(
      "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'"
    )
    #expect(lax == "")
  }

  @Test func anotherProgramsDatabaseIsNotOurs() throws {
    let file = try StoreFile()
    try file.sql("CREATE TABLE invoice (id INTEGER)")
    #expect(throws: StoreError.notOurs) { try file.open() }
    try Data("nothing but text, and enough of it to be read as a header of a hundred bytes or so, which it is not".utf8)
      .write(to: URL(fileURLWithPath: file.path))
    #expect(throws: StoreError.notOurs) { try file.open() }
  }

  @Test func aNewerSchemaIsRefusedWithBothVersions() throws {
    let file = try StoreFile()
    try file.make([])
    try file.sql("PRAGMA user_version = 7")
    #expect(throws: StoreError.newer(found: 7, known: 1)) { try file.open() }
    #expect(StoreError.newer(found: 7, known: 1).description.contains("7"))
  }

  @Test func aDamagedPageIsFound() throws {
    let file = try StoreFile()
    try file.make(try (1...200).map { try .sample($0) })
    try file.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    let sound = try Data(contentsOf: URL(fileURLWithPath: file.path))
    let pages = sound.count / 4096
    #expect(pages > 20)
    for page in stride(from: 1, to: pages, by: 3) {
      var bytes = sound
      // The first byte of a page says what kind of page it is.
      bytes[page * 4096] ^= 0x5A
      try bytes.write(to: URL(fileURLWithPath: file.path))
      #expect(Self.isFoundDamaged(file), "page \(page + 1)")
    }
  }

  private static func isFoundDamaged(_ file: StoreFile) -> Bool {
    do {
      let store = try file.open(mayCreate: false)
      defer { try? store.close() }
      return try !store.read { try $0.integrityProblems() }.isEmpty
    } catch let error as StoreError {
      if case .corrupt = error { return true }
      return false
    } catch { return false }
  }

  @Test func aCopyInMemoryIsApartFromItsOriginal() throws {
    let file = try StoreFile()
    try file.make([try .sample(1)])
    let store = try file.open()
    let copy = try store.copyInMemory()
    #expect(try copy.read { try $0.canonicalDump() } == store.read { try $0.canonicalDump() })
    try copy.write { try $0.insert(try .sample(2)) }
    #expect(try store.read { try $0.vouchers(company: "malli") }.count == 1)
    #expect(try copy.read { try $0.vouchers(company: "malli") }.count == 2)
  }

  @Test func anErrorTakesTheWholeTransactionBack() throws {
    let file = try StoreFile()
    let store = try file.open()
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try store.write { transaction in
        try transaction.insert(try .sample(1))
        throw Stop()
      }
    }
    #expect(try store.read { try $0.voucherCompanies() } == [])
    try store.write { transaction in
      try transaction.savepoint {
        try transaction.insert(try .sample(1))
        return false
      }
      try transaction.set("kept", to: "yes")
    }
    #expect(try store.read { try $0.voucherCompanies() } == [])
    #expect(try store.read { try $0.setting("kept") } == "yes")
  }

  @Test func theDumpShowsNoIdentityCode() throws {
    let store = try Store.inMemory()
    let day = CalendarDate(dayNumber: 20_773)
    let customer = Customer(
      number: "K1",
      party: Party(name: "Olematon Henkilö", personalCode: PersonalIdentityCode(finnish: "131052-9085"), kind: .consumer))
    try store.write { try $0.insert(customer, company: "malli", asOf: day, content: [1], file: 1) }
    let dump = try store.read { try $0.canonicalDump() }
    #expect(dump.contains("Olematon Henkil"))
    #expect(dump.contains("[code]"))
    #expect(!dump.contains("131052"))
  }

  @Test func aFileIsYoungFromWhenItWasFirstSeenAsItIs() throws {
    let store = try Store.inMemory()
    try store.write { transaction in
      let path = Array("inbox/a.xml".utf8)
      let seen = { (size: Int64, now: Int64) in
        try transaction.firstSeen(path: path, size: size, modified: 5, inode: 1, now: now)
      }
      #expect(try seen(10, 1000) == 1000)
      #expect(try seen(10, 2000) == 1000)
      #expect(try seen(11, 3000) == 3000, "it grew")
      #expect(try seen(11, 4000) == 3000)
      try transaction.forgetSighting(path: path)
      #expect(try seen(11, 5000) == 5000)
    }
  }
}
