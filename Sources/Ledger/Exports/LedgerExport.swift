import Receivables

/// A format in which an accountant's program takes vouchers over. Writing changes nothing in the journal, and the same vouchers give
/// the same bytes.
public protocol LedgerExport: Sendable {
  /// Its word in `perille.yaml` and in commands: `sie`.
  var id: String { get }
  /// What a file of this format holds, for this company.
  func layout(_ terms: LedgerTerms) -> ExportLayout
  /// The bytes of one file.
  /// - Throws: only for a defect of the program; what vouchers say is never a reason.
  func encode(_ part: ExportPart) throws -> EncodedPart
}

/// What is the same for every file of an export. The day of the export is not among it: a file with that day in it would be another
/// one every day, so that formats that ask for such a day get that of the newest voucher.
public struct ExportContext: Hashable, Sendable {
  public var company: Company
  public var terms: LedgerTerms
  /// Name and version, as files state them: `perille 0.3`.
  public var program: String
  public init(company: Company, terms: LedgerTerms, program: String) {
    self.company = company
    self.terms = terms
    self.program = program
  }
}

/// How vouchers are divided into files, and what a file's name is made of.
public struct ExportLayout: Hashable, Sendable {
  public enum Accounts: Hashable, Sendable {
    /// Named by role: no chart is needed.
    case roles
    /// Numbers of a chart that a person has confirmed.
    case numbers
    /// The same, and they are digits only.
    case digits
  }

  public enum Currencies: Hashable, Sendable {
    /// Each amount names its currency.
    case together
    /// One a file. Amounts have at most so many decimals.
    case apart(decimals: Int)
    /// No currency is stated, because the program that reads it has only this one.
    case only(Currency)
  }

  public var accounts: Accounts
  public var currencies: Currencies
  /// Most vouchers of a file.
  public var largest: Int
  /// Before series and number in a file's name.
  public var prefix: String
  /// After the point.
  public var suffix: String
  public init(accounts: Accounts, currencies: Currencies, largest: Int = 5_000, prefix: String = "", suffix: String) {
    self.accounts = accounts
    self.currencies = currencies
    self.largest = largest
    self.prefix = prefix
    self.suffix = suffix
  }
}

/// The vouchers of one file: of one fiscal year and series, in the order of their numbers, at least one.
public struct ExportPart: Sendable {
  public var vouchers: [Voucher]
  public var fiscalYear: FiscalYear
  /// When the format has one a file; postings in others are not among the vouchers' then.
  public var currency: Currency?
  public var chart: ExportChart
  public var context: ExportContext

  /// In the order of `AccountRole`.
  var roles: [AccountRole] {
    var used: Set<AccountRole> = []
    for voucher in vouchers { for posting in voucher.draft.postings { used.insert(posting.role) } }
    return AccountRole.allCases.filter(used.contains)
  }

  var currenciesInUse: [Currency] {
    var used: Set<Currency> = []
    for voucher in vouchers { for posting in voucher.draft.postings { used.insert(posting.amount.currency) } }
    return used.sorted()
  }
}

/// What became of texts that a format could not hold as they are.
public struct TextTally: Hashable, Sendable {
  /// Characters written with others that are nearest (`transliterations.csv`, and signs that a format reserves).
  public var transliterated = 0
  /// Characters written as `?`.
  public var replaced = 0
  /// Texts cut to the greatest length of a field.
  public var cut = 0
  public init() {}
}

/// Bytes of one file, before it has a name.
public struct EncodedPart: Sendable {
  public var bytes: [UInt8]
  public var tally: TextTally
  public init(bytes: [UInt8], tally: TextTally = TextTally()) {
    self.bytes = bytes
    self.tally = tally
  }
}

/// One file of an export.
public struct ExportedFile: Hashable, Sendable {
  /// Without folders; ASCII letters, digits, hyphens, a point. No two files of a company have the same, unless they hold the same
  /// vouchers.
  public var name: String
  public var bytes: [UInt8]
  /// JSON: control totals, hash of the bytes, head of the chain. Belongs beside the file, as `manifestName`.
  public var manifest: [UInt8]
  /// Which of the given vouchers it holds: their indices, ascending.
  public var vouchers: [Int]
  /// What a person should know of it; never an error.
  public var findings: [Finding]

  public var manifestName: String { name + ".manifest.json" }
}

/// What an export came to.
public struct ExportResult: Hashable, Sendable {
  public var files: [ExportedFile]
  /// Why vouchers that are in no file are in none: they wait. Severity `error`.
  public var refusals: [Finding]
}
