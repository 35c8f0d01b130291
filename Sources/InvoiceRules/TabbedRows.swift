import CTables

/// Rows of a tab-separated table that is built into the program: a header row, no quotes, `#` begins a remark.
///
/// It keeps byte ranges and makes a String only of a field that is asked for: code lists and paths are read at every start.
struct TabbedRows: Sequence {
  struct Row {
    let fields: [UnsafeBufferPointer<UInt8>]
    fileprivate let columns: [String: Int]

    subscript(_ column: String) -> String {
      guard let index = columns[column], index < fields.count else { return "" }
      return String(decoding: fields[index], as: UTF8.self)
    }
  }

  private let table: UnsafeBufferPointer<UInt8>

  init(_ table: PerilleTable) {
    self.table = UnsafeBufferPointer(start: table.bytes, count: table.count)
  }

  func makeIterator() -> AnyIterator<Row> {
    var lines = Self.split(table, at: 0x0A).filter { !$0.isEmpty && $0[0] != UInt8(ascii: "#") }.makeIterator()
    let header = lines.next().map { Self.split($0, at: 0x09) } ?? []
    let columns = Dictionary(
      header.enumerated().map { (String(decoding: $1, as: UTF8.self), $0) }, uniquingKeysWith: { first, _ in first })
    return AnyIterator { lines.next().map { Row(fields: Self.split($0, at: 0x09), columns: columns) } }
  }

  /// The stretches between separators, without copying.
  static func split(_ bytes: UnsafeBufferPointer<UInt8>, at separator: UInt8) -> [UnsafeBufferPointer<UInt8>] {
    var parts: [UnsafeBufferPointer<UInt8>] = []
    var from = 0
    for position in 0..<bytes.count where bytes[position] == separator {
      parts.append(UnsafeBufferPointer(rebasing: bytes[from..<position]))
      from = position + 1
    }
    parts.append(UnsafeBufferPointer(rebasing: bytes[from...]))
    return parts
  }

  /// All rows as texts, for small tables.
  var texts: [[String]] { map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } }
}

extension Array where Element == String {
  /// The cell, or an empty text when the row is shorter.
  func cell(_ index: Int) -> String { index < count ? self[index] : "" }
}
