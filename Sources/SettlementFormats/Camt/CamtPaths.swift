import XMLStream

/// The elements that are read, as a tree: the reader walks it with the message and compares only small integers.
///
/// Elements are known by their local names, so that one tree reads all versions and whatever prefix a bank writes; where versions
/// name or place a thing differently, both places have the same meaning.
/// Source: ISO 20022 message definitions camt.052.001, camt.053.001 and camt.054.001, versions 01–14.
final class CamtPaths: Sendable {
  static let shared = CamtPaths()
  static let none: UInt16 = 0
  static let document: UInt16 = 1

  let names: XMLNames
  /// Id of the attribute that states an amount's currency.
  let currency: UInt16
  /// By node; the first is a place holder, so that 0 can mean "not read".
  let fields: [CamtField]
  private let segments: [String]
  private let parents: [UInt16]
  /// By node and name.
  private let children: [UInt16]
  private let columns: Int

  /// The node of a child element, or `none`.
  @inline(__always)
  func child(of node: UInt16, _ name: UInt16) -> UInt16 {
    Int(name) < columns ? children[Int(node) * columns + Int(name)] : CamtPaths.none
  }

  /// `Ntry/NtryDtls/TxDtls/Amt`: the path of a node below its statement, for messages.
  func path(_ node: UInt16) -> String {
    var path = ""
    var node = node
    while node > CamtPaths.document, fields[Int(node)] != .container, fields[Int(node)] != .message {
      path = segments[Int(node)] + (path.isEmpty ? "" : "/") + path
      node = parents[Int(node)]
    }
    return path
  }

  /// Their ids are the ordinals of `CamtMessage.identifiers`, from 1.
  private static let namespaces = CamtMessage.identifiers.map {
    XMLNamespace(prefix: "", uri: CamtMessage.namespaceStem + $0)
  }

  private init() {
    var tree = Tree(extra: CamtStructure.names)
    currency = tree.id("Ccy")
    // The three messages have the same elements under different heads.
    let message = tree.node(CamtPaths.document, CamtMessage.kinds.flatMap(\.messages), .message)
    for (path, field) in CamtPaths.messageTable { tree.insert(path, field, below: message) }
    let container = tree.node(message, CamtMessage.kinds.map(\.container), .container)
    for (path, field) in CamtPaths.containerTable + CamtPaths.entryTable { tree.insert(path, field, below: container) }
    names = XMLNames(tree.names, namespaces: CamtPaths.namespaces)
    columns = tree.names.count
    fields = tree.fields
    segments = tree.segments
    parents = tree.parents
    children = tree.table()
  }

  private struct Tree {
    private(set) var names: [String] = []
    private var ids: [String: UInt16] = [:]
    private(set) var fields: [CamtField] = [.passage, .passage]
    private(set) var segments = ["", "Document"]
    private(set) var parents: [UInt16] = [0, 0]
    private var known: [UInt32: UInt16] = [:]

    init(extra: [String]) {
      for name in extra { _ = id(name) }
    }

    /// One node that several names lead to.
    mutating func node(_ parent: UInt16, _ names: [String], _ field: CamtField) -> UInt16 {
      let node = node(parent, names.first ?? "", field)
      for name in names { known[key(parent, id(name))] = node }
      return node
    }

    private func key(_ parent: UInt16, _ name: UInt16) -> UInt32 { UInt32(parent) << 16 | UInt32(name) }

    mutating func id(_ name: String) -> UInt16 {
      if let id = ids[name] { return id }
      let id = UInt16(names.count)
      ids[name] = id
      names.append(name)
      return id
    }

    /// The child with this name, made when there is none; a meaning once given stays.
    mutating func node(_ parent: UInt16, _ name: String, _ field: CamtField) -> UInt16 {
      let name = id(name)
      let key = key(parent, name)
      if let node = known[key] {
        if fields[Int(node)] == .passage { fields[Int(node)] = field }
        return node
      }
      let node = UInt16(fields.count)
      known[key] = node
      fields.append(field)
      segments.append(names[Int(name)])
      parents.append(parent)
      return node
    }

    mutating func insert(_ path: String, _ field: CamtField, below node: UInt16) {
      var node = node
      let parts = path.split(separator: "/")
      for (position, part) in parts.enumerated() {
        node = self.node(node, String(part), position == parts.count - 1 ? field : .passage)
      }
    }

    func table() -> [UInt16] {
      var table = [UInt16](repeating: CamtPaths.none, count: fields.count * names.count)
      for (key, node) in known { table[Int(key >> 16) * names.count + Int(key & 0xFFFF)] = node }
      return table
    }
  }
}
