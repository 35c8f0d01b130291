import Foundation
import Receivables
import SettlementFormats
import TestSupport
import Testing

/// Damage never crashes the reader, and never gives a sound settlement whose money is not proven.
@Suite struct CamtDamageTests {
  /// What a settlement moves, entry by entry.
  private func money(_ read: SettlementRecorder.Read) -> [String] {
    read.entries.map { "\($0.level) \($0.status) \($0.amount) \($0.correctionCode) \($0.isLump)" }
  }

  private func expectProven(_ read: CamtRead, _ name: String) {
    if read.recorder.protocolBreaks > 0 { Issue.record("\(name): begin, entries and end do not follow each other") }
    for settlement in read.recorder.all {
      if settlement.end == nil { Issue.record("\(name): a settlement without an end") }
      CamtCorpus.expectConsistent(settlement, name)
      guard settlement.isSound, let end = settlement.end else { continue }
      if !end.controls.allSatisfy({ $0.isEqual || $0.isOfAllPages }) { Issue.record("\(name): sound against a control") }
    }
    if !read.isSound, !read.findings.contains(where: { $0.severity == .error }) { Issue.record("\(name): refused in silence") }
  }

  /// Every file of the corpus, cut and with flipped bits at seeded places.
  @Test func damagedFilesOfTheCorpus() throws {
    guard let corpus = Places.sharedItem("corpus/settlements") else { return }
    let files = FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    let camt = files.filter { $0.path.contains("/camt-") && $0.pathExtension == "xml" }.sorted { $0.path < $1.path }
    #expect(camt.count == 421)
    var random = SplitMix(seed: 54)
    for file in camt {
      let bytes = Array(try Data(contentsOf: file))
      let whole = try readCamt(bytes)
      // Many of one bank's files are alike.
      let rounds = file.path.contains("camt-lt-subite") ? 1 : 12
      for _ in 0..<rounds {
        let end = Int.random(in: 0..<(bytes.count - 20), using: &random)
        let read = try readCamt(Array(bytes[..<end]))
        expectProven(read, "\(file.lastPathComponent) cut after \(end) bytes")
        if !read.summary.isRefused { Issue.record("\(file.lastPathComponent) cut after \(end) bytes is not refused") }
        for (index, settlement) in read.recorder.all.enumerated() where settlement.isSound {
          if money(settlement) != money(whole.recorder.all[index]) { Issue.record("\(file.lastPathComponent): other money") }
        }
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          damaged[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
        }
        expectProven(try readCamt(damaged), "\(file.lastPathComponent) with flipped bits")
      }
    }
  }

  @Test func truncationAnywhere() throws {
    let bytes = Array(CamtSample.mixed.utf8)
    // The last line break is no part of the message.
    for end in stride(from: 0, to: bytes.count - 1, by: 3) {
      let read = try readCamt(Array(bytes[..<end]), chunk: 700)
      if !read.summary.isRefused { Issue.record("cut after \(end) bytes and not refused") }
      if read.recorder.protocolBreaks > 0 { Issue.record("protocol, cut after \(end) bytes") }
    }
  }

  /// A message that states all its totals: one flipped bit is refused, or does not touch money.
  @Test func flippedBits() throws {
    let bytes = Array(CamtSample.mixed.utf8)
    let whole = money(try #require(try readCamt(bytes).recorder.all.first))
    var random = SplitMix(seed: 53)
    var survived = 0
    for _ in 0..<1_500 {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      let bit = UInt8.random(in: 0...7, using: &random)
      var damaged = bytes
      damaged[index] ^= 1 << bit
      let read = try readCamt(damaged)
      expectProven(read, "bit \(bit) of byte \(index)")
      guard read.isSound, let settlement = read.recorder.all.first else { continue }
      survived += 1
      // What is not called a reversal any more has another status; the sign and the sums hold.
      if money(settlement) != whole { Issue.record("other money with bit \(bit) of byte \(index)") }
    }
    #expect(survived > 40 && survived < 1_000)
  }

  @Test func randomBytesNeverCrash() throws {
    var random = SplitMix(seed: 52)
    let words = [
      "<Document>", "<BkToCstmrStmt>", "<Stmt>", "<Ntry>", "<NtryDtls>", "<TxDtls>", "<Amt Ccy=\"EUR\">", "1.00", "</Ntry>",
      "<Btch>", "<NbOfTxs>", "</NtryDtls>", "</TxDtls>", "</Amt>", "<Strd>", "</Stmt>", "<Bal>", "</Document>", "<Sts>", "BOOK",
      "</",
    ]
    for _ in 0..<600 {
      let count = Int.random(in: 0...40, using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }.joined()
      let read = try readCamt(Bool.random(using: &random) ? "<Document><BkToCstmrStmt><Stmt>" + text : text, chunk: 13)
      expectProven(read, text)
    }
  }
}
