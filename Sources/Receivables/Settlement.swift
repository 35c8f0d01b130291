/// The head of the smallest unit of a bank's or provider's file that has its own control totals.
public struct SettlementHeader: Hashable, Sendable {
  /// 0-based ordinal in the file.
  public var ordinal: Int
  public var format: String
  public var messageID: String?
  /// Day the file says it was made.
  public var createdOn: CalendarDate?
  /// 1-based line where it begins.
  public var line: Int
  public init(
    ordinal: Int, format: String, messageID: String?, createdOn: CalendarDate?, line: Int
  ) {
    self.ordinal = ordinal
    self.format = format
    self.messageID = messageID
    self.createdOn = createdOn
    self.line = line
  }
}

/// One line of money (or of news about money) in a settlement.
public struct SettlementEntry: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case booked
    /// Money going back: the amount is negative.
    case correction
    /// A failed debit or a notice: no money moved.
    case failed
  }

  /// 0-based ordinal in the settlement.
  public var ordinal: Int
  public var line: Int
  /// Own account, IBAN; Finnish machine-form numbers are converted.
  public var account: String
  public var bookingDate: CalendarDate
  public var paymentDate: CalendarDate?
  /// Signed: positive came in.
  public var amount: Money
  /// The amount field as the file has it.
  public var statedAmount: String
  /// Normalised: national references without leading zeros; nil when none was given.
  public var reference: String?
  public var archiveID: String?
  public var payerName: String?
  public var status: Status
  /// The file's own correction code, part of the entry's key.
  public var correctionCode: String

  public init(
    ordinal: Int, line: Int, account: String, bookingDate: CalendarDate,
    paymentDate: CalendarDate?, amount: Money, statedAmount: String, reference: String?,
    archiveID: String?, payerName: String?, status: Status, correctionCode: String
  ) {
    self.ordinal = ordinal
    self.line = line
    self.account = account
    self.bookingDate = bookingDate
    self.paymentDate = paymentDate
    self.amount = amount
    self.statedAmount = statedAmount
    self.reference = reference
    self.archiveID = archiveID
    self.payerName = payerName
    self.status = status
    self.correctionCode = correctionCode
  }

  /// Whether it moves money.
  public var posts: Bool { status != .failed }
}

/// A sum that the file states and that was computed again.
public struct ControlTotal: Hashable, Sendable {
  public var name: String
  public var stated: String
  public var computed: String
  public var isEqual: Bool { stated == computed }
  public init(name: String, stated: String, computed: String) {
    self.name = name
    self.stated = stated
    self.computed = computed
  }
}

public struct SettlementTotals: Hashable, Sendable {
  public struct Group: Hashable, Sendable {
    public var count: Int
    public var sum: Money
    public init(count: Int, sum: Money) {
      self.count = count
      self.sum = sum
    }
  }
  public var payments: Group
  public var corrections: Group
  public var failed: Group
  /// payments − corrections
  public var net: Money
  public init(payments: Group, corrections: Group, failed: Group, net: Money) {
    self.payments = payments
    self.corrections = corrections
    self.failed = failed
    self.net = net
  }
}

/// How a settlement ended: its sums and whether they agree. Not `isSound`: nothing of it is booked.
public struct SettlementEnd: Hashable, Sendable {
  public var totals: SettlementTotals?
  public var controls: [ControlTotal]
  public var findings: [Finding]
  public init(totals: SettlementTotals?, controls: [ControlTotal], findings: [Finding]) {
    self.totals = totals
    self.controls = controls
    self.findings = findings
  }
  public var isSound: Bool {
    totals != nil && controls.allSatisfy(\.isEqual)
      && !findings.contains { $0.severity == .error }
  }
}

/// Takes settlements as they are read. Nothing handed over between `begin` and `end` counts before `end` says it is sound.
public protocol SettlementSink: AnyObject {
  func begin(_ header: SettlementHeader) throws
  func receive(_ entry: SettlementEntry) throws
  func end(_ end: SettlementEnd) throws
}

/// A format of bank or provider files. Bad input never throws: it becomes findings.
public protocol SettlementFormat: Sendable {
  func recognises(_ head: FileHead) -> Bool
  func read(_ source: any ByteSource, head: FileHead, into sink: any SettlementSink) throws
    -> FileSummary
}
