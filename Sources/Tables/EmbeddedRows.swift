import CTables

/// Rows of a table that is built into the program: comma-separated, a header row, quotes doubled, no line breaks in fields.
public struct EmbeddedRows: Sequence {
  public struct Row {
    fileprivate let columns: [String: Int]
    fileprivate let fields: [String]

    /// Empty when the row or the column is not there.
    public subscript(_ column: String) -> String {
      guard let index = columns[column], index < fields.count else { return "" }
      return fields[index]
    }
  }

  private var columns: [String: Int] = [:]
  private var lines: [[String]] = []

  public init(_ table: PerilleTable) {
    self.init(bytes: UnsafeBufferPointer(start: table.bytes, count: table.count))
  }

  public init(bytes: some Collection<UInt8>) {
    lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { EmbeddedRows.fields($0) }
    guard !lines.isEmpty else { return }
    columns = Dictionary(lines.removeFirst().enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  public func makeIterator() -> some IteratorProtocol<Row> {
    lines.lazy.map { Row(columns: columns, fields: $0) }.makeIterator()
  }

  private static func fields(_ line: some Sequence<UInt8>) -> [String] {
    var fields: [[UInt8]] = [[]]
    var isQuoted = false
    var afterQuote = false
    for byte in line {
      if byte == 0x22 {
        // A quote right after a closing one is a doubled quote.
        if afterQuote { fields[fields.count - 1].append(byte) }
        afterQuote = isQuoted
        isQuoted.toggle()
        continue
      }
      afterQuote = false
      if byte == 0x2C, !isQuoted {
        fields.append([])
      } else {
        fields[fields.count - 1].append(byte)
      }
    }
    return fields.map { String(decoding: $0, as: UTF8.self) }
  }
}
