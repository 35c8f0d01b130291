import Foundation

/// Works on inputs in parallel and hands the results over in the order of the inputs, at most `window` ahead of the consumer.
///
/// Plain threads, not tasks: the work reads files, and a blocked thread of the cooperative pool would take a core with it.
enum OrderedPipeline {
  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], workers: Int, window: Int, work: @escaping @Sendable (Input) -> Output,
    consume: (Output) throws -> Bool
  ) throws {
    try run(inputs, workers: workers, window: window, work: { $1(work($0)) }, abandon: { _ in }, consume: consume)
  }

  /// The same for work that hands its result over before it ends; it does so exactly once. `abandon` is told of results that nobody will
  /// take.
  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], workers: Int, window: Int, work: @escaping @Sendable (Input, (Output) -> Void) -> Void,
    abandon: @escaping @Sendable (Output) -> Void, consume: (Output) throws -> Bool
  ) throws {
    let board = Board<Input, Output>(inputs: inputs, window: window, abandon: abandon)
    let group = DispatchGroup()
    for _ in 0..<max(1, min(workers, inputs.count)) {
      group.enter()
      let thread = Thread {
        while let (index, input) = board.take() { work(input) { board.put($0, at: index) } }
        group.leave()
      }
      thread.stackSize = 4 << 20
      thread.start()
    }
    defer {
      board.stop()
      group.wait()
    }
    while let output = board.nextResult() {
      if try !consume(output) { return }
    }
  }

  /// The state that threads share; every access holds the condition's lock.
  private final class Board<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let inputs: [Input]
    private let window: Int
    private var nextInput = 0
    private var nextOutput = 0
    private var results: [Int: Output] = [:]
    private var isStopped = false
    private let abandon: @Sendable (Output) -> Void

    init(inputs: [Input], window: Int, abandon: @escaping @Sendable (Output) -> Void) {
      self.abandon = abandon
      self.inputs = inputs
      self.window = max(1, window)
    }

    func take() -> (Int, Input)? {
      condition.lock()
      defer { condition.unlock() }
      while !isStopped && nextInput < inputs.count && nextInput >= nextOutput + window { condition.wait() }
      guard !isStopped, nextInput < inputs.count else { return nil }
      defer { nextInput += 1 }
      return (nextInput, inputs[nextInput])
    }

    func put(_ output: Output, at index: Int) {
      condition.lock()
      defer { condition.unlock() }
      guard !isStopped else { return abandon(output) }
      results[index] = output
      condition.broadcast()
    }

    func nextResult() -> Output? {
      condition.lock()
      defer { condition.unlock() }
      guard nextOutput < inputs.count else { return nil }
      while results[nextOutput] == nil { condition.wait() }
      defer {
        nextOutput += 1
        condition.broadcast()
      }
      return results.removeValue(forKey: nextOutput)
    }

    func stop() {
      condition.lock()
      isStopped = true
      for output in results.values { abandon(output) }
      results = [:]
      condition.broadcast()
      condition.unlock()
    }
  }
}
