import Dispatch
import Ledger
import Receivables
import Synchronization

/// A voucher that has its place in the chain.
struct SealedVoucher: Sendable {
  /// Its postings are not kept: they are written when they are made.
  var draft: VoucherDraft
  var number: VoucherNumber
  var hash: String
}

/// Seals the vouchers of one company's night in their order on a thread of its own: what a voucher says becomes a text, bytes and a
/// hash there, while the next payments are matched. A hash needs the one before it and nobody waits for it, but the row that is written.
final class VoucherSealing {
  private enum Step: Sendable {
    case whole(Drafted, company: String, source: String, VoucherNumber)
    case begin(VoucherDraft, VoucherNumber)
    case posting(Posting)
    case end
  }

  /// What is sealed and not fetched.
  private struct Results {
    var sealed: [SealedVoucher] = []
    var defect: VoucherDefect?
  }

  /// The thread's own.
  private struct State {
    var previousHash: String
    var open: (draft: VoucherDraft, number: VoucherNumber, sealer: VoucherSealer)?
    var results = Results()

    mutating func take(_ steps: [Step]) {
      guard results.defect == nil else { return }
      do {
        for step in steps { try take(step) }
      } catch {
        results.defect = error
      }
    }

    private mutating func take(_ step: Step) throws(VoucherDefect) {
      switch step {
      case .whole(let drafted, let company, let source, let number):
        begin(
          VoucherDraft(
            company: company, date: drafted.date, text: drafted.text, recipe: drafted.recipe, postings: [], source: source,
            reverses: drafted.reverses), number)
        for posting in drafted.postings { try open?.sealer.add(posting) }
        try end()
      case .begin(let draft, let number): begin(draft, number)
      case .posting(let posting): try open?.sealer.add(posting)
      case .end: try end()
      }
    }

    private mutating func begin(_ draft: VoucherDraft, _ number: VoucherNumber) {
      open = (draft, number, VoucherSealer(draft, id: number, previousHash: previousHash))
    }

    private mutating func end() throws(VoucherDefect) {
      guard let (draft, number, sealer) = open.take() else { return }
      let hash = try sealer.finish()
      previousHash = hash
      results.sealed.append(SealedVoucher(draft: draft, number: number, hash: hash))
    }
  }

  /// Outlives this when a night is given up while the thread works.
  private final class Shared: Sendable {
    private let state: Mutex<State>
    /// Apart from the state, so that fetching does not wait for the part in hand.
    private let results = Mutex(Results())

    init(previousHash: String) { state = Mutex(State(previousHash: previousHash)) }

    func take(_ steps: [Step]) {
      let new = state.withLock { state in
        state.take(steps)
        defer { state.results.sealed = [] }
        return state.results
      }
      results.withLock { results in
        results.sealed += new.sealed
        results.defect = new.defect
      }
    }

    func fetch() throws(VoucherDefect) -> [SealedVoucher] {
      let all = results.withLock { results in
        defer { results.sealed = [] }
        return results
      }
      if let defect = all.defect { throw defect }
      return all.sealed
    }
  }

  private let shared: Shared
  private let worker = DispatchQueue(label: "perille.vouchers")
  private var steps: [Step] = []
  /// Handed over and perhaps not done.
  private var parts: [DispatchWorkItem] = []
  /// So many steps are handed over at a time, and so many parts may wait.
  private static let stepsMax = 256
  private static let partsMax = 8

  /// `previousHash`: where the company's chain ends.
  init(previousHash: String) { shared = Shared(previousHash: previousHash) }

  /// A voucher that is known whole.
  func add(_ drafted: Drafted, company: String, source: String, number: VoucherNumber) {
    add(.whole(drafted, company: company, source: source, number))
  }

  /// One whose postings follow. No other is begun before it ends.
  func begin(_ draft: VoucherDraft, _ number: VoucherNumber) { add(.begin(draft, number)) }
  func add(_ posting: Posting) { add(.posting(posting)) }
  func end() { add(.end) }

  private func add(_ step: Step) {
    steps.append(step)
    if steps.count == Self.stepsMax { handOver() }
  }

  private func handOver() {
    guard !steps.isEmpty else { return }
    let part = DispatchWorkItem { [shared, steps] in shared.take(steps) }
    worker.async(execute: part)
    parts.append(part)
    steps = []
    steps.reserveCapacity(Self.stepsMax)
    if parts.count > Self.partsMax { parts.removeFirst().wait() }
  }

  /// The vouchers that have ended and are sealed since this was asked last, in their order; `all` waits for those that are not yet.
  func sealed(all: Bool) throws(VoucherDefect) -> [SealedVoucher] {
    if all {
      handOver()
      worker.sync {}
      parts = []
    }
    return try shared.fetch()
  }
}
