import Configuration
import Foundation
import InvoiceRules
import Receivables

/// Reads files wherever they lie and says what is in them and what is wrong with it. Touches nothing.
public struct Inspection {
  public struct Options: Sendable {
    /// Files and folders, as they were named.
    public var paths: [String]
    /// Files that are read at once.
    public var jobs: Int
    /// The exchange folder whose `perille.yaml` says how lists are read; nil for the working directory's, when it has one.
    public var root: String?
    /// Which published rules invoices are checked against.
    public var rules = RuleChoice.mandatory(asOf: nil)
    public var isInterrupted: @Sendable () -> Bool
    public var progress: (@Sendable (InspectionProgress) -> Void)?
    /// Bytes of output of one file that are kept until the file is known to be sound; longer output is made by a second reading.
    var keptBytes = 1 << 20

    public init(
      paths: [String], jobs: Int = ProcessInfo.processInfo.activeProcessorCount, root: String? = nil,
      isInterrupted: @escaping @Sendable () -> Bool = { false }, progress: (@Sendable (InspectionProgress) -> Void)? = nil
    ) {
      self.paths = paths
      self.jobs = jobs
      self.root = root
      self.isInterrupted = isInterrupted
      self.progress = progress
    }
  }

  public struct Outcome: Sendable {
    public var tally: InspectionTally
    /// It ended before all was read, because a person wanted it to.
    public var isStopped: Bool
  }

  private let options: Options
  private let folder: ExchangeFolder?

  /// Opens the configuration; throws when it is wrong, or when a named exchange folder is not there.
  public init(_ options: Options) throws {
    self.options = options
    if let root = options.root {
      folder = try ExchangeFolder.open(root: root)
    } else if access("perille.yaml", F_OK) == 0 {
      folder = try ExchangeFolder.open(root: ".")
    } else {
      folder = nil
    }
  }

  /// Renders every document by the view and hands the pieces over, as UTF-8, in the order of paths and of documents in a file.
  public func run(view: some InspectionView, write: @escaping ([UInt8]) throws -> Void) throws -> Outcome {
    let inputs = try inputs()
    let meter = InspectionMeter(inputs, isInterrupted: options.isInterrupted, show: options.progress)
    let reading = InspectionReading(
      registry: FormatRegistry(
        profiles: folder?.configuration.csvProfiles ?? [], companies: folder?.configuration.companies ?? [], rules: options.rules,
        threads: options.jobs),
      hasConfiguration: folder != nil, view: view,
      meter: meter, keptBytes: options.keptBytes)
    var outcome = Outcome(tally: InspectionTally(), isStopped: false)
    // Small files go in batches: handing each over by itself would cost half as much as reading it.
    let batches = Self.batches(inputs, workers: options.jobs)
    try OrderedPipeline.run(
      batches, workers: options.jobs, window: options.jobs * 4, work: { [reading] batch in batch.map { reading.read($0) } }
    ) { files in
      for file in files where try !take(file, reading, &outcome, write) { return false }
      return true
    }
    return outcome
  }

  /// Inputs that one thread reads before it hands over: at most 32, and no more bytes than a megabyte.
  private static func batches(_ inputs: [InspectionInput], workers: Int) -> [[InspectionInput]] {
    // A few files are shared out evenly.
    let most = max(1, min(32, inputs.count / max(1, workers * 4)))
    var batches: [[InspectionInput]] = []
    var bytes: Int64 = 0
    for input in inputs {
      if let last = batches.last, last.count < most, bytes + input.size <= 1 << 20 {
        batches[batches.count - 1].append(input)
      } else {
        batches.append([input])
        bytes = 0
      }
      bytes += input.size
    }
    return batches
  }

  /// Renders one file's results; false when nothing more is wanted.
  private func take(
    _ file: InspectedFile, _ reading: InspectionReading<some InspectionView>, _ outcome: inout Outcome,
    _ write: @escaping ([UInt8]) throws -> Void
  ) throws -> Bool {
    if file.isStopped || options.isInterrupted() {
      outcome.isStopped = true
      return false
    }
    outcome.tally.add(file: file.input.shown, file.tally, isUnreadable: file.isUnreadable)
    if !file.isLarge {
      try write(file.text.bytes)
      return true
    }
    do {
      try reading.reread(file, write: write)
      // What is said of the file as a whole follows its documents.
      try write(file.text.bytes)
    } catch is InspectionStopped {
      outcome.isStopped = true
      return false
    } catch is InspectionChanged {
      let changed = reading.changed(file.input)
      try write(changed.text.bytes)
      outcome.tally.add(again: file.input.shown, changed.tally)
    } catch is DiskError {
      let changed = reading.changed(file.input)
      try write(changed.text.bytes)
      outcome.tally.add(again: file.input.shown, changed.tally)
    }
    return true
  }

  private func inputs() throws -> [InspectionInput] {
    let configuration = folder?.configuration
    let marker = configuration?.doneMarkerSuffix
    var inputs = InspectionScan.of(options.paths, disk: try Disk(root: ".")) { name in
      if let marker, !marker.isEmpty, name.hasSuffix(marker) { return true }
      return configuration?.ignore.contains { $0.matches(name: name) } ?? false
    }
    if let folder { InspectionFolders(folder).place(&inputs) }
    return inputs
  }
}
