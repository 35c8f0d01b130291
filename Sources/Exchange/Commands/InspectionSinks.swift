import Receivables

/// Output of one file as it grows: kept up to a limit, or written at once.
struct InspectionOutput {
  private(set) var text = TextBuilder(capacity: 0)
  private(set) var isLarge = false
  var tally = InspectionTally()
  private let keptBytes: Int
  private let write: (([UInt8]) throws -> Void)?

  init(keptBytes: Int, write: (([UInt8]) throws -> Void)?) {
    self.keptBytes = keptBytes
    self.write = write
  }

  mutating func append(_ piece: (inout TextBuilder) throws -> Void) throws {
    guard !isLarge else { return }
    try piece(&text)
    if let write {
      try write(text.bytes)
      text.removeAll()
    } else if text.bytes.count > keptBytes {
      drop()
    }
  }

  /// Keeps nothing from here on.
  mutating func drop() {
    isLarge = true
    text = TextBuilder(capacity: 0)
  }
}

/// Renders messages as they are read.
final class InspectionMessages<View: InspectionView>: MessageSink {
  private let file: String
  private let view: View
  private let lines: SourceExcerpts
  private(set) var output: InspectionOutput
  /// Whether at least one message was sound enough to be looked into.
  private(set) var isParsed = false

  init(
    file: String, view: View, lines: SourceExcerpts, keptBytes: Int = 0, write: (([UInt8]) throws -> Void)? = nil
  ) {
    self.file = file
    self.view = view
    self.lines = lines
    output = InspectionOutput(keptBytes: keptBytes, write: write)
  }

  func receive(_ message: ReadMessage) throws {
    if case .notForUs = message.outcome, message.format == "csv" {
      // A row that the profile ignores is no document.
      isParsed = true
      return
    }
    if !Self.isUnparsable(message) { isParsed = true }
    var document = InspectedDocument(file: file, message: message)
    output.tally.add(document)
    guard !output.isLarge else { return }
    document.show(lines, from: message, in: view)
    try output.append { try view.whole(document, to: &$0) }
  }

  /// Its bytes are no whole message: nothing is known of what it says.
  private static func isUnparsable(_ message: ReadMessage) -> Bool {
    guard case .refused = message.outcome else { return false }
    return message.findings.contains { finding in
      finding.severity == .error && (finding.rule.hasPrefix("xml.") || framing.contains(finding.rule))
    }
  }
}

private let framing: Set<String> = [
  "finvoice.encoding-mixed", "finvoice.encoding-unknown", "finvoice.frame-without-message", "finvoice.message-too-large",
  "finvoice.message-truncated", "finvoice.root-unknown", "finvoice.stray-bytes",
]

/// Renders settlements as they are read. What is said of one before its entries is known at its end only: the first reading keeps
/// the entries' pieces until then, the second one knows it already.
final class InspectionSettlements<View: InspectionView>: SettlementSink {
  private let file: String
  private let view: View
  private let lines: SourceExcerpts
  private let known: [InspectedDocument]
  private let isSecondReading: Bool
  private(set) var output: InspectionOutput
  private(set) var settlements: [InspectedDocument] = []
  /// The last one, with its entries: what is found of the whole file may be a matter of it.
  private var ended: (document: InspectedDocument, entries: TextBuilder)?
  private var header: SettlementHeader?
  private var entries: InspectionOutput
  private var count = 0
  private var account: String?
  private var hasSeveralAccounts = false
  private var currency: Currency?
  private let keptBytes: Int

  init(
    file: String, view: View, lines: SourceExcerpts, keptBytes: Int = 0, known: [InspectedDocument] = [],
    write: (([UInt8]) throws -> Void)? = nil
  ) {
    self.file = file
    self.view = view
    self.lines = lines
    self.known = known
    self.keptBytes = keptBytes
    isSecondReading = write != nil
    output = InspectionOutput(keptBytes: keptBytes, write: write)
    entries = InspectionOutput(keptBytes: keptBytes, write: write)
  }

  func begin(_ header: SettlementHeader) throws {
    try close()
    self.header = header
    count = 0
    account = nil
    hasSeveralAccounts = false
    currency = nil
    guard isSecondReading else {
      entries = InspectionOutput(keptBytes: keptBytes, write: nil)
      return
    }
    guard header.ordinal < known.count else { throw InspectionChanged() }
    try output.append { try view.opening(known[header.ordinal], to: &$0) }
  }

  func receive(_ entry: SettlementEntry) throws {
    if account != nil, account != entry.account { hasSeveralAccounts = true }
    account = entry.account
    currency = entry.amount.currency
    if view.showsEntries, !output.isLarge { try entries.append { try view.entry(entry, isFirst: count == 0, to: &$0) } }
    count += 1
  }

  func end(_ end: SettlementEnd) throws {
    guard let header else { return }
    self.header = nil
    if isSecondReading { return try output.append { try view.closing(known[header.ordinal], to: &$0) } }
    let settlement = InspectedSettlement(
      header: header, account: hasSeveralAccounts ? nil : account, currency: currency ?? end.totals?.net.currency,
      entryCount: count, end: end)
    let document = InspectedDocument(file: file, settlement: settlement)
    ended = (document, entries.text)
    if entries.isLarge { output.drop() }
  }

  /// Renders the last settlement when all is read. What was found of a file that holds one settlement is said of that: true when it was.
  @discardableResult
  func close(_ findings: [Finding] = []) throws -> Bool {
    guard let last = ended else { return false }
    ended = nil
    var document = last.document
    let isOnly = settlements.isEmpty
    if isOnly { document.findings += findings }
    document.show(lines, in: view)
    output.tally.add(document)
    settlements.append(document)
    try output.append { text in
      try view.opening(document, to: &text)
      text.add(last.entries)
      try view.closing(document, to: &text)
    }
    return isOnly
  }
}
