import Receivables
import Store

extension RunReport {
  /// One question with all that names what it is about, masked.
  public struct Question: Codable, Hashable, Sendable {
    public var kind: String
    /// What a command calls it: `E17`, `P4`, `Q9`, a name in `quarantine/`.
    public var name: String?
    public var company: String?
    /// Of the invoice or credit note; of a payment, the one that it states.
    public var number: String?
    public var provider: String?
    public var amount: String?
    public var currency: String?
    public var date: String?
    public var reference: String?
    public var paymentId: String?
    public var file: String?
    public var line: Int?
    public var note: String?
    public var remedy: String
  }

  /// Questions of earlier runs that are still open: of each kind the number, and the first of them.
  public struct OpenQuestions: Codable, Hashable, Sendable {
    public var kind: String
    public var count: Int
    public var first: [Question]
  }
}

extension RunReport.Question {
  public init(_ question: Question) {
    let text = { (value: String?) in value.map { Masking.excerpt($0, limit: 300) } }
    kind = question.kind.rawValue
    name = text(question.name)
    company = question.company.isEmpty ? nil : question.company
    number = text(question.number)
    provider = text(question.provider)
    amount = question.amount?.decimalText
    currency = question.amount?.currency.code
    date = question.date?.description
    reference = text(question.reference)
    paymentId = text(question.paymentID)
    file = question.path
    line = question.line
    note = text(question.note)
    remedy = question.kind.remedy.replacing("NAME", with: name ?? "NAME").replacing("NUMBER", with: Self.number(question))
  }

  /// Only where the remedy is about the document itself: what money is placed on is for a person to say.
  private static func number(_ question: Question) -> String {
    switch question.kind {
    case .conflicts, .possibleDoubles, .unlinkedCredits: question.number.map { Masking.excerpt($0) } ?? "NUMBER"
    default: "NUMBER"
    }
  }

  /// On one line: `Q3: malli invoice 1001 with svea, 40.00 EUR of 2026-11-17 (returns/ktl-2.txt line 4): …`.
  public var sentence: String {
    var words: [String] = []
    if let company { words.append(company) }
    let isCredit = kind == QuestionKind.unlinkedCredits.rawValue || kind == QuestionKind.waitingCredits.rawValue
    if let number { words.append("\(isCredit ? "credit note" : "invoice") \(number)") }
    if let provider { words.append("with \(provider)") }
    var parts = [words.joined(separator: " ")]
    if let amount, let currency {
      parts.append("\(amount) \(currency)" + (date.map { " of \($0)" } ?? ""))
    } else if let date {
      parts.append(date)
    }
    if let reference { parts.append("reference \(reference)") }
    if let paymentId { parts.append("id \(paymentId)") }
    var sentence = parts.filter { !$0.isEmpty }.joined(separator: ", ")
    if let file { sentence += (sentence.isEmpty ? "" : " ") + "(\(file)\(line.map { " line \($0)" } ?? ""))" }
    if let note { sentence += ": \(note)" }
    return (name.map { "\($0): " } ?? "") + sentence
  }
}

extension QuestionKind {
  /// What is asked, of one or of many.
  public var meaning: String {
    switch self {
    case .quarantined: "an input could not be read"
    case .conflicts: "documents contradict one another"
    case .possibleDoubles: "an invoice may be another one once more, or corrects it; what has not gone is held"
    case .unlinkedCredits: "a credit note could be taken off no claim for certain"
    case .lateForProvider: "a newer version of a claim that has gone; tell the provider what changed"
    case .disputedWithProvider: "a claim that has gone is disputed or on hold now; tell the provider"
    case .waitingCredits: "a credit note waits for an invoice that is not here"
    case .unmatchedPayments: "a payment found no claim"
    case .doubtfulPayments: "a payment repeats the words or the id of another"
    case .unmatchedEntries: "money on an account found no claim"
    case .doubtfulEntries: "money of an account may be what another file told of (perille match)"
    case .closedPeriod: "money of a day that is closed in the books, or has not come, is not booked"
    case .unexplainedLines: "a line of an account statement has no payments that add up to it"
    case .missingPages: "a bank's message has pages that are not here"
    case .tellProvider: "a debtor paid directly what a provider collects: tell the provider"
    case .overpaid: "a debtor paid more than was open; the rest is kept for it"
    case .roundingCap: "a small difference is not written off: this night's are used up"
    case .repeatedEntries: "a bank entry has the key of another, with another amount or reference; both count"
    case .paidWithProvider:
      "a claim that is with a provider was paid or credited: tell the provider, unless the money came from it"
    case .openItemLists: "an open-items list has shrunk too much; what it leaves out is held, not closed"
    case .quarantinedSettlements: "a settlement does not tie out"
    }
  }

  /// What a person does about it, and what ends the question.
  public var remedy: String {
    let answered = "then: perille dismiss NAME --reason TEXT"
    return switch self {
    case .quarantined: "Correct it and drop it again, or: perille retry NAME. Of no concern: perille dismiss NAME --reason TEXT"
    case .conflicts: "See both with perille explain NUMBER; perille release NUMBER keeps what was accepted first"
    case .possibleDoubles:
      "See both with perille explain NUMBER; perille release, with the number of the one that is held, lets it go"
    case .unlinkedCredits:
      "Have it sent again with the number of its invoice; perille release NUMBER lets its debtor's claims go without it"
    case .waitingCredits: "Drop the invoice that it names"
    case .unmatchedPayments:
      "Drop the invoice that it is for, or correct the payment where it was made. Of no claim here: perille dismiss NAME --reason TEXT"
    case .doubtfulPayments: "Ask whoever exports the payments whether they are two, \(answered)"
    case .unmatchedEntries: "Place it: perille match NAME --to NUMBER, or --role ROLE"
    case .doubtfulEntries: "Say: perille match NAME --known, or --new when it is other money"
    case .closedPeriod:
      "Open its day in perille.yaml (closedThrough), or book it yourself and say perille match NAME --known; a day to come comes"
    case .unexplainedLines: "Drop the file that itemises it, or: perille match NAME --known"
    case .missingPages:
      "Ask the bank for the other pages, and drop them. If they will not come: perille dismiss FILE --reason TEXT"
    case .tellProvider, .paidWithProvider: "Tell the provider of the payment today, \(answered)"
    case .lateForProvider, .disputedWithProvider: "Tell the provider today, \(answered)"
    case .overpaid:
      "Return the rest, or set it against another claim of the same debtor; what went back ends it. Else: perille dismiss NAME --reason TEXT"
    case .roundingCap: "Look for the reason of many differences, or raise the cap in perille.yaml, \(answered)"
    case .repeatedEntries: "Ask the bank whether they are two, \(answered)"
    case .openItemLists: "Drop a complete list, or raise maximumShrinkPercent and drop this one again"
    case .quarantinedSettlements: "See its findings in quarantine/, and ask the bank for the file again"
    }
  }
}
