import Receivables

/// Cuts bytes into records and fields as RFC 4180 does (https://www.rfc-editor.org/rfc/rfc4180), a window at a time: fields are
/// ranges of bytes, and nothing becomes a string here. Lines end with LF, CRLF or CR.
final class CSVRecordScanner {
  struct Field {
    /// Offsets from the record's first byte; quotation marks around it are outside.
    var start: Int
    var end: Int
    /// Holds doubled quotation marks.
    var hasDoubledQuotes = false
  }

  /// Why the file cannot be cut any further.
  enum Fault: Equatable {
    /// A quotation mark inside a field that does not begin with one.
    case strayQuote
    /// Something between a closing quotation mark and the separator.
    case afterQuote
    case openQuote
    case tooLong
    case control(UInt8)
  }

  enum Step: Equatable {
    case record
    case end
    /// `line`, `offset`: where it is; `column`: 1-based ordinal of the field.
    case fault(Fault, line: Int, column: Int, offset: Int)
  }

  private enum State { case fieldStart, plain, quoted, quoteInQuoted }

  private let source: any ByteSource
  private var chunk: ArraySlice<UInt8> = []
  private var buffer: [UInt8] = []
  /// The record begins here; the next byte to look at is at `position`.
  private var recordStart = 0
  private var position = 0
  private var bufferOffset = 0
  private var state = State.fieldStart
  private var field = Field(start: 0, end: 0)
  private var quoteLine = 0
  private var lastWasReturn = false
  private var line = 1
  private let classes: [UInt8]
  private let quote: UInt8?
  private let rowBytes: Int

  /// The record's fields, valid until the next step.
  private(set) var fields: [Field] = []
  /// 1-based line and 0-based byte where the record begins.
  private(set) var recordLine = 1
  private(set) var recordOffset = 0
  private(set) var recordLength = 0
  /// Nothing in it is above 0x7F.
  private(set) var isASCII = true

  // Classes of bytes: everything that is not 0 is looked at.
  private static let separatorClass: UInt8 = 1
  private static let quoteClass: UInt8 = 2
  private static let feedClass: UInt8 = 3
  private static let returnClass: UInt8 = 4
  private static let controlClass: UInt8 = 5
  private static let highClass: UInt8 = 6

  /// - Parameter skip: bytes to leave out at the start (a byte order mark).
  init(_ source: any ByteSource, separator: UInt8, quote: UInt8?, skip: Int = 0, limits: CSVLimits = CSVLimits()) {
    self.source = source
    self.quote = quote
    rowBytes = limits.rowBytes
    var classes = [UInt8](repeating: 0, count: 256)
    for byte in 0..<0x20 { classes[byte] = Self.controlClass }
    for byte in 0x80...0xFF { classes[byte] = Self.highClass }
    classes[0x7F] = Self.controlClass
    classes[0x09] = 0
    classes[0x0A] = Self.feedClass
    classes[0x0D] = Self.returnClass
    if let quote { classes[Int(quote)] = Self.quoteClass }
    classes[Int(separator)] = Self.separatorClass
    self.classes = classes
    position = skip
    recordStart = skip
  }

  /// The bytes of a field of the current record, doubled quotation marks still doubled.
  func rawBytes(_ field: Field) -> ArraySlice<UInt8> {
    buffer[(recordStart + field.start)..<(recordStart + field.end)]
  }

  /// The bytes of a field, doubled quotation marks single.
  func bytes(_ field: Field) -> ArraySlice<UInt8> {
    let raw = rawBytes(field)
    guard field.hasDoubledQuotes, let quote else { return raw }
    var single: [UInt8] = []
    single.reserveCapacity(raw.count)
    var skipNext = false
    for byte in raw {
      if byte == quote, skipNext {
        skipNext = false
        continue
      }
      skipNext = byte == quote
      single.append(byte)
    }
    return single[...]
  }

  var recordBytes: ArraySlice<UInt8> { buffer[recordStart..<(recordStart + recordLength)] }

