/// Numbers that are handed out for tests and belong to nobody.
public enum ArtificialCodes: Hashable, Sendable {
  case accepted
  /// HETU 900–999, Norwegian month + 80, Swedish 980–999.
  case refused
}

/// Which remainder of the first check digit a Norwegian number may have.
public enum NorwegianControl: Hashable, Sendable {
  /// Numbers issued before 2032-01-01: the first check digit closes to 0.
  case issuedBefore2032
  /// Numbers issued from 2032-01-01 may close to 0, 1, 2 or 3; the second check digit stays.
  ///
  /// Source: Skatteetaten, "New control digits for national identity numbers from 2032".
  case issuedFrom2032
}

extension PersonalIdentityCode {
  /// Finnish personal identity code (HETU), kept as `ddmmyySnnnC`. The century sign is part of the code: two signs, two persons.
  ///
  /// Source: valtioneuvoston asetus väestötietojärjestelmästä 128/2010 2 §, with the signs of 2023
  /// (DVV, "Henkilötunnuksen uudistus").
  public init?(finnish text: String, artificial: ArtificialCodes = .accepted) {
    guard let bytes = CheckDigits.compact(text), let parts = FinnishCodeParts(bytes), parts.hasValidCheck,
      artificial == .accepted || parts.individual < 900
    else { return nil }
    self.init(unchecked: CheckDigits.text(bytes))
  }

  /// Swedish personnummer or samordningsnummer (day + 60), kept as `yymmdd-nnnn`, with `+` from the year in which the person
  /// turns 100. `inYear` (of the document that states it) settles that sign for the form of twelve digits, which states the century and
  /// no sign; without it, only who was born before 1900 has the plus.
  ///
  /// Source: folkbokföringslagen (1991:481) 18 §; lag (2022:1697) om samordningsnummer; Skatteverket SKV 704.
  public init?(swedish text: String, inYear: Int? = nil, artificial: ArtificialCodes = .accepted) {
    guard let bytes = CheckDigits.compact(text), let parts = SwedishCodeParts(bytes, inYear: inYear),
      artificial == .accepted || parts.individual < 980
    else { return nil }
    self.init(unchecked: parts.canonical)
  }

  /// Norwegian fødselsnummer, D-number (day + 40) or synthetic number (month + 80): eleven digits.
  ///
  /// Source: forskrift til folkeregisterloven § 2-2-3; Skatteetaten, "National identity number, controls".
  public init?(
    norwegian text: String, control: NorwegianControl = .issuedBefore2032, artificial: ArtificialCodes = .accepted
  ) {
    guard var bytes = CheckDigits.compact(text) else { return nil }
    if bytes.count == 12, bytes[6] == 0x2D { bytes.remove(at: 6) }
    guard let parts = NorwegianCodeParts(bytes, control: control), artificial == .accepted || !parts.isSynthetic else {
      return nil
    }
    self.init(unchecked: CheckDigits.text(bytes))
  }

  /// The code that a field holds. With a country of FI, SE or NO only that country's form counts, so that a mistyped code of one
  /// is never taken for another's; without, each is tried, the one with the strongest check first.
  public static func recognise(_ text: String, country: String?, inYear: Int? = nil) -> PersonalIdentityCode? {
    // The shortest is ten digits.
    guard text.utf8.count >= 10 else { return nil }
    return switch country.map(Country.home) {
    case "FI": PersonalIdentityCode(finnish: text)
    case "SE": PersonalIdentityCode(swedish: text, inYear: inYear)
    case "NO": PersonalIdentityCode(norwegian: text)
    default:
      PersonalIdentityCode(finnish: text) ?? PersonalIdentityCode(norwegian: text)
        ?? PersonalIdentityCode(swedish: text, inYear: inYear)
    }
  }
}

/// A HETU taken apart: a real day, a known century sign, three digits, a check character of the alphabet.
struct FinnishCodeParts {
  let individual: Int
  let hasValidCheck: Bool
  let sign: UInt8
  let check: UInt8

