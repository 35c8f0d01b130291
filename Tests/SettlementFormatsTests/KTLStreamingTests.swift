import Foundation
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
    var peak = 0
    func begin(_ header: SettlementHeader) {}
    func receive(_ entry: SettlementEntry) {
      entries += 1
      if entries % 10_000 == 0 { peak = max(peak, residentKilobytes()) }
    }
    func end(_ end: SettlementEnd) { self.end = end }
  }

  @Test func memoryStaysFlat() throws {
    let records = Int(ProcessInfo.processInfo.environment["KTL_RECORDS"] ?? "") ?? 79_000
    let before = residentKilobytes()
    let counter = Counter()
    let start = ContinuousClock.now
    _ = try KTLFormat().read(Generator(records: records), head: FileHead(name: "x", bytes: [], size: 0), into: counter)
    if records > 79_000 {
      print("KTL: \(records) records in \(ContinuousClock.now - start), peak \(counter.peak - before) KiB more")
    }
    #expect(counter.entries == records)
    #expect(counter.end?.isSound == (12_500 * records <= 99_999_999_999))
    if before > 0 { #expect(counter.peak - before < 16_000, "grew by \(counter.peak - before) KiB") }
  }
}

private func residentKilobytes() -> Int {
  guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
    let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
  else { return 0 }
  return Int(line.split(separator: " ").dropFirst().first ?? "") ?? 0
}
