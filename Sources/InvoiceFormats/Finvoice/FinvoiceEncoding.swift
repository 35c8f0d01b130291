import Receivables
import XMLStream

/// Which encoding a message is really in, whatever its label says, and the message as UTF-8.
///
/// Each message is judged on its own: frame and invoice may be labelled differently within one file.
/// Source: ISO-8859-15 is the rule by Finance Finland's implementation guidelines 1.3–3.0.
struct FinvoiceEncoding: Hashable, Sendable {
  enum Choice: String, Hashable, Sendable {
    case ascii = "ASCII"
    case utf8 = "UTF-8"
    case latin1 = "ISO-8859-1"
    case latin9 = "ISO-8859-15"
    case windows1252 = "windows-1252"
  }

  /// What made the choice doubtful; each is a finding.
  enum Doubt: Hashable, Sendable {
    /// The label says one thing, the bytes another.
    case labelContradicted(label: String)
    /// No label, and not UTF-8.
    case undeclared
    /// A label that nothing is known of; the bytes are UTF-8 or ASCII.
    case unknownLabel(label: String)
    /// 0xA4 beside a figure under the label ISO-8859-1: the euro sign, not the currency sign.
    case euroSign
    /// Bytes 0x80–0x9F, which are control characters by the label: read as windows-1252.
    case windowsCharacters(label: String)
  }

  /// Why no encoding can be trusted.
  enum Refusal: Hashable, Sendable {
    /// UTF-8 and single-byte letters in one message: names would be garbled.
    case mixed(offset: Int)
    case unknownLabel(label: String, offset: Int)
    /// A byte that windows-1252 leaves undefined.
    case undefined(offset: Int)
  }

  var choice: Choice
  var doubts: [Doubt]

  /// - Parameters:
  ///   - bytes: one message from its declaration on, without a byte order mark of another encoding.
  ///   - wasUTF16: the file was UTF-16 and is UTF-8 now, so that its label means nothing any more.
  static func choose(_ bytes: ArraySlice<UInt8>, wasUTF16: Bool = false) -> Result<FinvoiceEncoding, FinvoiceRefusal> {
    let label = wasUTF16 ? nil : XMLSniffer.declaredEncoding(of: bytes)
    let declared = label.flatMap { XMLEncoding(declared: $0) }
    let census = Census(bytes)
    guard let firstHigh = census.firstHigh else {
      let known = label == nil || declared != nil
      return .success(FinvoiceEncoding(choice: .ascii, doubts: known ? [] : [.unknownLabel(label: label ?? "")]))
    }
    if census.isUTF8 {
      guard let label, declared != .utf8 else { return .success(FinvoiceEncoding(choice: .utf8, doubts: [])) }
      // A real ISO-8859 text with Finnish letters practically never decodes as UTF-8.
      let doubt = declared == nil ? Doubt.unknownLabel(label: label) : .labelContradicted(label: label)
      return .success(FinvoiceEncoding(choice: .utf8, doubts: [doubt]))
    }
    if wasUTF16 { return .failure(FinvoiceRefusal(.mixed(offset: census.firstNotUTF8 ?? firstHigh))) }
    switch declared {
    case .utf8, nil, .utf16:
      if declared == nil, let label { return .failure(FinvoiceRefusal(.unknownLabel(label: label, offset: firstHigh))) }
      // Some sequences are UTF-8 and some are not: damaged, and no single decoding is right.
      guard !census.hasUTF8Letters else { return .failure(FinvoiceRefusal(.mixed(offset: census.firstNotUTF8 ?? firstHigh))) }
      return single(.latin9, census, label.map { .labelContradicted(label: $0) } ?? .undeclared, bytes, label ?? "none")
    case .latin1:
      return single(.latin1, census, hasEuroSign(bytes) ? .euroSign : nil, bytes, label ?? "")
    case .latin9:
      return single(.latin9, census, nil, bytes, label ?? "")
    case .windows1252:
      return single(.windows1252, census, nil, bytes, label ?? "")
    }
  }

