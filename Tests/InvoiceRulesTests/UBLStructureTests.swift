import Foundation
import Receivables
import TestSupport
import Testing

@testable import InvoiceRules

@Suite("UBL structure")
struct UBLStructureTests {
  @Test func whatIsRightHasNoFindings() throws {
    let reader = StructureReader()
    #expect(try reader.findings(StructureSamples.invoice).isEmpty)
    #expect(reader.checker.isStructureValid)
    let extended = StructureSamples.invoice.replacing(
      "<cbc:ID>2026-1001", with: StructureSamples.extended(StructureSamples.own) + "<cbc:ID>2026-1001")
    #expect(try reader.findings(extended).isEmpty)
  }

  @Test(arguments: StructureSamples.cases)
  func whatIsWrongIsSaidOnceWithItsPlace(_ sample: StructureSamples.Case) throws {
    let findings = try StructureReader().findings(sample.document).filter { finding in
      // An element that is no longer where it must be is missing there as well.
      findingsBeside(sample, finding)
    }
    #expect(findings.count == 1, "\(findings.map(\.message))")
    let finding = try #require(findings.first)
    #expect(finding.rule == sample.rule)
    #expect(finding.severity == .error)
    #expect(finding.message == sample.message)
    #expect(finding.place.line == sample.line)
    #expect(finding.place.path == sample.path)
    #expect(finding.term == sample.term)
    #expect(!finding.remedy.isEmpty)
    if let remedy = sample.remedy { #expect(finding.remedy == remedy) }
  }

  private func findingsBeside(_ sample: StructureSamples.Case, _ finding: Finding) -> Bool {
    !(sample.path.hasSuffix("cac:PartyName") && finding.rule == "UBL-STRUCTURE-MISSING")
      && !(sample.path.hasSuffix("cac:CreditNoteLine") && finding.rule == "UBL-STRUCTURE-MISSING")
  }

  /// One element that moved is one finding, not one for each that it passed.
  @Test func fewestElementsAreOutOfOrder() throws {
    let line = "<cbc:ID>2026-1001</cbc:ID>\n"
    let moved = StructureSamples.invoice.replacing(line, with: "").replacing("</Invoice>", with: line + "</Invoice>")
    let findings = try StructureReader().findings(moved)
    #expect(findings.map(\.rule) == ["UBL-STRUCTURE-ORDER"])
    #expect(findings.first?.place.path == "/Invoice/cbc:ID")
  }

  /// A finding on each of many lines costs no more than the lines do: siblings are counted once.
  @Test func everyLineIsFoundAndTheRestIsCounted() throws {
    let line = "<cac:InvoiceLine><cbc:ID>1</cbc:ID><cac:Item/></cac:InvoiceLine>"
    let many = StructureSamples.invoice.replacing("</Invoice>", with: String(repeating: line, count: 20_000) + "</Invoice>")
    let findings = try StructureReader().findings(many)
    #expect(findings.count == 1_001)
    #expect(findings[999].place.path == "/Invoice/cac:InvoiceLine[1002]")
    #expect(findings[1_000].rule == "UBL-STRUCTURE-MORE")
    #expect(findings[1_000].message == "19000 more findings on the structure are not listed.")
  }

  @Test func aCheckerForgetsTheDocumentBefore() throws {
    let reader = StructureReader()
    #expect(try !reader.findings(StructureSamples.values[0].document).isEmpty)
    #expect(try reader.findings(StructureSamples.invoice).isEmpty)
  }

  @Test func everyIDHasItsPage() {
    let given: Set<String> = [
      UBLStructureCatalog.element, UBLStructureCatalog.order, UBLStructureCatalog.count, UBLStructureCatalog.missing,
      UBLStructureCatalog.attribute, UBLStructureCatalog.attributeMissing, UBLStructureCatalog.value, UBLStructureCatalog.content,
      UBLStructureCatalog.more,
    ]
    #expect(Set(UBLStructureCatalog.rules.map(\.id)) == given)
    #expect(UBLStructureCatalog.rules.count == given.count)
    for page in UBLStructureCatalog.rules {
      for text in [page.title, page.meaning, page.example, page.corrected ?? "", page.remedy, page.source] {
        #expect(!text.isEmpty, "\(page.id)")
      }
    }
    // Every id but that of the rest is given by a sample.
    #expect(Set(StructureSamples.cases.map(\.rule)) == given.subtracting([UBLStructureCatalog.more]))
  }

  /// The check looks things up without asking whether they are there.
  @Test func theTableIsWhole() {
    let vocabulary = UBLVocabulary.shared
    let structure = vocabulary.structure
    #expect(structure.types.count == 113)
    for (number, type) in structure.types.enumerated() {
      let members = structure.members(of: number)
      #expect(type.required == members.filter(\.isRequired).count)
      for (position, member) in members.enumerated() {
        #expect(member.element != UBLTag.other.rawValue && vocabulary.elements.contains(member.element))
        #expect(Int(structure.positions[structure.row(of: number) + Int(member.element)]) == position)
        if case .none = structure.content(of: member.element) {
          Issue.record("\(structure.typeNames[number]) has \(vocabulary.qualifiedName(member.element)), which holds nothing")
        }
      }
    }
    // One attribute of a data type at most must be there, and it is one of those that it has.
    for type in structure.dataTypes where type.required != UBLStructure.noAttribute {
      let names = structure.attributes[Int(type.attributesFrom)..<Int(type.attributesEnd)].map(\.name)
      #expect(names.contains(type.required))
    }
  }

  @Test(arguments: [
    (UBLStructure.Form.decimal, "1", true), (.decimal, "-0.5", true), (.decimal, "+3.", true), (.decimal, ".5", true),
    (.decimal, "1234567890123456789012345678901234567890.1", true), (.decimal, "", false), (.decimal, ".", false),
    (.decimal, "-", false), (.decimal, "1e3", false), (.decimal, "1,5", false), (.decimal, "1.2.3", false),
    (.decimal, "1 2", false),
    (.date, "2026-11-20", true), (.date, "2024-02-29", true), (.date, "2026-02-29", false), (.date, "2026-04-31", false),
    (.date, "1900-02-29", false), (.date, "2000-02-29Z", true), (.date, "2026-11-20+14:00", true),
    (.date, "2026-11-20+14:01", false),
    (.date, "2026-11-20-00:60", false), (.date, "0000-01-01", false), (.date, "-0001-01-01", true), (.date, "12026-01-01", true),
    (.date, "02026-01-01", false), (.date, "2026-13-01", false), (.date, "2026-00-01", false), (.date, "2026-01-00", false),
    (.date, "2026-1-01", false), (.date, "20261120", false), (.date, "2026-11-2", false), (.date, "2026-11-20T00:00:00", false),
    (.date, "", false), (.date, "2026", false), (.date, "2026-11-20z", false), (.date, "2026-11-20+2:00", false),
    (.time, "12:30:00", true), (.time, "23:59:59.5Z", true), (.time, "24:00:00", true), (.time, "24:00:00.0", true),
    (.time, "24:00:01", false), (.time, "24:00:00.1", false), (.time, "12:30", false), (.time, "12:30:60", false),
    (.time, "12:60:00", false), (.time, "12:30:00.", false), (.time, "12:30:00 Z", false), (.time, "12:30:00+02:00", true),
    (.boolean, "true", true), (.boolean, "0", true), (.boolean, "TRUE", false), (.boolean, "", false), (.boolean, "2", false),
    (.language, "fi", true), (.language, "en-GB", true), (.language, "x-klingon", true), (.language, "fi_FI", false),
    (.language, "a1", false), (.language, "", false), (.language, "fi-", false), (.language, "abcdefghi", false),
    (.anyURI, "http://example.org/a b#c", true), (.anyURI, "", true), (.anyURI, "%zz", false), (.anyURI, "::", false),
    (.anyURI, "a#b#c", false), (.anyURI, "http://a:b/", false), (.anyURI, "http://[::1]:80/x", true), (.anyURI, "1:2", false),
    (.anyURI, "http://[x", false), (.anyURI, "http://x/[a]", false), (.anyURI, "mailto:a@example.org", true),
    (.anyURI, "a%2", false),
  ])
  func valuesAreWrittenAsXMLSchemaSays(_ form: UBLStructure.Form, _ text: String, _ isRight: Bool) {
    // Other bytes around it must not matter.
    let bytes = Array(("9" + text + "9:00").utf8)
    let range = 1..<1 + text.utf8.count
    let answer =
      switch form {
      case .decimal: LexicalForm.isDecimal(bytes, range)
      case .date: LexicalForm.isDate(bytes, range)
      case .time: LexicalForm.isTime(bytes, range)
      case .boolean: LexicalForm.isBoolean(bytes, range)
      case .language: LexicalForm.isLanguage(bytes, range)
      case .anyURI: LexicalForm.isURI(bytes, range)
      case .base64Binary, .normalizedString, .string: true
      }
    #expect(answer == isRight, "\(form) “\(text)”")
  }
}
