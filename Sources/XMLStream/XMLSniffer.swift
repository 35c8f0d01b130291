import CLibXML2

/// Looks at the first bytes of an input, for detection.
public enum XMLSniffer {
  /// The root element's local name and namespace, when its start tag lies within these bytes. Byte order mark, leading white
  /// space, declaration, comments, processing instructions and a DOCTYPE are passed over. Nil for what is not XML.
  public static func rootElement(of head: [UInt8]) -> (localName: String, namespace: String?)? {
    guard foreignKind(of: head[...]) == nil else { return nil }
    let bytes = head.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard bytes.count >= 4 else { return nil }
    if let root = PlainRoot.find(in: bytes) { return root }
    var found = FoundRoot()
    return withUnsafeMutablePointer(to: &found) { found in
      LibXML2.reporting(to: nil, { _, _ in }) {
        var handler = xmlSAXHandler()
        handler.initialized = 0xDEED_BEAF
        handler.startElementNs = { data, localName, _, uri, _, _, _, _, _ in
          guard let found = data?.assumingMemoryBound(to: FoundRoot.self), let localName, found.pointee.name == nil else {
            return
          }
          found.pointee.name = String(cString: localName)
          found.pointee.namespace = uri.map { String(cString: $0) }
        }
        handler.serror = { _, _ in }
        guard let context = xmlCreatePushParserCtxt(&handler, found, nil, 0, nil) else { return nil }
        defer { xmlFreeParserCtxt(context) }
        xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue))
        // By little: nothing behind the root's tag is of use.
        var rest = bytes.prefix(65_536)
        while !rest.isEmpty, found.pointee.name == nil {
          let part = rest.prefix(1_024)
          rest = rest.dropFirst(part.count)
          let result = part.withUnsafeBytes {
            xmlParseChunk(context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
          }
          if result != 0 { break }
        }
        return found.pointee.name.map { ($0, found.pointee.namespace) }
      }
    }
  }

  private struct FoundRoot {
    var name: String?
    var namespace: String?
  }

  private static let plainDeclaration = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>".utf8)

  /// The encoding that the XML declaration at the very beginning states, as it is written; nil when it states none.
  public static func declaredEncoding(of head: ArraySlice<UInt8>) -> String? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = head.starts(with: mark) ? head.dropFirst(3) : head
    guard bytes.starts(with: "<?xml".utf8), let end = bytes.prefix(400).firstIndex(of: UInt8(ascii: ">")) else { return nil }
    // Of nearly all documents, and no split is needed to see it.
    if bytes.starts(with: plainDeclaration) { return "UTF-8" }
    let words = bytes[..<end].split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == UInt8(ascii: "=") }
    guard let label = words.firstIndex(where: { $0.elementsEqual("encoding".utf8) }), label + 1 < words.count else { return nil }
    let value = words[label + 1].filter { $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x27 && $0 != UInt8(ascii: "?") }
    return value.isEmpty ? nil : String(decoding: value, as: UTF8.self)
  }

  /// What the bytes are by their magic number, when that is surely not XML: `a gzip file`.
  public static func foreignKind(of head: ArraySlice<UInt8>) -> String? {
    if head.first == UInt8(ascii: "<") { return nil }
    return kinds.first { head.starts(with: $0.magic) }?.name
  }

  private static let kinds: [(magic: [UInt8], name: String)] = [
    ([0x1F, 0x8B], "a gzip file"),
    ([0x50, 0x4B, 0x03, 0x04], "a zip archive"),
    ([0x50, 0x4B, 0x05, 0x06], "a zip archive"),
    ([0x42, 0x5A, 0x68], "a bzip2 file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
    ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF"),
  ]
}
