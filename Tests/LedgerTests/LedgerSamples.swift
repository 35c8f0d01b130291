import Ledger
import Receivables

/// Invented drafts and journals.
enum LedgerSamples {
  static let day = CalendarDate(dayNumber: 20_777)  // 2026-11-20

  static func eur(_ cents: Int64) -> Money { Money(minorUnits: cents, .eur) }

  static func draft(
    _ postings: [Posting], text: String = "Payment", on date: CalendarDate = day, recipe: String = "R01", source: String = "key",
    reverses: VoucherNumber? = nil
  ) -> VoucherDraft {
    VoucherDraft(
      company: "alpha", date: date, text: text, recipe: recipe, postings: postings, source: source, reverses: reverses)
  }

  static func id(_ number: Int, year: Int = 2026, series: String = "A") -> VoucherNumber {
    VoucherNumber(fiscalYear: year, series: series, number: number)
  }

  /// Sealed one after another; the fiscal year is the calendar year, or the stated one.
  static func journal(_ drafts: [VoucherDraft], year: Int? = 2026, series: String = "A") throws -> [Voucher] {
    var vouchers: [Voucher] = []
    var numbers: [Int: Int] = [:]
    for draft in drafts {
      let year = year ?? draft.date.year
      numbers[year, default: 0] += 1
      vouchers.append(
        try Journal.seal(
          draft, id: id(numbers[year] ?? 0, year: year, series: series), previousHash: vouchers.last?.hash ?? Journal.origin))
    }
    return vouchers
  }
}
