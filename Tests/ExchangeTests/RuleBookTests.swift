import Foundation
import Receivables
import TestSupport
import Testing

@testable import Exchange

/// `perille explain --rule ID` must know every id that can stand in a message.
@Suite struct RuleBookTests {
  @Test func everyIDHasOnePage() {
    let ids = RuleBook.rules.map(\.id)
    let twice = Dictionary(grouping: ids, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    #expect(twice.isEmpty, "\(twice)")
    for rule in RuleBook.rules {
      #expect(!rule.title.isEmpty && !rule.meaning.isEmpty && !rule.remedy.isEmpty && !rule.source.isEmpty, "\(rule.id)")
    }
  }

  /// The ids of a table of rules, straight from the table.
  @Test func everyFinvoiceRuleIsInTheBookWithARightExample() throws {
    let table = Places.project.appendingPathComponent("Sources/CTables/finvoice_rules.tsv")
    let ids = try String(contentsOf: table, encoding: .utf8).split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    let rules = ids.map(String.init).filter { $0.hasPrefix("FINVOICE-") }
    #expect(rules.count > 80)
    for id in rules {
      let page = try #require(RuleBook.rule(id), "\(id)")
      #expect(!page.example.isEmpty && !(page.corrected ?? "").isEmpty, "\(id)")
    }
  }

  @Test func everyFindingOfTheExchangeIsInTheBook() throws {
    let sources = Places.project.appendingPathComponent("Sources/Exchange")
    let files = try FileManager.default.subpathsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
    var seen: Set<String> = []
    for file in files {
      let text = try String(contentsOf: sources.appendingPathComponent(file), encoding: .utf8)
      for match in text.matches(of: /Finding\(\s*"([a-z.-]+)"/) { seen.insert(String(match.output.1)) }
      for match in text.matches(of: /"(match\.[a-z-]+)"/) { seen.insert(String(match.output.1)) }
    }
    #expect(seen.count > 8)
    let missing = seen.filter { RuleBook.rule($0) == nil }.sorted()
    #expect(missing.isEmpty, "\(missing)")
  }
}
