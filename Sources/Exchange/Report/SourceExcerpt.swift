import Receivables

/// A line of a source as people may see it: identity codes masked, control characters escaped, cut around what is meant.
public struct SourceExcerpt: Hashable, Sendable, Codable {
  /// 1-based line of the file.
  public var line: Int
  /// 1-based character of the line where what is meant begins; nil when the line is all that is known.
  public var column: Int?
  /// The piece before what is meant, that itself, and what follows it. `…` stands where the line goes on.
  public var before: String
  public var marked: String
  public var after: String

  public var text: String { before + marked + after }

  /// Characters of a line that are shown.
  static let width = 120
  /// Bytes that are read on either side of what is meant: enough for the width in any encoding, and so much more that no identity code
  /// at the edge of what is shown has lost its other half.
  static let margin = 1024

  init(line: Int, column: Int? = nil, before: String, marked: String = "", after: String = "") {
    self.line = line
    self.column = column
    self.before = before
    self.marked = marked
    self.after = after
  }
}

/// Bytes of one line around what is meant.
struct SourceWindow {
  var bytes: [UInt8]
  /// Whether the line begins before and goes on behind these bytes.
  var isCutBefore = false
  var isCutAfter = false
  /// Indices of `bytes` that are meant; empty when only a place is known, nil when not even that.
  var mark: Range<Int>?

  /// The window as an excerpt.
  func excerpt(line: Int, column: Int?) -> SourceExcerpt { plainExcerpt(line, column) ?? anyExcerpt(line, column) }

  /// Of plain ASCII, which nearly all lines are: every byte is a character that is shown as it is.
  private func plainExcerpt(_ line: Int, _ column: Int?) -> SourceExcerpt? {
    guard bytes.withUnsafeBufferPointer(String.isPlainASCII), !bytes.contains(UInt8(ascii: "&")),
      !Masking.hasCodes(inASCII: bytes)
    else {
      return nil
    }
    // A caret on the end of the line needs a place of its own.
    if let mark, mark.lowerBound >= bytes.count { return nil }
    let marked = mark.map { $0.lowerBound..<min(max($0.upperBound, $0.lowerBound + 1), bytes.count) }
    var all = bytes.indices
    if !isCutBefore {
      let first = bytes.firstIndex { $0 != 0x20 } ?? marked?.lowerBound ?? 0
      all = min(first, marked?.lowerBound ?? first)..<all.upperBound
    }
    if !isCutAfter {
      let end = bytes.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? marked?.upperBound ?? bytes.count
      all = all.lowerBound..<max(end, marked?.upperBound ?? end)
    }
    let shown = Self.shown(all, around: marked, size: { _ in 1 })
    let text = { (range: Range<Int>) in String(decoding: bytes[range], as: UTF8.self) }
    let middle = marked.map { max($0.lowerBound, shown.lowerBound)..<max($0.lowerBound, min($0.upperBound, shown.upperBound)) }
    let before =
      (shown.lowerBound > all.lowerBound || isCutBefore ? "…" : "")
      + text(shown.lowerBound..<(middle?.lowerBound ?? shown.upperBound))
    let end = shown.upperBound < all.upperBound || isCutAfter ? "…" : ""
    guard let middle else { return SourceExcerpt(line: line, before: before + end) }
    return SourceExcerpt(
      line: line, column: column, before: before, marked: text(middle), after: text(middle.upperBound..<shown.upperBound) + end)
  }

  private func anyExcerpt(_ line: Int, _ column: Int?) -> SourceExcerpt {
    var cells = cells()
    maskCodes(&cells)
    // Blanks around a line say nothing.
    let isShown = { (cell: Cell) in cell.isMarked || !cell.isBlank }
    if !isCutBefore, let first = cells.firstIndex(where: isShown) { cells.removeFirst(first) }
    if !isCutAfter, let last = cells.lastIndex(where: isShown) { cells.removeLast(cells.count - 1 - last) }
    let marked = cells.firstIndex(where: \.isMarked).map { first in
      first..<(cells[first...].firstIndex { !$0.isMarked } ?? cells.count)
    }
    let shown = Self.shown(cells.indices, around: marked, size: { cells[$0].width })
    let text = { (range: Range<Int>) in
      var text = ""
      for cell in cells[range] { cell.write(to: &text) }
      return text
    }
    let middle = marked.map { max($0.lowerBound, shown.lowerBound)..<max($0.lowerBound, min($0.upperBound, shown.upperBound)) }
    let before =
      (shown.lowerBound > 0 || isCutBefore ? "…" : "") + text(shown.lowerBound..<(middle?.lowerBound ?? shown.upperBound))
    let end = shown.upperBound < cells.count || isCutAfter ? "…" : ""
    guard let middle else { return SourceExcerpt(line: line, before: before + end) }
    return SourceExcerpt(
      line: line, column: column, before: before, marked: text(middle), after: text(middle.upperBound..<shown.upperBound) + end)
  }

