/// A line of XML text that holds one element and nothing else, as most lines of most invoices do: then what a path means there is known
/// without following it from the root.
struct XMLLine {
  private let bytes: [UInt8]
  /// Where the line begins in its file.
  private let offset: Int
  private let number: Int

  /// `bytes`: the line without its end.
  init(_ bytes: [UInt8], offset: Int, number: Int) {
    self.bytes = bytes
    self.offset = offset
    self.number = number
  }

  /// The line's one element, or its attribute, when the path ends in its name; nil when the path has to be followed.
  func element(_ path: String) -> XMLPlaces.Found? {
    guard let start = bytes.firstIndex(where: { !XMLPlaces.isBlank($0) }), bytes[start] == UInt8(ascii: "<"),
      let tagEnd = endOfTag(from: start), let segments = Self.end(of: path)
    else { return nil }
    let nameEnd = bytes[(start + 1)...].firstIndex(where: XMLPlaces.endsName) ?? tagEnd
    let name = XMLPlaces.local(bytes[(start + 1)..<nameEnd])
    guard let first = name.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "!"), first != UInt8(ascii: "?"),
      name.elementsEqual(segments.element)
    else { return nil }
    guard let text = text(behind: tagEnd, of: bytes[(start + 1)..<nameEnd]) else { return nil }
    if let attribute = segments.attribute {
      return value(of: attribute, in: nameEnd..<tagEnd).map { found($0) }
    }
    return found(text.isEmpty ? start..<tagEnd + 1 : text)
  }

  private func found(_ range: Range<Int>) -> XMLPlaces.Found {
    XMLPlaces.Found(start: offset + range.lowerBound, end: offset + range.upperBound, line: number)
  }

  /// Where the `>` is that ends the tag.
  private func endOfTag(from start: Int) -> Int? {
    var quote: UInt8 = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
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
  private func text(behind tagEnd: Int, of name: ArraySlice<UInt8>) -> Range<Int>? {
    let rest = bytes[(tagEnd + 1)...]
    guard let first = rest.firstIndex(where: { !XMLPlaces.isBlank($0) }) else { return tagEnd..<tagEnd }
    guard bytes[tagEnd - 1] != UInt8(ascii: "/"), let close = rest.firstIndex(of: UInt8(ascii: "<")) else { return nil }
    let ending = bytes[close...]
    guard ending.dropFirst(2).starts(with: name), ending.dropFirst().first == UInt8(ascii: "/") else { return nil }
    let behind = ending.dropFirst(2 + name.count).drop(while: XMLPlaces.isBlank)
    guard behind.first == UInt8(ascii: ">"), behind.dropFirst().allSatisfy(XMLPlaces.isBlank) else { return nil }
    guard first < close, let last = bytes[first..<close].lastIndex(where: { !XMLPlaces.isBlank($0) }) else {
      return close..<close
    }
    return first..<last + 1
  }

  /// Where the value of the attribute stands, without its quotation marks.
  private func value(of attribute: ArraySlice<UInt8>, in range: Range<Int>) -> Range<Int>? {
    var found: Range<Int>?
    XMLPlaces.attributes(in: bytes[range]) { name, value in
      if name.elementsEqual(attribute) { found = value }
      return found == nil
    }
    return found
  }

  /// Local names of the last element of a path and of its attribute.
  private static func end(of path: String) -> (element: ArraySlice<UInt8>, attribute: ArraySlice<UInt8>?)? {
    var path = Array(path.utf8)[...]
    var attribute: ArraySlice<UInt8>?
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
