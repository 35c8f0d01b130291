/// The standard's structure, of which messages may only be said to deviate: names, order and what may not be missing.
enum CamtStructure {
  static let versions = 2...14

  /// A child as the table has it, for some versions.
  struct Child: Sendable {
    /// Ordinal in `names`, which is also the id that the XML reader gives.
    var name: UInt16
    var isMandatory: Bool
    var isMany: Bool
    /// Ordinal in `rules`; nil when its own children are not looked at.
    var rule: Int?
    var versions: ClosedRange<Int>
  }

  struct Rule: Sendable {
    var name: String
    var children: [Child]
    /// Versions in which only one of the children may stand.
    var choice: ClosedRange<Int>?
  }

  static let rules: [Rule] = parsed.rules
  /// Names of all elements of the table.
  static let names: [String] = parsed.names

  /// The table in pieces. It is ours, and a test reads every line of it: what does not parse is left out.
  private static let parsed: (rules: [Rule], names: [String]) = {
    let lines = table.map { $0.split(separator: ":", maxSplits: 1) }
    let ruleNames = lines.map { String($0[0]) }
    var names: [String] = []
    var ids: [Substring: UInt16] = [:]
    let rules = lines.map { line in
      var rule = Rule(name: String(line[0]), children: [], choice: nil)
      for token in line.dropFirst().joined().split(separator: " ") {
        if token.first == "|" {
          rule.choice = range(token.dropFirst())
          continue
        }
        var rest = token
        let stated = rest.split(separator: "@", maxSplits: 1)
        let versions = stated.count == 2 ? range("@" + stated[1]) : CamtStructure.versions
        rest = stated[0]
        let link = rest.split(separator: "=", maxSplits: 1)
        rest = link[0]
        let sign = rest.last.flatMap { "?+*".contains($0) ? $0 : nil }
        let name = sign == nil ? rest : rest.dropLast()
        let id = ids[name] ?? UInt16(names.count)
        if Int(id) == names.count {
          names.append(String(name))
          ids[name] = id
        }
        rule.children.append(
          Child(
            name: id, isMandatory: sign == nil || sign == "+", isMany: sign == "+" || sign == "*",
            rule: link.count == 2 ? ruleNames.firstIndex(of: String(link[1])) : nil, versions: versions))
      }
      return rule
    }
    return (rules, names)
  }()

  /// `@3-14`; all versions when nothing is stated.
  private static func range(_ text: some StringProtocol) -> ClosedRange<Int> {
    let ends = text.dropFirst().split(separator: "-").compactMap { Int($0) }
    guard ends.count == 2, ends[0] <= ends[1] else { return versions }
    return ends[0]...ends[1]
  }
}
