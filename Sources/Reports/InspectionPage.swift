import CPages
import Exchange
import Foundation
import Mustache
import Receivables

/// `check --format html`: one page for a browser, with everything in it.
///
/// The summary stands first and is known last, so that documents are gathered as they come: no more of them than a browser shows, and
/// only their number of the rest.
public struct InspectionPage {
  /// Findings of one document, and of the whole page, that are shown.
  var findingsADocument = 200
  var findingsAPage = 5_000
  var listedFiles = 1_000

  private var documents: [PageDocument] = []
  private var findings = 0
  /// Documents that have findings and are not shown.
  private var omitted = 0
  /// Where a file's first findings stand.
  private var anchors: [String: String] = [:]

  public init() {}

  public var view: InspectionPageView { InspectionPageView(findingsADocument: findingsADocument) }

  /// Takes what the view gave for one or more documents.
  public mutating func add(_ piece: [UInt8]) throws {
    let decoder = JSONDecoder()
    for line in piece.split(separator: 0x0A) {
      guard findings < findingsAPage else {
        omitted += 1
        continue
      }
      var document = try decoder.decode(PageDocument.self, from: Data(line))
      let anchor = "document-\(documents.count + 1)"
      document.anchor = anchor
      if anchors[document.file] == nil { anchors[document.file] = anchor }
      findings += document.findings.count
      documents.append(document)
    }
  }

  /// The whole page.
  public func render(_ tally: InspectionTally) throws -> String {
    MustacheContentTypes.register(PageText(), named: "PERILLE-HTML")
    let template = try MustacheTemplate(string: Self.text(perille_page_findings()))
    var page = PageModel(
      title: "Check of \(RunText.count(tally.files, "file"))",
      style: Self.text(perille_page_style()).trimmingCharacters(in: .newlines),
      counts: InspectionText.counts(tally), tiles: Self.tiles(tally), documents: documents)
    page.ruleSetText = InspectionText.ruleSets(tally)
    page.rules = tally.ruleCounts.map { rule in
      let description = RuleBook.rule(rule.rule)
      return PageRule(
        ruleID: SafeText.of(rule.rule), ruleAnchor: description.map { Self.anchor($0.id) }, ruleSeverity: rule.severity.rawValue,
        ruleTitle: InspectionText.title(rule.rule) ?? "", ruleCount: rule.count)
    }
    page.failing = tally.failingFiles.prefix(listedFiles).map { file in
      PageFailing(
        failingFile: SafeText.of(file.file), failingAnchor: anchors[SafeText.of(file.file)], failingErrors: file.errors,
        failingWarnings: file.warnings, failingNote: file.isUnreadable ? "could not be read" : "")
    }
    let more = tally.failingFiles.count - page.failing.count
    page.moreFailing = more > 0 ? "And \(more) more." : nil
    page.nothing = documents.isEmpty ? "Nothing is wrong with what was read." : nil
    if omitted > 0 {
      page.omitted =
        "\(RunText.count(omitted, "more document")) with findings \(omitted == 1 ? "is" : "are") counted above and not shown: "
        + "this page ends after \(findingsAPage) findings. perille check --json lists all."
    }
    page.pages = tally.ruleCounts.compactMap { RuleBook.rule($0.rule).map(PagePage.init) }.sorted { $0.pageRule < $1.pageRule }
    return template.render(page)
  }

  private static func tiles(_ tally: InspectionTally) -> [PageTile] {
    var tiles = Validity.allCases.compactMap { validity -> PageTile? in
      let number = tally.byValidity[validity] ?? 0
      // Documents are valid or invalid; the rest is said only where it occurs.
      guard number > 0 || validity == .valid || validity == .invalid else { return nil }
      return PageTile(number: number, label: validity.rawValue, kind: validity.rawValue)
    }
    tiles.append(PageTile(number: tally.byClaimTrust[.ok] ?? 0, label: "can carry a claim", kind: "ok"))
    tiles.append(PageTile(number: tally.byClaimTrust[.stop] ?? 0, label: "cannot carry a claim", kind: "stop"))
    if tally.refusedFiles > 0 { tiles.append(PageTile(number: tally.refusedFiles, label: "refused as a whole", kind: "unread")) }
    if tally.unreadableFiles > 0 {
      tiles.append(PageTile(number: tally.unreadableFiles, label: "could not be read", kind: "unread"))
    }
    return tiles
  }

  static func anchor(_ rule: String) -> String {
    "rule-" + String(rule.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") ? $0 : "_" })
  }

  private static func text(_ page: PerillePage) -> String {
    String(decoding: UnsafeBufferPointer(start: page.bytes, count: page.count), as: UTF8.self)
  }
}

/// A document as the page shows it: one line of JSON, nothing for documents without findings.
public struct InspectionPageView: InspectionView {
  let findingsADocument: Int

  public var showsEntries: Bool { false }

  public func showsSource(of severity: Finding.Severity, at place: Finding.Place) -> Bool { severity != .info }

