import CTables

/// Rows of a table that is built into the program: comma-separated, a header row, quotes doubled, no line breaks in values.
enum TableLines {
  /// Values by column name; a row that is shorter leaves its last columns out.
  static func rows(_ table: PerilleTable) -> [[String: String]] {
    let bytes = UnsafeBufferPointer(start: table.bytes, count: table.count)
    let lines = bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).map { values(of: $0) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(zip(header, $0), uniquingKeysWith: { first, _ in first }) }
  }

  private static func values(of line: some Sequence<UInt8>) -> [String] {
    var values: [[UInt8]] = [[]]
    var isQuoted = false
    var closed = false
    for byte in line {
      if byte == 0x22 {
        // A mark right after a closing one stands for itself.
        if closed { values[values.count - 1].append(byte) }
        closed = isQuoted
        isQuoted.toggle()
      } else {
        closed = false
        if byte == 0x2C, !isQuoted { values.append([]) } else { values[values.count - 1].append(byte) }
      }
    }
    return values.map { String(decoding: $0, as: UTF8.self) }
  }
}
