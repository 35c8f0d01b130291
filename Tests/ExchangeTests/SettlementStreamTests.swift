import Foundation
import Receivables
import Store
import Testing

@testable import Exchange

/// Bank files of very many entries go from the reader to the store while they are read; what comes of them is what comes of small ones.
@Suite("Settlements: streamed files")
struct SettlementStreamTests {
  private static let claims = (1001...1040).map { Claim(String($0)) }

  private static func day(_ numbers: ClosedRange<Int>, _ day: String = "2026-11-16", weak: Bool = false) -> BankDay {
    BankDay(
      BankEntry(
        "LUMP\(numbers.lowerBound)",
        numbers.map { BankPayment(String($0), $0 % 2 == 0 ? "100.00" : "60.00", id: weak && $0 % 3 == 0 ? nil : String($0)) }),
      day: day)
  }

  /// Files by name, in the order of their names.
  static let deliveries: [(name: String, files: [String])] = {
    let first = day(1001...1020)
    let second = day(1021...1040, "2026-11-17")
    var strange = second
    strange.account = ScenarioBankTests.otherAccount
    let paged = BankTotals([first, second])
    return [
      ("KTL", [first.ktl()]), ("notification", [first.camt054()]), ("statement", [first.camt053(details: true)]),
      ("several settlements", [first.ktl() + second.ktl()]), ("the same bytes twice", [first.ktl(), first.ktl()]),
      ("the same money in three forms", [first.ktl(), first.camt054(), first.camt053(details: true)]),
      ("overlapping files", [day(1001...1015).ktl(), day(1010...1030).ktl()]),
      ("one of two settlements does not add up", [first.ktl(offBy: 1) + second.ktl(), second.camt054(offBy: 1)]),
      ("nothing adds up", [first.ktl(offBy: 1), first.camt054(offBy: 1)]),
      ("an account of nobody", [first.ktl() + strange.ktl()]),
      ("truncated", [String(first.ktl().dropLast(200)), String(second.camt054().dropLast(300))]),
      ("truncated, then whole", [String(first.ktl().dropLast(200)), first.ktl()]),
      ("without ids", [day(1001...1020, weak: true).ktl(), day(1001...1020, weak: true).camt054()]),
      (
        "pages",
        [first.camt054("P", page: 1, of: 2, totals: paged), first.ktl(), second.camt054("P", page: 2, of: 2, totals: paged)]
      ),
      ("a page alone", [first.camt054("P", page: 1, of: 2, totals: paged), first.ktl()]),
    ]
  }()

  /// What the store holds after these files and the night that follows.
  private static func dump(_ files: [String], keptEntries: Int, workers: Int = 2) throws -> String {
    let fixture = try NightFixture {
      $0.books = "all"
      $0.ledger = ["exports: []"]
    }
    try fixture.write("inbox/laskut.csv", Claim.list(claims))
    for (index, text) in files.enumerated() {
      try fixture.write("returns/pankki-\(index + 100).\(text.hasPrefix("<") ? "xml" : "txt")", text)
    }
    let folder = try fixture.folder()
    let asOf = try NightFixture.day("2026-11-18")
    let store = try Store.inMemory()
    let reader = FileReader(
      disk: folder.disk, registry: folder.registry, directory: folder.directory, keptEntries: keptEntries)
    let inputs = try Scan.of(folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files
    let waiting = try Intake(
      store: store, reader: reader, asOf: asOf, workers: workers, isInterrupted: { false }, moves: nil, progress: { _, _ in }
    ).take(inputs)
    #expect(waiting.isEmpty)
    return try store.write { transaction in
      _ = try Night(transaction: transaction, folder: folder, asOf: asOf, waiting: waiting).settle()
      return try transaction.canonicalDump()
    }
  }

  @Test("a streamed file leaves the same store", arguments: deliveries.indices)
  func same(index: Int) throws {
    let delivery = Self.deliveries[index]
    let kept = try Self.dump(delivery.files, keptEntries: 2_000)
    #expect(kept.contains("== voucher\n"))
    for limit in [0, 7, 19] {
      let streamed = try Self.dump(delivery.files, keptEntries: limit, workers: limit == 7 ? 1 : 2)
      if streamed == kept { continue }
      let lines = Set(kept.split(separator: "\n"))
      let other = streamed.split(separator: "\n").filter { !lines.contains($0) }.prefix(5).joined(separator: "\n")
      Issue.record("\(delivery.name), \(limit) kept:\n\(other)")
    }
  }

  /// More than the program keeps by default, and more than a stream holds at a time.
  @Test func aFileOfManyThousandsIsStreamed() throws {
    let payments = (1...9_000).map { BankPayment("1001", "0.01", id: String($0)) }
    let text = BankDay(BankEntry("L", payments)).ktl()
    let fixture = try NightFixture()
    try fixture.write("returns/pankki.txt", text)
    let folder = try fixture.folder()
    let reader = FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory)
    let input = try #require(try Scan.of(folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files.first)
    let taken = Taken()
    let thread = Thread {
      reader.read(input) { taken.put($0) }
      taken.end()
    }
    thread.start()
    let stream = try #require(taken.wait()?.stream, "it was not streamed")
    var entries = 0
    var most = 0
    while let event = stream.next() {
      guard case .entries(let piece) = event else { continue }
      entries += piece.count
      most = max(most, piece.count)
    }
    #expect(entries == 9_000)
    #expect(most <= 2_001, "what was kept comes at once, then pieces")
    #expect(stream.outcome?.settlements.count == 1)
    #expect(stream.outcome?.settlements.first?.entries.isEmpty == true, "nothing of it is kept")
    taken.waitForEnd()
  }

