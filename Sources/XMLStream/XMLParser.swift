import CLibXML2

/// Where in its file a document begins, so that lines and offsets are the file's.
public struct XMLStart: Hashable, Sendable {
  /// 1-based line of its first byte.
  public var line: Int
  /// 0-based offset of its first byte.
  public var byteOffset: Int

  public init(line: Int = 1, byteOffset: Int = 0) {
    self.line = line
    self.byteOffset = byteOffset
  }
}

/// A streaming XML reader over libxml2's SAX2 interface: bytes in, small events out, memory flat however long the document.
///
/// It is fed from memory only and opens nothing: no DTD, entity, XInclude, schema location or stylesheet is ever followed.
/// One parser reads any number of documents, one after another, on one thread at a time; it looks each name up once.
public final class XMLParser {
  let names: XMLNames
  private let state: UnsafeMutablePointer<ParserState>
  private var handler = Callbacks.handler()
  private var dictionary: xmlDictPtr?
  private static let window = 65_536
  /// Bytes of the longest document that is read whole when it comes so.
  private let wholeMax: Int

  public convenience init(names: XMLNames, limits: XMLLimits = .message) {
    self.init(names: names, limits: limits, wholeMax: Self.window)
  }

  init(names: XMLNames, limits: XMLLimits, wholeMax: Int) {
    self.wholeMax = wholeMax
    self.names = names
    state = .allocate(capacity: 1)
    state.initialize(to: ParserState(names: names, limits: limits))
  }

