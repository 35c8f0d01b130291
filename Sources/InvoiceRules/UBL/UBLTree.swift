import XMLStream

/// A UBL document as rules look at it: every element in the document's order, each with its text and attributes, in a few flat arrays.
///
/// It works on any tree, whether or not the schema would take it. Text of attachments is not kept; whether there was any, is.
struct UBLTree {
  struct Node {
    /// `UBLTag` or an id of the vocabulary; `other` when UBL has no such element.
    var element: UInt16
    var name: UInt16
    var namespace: UInt8
    var attributeCount: UInt8
    /// Elements that lie around it.
    var depth: UInt16
    var parent: Int32
    /// One past the last element inside it: the next sibling, if it has the same parent.
    var end: Int32
    var line: Int32
    var text: Int32
    var textCount: Int32
    var attributes: Int32
  }

  struct Attribute {
    var name: UInt16
    var namespace: UInt8
    var from: Int32
    var count: Int32
  }

  /// Texts and values of a document. Twice as many can be pointed to: texts in pieces are joined behind the others.
  static let maximumBytes = 1 << 29

  let nodes = Column<Node>(capacity: 1024)
  let attributes = Column<Attribute>(capacity: 256)
  let bytes = Column<UInt8>(capacity: 1 << 15)

  /// Forgets the document and keeps the room.
  func removeAll() {
    nodes.removeAll()
    attributes.removeAll()
    bytes.removeAll()
  }

  func free() {
    nodes.free()
    attributes.free()
    bytes.free()
  }

  // MARK: elements

  @inline(__always)
  func isTag(_ node: Int, _ tag: UBLTag) -> Bool { nodes[node].element == tag.rawValue }

  @inline(__always)
  func parent(_ node: Int) -> Int { Int(nodes[node].parent) }

  /// Whether the element around it is this one.
  @inline(__always)
  func parentIs(_ node: Int, _ tag: UBLTag) -> Bool {
    let parent = Int(nodes[node].parent)
    return parent >= 0 && isTag(parent, tag)
  }

  @inline(__always)
  func grandparentIs(_ node: Int, _ tag: UBLTag) -> Bool {
    let parent = Int(nodes[node].parent)
    return parent >= 0 && parentIs(parent, tag)
  }

  /// The children that are this element, in order.
  @inline(__always)
  func each(_ tag: UBLTag, in node: Int) -> Children { Children(tree: self, tag: tag.rawValue, in: node) }

  struct Children: Sequence, IteratorProtocol {
    let nodes: Column<Node>
    let tag: UInt16
    var position: Int
    let end: Int

    @inline(__always)
    init(tree: UBLTree, tag: UInt16, in node: Int) {
      nodes = tree.nodes
      self.tag = tag
      position = node + 1
      end = Int(tree.nodes[node].end)
    }

    @inline(__always)
    mutating func next() -> Int? {
      while position < end {
        let found = position
        position = Int(nodes[found].end)
        if nodes[found].element == tag { return found }
      }
      return nil
    }
  }

  @inline(__always)
  func first(_ tag: UBLTag, in node: Int) -> Int? {
    var position = node + 1
    let end = Int(nodes[node].end)
    while position < end {
      if nodes[position].element == tag.rawValue { return position }
      position = Int(nodes[position].end)
    }
    return nil
  }

  @inline(__always)
  func has(_ tag: UBLTag, in node: Int) -> Bool { first(tag, in: node) != nil }

  @inline(__always)
  func count(_ tag: UBLTag, in node: Int) -> Int {
    var count = 0
    var position = node + 1
    let end = Int(nodes[node].end)
    while position < end {
      if nodes[position].element == tag.rawValue { count += 1 }
      position = Int(nodes[position].end)
    }
    return count
  }

  /// The first element at the end of a path of children, over all branches.
  func first(_ a: UBLTag, _ b: UBLTag, in node: Int) -> Int? {
    for child in each(a, in: node) {
      if let found = first(b, in: child) { return found }
    }
    return nil
  }