  // MARK: Nobody takes it

  @Test("a reader whose stream nobody takes comes to its end", arguments: [0, 1, 5])
  func abandoned(after events: Int) throws {
    let fixture = try NightFixture()
    try fixture.write(
      "returns/pankki.txt", BankDay(BankEntry("L", (1...9_500).map { BankPayment("1001", "0.01", id: String($0)) })).ktl())
    let folder = try fixture.folder()
    let reader = FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory, keptEntries: 100)
    let input = try #require(try Scan.of(folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files.first)
    let taken = Taken()
    Thread {
      reader.read(input) { taken.put($0) }
      taken.end()
    }.start()
    let stream = try #require(taken.wait()?.stream)
    for _ in 0..<events { _ = stream.next() }
    stream.abandon()
    taken.waitForEnd()
    guard case .changed? = stream.outcome?.state else {
      Issue.record("what was abandoned must not count as read")
      return
    }
  }

  /// The run is stopped while a large file is on its way behind the one in hand.
  @Test(arguments: [1, 2]) func anInterruptedIntakeDoesNotHang(workers: Int) throws {
    let fixture = try NightFixture()
    for index in 1...4 {
      let payments = (1...9_000).map { BankPayment("1001", "0.01", id: "\(index)\($0)") }
      try fixture.write("returns/pankki-\(index).txt", BankDay(BankEntry("L", payments)).ktl())
    }
    let folder = try fixture.folder()
    let store = try Store.inMemory()
    let done = Counter()
    let waiting = try Intake(
      store: store,
      reader: FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory, keptEntries: 50),
      asOf: try NightFixture.day("2026-11-18"), workers: workers, isInterrupted: { done.count >= 1 }, moves: nil,
      progress: { _, _ in done.add() }
    ).take(try Scan.of(folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files)
    #expect(waiting.isEmpty)
    #expect(
      try store.read { try $0.settlements() }.map(\.entries) == [9_000], "the file in hand was finished, no other was begun")
  }

  @Test func aStreamedFileThatChangesIsNotTakenOver() throws {
    let fixture = try NightFixture()
    let text = BankDay(BankEntry("L", (1...9_000).map { BankPayment("1001", "0.01", id: String($0)) })).ktl()
    try fixture.write("returns/pankki-1.txt", text)
    try fixture.write("returns/pankki-2.txt", Self.day(1001...1005).ktl())
    let folder = try fixture.folder()
    let inputs = try Scan.of(folder.disk, doneMarkerSuffix: nil, isIgnored: { _ in false }).files
    // Its sender writes on after it was listed.
    try fixture.write("returns/pankki-1.txt", text + " ")
    let store = try Store.inMemory()
    let waiting = try Intake(
      store: store,
      reader: FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory, keptEntries: 50),
      asOf: try NightFixture.day("2026-11-18"), workers: 2, isInterrupted: { false }, moves: nil, progress: { _, _ in }
    ).take(inputs)
    #expect(waiting.map(\.path) == ["returns/pankki-1.txt"])
    #expect(try store.read { try $0.settlements() }.map(\.entries) == [5])
  }

  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var value = 0
    var count: Int { lock.withLock { value } }
    func add() { lock.withLock { value += 1 } }
  }

  /// A file that another thread hands over. Nothing here waits for ever: a test that would hang fails.
  private final class Taken: @unchecked Sendable {
    private let lock = NSLock()
    private var file: ReadFile?
    private let isThere = DispatchSemaphore(value: 0)
    private let hasEnded = DispatchSemaphore(value: 0)

    func put(_ file: ReadFile) {
      lock.withLock { self.file = file }
      isThere.signal()
    }
    func end() { hasEnded.signal() }
    func wait() -> ReadFile? {
      #expect(isThere.wait(timeout: .now() + 60) == .success, "nothing was handed over")
      return lock.withLock { file }
    }
    func waitForEnd() { #expect(hasEnded.wait(timeout: .now() + 60) == .success, "the reader hangs") }
  }
}
