import ArgumentParser
import Exchange
import Reports

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "What a run would do now, and why; touches nothing.")
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform(isReading: true) {
      let folder = try common.openFolder()
      let progress = Progress(isQuiet: common.quiet)
      let outcome = try Plan(folder: folder, options: RunOptions(asOf: day.asOf, progress: progress.show)).make()
      progress.end()
      if common.isJSON {
        for line in try PlanText.json(outcome) { Output.print(line) }
      } else {
        Output.print(PlanText.render(outcome))
      }
      return .done
    }
  }
}
