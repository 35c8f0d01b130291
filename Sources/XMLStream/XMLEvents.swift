/// One thing that a document says, in 16 bytes.
public struct XMLEvent: Sendable {
  public enum Kind: UInt8, Sendable {
    case start
    case end
    /// A whole run of character data, never split: text and CDATA between two tags. White space between elements is left out.
    case text
  }

  public let kind: Kind
  /// Namespace of the element (for text: of the element that holds it): 0 none, 1… as registered, `XMLNames.otherNamespace`.
  public let namespace: UInt8
  /// Id of the element's local name; for text: of the element that holds it.
  public let name: UInt16
  /// 1-based line of the file where the tag ends, or for text where its element's tag ends.
  public let line: Int32
  /// Where its attributes (of a start) or its bytes (of a text) lie among those of the stretch, and how many there are.
  public let from: Int32
  public let count: Int32
}

public struct XMLAttribute: Sendable {
  public let name: UInt16
  public let namespace: UInt8
  /// Where its value lies among the bytes of the stretch.
  public let from: Int32
  public let count: Int32
}

/// A stretch of events of one document with the bytes that they point to, valid while a reader drains it. All bytes are UTF-8.
public struct XMLEvents {
  public internal(set) var list: [XMLEvent] = []
  var attributeList: [XMLAttribute] = []
  var bytes: [UInt8] = []
  let known: XMLNames
  var unknown: [String] = []

  init(_ names: XMLNames) {
    known = names
    list.reserveCapacity(4096)
    attributeList.reserveCapacity(1024)
    bytes.reserveCapacity(65_536)
  }

  /// Hands the whole stretch over at once, for a reader that takes all of it: nothing is counted or checked an event.
  public func withAll<Result>(
    _ body: (
      _ events: UnsafeBufferPointer<XMLEvent>, _ attributes: UnsafeBufferPointer<XMLAttribute>,
      _ bytes: UnsafeBufferPointer<UInt8>
    ) throws -> Result
  ) rethrows -> Result {
    try list.withUnsafeBufferPointer { events in
      try attributeList.withUnsafeBufferPointer { attributes in
        try bytes.withUnsafeBufferPointer { try body(events, attributes, $0) }
      }
    }
  }

  /// The characters of a text event.
  @inline(__always)
  public func text(_ event: XMLEvent) -> ArraySlice<UInt8> {
    guard event.kind == .text else { return [] }
    return bytes[Int(event.from)..<Int(event.from) + Int(event.count)]
  }

  /// The attributes of a start event, without namespace declarations.
  public func attributes(_ event: XMLEvent) -> ArraySlice<XMLAttribute> {
    guard event.kind == .start else { return [] }
    return attributeList[Int(event.from)..<Int(event.from) + Int(event.count)]
  }

  public func value(_ attribute: XMLAttribute) -> ArraySlice<UInt8> {
    bytes[Int(attribute.from)..<Int(attribute.from) + Int(attribute.count)]
  }

  /// The value of the attribute with this name (in whatever namespace) on a start event.
  public func value(of name: UInt16, on event: XMLEvent) -> ArraySlice<UInt8>? {
    guard event.kind == .start, event.count > 0 else { return nil }
    for attribute in attributes(event) where attribute.name == name { return value(attribute) }
    return nil
  }

  /// The text of a name's id, for messages.
  public func name(_ id: UInt16) -> String {
    let id = Int(id)
    if id < known.names.count { return known.names[id] }
    let position = id - known.names.count
    return position < unknown.count ? unknown[position] : "?"
  }

  /// `cbc:ID`: the name with the registered prefix of its namespace, for messages.
  public func qualifiedName(_ event: XMLEvent) -> String {
    let position = Int(event.namespace) - 1
    guard known.namespaces.indices.contains(position), !known.namespaces[position].prefix.isEmpty else {
      return name(event.name)
    }
    return known.namespaces[position].prefix + ":" + name(event.name)
  }
}
