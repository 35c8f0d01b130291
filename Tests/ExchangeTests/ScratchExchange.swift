import Configuration
import Foundation
import Receivables
import Reports
import Store
import Testing

@testable import Exchange

/// An exchange folder of its own below the temporary folder, and runs on it as of one invented day.
final class ScratchExchange {
  static let today = "2026-11-20"
  let root: URL
  private(set) var folder: ExchangeFolder

  init(_ configuration: String = NightDocuments.configuration) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("perille-scratch-\(UUID().uuidString)")
    for name in ["inbox", "returns"] {
      try FileManager.default.createDirectory(at: root.appendingPathComponent(name), withIntermediateDirectories: true)
    }
    try Data(configuration.utf8).write(to: root.appendingPathComponent("perille.yaml"))
    folder = try ExchangeFolder.open(root: root.path)
    for company in folder.configuration.companies { _ = try folder.activate(company.key, asOf: Self.day(Self.today)) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(iso: text)) }

  func put(_ path: String, _ text: String) throws { try put(path, Array(text.utf8)) }

  func put(_ path: String, _ bytes: [UInt8]) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// One run, at 2026-11-20 20:00 UTC unless another day is named.
  @discardableResult
  func run(on day: String = today, workers: Int = 2, sleep: @escaping @Sendable (Double) -> Void = { _ in }) throws -> RunReport {
    let clock = ExchangeClock(now: { 1_795_204_800 }, sleep: sleep)
    let options = RunOptions(asOf: try Self.day(day), clock: clock, workers: workers, program: "perille")
    let outcome = try NightlyRun(folder: folder, options: options, render: RunText.render).run()
    #expect(!outcome.isStopped)
    return outcome.report
  }

  func read<T>(_ body: (Transaction) throws -> T) throws -> T { try folder.withStore { try $0.read(body) } }

  func dump() throws -> String { try read { try $0.canonicalDump() } }

  /// Regular files below a folder: path and bytes. Names that are no text are shown as Foundation shows them.
  func files(_ name: String) throws -> [String: Data] {
    let base = root.appendingPathComponent(name)
    guard let paths = FileManager.default.enumerator(atPath: base.path) else { return [:] }
    var found: [String: Data] = [:]
    for case let path as String in paths {
      let url = base.appendingPathComponent(path)
      if try FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType == .typeRegular {
        found[path] = try Data(contentsOf: url)
      }
    }
    return found
  }

  // MARK: What the night came to

  /// Each receivable by identity: its claim, what is open, what was taken off, how it was decided and why.
  func receivables() throws -> [String: String] {
    try read { transaction in
      var found: [String: String] = [:]
      for company in folder.configuration.companies {
        try transaction.forEachReceivable(company: company.key, all: true) { receivable in
          let identity = receivable.identity
          let key =
            "\(company.key) \(identity.typeClass.rawValue) \(identity.number) \(identity.issueDate) \(identity.instalment)"
          found[key] = try describe(receivable, in: transaction)
        }
      }
      return found
    }
  }

  private func describe(_ receivable: Receivable, in transaction: Transaction) throws -> String {
    var lines = [
      "due \(receivable.amountDue) on \(receivable.dueDate?.description ?? "-"), reference \(receivable.reference ?? "-")",
      "open \(receivable.open), paid \(receivable.paid), credited \(receivable.credited)",
      "debtor \(receivable.debtor)",
      "conditions \(receivable.conditions.rawValue), confirmed \(receivable.confirmedOn?.description ?? "-")",
      "conflict \(receivable.standing.conflict ?? "-"), ambiguous \(receivable.standing.hold ?? "-")",
    ]
    lines += try transaction.allocations(receivable: receivable.id).map { "\($0.kind) \($0.amount) on \($0.on)" }.sorted()
    for record in try transaction.decisions(receivable: receivable.id) {
      lines.append("\(record.since) \(record.closed?.description ?? "") \(record.decision.outcome.rawValue)")
      lines += record.decision.reasons.map { "  \($0.id): \($0.text)" }
    }
    lines += try transaction.assignments(receivable: receivable.id).map {
      "assigned \($0.key) \($0.state) \($0.capital) \($0.costs) \($0.interest) in \($0.batchPath ?? "-")"
    }
    return lines.joined(separator: "\n")
  }

  /// Outcome and reason ids of each receivable now: `transfer b2b-7-days …`, by company and number.
  func decisions() throws -> [String: String] {
    try read { transaction in
      var found: [String: String] = [:]
      for company in folder.configuration.companies {
        try transaction.forEachReceivable(company: company.key, all: true) { receivable in
          let record = try transaction.currentDecision(receivable: receivable.id)
          let reasons = record?.decision.reasons.map(\.id).joined(separator: " ") ?? ""
          found["\(company.key) \(receivable.identity.number)"] = "\(record?.decision.outcome.rawValue ?? "none") \(reasons)"
        }
      }
      return found
    }
  }

  /// Vouchers of all companies in the order of their chains, each with its number and hash.
  func vouchers() throws -> [String] {
    try read { transaction in
      try transaction.voucherCompanies().flatMap { company in
        try transaction.vouchers(company: company).map { "\($0)" }
      }
    }
  }

  /// The rule ids of everything open in quarantine, by its name there.
  func quarantined() throws -> [String: [String]] {
    try read { transaction in
      Dictionary(try transaction.quarantine(state: "open").map { ($0.name, $0.rules) }, uniquingKeysWith: +)
    }
  }
}
