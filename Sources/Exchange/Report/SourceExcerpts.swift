import Glibc
import Receivables

/// Shows the lines of a file that findings speak of. Reads the file again, in pieces, and only when asked; memory does not grow with the
/// file. When the file is not what it was, or cannot be read, there is nothing to show.
///
/// For one thread.
final class SourceExcerpts {
  private let open: () throws -> (OpenFile, FileStatus)?
  /// As the file was when the findings were made; nil for one that rests and changes no more.
  private var status: FileStatus?
  private var file: OpenFile?
  private var isClosed = false
  private var isInMemory = false

  /// The piece of the file in hand.
  private var piece: [UInt8] = []
  private var pieceStart = 0
  /// Where lines begin, for going back: one mark a piece, thinned out when they are too many.
  private var marks = [Mark(line: 1, offset: 0)]
  private var marking = SourceExcerpts.pieceSize
  /// The line that was looked for last: the next one is mostly behind it.
  private var last = Mark(line: 1, offset: 0)
  /// The byte whose line was asked for last.
  private var reached = Mark(line: 1, offset: 0)
  /// How many characters there are from the beginning of a line to a place in it that was asked for.
  private var counted = (from: 0, to: 0, characters: 0)
  /// CSV readers take a bare CR for the end of a line too.
  private var countsReturns = false

  private struct Mark {
    var line: Int
    /// Where that line begins; of `reached` a byte in it.
    var offset: Int
  }

  private static let pieceSize = 1 << 16
  private static let maximumMarks = 4096

  init(status: FileStatus?, open: @escaping () throws -> (OpenFile, FileStatus)?) {
    self.status = status
    self.open = open
  }

  /// Of a file that is in memory as it was read: nothing is opened again.
  init(_ bytes: [UInt8]) {
    open = { nil }
    piece = bytes
    isInMemory = true
    isClosed = !Self.isLookedInto(bytes.prefix(256))
  }

  /// One excerpt a finding, nil where there is nothing to show. `asked`: the findings that are looked for, all of them when it is nil;
  /// `start`: where the message with these findings begins.
  func excerpts(
    of findings: [Finding], at asked: [Int]? = nil, format: String, start: (line: Int?, offset: Int)? = nil
  ) -> [SourceExcerpt?] {
    var result = [SourceExcerpt?](repeating: nil, count: findings.count)
    let wanted = (asked ?? Array(findings.indices)).filter { Self.hasPlace(findings[$0].place) }
    guard !wanted.isEmpty, isOpen() else { return result }
    countsReturns = format == "csv"
    do {
      let places = try elements(wanted.map { findings[$0].place }, start: start)
      var located: [Located] = []
      located.reserveCapacity(wanted.count)
      for (index, place) in zip(wanted, places) {
        switch place {
        case .element(let found): located.append(Located(index: index, place: findings[index].place, found: found))
        case nil, .ambiguous: located.append(Located(index: index, place: findings[index].place, found: nil))
        case .root, .absent: break
        }
      }
      // In the order of the file, so that nothing is looked for twice.
      located.sort { $0.order < $1.order }
      for one in located { result[one.index] = try excerpt(of: findings[one.index].place, place: one.found, format: format) }
      if !isInMemory {
        guard let file, try FileStatus(of: file) == status else { return result.map { _ in nil } }
      }
    } catch {
      return result.map { _ in nil }
    }
    return result
  }

  /// The root is no place: what is wrong there is wrong with the whole document, or missing in it.
  private static func hasPlace(_ place: Finding.Place) -> Bool {
    guard let path = place.path?.utf8, path.first == UInt8(ascii: "/"), place.column == nil, place.byteOffset == nil else {
      return place.line != nil
    }
    return path.dropFirst().contains(UInt8(ascii: "/"))
  }

  private struct Located {
    var index: Int
    var found: XMLPlaces.Found?
    var order: (line: Int, place: Int)

    init(index: Int, place: Finding.Place, found: XMLPlaces.Found?) {
      self.index = index
      self.found = found
      order = (found?.line ?? place.line ?? 0, found?.start ?? place.byteOffset ?? place.column ?? 0)
    }
  }

  private func isOpen() -> Bool {
    if isClosed { return false }
    if file != nil || isInMemory { return true }
    isClosed = true
    guard let (opened, now) = try? open(), status == nil || now == status else { return false }
    file = opened
    status = now
    guard let head = try? bytes(0..<256), Self.isLookedInto(head[...]) else { return false }
    isClosed = false
    return true
  }

  /// UTF-16 is not.
  private static func isLookedInto(_ head: ArraySlice<UInt8>) -> Bool {
    !head.contains(0) && !head.starts(with: [0xFF, 0xFE]) && !head.starts(with: [0xFE, 0xFF])
  }

  // MARK: Where

