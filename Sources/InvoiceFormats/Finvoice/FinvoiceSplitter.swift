import Receivables

/// Cuts a file into frames and messages by bytes and tags, without parsing, so that a broken message does not spoil its
/// neighbours and only one is in memory at a time.
///
/// A message begins with the declaration, DOCTYPE or comment that stands before its root and ends with the root's closing tag; it
/// is cut short where the next document plainly begins (a declaration, or a root of the stream).
/// Source: Finance Finland, Finvoice 3.0 implementation guidelines (one frame for each message); XML 1.0 (fifth edition) 2.1, 2.8.
struct FinvoiceSplitter {
  private var scanner: MarkupScanner
  private let limits: FinvoiceLimits
  private var position = 0
  private var counter: PlaceCounter
  /// Already cut, waiting to be paired.
  private var pending: Piece?

  init(_ source: any ByteSource, unit: PlaceCounter.Unit = .bytes, limits: FinvoiceLimits = FinvoiceLimits()) {
    scanner = MarkupScanner(source, limits: limits)
    counter = PlaceCounter(unit: unit)
    self.limits = limits
  }

  private struct Piece {
    var kind: FinvoicePart.Kind
    var isFrame = false
    var bytes: [UInt8]
    var range: Range<Int>
    var line: Int
    var isComplete: Bool
    var isTooLarge = false
  }

  /// The next part of the file, or nil at its end.
  mutating func next() throws -> FinvoicePart? {
    guard let piece = try take() else { return nil }
    guard piece.isFrame else { return part(frame: nil, message: piece) }
    guard let message = try take() else { return part(frame: piece, message: nil) }
    switch message.kind {
    case .invoice, .otherMessage, .unknownRoot:
      return part(frame: piece, message: message)
    case .frameOnly, .stray:
      pending = message
      return part(frame: piece, message: nil)
    }
  }

  private mutating func take() throws -> Piece? {
    if let piece = pending {
      pending = nil
      return piece
    }
    return try cut()
  }

  private func part(frame: Piece?, message: Piece?) -> FinvoicePart? {
    guard let first = frame ?? message, let last = message ?? frame else { return nil }
    return FinvoicePart(
      kind: last.kind, bytes: message?.bytes ?? [], frame: frame?.bytes ?? [],
      range: first.range.lowerBound..<last.range.upperBound, line: first.line, messageLine: last.line,
      isComplete: last.isComplete, isFrameComplete: frame?.isComplete ?? true,
      isTooLarge: message?.isTooLarge ?? false)
  }

  // MARK: - Cutting

  /// From the end of the last piece to the end of the next.
  private mutating func cut() throws -> Piece? {
    try skipLeadingBlanks()
    var start = position
    var cursor = start
    var sawStray = false
    var sawDeclaration = false
    while true {
      let token = try scanner.next(from: cursor)
      let markup = token?.range.lowerBound ?? scanner.window.end
      // No further than the token: what follows is looked at with the next one.
      let end = token?.markup == .text ? token?.range.upperBound ?? markup : markup
      if try skipBlanks(from: cursor, before: end) < end { sawStray = true }
      guard let token else {
        // Comments and loose closing tags at the end say nothing; a declaration promised a document.
        guard sawStray || sawDeclaration else { return nil }
        return finish(.stray, start..<scanner.window.end, isComplete: false)
      }
      switch token.markup {
      case .declaration:
        if sawStray { return finish(.stray, start..<markup, isComplete: false) }
        start = markup
        sawDeclaration = true
      case .startTag(let name, let isEmpty):
        if sawStray { return finish(.stray, start..<markup, isComplete: false) }
        return try cutRoot(name, isEmpty: isEmpty, tag: token.range, start: start)
      case .endTag(let name):
        // What is left of a frame that held its message in its body.
        if !FinvoiceSplitter.closesFrame(name) {
          sawStray = true
        } else if !sawStray && !sawDeclaration {
          start = token.range.upperBound
        }
      case .broken: sawStray = true
      case .skipped, .doctype, .text: break
      }
      cursor = token.range.upperBound
      if cursor - start > limits.messageBytes {
        if sawStray || sawDeclaration { return finish(.stray, start..<cursor, isComplete: false) }
        // Comments and blanks alone say nothing, however many there are.
        scanner.window.release(upTo: cursor) { counter.count($0) }
        position = cursor
        try skipLeadingBlanks()
        start = position
        cursor = position
      }
    }
  }

