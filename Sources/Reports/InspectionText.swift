import Exchange
import Receivables

/// `check` and `inspect` for people: findings like a compiler's, and with `inspect` everything that was understood.
public struct InspectionText: InspectionView {
  private let detail: InspectionJSON.Detail
  private let masking: MaskingChoice
  private let style: TextStyle

  public init(_ detail: InspectionJSON.Detail, masking: MaskingChoice = .masked, style: TextStyle = .plain) {
    self.detail = detail
    self.masking = masking
    self.style = style
  }

  public var showsEntries: Bool { detail == .everything }

  /// What is no error and says only that nothing is to be done would drown the rest.
  private func isShown(_ severity: Finding.Severity) -> Bool { detail == .everything || severity != .info }

  public func showsSource(of severity: Finding.Severity, at place: Finding.Place) -> Bool { isShown(severity) }

  public func opening(_ document: InspectedDocument, to text: inout TextBuilder) {
    guard detail == .everything else { return addFindings(of: document, to: &text) }
    var lines = [head(document)]
    switch document.content {
    case .document(let content):
      lines += DocumentText(DocumentJSON(content, masking: masking)).lines
    case .settlement(let settlement):
      lines.append(
        "  account       \(settlement.account.map(masking.text) ?? (settlement.entryCount == 0 ? "none" : "several"))"
          + (settlement.currency.map { ", " + $0.code } ?? ""))
      lines.append("  entries       \(settlement.entryCount)")
      return add(lines, to: &text)
    case .notForUs(let about): lines.append("  about         \(Self.safe(about))")
    case .nothing: break
    }
    add(lines, to: &text)
    addEnd(of: document, to: &text)
  }

  public func entry(_ entry: SettlementEntry, isFirst: Bool, to text: inout TextBuilder) {
    let values = SettlementJSON.EntryJSON(entry, masking)
    let amount = String(repeating: " ", count: max(0, 14 - values.amount.utf8.count)) + values.amount
    var line = "    \(values.bookingDate) \(amount)  \(values.status)"
    if !values.posts { line += " (no money moved)" }
    if entry.level == .statementLine { line += entry.isLump ? ", statement line, a lump sum" : ", statement line" }
    if let reference = values.reference { line += ", reference \(reference)" }
    if let id = values.archiveId { line += ", archive id \(id)" }
    if let name = values.payerName { line += ", \(name)" }
    for document in values.documents ?? [] {
      line += ", \(document.isCreditNote ? "credit note" : "invoice") \(document.number)"
      if let amount = document.amount { line += " \(amount)" }
    }
    if let message = values.message { line += ", “\(message)”" }
    add([Self.safe(line)], to: &text)
  }

  public func closing(_ document: InspectedDocument, to text: inout TextBuilder) {
    guard detail == .everything, case .settlement(let settlement) = document.content else { return }
    var lines: [String] = []
    if let totals = settlement.end.totals {
      let group = { (name: String, group: SettlementTotals.Group) in "\(name) \(group.count), \(group.sum.decimalText)" }
      lines.append(
        "  totals        "
          + [
            group("payments", totals.payments), group("corrections", totals.corrections), group("failed", totals.failed),
            "net \(totals.net)",
          ].joined(separator: "; "))
    }
    for control in settlement.end.controls {
      lines.append(
        "  control       \(control.name): stated \(Self.safe(masking.text(control.stated))), computed \(control.computed), "
          + (control.isEqual ? "equal" : "NOT equal"))
    }
    add(lines, to: &text)
    addEnd(of: document, to: &text)
  }

  private func head(_ document: InspectedDocument) -> String {
    var what: [String] = []
    switch document.content {
    case .document(let content):
      what.append([content.kindName, document.number.map(masking.text)].compactMap(\.self).joined(separator: " "))
    case .settlement(let settlement):
      what.append("settlement" + (settlement.header.messageID.map { " " + masking.text($0) } ?? ""))
    case .notForUs: what.append("other")
    case .nothing: break
    }
    what += [document.format, document.validity.rawValue]
    let place = document.line.map { ":\($0)" } ?? ""
    return "\(document.file)\(place): \(Self.safe(what.joined(separator: ", ")))"
  }

  private func addFindings(of document: InspectedDocument, to text: inout TextBuilder) {
    guard !document.findings.isEmpty else { return }
    FindingText.add(
      document.findings, document.excerpts, line: document.line, where: isShown, file: document.file, style: style, to: &text)
  }

