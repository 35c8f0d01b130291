import InvoiceRules
import Receivables
import Testing

@testable import InvoiceFormats

/// Every business rule: a message that breaks it and one, as near as can be, that does not.
@Suite struct FinvoiceRuleTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var rule: FinvoiceRuleID
    var wrong: String
    var right: String
    var values: Finding.Values?
    var testDescription: String { rule.rawValue }

    /// - Parameter right: what is done to the sample instead; nothing by default.
    init(
      _ rule: FinvoiceRuleID, expected: String? = nil, found: String? = nil, difference: String? = nil, frame: String = "",
      wrong: (inout SampleMessage) -> Void, right: (inout SampleMessage) -> Void = { _ in }
    ) {
      self.rule = rule
      self.wrong = frame + RuledMessage.sample(wrong).text
      self.right = frame + RuledMessage.sample(right).text
      if expected != nil || found != nil {
        values = Finding.Values(expected: expected, found: found, difference: difference)
      }
    }
  }

  static let cases = amounts + payments + parties

  @Test func theSampleIsSound() throws {
    let read = try readOne(RuledMessage.sample().text)
    #expect(read.message.findings.isEmpty, "\(read.message.findings)")
    #expect(read.message.verdict == Verdict(validity: .valid, claimTrust: .ok))
    #expect(read.document?.conditions == [])
  }

  @Test(arguments: cases)
  func isFoundWhereItIsBroken(_ test: Case) throws {
    let id = test.rule.rawValue
    let entry = try #require(FinvoiceRuleBook.entry(of: id))
    let wrong = try readOne(test.wrong)
    let document = try #require(wrong.document, "a broken rule refuses nothing: \(wrong.message.findings)")
    let finding = try #require(wrong.finding(id), "not found: \(wrong.message.findings.map(\.rule))")
    let isClaim = document.typeClass == .invoice || document.typeClass == .creditNote
    #expect(finding.severity == (isClaim ? entry.severity : min(entry.severity, .warning)))
    #expect(finding.values == test.values)
    #expect(!finding.message.contains("{") && !finding.message.isEmpty && !finding.remedy.isEmpty)
    #expect(finding.term == entry.term || entry.term == nil)
    let path = try #require(finding.place.path)
    #expect(path.hasPrefix("/Finvoice/"))
    let line = try #require(finding.place.line)
    let lines = test.wrong.split(separator: "\n", omittingEmptySubsequences: false)
    if line != lines.firstIndex(where: { $0.contains("<Finvoice") }).map({ $0 + 1 }) {
      let elements = path.split(separator: "/").filter { !$0.hasPrefix("@") }.suffix(2)
      let isThere = elements.contains { lines[line - 1].contains($0) } || lines[line - 1].contains("InvoiceTypeCode")
      #expect(isThere || finding.values == nil, "\(path) is not in line \(line): \(lines[line - 1])")
    }
    #expect(wrong.message.verdict?.claimTrust == (entry.severity == .error && isClaim ? .stop : .ok))
    let isHeldAlready = !entry.condition.isEmpty && document.conditions.contains(entry.condition)
    #expect(document.conditions.contains(.untrusted) == (entry.severity == .error && isClaim && !isHeldAlready))
  }

  @Test(arguments: cases)
  func isSilentWhereItHolds(_ test: Case) throws {
    let right = try readOne(test.right)
    #expect(right.document != nil)
    #expect(right.finding(test.rule.rawValue) == nil, "\(right.finding(test.rule.rawValue)?.message ?? "")")
    #expect(right.message.verdict?.claimTrust == .ok, "\(right.message.findings.map(\.rule))")
  }

  @Test func everyRuleHasItsCase() {
    let attachments: Set<FinvoiceRuleID> = [.attachmentHash, .attachmentIdentifier, .attachmentLimits]
    let tested = Set(Self.cases.map(\.rule))
    let missing = FinvoiceRuleID.allCases.filter { !tested.contains($0) && !attachments.contains($0) }
    #expect(missing.isEmpty, "\(missing.map(\.rawValue))")
  }
}
