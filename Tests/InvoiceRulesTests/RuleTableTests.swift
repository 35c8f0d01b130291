import Foundation
import Receivables
import TestSupport
import Testing

@testable import InvoiceRules

@Suite("Rules: tables and pages")
struct RuleTableTests {
  /// Their tests are `true()`, or compare with something that is never there (peppol domain, section 2).
  static let neverFiring: Set<String> = ["BR-CO-05", "BR-CO-06", "BR-CO-07", "BR-CO-08", "BR-DEC-13", "BR-DEC-15"]

  @Test func allPublishedRulesAreHeld() {
    let entries = RuleTable.shared.entries
    #expect(Set(entries.map(\.id)).count == entries.count)
    let newest = ReadyRules.of(RuleSet.named("peppol-3.0.21") ?? RuleSet.all[0])
    let severities = newest.severities.filter { $0 != .off }
    #expect(severities.count == 1_144)
    #expect(severities.count { $0 == .fatal } == 420)
    let core = ReadyRules.of(RuleSet.named("en16931-1.3.16") ?? RuleSet.all[0])
    #expect(core.severities.count { $0 != .off } == 979)
  }

  @Test("the names of tags are their cases")
  func tagNames() {
    let names = UBLTag.qualifiedNames.map { $0.prefix + $0.localName }
    #expect(names == UBLTag.allCases.map { String(describing: $0) })
  }

  /// A path with a name that UBL does not have would never be found.
  @Test func everyPathOfATermIsKnown() {
    #expect(TermPlaces.shared.unknownPaths.isEmpty)
    let element = UBLVocabulary.shared.element(isAggregate: true, "InvoiceLine")
    let line = element.flatMap { TermPlaces.shared.place($0, in: TermPlaces.root) }
    #expect(line != nil)
    #expect(TermPlaces.shared.terms(line, then: "cbc:LineExtensionAmount") == ["BT-131"])
    #expect(TermPlaces.shared.terms(line, then: "cbc:UUID") == nil)
    #expect(TermPlaces.shared.terms(nil, then: "cbc:ID") == nil)
  }

  @Test("every rule has a page with an example wrong and right")
  func pages() {
    for entry in RuleTable.shared.entries {
      let page = RulePages.page(entry.id)
      #expect(page != nil, "\(entry.id) has no page")
      guard let page else { continue }
      for text in [page.message, page.meaning, page.wrong, page.right, page.remedy] { #expect(!text.isEmpty, "\(entry.id)") }
      #expect(page.wrong != page.right, "\(entry.id)")
      #expect(page.message.hasSuffix("."), "\(entry.id)")
    }
    #expect(InvoiceRuleCatalog.rules.count == RuleTable.shared.entries.count + UBLStructureCatalog.rules.count + 2)
  }

  @Test("what a claim rests on are rules that exist")
  func claimCritical() {
    let fields: Set<String> = ["amount", "dueDate", "parties", "reference", "currency", "identity"]
    #expect(RulePages.claimCritical.count > 40)
    for (id, field) in RulePages.claimCritical {
      #expect(RuleTable.shared.number(id) != nil, "\(id)")
      #expect(fields.contains(field), "\(id) \(field)")
    }
    // A formal defect does not stop a claim.
    for id in ["PEPPOL-EN16931-CL008", "PEPPOL-EN16931-R003", "BR-CL-23", "UBL-CR-001"] {
      #expect(RulePages.claimCritical[id] == nil)
    }
  }

  /// One place a rule, found by its id.
  @Test func everyRuleStandsInTheCodeOrInATable() throws {
    let sources = Places.project.appendingPathComponent("Sources/InvoiceRules")
    var code = ""
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    for case let file as URL in files where file.pathExtension == "swift" {
      code += try String(contentsOf: file, encoding: .utf8)
    }
    let restricted = Set(TabbedRowsOfRestrictions.ids)
    for entry in RuleTable.shared.entries where !restricted.contains(entry.id) && !Self.neverFiring.contains(entry.id) {
      let isThere = code.contains("\"\(entry.id)\"")
      #expect(isThere, "no code fires \(entry.id)")
    }
  }

  private enum TabbedRowsOfRestrictions {
    static var ids: [String] {
      RuleTable.shared.entries.map(\.id).filter { id in
        id.hasPrefix("UBL-CR-") && !["UBL-CR-002", "UBL-CR-412", "UBL-CR-665", "UBL-CR-666", "UBL-CR-673"].contains(id)
      }
    }
  }
}

@Suite("Rules: releases")
struct RuleSetTests {
  private func severities(_ id: String) throws -> [String: ReadyRules.Severity] {
    let rules = ReadyRules.of(try #require(RuleSet.named(id)))
    return Dictionary(zip(RuleTable.shared.entries.map(\.id), rules.severities), uniquingKeysWith: { first, _ in first })
      .filter { $0.value != .off }
  }

  /// The difference between two releases is what their notes say, and nothing else.
  @Test func fromNovemberToMay() throws {
    let before = try severities("peppol-3.0.20")
    let after = try severities("peppol-3.0.21")
    #expect(
      Set(after.keys).subtracting(before.keys) == [
        "PEPPOL-COMMON-R054", "PEPPOL-COMMON-R055", "PEPPOL-COMMON-R056-1", "PEPPOL-COMMON-R056-2", "PEPPOL-COMMON-R057",
        "DE-R-T02", "UBL-SR-56",
      ])
    #expect(Set(before.keys).subtracting(after.keys) == ["BR-CO-25"])
    #expect(before.filter { after[$0.key] != nil && after[$0.key] != $0.value }.map(\.key) == ["DK-R-003"])
    #expect(before["DK-R-003"] == .warning)
  }

