import Synchronization
import XMLStream

/// Keeps parsers between documents: each has looked its names up, and as many exist as documents are read at once.
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

/// Keeps things that one thread uses at a time, between documents.
final class Pool<Element: AnyObject>: Sendable {
  /// One that only its present holder touches.
  private struct Idle: @unchecked Sendable {
    let element: Element
  }

  private let make: @Sendable () -> Element
  private let idle = Mutex<[Idle]>([])

  init(_ make: @escaping @Sendable () -> Element) { self.make = make }

  func withOne<Result>(_ body: (Element) throws -> Result) rethrows -> Result {
    let taken = idle.withLock { $0.popLast() } ?? Idle(element: make())
    defer { idle.withLock { $0.append(taken) } }
    return try body(taken.element)
  }
}
