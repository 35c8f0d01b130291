import Foundation
import Receivables
import Store
import Testing

@testable import Exchange

/// Files that change while the night looks at them, come twice, or come again as something else.
@Suite struct HostileChangeTests {
  private static func invoice(_ number: String, street: String = "Satukatu 4", amount: String = "100.00") -> String {
    NightDocuments.finvoice(NightDocuments.Invoice(number: number, amount: amount, street: street))
  }

  // MARK: Changing while it is read

  @Test func whatGrewAfterItWasListedWaits() throws {
    let exchange = try HostileInputTests.night(["inbox/k.xml": Array(Self.invoice("93010").utf8)])
    let reader = FileReader(disk: exchange.folder.disk, registry: exchange.folder.registry, directory: exchange.folder.directory)
    let listed = try #require(
      try Scan.of(exchange.folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files.first {
        $0.printable == "inbox/k.xml"
      })
    guard case .read = reader.read(listed).state else { throw Unexpected() }
    try exchange.put("inbox/k.xml", Self.invoice("93010") + "<!-- more -->")
    guard case .changed = reader.read(listed).state else { throw Unexpected() }
    // Replaced by a rename: other bytes, another file, perhaps the same size and time.
    try exchange.put("inbox/k.tmp", Self.invoice("93011"))
    let folder = exchange.root.appendingPathComponent("inbox")
    try FileManager.default.removeItem(at: folder.appendingPathComponent("k.xml"))
    try FileManager.default.moveItem(at: folder.appendingPathComponent("k.tmp"), to: folder.appendingPathComponent("k.xml"))
    guard case .changed = reader.read(listed).state else { throw Unexpected() }
    try FileManager.default.removeItem(at: folder.appendingPathComponent("k.xml"))
    guard case .vanished = reader.read(listed).state else { throw Unexpected() }
  }

  private struct Unexpected: Error {}

