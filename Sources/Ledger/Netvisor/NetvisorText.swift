import Receivables

/// What Netvisor's two ways in have in common: descriptions of at most 255 characters, whose beginning leads back to our journal, since
/// Netvisor numbers vouchers itself.
enum NetvisorText {
  static let limit = 255

  /// `2026-A-17 Payment of invoice 1001`
  static func voucher(_ voucher: Voucher) -> String { voucher.label + " " + voucher.draft.text }

  /// `invoice 1001, customer C1`; empty when it has neither.
  static func posting(_ posting: Posting) -> String {
    let invoice = posting.invoiceNumber.map { "invoice " + $0 }
    let customer = posting.customerNumber.map { "customer " + $0 }
    return [invoice, customer].compactMap(\.self).joined(separator: ", ")
  }
}
