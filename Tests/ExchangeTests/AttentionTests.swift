import Foundation
import InvoiceRules
import Ledger
import Receivables
import Reports
import Store
import TestSupport
import Testing

@testable import Exchange

/// What a person has to know of a night and of a folder is said, once and with its name.
@Suite("Attention")
struct AttentionTests {
  private func story(_ number: String, _ night: NightFixture) throws -> String {
    guard case .invoice(let found) = try night.folder().explain(number, company: nil) else { return "" }
    return ExplainText.render(found)
  }

  // MARK: What was accepted with doubts

  @Test func whatAReaderCouldNotTakeOverIsSaid() throws {
    let night = try NightFixture()
    var debtor = Owner.cafe
    debtor.businessID = "9300015-7"
    try night.dropList(Claim("1001") { $0.debtor = debtor }, Claim("1002"))
    try night.night("2026-11-16")
    let doubt = try #require(night.report.doubts.first { $0.rule == "csv.business-id" })
    #expect(doubt.count == 1 && doubt.first.map(\.line) == [2] && doubt.first.map(\.file) == ["inbox/laskut-1.csv"])
    #expect(RunText.render(night.report).contains("   1 csv.business-id: inbox/laskut-1.csv line 2: "))
    #expect(try story("1001", night).contains("line 2, warning csv.business-id: "))
    #expect(try !story("1002", night).contains("csv.business-id"))
    try night.night("2026-11-17")
    #expect(night.report.doubts == [], "said once")
  }

  @Test func whatIsRefusedIsNoDoubtButAQuestion() throws {
    let night = try NightFixture()
    try night.write("inbox/estot-bad.csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nnonsense;1;;;;\n")
    try night.night("2026-11-16")
    #expect(night.report.doubts == [])
    #expect(night.report.questions == ["quarantined": 1])
  }

  @Test func anUntrustedDocumentNamesTheRuleAndWhereItLies() throws {
    let night = try NightFixture()
    let wrong = Claim("1001").ubl.replacingOccurrences(
      of: "<cbc:TaxInclusiveAmount currencyID=\"EUR\">100.00", with: "<cbc:TaxInclusiveAmount currencyID=\"EUR\">101.00")
    try night.drop(wrong)
    try night.night("2026-11-16")
    #expect(try night.decision("1001").contains("document-untrusted"))
    let text = try story("1001", night)
    #expect(text.contains("error BR-CO-15: "))
    #expect(text.contains("now archive/2026/11/16/000001-file-1.xml"))
    #expect(try night.files("archive").contains("2026/11/16/000001-file-1.xml"))
  }

  // MARK: Quarantine

  @Test func twoFilesOfTheSameBrokenBytesAreTwoQuestions() throws {
    let night = try NightFixture()
    try night.drop("<Invoice", "<Invoice")
    try night.night("2026-11-16")
    #expect(night.report.files.quarantined == 2)
    let names = try night.quarantined()
    #expect(names.count == 2)
    #expect(night.report.attention.filter { $0.outcome == "quarantined" }.count == 2)
    for name in names { _ = try night.folder().dismiss(name, all: false, reason: "x", asOf: NightFixture.day("2026-11-16")) }
    #expect(try night.quarantined() == [])
  }

  @Test func whatWasMovedBackIsToldThoughAnotherCannotBe() throws {
    let night = try NightFixture()
    for name in ["a", "b", "c"] {
      try night.write("inbox/estot-\(name).csv", "Toiminto;Lasku;Asiakas;Syy;Alkaen;Asti\nbad;\(name);;;;\n")
    }
    try night.night("2026-11-16")
    try night.write("inbox/estot-a.csv", "another file")
    var told: [String] = []
    let failure = night.failure { try $0.retry(nil, all: true) { told.append($0) } }
    #expect(failure?.status == .usage)
    #expect(failure?.lines.count == 1)
    #expect(told.count == 2)
    #expect(try night.quarantined().count == 1)
  }

  // MARK: Folders

  @Test func missingReturnsAreNoQuietNight() throws {
    let night = try NightFixture()
    night.isFresh = false
    try FileManager.default.removeItem(at: night.url("returns"))
    try night.night("2026-11-16")
    #expect(RunText.render(night.report).contains("inbox/ and returns/ were empty."))
    try FileManager.default.removeItem(at: night.url("returns"))
    #expect(try night.refused("2026-11-17")?.status == .missingFolder)
    #expect(
      night.failure { _ = try Plan(folder: $0, options: RunOptions(asOf: NightFixture.day("2026-11-17"))).make() }?.status
        == .missingFolder)
    try FileManager.default.createDirectory(at: night.url("returns"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: night.url("returns/link.xml").path, withDestinationPath: "/etc/hostname")
    try night.night("2026-11-17")
    #expect(night.report.files.waiting == 1)
    #expect(!RunText.render(night.report).contains("were empty"))
  }

