import Receivables

/// A line of XML text that holds one element and nothing else, as most lines of most invoices do: then what a path means there is known
/// without following it from the root.
struct XMLLine {
  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private let bytes: ArraySlice<UInt8>
  /// Where the line begins in its file.
  private let offset: Int
  private let number: Int

  /// `bytes`: the line without its end.
  init(_ bytes: ArraySlice<UInt8>, offset: Int, number: Int) {
    self.bytes = bytes
    self.offset = offset
    self.number = number
  }

  /// The line's one element, or its attribute, when the path ends in its name; nil when the path has to be followed.
  func element(_ path: String) -> XMLPlaces.Found? {
    let range = bytes.withUnsafeBufferPointer { line in
      // A text that lies in several pieces is rare.
      path.utf8.withContiguousStorageIfAvailable { Self.place(in: line[...], path: $0[...]) } ?? nil
    }
    return range.map { XMLPlaces.Found(start: offset + $0.lowerBound, end: offset + $0.upperBound, line: number) }
  }

  /// Where it stands in the line.
  private static func place(in line: Bytes, path: Bytes) -> Range<Int>? {
    guard let start = line.firstIndex(where: { !XMLPlaces.isBlank($0) }), line[start] == UInt8(ascii: "<"),
      let tagEnd = endOfTag(in: line, from: start), let last = end(of: path)
    else { return nil }
    let nameEnd = line[(start + 1)...].firstIndex(where: XMLPlaces.endsName) ?? tagEnd
    let name = XMLPlaces.local(line[(start + 1)..<nameEnd])
    guard let first = name.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "!"), first != UInt8(ascii: "?"),
      name.elementsEqual(last.element), let text = text(in: line, behind: tagEnd, of: line[(start + 1)..<nameEnd])
    else { return nil }
    if let attribute = last.attribute { return value(of: attribute, in: line[nameEnd..<tagEnd]) }
    return text.isEmpty ? start..<tagEnd + 1 : text
  }

  /// Where the `>` is that ends the tag.
  private static func endOfTag(in line: Bytes, from start: Int) -> Int? {
    var quote: UInt8 = 0
    for index in start..<line.endIndex {
      let byte = line[index]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x3E {
        return index
      }
    }
    return nil
  }

  /// The element's text without blanks around it, empty where there is none; nil when the line holds anything besides.
  private static func text(in line: Bytes, behind tagEnd: Int, of name: Bytes) -> Range<Int>? {
    let rest = line[(tagEnd + 1)...]
    guard let first = rest.firstIndex(where: { !XMLPlaces.isBlank($0) }) else { return tagEnd..<tagEnd }
    guard line[tagEnd - 1] != UInt8(ascii: "/"), let close = rest.firstIndex(of: UInt8(ascii: "<")) else { return nil }
    let ending = line[close...]
    guard ending.dropFirst(2).starts(with: name), ending.dropFirst().first == UInt8(ascii: "/") else { return nil }
    let behind = ending.dropFirst(2 + name.count).drop(while: XMLPlaces.isBlank)
    guard behind.first == UInt8(ascii: ">"), behind.dropFirst().allSatisfy(XMLPlaces.isBlank) else { return nil }
    guard first < close, let last = line[first..<close].lastIndex(where: { !XMLPlaces.isBlank($0) }) else {
      return close..<close
    }
    return first..<last + 1
  }

  /// Where the value of the attribute stands, without its quotation marks.
  private static func value(of attribute: Bytes, in tag: Bytes) -> Range<Int>? {
    var found: Range<Int>?
    XMLPlaces.attributes(in: tag) { name, value in
      if name.elementsEqual(attribute) { found = value }
      return found == nil
    }
    return found
  }

  /// Local names of the last element of a path and of its attribute.
  private static func end(of path: Bytes) -> (element: Bytes, attribute: Bytes?)? {
    var path = path
    var attribute: Bytes?
    guard var slash = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    if path[slash...].dropFirst().first == UInt8(ascii: "@") {
      attribute = XMLPlaces.local(path[(slash + 2)...])
      path = path[..<slash]
      guard let before = path.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      slash = before
    }
    return (XMLPlaces.local(path[(slash + 1)...].prefix { $0 != UInt8(ascii: "[") }), attribute)
  }
}
