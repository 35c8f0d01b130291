import Receivables
import SettlementFormats
import Testing

/// A long file is never held.
@Suite struct CamtStreamingTests {
  /// One entry of very many payments, or very many entries of one.
  private final class Generator: ByteSource {
    private let head: String
    private let record: [UInt8]
    private let foot: String
    private var left: Int
    private var state = 0

    init(payments: Int, asEntries: Bool) {
      left = payments
      let parts = CamtSample.payments("|").split(separator: "|").map(String.init)
      if asEntries {
        head = parts[0]
        foot = parts[1]
        record = Array(CamtSample.entry("1.25", details: CamtSample.detail("1.25")).utf8)
      } else {
        let sum = Money(minorUnits: Int64(payments) * 125, .eur).decimalText
        let entry = CamtSample.entry(sum, details: CamtSample.batch(payments, total: sum) + "|").split(separator: "|").map(
          String.init)
        head = parts[0] + entry[0]
        foot = entry[1] + parts[1]
        record = Array(CamtSample.detail("1.25").utf8)
      }
    }

    var recordSize: Int { record.count }

    func next() -> ArraySlice<UInt8> {
      if state == 0 {
        state = 1
        return Array(head.utf8)[...]
      }
      if left > 0 {
        let some = min(left, 60_000 / record.count)
        left -= some
        return Array([[UInt8]](repeating: record, count: some).joined())[...]
      }
      guard state == 1 else { return [] }
      state = 2
      return Array(foot.utf8)[...]
    }
  }

  private final class Counter: SettlementSink {
    var entries = 0
    var end: SettlementEnd?
    func begin(_ header: SettlementHeader) {}
    func receive(_ entry: SettlementEntry) { entries += 1 }
    func end(_ end: SettlementEnd) { self.end = end }
  }

  /// Looks, each time the reader asks for more, how much of what it was given has not come out as payments yet.
  private final class Watch: ByteSource {
    private let source: Generator
    private let counter: Counter
    private var given = 0
    var held = 0

    init(_ source: Generator, _ counter: Counter) {
      self.source = source
      self.counter = counter
    }

    func next() -> ArraySlice<UInt8> {
      held = max(held, given - counter.entries * source.recordSize)
      let bytes = source.next()
      given += bytes.count
      return bytes
    }
  }

  /// Held are a chunk and, of a lump, the payments that wait for its end: 1,000, however many it has.
  @Test(arguments: [true, false])
  func theReaderHoldsNoMoreThanItMust(asEntries: Bool) throws {
    let payments = 20_000
    let counter = Counter()
    let generator = Generator(payments: payments, asEntries: asEntries)
    let watch = Watch(generator, counter)
    _ = try CamtFormat().read(watch, head: FileHead(name: "x", bytes: [], size: 0), into: counter)
    #expect(counter.entries == payments)
    #expect(counter.end?.isSound == true)
    #expect(counter.end?.totals?.net.minorUnits == Int64(payments) * 125)
    // Control totals and findings do not grow either.
    #expect((counter.end?.controls.count ?? 0) < 10 && counter.end?.findings.isEmpty == true)
    #expect(watch.held < 200_000 + (asEntries ? 0 : 1_000 * generator.recordSize), "held \(watch.held) bytes")
  }

  /// Whether a thread of its own parses it cannot be seen from what comes out, sound or broken off.
  @Test(arguments: [true, false])
  func aMessageParsedAheadIsTheSame(asEntries: Bool) throws {
    let generator = Generator(payments: 2_000, asEntries: asEntries)
    var bytes: [UInt8] = []
    while true {
      let more = generator.next()
      if more.isEmpty { break }
      bytes += more
    }
    for bytes in [bytes, Array(bytes.dropLast(1_000))] {
      let expected = try readCamt(bytes, chunk: 10_000)
      #expect(try readCamt(bytes, chunk: 10_000, isAhead: true).text == expected.text)
      #expect(expected.recorder.all.first?.entries.count ?? 0 >= 1_000)
    }
  }
}
