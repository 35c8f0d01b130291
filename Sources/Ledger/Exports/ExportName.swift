import Receivables

/// `A-2026-000001-000017.sie`: series, year, first and last number (one, where a file is one voucher), and the currency where it is not
/// the company's own. Netvisor's import fails on names with special characters, so that none has any.
enum ExportName {
  static func make(_ part: ExportPart, _ layout: ExportLayout) -> String {
    guard let first = part.vouchers.first?.id, let last = part.vouchers.last?.id else { return "none." + layout.suffix }
    var name = layout.prefix + safe(first.series) + "-\(first.fiscalYear)-" + padded(first.number)
    if layout.largest > 1 { name += "-" + padded(last.number) }
    if let currency = part.currency, currency != home(part.context.company) { name += "-" + currency.code }
    return name + "." + layout.suffix
  }

  /// The currency of the company's country; what a name leaves out must not depend on what else is exported.
  private static func home(_ company: Company) -> Currency {
    switch company.country {
    case "SE": .sek
    case "NO": .nok
    default: .eur
    }
  }

  private static func safe(_ series: String) -> String {
    String(
      decoding: series.utf8.map { byte in
        (byte >= 0x30 && byte <= 0x39) || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) ? byte : 0x78
      }, as: UTF8.self)
  }

  private static func padded(_ number: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, 6 - text.utf8.count)) + text
  }
}