  /// Elements that findings name by their paths; nil for what has no such path.
  private func elements(_ named: [Finding.Place], start: (line: Int?, offset: Int)?) throws -> [XMLPlaces.Place?] {
    var wanted = [XMLPlaces.Wanted?](repeating: nil, count: named.count)
    // Most stand on a line of their own; the others are looked for from the root.
    var alone = [XMLPlaces.Place?](repeating: nil, count: named.count)
    var areAllAlone = true
    for (index, place) in named.enumerated() {
      guard place.column == nil, let path = place.path, path.utf8.first == UInt8(ascii: "/") else { continue }
      if let line = place.line, let found = try element(path, alone: line) {
        alone[index] = .element(found)
      } else {
        wanted[index] = XMLPlaces.Wanted(path: path, line: place.line)
        areAllAlone = false
      }
    }
    if areAllAlone { return alone }
    var places = try self.places(wanted, start: start)
    // What is missing has the line of something else, if any: then it is shown where it would be.
    for (index, place) in places.enumerated() {
      if case .absent = place { wanted[index]?.line = nil } else { wanted[index] = nil }
    }
    for (index, place) in try self.places(wanted, start: start).enumerated() where place != nil { places[index] = place }
    return zip(places, alone).map { $1 ?? $0 }
  }

  /// What a path means on a line that has no other element.
  private func element(_ path: String, alone line: Int) throws -> XMLPlaces.Found? {
    guard let begin = try beginning(of: line) else { return nil }
    // One that the piece in hand ends in is rare, and followed from the root.
    guard let bytes = Self.line(try piece(at: begin)), bytes.count < SourceExcerpt.margin else { return nil }
    return XMLLine(bytes, offset: begin, number: line).element(path)
  }

  private func places(_ wanted: [XMLPlaces.Wanted?], start: (line: Int?, offset: Int)?) throws -> [XMLPlaces.Place?] {
    let known = wanted.compactMap(\.self)
    guard !known.isEmpty else { return wanted.map { _ in nil } }
    var places = XMLPlaces(known)
    var offset = start?.offset ?? 0
    places.begin(at: offset, line: try start.map { try $0.line ?? line(at: $0.offset) } ?? 1)
    while true {
      let piece = try piece(at: offset)
      if piece.isEmpty || !places.take(piece) { break }
      offset += piece.count
    }
    var found = places.places(known)[...]
    return wanted.map { $0 == nil ? nil : found.removeFirst() }
  }

  /// The bytes up to the line's end, when that is among them.
  private static func line(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let length = bytes.withUnsafeBytes { bytes -> Int? in
      guard let start = bytes.baseAddress, let end = memchr(start, 0x0A, bytes.count) else { return nil }
      return UnsafeRawPointer(end) - start
    }
    return length.map { bytes.prefix($0) }
  }

  private func excerpt(of place: Finding.Place, place found: XMLPlaces.Found?, format: String) throws -> SourceExcerpt? {
    guard let line = found?.line ?? place.line, let begin = try beginning(of: line) else { return nil }
    var meant: Range<Int>?
    if let found {
      // A tag that begins on an earlier line is shown where it ends.
      meant = max(found.start, begin)..<max(found.end, begin)
    } else if format == "csv" {
      meant = try field(at: place, from: begin)
    } else if let offset = place.byteOffset, offset >= begin {
      meant = offset..<offset
    } else if let column = place.column {
      meant = begin + max(0, column - 1)..<begin + max(0, column - 1)
    }
    return try window(line: line, from: begin, around: meant)
  }

  /// The bytes around what is meant, no further than the ends of its line.
  private func window(line: Int, from begin: Int, around meant: Range<Int>?) throws -> SourceExcerpt? {
    let centre = meant ?? begin..<begin
    let from = max(begin, centre.lowerBound - SourceExcerpt.margin)
    let upper = min(centre.upperBound, centre.lowerBound + SourceExcerpt.margin) + SourceExcerpt.margin
    var bytes: [UInt8]
    var isCutAfter = false
    if !countsReturns, let line = Self.line(try piece(at: from)), line.count < upper - from {
      bytes = Array(line)
    } else {
      bytes = try self.bytes(from..<upper)
      isCutAfter = bytes.count == upper - from
      if let end = bytes.firstIndex(where: { $0 == 0x0A || (countsReturns && $0 == 0x0D) }) {
        bytes.removeSubrange(end...)
        isCutAfter = false
      }
    }
    if bytes.last == 0x0D, !isCutAfter { bytes.removeLast() }
    // What lies behind the line's end is not of this line.
    var mark: Range<Int>?
    if let meant, meant.lowerBound - from < bytes.count + (meant.isEmpty ? 1 : 0) {
      mark = meant.lowerBound - from..<min(meant.upperBound - from, bytes.count)
    }
    // An arbitrary piece of a long line says nothing.
    if mark == nil, bytes.count > 4 * SourceExcerpt.width { return nil }
    // A tag that goes on over several lines is marked from its first word here.
    let blanks = mark.map { bytes[$0].prefix { $0 == 0x20 || $0 == 0x09 }.count } ?? 0
    mark = mark.map { $0.lowerBound + blanks..<$0.upperBound }
    var column: Int?
    if mark != nil { column = try characters(begin..<centre.lowerBound + blanks) + 1 }
    return SourceWindow(bytes: bytes, isCutBefore: from > begin, isCutAfter: isCutAfter, mark: mark).excerpt(
      line: line, column: column)
  }

