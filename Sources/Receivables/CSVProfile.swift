/// How one sort of CSV file is read: which files it is for, how their bytes become values, and what the columns mean. Comes from
/// `perille.yaml`, where it has been checked; the reader takes it as it is.
public struct CSVProfile: Hashable, Sendable {
  /// Names it in messages and as a payment source: lower-case letters, digits and hyphens.
  public var name: String
  public var match: Match
  public var dialect: Dialect
  public var numbers: NumberFormat
  public var dates: DatePattern
  public var company: CompanyPlace
  public var rowKind: RowKindPlace
  public var columns: [CSVField: Column]
  /// Values for fields without a column.
  public var constants: [CSVField: String]
  /// Field values as the file writes them → as Perille reads them. A value that is not listed is an error.
  public var values: [CSVField: [String: String]]
  /// Columns of each further debtor.
  public var coDebtors: [[CSVField: Column]]
  public var fees: [FeeColumns]
  public var signs: Signs
  public var trailer: Trailer?
  /// Through which day a payment list speaks, or as of when an open-items list was true.
  public var statedDate: StatedDate?
  public var openItems: OpenItemRules

  /// Which files the profile is for; what is empty is not asked.
  public struct Match: Hashable, Sendable {
    /// Any of these sub-folder paths below `inbox/` or `returns/`.
    public var folders: [GlobPattern]
    /// Any of these name patterns.
    public var names: [GlobPattern]
    /// Columns that must all be in the header.
    public var header: [String]
    public init(folders: [GlobPattern] = [], names: [GlobPattern] = [], header: [String] = []) {
      self.folders = folders
      self.names = names
      self.header = header
    }
  }

  public enum Encoding: String, Hashable, Sendable, CaseIterable {
    /// With or without a byte order mark.
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case latin9 = "iso-8859-15"
    case windows1252 = "windows-1252"
    case cp850
  }

  /// How bytes become fields.
  public struct Dialect: Hashable, Sendable {
    public var encoding: Encoding
    /// One ASCII byte.
    public var separator: UInt8
    /// One ASCII byte; nil when quotes are ordinary characters.
    public var quote: UInt8?
    /// Rows before the header (or before the first row).
    public var skipRows: Int
    public var hasHeader: Bool
    /// Values that mean "empty", besides nothing and blanks.
    public var emptyValues: [String]
    public init(
      encoding: Encoding = .utf8, separator: UInt8 = 0x3B, quote: UInt8? = 0x22, skipRows: Int = 0, hasHeader: Bool = true,
      emptyValues: [String] = []
    ) {
      self.encoding = encoding
      self.separator = separator
      self.quote = quote
      self.skipRows = skipRows
      self.hasHeader = hasHeader
      self.emptyValues = emptyValues
    }
  }

  public struct NumberFormat: Hashable, Sendable {
    public enum Grouping: String, Hashable, Sendable, CaseIterable {
      case none
      /// Blank, no-break space, narrow no-break space.
      case space, point, comma, apostrophe
    }
    /// `,` or `.`; nil when amounts have no decimals or `impliedDecimals`.
    public var decimalMark: UInt8?
    public var grouping: Grouping
    /// `12,50-` is minus 12.50.
    public var trailingMinus: Bool
    /// The last so many digits are decimals: 2 for amounts in cents.
    public var impliedDecimals: Int
    public init(
      decimalMark: UInt8? = 0x2C, grouping: Grouping = .none, trailingMinus: Bool = false, impliedDecimals: Int = 0
    ) {
      self.decimalMark = decimalMark
      self.grouping = grouping
      self.trailingMinus = trailingMinus
      self.impliedDecimals = impliedDecimals
    }
  }

  public enum Column: Hashable, Sendable {
    /// By its header, exactly (blanks around it aside).
    case header(String)
    /// 1-based.
    case position(Int)
  }

  /// Where it stands whose rows these are.
  public enum CompanyPlace: Hashable, Sendable {
    /// Company key.
    case constant(String)
    /// The so-manieth sub-folder (1-based, outermost first) is named by the company's key.
    case folder(Int)
    /// Key, legal id, VAT id or endpoint; `values` maps other codes to keys.
    case column(Column, values: [String: String])
  }

