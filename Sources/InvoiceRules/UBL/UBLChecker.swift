import Receivables
import XMLStream

/// Reads a UBL document's events into a tree and asks every rule of a set about it. One checker serves one document after another, on
/// one thread at a time.
///
/// Rules are methods in extensions, grouped as the standard groups them, each named by its id where it fires. The walk over the tree
/// (`UBLChecker+Walk`) calls those of an element; what needs the whole document is asked at its end.
public final class UBLChecker {
  /// A rule that does not hold, at an element.
  struct Firing {
    var rule: UInt16
    var node: Int32
    /// Position in `values`; `noValues`, or `missingOperand` when a number of the comparison is not there.
    var values: Int32
    /// The attribute that it is about, when it is one.
    var attribute = XMLNames.unnamed

    static let noValues: Int32 = -1
    static let missingOperand: Int32 = -2
  }

  let tree = UBLTree()
  /// Local names of elements and attributes that UBL does not have, by name id.
  private(set) var unknownNames: [UInt16: String] = [:]
  // A checker serves one thread, and no rule is asked while another changes what it reads: nothing is checked at every look.
  @exclusivity(unchecked) var facts = UBLFacts()
  @exclusivity(unchecked) private(set) var firings: [Firing] = []
  private(set) var values: [Finding.Values] = []
  /// What `checkStructure` found.
  var structureRecords: [UBLStructureRecord] = []
  /// By element, once a path through it was asked for: which of its name it is beside its siblings; 0 not counted yet, -1 the only one.
  var ordinals: [Int32] = []
  /// By number of a rule: its page, once it was looked up.
  var pages: [RulePages.Page??]
  /// Rules of the whole document that have spoken.
  private var spoken: [Bool]
  @exclusivity(unchecked) var rules: ReadyRules
  private var builder = UBLTreeBuilder()
  let vocabulary = UBLVocabulary.shared
  let table = RuleTable.shared
  let attributeNames = AttributeNames(UBLVocabulary.shared)
  /// Ids that a rule gave and the table does not have: a defect of ours, which leaves the verdict open.
  private(set) var unknownRules: Set<String> = []

  public init() {
    guard let first = RuleSet.all.first else { preconditionFailure("the table of rule sets is empty") }
    rules = ReadyRules.of(first)
    spoken = Array(repeating: false, count: RuleTable.shared.entries.count)
    pages = Array(repeating: nil, count: RuleTable.shared.entries.count)
  }

  deinit { tree.free() }

  /// Forgets the document before.
  public func begin() {
    tree.removeAll()
    unknownNames.removeAll()
    facts.removeAll()
    firings.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    structureRecords.removeAll(keepingCapacity: true)
    ordinals.removeAll(keepingCapacity: true)
    for index in spoken.indices { spoken[index] = false }
    builder = UBLTreeBuilder()
  }

  /// False when the document holds more text than a tree does; then nothing can be said of it.
  @discardableResult
  public func take(_ events: borrowing XMLEvents) -> Bool {
    guard tree.bytes.count + events.byteCount <= UBLTree.maximumBytes else { return false }
    builder.take(events, into: tree, unknownNames: &unknownNames)
    return true
  }

  /// Whether a whole document was seen.
  var isComplete: Bool { builder.isComplete }

  /// How often each rule spoke, by id.
  public var counts: [(id: String, isFatal: Bool, count: Int)] {
    var counts: [UInt16: Int] = [:]
    for firing in firings { counts[firing.rule, default: 0] += 1 }
    return counts.map { (table.entries[Int($0)].id, rules.severities[Int($0)] == .fatal, $1) }.sorted { $0.id < $1.id }
  }

  // MARK: what rules say

  /// The rule does not hold at this element.
  @inline(never)
  func fire(_ id: StaticString, at node: Int) {
    guard let rule = number(id) else { return }
    fire(rule: rule, at: node)
  }

  /// The same with what was expected and what was found.
  @inline(never)
  func fire(_ id: StaticString, at node: Int, expected: WideDecimal?, found: WideDecimal?) {
    guard let rule = number(id), rules.severities[Int(rule)] != .off else { return }
    guard let expected, let found else {
      firings.append(Firing(rule: rule, node: Int32(truncatingIfNeeded: node), values: Firing.missingOperand))
      return
    }
    firings.append(Firing(rule: rule, node: Int32(truncatingIfNeeded: node), values: Int32(truncatingIfNeeded: values.count)))
    values.append(
      Finding.Values(expected: expected.text, found: found.description, difference: found.subtracting(expected)?.text))
  }

  /// The rule does not hold for an attribute of this element.
  func fire(_ id: StaticString, at node: Int, attribute: UInt16) {
    guard let rule = number(id), rules.severities[Int(rule)] != .off else { return }
    firings.append(
      Firing(rule: rule, node: Int32(truncatingIfNeeded: node), values: Firing.noValues, attribute: attribute))
  }

  func fire(rule: UInt16, at node: Int) {
    guard rules.severities[Int(rule)] != .off else { return }
    firings.append(Firing(rule: rule, node: Int32(truncatingIfNeeded: node), values: Firing.noValues))
  }

  /// A rule about the whole document: it speaks once, at the first place.
  func fireOnce(rule: UInt16, at node: Int) {
    guard !spoken[Int(rule)] else { return }
    spoken[Int(rule)] = true
    fire(rule: rule, at: node)
  }

