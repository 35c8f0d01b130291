import CTables

/// Where in an invoice or a credit note the business terms of EN 16931 stand: a tree of the paths that have one, the root not counted.
///
/// Source: `ubl_terms.tsv`.
struct TermPlaces {
  static let shared = TermPlaces()
  static let root = 0

  /// By place: the elements right inside it, and their places.
  private var steps: [[(element: UInt16, place: Int)]] = [[]]
  /// By place; none where only something inside has any.
  private var terms: [[String]] = [[]]
  /// Of attributes, by the place of their element.
  private var attributes: [Int: [String: [String]]] = [:]

  /// The place of an element right inside another; nil where no term is, nor inside.
  func place(_ element: UInt16, in place: Int) -> Int? {
    for step in steps[place] where step.element == element { return step.place }
    return nil
  }

  /// - Parameter child: the name of an element or attribute right inside the place, when that is meant: `cbc:ID`, `@name`.
  func terms(_ place: Int?, then child: String?) -> [String]? {
    guard var place else { return nil }
    if let child {
      if child.hasPrefix("@") { return attributes[place]?[child] }
      guard let inside = Self.element(child).flatMap({ self.place($0, in: place) }) else { return nil }
      place = inside
    }
    return terms[place].isEmpty ? nil : terms[place]
  }

  /// Paths of the table with a name that UBL does not have: a defect of the table.
  private(set) var unknownPaths: [String] = []

  private init() {
    for row in TabbedRows(perille_table_ubl_terms()) { add(row["path"], row["terms"].split(separator: " ").map(String.init)) }
  }

  private mutating func add(_ path: String, _ terms: [String]) {
    var place = Self.root
    for name in path.split(separator: "/") {
      if name.hasPrefix("@") {
        attributes[place, default: [:]][String(name)] = terms
        return
      }
      guard let element = Self.element(name) else {
        unknownPaths.append(path)
        return
      }
      if let known = self.place(element, in: place) {
        place = known
      } else {
        steps[place].append((element, self.terms.count))
        place = self.terms.count
        steps.append([])
        self.terms.append([])
      }
    }
    self.terms[place] = terms
  }

  /// By its name with prefix.
  private static func element(_ name: some StringProtocol) -> UInt16? {
    let parts = name.split(separator: ":")
    guard parts.count == 2 else { return nil }
    return UBLVocabulary.shared.element(isAggregate: parts[0] == "cac", Substring(parts[1]))
  }
}
