import Foundation

/// What a few lines of Python did: its output, or why they failed.
public struct PythonFailure: Error, CustomStringConvertible {
  public var description: String
}

/// Runs a few lines of Python: what somebody with a tool of his own could do to a file, and a second opinion about it.
@discardableResult
public func runPython(_ script: String, _ arguments: String...) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = ["python3", "-c", script] + arguments
  let output = Pipe()
  let problems = Pipe()
  process.standardOutput = output
  process.standardError = problems
  try process.run()
  let said = output.fileHandleForReading.readDataToEndOfFile()
  let wrong = problems.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw PythonFailure(description: String(decoding: wrong, as: UTF8.self)) }
  return String(decoding: said, as: UTF8.self)
}
