import Ledger
import Receivables
import Store

/// A settlement as it was read, with what the store needs of each entry.
struct PreparedSettlement: Sendable {
  struct Entry: Sendable {
    var entry: SettlementEntry
    var key: String
    var isWeak: Bool
    /// Of the entry's reference.
    var referenceKey: String?
    var company: String
  }
  var header: SettlementHeader
  /// Empty when they were handed on while the file was read.
  var entries: [Entry]
  /// How many it has.
  var count: Int
  var end: SettlementEnd
}

/// Everything that reading one input gave, before any of it is committed.
struct ReadFile: Sendable {
  enum State: Sendable {
    case read
    /// It went away between the scan and now.
    case vanished
    /// Its sender wrote to it while it was read.
    case changed
    /// It could not be opened or read: a reason of the machine, not of the file.
    case unreadable(String)
  }
  var input: InputFile
  var state = State.read
  var sha256: [UInt8] = []
  var size = 0
  var summary = FileSummary(format: "unknown")
  var messages: [PreparedMessage] = []
  var settlements: [PreparedSettlement] = []
  /// It is still being read, and its entries come through here; what stands here besides is known when the stream has ended.
  var stream: EntryStream?
  /// More than is kept in memory: the writer reads it a second time, straight into the store.
  var isLarge = false
  var scope = CompanyScope.all

  /// What it speaks of, message by message (of an e-invoice, its number), also where it is wrong; nil when that cannot be told of all.
  var named: [String]? {
    if let named = summary.named { return named }
    guard settlements.isEmpty, messages.count == 1, let number = messages[0].number else { return nil }
    // Behind what breaks off there may have been more messages, where a file can hold several.
    let breaksOff = messages[0].findings.contains { $0.rule.hasPrefix("xml.") || $0.rule.hasSuffix("truncated") }
    if breaksOff, messages[0].format.hasPrefix("finvoice") { return nil }
    return ["invoice " + number]
  }
}

/// Reads inputs: opens, hashes, recognises, parses, prepares. Runs on several threads at once.
struct FileReader: Sendable {
  let disk: Disk
  let registry: FormatRegistry
  let directory: CompanyDirectory
  /// Messages of one file that are kept in memory; more are read twice.
  var keptMessages = 20_000
  /// Entries of one file that are kept in memory; of more, none is: they stream to the writer.
  var keptEntries = 2_000

  /// The whole file; for files of a size that memory holds.
  func read(_ input: InputFile) -> ReadFile {
    // Without anybody to hand it to, nothing is streamed.
    read(input, hasTaker: false) { _ in }
  }

  /// Hands over what the file says, exactly once: when it is read, or, of a file of very many entries, while it is read.
  func read(_ input: InputFile, handOver: (ReadFile) -> Void) {
    let result = read(input, hasTaker: true, handOver: handOver)
    if let stream = result.stream {
      stream.finish(result)
    } else {
      handOver(result)
    }
  }

  private func read(_ input: InputFile, hasTaker: Bool, handOver: (ReadFile) -> Void) -> ReadFile {
    var result = ReadFile(input: input)
    do {
      guard let file = try disk.openRegular(input.path) else {
        result.state = .vanished
        return result
      }
      let source = FileSource(file)
      try withoutActuallyEscaping(handOver) { try parse(source, into: &result, handOver: hasTaker ? $0 : nil) }
      result.sha256 = try source.finish()
      result.size = source.size
      let after = try disk.status(of: file.descriptor)
      let named = try disk.status(input.path)
      if after != input.status || named != input.status { result.state = .changed }
    } catch is EntryStream.Abandoned {
      result.state = .changed
    } catch let error as DiskError {
      result.state = .unreadable(error.description)
    } catch {
      result.state = .unreadable("cannot read \(input.printable)")
    }
    return result
  }

  private func parse(_ source: FileSource, into result: inout ReadFile, handOver: ((ReadFile) -> Void)?) throws {
    let head = FileHead(
      folders: result.input.folders, name: String(decoding: result.input.path.name, as: UTF8.self),
      bytes: try source.head(1 << 16), size: Int(result.input.status.size))
    let preparation = MessagePreparation(directory: directory)
    switch registry.match(head) {
    case .none(let finding):
      result.summary.findings = [finding]
    case .invoices(let format):
      let sink = MessageCollector(preparation: preparation, limit: keptMessages)
      result.summary = try format.read(source, head: head, into: sink)
      result.messages = sink.messages
      result.isLarge = sink.isLarge
      result.summary.messages = sink.count
    case .settlements(let format):
      let input = result.input
      let sink = SettlementCollector(
        directory: directory, limit: keptEntries,
        handOver: handOver.map { handOver in
          { stream in
            var file = ReadFile(input: input)
            file.stream = stream
            handOver(file)
          }
        })
      defer { result.stream = sink.stream }
      result.summary = try format.read(source, head: head, into: sink)
      try sink.flush()
      result.settlements = sink.settlements
    }
    result.scope = result.summary.mayReduceClaims ? preparation.scope(result.summary.hint) : .nobody
  }

  /// The second reading of a large file: hands everything over without keeping it, and gives the hash of what it read.
  func reread(_ input: InputFile, messages: (PreparedMessage) throws -> Void) throws -> [UInt8]? {
    guard let file = try disk.openRegular(input.path) else { return nil }
    let source = FileSource(file)
    let head = FileHead(
      folders: input.folders, name: String(decoding: input.path.name, as: UTF8.self), bytes: try source.head(1 << 16),
      size: Int(input.status.size))
    switch registry.match(head) {
    case .none, .settlements: return nil
    case .invoices(let format):
      try withoutActuallyEscaping(messages) { messages in
        let sink = MessageForwarder(preparation: MessagePreparation(directory: directory), receive: messages)
        _ = try format.read(source, head: head, into: sink)
      }
    }
    return try source.finish()
  }
}

