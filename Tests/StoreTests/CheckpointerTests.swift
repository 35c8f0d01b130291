import Foundation
import Testing

@testable import Store

/// What is committed is copied into the database beside the night, and nothing of it is lost however the night ends.
@Suite struct CheckpointerTests {
  private static func size(_ path: String) -> Int {
    ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
  }

  /// Writes 24 MB in three transactions.
  private static func fill(_ store: Store) throws {
    for number in 0..<3 {
      try store.write { transaction in
        for part in 0..<8 {
          _ = try transaction.insertOutput(
            kind: "ledger", path: "ledger/\(number)-\(part)", sha256: [UInt8(part)],
            bytes: Array(repeating: UInt8(part), count: 1 << 20))
        }
      }
    }
  }

  @Test func aLongLogIsCopiedWhileTheStoreIsOpen() throws {
    let file = try StoreFile()
    let store = try file.open()
    try Self.fill(store)
    // The log is as long as it may be: only the copy makes the database grow.
    for _ in 0..<1_000 where Self.size(file.path) < 16 << 20 { Thread.sleep(forTimeInterval: 0.01) }
    #expect(Self.size(file.path) >= 16 << 20)
    // What is written and read meanwhile is whole.
    try store.write { try $0.set("after", to: "all") }
    #expect(try store.read { try $0.setting("after") } == "all")
    try store.close()
    #expect(!FileManager.default.fileExists(atPath: file.path + "-wal"))
    let again = try file.open(mayCreate: false)
    #expect(try again.read { try $0.integrityProblems() } == [])
    #expect(try again.read { try $0.output(path: "ledger/2-7")?.bytes.count } == 1 << 20)
    #expect(try again.read { try $0.setting("after") } == "all")
    try again.close()
  }

  @Test func aStoreThatIsDroppedIsWhole() throws {
    let file = try StoreFile()
    try Self.fill(try file.open())
    let again = try file.open(mayCreate: false)
    #expect(try again.read { try $0.output(path: "ledger/2-7")?.bytes.count } == 1 << 20)
    #expect(try again.read { try $0.integrityProblems() } == [])
    try again.close()
  }
}
