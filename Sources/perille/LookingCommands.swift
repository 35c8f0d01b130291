import ArgumentParser
import Exchange
import Receivables
import Reports

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "The whole story of one invoice or voucher, or what a finding or reason id means.")
  @Argument(help: "The invoice number, or a voucher (2026-A-17).")
  var number: String?
  @Option(help: "The company's key, when the number is of several.")
  var company: String?
  @Option(help: "A finding or reason id instead of a number.")
  var rule: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (number == nil) != (rule == nil) else { throw ValidationError("Give a number, or --rule ID.") }
  }

  func run() throws {
    try perform(isReading: true) {
      if let rule {
        guard let description = RuleBook.rule(named: rule) else {
          let near = RuleBook.nearest(rule)
          let hint =
            near.isEmpty ? "" : near.count == 1 ? " Did you mean \(near[0])?" : " Near it are: \(near.joined(separator: ", "))."
          throw CommandFailure(.usage, "No finding or reason has the id \(Masking.excerpt(rule)).\(hint)")
        }
        Output.print(common.isJSON ? try ExplainJSON.line(description) : ExplainText.render(description, style: common.style))
        return .done
      }
      let folder: ExchangeFolder
      do { folder = try common.openFolder() } catch var failure as CommandFailure {
        // Whoever has just checked a file has no exchange folder, and means the rule.
        if let rule = RuleBook.rule(named: number ?? "") { failure.lines.append(RuleBook.hint(at: rule)) }
        throw failure
      }
      let explanation = try folder.explain(number ?? "", company: company)
      Output.print(common.isJSON ? try explanation.json() : explanation.text)
      return .done
    }
  }
}

extension Listing.Kind: ExpressibleByArgument {}
extension Decision.Outcome: ExpressibleByArgument {}

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Tables of what the store holds.")
  @Argument(
    help:
      "companies, receivables, assignments, settlements, vouchers, clearing, quarantine or questions (what waits for a person).")
  var what: Listing.Kind
  @Option(help: "Only this company.")
  var company: String?
  @Option(help: "Of receivables, only those that are decided so: transfer, wait, hold or exclude.")
  var decision: Decision.Outcome?
  @OptionGroup var common: CommonOptions

  func run() throws {
    try perform(isReading: true) {
      let listing = try common.openFolder().list(what, company: company, outcome: decision)
      if common.isJSON {
        for line in try ListText.json(listing) { Output.print(line) }
      } else {
        Output.print(ListText.render(listing))
      }
      return .done
    }
  }
}

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "report", abstract: "Prints a run's report again.")
  @Option(name: .customLong("run"), help: "The run's number (default: the last finished one).")
  var number: Int64?
  @OptionGroup var common: CommonOptions

  func run() throws {
    try perform(isReading: true) {
      let report = try common.openFolder().report(run: number)
      Output.print(common.isJSON ? report.json : report.text)
      return .done
    }
  }
}

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Checks configuration, folders, reviewed dates, store and journals; changes nothing.")
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform(isReading: true) {
      let folder = try common.openFolder()
      let checks = try folder.doctor(asOf: try day.asOf ?? folder.today())
      for check in checks {
        Output.print(common.isJSON ? try JSONText.line(check) : "\(check.ok ? "ok  " : "FAIL")  \(check.check): \(check.text)")
      }
      return checks.allSatisfy(\.ok) ? .done : .needsPerson
    }
  }
}

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes an exchange folder with a commented perille.yaml.")
  @Argument(help: "The folder; it may exist already.")
  var folder: String

  func run() throws {
    try perform {
      for line in try InitFolder.make(at: folder) { Output.print(line) }
      return .done
    }
  }
}