  @Test func aBatchNameOfTwoProvidersListsBoth() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"))
    try night.night("2026-11-16")
    try night.write("perille.yaml", night.configuration.text.replacingOccurrences(of: "provider: svea", with: "provider: amili"))
    try night.dropList(Claim("1002"))
    try night.night("2026-11-16")
    let name = "perille-xml-malli-20261116-000001.xml"
    let failure = night.failure { _ = try $0.republish(name) }
    #expect(failure?.lines.dropFirst() == ["  outbox/svea/malli/\(name)", "  outbox/amili/malli/\(name)"])
    #expect(try night.folder().republish("outbox/amili/malli/\(name)").contains("is there already"))
  }

  @Test func doctorMissesAPayloadThatNobodyTook() throws {
    let night = try NightFixture()
    try night.dropList(Claim("1001"))
    try night.night("2026-11-16")
    let path = "outbox/svea/malli/perille-xml-malli-20261116-000001.xml"
    let name = "payloads in outbox/"
    let check = {
      let found = try night.folder().doctor(asOf: NightFixture.day("2026-11-16")).first { $0.check == name }
      return try #require(found)
    }
    #expect(try check().ok)
    let bytes = try Data(contentsOf: night.url(path))
    try (bytes + Data("x".utf8)).write(to: night.url(path))
    #expect(try check().text.contains("has other bytes"))
    try FileManager.default.removeItem(at: night.url(path))
    #expect(try check().text.contains("is gone"))
    try night.write(path + ".taken", "")
    #expect(try check().ok)
    try FileManager.default.removeItem(at: night.url(path + ".taken"))
    let sent = "outbox/svea/malli/sent/2026/perille-xml-malli-20261116-000001.xml"
    try night.write(sent, "cut")
    #expect(try check().text.contains("was sent with other bytes"))
    try bytes.write(to: night.url(sent))
    #expect(try check().ok)
  }

  // MARK: What a terminal would obey

  @Test func nothingOfAnInputReachesATerminalAsACommand() throws {
    let night = try NightFixture()
    var debtor = Owner.cafe
    debtor.name = "Kuviteltu \u{202E}yO \u{9B}31m Oy"
    try night.dropList(Claim("1001") { $0.debtor = debtor })
    try night.night("2026-11-16")
    let listing = Listing(columns: ["name"], rows: [["a\u{1B}[2Jb"]])
    let plan = try Plan(folder: night.folder(), options: RunOptions(asOf: NightFixture.day("2026-11-16"))).make()
    for text in [try story("1001", night), ListText.render(listing), PlanText.render(plan), RunText.render(night.report)] {
      #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E || $0.value == 0x9B })
    }
    #expect(try story("1001", night).contains("\\u{202E}"))
  }

  // MARK: Pages

  @Test func everyRecipeOfAVoucherHasAPage() throws {
    let folder = Places.project.appendingPathComponent("Sources/Ledger")
    var seen: Set<String> = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      for match in text.matches(of: /"(R[0-9]{2}[a-z]?)"/) { seen.insert(String(match.output.1)) }
    }
    #expect(seen.count > 12)
    for id in seen.sorted() { #expect(RuleBook.rule(named: id.lowercased()) != nil, "\(id)") }
  }

  // MARK: check

  private static let day = BankDay(BankEntry("LUMP", [BankPayment("1001", "10.00", id: "1")]))

  @Test func oneSettlementIsOneLineWhateverIsFoundOfItsFile() throws {
    let odd = Self.day.camt054().replacingOccurrences(of: "</GrpHdr>", with: "<Foo>1</Foo></GrpHdr>")
    let bench = try InspectionBench([("a.xml", odd), ("b.xml", Self.day.camt054())])
    for kept in [1 << 20, 1] {
      let lines = try InspectionBench.objects(bench.run(["a.xml"], view: InspectionJSON(.everything), keptBytes: kept).text)
      #expect(lines.count == 1)
      let rules = (lines.first?["findings"] as? [[String: Any]])?.compactMap { $0["rule"] as? String }
      #expect(rules?.contains("camt.structure") == true)
    }
    #expect(try bench.run(["b.xml"], view: InspectionJSON(.findings)).status == .done)
  }

  @Test func aBankFileThatIsCutOffIsNotRead() throws {
    let whole = Self.day.camt054()
    let bench = try InspectionBench([("cut.xml", String(whole.prefix(whole.count - 40)))])
    #expect(try bench.run(["cut.xml"], view: InspectionJSON(.findings)).status == .unreadableInput)
  }

  @Test func aFileThatChangedWhileItWasReadKeepsWhatWasFoundBefore() {
    let finding = { Finding($0, .error, "…") }
    let document = { (rule: String) in
      InspectedDocument(file: "a.xml", format: "x", findings: [finding(rule)], validity: .invalid, claimTrust: .stop)
    }
    var first = InspectionTally()
    first.add(document("one"))
    var changed = InspectionTally()
    changed.add(file: document("two"), isUnreadable: true)
    var tally = InspectionTally()
    tally.add(file: "a.xml", first, isUnreadable: false)
    tally.add(again: "a.xml", changed)
    #expect(tally.files == 1 && tally.unreadableFiles == 1)
    #expect(tally.failingFiles.map(\.errors) == [2])
    #expect(tally.failingFiles.map(\.isUnreadable) == [true])
  }
}
