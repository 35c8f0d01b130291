import Foundation

/// Stretches of events on their way from the thread that parses a long document to the one that reads it: while one is read, the next
/// is made. A few tapes are in use, so memory does not grow with the document.
///
/// A tape belongs to one thread at a time; everything else holds the condition's lock.
final class TapeRelay: @unchecked Sendable {
  /// Nobody takes what is parsed: the reader has given up.
  struct Abandoned: Error {}

  private let condition = NSCondition()
  private let names: XMLNames
  /// Stretches that wait, in their order.
  private var full: [XMLEvents] = []
  private var spare: [XMLEvents] = []
  /// Neither thread is woken for a single stretch while it has something to do: to wake one costs as much as a part of a stretch.
  private static let capacity = 8
  private var result: Result<[XMLProblem], any Error>?
  private var isAbandoned = false

  init(_ names: XMLNames) { self.names = names }

  // MARK: the thread that parses

  /// Gives the state's events away and an empty tape to it. Waits while the reader is behind.
  func put(_ state: UnsafeMutablePointer<ParserState>) throws {
    condition.lock()
    defer { condition.unlock() }
    while full.count >= Self.capacity, !isAbandoned { condition.wait() }
    guard !isAbandoned else { throw Abandoned() }
    full.append(state.pointee.exchangeEvents(for: spare.popLast() ?? XMLEvents(names)))
    if full.count == 1 { condition.broadcast() }
  }

  /// Nobody reads any more.
  var isGivenUp: Bool {
    condition.lock()
    defer { condition.unlock() }
    return isAbandoned
  }

  /// The document is at its end, or its parsing.
  func finish(_ result: Result<[XMLProblem], any Error>) {
    condition.lock()
    self.result = result
    condition.broadcast()
    condition.unlock()
  }

  // MARK: the thread that reads

  /// The next stretch; nil after the last.
  func take() -> XMLEvents? {
    condition.lock()
    defer { condition.unlock() }
    while full.isEmpty, result == nil { condition.wait() }
    guard !full.isEmpty else { return nil }
    if full.count - 1 == Self.capacity / 2 { condition.broadcast() }
    return full.removeFirst()
  }

  /// A stretch was read; its tape is to be filled again.
  func giveBack(_ events: consuming XMLEvents) {
    condition.lock()
    spare.append(events)
    condition.unlock()
  }

  /// Lets the parsing end without a reader.
  func abandon() {
    condition.lock()
    isAbandoned = true
    full = []
    condition.broadcast()
    condition.unlock()
  }

  /// Waits until nothing is parsed any more; what it gave.
  func outcome() -> Result<[XMLProblem], any Error> {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let result { return result }
      condition.wait()
    }
  }
}

extension XMLParser {
  /// Reads one document like `parse`, in a thread of its own: a long document is parsed a stretch ahead of `drain`, which stays in the
  /// caller's thread.
  ///
  /// `next` is called in that other thread, which has ended its work when this returns or throws.
  public func parseAhead(
    as encoding: XMLEncoding? = nil, start: XMLStart = XMLStart(), from next: @escaping () throws -> ArraySlice<UInt8>,
    drain: (borrowing XMLEvents) throws -> Void
  ) throws -> [XMLProblem] {
    let relay = TapeRelay(names)
    let work = Work(parser: self) {
      // Where nothing is handed over for long, this is what ends it.
      guard !relay.isGivenUp else { throw TapeRelay.Abandoned() }
      return try next()
    }
    let thread = Thread {
      relay.finish(Result { try work.parser.parse(as: encoding, start: start, from: work.next, to: relay) })
    }
    thread.stackSize = 4 << 20
    thread.start()
    do {
      while let events = relay.take() {
        try drain(events)
        relay.giveBack(consume events)
      }
    } catch {
      relay.abandon()
      _ = relay.outcome()
      throw error
    }
    return try relay.outcome().get()
  }

  /// What the other thread has for itself until the relay has its outcome.
  private struct Work: @unchecked Sendable {
    let parser: XMLParser
    let next: () throws -> ArraySlice<UInt8>
  }
}
