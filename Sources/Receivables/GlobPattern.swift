/// A pattern for file or folder names: `*` stands for any run of characters, `?` for one; ASCII capitals do not count.
///
/// In a path pattern the parts between `/` are matched one by one, `**` stands for any number of folders, and `.` alone means
/// the inbox itself.
public struct GlobPattern: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  public var description: String { text }

  /// Whether one name, without folders, fits.
  public func matches(name: String) -> Bool { GlobPattern.matches(text[...], name[...]) }

  /// Whether a folder path, outermost first, fits as a whole.
  public func matches(folders: [String]) -> Bool {
    if text == "." { return folders.isEmpty }
    return GlobPattern.backtracking(
      text.split(separator: "/")[...], folders[...], isStar: { $0 == "**" }, fits: { GlobPattern.matches($0, $1[...]) })
  }

  static func matches(_ pattern: Substring, _ name: Substring) -> Bool {
    backtracking(
      Array(pattern.unicodeScalars)[...], Array(name.unicodeScalars)[...], isStar: { $0 == "*" },
      fits: { symbol, scalar in symbol == "?" || lower(symbol) == lower(scalar) })
  }

  private static func lower(_ scalar: Unicode.Scalar) -> UInt32 {
    scalar.value >= 0x41 && scalar.value <= 0x5A ? scalar.value | 0x20 : scalar.value
  }

  /// Greedy with one point of return, so the time is at most pattern × name.
  private static func backtracking<Symbol, Item>(
    _ pattern: ArraySlice<Symbol>, _ items: ArraySlice<Item>, isStar: (Symbol) -> Bool, fits: (Symbol, Item) -> Bool
  ) -> Bool {
    var p = pattern.startIndex
    var i = items.startIndex
    var star: (pattern: Int, item: Int)?
    while i < items.endIndex {
      if p < pattern.endIndex, isStar(pattern[p]) {
        star = (p, i)
        p += 1
      } else if p < pattern.endIndex, fits(pattern[p], items[i]) {
        p += 1
        i += 1
      } else if let point = star {
        star = (point.pattern, point.item + 1)
        p = point.pattern + 1
        i = point.item + 1
      } else {
        return false
      }
    }
    while p < pattern.endIndex, isStar(pattern[p]) { p += 1 }
    return p == pattern.endIndex
  }
}
