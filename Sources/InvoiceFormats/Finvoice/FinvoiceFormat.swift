import Receivables
import XMLStream

/// Finvoice 1.0–3.0: framed or not, one message a file or many.
///
/// The file is cut into messages by bytes, each is decoded by what its bytes are, read by local names and mapped to the model of
/// EN 16931; one bad message does not harm its neighbours.
/// Source: Finance Finland, Finvoice implementation guidelines 1.3, 2.0, 2.01, 3.0 and their schemas.
public struct FinvoiceFormat: InvoiceFormat {
  let limits: FinvoiceLimits

  public init() { limits = FinvoiceLimits() }

  init(limits: FinvoiceLimits) { self.limits = limits }

  /// Versions whose schemas are known. Another one is read all the same, and that is said.
  static let versions = ["1.0", "1.1", "1.2", "1.3", "2.0", "2.01", "3.0"]

  public func recognises(_ head: FileHead) -> Bool {
    guard let first = try? FinvoiceFormat.firstRoot(head.bytes, limits) else { return false }
    switch FinvoiceRoots.root(first[...]) {
    case .invoice, .otherMessage: return true
    // Other programs use the same envelope: a Finvoice or its header's namespace has to follow.
    case .frame: return ["Finvoice", "ebxml-msg"].contains { FinvoiceFormat.holds(head.bytes, $0) }
    case .unknown: return false
    }
  }

  public func read(_ source: any ByteSource, head: FileHead, into sink: any MessageSink) throws -> FileSummary {
    try read(source, head: head) { _, message, _ in try sink.receive(message) }
  }

  /// Reads and hands over what was stated beside what was understood.
  func read(
    _ source: any ByteSource, head: FileHead, each: (FinvoicePart, ReadMessage, FinvoiceMessage?) throws -> Void
  ) throws -> FileSummary {
    var splitter: FinvoiceSplitter
    var wasUTF16 = false
    if let isLittleEndian = UTF16Source.isLittleEndian(head.bytes) {
      wasUTF16 = true
      splitter = FinvoiceSplitter(UTF16Source(source, isLittleEndian: isLittleEndian), unit: .fromUTF16, limits: limits)
    } else {
      splitter = FinvoiceSplitter(source, limits: limits)
    }
    let reader = FinvoicePartReader(limits: limits, wasUTF16: wasUTF16)
    var count = 0
    var mayReduceClaims = false
    while let part = try splitter.next() {
      let (message, stated) = try reader.read(part, index: count)
      try each(part, message, stated)
      mayReduceClaims = mayReduceClaims || message.mayReduceClaims
      count += 1
    }
    // A file without a message may have lost them.
    var summary = FileSummary(format: "finvoice", messages: count, mayReduceClaims: mayReduceClaims || count == 0)
    if count == 0 {
      summary.findings.append(
        Finding(
          "finvoice.no-message", .error, "The file holds no message.",
          remedy: "It should hold Finvoice messages, each with its root element."))
    }
    return summary
  }

  /// The name of the first root in these bytes, without its prefix; nil when something else stands before it.
  private static func firstRoot(_ bytes: [UInt8], _ limits: FinvoiceLimits) throws -> [UInt8]? {
    var source: any ByteSource = MemorySource(bytes)
    if let isLittleEndian = UTF16Source.isLittleEndian(bytes) {
      source = UTF16Source(source, isLittleEndian: isLittleEndian)
    }
    var scanner = MarkupScanner(source, limits: limits)
    var cursor = 0
    if try scanner.window.holds("\u{FEFF}", at: 0) { cursor = 3 }
    while let token = try scanner.next(from: cursor) {
      while cursor < token.range.lowerBound {
        guard let byte = try scanner.window.byte(at: cursor), MarkupScanner.isBlank(byte) else { return nil }
        cursor += 1
      }
      switch token.markup {
      case .startTag(let name, _): return Array(MarkupScanner.localName(name))
      case .declaration, .skipped, .doctype: cursor = token.range.upperBound
      case .endTag, .broken, .text: return nil
      }
    }
    return nil
  }

  /// Whether a word stands anywhere in these bytes.
  static func holds(_ bytes: [UInt8], _ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, bytes.count >= word.count else { return false }
    return bytes.indices.dropLast(word.count - 1).contains {
      bytes[$0] == first && bytes[$0..<($0 + word.count)].elementsEqual(word)
    }
  }
}