/// Keeps messages up to a limit; past it only counts them.
private final class MessageCollector: MessageSink {
  private var preparation: MessagePreparation
  private let limit: Int
  private(set) var messages: [PreparedMessage] = []
  private(set) var count = 0
  private(set) var isLarge = false

  init(preparation: MessagePreparation, limit: Int) {
    self.preparation = preparation
    self.limit = limit
  }

  func receive(_ message: ReadMessage) {
    count += 1
    if isLarge { return }
    messages.append(preparation.prepare(message))
    if messages.count > limit {
      isLarge = true
      messages = []
    }
  }
}

private final class MessageForwarder: MessageSink {
  private var preparation: MessagePreparation
  private let forward: (PreparedMessage) throws -> Void

  init(preparation: MessagePreparation, receive: @escaping (PreparedMessage) throws -> Void) {
    self.preparation = preparation
    forward = receive
  }

  func receive(_ message: ReadMessage) throws { try forward(preparation.prepare(message)) }
}

/// Gives entries their keys and companies, and settlements whose account is nobody's a finding.
struct EntryPreparation {
  let directory: CompanyDirectory
  private var occurrences: [String: Int] = [:]
  private(set) var strangeAccount: String?
  /// Entries of one account follow each other.
  private var known = (number: "", company: "", iban: "")

  init(directory: CompanyDirectory) { self.directory = directory }

  /// Nil when the account is nobody's here.
  mutating func prepare(_ entry: SettlementEntry) -> PreparedSettlement.Entry? {
    if entry.account != known.number {
      guard let found = directory.account(entry.account) else {
        strangeAccount = entry.account
        return nil
      }
      known = (entry.account, found.company, found.iban)
    }
    var entry = entry
    entry.account = known.iban
    let isWeak = EntryKey.isWeak(entry)
    var key = EntryKey.make(entry)
    if isWeak || entry.level == .statementLine {
      let occurrence = occurrences[key, default: 0]
      occurrences[key] = occurrence + 1
      if occurrence > 0 { key = EntryKey.make(entry, occurrence: occurrence) }
    }
    return PreparedSettlement.Entry(
      entry: entry, key: key, isWeak: isWeak,
      referenceKey: entry.reference.flatMap { ReferenceKey.make($0, country: String(known.iban.prefix(2))) },
      company: known.company)
  }

  /// Identical entries are counted over the whole file; a strange account concerns its settlement only.
  mutating func beginNext() { strangeAccount = nil }

  /// The settlement's end, with a finding when its account is nobody's here.
  func end(_ end: SettlementEnd) -> SettlementEnd {
    guard let account = strangeAccount else { return end }
    var end = end
    end.findings.append(
      Finding(
        "settlement.account-unknown", .error,
        "The account ending in \(account.suffix(4)) belongs to no company in perille.yaml.",
        remedy: "Add the account to its company, then retry the file; dismiss it if the money is not yours."))
    return end
  }
}

/// Keeps entries up to a limit; of more it keeps none and hands them on in pieces.
private final class SettlementCollector: SettlementSink {
  private let limit: Int
  private let handOver: ((EntryStream) -> Void)?
  private var preparation: EntryPreparation
  private var header: SettlementHeader?
  private var entries: [PreparedSettlement.Entry] = []
  private var kept = 0
  private var count = 0
  private(set) var settlements: [PreparedSettlement] = []
  private(set) var stream: EntryStream?
  /// Entries handed on at a time.
  private static let piece = 512

  /// Without `handOver` everything is kept.
  init(directory: CompanyDirectory, limit: Int, handOver: ((EntryStream) -> Void)?) {
    self.limit = limit
    self.handOver = handOver
    preparation = EntryPreparation(directory: directory)
  }

  func begin(_ header: SettlementHeader) throws {
    self.header = header
    entries = []
    count = 0
    try stream?.put(.begin(header))
  }

  func receive(_ entry: SettlementEntry) throws {
    guard let prepared = preparation.prepare(entry) else { return }
    entries.append(prepared)
    kept += 1
    count += 1
    if stream != nil {
      if entries.count >= Self.piece { try flush() }
    } else if kept > limit, let handOver {
      try beginStream(handOver)
    }
  }

  func end(_ end: SettlementEnd) throws {
    guard let header else { return }
    let end = preparation.end(end)
    if stream != nil {
      try flush()
      try stream?.put(.end(end))
    }
    settlements.append(PreparedSettlement(header: header, entries: entries, count: count, end: end))
    self.header = nil
    entries = []
    preparation.beginNext()
  }

  private func beginStream(_ handOver: (EntryStream) -> Void) throws {
    let stream = EntryStream()
    self.stream = stream
    handOver(stream)
    for index in settlements.indices {
      try stream.put(.begin(settlements[index].header))
      try stream.put(.entries(settlements[index].entries))
      try stream.put(.end(settlements[index].end))
      settlements[index].entries = []
    }
    if let header { try stream.put(.begin(header)) }
    try flush()
  }

  /// Hands on what has gathered.
  func flush() throws {
    guard let stream, !entries.isEmpty else { return }
    try stream.put(.entries(entries))
    entries.removeAll(keepingCapacity: true)
  }
}
