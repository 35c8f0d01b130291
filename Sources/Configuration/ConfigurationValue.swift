import Receivables
import Yams

/// Collects what is wrong while the tree is read.
final class ConfigurationProblems {
  private(set) var all: [ConfigurationProblem] = []

  /// A part that is looked at twice is told of once.
  func add(_ problem: ConfigurationProblem) {
    if !all.contains(problem) { all.append(problem) }
  }

  /// In the order of the file.
  var sorted: [ConfigurationProblem] {
    all.enumerated().sorted {
      ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
    }.map(\.element)
  }
}

/// A node of the file with the path of keys that leads to it. Reading it as what it should be gives the value, or nil and a
/// problem. Scalars are read from their own text, so that `012` keeps its zero, `NO` is Norway, and no amount is ever a Double.
struct ConfigurationValue {
  let node: Node
  let path: String
  let problems: ConfigurationProblems

  func problem(_ message: String, nearest: String? = nil) {
    problems.add(
      ConfigurationProblem(
        line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, keyPath: path, message: message, nearest: nearest))
  }

  /// Nothing, `~` or `null`.
  var isEmpty: Bool {
    guard let scalar = node.scalar, scalar.style == .plain else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  var isMapping: Bool { node.mapping != nil }

  /// A plain scalar is not in quotation marks.
  var isPlain: Bool { node.scalar.map { $0.style == .plain } ?? false }

  /// A scalar's own text, whatever is expected.
  var scalarText: String? { node.scalar?.string }

  func text() -> String? {
    guard let scalar = node.scalar else {
      problem("A text is expected here, not a \(node.mapping != nil ? "mapping" : "list").")
      return nil
    }
    guard !isEmpty, !scalar.string.isEmpty else {
      problem("A value is missing here. Leave the key out if there is none.")
      return nil
    }
    return scalar.string
  }

  /// The text, quoted for a message.
  private func quoted(_ text: String) -> String { "\"\(Masking.excerpt(text))\"" }

  func integer(_ range: ClosedRange<Int>) -> Int? {
    guard let text = text() else { return nil }
    let isNumber = isPlain && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (text == "0" || !text.hasPrefix("0"))
    if isNumber, let value = Int(text), range.contains(value) { return value }
    let limits = range.upperBound == Int.max ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    problem("\(quoted(text)) is not a whole number \(limits).")
    return nil
  }

  func flag() -> Bool? {
    guard let text = text() else { return nil }
    switch text {
    case "true", "yes": return true
    case "false", "no": return false
    default:
      problem("\(quoted(text)) is neither yes nor no.")
      return nil
    }
  }

  func date() -> CalendarDate? {
    guard let text = text() else { return nil }
    if let date = CalendarDate(iso: text) { return date }
    problem("\(quoted(text)) is not a date of the form YYYY-MM-DD.")
    return nil
  }

  /// An amount with a point, from the scalar's own text.
  func money(_ currency: Currency) -> Money? {
    guard let text = text() else { return nil }
    if let money = ExactDecimal(bytes: text.utf8, point: 0x2E)?.money(in: currency), !money.isNegative { return money }
    problem(
      "\(quoted(text)) is not an amount in \(currency): digits, and a point before at most \(currency.minorUnitDigits) decimals.")
    return nil
  }

  /// One of the words.
  func word(_ words: [String], what: String) -> String? {
    guard let text = text() else { return nil }
    if words.contains(text) { return text }
    problem(
      "\(quoted(text)) is not \(what). Known are \(ConfigurationValue.listed(words)).", nearest: nearest(text, among: words))
    return nil
  }

  /// Marks are put in quotation marks, words are not.
  private static func listed(_ words: [String]) -> String {
    words.map { $0.utf8.count == 1 ? "\"\($0)\"" : $0 }.joined(separator: ", ")
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type, what: String) -> Choice?
  where Choice.RawValue == String {
    word(type.allCases.map(\.rawValue), what: what).flatMap(Choice.init(rawValue:))
  }

  /// The items of a list. Nothing is an empty list; one text where a list of texts may stand is a list of one.
  func list() -> [ConfigurationValue] {
    if isEmpty { return [] }
    guard let items = node.sequence else {
      problem("A list is expected here.")
      return []
    }
    return items.enumerated().map { ConfigurationValue(node: $1, path: "\(path)[\($0)]", problems: problems) }
  }

  func texts() -> [String] {
    if node.scalar != nil, !isEmpty { return text().map { [$0] } ?? [] }
    return list().compactMap { $0.text() }
  }

  /// The entries of a mapping whose keys are free, in the order of the file.
  func entries() -> [(name: String, key: ConfigurationValue, value: ConfigurationValue)] {
    if isEmpty { return [] }
    guard let mapping = node.mapping else {
      problem("A mapping (key: value) is expected here.")
      return []
    }
    return mapping.compactMap { pair in
      let key = ConfigurationValue(node: pair.key, path: path, problems: problems)
      guard let name = key.text() else { return nil }
      let path = path.isEmpty ? name : "\(path).\(name)"
      return (
        name, ConfigurationValue(node: pair.key, path: path, problems: problems),
        ConfigurationValue(node: pair.value, path: path, problems: problems)
      )
    }
  }

  /// Entries of free keys with texts as values.
  func textMap() -> [String: String] {
    var map: [String: String] = [:]
    for entry in entries() { map[entry.name] = entry.value.text() }
    return map
  }

  /// A mapping with the keys of a section; nil, with a problem, when it is none.
  func section(_ section: ConfigurationSection) -> ConfigurationMapping? {
    guard isEmpty || node.mapping != nil else {
      problem("A mapping (key: value) is expected here.")
      return nil
    }
    return ConfigurationMapping(self, section)
  }
}

/// A mapping whose keys are known; any other is a problem with the nearest known one.
struct ConfigurationMapping {
  let value: ConfigurationValue
  private var found: [String: ConfigurationValue] = [:]

  init(_ value: ConfigurationValue, _ section: ConfigurationSection) {
    self.value = value
    let known = section.keys.map(\.name)
    for entry in value.entries() {
      if known.contains(entry.name) {
        found[entry.name] = entry.value
      } else {
        entry.key.problem("Unknown key.", nearest: nearest(entry.name, among: known))
      }
    }
  }

  subscript(_ key: String) -> ConfigurationValue? { found[key] }

  func required(_ key: String) -> ConfigurationValue? {
    if found[key] == nil { value.problem("\(key) is missing here.") }
    return found[key]
  }

  /// The one key of several that is there; none or two are a problem.
  func oneOf(_ keys: [String]) -> (key: String, value: ConfigurationValue)? {
    let there = keys.filter { found[$0] != nil }
    guard there.count == 1, let key = there.first, let entry = found[key] else {
      value.problem("Exactly one of \(keys.joined(separator: ", ")) is expected here.")
      return nil
    }
    return (key, entry)
  }
}
