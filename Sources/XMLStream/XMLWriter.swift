import CLibXML2

/// Why a document could not be written.
public enum XMLWriterError: Error, Hashable, Sendable {
  /// A character that XML cannot hold, not even escaped (a control character): code point, and the element that was open.
  case forbiddenCharacter(UInt32, element: String)
  /// Not a name that an element or attribute may have.
  case invalidName(String)
  /// More ends than starts, or none at all.
  case unbalanced
  case outOfMemory
}

/// Writes one XML document into memory, the same bytes for the same calls. libxml2 does all escaping.
///
/// Errors are kept until `finish()`, so that the calls between need no `try`.
public final class XMLWriter {
  public enum Encoding: String, Hashable, Sendable {
    case utf8 = "UTF-8"
    /// Characters beyond it are written as character references.
    case latin1 = "ISO-8859-1"
  }

  public enum Layout: Hashable, Sendable {
    /// One line.
    case compact
    /// Each element on a line of its own, indented by two blanks a level.
    case indented
  }

  private var buffer: xmlBufferPtr?
  private var writer: xmlTextWriterPtr?
  private var open: [String] = []
  private var wroteRoot = false
  private var error: XMLWriterError?

  public init(encoding: Encoding = .utf8, layout: Layout = .indented) {
    _ = LibXML2.isReady
    buffer = xmlBufferCreate()
    writer = xmlNewTextWriterMemory(buffer, 0)
    if writer == nil { error = .outOfMemory }
    xmlTextWriterSetIndent(writer, layout == .indented ? 1 : 0)
    xmlTextWriterSetIndentString(writer, "  ")
    check(xmlTextWriterStartDocument(writer, "1.0", encoding.rawValue, nil))
  }

  deinit {
    if let writer { xmlFreeTextWriter(writer) }
    if let buffer { xmlBufferFree(buffer) }
  }

  /// Opens an element. A name may have a prefix (`cbc:ID`), which the caller declares by an attribute `xmlns:cbc`.
  public func start(_ name: String, _ attributes: [(name: String, value: String)] = []) {
    guard isName(name) else { return fail(.invalidName(name)) }
    if open.isEmpty && wroteRoot { return fail(.unbalanced) }
    wroteRoot = true
    open.append(name)
    check(xmlTextWriterStartElement(writer, name))
    for attribute in attributes { self.attribute(attribute.name, attribute.value) }
  }

  /// An attribute of the element that was just opened.
  public func attribute(_ name: String, _ value: String) {
    guard isName(name) else { return fail(.invalidName(name)) }
    guard isText(value) else { return }
    check(xmlTextWriterWriteAttribute(writer, name, value))
  }

  public func text(_ text: String) {
    guard !open.isEmpty else { return fail(.unbalanced) }
    guard isText(text) else { return }
    check(xmlTextWriterWriteString(writer, text))
  }

  public func end() {
    guard open.popLast() != nil else { return fail(.unbalanced) }
    check(xmlTextWriterEndElement(writer))
  }

  /// An element with nothing but text in it.
  public func element(_ name: String, _ text: String, _ attributes: [(name: String, value: String)] = []) {
    start(name, attributes)
    self.text(text)
    end()
  }

  /// The same, or nothing where there is no value.
  public func element(ifPresent name: String, _ text: String?) {
    if let text, !text.isEmpty { element(name, text) }
  }

  /// An element around others.
  public func element(_ name: String, _ attributes: [(name: String, value: String)] = [], _ content: () -> Void) {
    start(name, attributes)
    content()
    end()
  }

  /// The whole document, with an XML declaration and a final line feed. The writer is spent afterwards.
  public func finish() throws(XMLWriterError) -> [UInt8] {
    if let error { throw error }
    guard open.isEmpty, wroteRoot else { throw .unbalanced }
    check(xmlTextWriterEndDocument(writer))
    if let error { throw error }
    // Freeing flushes what an encoder still holds.
    xmlFreeTextWriter(writer)
    writer = nil
    error = .unbalanced
    guard let buffer, let content = xmlBufferContent(buffer) else { throw .outOfMemory }
    return Array(UnsafeBufferPointer(start: content, count: Int(xmlBufferLength(buffer))))
  }

  private func isName(_ name: String) -> Bool { !name.utf8.contains(0) && xmlValidateQName(name, 0) == 0 }

  private func isText(_ text: String) -> Bool {
    for scalar in text.unicodeScalars where !Self.isAllowed(scalar.value) {
      fail(.forbiddenCharacter(scalar.value, element: open.last ?? ""))
      return false
    }
    return true
  }

  /// Char of XML 1.0, section 2.2 (https://www.w3.org/TR/xml/#charsets).
  private static func isAllowed(_ value: UInt32) -> Bool {
    value >= 0x20 && value != 0xFFFE && value != 0xFFFF || value == 0x09 || value == 0x0A || value == 0x0D
  }

  private func check(_ result: Int32) {
    if result < 0 { fail(.outOfMemory) }
  }

  private func fail(_ failure: XMLWriterError) {
    if error == nil { error = failure }
  }
}