  @Test(
    "code lists are those of the release",
    arguments: [
      ("BGN", "1.3.15"), ("ANG", "1.3.15"), ("XCG", "1.3.16"), ("EUR", "both"),
    ])
  func currencies(code: String, release: String) throws {
    let before = ReadyRules.of(try #require(RuleSet.named("peppol-3.0.20"))).lists
    let after = ReadyRules.of(try #require(RuleSet.named("peppol-3.0.21"))).lists
    let text = ShortText(Array(code.utf8))
    for list in [CodeLists.List.currencies, .peppolCurrencies] {
      #expect(before.contains(text, list) == (release != "1.3.16"))
      #expect(after.contains(text, list) == (release != "1.3.15"))
    }
  }

  @Test("Finnish endpoint schemes left the Peppol list with 3.0.21", arguments: ["0037", "0212", "0213", "0215"])
  func endpoints(scheme: String) throws {
    let code = ShortText(Array(scheme.utf8))
    let before = ReadyRules.of(try #require(RuleSet.named("peppol-3.0.20"))).lists
    let after = ReadyRules.of(try #require(RuleSet.named("peppol-3.0.21"))).lists
    #expect(before.contains(code, .peppolEndpointSchemes))
    #expect(!after.contains(code, .peppolEndpointSchemes))
    #expect(after.contains(code, .endpointSchemes))
    #expect(after.contains("0216", .peppolEndpointSchemes))
  }

  @Test func theSetOfADay() throws {
    func id(_ day: String, isPeppol: Bool) throws -> String? {
      RuleSet.mandatory(on: try #require(CalendarDate(iso: day)), isPeppol: isPeppol)?.id
    }
    #expect(try id("2024-01-01", isPeppol: true) == "peppol-3.0.20")
    #expect(try id("2026-08-23", isPeppol: true) == "peppol-3.0.20")
    #expect(try id("2026-08-24", isPeppol: true) == "peppol-3.0.21")
    #expect(try id("2026-08-24", isPeppol: false) == "en16931-1.3.16")
    #expect(RuleSet.named("peppol-3.0.99") == nil)
  }
}

@Suite("Rules: exact decimals")
struct WideDecimalTests {
  private func number(_ text: String) -> WideDecimal? { WideDecimal(Array(text.utf8), 0..<text.utf8.count) }

  @Test(
    "halves go towards positive infinity",
    arguments: [
      ("2.345", "2.35"), ("-2.345", "-2.34"), ("-2.5", "-2.50"), ("2.344999", "2.34"), ("-0.005", "0.00"), ("0.005", "0.01"),
      ("1", "1"), ("-1.2351", "-1.24"), ("99999999999999999.995", "100000000000000000.00"),
    ])
  func rounding(text: String, rounded: String) throws {
    let value = try #require(number(text)).cents
    #expect(value.isEqual(to: try #require(number(rounded))))
  }

  @Test(
    "forms of xs:decimal",
    arguments: [
      ("12", true), ("+12.50", true), (".5", true), ("5.", true), ("-0", true), ("1e3", false), ("1,5", false), ("", false),
      ("-", false), (".", false), ("NaN", false), ("1 2", false), ("1234567890123456789012345678901", false),
    ])
  func forms(text: String, isNumber: Bool) { #expect((number(text) != nil) == isNumber) }

  @Test func arithmeticIsExactOrRefused() throws {
    let third = try #require(number("1")?.divided(by: WideDecimal(3)))
    #expect(third.description == "0." + String(repeating: "3", count: 20))
    let large = try #require(number("999999999999999999999999999999"))
    #expect(large.multiplied(by: large) == nil)
    #expect(number("0.1")?.adding(number("0.2") ?? .zero)?.isEqual(to: number("0.3") ?? .zero) == true)
    #expect(number("5")?.divided(by: .zero) == nil)
    #expect(number("1.10")?.normalised.description == "1.1")
  }
}
