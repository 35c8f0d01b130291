/// A namespace that a reader knows, with the prefix that messages show for it.
public struct XMLNamespace: Hashable, Sendable {
  public var prefix: String
  public var uri: String

  public init(prefix: String, uri: String) {
    self.prefix = prefix
    self.uri = uri
  }
}

/// The element and attribute names that a reader knows. A name's id is its position in the list, so that a reader compares small
/// integers; other names get ids from `count` on as they appear (`XMLEvents.name(_:)` gives their text).
public struct XMLNames: Sendable {
  /// The id of a name when a document has more unknown names than are remembered.
  public static let unnamed = UInt16.max
  /// Namespace id of an element or attribute in no namespace.
  public static let noNamespace: UInt8 = 0
  /// Namespace id of a namespace that was not registered.
  public static let otherNamespace = UInt8.max

  let names: [String]
  let namespaces: [XMLNamespace]
  /// By name. One may be listed twice by mistake; the first id wins, as it does for every other lookup.
  let ids: [String: UInt16]
  /// Per name id: of text directly inside such an element only one byte is kept.
  let discards: [Bool]

  /// - Parameters:
  ///   - names: local names of elements and attributes, at most 16,000; the position is the id.
  ///   - namespaces: at most 250; the first has id 1.
  ///   - discarding: names whose own text is dropped as it arrives (embedded base64 attachments), in the list or not.
  public init(_ names: [String], namespaces: [XMLNamespace] = [], discarding: Set<String> = []) {
    precondition(names.count <= 16_000 && namespaces.count <= 250, "too many names for one reader")
    // A name that is only to be discarded needs an id as well, behind those of the list.
    let all = names + discarding.subtracting(names).sorted()
    self.names = all
    ids = Dictionary(all.enumerated().map { ($1, UInt16($0)) }) { first, _ in first }
    self.namespaces = namespaces
    discards = all.map(discarding.contains)
  }

  /// The ids of an enumeration are the positions of its cases: `XMLNames(of: UBLName.self)`.
  public init<Name: CaseIterable & RawRepresentable<String>>(
    of type: Name.Type, namespaces: [XMLNamespace] = [], discarding: Set<String> = []
  ) {
    self.init(Name.allCases.map(\.rawValue), namespaces: namespaces, discarding: discarding)
  }

  public var count: Int { names.count }
}

/// Pointers of interned strings to small ids: open addressing, never shrinks.
struct PointerTable {
  private var keys: [UInt]
  private var values: [UInt16]
  private var mask: Int
  private(set) var count = 0

  init(capacity: Int = 512) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    values = Array(repeating: 0, count: size)
    mask = size - 1
  }

  @inline(__always)
  private func slot(_ key: UInt) -> Int {
    // Interned strings lie one after another in large blocks, so the low bits differ most.
    Int(truncatingIfNeeded: (key ^ (key >> 9)) & UInt(truncatingIfNeeded: mask))
  }

  @inline(__always)
  func value(_ key: UInt) -> UInt16? {
    var index = slot(key)
    while true {
      let found = keys[index]
      if found == key { return values[index] }
      if found == 0 { return nil }
      index = (index + 1) & mask
    }
  }

  mutating func insert(_ key: UInt, _ value: UInt16) {
    if (count + 1) * 2 > keys.count { grow() }
    var index = slot(key)
    while keys[index] != 0 && keys[index] != key { index = (index + 1) & mask }
    if keys[index] == 0 { count += 1 }
    keys[index] = key
    values[index] = value
  }

  private mutating func grow() {
    let old = zip(keys, values).filter { $0.0 != 0 }
    keys = Array(repeating: 0, count: keys.count * 2)
    values = Array(repeating: 0, count: keys.count)
    mask = keys.count - 1
    count = 0
    for (key, value) in old { insert(key, value) }
  }
}
