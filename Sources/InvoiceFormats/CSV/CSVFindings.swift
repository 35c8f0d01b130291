import Receivables

/// The findings of one file, up to the limit.
struct CSVFindings {
  private(set) var all: [Finding] = []
  private(set) var hasErrors = false

  private let limit: Int

  init(_ limits: CSVLimits) { limit = limits.findings }

  var isFull: Bool { all.count >= limit }

  mutating func add(_ finding: Finding) {
    guard !isFull else { return }
    if finding.severity == .error { hasErrors = true }
    all.append(finding)
  }

  /// The last word, beyond the limit.
  mutating func close(_ finding: Finding) { all.append(finding) }

  /// Why the bytes cannot be cut into rows any further.
  static func finding(
    _ fault: CSVRecordScanner.Fault, line: Int, column: Int, offset: Int, profile: CSVProfile, limits: CSVLimits
  ) -> Finding {
    let place = Finding.Place(line: line, column: column, byteOffset: offset)
    let quoting =
      "Inside a quoted value a quotation mark is doubled. If quotation marks are ordinary characters in these files, say quote: none in profile \"\(profile.name)\"."
    return switch fault {
    case .strayQuote:
      Finding(
        "csv.quote", .error, "A quotation mark stands inside a value that does not begin with one.", remedy: quoting, place: place
      )
    case .afterQuote:
      Finding(
        "csv.quote", .error, "Something stands between a closing quotation mark and the separator.", remedy: quoting, place: place
      )
    case .openQuote:
      Finding(
        "csv.quote-open", .error, "The quotation mark that opens here is not closed.",
        remedy: "The file may be cut off. " + quoting, place: place)
    case .tooLong:
      Finding(
        "csv.row-size", .error, "The row is longer than \(limits.rowBytes) bytes.",
        remedy: "Is this the export that profile \"\(profile.name)\" is for? A row of it cannot be that long.", place: place)
    case .control(let byte):
      Finding(
        "csv.control-character", .error, "Byte \(hex(byte)) is a control character, which no text has.",
        remedy: "The file is damaged or is no text. Ask the sender for it again.", place: place)
    }
  }

  static func finding(_ fault: CSVEncodings.Fault, in scanner: CSVRecordScanner, profile: CSVProfile) -> Finding {
    let before = scanner.recordBytes.prefix(fault.offset)
    let place = Finding.Place(
      line: scanner.recordLine + lineBreaks(before),
      column: scanner.fields.count { $0.start <= fault.offset },
      byteOffset: scanner.recordOffset + fault.offset)
    if fault.isByteOrderMark {
      return Finding(
        "csv.bom", .error, "A byte order mark stands in the middle of the file.",
        remedy: "Were several files joined into one? Ask the sender for each by itself.", place: place)
    }
    let encoding = profile.dialect.encoding
    let hint =
      switch encoding {
      case .utf8: "It may be windows-1252, iso-8859-1 or cp850"
      case .latin1, .latin9: "It may be windows-1252, cp850 or utf-8"
      case .windows1252, .cp850: "It may be cp850 or utf-8"
      }
    return Finding(
      "csv.encoding", .error,
      "Byte \(hex(fault.byte)) at offset \(scanner.recordOffset + fault.offset) is not \(encoding.rawValue).",
      remedy: "\(hint): say so under encoding: of profile \"\(profile.name)\", or let the sender write \(encoding.rawValue).",
      place: place)
  }

  /// LF, CRLF and CR, each once.
  private static func lineBreaks(_ bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D || (byte == 0x0A && last != 0x0D) { count += 1 }
      last = byte
    }
    return count
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "0x" + (digits.utf8.count < 2 ? "0" : "") + digits
  }
}
