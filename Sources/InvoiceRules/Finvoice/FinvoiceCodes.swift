import CTables

/// `finvoice_codes.tsv`: the values that an element may take, with the versions in which it may.
enum FinvoiceCodes {
  enum List: String, CaseIterable, Sendable {
    case type, typeUN, origin, status, vat, charge, means, currency, country
  }

  private struct Code: Sendable {
    var from: FinvoiceVersion
    var until: FinvoiceVersion
  }

  private static let lists: [List: [String: Code]] = {
    var lists: [List: [String: Code]] = [:]
    for row in TabbedRows(perille_table_finvoice_codes()).texts {
      guard let list = List(rawValue: row.cell(0)) else { continue }
      let code = Code(
        from: FinvoiceVersion(rawValue: row.cell(2)) ?? .v1_0, until: FinvoiceVersion(rawValue: row.cell(3)) ?? .v3_0)
      for value in row.cell(1).split(separator: " ") { lists[list, default: [:]][String(value)] = code }
    }
    return lists
  }()

  /// Whether the version knows the code.
  static func holds(_ code: String, _ list: List, _ version: FinvoiceVersion) -> Bool {
    guard let entry = lists[list]?[code] else { return false }
    return entry.from <= version && version <= entry.until
  }
}
