import Exchange
import Receivables
import Store

/// The story of an invoice in plain English, to be read aloud to the person who asks "why was this customer sent to collection?".
public enum ExplainText {
  public static func render(_ explanation: Explanation) -> String {
    var lines: [String] = []
    for (index, item) in explanation.items.enumerated() {
      if index > 0 { lines.append("") }
      lines += story(item, company: explanation.company)
    }
    if explanation.items.isEmpty {
      lines.append("\(Masking.masked(explanation.number)) of \(explanation.company.name)")
      lines += explanation.holds.map { "  \(hold($0))" }
    }
    if !explanation.others.isEmpty {
      if !explanation.items.isEmpty { lines.append("") }
      lines.append("Documents with this number that are no claim:")
      lines += explanation.others.flatMap(reading)
    }
    return lines.map(SafeText.of).joined(separator: "\n") + "\n"
  }

  private static func story(_ item: Explanation.Item, company: Company) -> [String] {
    let receivable = item.receivable
    var title = "Invoice \(Masking.masked(receivable.identity.number))"
    if receivable.identity.instalment > 0 { title += ", instalment \(receivable.identity.instalment)" }
    title += " of \(company.name) (\(company.key))"
    var lines = [title]
    lines.append("  Debtor: \(debtor(item))")
    for party in receivable.coDebtors { lines.append("  With: \(Masking.masked(party.name ?? "a debtor without a name"))") }
    let due = receivable.dueDate.map { "due \($0)" } ?? "without a due date"
    lines.append("  Issued \(receivable.identity.issueDate), \(due): \(receivable.amountDue). Open now: \(receivable.open).")
    lines.append("")
    lines.append("What was read")
    lines += item.readings.flatMap(reading)
    lines += item.holds.map { "  \(hold($0))" }
    if !item.changes.isEmpty {
      lines.append("")
      lines.append("What was taken off")
      lines += item.changes.map { "  \(change($0))" }
    }
    lines.append("")
    lines.append("What was decided")
    if item.nights.isEmpty { lines.append("  Nothing yet: the next run decides.") }
    for night in item.nights { lines += decision(night) }
    if let assignment = item.assignment {
      lines.append("")
      lines.append("With the provider")
      lines.append(
        "  Since \(assignment.assignedOn) with \(assignment.provider), \(mode(assignment.mode)), as \(assignment.kind): "
          + "capital \(assignment.capital), costs \(assignment.costs), interest \(assignment.interest). State: \(assignment.state)."
      )
      if let path = assignment.batchPath { lines.append("  In \(path)") }
    }
    if !item.books.isEmpty {
      lines.append("")
      lines.append("In the books")
      lines += BookText.vouchers(item.books)
    }
    lines += questions(item.questions)
    if let last = item.nights.last {
      lines.append("")
      lines.append("What happens next")
      lines += item.questions.filter { $0.doneOn == nil }.map { "  \($0.name ?? ""): \(RunReport.Question($0).remedy)" }
      lines.append("  \(last.next)")
    }
    return lines
  }

  private static func questions(_ questions: [Question]) -> [String] {
    guard !questions.isEmpty else { return [] }
    return ["", "What a person was asked"]
      + questions.flatMap { question -> [String] in
        let done =
          question.doneOn.map { "; answered on \($0)" + (question.reason.map { ": \($0)" } ?? "") } ?? "; not answered yet"
        return ["  \(question.kind.meaning)\(done)", "    \(RunReport.Question(question).sentence)"]
      }
  }

  /// The kind is the one that the rules go by, whatever the debtor's identifiers suggest.
  private static func debtor(_ item: Explanation.Item) -> String {
    let debtor = item.receivable.debtor
    var text = Masking.masked(debtor.name ?? "without a name")
    text += item.kind.map { $0.isConsumer ? ", a consumer" : ", an organisation" } ?? ", firm or consumer not known"
    if item.kind?.isRental == true { text += " that rents" }
    if debtor.personalCode != nil { text += ", identity code known" }
    if let id = debtor.legalID { text += ", \(Masking.masked(id.value))" }
    if let number = debtor.customerNumber { text += ", customer \(Masking.masked(number))" }
    return text
  }

