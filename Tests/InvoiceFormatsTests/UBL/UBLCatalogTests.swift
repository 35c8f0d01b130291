import Foundation
import InvoiceFormats
import Receivables
import TestSupport
import Testing
import XMLStream

@Suite struct UBLCatalogTests {
  /// Every id that the sources name has its page, and no page is without use.
  @Test func everyRuleIsDescribed() throws {
    let folder = Places.project.appendingPathComponent("Sources/InvoiceFormats/UBL")
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    var used: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    where file.pathExtension == "swift" && file.lastPathComponent != "UBLCatalog.swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      used.formUnion(text.matches(of: #/"(ubl\.[a-z-]+)"/#).map { String($0.1) })
    }
    let described = UBLCatalog.rules.map(\.id)
    #expect(Set(described) == used)
    #expect(described.count == Set(described).count)
    #expect(used.count > 20)
  }

  @Test(arguments: UBLCatalog.rules + XMLCatalog.rules) func pagesAreComplete(rule: RuleDescription) {
    for text in [rule.title, rule.meaning, rule.example, rule.remedy, rule.source] { #expect(!text.isEmpty) }
    #expect(rule.meaning.hasSuffix("."))
  }

  @Test func everyXMLProblemIsDescribed() {
    #expect(XMLCatalog.rules.map(\.id) == XMLProblem.Code.allCases.map(\.rawValue))
  }
}
