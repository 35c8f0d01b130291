import Receivables

/// The generic CSV: one row a posting, columns as the company's profile has them, else `VoucherCSVProfile.standard`.
///
/// Programs whose import has no published layout (Procountor's import of accounting data) are served by a profile that follows the
/// template of the program itself.
public struct VoucherCSVExport: LedgerExport {
  public let id = "csv"

  public func layout(_ terms: LedgerTerms) -> ExportLayout {
    let fields = Set((terms.csv ?? .standard).columns.map(\.field))
    return ExportLayout(
      accounts: fields.isDisjoint(with: [.account, .accountName]) ? .roles : .numbers,
      currencies: fields.contains(.currency) ? .together : .apart(decimals: 4), suffix: "csv")
  }

  public func encode(_ part: ExportPart) -> EncodedPart {
    let profile = part.context.terms.csv ?? .standard
    var writer = CSVWriter(
      separator: profile.separator, page: VoucherCSVExport.page(profile.encoding),
      mark: profile.encoding == .utf8WithMark ? [0xEF, 0xBB, 0xBF] : [])
    if profile.hasHeading {
      for column in profile.columns { writer.text(column.heading) }
      writer.endRow()
    }
    for voucher in part.vouchers {
      for posting in voucher.draft.postings {
        for column in profile.columns { VoucherCSVExport.cell(column.field, voucher, posting, part.chart, profile, &writer) }
        writer.endRow()
      }
    }
    return EncodedPart(bytes: writer.bytes, tally: writer.tally)
  }

  private static func page(_ encoding: VoucherCSVProfile.Encoding) -> ByteText.Page {
    switch encoding {
    case .utf8, .utf8WithMark: .utf8
    case .latin1: .latin1
    case .windows1252: .windows1252
    }
  }

  private static func cell(
    _ field: VoucherCSVProfile.Field, _ voucher: Voucher, _ posting: Posting, _ chart: ExportChart,
    _ profile: VoucherCSVProfile, _ writer: inout CSVWriter
  ) {
    let amount = posting.amount
    let mark = profile.decimalMark
    switch field {
    case .series: writer.text(voucher.id.series)
    case .number: writer.number { $0.add(number: voucher.id.number) }
    case .fiscalYear: writer.number { $0.add(number: voucher.id.fiscalYear) }
    case .date: writer.number { $0.add(voucher.draft.date, profile.dateForm) }
    case .voucherText: writer.text(voucher.draft.text)
    case .account: writer.text(chart.number(posting.role))
    case .accountName: writer.text(chart.name(posting.role))
    case .role: writer.text(posting.role.rawValue)
    case .amount: writer.number { $0.add(amount, mark: mark) }
    case .debit: writer.number { if amount.isPositive { $0.add(amount, mark: mark) } }
    case .credit: writer.number { if amount.isNegative { $0.add(amount.magnitude, mark: mark) } }
    case .amountInMinorUnits: writer.number { $0.add(signed: amount.minorUnits) }
    case .currency: writer.text(amount.currency.code)
    case .invoiceNumber: writer.text(posting.invoiceNumber ?? "")
    case .customerNumber: writer.text(posting.customerNumber ?? "")
    case .recipe: writer.text(posting.recipe.isEmpty ? voucher.draft.recipe : posting.recipe)
    case .source: writer.text(posting.source.isEmpty ? voucher.draft.source : posting.source)
    case .hash: writer.text(voucher.hash)
    case .empty: writer.empty()
    }
  }
}

extension VoucherCSVProfile {
  /// All that a posting says, for a spreadsheet of the Nordic countries: semicolons, decimal comma, UTF-8 with a byte order mark.
  public static let standard = VoucherCSVProfile(
    columns: Field.allCases.filter { ![.debit, .credit, .amountInMinorUnits, .empty].contains($0) }.map {
      Column(heading: $0.rawValue, field: $0)
    }, encoding: .utf8WithMark)
}

extension ExportBytes {
  mutating func add(_ day: CalendarDate, _ form: VoucherCSVProfile.DateForm) {
    switch form {
    case .iso: add(iso: day)
    case .compact: add(compact: day)
    case .dotted: add(dotted: day)
    }
  }
}
