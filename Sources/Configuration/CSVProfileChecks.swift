import Receivables

/// What must hold between the parts of a CSV profile.
struct CSVProfileChecks {
  let profile: CSVProfile
  let section: ConfigurationMapping

  func check() {
    checkFields()
    checkConstants()
    checkValues()
    checkHeader()
    checkIdentification()
    checkStatedDate()
    checkOpenItems()
    checkTrailer()
  }

  private var kinds: Set<CSVRowKind> { Set(profile.rowKinds) }

  private func place(_ keys: String...) -> ConfigurationValue {
    for key in keys { if let value = section[key] { return value } }
    return section.value
  }

  private func has(_ field: CSVField) -> Bool { profile.columns[field] != nil || profile.constants[field] != nil }

  private func entries(_ key: String) -> [(field: CSVField, value: ConfigurationValue)] {
    // Unknown names were told of when the entries were first read.
    (section[key]?.entries() ?? []).compactMap { entry in CSVField(name: entry.name).map { ($0, entry.value) } }
  }

  private func checkFields() {
    for kind in profile.rowKinds {
      let missing = CSVField.allCases.filter { $0.definition.requiredFor.contains(kind) && !has($0) }.map(\.name)
      if !missing.isEmpty {
        place("columns").problem(
          "Rows of kind \(kind.rawValue) need \(missing.joined(separator: ", ")), as columns or constants.")
      }
    }
    for key in ["columns", "constants"] {
      for (field, value) in entries(key) where field.definition.rowKinds.isDisjoint(with: kinds) {
        let owners = CSVRowKind.allCases.filter { field.definition.rowKinds.contains($0) }.map(\.rawValue)
        value.problem(
          "No row of this profile has this field; it belongs to rows of kind \(owners.joined(separator: ", ")).")
      }
    }
    if kinds.isDisjoint(with: [.invoice, .creditNote]) {
      section["coDebtors"]?.problem("Only invoices have co-debtors.")
      section["fees"]?.problem("Only invoices have reminder fees.")
    }
    for (index, columns) in profile.coDebtors.enumerated() where columns[.customerName] == nil {
      place("coDebtors").problem("Co-debtor \(index + 1) needs the column customerName.")
    }
  }

  private func checkConstants() {
    for (field, value) in entries("constants") {
      if profile.columns[field] != nil { value.problem("The field has a column too; one of the two is enough.") }
      guard let text = profile.constants[field] else { continue }
      switch field.definition.type {
      case .choice: _ = value.word(field.definition.choices, what: "a value of \(field.name)")
      case .flag: _ = value.flag()
      case .date:
        if profile.dates.date(text.utf8) == nil {
          value.problem("\"\(Masking.excerpt(text))\" is not a date of the form \(profile.dates.text).")
        }
      case .amount, .percent: value.problem("An amount cannot be the same on every row; map a column.")
      case .text:
        if field == .currency, Currency(text) == nil {
          value.problem("\"\(Masking.excerpt(text))\" is not a currency of three capital letters (ISO 4217).")
        }
      }
    }
  }

  private func checkValues() {
    for (field, value) in entries("values") {
      let isOfCoDebtor = profile.coDebtors.contains { $0[field] != nil }
      if profile.columns[field] == nil, !isOfCoDebtor { value.problem("The field has no column whose values could be mapped.") }
      for item in value.entries() where !item.value.isEmpty {
        switch field.definition.type {
        case .choice: _ = item.value.word(field.definition.choices, what: "a value of \(field.name)")
        case .flag: _ = item.value.flag()
        case .text, .amount, .percent, .date: break
        }
      }
    }
  }

