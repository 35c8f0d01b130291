import CLibXML2
import Glibc

/// What the C callbacks fill. It lives behind a raw pointer, so that nothing counts references or checks exclusivity while a
/// document passes.
struct ParserState {
  struct OpenElement {
    var name: UInt16
    var namespace: UInt8
    var line: Int32
  }

  let names: XMLNames
  let limits: XMLLimits
  var context: xmlParserCtxtPtr?
  var events: XMLEvents
  var problems: [XMLProblem] = []
  /// Line of the file's first byte that this document has, less one; and that byte's offset.
  var linesBefore: Int32 = 0
  var bytesBefore = 0
  var bytesFed = 0
  /// The last bytes were fed; what fails now, fails for want of more.
  var isEnding = false
  var rootSeen = false
  /// There is a fatal problem: nothing that libxml2 still says of the bytes that it has in hand counts. It is never stopped itself: to do
  /// that in the middle of its work frees what it works on.
  private(set) var isStopped = false

  private var nameIDs = PointerTable()
  private var namespaceIDs = PointerTable(capacity: 64)
  private var open: [OpenElement] = []
  private let discardedNames: [Bool]
  private var elements = 0
  /// Where in the arena the current run of text begins.
  private var textStart = 0
  private var lastWasStart = false
  /// The open element's own text is not kept.
  private var discards = false

  init(names: XMLNames, limits: XMLLimits) {
    self.names = names
    self.limits = limits
    discardedNames = names.discards
    events = XMLEvents(names)
    open.reserveCapacity(128)
  }

  /// The parser has a new dictionary, whose strings have other addresses.
  mutating func forgetNames() {
    nameIDs = PointerTable()
    namespaceIDs = PointerTable(capacity: 64)
    events.unknown.removeAll()
  }

  mutating func begin(linesBefore: Int32, bytesBefore: Int) {
    self.linesBefore = linesBefore
    self.bytesBefore = bytesBefore
    bytesFed = 0
    problems.removeAll()
    open.removeAll(keepingCapacity: true)
    elements = 0
    isEnding = false
    rootSeen = false
    isStopped = false
    lastWasStart = false
    discards = false
    textStart = 0
    forgetEvents()
    events.cut(to: 0)
  }

  /// Empties the tape after it was drained; a run of text that is still open moves to the arena's beginning.
  mutating func forgetEvents() {
    events.list.removeAll(keepingCapacity: true)
    events.attributeList.removeAll(keepingCapacity: true)
    events.dropBytes(before: textStart)
    textStart = 0
  }

  /// Gives the tape away for an emptied one; a run of text that is still open moves to that.
  mutating func exchangeEvents(for empty: consuming XMLEvents) -> XMLEvents {
    empty.list.removeAll(keepingCapacity: true)
    empty.attributeList.removeAll(keepingCapacity: true)
    empty.takeBytes(of: events, from: textStart)
    empty.unknown = events.unknown
    events.cut(to: textStart)
    textStart = 0
    swap(&events, &empty)
    return empty
  }

  // MARK: what the document says

  mutating func start(
    _ localName: UnsafePointer<UInt8>, _ uri: UnsafePointer<UInt8>?, _ attributeCount: Int,
    _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    if isStopped { return }
    flushText(isLeaf: false)
    let line = currentLine
    let name = id(localName)
    let namespace = namespaceID(uri)
    rootSeen = true
    elements += 1
    guard open.count < limits.depth else {
      return refuse(.depth, "Elements lie more than \(limits.depth) deep inside one another.")
    }
    guard elements <= limits.elements else {
      return refuse(.elements, "The document has more than \(limits.elements) elements.")
    }
    guard attributeCount <= limits.attributes else {
      return refuse(.attributes, "An element has more than \(limits.attributes) attributes.")
    }
    let firstAttribute = events.attributeList.count
    if attributeCount > 0, let attributes {
      let firstByte = events.byteCount
      for position in 0..<attributeCount {
        let entry = attributes + position * 5
        guard let attributeName = entry[0], let value = entry[3], let end = entry[4] else { continue }
        let count = end - value
        guard events.byteCount - firstByte + count <= limits.attributeBytes else {
          return refuse(.attributes, "The attributes of an element hold more than \(limits.attributeBytes) bytes.")
        }
        let from = events.byteCount
        appendValue(UnsafeBufferPointer(start: value, count: count))
        events.attributeList.append(
          XMLAttribute(
            name: id(attributeName), namespace: namespaceID(entry[2]), from: Int32(truncatingIfNeeded: from),
            count: Int32(truncatingIfNeeded: events.byteCount - from)))
      }
      textStart = events.byteCount
    }
    events.list.append(
      XMLEvent(
        kind: .start, namespace: namespace, name: name, line: line, from: Int32(truncatingIfNeeded: firstAttribute),
        count: Int32(truncatingIfNeeded: events.attributeList.count - firstAttribute)))
    open.append(OpenElement(name: name, namespace: namespace, line: line))
    lastWasStart = true
    discards = isDiscarded(name)
  }

