import Foundation
import Receivables
import SettlementFormats
import TestSupport
import Testing

/// Cut and damaged variants of the files that banks published.
@Suite struct KTLCorpusDamageTests {
  private func expectProven(_ recorder: SettlementRecorder, _ name: String) {
    if recorder.protocolBreaks > 0 { Issue.record("\(name): begin, entries and end do not follow each other") }
    for settlement in recorder.sound {
      let money = settlement.entries.filter(\.posts).reduce(Int64(0)) { $0 + $1.amount.minorUnits }
      if money != settlement.end?.totals?.net.minorUnits { Issue.record("\(name): entries and totals differ") }
      if settlement.end?.controls.isEmpty ?? true { Issue.record("\(name): sound without a trailer") }
    }
  }

  @Test func neverCrashesAndNeverCountsWhatIsNotProven() throws {
    guard let folder = Places.sharedItem("corpus/settlements/ktl") else { return }
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "txt" }.sorted { $0.path < $1.path }
    #expect(files.count == 5)
    var random = SplitMix(seed: 5)
    for file in files {
      let bytes = Array(try Data(contentsOf: file))
      for end in stride(from: 0, to: bytes.count, by: 7) {
        expectProven(try readKTL(Array(bytes[..<end])).0, "\(file.lastPathComponent) cut after \(end) bytes")
      }
      for _ in 0..<300 {
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
        expectProven(try readKTL(damaged).0, "\(file.lastPathComponent) with flipped bits")
      }
    }
  }
}
