import Receivables

/// A finding in JSON, with the keys of the command-line contract.
public struct FindingJSON: Codable, Hashable, Sendable {
  public var rule: String
  public var severity: String
  public var message: String
  public var remedy: String?
  public var line: Int?
  public var column: Int?
  public var byteOffset: Int?
  public var path: String?
  public var term: String?
  public var part: Int?
  public var expected: String?
  public var found: String?
  public var difference: String?
  /// Only where it does.
  public var stopsClaim: Bool?

  /// `excerpt`: where it was found in the source, for what the finding itself does not know of its place.
  public init(_ finding: Finding, excerpt: SourceExcerpt? = nil) {
    rule = finding.rule
    severity = finding.severity.rawValue
    message = finding.message
    remedy = finding.remedy.isEmpty ? nil : finding.remedy
    line = excerpt?.line ?? finding.place.line
    column = finding.place.column ?? excerpt?.column
    byteOffset = finding.place.byteOffset
    path = finding.place.path
    term = finding.term
    part = finding.place.message
    expected = finding.values?.expected
    found = finding.values?.found
    difference = finding.values?.difference
    stopsClaim = finding.stopsClaim ? true : nil
  }
}

/// A finding for people, as a good compiler prints one:
///
///     lasku.xml:61:40: error[BR-CO-15] BT-112: The total with VAT is not the total without VAT plus the VAT.
///       61 | <cbc:TaxInclusiveAmount currencyID="EUR">1250.10</cbc:TaxInclusiveAmount>
///          |                                          ^^^^^^^
///       expected 1250.00, found 1250.10, difference 0.10
///       fix: Correct the total, or the amount that it is made of.
///       at /Invoice/cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount
public enum FindingText {
  /// `file`: its name as `SafeText` shows it. `line`: where the finding itself has none. Every line ends with a line break.
  private static func write(
    _ finding: Finding, line: Int?, file: String, excerpt: SourceExcerpt?, showsExcerpt: Bool, style: TextStyle,
    to text: inout TextBuilder
  ) {
    let safe = SafeText.of
    add(style, style.strong, to: &text) {
      addPlace(finding.place, line: line, file: file, excerpt: excerpt, to: &$0)
      $0.add(ascii: ":")
    }
    text.add(ascii: " ")
    add(style, { style.severity(finding.severity, $0) }, to: &text) {
      $0.add(finding.severity.rawValue)
      $0.add(ascii: "[")
      $0.add(safe(finding.rule))
      $0.add(ascii: "]")
    }
    if let term = finding.term {
      text.add(ascii: " ")
      text.add(safe(term))
    }
    text.add(": ")
    text.add(style.strong(safe(finding.message)))
    if let excerpt, showsExcerpt { writeSource(excerpt, finding.severity, style, to: &text) }
    if let values = finding.values { addValues(values, to: &text) }
    if finding.stopsClaim { text.add("\n  no claim can rest on the document until this is right") }
    if !finding.remedy.isEmpty {
      text.add("\n  ")
      text.add(style.fix("fix:"))
      text.add(ascii: " ")
      text.add(safe(finding.remedy))
    }
    if let path = finding.place.path {
      text.add("\n  ")
      add(style, style.dim, to: &text) {
        $0.add(finding.rule.hasPrefix("csv.") ? "column " : "at ")
        $0.add(safe(path))
      }
    }
    text.add(ascii: "\n")
  }

  /// A part with an emphasis; without colours there is none, and the part is not put together for it.
  private static func add(
    _ style: TextStyle, _ emphasised: (String) -> String, to text: inout TextBuilder, _ part: (inout TextBuilder) -> Void
  ) {
    guard style.isColoured else { return part(&text) }
    var piece = TextBuilder()
    part(&piece)
    text.add(emphasised(piece.text))
  }

