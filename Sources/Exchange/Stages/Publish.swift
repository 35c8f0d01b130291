import Receivables
import Store

/// Brings prepared payloads and exports to where their takers look. What lies there already with the same bytes is only marked; what a
/// carrier has taken is never written again; other bytes under the name stop everything.
struct Publish {
  let disk: Disk
  let store: Store

  func run() throws {
    let outputs = try store.read { try $0.outputs(state: "prepared") }
    guard !outputs.isEmpty else { return }
    for output in outputs { try publish(output) }
    try store.write { try $0.markPublished(output: outputs.map(\.id)) }
  }

  func publish(_ output: OutputRecord) throws {
    let path = DiskPath(output.path)
    if try isTaken(path) { return }
    if try disk.publish(output.bytes, at: path) { return }
    guard try disk.holds(output.bytes, at: path) else {
      throw CommandFailure(
        .defect, "\(output.path) exists with other bytes than Perille made; nothing was overwritten.",
        "Move that file away, then run again: the next run writes its own file.")
    }
  }

  /// A carrier moves what it took into `sent/`, or leaves `NAME.taken`.
  func isTaken(_ path: DiskPath) throws -> Bool {
    if try disk.status(path.parent.appending("sent").appending(path.name)) != nil { return true }
    return try disk.status(path.parent.appending(path.name + Array(".taken".utf8))) != nil
  }
}
