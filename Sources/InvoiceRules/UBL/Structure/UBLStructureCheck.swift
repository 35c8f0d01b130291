import XMLStream

extension UBLChecker {
  /// Compares the tree with what UBL 2.1 declares: elements, their order and number, attributes, and how values are written.
  ///
  /// It gives the verdict of the OASIS schema, except that the text of attachments is not looked at (no tree keeps it).
  public func checkStructure() {
    guard !tree.nodes.isEmpty else { return }
    var walk = UBLStructureWalk(tree, vocabulary)
    walk.root()
    structureRecords = walk.records
  }

  /// Whether the schema would take the document, as far as `checkStructure` has seen.
  public var isStructureValid: Bool { structureRecords.isEmpty }
}

/// One pass over a tree beside the table of UBL's structure.
///
/// As the children of an element pass, each is looked up among the elements of its type and compared with the one before. Nearly all
/// documents are right, so all that is done on the way is to see that they are. Only the children of an element that is wrong are
/// looked at again, to say what is (`explain`).
/// Recursion is as deep as elements lie inside one another, which the parser limits (`XMLLimits.depth`).
struct UBLStructureWalk {
  let tree: UBLTree
  let vocabulary: UBLVocabulary
  let structure: UBLStructure
  private let typeName: UInt16
  private let locationNames: [UInt16]
  private(set) var records: [UBLStructureRecord] = []

  init(_ tree: UBLTree, _ vocabulary: UBLVocabulary) {
    self.tree = tree
    self.vocabulary = vocabulary
    structure = vocabulary.structure
    typeName = vocabulary.nameID("type") ?? XMLNames.unnamed
    locationNames = ["schemaLocation", "noNamespaceSchemaLocation"].map { vocabulary.nameID($0) ?? XMLNames.unnamed }
  }

  @inline(never)
  mutating func record(_ kind: UBLStructureRecord.Kind, _ node: Int, subject: Int = 0, after: UInt16 = 0, before: UInt16 = 0) {
    records.append(
      UBLStructureRecord(
        kind: kind, node: Int32(truncatingIfNeeded: node), subject: Int32(truncatingIfNeeded: subject), after: after,
        before: before)
    )
  }

  mutating func root() { check(0, tree.nodes[0].element) }

  /// The element's id, also inside the frame of extensions, which the tree has no ids for.
  @inline(__always)
  func element(_ node: Int) -> UInt16 {
    let element = tree.nodes[node].element
    if element != UBLTag.other.rawValue { return element }
    return tree.nodes[node].namespace == UBLVocabulary.extensionID ? vocabulary.extensionElement(tree.nodes[node].name) : element
  }

  @inline(__always)
  private mutating func check(_ node: Int, _ element: UInt16) {
    switch structure.content(of: element) {
    case .value(let type): checkValue(node, type)
    case .elements(let type): checkElements(node, type)
    case .none: break
    }
  }

  // MARK: elements

  private mutating func checkElements(_ node: Int, _ number: Int) {
    if tree.nodes[node].textCount > 0, !tree.isEmpty(node) { record(.text, node) }
    if tree.nodes[node].attributeCount > 0 { checkAttributes(node, nil) }
    let type = structure.types[number]
    guard type.from < type.end else { return checkExtensionContent(node) }
    let row = structure.row(of: number)
    // The first of the type's elements that may come now; how many of those that must be there have come.
    var next = 0
    var required: UInt8 = 0
    var isRight = true
    var child = node + 1
    let end = Int(tree.nodes[node].end)
    while child < end {
      let raw = tree.nodes[child]
      let element = raw.element != UBLTag.other.rawValue ? raw.element : element(child)
      let position = structure.positions[row + Int(element)]
      // What stands at another place than it should is looked into, what does not belong here is not.
      if position == UBLStructure.noPosition {
        isRight = false
      } else {
        let member = structure.members[Int(type.from) + Int(position)]
        if Int(position) < next || required < member.requiredBefore { isRight = false }
        required = member.requiredThrough
        next = Int(position) + (member.isRepeatable ? 0 : 1)
        let isPlain = member.takesAnyText && raw.attributeCount == 0 && Int(raw.end) == child + 1
        if member.content >= 0 {
          checkElements(child, Int(member.content))
        } else if !isPlain {
          checkValue(child, ~Int(member.content))
        }
      }
      child = Int(raw.end)
    }
    if !isRight || required < type.required { explain(node, number) }
  }

  // MARK: extensions

  /// One element of any namespace but none and that of extensions. What the schema declares inside is checked, all else is not.
  private mutating func checkExtensionContent(_ node: Int) {
    let end = Int(tree.nodes[node].end)
    var child = node + 1
    if child == end { record(.extensionEmpty, node) }
    var count = 0
    while child < end {
      count += 1
      if count == 2 { record(.extensionCount, child) }
      let namespace = tree.nodes[child].namespace
      if namespace == UBLVocabulary.extensionID || namespace == XMLNames.noNamespace {
        record(.extensionNamespace, child)
      } else {
        checkAnything(child)
      }
      child = Int(tree.nodes[child].end)
    }
  }

