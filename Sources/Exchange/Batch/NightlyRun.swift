import Configuration
import Foundation
import Logging
import Receivables
import Store

public struct RunOptions {
  /// Nil: today in the configured zone.
  public var asOf: CalendarDate?
  public var clock: ExchangeClock
  public var workers: Int
  public var isInterrupted: @Sendable () -> Bool
  public var progress: (_ done: Int, _ of: Int) -> Void
  public var program: String
  /// For standard error; names files as people may see them.
  public var log: Logger

  public init(
    asOf: CalendarDate? = nil, clock: ExchangeClock = .system,
    workers: Int = ProcessInfo.processInfo.activeProcessorCount, isInterrupted: @escaping @Sendable () -> Bool = { false },
    progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }, program: String = "perille",
    log: Logger = Logger(label: "perille", factory: { _ in SwiftLogNoOpLogHandler() })
  ) {
    self.asOf = asOf
    self.clock = clock
    self.workers = workers
    self.isInterrupted = isInterrupted
    self.progress = progress
    self.program = program
    self.log = log
  }
}

public struct RunOutcome: Sendable {
  public var report: RunReport
  public var isStopped: Bool
}

/// The night: claim, read, commit; then settle, decide and book in one transaction; then publish and report.
public struct NightlyRun {
  let folder: ExchangeFolder
  let options: RunOptions
  /// Renders the report for people; handed in, so that this room knows no layout.
  let render: (RunReport) -> String

  public init(folder: ExchangeFolder, options: RunOptions, render: @escaping (RunReport) -> String) {
    self.folder = folder
    self.options = options
    self.render = render
  }

  public func run() throws -> RunOutcome {
    try folder.requireInbox()
    let today = try today()
    let asOf = options.asOf ?? today
    guard asOf <= today else {
      throw CommandFailure(
        .usage, "\(asOf) is after today, \(today): a run decides about days that have come. `perille plan` takes any day.")
    }
    try folder.disk.makeFolder(DiskPath("state"), mode: 0o700)
    guard let lock = try RunLock(folder.disk) else {
      throw CommandFailure(.locked, "Another run holds the exchange folder; try again when it has ended.")
    }
    defer { withExtendedLifetime(lock) {} }
    let began = options.clock.now()
    let store = try folder.openStore(mayCreate: true)
    try folder.requireReturns(store)
    let recovery = Recovery(disk: folder.disk, store: store)
    try recovery.refuseOldStore()
    let lastAsOf = try store.read { try $0.lastAsOf() }
    if let last = lastAsOf, asOf < last {
      throw CommandFailure(.usage, "The last run was for \(last); a run cannot go back to \(asOf). `perille plan` takes any day.")
    }
    let crashed = try recovery.finish()
    for id in crashed { options.log.warning("run \(numbered(id)) had ended without a word; what it committed is finished now") }
    for name in ExchangeFolder.folders where name != "inbox" { try folder.disk.makeFolder(DiskPath(name)) }
    let run = try store.write {
      try $0.beginRun(
        asOf: asOf, startedAt: options.clock.timestamp, configuration: folder.configurationHash, program: options.program)
    }
    var report = RunReport(run: numbered(run), asOf: asOf.description, program: options.program)
    report.recovered = crashed.map(numbered)
    if let last = lastAsOf { report.missedNights = max(0, last.days(until: asOf) - 1) }

    let waiting = try intake(store, asOf: asOf)
    if options.isInterrupted() {
      try store.write {
        try $0.endRun(run, state: "stopped", finishedAt: options.clock.timestamp, report: nil, text: nil)
      }
      report.files.waiting = waiting.count
      return RunOutcome(report: report, isStopped: true)
    }
    options.log.info("the intake is committed; settling and deciding for \(asOf)")
    _ = try store.write {
      try Night(transaction: $0, folder: folder, asOf: asOf, waiting: waiting, program: options.program).settle()
    }
    // The night may have refused what the intake took: pages that do not add up.
    try FileMoves(disk: folder.disk, store: store).finish()
    try Publish(disk: folder.disk, store: store).run()

    report.seconds = ((options.clock.now() - began) * 10).rounded() / 10
    try store.write { transaction in
      try ReportBuilder(transaction: transaction, folder: folder, waiting: waiting, asOf: asOf).fill(&report)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let json = String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
      try transaction.markReported()
      try transaction.endRun(
        run, state: "finished", finishedAt: options.clock.timestamp, report: json, text: render(report))
    }
    if let record = try store.read({ try $0.run(id: run) }) { try RunFiles(disk: folder.disk).write(record) }
    try store.close()
    return RunOutcome(report: report, isStopped: false)
  }

