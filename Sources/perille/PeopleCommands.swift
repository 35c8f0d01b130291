import ArgumentParser
import Exchange
import Receivables
import Reports

struct NumberOptions: ParsableArguments {
  @Argument(help: "The invoice number.")
  var number: String

  @Option(help: "The company's key, when the number is of several.")
  var company: String?
}

struct HoldCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold", abstract: "Keeps a receivable back, also one that has not been seen yet.")
  @OptionGroup var named: NumberOptions
  @Option(help: "Why; shown by explain.")
  var reason: String
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform {
      let folder = try common.openFolder()
      Output.print(
        try folder.hold(named.number, company: named.company, reason: reason, asOf: try day.asOf ?? folder.today()))
      return .done
    }
  }
}

struct ReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Lets a held or disputed receivable go again.")
  @OptionGroup var named: NumberOptions
  @Option(help: "Why; shown by explain.")
  var reason: String = "released by a person"
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform {
      let folder = try common.openFolder()
      Output.print(
        try folder.release(named.number, company: named.company, reason: reason, asOf: try day.asOf ?? folder.today()))
      return .done
    }
  }
}

struct ActivateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "activate", abstract: "Ends a new company's plan-only time: what may go, goes with the next run.")
  @Argument(help: "The company's key.")
  var company: String
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform {
      let folder = try common.openFolder()
      Output.print(try folder.activate(company, asOf: try day.asOf ?? folder.today()))
      return .done
    }
  }
}

struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry", abstract: "Puts quarantined files back where they came from, for the next run to read.")
  @Argument(help: "The name in quarantine/, or the file's own name.")
  var file: String?
  @Flag(help: "All that is open in quarantine/.")
  var all = false
  @OptionGroup var common: CommonOptions

  func run() throws {
    try perform {
      let done = try common.openFolder().retry(file, all: all)
      Output.print(done.isEmpty ? "Nothing is open in quarantine/." : done.joined(separator: "\n"))
      return .done
    }
  }
}

struct DismissCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss", abstract: "Declares a quarantined file irrelevant, so that decisions no longer wait for it.")
  @Argument(help: "The name in quarantine/, or the file's own name.")
  var file: String?
  @Flag(help: "All that is open in quarantine/.")
  var all = false
  @Option(help: "Why.")
  var reason: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    try perform {
      let done = try common.openFolder().dismiss(file, all: all, reason: reason)
      Output.print(done.isEmpty ? "Nothing is open in quarantine/." : done.joined(separator: "\n"))
      return .done
    }
  }
}

struct RepublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "republish", abstract: "Writes a published batch again: same name, same bytes.")
  @Argument(help: "The batch file's name.")
  var batch: String
  @OptionGroup var common: CommonOptions

  func run() throws {
    try perform {
      Output.print(try common.openFolder().republish(batch))
      return .done
    }
  }
}
