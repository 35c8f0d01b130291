import Receivables
import XMLStream

extension UBLChecker {
  /// Findings on the structure that are listed; of more only the number is told.
  static let maximumStructureFindings = 1_000

  /// What `checkStructure` found, in the order of the document, each as a sentence with its place.
  public func structureFindings() -> [Finding] {
    if structureRecords.isEmpty { return [] }
    let ordered = structureRecords.enumerated().sorted { ($0.element.node, $0.offset) < ($1.element.node, $1.offset) }
    var findings = ordered.prefix(Self.maximumStructureFindings).map { finding($0.element) }
    if ordered.count > findings.count {
      findings.append(
        Finding(
          UBLStructureCatalog.more, .info, "\(ordered.count - findings.count) more findings on the structure are not listed.",
          remedy: UBLStructureCatalog.remedy(UBLStructureCatalog.more)))
    }
    return findings
  }

  /// A record as a sentence.
  func finding(_ record: UBLStructureRecord) -> Finding {
    let node = Int(record.node)
    return switch record.kind {
    case .element: unknownElement(node)
    case .order: outOfOrder(record, node)
    case .count: tooMany(record, node)
    case .missing: missing(record, node)
    case .attribute, .attributeMissing, .attributeValue: attribute(record, node)
    case .value: wrongValue(node)
    case .text, .elementInValue: content(record, node)
    case .extensionEmpty, .extensionCount, .extensionNamespace: ofExtension(record, node)
    }
  }

  /// - Parameter child: name of an element or attribute right in the node that the finding is about, when it is not the node itself.
  private func finding(
    _ id: String, _ node: Int, _ message: String, _ remedy: String? = nil, about child: String? = nil,
    values: Finding.Values? = nil
  ) -> Finding {
    let place = Finding.Place(line: Int(tree.nodes[node].line), path: path(of: node))
    // An attribute with no term of its own is told by its element's.
    let term = term(of: node, then: child) ?? (child?.hasPrefix("@") == true ? self.term(of: node) : nil)
    return Finding(
      id, .error, message, remedy: remedy ?? UBLStructureCatalog.remedy(id), place: place, term: term, values: values)
  }

  private var structure: UBLStructure { vocabulary.structure }

  /// The type whose elements an element holds.
  private func type(of node: Int) -> Int? {
    let element = tree.nodes[node].element
    let isExtension = element == UBLTag.other.rawValue && tree.nodes[node].namespace == UBLVocabulary.extensionID
    return type(ofElement: isExtension ? vocabulary.extensionElement(tree.nodes[node].name) : element)
  }

  private func type(ofElement element: UInt16) -> Int? {
    if case .elements(let type) = structure.content(of: element) { return type }
    return nil
  }

  /// `after cbc:ID and before cbc:IssueDate`; nil when there is neither.
  private func between(_ record: UBLStructureRecord) -> String? {
    let sides = [("after", record.after), ("before", record.before)].filter { $0.1 != 0 }
    return sides.isEmpty ? nil : sides.map { "\($0) \(vocabulary.qualifiedName($1))" }.joined(separator: " and ")
  }

  // MARK: elements

  private func unknownElement(_ node: Int) -> Finding {
    let parent = tree.parent(node)
    let found = name(of: node)
    let around = parent >= 0 ? name(of: parent) : "the document"
    let meant = UBLIntent(self, node)
    return switch meant.meaning {
    case .namespace(let name):
      finding(
        UBLStructureCatalog.element, node, "\(found) is in the wrong namespace: \(around) has the element \(name).",
        "Write it as \(name), with the namespace that UBL 2.1 gives that prefix.")
    case .misspelt(let name):
      finding(
        UBLStructureCatalog.element, node, "UBL 2.1 has no element \(found) in \(around); \(name) is probably meant.",
        "Correct the name to \(name) if that is meant; otherwise leave the element out.")
    case .elsewhere(let name):
      finding(
        UBLStructureCatalog.element, node, "\(found) does not belong in \(around): UBL 2.1 has it in \(name).",
        "Move it into \(name), or leave it out.")
    case .farAway(let names):
      finding(
        UBLStructureCatalog.element, node, "\(found) does not belong in \(around): UBL 2.1 has it in \(names).",
        "Leave it out, or move it to where UBL 2.1 has it.")
    case .unknown:
      finding(UBLStructureCatalog.element, node, "UBL 2.1 has no element \(found) in \(around).")
    }
  }

  private func outOfOrder(_ record: UBLStructureRecord, _ node: Int) -> Finding {
    let place = between(record).map { "must stand \($0)" } ?? "stands in the wrong place"
    return finding(
      UBLStructureCatalog.order, node, "\(name(of: node)) is out of order in \(name(of: tree.parent(node))): it \(place).",
      between(record).map { "Write \(name(of: node)) \($0)." })
  }

  private func tooMany(_ record: UBLStructureRecord, _ node: Int) -> Finding {
    finding(
      UBLStructureCatalog.count, node,
      "\(name(of: node)) stands \(record.subject) times in \(name(of: tree.parent(node))), where UBL 2.1 has it once.",
      values: Finding.Values(expected: "1", found: "\(record.subject)"))
  }

  private func missing(_ record: UBLStructureRecord, _ node: Int) -> Finding {
    let missing = vocabulary.qualifiedName(UInt16(truncatingIfNeeded: record.subject))
    let place = between(record).map { " " + $0 } ?? ""
    return finding(
      UBLStructureCatalog.missing, node, "\(name(of: node)) has no \(missing), which must be there.",
      "Write \(missing) in \(name(of: node))\(place).", about: missing)
  }

