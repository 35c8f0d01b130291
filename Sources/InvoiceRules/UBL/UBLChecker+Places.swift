import Receivables
import XMLStream

extension UBLChecker {
  /// `/Invoice/cac:InvoiceLine[3]/cac:Price/cbc:PriceAmount`: with a number where an element has siblings of its name.
  func path(of node: Int) -> String {
    var path = TextBuilder()
    for node in around(node) {
      path.add(ascii: "/")
      path.add(name(of: node))
      let ordinal = ordinal(of: node)
      guard ordinal >= 0 else { continue }
      path.add(ascii: "[")
      path.add(Int(ordinal))
      path.add(ascii: "]")
    }
    return path.text
  }

  /// The elements from the root to this one.
  private func around(_ node: Int) -> [Int] {
    var nodes: [Int] = []
    nodes.reserveCapacity(Int(tree.nodes[node].depth) + 1)
    var node = node
    while node >= 0 {
      nodes.append(node)
      node = tree.parent(node)
    }
    nodes.reverse()
    return nodes
  }

  /// The name with the prefix that is usual for its namespace; of an element that UBL does not have, as it stands, fit for a message.
  func name(of node: Int) -> String {
    let element = tree.nodes[node].element
    if element != UBLTag.other.rawValue { return vocabulary.qualifiedName(element) }
    return UBLVocabulary.prefix(tree.nodes[node].namespace) + localName(tree.nodes[node].name)
  }

  func localName(_ name: UInt16) -> String {
    vocabulary.localName(name) ?? unknownNames[name].map { Masking.excerpt($0, limit: 40) } ?? "?"
  }

  /// The terms of EN 16931 whose place this is: `BT-146`; nil where it has none. Only what the element itself stands for.
  func term(of node: Int, then child: String? = nil) -> String? {
    guard let terms = TermPlaces.shared.terms(place(of: node), then: child) else { return nil }
    guard terms.count == 2 else { return terms.count == 1 ? terms[0] : terms.joined(separator: ", ") }
    var around = node
    while around > 0, !tree.isTag(around, .cacAllowanceCharge) { around = tree.parent(around) }
    return switch around > 0 ? indicator(around) : .none {
    case .allowance: terms[0]
    case .charge: terms[1]
    case .none: terms.joined(separator: ", ")
    }
  }

  /// That of an element in `TermPlaces`.
  private func place(of node: Int) -> Int? {
    let parent = tree.parent(node)
    guard parent >= 0 else { return TermPlaces.root }
    return place(of: parent).flatMap { TermPlaces.shared.place(tree.nodes[node].element, in: $0) }
  }

  /// The siblings of an element are counted together and once, so that a finding on every line does not count all lines every time.
  private func ordinal(of node: Int) -> Int32 {
    if ordinals.count != tree.nodes.count { ordinals = Array(repeating: 0, count: tree.nodes.count) }
    guard ordinals[node] == 0 else { return ordinals[node] }
    let parent = tree.parent(node)
    guard parent >= 0 else { return -1 }
    // Brothers of one name mostly follow each other, and there are few names: only of many is a table made.
    var names: [(name: UInt16, namespace: UInt8, count: Int32, first: Int)] = []
    names.reserveCapacity(24)
    var places: [UInt32: Int] = [:]
    var last = 0
    var child = parent + 1
    while child < Int(tree.nodes[parent].end) {
      let (name, namespace) = (tree.nodes[child].name, tree.nodes[child].namespace)
      if last >= names.count || names[last].name != name || names[last].namespace != namespace {
        let key = UInt32(name) << 8 | UInt32(namespace)
        last =
          names.prefix(16).firstIndex { $0.name == name && $0.namespace == namespace } ?? places[key] ?? names.count
        if last == names.count {
          names.append((name, namespace, 0, child))
          if last >= 16 { places[key] = last }
        }
      }
      names[last].count += 1
      ordinals[child] = names[last].count
      child = Int(tree.nodes[child].end)
    }
    for one in names where one.count == 1 { ordinals[one.first] = -1 }
    return ordinals[node]
  }
}
