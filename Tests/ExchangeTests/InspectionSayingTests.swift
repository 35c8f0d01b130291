import Foundation
import Receivables
import TestSupport
import Testing

@testable import Exchange
@testable import Reports

/// How findings look: as text, as JSON, as a page, and as the explanation of a rule.
@Suite struct InspectionSayingTests {
  /// An invoice with a wrong total, a buyer's identity code on the line of a finding, and names that are an attack.
  private static let hostile = """
    <Invoice xmlns:cac="a" xmlns:cbc="b">
      <cbc:ID>L-1"'&lt;script&gt;</cbc:ID>
      <cac:Party><cbc:Name><script>alert(1)</script></cbc:Name></cac:Party>
      <cbc:Note>Tilaaja \(InspectionSamples.finnishCode), soittaa \u{1B}[31mhuomenna</cbc:Note>
      <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">1250.10</cbc:TaxInclusiveAmount></cac:LegalMonetaryTotal>
    </Invoice>
    """

  private static let findings = [
    Finding(
      "BR-XX-15", .error, "The total with VAT is not the total without VAT plus the VAT.",
      remedy: "Correct the total or its parts.",
      place: Finding.Place(line: 5, path: "/Invoice/cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount"), term: "BT-112",
      values: Finding.Values(expected: "1250.00", found: "1250.10", difference: "0.10")),
    Finding(
      "finvoice.identity-code-in-text", .warning, "A text holds a personal identity code.",
      place: Finding.Place(line: 4, path: "/Invoice/cbc:Note")),
    Finding(
      "BR-XX-1", .error, "The document does not say by which specification it is to be read.",
      remedy: "State it.", place: Finding.Place(line: 1, path: "/Invoice"), term: "BT-24",
      values: Finding.Values(expected: "urn:…", found: "")),
    Finding(
      "xml.unsupported", .warning, "A name is \"<b>\u{202E}gniht\"\u{301} onclick='x'.",
      remedy: "Use <i>names</i> & nothing else.",
      place: Finding.Place(line: 3, path: "/Invoice/cac:Party/cbc:Name"), term: "\u{1B}]0;BT-27"),
    Finding("message.not-for-us", .info, "Nothing is to be done."),
  ]

  private struct Said {
    var text: String
    var tally = InspectionTally()
  }

  /// What a view says of a file with these findings.
  private static func said(
    _ view: some InspectionView, _ findings: [Finding] = findings, source: String = hostile, name: String = "la\"sku<1>.xml"
  ) throws -> Said {
    let bench = try InspectionBench([("a.xml", source)], isExchange: false)
    let message = ReadMessage(
      index: 0, format: "peppol-bis-3-invoice", outcome: .refused, findings: findings,
      verdict: Verdict(validity: .invalid, claimTrust: .stop, ruleSet: "peppol-3.0.21"), line: 1)
    var document = InspectedDocument(file: name, message: message)
    let input = InspectionInput(path: DiskPath(Array(bench.path("a.xml").utf8)), shown: name, state: .file(size: 0))
    let lines = SourceExcerpts(status: try InspectionSource.openFile(input).1) { try InspectionSource.openFile(input) }
    document.show(lines, from: message, in: view)
    var file = InspectionTally()
    file.add(document)
    var text = TextBuilder()
    try view.whole(document, to: &text)
    var said = Said(text: text.text)
    said.tally.add(file: name, file, isUnreadable: false)
    return said
  }

  private static let isCode = "010180-90"