  deinit {
    if let dictionary { xmlDictFree(dictionary) }
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Reads one document.
  ///
  /// - Parameters:
  ///   - encoding: what the bytes are, when that is known better than the declaration says.
  ///   - start: where in its file the document begins.
  ///   - next: the next bytes, empty at the end. It may be asked for more before anything is drained.
  ///   - drain: takes the events so far, in order; called about once for each 64 KiB. Events before a problem are drained too.
  /// - Returns: what is wrong with it: at most one fatal problem, and it is the last; empty when the document is well-formed.
  /// - Throws: only what `next` and `drain` throw.
  public func parse(
    as encoding: XMLEncoding? = nil, start: XMLStart = XMLStart(), from next: () throws -> ArraySlice<UInt8>,
    drain: (borrowing XMLEvents) throws -> Void
  ) throws -> [XMLProblem] {
    try parse(as: encoding, start: start, from: next) { state in
      try drain(state.pointee.events)
      state.pointee.forgetEvents()
    }
  }

  /// The same, with the events going to another thread.
  func parse(
    as encoding: XMLEncoding?, start: XMLStart, from next: () throws -> ArraySlice<UInt8>, to relay: TapeRelay
  ) throws -> [XMLProblem] {
    try parse(as: encoding, start: start, from: next) { try relay.put($0) }
  }

  /// - Parameter handOn: takes the state's events and leaves none in it.
  private func parse(
    as encoding: XMLEncoding?, start: XMLStart, from next: () throws -> ArraySlice<UInt8>,
    handOn: (UnsafeMutablePointer<ParserState>) throws -> Void
  ) throws -> [XMLProblem] {
    state.pointee.begin(
      linesBefore: Int32(clamping: start.line - 1), bytesBefore: start.byteOffset)
    // The first bytes decide what it is, however small the chunks they come in.
    var head = try next()
    while head.count < 1024 {
      let more = try next()
      if more.isEmpty { break }
      head = head + more
    }
    let label = encoding == nil ? XMLSniffer.declaredEncoding(of: head) : nil
    let declared = label.flatMap { XMLEncoding(declared: $0) }
    if let problem = Self.refusal(of: head, as: encoding, start: start) { return [problem] }
    // Some encodings change the meaning of every byte from the declaration on, so the label is looked at before it is believed.
    if let label, declared == nil { return [Self.strangeEncoding(label, start)] }
    // A mark is stronger than a label. ASCII is read as the UTF-8 that it is: libxml2's converter of it drops what follows a wrong byte.
    let isUTF8 = head.starts(with: [0xEF, 0xBB, 0xBF]) || declared == .utf8
    return try LibXML2.reporting(to: state, Callbacks.report) {
      try run(head, as: isUTF8 ? .utf8 : encoding, converting: isUTF8 ? nil : encoding ?? declared, next) {
        if !state.pointee.events.list.isEmpty { try handOn(state) }
      }
    }
  }

  /// Reads one document that is in memory.
  public func parse(
    _ bytes: ArraySlice<UInt8>, as encoding: XMLEncoding? = nil, start: XMLStart = XMLStart(),
    drain: (borrowing XMLEvents) throws -> Void
  ) throws -> [XMLProblem] {
    var rest = bytes
    return try parse(
      as: encoding, start: start,
      from: {
        defer { rest = [] }
        return rest
      }, drain: drain)
  }

  /// - Parameter converted: what libxml2 converts the bytes from.
  private func run(
    _ head: ArraySlice<UInt8>, as encoding: XMLEncoding?, converting converted: XMLEncoding?,
    _ next: () throws -> ArraySlice<UInt8>, _ handOn: () throws -> Void
  ) throws -> [XMLProblem] {
    var following: ArraySlice<UInt8>?
    if head.count <= min(wholeMax, state.pointee.limits.bytes), encoding == nil || encoding == .utf8 {
      let second = try next()
      if second.isEmpty, readWhole(head, encoding) {
        try handOn()
        return []
      }
      following = second
    }
    guard let context = makeContext(xmlCreatePushParserCtxt(&handler, state, nil, 0, nil), encoding) else {
      return [XMLProblem(.libraryLimit, "There is no memory for an XML parser.")]
    }
    defer { discard(context) }
    var chunk = head
    // Of the pieces before the one in hand.
    var lineEnds = 0
    while !chunk.isEmpty {
      var rest = chunk
      while !rest.isEmpty {
        let part = rest.prefix(Self.window)
        rest = rest.dropFirst(part.count)
        state.pointee.bytesFed += part.count
        if state.pointee.bytesFed > state.pointee.limits.bytes {
          state.pointee.refuse(.size, "The document is longer than \(state.pointee.limits.bytes) bytes.")
          return state.pointee.problems
        }
        part.withUnsafeBytes {
          _ = xmlParseChunk(context, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count), 0)
        }
        if converted == .windows1252 {
          if state.pointee.isStopped {
            placeConversionProblem(in: part, behind: lineEnds)
          } else {
            lineEnds += Self.lineEnds(in: part)
          }
        }
        try handOn()
        if state.pointee.isStopped { return state.pointee.problems }
      }
      chunk = try following ?? next()
      following = nil
    }
    state.pointee.isEnding = true
    _ = xmlParseChunk(context, nil, 0, 1)
    try handOn()
    if context.pointee.wellFormed == 0 && state.pointee.problems.isEmpty {
      state.pointee.refuse(.malformed, "The text is not well-formed XML.")
    }
    return state.pointee.problems
  }

  /// Reads a document that came whole, and leaves its events to be drained; false, and nothing on the tape, when anything is wrong with it.
  ///
  /// libxml2 takes less time for what it need not be fed in pieces. But it looks for the end of a broken document in another way: such a
  /// document is read again piece by piece, so that what is said of it does not depend on how it came.
  private func readWhole(_ bytes: ArraySlice<UInt8>, _ encoding: XMLEncoding?) -> Bool {
    let start = (lines: state.pointee.linesBefore, bytes: state.pointee.bytesBefore)
    let isSound = bytes.withUnsafeBytes { bytes in
      let fresh = xmlCreateMemoryParserCtxt(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(bytes.count))
      guard let fresh, let context = makeContext(fresh, encoding) else { return false }
      let ownHandler = context.pointee.sax
      context.pointee.userData = UnsafeMutableRawPointer(state)
      return withUnsafeMutablePointer(to: &handler) {
        context.pointee.sax = $0
        _ = xmlParseDocument(context)
        context.pointee.sax = ownHandler
        // A zero byte ends the text for libxml2, whatever stands behind it.
        let isAtEnd = context.pointee.input.map { $0.pointee.cur >= $0.pointee.end } ?? false
        let isSound = context.pointee.wellFormed == 1 && state.pointee.problems.isEmpty && isAtEnd
        discard(context)
        return isSound
      }
    }
    if !isSound { state.pointee.begin(linesBefore: start.lines, bytesBefore: start.bytes) }
    return isSound
  }

