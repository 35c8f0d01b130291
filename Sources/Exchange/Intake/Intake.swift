import Receivables
import Store

/// Takes inputs over: reads them in parallel, commits what they say in groups, then moves them to where they rest.
///
/// A file leaves `inbox/` or `returns/` only after its contents are committed. Its id, name and resting place are part of the commit,
/// so that a crash between commit and move is finished by the next run in the same way.
struct Intake {
  let store: Store
  let reader: FileReader
  let asOf: CalendarDate
  let workers: Int
  /// Asked between files; true ends the intake after the file in hand.
  let isInterrupted: @Sendable () -> Bool
  /// Brings files to where they rest after each commit; nil in a plan, which touches nothing.
  let moves: FileMoves?
  let progress: (_ done: Int, _ of: Int) -> Void

  /// Files that a group commits together.
  private static let groupSize = 250

  /// Inputs that could not be taken over in this run, with the reason.
  struct Waiting: Hashable {
    var path: String
    var reason: String
    /// It will not get better by waiting: not a regular file, or one that cannot be read. A person must look.
    var isStuck = true
  }

  /// Takes over the files; returns those that must wait after all.
  func take(_ files: [InputFile]) throws -> [Waiting] {
    var waiting: [Waiting] = []
    var group: [ReadFile] = []
    var done = 0
    let reader = reader
    // A file of very many entries is handed over while it is read; nobody waits for one that will not be taken.
    try OrderedPipeline.run(
      files, workers: workers, window: 64, work: { reader.read($0, handOver: $1) }, abandon: { $0.stream?.abandon() }
    ) { file in
      done += 1
      switch file.state {
      case .vanished: break
      case .changed: waiting.append(Waiting(path: file.input.printable, reason: "it changed while it was read", isStuck: false))
      case .unreadable(let reason): waiting.append(Waiting(path: file.input.printable, reason: reason))
      case .read:
        group.append(file)
        if file.isLarge || file.stream != nil || group.count >= Self.groupSize {
          waiting += try commit(group)
          group = []
        }
      }
      progress(done, files.count)
      return !isInterrupted()
    }
    waiting += try commit(group)
    return waiting
  }

  private func commit(_ group: [ReadFile]) throws -> [Waiting] {
    guard !group.isEmpty else { return [] }
    defer { for file in group { file.stream?.abandon() } }
    var waiting: [Waiting] = []
    try store.write { transaction in
      for file in group {
        var next: ReadFile? = file
        while let current = next {
          next = nil
          try transaction.savepoint {
            switch try FileWriter(transaction: transaction, reader: reader, asOf: asOf).write(current) {
            case .yes: return true
            case .no(.unreadable(let reason)): waiting.append(Waiting(path: file.input.printable, reason: reason))
            case .no:
              waiting.append(Waiting(path: file.input.printable, reason: "it changed while it was read", isStuck: false))
            case .without(let rest): next = rest
            }
            return false
          }
        }
      }
    }
    try moves?.finish(read: group.map(\.input))
    return waiting
  }
}

func numbered(_ id: Int64) -> String {
  let text = String(id)
  return String(repeating: "0", count: max(0, 6 - text.utf8.count)) + text
}
