import CTables

/// Elements that a version's schema or guideline demands.
enum FinvoiceMissingRules {
  static let all: [FinvoiceRules.Rule] = [mandatory, subtotals]

  /// FINVOICE-MISSING-01 (schema) and -02 (guideline): `finvoice_mandatory.tsv`, without what a rule of its own says.
  @Sendable static func mandatory(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    // Nearly everything is there: bits first.
    for index in FinvoicePresence.elements.indices where !facts.presence.holds(index) {
      let element = FinvoicePresence.elements[index]
      guard element.from <= facts.version, facts.version <= element.until,
        element.parent.map({ facts.presence.holds($0) }) ?? true
      else { continue }
      report.add(
        element.isOfSchema ? .mandatory : .guideline, line: nil, path: element.path, text: element.name, term: element.term)
    }
  }

  /// FINVOICE-MISSING-03: at least one row is more than a subtotal.
  @Sendable static func subtotals(_ facts: FinvoiceFacts, _ report: inout FinvoiceReport) {
    guard facts.presence.rows > 0, facts.presence.rows == facts.presence.subtotals else { return }
    report.add(.onlySubtotals, line: nil, path: "InvoiceRow")
  }
}

/// Which of the elements that may be demanded a message has, as bits.
public struct FinvoicePresence: Hashable, Sendable {
  struct Element: Sendable {
    var name: String
    /// Below `/Finvoice/`.
    var path: String
    /// Position of the element that it stands in; nil when that is demanded itself or always there.
    var parent: Int?
    /// An empty one counts.
    var mayBeEmpty: Bool
    var from: FinvoiceVersion
    var until: FinvoiceVersion
    /// Of the schema, else of the guideline only.
    var isOfSchema: Bool
    var term: String?
  }

  private static let table: [[String]] = TabbedRows(perille_table_finvoice_mandatory()).texts

  /// Names whose presence is asked for, in the order of their bits: elements first that are demanded, then what they stand in.
  static let elements: [Element] = table.map { row in
    Element(
      name: row.cell(0), path: row.cell(1), parent: parents.firstIndex(of: row.cell(2)).map { table.count + $0 },
      mayBeEmpty: row.cell(3) == "opened", from: FinvoiceVersion(rawValue: row.cell(4)) ?? .v1_0,
      until: FinvoiceVersion(rawValue: row.cell(5)) ?? .v3_0, isOfSchema: row.cell(6) == "schema",
      term: row.cell(7).isEmpty ? nil : row.cell(7))
  }

  /// Elements that others stand in, each once.
  private static let parents: [String] = table.map { $0.cell(2) }.reduce(into: []) { list, name in
    if !name.isEmpty && !list.contains(name) { list.append(name) }
  }

  /// Bit of each name, and whether it is set when the element opens or when it has text. A name may have several bits.
  static let bits: [(name: String, bit: Int, whenOpened: Bool)] =
    elements.enumerated().map { ($1.name, $0, $1.mayBeEmpty) } + parents.enumerated().map { ($1, elements.count + $0, true) }

  private var words: UInt128 = 0
  public var rows = 0
  public var subtotals = 0

  public init() {}

  /// Sets the bits of a mask that `masks` gave.
  public mutating func insert(_ mask: UInt128) { words |= mask }

  /// For each of these names the bits that its start tag and its text set.
  public static func masks(_ names: [String]) -> [(opened: UInt128, text: UInt128)] {
    names.map { name in
      var masks: (opened: UInt128, text: UInt128) = (0, 0)
      for bit in bits where bit.name == name {
        let mask: UInt128 = 1 << UInt128(truncatingIfNeeded: bit.bit)
        if bit.whenOpened { masks.opened |= mask } else { masks.text |= mask }
      }
      return masks
    }
  }

  func holds(_ bit: Int) -> Bool { words & (1 << UInt128(truncatingIfNeeded: bit)) != 0 }
}
