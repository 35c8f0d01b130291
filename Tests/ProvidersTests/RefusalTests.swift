import Providers
import Receivables
import Testing

/// What a wire cannot carry stops the batch: never cut, never merged, always said with its rule.
@Suite struct RefusalTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var rule: String
    var agreement: Agreement
    var kind: ReceivableKind = .b2b
    var term: String? = nil
    var change: @Sendable (inout Assignment) -> Void = { _ in }
    var testDescription: String { "\(agreement.channel) \(rule) \(term ?? "")" }
  }

  private static let nk003 = Fixture.agreement("generic", "nk003", clientNumber: "4711")
  private static let ropoOne = Fixture.agreement("ropo", "ropo-one")
  private static let maventa = Fixture.agreement("ropo", "maventa")
  private static let xml = Fixture.agreement("svea", "perille-xml")

  static let cases: [Case] = [
    Case(rule: "channel.too-long", agreement: nk003, term: "invoiceNumber") {
      $0.receivable.identity.number = String(repeating: "1", count: 21)
    },
    Case(rule: "channel.too-long", agreement: nk003, term: "reference") {
      $0.receivable.reference = "RF98" + String(repeating: "1", count: 17)
    },
    Case(rule: "channel.too-long", agreement: nk003, term: "debtor.customerNumber") {
      $0.receivable.debtor.customerNumber = "1234567890"
    },
    Case(rule: "channel.too-long", agreement: nk003, term: "debtor.debtorName") {
      $0.receivable.debtor.name = String(repeating: "ä", count: 41)
    },
    Case(rule: "channel.too-long", agreement: nk003, term: "debtor.street") {
      $0.receivable.debtor.address?.streets = [String(repeating: "x", count: 20), String(repeating: "y", count: 19)]
    },
    Case(rule: "channel.too-long", agreement: nk003, term: "debtor.postCode") {
      $0.receivable.debtor.address?.postCode = String(repeating: "1", count: 26)
    },
    Case(rule: "channel.too-long", agreement: nk003, term: "debtor.town") {
      $0.receivable.debtor.address?.town = String(repeating: "t", count: 36)
    },
    Case(
      rule: "channel.too-long", agreement: Fixture.agreement("generic", "nk003", clientNumber: "1234567"), term: "clientNumber"),
    Case(
      rule: "channel.not-numeric", agreement: Fixture.agreement("generic", "nk003", clientNumber: "S77"), term: "clientNumber"),
    Case(rule: "channel.not-numeric", agreement: nk003, term: "debtor.customerNumber") {
      $0.receivable.debtor.customerNumber = "A-17"
    },
    Case(rule: "channel.character", agreement: nk003, term: "debtor.debtorName") { $0.receivable.debtor.name = "Łódź Oy" },
    Case(rule: "channel.character", agreement: nk003, term: "debtor.street") {
      $0.receivable.debtor.address?.streets = ["Keksitie 5\nB"]
    },
    Case(rule: "channel.character", agreement: maventa, term: "debtor.town") {
      $0.receivable.debtor.address?.town = "Mikkeli\u{7}"
    },
    Case(rule: "channel.character", agreement: xml, term: "debtor.town") {
      $0.receivable.debtor.address?.town = "Mikkeli\u{FFFE}"
    },
    Case(rule: "channel.character", agreement: xml, term: "account") { $0.receivable.account = "FI21\u{0}" },
    Case(rule: "channel.amount-too-large", agreement: nk003, term: "capital") {
      $0.claim.capital = Fixture.eur(1_000_000_000)
    },
    Case(rule: "channel.component", agreement: nk003, term: "costs") { $0.claim.costs = Fixture.eur(1) },
    Case(rule: "channel.component", agreement: ropoOne, term: "costs") { $0.claim.costs = Fixture.eur(500) },
    Case(rule: "channel.component", agreement: ropoOne, term: "interest") { $0.claim.interest = Fixture.eur(1) },
    Case(rule: "channel.co-debtors", agreement: nk003) { $0.receivable.coDebtors = [Fixture.person()] },
    Case(rule: "channel.co-debtors", agreement: ropoOne) { $0.receivable.coDebtors = [Fixture.person()] },
    Case(rule: "channel.kind", agreement: nk003, kind: .b2cRental),
    Case(rule: "channel.country", agreement: nk003) { $0.receivable.debtor.address?.country = "SE" },
    Case(rule: "channel.country", agreement: ropoOne) { $0.receivable.debtor.address?.country = "XX" },
    Case(rule: "channel.country", agreement: xml) { $0.receivable.debtor.address?.country = "FIN" },
    Case(rule: "channel.mode", agreement: Fixture.agreement("generic", "nk003", .reminderAndCollection, clientNumber: "4711")),
    Case(rule: "channel.mode", agreement: ropoOne) { $0.route.mode = .reminderAndCollection },
    Case(rule: "channel.reminder-date", agreement: ropoOne) { $0.receivable.facts.ownReminderDate = nil },
    Case(rule: "channel.reminder-date", agreement: maventa) { $0.receivable.facts.ownReminderDate = nil },
    Case(rule: "channel.reminder-date", agreement: xml) { $0.receivable.facts.ownReminderDate = nil },
    Case(rule: "channel.personal-code", agreement: maventa, kind: .b2cRental) { $0.receivable.debtor.personalCode = nil },
    Case(rule: "channel.personal-code", agreement: ropoOne, kind: .b2cRental) { $0.receivable.debtor.personalCode = nil },
    Case(rule: "channel.personal-code", agreement: xml, kind: .b2cRental, term: "coDebtors[0].personalCode") {
      $0.receivable.coDebtors = [Fixture.person("Eino Esimerkki")]
    },
    Case(rule: "channel.required", agreement: maventa, kind: .b2cRental, term: "rentalInformation") {
      $0.receivable.facts.rentalInformation = " "
    },
    Case(rule: "channel.required", agreement: maventa, term: "maventaInvoiceID") { $0.receivable.facts.maventaInvoiceID = nil },
    Case(rule: "channel.maventa-id", agreement: maventa) { $0.receivable.facts.maventaInvoiceID = "1001/../../x" },
    Case(rule: "channel.required", agreement: ropoOne, term: "reference") { $0.receivable.reference = nil },
    Case(rule: "channel.required", agreement: ropoOne, term: "dueDate") { $0.receivable.dueDate = nil },
    Case(rule: "channel.required", agreement: xml, term: "debtor.debtorName") { $0.receivable.debtor.name = nil },
    Case(rule: "channel.required", agreement: xml, term: "debtor.street") { $0.receivable.debtor.address?.streets = ["", " "] },
    Case(rule: "channel.required", agreement: xml, term: "coDebtors[0].postCode") {
      $0.receivable.coDebtors = [Fixture.firm("Takaus Oy")]
      $0.receivable.coDebtors[0].address?.postCode = nil
    },
    Case(rule: "channel.required", agreement: Fixture.agreement("generic", "nk003"), term: "clientNumber"),
    Case(rule: "channel.amount", agreement: xml, term: "capital") { $0.claim.capital = Fixture.eur(0) },
    Case(rule: "channel.amount", agreement: xml, term: "capital") { $0.claim.capital = Fixture.eur(.min) },
    Case(rule: "channel.amount", agreement: maventa, term: "costs") { $0.claim.costs = Fixture.eur(-1) },
    Case(rule: "channel.amount", agreement: maventa, term: "interest") { $0.claim.interest = Fixture.eur(-1) },
    Case(rule: "channel.currency", agreement: maventa) { $0.claim.costs = Money(minorUnits: 1, .sek) },
    Case(rule: "channel.agreement", agreement: Fixture.agreement("svea", "ropo-one")),
    Case(rule: "channel.agreement", agreement: Fixture.agreement("nobody", "maventa")),
    Case(rule: "channel.agreement", agreement: maventa) { $0.route.provider = "amili" },
    Case(rule: "channel.product", agreement: Fixture.agreement("svea", "perille-xml", product: "pro")),
    Case(rule: "channel.product", agreement: Fixture.agreement("amili", "perille-xml", .collection, product: "forte")),
  ]

  @Test(arguments: cases) func refused(test: Case) throws {
    var assignment = Fixture.assignment(test.kind, test.agreement)
    test.change(&assignment)
    let channel = try Fixture.channel(test.agreement.channel)
    let batch = Fixture.batch(test.agreement, [assignment])
    let error = #expect(throws: ChannelError.self) { try channel.encode(batch) }
    let findings = try #require(error).findings
    #expect(findings.contains { $0.rule == test.rule && (test.term == nil || $0.term == test.term) }, "\(findings)")
    #expect(findings.allSatisfy { $0.severity == .error && $0.message.hasSuffix(".") && !$0.remedy.isEmpty })
    // The fixture adds nothing of its own.
    let rules = Set(findings.map(\.rule))
    #expect(rules == [test.rule])
  }

  /// What slips through the checks is stopped by the schema: no invalid file leaves.
  @Test func invalidXMLIsNotReturned() throws {
    var batch = Fixture.batch(Self.xml, [Fixture.assignment(Self.xml)])
    batch.company.name = " "
    let error = #expect(throws: ChannelError.self) { try Fixture.channel("perille-xml").encode(batch) }
    let findings = try #require(error).findings
    #expect(findings.map(\.rule) == ["channel.schema"])
    #expect(findings.first?.message.contains("legalId") == true || findings.first?.message.contains("name") == true)
  }

  @Test func wholeBatchIsRefusedWithAllFindings() throws {
    let wrong = ["a", "b"].map { number in
      Fixture.assignment(number: "100\(number)", Self.ropoOne) { $0.reference = nil }
    }
    let batch = Fixture.batch(Self.ropoOne, wrong + [Fixture.assignment(Self.ropoOne)])
    let error = #expect(throws: ChannelError.self) { try Fixture.channel("ropo-one").encode(batch) }
    #expect(try #require(error).findings.map(\.rule) == ["channel.required", "channel.required"])
  }

  /// What a caller may ask before a batch is made is what `encode` asks.
  @Test func refusalsOfOneAssignment() throws {
    let channel = try Fixture.channel("nk003")
    let assignment = Fixture.assignment(Self.nk003) { $0.debtor.address?.country = "SE" }
    let company = Fixture.company()
    #expect(channel.refusals(assignment, company: company, agreement: Self.nk003).map(\.rule) == ["channel.country"])
    #expect(channel.refusals(Fixture.assignment(Self.nk003), company: company, agreement: Self.nk003).isEmpty)
  }

  @Test func batchesThatAreNone() throws {
    let channel = try Fixture.channel("ropo-one")
    let good = Fixture.batch(Self.ropoOne, [Fixture.assignment(Self.ropoOne)])
    func rules(_ change: (inout Batch) -> Void) throws -> [String] {
      var batch = good
      change(&batch)
      let error = #expect(throws: ChannelError.self) { try channel.encode(batch) }
      return try #require(error).findings.map(\.rule)
    }
    #expect(try rules { $0.assignments = [] } == ["channel.batch-empty"])
    #expect(try rules { $0.serial = 0 } == ["channel.serial"])
    #expect(try rules { $0.company.key = "../x" } == ["channel.company-key"])
    #expect(try rules { $0.company.key = "" } == ["channel.company-key"])
    #expect(try rules { $0.assignments += $0.assignments } == ["channel.duplicate"])
    #expect(try rules { $0.currency = .sek } == ["channel.currency"])
    let instalments = [1, 2].map { part in
      var assignment = Fixture.assignment(number: "1001", Self.maventa) { $0.identity.instalment = part }
      assignment.key += "/\(part)"
      return assignment
    }
    let error = #expect(throws: ChannelError.self) {
      try Fixture.channel("maventa").encode(Fixture.batch(Self.maventa, instalments))
    }
    // Both: when one goes alone, the other follows it in the next batch.
    #expect(try #require(error).findings.map(\.rule) == ["channel.duplicate", "channel.duplicate"])
    #expect(try Fixture.channel("maventa").refusals(among: instalments).map(\.position) == [0, 1])
  }

  /// A refusal about a personal code, or a value that looks like one, never shows it.
  @Test func refusalsAreMasked() throws {
    let channel = try Fixture.channel("nk003")
    let agreement = Self.nk003
    let code = Fixture.code.reveal()
    let assignment = Fixture.assignment(.b2cRental, number: code, agreement) {
      $0.debtor.name = "\(code) Ł"
      $0.debtor.customerNumber = code
      $0.reference = code + code
    }
    let findings = channel.refusals(assignment, company: Fixture.company(), agreement: agreement)
    #expect(findings.count >= 4)
    #expect(!"\(findings)".contains(code))
  }
}