  /// A CSV field, from where its reader says that it is to the separator.
  private func field(at place: Finding.Place, from begin: Int) throws -> Range<Int>? {
    guard let offset = place.byteOffset, place.column != nil, offset >= begin else { return nil }
    let line = try bytes(begin..<min(offset, begin + SourceExcerpt.margin) + SourceExcerpt.margin).prefix {
      $0 != 0x0A && $0 != 0x0D
    }
    let candidates = Array(";,\t|".utf8)
    let counts = candidates.map { candidate in line.count { $0 == candidate } }
    guard let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) else { return offset..<offset }
    let start = offset - begin
    guard start < line.count else { return offset..<offset }
    var end = start
    if line[start] == UInt8(ascii: "\"") { end = line[(start + 1)...].firstIndex(of: UInt8(ascii: "\"")).map { $0 + 1 } ?? start }
    while end < line.count, line[end] != candidates[index] { end += 1 }
    return offset..<begin + end
  }

  /// Where a line begins, or nil when the file has fewer.
  private func beginning(of line: Int) throws -> Int? {
    var from = last.line <= line ? last : Mark(line: 1, offset: 0)
    if let index = marks.lastIndex(where: { $0.line <= line }), marks[index].line > from.line { from = marks[index] }
    var offset = from.offset
    while from.line < line {
      let piece = try piece(at: offset)
      guard !piece.isEmpty else { return nil }
      if countsReturns {
        for (index, byte) in piece.enumerated() where byte == 0x0A || byte == 0x0D {
          guard try endsLine(byte, at: offset + index) else { continue }
          from = Mark(line: from.line + 1, offset: offset + index + 1)
          if from.line == line { break }
        }
      } else {
        piece.withUnsafeBytes { bytes in
          guard let start = bytes.baseAddress else { return }
          var next = 0
          while from.line < line, let end = memchr(start + next, 0x0A, bytes.count - next) {
            next = UnsafeRawPointer(end) - start + 1
            from = Mark(line: from.line + 1, offset: offset + next)
          }
        }
      }
      offset += piece.count
      note(from)
    }
    last = from
    return from.offset
  }

  /// The line of a byte.
  private func line(at end: Int) throws -> Int {
    if end < reached.offset { reached = Mark(line: 1, offset: 0) }
    while reached.offset < end {
      let piece = try piece(at: reached.offset).prefix(end - reached.offset)
      if piece.isEmpty { break }
      reached.line += piece.count { $0 == 0x0A }
      reached.offset += piece.count
    }
    return reached.line
  }

  private func endsLine(_ byte: UInt8, at offset: Int) throws -> Bool {
    if byte == 0x0A { return true }
    guard countsReturns else { return false }
    return try bytes(offset + 1..<offset + 2).first != 0x0A
  }

  private func note(_ mark: Mark) {
    guard let newest = marks.last, mark.offset >= newest.offset + marking else { return }
    marks.append(mark)
    guard marks.count > Self.maximumMarks else { return }
    marks = marks.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    marking *= 2
  }

  /// How many characters these bytes are: of UTF-8, each that does not continue one.
  private func characters(_ range: Range<Int>) throws -> Int {
    if counted.from != range.lowerBound || counted.to > range.upperBound { counted = (range.lowerBound, range.lowerBound, 0) }
    while counted.to < range.upperBound {
      let piece = try piece(at: counted.to).prefix(range.upperBound - counted.to)
      if piece.isEmpty { break }
      counted.characters += piece.count { $0 & 0xC0 != 0x80 }
      counted.to += piece.count
    }
    return counted.characters
  }

  // MARK: Bytes

  /// Bytes from here on, as many as are in hand; empty at the end of the file.
  private func piece(at offset: Int) throws -> ArraySlice<UInt8> {
    if offset < pieceStart || offset >= pieceStart + piece.count {
      guard let file else { return [] }
      pieceStart = offset / Self.pieceSize * Self.pieceSize
      try file.seek(to: Int64(pieceStart))
      piece = try file.read(Self.pieceSize)
      if offset >= pieceStart + piece.count { return [] }
    }
    return piece[(offset - pieceStart)...]
  }

  private func bytes(_ range: Range<Int>) throws -> [UInt8] {
    var result: [UInt8] = []
    while result.count < range.count {
      let piece = try piece(at: range.lowerBound + result.count).prefix(range.count - result.count)
      if piece.isEmpty { break }
      result += piece
    }
    return result
  }
}

extension FileStatus {
  /// As an open file is now.
  init(of file: OpenFile) throws(DiskError) {
    var info = stat()
    guard fstat(file.descriptor, &info) == 0 else { throw DiskError(operation: "look at", path: "an open file", code: errno) }
    self.init(info)
  }
}
