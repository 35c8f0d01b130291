import Receivables
import XMLStream

/// Bank-to-customer messages of ISO 20022: the account statement camt.053, the notification of payments camt.054, and the interim
/// report camt.052, of which nothing is ever booked. Versions 01–14.
///
/// A message is read as a stream by local names. Each statement, notification or report is a settlement: everything that it states of
/// its own sums must be true of its entries. Against the standard's structure it may be, that is only said (`camt.structure`).
/// Source: ISO 20022 message definitions, https://www.iso20022.org/iso-20022-message-definitions (Cash Management); Finance Finland,
/// ISO 20022 account statement guide 1.3 for what Finnish banks make of them.
public struct CamtFormat: SettlementFormat {
  private let detailsHeldMax: Int
  /// Bytes from which a message is parsed in a thread of its own.
  private let aheadFrom: Int

  /// - Parameter parsesAhead: a long message is parsed in a thread of its own, a stretch ahead of its reading.
  public init(parsesAhead: Bool = false) { self.init(detailsHeldMax: 1_000, aheadFrom: parsesAhead ? 1 << 21 : .max) }

  /// - Parameter detailsHeldMax: payments of one entry that wait for its end.
  init(detailsHeldMax: Int, aheadFrom: Int = .max) {
    self.detailsHeldMax = detailsHeldMax
    self.aheadFrom = aheadFrom
  }

  /// Whether it is a `Document` of one of the three messages, by its namespace or, when that is another or none, by the message's
  /// element.
  public func recognises(_ head: FileHead) -> Bool {
    guard let root = XMLSniffer.root(of: head), root.localName == "Document" else { return false }
    return CamtMessage.identifier(ofNamespace: root.namespace) != nil || CamtFormat.holdsMessage(head.bytes)
  }

  public func read(_ source: any ByteSource, head: FileHead, into sink: any SettlementSink) throws -> FileSummary {
    try read(source, into: sink, size: head.size).summary
  }

  /// Reads and counts what was there by the standard's own elements.
  func read(
    _ source: any ByteSource, into sink: any SettlementSink, size: Int
  ) throws -> (summary: FileSummary, counts: CamtCounts) {
    var reader = CamtReader(sink, detailsHeldMax: detailsHeldMax)
    let parser = XMLParser(names: reader.paths.names, limits: .statement)
    let problems =
      if size >= aheadFrom {
        try parser.parseAhead(from: source.next) { try reader.take($0) }
      } else {
        try parser.parse(from: source.next) { try reader.take($0) }
      }
    if let problem = problems.first { try reader.breakOff(problem) }
    var summary = FileSummary(
      format: reader.message.format, messages: reader.settlements, hint: CreditorHint(account: reader.account))
    summary.paymentsThrough = reader.speaksThrough
    summary.findings = problems.map(CamtRules.finding) + reader.findings.all + reader.structure.findings
    if reader.message.hasWrongNamespace {
      summary.findings.append(
        CamtRules.finding(
          CamtRules.namespace, .warning, "The namespace is not that of a \(reader.message.format) message.",
          line: Int32(clamping: reader.message.line)))
    }
    if reader.settlements == 0, problems.isEmpty {
      summary.findings.append(
        CamtRules.finding(
          CamtRules.empty, .error, "The message holds no statement, notification or report.",
          line: Int32(clamping: max(reader.message.line, 1))))
    }
    return (summary, reader.counts)
  }

  /// Whether the second element is one of the messages.
  private static func holdsMessage(_ bytes: [UInt8]) -> Bool {
    let messages = CamtMessage.kinds.flatMap(\.messages)
    let parser = XMLParser(names: XMLNames(messages), limits: .statement)
    var second: Int?
    var elements = 0
    // What is wrong with it, cut off above all, is a matter of reading it.
    _ = try? parser.parse(bytes[...]) { events in
      for event in events.list where event.kind == .start {
        elements += 1
        if elements == 2 { second = Int(event.name) }
      }
    }
    return second.map { messages.indices.contains($0) } ?? false
  }
}
