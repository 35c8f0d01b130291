import Foundation
import Receivables

/// Entries of a large file on their way from the thread that reads it to the one that writes the store: a bounded number of them is in
/// memory, and reading and writing go on side by side.
final class EntryStream: @unchecked Sendable {
  enum Event: Sendable {
    case begin(SettlementHeader)
    case entries([PreparedSettlement.Entry])
    case end(SettlementEnd)
  }

  /// Nobody will take what is put in: the writer has given up.
  struct Abandoned: Error {}

  private let condition = NSCondition()
  private var events: [Event] = []
  private var result: ReadFile?
  private var isAbandoned = false
  /// Events in memory at most.
  private static let capacity = 16

  /// Waits while the writer is behind.
  func put(_ event: Event) throws {
    condition.lock()
    defer { condition.unlock() }
    while events.count >= Self.capacity && !isAbandoned { condition.wait() }
    guard !isAbandoned else { throw Abandoned() }
    events.append(event)
    condition.broadcast()
  }

  /// Ends the stream with what the whole reading gave.
  func finish(_ file: ReadFile) {
    condition.lock()
    result = file
    condition.broadcast()
    condition.unlock()
  }

  /// The next event; nil after the last.
  func next() -> Event? {
    condition.lock()
    defer { condition.unlock() }
    while events.isEmpty && result == nil { condition.wait() }
    guard !events.isEmpty else { return nil }
    defer { condition.broadcast() }
    return events.removeFirst()
  }

  /// What the whole reading gave; known after the last event.
  var outcome: ReadFile? {
    condition.lock()
    defer { condition.unlock() }
    return result
  }

  /// Lets the reader end without a taker.
  func abandon() {
    condition.lock()
    isAbandoned = true
    events = []
    condition.broadcast()
    condition.unlock()
  }
}
