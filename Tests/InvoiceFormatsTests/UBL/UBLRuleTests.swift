import InvoiceFormats
import InvoiceRules
import Receivables
import Testing

/// The published rules on the reader's way: which set speaks, what its verdict does to the document, and what is not said twice.
@Suite("UBL: published rules")
struct UBLRuleTests {
  private func read(_ sample: UBLSample, by choice: RuleChoice = .mandatory(asOf: nil)) throws -> ReadMessage {
    let bytes = Array(sample.xml.utf8)
    let sink = Collected()
    _ = try UBLFormat(rules: choice).read(
      MemorySource(bytes), head: FileHead(name: "sample.xml", bytes: Array(bytes.prefix(65_536)), size: bytes.count), into: sink)
    return try #require(sink.messages.first)
  }

  private func conditions(_ message: ReadMessage) -> ClaimConditions? {
    guard case .document(let document) = message.outcome, case .invoice(let invoice) = document.body else { return nil }
    return invoice.conditions
  }

  @Test("a right document has no finding", arguments: [false, true])
  func plain(isCreditNote: Bool) throws {
    let message = try read(
      .invoice {
        $0.isCreditNote = isCreditNote
        if isCreditNote {
          $0.dueDate = nil
          $0.references +=
            "<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>INV-1</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>"
        }
      })
    #expect(message.findings.map(\.rule) == [])
    #expect(message.verdict == Verdict(validity: .valid, claimTrust: .ok, ruleSet: "peppol-3.0.20"))
  }

  @Test("the set is the one that was mandatory on the day of issue")
  func setOfTheDay() throws {
    for (day, set) in [("2025-12-31", "peppol-3.0.20"), ("2026-08-23", "peppol-3.0.20"), ("2026-08-24", "peppol-3.0.21")] {
      #expect(try read(.invoice { $0.issueDate = day }).verdict?.ruleSet == set)
    }
    let core = try read(.invoice { $0.customization = "urn:cen.eu:en16931:2017" })
    #expect(core.verdict?.ruleSet == "en16931-1.3.15")
    let other = try read(.invoice { $0.customization = "OIOUBL-2.02" })
    #expect(other.verdict == Verdict(validity: .unsupported, claimTrust: .ok))
    let named = try #require(RuleSet.named("en16931-1.3.16"))
    #expect(try read(.invoice { $0.issueDate = "2020-01-01" }, by: .set(named)).verdict?.ruleSet == named.id)
  }

  @Test(
    "what extends BIS Billing is checked as such, and is no new claim of its own where it says so",
    arguments: [
      ("ehf:reminder:3.0", InvoiceDocument.TypeClass.reminder), ("ehf:forward-billing:3.0", .other), ("ehf:other:3.0", .invoice),
    ])
  func extensions(name: String, typeClass: InvoiceDocument.TypeClass) throws {
    let message = try read(.invoice { $0.customization += "#conformant#urn:fdc:anskaffelser.no:2019:\(name)" })
    #expect(message.verdict?.ruleSet == "peppol-3.0.20")
    guard case .document(let document) = message.outcome, case .invoice(let invoice) = document.body else {
      Issue.record("not read")
      return
    }
    #expect(invoice.typeClass == typeClass)
  }

  @Test("past the day through which a set was reviewed, the finding says so")
  func notReviewed() throws {
    #expect(
      try read(
        .invoice {
          $0.issueDate = "2027-02-14"; $0.dueDate = "2027-03-01"
        }
      ).findings.map(\.rule) == [])
    #expect(
      try read(
        .invoice {
          $0.issueDate = "2027-02-15"; $0.dueDate = "2027-03-01"
        }
      ).findings.map(\.rule) == ["rules.not-reviewed"])
  }

  @Test("a formal defect makes the document invalid and leaves the claim alone")
  func formalDefect() throws {
    let message = try read(.invoice { $0.references = "" })
    #expect(message.findings.map(\.rule) == ["PEPPOL-EN16931-R003"])
    #expect(message.verdict?.validity == .invalid)
    #expect(message.verdict?.claimTrust == .ok)
    #expect(conditions(message) == [])
  }

  @Test("a broken rule that the claim rests on holds it, and is told once")
  func untrusted() throws {
    let message = try read(.invoice { $0.due = "120.00" })
    let finding = try #require(message.findings.first)
    #expect(message.findings.map(\.rule) == ["BR-CO-16"])
    #expect(finding.values == Finding.Values(expected: "125.50", found: "120.00", difference: "-5.50"))
    #expect(finding.term == "BT-115")
    #expect(message.verdict?.claimTrust == .stop)
    #expect(conditions(message)?.contains(.untrusted) == true)
  }

  @Test("what is refused is refused, whatever the rules say of it")
  func refused() throws {
    let message = try read(.invoice { $0.number = nil })
    #expect(message.outcome == .refused)
    #expect(message.verdict?.validity == .invalid)
    #expect(message.verdict?.claimTrust == .stop)
    #expect(message.findings.map(\.rule).contains("ubl.number"))
  }
}
