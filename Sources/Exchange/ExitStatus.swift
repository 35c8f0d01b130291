/// The class of outcome that scripts see. Never a count; an unknown code is a failure.
public enum ExitStatus: Int32, Sendable {
  case done = 0
  /// Finished, but something new needs a person.
  case needsPerson = 1
  case usage = 64
  case unreadableInput = 65
  case missingFolder = 66
  /// An invariant of Perille itself failed.
  case defect = 70
  case inputOutput = 74
  case locked = 75
  case configuration = 78
  case interrupted = 130
  case terminated = 143
}

/// Why a command ended without doing its work: an exit status and sentences for standard error.
public struct CommandFailure: Error, CustomStringConvertible, Sendable {
  public var status: ExitStatus
  public var lines: [String]
  public init(_ status: ExitStatus, _ lines: String...) {
    self.status = status
    self.lines = lines
  }
  public init(_ status: ExitStatus, lines: [String]) {
    self.status = status
    self.lines = lines
  }
  public var description: String { lines.joined(separator: "\n") }
}
