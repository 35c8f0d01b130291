import ArgumentParser
import Exchange
import Receivables
import Reports

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Vouchers out, and the journal checked.", subcommands: [Export.self, Verify.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes vouchers in an export format; marks nothing as exported.",
      discussion: "One file goes to standard output, or with --into DIR to a folder with its manifest of control totals.")
    @Option(name: .customLong("to"), help: "The export format: sie, netvisor-csv, netvisor-xml, csv, hledger or beancount.")
    var target: String
    @Option(help: "The company's key.")
    var company: String?
    @Option(help: "First voucher date, YYYY-MM-DD.")
    var from: CalendarDate?
    @Option(help: "Last voucher date, YYYY-MM-DD.")
    var until: CalendarDate?
    @Option(help: "A folder that the files and their manifests are written into; nothing there is overwritten.")
    var into: String?
    @OptionGroup var common: CommonOptions

    func validate() throws {
      if common.isJSON, into == nil {
        throw ValidationError("An export is in the format of --to; --json is for what --into has written.")
      }
    }

    func run() throws {
      try perform(isReading: true) {
        let files = try common.openFolder().exportLedger(
          format: target, company: company, from: from, until: until, program: "perille \(Program.number)")
        for file in files { for note in file.notes { Output.note(note) } }
        if let into {
          if common.isJSON || !files.isEmpty { try common.tell(try files.map { try ExportFolder.write($0, into: into) }) }
          if files.isEmpty { Output.note("No voucher is of these days.") }
        } else if let file = files.first, files.count == 1 {
          Output.write(file.bytes)
        } else if files.isEmpty {
          Output.note("No voucher is of these days.")
        } else {
          throw CommandFailure(
            .usage,
            lines: ["These vouchers are \(files.count) files; name a folder with --into DIR, or fewer days. They are:"]
              + files.prefix(20).map { "  \($0.name)" })
        }
        return .done
      }
    }
  }

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Goes through every journal: hash chain, balance and gaps; names the first broken link.")
    @Option(help: "Only this company.")
    var company: String?
    @OptionGroup var common: CommonOptions

    func run() throws {
      try perform {
        let checks = try common.openFolder().verifyLedger(company: company)
        for check in checks {
          Output.print(
            common.isJSON
              ? try JSONText.line(check) : "\(check.problem == nil ? "ok  " : "FAIL")  \(check.company): \(check.text)")
        }
        if checks.isEmpty { Output.note("No company has vouchers yet.") }
        return checks.allSatisfy { $0.problem == nil } ? .done : .needsPerson
      }
    }
  }
}
