import Receivables

/// Parts of a CSV profile that say where something stands and what it means.
enum CSVPlaces {
  enum Fields {
    case allFields, partyFields

    var names: [String] {
      CSVField.definitions.filter { self == .allFields || $0.isOfParty }.map(\.name)
    }
  }

  /// A plain number is a position; anything else is a header.
  static func column(_ value: ConfigurationValue) -> CSVProfile.Column? {
    if value.isPlain, let text = value.scalarText, !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return value.integer(1...10_000).map { .position($0) }
    }
    return value.text().map { .header($0) }
  }

  static func columns(_ value: ConfigurationValue, of fields: Fields) -> [CSVField: CSVProfile.Column] {
    var columns: [CSVField: CSVProfile.Column] = [:]
    for (field, entry) in byField(value, fields) { columns[field] = column(entry) }
    return columns
  }

  static func byField(_ value: ConfigurationValue, _ fields: Fields) -> [(field: CSVField, value: ConfigurationValue)] {
    let names = fields.names
    return value.entries().compactMap { entry in
      if names.contains(entry.name), let field = CSVField(name: entry.name) { return (field, entry.value) }
      entry.key.problem(
        fields == .partyFields && CSVField(name: entry.name) != nil ? "This is no field of a co-debtor." : "Unknown field.",
        nearest: nearest(entry.name, among: names))
      return nil
    }
  }

  static func constants(_ value: ConfigurationValue?) -> [CSVField: String] {
    var constants: [CSVField: String] = [:]
    guard let value else { return constants }
    for (field, entry) in byField(value, .allFields) { constants[field] = entry.text() }
    return constants
  }

  static func values(_ value: ConfigurationValue?) -> [CSVField: [String: String]] {
    var values: [CSVField: [String: String]] = [:]
    guard let value else { return values }
    for (field, entry) in byField(value, .allFields) {
      var map: [String: String] = [:]
      for item in entry.entries() { map[item.name] = item.value.isEmpty ? "" : item.value.text() }
      values[field] = map
    }
    return values
  }

  static func company(_ value: ConfigurationValue, companies: [String]) -> CSVProfile.CompanyPlace? {
    guard let section = value.section(.companyPlace), let (key, place) = section.oneOf(["constant", "folder", "column"]) else {
      return nil
    }
    if key != "column" { section["values"]?.problem("values belongs to column.") }
    switch key {
    case "constant": return place.word(companies, what: "a company of this file").map { .constant($0) }
    case "folder": return place.integer(1...16).map { .folder($0) }
    default:
      var map: [String: String] = [:]
      for entry in section["values"]?.entries() ?? [] {
        map[entry.name] = entry.value.word(companies, what: "a company of this file")
      }
      return column(place).map { .column($0, values: map) }
    }
  }

  static func rowKind(_ value: ConfigurationValue) -> CSVProfile.RowKindPlace? {
    let kinds = CSVRowKind.allCases.filter { $0 != .ignore }.map(\.rawValue)
    if value.scalarText != nil {
      return value.word(kinds, what: "a row kind").flatMap(CSVRowKind.init(rawValue:)).map { .constant($0) }
    }
    guard let section = value.section(.rowKind), let place = section.required("column"),
      let list = section.required("values")
    else { return nil }
    var map: [String: CSVRowKind] = [:]
    for entry in list.entries() {
      map[entry.name] = entry.value.choice(CSVRowKind.self, what: "a row kind")
    }
    if !map.values.contains(where: { $0 != .ignore }) { list.problem("No value means a row that Perille reads.") }
    return column(place).map { .column($0, values: map) }
  }

  static func fee(_ value: ConfigurationValue) -> CSVProfile.FeeColumns? {
    guard let section = value.section(.fee) else { return nil }
    let amount = section.required("amount").flatMap(column)
    let date = section.required("date").flatMap(column)
    guard let amount, let date else { return nil }
    return CSVProfile.FeeColumns(amount: amount, date: date)
  }

  static func trailer(_ value: ConfigurationValue) -> CSVProfile.Trailer? {
    guard let section = value.section(.trailer), let marker = section.required("marker")?.text() else { return nil }
    return CSVProfile.Trailer(
      markerPosition: section["position"]?.integer(1...10_000) ?? 1, marker: marker,
      count: section["count"]?.integer(1...10_000), total: section["total"]?.integer(1...10_000),
      totalOf: section["totalOf"].flatMap(column))
  }

  static func statedDate(_ value: ConfigurationValue) -> CSVProfile.StatedDate? {
    guard let section = value.section(.statedDate),
      let (key, place) = section.oneOf(["constant", "fileName", "column", "row", "trailer", "newestPayment"])
    else { return nil }
    if key != "row" { section["position"]?.problem("position belongs to row.") }
    switch key {
    case "constant": return place.date().map { .constant($0) }
    case "column": return column(place).map { .column($0) }
    case "trailer": return place.integer(1...10_000).map { .trailer(position: $0) }
    case "row":
      let position = section["position"].map { $0.integer(1...10_000) } ?? 1
      guard let row = place.integer(1...1000), let position else { return nil }
      return .skippedRow(row, position: position)
    case "newestPayment":
      guard place.flag() == true else {
        place.problem("Only yes has a meaning here; leave statedDate out otherwise.")
        return nil
      }
      return .newestPayment
    default:
      guard let text = place.text() else { return nil }
      if let pattern = DatedNamePattern(text) { return .fileName(pattern) }
      place.problem(
        "\"\(Masking.excerpt(text))\" does not hold one date pattern of fixed width in braces, such as payments_{yyyyMMdd}.csv.")
      return nil
    }
  }
}
