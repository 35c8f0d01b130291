import Receivables
import SettlementFormats
import Testing

/// A long file is never held.
@Suite struct KTLStreamingTests {
  private final class Generator: ByteSource {
    private var left: Int
    private let record = Array((KTLSample.Row().text + "\r\n").utf8)
    private let count: Int
    private var state = 0

    init(records: Int) {
      left = records
      count = records
    }

    func next() -> ArraySlice<UInt8> {
      if state == 0 {
        state = 1
        return Array((KTLSample.header() + "\r\n").utf8)[...]
      }
      if left > 0 {
        let some = min(left, 700)
        left -= some
        return Array([[UInt8]](repeating: record, count: some).joined())[...]
      }
      guard state == 1 else { return [] }
      state = 2
      let sum = KTLSample.padded(12_500 * count, 11)
      return Array(KTLSample.filled("9" + KTLSample.padded(count, 6) + sum + String(repeating: "0", count: 34)).utf8)[...]
    }
  }

  private final class Counter: SettlementSink {
    var entries = 0
    var end: SettlementEnd?
    func begin(_ header: SettlementHeader) {}
    func receive(_ entry: SettlementEntry) { entries += 1 }
    func end(_ end: SettlementEnd) { self.end = end }
  }

  /// Looks, each time the reader asks for more, how much of what it was given has not come out as entries yet.
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
      held = max(held, given - counter.entries * 92)
      let bytes = source.next()
      given += bytes.count
      return bytes
    }
  }

  /// What the reader holds does not grow with the file: counted in bytes that it was given and has not handed on, because the memory of a
  /// process that runs other tests beside this one says nothing.
  @Test func theReaderHoldsNoMoreThanAChunk() throws {
    let records = 79_000
    let counter = Counter()
    let watch = Watch(Generator(records: records), counter)
    _ = try KTLFormat().read(watch, head: FileHead(name: "x", bytes: [], size: 0), into: counter)
    #expect(counter.entries == records)
    #expect(counter.end?.isSound == true)
    #expect(watch.held < 128_000, "held \(watch.held) bytes")
  }
}
