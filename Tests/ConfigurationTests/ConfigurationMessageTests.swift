import TestSupport
import Testing

@testable import Configuration

@Suite("Configuration messages")
struct ConfigurationMessageTests {
  @Test("every wrong configuration is refused, each with the text in the golden file")
  func messages() throws {
    var golden = ""
    for broken in BrokenConfigurations.all {
      golden += "== \(broken.name)\n\(numbered(broken.text))\n"
      switch readConfiguration(broken.text) {
      case .success:
        Issue.record("\(broken.name) was accepted")
      case .failure(let error):
        #expect(!error.problems.isEmpty)
        golden += error.problems.map { "perille.yaml:\($0)" }.joined(separator: "\n") + "\n\n"
      }
    }
    try expectGolden(golden, "configuration/messages.txt")
  }

  @Test("no message shows a personal identity code")
  func masked() {
    for broken in BrokenConfigurations.all {
      if case .failure(let error) = readConfiguration(broken.text) {
        #expect(!error.description.contains("010190-900"))
      }
    }
  }

  @Test("all problems of a file are told of, in its order")
  func order() throws {
    let text = """
      csv:
        p: {encoding: latin1}
      companies:
        a: {name: A, country: FI, legalId: 1, way: handover}
      quietSeconds: x
      """
    guard case .failure(let error) = readConfiguration(text) else {
      Issue.record("was accepted")
      return
    }
    #expect(error.problems.count >= 3)
    #expect(error.problems.map(\.line) == error.problems.map(\.line).sorted())
  }

  @Test("the sound profile and company of the broken ones are sound")
  func sound() throws {
    _ = try readConfiguration(BrokenProfiles.profile([:])).get()
  }

  private func numbered(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { "\($0 + 1 < 10 ? " " : "")\($0 + 1) | \($1)" }.joined(separator: "\n")
  }
}
