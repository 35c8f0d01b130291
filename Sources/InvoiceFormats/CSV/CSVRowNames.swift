import Receivables

/// What the rows of a file speak of, also those that are wrong: by it a corrected file is known to hold all that the broken one held.
struct CSVRowNames {
  private let profile: String
  private var names: [String] = []
  /// Errors of rows that have a name. Any other error may stand for rows that nobody has seen.
  private var explained = 0
  private var isComplete = true
  /// The row at hand has a name.
  private var isNamed = false
  /// More are not kept.
  private static let limit = 20_000

  init(_ profile: CSVProfile) { self.profile = profile.name }

  mutating func begin() { isNamed = false }

  /// The text as it stands, so that a wrong row and its correction have one name.
  mutating func add(_ kind: CSVRowKind, of company: Company, _ cells: CSVCells) {
    guard isComplete else { return }
    let fields: [CSVField] =
      switch kind {
      case .invoice, .creditNote, .openItem: [.number]
      case .payment: [.paymentId, .number, .reference]
      case .hold: [.number, .customerNumber]
      case .customer: [.customerNumber]
      case .ignore: []
      }
    let said = fields.lazy.compactMap { cells.text(at: cells.columns.ordinals[$0.rawValue]) }.first
    guard let said, names.count < Self.limit else {
      isComplete = false
      names = []
      return
    }
    isNamed = true
    names.append([company.key, profile, "\(kind)", said].joined(separator: "\u{1F}"))
  }

  /// The row at hand has these errors.
  mutating func explains(_ errors: Int) {
    if isNamed { explained += errors }
  }

  /// Nil when something in the file, or behind what was looked at, may be a row without a name.
  func all(_ findings: CSVFindings) -> [String]? {
    isComplete && !findings.isFull && findings.all.count { $0.severity == .error } == explained ? names : nil
  }
}
