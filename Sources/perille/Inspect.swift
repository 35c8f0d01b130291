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
      let masking: MaskingChoice = unmask ? .unmasked : .masked
      if common.isJSON { return try inspection.run(common.basic, InspectionJSON(.everything, masking: masking)) }
      return try inspection.run(common.basic, text: InspectionText(.everything, masking: masking, style: common.style))
    }
  }
}