  func first(_ a: UBLTag, _ b: UBLTag, _ c: UBLTag, in node: Int) -> Int? {
    for child in each(a, in: node) {
      if let found = first(b, c, in: child) { return found }
    }
    return nil
  }

  func first(_ a: UBLTag, _ b: UBLTag, _ c: UBLTag, _ d: UBLTag, in node: Int) -> Int? {
    for child in each(a, in: node) {
      if let found = first(b, c, d, in: child) { return found }
    }
    return nil
  }

  func has(_ a: UBLTag, _ b: UBLTag, in node: Int) -> Bool { first(a, b, in: node) != nil }
  func has(_ a: UBLTag, _ b: UBLTag, _ c: UBLTag, in node: Int) -> Bool { first(a, b, c, in: node) != nil }
  func has(_ a: UBLTag, _ b: UBLTag, _ c: UBLTag, _ d: UBLTag, in node: Int) -> Bool { first(a, b, c, d, in: node) != nil }

  func count(_ a: UBLTag, _ b: UBLTag, in node: Int) -> Int {
    var count = 0
    for child in each(a, in: node) { count += self.count(b, in: child) }
    return count
  }

  func count(_ a: UBLTag, _ b: UBLTag, _ c: UBLTag, in node: Int) -> Int {
    var count = 0
    for child in each(a, in: node) { count += self.count(b, c, in: child) }
    return count
  }

  func count(_ a: UBLTag, _ b: UBLTag, _ c: UBLTag, _ d: UBLTag, in node: Int) -> Int {
    var count = 0
    for child in each(a, in: node) { count += self.count(b, c, d, in: child) }
    return count
  }

  // MARK: text

  /// White space of XML.
  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  /// Whether the text is empty but for white space (`normalize-space(.) = ''`). Of an element with others inside, its own text counts.
  @inline(__always)
  func isEmpty(_ node: Int) -> Bool { trimmed(node).isEmpty }

  /// Where the text lies without white space around it.
  @inline(__always)
  func trimmed(_ node: Int) -> Range<Int> {
    trimmed(from: Int(nodes[node].text), count: Int(nodes[node].textCount))
  }

  @inline(__always)
  func trimmed(from: Int, count: Int) -> Range<Int> {
    var from = from
    var end = from + count
    while from < end, Self.isBlank(bytes[from]) { from += 1 }
    while end > from, Self.isBlank(bytes[end - 1]) { end -= 1 }
    return from..<end
  }

  /// The text just as it stands.
  func raw(_ node: Int) -> Slice<Column<UInt8>> {
    bytes[Int(nodes[node].text)..<Int(nodes[node].text) + Int(nodes[node].textCount)]
  }

  /// The text just as it stands, for rules that are rarely asked.
  func string(_ node: Int) -> String { String(decoding: raw(node), as: UTF8.self) }

  /// `normalize-space(.)`
  func normalized(_ node: Int) -> String {
    let range = trimmed(node)
    // Nearly all values are a word.
    let word = bytes.withContiguousStorageIfAvailable { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      return text.contains(where: Self.isBlank) ? nil : String(decoding: text, as: UTF8.self)
    }
    if let word, let word { return word }
    return String(decoding: Array(raw(node).split(whereSeparator: Self.isBlank).joined(separator: [0x20])), as: UTF8.self)
  }

  // MARK: attributes

  /// The value of an attribute in no namespace.
  @inline(__always)
  func attribute(_ name: UInt16, of node: Int) -> Attribute? {
    let count = Int(nodes[node].attributeCount)
    guard count > 0 else { return nil }
    let from = Int(nodes[node].attributes)
    for position in from..<from + count where attributes[position].name == name && attributes[position].namespace == 0 {
      return attributes[position]
    }
    return nil
  }

  func string(_ attribute: Attribute) -> String {
    String(decoding: bytes[Int(attribute.from)..<Int(attribute.from + attribute.count)], as: UTF8.self)
  }
}
