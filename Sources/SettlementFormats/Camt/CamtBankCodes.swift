/// Words that banks use, as data.
enum CamtBankCodes {
  /// What may stand before a Finnish transaction code in `BkTxCd/Prtry/Cd`: the code of the old statement field behind `+`.
  ///
  /// Source: Federation of Finnish Financial Services, ISO 20022 bank-to-customer guide 1.3 (`NTRF+705…`); Danske Bank (`NTAV`).
  static let finnishPrefixes = ["NTRF+", "NTRF", "NTAV+", "NTAV"]
  /// Finnish transaction codes of the line that sums up a day's reference payments, of which files of payments tell singly.
  ///
  /// Source: Finance Finland, machine-readable account statement 3.3, list of transaction codes.
  static let finnishLumps = ["705"]
  /// Text in an identifier's place that says that there is none.
  ///
  /// Source: SEPA implementation guidelines (`NOTPROVIDED`); SWIFT MT940 field 61 (`NONREF`).
  static let noIdentifier = ["NOTPROVIDED", "NONREF"]

  /// `705`, `NTRF+705Viitesiirto`, `705 VIITESIIRROT`; not `7051`.
  static func isFinnishLump(_ code: String) -> Bool {
    var body = Substring(code)
    if let prefix = finnishPrefixes.first(where: { code.hasPrefix($0) }) { body = body.dropFirst(prefix.count) }
    return finnishLumps.contains { lump in
      body.hasPrefix(lump) && !(body.dropFirst(lump.count).utf8.first.map(CamtText.isDigit) ?? false)
    }
  }

  static func isIdentifier(_ text: String) -> Bool { !noIdentifier.contains(text) }
}
