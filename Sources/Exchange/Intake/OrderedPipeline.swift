import Foundation

/// Works on inputs in parallel and hands the results over in the order of the inputs, at most `window` ahead of the consumer.
///
/// Plain threads, not tasks: the work reads files, and a blocked thread of the cooperative pool would take a core with it.
enum OrderedPipeline {
  static func run<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], workers: Int, window: Int, work: @escaping @Sendable (Input) -> Output,
    consume: (Output) throws -> Bool
  ) throws {
    let board = Board<Input, Output>(inputs: inputs, window: window)
    let group = DispatchGroup()
    for _ in 0..<max(1, min(workers, inputs.count)) {
      group.enter()
      let thread = Thread {
        while let (index, input) = board.take() { board.put(work(input), at: index) }
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

    init(inputs: [Input], window: Int) {
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
      results[index] = output
      condition.broadcast()
      condition.unlock()
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
      condition.broadcast()
      condition.unlock()
    }
  }
}