  func next() throws -> Step {
    recordStart = position
    fields.removeAll(keepingCapacity: true)
    state = .fieldStart
    isASCII = true
    recordLength = 0
    field = Field(start: 0, end: 0)
    if lastWasReturn {
      if position >= buffer.count, try !refill() { return .end }
      if buffer[position] == 0x0A { position += 1 }
      lastWasReturn = false
      recordStart = position
    }
    recordLine = line
    recordOffset = bufferOffset + recordStart
    while true {
      if position >= buffer.count, try !refill() { return atEnd() }
      if let step = scan() {
        if step == .record, recordLength > rowBytes {
          return .fault(.tooLong, line: recordLine, column: fields.count, offset: recordOffset)
        }
        // The end-of-file character of DOS is no part of the text.
        if case .fault(.control(0x1A), _, _, _) = step, position + 1 == buffer.count, try !refill() {
          buffer.removeLast()
          return atEnd()
        }
        return step
      }
      if position - recordStart > rowBytes {
        let isOpen = state == .quoted
        return .fault(
          isOpen ? .openQuote : .tooLong, line: isOpen ? quoteLine : recordLine, column: fields.count + 1,
          offset: recordOffset)
      }
    }
  }

  private func atEnd() -> Step {
    if state == .quoted {
      return .fault(
        .openQuote, line: quoteLine, column: fields.count + 1, offset: recordOffset + field.start)
    }
    guard position > recordStart else { return .end }
    closeField(at: position)
    recordLength = position - recordStart
    return .record
  }

  /// Makes room and takes the next bytes; false at the end of the input.
  private func refill() throws -> Bool {
    while chunk.isEmpty {
      chunk = try source.next()
      if chunk.isEmpty { return false }
    }
    // Positions before the buffer's end may still point into a byte order mark that has not arrived.
    let drop = min(recordStart, buffer.count)
    if drop > 0 {
      buffer.removeFirst(drop)
      bufferOffset += drop
      recordStart -= drop
      position -= drop
    }
    buffer.append(contentsOf: chunk.prefix(CSVLimits.windowBytes))
    chunk = chunk.dropFirst(CSVLimits.windowBytes)
    return position < buffer.count ? true : try refill()
  }

  private func closeField(at end: Int) {
    if state != .quoteInQuoted { field.end = end - recordStart }
    fields.append(field)
  }

  private func beginField(at start: Int) {
    field = Field(start: start - recordStart, end: start - recordStart)
    state = .fieldStart
  }

  /// Looks at what is there; nil when the record goes on behind it.
  private func scan() -> Step? {
    let end = buffer.count
    var index = position
    while index < end {
      let byte = buffer[index]
      let kind = classes[Int(byte)]
      if kind == 0 {
        if state == .fieldStart { state = .plain } else if state == .quoteInQuoted { return fault(.afterQuote, index) }
        lastWasReturn = false
        index += 1
        // The bulk of every file.
        while index < end, classes[Int(buffer[index])] == 0 { index += 1 }
        continue
      }
      switch kind {
      case Self.controlClass:
        return fault(.control(byte), index)
      case Self.highClass:
        isASCII = false
        if state == .fieldStart { state = .plain } else if state == .quoteInQuoted { return fault(.afterQuote, index) }
      case Self.quoteClass:
        switch state {
        case .fieldStart:
          state = .quoted
          quoteLine = line
          field.start = index + 1 - recordStart
        case .plain: return fault(.strayQuote, index)
        case .quoted:
          state = .quoteInQuoted
          field.end = index - recordStart
        case .quoteInQuoted:
          state = .quoted
          field.hasDoubledQuotes = true
        }
      case Self.separatorClass:
        if state != .quoted {
          closeField(at: index)
          beginField(at: index + 1)
        }
      default:
        let isSecondOfPair = byte == 0x0A && lastWasReturn
        lastWasReturn = byte == 0x0D
        if !isSecondOfPair { line += 1 }
        if state != .quoted {
          closeField(at: index)
          recordLength = index - recordStart
          position = index + 1
          return .record
        }
        index += 1
        continue
      }
      lastWasReturn = false
      index += 1
    }
    position = index
    return nil
  }

  private func fault(_ fault: Fault, _ index: Int) -> Step {
    position = index
    return .fault(fault, line: line, column: fields.count + 1, offset: bufferOffset + index)
  }
}
