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
      try common.tell([
        try folder.hold(named.number, company: named.company, reason: reason, asOf: try day.asOf ?? folder.today())
      ])
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
      try common.tell([
        try folder.release(named.number, company: named.company, reason: reason, asOf: try day.asOf ?? folder.today())
      ])
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
      try common.tell([try folder.activate(company, asOf: try day.asOf ?? folder.today())])
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
      // Told one by one: what was moved is known also when another one cannot be.
      let done = try common.openFolder().retry(file, all: all) { if !common.isJSON { Output.print($0) } }
      if common.isJSON { try common.tell(done) } else if done.isEmpty { Output.print("Nothing is open in quarantine/.") }
      return .done
    }
  }
}

struct DismissCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dismiss",
    abstract: "Declares a quarantined file irrelevant, so that decisions no longer wait for it; or answers a question.",
    discussion: "`perille list questions` has the names: Q9 is done, the payment P4 is of no claim here.")
  @Argument(help: "The name in quarantine/, the file's own name, or a question's (Q9, P4).")
  var file: String?
  @Flag(help: "All that is open in quarantine/.")
  var all = false
  @Option(help: "Why.")
  var reason: String
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform {
      let done = try common.openFolder().dismiss(file, all: all, reason: reason, asOf: day.asOf)
      if done.isEmpty, !common.isJSON { Output.print("Nothing is open in quarantine/.") } else { try common.tell(done) }
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
      try common.tell([try common.openFolder().republish(batch)])
      return .done
    }
  }
}
