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

  /// The text as it stands, so that a wrong row and its correction have one name. An invoice may be paid more than once: a payment without
  /// an id is told by all that it says, and by nothing when that is wrong.
  mutating func add(_ kind: CSVRowKind, of company: Company, _ cells: CSVCells) {
    guard isComplete else { return }
    let text = { (field: CSVField) in cells.text(at: cells.columns.ordinals[field.rawValue]) }
    let said: [String?] =
      switch kind {
      case .invoice, .creditNote, .openItem: [text(.number)]
      case .payment:
        if let id = text(.paymentId) {
          [id]
        } else if cells.isBad {
          []
        } else {
          [text(.number), text(.reference), text(.customerNumber), text(.paymentDate), text(.amount)]
        }
      case .hold: [text(.number) ?? text(.customerNumber)]
      case .customer: [text(.customerNumber)]
      case .ignore: []
      }
    guard said.contains(where: { $0 != nil }), names.count < Self.limit else {
      isComplete = false
      names = []
      return
    }
    isNamed = true
    names.append(([company.key, profile, "\(kind)"] + said.map { $0 ?? "" }).joined(separator: "\u{1F}"))
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
