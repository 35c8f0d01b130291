import Receivables

/// What the writer of an element that does not belong where it stands probably meant.
struct UBLIntent {
  enum Meaning {
    /// The element with the same local name that may stand there.
    case namespace(String)
    case misspelt(String)
    /// The element around or inside which it may stand.
    case elsewhere(String)
    /// Elements that may hold it, none of them near.
    case farAway(String)
    case unknown
  }

  private(set) var meaning = Meaning.unknown
  private let checker: UBLChecker
  private var structure: UBLStructure { checker.vocabulary.structure }

  init(_ checker: UBLChecker, _ node: Int) {
    self.checker = checker
    let parent = checker.tree.parent(node)
    guard parent >= 0 else { return }
    let element = checker.tree.nodes[node].element
    let localName = checker.localName(checker.tree.nodes[node].name)
    let here = members(of: checker.tree.nodes[parent].element)
    let names = here.map { checker.vocabulary.qualifiedName($0) }
    if let same = names.first(where: { Self.localName($0) == localName }) {
      meaning = .namespace(same)
    } else if let counterpart = counterpart(localName), names.contains(where: { Self.localName($0) == counterpart }) {
      meaning = .misspelt(names.first { Self.localName($0) == counterpart } ?? counterpart)
    } else if let place = place(of: element, from: parent, here) {
      meaning = .elsewhere(place)
    } else if let near = nearest(localName, among: names.map(Self.localName)) {
      meaning = .misspelt(names.first { Self.localName($0) == near } ?? near)
    } else if let place = anyPlace(of: element) {
      meaning = .farAway(place)
    }
  }

  private static func localName(_ name: String) -> String { String(name.split(separator: ":").last ?? "") }

  private func members(of element: UInt16) -> [UInt16] {
    guard case .elements(let type) = structure.content(of: element) else { return [] }
    return structure.members(of: type).map(\.element)
  }

  /// An invoice's name for what a credit note names otherwise, and the other way round.
  private func counterpart(_ name: String) -> String? {
    let isCreditNote = checker.tree.isTag(0, .creditNote)
    let words = [("CreditNote", "Invoice"), ("Credited", "Invoiced")]
    for (credit, invoice) in words.reversed() {
      let (from, to) = isCreditNote ? (invoice, credit) : (credit, invoice)
      if name.hasPrefix(from) { return to + name.dropFirst(from.count) }
    }
    return nil
  }

  /// The nearest element around that may hold it, or an element that may stand beside it and may hold it.
  private func place(of element: UInt16, from parent: Int, _ beside: [UInt16]) -> String? {
    guard element != UBLTag.other.rawValue else { return nil }
    var node = checker.tree.parent(parent)
    while node >= 0 {
      if members(of: checker.tree.nodes[node].element).contains(element) { return checker.name(of: node) }
      node = checker.tree.parent(node)
    }
    return beside.first { members(of: $0).contains(element) }.map { checker.vocabulary.qualifiedName($0) }
  }

  /// The first few elements that may hold it, when nothing nearer does.
  private func anyPlace(of element: UInt16) -> String? {
    guard element != UBLTag.other.rawValue else { return nil }
    let holders = checker.vocabulary.elements.filter { members(of: $0).contains(element) }
    guard !holders.isEmpty else { return nil }
    let names = holders.prefix(3).map { checker.vocabulary.qualifiedName($0) }
    return names.joined(separator: ", ") + (holders.count > 3 ? " and others" : "")
  }
}
