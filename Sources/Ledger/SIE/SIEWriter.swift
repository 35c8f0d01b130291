import Receivables

/// Writes records of SIE and keeps their checksum.
struct SIEWriter {
  enum Field {
    /// ASCII without blanks and quotation marks.
    case raw(String)
    case number(Int)
    case day(CalendarDate)
    case text(String)
    /// What `encoded` gave.
    case encoded([UInt8])
  }

  private var out = ExportBytes()
  private var texts = ByteText(.pc8)
  private var checksum = CRC32()
  private var isChecked = false

  var bytes: [UInt8] { out.bytes }
  var tally: TextTally { texts.tally }

  mutating func record(_ label: StaticString, _ fields: [Field]) {
    begin(label)
    for field in fields { add(field) }
    end()
  }

  mutating func line(_ text: StaticString) {
    out.add(text)
    end()
  }

  /// `#TRANS account {8 customer 10 invoice} amount`
  mutating func transaction(account: String, customer: String?, invoice: String?, _ amount: Money) {
    begin("#TRANS")
    add(.raw(account))
    out.add(" {")
    var isFirst = true
    for (dimension, number) in [(8, customer), (10, invoice)] {
      guard let number, !number.isEmpty else { continue }
      let object = encoded(number)
      guard !object.isEmpty else { continue }
      add(.number(dimension), blank: !isFirst)
      add(.encoded(object))
      isFirst = false
    }
    out.add("} ")
    let start = out.bytes.count
    out.add(amount, mark: 0x2E, decimals: 2)
    check(from: start)
    end()
  }

  mutating func openChecksum() {
    out.add("#KSUMMA")
    end()
    isChecked = true
  }

  mutating func closeChecksum() {
    isChecked = false
    out.add("#KSUMMA ")
    out.add(number: Int(checksum.value))
    end()
  }

  /// In code page 437, with none of the signs that are SIE's own.
  mutating func encoded(_ text: String) -> [UInt8] {
    var bytes = texts.encode(text)
    for index in bytes.indices {
      guard let plain = SIEWriter.plain(bytes[index]) else { continue }
      bytes[index] = plain
      texts.tally.transliterated += 1
    }
    return bytes
  }

  private static func plain(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "\""): UInt8(ascii: "'")
    case UInt8(ascii: "\\"): UInt8(ascii: "/")
    case UInt8(ascii: "{"): UInt8(ascii: "(")
    case UInt8(ascii: "}"): UInt8(ascii: ")")
    default: nil
    }
  }

  private mutating func begin(_ label: StaticString) {
    let start = out.bytes.count
    out.add(label)
    check(from: start)
  }

  private mutating func add(_ field: Field, blank: Bool = true) {
    if blank { out.add(byte: 0x20) }
    switch field {
    case .raw(let text): unquoted { $0.add(ascii: text) }
    case .number(let number): unquoted { $0.add(number: number) }
    case .day(let day): unquoted { $0.add(compact: day) }
    case .text(let text): quoted(encoded(text))
    case .encoded(let bytes): quoted(bytes)
    }
  }

  private mutating func unquoted(_ add: (inout ExportBytes) -> Void) {
    let start = out.bytes.count
    add(&out)
    check(from: start)
  }

  private mutating func quoted(_ text: [UInt8]) {
    out.add(byte: 0x22)
    let start = out.bytes.count
    out.add(text)
    check(from: start)
    out.add(byte: 0x22)
  }

  private mutating func end() { out.add("\r\n") }

  /// Labels and fields count; blanks, quotation marks and braces do not.
  private mutating func check(from start: Int) {
    guard isChecked else { return }
    for byte in out.bytes[start...] { checksum.add(byte) }
  }
}

/// CRC-32 of `#KSUMMA`: polynomial 0xEDB88320, all bits set at the beginning and inverted at the end.
struct CRC32 {
  private var state: UInt32 = 0xFFFF_FFFF

  mutating func add(_ byte: UInt8) { state = CRC32.table[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8 }

  var value: UInt32 { ~state }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
  }
}