  private func today() throws -> CalendarDate {
    guard let today = options.clock.today(in: folder.configuration.timeZone) else {
      throw CommandFailure(
        .configuration, "perille.yaml: this machine does not know the time zone \(folder.configuration.timeZone).")
    }
    return today
  }

  // MARK: Intake

  private func intake(_ store: Store, asOf: CalendarDate) throws -> [Intake.Waiting] {
    let suffix = folder.configuration.doneMarkerSuffix
    let isIgnored: (String) -> Bool = { name in folder.configuration.ignore.contains { $0.matches(name: name) } }
    let scan = try Scan.of(folder.disk, doneMarkerSuffix: suffix, isIgnored: isIgnored)
    let quiet = Double(folder.configuration.quietSeconds)
    var claimed = scan.files
    var waiting = scan.others
    if quiet > 0 {
      let settled = try settled(scan, store: store, quiet: quiet)
      claimed = settled.claimed
      waiting += settled.waiting
    }
    let intake = Intake(
      store: store,
      reader: FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory), asOf: asOf,
      workers: options.workers, isInterrupted: options.isInterrupted, moves: FileMoves(disk: folder.disk, store: store),
      progress: options.progress)
    options.log.info("\(claimed.count) files claimed, \(waiting.count) waiting")
    waiting += try intake.take(claimed)
    for file in waiting { options.log.notice("\(file.path) waits: \(file.reason)") }
    if let suffix {
      for path in scan.markers.sorted() where try folder.disk.status(path) == nil {
        try folder.disk.remove(DiskPath(path.bytes + Array(suffix.utf8)))
      }
    }
    return waiting
  }

  /// Files that have not changed for the quiet time since Perille first saw them as they are; it waits once, for those it sees anew.
  private func settled(_ scan: Scan, store: Store, quiet: Double) throws -> (claimed: [InputFile], waiting: [Intake.Waiting]) {
    let now = options.clock.now()
    var claimed: [InputFile] = []
    var young: [InputFile] = []
    var longest = 0.0
    try store.write { transaction in
      for file in scan.files {
        let seen = try transaction.firstSeen(
          path: file.path.bytes, size: file.status.size, modified: file.status.modified, inode: file.status.inode,
          now: Int64(now * 1000))
        // A clock that was set back must not make a growing file look old: the wait begins anew.
        let age = max(0, now - Double(seen) / 1000)
        if scan.markers.contains(file.path) || age >= quiet {
          claimed.append(file)
        } else {
          young.append(file)
          longest = max(longest, quiet - age)
        }
      }
    }
    var waiting: [Intake.Waiting] = []
    if !young.isEmpty {
      options.clock.sleep(longest)
      for file in young {
        switch try folder.disk.status(file.path) {
        case .some(let status) where status == file.status: claimed.append(file)
        case .some: waiting.append(Intake.Waiting(path: file.printable, reason: "it is still growing", isStuck: false))
        case .none: break
        }
      }
    }
    try store.write { transaction in for file in claimed { try transaction.forgetSighting(path: file.path.bytes) } }
    return (claimed.sorted { $0.path < $1.path }, waiting)
  }
}

/// What follows the intake: everything in one transaction, so that a night is decided whole or not at all.
struct Night {
  let transaction: Transaction
  let folder: ExchangeFolder
  let asOf: CalendarDate
  let waiting: [Intake.Waiting]
  /// Name and version, as export files state them.
  var program = "perille"
  var keepsDecisions = false

