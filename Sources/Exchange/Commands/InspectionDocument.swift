import Receivables

/// What `check` and `inspect` say of one document, one settlement, or one file of which nothing could be read.
public struct InspectedDocument: Sendable {
  public enum Content: Sendable {
    case document(Document)
    /// A settlement whose end is known; its entries are handed over one by one.
    case settlement(InspectedSettlement)
    /// Right, but nothing for Perille: what it is.
    case notForUs(String)
    /// Nothing of it was understood.
    case nothing
  }

  /// The file as it was named on the command line, or below the folder that was; fit for print.
  public var file: String
  public var format: String
  /// 0-based ordinal in the file.
  public var index: Int
  /// 1-based line where it begins, in files that hold several.
  public var line: Int?
  public var content: Content
  public var findings: [Finding]
  /// What findings speak of, as it stands in the file: one each, nil where there is nothing to show; empty when the view shows none.
  public private(set) var excerpts: [SourceExcerpt?] = []
  public var validity: Validity
  public var claimTrust: ClaimTrust
  /// It is no document, but speaks of a file whose documents were told.
  public internal(set) var isOfWholeFile = false
  /// The set of rules that it was checked against, where there is one.
  public internal(set) var ruleSet: String?

  /// Of a refused document, when that much was understood.
  private var refusedNumber: String?

  public var isValid: Bool { validity == .valid }

  public var number: String? {
    guard case .document(let document) = content else { return refusedNumber }
    return switch document.body {
    case .invoice(let invoice): invoice.number
    case .payment(let payment): payment.invoiceNumber
    case .openItem(let item): item.invoiceNumber
    case .hold(let hold): hold.invoiceNumber
    case .customer: nil
    }
  }

  init(
    file: String, format: String, index: Int = 0, line: Int? = nil, content: Content = .nothing, findings: [Finding] = [],
    validity: Validity, claimTrust: ClaimTrust
  ) {
    self.file = file
    self.format = format
    self.index = index
    self.line = line
    self.content = content
    self.findings = findings
    self.validity = validity
    self.claimTrust = claimTrust
  }

  /// A message that a reader handed over.
  init(file: String, message: ReadMessage) {
    var findings = message.findings
    var content = Content.nothing
    var isRefused = false
    switch message.outcome {
    case .document(let document): content = .document(document)
    case .refused: isRefused = true
    case .notForUs(let what):
      content = .notForUs(what)
      findings.append(
        Finding(
          InspectionRules.notForUs, .info, "Nothing for Perille: \(what).",
          place: Finding.Place(line: message.line, message: message.index)))
    }
    isRefused = isRefused || message.verdict == nil && findings.contains { $0.severity == .error }
    let isForUs = if case .notForUs = content { false } else { true }
    // What cannot be read has no better verdict, whatever the rules say.
    let read = Verdict(validity: isRefused ? .invalid : isForUs ? .valid : .unsupported, claimTrust: isRefused ? .stop : .ok)
    let verdict = message.verdict.map { isRefused && $0.validity == .valid ? read : $0 } ?? read
    self.init(
      file: file, format: message.format, index: message.index, line: message.line, content: content, findings: findings,
      validity: verdict.validity, claimTrust: verdict.claimTrust)
    ruleSet = verdict.ruleSet
    refusedNumber = message.refusedNumber
  }

  init(file: String, settlement: InspectedSettlement) {
    self.init(
      file: file, format: settlement.header.format, index: settlement.header.ordinal, line: settlement.header.line,
      content: .settlement(settlement), findings: settlement.end.findings,
      validity: settlement.end.isSound ? .valid : .invalid, claimTrust: settlement.end.isSound ? .ok : .stop)
  }
}

extension InspectedDocument {
  /// Adds the lines that findings speak of, of those findings that the view shows with them.
  mutating func show(_ lines: SourceExcerpts, from message: ReadMessage? = nil, in view: some InspectionView) {
    let shown = findings.indices.filter { view.showsSource(of: findings[$0].severity, at: findings[$0].place) }
    guard !shown.isEmpty else { return }
    let start = message?.bytes.map { (line: message?.line, offset: $0.lowerBound) }
    excerpts = lines.excerpts(of: findings, at: shown, format: format, start: start)
  }

  /// The findings in the order of the file, each with what it speaks of.
  public func located(where isShown: (Finding.Severity) -> Bool) -> [(finding: Finding, excerpt: SourceExcerpt?)] {
    FindingText.ordered(findings, excerpts, line: line, where: isShown)
  }
}

/// A settlement without its entries.
public struct InspectedSettlement: Sendable {
  public var header: SettlementHeader
  /// The account of all entries; nil when there are several or none.
  public var account: String?
  public var currency: Currency?
  public var entryCount: Int
  public var end: SettlementEnd
}

/// How documents look, as pieces of text that follow one another. Called on several threads.
public protocol InspectionView: Sendable {
  /// Whether `entry` is to be called for each entry of a settlement.
  var showsEntries: Bool { get }
  /// Whether the line that a finding speaks of is to be looked up in the file.
  func showsSource(of severity: Finding.Severity, at place: Finding.Place) -> Bool
  /// All that is said of a document, or of a settlement before its entries.
  func opening(_ document: InspectedDocument, to text: inout TextBuilder) throws
  func entry(_ entry: SettlementEntry, isFirst: Bool, to text: inout TextBuilder) throws
  /// What follows the entries of a settlement.
  func closing(_ document: InspectedDocument, to text: inout TextBuilder) throws
}

extension InspectionView {
  /// A document, or a line on a file as a whole: nothing stands between its opening and its closing.
  func whole(_ document: InspectedDocument, to text: inout TextBuilder) throws {
    try opening(document, to: &text)
    try closing(document, to: &text)
  }
}
