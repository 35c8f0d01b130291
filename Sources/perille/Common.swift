import ArgumentParser
import Exchange
import Foundation
import Logging
import Receivables
import Reports
import Synchronization

enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }

/// What every command takes.
struct BasicOptions: ParsableArguments {
  @Option(help: "The exchange folder (default: PERILLE_ROOT, else the working directory).")
  var root: String?

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

  /// How results look: in colour on a terminal that has colours, unless nobody wants them (no-color.org).
  var style: TextStyle {
    let environment = ProcessInfo.processInfo.environment
    let isWanted = !noColor && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    return TextStyle(isColoured: isWanted && isatty(1) == 1)
  }
}

/// The same for commands that print text or JSON.
struct CommonOptions: ParsableArguments {
  @OptionGroup var basic: BasicOptions

  @Option(help: "Output as text or json.")
  var format: OutputFormat = .text

  @Flag(help: "Short for --format json.")
  var json = false

  var root: String? { basic.root }
  var quiet: Bool { basic.quiet }
  var verbose: Bool { basic.verbose }
  var log: Logger { basic.log }
  var style: TextStyle { basic.style }
  var isJSON: Bool { json || format == .json }

  /// What a person's command has done: sentences, or `{"done":["…"]}`.
  func tell(_ done: [String]) throws {
    if isJSON { return Output.print(try JSONText.line(["done": done])) }
    for sentence in done { Output.print(sentence) }
  }

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
  /// Everything else.
  static func note(_ text: String) { write(text + "\n", to: .standardError) }

  /// Bytes of a result as they are.
  static func write(_ bytes: [UInt8]) { write(Data(bytes), to: .standardOutput) }

  /// Whether some of the results did not fit where they were to go.
  static var isIncomplete: Bool { lacks.withLock { $0 } }
  private static let lacks = Mutex(false)

  private static func write(_ text: String, to handle: FileHandle) { write(Data(text.utf8), to: handle) }

  private static func write(_ data: Data, to handle: FileHandle) {
    do { try handle.write(contentsOf: data) } catch {
      // A reader that went away has read what it wanted; a full disk has not taken what was asked for.
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      if handle === FileHandle.standardOutput, cause?.code != Int(EPIPE) { lacks.withLock { $0 = true } }
    }
  }
}

/// Runs a command's body, turns every failure into its exit status, and says on standard error what is wrong. `isReading`: what it prints
/// is all that it does, so that printing half of it is a failure.
func perform(isReading: Bool = false, _ body: () throws -> ExitStatus) throws {
  Interrupts.ignoreClosedOutput()
  var status: ExitStatus
  do {
    status = try body()
  } catch {
    let failure = CommandFailure.of(error)
    for line in failure.lines { Output.note(line) }
    status = failure.status
  }
  if isReading, status == .done, Output.isIncomplete {
    Output.note("The results could not be written whole.")
    status = .inputOutput
  }
  if status != .done { throw ExitCode(status.rawValue) }
}
