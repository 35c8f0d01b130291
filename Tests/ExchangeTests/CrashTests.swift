import Foundation
import Receivables
import Store
import Testing

@testable import Exchange

/// What a run finds when an earlier one ended without a word. `make test-faults` kills the program at every call; these are the states
/// that matter, one by one, with what must come of them.
@Suite struct CrashTests {
  private static let batch = "outbox/svea/keksitty/perille-xml-keksitty-20261120-000001.xml"

  /// A night whose intake and decisions are committed and whose payloads are not written yet.
  private static func committed() throws -> ScratchExchange {
    let exchange = try HostileInputTests.night()
    let folder = exchange.folder
    let asOf = try ScratchExchange.day(ScratchExchange.today)
    let store = try folder.openStore(mayCreate: true)
    _ = try store.write {
      try $0.beginRun(asOf: asOf, startedAt: "2026-11-20T20:00:00Z", configuration: folder.configurationHash, program: "perille")
    }
    let reader = FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory)
    let files = try Scan.of(folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files
    _ = try Intake(
      store: store, reader: reader, asOf: asOf, workers: 1, isInterrupted: { false }, moves: nil, progress: { _, _ in }
    ).take(files)
    try store.write { _ = try Night(transaction: $0, folder: folder, asOf: asOf, waiting: []).settle() }
    try store.close()
    return exchange
  }

  private static func undisturbed() throws -> (outbox: [String: Data], archive: [String: Data], dump: String) {
    let exchange = try HostileInputTests.night()
    try exchange.run()
    return (try exchange.files("outbox"), try exchange.files("archive"), try exchange.dump())
  }

  @Test func whatWasCommittedIsFinished() throws {
    let exchange = try Self.committed()
    let report = try exchange.run()
    #expect(report.recovered == ["000001"])
    #expect(report.files.read == 4 && report.batches.count == 2)
    let expected = try Self.undisturbed()
    #expect(try exchange.files("outbox") == expected.outbox)
    #expect(try exchange.files("archive") == expected.archive)
    #expect(try exchange.dump() == expected.dump)
  }

  @Test func thePayloadThatIsThereAlreadyIsOnlyMarked() throws {
    let exchange = try Self.committed()
    let bytes = try #require(try exchange.read { try $0.output(path: Self.batch) }).bytes
    try exchange.put(Self.batch, bytes)
    try exchange.put("outbox/svea/keksitty/.perille-xml-keksitty-20261120-000001.xml.perille-tmp", "half")
    let before = try FileManager.default.attributesOfItem(atPath: exchange.root.appendingPathComponent(Self.batch).path)
    try exchange.run()
    let after = try FileManager.default.attributesOfItem(atPath: exchange.root.appendingPathComponent(Self.batch).path)
    #expect(before[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(try exchange.files("outbox") == Self.undisturbed().outbox)
    #expect(try exchange.read { try $0.outputs(state: "prepared") }.isEmpty)
  }

