import Configuration
import Receivables
import Store

/// What a run would do now: the same way, on a copy of the store in memory, and nothing is moved, written or published.
public struct Plan {
  public struct Outcome: Sendable {
    public var asOf: CalendarDate
    public var decisions: [DecidedReceivable]
    public var counts: DecisionCounts
    public var batches: [RunReport.BatchLine]
    public var files: Int
    public var waiting: [RunReport.FileLine]
    public var quarantined: [RunReport.FileLine]
    public var planOnly: [String]
    public var limitsReached: [String]
  }

  let folder: ExchangeFolder
  let options: RunOptions

  public init(folder: ExchangeFolder, options: RunOptions) {
    self.folder = folder
    self.options = options
  }

  public func make() throws -> Outcome {
    try folder.requireInbox()
    guard let today = options.clock.today(in: folder.configuration.timeZone) else {
      throw CommandFailure(
        .configuration, "perille.yaml: this machine does not know the time zone \(folder.configuration.timeZone).")
    }
    let asOf = options.asOf ?? today
    let store = try copy()
    try folder.requireReturns(store)
    let isIgnored: (String) -> Bool = { name in folder.configuration.ignore.contains { $0.matches(name: name) } }
    let scan = try Scan.of(
      folder.disk, doneMarkerSuffix: folder.configuration.doneMarkerSuffix, isIgnored: isIgnored)
    var waiting = scan.others
    waiting += try Intake(
      store: store, reader: FileReader(disk: folder.disk, registry: folder.registry, directory: folder.directory),
      asOf: asOf, workers: options.workers, isInterrupted: options.isInterrupted, moves: nil, progress: options.progress
    ).take(scan.files)
    return try store.write { transaction in
      var night = Night(transaction: transaction, folder: folder, asOf: asOf, waiting: waiting)
      night.keepsDecisions = true
      let decide = try night.settle()
      var report = RunReport(run: "plan", asOf: asOf.description, program: options.program)
      try ReportBuilder(transaction: transaction, folder: folder, waiting: waiting, asOf: asOf).fill(&report)
      return Outcome(
        asOf: asOf, decisions: decide.decided, counts: decide.counts, batches: report.batches, files: scan.files.count,
        waiting: report.attention.filter { $0.outcome == "waiting" },
        quarantined: report.attention.filter { $0.outcome == "quarantined" }, planOnly: report.planOnly,
        limitsReached: decide.limitsReached)
    }
  }

  private func copy() throws -> Store {
    guard try folder.disk.status(DiskPath(ExchangeFolder.storePath)) != nil else {
      // Says why when the store should be there.
      for name in ["outbox", "archive", "ledger", "reports"] where try folder.holdsFiles(DiskPath(name)) {
        _ = try folder.openStore(mayCreate: false)
      }
      return try Store.inMemory()
    }
    let store = try folder.openStore(mayCreate: false)
    defer { try? store.close() }
    return try store.copyInMemory()
  }
}
