import Dispatch
import Ledger
import Receivables
import Synchronization

/// Seals the vouchers of one company's night in their order on a thread of its own: what a voucher says becomes bytes and a hash there,
/// while the next payments are matched. A hash needs the one before it and nobody waits for it, but the row that is written.
final class VoucherSealing {
  private enum Step: Sendable {
    case begin(VoucherDraft, VoucherNumber)
    case posting(Posting)
    case end
  }

  private struct State {
    var previousHash: String
    var sealer: VoucherSealer?
    var hashes: [String] = []
    var defect: VoucherDefect?

    mutating func take(_ steps: [Step]) {
      guard defect == nil else { return }
      do {
        for step in steps { try take(step) }
      } catch {
        defect = error
      }
    }

    private mutating func take(_ step: Step) throws(VoucherDefect) {
      switch step {
      case .begin(let draft, let number): sealer = VoucherSealer(draft, id: number, previousHash: previousHash)
      case .posting(let posting): try sealer?.add(posting)
      case .end:
        guard let hash = try sealer.take()?.finish() else { return }
        previousHash = hash
        hashes.append(hash)
      }
    }
  }

  /// Outlives this when a night is given up while the thread works.
  private final class Shared: Sendable {
    let state: Mutex<State>
    init(previousHash: String) { state = Mutex(State(previousHash: previousHash)) }
  }

  private let shared: Shared
  private let worker = DispatchQueue(label: "perille.vouchers")
  private var steps: [Step] = []
  /// Handed over and perhaps not done.
  private var parts: [DispatchWorkItem] = []
  /// So many steps are handed over at a time, and so many parts may wait.
  private static let stepsMax = 512
  private static let partsMax = 8

  /// `previousHash`: where the company's chain ends.
  init(previousHash: String) { shared = Shared(previousHash: previousHash) }

  func begin(_ draft: VoucherDraft, _ number: VoucherNumber) { add(.begin(draft, number)) }
  func add(_ posting: Posting) { add(.posting(posting)) }
  func end() { add(.end) }

  private func add(_ step: Step) {
    steps.append(step)
    if steps.count == Self.stepsMax { handOver() }
  }

  private func handOver() {
    guard !steps.isEmpty else { return }
    let part = DispatchWorkItem { [shared, steps] in shared.state.withLock { $0.take(steps) } }
    worker.async(execute: part)
    parts.append(part)
    steps = []
    if parts.count > Self.partsMax { parts.removeFirst().wait() }
  }

  /// Waits for what was handed over: hashes of the vouchers that have ended since this was asked last, in their order.
  func hashes() throws(VoucherDefect) -> [String] {
    handOver()
    worker.sync {}
    parts = []
    let (hashes, defect) = shared.state.withLock { state in
      defer { state.hashes = [] }
      return (state.hashes, state.defect)
    }
    if let defect { throw defect }
    return hashes
  }
}
