import Receivables

/// What an entry becomes in the books.
public struct Drafted: Hashable, Sendable {
  /// The day of its voucher.
  public var date: CalendarDate
  /// Balanced; the first one moves the money (bank, clearing, or out of suspense). Empty when nothing is to be booked.
  public var postings: [Posting]
  /// The recipe of all its postings, or `mixed`.
  public var recipe: String
  public var reverses: VoucherNumber?
  public var allocations: [Allocation]
  public var findings: [Finding]
  /// Money waits in suspense, or somebody must be told.
  public var needsPerson: Bool
  /// What went to ROUNDING, without its sign.
  public var rounded: Money?
  var subject: Subject

  /// What the voucher says of it: one line, masked.
  public var text: String { subject.text }

  /// Nothing to book.
  static func nothing(on date: CalendarDate, findings: [Finding] = []) -> Drafted {
    Drafted(
      date: date, postings: [], recipe: "", reverses: nil, allocations: [], findings: findings, needsPerson: !findings.isEmpty,
      rounded: nil, subject: Subject(kind: .nothing))
  }
}

/// The parts of a voucher's text, put together only when it is asked for.
struct Subject: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case nothing }
  var kind: Kind
  var text: String { "" }
}
