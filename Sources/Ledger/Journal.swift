import Crypto
import Receivables

/// The rules of the journal: every voucher balances, carries the next number of its fiscal year and series, and is chained to the
/// one before it by SHA-256.
public enum Journal {
  /// What the first voucher of a company is chained to.
  public static let origin = String(repeating: "0", count: 64)

  /// Gives a draft its place in the journal. Refuses one that does not balance: that is a defect of the program, never of an input.
  public static func seal(
    _ draft: VoucherDraft, id: VoucherNumber, previousHash: String
  ) throws(VoucherDefect) -> Voucher {
    var sealer = VoucherSealer(draft, id: id, previousHash: previousHash)
    for posting in draft.postings { try sealer.add(posting) }
    return Voucher(draft: draft, id: id, previousHash: previousHash, hash: try sealer.finish())
  }

  /// Goes through the vouchers of one company in the order in which they were sealed; nil when all is right, else the first that
  /// is not. With `head`, the hash of the last one must be that: so that a journal cut short is seen too.
  public static func verify(_ vouchers: some Sequence<Voucher>, head: String? = nil) -> JournalBreak? {
    var verifier = JournalVerifier()
    for voucher in vouchers {
      if let found = verifier.check(voucher) { return found }
    }
    return head.flatMap { verifier.checkHead($0) }
  }
}

/// Seals a voucher whose postings come one at a time, so that a day of a hundred thousand payments need not be in memory.
public struct VoucherSealer {
  private var hasher = SHA256()
  private var canonical = CanonicalBytes()
  private var count = 0
  /// In the order of first use, so that the same voucher always gives the same answer.
  private var sums: [Money] = []

  /// `head`: its postings are not looked at.
  public init(_ head: VoucherDraft, id: VoucherNumber, previousHash: String) {
    canonical.addHead(head, id: id, previousHash: previousHash)
  }

  public mutating func add(_ posting: Posting) throws(VoucherDefect) {
    guard !posting.amount.isZero else { throw .zeroPosting(posting.role) }
    if let index = sums.firstIndex(where: { $0.currency == posting.amount.currency }) {
      guard let sum = try? sums[index].adding(posting.amount) else { throw .overflow }
      sums[index] = sum
    } else {
      sums.append(posting.amount)
    }
    count += 1
    canonical.add(posting)
    if canonical.bytes.count >= 1 << 14 { flush() }
  }

  /// The voucher's hash, hex.
  public consuming func finish() throws(VoucherDefect) -> String {
    guard count > 0 else { throw .noPostings }
    if let rest = sums.first(where: { !$0.isZero }) { throw .unbalanced(rest) }
    canonical.addEnd(count: count)
    flush()
    return Self.hex(hasher.finalize())
  }

  private mutating func flush() {
    hasher.update(data: canonical.bytes)
    canonical.removeAll()
  }

  private static func hex(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 0xF)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Why a draft cannot become a voucher.
public enum VoucherDefect: Error, Hashable, Sendable {
  case noPostings
  case zeroPosting(AccountRole)
  /// Debit less credit.
  case unbalanced(Money)
  case overflow

  var sentence: String {
    switch self {
    case .noPostings: "has no postings"
    case .zeroPosting(let role): "has a posting of zero on \(role.rawValue)"
    case .unbalanced(let money): "does not balance: debits less credits are \(money)"
    case .overflow: "has postings whose sum is too large"
    }
  }
}

extension Voucher {
  /// `2026-A-17`: fiscal year, series, number.
  public var label: String { id.description }
}

/// The first place where a journal is not what it was when it was written.
public struct JournalBreak: Error, Hashable, Sendable {
  /// `ledger.chain`, `ledger.hash`, `ledger.gap`, `ledger.unbalanced`, `ledger.foreign`, `ledger.head`
  public var rule: String
  /// `Voucher.label`, or empty when the journal is.
  public var voucher: String
  public var message: String

  public var finding: Finding { LedgerRules.finding(rule, message, severity: .error) }
}

/// The same check for a journal that is read one voucher at a time.
public struct JournalVerifier {
  private struct Series: Hashable {
    var year: Int
    var name: String
  }

  private var company: String?
  private var lastLabel = ""
  /// Hash of the voucher that was checked last.
  public private(set) var head = Journal.origin
  public private(set) var count = 0
  private var lastNumbers: [Series: Int] = [:]

  public init() {}

  /// Nil when this voucher follows those before it.
  public mutating func check(_ voucher: Voucher) -> JournalBreak? {
    let label = voucher.label
    func broken(_ rule: String, _ message: String) -> JournalBreak {
      JournalBreak(rule: rule, voucher: label, message: message)
    }
    if let company, company != voucher.draft.company {
      return broken(LedgerRules.foreign, "Voucher \(label) belongs to \(voucher.draft.company), the journal to \(company).")
    }
    guard voucher.previousHash == head else {
      let before = lastLabel.isEmpty ? "the beginning of the journal" : "voucher \(lastLabel)"
      return broken(LedgerRules.chain, "Voucher \(label) is not chained to \(before), which comes before it.")
    }
    let series = Series(year: voucher.id.fiscalYear, name: voucher.id.series)
    let expected = (lastNumbers[series] ?? 0) + 1
    guard voucher.id.number == expected else {
      return broken(
        LedgerRules.gap,
        "Voucher \(label) stands where number \(expected) of series \(series.name) \(series.year) should.")
    }
    do {
      let sealed = try Journal.seal(voucher.draft, id: voucher.id, previousHash: voucher.previousHash)
      guard sealed.hash == voucher.hash else {
        return broken(LedgerRules.hash, "Voucher \(label) was changed after it was sealed: its content gives another hash.")
      }
    } catch { return broken(LedgerRules.unbalanced, "Voucher \(label) \(error.sentence).") }
    company = voucher.draft.company
    lastLabel = label
    head = voucher.hash
    count += 1
    lastNumbers[series] = voucher.id.number
    return nil
  }

  /// Whether the journal ends where it was left.
  public func checkHead(_ expected: String) -> JournalBreak? {
    guard head != expected else { return nil }
    let end = lastLabel.isEmpty ? "is empty" : "ends with voucher \(lastLabel)"
    return JournalBreak(
      rule: LedgerRules.head, voucher: lastLabel, message: "The journal \(end), but its recorded head is another voucher.")
  }
}
