import Exchange
import Receivables

/// `check` and `inspect` for people: findings like a compiler's, and with `inspect` everything that was understood.
public struct InspectionText: InspectionView {
  private let detail: InspectionJSON.Detail
  private let masking: MaskingChoice

  public init(_ detail: InspectionJSON.Detail, masking: MaskingChoice = .masked) {
    self.detail = detail
    self.masking = masking
  }

  public var showsEntries: Bool { detail == .everything }

  public func opening(_ document: InspectedDocument) -> String {
    guard detail == .everything else { return findings(document) }
    var lines = [head(document)]
    switch document.content {
    case .document(let content):
      lines += DocumentText(DocumentJSON(content, masking: masking)).lines
    case .settlement(let settlement):
      lines.append(
        "  account       \(settlement.account.map(masking.text) ?? (settlement.entryCount == 0 ? "none" : "several"))"
          + (settlement.currency.map { ", " + $0.code } ?? ""))
      lines.append("  entries       \(settlement.entryCount)")
      return text(lines)
    case .notForUs(let about): lines.append("  about         \(Self.safe(about))")
    case .nothing: break
    }
    return text(lines) + findings(document) + "\n"
  }

  public func entry(_ entry: SettlementEntry, isFirst: Bool) -> String {
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
    return Self.safe(line) + "\n"
  }

  public func closing(_ document: InspectedDocument) -> String {
    guard detail == .everything, case .settlement(let settlement) = document.content else { return "" }
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
    return text(lines) + findings(document) + "\n"
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

  private func findings(_ document: InspectedDocument) -> String {
    // What is no error and says only that nothing is to be done would drown the rest.
    var shown = detail == .everything ? document.findings : document.findings.filter { $0.severity != .info }
    // What has no line of its own stands where its message begins.
    for index in shown.indices where shown[index].place.line == nil { shown[index].place.line = document.line }
    return text(shown.flatMap { FindingText.lines($0, file: document.file) }.map(Self.safe))
  }

  private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  /// Without anything that a terminal would obey.
  static func safe(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isControl(scalar) {
        result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case ..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF: true
    default: false
    }
  }
}

extension InspectionText {
  /// Counts, the rules that fired by how often, and the files that failed.
  public static func summary(_ tally: InspectionTally) -> String {
    let kinds = Validity.allCases.compactMap { validity in
      tally.byValidity[validity].map { "\($0) \(validity.rawValue)" }
    }
    var lines = [
      "\(RunText.count(tally.files, "file")), \(RunText.count(tally.documents, "document"))"
        + (kinds.isEmpty ? "" : ": " + kinds.joined(separator: ", "))
        + (tally.refusedFiles == 0 ? "" : "; \(RunText.count(tally.refusedFiles, "file")) refused as a whole")
        + (tally.unreadableFiles == 0 ? "" : "; \(RunText.count(tally.unreadableFiles, "file")) could not be read")
    ]
    if !tally.ruleCounts.isEmpty { lines += ["", "Findings by rule (perille explain --rule ID says what each means)"] }
    for rule in tally.ruleCounts {
      let count = String(rule.count)
      let severity = rule.severity.rawValue
      lines.append(
        String(repeating: " ", count: max(1, 8 - count.utf8.count)) + count + "  " + severity
          + String(repeating: " ", count: max(1, 9 - severity.utf8.count)) + rule.rule)
    }
    if !tally.failingFiles.isEmpty { lines += ["", "Files with errors"] + tally.failingFiles.map { "  " + $0 } }
    return lines.joined(separator: "\n") + "\n"
  }
}
