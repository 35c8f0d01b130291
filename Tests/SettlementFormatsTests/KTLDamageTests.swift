import Receivables
import SettlementFormats
import Testing

/// Damage never crashes the reader, and never gives a sound settlement with other money.
@Suite struct KTLDamageTests {
  /// What a settlement moves, entry by entry: account, status, amount.
  private func money(_ read: SettlementRecorder.Read) -> [String] {
    read.entries.map { "\($0.account) \($0.status) \($0.amount) \($0.posts ? $0.correctionCode : "")" }
  }

  private let text = KTLSample.batch(KTLSample.mixed) + KTLSample.batch([KTLSample.Row(type: "7", cents: 1)])

  @Test func truncationAtEveryByte() throws {
    let whole = try readKTL(text).0.all.map(money)
    #expect(whole.count == 2)
    let bytes = Array(text.utf8)
    for end in 0..<bytes.count {
      let read = try readKTL(Array(bytes[..<end]), chunk: 100).0
      #expect(read.protocolBreaks == 0)
      for (index, settlement) in read.all.enumerated() where settlement.isSound {
        #expect(money(settlement) == whole[index], "cut after \(end) bytes")
      }
      // A batch counts once its last control total is there, and not before.
      let complete = end >= 4 * 92 + 92 + 52 ? 1 : 0
      if end < bytes.count - 90 { #expect(read.sound.count == complete, "cut after \(end) bytes") }
    }
  }

  /// One flipped bit: refused, or in a field that is no money: dates, archive id, reference, payer, name source, delivery, the
  /// header's fields, record types 3, 5 and 7 among themselves, a return code among those that mean "failed" (or "not"), fillers,
  /// a line break's CR.
  @Test func everyFlippedBit() throws {
    let whole = try readKTL(text).0.all.map(money)
    let bytes = Array(text.utf8)
    var survived = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[index] ^= 1 << UInt8(bit)
        let read = try readKTL(damaged).0
        // `#expect` is too slow for so many.
        if read.protocolBreaks > 0 { Issue.record("protocol at byte \(index), bit \(bit)") }
        for settlement in read.all where settlement.isSound {
          let original = settlement.header.line == 1 ? whole[0] : whole[1]
          if money(settlement) != original { Issue.record("other money at byte \(index), bit \(bit)") }
        }
        if read.sound.count == 2 { survived += 1 }
        // A refused file still says so in words.
        if read.sound.count < 2, read.findings.isEmpty { Issue.record("silent at byte \(index), bit \(bit)") }
      }
    }
    #expect(survived > 0 && survived < bytes.count * 8)
  }

  @Test func noFlippedBitOfAMoneyFieldSurvives() throws {
    let bytes = Array(KTLSample.batch([KTLSample.Row(), KTLSample.Row(correction: "1")]).utf8)
    let fields = [1..<15, 75..<76, 77..<88]
    for line in 1...2 {
      for column in fields.joined() {
        for bit in 0..<8 {
          var damaged = bytes
          damaged[line * 92 + column] ^= 1 << UInt8(bit)
          if try !readKTL(damaged).0.sound.isEmpty { Issue.record("line \(line + 1), column \(column + 1), bit \(bit)") }
        }
      }
    }
    // The trailer's control totals.
    for column in 0..<52 {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[3 * 92 + column] ^= 1 << UInt8(bit)
        if try !readKTL(damaged).0.sound.isEmpty { Issue.record("trailer, column \(column + 1), bit \(bit)") }
      }
    }
  }

  @Test func lostDoubledAndSwappedLines() throws {
    let lines = KTLSample.batch(KTLSample.mixed, lineBreak: "\n").split(separator: "\n").map { $0 + "\n" }
    for index in lines.indices {
      var lost = lines
      lost.remove(at: index)
      #expect(try readKTL(lost.joined()).0.sound.isEmpty, "line \(index + 1) lost")
      var doubled = lines
      doubled.insert(lines[index], at: index)
      let read = try readKTL(doubled.joined()).0
      // Two headers or trailers: the whole batch is once sound, beside an empty broken one.
      let isFrame = index == 0 || index == lines.count - 1
      #expect(read.sound.count == (isFrame ? 1 : 0), "line \(index + 1) doubled")
      #expect(!read.findings.isEmpty)
    }
  }

  @Test func generatedFilesAgreeWithAModel() throws {
    var random = SplitMix(seed: 42)
    for round in 0..<60 {
      var text = ""
      var expected: [(Int64, Int)] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let rows = (0..<Int.random(in: 0...30, using: &random)).map { number in
          KTLSample.Row(
            type: ["3", "5", "7"].randomElement(using: &random) ?? "3",
            account: ["12345600000785", "55500020000017"].randomElement(using: &random) ?? "",
            archiveID: "26112034" + KTLSample.padded(number, 8),
            reference: KTLSample.padded(Int.random(in: 0...99_999_999, using: &random), 20),
            cents: Int.random(in: 0...3_000_000_000, using: &random),
            correction: Int.random(in: 0...4, using: &random) == 0 ? "1" : "0",
            returnCode: [" ", " ", "0", "7"].randomElement(using: &random) ?? " ")
        }
        text += KTLSample.batch(rows, lineBreak: round % 2 == 0 ? "\n" : "\r\n")
        let moved = rows.filter { !$0.isFailed }
        expected.append((moved.reduce(Int64(0)) { $0 + Int64($1.correction == "1" ? -$1.cents : $1.cents) }, rows.count))
      }
      let read = try readKTL(text, chunk: Int.random(in: 1...300, using: &random)).0
      #expect(read.sound.count == expected.count)
      for (settlement, (net, count)) in zip(read.all, expected) {
        #expect(settlement.entries.count == count)
        #expect(settlement.end?.totals?.net.minorUnits == net)
        #expect(settlement.entries.filter(\.posts).reduce(Int64(0)) { $0 + $1.amount.minorUnits } == net)
        #expect(settlement.entries.map(\.ordinal) == Array(0..<count))
      }
    }
  }

  @Test func randomBytesNeverCrash() throws {
    var random = SplitMix(seed: 7)
    for _ in 0..<300 {
      let count = Int.random(in: 0...400, using: &random)
      let bytes = (0..<count).map { _ in
        [UInt8(0x30), 0x33, 0x39, 0x0A, 0x0D, 0x20, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
      }
      let (recorder, summary) = try readKTL(bytes, chunk: 13)
      #expect(recorder.protocolBreaks == 0)
      #expect(recorder.all.isEmpty == summary.isRefused)
    }
  }
}

/// The same numbers on every machine.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
