import Receivables

/// Control totals of a settlement. Those that every entry has are folded into one line a kind, so that their number does not grow with
/// the file; each that fails is listed, up to a bound.
struct CamtControls {
  static let failedMax = 20

  enum Kind: Int, CaseIterable {
    case details, batchCounts, batchSums

    var name: String {
      switch self {
      case .details: "entries that are the sum of their details"
      case .batchCounts: "batches that have their number of payments"
      case .batchSums: "batches that have their total amount"
      }
    }
  }

  private var list: [ControlTotal] = []
  private var verified = [Int](repeating: 0, count: Kind.allCases.count)
  private var equal = [Int](repeating: 0, count: Kind.allCases.count)
  private var failed = 0

  mutating func add(_ control: ControlTotal) { list.append(control) }

  mutating func hold(_ kind: Kind) {
    verified[kind.rawValue] += 1
    equal[kind.rawValue] += 1
  }

  mutating func fail(_ kind: Kind, _ control: ControlTotal) {
    verified[kind.rawValue] += 1
    failed += 1
    if failed <= CamtControls.failedMax { list.append(control) }
  }

  var all: [ControlTotal] {
    list
      + Kind.allCases.filter { verified[$0.rawValue] > 0 }.map {
        ControlTotal(name: $0.name, stated: String(verified[$0.rawValue]), computed: String(equal[$0.rawValue]))
      }
  }
}
