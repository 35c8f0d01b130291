import ArgumentParser
import Exchange
import Receivables
import Reports

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Vouchers out, and the journal checked.", subcommands: [Export.self, Verify.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Prints vouchers in an export format; marks nothing as exported.")
    @Option(name: .customLong("to"), help: "The export format: hledger.")
    var target: String
    @Option(help: "The company's key.")
    var company: String?
    @Option(help: "First voucher date, YYYY-MM-DD.")
    var from: CalendarDate?
    @Option(help: "Last voucher date, YYYY-MM-DD.")
    var until: CalendarDate?
    @OptionGroup var common: CommonOptions

    func run() throws {
      try perform(isReading: true) {
        let bytes = try common.openFolder().exportLedger(format: target, company: company, from: from, until: until)
        Output.write(bytes)
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
