import XMLStream

/// Makes a tree of a document's events as they pass.
struct UBLTreeBuilder {
  private let vocabulary = UBLVocabulary.shared
  private let knownNames = UBLVocabulary.shared.names.count
  private var open: [Int] = []
  /// Elements open around the document: those of an envelope.
  private var around = 0
  /// Elements open inside something of the envelope that is not the document.
  private var skipped = 0
  private(set) var isComplete = false

  /// Takes the document's own elements; an envelope around it is left out.
  mutating func take(_ events: borrowing XMLEvents, into tree: inout UBLTree) {
    for event in events.list {
      switch event.kind {
      case .start: start(event, events, &tree)
      case .text: text(event, events, &tree)
      case .end: end(&tree)
      }
    }
  }

  private mutating func start(_ event: XMLEvent, _ events: borrowing XMLEvents, _ tree: inout UBLTree) {
    var element: UInt16
    if open.isEmpty {
      guard skipped == 0, !isComplete, let root = root(event, events) else {
        if event.namespace == UBLVocabulary.envelopeID, around == 0, skipped == 0 {
          around += 1
        } else {
          skipped += 1
        }
        return
      }
      element = root
    } else {
      element = vocabulary.element(event.name, namespace: event.namespace)
      if element == UBLTag.other.rawValue { tree.unknownNames[event.name] = events.name(event.name) }
    }
    let values = events.attributes(event)
    let firstAttribute = tree.attributes.count
    for attribute in values {
      let value = events.value(attribute)
      tree.attributes.append(
        UBLTree.Attribute(
          name: attribute.name, namespace: attribute.namespace, from: Int32(truncatingIfNeeded: tree.bytes.count),
          count: Int32(truncatingIfNeeded: value.count)))
      tree.bytes.append(contentsOf: value)
      if Int(attribute.name) >= knownNames { tree.unknownNames[attribute.name] = events.name(attribute.name) }
    }
    let index = tree.nodes.count
    tree.nodes.append(
      UBLTree.Node(
        element: element, name: event.name, namespace: event.namespace,
        attributeCount: UInt8(truncatingIfNeeded: values.count), depth: UInt16(truncatingIfNeeded: open.count),
        parent: Int32(truncatingIfNeeded: open.last ?? -1), end: Int32(truncatingIfNeeded: index + 1), line: event.line,
        text: Int32(truncatingIfNeeded: tree.bytes.count), textCount: 0, attributes: Int32(truncatingIfNeeded: firstAttribute)))
    open.append(index)
  }

  private func root(_ event: XMLEvent, _ events: borrowing XMLEvents) -> UInt16? {
    switch (events.name(event.name), event.namespace) {
    case ("Invoice", UBLVocabulary.invoiceID): UBLTag.invoice.rawValue
    case ("CreditNote", UBLVocabulary.creditNoteID): UBLTag.creditNote.rawValue
    default: nil
    }
  }

  private mutating func text(_ event: XMLEvent, _ events: borrowing XMLEvents, _ tree: inout UBLTree) {
    guard let node = open.last else { return }
    let value = events.text(event)
    let count = Int(tree.nodes[node].textCount)
    if count == 0 {
      tree.nodes[node].text = Int32(truncatingIfNeeded: tree.bytes.count)
    } else if Int(tree.nodes[node].text) + count != tree.bytes.count {
      // Text before and after an element inside: the first part is put before the second.
      let first = Array(tree.raw(node))
      tree.nodes[node].text = Int32(truncatingIfNeeded: tree.bytes.count)
      tree.bytes.append(contentsOf: first)
    }
    tree.bytes.append(contentsOf: value)
    tree.nodes[node].textCount += Int32(truncatingIfNeeded: value.count)
  }

  private mutating func end(_ tree: inout UBLTree) {
    guard let node = open.popLast() else {
      if skipped > 0 { skipped -= 1 } else { around -= 1 }
      return
    }
    tree.nodes[node].end = Int32(truncatingIfNeeded: tree.nodes.count)
    if open.isEmpty { isComplete = true }
  }
}