  private static func single(
    _ choice: Choice, _ census: Census, _ doubt: Doubt?, _ bytes: ArraySlice<UInt8>, _ label: String
  ) -> Result<FinvoiceEncoding, FinvoiceRefusal> {
    // "Ã" before a continuation byte is a UTF-8 letter in a text that is otherwise not UTF-8.
    if census.hasUTF8Letters { return .failure(FinvoiceRefusal(.mixed(offset: census.firstNotUTF8 ?? 0))) }
    if let undefined = bytes.firstIndex(where: { SingleByteTables.undefined1252.contains($0) }) {
      return .failure(FinvoiceRefusal(.undefined(offset: undefined - bytes.startIndex)))
    }
    var doubts = doubt.map { [$0] } ?? []
    if choice != .windows1252, bytes.contains(where: { (0x80...0x9F).contains($0) }) {
      doubts.append(.windowsCharacters(label: label))
    }
    return .success(FinvoiceEncoding(choice: choice, doubts: doubts))
  }

  /// 0xA4 next to a figure, perhaps with a blank between.
  private static func hasEuroSign(_ bytes: ArraySlice<UInt8>) -> Bool {
    func isFigure(_ index: Int, _ step: Int) -> Bool {
      var index = index + step
      if bytes.indices.contains(index), bytes[index] == 0x20 || bytes[index] == 0xA0 { index += step }
      return bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
    }
    return bytes.indices.contains { bytes[$0] == 0xA4 && (isFigure($0, -1) || isFigure($0, 1)) }
  }

  /// The scalar that a byte means.
  func scalar(_ byte: UInt8) -> UInt16 {
    switch byte {
    case ..<0x80: UInt16(byte)
    case 0x80...0x9F: SingleByteTables.windows1252[Int(byte) - 0x80]
    default: choice == .latin9 ? SingleByteTables.latin9(byte) : euro(byte)
    }
  }

  private func euro(_ byte: UInt8) -> UInt16 {
    byte == 0xA4 && doubts.contains(.euroSign) ? 0x20AC : UInt16(byte)
  }
}

/// A refusal as an error value, so that `Result` can carry it.
struct FinvoiceRefusal: Error, Hashable {
  var reason: FinvoiceEncoding.Refusal
  init(_ reason: FinvoiceEncoding.Refusal) { self.reason = reason }
}

/// What the high bytes of a text are.
private struct Census {
  var firstHigh: Int?
  var firstNotUTF8: Int?
  /// A two-byte sequence of U+00C0–U+00FF (ä, ö, å …), encoded as UTF-8.
  var hasUTF8Letters = false

  var isUTF8: Bool { firstNotUTF8 == nil }

  init(_ bytes: ArraySlice<UInt8>) {
    var index = bytes.startIndex
    let end = bytes.endIndex
    while index < end {
      let byte = bytes[index]
      guard byte >= 0x80 else {
        index += 1
        continue
      }
      if firstHigh == nil { firstHigh = index - bytes.startIndex }
      let length = Census.sequenceLength(bytes, at: index)
      if length == 0 {
        if firstNotUTF8 == nil { firstNotUTF8 = index - bytes.startIndex }
        index += 1
      } else {
        if byte == 0xC3 { hasUTF8Letters = true }
        index += length
      }
    }
  }

  /// Bytes of the well-formed UTF-8 sequence that begins here, 0 for none (Unicode 15, table 3-7).
  private static func sequenceLength(_ bytes: ArraySlice<UInt8>, at index: Int) -> Int {
    func next(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.endIndex && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xC2...0xDF: return next(1) ? 2 : 0
    case 0xE0: return next(1, 0xA0...0xBF) && next(2) ? 3 : 0
    case 0xE1...0xEC, 0xEE...0xEF: return next(1) && next(2) ? 3 : 0
    case 0xED: return next(1, 0x80...0x9F) && next(2) ? 3 : 0
    case 0xF0: return next(1, 0x90...0xBF) && next(2) && next(3) ? 4 : 0
    case 0xF1...0xF3: return next(1) && next(2) && next(3) ? 4 : 0
    case 0xF4: return next(1, 0x80...0x8F) && next(2) && next(3) ? 4 : 0
    default: return 0
    }
  }
}

/// Source: ISO/IEC 8859-15:1999; IANA charset registry, windows-1252.
private enum SingleByteTables {
  static func latin9(_ byte: UInt8) -> UInt16 {
    switch byte {
    case 0xA4: 0x20AC
    case 0xA6: 0x0160
    case 0xA8: 0x0161
    case 0xB4: 0x017D
    case 0xB8: 0x017E
    case 0xBC: 0x0152
    case 0xBD: 0x0153
    case 0xBE: 0x0178
    default: UInt16(byte)
    }
  }

  static let undefined1252: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

  /// 0x80–0x9F; the replacement character where nothing is defined.
  static let windows1252: [UInt16] = [
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D,
    0xFFFD,
    0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E,
    0x0178,
  ]
}
