import Receivables

/// `companies.KEY.ledger.csv`
enum VoucherCSVSection {
  static func profile(_ value: ConfigurationValue) -> VoucherCSVProfile? {
    guard let section = value.section(.voucherCSV) else { return nil }
    let hasHeading = section["heading"]?.flag() ?? true
    let columns = section.required("columns").map { VoucherCSVSection.columns($0, hasHeading: hasHeading) }
    let separator = section["separator"].flatMap { CSVProfileSection.character($0, words: ["tab": 0x09]) }
    let mark = section["decimalMark"]?.word([",", "."], what: "a decimal mark")?.utf8.first
    let dates = section["dateFormat"]?.choice(VoucherCSVProfile.DateForm.self, what: "a form of dates")
    let encoding = section["encoding"]?.choice(VoucherCSVProfile.Encoding.self, what: "an encoding")
    guard let columns else { return nil }
    var profile = VoucherCSVProfile(columns: columns)
    profile.separator = separator ?? profile.separator
    profile.decimalMark = mark ?? profile.decimalMark
    profile.dateForm = dates ?? profile.dateForm
    profile.encoding = encoding ?? profile.encoding
    profile.hasHeading = hasHeading
    if let place = section["separator"] { checkSeparator(profile, place) }
    return profile
  }

  private static func columns(_ value: ConfigurationValue, hasHeading: Bool) -> [VoucherCSVProfile.Column] {
    var columns: [VoucherCSVProfile.Column] = []
    let items = value.list()
    for item in items {
      guard let section = item.section(.voucherColumn) else { continue }
      let stated = section["heading"]?.text()
      guard let field = section.required("field")?.choice(VoucherCSVProfile.Field.self, what: "a field of a voucher") else {
        continue
      }
      let heading = stated ?? (field == .empty ? "" : field.rawValue)
      if hasHeading, !heading.isEmpty, columns.contains(where: { $0.heading == heading }) {
        item.problem("Two columns are called \"\(Masking.excerpt(heading))\".")
      }
      columns.append(VoucherCSVProfile.Column(heading: heading, field: field))
    }
    // A column that could not be read may be just the one that would be missed.
    if columns.count == items.count { checkSense(Set(columns.map(\.field)), value) }
    return columns
  }

  /// Rows that do not say which account and how much cannot be booked by anyone.
  private static func checkSense(_ fields: Set<VoucherCSVProfile.Field>, _ place: ConfigurationValue) {
    if fields.isDisjoint(with: [.account, .role]) { place.problem("No column says which account: account or role is needed.") }
    if fields.contains(.debit) != fields.contains(.credit) {
      place.problem("debit and credit belong together: one alone leaves half of every voucher out.")
    } else if fields.isDisjoint(with: [.amount, .amountInMinorUnits, .debit]) {
      place.problem("No column says how much: amount, amountInMinorUnits, or debit and credit are needed.")
    }
  }

  private static func checkSeparator(_ profile: VoucherCSVProfile, _ place: ConfigurationValue) {
    if profile.separator == profile.decimalMark { place.problem("The separator cannot be the decimal mark.") }
    // The quotation mark goes around values, the others stand in dates, amounts and numbers of vouchers.
    if [0x22, 0x2D, 0x2E].contains(profile.separator) {
      place.problem("Values hold this character themselves; \";\", tab or \"|\" are usual.")
    }
  }
}
