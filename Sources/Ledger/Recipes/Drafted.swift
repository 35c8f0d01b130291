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
  var isPlacing: Bool
  var reference: String?

  /// What the voucher says of it: one line, masked. Put together when it is asked for.
  public var text: String {
    if case .takenBack = subject { return subject.text }
    let subject = subject.text
    var text = isPlacing ? "From suspense: " + subject.prefix(1).lowercased() + subject.dropFirst() : subject
    if let reference { text += ", reference " + Quoting.number(reference) }
    return text
  }

  /// Nothing to book.
  static func nothing(_ entry: SettlementEntry, on date: CalendarDate, findings: [Finding] = []) -> Drafted {
    Drafted(
      date: date, postings: [], recipe: "", reverses: nil, allocations: [], findings: findings, needsPerson: !findings.isEmpty,
      rounded: nil, subject: .unmatched, isPlacing: false, reference: entry.reference)
  }
}

/// What a voucher is about.
enum Subject: Hashable, Sendable {
  case payment(invoice: String)
  case payments(count: Int)
  case paidInvoice(String)
  case interest(invoice: String)
  case providersMoney(messageClass: String, invoice: String?)
  case refund(invoice: String)
  case reversal(VoucherNumber)
  case unknownCorrection
  case role(AccountRole)
  case unmatched
  case transit(day: CalendarDate)
  case takenBack(invoice: String?)

  var text: String {
    switch self {
    case .payment(let number): "Payment of invoice \(quoted(number))"
    case .payments(let count): "Payment of \(count) invoices"
    case .paidInvoice(let number): "Payment of paid invoice \(quoted(number))"
    case .interest(let number): "Interest on invoice \(quoted(number))"
    case .providersMoney(let messageClass, let number):
      "Money of a provider (\(messageClass))" + (number.map { " for invoice \(quoted($0))" } ?? "")
    case .refund(let number): "Refund of what invoice \(quoted(number)) was overpaid"
    case .reversal(let voucher): "Reversal of voucher \(voucher)"
    case .unknownCorrection: "Correction not matched"
    case .role(let role): "Payment to \(role.rawValue)"
    case .unmatched: "Payment not matched"
    case .transit(let day): "Money in transit received, statement line of \(day)"
    case .takenBack(let number): "To suspense: payment" + (number.map { " of invoice \(quoted($0))" } ?? "") + " was misplaced"
    }
  }

  private func quoted(_ number: String) -> String { Quoting.number(number) }
}

/// Numbers of invoices and references in a voucher's text, of which a night may write a hundred thousand.
enum Quoting {
  /// At most 40 characters, masked.
  static func number(_ text: String) -> String {
    let count = text.utf8.count
    guard count <= 40, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return Masking.excerpt(text, limit: 40) }
    // Digits alone need no escaping, and are a personal identity code only when they are as many as one has.
    return (10...13).contains(count) ? Masking.masked(text) : text
  }
}
