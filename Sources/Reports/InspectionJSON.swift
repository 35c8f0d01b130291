import Exchange
import Foundation
import Receivables

/// `check --json` and `inspect --json`: one object a line for each document.
public struct InspectionJSON: InspectionView {
  public enum Detail: Sendable { case findings, everything }

  private let detail: Detail
  private let masking: MaskingChoice

  public init(_ detail: Detail, masking: MaskingChoice = .masked) {
    self.detail = detail
    self.masking = masking
  }

  private struct Line: Encodable {
    var file: String
    var format: String
    /// Absent where a line speaks of a whole file.
    var index: Int?
    var number: String?
    var valid: Bool
    var validity: String
    var claimTrust: String
    var ruleSet: String?
    var findings: [FindingJSON]
    var document: DocumentJSON?
    var settlement: SettlementJSON?
  }

  public var showsEntries: Bool { detail == .everything }
  /// For its column.
  public func showsSource(of severity: Finding.Severity, at place: Finding.Place) -> Bool { place.column == nil }

  public func opening(_ document: InspectedDocument, to text: inout TextBuilder) throws {
    if case .settlement = document.content, detail == .everything { return text.add(try parts(of: document).before) }
    text.add(try line(document))
    text.add(ascii: "\n")
  }

  public func entry(_ entry: SettlementEntry, isFirst: Bool, to text: inout TextBuilder) throws {
    if !isFirst { text.add(ascii: ",") }
    text.add(try JSONText.line(SettlementJSON.EntryJSON(entry, masking)))
  }

  public func closing(_ document: InspectedDocument, to text: inout TextBuilder) throws {
    guard case .settlement = document.content, detail == .everything else { return }
    text.add(try parts(of: document).after)
    text.add(ascii: "\n")
  }

  private func line(_ document: InspectedDocument) throws -> String {
    var line = Line(
      file: document.file, format: document.format, index: document.isOfWholeFile ? nil : document.index,
      number: document.number.map(masking.text),
      valid: document.isValid, validity: document.validity.rawValue, claimTrust: document.claimTrust.rawValue,
      ruleSet: document.ruleSet,
      findings: document.findings.enumerated().map { index, finding in
        FindingJSON(finding, excerpt: document.excerpts.isEmpty ? nil : document.excerpts[index])
      })
    if detail == .everything {
      switch document.content {
      case .document(let content): line.document = DocumentJSON(content, masking: masking)
      case .notForUs(let about): line.document = DocumentJSON(notForUs: about)
      case .settlement(let settlement): line.settlement = SettlementJSON(settlement, masking)
      case .nothing: break
      }
    }
    return try JSONText.line(line)
  }

  /// The line before and after its entries, which may be too many to be held in memory. Quotation marks inside values are escaped, so
  /// the empty list occurs nowhere else.
  private func parts(of document: InspectedDocument) throws -> (before: String, after: String) {
    let text = try line(document)
    let empty = "\"entries\":[]"
    guard let range = text.range(of: empty) else { return (text, "") }
    return (text[..<range.lowerBound] + "\"entries\":[", "]" + text[range.upperBound...])
  }
}