  public func opening(_ document: InspectedDocument, to text: inout TextBuilder) throws {
    let located = document.located { $0 != .info }
    guard !located.isEmpty else { return }
    let more = located.count - findingsADocument
    let line = try JSONText.line(
      PageDocument(
        file: SafeText.of(document.file), documentNumber: document.number.map { SafeText.of(Masking.masked($0)) },
        format: SafeText.of(document.format), validity: document.validity.rawValue, stopped: document.claimTrust == .stop,
        ruleSet: document.ruleSet,
        findings: located.prefix(findingsADocument).map { PageFinding($0.finding, file: document.file, excerpt: $0.excerpt) },
        more: more > 0 ? "And \(RunText.count(more, "more finding")) of this document." : nil))
    text.add(line)
    text.add(ascii: "\n")
  }

  public func entry(_ entry: SettlementEntry, isFirst: Bool, to text: inout TextBuilder) {}
  public func closing(_ document: InspectedDocument, to text: inout TextBuilder) {}
}

/// Escapes scalar by scalar: a combining mark behind a quotation mark must not hide it.
private struct PageText: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

// MARK: What the template sees; names are not used twice, because what one level lacks is looked for in the next one out.

private struct PageModel {
  var title: String
  var style: String
  var counts: String
  var ruleSetText: String?
  var tiles: [PageTile]
  var rules: [PageRule] = []
  var failing: [PageFailing] = []
  var moreFailing: String?
  var nothing: String?
  var documents: [PageDocument]
  var omitted: String?
  var pages: [PagePage] = []
}

private struct PageTile {
  var number: Int
  var label: String
  var kind: String
}

private struct PageRule {
  var ruleID: String
  var ruleAnchor: String?
  var ruleSeverity: String
  var ruleTitle: String
  var ruleCount: Int
}

private struct PageFailing {
  var failingFile: String
  var failingAnchor: String?
  var failingErrors: Int
  var failingWarnings: Int
  var failingNote: String
}

private struct PageDocument: Codable {
  var anchor: String?
  var file: String
  var documentNumber: String?
  var format: String
  var validity: String
  var stopped: Bool
  var ruleSet: String?
  var findings: [PageFinding]
  var more: String?
}

private struct PageFinding: Codable {
  struct Value: Codable {
    var name: String
    var value: String
  }
  struct Excerpt: Codable {
    var line: Int
    var before: String
    var mark: String?
    var after: String
  }
  var rule: String
  var pageAnchor: String?
  var severity: String
  var term: String?
  var `where`: String
  var message: String
  var excerpt: Excerpt?
  var values: [Value]
  var remedy: String?
  var path: String?

  init(_ finding: Finding, file: String, excerpt: SourceExcerpt?) {
    rule = SafeText.of(finding.rule)
    pageAnchor = RuleBook.rule(finding.rule).map { InspectionPage.anchor($0.id) }
    severity = finding.severity.rawValue
    term = finding.term.map(SafeText.of)
    let line = excerpt?.line ?? finding.place.line
    let column = excerpt == nil ? finding.place.column : excerpt?.column
    `where` = line.map { "line \($0)" + (column.map { ", column \($0)" } ?? "") } ?? ""
    message = SafeText.of(finding.message)
    self.excerpt = excerpt.map {
      Excerpt(line: $0.line, before: $0.before, mark: $0.marked.isEmpty ? nil : $0.marked, after: $0.after)
    }
    values = [
      ("expected", finding.values?.expected), ("found", finding.values?.found), ("difference", finding.values?.difference),
    ]
    .compactMap { name, value in value.map { Value(name: name, value: SafeText.of($0.isEmpty ? "nothing" : $0)) } }
    remedy = finding.remedy.isEmpty ? nil : SafeText.of(finding.remedy)
    path = finding.place.path.map(SafeText.of)
  }
}

private struct PagePage {
  struct Example {
    var exampleKind: String
    var exampleLabel: String
    var exampleText: String
    var isCode: Bool

    init(_ kind: String, _ label: String, _ text: String) {
      exampleKind = kind
      exampleLabel = label
      isCode = ExplainText.isMarkup(text)
      exampleText = isCode ? ExplainText.markupLines(text).joined(separator: "\n") : text
    }
  }
  var pageID: String
  var pageRule: String
  var pageTitle: String
  var meaning: String
  var examples: [Example]
  var pageRemedy: String
  var source: String

  init(_ rule: RuleDescription) {
    pageID = InspectionPage.anchor(rule.id)
    pageRule = rule.id
    pageTitle = ExplainText.title(rule)
    meaning = rule.meaning
    pageRemedy = rule.remedy
    source = rule.source
    if let corrected = rule.corrected {
      examples = [Example("wrong", "Wrong", rule.example), Example("right", "Right", corrected)]
    } else {
      examples = rule.example.isEmpty ? [] : [Example("plain", "Example", rule.example)]
    }
  }
}
