import Configuration
import Foundation
import Receivables
import Reports
import Testing

@testable import Exchange
@testable import Store

/// An exchange folder in the temporary directory, and nights on it with a clock of its own.
///
/// After every night it checks what must hold whatever was dropped: the report adds up, every receivable has one standing decision,
/// nothing is assigned twice, serials are unbroken, what lies in the outbox is what the store says, the journal verifies.
final class NightFixture {
  let root: URL
  private(set) var configuration: ScenarioConfiguration
  /// Drops a payment list (with the rows of `pay`) before each night, so that `malli` knows its payments.
  var isFresh = true
  /// Is told every statement of the nights.
  var watch: (@Sendable (String) -> Void)?
  private(set) var report = RunReport(run: "0", asOf: "", program: "")
  /// What `perille run` would exit with after the last night.
  private(set) var exit: Int32 = -1
  private var payments: [Paid] = []
  private var opened: ExchangeFolder?
  private var dropped = 0

  init(
    active: [String] = ["malli", "luovutus"], sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout ScenarioConfiguration) -> Void = { _ in }
  ) throws {
    // In memory where there is such a folder: the promises are the same there, and syncs take no time.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let base = FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
    root = base.appendingPathComponent("perille-night-\(UUID().uuidString)")
    configuration = ScenarioConfiguration()
    change(&configuration)
    for name in ["inbox", "returns"] {
      try FileManager.default.createDirectory(at: root.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try write("perille.yaml", configuration.text)
    for company in active { _ = try folder().activate(company, asOf: Self.day("2026-11-02")) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  // MARK: Files

  func url(_ path: String) -> URL { root.appendingPathComponent(path) }

  func write(_ path: String, _ text: String) throws {
    let url = url(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    if path == "perille.yaml" { opened = nil }
  }

  func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

  /// Names of the files below a folder, sorted; dotfiles left out.
  func files(_ folder: String) throws -> [String] {
    guard let names = FileManager.default.enumerator(atPath: url(folder).path) else { return [] }
    var found: [String] = []
    for case let path as String in names {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: url(folder).appendingPathComponent(path).path, isDirectory: &isFolder)
      if !isFolder.boolValue { found.append(path) }
    }
    return found.sorted()
  }

  func move(_ from: String, to target: String) throws {
    try FileManager.default.createDirectory(
      at: url(target).deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: url(from), to: url(target))
  }

  /// Drops files into the inbox under names of their own.
  func drop(_ texts: String..., ending: String = "xml") throws {
    for text in texts {
      dropped += 1
      try write("inbox/file-\(dropped).\(ending)", text)
    }
  }

  /// Invoices and credit notes of `malli` as one CSV file.
  func dropList(_ claims: Claim..., name: String = "laskut") throws {
    dropped += 1
    try write("inbox/\(name)-\(dropped).csv", Claim.list(claims))
  }

  func drop(holds rows: Kept...) throws {
    dropped += 1
    try write("inbox/estot-\(dropped).csv", Kept.list(rows))
  }

  func drop(bank settlements: String...) throws {
    dropped += 1
    try write("returns/ktl-\(dropped).txt", settlements.joined())
  }

  /// Bank files of any format, each a file of its own.
  func drop(returns texts: String...) throws {
    for text in texts {
      dropped += 1
      try write("returns/pankki-\(dropped).\(text.hasPrefix("<") ? "xml" : "txt")", text)
    }
  }

  /// Number and open amount of each item.
  func drop(openItems items: [(String, String)], asOf day: String, name: String = "avoimet", tag: String = "") throws {
    let text = "Lasku;Avoinna\n" + items.map { "\($0.0);\($0.1)\n" }.joined()
    try write("inbox/\(name)_\(day.replacingOccurrences(of: "-", with: ""))\(tag).csv", text)
  }

  /// Rows of the next night's payment list.
  func pay(_ rows: Paid...) { payments += rows }

  func configure(_ change: (inout ScenarioConfiguration) -> Void) throws {
    change(&configuration)
    try write("perille.yaml", configuration.text)
  }

  // MARK: Nights

  static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

  /// 22:00 in Helsinki.
  static func clock(_ day: CalendarDate) -> ExchangeClock {
    let now = Double(day.dayNumber) * 86_400 + 20 * 3600
    return ExchangeClock(now: { now }, sleep: { _ in })
  }

  /// The folder as a command opens it; its configuration is read anew when a test has written another.
  func folder() throws -> ExchangeFolder {
    if let opened { return opened }
    let folder = try ExchangeFolder.open(root: root.path)
    opened = folder
    return folder
  }

  /// One run at the evening of `day`; `asOf` when it decides for another.
  @discardableResult
  func night(_ day: String, asOf: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) throws -> RunReport {
    if isFresh || !payments.isEmpty {
      let name = day.replacingOccurrences(of: "-", with: "")
      try write("inbox/maksut_\(name).csv", Paid.list(payments))
      payments = []
    }
    let options = RunOptions(
      asOf: try asOf.map(Self.day), clock: Self.clock(try Self.day(day)), workers: 1, program: "perille")
    let folder = try folder()
    let outcome = try Store.$watch.withValue(watch) {
      try NightlyRun(folder: folder, options: options, render: RunText.render).run()
    }
    report = outcome.report
    exit = report.needsPerson ? 1 : 0
    try checkWhatAlwaysHolds(sourceLocation)
    return report
  }

  /// The exit class of a night that is refused.
  func refused(_ day: String, asOf: String? = nil) throws -> CommandFailure? {
    do {
      _ = try night(day, asOf: asOf)
      return nil
    } catch { return CommandFailure.of(error) }
  }

  func failure(_ body: (ExchangeFolder) throws -> Void) -> CommandFailure? {
    do {
      try body(try folder())
      return nil
    } catch { return CommandFailure.of(error) }
  }

  // MARK: What came of it

  func read<T>(_ body: (Transaction) throws -> T) throws -> T { try folder().withStore { try $0.read(body) } }

  func receivables(_ number: String, company: String = "malli") throws -> [Receivable] {
    try read { transaction in
      try transaction.receivables(company: company, number: number).compactMap { try transaction.receivableState(id: $0.id) }
    }
  }

  private func one(_ number: String, _ company: String, _ instalment: Int?, _ location: SourceLocation) throws -> Receivable {
    let found = try receivables(number, company: company).filter { instalment == nil || $0.identity.instalment == instalment }
    try #require(found.count == 1, "\(found.count) receivables have the number \(number)", sourceLocation: location)
    return found[0]
  }

  /// The standing decision: `transfer`, or `hold conflict on-hold`: the outcome and the ids of its reasons.
  func decision(
    _ number: String, company: String = "malli", instalment: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let receivable = try one(number, company, instalment, sourceLocation)
    guard let decision = try read({ try $0.currentDecision(receivable: receivable.id) })?.decision else { return "none" }
    if decision.outcome == .transfer { return "transfer" }
    return ([decision.outcome.rawValue] + decision.reasons.map(\.id)).joined(separator: " ")
  }

  func reasonText(_ number: String, company: String = "malli", sourceLocation: SourceLocation = #_sourceLocation) throws -> String
  {
    let receivable = try one(number, company, nil, sourceLocation)
    let decision = try read { try $0.currentDecision(receivable: receivable.id) }?.decision
    return decision?.reasons.map(\.text).joined(separator: "\n") ?? ""
  }

  /// What is open, as a decimal number.
  func open(
    _ number: String, company: String = "malli", instalment: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    try one(number, company, instalment, sourceLocation).open.decimalText
  }

  /// Capital that went, by number (of instalments: added up as text).
  func assigned(company: String = "malli") throws -> [String: String] {
    let records = try read { try $0.assignments(company: company) }
    return Dictionary(records.map { ($0.number, $0.capital.decimalText) }, uniquingKeysWith: { "\($0) + \($1)" })
  }

  /// Recipes of the vouchers in their order.
  func recipes(company: String = "malli") throws -> [String] {
    try read { try $0.vouchers(company: company).map(\.draft.recipe) }
  }

  /// What the journal has on a role, in minor units.
  func balance(_ role: AccountRole, company: String = "malli") throws -> Int64 {
    try read { try $0.vouchers(company: company) }.flatMap(\.draft.postings).filter { $0.role == role }
      .reduce(0) { $0 + $1.amount.minorUnits }
  }

  func quarantined() throws -> [String] { try read { try $0.quarantine(state: "open") }.map(\.name) }

  func dump() throws -> String { try read { try $0.canonicalDump() } }

  // MARK: What must always hold

  private func checkWhatAlwaysHolds(_ location: SourceLocation) throws {
    let files = report.files
    #expect(
      files.read == files.archived + files.quarantined + files.duplicate + files.other, "files do not add up",
      sourceLocation: location)
    for money in report.settlements.money {
      let (received, vouchers, evidence) = (cents(money.received), cents(money.vouchers), cents(money.evidence))
      #expect(received == vouchers + evidence, "money does not add up", sourceLocation: location)
    }
    try folder().withStore { store in
      try store.read { transaction in
        #expect(try transaction.integrityProblems() == [], sourceLocation: location)
        try checkDecisions(transaction, location)
        try checkOutputs(transaction, location)
      }
      for journal in try folder().verifyLedger(in: store, company: nil) {
        #expect(journal.problem == nil, "the journal does not verify", sourceLocation: location)
      }
    }
  }

  private func cents(_ text: String) -> Int { Int(text.filter { $0 != "." }) ?? .min }

  private func checkDecisions(_ transaction: Transaction, _ location: SourceLocation) throws {
    var standing: [Decision.Outcome: Int] = [:]
    for company in ["malli", "luovutus"] {
      try transaction.forEachReceivable(company: company, all: true) { receivable in
        let decision = try transaction.currentDecision(receivable: receivable.id)
        #expect(decision != nil, "\(receivable.identity.number) has no decision", sourceLocation: location)
        if let outcome = decision?.decision.outcome { standing[outcome, default: 0] += 1 }
        let given = try transaction.assignments(receivable: receivable.id).count
        #expect(given <= 1, "\(receivable.identity.number) went \(given) times", sourceLocation: location)
      }
    }
    #expect(report.decisions.wait == standing[.wait, default: 0], "decisions that wait", sourceLocation: location)
    #expect(report.decisions.hold == standing[.hold, default: 0], "decisions that hold", sourceLocation: location)
    #expect(
      report.decisions.transfer == report.batches.reduce(0) { $0 + $1.assignments }, "what was decided to go went",
      sourceLocation: location)
  }

  private func checkOutputs(_ transaction: Transaction, _ location: SourceLocation) throws {
    var serials: [String: Int] = [:]
    for batch in try transaction.batches() {
      let series = "\(batch.company)/\(batch.provider)"
      #expect(batch.serial == serials[series, default: 0] + 1, "serials have a gap", sourceLocation: location)
      serials[series] = batch.serial
    }
    for output in try transaction.outputs(state: "published") {
      let file = url(output.path)
      if let bytes = try? Data(contentsOf: file) {
        #expect([UInt8](bytes) == output.bytes, "\(output.path) has other bytes", sourceLocation: location)
      } else {
        let sent = file.deletingLastPathComponent().appendingPathComponent("sent/\(file.lastPathComponent)").path
        let isTaken =
          FileManager.default.fileExists(atPath: sent) || FileManager.default.fileExists(atPath: file.path + ".taken")
        #expect(isTaken, "\(output.path) is neither there nor taken", sourceLocation: location)
      }
    }
    #expect(try transaction.outputs(state: "prepared").isEmpty, "outputs left unpublished", sourceLocation: location)
  }
}
