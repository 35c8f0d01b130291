import CTables

/// Rows of a dated table that is built into the program: comma-separated, a header row, quotes doubled, no line breaks in fields.
struct EmbeddedTable {
  private let columns: [String: Int]
  private let fields: [[String]]

  init(_ table: PerilleTable) {
    let bytes = UnsafeBufferPointer(start: table.bytes, count: table.count)
    var lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { EmbeddedTable.split(Array($0)) }
    let header = lines.isEmpty ? [] : lines.removeFirst()
    columns = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    fields = lines
  }

  struct Row {
    fileprivate let columns: [String: Int]
    fileprivate let fields: [String]

    /// Empty when the row or the column is not there.
    subscript(_ column: String) -> String {
      guard let index = columns[column], index < fields.count else { return "" }
      return fields[index]
    }
  }

  var rows: [Row] { fields.map { Row(columns: columns, fields: $0) } }

  private static func split(_ line: [UInt8]) -> [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    while index < line.count {
      let byte = line[index]
      if byte == 0x22 {
        if isQuoted, index + 1 < line.count, line[index + 1] == 0x22 {
          field.append(byte)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if byte == 0x2C, !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
      }
      index += 1
    }
    fields.append(String(decoding: field, as: UTF8.self))
    return fields
  }
}
