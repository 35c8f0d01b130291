import Ledger
import Receivables

/// Invented entries and items.
enum LedgerSamples {
  static let day = CalendarDate(dayNumber: 20_777)  // 2026-11-20

  static func eur(_ cents: Int64) -> Money { Money(minorUnits: cents, .eur) }

  static func entry(
    _ cents: Int64, reference: String? = "1234561", archiveID: String? = "2611203456AB0001",
    status: SettlementEntry.Status = .booked, ordinal: Int = 0, account: String = "FI2112345600000785",
    currency: Currency = .eur
  ) -> SettlementEntry {
    SettlementEntry(
      ordinal: ordinal, line: ordinal + 2, account: account, bookingDate: day, paymentDate: day,
      amount: Money(minorUnits: cents, currency), statedAmount: String(cents.magnitude), reference: reference,
      archiveID: archiveID, payerName: "MAKSAJA M", status: status, correctionCode: status == .correction ? "1" : "0")
  }

  static func item(
    _ id: Int64, open: Int64, reference: String? = "1234561", number: String? = nil, paid: Bool = false,
    currency: Currency = .eur
  ) -> LedgerItem {
    LedgerItem(
      id: id, invoiceNumber: number ?? "10\(id)", reference: reference, open: Money(minorUnits: open, currency),
      assignedTo: "ropo", paidInFull: paid)
  }

  static let context = Recipes.Context(company: "alpha", source: "FI2112345600000785/2026-11-20/2611203456AB0001/in/0")

  static func booked(_ entry: SettlementEntry, _ items: [LedgerItem]) throws -> Drafted {
    Recipes.draft(entry, match: Matching.match(entry, candidates: items), in: context)
  }

  /// `CLEARING 125.00 EUR, AR -125.00 EUR`
  static func text(_ draft: VoucherDraft?) -> String {
    draft?.postings.map { "\($0.role.rawValue) \($0.amount)" }.joined(separator: ", ") ?? "nothing"
  }

  static func draft(_ postings: [Posting], text: String = "Payment", reverses: Int? = nil) -> VoucherDraft {
    VoucherDraft(
      company: "alpha", date: day, text: text, recipe: "R01", postings: postings, source: "key", reverses: reverses)
  }

  static func journal(_ drafts: [VoucherDraft], year: Int = 2026, series: String = "A") throws -> [Voucher] {
    var vouchers: [Voucher] = []
    for draft in drafts {
      vouchers.append(
        try Journal.seal(
          draft, fiscalYear: year, series: series, number: vouchers.count + 1,
          previousHash: vouchers.last?.hash ?? Journal.origin))
    }
    return vouchers
  }
}
