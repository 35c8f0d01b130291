import Foundation
import Receivables
import TestSupport
import Testing

@testable import SettlementFormats

/// Files of banks and of other projects, with independently computed totals.
@Suite struct CamtCorpusTests {
  /// Equal to the expected totals, or in the committed list with the reason why not; and sound, or in it with what is wrong.
  @Test func totalsAsExpected() throws {
    guard let table = Places.sharedItem("corpus/settlements/expected-totals.tsv") else { return }
    let rows = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("camt-") }
    #expect(rows.count == 421)
    var deviations = ""
    for row in rows {
      let fields = row.split(separator: "\t").map(String.init)
      let bytes = Array(try Data(contentsOf: table.deletingLastPathComponent().appendingPathComponent(fields[0])))
      #expect(CamtFormat().recognises(FileHead(name: "x", bytes: Array(bytes.prefix(65_536)), size: bytes.count)), "\(fields[0])")
      let read = try readCamt(bytes)
      #expect(try readCamt(bytes, isAhead: true).text == read.text, "\(fields[0])")
      #expect(read.recorder.protocolBreaks == 0)
      let actual = CamtCorpus.totals(read)
      let reasons = CamtCorpus.reasons(read)
      if actual != CamtCorpus.normalised(fields[1]) || !reasons.isEmpty {
        deviations += [fields[0], CamtCorpus.normalised(fields[1]), actual, reasons].joined(separator: "\t") + "\n"
      }
      for settlement in read.recorder.all { CamtCorpus.expectConsistent(settlement, fields[0]) }
    }
    try expectGolden("file\texpected\tread\twhy\n" + deviations, "camt/corpus-deviations.tsv")
  }
}

/// What tests over the corpus share.
enum CamtCorpus {
  /// The totals in the words of `expected-totals.tsv`.
  static func totals(_ read: CamtRead) -> String {
    let counts = read.counts
    return "msg=\(read.summary.format);containers=\(counts.containers);entries=\(counts.entries);tx=\(counts.details);"
      + "booked=\(counts.booked);booked_credit=\(text(counts.credit, read));booked_debit=\(text(counts.debit, read))"
  }

  private static func text(_ amount: Int64, _ read: CamtRead) -> String {
    let currency = read.recorder.all.compactMap(\.end?.totals?.net.currency).first ?? .eur
    return plain(Money(minorUnits: amount, currency).decimalText)
  }

  /// Amounts without trailing zeros.
  static func normalised(_ totals: String) -> String {
    totals.split(separator: ";").map { field in
      let parts = field.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].hasSuffix("credit") || parts[0].hasSuffix("debit") else { return String(field) }
      return parts[0] + "=" + plain(String(parts[1]))
    }.joined(separator: ";")
  }

  private static func plain(_ amount: String) -> String {
    guard amount.contains(".") else { return amount }
    var text = Substring(amount)
    while text.last == "0" { text.removeLast() }
    return String(text.last == "." ? text.dropLast() : text)
  }

  /// Why something is not booked, or is on evidence only.
  static func reasons(_ read: CamtRead) -> String {
    let findings = read.summary.findings + read.recorder.findings
    let notes = findings.filter { $0.severity == .error || ($0.rule == "camt.status-missing" && $0.severity == .info) }
    return notes.prefix(3).map { "\($0.rule) (\($0.severity.rawValue)): \($0.message)" }.joined(separator: " ")
  }

  /// A sound settlement is the sum of its entries, line by line.
  static func expectConsistent(_ settlement: SettlementRecorder.Read, _ name: String) {
    guard let end = settlement.end, settlement.isSound, let totals = end.totals else { return }
    let money = settlement.entries.filter { $0.level == (settlement.header.kind == .statement ? .statementLine : .payment) }
    let posted = money.filter(\.posts).reduce(Int64(0)) { $0 + $1.amount.minorUnits }
    if posted != totals.net.minorUnits { Issue.record("\(name): entries \(posted), totals \(totals.net)") }
    if money.filter(\.posts).count != totals.payments.count + totals.corrections.count { Issue.record("\(name): counts") }
    if settlement.entries.map(\.ordinal) != Array(settlement.entries.indices) { Issue.record("\(name): ordinals") }
    if settlement.header.kind == .interim, settlement.entries.contains(where: \.posts) { Issue.record("\(name): interim posts") }
    guard settlement.header.kind == .statement else { return }
    // Every line that is no lump is the sum of the payments behind it.
    var open: (line: SettlementEntry, sum: Int64, count: Int)?
    func close() {
      guard let open else { return }
      let isRight = open.line.isLump ? open.count == 0 : open.count > 0 && open.sum == open.line.amount.minorUnits
      if !isRight { Issue.record("\(name): line \(open.line.line) has \(open.count) payments of \(open.sum)") }
    }
    for entry in settlement.entries {
      if entry.level == .statementLine {
        close()
        open = (entry, 0, 0)
      } else {
        open?.sum += entry.amount.minorUnits
        open?.count += 1
      }
    }
    close()
  }
}
