import Foundation
import Receivables
import SettlementFormats
import TestSupport
import Testing

/// Files that banks published, with independently computed totals.
@Suite struct KTLCorpusTests {
  @Test func totalsAsExpected() throws {
    guard let table = Places.sharedItem("corpus/settlements/expected-totals.tsv") else { return }
    let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("ktl/") }
    #expect(rows.count == 5)
    for row in rows {
      let fields = row.split(separator: "\t")
      let file = table.deletingLastPathComponent().appendingPathComponent(String(fields[0]))
      let bytes = Array(try Data(contentsOf: file))
      #expect(KTLFormat().recognises(FileHead(name: "x", bytes: bytes, size: bytes.count)))
      let (recorder, summary) = try readKTL(bytes)
      let totals = recorder.all.compactMap(\.end?.totals)
      let trailers = recorder.all.filter { !($0.end?.controls.isEmpty ?? true) && $0.isSound }.count
      let sum = { (group: KeyPath<SettlementTotals, SettlementTotals.Group>) in
        (totals.reduce(0) { $0 + $1[keyPath: group].count }, totals.reduce(Int64(0)) { $0 + $1[keyPath: group].sum.minorUnits })
      }
      let (paid, corrections, failed) = (sum(\.payments), sum(\.corrections), sum(\.failed))
      let net = totals.reduce(Int64(0)) { $0 + $1.net.minorUnits }
      let actual =
        "batches=\(recorder.all.count);paid_n=\(paid.0);paid_cents=\(paid.1);corr_n=\(corrections.0);corr_cents=\(corrections.1);"
        + "failed_n=\(failed.0);failed_cents=\(failed.1);net_cents=\(net);trailers_ok=\(trailers)/\(recorder.all.count)"
      #expect(actual == String(fields[1]), "\(fields[0])")
      #expect(recorder.protocolBreaks == 0)
      #expect(summary.messages == recorder.all.count && summary.findings.isEmpty && summary.hint.account != nil)
      for settlement in recorder.all {
        let money = settlement.entries.filter(\.posts).reduce(Int64(0)) { $0 + $1.amount.minorUnits }
        #expect(money == settlement.end?.totals?.net.minorUnits)
      }
    }
  }
}