  /// While entities stay unexpanded, libxml2 leaves an ampersand in an attribute as `&#38;`, and nothing else begins with one.
  private mutating func appendValue(_ value: UnsafeBufferPointer<UInt8>) {
    guard let start = value.baseAddress, !value.isEmpty else { return }
    guard memchr(start, Int32(UInt8(ascii: "&")), value.count) != nil else { return events.append(start, value.count) }
    var position = 0
    while position < value.count {
      events.append(value[position])
      let isReference = value[position] == UInt8(ascii: "&") && value[position...].starts(with: "&#38;".utf8)
      position += isReference ? 5 : 1
    }
  }

  mutating func end() {
    if isStopped { return }
    flushText(isLeaf: lastWasStart)
    guard let element = open.popLast() else { return }
    events.list.append(
      XMLEvent(kind: .end, namespace: element.namespace, name: element.name, line: currentLine, from: 0, count: 0))
    lastWasStart = false
    if let outer = open.last { discards = isDiscarded(outer.name) }
  }

  @inline(__always)
  private func isDiscarded(_ name: UInt16) -> Bool { Int(name) < discardedNames.count && discardedNames[Int(name)] }

  /// Text of a CDATA section. libxml2 makes one line end of the three that there are only where a document came whole.
  mutating func cdata(_ start: UnsafePointer<UInt8>, _ count: Int) {
    var rest = UnsafeBufferPointer(start: start, count: count)[...]
    while let end = rest.firstIndex(of: 0x0D) {
      if end > rest.startIndex { text(start + rest.startIndex, end - rest.startIndex) }
      // What follows the piece in hand is there: more of the section, or what ends it.
      if start[end + 1] != 0x0A { withUnsafePointer(to: UInt8(0x0A)) { text($0, 1) } }
      rest = rest[(end + 1)...]
    }
    if !rest.isEmpty { text(start + rest.startIndex, rest.count) }
  }

  mutating func text(_ start: UnsafePointer<UInt8>, _ count: Int) {
    if isStopped { return }
    if discards {
      // One byte stays, so that a reader can tell an attachment from an empty element.
      if events.byteCount == textStart, let byte = UnsafeBufferPointer(start: start, count: count).first(where: { $0 > 0x20 }) {
        events.append(byte)
      }
      return
    }
    guard events.byteCount - textStart + count <= limits.textBytes else {
      return refuse(.textSize, "A text is longer than \(limits.textBytes) bytes.")
    }
    events.append(start, count)
  }

  /// Ends the current run of text. Between elements, white space is formatting and is passed over.
  private mutating func flushText(isLeaf: Bool) {
    let end = events.byteCount
    if end == textStart { return }
    guard let element = open.last, isLeaf || !events.isBlank(from: textStart) else {
      // Nothing points to it, and whoever keeps the bytes need not keep these.
      events.cut(to: textStart)
      return
    }
    events.list.append(
      XMLEvent(
        kind: .text, namespace: element.namespace, name: element.name, line: lastWasStart ? element.line : currentLine,
        from: Int32(truncatingIfNeeded: textStart), count: Int32(truncatingIfNeeded: end - textStart)))
    textStart = end
  }

  @inline(__always)
  private mutating func id(_ pointer: UnsafePointer<UInt8>) -> UInt16 {
    let key = UInt(bitPattern: pointer)
    if let known = nameIDs.value(key) { return known }
    return learn(pointer, key)
  }

  /// A name is looked up by its letters when it is met for the first time, and by its address from then on. The list is not put into
  /// libxml2's dictionary beforehand: with more than a few hundred strings that one hashes every byte of every name of a document.
  ///
  /// A name that the reader does not know gets an id too; so many of them that it must be an attack do not.
  @inline(never)
  private mutating func learn(_ pointer: UnsafePointer<UInt8>, _ key: UInt) -> UInt16 {
    let text = String(cString: pointer)
    // Letters of other bytes may be equal to Swift: the sign for kelvin is a K.
    if let known = names.ids[text], names.names[Int(known)].utf8.elementsEqual(text.utf8) {
      nameIDs.insert(key, known)
      return known
    }
    guard events.unknown.count < 4096 else { return XMLNames.unnamed }
    let id = UInt16(names.count + events.unknown.count)
    events.unknown.append(String(text.prefix(100)))
    nameIDs.insert(key, id)
    return id
  }

