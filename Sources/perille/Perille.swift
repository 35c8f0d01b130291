import ArgumentParser

@main
struct Perille: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perille",
    abstract: "Takes a night's invoices and payments, hands overdue receivables to their provider, books what comes back.",
    version: Program.version,
    subcommands: [
      InitCommand.self, PlanCommand.self, Run.self, ExplainCommand.self, ListCommand.self, MatchCommand.self, HoldCommand.self,
      ReleaseCommand.self, RetryCommand.self, DismissCommand.self, ActivateCommand.self, RepublishCommand.self,
      LedgerCommand.self, ReportCommand.self, DoctorCommand.self, CheckCommand.self, InspectCommand.self,
    ])
}