  /// The parser does not know where a byte stands that is no character of its encoding; the bytes tell.
  private func placeConversionProblem(in part: ArraySlice<UInt8>, behind lineEnds: Int) {
    guard let last = state.pointee.problems.indices.last, state.pointee.problems[last].code == .encoding,
      let place = part.firstIndex(where: XMLEncoding.windows1252Gaps.contains)
    else { return }
    state.pointee.problems[last].line = Int(state.pointee.linesBefore) + 1 + lineEnds + Self.lineEnds(in: part[..<place])
    state.pointee.problems[last].byteOffset =
      state.pointee.bytesBefore + state.pointee.bytesFed - (part.endIndex - place)
  }

  private static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes where byte == 0x0A { count += 1 }
      return count
    }
  }

  // MARK: libxml2's context

  /// Gives a context that has read nothing yet the parser's dictionary and options.
  private func makeContext(_ fresh: xmlParserCtxtPtr?, _ encoding: XMLEncoding?) -> xmlParserCtxtPtr? {
    guard let context = fresh else { return nil }
    if dictionary == nil, let fresh = xmlDictCreate() {
      // The library's own cap on what a document may intern, which is set only through options otherwise.
      xmlDictSetLimit(fresh, 10_000_000)
      state.pointee.forgetNames()
      dictionary = fresh
    }
    if let dictionary {
      // Nothing is interned before the first bytes arrive, so the shared dictionary can take the place of the fresh one.
      xmlDictFree(context.pointee.dict)
      context.pointee.dict = dictionary
      xmlDictReference(dictionary)
    }
    var options = Int32(XML_PARSE_NONET.rawValue)
    if encoding != nil { options |= Int32(XML_PARSE_IGNORE_ENC.rawValue) }
    xmlCtxtUseOptions(context, options)
    if let encoding, encoding != .utf8, encoding != .utf16, let converter = xmlFindCharEncodingHandler(encoding.rawValue) {
      xmlSwitchToEncoding(context, converter)
    }
    state.pointee.context = context
    return context
  }

  private func discard(_ context: xmlParserCtxtPtr) {
    state.pointee.context = nil
    if let document = context.pointee.myDoc {
      xmlFreeDoc(document)
      context.pointee.myDoc = nil
    }
    xmlFreeParserCtxt(context)
    // One document full of invented names must not fill the dictionary for those that follow.
    if let dictionary, xmlDictSize(dictionary) > 8192 || xmlDictGetUsage(dictionary) > 1 << 20 {
      xmlDictFree(dictionary)
      self.dictionary = nil
    }
  }

  /// What the first bytes alone rule out.
  private static func refusal(of head: ArraySlice<UInt8>, as encoding: XMLEncoding?, start: XMLStart) -> XMLProblem? {
    func problem(_ code: XMLProblem.Code, _ message: String) -> XMLProblem {
      XMLProblem(code, message, line: start.line, column: 1, byteOffset: start.byteOffset)
    }
    if head.isEmpty { return problem(.empty, "The document has no bytes.") }
    if let kind = XMLSniffer.foreignKind(of: head) { return problem(.notXML, "This is \(kind), not XML text.") }
    let first = Array(head.prefix(4))
    let wide: [[UInt8]] = [[0x3C, 0x00], [0x00, 0x3C], [0x00, 0x00]]
    if encoding == nil, wide.contains(Array(first.prefix(2))) {
      return problem(.encoding, "The document is UTF-16 or UTF-32 without a byte order mark, or begins with NUL bytes.")
    }
    if first == [0xFF, 0xFE, 0x00, 0x00] { return problem(.encoding, "The document is UTF-32, which is not read.") }
    return nil
  }

  private static func strangeEncoding(_ label: String, _ start: XMLStart) -> XMLProblem {
    XMLProblem(
      .encoding, "The document declares the encoding '\(label.prefix(40))', which is not read.", line: start.line, column: 1,
      byteOffset: start.byteOffset)
  }
}
