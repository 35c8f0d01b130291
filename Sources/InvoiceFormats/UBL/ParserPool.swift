import Synchronization
import XMLStream

/// Keeps parsers between documents: each has its names interned, and as many exist as documents are read at once.
final class ParserPool: Sendable {
  /// A parser that only its present holder touches.
  private struct Idle: @unchecked Sendable {
    let parser: XMLParser
  }

  private let names: XMLNames
  private let limits: XMLLimits
  private let idle = Mutex<[Idle]>([])

  init(names: XMLNames, limits: XMLLimits = .message) {
    self.names = names
    self.limits = limits
  }

  func withParser<Result>(_ body: (XMLParser) throws -> Result) rethrows -> Result {
    let taken = idle.withLock { $0.popLast() } ?? Idle(parser: XMLParser(names: names, limits: limits))
    defer { idle.withLock { $0.append(taken) } }
    return try body(taken.parser)
  }
}
