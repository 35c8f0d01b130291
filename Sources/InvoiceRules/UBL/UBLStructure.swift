import CTables

/// The table of UBL's structure as text: its lines by kind.
struct UBLStructureText {
  struct Named {
    var name: String
    var type: String
  }

  /// Data types: name, lexical form, attributes.
  var dataTypes: [(name: String, form: String, attributes: [(name: String, isRequired: Bool)])] = []
  var basics: [Named] = []
  var aggregates: [Named] = []
  /// Types and their elements as the table writes them: `cac:Party?`.
  var types: [(name: String, elements: [Substring])] = []

  var attributes: [String] { dataTypes.flatMap { $0.attributes.map(\.name) } }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    for line in String(decoding: bytes, as: UTF8.self).utf8.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09).map { Substring($0) }
      guard fields.count >= 2 else { continue }
      let name = String(fields[1])
      let rest = fields.dropFirst(2)
      switch fields[0] {
      case "D":
        dataTypes.append(
          (name, rest.first.map(String.init) ?? "", rest.dropFirst().map { (String($0.filter { $0 != "!" }), $0.hasSuffix("!")) })
        )
      case "B": basics += rest.map { Named(name: String($0), type: name) }
      case "A": aggregates += rest.map { Named(name: String($0), type: name) }
      default: types.append((name, Array(rest)))
      }
    }
  }
}

/// What may stand where in a document of UBL 2.1: types with their elements in order.
///
/// Source: UBL 2.1 schemas (OASIS, 2013-11-04), see `ubl_structure.tsv`.
struct UBLStructure: Sendable {
  struct Member: Sendable {
    var element: UInt16
    var isRequired: Bool
    var isRepeatable: Bool
  }

  /// How a basic element's text must look.
  enum Form: String, Sendable {
    case decimal, date, time, boolean, base64Binary, normalizedString, string
  }

  struct DataType: Sendable {
    var name: String
    var form: Form
    var attributes: [(name: UInt16, isRequired: Bool)]
  }

  /// By type: its elements in order. The first two are those of Invoice and CreditNote.
  private(set) var members: [[Member]] = []
  private(set) var typeNames: [String] = []
  /// By element: its type, for aggregates and the two roots; -1 for others.
  private(set) var typeOfElement: [Int16] = []
  /// By element: its data type, for basic elements; -1 for others.
  private(set) var dataTypeOfElement: [Int16] = []
  private(set) var dataTypes: [DataType] = []

  init(
    _ text: UBLStructureText, attribute: (String) -> UInt16, element: (Substring, String) -> UInt16
  ) {
    typeNames = text.types.map(\.name)
    let types = Dictionary(typeNames.enumerated().map { ($1, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    let dataNames = Dictionary(text.dataTypes.enumerated().map { ($1.name, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    dataTypes = text.dataTypes.map { type in
      DataType(
        name: type.name, form: Form(rawValue: type.form) ?? .string,
        attributes: type.attributes.map { (attribute($0.name), $0.isRequired) })
    }
    let aggregates = text.aggregates.map { (element("cac", $0.name), types[$0.type] ?? -1) }
    let basics = text.basics.map { (element("cbc", $0.name), dataNames[$0.type] ?? -1) }
    let count = Int((aggregates.map(\.0) + basics.map(\.0)).max() ?? 0) + 1
    typeOfElement = Array(repeating: -1, count: count)
    dataTypeOfElement = typeOfElement
    for (element, type) in aggregates { typeOfElement[Int(element)] = type }
    for (element, type) in basics { dataTypeOfElement[Int(element)] = type }
    typeOfElement[Int(UBLTag.invoice.rawValue)] = types["Invoice"] ?? -1
    typeOfElement[Int(UBLTag.creditNote.rawValue)] = types["CreditNote"] ?? -1
    members = text.types.map { type in
      type.elements.map { word in
        var name = word.drop { $0 != ":" }.dropFirst()
        let prefix = word.prefix { $0 != ":" }
        let mark = name.last.flatMap { "?*+".contains($0) ? $0 : nil }
        if mark != nil { name = name.dropLast() }
        return Member(
          element: element(prefix, String(name)), isRequired: mark == nil || mark == "+", isRepeatable: mark == "*" || mark == "+"
        )
      }
    }
  }
}
