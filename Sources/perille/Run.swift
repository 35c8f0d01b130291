import ArgumentParser
import Exchange
import Foundation
import Reports

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The nightly batch: reads, decides, hands over, books, reports.")
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func run() throws {
    try perform {
      let folder = try common.openFolder()
      Interrupts.listen()
      let progress = Progress(isQuiet: common.quiet)
      let outcome = try NightlyRun(
        folder: folder,
        options: RunOptions(
          asOf: day.asOf, isInterrupted: { Interrupts.status != nil }, progress: progress.show,
          program: "perille \(Program.number)", log: common.log), render: RunText.render
      ).run()
      progress.end()
      if outcome.isStopped {
        Output.note("Stopped; what was committed stays, the rest waits for the next run.")
        return Interrupts.status ?? .terminated
      }
      if common.isJSON { Output.print(try JSONText.line(outcome.report)) } else { Output.print(RunText.render(outcome.report)) }
      return outcome.report.needsPerson ? .needsPerson : .done
    }
  }
}