  /// Findings with the lines that they speak of, in the order of the file. What has no line of its own stands where its message begins.
  public static func ordered(
    _ findings: [Finding], _ excerpts: [SourceExcerpt?], line: Int? = nil,
    where isShown: (Finding.Severity) -> Bool = { _ in true }
  ) -> [(finding: Finding, excerpt: SourceExcerpt?)] {
    let excerpts = excerpts.count == findings.count ? excerpts : []
    return order(findings, excerpts, line: line, where: isShown).map { line, index in
      var finding = findings[index]
      finding.place.line = line
      return (finding, excerpts.isEmpty ? nil : excerpts[index])
    }
  }

  /// Which of them are shown, in that order, and on which line each is. `excerpts`: one each, or none at all.
  private static func order(
    _ findings: [Finding], _ excerpts: [SourceExcerpt?], line: Int?, where isShown: (Finding.Severity) -> Bool
  ) -> [(line: Int?, index: Int)] {
    var order: [(line: Int?, index: Int)] = []
    order.reserveCapacity(findings.count)
    for index in findings.indices where isShown(findings[index].severity) {
      order.append(((excerpts.isEmpty ? nil : excerpts[index]?.line) ?? findings[index].place.line ?? line, index))
    }
    order.sort { ($0.line ?? 0, $0.index) < ($1.line ?? 0, $1.index) }
    return order
  }

  /// All of them in the order of the file, each followed by an empty line.
  public static func add(
    _ findings: [Finding], _ excerpts: [SourceExcerpt?], line: Int? = nil,
    where isShown: (Finding.Severity) -> Bool = { _ in true }, file: String, style: TextStyle = .plain, to text: inout TextBuilder
  ) {
    let file = SafeText.of(file)
    let excerpts = excerpts.count == findings.count ? excerpts : []
    var last: SourceExcerpt?
    for (line, index) in order(findings, excerpts, line: line, where: isShown) {
      let excerpt = excerpts.isEmpty ? nil : excerpts[index]
      // The same place twice in a row needs to be seen once.
      write(
        findings[index], line: line, file: file, excerpt: excerpt, showsExcerpt: excerpt != last, style: style, to: &text)
      text.add(ascii: "\n")
      last = excerpt
    }
  }

  /// `lasku.xml:61:40`
  private static func addPlace(
    _ place: Finding.Place, line: Int?, file: String, excerpt: SourceExcerpt?, to text: inout TextBuilder
  ) {
    text.add(file)
    guard let line = excerpt?.line ?? line else {
      guard let offset = place.byteOffset else { return }
      text.add(": at byte ")
      return text.add(offset)
    }
    text.add(ascii: ":")
    text.add(line)
    guard let column = excerpt?.column ?? place.column else { return }
    text.add(ascii: ":")
    text.add(column)
  }

  /// `expected 1250.00, found 1250.10, difference 0.10`
  private static func addValues(_ values: Finding.Values, to text: inout TextBuilder) {
    var isFirst = true
    func add(_ name: String, _ value: String?) {
      guard let value else { return }
      text.add(isFirst ? "\n  " : ", ")
      isFirst = false
      text.add(name)
      text.add(value.isEmpty ? "nothing" : SafeText.of(value))
    }
    add("expected ", values.expected)
    add("found ", values.found)
    add("difference ", values.difference)
  }

  private static func writeSource(
    _ excerpt: SourceExcerpt, _ severity: Finding.Severity, _ style: TextStyle, to text: inout TextBuilder
  ) {
    text.add("\n  ")
    add(style, style.dim, to: &text) {
      $0.add(excerpt.line)
      $0.add(" |")
    }
    text.add(ascii: " ")
    text.add(excerpt.before)
    text.add(style.severity(severity, excerpt.marked))
    text.add(excerpt.after)
    if excerpt.marked.isEmpty { return }
    text.add("\n  ")
    add(style, style.dim, to: &text) {
      $0.add(String(excerpt.line).utf8.count, ascii: " ")
      $0.add(" |")
    }
    text.add(1 + width(excerpt.before), ascii: " ")
    add(style, { style.severity(severity, $0) }, to: &text) { $0.add(width(excerpt.marked), ascii: "^") }
  }

  /// Characters, of which plain text has as many as bytes.
  private static func width(_ text: String) -> Int { text.isPlainASCII ? text.utf8.count : text.count }
}
