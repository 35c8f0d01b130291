import XMLStream

/// Makes a tree of a document's events as they pass.
struct UBLTreeBuilder {
  private let vocabulary = UBLVocabulary.shared
  private let knownNames = UBLVocabulary.shared.names.count
  private var open: [Int32] = []
  /// Texts of open elements besides the first of each, those of inner elements behind those of outer ones.
  private var pieces: [(node: Int32, from: Int32, count: Int32)] = []
  /// Elements open around the document: those of an envelope.
  private var around = 0
  /// Elements open inside something of the envelope that is not the document.
  private var skipped = 0
  private(set) var isComplete = false

  init() { open.reserveCapacity(64) }

  /// Takes the document's own elements; an envelope around it is left out.
  mutating func take(_ events: borrowing XMLEvents, into tree: UBLTree, unknownNames: inout [UInt16: String]) {
    // Texts and values keep their places among the bytes of the stretch, which are taken over as they are.
    let base = Int32(truncatingIfNeeded: tree.bytes.count)
    let firstAttribute = Int32(truncatingIfNeeded: tree.attributes.count)
    var unknown: [UInt16] = []
    let elementIDs = vocabulary.elementIDs
    events.withAll { list, attributes, bytes in
      tree.bytes.append(contentsOf: bytes)
      for attribute in attributes {
        if Int(attribute.name) >= knownNames { unknown.append(attribute.name) }
        tree.attributes.append(
          UBLTree.Attribute(
            name: attribute.name, namespace: attribute.namespace, from: base &+ attribute.from, count: attribute.count))
      }
      for event in list {
        switch event.kind {
        case .start: start(event, elementIDs, base, firstAttribute, tree, &unknown)
        case .text: text(event, base, tree)
        case .end: end(tree)
        }
      }
    }
    for name in unknown { unknownNames[name] = events.name(name) }
  }

  @inline(__always)
  private mutating func start(
    _ event: XMLEvent, _ elementIDs: UBLVocabulary.ElementIDs, _ base: Int32, _ firstAttribute: Int32, _ tree: UBLTree,
    _ unknown: inout [UInt16]
  ) {
    let element: UInt16
    let index = tree.nodes.count
    if open.isEmpty {
      guard skipped == 0, !isComplete, let root = vocabulary.root(event.name, namespace: event.namespace) else {
        if event.namespace == UBLVocabulary.envelopeID, around == 0, skipped == 0 { around += 1 } else { skipped += 1 }
        return
      }
      element = root
    } else {
      element = elementIDs.element(event.name, namespace: event.namespace)
      if element == UBLTag.other.rawValue { unknown.append(event.name) }
    }
    tree.nodes.append(
      UBLTree.Node(
        element: element, name: event.name, namespace: event.namespace, attributeCount: UInt8(truncatingIfNeeded: event.count),
        depth: UInt16(truncatingIfNeeded: open.count), parent: open.last ?? -1, end: Int32(truncatingIfNeeded: index + 1),
        line: event.line, text: base, textCount: 0, attributes: firstAttribute &+ event.from))
    open.append(Int32(truncatingIfNeeded: index))
  }

  @inline(__always)
  private mutating func text(_ event: XMLEvent, _ base: Int32, _ tree: UBLTree) {
    guard let last = open.last else { return }
    let node = Int(last)
    guard tree.nodes[node].textCount > 0 else {
      tree.nodes[node].text = base &+ event.from
      tree.nodes[node].textCount = event.count
      return
    }
    // Text before and after an element inside: put together when the element ends.
    pieces.append((last, base &+ event.from, event.count))
  }

  @inline(__always)
  private mutating func end(_ tree: UBLTree) {
    guard let node = open.popLast() else {
      if skipped > 0 { skipped -= 1 } else { around -= 1 }
      return
    }
    tree.nodes[Int(node)].end = Int32(truncatingIfNeeded: tree.nodes.count)
    if !pieces.isEmpty { join(node, tree) }
    if open.isEmpty { isComplete = true }
  }

  /// The parts of an element's text, one after another behind everything else: each is copied once.
  @inline(never)
  private mutating func join(_ node: Int32, _ tree: UBLTree) {
    let own = pieces.lastIndex { $0.node != node }.map { $0 + 1 } ?? 0
    guard own < pieces.count else { return }
    var text = Array(tree.raw(Int(node)))
    for piece in pieces[own...] { text += tree.bytes[Int(piece.from)..<Int(piece.from + piece.count)] }
    pieces.removeSubrange(own...)
    tree.nodes[Int(node)].text = Int32(truncatingIfNeeded: tree.bytes.count)
    tree.nodes[Int(node)].textCount = Int32(truncatingIfNeeded: text.count)
    text.withUnsafeBufferPointer { tree.bytes.append(contentsOf: $0) }
  }
}