  @Test func otherBytesUnderItsNameStopEverything() throws {
    let exchange = try Self.committed()
    try exchange.put(Self.batch, "something else")
    #expect(throws: CommandFailure.self) { try exchange.run() }
    #expect(
      try exchange.files("outbox")["svea/keksitty/perille-xml-keksitty-20261120-000001.xml"].map { Array($0) }
        == Array("something else".utf8))
    try FileManager.default.removeItem(at: exchange.root.appendingPathComponent(Self.batch))
    try exchange.run()
    #expect(try exchange.files("outbox") == Self.undisturbed().outbox)
  }

  @Test(arguments: ["outbox/svea/keksitty/sent/perille-xml-keksitty-20261120-000001.xml", batch + ".taken"])
  func whatACarrierTookIsNotWrittenAgain(_ trace: String) throws {
    let exchange = try Self.committed()
    let bytes = try #require(try exchange.read { try $0.output(path: Self.batch) }).bytes
    try exchange.put(trace, bytes)
    try exchange.run()
    #expect(!FileManager.default.fileExists(atPath: exchange.root.appendingPathComponent(Self.batch).path))
    #expect(FileManager.default.fileExists(atPath: exchange.root.appendingPathComponent(trace).path))
    #expect(try exchange.read { try $0.assignments() }.allSatisfy { $0.state == "published" })
  }

  @Test func aStoreThatWasJustBeingMadeIsNoObstacle() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("perille-scratch-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for name in ["inbox", "state"] {
      try FileManager.default.createDirectory(at: root.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try Data(NightDocuments.configuration.utf8).write(to: root.appendingPathComponent("perille.yaml"))
    let database = root.appendingPathComponent("state/perille.sqlite")
    try Data().write(to: database)
    _ = try ExchangeFolder.open(root: root.path).openStore(mayCreate: true)
    // Beside the traces of earlier runs an empty database is a lost one.
    try Data().write(to: database)
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database.path + ending) }
    try FileManager.default.createDirectory(at: root.appendingPathComponent("reports"), withIntermediateDirectories: true)
    try Data("{}".utf8).write(to: root.appendingPathComponent("reports/run-000001.json"))
    let refusal = #expect(throws: CommandFailure.self) {
      _ = try ExchangeFolder.open(root: root.path).openStore(mayCreate: true)
    }
    #expect(refusal?.status == .configuration)
  }

  @Test func aLostStoreIsRefused() throws {
    let exchange = try HostileInputTests.night()
    try exchange.run()
    try FileManager.default.removeItem(at: exchange.root.appendingPathComponent("state"))
    try exchange.put("inbox/uusi.xml", NightDocuments.finvoice(NightDocuments.Invoice(number: "93050")))
    let refusal = #expect(throws: CommandFailure.self) { try exchange.run() }
    #expect(refusal?.status == .configuration)
    #expect(try exchange.files("inbox").count == 1)
  }

  /// A backup of the store from before a night, beside what that night left.
  @Test func aRestoredStoreIsRefused() throws {
    let exchange = try HostileInputTests.night()
    let state = exchange.root.appendingPathComponent("state")
    let backup = exchange.root.appendingPathComponent("backup")
    try FileManager.default.copyItem(at: state, to: backup)
    try exchange.run()
    try FileManager.default.removeItem(at: state)
    try FileManager.default.moveItem(at: backup, to: state)
    let refusal = #expect(throws: CommandFailure.self) { try exchange.run() }
    #expect(refusal?.status == .configuration)
  }

  @Test(arguments: [0.3, 0.9]) func aDamagedStoreIsRefused(_ part: Double) throws {
    let exchange = try HostileInputTests.night()
    try exchange.run()
    let outbox = try exchange.files("outbox")
    let database = exchange.root.appendingPathComponent("state/perille.sqlite")
    let size = try Data(contentsOf: database).count
    let handle = try FileHandle(forWritingTo: database)
    try handle.seek(toOffset: UInt64(Double(size) * part))
    try handle.write(contentsOf: Data(repeating: 0xA5, count: size / 10))
    try handle.close()
    try exchange.put("inbox/uusi.xml", NightDocuments.finvoice(NightDocuments.Invoice(number: "93050")))
    do {
      try exchange.run()
      Issue.record("the damage went unnoticed")
    } catch {
      #expect([.defect, .configuration, .inputOutput].contains(CommandFailure.of(error).status), "\(error)")
    }
    #expect(try exchange.files("outbox") == outbox)
  }

  @Test func twoRunsAtOnceAreOne() throws {
    let exchange = try HostileInputTests.night()
    guard let lock = try RunLock(exchange.folder.disk) else {
      Issue.record("nobody else holds the folder")
      return
    }
    let refusal = #expect(throws: CommandFailure.self) { try exchange.run() }
    #expect(refusal?.status == .locked)
    withExtendedLifetime(lock) {}
    #expect(try exchange.files("inbox").count == 4)
  }
}