  /// A large file is read a second time, into the store; if it is not what was read first, nothing of it is kept.
  @Test func aLargeFileThatChangesBetweenItsReadingsIsNotTakenOver() throws {
    let exchange = try HostileInputTests.night()
    let rows = { (first: Int) in NightDocuments.swedish(Array(first..<(first + 30))) }
    try exchange.put("inbox/faktura_1.csv", rows(1_000))
    try exchange.put("inbox/faktura_2.csv", rows(2_000))
    let disk = exchange.folder.disk
    let files = try Scan.of(disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files.filter {
      $0.printable.contains("faktura_")
    }
    try #require(files.count == 2)
    let changed = exchange.root.appendingPathComponent("inbox/faktura_2.csv")
    let store = try Store.inMemory()
    let waiting = try Intake(
      store: store,
      reader: FileReader(disk: disk, registry: exchange.folder.registry, directory: exchange.folder.directory, keptMessages: 10),
      asOf: try ScratchExchange.day(ScratchExchange.today), workers: 1, isInterrupted: { false }, moves: nil,
      progress: { done, _ in
        // The first file is committed now; the second has been read or not: either way it is another one when its turn comes.
        if done == 1 { try? Data(rows(3_000).utf8).write(to: changed) }
      }
    ).take(files)
    #expect(waiting.map(\.path) == ["inbox/faktura_2.csv"])
    let numbers = try store.read { try $0.canonicalDump() }
    #expect(numbers.contains("\"1029\"") && !numbers.contains("\"2000\"") && !numbers.contains("\"3000\""))
  }

  /// Between the commit and the move its sender puts another file in its place: that one stays for the next run.
  @Test func whatReplacesAReadFileIsNotMovedAway() throws {
    let exchange = try HostileInputTests.night()
    let disk = exchange.folder.disk
    try exchange.put("inbox/k.xml", Self.invoice("93010"))
    let files = try Scan.of(disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files.filter { $0.printable == "inbox/k.xml" }
    let reader = FileReader(disk: disk, registry: exchange.folder.registry, directory: exchange.folder.directory)
    let asOf = try ScratchExchange.day(ScratchExchange.today)
    do {
      let store = try exchange.folder.openStore(mayCreate: true)
      _ = try Intake(
        store: store, reader: reader, asOf: asOf, workers: 1, isInterrupted: { false }, moves: nil, progress: { _, _ in }
      ).take(files)
      try exchange.put("inbox/k.xml", Self.invoice("93011", amount: "77.00"))
      try FileMoves(disk: disk, store: store).finish(read: files)
      try store.close()
    }
    #expect(try exchange.files("inbox")["k.xml"].map { Array($0) } == Array(Self.invoice("93011", amount: "77.00").utf8))
    try exchange.run()
    let decisions = try exchange.decisions()
    #expect(
      decisions["keksitty 93010"]?.hasPrefix("transfer") == true && decisions["keksitty 93011"]?.hasPrefix("transfer") == true)
  }

  @Test func whatStillGrowsWaitsAndIsReadWhenItIsQuiet() throws {
    let exchange = try ScratchExchange(
      NightDocuments.configuration.replacingOccurrences(of: "quietSeconds: 0", with: "quietSeconds: 30"))
    try exchange.put("inbox/maksut.csv", NightDocuments.payments())
    try exchange.put("inbox/k.xml", String(Self.invoice("93010").prefix(700)))
    let growing = exchange.root.appendingPathComponent("inbox/k.xml")
    let grow: @Sendable (Double) -> Void = { _ in try? Data(Self.invoice("93010").utf8).write(to: growing) }
    let first = try exchange.run(sleep: grow)
    #expect(first.files.waiting == 1 && first.files.archived == 1 && first.files.quarantined == 0)
    let second = try exchange.run()
    #expect(second.files.waiting == 0 && second.files.archived == 1)
    #expect(try exchange.decisions()["keksitty 93010"]?.hasPrefix("transfer") == true)
  }

  // MARK: Again

  @Test func theSameBytesUnderTwoNamesCountOnce() throws {
    let exchange = try HostileInputTests.night([
      "inbox/k/a.xml": Array(NightDocuments.finvoice(NightDocuments.Invoice(number: "93001")).utf8)
    ])
    let report = try exchange.run()
    #expect(report.files.duplicate == 1 && report.files.archived == 4 && !report.needsPerson)
    let before = try exchange.decisions()
    try exchange.put("inbox/a.xml", NightDocuments.finvoice(NightDocuments.Invoice(number: "93001")))
    let again = try exchange.run()
    #expect(again.files.duplicate == 1 && again.batches.isEmpty)
    #expect(try exchange.decisions().keys == before.keys)
    #expect(try exchange.files("outbox").count == 2)
  }

  @Test func theSameNameWithOtherBytesIsAnotherFile() throws {
    let exchange = try ScratchExchange()
    try exchange.put("inbox/maksut.csv", NightDocuments.payments())
    try exchange.put("inbox/lasku.xml", Self.invoice("93010"))
    try exchange.put("inbox/k/lasku.xml", Self.invoice("93011"))
    try exchange.run()
    try exchange.put("inbox/lasku.xml", Self.invoice("93012"))
    let report = try exchange.run()
    #expect(report.files.archived == 1)
    #expect(try exchange.files("archive").keys.filter { $0.hasSuffix("-lasku.xml") }.count == 3)
    #expect(try exchange.decisions().keys.sorted() == ["keksitty 93010", "keksitty 93011", "keksitty 93012"])
  }

  /// Each has its account beside it, although reading the second answers the question about the first.
  @Test func theSameBrokenBytesTwiceRestBothWithTheirFindings() throws {
    let broken = Array(String(Self.invoice("93010").prefix(1_400)).utf8)
    let exchange = try HostileInputTests.night(["inbox/k/a.xml": broken, "inbox/k/b.xml": broken])
    let report = try exchange.run()
    #expect(report.files.quarantined == 2)
    let names = Set(try exchange.files("quarantine").keys)
    let originals = names.filter { $0.hasSuffix(".xml") }
    #expect(originals.count == 2)
    for name in originals {
      #expect(names.contains(name + ".findings.json") && names.contains(name + ".findings.txt"), "\(name) has no account")
    }
  }

  /// Files joined into one, each with its byte order mark: both messages are read.
  @Test func aMarkBetweenMessagesIsNoHarm() throws {
    let joined = "\u{FEFF}" + Self.invoice("93010") + "\u{FEFF}" + Self.invoice("93011")
    let exchange = try HostileInputTests.night(["inbox/k.xml": Array(joined.utf8)])
    let report = try exchange.run()
    #expect(report.files.archived == 5 && report.files.quarantined == 0)
    #expect(try exchange.decisions().keys.filter { $0.contains("9301") }.count == 2)
  }
}
