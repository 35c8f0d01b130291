import CTables

/// Rows of a built-in table with tabs between its columns, in the order of its heading; no quoting, `#` begins a remark.
struct FinvoiceTable {
  let rows: [[String]]

  init(_ table: PerilleTable) {
    let bytes = UnsafeBufferPointer(start: table.bytes, count: table.count)
    let lines = bytes.split(separator: 0x0A).filter { $0.first != 0x23 }
    rows = lines.dropFirst().map { line in
      line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }
  }
}

extension Array where Element == String {
  /// The cell, or an empty text when the row is shorter.
  func cell(_ index: Int) -> String { index < count ? self[index] : "" }
}
