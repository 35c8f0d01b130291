/// How a profile writes its dates: `dd.MM.yyyy`, `yyyy-MM-dd`, `yyyyMMdd`, `d.M.yyyy`, `dd/MM/yyyy`, `yyMMdd`, with `HH`, `mm` and
/// `ss` for a time of day that is checked and dropped.
///
/// `yyyy` is four digits, `yy` two of this century (2000–2099), `MM` and `dd` two, `M` and `d` one or two. Everything else stands
/// for itself. Exactly one year, month and day must be there.
public struct DatePattern: Hashable, Sendable, CustomStringConvertible {
  enum Part: Hashable, Sendable {
    case year, shortYear, month, shortMonth, day, shortDay, hour, minute, second
    case literal(UInt8)
  }

  public let text: String
  let parts: [Part]

  public var description: String { text }

  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = Array(text.utf8)[...]
    while let first = rest.first {
      let run = rest.prefix { $0 == first }.count
      switch (first, run) {
      case (0x79, 4): parts.append(.year)
      case (0x79, 2): parts.append(.shortYear)
      case (0x4D, 2): parts.append(.month)
      case (0x4D, 1): parts.append(.shortMonth)
      case (0x64, 2): parts.append(.day)
      case (0x64, 1): parts.append(.shortDay)
      case (0x48, 2): parts.append(.hour)
      case (0x6D, 2): parts.append(.minute)
      case (0x73, 2): parts.append(.second)
      default:
        // Other letters would be tokens of some other language of patterns.
        let isLetter = (first >= 0x41 && first <= 0x5A) || (first >= 0x61 && first <= 0x7A)
        guard first < 0x80, first == 0x54 || !isLetter, !(first >= 0x30 && first <= 0x39) else { return nil }
        parts += Array(repeating: .literal(first), count: run)
      }
      rest = rest.dropFirst(run)
    }
    let count = { (kinds: Set<Part>) in parts.filter(kinds.contains).count }
    guard count([.year, .shortYear]) == 1, count([.month, .shortMonth]) == 1, count([.day, .shortDay]) == 1 else {
      return nil
    }
    // A part of one or two digits must be followed by something that ends it.
    for (index, part) in parts.enumerated() where part == .shortMonth || part == .shortDay {
      if index + 1 < parts.count, case .literal = parts[index + 1] { continue }
      guard index + 1 == parts.count else { return nil }
    }
    self.text = text
    self.parts = parts
  }

  /// Whether a text has digits and signs where the pattern has them, so that only the day itself can be wrong.
  public func hasShape(_ text: some Collection<UInt8>) -> Bool {
    var rest = text[...]
    for part in parts {
      let digits: ClosedRange<Int>
      switch part {
      case .literal(let byte):
        guard rest.popFirst() == byte else { return false }
        continue
      case .year: digits = 4...4
      case .shortMonth, .shortDay: digits = 1...2
      case .shortYear, .month, .day, .hour, .minute, .second: digits = 2...2
      }
      let run = rest.prefix(digits.upperBound).prefix { $0 >= 0x30 && $0 <= 0x39 }.count
      guard digits.contains(run) else { return false }
      rest = rest.dropFirst(run)
    }
    return rest.isEmpty
  }

  /// Bytes of every date of this pattern; nil when `d` or `M` lets it vary.
  public var width: Int? {
    var width = 0
    for part in parts {
      switch part {
      case .year: width += 4
      case .shortYear, .month, .day, .hour, .minute, .second: width += 2
      case .literal: width += 1
      case .shortMonth, .shortDay: return nil
      }
    }
    return width
  }

  /// The day, when the bytes are exactly one real date (1900–2199) in this pattern.
  public func date(_ bytes: some Collection<UInt8>) -> CalendarDate? {
    bytes.withContiguousStorageIfAvailable(parse) ?? Array(bytes).withUnsafeBufferPointer(parse)
  }

  private func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    var index = bytes.startIndex
    var year = 0
    var month = 0
    var day = 0
    func number(_ atLeast: Int, _ atMost: Int) -> Int? {
      var value = 0
      var count = 0
      while count < atMost, index < bytes.endIndex, bytes[index] >= 0x30, bytes[index] <= 0x39 {
        value = value * 10 + Int(bytes[index] - 0x30)
        index = bytes.index(after: index)
        count += 1
      }
      return count >= atLeast ? value : nil
    }
    for part in parts {
      switch part {
      case .year:
        guard let value = number(4, 4) else { return nil }
        year = value
      case .shortYear:
        guard let value = number(2, 2) else { return nil }
        year = 2000 + value
      case .month, .shortMonth:
        guard let value = number(part == .month ? 2 : 1, 2) else { return nil }
        month = value
      case .day, .shortDay:
        guard let value = number(part == .day ? 2 : 1, 2) else { return nil }
        day = value
      case .hour: guard let value = number(2, 2), value < 24 else { return nil }
      case .minute: guard let value = number(2, 2), value < 60 else { return nil }
      case .second: guard let value = number(2, 2), value <= 60 else { return nil }
      case .literal(let byte):
        guard index < bytes.endIndex, bytes[index] == byte else { return nil }
        index = bytes.index(after: index)
      }
    }
    guard index == bytes.endIndex else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }
}

/// A file name with a date in it: `payments_{yyyyMMdd}.csv`, `*-{yyyy-MM-dd}-*.csv`.
public struct DatedNamePattern: Hashable, Sendable, CustomStringConvertible {
  public let text: String
  let before: String
  let after: String
  let date: DatePattern
  let width: Int

  public var description: String { text }

  /// nil unless exactly one `{…}` with a date pattern of fixed width is there.
  public init?(_ text: String) {
    guard let open = text.firstIndex(of: "{"), let close = text.firstIndex(of: "}"), open < close,
      text[text.index(after: close)...].allSatisfy({ $0 != "{" && $0 != "}" }),
      let date = DatePattern(String(text[text.index(after: open)..<close])), let width = date.width
    else { return nil }
    self.text = text
    before = String(text[..<open])
    after = String(text[text.index(after: close)...])
    self.date = date
    self.width = width
  }

  /// The date in the name; nil when the name does not fit or could be read as two different dates.
  public func date(in name: String) -> CalendarDate? {
    let bytes = Array(name.utf8)
    guard bytes.count >= width else { return nil }
    var found: CalendarDate?
    for start in 0...(bytes.count - width) {
      guard let day = date.date(bytes[start..<(start + width)]),
        GlobPattern.matches(before[...], String(decoding: bytes[..<start], as: UTF8.self)[...]),
        GlobPattern.matches(after[...], String(decoding: bytes[(start + width)...], as: UTF8.self)[...])
      else { continue }
      if let other = found, other != day { return nil }
      found = day
    }
    return found
  }
}
