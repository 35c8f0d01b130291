import ArgumentParser
import Exchange
import Foundation
import Reports
import Synchronization

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reads files of any supported format and prints what is wrong with them; touches nothing.",
    discussion: """
      Folders are read with all below them. Exit status: 0 nothing wrong, 1 errors found, 65 an input cannot be read.
      Lists (CSV) are read by the profiles of the exchange folder's perille.yaml.
      """)
  @OptionGroup var inspection: InspectionOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    try perform { try inspection.run(common, detail: .findings, masking: .masked) }
  }
}

/// What `check` and `inspect` share.
struct InspectionOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("Files and folders.", valueName: "file|dir"), completion: .file())
  var paths: [String]

  @Option(help: "Files read at once (default: the cores).")
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256.") }
    if paths.contains("") { throw ValidationError("A file name is empty.") }
  }

  func run(_ common: CommonOptions, detail: InspectionJSON.Detail, masking: MaskingChoice) throws -> ExitStatus {
    Interrupts.listen()
    let line = InspectionProgressLine(isQuiet: common.quiet)
    let inspection = try Inspection(
      Inspection.Options(
        paths: paths, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        root: common.root ?? ProcessInfo.processInfo.environment["PERILLE_ROOT"],
        isInterrupted: { Interrupts.status != nil }, progress: line.isShown ? { line.show($0) } : nil))
    var buffer = ""
    let outcome = try withExtendedLifetime(line) {
      let write = { (piece: String) in
        buffer += piece
        // A terminal gets each piece at once, a pipe or file gets few large ones.
        guard buffer.utf8.count > (line.sharesTerminal ? 0 : 1 << 16) else { return }
        line.clear()
        Output.print(buffer)
        buffer = ""
      }
      defer { line.clear() }
      return common.isJSON
        ? try inspection.run(view: InspectionJSON(detail, masking: masking), write: write)
        : try inspection.run(view: InspectionText(detail, masking: masking), write: write)
    }
    if !common.isJSON && !common.quiet {
      if !buffer.isEmpty { buffer += "\n" }
      buffer += InspectionText.summary(outcome.tally)
    }
    if !buffer.isEmpty { Output.print(buffer) }
    if outcome.isStopped {
      Output.note("Stopped; not everything was read.")
      return Interrupts.status ?? .terminated
    }
    return outcome.tally.status
  }
}

/// A line on standard error that says how far the reading is, on a terminal only and not before a second has gone.
final class InspectionProgressLine: Sendable {
  let isShown: Bool
  /// Results go to the same place.
  let sharesTerminal: Bool
  private let began = Date()
  private let state = Mutex((last: Date.distantPast, isVisible: false))

  init(isQuiet: Bool) {
    isShown = !isQuiet && isatty(2) == 1
    sharesTerminal = isatty(1) == 1
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
