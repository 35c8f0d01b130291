/// How much of a document is read before it is refused. Exceeding any is a problem with its own code.
public struct XMLLimits: Hashable, Sendable {
  /// Elements inside one another.
  public var depth: Int
  /// Elements of the document.
  public var elements: Int
  /// Bytes of the document.
  public var bytes: Int
  /// Attributes of one element.
  public var attributes: Int
  /// UTF-8 bytes of one element's attribute values together.
  public var attributeBytes: Int
  /// UTF-8 bytes of one run of text that is kept; text that is discarded counts only against `bytes`.
  public var textBytes: Int

  public init(depth: Int, elements: Int, bytes: Int, attributes: Int, attributeBytes: Int, textBytes: Int) {
    self.depth = depth
    self.elements = elements
    self.bytes = bytes
    self.attributes = attributes
    self.attributeBytes = attributeBytes
    self.textBytes = textBytes
  }

  /// One message: an invoice with attachments.
  public static let message = XMLLimits(
    depth: 100, elements: 20_000_000, bytes: 1 << 30, attributes: 64, attributeBytes: 65_536, textBytes: 1 << 20)

  /// A bank statement or notification, which is streamed.
  public static let statement = XMLLimits(
    depth: 100, elements: 2_000_000_000, bytes: 16 << 30, attributes: 64, attributeBytes: 65_536, textBytes: 1 << 20)
}

/// Encodings that are read. A document's declaration is honoured when it names one of them.
public enum XMLEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case latin1 = "ISO-8859-1"
  case latin9 = "ISO-8859-15"
  case windows1252 = "windows-1252"
  /// Only with a byte order mark.
  case utf16 = "UTF-16"

  /// Bytes that are no character of windows-1252, as libxml2's converter has it (WHATWG's table gives them control characters).
  static let windows1252Gaps: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]

  /// The encoding that a declaration's word means, in whatever case; nil when it is not read.
  public init?(declared word: some StringProtocol) {
    switch word.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1": self = .latin1
    case "iso-8859-15", "iso8859-15", "iso_8859-15", "latin-9", "latin9": self = .latin9
    case "windows-1252", "cp1252", "cp-1252": self = .windows1252
    case "utf-16", "utf16", "utf-16le", "utf-16be": self = .utf16
    default: return nil
    }
  }
}