  /// Findings of one document that are told; `check` tells all.
  private static let findingsTold = 10

  private static func reading(_ reading: Explanation.Reading) -> [String] {
    let place = reading.line.map { ", line \($0)" } ?? ""
    var lines = [
      "  \(reading.on)  \(reading.path)\(place) (\(reading.format), \(reading.typeCode)): \(meaning(reading))",
      "    now \(reading.restsIn)",
    ]
    // What a reader doubts, and what stops a claim; warnings of published rules are about a document's form.
    let told = reading.findings.filter { $0.severity == .error || !$0.isPublished }
    for finding in told.prefix(findingsTold) {
      let line = finding.place.line.map { "line \($0), " } ?? ""
      lines.append("    \(line)\(finding.severity.rawValue) \(finding.rule): \(finding.message) \(finding.remedy)")
    }
    let more = reading.findings.count - min(told.count, findingsTold)
    if more > 0 { lines.append("    and \(RunText.count(more, "finding")) of its form: perille check") }
    return lines
  }

  private static func meaning(_ reading: Explanation.Reading) -> String {
    switch (reading.kind, reading.state) {
    case (.creditNote, "applied"): "a credit note of \(reading.amount), taken off"
    case (.creditNote, "waiting"): "a credit note of \(reading.amount); it waits for the invoice that it names"
    case (.creditNote, "unlinked"):
      "a credit note of \(reading.amount) that could be taken off no claim for certain\(reading.note.map { ": \($0)" } ?? ""); "
        + "claims on this debtor are held until a person decides"
    case (.creditNote, "released"): "a credit note of \(reading.amount); a person decided that it holds nobody"
    case (.reminder, "applied"):
      reading.typeCode == "INV03" || reading.typeCode == "INV05"
        ? "a note about an older claim: no new claim" : "a reminder: no new claim, but evidence that the creditor reminded"
    case (.reminder, "waiting"): "a reminder of an invoice that has not been read"
    case (_, "applied"): "taken over, \(reading.amount)"
    case (_, "duplicate"): "the same again; nothing changed"
    case (_, "version"): "a newer version; what it says besides the claim was taken over"
    case (_, "late"):
      "a newer version that came after the claim had gone. It says: \(reading.note ?? ""). What the provider was given is unchanged: tell it"
    case (_, "conflict"): "states another claim under the same identity, \(reading.amount); held until a person decides"
    default: "read, not yet applied"
    }
  }

  private static func hold(_ record: HoldRecord) -> String {
    let who = record.byPerson ? "a person" : "a file"
    let what =
      switch record.hold.action {
      case .hold: "on hold"
      case .dispute: "disputed"
      case .release: "released"
      }
    let until = record.hold.until.map { " until \($0)" } ?? ""
    let whom = record.hold.invoiceNumber == nil ? "the customer is " : ""
    return "\(record.since)  \(who) said: \(whom)\(what)\(until). \(Masking.masked(record.hold.reason))"
  }

  private static func change(_ change: Explanation.Change) -> String {
    let what =
      switch change.kind {
      case "payment": change.amount.isNegative ? "payment taken back" : "payment"
      case "loss": change.amount.isNegative ? "write-off taken back" : "written off as a credit loss"
      case "credit": "credit note"
      default: change.amount.isNegative ? "bank correction" : "bank entry"
      }
    var text = "\(change.on)  \(change.amount) \(what)"
    if let path = change.path { text += ", \(path)" }
    if let line = change.line { text += " line \(line)" }
    if let voucher = change.voucher { text += ", voucher \(voucher)" }
    return text
  }