  private static let alphabet = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)

  /// `bytes`: eleven, letters in upper case.
  init?(_ bytes: some RandomAccessCollection<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count == 11, let date = CheckDigits.digits(bytes[..<6]), let number = CheckDigits.digits(bytes[7..<10]),
      let century = FinnishCodeParts.century(bytes[6]), let value = FinnishCodeParts.alphabet.firstIndex(of: bytes[10])
    else { return nil }
    let day = date[0] * 10 + date[1]
    let month = date[2] * 10 + date[3]
    individual = number[0] * 100 + number[1] * 10 + number[2]
    guard isDay(year: century + date[4] * 10 + date[5], month: month, day: day), individual >= 2 else { return nil }
    sign = bytes[6]
    check = bytes[10]
    hasValidCheck = (date + number).reduce(0) { ($0 * 10 + $1) % 31 } == value
  }

  private static func century(_ sign: UInt8) -> Int? {
    switch sign {
    case 0x2B: 1800
    case 0x2D, 0x59, 0x58, 0x57, 0x56, 0x55: 1900  // - Y X W V U
    case 0x41, 0x42, 0x43, 0x44, 0x45, 0x46: 2000  // A B C D E F
    default: nil
    }
  }
}

/// A Swedish personal number taken apart: a real day (or day + 60), Luhn over the last ten digits.
struct SwedishCodeParts {
  let individual: Int
  let canonical: String

  /// `bytes`: ten or twelve digits, with or without `-` or `+` before the last four.
  init?(_ bytes: [UInt8], inYear: Int?) {
    var digitBytes = bytes
    var sign: UInt8?
    if bytes.count == 11 || bytes.count == 13 {
      let place = bytes.count - 5
      guard bytes[place] == 0x2D || bytes[place] == 0x2B else { return nil }
      sign = bytes[place]
      digitBytes.remove(at: place)
    }
    guard digitBytes.count == 10 || digitBytes.count == 12, let all = CheckDigits.digits(digitBytes) else { return nil }
    let ten = Array(all.suffix(10))
    let dayField = ten[4] * 10 + ten[5]
    let day = dayField > 60 ? dayField - 60 : dayField
    let month = ten[2] * 10 + ten[3]
    if all.count == 12 {
      let year = all[0] * 1000 + all[1] * 100 + all[2] * 10 + all[3]
      guard (1800...2099).contains(year), isDay(year: year, month: month, day: day) else { return nil }
      sign = year < 1900 || inYear.map { year + 100 <= $0 } == true ? 0x2B : 0x2D
    } else {
      // The century is open: 1900 + yy is no leap year for yy = 0 only, 2000 + yy is, so the kinder of the two decides.
      guard isDay(year: 2000 + ten[0] * 10 + ten[1], month: month, day: day) else { return nil }
    }
    guard CheckDigits.luhn(ten) else { return nil }
    individual = ten[6] * 100 + ten[7] * 10 + ten[8]
    let tail = digitBytes.suffix(10)
    canonical = CheckDigits.text(Array(tail.prefix(6)) + [sign ?? 0x2D] + Array(tail.suffix(4)))
  }
}

/// A Norwegian number taken apart: a real day (or day + 40), month (or month + 80) and both check digits.
struct NorwegianCodeParts {
  let isSynthetic: Bool

  /// `bytes`: eleven digits.
  init?(_ bytes: some RandomAccessCollection<UInt8>, control: NorwegianControl) {
    guard bytes.count == 11, let digits = CheckDigits.digits(bytes) else { return nil }
    let dayField = digits[0] * 10 + digits[1]
    let monthField = digits[2] * 10 + digits[3]
    let day = dayField > 40 ? dayField - 40 : dayField
    let month = monthField > 80 ? monthField - 80 : monthField
    isSynthetic = monthField > 80
    let individual = digits[6] * 100 + digits[7] * 10 + digits[8]
    guard
      let year = NorwegianCodeParts.year(digits[4] * 10 + digits[5], individual: individual),
      isDay(year: year, month: month, day: day)
    else { return nil }
    let first = CheckDigits.weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11
    let second = CheckDigits.weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11
    guard second == 0, first == 0 || (control == .issuedFrom2032 && first <= 3) else { return nil }
  }

  /// The year of birth, whose century stands in the individual number.
  private static func year(_ two: Int, individual: Int) -> Int? {
    switch (individual, two) {
    case (0...499, _): 1900 + two
    case (500...749, 54...99): 1800 + two
    case (500...999, 0...39): 2000 + two
    case (900...999, 40...99): 1900 + two
    default: nil
    }
  }
}

private func isDay(year: Int, month: Int, day: Int) -> Bool {
  (1...12).contains(month) && day >= 1 && day <= CalendarDate.daysInMonth(year: year, month: month)
}
