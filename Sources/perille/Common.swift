import ArgumentParser
import Exchange
import Foundation
import Logging
import Receivables
import Reports

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

struct CommonOptions: ParsableArguments {
  @Option(help: "The exchange folder (default: PERILLE_ROOT, else the working directory).")
  var root: String?

  @Option(help: "Output as text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Short for --format json.")
  var json = false

  @Flag(help: "Print results only.")
  var quiet = false

  @Flag(help: "Print more about what is done.")
  var verbose = false

  @Flag(help: "No colours (NO_COLOR does the same).")
  var noColor = false

  /// Logs go to standard error: warnings, with --verbose what is done, with --quiet errors only.
  var log: Logger {
    var log = Logger(label: "perille", factory: { StreamLogHandler.standardError(label: $0) })
    log.logLevel = verbose ? .debug : quiet ? .error : .warning
    return log
  }

  var isJSON: Bool { json || format == .json }

  func openFolder() throws -> ExchangeFolder {
    try ExchangeFolder.open(root: root ?? ProcessInfo.processInfo.environment["PERILLE_ROOT"] ?? ".")
  }
}

struct AsOfOption: ParsableArguments {
  @Option(name: .customLong("as-of"), help: "The day to decide for, YYYY-MM-DD (default: today in the configured zone).")
  var asOf: CalendarDate?
}

extension CalendarDate: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument) }
}

enum Output {
  /// Results: data only.
  static func print(_ text: String) { write(text + (text.hasSuffix("\n") ? "" : "\n"), to: .standardOutput) }
  /// A piece of results as it is, which may end inside a line.
  static func write(_ piece: String) { write(piece, to: .standardOutput) }
  /// Everything else.
  static func note(_ text: String) { write(text + "\n", to: .standardError) }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that went away is no reason to fail the work.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}

/// Runs a command's body, turns every failure into its exit status, and says on standard error what is wrong.
func perform(_ body: () throws -> ExitStatus) throws {
  let status: ExitStatus
  do {
    status = try body()
  } catch {
    let failure = CommandFailure.of(error)
    for line in failure.lines { Output.note(line) }
    status = failure.status
  }
  if status != .done { throw ExitCode(status.rawValue) }
}