  // MARK: attributes

  private func attribute(_ record: UBLStructureRecord, _ node: Int) -> Finding {
    let element = name(of: node)
    guard record.kind != .attributeMissing else {
      let name = localName(UInt16(truncatingIfNeeded: record.subject))
      return finding(
        UBLStructureCatalog.attributeMissing, node, "\(element) has no attribute \(name), which must be there.",
        "Write the attribute \(name)\(Self.examples[name].map { ", for example \(name)=\"\($0)\"" } ?? "").", about: "@" + name)
    }
    let attribute = tree.attributes[Int(record.subject)]
    let name = UBLVocabulary.prefix(attribute.namespace) + localName(attribute.name)
    let text = Masking.excerpt(tree.string(attribute), limit: 40)
    let ending = attribute.namespace == XMLNames.otherNamespace ? " of a namespace that UBL does not know" : ""
    if record.kind == .attribute {
      let known = attributes(of: node)
      let meant = nearest(localName(attribute.name), among: known)
      let allowed = known.isEmpty ? "it can have none" : "it can have " + known.joined(separator: ", ")
      return finding(
        UBLStructureCatalog.attribute, node,
        "\(element) has the attribute \(name)\(ending), which UBL 2.1 does not have there; "
          + (meant.map { "\($0) is probably meant." } ?? allowed + "."),
        meant.map { "Correct the name to \($0) if that is meant; otherwise leave the attribute out." }, about: "@" + name,
        values: Finding.Values(found: text))
    }
    let expected =
      switch attribute.namespace {
      case UBLVocabulary.instanceID: "the type that UBL 2.1 declares for the element"
      default: localName(attribute.name) == "languageID" ? "a language like fi or en-GB" : "a URI"
      }
    return finding(
      UBLStructureCatalog.value, node, "The attribute \(name) of \(element) is “\(text)”, which is not \(expected).",
      "Write \(expected), or leave the attribute out.", about: "@" + name,
      values: Finding.Values(found: text))
  }

  private static let examples = ["currencyID": "EUR", "unitCode": "C62", "mimeCode": "application/pdf"]

  private func attributes(of node: Int) -> [String] {
    guard case .value(let type) = structure.content(of: tree.nodes[node].element) else { return [] }
    let range = Int(structure.dataTypes[type].attributesFrom)..<Int(structure.dataTypes[type].attributesEnd)
    return structure.attributes[range].map { localName($0.name) }
  }

  // MARK: content

  private func wrongValue(_ node: Int) -> Finding {
    let isExtension = tree.nodes[node].element == UBLTag.other.rawValue
    let element = isExtension ? vocabulary.extensionElement(tree.nodes[node].name) : tree.nodes[node].element
    var form = UBLStructure.Form.string
    if case .value(let type) = structure.content(of: element) { form = structure.dataTypes[type].form }
    let text = Masking.excerpt(tree.normalized(node), limit: 40)
    let message = text.isEmpty ? "\(name(of: node)) is empty" : "\(name(of: node)) is “\(text)”, which is not \(form.inWords)"
    return finding(
      UBLStructureCatalog.value, node, message + (text.isEmpty ? "; it must hold \(form.inWords)." : "."),
      text.isEmpty ? "Write the value as \(form.inWords), or leave the element out." : "Write the value as \(form.inWords).",
      values: text.isEmpty ? nil : Finding.Values(found: text))
  }

  private func content(_ record: UBLStructureRecord, _ node: Int) -> Finding {
    guard record.kind == .text else {
      let holder = tree.parent(node)
      return finding(
        UBLStructureCatalog.content, node, "\(name(of: holder)) holds the element \(name(of: node)); it can only hold a value.",
        "Write the value right into \(name(of: holder)).")
    }
    let text = Masking.excerpt(tree.normalized(node), limit: 40)
    let members = type(of: node).map { structure.members(of: $0) } ?? []
    let only = members.count == 1 ? members.first.map { vocabulary.qualifiedName($0.element) } : nil
    return finding(
      UBLStructureCatalog.content, node, "\(name(of: node)) holds the text “\(text)”; it can only hold elements.",
      only.map { "Write the text into \($0)." }, values: Finding.Values(found: text))
  }

  private func ofExtension(_ record: UBLStructureRecord, _ node: Int) -> Finding {
    switch record.kind {
    case .extensionEmpty:
      finding(
        UBLStructureCatalog.missing, node, "\(name(of: node)) is empty; it must hold one element of the extension.",
        "Write the extension's element into it, or leave ext:UBLExtensions out.")
    case .extensionCount:
      finding(
        UBLStructureCatalog.count, node, "\(name(of: tree.parent(node))) holds more than one element, where UBL 2.1 has one.",
        "Write an ext:UBLExtension for each.")
    default:
      finding(
        UBLStructureCatalog.element, node,
        "\(name(of: node)) cannot be the content of an extension: its namespace must be another.",
        "Give the element a namespace that is the extension's own.")
    }
  }
}

extension UBLStructure.Form {
  /// `a day like 2026-11-02`
  var inWords: String {
    switch self {
    case .decimal: "a number like 1234.50"
    case .date: "a day of the calendar like 2026-11-02"
    case .time: "a time like 12:30:00"
    case .boolean: "true or false"
    case .base64Binary: "base64"
    case .language: "a language like fi or en-GB"
    case .anyURI: "a URI"
    case .normalizedString, .string: "text"
    }
  }
}
