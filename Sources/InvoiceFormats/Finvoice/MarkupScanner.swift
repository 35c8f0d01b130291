import Receivables

/// Finds tags in bytes that are not parsed yet, in any encoding that is a superset of ASCII: enough to cut a file into messages,
/// never enough to read one.
struct MarkupScanner {
  enum Markup: Hashable {
    /// `<?xml …?>`: only ever stands before a document.
    case declaration
    /// A comment, CDATA section or other processing instruction.
    case skipped
    /// `<!DOCTYPE …>` or another declaration.
    case doctype
    case startTag(name: [UInt8], isEmpty: Bool)
    case endTag(name: [UInt8])
    /// A `<` that opens nothing, or something that never closes.
    case broken
    /// A long run without any `<`.
    case text
  }

  struct Token: Hashable {
    var markup: Markup
    var range: Range<Int>
  }

  var window: ByteWindow
  private let limits: FinvoiceLimits

  init(_ source: any ByteSource, limits: FinvoiceLimits) {
    window = ByteWindow(source)
    self.limits = limits
  }

  /// The next markup at or after a position, or a run of text of bounded length before it; nil at the end of the source.
  mutating func next(from position: Int) throws -> Token? {
    let limit = position + limits.tagBytes
    guard let start = try window.find(0x3C, from: position, before: limit) else {
      guard try window.reaches(limit) else { return nil }
      return Token(markup: .text, range: position..<limit)
    }
    return try token(at: start)
  }

  /// The same inside a root, where only its own tags, another root's, and what hides tags or starts a document matter: other tags
  /// are passed over.
  mutating func next(from position: Int, inside root: [UInt8]) throws -> Token? {
    let limit = position + limits.tagBytes
    var cursor = position
    while let start = try window.find(0x3C, from: cursor, before: limit) {
      if try matters(start, root) { return try token(at: start) }
      cursor = start + 1
    }
    guard try window.reaches(limit) else { return nil }
    return Token(markup: .text, range: position..<limit)
  }

  /// Whether the tag that begins here is one of those; nearly none is, so nothing is copied.
  private mutating func matters(_ start: Int, _ root: [UInt8]) throws -> Bool {
    // Longer names than this are none of a root.
    _ = try window.reaches(start + 300)
    return window.withBytes(from: start + 1, count: 300) { bytes in
      guard let first = bytes.first else { return true }
      if first == 0x21 || first == 0x3F { return true }
      let isEnd = first == 0x2F
      let name = (isEnd ? bytes.dropFirst() : bytes).prefix { MarkupScanner.isNameByte($0, first: false) }
      if name.elementsEqual(root) { return true }
      guard !isEnd else { return false }
      let local = name.lastIndex(of: 0x3A).map { name[($0 + 1)...] } ?? name
      return FinvoiceRoots.root(local) != .unknown
    }
  }

  private mutating func token(at start: Int) throws -> Token {
    switch try window.byte(at: start + 1) {
    case 0x21: try declarationLike(start)
    case 0x3F: try instruction(start)
    case 0x2F: try endTag(start)
    default: try startTag(start)
    }
  }

  private mutating func declarationLike(_ start: Int) throws -> Token {
    if try window.holds("<!--", at: start) {
      return try construct(start, from: start + 4, closing: "-->") { scanner, position in
        // No comment may hold another's beginning: this one was cut off.
        try scanner.window.holds("<!--", at: position)
      }
    }
    if try window.holds("<![CDATA[", at: start) {
      return try construct(start, from: start + 9, closing: "]]>") { scanner, position in
        try scanner.isMessageStart(position)
      }
    }
    return try doctype(start)
  }

  private mutating func instruction(_ start: Int) throws -> Token {
    let isDeclaration = try isXMLDeclaration(start)
    var token = try construct(start, from: start + 2, closing: "?>") { _, _ in false }
    if isDeclaration {
      // A declaration without an end is still the sign that a document begins.
      token.markup = .declaration
    }
    return token
  }

  /// `<?xml` and a blank: no other instruction may begin so (XML 1.0, 2.6).
  private mutating func isXMLDeclaration(_ start: Int) throws -> Bool {
    guard try window.holds("<?xml", at: start), let next = try window.byte(at: start + 5) else { return false }
    return MarkupScanner.isBlank(next)
  }