  /// Lax processing: elements that are declared are checked wherever they are (XML Schema 1.0 part 1, section 3.10.1).
  private mutating func checkAnything(_ node: Int) {
    let isRoot = tree.nodes[node].name == tree.nodes[0].name && tree.nodes[node].namespace == tree.nodes[0].namespace
    let element = isRoot ? tree.nodes[0].element : element(node)
    guard case .none = structure.content(of: element) else { return check(node, element) }
    var child = node + 1
    while child < Int(tree.nodes[node].end) {
      checkAnything(child)
      child = Int(tree.nodes[child].end)
    }
  }

  // MARK: values and attributes

  @inline(never)
  private mutating func checkValue(_ node: Int, _ number: Int) {
    let type = structure.dataTypes[number]
    let raw = tree.nodes[node]
    if Int(raw.end) != node + 1 {
      record(.elementInValue, node + 1)
    } else if type.form.isRestricted, !hasForm(type.form, Int(raw.text)..<Int(raw.text) + Int(raw.textCount)),
      !hasForm(type.form, tree.trimmed(node))
    {
      record(.value, node)
    }
    if raw.attributeCount > 0 || type.required != UBLStructure.noAttribute { checkAttributes(node, type) }
  }

  @inline(__always)
  private func hasForm(_ form: UBLStructure.Form, _ range: Range<Int>) -> Bool {
    switch form {
    case .decimal: LexicalForm.isDecimal(tree.bytes, range)
    case .date: LexicalForm.isDate(tree.bytes, range)
    case .time: LexicalForm.isTime(tree.bytes, range)
    case .boolean: LexicalForm.isBoolean(tree.bytes, range)
    case .language: LexicalForm.isLanguage(tree.bytes, range)
    case .anyURI: LexicalForm.isURI(tree.bytes, range)
    // Of an attachment the tree keeps the first character.
    case .base64Binary: range.isEmpty || LexicalForm.isBase64(tree.bytes[range.lowerBound])
    case .normalizedString, .string: true
    }
  }

  /// The attributes of an element: those of its data type, of which it must have one, or none.
  private mutating func checkAttributes(_ node: Int, _ type: UBLStructure.DataType?) {
    var hasRequired = type.map { $0.required == UBLStructure.noAttribute } ?? true
    let from = Int(tree.nodes[node].attributes)
    for position in from..<from + Int(tree.nodes[node].attributeCount) {
      let attribute = tree.attributes[position]
      guard attribute.namespace == XMLNames.noNamespace else {
        checkForeign(attribute, position, node)
        continue
      }
      guard let type else {
        record(.attribute, node, subject: position)
        continue
      }
      if attribute.name == type.required { hasRequired = true } else { checkAttribute(attribute, position, node, type) }
    }
    if !hasRequired, let type { record(.attributeMissing, node, subject: Int(type.required)) }
  }

  @inline(__always)
  private mutating func checkAttribute(
    _ attribute: UBLTree.Attribute, _ position: Int, _ node: Int, _ type: UBLStructure.DataType
  ) {
    var declared = Int(type.attributesFrom)
    while declared < type.attributesEnd, structure.attributes[declared].name != attribute.name { declared += 1 }
    if declared == type.attributesEnd {
      record(.attribute, node, subject: position)
    } else if structure.attributes[declared].form.isRestricted,
      !hasForm(structure.attributes[declared].form, tree.trimmed(from: Int(attribute.from), count: Int(attribute.count)))
    {
      record(.attributeValue, node, subject: position)
    }
  }

  /// Attributes of a namespace: where schemas lie and which type an element has may be said anywhere; nothing in UBL may be nil.
  @inline(never)
  private mutating func checkForeign(_ attribute: UBLTree.Attribute, _ position: Int, _ node: Int) {
    guard attribute.namespace == UBLVocabulary.instanceID, attribute.name == typeName || locationNames.contains(attribute.name)
    else {
      return record(.attribute, node, subject: position)
    }
    // No type of UBL is derived from another one, so the only type that can be named is the declared one.
    let name = tree.string(attribute).split(whereSeparator: \.isWhitespace).first?.split(separator: ":").last
    if attribute.name == typeName, name.map(String.init) != declaredType(node) {
      record(.attributeValue, node, subject: position)
    }
  }

  /// The name that the schema gives the type of an element.
  func declaredType(_ node: Int) -> String {
    let element = element(node)
    guard case .elements(let type) = structure.content(of: element) else {
      return (vocabulary.qualifiedName(element).split(separator: ":").last.map(String.init) ?? "") + "Type"
    }
    return structure.typeNames[type] + "Type"
  }
}
