import Exchange

/// A listing as an aligned table, or as one JSON object a row.
public enum ListText {
  public static func render(_ listing: Listing) -> String {
    guard !listing.rows.isEmpty else { return "None.\n" }
    let rows = listing.rows.map { $0.map(SafeText.of) }
    var widths = listing.columns.map(\.count)
    for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], cell.count) } }
    return ([listing.columns] + rows).map { row in
      let cells = row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }
      return cells.joined(separator: "  ").trimmingSuffix()
    }.joined(separator: "\n") + "\n"
  }

  /// Empty cells are absent keys.
  public static func json(_ listing: Listing) throws -> [String] {
    try listing.rows.map { row in
      try JSONText.line(
        Dictionary(zip(listing.columns, row).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first }))
    }
  }
}

extension String {
  fileprivate func trimmingSuffix() -> String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