  @inline(__always)
  private mutating func namespaceID(_ uri: UnsafePointer<UInt8>?) -> UInt8 {
    guard let uri else { return XMLNames.noNamespace }
    if let known = namespaceIDs.value(UInt(bitPattern: uri)) { return UInt8(truncatingIfNeeded: known) }
    return learnNamespace(uri)
  }

  @inline(never)
  private mutating func learnNamespace(_ uri: UnsafePointer<UInt8>) -> UInt8 {
    let text = String(cString: uri)
    let position = names.namespaces.firstIndex { $0.uri.utf8.elementsEqual(text.utf8) }
    let id = position.map { UInt8(truncatingIfNeeded: $0 + 1) } ?? XMLNames.otherNamespace
    // As for names: so many of them must be an attack, and are looked up each time.
    if namespaceIDs.count < 4096 { namespaceIDs.insert(UInt(bitPattern: uri), UInt16(id)) }
    return id
  }

  // MARK: what is wrong with it

  @inline(__always)
  private var currentLine: Int32 {
    linesBefore &+ Int32(truncatingIfNeeded: context?.pointee.input?.pointee.line ?? 0)
  }

  private var currentByte: Int? {
    guard let context else { return nil }
    let consumed = xmlByteConsumed(context)
    return consumed < 0 ? nil : bytesBefore + Int(consumed)
  }

  /// Records a problem at the parser's position; it is the last one.
  mutating func refuse(_ code: XMLProblem.Code, _ message: String, detail: String? = nil) {
    if isStopped { return }
    let input = context?.pointee.input
    problems.append(
      XMLProblem(
        code, message, line: Int(currentLine), column: input.map { Int($0.pointee.col) },
        byteOffset: code == .truncated ? bytesBefore + bytesFed : currentByte,
        detail: detail))
    isStopped = code != .namespace
  }

  /// Takes what libxml2 has to say.
  mutating func libraryError(_ error: UnsafeRawPointer) {
    let error = error.assumingMemoryBound(to: xmlError.self).pointee
    let code = UInt32(bitPattern: error.code)
    // Warnings are opinions (a namespace that is no absolute URI), except the one that hides an entity.
    guard error.level != XML_ERR_WARNING || code == XML_WAR_UNDECLARED_ENTITY.rawValue else { return }
    guard !isStopped, problems.count < 20 else { return }
    let detail = error.message.map { String(String(cString: $0).prefix(200)) }
    // Raised while the bytes that come next are converted: where they are the parser does not know.
    if error.domain == Int32(XML_FROM_I18N.rawValue) || error.domain == Int32(XML_FROM_IO.rawValue) {
      let message = LibraryMessages.problem(XML_I18N_CONV_FAILED.rawValue).message
      isStopped = true
      return problems.append(XMLProblem(.encoding, message, line: Int(currentLine), detail: detail))
    }
    var (kind, message) = LibraryMessages.problem(code)
    // A letter of another encoding than the declared one: no byte of UTF-8 above 7F stands alone. The input ends with a zero.
    if kind == .character, let current = context?.pointee.input?.pointee.cur, current[0] >= 0x80, current[1] & 0xC0 != 0x80 {
      (kind, message) = (.encoding, "The bytes here are not what the document's encoding says: a letter of ISO-8859-1, perhaps.")
    }
    if code == XML_ERR_TAG_NAME_MISMATCH.rawValue, let element = open.last {
      message = "An end tag stands here that does not close <\(events.name(element.name))>, which begins on line \(element.line)."
    }
    if isEnding, kind == .malformed || kind == .trailing, reachedEnd || code == XML_ERR_DOCUMENT_END.rawValue {
      if let element = open.last {
        kind = .truncated
        message = "The document ends inside <\(events.name(element.name))>, which begins on line \(element.line)."
      } else if !rootSeen {
        kind = .truncated
        message = "The document ends before its root element begins."
      }
    }
    // A broken namespace keeps libxml2 going; every other error is where it stopped.
    if kind == .namespace && error.level != XML_ERR_FATAL {
      problems.append(
        XMLProblem(
          kind, message, line: Int(currentLine), column: (context?.pointee.input).map { Int($0.pointee.col) },
          byteOffset: currentByte, detail: detail))
    } else {
      refuse(kind == .namespace ? .malformed : kind, message, detail: detail)
    }
  }

  private var reachedEnd: Bool {
    guard let input = context?.pointee.input?.pointee, let current = input.cur, let end = input.end else { return true }
    return current >= end || current.pointee == 0
  }
}
