import ArgumentParser
import Exchange
import Receivables
import Reports

struct MatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "match", abstract: "Lists money that waits for a person, or decides one entry by a new voucher.",
    discussion: """
      Without an entry: every open question, with the name to decide it by. With one: --to places it on invoices (NUMBER, or \
      NUMBER=AMOUNT for a part), --role on an account role (INTEREST_INC, OVERPAY, …); --new and --known answer whether it is other \
      money than what another file told of; --undo takes it back from where it was placed, by a voucher, and it waits again.
      """)
  @Argument(help: "The entry: E17, or the bank's archive id.")
  var entry: String?
  @Option(parsing: .upToNextOption, help: ArgumentHelp("Invoices that it pays.", valueName: "number[=amount]"))
  var to: [String] = []
  @Option(help: "The account role that it belongs to.")
  var role: String?
  @Flag(help: "It is new money, whatever it looks like; the next run books it.")
  var new = false
  @Flag(help: "It was told before, or a statement's line is explained: nothing is booked.")
  var known = false
  @Flag(help: "It was placed wrongly: it goes back to SUSPENSE and waits for a person.")
  var undo = false
  @Option(help: "The company's key.")
  var company: String?
  @OptionGroup var common: CommonOptions
  @OptionGroup var day: AsOfOption

  func validate() throws {
    let said = (to.isEmpty ? 0 : 1) + (role == nil ? 0 : 1) + (new ? 1 : 0) + (known ? 1 : 0) + (undo ? 1 : 0)
    if entry == nil, said > 0 { throw ValidationError("Name the entry that this is about.") }
    if entry != nil, said != 1 { throw ValidationError("Say one of --to, --role, --new, --known, --undo.") }
  }

  func run() throws {
    try perform(isReading: entry == nil) {
      let folder = try common.openFolder()
      guard let entry else {
        let questions = try folder.matchQuestions(company: company)
        if common.isJSON {
          for line in try MatchText.json(questions) { Output.print(line) }
        } else {
          Output.print(MatchText.render(questions))
        }
        return .done
      }
      try common.tell([try folder.match(entry, decision, company: company, asOf: try day.asOf ?? folder.today())])
      return .done
    }
  }

  private var decision: MatchDecision {
    if let role { return .role(role) }
    if new { return .new }
    if known { return .known }
    if undo { return .undo }
    return .invoices(
      to.map { text in
        guard let mark = text.lastIndex(of: "=") else { return (text, nil) }
        return (String(text[..<mark]), String(text[text.index(after: mark)...]))
      })
  }
}
