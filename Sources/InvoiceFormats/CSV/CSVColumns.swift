import Receivables

/// Where in a file the profile's columns are.
struct CSVColumns {
  /// Header names; empty when the file has none.
  private(set) var headers: [String]
  /// Fields that every row must have.
  let width: Int
  /// 0-based ordinal by `CSVField.rawValue`; -1 when the field has no column.
  private(set) var ordinals: [Int]
  private(set) var coDebtors: [[Int]] = []
  private(set) var fees: [(amount: Int, date: Int)] = []
  private(set) var company = -1
  private(set) var rowKind = -1
  private(set) var statedDate = -1
  private(set) var trailerTotal = -1
  private(set) var findings: [Finding] = []

  private let profile: CSVProfile
  private let line: Int

  /// - Parameters:
  ///   - headers: of the header row; nil without one.
  ///   - width: fields of the header, or of the first row.
  init(_ profile: CSVProfile, headers: [String]?, width: Int, line: Int) {
    self.profile = profile
    self.headers = headers ?? []
    self.width = width
    self.line = line
    ordinals = [Int](repeating: -1, count: CSVField.allCases.count)
    if headers != nil { findNamesakes() }
    for field in CSVField.allCases {
      if let column = profile.columns[field] { ordinals[field.rawValue] = find(column, "columns: \(field.name)") }
    }
    for (index, columns) in profile.coDebtors.enumerated() {
      var places = [Int](repeating: -1, count: CSVField.allCases.count)
      for field in CSVField.allCases {
        if let column = columns[field] { places[field.rawValue] = find(column, "coDebtors \(index + 1): \(field.name)") }
      }
      coDebtors.append(places)
    }
    for fee in profile.fees {
      fees.append((find(fee.amount, "fees: amount"), find(fee.date, "fees: date")))
    }
    if case .column(let column, _) = profile.company { company = find(column, "company") }
    if case .column(let column, _) = profile.rowKind { rowKind = find(column, "rowKind") }
    if case .column(let column) = profile.statedDate { statedDate = find(column, "statedDate") }
    if let column = profile.trailer?.totalOf { trailerTotal = find(column, "trailer: totalOf") }
  }

  /// The header's name, or nothing.
  func name(_ ordinal: Int) -> String? { ordinal >= 0 && ordinal < headers.count ? headers[ordinal] : nil }

  private mutating func find(_ column: CSVProfile.Column, _ use: String) -> Int {
    switch column {
    case .position(let position):
      if position >= 1, position <= width { return position - 1 }
      add(
        Finding(
          "csv.column-missing", .error,
          "Column \(position), which the profile reads as \(use), is not there: the rows have \(width) columns.",
          remedy: "Correct the export, or the position in profile \"\(profile.name)\".", place: Finding.Place(line: line)))
    case .header(let name):
      if let index = headers.firstIndex(of: name) { return index }
      let near = nearest(name, among: headers).map { " The nearest name is \"\(Masking.excerpt($0))\"." } ?? ""
      add(
        Finding(
          "csv.column-missing", .error, "The header has no column \"\(name)\", which the profile reads as \(use).\(near)",
          remedy: "Correct the export, or the name in profile \"\(profile.name)\".", place: Finding.Place(line: line, path: name))
      )
    }
    return -1
  }

  private mutating func add(_ finding: Finding) {
    if !findings.contains(where: { $0.message == finding.message }) { findings.append(finding) }
  }

  /// A name that stands twice could mean either column.
  private mutating func findNamesakes() {
    for (index, name) in headers.enumerated() where !name.isEmpty {
      guard let first = headers[..<index].firstIndex(of: name) else { continue }
      add(
        Finding(
          "csv.header-duplicate", .error,
          "Columns \(first + 1) and \(index + 1) are both named \"\(Masking.excerpt(name))\".",
          remedy: "Let every column of the export have its own name.",
          place: Finding.Place(line: line, column: index + 1, path: Masking.excerpt(name))))
    }
  }
}
