/// Why a document could not be read, or not wholly.
public struct XMLProblem: Hashable, Sendable {
  public enum Code: String, Hashable, Sendable, CaseIterable {
    case empty = "xml.empty"
    /// Compressed or otherwise not text.
    case notXML = "xml.not-xml"
    /// An internal DTD subset, or a reference to an entity.
    case entity = "xml.entity"
    case encoding = "xml.encoding"
    /// A character that XML forbids: NUL and other controls.
    case character = "xml.character"
    case malformed = "xml.malformed"
    /// Ends before its root element does.
    case truncated = "xml.truncated"
    /// Something follows the root element.
    case trailing = "xml.trailing"
    /// A prefix that nothing declares; reading goes on.
    case namespace = "xml.namespace"
    case depth = "xml.depth"
    case elements = "xml.elements"
    case attributes = "xml.attributes"
    case textSize = "xml.text-size"
    case size = "xml.size"
    /// A limit of the XML library itself: a name, comment or tag too long.
    case libraryLimit = "xml.library-limit"
    /// Against its schema.
    case schema = "xml.schema"
  }

  public var code: Code
  /// What is wrong: a full sentence. Quotes nothing of the document but element names and encoding labels.
  public var message: String
  /// What was expected and what to do.
  public var remedy: String
  /// 1-based line of the file.
  public var line: Int?
  /// 1-based column of that line, in bytes of the decoded text.
  public var column: Int?
  /// 0-based byte of the file; nil where the encoding does not let it be told.
  public var byteOffset: Int?
  /// What the library itself said, for the curious; may quote the document, so mask it before it is shown.
  public var detail: String?
  /// Nothing after it was read. Only `namespace` is not fatal.
  public var isFatal: Bool { code != .namespace && code != .schema }

  /// The remedy is that of its code.
  public init(
    _ code: Code, _ message: String, line: Int? = nil, column: Int? = nil, byteOffset: Int? = nil, detail: String? = nil
  ) {
    self.code = code
    self.message = message
    remedy = LibraryMessages.remedy(code)
    self.line = line
    self.column = column
    self.byteOffset = byteOffset
    self.detail = detail
  }
}
