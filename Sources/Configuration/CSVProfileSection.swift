import Receivables

/// `csv.NAME`
struct CSVProfileSection {
  private(set) var profile: CSVProfile

  /// nil when so much is wrong that no profile comes of it; the problems say what.
  init?(_ name: String, _ value: ConfigurationValue, companies: [String]) {
    guard let section = value.section(.profile) else { return nil }
    let match = section.required("match").flatMap { CSVProfileSection.match($0) }
    let dialect = CSVProfileSection.dialect(section)
    let numbers = section.required("numbers").flatMap { CSVProfileSection.numbers($0) }
    let dates = section.required("dateFormat").flatMap { CSVProfileSection.datePattern($0) }
    let company = section.required("company").flatMap { CSVPlaces.company($0, companies: companies) }
    let rowKind = section.required("rowKind").flatMap { CSVPlaces.rowKind($0) }
    let columns = section.required("columns").map { CSVPlaces.columns($0, of: .allFields) }
    let signs = CSVProfileSection.signs(section["signs"])
    let trailer = section["trailer"].flatMap { CSVPlaces.trailer($0) }
    let statedDate = section["statedDate"].flatMap { CSVPlaces.statedDate($0) }
    let openItems = CSVProfileSection.openItems(section["openItems"])
    let fees = (section["fees"]?.list() ?? []).compactMap { CSVPlaces.fee($0) }
    let coDebtors = (section["coDebtors"]?.list() ?? []).map { CSVPlaces.columns($0, of: .partyFields) }
    let constants = CSVPlaces.constants(section["constants"])
    let values = CSVPlaces.values(section["values"])
    guard let match, let dialect, let numbers, let dates, let company, let rowKind, let columns else { return nil }
    profile = CSVProfile(
      name: name, match: match, dialect: dialect, numbers: numbers, dates: dates, company: company, rowKind: rowKind,
      columns: columns, constants: constants, values: values, coDebtors: coDebtors, fees: fees, signs: signs,
      trailer: trailer, statedDate: statedDate, openItems: openItems)
    CSVProfileChecks(profile: profile, section: section).check()
    if var rules = profile.trailer, rules.total != nil, rules.totalOf == nil {
      rules.totalOf = [CSVField.amountDue, .amount, .openAmount].compactMap { profile.columns[$0] }.first
      profile.trailer = rules
    }
  }

  private static func match(_ value: ConfigurationValue) -> CSVProfile.Match? {
    guard let section = value.section(.match) else { return nil }
    let match = CSVProfile.Match(
      folders: (section["folders"]?.texts() ?? []).map { GlobPattern($0) },
      names: (section["name"]?.texts() ?? []).map { GlobPattern($0) }, header: section["header"]?.texts() ?? [])
    if match.folders.isEmpty, match.names.isEmpty, match.header.isEmpty {
      value.problem("At least one of folders, name, header is needed: a profile is never for every file.")
    }
    return match
  }

  private static func dialect(_ section: ConfigurationMapping) -> CSVProfile.Dialect? {
    let encoding = section.required("encoding").flatMap { $0.choice(CSVProfile.Encoding.self, what: "an encoding") }
    let separator = section.required("separator").flatMap { character($0, words: ["tab": 0x09]) }
    var quote: UInt8? = 0x22
    if let value = section["quote"] {
      if value.scalarText == "none" {
        quote = nil
      } else if let character = character(value, words: [:]) {
        quote = character
        if character == separator { value.problem("The quotation mark cannot be the separator.") }
      }
    }
    let skipRows = section["skipRows"]?.integer(0...1000) ?? 0
    let hasHeader = section["headerRow"]?.flag() ?? true
    let emptyValues = section["emptyValues"]?.texts() ?? []
    guard let encoding, let separator else { return nil }
    return CSVProfile.Dialect(
      encoding: encoding, separator: separator, quote: quote, skipRows: skipRows, hasHeader: hasHeader,
      emptyValues: emptyValues)
  }

  /// One printable ASCII character that is neither a letter nor a digit, or a word for one.
  static func character(_ value: ConfigurationValue, words: [String: UInt8]) -> UInt8? {
    guard let text = value.text() else { return nil }
    if let byte = words[text] { return byte }
    if text == "\t" { return 0x09 }
    if text.utf8.count == 1, let byte = text.utf8.first, (0x20...0x7E).contains(byte) {
      let isWordly = (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
      if !isWordly { return byte }
    }
    let known = words.keys.sorted().map { " or the word \($0)" }.joined()
    value.problem("\"\(Masking.excerpt(text))\" is not one character such as \";\"\(known).")
    return nil
  }

  private static func numbers(_ value: ConfigurationValue) -> CSVProfile.NumberFormat? {
    guard let section = value.section(.numbers) else { return nil }
    let mark = section.required("decimalMark")?.word([",", ".", "none"], what: "a decimal mark")
    let grouping = section["grouping"].map { $0.choice(CSVProfile.NumberFormat.Grouping.self, what: "a grouping") }
    let implied = section["impliedDecimals"]?.integer(0...4) ?? 0
    let trailingMinus = section["trailingMinus"]?.flag() ?? false
    guard let mark, let grouping = grouping ?? CSVProfile.NumberFormat.Grouping.none else { return nil }
    if implied > 0, mark != "none" { value.problem("With impliedDecimals amounts have no decimal mark: say decimalMark: none.") }
    if (mark == "," && grouping == .comma) || (mark == "." && grouping == .point) {
      value.problem("The same character cannot be the decimal mark and stand between groups of digits.")
    }
    return CSVProfile.NumberFormat(
      decimalMark: mark == "none" ? nil : mark.utf8.first, grouping: grouping, trailingMinus: trailingMinus,
      impliedDecimals: implied)
  }

  private static func datePattern(_ value: ConfigurationValue) -> DatePattern? {
    guard let text = value.text() else { return nil }
    if let pattern = DatePattern(text) { return pattern }
    value.problem(
      "\"\(Masking.excerpt(text))\" is not a date pattern: yyyy or yy, MM or M, dd or d, each once, M is the month and m the minute."
    )
    return nil
  }

  private static func signs(_ value: ConfigurationValue?) -> CSVProfile.Signs {
    guard let section = value?.section(.signs) else { return CSVProfile.Signs() }
    let sign = { (key: String) in section[key].flatMap { $0.choice(CSVProfile.Signs.Sign.self, what: "a sign") } ?? .positive }
    let negative = section["negativeInvoices"].flatMap { $0.choice(CSVProfile.Signs.NegativeInvoice.self, what: "a choice") }
    return CSVProfile.Signs(creditNotes: sign("creditNotes"), payments: sign("payments"), negativeInvoices: negative ?? .refuse)
  }

  private static func openItems(_ value: ConfigurationValue?) -> CSVProfile.OpenItemRules {
    guard let section = value?.section(.openItems) else { return CSVProfile.OpenItemRules() }
    return CSVProfile.OpenItemRules(
      isComplete: section["complete"]?.flag() ?? false,
      maximumShrinkPercent: section["maximumShrinkPercent"]?.integer(0...100) ?? 20)
  }
}
