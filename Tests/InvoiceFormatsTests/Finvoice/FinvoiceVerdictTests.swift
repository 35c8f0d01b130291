import InvoiceRules
import Receivables
import TestSupport
import Testing

@testable import InvoiceFormats

/// The verdicts table: what real messages are like, in invented ones, with the verdict each must get and why.
@Suite struct FinvoiceVerdictTests {
  /// The worst that the rules say, apart from what only informs.
  enum Expected: String, Sendable {
    /// The claim cannot rest on it.
    case stop
    /// Doubtful or formally wrong; the claim stands.
    case warning
    case clean
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var trait: String
    var expected: Expected
    var why: String
    /// All that is found.
    var rules: Set<String>
    var text: String
    var testDescription: String { trait }

    init(
      _ trait: String, _ expected: Expected, _ rules: Set<String>, _ why: String,
      _ change: (inout SampleMessage) -> Void
    ) {
      self.trait = trait
      self.expected = expected
      self.why = why
      self.rules = rules
      text = RuledMessage.sample(change).text
    }

    init(_ trait: String, _ expected: Expected, _ why: String, _ change: (inout SampleMessage) -> Void) {
      self.init(trait, expected, [], why, change)
    }
  }

  static let table = totals + dates + kinds + traffic

  @Test(arguments: table)
  func verdict(_ row: Row) throws {
    let read = try readOne(row.text)
    _ = try #require(read.document, "no rule refuses what can be read")
    #expect(Set(read.message.findings.map(\.rule)) == row.rules, "\(row.why)")
    let worst = read.message.findings.map(\.severity).max() ?? .info
    #expect(worst == .error ? row.expected == .stop : worst == .warning ? row.expected == .warning : row.expected == .clean)
    #expect(
      read.message.verdict
        == (row.expected == .stop
          ? Verdict(validity: .invalid, claimTrust: .stop) : Verdict(validity: .valid, claimTrust: .ok)))
  }

  @Test(arguments: FinvoiceVersion.allCases)
  func aSoundInvoiceIsSoundInEveryVersion(_ version: FinvoiceVersion) throws {
    let read = try readOne(RuledMessage.sample { $0.version = "Version=\"\(version.rawValue)\"" }.text)
    #expect(read.message.findings.isEmpty, "\(read.message.findings)")
  }

  /// The table as a page to read.
  @Test func theTableIsReadable() throws {
    let lines = Self.table.map { row in
      "\(row.expected.rawValue)\t\(row.trait)\t\(row.rules.sorted().joined(separator: " "))\t\(row.why)"
    }
    try expectGolden("# verdict, trait, rules, why\n" + lines.joined(separator: "\n") + "\n", "finvoice/verdicts.tsv")
  }
}