  private func checkHeader() {
    guard !profile.dialect.hasHeader else { return }
    if !profile.match.header.isEmpty { place("match").problem("match: header needs a header row, and headerRow is no.") }
    let names = headerNames
    if !names.isEmpty {
      place("columns").problem(
        "Without a header row columns are positions counted from 1, not names: \(names.map { "\"\($0)\"" }.joined(separator: ", "))."
      )
    }
  }

  /// Columns that are named, in the order of the fields.
  private var headerNames: [String] {
    var columns = CSVField.allCases.compactMap { profile.columns[$0] }
    for coDebtor in profile.coDebtors { columns += CSVField.allCases.compactMap { coDebtor[$0] } }
    columns += profile.fees.flatMap { [$0.amount, $0.date] }
    if case .column(let column, _) = profile.company { columns.append(column) }
    if case .column(let column, _) = profile.rowKind { columns.append(column) }
    if case .column(let column) = profile.statedDate { columns.append(column) }
    if let column = profile.trailer?.totalOf { columns.append(column) }
    return columns.compactMap { column in
      if case .header(let name) = column { return name }
      return nil
    }
  }

  /// A payment or hold that names nothing could never be put anywhere.
  private func checkIdentification() {
    if kinds.contains(.payment), !has(.number), !has(.reference), !has(.customerNumber) {
      place("columns").problem("Payments need number, reference or customerNumber, or nothing can be found that they pay.")
    }
    if kinds.contains(.hold), !has(.number), !has(.customerNumber) {
      place("columns").problem("Holds need number or customerNumber.")
    }
  }

  private func checkStatedDate() {
    let canUse = kinds.contains(.payment) || kinds.contains(.openItem) || (kinds.contains(.invoice) && has(.openAmount))
    if let value = section["statedDate"], !canUse {
      value.problem("Only payments, open items and open amounts have a stated date.")
    }
    switch profile.statedDate {
    case .newestPayment:
      if !kinds.contains(.payment) { place("statedDate").problem("newestPayment is for payments.") }
    case .skippedRow(let row, _):
      if row > profile.dialect.skipRows {
        place("statedDate").problem("Row \(row) is not among the \(profile.dialect.skipRows) rows that skipRows leaves out.")
      }
    case .trailer:
      if profile.trailer == nil { place("statedDate").problem("The profile has no trailer.") }
    case .constant, .fileName, .column, nil: break
    }
    if kinds.contains(.invoice), has(.openAmount), !has(.openAsOf) {
      switch profile.statedDate {
      case .constant, .fileName, .column, .skippedRow: break
      case .trailer, .newestPayment, nil:
        place("columns").problem("openAmount needs openAsOf, or a statedDate that is known before the row.")
      }
    }
  }

  private func checkOpenItems() {
    guard kinds.contains(.openItem) else {
      section["openItems"]?.problem("Only rows of kind openItem have it.")
      return
    }
    if profile.rowKind != .constant(.openItem) {
      place("rowKind").problem("An open-items list has open items only: say rowKind: openItem.")
    }
    if section["statedDate"] == nil {
      section.value.problem("An open-items list needs statedDate: as of when its items are open.")
    }
    if profile.openItems.isComplete, case .column = profile.company {
      place("openItems").problem("A complete list is of one company: take the company from a constant or a sub-folder.")
    }
  }

  private func checkTrailer() {
    guard let trailer = profile.trailer else { return }
    if trailer.count == nil, trailer.total == nil, !(profile.statedDate.map(isTrailer) ?? false) {
      place("trailer").problem("A trailer that neither counts nor sums proves nothing: say count, total or both.")
    }
    if trailer.totalOf != nil, trailer.total == nil { place("trailer").problem("totalOf belongs to total.") }
    let amounts = Set([CSVField.amountDue, .amount, .openAmount].compactMap { profile.columns[$0] })
    if trailer.total != nil, trailer.totalOf == nil, amounts.count != 1 {
      place("trailer").problem("Say totalOf: the profile has \(amounts.count) columns that the total could sum.")
    }
  }

  private func isTrailer(_ date: CSVProfile.StatedDate) -> Bool {
    if case .trailer = date { return true }
    return false
  }
}
