extension UBLStructureWalk {
  /// Says what is wrong with the children of an element: it is only asked when something is.
  ///
  /// Elements out of order are those without which the others are in order, as few as possible: one that moved is one finding.
  @inline(never)
  mutating func explain(_ node: Int, _ type: Int) {
    let members = Array(structure.members(of: type))
    var counts = Array(repeating: 0, count: members.count)
    var second = Array(repeating: -1, count: members.count)
    var children: [(node: Int, member: Int)] = []
    var child = node + 1
    while child < Int(tree.nodes[node].end) {
      let element = element(child)
      if element != UBLTag.other.rawValue, let member = members.firstIndex(where: { $0.element == element }) {
        counts[member] += 1
        if counts[member] == 1 || members[member].isRepeatable { children.append((child, member)) }
        if counts[member] == 2 { second[member] = child }
      } else {
        record(.element, child)
      }
      child = Int(tree.nodes[child].end)
    }
    for (member, count) in counts.enumerated() {
      if count > 1, !members[member].isRepeatable { record(.count, second[member], subject: count) }
      if count == 0, members[member].isRequired {
        // What is missing too and comes before is named, so that all can be written one after another.
        let after = members.indices[..<member].last { counts[$0] > 0 || members[$0].isRequired }.map { members[$0].element }
        let before = counts[member...].firstIndex { $0 > 0 }.map { members[$0].element }
        record(.missing, node, subject: Int(members[member].element), after: after ?? 0, before: before ?? 0)
      }
    }
    let isInOrder = Self.longestOrder(children.map(\.member), members.count)
    var present = Array(repeating: false, count: members.count)
    for (child, isInOrder) in zip(children, isInOrder) where isInOrder { present[child.member] = true }
    for (child, isInOrder) in zip(children, isInOrder) where !isInOrder {
      let after = present[..<child.member].lastIndex(of: true).map { members[$0].element }
      let before = present[(child.member + 1)...].firstIndex(of: true).map { members[$0].element }
      record(.order, child.node, after: after ?? 0, before: before ?? 0)
    }
  }

  /// Marks the most numbers that can stay where they are so that none is followed by a smaller one.
  private static func longestOrder(_ numbers: [Int], _ count: Int) -> [Bool] {
    // By number: how long the longest order is that ends in it, and where its last one stands.
    var lengths = Array(repeating: 0, count: count)
    var ends = Array(repeating: -1, count: count)
    var previous = Array(repeating: -1, count: numbers.count)
    for (position, number) in numbers.enumerated() {
      var best = -1
      for smaller in 0...number where ends[smaller] >= 0 && (best < 0 || lengths[smaller] > lengths[best]) { best = smaller }
      previous[position] = best < 0 ? -1 : ends[best]
      lengths[number] = (best < 0 ? 0 : lengths[best]) + 1
      ends[number] = position
    }
    var kept = Array(repeating: false, count: numbers.count)
    var position = lengths.enumerated().max { $0.element < $1.element }.map { ends[$0.offset] } ?? -1
    while position >= 0 {
      kept[position] = true
      position = previous[position]
    }
    return kept
  }
}