  /// An empty line ends what is said of a document; findings have one each.
  private func addEnd(of document: InspectedDocument, to text: inout TextBuilder) {
    if document.findings.isEmpty { text.add(ascii: "\n") } else { addFindings(of: document, to: &text) }
  }

  private func add(_ lines: [String], to text: inout TextBuilder) {
    for line in lines {
      text.add(line)
      text.add(ascii: "\n")
    }
  }

  static func safe(_ text: String) -> String { SafeText.of(text) }
}

extension InspectionText {
  /// Files and rules that are listed; of more only the number is told.
  static let listedFiles = 50
  static let listedRules = 30

  /// Counts, the rules that fired by how often, and the files that failed.
  public static func summary(
    _ tally: InspectionTally, asksRules: Bool = true, style: TextStyle = .plain
  ) -> String {
    var lines = rules(tally, style) + failingFiles(tally, style)
    if !lines.isEmpty { lines.append("") }
    lines.append(style.strong(counts(tally)))
    lines += [claimTrust(tally), ruleSets(tally)].compactMap(\.self)
    if !asksRules { lines.append("Published rules of UBL were not asked: valid is what can be read.") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `3 files, 4 documents: 1 valid, 3 invalid; 1 file could not be read`
  static func counts(_ tally: InspectionTally) -> String {
    let kinds = Validity.allCases.compactMap { validity in
      tally.byValidity[validity].map { "\($0) \(validity.rawValue)" }
    }
    return "\(RunText.count(tally.files, "file")), \(RunText.count(tally.documents, "document"))"
      + (kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", "))
      + (tally.refusedFiles == 0 ? "" : "; \(RunText.count(tally.refusedFiles, "file")) refused as a whole")
      + (tally.unreadableFiles == 0 ? "" : "; \(RunText.count(tally.unreadableFiles, "file")) could not be read")
  }

  /// That a document breaks a rule does not say that its claim cannot stand.
  static func claimTrust(_ tally: InspectionTally) -> String? {
    let stopped = tally.byClaimTrust[.stop] ?? 0
    guard tally.documents > 0, stopped > 0 || (tally.byValidity[.invalid] ?? 0) > 0 else { return nil }
    let good = tally.byClaimTrust[.ok] ?? 0
    return "\(RunText.count(good, "document")) can carry a claim, \(stopped) cannot"
  }

  /// Which rules spoke, where a format has published ones.
  static func ruleSets(_ tally: InspectionTally) -> String? {
    guard !tally.byRuleSet.isEmpty else { return nil }
    let sets = tally.byRuleSet.sorted { $0.key < $1.key }.map { "\($0.key) (\(RunText.count($0.value, "document")))" }
    return "Checked against " + sets.joined(separator: ", ")
  }

  static func title(_ rule: String) -> String? { RuleBook.rule(rule).map(ExplainText.title) }

  private static func rules(_ tally: InspectionTally, _ style: TextStyle) -> [String] {
    guard !tally.ruleCounts.isEmpty else { return [] }
    var lines = [style.strong("Findings by rule") + "  (what one means: perille explain --rule ID)"]
    let shown = tally.ruleCounts.prefix(listedRules)
    let width = shown.map(\.rule.count).max() ?? 0
    for rule in shown {
      let count = String(rule.count)
      let severity = rule.severity.rawValue
      let pad = { (text: String, width: Int) in text + String(repeating: " ", count: max(0, width - text.count)) }
      let title = title(rule.rule)
      lines.append(
        String(repeating: " ", count: max(1, 8 - count.utf8.count)) + count + "  "
          + style.severity(rule.severity, pad(severity, 7)) + "  "
          + (title.map { pad(safe(rule.rule), width) + "  " + $0 } ?? safe(rule.rule)))
    }
    if tally.ruleCounts.count > shown.count { lines.append("          and \(tally.ruleCounts.count - shown.count) more rules") }
    return lines
  }

  private static func failingFiles(_ tally: InspectionTally, _ style: TextStyle) -> [String] {
    let all = tally.failingFiles
    // What is wrong with the only file stands above.
    guard !all.isEmpty, tally.files > 1 else { return [] }
    let more = all.count - listedFiles
    return (tally.ruleCounts.isEmpty ? [] : [""]) + [style.strong("Files with errors")]
      + all.prefix(listedFiles).map { "  " + safe($0.file) } + (more > 0 ? ["  and \(more) more"] : [])
  }
}
