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
  /// Room for the bytes; the first `byteCount` of it are in use. Not an array that grows: a run of text is a few bytes, and most runs
  /// are white space that is taken back at once.
  private var bytes: [UInt8] = Array(repeating: 0, count: 65_536)
  /// How many bytes of texts and values the stretch has.
  public private(set) var byteCount = 0
  let known: XMLNames
  var unknown: [String] = []

  init(_ names: XMLNames) {
    known = names
    list.reserveCapacity(4096)
    attributeList.reserveCapacity(1024)
  }

  // MARK: bytes

  @inline(__always)
  mutating func append(_ start: UnsafePointer<UInt8>, _ count: Int) {
    if count > bytes.count - byteCount { makeRoom(for: count) }
    let place = byteCount
    bytes.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(rebasing: $0[place..<place + count]).copyMemory(
        from: UnsafeRawBufferPointer(start: start, count: count))
    }
    byteCount = place + count
  }

  mutating func append(_ byte: UInt8) {
    if byteCount == bytes.count { makeRoom(for: 1) }
    bytes[byteCount] = byte
    byteCount += 1
  }

  @inline(never)
  private mutating func makeRoom(for count: Int) {
    bytes.append(contentsOf: repeatElement(0, count: max(count, bytes.count)))
  }

  /// Takes the bytes from here on back.
  @inline(__always)
  mutating func cut(to count: Int) { byteCount = min(count, byteCount) }

  /// Leaves only the bytes from here on.
  mutating func dropBytes(before start: Int) {
    let rest = byteCount - start
    if rest > 0 {
      bytes.withUnsafeMutableBytes {
        UnsafeMutableRawBufferPointer(rebasing: $0[..<rest]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: $0[start..<start + rest]))
      }
    }
    byteCount = max(rest, 0)
  }

  /// Holds just what another stretch has from here on.
  mutating func takeBytes(of other: borrowing XMLEvents, from start: Int) {
    byteCount = 0
    let rest = other.byteCount - start
    guard rest > 0 else { return }
    other.bytes.withUnsafeBufferPointer { source in
      if let base = source.baseAddress { append(base + start, rest) }
    }
  }

  /// Whether there is nothing but white space from here on: of the characters that XML allows, those up to the blank. Eight are asked
  /// at a time, for nearly always it is a line's end and the blanks that indent the next line.
  @inline(__always)
  func isBlank(from start: Int) -> Bool {
    bytes.withUnsafeBytes { bytes in
      var index = start
      while index + 8 <= bytes.count, index < byteCount {
        let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian
        // The top bit of each byte that is above 20.
        var above = ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x5F5F_5F5F_5F5F_5F5F | word) & 0x8080_8080_8080_8080
        let rest = byteCount - index
        if rest < 8 { above &= (1 << UInt64(rest * 8)) - 1 }
        if above != 0 { return false }
        index += 8
      }
      while index < byteCount {
        if bytes[index] > 0x20 { return false }
        index += 1
      }
      return true
    }
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
        try bytes.withUnsafeBufferPointer { try body(events, attributes, UnsafeBufferPointer(rebasing: $0[..<byteCount])) }
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
