import Glibc

/// Finds elements of an XML text by their paths, by its angle brackets alone: for showing where a finding is, never for what it says.
///
/// Bytes come in pieces, of which nothing is kept. Names count without their prefixes. Of a path of which only the front is there (the
/// last element is what is missing), the last element that is there is found. What is not well-formed ends the search.
struct XMLPlaces {
  struct Found: Hashable {
    /// Bytes of the source: from `<`, or of an attribute's value.
    var start: Int
    /// Behind what is meant: the element's text when that has no other element in it, else its opening tag.
    var end: Int
    /// Line on which the opening tag ends.
    var line: Int
  }

  /// What is looked for.
  struct Wanted {
    var path: String
    /// Line on which the opening tag ends, when it is known.
    var line: Int?
  }

  private struct Key: Hashable {
    var name: UInt64
    /// 0 where a path does not say which one.
    var ordinal: Int
  }

  private struct Node {
    var parent: Int
    var depth: Int
    var children: [Key: Int] = [:]
    /// Names of attributes that paths end in, and the nodes that stand for them.
    var attributes: [UInt64: Int] = [:]
    /// By line, and under 0 for all lines: where the element is, and how many are there.
    var found: [Int: (place: Found, count: Int)] = [:]
  }

  private struct Open {
    var name: UInt64
    /// Nodes of paths that lead here.
    var nodes: [Int]
    /// How many children of each name there were.
    var counts: [(name: UInt64, count: Int)] = []
    /// Line of its opening tag, as long as it may be an element of text that is looked for.
    var line: Int?
  }

  private var nodes: [Node] = [Node(parent: -1, depth: 0)]
  private var ends: [Int] = []
  private var lines: Set<Int> = []
  private let isAnyLine: Bool
  private let lastLine: Int
  private var open: [Open] = []

  init(_ wanted: [Wanted]) {
    isAnyLine = wanted.contains { $0.line == nil }
    lastLine = isAnyLine ? Int.max : wanted.compactMap(\.line).max() ?? 0
    for one in wanted {
      var node = 0
      for part in one.path.utf8.split(separator: UInt8(ascii: "/")) { node = add(part, to: node) }
      ends.append(node)
      if let line = one.line { lines.insert(line) }
    }
  }

  private mutating func add(_ part: Substring.UTF8View, to node: Int) -> Int {
    let next = nodes.count
    if part.first == UInt8(ascii: "@") {
      let name = Self.hash(Self.local(part.dropFirst()))
      if let known = nodes[node].attributes[name] { return known }
      nodes[node].attributes[name] = next
    } else {
      let bracket = part.firstIndex(of: UInt8(ascii: "["))
      let name = Self.hash(Self.local(part[..<(bracket ?? part.endIndex)]))
      let ordinal = bracket.flatMap { Int(Substring(part[$0...].dropFirst().dropLast())) } ?? 0
      let key = Key(name: name, ordinal: ordinal)
      if let known = nodes[node].children[key] { return known }
      nodes[node].children[key] = next
    }
    nodes.append(Node(parent: node, depth: nodes[node].depth + 1))
    return next
  }

  enum Place {
    case element(Found)
    /// Of the path only the root is on that line: what is meant is the whole document, or missing in it.
    case root
    /// It is on that line more than once.
    case ambiguous
    /// Nothing of the path is on that line.
    case absent
  }

  /// Where what was wanted is, in its order.
  func places(_ wanted: [Wanted]) -> [Place] {
    zip(wanted, ends).map { one, end in
      var node = end
      while nodes[node].depth > 0 {
        if let found = nodes[node].found[one.line ?? 0] {
          return nodes[node].depth == 1 ? .root : found.count == 1 ? .element(found.place) : .ambiguous
        }
        node = nodes[node].parent
      }
      return .absent
    }
  }

  // MARK: Walking

  private enum State { case text, tag, skipping }
  private var state = State.text
  /// The tag in hand, from `<`; so much of it as is looked at.
  private var tag: [UInt8] = []
  private var tagStart = 0
  private var quote: UInt8 = 0
  private var last: UInt8 = 0
  /// What stands between the last tag and here, without blanks around it, and where it begins.
  private var text = 0..<0
  private var textLine = 0
  private var offset = 0
  private(set) var line = 1
  private static let tagLimit = 1 << 14