  func fireOnce(_ id: StaticString, at node: Int) {
    if let rule = number(id) { fireOnce(rule: rule, at: node) }
  }

  private func number(_ id: StaticString) -> UInt16? {
    let text = id.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    guard let rule = table.number(text) else {
      unknownRules.insert(text)
      return nil
    }
    return rule
  }

  // MARK: what rules ask

  /// The text without white space around it, when it is as short as a code.
  @inline(__always)
  func short(_ node: Int) -> ShortText {
    let range = tree.trimmed(node)
    guard range.count <= 8 else { return .long }
    var word: UInt64 = 0
    for position in range { word = word << 8 | UInt64(tree.bytes[position]) }
    return ShortText(word: word)
  }

  /// That of the first such child; empty when there is none.
  @inline(__always)
  func short(_ tag: UBLTag, in node: Int) -> ShortText { tree.first(tag, in: node).map(short) ?? .empty }

  func short(_ attribute: UBLTree.Attribute) -> ShortText {
    let range = tree.trimmed(from: Int(attribute.from), count: Int(attribute.count))
    return ShortText(tree.bytes[range])
  }

  /// The number that is the text; nil when it is none.
  @inline(__always)
  func decimal(_ node: Int) -> WideDecimal? { WideDecimal(tree.bytes, tree.trimmed(node)) }

  @inline(__always)
  func decimal(_ tag: UBLTag, in node: Int) -> WideDecimal? { tree.first(tag, in: node).flatMap(decimal) }

  /// More than two digits after the point (`string-length(substring-after(., '.')) > 2`).
  @inline(__always)
  func hasMoreThanTwoDecimals(_ node: Int) -> Bool {
    let raw = tree.nodes[node]
    let end = Int(raw.text) + Int(raw.textCount)
    for position in Int(raw.text)..<end where tree.bytes[position] == UInt8(ascii: ".") { return end - position - 1 > 2 }
    return false
  }

  func hasMoreThanTwoDecimals(_ tag: UBLTag, in node: Int) -> Bool {
    tree.first(tag, in: node).map(hasMoreThanTwoDecimals) ?? false
  }

  /// Whether a TaxCategory, ClassifiedTaxCategory or PartyTaxScheme is of the scheme VAT.
  @inline(__always)
  func isVAT(_ node: Int) -> Bool {
    for scheme in tree.each(.cacTaxScheme, in: node) {
      for id in tree.each(.cbcID, in: scheme) where short(id).uppercased == "VAT" { return true }
    }
    return false
  }

  enum Indicator {
    case none, allowance, charge
  }

  /// What an AllowanceCharge is (`cbc:ChargeIndicator = false()` compares as boolean).
  func indicator(_ node: Int) -> Indicator {
    guard let indicator = tree.first(.cbcChargeIndicator, in: node) else { return .none }
    return switch short(indicator) {
    case "false", "0": .allowance
    case "true", "1": .charge
    default: .none
    }
  }

  /// A child that is there and not empty.
  func hasText(_ tag: UBLTag, in node: Int) -> Bool { tree.first(tag, in: node).map { !tree.isEmpty($0) } ?? false }

  /// The trimmed text of the first such child.
  func string(_ tag: UBLTag, in node: Int) -> String? { tree.first(tag, in: node).map(tree.normalized) }
}

/// Ids of the attributes that rules name.
struct AttributeNames {
  let currencyID, schemeID, unitCode, listID, mimeCode, filename, name: UInt16
  /// UBL-DT-08 to UBL-DT-28: attributes that stand nowhere, by name id.
  let banned: [(name: UInt16, rule: StaticString)]

  init(_ vocabulary: UBLVocabulary) {
    func id(_ name: String) -> UInt16 { vocabulary.nameID(name) ?? XMLNames.unnamed }
    currencyID = id("currencyID")
    schemeID = id("schemeID")
    unitCode = id("unitCode")
    listID = id("listID")
    mimeCode = id("mimeCode")
    filename = id("filename")
    name = id("name")
    banned = Self.bannedNames.map { (id($0.name), $0.rule) }
  }

  static let bannedNames: [(name: String, rule: StaticString)] = [
    ("schemeName", "UBL-DT-08"), ("schemeAgencyName", "UBL-DT-09"), ("schemeDataURI", "UBL-DT-10"), ("schemeURI", "UBL-DT-11"),
    ("format", "UBL-DT-12"), ("unitCodeListIdentifier", "UBL-DT-13"), ("unitCodeListAgencyIdentifier", "UBL-DT-14"),
    ("unitCodeListAgencyName", "UBL-DT-15"), ("listAgencyName", "UBL-DT-16"), ("listName", "UBL-DT-17"), ("name", "UBL-DT-18"),
    ("languageID", "UBL-DT-19"), ("listURI", "UBL-DT-20"), ("listSchemeURI", "UBL-DT-21"), ("languageLocaleID", "UBL-DT-22"),
    ("uri", "UBL-DT-23"), ("currencyCodeListVersionID", "UBL-DT-24"), ("characterSetCode", "UBL-DT-25"),
    ("encodingCode", "UBL-DT-26"), ("schemeAgencyID", "UBL-DT-27"), ("listAgencyID", "UBL-DT-28"),
  ]
}