  /// From a root's start tag to its closing tag, or to where the next document plainly begins.
  private mutating func cutRoot(_ name: [UInt8], isEmpty: Bool, tag: Range<Int>, start: Int) throws -> Piece {
    let localName = MarkupScanner.localName(name)
    let root = FinvoiceRoots.root(localName)
    let isRead = root == .invoice || root == .unknown
    let kind: FinvoicePart.Kind =
      switch root {
      case .invoice: .invoice
      case .frame: .frameOnly
      case .otherMessage: .otherMessage(String(decoding: localName, as: UTF8.self))
      case .unknown: .unknownRoot(String(decoding: localName, as: UTF8.self))
      }
    if isEmpty { return finish(kind, start..<tag.upperBound, isComplete: true) }

    // What is not read is known by its beginning, except attachments, whose hashes are over the whole.
    let isChecked = root == .otherMessage && localName.elementsEqual(FinvoiceRoots.attachments)
    let whole = isRead ? limits.messageBytes : isChecked ? limits.attachmentBytes : limits.keptBytes
    var keeper = Keeper(start: start, limit: whole, keep: limits.keptBytes)
    var depth = 1
    var cursor = tag.upperBound
    while let token = try scanner.next(from: cursor, inside: name) {
      switch token.markup {
      case .declaration:
        return finish(
          kind, start..<token.range.lowerBound, isComplete: false, keeper: keeper, isRead: isRead || isChecked, whole: whole)
      case .startTag(let inner, let innerEmpty):
        if FinvoiceRoots.root(MarkupScanner.localName(inner)) != .unknown {
          return finish(
            kind, start..<token.range.lowerBound, isComplete: false, keeper: keeper, isRead: isRead || isChecked, whole: whole)
        }
        if inner == name && !innerEmpty { depth += 1 }
      case .endTag(let inner):
        if inner == name { depth -= 1 }
        if depth == 0 {
          return finish(
            kind, start..<token.range.upperBound, isComplete: true, keeper: keeper, isRead: isRead || isChecked, whole: whole)
        }
      case .skipped, .doctype, .broken, .text: break
      }
      cursor = token.range.upperBound
      keeper.look(at: cursor, &scanner.window, &counter)
    }
    return finish(kind, start..<scanner.window.end, isComplete: false, keeper: keeper, isRead: isRead || isChecked, whole: whole)
  }

  private mutating func finish(
    _ kind: FinvoicePart.Kind, _ range: Range<Int>, isComplete: Bool, keeper: Keeper? = nil, isRead: Bool = false,
    whole: Int = 0
  ) -> Piece {
    var from = counter.place
    var isTooLarge = false
    var bytes: [UInt8]
    if let beginning = keeper?.beginning, let place = keeper?.place {
      from = place
      bytes = beginning
      isTooLarge = isRead
    } else {
      scanner.window.release(upTo: range.lowerBound) { counter.count($0) }
      from = counter.place
      let kept = isRead ? range.count : min(range.count, limits.keptBytes)
      bytes = scanner.window.copy(range.lowerBound..<(range.lowerBound + kept))
      isTooLarge = isRead && range.count > whole
      if isTooLarge { bytes = Array(bytes.prefix(limits.keptBytes)) }
    }
    scanner.window.release(upTo: range.upperBound) { counter.count($0) }
    position = range.upperBound
    return Piece(
      kind: kind, isFrame: kind == .frameOnly, bytes: bytes, range: from.offset..<counter.place.offset, line: from.line,
      isComplete: isComplete, isTooLarge: isTooLarge)
  }

  /// Forgets blanks between pieces as it goes, however many there are.
  private mutating func skipLeadingBlanks() throws {
    var cursor = position
    while try scanner.window.reaches(cursor) {
      let next = try skipBlanks(from: cursor, before: cursor + limits.keptBytes)
      guard next > cursor else { break }
      cursor = next
      scanner.window.release(upTo: cursor) { counter.count($0) }
    }
    position = cursor
  }

  private mutating func skipBlanks(from start: Int, before limit: Int = .max) throws -> Int {
    var cursor = start
    while cursor < limit, let byte = try scanner.window.byte(at: cursor) {
      if MarkupScanner.isBlank(byte) {
        cursor += 1
      } else if byte == 0xEF, try scanner.window.holds("\u{FEFF}", at: cursor) {
        cursor += 3
      } else {
        break
      }
    }
    return cursor
  }

  private static func closesFrame(_ name: [UInt8]) -> Bool {
    let local = MarkupScanner.localName(name)
    return local.elementsEqual(FinvoiceRoots.frame) || local.elementsEqual("Body".utf8)
  }
}

/// Lets go of what is too long to be kept, once that is plain, and remembers where and how it began.
private struct Keeper {
  let start: Int
  let limit: Int
  let keep: Int
  private(set) var beginning: [UInt8]?
  private(set) var place: PlaceCounter.Place?

  init(start: Int, limit: Int, keep: Int) {
    self.start = start
    self.limit = limit
    self.keep = keep
  }

  mutating func look(at cursor: Int, _ window: inout ByteWindow, _ counter: inout PlaceCounter) {
    guard cursor - start > limit else { return }
    if beginning == nil {
      window.release(upTo: start) { counter.count($0) }
      place = counter.place
      beginning = window.copy(start..<(start + keep))
    }
    window.release(upTo: cursor) { counter.count($0) }
  }
}
