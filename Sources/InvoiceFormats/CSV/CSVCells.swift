import Receivables

/// The cells of one row as typed values. What is wrong becomes a finding with its line and column, and the row does not count.
final class CSVCells {
  let profile: CSVProfile
  let columns: CSVColumns
  let numbers: CSVNumbers
  private let scanner: CSVRecordScanner
  private let upperHalf: [UInt16]?
  /// By `CSVField.rawValue`: most fields of most files have neither column, constant nor map, and each row asks for all of them.
  private let constants: [String?]
  private let maps: [[String: String]?]

  /// 0-based ordinal of the row.
  private(set) var row = 0
  private(set) var findings: [Finding] = []
  private(set) var isBad = false

  init(_ profile: CSVProfile, columns: CSVColumns, scanner: CSVRecordScanner) {
    self.profile = profile
    self.columns = columns
    self.scanner = scanner
    numbers = CSVNumbers(profile.numbers)
    upperHalf = CSVEncodings.upperHalf(profile.dialect.encoding)
    constants = CSVField.allCases.map { profile.constants[$0] }
    maps = CSVField.allCases.map { profile.values[$0] }
  }

  func begin(row: Int) {
    self.row = row
    findings.removeAll()
    isBad = false
  }

  // MARK: Text

  /// Without blanks and tabs around it.
  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var trimmed = bytes
    while let first = trimmed.first, first == 0x20 || first == 0x09 { trimmed.removeFirst() }
    while let last = trimmed.last, last == 0x20 || last == 0x09 { trimmed.removeLast() }
    return trimmed
  }

  /// A column's text; nil when it is empty or the row is too short.
  func text(at ordinal: Int) -> String? {
    guard ordinal >= 0, ordinal < scanner.fields.count else { return nil }
    let bytes = CSVCells.trimmed(scanner.bytes(scanner.fields[ordinal]))
    guard !bytes.isEmpty else { return nil }
    let text = CSVEncodings.text(bytes, upperHalf: scanner.isASCII ? nil : upperHalf)
    return profile.dialect.emptyValues.contains(text) ? nil : text
  }

  /// A field's text: from its column, else its constant, through its value map.
  func text(_ field: CSVField, of ordinals: [Int]? = nil) -> String? {
    // A constant of the debtor is not one of a co-debtor.
    let ordinal = (ordinals ?? columns.ordinals)[field.rawValue]
    let found = ordinal >= 0 ? text(at: ordinal) : ordinals == nil ? constants[field.rawValue] : nil
    guard let text = found else { return nil }
    guard let map = maps[field.rawValue] else { return text }
    if let value = map[text] { return value.isEmpty ? nil : value }
    let known = map.keys.sorted()
    let near = nearest(text, among: known).map { " Nearest: \"\($0)\"." } ?? ""
    report(
      "csv.value", field, ordinal,
      "\"\(Masking.excerpt(text))\" is not among the values that the profile knows for \(field.name).",
      "Known are \(known.map { "\"\($0)\"" }.joined(separator: ", ")).\(near) Correct the row, or add the value to values: \(field.name)."
    )
    return nil
  }

  // MARK: Values

  func amount(_ field: CSVField, in currency: Currency) -> Money? {
    guard let text = text(field) else { return nil }
    return amount(text, field, columns.ordinals[field.rawValue], currency)
  }

  func amount(_ text: String, _ field: CSVField?, _ ordinal: Int, _ currency: Currency) -> Money? {
    guard let decimal = numbers.amount(text.utf8) else {
      report(
        "csv.amount", field, ordinal, "\"\(Masking.excerpt(text))\" is not an amount in the declared form.",
        "Amounts look like \(numbers.example). Correct the row, or numbers: of profile \"\(profile.name)\".")
      return nil
    }
    guard let money = decimal.statedMoney(in: currency) else {
      report(
        "csv.amount", field, ordinal,
        "\"\(Masking.excerpt(text))\" is more precise or larger than an amount in \(currency) can be.",
        "Amounts in \(currency) have at most \(currency.minorUnitDigits) decimals; nothing is rounded. Correct the row.")
      return nil
    }
    return money
  }

  func percent(_ field: CSVField) -> ExactDecimal? {
    guard let text = text(field) else { return nil }
    if let percent = numbers.percent(text.utf8), percent.mantissa >= 0 { return percent }
    report(
      "csv.percent", field, columns.ordinals[field.rawValue],
      "\"\(Masking.excerpt(text))\" is not a percentage in the declared form.",
      "Percentages are written like amounts, without a sign of percent: \(numbers.example).")
    return nil
  }

  func date(_ field: CSVField) -> CalendarDate? {
    guard let text = text(field) else { return nil }
    return date(text, field, columns.ordinals[field.rawValue])
  }

  func date(_ text: String, _ field: CSVField?, _ ordinal: Int) -> CalendarDate? {
    if let date = profile.dates.date(text.utf8) { return date }
    let years = CalendarDate.years
    report(
      "csv.date", field, ordinal,
      profile.dates.hasShape(text.utf8)
        ? "\"\(Masking.excerpt(text))\" is no day of the calendar, or not of the years \(years.lowerBound) to \(years.upperBound)."
        : "\"\(Masking.excerpt(text))\" is not a date of the form \(profile.dates.text).",
      "Correct the row, or dateFormat: of profile \"\(profile.name)\".")
    return nil
  }

  func flag(_ field: CSVField) -> Bool {
    guard let text = text(field) else { return false }
    switch text.lowercased() {
    case "1", "true", "yes", "y", "x": return true
    case "0", "false", "no", "n": return false
    default:
      report(
        "csv.flag", field, columns.ordinals[field.rawValue], "\"\(Masking.excerpt(text))\" is neither yes nor no.",
        "Known are 1, true, yes, y, x and 0, false, no, n; map other words under values: \(field.name).")
      return false
    }
  }

  func choice(_ field: CSVField, of ordinals: [Int]? = nil) -> String? {
    guard let text = text(field, of: ordinals) else { return nil }
    let choices = field.definition.choices
    if choices.contains(text) { return text }
    report(
      "csv.value", field, (ordinals ?? columns.ordinals)[field.rawValue],
      "\"\(Masking.excerpt(text))\" is not a value of \(field.name).",
      "Known are \(choices.joined(separator: ", ")); map other words under values: \(field.name).")
    return nil
  }

  /// The value, or a finding that it is missing.
  func required<Value>(_ field: CSVField, _ value: Value?) -> Value? {
    if value == nil, !isBad { missing(field) }
    return value
  }

  func missing(_ field: CSVField, _ message: String? = nil) {
    report(
      "csv.required", field, columns.ordinals[field.rawValue], message ?? "\(field.name) is empty.",
      "A row like this cannot be read without it. Correct the row.")
  }

  // MARK: Findings

  func report(_ rule: String, _ field: CSVField?, _ ordinal: Int, _ message: String, _ remedy: String) {
    isBad = true
    findings.append(Finding(rule, .error, message, remedy: remedy, place: place(ordinal), term: field?.name))
  }

  func warn(_ rule: String, _ term: String, _ ordinal: Int, _ message: String, _ remedy: String) {
    findings.append(Finding(rule, .warning, message, remedy: remedy, place: place(ordinal), term: term))
  }

  func place(_ ordinal: Int) -> Finding.Place {
    let field = ordinal >= 0 && ordinal < scanner.fields.count ? scanner.fields[ordinal] : nil
    return Finding.Place(
      line: scanner.recordLine, column: ordinal >= 0 ? ordinal + 1 : nil,
      byteOffset: scanner.recordOffset + (field?.start ?? 0), path: columns.name(ordinal).map { Masking.excerpt($0) },
      message: row)
  }
}
