import Exchange
import Receivables

/// The open questions of `perille match`.
public enum MatchText {
  public static func render(_ questions: [MatchQuestion]) -> String {
    guard !questions.isEmpty else { return "No money waits for a person." }
    return questions.map { lines($0).joined(separator: "\n") }.joined(separator: "\n\n")
  }

  private static func lines(_ question: MatchQuestion) -> [String] {
    let entry = question.entry
    let whole = question.waiting == entry.amount ? "" : " of \(entry.amount)"
    var head =
      "\(question.name)  \(question.company)  \(question.waiting)\(whole), booked on \(entry.bookingDate), account ending "
    head += String(entry.account.suffix(4))
    var lines = [head]
    var said: [String] = []
    if let payer = entry.payerName { said.append("from \(Masking.excerpt(payer))") }
    if let reference = entry.reference { said.append("reference \(Masking.excerpt(reference))") }
    if let message = entry.message { said.append("message “\(Masking.excerpt(message, limit: 140))”") }
    if let id = entry.archiveID { said.append("archive id \(Masking.excerpt(id))") }
    if !said.isEmpty { lines.append("  " + said.joined(separator: ", ")) }
    if let path = question.path { lines.append("  read from \(path)\(question.line.map { " line \($0)" } ?? "")") }
    if let why = question.why { lines.append("  \(why)") }
    if !question.candidates.isEmpty {
      let shown = question.candidates.prefix(candidatesShown).map { "\(Masking.excerpt($0.number)) (\($0.open) open)" }
      let more = question.candidates.count > candidatesShown ? ", and \(question.candidates.count - candidatesShown) more" : ""
      lines.append("  it may be for \(shown.joined(separator: ", "))\(more)")
    }
    lines.append("  " + remedy(question))
    return lines
  }

  private static let candidatesShown = 5

  private static func remedy(_ question: MatchQuestion) -> String {
    switch question.kind {
    case .suspense, .unmatched: "Place it: perille match \(question.name) --to NUMBER, or --role ROLE"
    case .review:
      "Another file told of the same amount on that day, and ids are missing. "
        + "Say: perille match \(question.name) --known, or --new when it is other money"
    case .closed:
      "Its day is in a closed period. Open it in perille.yaml (closedThrough), or book it yourself and say "
        + "perille match \(question.name) --known"
    case .future:
      "Its day has not come: it is booked then. If the day is a slip, ask the bank, and say perille match \(question.name) --known"
    case .line:
      "No payments add up to this line yet. Drop the file that itemises it, or say perille match \(question.name) --known"
    }
  }

  private struct QuestionJSON: Encodable {
    var entry: String
    var company: String
    var kind: String
    var amount: String
    var waiting: String
    var currency: String
    var bookingDate: String
    var account: String
    var payer: String?
    var reference: String?
    var message: String?
    var archiveId: String?
    var file: String?
    var line: Int?
    var why: String?
    var candidates: [CandidateJSON]
  }

  private struct CandidateJSON: Encodable {
    var number: String
    var open: String
  }

  /// One line an open question.
  public static func json(_ questions: [MatchQuestion]) throws -> [String] {
    try questions.map { question in
      let entry = question.entry
      return try JSONText.line(
        QuestionJSON(
          entry: question.name, company: question.company, kind: question.kind.rawValue, amount: entry.amount.decimalText,
          waiting: question.waiting.decimalText, currency: entry.amount.currency.code,
          bookingDate: entry.bookingDate.description, account: entry.account, payer: entry.payerName.map { Masking.masked($0) },
          reference: entry.reference.map { Masking.masked($0) }, message: entry.message.map { Masking.masked($0) },
          archiveId: entry.archiveID.map { Masking.masked($0) }, file: question.path, line: question.line, why: question.why,
          candidates: question.candidates.map { CandidateJSON(number: Masking.masked($0.number), open: $0.open.decimalText) }))
    }
  }
}
