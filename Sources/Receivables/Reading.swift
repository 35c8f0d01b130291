/// Bytes of one input, pulled in bounded chunks. Readers never see a path or a file.
public protocol ByteSource: AnyObject {
  /// The next bytes, at most 64 KiB at a time unless the whole input is in memory; empty at the end.
  func next() throws -> ArraySlice<UInt8>
}

/// An input that is already in memory.
public final class MemorySource: ByteSource {
  private var rest: ArraySlice<UInt8>

  public init(_ bytes: [UInt8]) { rest = bytes[...] }
  public init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  public func next() -> ArraySlice<UInt8> {
    defer { rest = [] }
    return rest
  }
}

/// The root element of an XML file.
public struct RootElement: Hashable, Sendable {
  public var localName: String
  public var namespace: String?

  public init(localName: String, namespace: String?) {
    self.localName = localName
    self.namespace = namespace
  }
}

/// What detection may look at: where a file lay, its printable name and its first bytes.
public struct FileHead: Hashable, Sendable {
  /// Sub-folders below `inbox/` or `returns/`, outermost first.
  public var folders: [String]
  public var name: String
  /// The first bytes, at most 64 KiB.
  public var bytes: [UInt8]
  /// Bytes of the whole file.
  public var size: Int
  /// The root element, when somebody has looked for it already and its start tag lies within the first bytes.
  public var root: RootElement?

  public init(folders: [String] = [], name: String, bytes: [UInt8], size: Int) {
    self.folders = folders
    self.name = name
    self.bytes = bytes
    self.size = size
  }
}

/// Who a message that could not be read seems to belong to, so that only that company waits for it.
public struct CreditorHint: Hashable, Sendable {
  public var companyKey: String?
  public var seller: Party?
  /// Own bank account, for settlement files.
  public var account: String?
  public init(companyKey: String? = nil, seller: Party? = nil, account: String? = nil) {
    self.companyKey = companyKey
    self.seller = seller
    self.account = account
  }
}

/// One message of an input: an invoice, a row, or something that is not for us.
public struct ReadMessage: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    case document(Document)
    /// Wrong: its bytes and findings go to quarantine.
    case refused
    /// Right, but nothing for us (an acknowledgement, a sender notice, attachments): the text says what.
    case notForUs(String)
  }

  /// 0-based ordinal in the file.
  public var index: Int
  /// `finvoice-3.0`, `peppol-bis-3-invoice`, `csv`
  public var format: String
  public var outcome: Outcome
  public var findings: [Finding]
  /// What the format's rules say of the whole document; nil where a format has none beside what its reader needs.
  public var verdict: Verdict?
  /// The number of a refused document, when that much was understood; a document says its own.
  public var refusedNumber: String?
  /// The message's bytes in the file (from, count); nil when it is the whole file.
  public var bytes: Range<Int>?
  /// 1-based line where it begins.
  public var line: Int?
  public var hint: CreditorHint
  /// False only when it surely says nothing of payments, credits, disputes or holds (a customer list).
  public var mayReduceClaims: Bool

  public init(
    index: Int, format: String, outcome: Outcome, findings: [Finding] = [], verdict: Verdict? = nil,
    bytes: Range<Int>? = nil, line: Int? = nil, hint: CreditorHint = CreditorHint(),
    mayReduceClaims: Bool = true
  ) {
    self.index = index
    self.format = format
    self.outcome = outcome
    self.findings = findings
    self.verdict = verdict
    self.bytes = bytes
    self.line = line
    self.hint = hint
    self.mayReduceClaims = mayReduceClaims
  }
}

/// What is said of the file as a whole, once its messages are known.
public struct FileSummary: Hashable, Sendable {
  public var format: String
  public var messages: Int
  /// A finding here with severity error refuses the whole file: none of its messages is taken over.
  public var findings: [Finding]
  public var hint: CreditorHint
  public var mayReduceClaims: Bool
  /// Payment lists: the profile's name, and through which day they speak (period end, else creation date).
  public var paymentSource: String?
  public var paymentsThrough: CalendarDate?
  /// What its rows name, wrong ones too: an entry for each. Nil when one could not be named, or there are too many to tell.
  public var named: [String]?
  /// Open-item lists: as of when, and whether an item that is not in it is closed.
  public var openItems: OpenItemList?

  public struct OpenItemList: Hashable, Sendable {
    public var source: String
    public var companyKey: String?
    public var asOf: CalendarDate
    public var isComplete: Bool
    /// The list may be smaller than the last one by at most this share of it, in percent, to close vanished items.
    public var maximumShrinkPercent: Int
    public init(
      source: String, companyKey: String?, asOf: CalendarDate, isComplete: Bool,
      maximumShrinkPercent: Int
    ) {
      self.source = source
      self.companyKey = companyKey
      self.asOf = asOf
      self.isComplete = isComplete
      self.maximumShrinkPercent = maximumShrinkPercent
    }
  }

  public init(
    format: String, messages: Int = 0, findings: [Finding] = [],
    hint: CreditorHint = CreditorHint(), mayReduceClaims: Bool = true
  ) {
    self.format = format
    self.messages = messages
    self.findings = findings
    self.hint = hint
    self.mayReduceClaims = mayReduceClaims
  }

  public var isRefused: Bool { findings.contains { $0.severity == .error } }
}

/// Takes what a reader understands, one message at a time, in file order.
public protocol MessageSink: AnyObject {
  func receive(_ message: ReadMessage) throws
}

/// A format of invoices or lists. Bad input never throws: it becomes findings. Only the source and the sink throw.
public protocol InvoiceFormat: Sendable {
  /// Whether this looks like an input of this format; asked in the registry's order, the first that says yes reads it.
  func recognises(_ head: FileHead) -> Bool
  func read(_ source: any ByteSource, head: FileHead, into sink: any MessageSink) throws
    -> FileSummary
}