  mutating func begin(at offset: Int, line: Int) {
    self.offset = offset
    self.line = line
  }

  /// Takes more of the text; false when nothing more is looked for.
  mutating func take(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.withUnsafeBufferPointer { take($0) }
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      let goesOn: Bool
      switch state {
      case .text: goesOn = takeText(bytes, &index)
      case .tag: goesOn = takeTag(bytes, &index)
      case .skipping: goesOn = takeSkipped(bytes, &index)
      }
      if !goesOn { return false }
    }
    return true
  }

  /// Up to the next tag.
  private mutating func takeText(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    let rest = UnsafeBufferPointer(rebasing: bytes[index...])
    let end = Self.index(of: 0x3C, in: rest) ?? rest.count
    let run = UnsafeBufferPointer(rebasing: rest[..<end])
    if awaitsText, let first = run.firstIndex(where: { !Self.isBlank($0) }),
      let last = run.lastIndex(where: { !Self.isBlank($0) })
    {
      if text.isEmpty { textLine = line + Self.lines(in: UnsafeBufferPointer(rebasing: run[..<first])) }
      text = (text.isEmpty ? offset + first : text.lowerBound)..<offset + last + 1
    }
    line += Self.lines(in: run)
    offset += end
    index += end
    if line > lastLine, !awaitsText { return false }
    guard end < rest.count else { return true }
    state = .tag
    tagStart = offset
    tag.removeAll(keepingCapacity: true)
    tag.append(0x3C)
    quote = 0
    last = 0x3C
    offset += 1
    index += 1
    return true
  }

  /// Up to the end of the tag in hand.
  private mutating func takeTag(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    // Comments, CDATA and the like end in their own way.
    if tag.count == 1, bytes[index] == 0x21 || bytes[index] == 0x3F {
      tag.append(bytes[index])
      state = .skipping
      offset += 1
      index += 1
      return true
    }
    let start = index
    var isEnd = false
    while index < bytes.count, !isEnd {
      let byte = bytes[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        isEnd = true
      }
      if byte == 0x0A { line += 1 }
      index += 1
    }
    let part = bytes[start..<index]
    tag.append(contentsOf: part.prefix(max(0, Self.tagLimit - tag.count)))
    let before = part.count > 1 ? part[index - 2] : last
    last = part[index - 1]
    offset += part.count
    if isEnd {
      offset -= 1
      last = before
      state = .text
      if !finishTag() { return false }
      text = 0..<0
      offset += 1
    }
    return line <= lastLine || awaitsText
  }

  private mutating func takeSkipped(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
    while index < bytes.count, state == .skipping {
      let byte = bytes[index]
      tag.append(byte)
      if byte == 0x3E, isEndOfSkipped { state = .text }
      if tag.count > 64 { tag.removeSubrange(16..<(tag.count - 4)) }
      offset += 1
      index += 1
      if byte == 0x0A {
        line += 1
        if line > lastLine, !awaitsText { return false }
      }
    }
    return true
  }

  private static func index(of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let start = bytes.baseAddress, let found = memchr(start, Int32(byte), bytes.count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  private static func lines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var count = 0
    for byte in bytes where byte == 0x0A { count += 1 }
    return count
  }

  private var awaitsText: Bool { open.last?.line != nil }

  private var isEndOfSkipped: Bool {
    if tag.starts(with: Array("<!--".utf8)) { return tag.count > 6 && tag.suffix(3).elementsEqual("-->".utf8) }
    if tag.starts(with: Array("<![CDATA[".utf8)) { return tag.suffix(3).elementsEqual("]]>".utf8) }
    return true
  }

  /// A tag ends at `offset`.
  private mutating func finishTag() -> Bool {
    if tag.count > 1, tag[1] == 0x2F { return close() }
    let isEmpty = last == 0x2F
    // Another element begins, so that the one around it is more than its text.
    if !open.isEmpty { open[open.count - 1].line = nil }
    let name = Self.hash(Self.local(tag[1...].prefix { !Self.endsName($0) }))
    var here: [Int] = []
    if let parent = open.last, !parent.nodes.isEmpty {
      let ordinal = count(name)
      for node in parent.nodes {
        if let next = nodes[node].children[Key(name: name, ordinal: 0)] { here.append(next) }
        if let next = nodes[node].children[Key(name: name, ordinal: ordinal)] { here.append(next) }
      }
    } else if !open.contains(where: { !$0.nodes.isEmpty }), let root = nodes[0].children[Key(name: name, ordinal: 0)] {
      here = [root]
    }
    let isWanted = !here.isEmpty && (isAnyLine || lines.contains(line))
    if isWanted {
      for node in here {
        note(Found(start: tagStart, end: offset + 1, line: line), at: node)
        if !nodes[node].attributes.isEmpty { noteAttributes(of: node) }
      }
    }
    guard !isEmpty else { return true }
    guard open.count < 1024 else { return false }
    open.append(Open(name: name, nodes: here, line: isWanted ? line : nil))
    return true
  }

  private mutating func close() -> Bool {
    settle()
    guard let last = open.popLast() else { return false }
    // The document that paths begin in has ended; another one may follow in the file.
    return line < lastLine && !isAnyLine || !last.nodes.contains { nodes[$0].depth == 1 }
  }

  /// The element that ends has nothing but text in it: that is what is meant, if it stands where its tag does.
  private mutating func settle() {
    guard let last = open.last, let line = last.line, !text.isEmpty, textLine == line else { return }
    for node in last.nodes {
      for key in [line, 0] where nodes[node].found[key]?.count == 1 {
        nodes[node].found[key]?.place = Found(start: text.lowerBound, end: text.upperBound, line: line)
      }
    }
  }

  private mutating func note(_ place: Found, at node: Int) {
    for key in [line, 0] {
      let known = nodes[node].found[key]
      nodes[node].found[key] = (known?.place ?? place, (known?.count ?? 0) + 1)
    }
  }

  private mutating func count(_ name: UInt64) -> Int {
    let parent = open.count - 1
    if let index = open[parent].counts.firstIndex(where: { $0.name == name }) {
      open[parent].counts[index].count += 1
      return open[parent].counts[index].count
    }
    open[parent].counts.append((name, 1))
    return 1
  }

  private mutating func noteAttributes(of node: Int) {
    Self.attributes(in: tag[(tag.firstIndex(where: Self.endsName) ?? tag.count)...]) { name, value in
      if let attribute = nodes[node].attributes[Self.hash(name)] {
        note(Found(start: tagStart + value.lowerBound, end: tagStart + value.upperBound, line: line), at: attribute)
      }
      return true
    }
  }

  /// Goes through the attributes of what stands behind a tag's name, as long as `body` says so: local names, and where their values are,
  /// without quotation marks.
  static func attributes<Bytes: RandomAccessCollection<UInt8>>(
    in bytes: Bytes, _ body: (_ name: Bytes, _ value: Range<Int>) -> Bool
  ) where Bytes.SubSequence == Bytes, Bytes.Index == Int {
    var rest = bytes
    while let from = rest.firstIndex(where: { !isBlank($0) }), let equals = rest[from...].firstIndex(of: 0x3D),
      let opening = rest[equals...].firstIndex(where: { $0 == 0x22 || $0 == 0x27 }),
      let closing = rest[(opening + 1)...].firstIndex(of: rest[opening])
    {
      guard body(local(rest[from..<equals].prefix { !isBlank($0) }), opening + 1..<closing) else { return }
      rest = rest[(closing + 1)...]
    }
  }

  static func endsName(_ byte: UInt8) -> Bool { isBlank(byte) || byte == 0x2F || byte == 0x3E }
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  static func local<Bytes: Collection<UInt8>>(_ name: Bytes) -> Bytes where Bytes.SubSequence == Bytes {
    name.firstIndex(of: UInt8(ascii: ":")).map { name[name.index(after: $0)...] } ?? name
  }

  /// FNV-1a.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
