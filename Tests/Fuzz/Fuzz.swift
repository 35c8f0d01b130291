import CFuzzer
import Foundation
import InvoiceFormats
import InvoiceRules
import Receivables
import SettlementFormats

/// Feeds a format's reader with what libFuzzer invents, and its rules with what the reader makes of it.
///
/// The first argument is the format; the rest is libFuzzer's. Whatever the bytes are, a reader must return, say nothing that has no
/// place, and say the same when the bytes come in small pieces.
@main
enum Fuzz {
  static func main() {
    guard CommandLine.argc > 1, let target = Target(rawValue: CommandLine.arguments[1]) else {
      print("perille-fuzz FORMAT [libFuzzer's arguments]; formats: \(Target.allCases.map(\.rawValue).joined(separator: " "))")
      exit(64)
    }
    current = target
    // libFuzzer must not take the format for a folder of inputs.
    var arguments = CommandLine.arguments.enumerated().filter { $0.offset != 1 }.map { strdup($0.element) }
    var count = Int32(arguments.count)
    arguments.append(nil)
    arguments.withUnsafeMutableBufferPointer { buffer in
      var start = buffer.baseAddress
      exit(
        LLVMFuzzerRunDriver(&count, &start) { data, size in
          Fuzz.run(Array(UnsafeBufferPointer(start: data, count: size)))
          return 0
        })
    }
  }

  enum Target: String, CaseIterable {
    case ubl, finvoice, csv, ktl, camt
  }

  /// One thread, one format a process.
  nonisolated(unsafe) private static var current = Target.ubl
  private static let ubl = UBLFormat(rules: RuleSet.named("peppol-3.0.21").map { .set($0) } ?? .mandatory(asOf: nil))
  private static let finvoice = FinvoiceFormat()
  private static let csv = CSVFormat(profiles: [], companies: [])
  private static let ktl = KTLFormat()
  private static let camt = CamtFormat()

  private static func run(_ bytes: [UInt8]) {
    switch current {
    case .ubl: compare(bytes) { read(ubl, $0, bytes) }
    case .finvoice: compare(bytes) { read(finvoice, $0, bytes) }
    case .csv: compare(bytes) { read(csv, $0, bytes) }
    case .ktl: compare(bytes) { settle(ktl, $0, bytes) }
    case .camt: compare(bytes) { settle(camt, $0, bytes) }
    }
  }

  private static func compare(_ bytes: [UInt8], _ said: (any ByteSource) -> String) {
    let whole = said(MemorySource(bytes))
    // Pieces cost a second reading; one input in eight is enough to find a difference.
    guard bytes.count < 4_096, (bytes.last ?? 0) % 8 == 0 else { return }
    let pieces = said(Pieces(bytes))
    if whole != pieces {
      try? FileHandle.standardError.write(contentsOf: Data("in pieces:\n\(pieces)\nas a whole:\n\(whole)\n".utf8))
      abort()
    }
  }

  private static func head(_ bytes: [UInt8]) -> FileHead {
    FileHead(name: "fuzz", bytes: Array(bytes.prefix(65_536)), size: bytes.count)
  }

  private static func read(_ format: some InvoiceFormat, _ source: any ByteSource, _ bytes: [UInt8]) -> String {
    let sink = Messages()
    guard let summary = try? format.read(source, head: head(bytes), into: sink) else { abort() }
    for message in sink.messages {
      // A rule that could not be asked is a defect of the checker.
      if message.verdict?.validity == .unclear { abort() }
      check(message.findings)
    }
    check(summary.findings)
    if isBroken(sink.messages.flatMap(\.findings) + summary.findings) { return brokenXML }
    return sink.messages.map { "\($0.verdict.map(String.init(describing:)) ?? "") \(rules($0.findings))" }.joined(separator: "\n")
      + rules(summary.findings)
  }

  /// What is not well-formed libxml2 sees a little earlier or later, and calls by one name or another, as the pieces come.
  private static let brokenXML = "broken XML"

  /// A prefix that nothing declares breaks no more than namespaces.
  private static func isBroken(_ findings: [Finding]) -> Bool {
    findings.contains { $0.rule.hasPrefix("xml.") && $0.rule != "xml.namespace" }
  }

  private static func rules(_ findings: [Finding]) -> String { findings.map(\.rule).joined(separator: " ") }

  private static func settle(_ format: some SettlementFormat, _ source: any ByteSource, _ bytes: [UInt8]) -> String {
    let sink = Settlements()
    guard let summary = try? format.read(source, head: head(bytes), into: sink) else { abort() }
    check(summary.findings + sink.findings)
    if isBroken(sink.findings + summary.findings) { return brokenXML }
    return "\(sink.entries) \(rules(sink.findings)) \(rules(summary.findings))"
  }

  private static func check(_ findings: [Finding]) {
    for finding in findings where finding.message.isEmpty || finding.rule.isEmpty || (finding.place.line ?? 1) < 1 { abort() }
  }
}

/// The same bytes in pieces of one to seven.
private final class Pieces: ByteSource {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func next() -> ArraySlice<UInt8> {
    guard position < bytes.count else { return [] }
    let end = min(bytes.count, position + 1 + position % 7)
    defer { position = end }
    return bytes[position..<end]
  }
}

private final class Messages: MessageSink {
  var messages: [ReadMessage] = []
  func receive(_ message: ReadMessage) { messages.append(message) }
}

private final class Settlements: SettlementSink {
  var entries = 0
  var findings: [Finding] = []
  func begin(_ header: SettlementHeader) {}
  func receive(_ entry: SettlementEntry) { entries += 1 }
  func end(_ end: SettlementEnd) { findings += end.findings }
}
