/// Finds the root element of plain XML by its bytes: ASCII markup up to the first start tag, no DOCTYPE, nothing to decode. For all else
/// libxml2 is asked, which takes twenty times as long to get ready.
enum PlainRoot {
  static func find(in bytes: ArraySlice<UInt8>) -> (localName: String, namespace: String?)? {
    bytes.withUnsafeBufferPointer { bytes in
      var scanner = Scanner(bytes: bytes)
      return scanner.root()
    }
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    mutating func root() -> (localName: String, namespace: String?)? {
      // A byte order mark of UTF-8.
      if starts("\u{FEFF}") { position += 3 }
      skipBlanks()
      if starts("<?xml") {
        // Only in these encodings is a byte of markup what it seems to be.
        guard let end = skip(through: "?>"), isPlain(0..<end) else { return nil }
      }
      while true {
        skipBlanks()
        if starts("<!--") {
          guard skip(through: "-->") != nil else { return nil }
        } else if starts("<?") {
          guard skip(through: "?>") != nil else { return nil }
        } else {
          break
        }
      }
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "<") else { return nil }
      position += 1
      guard let name = name() else { return nil }
      return namespace(of: name.prefix).map { (String(decoding: name.local, as: UTF8.self), $0) }
    }

    private func isPlain(_ range: Range<Int>) -> Bool {
      guard let label = XMLSniffer.declaredEncoding(of: Array(bytes[range])[...]) else { return true }
      return ["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"].contains(label.lowercased())
    }

    private typealias Name = (prefix: Slice<UnsafeBufferPointer<UInt8>>, local: Slice<UnsafeBufferPointer<UInt8>>)

    private mutating func name() -> Name? {
      let from = position
      var colon: Int?
      while position < bytes.count, Self.isNameByte(bytes[position]) {
        if bytes[position] == UInt8(ascii: ":") {
          if colon != nil { return nil }
          colon = position
        }
        position += 1
      }
      guard position > from, position < bytes.count, bytes[from] > 0x39 else { return nil }
      guard let colon else { return (bytes[from..<from], bytes[from..<position]) }
      return colon > from && colon + 1 < position ? (bytes[from..<colon], bytes[(colon + 1)..<position]) : nil
    }

    /// Goes through the attributes to the end of the tag; nil when something is not plain, else the namespace, if there is one.
    private mutating func namespace(of prefix: Slice<UnsafeBufferPointer<UInt8>>) -> String?? {
      var found: String?
      while true {
        skipBlanks()
        guard position < bytes.count else { return nil }
        if bytes[position] == UInt8(ascii: ">") { break }
        if bytes[position] == UInt8(ascii: "/") {
          guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ">") else { return nil }
          break
        }
        guard let attribute = name(), position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
        position += 1
        guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else { return nil }
        let quote = bytes[position]
        let from = position + 1
        position = from
        while position < bytes.count, bytes[position] != quote {
          // References and other letters are for a real parser.
          guard bytes[position] != UInt8(ascii: "&"), bytes[position] != UInt8(ascii: "<"), bytes[position] < 0x80 else {
            return nil
          }
          position += 1
        }
        guard position < bytes.count else { return nil }
        let declares =
          prefix.isEmpty
          ? attribute.prefix.isEmpty && attribute.local.elementsEqual("xmlns".utf8)
          : attribute.prefix.elementsEqual("xmlns".utf8) && attribute.local.elementsEqual(prefix)
        if declares, from < position { found = String(decoding: bytes[from..<position], as: UTF8.self) }
        position += 1
      }
      // An undeclared prefix is for a real parser to refuse.
      return prefix.isEmpty || found != nil ? .some(found) : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
      byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x3A || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }

    private mutating func skipBlanks() {
      while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func starts(_ text: StaticString) -> Bool {
      text.withUTF8Buffer { text in
        position + text.count <= bytes.count && bytes[position..<(position + text.count)].elementsEqual(text)
      }
    }

    /// Past the next occurrence of a text.
    private mutating func skip(through text: StaticString) -> Int? {
      while position < bytes.count {
        if starts(text) {
          position += text.utf8CodeUnitCount
          return position
        }
        position += 1
      }
      return nil
    }
  }
}
