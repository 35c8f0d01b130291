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

  /// Where something comes next, as far as has been looked, so that text full of openings is not searched once for each.
  private struct Next {
    var from = Int.max
    var upTo = 0
    var found: Int?

    /// What is known for a position: where it comes, or from where the search goes on.
    func known(from position: Int) -> (found: Int?, searchFrom: Int) {
      guard from <= position else { return (nil, position) }
      if let found { return found >= position ? (found, found) : (nil, position) }
      return (nil, max(position, upTo))
    }
  }

  var window: ByteWindow
  private let limits: FinvoiceLimits
  private var commentEnd = Next()
  private var sectionEnd = Next()
  private var instructionEnd = Next()
  private var messageStart = Next()
  /// A DOCTYPE before this has no end.
  private var doctypeFailedUntil = 0

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
      guard let end = try closing("-->", after: start + 4, of: start, \.commentEnd) else { return broken(start, 4) }
      // No comment may hold another's beginning: this one was cut off.
      var inner = try window.find(0x3C, from: start + 4, before: end)
      while let opening = inner {
        if try window.holds("<!--", at: opening) { return broken(start, 4) }
        inner = try window.find(0x3C, from: opening + 1, before: end)
      }
      return Token(markup: .skipped, range: start..<end)
    }
    if try window.holds("<![CDATA[", at: start) {
      guard let end = try closing("]]>", after: start + 9, of: start, \.sectionEnd),
        try nextMessageStart(from: start + 9, before: end) == nil
      else { return broken(start, 9) }
      return Token(markup: .skipped, range: start..<end)
    }
    return try window.holds("<!DOCTYPE", at: start) ? doctype(start) : broken(start, 2)
  }

  private mutating func instruction(_ start: Int) throws -> Token {
    let isDeclaration = try isXMLDeclaration(start)
    guard let end = try closing("?>", after: start + 2, of: start, \.instructionEnd) else {
      // A declaration without an end is still the sign that a document begins.
      return isDeclaration ? Token(markup: .declaration, range: start..<(start + 5)) : broken(start, 2)
    }
    return Token(markup: isDeclaration ? .declaration : .skipped, range: start..<end)
  }

  private func broken(_ start: Int, _ length: Int) -> Token { Token(markup: .broken, range: start..<(start + length)) }

  /// `<?xml` and a blank: no other instruction may begin so (XML 1.0, 2.6).
  private mutating func isXMLDeclaration(_ start: Int) throws -> Bool {
    guard try window.holds("<?xml", at: start), let next = try window.byte(at: start + 5) else { return false }
    return MarkupScanner.isBlank(next)
  }

  /// One past the closing bytes of what opened at `start`; nil when they do not come within the limit.
  private mutating func closing(
    _ text: StaticString, after inside: Int, of start: Int, _ memory: WritableKeyPath<MarkupScanner, Next>
  ) throws -> Int? {
    let limit = start + limits.constructBytes
    let first = text.withUTF8Buffer { $0[0] }
    let known = self[keyPath: memory].known(from: inside)
    if let found = known.found { return found < limit ? found + text.utf8CodeUnitCount : nil }
    var position = known.searchFrom
    while let candidate = try window.find(first, from: position, before: limit) {
      if try window.holds(text, at: candidate) {
        self[keyPath: memory] = Next(from: inside, upTo: candidate, found: candidate)
        return candidate + text.utf8CodeUnitCount
      }
      position = candidate + 1
    }
    let from = self[keyPath: memory].from <= inside && self[keyPath: memory].found == nil ? self[keyPath: memory].from : inside
    self[keyPath: memory] = Next(from: from, upTo: min(limit, max(window.end - 2, inside)), found: nil)
    return nil
  }

  /// Where the next document plainly begins.
  private mutating func nextMessageStart(from position: Int, before limit: Int) throws -> Int? {
    let known = messageStart.known(from: position)
    if let found = known.found { return found < limit ? found : nil }
    var cursor = known.searchFrom
    while let opening = try window.find(0x3C, from: cursor, before: limit) {
      if try isMessageStart(opening) {
        messageStart = Next(from: position, upTo: opening, found: opening)
        return opening
      }
      cursor = opening + 1
    }
    let from = messageStart.from <= position && messageStart.found == nil ? messageStart.from : position
    messageStart = Next(from: from, upTo: limit, found: nil)
    return nil
  }

  private mutating func isMessageStart(_ position: Int) throws -> Bool {
    if try isXMLDeclaration(position) { return true }
    let name = try self.name(at: position + 1)
    return FinvoiceRoots.root(MarkupScanner.localName(name)) != .unknown
  }

  /// To the `>` outside quotes and of no internal subset's declaration.
  private mutating func doctype(_ start: Int) throws -> Token {
    guard start >= doctypeFailedUntil else { return broken(start, 2) }
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
    doctypeFailedUntil = position
    return broken(start, 2)
  }

  private mutating func endTag(_ start: Int) throws -> Token {
    let name = try self.name(at: start + 2)
    var position = start + 2 + name.count
    while position - start < limits.tagBytes, let byte = try window.byte(at: position), MarkupScanner.isBlank(byte) {
      position += 1
    }
    guard !name.isEmpty, try window.byte(at: position) == 0x3E else {
      return broken(start, 2)
    }
    return Token(markup: .endTag(name: name), range: start..<(position + 1))
  }

  private mutating func startTag(_ start: Int) throws -> Token {
    let name = try self.name(at: start + 1)
    guard !name.isEmpty else { return broken(start, 1) }
    var position = start + 1 + name.count
    var quote: UInt8?
    var previous: UInt8 = 0
    while position - start < limits.tagBytes, let byte = try window.byte(at: position) {
      // No tag holds another's beginning, not even in an attribute: this one was cut off.
      if byte == 0x3C { break }
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        let markup = Markup.startTag(name: name, isEmpty: previous == 0x2F)
        return Token(markup: markup, range: start..<(position + 1))
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
