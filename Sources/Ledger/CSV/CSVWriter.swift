/// Writes rows as RFC 4180 says: quotation marks where they are needed, CRLF. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front, after it has been brought into the file's encoding: what is written in place of another character counts too.
struct CSVWriter {
  private let separator: UInt8
  private var out = ExportBytes()
  private var texts: ByteText
  private var isRowEmpty = true

  init(separator: UInt8, page: ByteText.Page, mark: [UInt8] = []) {
    self.separator = separator
    texts = ByteText(page)
    out.add(mark)
  }

  var bytes: [UInt8] { out.bytes }
  var tally: TextTally { texts.tally }

  /// `limit`: most bytes of the text, in an encoding of one byte a character.
  mutating func text(_ text: String, limit: Int? = nil) {
    var bytes = limit.map { texts.encode(text, limit: $0) } ?? texts.encode(text)
    if CSVWriter.isFormula(bytes) { bytes.insert(UInt8(ascii: "'"), at: 0) }
    cell(bytes)
  }

  /// Digits, signs and marks that the caller makes itself.
  mutating func number(_ add: (inout ExportBytes) -> Void) {
    var bytes = ExportBytes()
    add(&bytes)
    cell(bytes.bytes)
  }

  mutating func empty() { cell([]) }

  mutating func endRow() {
    out.add("\r\n")
    isRowEmpty = true
  }

  private mutating func cell(_ bytes: [UInt8]) {
    if !isRowEmpty { out.add(byte: separator) }
    isRowEmpty = false
    guard bytes.contains(where: { $0 == separator || $0 == 0x22 || $0 == 0x0D || $0 == 0x0A }) else { return out.add(bytes) }
    out.add(byte: 0x22)
    for byte in bytes {
      if byte == 0x22 { out.add(byte: 0x22) }
      out.add(byte: byte)
    }
    out.add(byte: 0x22)
  }

  /// Tabs and line ends at the front are gone by now. The wide forms of the signs (U+FF1D and others) are formulas too, in some.
  private static func isFormula(_ bytes: [UInt8]) -> Bool {
    switch bytes.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    case 0xEF: [[0xBC, 0x9D], [0xBC, 0x8B], [0xBC, 0x8D], [0xBC, 0xA0]].contains(Array(bytes.dropFirst().prefix(2)))
    default: false
    }
  }
}
