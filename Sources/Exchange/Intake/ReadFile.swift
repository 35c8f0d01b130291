import Ledger
import Receivables
import Store

/// A settlement as it was read, with what the store needs of each entry.
struct PreparedSettlement: Sendable {
  struct Entry: Sendable {
    var entry: SettlementEntry
    var key: String
    var company: String
  }
  var header: SettlementHeader
  var entries: [Entry]
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
  /// More than is kept in memory: the writer reads it a second time, straight into the store.
  var isLarge = false
  var scope = CompanyScope.all
}

/// Reads inputs: opens, hashes, recognises, parses, prepares. Runs on several threads at once.
struct FileReader: Sendable {
  let disk: Disk
  let registry: FormatRegistry
  let directory: CompanyDirectory
  /// Messages of one file that are kept in memory; more are read twice.
  var keptMessages = 20_000

  func read(_ input: InputFile) -> ReadFile {
    var result = ReadFile(input: input)
    do {
      guard let file = try disk.openRegular(input.path) else {
        result.state = .vanished
        return result
      }
      let source = FileSource(file)
      try parse(source, into: &result)
      result.sha256 = try source.finish()
      result.size = source.size
      let after = try disk.status(of: file.descriptor)
      let named = try disk.status(input.path)
      if after != input.status || named != input.status { result.state = .changed }
    } catch let error as DiskError {
      result.state = .unreadable(error.description)
    } catch {
      result.state = .unreadable("cannot read \(input.printable)")
    }
    return result
  }

  private func parse(_ source: FileSource, into result: inout ReadFile) throws {
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
      let sink = SettlementCollector(directory: directory, limit: keptMessages * 5)
      result.summary = try format.read(source, head: head, into: sink)
      result.settlements = sink.settlements
      result.isLarge = sink.isLarge
    }
    result.scope = result.summary.mayReduceClaims ? preparation.scope(result.summary.hint) : .nobody
  }

  /// The second reading of a large file: hands everything over without keeping it, and gives the hash of what it read.
  func reread(
    _ input: InputFile, messages: (PreparedMessage) throws -> Void, settlements: any SettlementSink
  ) throws -> [UInt8]? {
    guard let file = try disk.openRegular(input.path) else { return nil }
    let source = FileSource(file)
    let head = FileHead(
      folders: input.folders, name: String(decoding: input.path.name, as: UTF8.self), bytes: try source.head(1 << 16),
      size: Int(input.status.size))
    switch registry.match(head) {
    case .none: return nil
    case .invoices(let format):
      try withoutActuallyEscaping(messages) { messages in
        let sink = MessageForwarder(preparation: MessagePreparation(directory: directory), receive: messages)
        _ = try format.read(source, head: head, into: sink)
      }
    case .settlements(let format): _ = try format.read(source, head: head, into: settlements)
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

  init(directory: CompanyDirectory) { self.directory = directory }

  /// Nil when the account is nobody's here.
  mutating func prepare(_ entry: SettlementEntry) -> PreparedSettlement.Entry? {
    guard let company = directory.company(account: entry.account) else {
      strangeAccount = entry.account
      return nil
    }
    var occurrence = 0
    if entry.archiveID == nil {
      let said = EntryKey.make(entry)
      occurrence = occurrences[said, default: 0]
      occurrences[said] = occurrence + 1
    }
    return PreparedSettlement.Entry(entry: entry, key: EntryKey.make(entry, occurrence: occurrence), company: company.key)
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

private final class SettlementCollector: SettlementSink {
  private let limit: Int
  private var preparation: EntryPreparation
  private var header: SettlementHeader?
  private var entries: [PreparedSettlement.Entry] = []
  private var kept = 0
  private(set) var settlements: [PreparedSettlement] = []
  private(set) var isLarge = false

  init(directory: CompanyDirectory, limit: Int) {
    self.limit = limit
    preparation = EntryPreparation(directory: directory)
  }

  func begin(_ header: SettlementHeader) {
    self.header = header
    entries = []
  }

  func receive(_ entry: SettlementEntry) {
    guard let prepared = preparation.prepare(entry) else { return }
    kept += 1
    if kept > limit {
      isLarge = true
      entries = []
    } else {
      entries.append(prepared)
    }
  }

  func end(_ end: SettlementEnd) {
    guard let header else { return }
    settlements.append(PreparedSettlement(header: header, entries: entries, end: preparation.end(end)))
    self.header = nil
    entries = []
    preparation.beginNext()
  }
}