  /// A character of the source, and how it is shown.
  private struct Cell {
    /// As masking is to see it: of `&#49;` the digit.
    var scalar: Unicode.Scalar
    /// Nil where it is shown as it is.
    var shown: String?
    var isMarked: Bool
    var isBlank: Bool { scalar == " " || scalar == "\t" || scalar == "\r" }
    var width: Int { shown.map(\.count) ?? 1 }

    func write(to text: inout String) {
      if let shown { text += shown } else { text.unicodeScalars.append(scalar) }
    }
  }

  private func cells() -> [Cell] {
    var cells: [Cell] = []
    cells.reserveCapacity(bytes.count)
    let isUTF8 = isUTF8
    var index = 0
    while index < bytes.count {
      let (scalar, length) = isUTF8 ? scalar(at: index) : (Unicode.Scalar(bytes[index]), 1)
      let isPlain = (0x20..<0x7F).contains(scalar.value)
      var cell = Cell(
        scalar: scalar, shown: isPlain ? nil : scalar == "\t" ? " " : Masking.escaped(scalar), isMarked: isMarked(index))
      var step = length
      if scalar == "&", let (referred, size) = reference(at: index) {
        cell.scalar = referred
        cell.shown = String(decoding: bytes[index..<index + size], as: UTF8.self)
        step = size
      }
      cells.append(cell)
      index += step
    }
    // A caret at the end of the line stands on a place where nothing is.
    if let mark, mark.lowerBound >= bytes.count, !isCutAfter { cells.append(Cell(scalar: " ", isMarked: true)) }
    return cells
  }

  private func isMarked(_ index: Int) -> Bool {
    guard let mark else { return false }
    return mark.isEmpty ? index == mark.lowerBound : mark.contains(index)
  }

  /// Whether the bytes are UTF-8, but for a character that a cut has halved; else they are shown as Latin-1.
  private var isUTF8: Bool {
    var whole = bytes[...]
    if isCutBefore { whole = whole.drop { $0 & 0xC0 == 0x80 } }
    if isCutAfter, let last = whole.lastIndex(where: { $0 & 0xC0 != 0x80 }), whole[last] >= 0xC0 { whole = whole[..<last] }
    return String(validating: whole, as: UTF8.self) != nil
  }

  private func scalar(at index: Int) -> (Unicode.Scalar, Int) {
    let first = bytes[index]
    let length = first < 0x80 ? 1 : first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    guard length > 0, index + length <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(length == 1 ? first : first & (0x7F >> UInt8(length)))
    for next in bytes[index + 1..<index + length] { value = value << 6 | UInt32(next & 0x3F) }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// `&#49;` and `&#x31;`: a code written like this is a code all the same.
  private func reference(at index: Int) -> (Unicode.Scalar, Int)? {
    let rest = bytes[index...].prefix(12)
    guard rest.count > 3, rest[index + 1] == UInt8(ascii: "#"), let end = rest.firstIndex(of: UInt8(ascii: ";")) else {
      return nil
    }
    let isHexadecimal = rest[index + 2] | 0x20 == UInt8(ascii: "x")
    let digits = rest[(index + (isHexadecimal ? 3 : 2))..<end]
    guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10) else { return nil }
    return Unicode.Scalar(value).map { ($0, end - index + 1) }
  }

  private func maskCodes(_ cells: inout [Cell]) {
    for code in Masking.codes(in: cells.map(\.scalar)).reversed() {
      let isMarked = cells[code].contains(where: \.isMarked)
      let mask = Masking.mask.unicodeScalars.map { Cell(scalar: $0, isMarked: isMarked) }
      cells.replaceSubrange(code, with: mask)
    }
  }

  /// Which cells are shown: those that are marked, and as much around them as there is room for.
  @inline(__always)
  private static func shown(_ all: Range<Int>, around marked: Range<Int>?, size: (Int) -> Int) -> Range<Int> {
    let marked = marked ?? all.lowerBound..<all.lowerBound
    var room = SourceExcerpt.width
    // Each dot of a cut takes a place.
    var range = marked.lowerBound..<marked.lowerBound
    room -= 2
    while range.upperBound < marked.upperBound, room >= size(range.upperBound) {
      room -= size(range.upperBound)
      range = range.lowerBound..<range.upperBound + 1
    }
    guard range.upperBound == marked.upperBound else { return range }
    // A third of what is left before it: what follows an opening tag says more than what precedes it.
    var ahead = max(room / 3, room - Self.width(of: marked.upperBound..<all.upperBound, atMost: room, size: size))
    while range.lowerBound > all.lowerBound, ahead >= size(range.lowerBound - 1) {
      ahead -= size(range.lowerBound - 1)
      room -= size(range.lowerBound - 1)
      range = range.lowerBound - 1..<range.upperBound
    }
    while range.upperBound < all.upperBound, room >= size(range.upperBound) {
      room -= size(range.upperBound)
      range = range.lowerBound..<range.upperBound + 1
    }
    return range
  }

  @inline(__always)
  private static func width(of cells: Range<Int>, atMost limit: Int, size: (Int) -> Int) -> Int {
    var sum = 0
    for cell in cells {
      sum += size(cell)
      if sum >= limit { return limit }
    }
    return sum
  }
}