  /// From an opening to its closing bytes, or a broken opening when the end does not come or `isCutOff` says of a `<` inside that
  /// something else begins there.
  private mutating func construct(
    _ start: Int, from inside: Int, closing: StaticString,
    isCutOff: (inout MarkupScanner, Int) throws -> Bool
  ) throws -> Token {
    let last = closing.withUTF8Buffer { $0[$0.count - 1] }
    let length = closing.utf8CodeUnitCount
    let limit = start + limits.constructBytes
    var position = inside
    var opening = try window.find(0x3C, from: inside, before: limit)
    while let end = try window.find(last, from: position, before: limit) {
      while let inner = opening, inner < end {
        if try isCutOff(&self, inner) { return Token(markup: .broken, range: start..<inside) }
        opening = try window.find(0x3C, from: inner + 1, before: limit)
      }
      if end + 1 - length >= inside, try window.holds(closing, at: end + 1 - length) {
        return Token(markup: .skipped, range: start..<(end + 1))
      }
      position = end + 1
    }
    return Token(markup: .broken, range: start..<inside)
  }

  private mutating func isMessageStart(_ position: Int) throws -> Bool {
    if try isXMLDeclaration(position) { return true }
    guard case .startTag(let name, _) = try startTag(position).markup else { return false }
    return FinvoiceRoots.root(MarkupScanner.localName(name)) != .unknown
  }

  /// To the `>` outside quotes and of no internal subset's declaration.
  private mutating func doctype(_ start: Int) throws -> Token {
    var position = start + 2
    var depth = 0
    var quote: UInt8?
    while position - start < limits.tagBytes, let byte = try window.byte(at: position) {
      if let open = quote {
        if byte == open { quote = nil }
      } else {
        switch byte {
        case 0x22, 0x27: quote = byte
        case 0x5B, 0x3C: depth += 1
        case 0x5D: depth -= 1
        case 0x3E:
          guard depth > 0 else { return Token(markup: .doctype, range: start..<(position + 1)) }
          depth -= 1
        default: break
        }
      }
      position += 1
    }
    return Token(markup: .broken, range: start..<(start + 2))
  }

  private mutating func endTag(_ start: Int) throws -> Token {
    let name = try self.name(at: start + 2)
    var position = start + 2 + name.count
    while position - start < limits.tagBytes, let byte = try window.byte(at: position), MarkupScanner.isBlank(byte) {
      position += 1
    }
    guard !name.isEmpty, try window.byte(at: position) == 0x3E else {
      return Token(markup: .broken, range: start..<(start + 2))
    }
    return Token(markup: .endTag(name: name), range: start..<(position + 1))
  }

  private mutating func startTag(_ start: Int) throws -> Token {
    let name = try self.name(at: start + 1)
    guard !name.isEmpty else { return Token(markup: .broken, range: start..<(start + 1)) }
    var position = start + 1 + name.count
    var quote: UInt8?
    var previous: UInt8 = 0
    while position - start < limits.tagBytes, let byte = try window.byte(at: position) {
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        let markup = Markup.startTag(name: name, isEmpty: previous == 0x2F)
        return Token(markup: markup, range: start..<(position + 1))
      } else if byte == 0x3C {
        break
      }
      previous = byte
      position += 1
    }
    // Cut off inside the tag: its name still says what began here.
    return Token(markup: .startTag(name: name, isEmpty: false), range: start..<(start + 1 + name.count))
  }

  private mutating func name(at start: Int) throws -> [UInt8] {
    var name: [UInt8] = []
    var position = start
    while name.count < 256, let byte = try window.byte(at: position), MarkupScanner.isNameByte(byte, first: name.isEmpty) {
      name.append(byte)
      position += 1
    }
    return name
  }

  /// What stands after the prefix.
  static func localName(_ name: [UInt8]) -> ArraySlice<UInt8> {
    guard let colon = name.lastIndex(of: 0x3A) else { return name[...] }
    return name[(colon + 1)...]
  }

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
    switch byte {
    case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    case 0x30...0x39, 0x2D, 0x2E, 0x3A: !first
    default: false
    }
  }
}
