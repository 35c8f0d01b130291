import CTables

/// The table of UBL's structure as text: its lines by kind.
struct UBLStructureText {
  struct Named {
    var prefix: String
    var name: String
    var type: String
  }

  /// Data types: name, lexical form, attributes.
  var dataTypes: [(name: String, form: String, attributes: [(name: String, isRequired: Bool)])] = []
  /// Elements that hold a value, and elements that hold elements; with the prefix of their namespace.
  var basics: [Named] = []
  var aggregates: [Named] = []
  /// Types and their elements as the table writes them: `cac:Party?`.
  var types: [(name: String, elements: [Substring])] = []
  /// Lexical forms of attributes, by name.
  var attributeForms: [String: String] = [:]

  var attributes: [String] { dataTypes.flatMap { $0.attributes.map(\.name) } }

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    // Byte by byte: this is read at every start.
    func attribute(_ word: Substring) -> (name: String, isRequired: Bool) {
      let isRequired = word.utf8.last == UInt8(ascii: "!")
      return (String(isRequired ? Substring(word.utf8.dropLast()) : word), isRequired)
    }
    for line in String(decoding: bytes, as: UTF8.self).utf8.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09).map { Substring($0) }
      guard fields.count >= 2 else { continue }
      let name = String(fields[1])
      let rest = fields.dropFirst(2)
      func named(_ prefix: String) -> [Named] { rest.map { Named(prefix: prefix, name: String($0), type: name) } }
      switch fields[0] {
      case "D":
        dataTypes.append(
          (name, rest.first.map(String.init) ?? "", rest.dropFirst().map(attribute))
        )
      case "B": basics += named("cbc")
      case "E": basics += named("ext")
      case "A": aggregates += named("cac")
      case "X": aggregates += named("ext")
      case "F": for attribute in rest { attributeForms[String(attribute)] = name }
      default: types.append((name, Array(rest)))
      }
    }
  }
}

/// What may stand where in a document of UBL 2.1: types with their elements in order, in flat arrays.
///
/// Source: UBL 2.1 schemas (OASIS, 2013-11-04), see `ubl_structure.tsv`.
struct UBLStructure: Sendable {
  struct Member: Sendable {
    var element: UInt16
    var isRequired: Bool
    var isRepeatable: Bool
    /// How many of its type's elements before it must be there; and with it.
    var requiredBefore: UInt8 = 0
    var requiredThrough: UInt8 = 0
    /// Any text is right for it, and there is no attribute that must be there.
    var takesAnyText = false
    /// What it holds, as `contents` has it.
    var content = UBLStructure.nothing
  }

  /// Where a type's elements lie in `members`.
  struct ContentType: Sendable {
    var from: Int32
    var end: Int32
    /// How many of them must be there.
    var required: UInt8
  }

  /// How a basic element's text, or an attribute's, must look.
  enum Form: String, Sendable {
    case decimal, date, time, boolean, base64Binary, normalizedString, string, language, anyURI
  }

  struct DataType: Sendable {
    var form: Form
    /// The attribute that must be there: none of these types has two.
    var required: UInt16
    var attributesFrom: Int32
    var attributesEnd: Int32
  }

  struct Attribute: Sendable {
    var name: UInt16
    var form: Form
  }

  /// What an element holds: values of a data type, or elements of a type.
  enum Content {
    case none
    case elements(type: Int)
    case value(dataType: Int)
  }

  static let noAttribute = UInt16.max
  fileprivate static let nothing = Int16.min

  private(set) var members: [Member] = []
  private(set) var types: [ContentType] = []
  private(set) var typeNames: [String] = []
  private(set) var dataTypes: [DataType] = []
  private(set) var attributes: [Attribute] = []
  /// By element: its type, or its data type with all bits turned, or `nothing`.
  private var contents: [Int16] = []
  /// By type and element: which of the type's elements it is, so that a check need not look for it; `noPosition` for none.
  private(set) var positions: [UInt8] = []
  static let noPosition = UInt8.max

  /// What the schema declares of an element; `none` for one that it does not have.
  @inline(__always)
  func content(of element: UInt16) -> Content {
    let content = contents[Int(element)]
    if content >= 0 { return .elements(type: Int(content)) }
    return content == Self.nothing ? .none : .value(dataType: ~Int(content))
  }

  /// Where the places of a type's elements begin in `positions`; an element's is its id further.
  @inline(__always)
  func row(of type: Int) -> Int { type * contents.count }

  func members(of type: Int) -> ArraySlice<Member> { members[Int(types[type].from)..<Int(types[type].end)] }

  init(
    _ text: UBLStructureText, attribute: (String) -> UInt16, elementCount: Int,
    element: (Substring, String) -> UInt16
  ) {
    typeNames = text.types.map(\.name)
    let typeNumbers = Dictionary(typeNames.enumerated().map { ($1, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    let dataNumbers = Dictionary(
      text.dataTypes.enumerated().map { ($1.name, Int16($0)) }, uniquingKeysWith: { first, _ in first })
    for type in text.dataTypes {
      let from = attributes.count
      attributes += type.attributes.map {
        Attribute(name: attribute($0.name), form: text.attributeForms[$0.name].flatMap(Form.init) ?? .string)
      }
      dataTypes.append(
        DataType(
          form: Form(rawValue: type.form) ?? .string,
          required: type.attributes.first(where: \.isRequired).map { attribute($0.name) } ?? Self.noAttribute,
          attributesFrom: Int32(from), attributesEnd: Int32(attributes.count)))
    }
    contents = Array(repeating: Self.nothing, count: elementCount)
    func set(_ element: UInt16, _ content: Int16?) { contents[Int(element)] = content ?? Self.nothing }
    for name in text.aggregates { set(element(Substring(name.prefix), name.name), typeNumbers[name.type]) }
    for name in text.basics { set(element(Substring(name.prefix), name.name), dataNumbers[name.type].map { ~$0 }) }
    set(UBLTag.invoice.rawValue, typeNumbers["Invoice"])
    set(UBLTag.creditNote.rawValue, typeNumbers["CreditNote"])
    positions = Array(repeating: Self.noPosition, count: text.types.count * contents.count)
    for (number, type) in text.types.enumerated() {
      let from = members.count
      var required: UInt8 = 0
      for (position, word) in type.elements.enumerated() {
        var member = Self.member(word, element)
        member.requiredBefore = required
        if member.isRequired { required += 1 }
        member.requiredThrough = required
        member.content = contents[Int(member.element)]
        if case .value(let type) = content(of: member.element) {
          member.takesAnyText = !dataTypes[type].form.isRestricted && dataTypes[type].required == Self.noAttribute
        }
        members.append(member)
        positions[number * contents.count + Int(member.element)] = UInt8(position)
      }
      types.append(ContentType(from: Int32(from), end: Int32(members.count), required: required))
    }
  }

  /// `cac:Party?`
  private static func member(_ word: Substring, _ element: (Substring, String) -> UInt16) -> Member {
    var name = word.utf8.dropFirst(4)
    let mark = name.last.flatMap { "?*+".utf8.contains($0) ? $0 : nil }
    if mark != nil { name = name.dropLast() }
    return Member(
      element: element(Substring(word.utf8.prefix(3)), String(Substring(name))),
      isRequired: mark == nil || mark == UInt8(ascii: "+"), isRepeatable: mark == UInt8(ascii: "*") || mark == UInt8(ascii: "+"))
  }
}

extension UBLStructure.Form {
  /// Whether it rules any text out.
  @inline(__always)
  var isRestricted: Bool {
    switch self {
    case .normalizedString, .string: false
    default: true
    }
  }
}
