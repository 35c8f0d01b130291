import Receivables
import Yams

/// Reads `perille.yaml`.
///
/// Strict: an unknown or repeated key, a value of the wrong sort, an identifier with a wrong check digit, two companies with one
/// account: every such thing is a problem with its line, and nothing is read from a file that has one.
public enum ConfigurationFile {
  /// Ids that an agreement or a ledger may name; they come from the registries, which this room does not know.
  public struct KnownNames: Sendable {
    /// The id that is used everywhere else, by every name that an agreement may give a provider.
    public var providers: [String: String]
    public var channels: [String]
    public var exports: [String]
    /// What does not fit together in an agreement whose words are all known. A finding's term is the agreement's key that it is about,
    /// or a key of its `fieldNames`.
    public var agreementFindings: @Sendable (Agreement) -> [Finding]

    public init(
      providers: [String: String], channels: [String], exports: [String] = ["hledger"],
      agreementFindings: @escaping @Sendable (Agreement) -> [Finding] = { _ in [] }
    ) {
      self.providers = providers
      self.channels = channels
      self.exports = exports
      self.agreementFindings = agreementFindings
    }
  }

  public static func read(_ text: String, known: KnownNames) -> Result<ExchangeConfiguration, ConfigurationError> {
    let problems = ConfigurationProblems()
    let root: Node
    do {
      // An empty file, and one with comments only, is a configuration without companies.
      root = try Yams.compose(yaml: text) ?? Node([(Node, Node)]())
    } catch {
      return .failure(ConfigurationError(problems: [YAMLProblem.problem(error)]))
    }
    let value = ConfigurationValue(node: root, path: "", problems: problems)
    let configuration = RootSection(value, known: known).configuration
    let all = problems.sorted
    return all.isEmpty ? .success(configuration) : .failure(ConfigurationError(problems: all))
  }
}

/// What the YAML parser says, with its place.
enum YAMLProblem {
  static func problem(_ error: any Error) -> ConfigurationProblem {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      ConfigurationProblem(line: mark.line, column: mark.column, keyPath: "", message: "This is not YAML: \(problem).")
    case YamlError.reader(let problem, let offset, _, let yaml):
      ConfigurationProblem(
        line: line(of: offset, in: yaml), column: 1, keyPath: "", message: "This cannot be read as YAML: \(problem).")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      ConfigurationProblem(
        line: context.mark.line, column: context.mark.column, keyPath: "",
        message: "The same key stands more than once in a mapping: \(keys.joined(separator: ", ")).")
    default:
      ConfigurationProblem(line: 1, column: 1, keyPath: "", message: "The file cannot be read as YAML.")
    }
  }

  private static func line(of offset: Int?, in yaml: String) -> Int {
    guard let offset else { return 1 }
    return 1 + yaml.prefix(offset).count { $0.isNewline }
  }
}
