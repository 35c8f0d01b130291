import InvoiceRules
import Receivables
import Testing

@testable import InvoiceFormats

/// The table of rules: complete, sound, and the only word on what a broken rule does to a claim.
@Suite struct FinvoiceRuleBookTests {
  @Test func tableAndRulesAreOne() {
    let ids = FinvoiceRuleBook.entries.map(\.id)
    #expect(Set(ids).count == ids.count)
    let rows = ids.filter { $0.hasPrefix("FINVOICE-") }
    #expect(rows == rows.sorted { place($0) < place($1) }, "in the order of FinvoiceRuleID, so that both read alike")
    #expect(Set(rows) == Set(FinvoiceRuleID.allCases.map(\.rawValue)))
  }

  private func place(_ id: String) -> Int {
    FinvoiceRuleID(rawValue: id).flatMap { FinvoiceRuleID.allCases.firstIndex(of: $0) } ?? -1
  }

  /// Nothing but what a claim rests on stops it, and all of that does.
  @Test func anErrorIsWhatAClaimRestsOn() {
    let fields: Set<String> = ["amount", "dueDate", "parties", "reference", "currency", "identity"]
    for entry in FinvoiceRuleBook.entries {
      #expect((entry.severity == .error) == !entry.critical.isEmpty, "\(entry.id)")
      #expect(entry.critical.isEmpty || fields.contains(entry.critical), "\(entry.id)")
      #expect(entry.condition.isEmpty || entry.severity == .error, "\(entry.id)")
    }
  }

  @Test func everyRuleHasItsPage() {
    let pages = Dictionary(FinvoiceCatalog.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for rule in FinvoiceRuleID.allCases {
      guard let page = pages[rule.rawValue] else {
        Issue.record("\(rule.rawValue) has no page")
        continue
      }
      for text in [page.title, page.meaning, page.example, page.corrected ?? "", page.remedy, page.source] {
        #expect(!text.isEmpty, "\(page.id)")
      }
      #expect(page.meaning.hasSuffix(".") && page.remedy.hasSuffix("."), "\(page.id)")
    }
    for entry in FinvoiceRuleBook.entries where entry.id.hasPrefix("FINVOICE-") {
      #expect(entry.message.hasSuffix("."), "\(entry.id)")
      let places = entry.message.matches(of: /\{([a-z]+)\}/).map { String($0.output.1) }
      #expect(Set(places).isSubset(of: ["expected", "found", "difference", "text"]), "\(entry.id)")
    }
  }

  // MARK: - Judging

  private func judged(
    _ ids: [String], isClaim: Bool = true, _ conditions: ClaimConditions = []
  ) -> (findings: [Finding], verdict: Verdict, added: ClaimConditions) {
    var findings = ids.map { Finding($0, .warning, "x") }
    let judged = FinvoiceRuleBook.judge(&findings, isClaim: isClaim, conditions: conditions)
    return (findings, judged.verdict, judged.conditions)
  }

  @Test func whatIsHeldAlreadyIsNotHeldTwice() {
    let gap = judged(["finvoice.unexplained-gap"], .unexplainedGap)
    #expect(gap.verdict == Verdict(validity: .invalid, claimTrust: .stop))
    #expect(gap.added == [])
    let total = judged(["finvoice.unexplained-gap", "FINVOICE-TOTAL-03"], .unexplainedGap)
    #expect(total.added == .untrusted)
  }

  @Test func whatAsksForNoMoneyIsNeverWorseThanDoubtful() {
    let judged = judged(["FINVOICE-TOTAL-03", "FINVOICE-EPI-05"], isClaim: false)
    #expect(judged.findings.map(\.severity) == [.warning, .warning])
    #expect(judged.verdict == Verdict(validity: .valid, claimTrust: .ok))
    #expect(judged.added == [])
  }

  @Test func formalDefectsDoNotStopAClaim() {
    let judged = judged(["FINVOICE-MISSING-01", "FINVOICE-VAT-02", "finvoice.reference", "xml.something"])
    #expect(judged.verdict == Verdict(validity: .valid, claimTrust: .ok))
    #expect(judged.added == [])
  }

  /// However much else is found, what stops a claim is among the findings.
  @Test func errorsAreNeverLeftOut() throws {
    var limits = FinvoiceLimits()
    limits.findings = 2
    let text = RuledMessage.sample {
      $0.amounts("135,50")
      $0.origin = "Origin"
      $0.beneficiary = "<EpiBfiIdentifier>NDEA</EpiBfiIdentifier>"
    }.text
    let read = try #require(try readFinvoice(Array(text.utf8), limits: limits).first)
    #expect(read.finding("FINVOICE-TOTAL-03")?.severity == .error)
    #expect(read.finding("finvoice.more-findings") != nil)
    #expect(read.message.verdict?.claimTrust == .stop)
  }

  /// What a message holds never becomes part of a sentence's frame, and a personal identity code never part of a sentence.
  @Test func valuesAreQuotedAndMasked() throws {
    let read = try readOne(
      RuledMessage.sample {
        $0.origin = "{found}{text}"
        $0.afterBuyer += "<SellerOrganisationUnitNumber>0037 010190-901R</SellerOrganisationUnitNumber>"
      }.text)
    #expect(read.finding("FINVOICE-TYPE-03")?.message == "Version 3.0 has no origin code '{found}{text}'.")
    #expect(read.finding("FINVOICE-PARTY-05") != nil)
    #expect(!String(describing: read.message.findings).contains("901R"))
  }

  @Test(arguments: [
    ("INV01", Validity.valid), ("INV06", .valid), ("TES01", .valid), ("INV04", .valid), ("ORD01", .unsupported),
    ("PRI01", .unsupported), ("SDD01", .unsupported),
  ])
  func rulesAreForInvoices(_ type: String, _ validity: Validity) throws {
    let read = try readOne(
      RuledMessage.sample {
        $0.type = type
        $0.origin = "Origin"
      }.text)
    #expect(read.message.verdict?.validity == validity)
    #expect((read.finding("FINVOICE-TYPE-03") != nil) == (validity == .valid))
  }
}