  /// Beside letters that are not ASCII, of which some begin with the same byte as a control character.
  @Test(arguments: ["\u{0}", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{200B}", "\u{2028}", "\u{202E}", "\u{2066}", "\u{FEFF}"])
  func controlsAreShownByTheirNumbers(_ control: String) throws {
    let number = String(try #require(control.unicodeScalars.first).value, radix: 16, uppercase: true)
    for text in ["Äiti", "3 × 2 − 1", "§ ½ …", "ﬁ", "a"] {
      #expect(SafeText.of(text) == text)
      #expect(SafeText.of(text + control + text) == text + "\\u{\(number)}" + text)
    }
  }

  // MARK: Text

  @Test func textLikeACompilers() throws {
    let said = try Self.said(InspectionText(.findings))
    try expectGolden(said.text + InspectionText.summary(said.tally), "inspection/compiler.txt")
    #expect(!said.text.contains("\u{1B}") && !said.text.contains("\u{202E}") && !said.text.contains(Self.isCode))
  }

  @Test func coloursAddNothingButColours() throws {
    let plain = try Self.said(InspectionText(.findings))
    let colour = TextStyle(isColoured: true)
    let coloured = try Self.said(InspectionText(.findings, style: colour))
    #expect(coloured.text.contains("\u{1B}[1;31merror[BR-XX-15]\u{1B}[0m"))
    #expect(coloured.text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain.text)
    #expect(
      InspectionText.summary(coloured.tally, style: colour).replacing(/\u{1B}\[[0-9;]*m/, with: "")
        == InspectionText.summary(plain.tally))
  }

  @Test func theSummaryIsBounded() {
    var tally = InspectionTally()
    for number in 1...200 {
      var file = InspectionTally()
      file.add(
        InspectedDocument(
          file: "f", format: "x", findings: [Finding("rule-\(number % 60)", .error, "x")], validity: .invalid, claimTrust: .ok))
      tally.add(file: "file-\(number).xml", file, isUnreadable: false)
    }
    let lines = InspectionText.summary(tally).split(separator: "\n")
    #expect(lines.contains("  and 150 more"))
    #expect(lines.contains("          and 30 more rules"))
    #expect(lines.last == "200 documents can carry a claim, 0 cannot")
    #expect(lines.count < 100)
    #expect(tally.status == .needsPerson)
  }

  /// A broken rule alone is an error for scripts, whatever its findings are called.
  @Test func anInvalidDocumentIsAnError() {
    var file = InspectionTally()
    file.add(InspectedDocument(file: "f", format: "x", findings: [], validity: .invalid, claimTrust: .ok))
    #expect(file.status == .needsPerson)
    var whole = InspectionTally()
    whole.add(file: "f", file, isUnreadable: false)
    #expect(whole.status == .needsPerson && whole.failingFiles.map(\.file) == ["f"])
    whole.add(file: "g", InspectionTally(), isUnreadable: true)
    #expect(whole.status == .unreadableInput)
  }

  // MARK: JSON

  @Test func jsonHasTheValuesAndTheRuleSet() throws {
    let line = try #require(try InspectionBench.objects(try Self.said(InspectionJSON(.findings)).text).first)
    #expect(line["ruleSet"] as? String == "peppol-3.0.21")
    let first = try #require((line["findings"] as? [[String: Any]])?.first)
    #expect(first["expected"] as? String == "1250.00" && first["found"] as? String == "1250.10")
    #expect(first["difference"] as? String == "0.10" && first["remedy"] is String && first["term"] as? String == "BT-112")
    let last = try #require((line["findings"] as? [[String: Any]])?.last)
    for key in ["expected", "found", "difference", "column", "remedy", "line"] { #expect(last[key] == nil, "\(key)") }
  }

  // MARK: The page

  @Test func thePage() throws {
    var page = InspectionPage()
    let said = try Self.said(page.view)
    try page.add(Array(said.text.utf8))
    let html = try page.render(said.tally)
    try expectGolden(html, "inspection/page.html")
    var again = InspectionPage()
    try again.add(Array(said.text.utf8))
    #expect(try again.render(said.tally) == html)
    #expect(!html.contains("<script") && !html.contains("<i>") && !html.contains("<b>\\u") && !html.contains(Self.isCode))
    #expect(!html.contains("http:") && !html.contains("src=") && !html.contains("url(") && !html.contains("onclick='"))
    #expect(!html.contains("\u{1B}") && !html.contains("\u{202E}"))
    // Every link leads somewhere in the page, and no place has two names.
    let ids = html.matches(of: /id="([^"]*)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    for link in html.matches(of: /href="([^"]*)"/) { #expect(ids.contains(String(link.1.dropFirst())), "\(link.1)") }
  }

  @Test func everyFormatOnOnePage() throws {
    let bench = try InspectionBench(InspectionSamples.files + InspectionSamples.damaged)
    var page = InspectionPage()
    let result = try bench.run(InspectionSamples.damaged.map(\.name) + ["finvoice.xml"], view: page.view)
    try page.add(Array(result.text.utf8))
    let html = try page.render(result.outcome.tally).replacingOccurrences(of: bench.folder.path + "/", with: "")
    for name in InspectionSamples.damaged.map(\.name) { #expect(html.contains("<h3>\(name)</h3>"), "\(name)") }
    #expect(!html.contains(InspectionSamples.finnishCode))
  }

  @Test func aPageHasAnEnd() throws {
    var page = InspectionPage()
    page.findingsADocument = 3
    page.findingsAPage = 7
    var said = try Self.said(page.view)
    let more = said.tally
    for _ in 0..<4 {
      said.tally.add(file: "b", more, isUnreadable: false)
      try page.add(Array(said.text.utf8))
    }
    let html = try page.render(said.tally)
    #expect(html.components(separatedBy: "<article id=").count == 4)
    #expect(html.contains("And 1 more finding of this document."))
    #expect(html.contains("1 more document with findings is counted above and not shown"))
    let nothing = try InspectionPage().render(InspectionTally())
    #expect(nothing.contains("Nothing is wrong with what was read."))
  }

  // MARK: Rules

  @Test func aRuleExplained() throws {
    let markup = RuleDescription(
      id: "BR-CO-15", title: "The total with VAT adds up",
      meaning:
        "The invoice total with VAT is the total without VAT plus the VAT. A receiver pays what is stated, and books the parts: when these differ, one of both is wrong.",
      example:
        "<cbc:TaxInclusiveAmount currencyID=\"EUR\">1250.10</cbc:TaxInclusiveAmount>\n<cbc:TaxAmount currencyID=\"EUR\">250.00</cbc:TaxAmount>",
      corrected: "<cbc:TaxInclusiveAmount currencyID=\"EUR\">1250.00</cbc:TaxInclusiveAmount>", remedy: "Correct the total.",
      source: "EN 16931-1:2017, 6.4")
    let words = RuleDescription(
      id: "FINVOICE-X", title: "A due date in words", meaning: "Dates are digits.", example: "ensi tiistaina",
      corrected: "20260928",
      remedy: "Write eight digits.", source: "Finvoice 3.0")
    let plain = try #require(RuleBook.rule("csv.amount"))
    let text = [markup, words, plain].map { ExplainText.render($0) }.joined(separator: "\n---\n")
    try expectGolden(text, "inspection/explain-rule.txt")
    for line in text.split(separator: "\n") where !line.hasPrefix("    ") { #expect(line.count <= 104, "\(line)") }
    let json = try #require(try InspectionBench.objects(try ExplainJSON.line(markup)).first)
    #expect(json["corrected"] as? String == markup.corrected && json["example"] as? String == markup.example)
  }

  @Test func idsAreFoundAsPeopleWriteThem() throws {
    #expect(RuleBook.rule(named: "CSV.Amount")?.id == "csv.amount")
    #expect(RuleBook.rule(named: " file.empty ")?.id == "file.empty")
    #expect(RuleBook.rule(named: "csv.amuont") == nil)
    #expect(RuleBook.nearest("csv.amuont").first == "csv.amount")
    #expect(RuleBook.nearest("due-date").contains("finvoice.due-date-missing"))
    #expect(RuleBook.nearest("zzzzzzzzzzzz").isEmpty)
    let folded = Dictionary(grouping: RuleBook.rules.map(\.id)) { $0.lowercased() }
    #expect(folded.allSatisfy { $0.value.count == 1 })
  }
}