  static let pendingCounts = "pendingDecisions"
  static let decidedWith = "decidedWith"

  @discardableResult
  func settle() throws -> Decide {
    if try transaction.setting(Self.decidedWith) != folder.configurationHash {
      try transaction.activateAll()
      try transaction.set(Self.decidedWith, to: folder.configurationHash)
    }
    try ApplyClaims(transaction: transaction, directory: folder.directory).apply()
    try ApplyCredits(transaction: transaction).apply()
    // Which money could be for several claims is found anew every night.
    try transaction.clearAmbiguities()
    try ApplyEntries(
      transaction: transaction, directory: folder.directory, configuration: folder.configuration, asOf: asOf
    ).apply()
    try ApplyPayments(transaction: transaction).apply()
    var decide = Decide(
      transaction: transaction, companies: folder.configuration.companies, asOf: asOf,
      configurationHash: folder.configurationHash, unread: try unread())
    decide.keepsDecisions = keepsDecisions
    try decide.run()
    let refusals = try ExportVouchers(
      transaction: transaction, configuration: folder.configuration, program: program
    ).prepare()
    try ExportRefusals.keep(refusals, in: transaction)
    try PendingDecisions.add(decide, to: transaction)
    return decide
  }

  /// Inputs that nobody has read, and whom they may concern: all companies when that cannot be told. To them belongs money that has come
  /// in and that no file has told payment by payment.
  private func unread() throws -> [(text: String, scope: CompanyScope)] {
    let quarantined = try transaction.quarantine(state: "open").map { item in
      (text: "quarantine/\(item.name)" + (item.reason.map { " (\($0))" } ?? ""), scope: item.companies)
    }
    let pages = try transaction.waitingPages().map { page in
      (text: "\(page.path) (page \(page.page) of a message whose other pages have not come)", scope: page.companies)
    }
    let sums = try transaction.untoldSums().map { sum in
      (
        text: "\(sum.path) line \(sum.line) (a sum of \(sum.amount), booked on \(sum.day), whose payments no file has told)",
        scope: tellsPayments(sum.account, of: sum.company) ? CompanyScope.some([sum.company]) : .nobody
      )
    }
    return quarantined + pages + sums + waiting.map { (text: $0.path, scope: .all) }
  }

  /// Whether payments decide what is open, and are to be known by the files of this account; else the creditor's own lists tell them.
  private func tellsPayments(_ account: String, of key: String) -> Bool {
    guard let company = folder.configuration.companies.first(where: { $0.key == key }),
      case .ledger(let required, _) = company.way,
      let source = company.accounts.first(where: { $0.iban == account })?.paymentSource
    else { return false }
    return required.contains(source)
  }
}

/// Counts of decisions that no report has named yet. They are kept with the decisions, so that a crash before the report loses none.
struct PendingDecisions: Codable {
  var counts = DecisionCounts()
  var limitsReached: [String] = []

  static func add(_ decide: Decide, to transaction: Transaction) throws {
    var pending = try read(transaction)
    // What waits or is held is decided anew every night; what went or was excluded is not.
    pending.counts.wait = decide.counts.wait
    pending.counts.hold = decide.counts.hold
    pending.counts.transfer += decide.counts.transfer
    pending.counts.exclude += decide.counts.exclude
    pending.limitsReached = Set(pending.limitsReached + decide.limitsReached).sorted()
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try transaction.set(Night.pendingCounts, to: String(decoding: try encoder.encode(pending), as: UTF8.self))
  }

  static func read(_ transaction: Transaction) throws -> PendingDecisions {
    guard let text = try transaction.setting(Night.pendingCounts), !text.isEmpty else { return PendingDecisions() }
    return try JSONDecoder().decode(PendingDecisions.self, from: Data(text.utf8))
  }

  static func clear(_ transaction: Transaction) throws { try transaction.set(Night.pendingCounts, to: "") }
}
