import ArgumentParser
import Exchange
import Foundation
import InvoiceRules
import Reports
import Synchronization

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads files of any supported format and prints what is wrong with them; touches nothing.",
    discussion: """
      Folders are read with all below them. Exit status: 0 nothing wrong, 1 errors found, 65 an input cannot be read.
      --format html prints one page for a browser, with everything in it: perille check --format html inbox > findings.html
      Lists (CSV) are read by the profiles of the exchange folder's perille.yaml.
      """)
  @OptionGroup var inspection: InspectionOptions
  @Option(
    help: ArgumentHelp(
      "Rules that UBL invoices are checked against (default: those mandatory on the day of issue).",
      discussion: "One of \(RuleNames.list), or 'none' for what reading needs alone.", valueName: "set"),
    completion: .list(RuleNames.all))
  var rules: String?
  @OptionGroup var basic: BasicOptions

  @Option(help: "Output as text, json or html (default: text).")
  var format: Format?

  @Flag(help: "Short for --format json.")
  var json = false

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, html }

  func validate() throws {
    if let rules, RuleNames.choice(rules) == nil {
      throw ValidationError("There are no rules '\(rules)'. There are: \(RuleNames.list), none.")
    }
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) are two things; give one.")
    }
  }

  func run() throws {
    var inspection = inspection
    if let rules, let choice = RuleNames.choice(rules) { inspection.ruleChoice = choice }
    try perform {
      if json || format == .json { return try inspection.run(basic, InspectionJSON(.findings)) }
      if format == .html { return try inspection.run(basic, page: InspectionPage()) }
      return try inspection.run(basic, text: InspectionText(.findings, style: basic.style))
    }
  }
}

/// What `check` and `inspect` share.
struct InspectionOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Files and folders.", valueName: "file|dir"), completion: .file())
  var paths: [String]

  @Option(help: "Files read at once (default: the cores).")
  var jobs: Int?

  /// Set by the command that has an option for it.
  var ruleChoice: RuleChoice = .mandatory(asOf: nil)

  private enum CodingKeys: CodingKey {
    case paths, jobs
  }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
    if paths.contains("") { throw ValidationError("A file name is empty.") }
  }

  /// JSON: a line a document, and nothing else.
  func run(_ basic: BasicOptions, _ view: InspectionJSON) throws -> ExitStatus {
    let results = InspectionResults(InspectionProgressLine(isQuiet: basic.quiet))
    return try run(basic, results) { try $0.run(view: view, write: results.write) }
  }

  /// Text, and a summary after it.
  func run(_ basic: BasicOptions, text view: InspectionText) throws -> ExitStatus {
    let results = InspectionResults(InspectionProgressLine(isQuiet: basic.quiet))
    return try run(basic, results) { inspection in
      let outcome = try inspection.run(view: view, write: results.write)
      if !basic.quiet {
        results.write(Array(InspectionText.summary(outcome.tally, asksRules: ruleChoice != .none, style: basic.style).utf8))
      }
      return outcome
    }
  }

  /// A page, when all is read.
  func run(_ basic: BasicOptions, page: InspectionPage) throws -> ExitStatus {
    let results = InspectionResults(InspectionProgressLine(isQuiet: basic.quiet))
    return try run(basic, results) { inspection in
      var page = page
      let outcome = try inspection.run(view: page.view) { try page.add($0) }
      if !outcome.isStopped { results.write(Array(try page.render(outcome.tally).utf8)) }
      return outcome
    }
  }

  private func run(
    _ basic: BasicOptions, _ results: InspectionResults, _ body: (Inspection) throws -> Inspection.Outcome
  ) throws -> ExitStatus {
    Interrupts.listen()
    var options = Inspection.Options(
      paths: paths, root: basic.root ?? ProcessInfo.processInfo.environment["PERILLE_ROOT"],
      isInterrupted: { Interrupts.status != nil })
    if let jobs { options.jobs = jobs }
    options.rules = ruleChoice
    if results.line.isShown { options.progress = { [line = results.line] in line.show($0) } }
    let outcome = try body(try Inspection(options))
    results.flush()
    if outcome.isStopped {
      Output.note("Stopped; not everything was read.")
      return Interrupts.status ?? .terminated
    }
    return outcome.tally.status
  }
}

/// Results on their way to standard output: each at once on a terminal, in large pieces elsewhere.
final class InspectionResults {
  let line: InspectionProgressLine
  private let bufferSize: Int
  private var buffer: [UInt8] = []

  init(_ line: InspectionProgressLine) {
    self.line = line
    bufferSize = isatty(1) == 1 ? 0 : 1 << 16
  }

  func write(_ piece: [UInt8]) {
    buffer += piece
    if buffer.count > bufferSize { flush() }
  }

  func flush() {
    line.clear()
    guard !buffer.isEmpty else { return }
    Output.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}

/// A line on standard error that says how far the reading is, on a terminal only and not before a second has gone.
final class InspectionProgressLine: Sendable {
  let isShown: Bool
  private let began = Date()
  private let state = Mutex((last: Date.distantPast, isVisible: false))

  init(isQuiet: Bool) {
    isShown = !isQuiet && isatty(2) == 1
  }

  func show(_ progress: InspectionProgress) {
    let now = Date()
    guard now.timeIntervalSince(began) > 1 else { return }
    state.withLock { state in
      guard now.timeIntervalSince(state.last) > 0.2 else { return }
      state = (now, true)
      let percent = progress.bytes > 0 ? min(100, Int(progress.bytesDone / max(1, progress.bytes / 100))) : 100
      put("\r\u{1B}[K\(progress.filesDone) of \(progress.files) files, \(percent) %")
    }
  }

  /// Takes the line away, so that results can be printed where it stood.
  func clear() {
    guard isShown else { return }
    state.withLock { state in
      if state.isVisible { put("\r\u{1B}[K") }
      state.isVisible = false
    }
  }

  private func put(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data(text.utf8)) }
}

/// The names of rule sets that a person may give.
enum RuleNames {
  static let all = RuleSet.all.map(\.id) + ["none"]
  static let list = RuleSet.all.map(\.id).joined(separator: ", ")

  static func choice(_ name: String) -> RuleChoice? { name == "none" ? RuleChoice.none : RuleSet.named(name).map { .set($0) } }
}
