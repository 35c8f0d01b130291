/// The head of the smallest unit of a bank's or provider's file that has its own control totals.
public struct SettlementHeader: Hashable, Sendable {
  /// What the unit tells of an account's money.
  public enum Kind: String, Hashable, Sendable {
    /// The single payments (KTL, camt.054): each of its entries is one payment.
    case payments
    /// The account statement (camt.053): what moved the balance, and the single payments as far as it lists them.
    case statement
    /// News of the day (camt.052): the same money comes again in another message; nothing of it is ever booked.
    case interim
  }

  /// Which part of a message this is, when a bank cuts it (`MsgPgntn`). Its control totals then hold over all pages.
  public struct Page: Hashable, Sendable {
    /// From 1.
    public var number: Int
    public var isLast: Bool
    public init(number: Int, isLast: Bool) {
      self.number = number
      self.isLast = isLast
    }
    public var isWhole: Bool { number == 1 && isLast }
  }

  /// 0-based ordinal in the file.
  public var ordinal: Int
  /// `ktl`, `camt.054.001.02`, …
  public var format: String
  public var kind: Kind
  public var messageID: String?
  /// The bank's id of this notification or statement in the message (`Ntfctn/Id`, `Stmt/Id`).
  public var statementID: String?
  /// Own account as `SettlementEntry.account`; nil when every entry names its own.
  public var account: String?
  /// Day the file says it was made.
  public var createdOn: CalendarDate?
  public var page: Page?
  /// The bank says that it sent this before (`CpyDplctInd` COPY, CODU, DUPL).
  public var isCopy: Bool
  /// 1-based line where it begins.
  public var line: Int

  public init(
    ordinal: Int, format: String, kind: Kind = .payments, messageID: String?, statementID: String? = nil, account: String? = nil,
    createdOn: CalendarDate?, page: Page? = nil, isCopy: Bool = false, line: Int
  ) {
    self.ordinal = ordinal
    self.format = format
    self.kind = kind
    self.messageID = messageID
    self.statementID = statementID
    self.account = account
    self.createdOn = createdOn
    self.page = page
    self.isCopy = isCopy
    self.line = line
  }
}

/// One line of money (or of news about money) in a settlement.
public struct SettlementEntry: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case booked
    /// Money of an earlier payment going back the way it came, as the file itself says (KTL correction code, `RvslInd`). The sign of
    /// the amount is that of the movement.
    case correction
    /// A failed debit or a notice: no money moved.
    case failed
    /// Announced, not booked yet (`PDNG`), or of a message that is never booked (camt.052).
    case pending
  }

  public enum Level: String, Hashable, Sendable {
    /// One payment.
    case payment
    /// A line of the account statement: it moves the bank account, and what it is made of are payments.
    case statementLine = "line"
  }

  /// An invoice or credit note that the payment names, with its part of the amount when stated.
  public struct ReferredDocument: Hashable, Sendable {
    public var number: String
    /// `CREN`, or an amount that lessens the payment.
    public var isCreditNote: Bool
    /// Never negative.
    public var amount: Money?
    public init(number: String, isCreditNote: Bool = false, amount: Money? = nil) {
      self.number = number
      self.isCreditNote = isCreditNote
      self.amount = amount
    }
  }

  /// 0-based ordinal in the settlement.
  public var ordinal: Int
  public var line: Int
  public var level: Level
  /// Own account: IBAN where it has one (Finnish machine-form numbers are converted), else the bank's number as it stands.
  public var account: String
  public var bookingDate: CalendarDate
  public var valueDate: CalendarDate?
  /// Day the payer paid.
  public var paymentDate: CalendarDate?
  /// Signed: positive came in.
  public var amount: Money
  /// The amount field as the file has it.
  public var statedAmount: String
  /// Normalised: national references without leading zeros; nil when none was given.
  public var reference: String?
  /// The bank's own id of this payment, the same in every file and format (`arkistointitunnus`, `Refs/AcctSvcrRef`).
  public var archiveID: String?
  /// The bank's id of the whole entry (`Ntry/AcctSvcrRef`), which the statement's line and its breakdown share.
  public var entryReference: String?
  public var payerName: String?
  /// IBAN or number of the account that paid, without blanks.
  public var payerAccount: String?
  /// Free text of the payer, lines joined by a blank.
  public var message: String?
  public var documents: [ReferredDocument]
  /// Kind of movement as the bank calls it: `705`, `PMNT/RCDT/ESCT`.
  public var bankCode: String?
  /// Of a statement's line: its payments are listed in other files (a lump sum), none here.
  public var isLump: Bool
  public var status: Status
  /// `1`: the file marks it as a correction or reversal; else `0`. Part of the entry's key.
  public var correctionCode: String
  /// Why money came back or was not taken (`RtrInf/Rsn/Cd`, KTL return code).
  public var returnReason: String?

  public init(
    ordinal: Int, line: Int, level: Level = .payment, account: String, bookingDate: CalendarDate, valueDate: CalendarDate? = nil,
    paymentDate: CalendarDate?, amount: Money, statedAmount: String, reference: String?, archiveID: String?,
    entryReference: String? = nil, payerName: String?, payerAccount: String? = nil, message: String? = nil,
    documents: [ReferredDocument] = [], bankCode: String? = nil, isLump: Bool = false, status: Status, correctionCode: String,
    returnReason: String? = nil
  ) {
    self.ordinal = ordinal
    self.line = line
    self.level = level
    self.account = account
    self.bookingDate = bookingDate
    self.valueDate = valueDate
    self.paymentDate = paymentDate
    self.amount = amount
    self.statedAmount = statedAmount
    self.reference = reference
    self.archiveID = archiveID
    self.entryReference = entryReference
    self.payerName = payerName
    self.payerAccount = payerAccount
    self.message = message
    self.documents = documents
    self.bankCode = bankCode
    self.isLump = isLump
    self.status = status
    self.correctionCode = correctionCode
    self.returnReason = returnReason
  }

  /// Whether it moves money.
  public var posts: Bool { status == .booked || status == .correction }
}

/// A sum that the file states and that was computed again.
public struct ControlTotal: Hashable, Sendable {
  public var name: String
  public var stated: String
  public var computed: String
  /// It holds over all pages of a message that the bank has cut, so this part alone cannot prove it. `computed` is what this page
  /// adds to it, a whole number (a count) or a decimal number (a sum).
  public var isOfAllPages: Bool
  public var isEqual: Bool { stated == computed }
  public init(name: String, stated: String, computed: String, isOfAllPages: Bool = false) {
    self.name = name
    self.stated = stated
    self.computed = computed
    self.isOfAllPages = isOfAllPages
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
  /// The day up to which it tells all booked money of its accounts: of a statement the end of its period, else the day it was made.
  /// Nil when it does not tell what was booked.
  public var speaksThrough: CalendarDate?
  public init(
    totals: SettlementTotals?, controls: [ControlTotal], findings: [Finding], speaksThrough: CalendarDate? = nil
  ) {
    self.totals = totals
    self.controls = controls
    self.findings = findings
    self.speaksThrough = speaksThrough
  }
  public var isSound: Bool {
    totals != nil && controls.allSatisfy { $0.isEqual || $0.isOfAllPages }
      && !findings.contains { $0.severity == .error }
  }
  /// Sound as far as this page goes; its entries count when all pages are there and add up.
  public var waitsForPages: Bool { isSound && !controls.allSatisfy(\.isEqual) }
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
