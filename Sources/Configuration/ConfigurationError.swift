import Receivables

/// Something wrong in `perille.yaml`, with its place.
public struct ConfigurationProblem: Hashable, Sendable, CustomStringConvertible {
  /// 1-based.
  public var line: Int
  public var column: Int
  /// `companies.kauppa.agreements[0].mode`; empty for the file as a whole.
  public var keyPath: String
  /// What is wrong and what is expected: full sentences.
  public var message: String
  /// The known word that was probably meant.
  public var nearest: String?

  public init(line: Int, column: Int, keyPath: String, message: String, nearest: String? = nil) {
    self.line = line
    self.column = column
    self.keyPath = keyPath
    self.message = message
    self.nearest = nearest
  }

  /// `12:5 companies.kauppa.wya: unknown key. Did you mean "way"?`, to be put behind the file's name and a colon.
  public var description: String {
    let path = keyPath.isEmpty ? "" : " \(keyPath):"
    let hint = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
    return "\(line):\(column)\(path) \(message)\(hint)"
  }
}

/// Every problem that was found in `perille.yaml`, in the order of the file. Nothing is run with such a file.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  public var problems: [ConfigurationProblem]

  public init(problems: [ConfigurationProblem]) { self.problems = problems }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
