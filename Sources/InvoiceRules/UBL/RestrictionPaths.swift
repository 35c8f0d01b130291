/// The paths that UBL-CR rules keep out of an invoice of the EN 16931 core, as one tree that a walk over a document follows.
struct RestrictionPaths: Sendable {
  /// State of an element that no path leads through.
  static let nowhere: UInt16 = 0
  static let root: UInt16 = 1
  static let noRule = UInt16.max

  /// A path that begins anywhere: its last element, the elements around it from the inside, and an attribute.
  struct Anywhere: Sendable {
    var around: [UInt16]
    var attribute: UInt16?
    var rule: UInt16
  }

  private let vocabulary: UBLVocabulary
  private var states: [UInt16]
  private var keys: [UInt32]
  private let mask = 4095
  /// By state: the rule that the element breaks, and the rules that its attributes break.
  private(set) var rules: [UInt16] = [noRule, noRule]
  private(set) var attributeRules: [[(attribute: UInt16, rule: UInt16)]] = [[], []]
  /// By element: paths that begin anywhere and end in it.
  private(set) var anywhere: [[Anywhere]] = []
  /// Attributes that stand nowhere, by name.
  private(set) var bannedAttributes: [(attribute: UInt16, rule: UInt16)] = []
  /// ext:UBLExtensions, the one path outside of UBL's two namespaces.
  private(set) var extensionRule = noRule

  init(vocabulary: UBLVocabulary) {
    self.vocabulary = vocabulary
    states = Array(repeating: 0, count: mask + 1)
    keys = states.map(UInt32.init)
  }

  /// The state of an element inside one that is in `state`.
  @inline(__always)
  func next(_ state: UInt16, _ element: UInt16) -> UInt16 {
    guard state != Self.nowhere, element != 0 else { return Self.nowhere }
    let key = UInt32(state) << 16 | UInt32(element)
    var place = Self.place(key)
    while keys[place] != 0 {
      if keys[place] == key { return states[place] }
      place = (place + 1) & mask
    }
    return Self.nowhere
  }

  mutating func add(_ path: String, rule: UInt16) {
    // Byte by byte: Characters of 670 paths would take as long as reading a hundred invoices.
    let isAnywhere = path.utf8.starts(with: "//".utf8)
    let segments = path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
    if path == "UBLExtensions" {
      extensionRule = rule
      return
    }
    let attribute = segments.last.flatMap {
      $0.utf8.first == UInt8(ascii: "@") ? vocabulary.nameID(String(Substring($0.utf8.dropFirst()))) : nil
    }
    let names = attribute == nil ? segments[...] : segments.dropLast()
    if names.first == "Line" {
      for line in ["InvoiceLine", "CreditNoteLine"] { add([line[...]] + names.dropFirst(), attribute, rule, isAnywhere: false) }
    } else {
      add(Array(names), attribute, rule, isAnywhere: isAnywhere)
    }
  }

  private mutating func add(_ names: [Substring], _ attribute: UInt16?, _ rule: UInt16, isAnywhere: Bool) {
    let elements = names.enumerated().compactMap { position, name in
      // A name that is an aggregate and a basic element at once is the aggregate where something follows it.
      let isMarked = name.utf8.starts(with: "cbc:".utf8)
      let localName = isMarked ? Substring(name.utf8.dropFirst(4)) : name
      let isInside = position < names.count - 1 && !isMarked
      return vocabulary.element(isAggregate: isInside, localName) ?? vocabulary.element(isAggregate: !isInside, localName)
    }
    guard isAnywhere else { return addFromRoot(elements, attribute, rule) }
    guard let last = elements.last else {
      if let attribute { bannedAttributes.append((attribute, rule)) }
      return
    }
    while anywhere.count <= Int(last) { anywhere.append([]) }
    anywhere[Int(last)].append(Anywhere(around: elements.dropLast().reversed(), attribute: attribute, rule: rule))
  }

  private mutating func addFromRoot(_ elements: [UInt16], _ attribute: UInt16?, _ rule: UInt16) {
    var state = Self.root
    for element in elements {
      var next = self.next(state, element)
      if next == Self.nowhere {
        next = UInt16(rules.count)
        rules.append(Self.noRule)
        attributeRules.append([])
        insert(UInt32(state) << 16 | UInt32(element), next)
      }
      state = next
    }
    if let attribute {
      attributeRules[Int(state)].append((attribute, rule))
    } else {
      rules[Int(state)] = rule
    }
  }

  private mutating func insert(_ key: UInt32, _ state: UInt16) {
    var place = Self.place(key)
    while keys[place] != 0 { place = (place + 1) & mask }
    keys[place] = key
    states[place] = state
  }

  @inline(__always)
  private static func place(_ key: UInt32) -> Int { Int((key &* 0x9E37_79B9) >> 20) }
}