  private static func decision(_ night: Explanation.Night) -> [String] {
    let period = night.closed.map { "\(night.since) to \($0)" } ?? "since \(night.since)"
    var head = "  \(period): \(night.decision.outcome.rawValue)"
    if night.decision.outcome == .wait, let until = night.decision.until { head += " until \(until)" }
    var lines = [head]
    for reason in night.decision.reasons {
      lines.append("    \(reason.text)")
      lines.append("      (\(reason.id); \(basis(reason.basis)): \(reason.source))")
    }
    return lines
  }

  private static func basis(_ basis: Reason.Basis) -> String {
    switch basis {
    case .contract: "contract"
    case .statute: "statute"
    case .policy: "company policy"
    case .data: "what was read"
    case .safety: "safety"
    }
  }

  private static func mode(_ mode: String) -> String {
    mode == TransferMode.collection.rawValue ? "collection" : "reminders, then collection"
  }

  // MARK: A rule

  /// `BR-CO-15: title`, then what it means, an example wrong and right, what to do, and who says so.
  public static func render(_ rule: RuleDescription, style: TextStyle = .plain) -> String {
    var lines = [style.strong("\(rule.id): \(title(rule))"), ""] + wrapped(rule.meaning)
    if rule.corrected != nil {
      lines += [""] + block("Wrong", rule.example, style) + block("Right", rule.corrected ?? "", style)
    } else if !rule.example.isEmpty {
      lines += [""] + block("Example", rule.example, style)
    }
    lines += [""] + labelled("What to do", rule.remedy, style) + labelled("Source", rule.source, style)
    return lines.joined(separator: "\n") + "\n"
  }

  /// A title is no sentence: without the full stop that some have.
  static func title(_ rule: RuleDescription) -> String { rule.title.hasSuffix(".") ? String(rule.title.dropLast()) : rule.title }

  /// An example may be a piece of a document: its tags are not broken.
  private static func block(_ label: String, _ text: String, _ style: TextStyle) -> [String] {
    let mark =
      { (text: String) in
        label == "Right" ? style.fix(text) : label == "Wrong" ? style.severity(.error, text) : style.strong(text)
      }
    guard isMarkup(text) else {
      let lines = wrapped(label + ": " + text)
      return [mark(label + ":") + (lines.first ?? "").dropFirst(label.count + 1)] + lines.dropFirst().map { "  " + $0 }
    }
    return [mark(label + ":")] + markupLines(text).map { "    " + $0 }
  }

  static func isMarkup(_ text: String) -> Bool { text.contains("</") || text.contains("/>") }

  /// Lines of at most 96 characters, broken at blanks outside of tags and between tags.
  static func markupLines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { source -> [String] in
      var pieces = [""]
      var isInTag = false
      for character in source {
        if character == "<" {
          // An element and its text stay together: only a tag behind a tag, or behind what is left out, begins a piece.
          if pieces[pieces.count - 1].last == ">" || pieces[pieces.count - 1].last == "…" { pieces.append("") }
          isInTag = true
        }
        pieces[pieces.count - 1].append(character)
        if character == ">" { isInTag = false }
        if character == " ", !isInTag { pieces.append("") }
      }
      var lines: [String] = []
      var line = ""
      for piece in pieces {
        if !line.isEmpty, line.count + piece.count > 96 {
          lines.append(line)
          line = ""
        }
        line += piece
      }
      return lines + [line]
    }.map { $0.last == " " ? String($0.dropLast()) : $0 }
  }

  private static func labelled(_ label: String, _ text: String, _ style: TextStyle) -> [String] {
    let lines = wrapped(label + ": " + text)
    guard let first = lines.first else { return [] }
    return [style.strong(label + ":") + first.dropFirst(label.count + 1)] + lines.dropFirst().map { "  " + $0 }
  }

  /// Lines of at most 100 characters, broken at blanks.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, line.count + 1 + word.count > 100 {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines
  }
}
