import ArgumentParser

@main
struct Perille: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "perille",
    abstract: "Takes a night's invoices and payments, hands overdue receivables to their provider, books what comes back.",
    version: Program.version,
    subcommands: [Run.self, PlanCommand.self])
}
