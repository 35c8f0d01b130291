import ArgumentParser
import Exchange
import Reports

struct InspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect", abstract: "The same as check, and prints everything that was understood; touches nothing.",
    discussion: "Identity codes are masked unless --unmask is given, which is noted on standard error.")
  @OptionGroup var inspection: InspectionOptions
  @OptionGroup var common: CommonOptions

  @Flag(help: "Show personal identity codes in full.")
  var unmask = false

  func run() throws {
    try perform {
      if unmask { Output.note("--unmask: personal identity codes are shown in full. Treat this output as confidential.") }
      return try inspection.run(common, detail: .everything, masking: unmask ? .unmasked : .masked)
    }
  }
}