  public enum RowKindPlace: Hashable, Sendable {
    case constant(CSVRowKind)
    case column(Column, values: [String: CSVRowKind])
  }

  /// A reminder fee that was charged, with its date.
  public struct FeeColumns: Hashable, Sendable {
    public var amount: Column
    public var date: Column
    public init(amount: Column, date: Column) {
      self.amount = amount
      self.date = date
    }
  }

  public struct Signs: Hashable, Sendable {
    public enum Sign: String, Hashable, Sendable, CaseIterable { case positive, negative }
    public enum NegativeInvoice: String, Hashable, Sendable, CaseIterable {
      case refuse
      /// A negative invoice row is a credit note.
      case creditNote
    }
    /// How credit notes are written.
    public var creditNotes: Sign
    /// How money that came in is written; the other sign gives it back.
    public var payments: Sign
    public var negativeInvoices: NegativeInvoice
    public init(
      creditNotes: Sign = .positive, payments: Sign = .positive, negativeInvoices: NegativeInvoice = .refuse
    ) {
      self.creditNotes = creditNotes
      self.payments = payments
      self.negativeInvoices = negativeInvoices
    }
  }

  /// The last row, which counts and sums the others.
  public struct Trailer: Hashable, Sendable {
    /// 1-based position and exact value by which it is known.
    public var markerPosition: Int
    public var marker: String
    /// 1-based positions in the trailer.
    public var count: Int?
    public var total: Int?
    /// The column that the total sums, with the signs of the file.
    public var totalOf: Column?
    public init(markerPosition: Int = 1, marker: String, count: Int? = nil, total: Int? = nil, totalOf: Column? = nil) {
      self.markerPosition = markerPosition
      self.marker = marker
      self.count = count
      self.total = total
      self.totalOf = totalOf
    }
  }

  /// Where a list says its date.
  public enum StatedDate: Hashable, Sendable {
    case constant(CalendarDate)
    case fileName(DatedNamePattern)
    /// The same date on every row.
    case column(Column)
    /// 1-based row among the skipped rows, 1-based position in it.
    case skippedRow(Int, position: Int)
    /// 1-based position in the trailer.
    case trailer(position: Int)
    /// The newest payment date of the list: only where the source is known to write one file a day with payments.
    case newestPayment
  }

  public struct OpenItemRules: Hashable, Sendable {
    /// An item that is not in the list any more is closed.
    public var isComplete: Bool
    /// …unless the list has shrunk by more than this, in percent of the last one.
    public var maximumShrinkPercent: Int
    public init(isComplete: Bool = false, maximumShrinkPercent: Int = 20) {
      self.isComplete = isComplete
      self.maximumShrinkPercent = maximumShrinkPercent
    }
  }

  public init(
    name: String, match: Match, dialect: Dialect = Dialect(), numbers: NumberFormat = NumberFormat(), dates: DatePattern,
    company: CompanyPlace, rowKind: RowKindPlace, columns: [CSVField: Column], constants: [CSVField: String] = [:],
    values: [CSVField: [String: String]] = [:], coDebtors: [[CSVField: Column]] = [], fees: [FeeColumns] = [],
    signs: Signs = Signs(), trailer: Trailer? = nil, statedDate: StatedDate? = nil,
    openItems: OpenItemRules = OpenItemRules()
  ) {
    self.name = name
    self.match = match
    self.dialect = dialect
    self.numbers = numbers
    self.dates = dates
    self.company = company
    self.rowKind = rowKind
    self.columns = columns
    self.constants = constants
    self.values = values
    self.coDebtors = coDebtors
    self.fees = fees
    self.signs = signs
    self.trailer = trailer
    self.statedDate = statedDate
    self.openItems = openItems
  }

  /// Every kind that a row of it can be, in the order of `CSVRowKind`.
  public var rowKinds: [CSVRowKind] {
    switch rowKind {
    case .constant(let kind): [kind]
    case .column(_, let values): CSVRowKind.allCases.filter { Set(values.values).contains($0) && $0 != .ignore }
    }
  }

  /// False only for customer lists that cannot say "never collect": everything else may say paid, credited, disputed or held.
  public var mayReduceClaims: Bool {
    rowKinds != [.customer] || columns[.collectionBlocked] != nil || constants[.collectionBlocked] != nil
  }
}
